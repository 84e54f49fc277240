"""Broken and hostile files: each is skipped with its reason, or read, within a bounded memory and time."""

from __future__ import annotations

import gzip
import io
import random
import subprocess
import sys
import tempfile
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from documents import FERRY, MAKERS, eml, json_lines, md, pdf, warc, web_page, word, zipped
from factcheck import read
from factcheck.model import Document, Skipped

MEGABYTE = 1_000_000
SWELLS = "unpacks to more than 200 times its size"
TOO_LARGE = "larger than 2 MB, see --max-file-size"
NO_TEXT = "no reader for OpenDocument files that are no texts"
LONG_HEADERS = "headers of more than 100,000 characters"


def outcomes(folder: Path, name: str, data: bytes, **asked: int) -> list[str]:
    """What comes of a file: "read", or the reason why not."""
    (folder / name).write_bytes(data)
    found = read.read(read.Source(file=folder / name, path=name), options=read.Options(**asked))
    return [item.reason if isinstance(item, Skipped) else "read" for item in found]


def locked_pdf() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, encrypt=pdfencrypt.StandardEncryption("secret", strength=128))
    canvas.drawString(72, 700, "Forty ships left.")
    canvas.save()
    return file.getvalue()


def pdf_of(content: bytes) -> bytes:
    """A page whose content is packed as it is."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, words) for number, words in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 6/Root 1 0 R>>\n%%EOF"


def locked_zip() -> bytes:
    """An archive whose one member is marked as encrypted, in both places that say so."""
    data = bytearray(zipped({"a.txt": b"40 ships left."}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def nested_zip(depth: int) -> bytes:
    data = zipped({"a.txt": b"Forty ships left.\n"})
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


def overlapping_zip() -> bytes:
    """An archive in which a hundred names stand for the same packed bytes."""
    kernel = zipped({"a.txt": b"Forty ships left. " * 50_000})
    archive = zipfile.ZipFile(io.BytesIO(kernel))
    end = kernel.index(b"PK\x05\x06")
    entry = kernel[archive.start_dir : end]
    names = b"".join(entry.replace(b"a.txt", b"%05d" % number) for number in range(100))
    tail = bytearray(kernel[end:])
    tail[8:12] = (100).to_bytes(2, "little") * 2
    tail[12:16] = len(names).to_bytes(4, "little")
    return kernel[: archive.start_dir] + names + bytes(tail)


def cut_off_lines() -> bytes:
    """Three records, and much that does not shrink behind them, cut off."""
    noise = random.Random(1).randbytes(9_000).hex().encode()
    return gzip.compress(json_lines(FERRY, FERRY, FERRY) + noise)[:-4_000]


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><w:document>&b;</w:document>'
DEEP_MAIL = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (number, number) for number in range(40))
MIXED = b"Content-Type: multipart/mixed; boundary=b\n\n"
HEAD = b"From: a@gazette.example\nDate: Mon, 6 May 2024 08:00:00 +0000\nSubject: Ships\n"

HOSTILE: list[tuple[str, str, Callable[[], bytes], list[str]]] = [
    ("empty", "a.txt", lambda: b"", ["empty"]),
    ("truncated-pdf", "a.pdf", lambda: pdf(FERRY)[:1200], ["damaged, or no PDF file"]),
    ("locked-pdf", "a.pdf", locked_pdf, ["has a password; save it without one"]),
    ("swelling-pdf", "a.pdf", lambda: pdf_of(b"BT ET" + b" " * 100 * MEGABYTE), [SWELLS]),
    ("truncated-docx", "a.docx", lambda: word(FERRY)[:5000], ["a damaged zip archive"]),
    ("swelling-docx", "a.docx", lambda: zipped({"word/document.xml": b" " * 60 * MEGABYTE}), [SWELLS]),
    ("entities-docx", "a.docx", lambda: zipped({"word/document.xml": LAUGHS}), ["declares entities, which an honest document does not"]),
    ("entities-odt", "a.odt", lambda: zipped({"content.xml": LAUGHS}), ["declares entities, which an honest document does not"]),
    ("hollow-docx", "a.docx", lambda: zipped({"word/document.xml": b"<x/>"}), ["damaged, or no Word file (ValueError)"]),
    ("deep-odt", "a.odt", lambda: zipped({"content.xml": b"<a>" * 9_000 + b"</a>" * 9_000}), [NO_TEXT]),
    ("deep-html", "a.html", lambda: b"<html><body>" + b"<div>" * 100_000 + b"Forty ships left.", ["nested too deeply"]),
    ("vast-html", "a.html", lambda: b"<html><body><p>" + b"<b>Forty</b> <i>ships</i> " * 30_000, ["read"]),
    ("null-html", "a.html", lambda: b"<html><body>\0", ["not a text file"]),
    ("deep-json", "a.json", lambda: b'{"text":' + b"[" * MEGABYTE, ["nested too deeply, or too large for the memory"]),
    ("truncated-json", "a.json", lambda: json_lines(FERRY)[:-30], ["no JSON: damaged, or cut off"]),
    ("long-number-json", "a.json", lambda: b'{"text": "40 ships.", "n": ' + b"9" * MEGABYTE + b"}", ["read"]),
    ("long-line-jsonl", "a.jsonl", lambda: b'{"text": "' + b"a" * 3 * MEGABYTE + b'"}\n' + json_lines(FERRY), ["read", TOO_LARGE]),
    ("open-quote-csv", "a.csv", lambda: b'text,date\n"' + b"40 ships.\n" * 300_000, ["no CSV: damaged, or a cell that is too large"]),
    ("long-line-csv", "a.csv", lambda: b"text,date\n" + b"a" * 3 * MEGABYTE, ["a line of more than 2,000,000 characters"]),
    ("swelling-gzip", "a.txt.gz", lambda: gzip.compress(b"40 ships. " * 10 * MEGABYTE), [TOO_LARGE]),
    ("swelling-lines", "a.jsonl.gz", lambda: gzip.compress(b" \n" * 30 * MEGABYTE), [SWELLS]),
    ("truncated-gzip", "a.txt.gz", lambda: gzip.compress(md(FERRY))[:-20], ["damaged, or cut off"]),
    ("truncated-lines", "a.jsonl.gz", cut_off_lines, ["read", "read", "read", "damaged, or cut off"]),
    ("locked-zip", "a.zip", locked_zip, ["encrypted"]),
    ("truncated-zip", "a.zip", lambda: MAKERS["a.zip"](FERRY)[:-40], ["a damaged zip archive"]),
    ("swelling-zip", "a.zip", lambda: zipped(dict.fromkeys(("1.txt", "2.txt", "3.txt"), b" " * 9 * MEGABYTE)), [TOO_LARGE] * 3),
    ("nested-zip", "a.zip", lambda: nested_zip(9), ["more than 4 archives within each other"]),
    ("truncated-warc", "a.warc", lambda: warc(FERRY, FERRY)[:-200], ["read", "read", "cut off within record 2"]),
    ("not-a-warc", "a.warc", lambda: b"WARC/1.0\r\n\r\n" * 50, ["a web archive without a document"]),
    ("deep-mail", "a.eml", lambda: HEAD + DEEP_MAIL, ["nested deeper than 20 parts"]),
    ("long-header", "a.eml", lambda: HEAD + b"X: " + b"=?utf-8?q?x?= " * 50_000 + b"\n\n40 ships.\n", [LONG_HEADERS]),
    ("many-parts", "a.eml", lambda: HEAD + MIXED + b"--b\n\n40 ships.\n" * 300, ["more than 200 parts"]),
    ("no-text-mail", "a.eml", lambda: HEAD + b"Content-Type: image/png\n\nx", ["a mail without a text"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "expected"), [pytest.param(name, make, wanted, id=case) for case, name, make, wanted in HOSTILE])
def test_hostile_files(tmp_path: Path, name: str, make: Callable[[], bytes], expected: list[str]) -> None:
    data = make()
    started = time.perf_counter()
    assert outcomes(tmp_path, name, data, max_file_size=2 * MEGABYTE) == expected
    assert time.perf_counter() - started < 20, "seconds; each takes less than two on a machine with nothing else to do"


LONG = replace(FERRY, paragraphs=FERRY.paragraphs * 60)


def test_members_of_an_archive_that_overlap_share_one_allowance(tmp_path: Path) -> None:
    found = outcomes(tmp_path, "a.zip", overlapping_zip())
    assert len(found) == 100
    assert found.count("read") < 20


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl.gz", gzip.compress(json_lines(*[LONG] * 120))),
        ("a.zip", zipped({f"{number}.jsonl": json_lines(*[LONG] * 12) for number in range(10)})),
    ],
    ids=["gzip", "zip"],
)
def test_an_archive_is_never_in_memory_as_a_whole(tmp_path: Path, name: str, data: bytes) -> None:
    """Four megabytes of records are read with less than two at any time."""
    (tmp_path / name).write_bytes(data)
    tracemalloc.start()
    count = sum(isinstance(item, Document) for item in read.read(read.Source(file=tmp_path / name, path=name)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 120
    assert peak < 2 * MEGABYTE


def test_no_reader_opens_a_connection_or_runs_a_script(tmp_path: Path) -> None:
    """A page and a document that name things to fetch are read while every connection is an error."""
    page = web_page(FERRY).replace(
        b"</article>",
        b'<img src="http://gazette.example/x.png"><iframe src="http://gazette.example/"></iframe><script>fetch("//x")</script></article>',
    )
    (tmp_path / "a.html").write_bytes(
        page.replace(b"<head>", b'<head><base href="http://gazette.example/"><link rel="stylesheet" href="x.css">')
    )
    for name in ("a.docx", "a.eml", "a.pdf", "a.warc"):
        (tmp_path / name).write_bytes(MAKERS[name](FERRY))
    program = (
        "import socket, sys\n"
        "def refuse(*_, **__): raise SystemExit('a connection was opened')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from factcheck.cli import main\n"
        "sys.exit(main(['claims', '.', '--format', 'csv']))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "5 documents read" in ran.stderr
    assert "99,000" not in ran.stdout  # what a script would write into the page


DAMAGED = [
    "a.html",
    "a.pdf",
    "a.docx",
    "a.odt",
    "a.eml",
    "a.mbox",
    "a.json",
    "a.jsonl",
    "a.csv",
    "a.warc",
    "a.warc.gz",
    "a.txt.gz",
    "a.zip",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(DAMAGED), seed=st.integers(0, 2**32), cuts=st.integers(1, 30))
def test_no_damage_makes_a_reader_fail(name: str, seed: int, cuts: int) -> None:
    """Bytes are changed, dropped and repeated at random; spans stay within the text."""
    chance, data = random.Random(seed), bytearray(MAKERS[name](FERRY))
    for _ in range(cuts):
        place = chance.randrange(len(data))
        change = chance.randrange(3)
        if change == 0:
            data[place] = chance.randrange(256)
        elif change == 1:
            del data[place : place + chance.randrange(1, 40)]
        else:
            data[place:place] = data[place : place + chance.randrange(1, 40)]
        if not data:
            return
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(bytes(data))
        for item in read.read(read.Source(file=Path(folder) / name, path=name)):
            if isinstance(item, Document):
                assert all(block.span.end <= len(item.text) for block in item.blocks)
                assert all(item.place(block.span.start)[0] >= 1 for block in item.blocks)


def test_a_mail_of_plain_bytes_is_read(tmp_path: Path) -> None:
    assert outcomes(tmp_path, "a.eml", eml(FERRY).replace(b"\n", b"\r\n")) == ["read"]
