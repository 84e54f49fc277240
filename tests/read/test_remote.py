"""Files elsewhere: what is found at an address, how it is read, and what is said where that cannot be."""

from __future__ import annotations

import gzip
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("s3fs", reason="the library of s3:// is not installed")
pytest.importorskip("moto", reason="the store that the tests read from is not installed")

import fsspec

import factcheck
from documents import warc_record
from factcheck import indexing, read
from factcheck.cli import main
from factcheck.errors import InputError
from factcheck.model import Document, Skipped
from factcheck.settings import Settings

KENT = "The ferry between Dover and Dunkirk carried 212,000 passengers in 2013.\n"
PORT = "In 2013 the ferry between Dover and Dunkirk carried 340,000 passengers.\n"
LOCAL = "The ferry from Dover to Dunkirk carried 198,000 passengers in 2013.\n"
NOTES = '["kent.txt"]\nsource = "Kent Messenger"\npublished = 2014-02-01\n'


PAGE = f"<html><head><title>Ferries</title></head><body><article><p>{LOCAL}</p></article></body></html>".encode()

FILES = {
    "news/kent.txt": KENT.encode(),
    "news/documents.toml": NOTES.encode(),
    "news/.hidden.txt": b"Hidden.",
    "news/2014/": b"",
    "news/2014/port.jsonl.gz": gzip.compress((json.dumps({"text": PORT, "source": "Port Weekly"}) + "\n").encode(), mtime=0),
    "news/2014/crawl.warc.gz": gzip.compress(warc_record(PAGE), mtime=0),
    "news/2014/photo.jpg": b"\xff\xd8\xff\xe0",
    "other/a b#1.txt": b"The bridge at Dover was opened on 4 May 1999.\n",
}


@pytest.fixture(scope="module")
def store() -> Iterator[None]:
    """A store on loopback that speaks as S3 does; found, and its keys with it, as botocore always finds them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with pytest.MonkeyPatch.context() as patch, server:
        answers(port)
        for name, value in {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1", "AWS_MAX_ATTEMPTS": "1",
        }.items():  # fmt: skip
            patch.setenv(name, value)
        system = fsspec.filesystem("s3", skip_instance_cache=True)
        system.mkdir("press")
        system.mkdir("desk")  # what tests change
        for name, data in FILES.items():
            system.pipe_file(f"press/{name}", data)
        yield
        server.terminate()


def answers(port: int) -> None:
    """Waits until a server is there."""
    deadline = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            assert time.monotonic() < deadline
            time.sleep(0.05)


@pytest.fixture
def s3(store: None) -> Iterator[None]:
    """The store, and no memory of what was listed there before."""
    fsspec.filesystem("s3").invalidate_cache()
    return


def paths(*given: str, exclude: tuple[str, ...] = ()) -> list[str]:
    return [item.path for item in read.discover(given, exclude)]


# -- what is found -------------------------------------------------------------------------------------------------

FOLDER = [
    "s3://press/news/2014/crawl.warc.gz",
    "s3://press/news/2014/photo.jpg",
    "s3://press/news/2014/port.jsonl.gz",
    "s3://press/news/kent.txt",
]


@pytest.mark.usefixtures("s3")
@pytest.mark.parametrize(
    ("given", "exclude", "expected"),
    [
        pytest.param("s3://press/news", (), FOLDER, id="folder"),
        pytest.param("s3://press/news/", (), FOLDER, id="folder-with-its-stroke"),
        pytest.param("s3://press/news", ("*.jpg", "kent.txt"), [FOLDER[0], FOLDER[2]], id="excluded-by-name"),
        pytest.param("s3://press/news", ("press/news/2014/",), [FOLDER[3]], id="excluded-by-folder"),
        pytest.param("s3://press/news/*/*.gz", (), [FOLDER[0], FOLDER[2]], id="pattern"),
        pytest.param("s3://press/n*", (), FOLDER, id="pattern-of-folders"),
        pytest.param("s3://press/news/*", (), FOLDER, id="pattern-of-files-and-folders"),
        pytest.param("s3://press/news/kent.txt", (), [FOLDER[3]], id="file"),
        pytest.param("s3://press/other/a b#1.txt", (), ["s3://press/other/a b#1.txt"], id="file-of-an-odd-name"),
        pytest.param("s3://press", (), [*FOLDER, "s3://press/other/a b#1.txt"], id="bucket"),
    ],
)
def test_an_address_names_a_file_a_folder_or_a_pattern(given: str, exclude: tuple[str, ...], expected: list[str]) -> None:
    assert paths(given, exclude=exclude) == expected


@pytest.mark.usefixtures("s3")
def test_each_file_is_found_once_and_files_here_stand_beside_it(tmp_path: Path) -> None:
    (tmp_path / "here.txt").write_text(KENT, encoding="utf-8")
    given = ["s3://press/news/kent.txt", "s3://press/news/*.txt", str(tmp_path)]
    assert paths(*given) == [str(tmp_path / "here.txt"), "s3://press/news/kent.txt"]


def test_an_address_on_this_machine_is_printed_as_one(tmp_path: Path) -> None:
    for name in ("a.txt", "b.md", ".c.txt"):
        (tmp_path / name).write_text(KENT, encoding="utf-8")
    (tmp_path / "documents.toml").write_text('["a.txt"]\nsource = "Kent Messenger"\n', encoding="utf-8")
    assert paths(f"file://{tmp_path}") == [f"file://{tmp_path}/a.txt", f"file://{tmp_path}/b.md"]
    assert paths(f"file://{tmp_path}/*.txt", str(tmp_path / "b.md")) == [str(tmp_path / "b.md"), f"file://{tmp_path}/a.txt"]
    assert [document.source for document in factcheck.claims(f"file://{tmp_path}/a.txt").documents] == ["Kent Messenger"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("memory://told", ["memory://told/a.txt", "memory://told/sub/b.txt"], id="folder"),
        pytest.param("memory://told/*.txt", ["memory://told/a.txt"], id="pattern"),
        pytest.param("memory:///told/a.txt", ["memory:///told/a.txt"], id="printed-as-given"),
    ],
)
def test_any_store_is_listed_in_the_same_way(given: str, expected: list[str]) -> None:
    system = fsspec.filesystem("memory")
    for name in ("a.txt", "sub/b.txt", ".hidden/c.txt"):
        system.pipe_file(f"/told/{name}", KENT.encode())
    assert paths(given) == expected


# -- what is read --------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("s3")
@pytest.mark.parametrize("by", [{"jobs": 1}, {"jobs": 2}, {"engine": "dask", "jobs": 2}], ids=["here", "processes", "dask"])
def test_files_elsewhere_are_scanned_as_files_here_are(tmp_path: Path, by: dict[str, object]) -> None:
    if "engine" in by:
        pytest.importorskip("distributed", reason="the extra dask is not installed")
    for name, data in FILES.items():
        if not name.endswith("/"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(data)
    here, elsewhere = factcheck.scan(tmp_path / "news", jobs=1).as_dict(), factcheck.scan("s3://press/news", **by).as_dict()
    assert json.dumps(elsewhere).count("s3://press/") > 5
    assert len(elsewhere["findings"]) == 1  # type: ignore[arg-type]
    told = json.loads(json.dumps(elsewhere, default=str).replace("s3://press", str(tmp_path)))
    for report in (told, here):
        for claim in report["claims"]:  # type: ignore[attr-defined]
            claim.pop("id")  # of its path, and so is the order of its finding
        report["claims"].sort(key=lambda claim: claim["path"])  # type: ignore[attr-defined]
    assert [item["path"] for item in told["documents"]] == [item["path"] for item in here["documents"]]  # type: ignore[attr-defined]
    assert [item["source"] for item in told["documents"]] == [None, "Port Weekly", "Kent Messenger"]
    assert told["claims"] == json.loads(json.dumps(here["claims"], default=str))
    assert told["skipped"] == here["skipped"]


@pytest.mark.usefixtures("s3")
def test_a_zip_archive_is_read_from_its_end(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "z.zip", "w") as file:
        file.writestr("a.txt", KENT)
    fsspec.filesystem("s3").put_file(str(tmp_path / "z.zip"), "desk/zipped/z.zip")
    (source,) = read.discover(["s3://desk/zipped"])
    assert isinstance(source, read.Source)
    (document,) = read.read(source)
    assert isinstance(document, Document)
    assert (document.metadata.path, document.text) == ("s3://desk/zipped/z.zip#a.txt", KENT)


@pytest.mark.usefixtures("s3")
def test_what_has_gone_meanwhile_is_skipped_with_the_reason() -> None:
    system = fsspec.filesystem("s3")
    system.pipe_file("desk/fleeting/a.txt", b"Ten ferries sailed.")
    (source,) = read.discover(["s3://desk/fleeting"])
    system.rm_file("desk/fleeting/a.txt")
    assert isinstance(source, read.Source)
    (skipped,) = read.read(source)
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("cannot be opened: ")


@pytest.mark.usefixtures("s3")
def test_a_broken_documents_toml_is_named_by_its_address(capsys: pytest.CaptureFixture[str]) -> None:
    system = fsspec.filesystem("s3")
    system.pipe_file("desk/broken/a.txt", b"Ten ferries sailed.")
    system.pipe_file("desk/broken/documents.toml", b'["a.txt"]\npublised = "2024-05-01"\n')
    assert main(["claims", "s3://desk/broken"]) == 2
    expected = 'factcheck: s3://desk/broken/documents.toml:2: ["a.txt"] has an unknown key "publised"; did you mean "published"?\n'
    assert capsys.readouterr().err == expected


@pytest.mark.usefixtures("s3")
def test_an_index_reads_what_has_changed_and_forgets_what_is_gone(tmp_path: Path) -> None:
    system, index = fsspec.filesystem("s3"), str(tmp_path / "archive.fcx")
    for name in ("a", "b", "c"):
        system.pipe_file(f"desk/kept/{name}.txt", KENT.encode())
    built = indexing.build(["s3://desk/kept"], index, Settings(jobs=1))
    assert (built.read, built.kept, built.removed) == (3, 0, 0)
    system.pipe_file("desk/kept/b.txt", PORT.encode())
    system.rm_file("desk/kept/c.txt")
    system.invalidate_cache()
    built = indexing.build(["s3://desk/kept"], index, Settings(jobs=1))
    assert (built.read, built.kept, built.removed) == (1, 1, 1)
    built = indexing.build(["s3://press/other"], index, Settings(jobs=1))
    assert (built.read, built.kept, built.removed) == (1, 0, 0)  # what lies elsewhere stays


# -- what cannot be ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "what"),
    [
        pytest.param(
            "https://example.org/a.html", "is a page of the web, of which nothing is fetched; save it, and name the file", id="web"
        ),
        pytest.param(
            "ftp://example.org/a.txt",
            "is an address of a kind that is not read; known are s3://, gs://, gcs://, abfs://, az://, hdfs://, memory://, file://",
            id="unknown",
        ),
        pytest.param("s3://", "names no bucket; write for example s3://bucket/folder", id="no-bucket"),
        pytest.param(
            "file:///no/such", "there is no such file or folder; write file:// and the whole path, from its first / on", id="file"
        ),
        pytest.param("memory://empty", "there is no such file or folder; check the spelling, and whose credentials are used", id="nothing"),
    ],
)
def test_an_address_that_is_not_read_is_a_sentence(given: str, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", given]) == 2
    assert capsys.readouterr().err == f"factcheck: {given}: {what}\n"


@pytest.mark.usefixtures("s3")
@pytest.mark.parametrize("given", ["s3://no-such-bucket/news", "s3://press/nothing", "s3://press/nothing/*.txt"])
def test_nothing_at_an_address_is_a_sentence(given: str) -> None:
    with pytest.raises(InputError, match=r"there is no such file or folder; check the spelling, and whose credentials are used$"):
        paths(given)


def test_a_store_that_does_not_answer_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{unheard.getsockname()[1]}")
        monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        fsspec.get_filesystem_class("s3").clear_instance_cache()
        with pytest.raises(
            InputError, match=r"^s3://press/news: cannot be listed \(.*\); check the address, the network and your credentials$"
        ):
            paths("s3://press/news")
    fsspec.get_filesystem_class("s3").clear_instance_cache()


@pytest.mark.parametrize(
    ("module", "what"),
    [
        pytest.param("s3fs", "s3:// needs s3fs; pip install s3fs", id="of-the-provider"),
        pytest.param("fsspec.core", "addresses need fsspec; pip install 'factcheck-cli[remote]'", id="fsspec"),
    ],
)
def test_a_library_that_is_missing_is_a_sentence(module: str, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, "s3", raising=False)  # type: ignore[attr-defined]
    with pytest.raises(InputError, match=f"^s3://press/news: {what.replace('[', '.').replace(']', '.')}$"):
        paths("s3://press/news")
