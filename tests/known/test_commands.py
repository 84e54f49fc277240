"""The commands: a baseline made, grown and pruned, and what a scan with it says and does."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import factcheck
from factcheck.model import Review
from known_articles import BILLION, THIRD

Run = Callable[..., tuple[int, str, str]]
FILE = ("--baseline", "known.json")


def entries(folder: Path) -> list[dict[str, object]]:
    told = json.loads((folder.parent / "known.json").read_text(encoding="utf-8"))
    return list(told["entries"])


def judge(folder: Path, review: str, note: str = "") -> None:
    """Gives every entry a verdict, as an editor of the file would."""
    file = folder.parent / "known.json"
    told = json.loads(file.read_text(encoding="utf-8"))
    told["entries"] = [entry | {"review": review, "note": note} for entry in told["entries"]]
    file.write_text(json.dumps(told), encoding="utf-8")


# -- create ----------------------------------------------------------------------------------------------------------


def test_what_a_new_baseline_holds_is_withheld(folder: Path, run: Run) -> None:
    assert run("baseline", "create", "news", *FILE) == (0, "", "known.json: 1 entry written.\n")
    assert [entry["review"] for entry in entries(folder)] == ["accepted"]
    told = "2 documents read, 0 skipped; 4 claims; 1 pair compared; withheld: 1 known to the baseline.\n"
    assert run("scan", "news", *FILE) == (0, f"No further conflicts found in 1 pair compared. {told}", "")
    assert run("scan", "news")[0] == 1


@pytest.mark.usefixtures("folder")
def test_a_baseline_that_is_there_is_not_written_over(run: Run) -> None:
    run("baseline", "create", "news", *FILE)
    assert run("baseline", "create", "news", *FILE) == (
        2, "", "factcheck: known.json: is there already, perhaps with notes; factcheck baseline update adds to it\n",
    )  # fmt: skip


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", [("baseline", "create"), ("baseline", "update"), ("baseline", "prune"), ("review",)])
def test_without_a_file_a_command_asks_for_one(run: Run, command: tuple[str, ...]) -> None:
    code, out, err = run(*command, "news")
    assert (code, out) == (2, "")
    assert err == "factcheck: --baseline: names no file yet; write for example --baseline known.json, or set baseline in factcheck.toml\n"


@pytest.mark.usefixtures("folder")
def test_nothing_readable_makes_no_baseline(folder: Path, run: Run) -> None:
    for file in folder.iterdir():
        file.unlink()
    assert run("baseline", "create", "news", *FILE)[0] == 2
    assert not (folder.parent / "known.json").exists()


def test_a_baseline_that_cannot_be_written_is_told(folder: Path, run: Run) -> None:
    code, _, err = run("baseline", "create", "news", "--baseline", "nowhere/known.json")
    assert code == 2
    assert err == "factcheck: nowhere/known.json: cannot be written: No such file or directory; choose another file with --baseline\n"
    assert not (folder.parent / "nowhere").exists()


# -- what opens again ------------------------------------------------------------------------------------------------


def test_a_further_article_opens_only_what_it_brings(folder: Path, run: Run) -> None:
    for name, source, dead in (("d.md", "Zermatt Post", 7), ("e.md", "Wallis Echo", 9)):
        told = f"The avalanche in Zermatt killed {dead} people on 30 January."
        (folder / name).write_text(f"---\nsource: {source}\npublished: 2025-02-01\n---\n\n{told}\n", encoding="utf-8")
    run("baseline", "create", "news", *FILE)
    known = len(entries(folder))
    (folder / "c.md").write_text(THIRD, encoding="utf-8")
    code, out, _ = run("scan", "news", *FILE, "--format", "json")
    assert code == 1
    [finding] = json.loads(out)["findings"]
    assert len(finding["pairs"]) == 3
    assert {entry["reason"]: entry["count"] for entry in json.loads(out)["summary"]["withheld"]}["known to the baseline"] == 1
    assert run("baseline", "update", "news", *FILE)[2] == f"known.json: 2 entries added, {known} kept.\n"
    assert run("scan", "news", *FILE)[0] == 0


def test_an_article_that_is_taken_away_opens_nothing(folder: Path, run: Run) -> None:
    (folder / "c.md").write_text(THIRD, encoding="utf-8")
    run("baseline", "create", "news", *FILE)
    (folder / "c.md").unlink()
    code, out, err = run("scan", "news", *FILE, "--format", "concise", "--quiet")
    assert (code, out) == (0, "")
    assert err == (
        "factcheck: known.json: 2 entries of it no longer found here; factcheck baseline prune news --baseline known.json "
        "takes out what is gone\n"
    )
    assert run("baseline", "prune", "news", *FILE) == (0, "", "known.json: 2 entries removed, 1 kept.\n")
    assert run("scan", "news", *FILE, "--quiet")[2] == ""
    assert run("scan", "news", *FILE)[0] == 0


def test_a_copy_of_an_article_opens_nothing(folder: Path, run: Run) -> None:
    run("baseline", "create", "news", *FILE)
    (folder / "copy.md").write_text(BILLION, encoding="utf-8")
    assert run("scan", "news", *FILE)[0] == 0


def test_what_is_not_selected_is_not_gone(folder: Path, run: Run) -> None:
    run("baseline", "create", "news", *FILE)
    assert run("scan", "news", *FILE, "--select", "FC401", "--quiet") == (0, "", "")
    assert run("baseline", "update", "news", *FILE, "--select", "FC401")[2] == "known.json: 0 entries added, 1 kept.\n"
    assert len(entries(folder)) == 1


def test_update_and_prune_keep_verdicts_and_notes(folder: Path, run: Run) -> None:
    run("baseline", "create", "news", *FILE)
    judge(folder, "legitimate", "two ways to count")
    (folder / "c.md").write_text(THIRD, encoding="utf-8")
    run("baseline", "update", "news", *FILE)
    run("baseline", "prune", "news", *FILE)
    assert sorted((entry["review"], entry["note"]) for entry in entries(folder)) == [
        ("accepted", ""), ("accepted", ""), ("legitimate", "two ways to count"),
    ]  # fmt: skip


def test_writing_a_baseline_twice_gives_the_same_bytes(folder: Path, run: Run) -> None:
    (folder / "c.md").write_text(THIRD, encoding="utf-8")
    run("baseline", "create", "news", *FILE)
    before = (folder.parent / "known.json").read_bytes()
    run("baseline", "update", "news", *FILE)
    run("baseline", "prune", "news", *FILE)
    assert (folder.parent / "known.json").read_bytes() == before
    run("baseline", "create", "news/c.md", "news/b.md", "news/a.md", "--baseline", "other.json")
    assert (folder.parent / "other.json").read_bytes() == before


def test_a_baseline_beside_the_articles_is_no_document(folder: Path, run: Run) -> None:
    beside = ("--baseline", "news/known.json")
    run("baseline", "create", "news", *beside)
    for command in (("scan",), ("baseline", "update"), ("baseline", "prune")):
        assert run(*command, "news", *beside, "--quiet")[::2] == (0, "")
    assert json.loads(run("scan", "news", *beside, "--format", "json")[1])["skipped"] == []


# -- settings --------------------------------------------------------------------------------------------------------


def test_a_baseline_in_the_configuration_counts_from_its_file(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder.parent / "factcheck.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    assert run("scan", "news")[2].startswith("factcheck: known.json: there is no such baseline; factcheck baseline create")
    assert run("baseline", "create", "news") == (0, "", "known.json: 1 entry written.\n")
    monkeypatch.chdir(folder)
    assert run("scan", ".")[0] == 0
    assert len(factcheck.scan(".").findings) == 0
    assert len(factcheck.scan(".", show_known=True).findings) == 1


@pytest.mark.usefixtures("folder")
def test_explain_knows_what_the_baseline_hides(run: Run) -> None:
    identity = run("scan", "news", "--format", "csv")[1].splitlines()[1].split(",")[0]
    run("baseline", "create", "news", *FILE)
    os.environ["FACTCHECK_BASELINE"] = "known.json"
    try:
        assert run("scan", "news")[0] == 0
        assert run("explain", identity, "--in", "news")[0] == 0
    finally:
        del os.environ["FACTCHECK_BASELINE"]


# -- verdicts in a scan ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("review", "code"), [("real", 1), ("legitimate", 0), ("wrong", 0), ("accepted", 0)])
def test_only_a_real_conflict_is_still_told(folder: Path, run: Run, review: str, code: int) -> None:
    run("baseline", "create", "news", *FILE)
    judge(folder, review)
    assert run("scan", "news", *FILE)[0] == code
    assert run("scan", "news", *FILE, "--show-known")[0] == code
    assert run("scan", "news", *FILE, "--require-reviewed", "--exit-zero", "--quiet")[::2] == (0, "")


@pytest.mark.parametrize("review", Review)
def test_the_spreadsheet_has_verdict_and_note(folder: Path, run: Run, review: Review) -> None:
    run("baseline", "create", "news", *FILE)
    judge(folder, review, "=asked the bank")
    rows = list(csv.DictReader(io.StringIO(run("scan", "news", *FILE, "--show-known", "--format", "csv")[1])))
    assert [(row["review"], row["note"]) for row in rows] == [(review.value, "'=asked the bank")] * 2
    assert [row["review"] for row in csv.DictReader(io.StringIO(run("scan", "news", "--format", "csv")[1]))] == ["", ""]


def test_a_review_can_be_required(folder: Path, run: Run) -> None:
    told = (
        "factcheck: 1 finding has no verdict, and --require-reviewed asks for one (exit 1); "
        "factcheck review news --baseline known.json asks you\n"
    )
    assert run("scan", "news", "--require-reviewed", "--exit-zero", "--quiet")[::2] == (1, told)
    run("baseline", "create", "news", *FILE)
    judge(folder, "real")
    (folder / "c.md").write_text(THIRD, encoding="utf-8")
    assert run("scan", "news", *FILE, "--require-reviewed", "--exit-zero", "--quiet")[::2] == (1, told)
