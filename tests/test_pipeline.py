"""The flow: what is read, what is left out and said so, and the same result every time."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck import batches, pipeline, read
from factcheck.errors import FactcheckError, InputError, RulesError
from factcheck.model import Document, Relation, Report, Skipped
from factcheck.read import New
from factcheck.settings import Settings, load

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


# -- check ---------------------------------------------------------------------------------------------------------

CORPUS = sorted(path.name for path in (ROOT / "corpus").iterdir())


def verdicts(report: Report, path: str) -> dict[frozenset[str], tuple[str, Relation, str, float]]:
    """The verdict on every pair with a claim of the document."""
    where = {claim.id: claim.metadata.path for finding in report.findings for claim in finding.claims}
    return {
        frozenset((pair.a, pair.b)): (pair.rule, pair.relation, pair.fingerprint, pair.confidence)
        for finding in report.findings
        for pair in finding.pairs
        if path in (where[pair.a], where[pair.b])
    }


@pytest.mark.parametrize("name", CORPUS)
def test_a_check_gives_the_verdicts_of_a_scan_on_the_pairs_of_the_new_article_and_no_others(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    path = f"corpus/{name}"
    checked, scanned = pipeline.check(New(paths=(path,)), ["corpus"], ALL), pipeline.scan(["corpus"], ALL)
    assert checked.new == {path}
    assert verdicts(checked, path) == verdicts(scanned, path)
    assert sum(len(finding.pairs) for finding in checked.findings) == len(verdicts(checked, path))
    assert checked.summary.pairs_compared < scanned.summary.pairs_compared


TOLLS = {
    "new.md": "The flood in Valdivia has killed 40 people, the mayor said.",
    "ally.md": "The flood in Valdivia has killed 40 people, officials said on Monday.",
    "history.md": "The flood in Valdivia has killed 52 people. On the first day the flood in Valdivia had killed 12 people.",
    "other.md": "The flood in Valdivia has killed 31 people, relief workers said. It began in the night.",
}


def test_verdicts_lean_on_pairs_of_the_corpus_too(tmp_path: Path) -> None:
    """An ally against a third one, and a running count that its own document tells as history."""
    for number, (name, text) in enumerate(TOLLS.items(), 1):
        (tmp_path / name).write_text(f"---\nsource: {name}\npublished: 2022-06-{number:02}\n---\n\n{text}\n", encoding="utf-8")
    for name in TOLLS:
        path = str(tmp_path / name)
        checked = pipeline.check(New(paths=(path,)), [str(tmp_path)], ALL)
        assert verdicts(checked, path) == verdicts(pipeline.scan([str(tmp_path)], ALL), path)


def test_a_check_puts_the_new_claim_first(folder: Path) -> None:
    for name, texts in (("first.md", ["212,000", "340,000"]), ("second.md", ["340,000", "212,000"])):
        report = pipeline.check(New(paths=(str(folder / name),)), [str(folder)], Settings())
        assert [claim.text for claim in report.findings[0].claims] == texts
        assert report.findings[0].reason.startswith(f"{texts[0]} (")
        assert (report.summary.documents, report.new) == (2, {str(folder / name)})


def test_new_articles_are_compared_with_each_other_and_known_ones_are_not(folder: Path, tmp_path: Path) -> None:
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    (drafts / "a.md").write_text("The library of Narva lends 31,000 books a year.\n", encoding="utf-8")
    known = [str(folder / "first.md"), str(folder / "second.md")]
    alone = pipeline.check(New(paths=(str(drafts),)), known, ALL)
    assert (alone.findings, alone.summary.pairs_compared) == ((), 0)
    (drafts / "b.md").write_text("The library of Narva lends 45,000 books a year.\n", encoding="utf-8")
    both = pipeline.check(New(paths=(str(drafts),)), known, ALL)
    assert [[claim.text for claim in finding.claims] for finding in both.findings] == [["31,000", "45,000"]]


def test_among_twenty_articles_on_one_flood_the_one_that_differs_is_found(tmp_path: Path) -> None:
    """What all of them share is rare nowhere, and yet it is what they are about."""
    for number in range(20):
        dead = 31 if number == 11 else 40
        head = f"---\nsource: paper {number}\npublished: 2022-06-09\n---\n\n"
        text = f"{head}The flood in Valdivia has killed {dead} people, paper {number} says.\n"
        (tmp_path / f"{number:02}.md").write_text(text, encoding="utf-8")
    [finding] = pipeline.scan([str(tmp_path)], Settings()).findings
    assert sum(claim.text == "31" for claim in finding.claims) == 1
    assert len(finding.claims) == 20


def test_a_corpus_without_documents_is_no_corpus(folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(InputError, match=r"empty: holds no document to check against; name a folder or file with articles$"):
        pipeline.check(New(paths=(str(folder / "first.md"),)), [str(empty)], ALL)


# -- what is left out ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "findings", "withheld"),
    [
        ({}, 1, {}),
        ({"since": "2014-02-01"}, 1, {}),
        ({"since": "2014-02"}, 1, {}),
        ({"since": "2014-02-02"}, 0, {"outside --since/--until (documents)": 1}),
        ({"until": "2014-02"}, 0, {"outside --since/--until (documents)": 1}),
        ({"until": "2013"}, 0, {"outside --since/--until (documents)": 2}),
        ({"topic": ["dover"]}, 1, {}),
        ({"topic": ["Dunk dov"]}, 1, {}),
        ({"topic": ["dover", "narva"]}, 1, {}),
        ({"topic": ["dover narva"]}, 0, {"off --topic": 1}),
        ({"per_file_ignores": {"first.md": ["FC1"]}}, 0, {"per-file-ignores": 1}),
        ({"per_file_ignores": {"first.md": ["FC4"], "third.*": ["FC1"]}}, 1, {}),
        ({"per_file_ignores": "*.md:FC101"}, 0, {"per-file-ignores": 1}),
    ],
    ids=str,
)
def test_what_is_left_out_is_counted(folder: Path, settings: dict[str, object], findings: int, withheld: dict[str, int]) -> None:
    report = pipeline.scan([str(folder)], load(settings, folder, {}))
    counted = {reason: count for reason, count in report.summary.withheld if reason not in list(Relation)}
    assert (len(report.findings), counted) == (findings, withheld)


def test_a_document_without_a_date_and_a_new_one_always_take_part(folder: Path) -> None:
    (folder / "second.md").write_text(SECOND.replace("published: 2014-03-01\n", ""), encoding="utf-8")
    since = load({"since": "2020"}, folder, {})
    assert [document.source for document in pipeline.scan([str(folder)], since).documents] == ["Port Weekly"]
    checked = pipeline.check(New(paths=(str(folder / "first.md"),)), [str(folder)], since)
    assert [document.source for document in checked.documents] == ["Kent Messenger", "Port Weekly"]
    assert len(checked.findings) == 1


# -- claims ----------------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("error", [InputError("a.txt", "is gone; look for it"), RulesError("a.toml", "unit.kg", "why", "is not there")])
def test_a_mistake_of_the_user_crosses_to_another_process(error: FactcheckError) -> None:
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_new_article_gets_its_date_wherever_its_file_is_taken_apart(tmp_path: Path) -> None:
    (tmp_path / "new.jsonl").write_text('{"text": "The ferry carried 340,000 passengers."}\n', encoding="utf-8")
    source = read.Source(file=tmp_path / "new.jsonl", path="new.jsonl", new=True)
    day = read.parse_published("2024-05-01")
    (document,) = batches.opened(source, Settings())
    assert isinstance(document, Document)
    assert document.metadata.published is None
    assert list(batches.opened(document, Settings(), day)) == list(batches.opened(source, Settings(), day))


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
