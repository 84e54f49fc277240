"""A source becomes a document, whatever its bytes are."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck import read
from factcheck.model import Document, Skipped
from factcheck.read.decode import decode


def read_bytes(folder: Path, data: bytes, name: str = "a.txt", **asked: int) -> Document | Skipped:
    file = folder / name
    file.write_bytes(data)
    (result,) = read.read(read.Source(file=file, path=name), options=read.Options(**asked))
    return result


def document(folder: Path, data: bytes, name: str = "a.txt") -> Document:
    result = read_bytes(folder, data, name)
    assert isinstance(result, Document)
    return result


GERMAN = "Die Brücke über den Fluss kostete 3,5 Millionen Euro. Für die Gemeinde wäre das früher unmöglich gewesen."
RUSSIAN = "Торговля между двумя странами выросла до 289 миллионов долларов, сообщило министерство в понедельник."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"40 ships", "40 ships", id="utf-8"),
        pytest.param(b"\xef\xbb\xbf40 ships", "40 ships", id="utf-8-mark-is-taken-off"),
        pytest.param("40 ships".encode("utf-16"), "40 ships", id="utf-16"),
        pytest.param("40 ships".encode("utf-32"), "40 ships", id="utf-32"),
        pytest.param(GERMAN.encode("cp1252"), GERMAN, id="windows-1252"),
        pytest.param(RUSSIAN.encode("cp1251"), RUSSIAN, id="windows-1251"),
        pytest.param(b"a\r\nb\rc\n", "a\r\nb\rc\n", id="newlines-untouched"),
    ],
)
def test_text_is_decoded(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n\t\r\n", "empty", id="white-space"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file", id="binary"),
    ],
)
def test_what_is_not_text_is_skipped(tmp_path: Path, data: bytes, reason: str) -> None:
    assert read_bytes(tmp_path, data) == Skipped(path="a.txt", reason=reason)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("gone.txt", "cannot be opened: No such file or directory"), (".", "not a regular file")],
)
def test_what_cannot_be_opened_is_skipped(tmp_path: Path, name: str, reason: str) -> None:
    assert list(read.read(read.Source(file=tmp_path / name, path=name))) == [Skipped(path=name, reason=reason)]


def test_a_large_file_is_skipped(tmp_path: Path) -> None:
    reason = "larger than 3 MB, see --max-file-size"
    assert read_bytes(tmp_path, b"a" * 3_000_001, max_file_size=3_000_000) == Skipped(path="a.txt", reason=reason)


def test_places_count_lines_as_editors_do(tmp_path: Path) -> None:
    read_document = document(tmp_path, b"a\r\nb\rcd\ne\x0bf")
    assert [read_document.place(offset) for offset in (0, 3, 6, 10)] == [(1, 1), (2, 1), (3, 2), (4, 3)]


def check_layout(result: Document | Skipped) -> None:
    if isinstance(result, Skipped):
        return
    for block in result.blocks:
        assert block.span.of(result.text).strip()
        assert block.span.end <= len(result.text)
    for block, following in pairwise(result.blocks):
        assert block.span.end <= following.span.start
    result.metadata.digest.encode()
    repr(result.metadata).encode("utf-8")


MARKS = st.sampled_from(
    [
        "---\n",
        "title: x\n",
        "date: 2021\n",
        "\r",
        "\r\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "# ",
        "| a | b |\n",
        "|---|---|\n",
        "\t",
        "```\n",
        "<!-- ",
        " -->",
        "• ",
        "OSLO, May 2, 2024 (Agency) - ",
        "40 ships left.",
        "\0",
        "\u2028",
        "\x0b",
        "&a [*a",
        "\\",
        "===\n",
        "\ufeff",
    ]
)
NAMES = st.sampled_from(["a.txt", "a.md"])
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(data=st.binary(max_size=400), name=NAMES)
def test_no_bytes_crash_a_reader(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check_layout(read_bytes(Path(folder), data, name))


@QUICK
@given(parts=st.lists(MARKS | st.text(max_size=12), max_size=30), name=NAMES)
def test_blocks_are_filled_ordered_and_apart(parts: list[str], name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check_layout(read_bytes(Path(folder), "".join(parts).encode("utf-8", errors="replace"), name))
