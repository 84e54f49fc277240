"""What each figure of a sentence with several is: a plain sentence that contradicts one of them is held against that one alone.

A block begins with `# name construction`. Behind `S day |` stands a sentence, in which `[1 40 tonnes]` is a figure with its number; behind
each of these numbers follows a sentence of another report of that day, which gives another value for that figure and for no other one.

The gate holds how many of these are set against their figure at least, and how many against another one at most. Subjects and values are
invented or changed: nothing here is to be quoted. No rule was made with the third file in view.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import factcheck

FIGURE = re.compile(r"\[(\d) ([^\]]*)\]")
ALARMS = frozenset({"conflict", "tension"})


class Probe(NamedTuple):
    """A sentence, the places of its figures by their numbers, and what another report says of one of them."""

    day: str
    text: str
    figures: dict[str, tuple[int, int]]
    number: str
    other: str


def probes(path: Path) -> Iterator[Probe]:
    for block in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        told, *others = filter(None, block.splitlines()[1:])
        day, marked = (part.strip() for part in told.removeprefix("S").split("|", 1))
        text, figures = plain(marked)
        for line in others:
            number, other = (part.strip() for part in line.split("|", 1))
            yield Probe(day, text, figures, number, other)


def plain(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """A sentence without the numbers of its figures, and where these stand."""
    text, end = "", 0
    figures: dict[str, tuple[int, int]] = {}
    for match in FIGURE.finditer(marked):
        text += marked[end : match.start()]
        figures[match[1]] = (len(text), len(text) + len(match[2]))
        text, end = text + match[2], match.end()
    return text + marked[end:], figures


def accused(probe: Probe, folder: Path) -> set[str]:
    """The numbers of the figures that the other report is set against; a figure without one has its words."""
    head = f'---\npublished: "{probe.day}"\n---\n\n'
    (folder / "a.md").write_text(f"{head}{probe.text}\n", encoding="utf-8")
    (folder / "b.md").write_text(f"{head}{probe.other}\n", encoding="utf-8")
    report = factcheck.scan([str(folder)]).as_dict()
    claims = {claim["id"]: claim for claim in report["claims"]}
    found = set()
    for pair in (pair for finding in report["findings"] for pair in finding["pairs"] if pair["relation"] in ALARMS):
        claim = next(claims[pair[side]] for side in "ab" if claims[pair[side]]["path"].endswith("a.md"))
        start, end = claim["start"] - len(head), claim["end"] - len(head)
        found.add(next((number for number, (first, last) in probe.figures.items() if first < end and start < last), claim["text"]))
    return found


@pytest.mark.parametrize(("file", "caught", "false"), [("one", 101, 11), ("two", 98, 9), ("three", 93, 16)])
def test_a_figure_is_held_against_what_contradicts_it_and_no_other_one(file: str, caught: int, false: int, tmp_path: Path) -> None:
    found: Counter[str] = Counter()
    for number, probe in enumerate(probes(Path(__file__).with_name("constructions") / f"{file}.txt")):
        folder = tmp_path / str(number)
        folder.mkdir()
        numbers = accused(probe, folder)
        found.update({"all": 1, "caught": probe.number in numbers, "false": len(numbers - {probe.number})})
    assert found["all"] > caught
    assert found["caught"] >= caught, found
    assert found["false"] <= false, found
