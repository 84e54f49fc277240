"""The options of the command line that say how documents are read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from documents import FERRY, TOWN, md, record
from factcheck.cli import main
from factcheck.errors import UsageError
from factcheck.settings import load


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d").mkdir()
    return tmp_path / "d"


def told(capture: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a run says on standard error."""
    capture.readouterr()
    main(["claims", "d", "--format", "csv", "--quiet", *arguments])
    return capture.readouterr().err


def test_keys_of_records_are_options(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    renamed = {"inhalt": TOWN, "tag": "2024-05-06", "blatt": "Gazette"}
    (folder / "a.json").write_text(json.dumps([renamed]), encoding="utf-8")
    assert "no record has text" in told(capfd)
    main(["claims", "d", "--format", "json", "--text-key", "inhalt", "--date-key", "tag", "--source-key", "blatt"])
    (document,) = json.loads(capfd.readouterr().out)["documents"]
    assert (document["path"], document["source"], document["published"]["start"]) == ("d/a.json#1", "Gazette", "2024-05-06")
    assert document["origins"] == {"published": "JSON", "source": "JSON"}


def test_a_file_larger_than_asked_for_is_skipped(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text(TOWN * 20, encoding="utf-8")
    (folder / "b.md").write_bytes(md(FERRY))
    assert told(capfd, "--max-file-size", "1kB") == "factcheck: skipped d/a.txt: larger than 1,000 bytes, see --max-file-size\n"


def test_links_are_followed_when_asked(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "b.md").write_bytes(md(FERRY))
    (folder.parent / "a.txt").write_text(TOWN, encoding="utf-8")
    (folder / "a.txt").symlink_to(folder.parent / "a.txt")
    assert told(capfd) == "factcheck: skipped d/a.txt: a link out of the folder; --follow-links reads it\n"
    assert told(capfd, "--follow-links") == ""


def test_dates_that_differ_are_told(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "2023-01-01-a.jsonl").write_text(json.dumps(record(FERRY)), encoding="utf-8")  # of the dump, not of its records
    (folder / "2023-01-01-b.md").write_bytes(md(FERRY))
    assert told(capfd) == (
        "factcheck: d/2023-01-01-b.md: published 2024-05-06 by front matter, 2023-01-01 by file name; the first is taken, "
        "front matter or documents.toml can say which holds\n"
    )


@pytest.mark.parametrize(
    ("given", "size"), [("1000", 1000), (1000, 1000), ("200MB", 200_000_000), ("1.5 kb", 1500), ("2G", 2_000_000_000), ("50m", 50_000_000)]
)
def test_sizes(tmp_path: Path, given: object, size: int) -> None:
    assert load({"max_file_size": given}, tmp_path, {}).max_file_size == size


@pytest.mark.parametrize("given", ["0", "-1", "big", "1TB", True, "1e9", "9" * 5000])
def test_what_is_no_size_is_refused(tmp_path: Path, given: object) -> None:
    with pytest.raises(UsageError, match=r"^--max-file-size: must be a size such as 200MB, not "):
        load({"max_file_size": given}, tmp_path, {})
