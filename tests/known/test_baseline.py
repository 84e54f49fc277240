"""The baseline: what it hides, what opens a finding again, and that fingerprints outlive edits."""

from __future__ import annotations

import json
import re
import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck import known, pipeline
from factcheck.known import Baseline
from factcheck.model import KNOWN, Finding, Relation, Report, Review
from factcheck.settings import Settings

Run = Callable[..., tuple[int, str, str]]

CORPUS = Path(__file__).parents[2] / "corpus"
# A paragraph on something else, with names of its own for each file: what documents share is evidence that they speak of one thing.
ASIDE = (
    "The council of {0} met Doctor {1} {0}sson in the old harbour to speak of herring and of nets, and {1} thanked the fishermen of {0} "
    "at length for their hospitality over several long evenings, as did the friends who had come along."
)
PLACES = ("Bergen", "Callao", "Durban", "Esbjerg", "Faro", "Galway", "Hobart", "Iquique", "Jeddah", "Kiel", "Lorient", "Mombasa")
PEOPLE = ("Aud", "Berta", "Cleo", "Dagny", "Elif", "Farid", "Gerda", "Hanne", "Ines", "Jorge", "Kofi", "Lucia")


def of(report: Report) -> Baseline:
    return known.EMPTY.extended(report.findings)


# -- what is known ---------------------------------------------------------------------------------------------------


def test_an_entry_for_each_pair_in_conflict_or_tension_says_in_clear_what_it_is(report: Report) -> None:
    entries = of(report).sorted()
    assert [(entry.fingerprint, entry.rule, entry.relation.value, entry.claims, entry.review, entry.note) for entry in entries] == [
        (
            "f1", "FC101", "conflict", (("approximately $1 billion", "The Diplomat"), ("around $560 million", "The Diplomat")),
            Review.ACCEPTED, "",
        ),
        ("f2", "FC106", "tension", (("$289 million", "IPS Journal"), ("approximately $1 billion", "The Diplomat")), Review.ACCEPTED, ""),
        ("f3", "FC106", "tension", (("$289 million", "IPS Journal"), ("around $560 million", "The Diplomat")), Review.ACCEPTED, ""),
    ]  # fmt: skip
    assert {entry.topic for entry in entries} == {"trade volume of Afghanistan and Russia"}


def test_a_finding_is_known_when_all_its_pairs_are(report: Report) -> None:
    [finding] = report.findings
    whole = of(report)
    assert known.judged(finding, whole).review is Review.ACCEPTED
    assert known.judged(finding, whole).known
    assert known.judged(finding, whole.without({"f2"})).review is None
    assert known.judged(finding, known.EMPTY) == finding


def test_a_finding_without_pairs_goes_by_its_own_fingerprint(report: Report) -> None:
    flaw = _with(report.findings[0], pairs=())
    held = known.EMPTY.extended([flaw])
    assert list(held.entries) == [flaw.fingerprint]
    assert known.judged(flaw, held).known


def test_agreements_around_a_known_conflict_do_not_open_it(report: Report) -> None:
    [finding] = report.findings
    agreeing = _pair(finding, 1, fingerprint="f9", relation=Relation.AGREE)
    wider = _with(finding, pairs=(*finding.pairs, agreeing))
    assert known.judged(wider, of(report)).known
    assert "f9" not in known.EMPTY.extended([wider]).entries
    alone = _with(finding, pairs=(agreeing,))
    assert list(known.EMPTY.extended([alone]).entries) == ["f9"]


def test_a_real_conflict_stays_open_and_other_verdicts_close(report: Report) -> None:
    [finding] = report.findings
    for review, closed in ((Review.REAL, False), (Review.LEGITIMATE, True), (Review.WRONG, True)):
        judged = known.judged(finding, known.EMPTY.reviewed(finding, review, "asked the bank"))
        assert (judged.review, judged.note, judged.known) == (review, "asked the bank", closed)


def test_one_real_pair_keeps_the_whole_finding_open(report: Report) -> None:
    [finding] = report.findings
    held = of(report).reviewed(_with(finding, pairs=finding.pairs[2:]), Review.REAL, "")
    assert known.judged(finding, held).review is Review.REAL


def test_what_is_held_stays_as_it_is_when_findings_are_added(report: Report) -> None:
    [finding] = report.findings
    held = known.EMPTY.reviewed(finding, Review.LEGITIMATE, "two years").without({"f3"})
    grown = held.extended([_with(finding, topic="another name")])
    assert {mark: (entry.review, entry.topic == finding.topic) for mark, entry in grown.entries.items()} == {
        "f1": (Review.LEGITIMATE, True),
        "f2": (Review.LEGITIMATE, True),
        "f3": (Review.ACCEPTED, False),
    }


@pytest.mark.parametrize(
    ("found", "gone"),
    [
        ({("f1", Relation.CONFLICT), ("f2", Relation.TENSION), ("f3", Relation.TENSION)}, ()),
        ({("f1", Relation.TENSION), ("f2", Relation.CONFLICT), ("f3", Relation.TENSION)}, ()),
        ({("f1", Relation.CONFLICT), ("f2", Relation.AGREE), ("f3", Relation.UPDATE)}, ("f2", "f3")),
        (set(), ("f1", "f2", "f3")),
    ],
)
def test_an_entry_is_gone_when_nothing_found_has_its_fingerprint_and_stands_open(
    report: Report, found: set[tuple[str, Relation]], gone: tuple[str, ...]
) -> None:
    assert of(report).unmatched(found) == gone


def _with(finding: Finding, **changes: object) -> Finding:
    from dataclasses import replace

    return replace(finding, **changes)  # type: ignore[arg-type]  # a test's shorthand


def _pair(finding: Finding, number: int, **changes: object):  # type: ignore[no-untyped-def]  # see _with
    from dataclasses import replace

    return replace(finding.pairs[number], **changes)


# -- edits -----------------------------------------------------------------------------------------------------------


def each(folder: Path, change: Callable[[str], str]) -> None:
    for file in sorted(folder.iterdir()):
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


def parts(text: str) -> tuple[str, list[str]]:
    """Front matter and paragraphs."""
    front, end, body = text.partition("\n---\n")
    return front + end, body.strip().split("\n\n")


def insert(folder: Path, place: int) -> None:
    """Puts an aside into every article, `place` paragraphs from its beginning or, below 0, at its end."""
    for file, name, person in zip(sorted(folder.iterdir()), PLACES, PEOPLE, strict=True):
        front, paragraphs = parts(file.read_text(encoding="utf-8"))
        paragraphs.insert(place if place >= 0 else len(paragraphs), ASIDE.format(name, person))
        file.write_text(front + "\n" + "\n\n".join(paragraphs) + "\n", encoding="utf-8")


def reflowed(text: str) -> str:
    front, paragraphs = parts(text)
    wrap = textwrap.TextWrapper(width=72, break_long_words=False, break_on_hyphens=False)
    kept = ("#", "|", "-", "*", ">")
    return front + "\n" + "\n\n".join(part if part.startswith(kept) else wrap.fill(part) for part in paragraphs) + "\n"


def renamed(folder: Path) -> None:
    for number, file in enumerate(sorted(folder.iterdir(), reverse=True)):
        file.rename(folder / f"{number:02}-moved.md")


ASIDES: dict[str, Callable[[Path], None]] = {
    "a paragraph before all": lambda folder: insert(folder, 0),
    "a paragraph below the title": lambda folder: insert(folder, 1),
    "a paragraph in the middle": lambda folder: insert(folder, 3),
    "a paragraph at the end": lambda folder: insert(folder, -1),
}
REWRITES: dict[str, Callable[[Path], None]] = {
    "blank lines": lambda folder: each(folder, lambda text: text.replace("\n\n", "\n\n\n\n")),
    "reflowed paragraphs": lambda folder: each(folder, reflowed),
    "line endings": lambda folder: each(folder, lambda text: text.replace("\n", "\r\n")),
    "a comment": lambda folder: each(folder, lambda text: text + "\n<!-- to be checked by the desk -->\n"),
    "renamed files": renamed,
}


def edited(tmp_path: Path, edit: Callable[[Path], None], *, sourced: bool) -> tuple[Report, Report]:
    """What a scan of the corpus finds, and what one with a baseline of that finds after an edit."""
    folder = tmp_path / "corpus"
    shutil.copytree(CORPUS, folder)
    if not sourced:
        each(folder, lambda text: re.sub(r"^source: .*\n", "", text, flags=re.MULTILINE))
    before = pipeline.scan([str(folder)], Settings())
    assert len(before.findings) >= 3
    file = tmp_path / "known.json"
    known.save(of(before), str(file))
    edit(folder)
    return before, pipeline.scan([str(folder)], Settings(baseline=str(file)))


@pytest.mark.parametrize("sourced", [True, False], ids=["with sources", "without sources"])
@pytest.mark.parametrize("edit", ASIDES)
def test_what_is_told_around_a_known_finding_makes_no_new_one(tmp_path: Path, edit: str, sourced: bool) -> None:
    """It may cost one, since names in the lead are evidence."""
    _, after = edited(tmp_path, ASIDES[edit], sourced=sourced)
    assert [(finding.rule, finding.topic) for finding in after.findings] == []
    assert dict(after.summary.withheld)[KNOWN] >= 1


@pytest.mark.parametrize("sourced", [True, False], ids=["with sources", "without sources"])
@pytest.mark.parametrize("edit", REWRITES)
def test_the_same_text_in_another_form_has_the_same_fingerprints(tmp_path: Path, edit: str, sourced: bool) -> None:
    before, after = edited(tmp_path, REWRITES[edit], sourced=sourced)
    assert [(finding.rule, finding.topic) for finding in after.findings] == []
    assert dict(after.summary.withheld)[KNOWN] == len(before.findings)
    assert after.unmatched == ()


def test_a_changed_value_is_a_new_finding(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(CORPUS, folder)
    file = tmp_path / "known.json"
    known.save(of(pipeline.scan([str(folder)], Settings())), str(file))
    each(folder, lambda text: text.replace("around $560 million", "around $590 million"))
    after = pipeline.scan([str(folder)], Settings(baseline=str(file)))
    assert ["around $590 million" in [claim.text for claim in finding.claims] for finding in after.findings] == [True]
    assert len(after.unmatched) == 2


# -- its file --------------------------------------------------------------------------------------------------------


def test_the_file_is_sorted_and_in_clear(report: Report, tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    known.save(
        of(report).without({"f3", "f1"}).reviewed(_with(report.findings[0], pairs=report.findings[0].pairs[1:2]), Review.WRONG, "é"),
        str(file),
    )
    assert file.read_text(encoding="utf-8") == (
        """\
{
  "kind": "factcheck baseline",
  "schema_version": 1,
  "entries": [
    {
      "fingerprint": "f2",
      "rule": "FC106",
      "relation": "tension",
      "topic": "trade volume of Afghanistan and Russia",
      "claims": [
        {
          "value": "$289 million",
          "source": "IPS Journal"
        },
        {
          "value": "approximately $1 billion",
          "source": "The Diplomat"
        }
      ],
      "review": "wrong",
      "note": "é"
    }
  ]
}
"""
    )
    assert known.load(str(file)).sorted()[0].note == "é"


def test_order_of_entries_does_not_depend_on_how_they_came(report: Report) -> None:
    held = of(report)
    turned = Baseline(dict(reversed(held.entries.items())))
    assert turned.sorted() == held.sorted()


def test_what_a_document_says_cannot_command_the_terminal_of_who_reads_the_file(hostile_report: Report, tmp_path: Path) -> None:
    known.save(of(hostile_report), str(tmp_path / "known.json"))
    text = (tmp_path / "known.json").read_text(encoding="utf-8")
    assert not re.search("[\x1b\u202e\x9b\x07]", text)
    assert json.loads(text)["entries"][0]["claims"][0] == {"value": "$1\u202e billion", "source": "=cmd|' /C calc'!A0"}


GOOD = {"kind": "factcheck baseline", "schema_version": 1, "entries": []}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{\n  nothing\n}", "known.json:2: is not valid JSON (Expecting property name enclosed in double quotes); mend it there"),
        ("", "known.json:1: is not valid JSON (Expecting value)"),
        ("[" * 100_000, "known.json: is not a text in JSON; check --baseline"),
        ("[]", "known.json: is JSON, but no baseline of factcheck; check --baseline"),
        ('{"findings": []}', "known.json: is JSON, but no baseline of factcheck; check --baseline"),
        (json.dumps(GOOD | {"schema_version": 2}), "known.json: is of version 2, and this factcheck reads up to 1; update factcheck"),
        (json.dumps(GOOD | {"schema_version": "1"}), "known.json: is a baseline without its schema_version or entries"),
        (json.dumps(GOOD | {"entries": {}}), "known.json: is a baseline without its schema_version or entries"),
        (json.dumps(GOOD | {"entries": [1]}), "known.json: entry 1: must be an object; mend it, or take the entry out"),
        (
            json.dumps(GOOD | {"entries": [{"fingerprint": "f1"}, {"fingerprint": "f1", "review": "wrong"}]}),
            "known.json: entry 2: a second one with the fingerprint f1; keep one of the two",
        ),
        (json.dumps(GOOD | {"entries": [{}]}), "known.json: entry 1: has no fingerprint; mend it, or take the entry out"),
        (
            json.dumps(GOOD | {"entries": [{"fingerprint": "f1", "review": "legitimat"}]}),
            'known.json: entry 1: review cannot be "legitimat"; did you mean "legitimate"?',
        ),
        (json.dumps(GOOD | {"entries": [{"fingerprint": "f1", "note": 5}]}), "known.json: entry 1: note must be words in quotation marks"),
        (json.dumps(GOOD | {"entries": [{"fingerprint": "f1", "claims": [5]}]}), "known.json: entry 1: claims must be a list of objects"),
    ],
)
def test_a_file_that_is_no_baseline_is_told_in_a_sentence(folder: Path, run: Run, text: str, told: str) -> None:
    (folder.parent / "known.json").write_text(text, encoding="utf-8")
    code, out, err = run("scan", "news", "--baseline", "known.json")
    assert (code, out) == (2, "")
    assert err.startswith(f"factcheck: {told}")
    assert err.count("\n") == 1


@pytest.mark.usefixtures("folder")
def test_a_file_that_is_not_there_or_not_text_is_told_too(folder: Path, run: Run) -> None:
    assert run("scan", "news", "--baseline", "none.json")[2] == (
        "factcheck: none.json: there is no such baseline; factcheck baseline create PATH --baseline none.json makes it\n"
    )
    (folder.parent / "bytes.json").write_bytes(b"\xff\xfe\x00")
    assert run("scan", "news", "--baseline", "bytes.json")[2] == "factcheck: bytes.json: is not a text in JSON; check --baseline\n"
    assert run("scan", "news", "--baseline", "news")[2] == "factcheck: news: cannot be read: Is a directory; check --baseline\n"
