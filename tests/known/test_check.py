"""A check of new articles: their suppressions count wherever they come from, and the baseline hides what it knows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from known_articles import MILLIONS, THIRD

Run = Callable[..., tuple[int, str, str]]

OWN = '<!-- factcheck: ignore[FC101] reason="as-of differs" -->'


@pytest.fixture
def draft(folder: Path) -> Path:
    """The second article as a draft, outside of the working folder, to be checked against the first."""
    (folder / "b.md").unlink()
    drafts = folder.parent / "drafts"
    drafts.mkdir()
    file = drafts / "new.md"
    file.write_text(MILLIONS, encoding="utf-8")
    return file


def test_a_new_article_may_accept_a_case_wherever_it_lies(draft: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    draft.write_text(MILLIONS.replace(" said.", f" said. {OWN}"), encoding="utf-8")
    (draft.parent.parent / "here").mkdir()
    monkeypatch.chdir(draft.parent.parent / "here")
    code, out, err = run("check", "../drafts/new.md", "--against", "../news", "--format", "json", "--quiet")
    assert (code, err) == (0, "")
    assert {entry["reason"]: entry["count"] for entry in json.loads(out)["summary"]["withheld"]} == {'suppressed ("as-of differs")': 1}


def test_only_idle_suppressions_of_new_articles_are_told(draft: Path, folder: Path, run: Run) -> None:
    idle = OWN.replace("FC101", "FC401")
    for file in (draft, folder / "a.md"):
        file.write_text(file.read_text(encoding="utf-8").replace(" said.", f" said. {idle}"), encoding="utf-8")
    _, _, err = run("check", "drafts/new.md", "--against", "news", "--quiet")
    assert err == "factcheck: drafts/new.md:7: the suppression of FC401 accepts nothing; take it away\n"


def test_the_baseline_of_a_scan_holds_for_a_check(draft: Path, folder: Path, run: Run) -> None:
    run("baseline", "create", "news", "drafts", "--baseline", "known.json")
    checked = ("check", "drafts/new.md", "--against", "news", "--baseline", "known.json", "--quiet")
    assert run(*checked)[0] == 0
    (folder / "c.md").write_text(THIRD, encoding="utf-8")
    code, _, err = run(*checked, "--require-reviewed")
    assert code == 1
    assert err == (
        "factcheck: 1 finding has no verdict, and --require-reviewed asks for one (exit 1); "
        "factcheck review drafts/new.md news --baseline known.json asks you\n"
    )


def test_a_check_calls_no_entry_gone(draft: Path, folder: Path, run: Run) -> None:
    (folder / "c.md").write_text(THIRD, encoding="utf-8")
    run("baseline", "create", "news", "--baseline", "known.json")
    assert run("check", "drafts/new.md", "--against", "news", "--baseline", "known.json", "--quiet")[2] == ""
