"""Ties: what the words of a document tie together, and the days that a date is counted from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck import batches, pipeline, read, rules
from factcheck.compare.counted import counted
from factcheck.extract import reader
from factcheck.model import Block, Document, Metadata, Relation, Span
from factcheck.read.published import parse_published
from factcheck.settings import Settings
from factcheck.ties import stated

RULES = rules.load()


def document(text: str, published: str = "2021-06-12", path: str = "words") -> Document:
    metadata = Metadata(path=path, published=parse_published(published), digest=path)
    return Document(text=text, metadata=metadata, blocks=(Block(span=Span(0, len(text))),))


@pytest.fixture
def tied() -> Callable[[str], list[tuple[str, str, str, str, str]]]:
    """The ties of a text: both values as printed, relation, check and reason."""

    def ties_of(text: str) -> list[tuple[str, str, str, str, str]]:
        found = reader(RULES).read(document(text))
        claims = batches.claims_of(document(text), RULES)
        words = {claim.id: claim.text for claim in claims}
        return [
            (words[pair.a], words[pair.b], pair.relation.value, pair.rule, pair.reason.partition(": ")[2])
            for pair in stated(found, claims, RULES)
        ]

    return ties_of


EARLIER = "a level and the earlier one that it is told against"


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        (
            "The bridge cost 190 million yuan ($28 million).",
            [("190 million yuan", "$28 million", "derived", "FC101", "one sum in two currencies")],
        ),
        ("Turnout was 61 percent, down from 68 percent.", [("61 percent", "68 percent", "update", "FC101", EARLIER)]),
        ("The price fell from $90 to $72.", [("$72", "$90", "update", "FC101", EARLIER)]),
        (
            "Chad bought 90,000 tonnes of rice, worth $45 million.",
            [("90,000 tonnes", "$45 million", "derived", "FC302", "45,000,000 / 90,000 = 500 USD for one tonne")],
        ),
        (
            "Chad bought over 90,000 tonnes of rice, worth $45 million.",
            [
                (
                    *("over 90,000 tonnes", "$45 million", "derived", "FC302"),
                    "45,000,000 / 90,000 = 500 USD for one tonne, as far as they are exact",
                )
            ],
        ),
        (
            "Exports of rice rose by 50 percent, reaching 90,000 tonnes.",
            [("50 percent", "90,000 tonnes", "derived", "FC302", "the change and the level that it led to")],
        ),
        (
            "In 2015 the two ports shared a pilot. They have shared a tug since that time.",
            [("2015", "since that time", "agree", "FC401", "one takes over the date of the other")],
        ),
    ],
)
def test_words_tie_two_values(text: str, ties: list[tuple[str, ...]], tied: Callable[[str], list[tuple[str, ...]]]) -> None:
    assert tied(text) == ties


@pytest.mark.parametrize(
    "text",
    [
        "The bridge cost $300 million ($28 million less than planned).",
        "Turnout was 61 percent in Graz and 68 percent in Linz.",
        "The price would fall from $90 to $72 if the well opened.",
        "Exports of rice rose by 50 percent, from 80,000 to 90,000 tonnes.",
    ],
)
def test_nothing_else_is_tied(text: str, tied: Callable[[str], list[tuple[str, ...]]]) -> None:
    assert tied(text) == []


FALL = "Rebels captured Goma on 27 January 2012."


@pytest.mark.parametrize(
    ("texts", "ties"),
    [
        ((FALL, "Two days after the capture of Goma, its bank reopened."), [("Two days after", "27 January 2012", "2012-01-29")]),
        ((f"{FALL} Two days after the capture of Goma, its bank reopened.",), [("Two days after", "27 January 2012", "2012-01-29")]),
        (("Rebels captured Uvira on 3 May 2010.", "Two days after the capture of Goma, its bank reopened."), []),
        ((FALL, "Two days after the fire in Goma, its bank reopened."), []),
        (("Rebels captured Goma in 2012.", "Two days after the capture of Goma, its bank reopened."), []),
        ((FALL, "The bank of Goma reopened on 3 March 2012, two days after the capture of Goma."), []),
    ],
)
def test_a_date_is_tied_to_the_days_of_the_event_that_it_is_counted_from(texts: tuple[str, ...], ties: list[tuple[str, ...]]) -> None:
    claims = [claim for at, text in enumerate(texts) for claim in batches.claims_of(document(text, path=str(at)), RULES)]
    words = {claim.id: claim.text for claim in claims}
    found = [(words[pair.a], words[pair.b], pair.reason.rpartition(" ")[2]) for pair in counted(claims)]
    assert found == ties
    assert {(pair.relation.value, pair.rule) for pair in counted(claims)} <= {("derived", "FC401")}


def test_a_check_of_new_articles_tells_the_ties_of_these_alone(tmp_path: Path) -> None:
    known, new = tmp_path / "known", tmp_path / "new.md"
    known.mkdir()
    (known / "old.md").write_text("Turnout was 61 percent, down from 68 percent.\n", encoding="utf-8")
    new.write_text("The price fell from $90 to $72.\n", encoding="utf-8")
    report = pipeline.check(read.New(paths=(str(new),)), [str(known)], Settings(show=(Relation.UPDATE,)))
    assert [[claim.text for claim in finding.claims] for finding in report.findings] == [["$72", "$90"]]
