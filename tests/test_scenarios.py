"""Judgement on topics that no rule was made for: small folders of articles, with what an editor would say of their figures.

A scenario begins with `# name`. `== document | outlet | day | headline` begins an article, in which `[a1 40]` is a figure with its name.
Behind `--` stands what pairs of figures are to each other, before the program was asked: C conflict, T tension, A agreement, U update,
D derived, N nothing; letters behind a `|` would be right as well. A pair that is not listed is nothing.

The gate holds what is found at least, and what is alarmed falsely at most: four in ten of the conflicts are still missed, since
measures without a word of their own, "the company" for a name, and two words for one event are not understood. Not every alarm that is
false here is wrong: some are of figures without a name. Rules were made with the errors on sets 1 to 12 in view, but not with those on
set 13, of which 18 were caught at first and 8 alarms were false.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import factcheck

FIGURE = re.compile(r"\[([a-z]\d+) ([^\]]*)\]")
RELATIONS = {"C": "conflict", "T": "tension", "A": "agree", "U": "update", "D": "derived", "N": "nothing"}
ALARMS = frozenset({"conflict", "tension"})

Figure = tuple[str, int, int]  # the document, and from where to where in its file


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
    report = factcheck.scan([str(folder)]).as_dict()
    claims = {claim["id"]: claim for claim in report["claims"]}

    def figure(claim_id: str) -> str:
        claim = claims[claim_id]
        document = Path(claim["path"]).stem
        overlaps = [
            (min(end, claim["end"]) - max(start, claim["start"]), name)
            for name, (where, start, end) in scenario.figures.items()
            if where == document
        ]
        shared, name = max(overlaps, default=(0, ""))
        return name if shared > 0 else claim_id

    given = {
        frozenset((figure(pair["a"]), figure(pair["b"])))
        for finding in report["findings"]
        for pair in finding["pairs"]
        if pair["relation"] in ALARMS
    }
    due = {pair for pair, wanted in scenario.relations.items() if wanted <= ALARMS}
    right = {pair for pair in given if scenario.relations.get(pair, frozenset()) & ALARMS}
    return Counter(due=len(due), caught=len(due & given), given=len(given), right=len(right))


@pytest.mark.parametrize(
    ("file", "caught", "false"),
    [
        ("set1", 19, 8),
        ("set2", 23, 6),
        ("set3", 20, 7),
        ("set4", 14, 4),
        ("set5", 10, 1),
        ("set6", 22, 7),
        ("set7", 30, 7),
        ("set8", 18, 0),
        ("set9", 23, 3),
        ("set10", 28, 5),
        ("set11", 25, 6),
        ("set12", 23, 3),
        ("set13", 22, 8),
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
