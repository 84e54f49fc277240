"""Suppressions at work: what they take out, that it is counted, and what is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]

OWN = '<!-- factcheck: ignore[FC101] reason="as-of differs" -->'


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def withheld(out: str) -> dict[str, int]:
    return {entry["reason"]: entry["count"] for entry in json.loads(out)["summary"]["withheld"]}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Trade between", f"{OWN}\nTrade between"),
        ("Trade between", f"{OWN}\n\nTrade between"),
        ("Trade between", f"{OWN} Trade between"),
        (" said.", f" said. {OWN}"),
        (" said.", f" said.\n\n{OWN.replace('ignore', 'ignore-file')}"),
        (" said.", f" said. {OWN.replace('FC101', 'FC401,FC101')}"),
    ],
    ids=["line before", "with a blank line", "start of the line", "end of the line", "file", "several codes"],
)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_suppressed_finding_is_withheld_and_counted_with_its_reason(folder: Path, run: Run, old: str, new: str, name: str) -> None:
    (folder / "a.md").rename(folder / name)
    edit(folder / name, old, new)
    code, out, err = run("scan", "news", "--format", "json", "--quiet")
    assert (code, err) == (0, "")
    assert json.loads(out)["findings"] == []
    assert withheld(out)['suppressed ("as-of differs")'] == 1


def test_what_is_suppressed_is_not_called_free_of_conflicts(folder: Path, run: Run) -> None:
    edit(folder / "a.md", " said.", f" said. {OWN}")
    assert run("scan", "news")[1] == (
        "No further conflicts found in 1 pair compared. 2 documents read, 0 skipped; 4 claims; 1 pair compared; "
        'withheld: 1 suppressed ("as-of differs").\n'
    )


@pytest.mark.parametrize("code", ["FC401", "FC106"])
def test_another_check_is_not_suppressed_and_an_idle_comment_is_told(folder: Path, run: Run, code: str) -> None:
    edit(folder / "a.md", " said.", f" said. {OWN.replace('FC101', code)}")
    exit_code, out, err = run("scan", "news", "--format", "concise", "--quiet")
    assert exit_code == 1
    assert "FC101 conflict" in out
    assert err == f"factcheck: news/a.md:7: the suppression of {code} accepts nothing; take it away\n"


def test_of_many_idle_comments_the_first_are_told_and_the_others_counted(folder: Path, run: Run) -> None:
    edit(folder / "a.md", "Trade between", f"{OWN.replace('FC101', 'FC401')}\n" * 12 + "Trade between")
    told = run("scan", "news", "--quiet")[2].splitlines()
    assert told[0] == "factcheck: news/a.md:7: the suppression of FC401 accepts nothing; take it away"
    assert told[10:] == ["factcheck: and 2 more suppressions accept nothing"]


def test_another_line_is_not_suppressed(folder: Path, run: Run) -> None:
    edit(folder / "a.md", " said.", f" said.\n{OWN}\n\nMore is to come.")
    assert run("scan", "news", "--quiet")[0] == 1


def test_a_finding_loses_only_the_pairs_of_the_line(folder: Path, run: Run) -> None:
    (folder / "c.md").write_text(
        (folder / "b.md").read_text(encoding="utf-8").replace("560", "790").replace("Ledger", "Post"), encoding="utf-8"
    )
    before = json.loads(run("scan", "news", "--format", "json")[1])["findings"]
    edit(folder / "a.md", " said.", f" said. {OWN}")
    _, out, _ = run("scan", "news", "--format", "json")
    [finding] = json.loads(out)["findings"]
    told = {claim["path"] for claim in json.loads(out)["claims"]}
    assert len(before[0]["pairs"]) == len(finding["pairs"]) + withheld(out)['suppressed ("as-of differs")'] == 3
    assert told == {"news/b.md", "news/c.md"}


def test_agreements_are_not_suppressed(folder: Path, run: Run) -> None:
    edit(folder / "b.md", "$560 million", "$1 billion")
    edit(folder / "a.md", " said.", f" said. {OWN}")
    _, out, err = run("scan", "news", "--show", "all", "--format", "concise", "--quiet")
    assert "agree" in out
    assert "accepts nothing" in err


def test_a_selection_of_checks_makes_no_suppression_idle(folder: Path, run: Run) -> None:
    edit(folder / "a.md", " said.", f" said. {OWN}")
    assert run("scan", "news", "--select", "FC401", "--quiet")[2] == ""


def test_an_outside_corpus_cannot_accept_anything(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(folder / "a.md", " said.", f" said. {OWN}")
    (folder / "b.md").write_text((folder / "b.md").read_text(encoding="utf-8") + "\n<!-- factcheck: ignore[FC101] -->\n", encoding="utf-8")
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    code, out, err = run("scan", "../news", "--format", "concise", "--quiet")
    assert (code, err) == (1, "")
    assert "FC101 conflict" in out


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        (
            "<!-- factcheck: ignore[FC101] -->",
            'a suppression needs a reason in quotation marks; write <!-- factcheck: ignore[FC101] reason="..." -->',
        ),
        ('<!-- factcheck: ignore[FC411] reason="old" -->', 'there is no check "FC411" to ignore; did you mean FC401?'),
        ("<!-- factcheck: off -->", 'cannot be understood as a suppression; write <!-- factcheck: ignore[FC101] reason="..." -->'),
    ],
)
def test_a_mistake_is_told_with_file_and_line(folder: Path, run: Run, comment: str, told: str) -> None:
    edit(folder / "b.md", "Trade between", f"{comment}\nTrade between")
    code, out, err = run("scan", "news")
    assert (code, out) == (2, "")
    assert err.startswith(f"factcheck: news/b.md:7: {told[:60]}")
    assert told in err


def test_a_reason_cannot_command_the_terminal(folder: Path, run: Run) -> None:
    edit(folder / "a.md", " said.", f" said. {OWN.replace('as-of', chr(27) + '[2J as-of')}")
    assert 'suppressed ("\\x1b[2J as-of differs")' in run("scan", "news")[1]
