"""Judgement on topics that no rule was made for: small folders of articles, with what an editor would say of their figures.

A scenario begins with `# name`. `== document | outlet | day | headline` begins an article, in which `[a1 40]` is a figure with its name.
Behind `--` stands what pairs of figures are to each other, before the program was asked: C conflict, T tension, A agreement, U update,
D derived, N nothing; letters behind a `|` would be right as well. A pair that is not listed is nothing.

The gate holds what is found at least, and what is alarmed falsely at most: three in ten of the conflicts are still missed, since
measures without a word of their own, "the company" for a name, and two words for one event are not understood. Not every alarm that is
false here is wrong: some are of figures without a name. Rules were made with the errors of sets 1 to 25 in view. Sets 26 and 27 were
counted before anybody looked at them: 37 of the 77 conflicts in them were caught, and 38 of 49 alarms were right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import factcheck

FIGURE = re.compile(r"\[([a-z]\d+) ([^\]]*)\]")
RELATIONS = {"C": "conflict", "T": "tension", "A": "agree", "U": "update", "D": "derived", "N": "nothing"}
ALARMS = frozenset({"conflict", "tension"})

Figure = tuple[str, int, int]  # the document, and from where to where in its file
Claim = dict[str, Any]  # as a report gives it


@dataclass(frozen=True)
class Scenario:
    """Articles by the names of their files, the places of their figures, and what pairs of these may be to each other."""

    name: str
    articles: dict[str, str]
    figures: dict[str, Figure]
    relations: dict[frozenset[str], frozenset[str]]


def scenarios(path: Path) -> Iterator[Scenario]:
    for block in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = block.partition("\n")
        told, expected = re.split(r"^--$", rest, maxsplit=1, flags=re.MULTILINE)
        articles: dict[str, str] = {}
        figures: dict[str, Figure] = {}
        for article in re.split(r"^== ", told, flags=re.MULTILINE)[1:]:
            head, _, body = article.partition("\n")
            document, outlet, day, headline = (part.strip() for part in head.split("|", 3))
            title = FIGURE.sub(lambda match: match[2], headline)
            lines = [
                "---",
                f'title: "{title}"',
                f'source: "{outlet}"',
                f'published: "{day}"',
                "---",
                "",
                f"# {headline}",
                "",
            ]
            articles[f"{document}.md"] = plain("\n".join([*lines, body.strip(), ""]), document, figures)
        yield Scenario(name, articles, figures, dict(map(relation, filter(None, map(str.strip, expected.splitlines())))))


def plain(text: str, document: str, figures: dict[str, Figure]) -> str:
    """The text without the names of its figures, whose places are noted."""
    found, end = "", 0
    for match in FIGURE.finditer(text):
        found += text[end : match.start()]
        figures[match[1]] = (document, len(found), len(found) + len(match[2]))
        found, end = found + match[2], match.end()
    return found + text[end:]


def relation(line: str) -> tuple[frozenset[str], frozenset[str]]:
    letters, first, second = line.split()[:3]
    second, _, more = second.partition("|")
    return frozenset((first, second)), frozenset(RELATIONS[letter] for letter in (*letters.split("|"), *filter(None, more.split("|"))))


def counts(scenario: Scenario, folder: Path) -> Counter[str]:
    """How many alarms are due, how many of these are given, how many are given in all, and how many of these are right."""
    for name, text in scenario.articles.items():
        (folder / name).write_text(text, encoding="utf-8")
    given = {frozenset(figure(scenario, claim) for claim in pair) for pair in alarms(folder)}
    due = {pair for pair, wanted in scenario.relations.items() if wanted <= ALARMS}
    return Counter(due=len(due), caught=len(due & given), given=len(given), right=len({pair for pair in given if is_right(scenario, pair)}))


def alarms(folder: Path) -> Iterator[tuple[Claim, Claim]]:
    """The two claims of every pair that is reported."""
    report = factcheck.scan([str(folder)]).as_dict()
    claims = {claim["id"]: claim for claim in report["claims"]}
    for finding in report["findings"]:
        yield from ((claims[pair["a"]], claims[pair["b"]]) for pair in finding["pairs"] if pair["relation"] in ALARMS)


def figure(scenario: Scenario, claim: Claim) -> str:
    """The name of the figure that a claim is; where it has none, the claim's own."""
    document = Path(claim["path"]).stem.rpartition("+")[2]
    overlaps = [
        (min(end, claim["end"]) - max(start, claim["start"]), name)
        for name, (where, start, end) in scenario.figures.items()
        if where == document
    ]
    shared, name = max(overlaps, default=(0, ""))
    return name if shared > 0 else str(claim["id"])


def is_right(scenario: Scenario, pair: frozenset[str]) -> bool:
    return bool(scenario.relations.get(pair, frozenset()) & ALARMS)


@pytest.mark.parametrize(
    ("file", "caught", "false"),
    [
        ("set1", 22, 5),
        ("set2", 35, 4),
        ("set3", 21, 4),
        ("set4", 18, 2),
        ("set5", 11, 1),
        ("set6", 28, 4),
        ("set7", 38, 1),
        ("set8", 24, 0),
        ("set9", 29, 1),
        ("set10", 32, 3),
        ("set11", 31, 3),
        ("set12", 25, 0),
        ("set13", 28, 1),
        ("set14", 27, 2),
        ("set15", 30, 2),
        ("set16", 31, 1),
        ("set17", 31, 3),
        ("set18", 17, 5),
        ("set19", 30, 2),
        ("set20", 26, 7),
        ("set21", 12, 5),
        ("set22", 21, 4),
        ("set23", 25, 3),
        ("set24", 16, 5),
        ("set25", 20, 3),
        ("set26", 26, 7),
        ("set27", 19, 4),
    ],
)
def test_judgement_on_other_topics_is_no_worse_than_it_was(file: str, caught: int, false: int, tmp_path: Path) -> None:
    found: Counter[str] = Counter()
    for scenario in scenarios(Path(__file__).with_name("scenarios") / f"{file}.txt"):
        folder = tmp_path / scenario.name
        folder.mkdir()
        found += counts(scenario, folder)
    assert found["due"] > caught
    assert found["caught"] >= caught, found
    assert found["given"] - found["right"] <= false, found


def test_among_hundreds_of_articles_those_of_one_story_are_still_held_against_each_other_and_hardly_any_others(tmp_path: Path) -> None:
    told = {scenario.name: scenario for path in sorted(Path(__file__).with_name("scenarios").glob("*.txt")) for scenario in scenarios(path)}
    for name, scenario in told.items():
        for article, text in scenario.articles.items():
            (tmp_path / f"{name}+{article}").write_text(text, encoding="utf-8")
    found: Counter[str] = Counter()
    for a, b in alarms(tmp_path):
        first, second = (Path(claim["path"]).stem.partition("+")[0] for claim in (a, b))
        pair = frozenset(figure(told[first], claim) for claim in (a, b))
        found["of two stories" if first != second else "right" if is_right(told[first], pair) else "not listed"] += 1
    assert len(told) > 310
    assert found["right"] >= 350, found
    assert found["not listed"] <= 52, found
    assert found["of two stories"] <= 40  # of which half are on one event that two scenarios tell, found
