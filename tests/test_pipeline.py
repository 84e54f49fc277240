"""The flow: what is read, what is left out and said so, and the same result every time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck import pipeline
from factcheck.errors import InputError
from factcheck.model import Relation, Skipped
from factcheck.settings import Settings

ROOT = Path(__file__).parents[1]
ALL = Settings(show=tuple(Relation))

FIRST = (
    "---\nsource: Kent Messenger\npublished: 2014-02-01\n---\n\nThe ferry between Dover and Dunkirk carried 212,000 passengers in 2013.\n"
)
SECOND = "---\nsource: Port Weekly\npublished: 2014-03-01\n---\n\nIn 2013 the ferry between Dover and Dunkirk carried 340,000 passengers.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "first.md").write_text(FIRST, encoding="utf-8")
    (tmp_path / "second.md").write_text(SECOND, encoding="utf-8")
    return tmp_path


def test_a_scan_reads_extracts_frames_groups_compares_and_reports(folder: Path) -> None:
    report = pipeline.scan([str(folder)], Settings())
    assert [document.source for document in report.documents] == ["Kent Messenger", "Port Weekly"]
    assert [(finding.rule, finding.relation, [claim.text for claim in finding.claims]) for finding in report.findings] == [
        ("FC101", Relation.CONFLICT, ["212,000", "340,000"])
    ]
    assert report.findings[0].witnesses == 2
    assert (report.summary.documents, report.summary.skipped, report.summary.claims) == (2, 0, 4)
    assert report.summary.pairs_compared >= 1


def test_claims_come_in_the_order_of_paths_and_places(folder: Path) -> None:
    listed = pipeline.claims([str(folder / "second.md"), str(folder / "first.md")], Settings())
    assert [(Path(claim.metadata.path).name, claim.text) for claim in listed.claims] == [
        ("first.md", "212,000"),
        ("first.md", "2013"),
        ("second.md", "2013"),
        ("second.md", "340,000"),
    ]


def test_a_file_that_cannot_be_read_is_listed_and_the_others_are_compared(folder: Path) -> None:
    (folder / "table.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 8)
    report = pipeline.scan([str(folder)], Settings())
    assert [(Path(item.path).name, bool(item.reason)) for item in report.skipped] == [("noise.txt", True), ("table.xlsx", True)]
    assert report.skipped[1].reason == "no reader for .xlsx files"
    assert report.summary.skipped == 2
    assert len(report.findings) == 1


def test_an_empty_folder_gives_an_empty_report(tmp_path: Path) -> None:
    report = pipeline.scan([str(tmp_path)], Settings())
    assert (report.documents, report.findings, report.skipped) == ((), (), ())
    assert (report.summary.documents, report.summary.claims, report.summary.pairs_compared) == (0, 0, 0)


def test_an_empty_file_is_a_document_without_claims_or_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    listed = pipeline.claims([str(tmp_path)], Settings())
    assert listed.claims == ()
    assert len(listed.documents) + len(listed.skipped) == 1


def test_a_missing_path_is_the_users_to_mend(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        pipeline.scan([str(tmp_path / "nowhere")], Settings())


def test_a_document_with_a_claim_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    (tmp_path / "first.md").write_text(FIRST, encoding="utf-8")
    report = pipeline.scan([str(tmp_path)], Settings())
    assert report.summary.claims == 2
    assert report.summary.pairs_compared == 0
    assert report.findings == ()


def test_what_is_not_shown_is_counted_as_withheld(folder: Path) -> None:
    shown = pipeline.scan([str(folder)], ALL)
    conflicts = pipeline.scan([str(folder)], Settings(show=(Relation.CONFLICT,)))
    ignored = pipeline.scan([str(folder)], Settings(show=tuple(Relation), ignore=("FC101",)))
    assert sum(dict(shown.summary.withheld).values()) == 0
    assert dict(conflicts.summary.withheld).get("agree", 0) == sum(
        pair.relation is Relation.AGREE for f in shown.findings for pair in f.pairs
    )
    assert dict(ignored.summary.withheld)["not selected"] == sum(pair.rule == "FC101" for f in shown.findings for pair in f.pairs)
    assert ignored.findings == ()


def test_a_path_given_twice_is_one_document(folder: Path) -> None:
    once, twice = (pipeline.scan(paths, ALL) for paths in ([str(folder)], [str(folder), str(folder / "first.md")]))
    assert twice == once


def test_nothing_is_remembered_between_runs(folder: Path) -> None:
    first = pipeline.scan([str(folder)], ALL)
    pipeline.scan([str(ROOT / "corpus" / "trade-and-gas.md")], ALL)
    assert pipeline.scan([str(folder)], ALL) == first


def test_skipped_files_keep_their_place_in_the_order(folder: Path) -> None:
    for name in ("b.pdf", "a.docx", "c.bin"):
        (folder / name).write_bytes(b"\x00")
    skipped = pipeline.scan([str(folder)], Settings()).skipped
    assert [Path(item.path).name for item in skipped] == ["a.docx", "b.pdf", "c.bin"]
    assert all(isinstance(item, Skipped) for item in skipped)


@pytest.mark.parametrize("command", [["claims", "--format", "jsonl"], ["scan", "--format", "json", "--show", "all", "--exit-zero"]])
def test_two_runs_give_the_same_bytes(command: list[str]) -> None:
    """Whatever the order of the paths, the seed of hashes, or the folder that it runs in."""
    documents = sorted(str(path) for path in (ROOT / "corpus").iterdir())
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "factcheck", *command, *paths],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src"), "TZ": zone},
        ).stdout
        for paths, seed, zone in ((documents, "0", "UTC"), (documents[::-1], "1", "Asia/Tokyo"))
    }
    assert len(outputs) == 1
    assert outputs.pop().startswith(b"{")
