"""Derive: what follows by arithmetic from what one document states."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factcheck import batches, rules
from factcheck.model import Block, Claim, Document, Metadata, Modifier, Span

RULES = rules.load()


def derived(text: str) -> list[Claim]:
    document = Document(text=text, metadata=Metadata(path="words", digest="words"), blocks=(Block(span=Span(0, len(text))),))
    return [claim for claim in batches.account(document, RULES, check=False).claims if claim.derived_from]


@pytest.mark.parametrize(
    ("text", "words", "arithmetic", "low", "high"),
    [
        ("Imports rose 52 percent to 71,000 tons.", "52 percent to 71,000 tons", "71,000 / 1.52 = 46,711", "45916", "47521"),
        ("Imports rose by 300 to 1,500.", "300 to 1,500", "1,500 - 300 = 1,200", "1194.5", "1205.5"),
        ("Sales doubled to 40 tonnes.", "doubled to 40 tonnes", "40 / 2 = 20", "15.8", "22.5"),
        ("Sales fell by a third to 20,000 tonnes.", "a third to 20,000 tonnes", "20,000 / 0.666666666667 = 30,000", "28500", "31658"),
        ("Profit was $71m, up 52% from a year earlier.", "$71m, up 52%", "71,000,000 / 1.52 = 46,710,526", "45916374", "47520936"),
    ],
)
def test_the_earlier_level_follows_with_the_bounds_of_the_rounding(text: str, words: str, arithmetic: str, low: str, high: str) -> None:
    (claim,) = derived(text)
    assert (claim.text, claim.arithmetic) == (words, arithmetic)
    assert claim.mention.span.of(text) == words
    amount = claim.mention.amount
    assert amount is not None
    assert (amount.low, amount.high, amount.modifier) == (Decimal(low), Decimal(high), Modifier.ABOUT)


@pytest.mark.parametrize(
    "text",
    [
        "Imports rose to 71,000 tons.",
        "Imports rose 42 percent to 71,000 tons, from 50,000 tons.",  # the earlier level is stated
        "The rate rose 2 percent to 4 percent.",  # percent, or points
        "Sales more than doubled to 40 tonnes.",  # any level below 20
        "If imports rose 52 percent to 71,000 tons, prices would fall.",
    ],
)
def test_nothing_follows_where_nothing_certain_does(text: str) -> None:
    assert [claim.arithmetic for claim in derived(text)] == []


def test_the_earlier_level_is_of_the_year_before_where_the_words_say_so() -> None:
    (claim,) = derived("Kenya's exports of tea rose 52 percent to 71,000 tonnes in 2024 from a year earlier.")
    assert claim.frame.period is not None
    assert claim.frame.period.value.first.year == claim.frame.period.value.last.year == 2023


def test_a_multiple_is_of_the_date_behind_it() -> None:
    (claim,) = derived("Trade came to $1 billion, or five times the volume of 2021.")
    assert claim.arithmetic == "1,000,000,000 / 5 = 200,000,000"
    assert claim.frame.period is not None
    assert claim.frame.period.words == "2021"


def test_claims_that_only_follow_are_no_claims_of_the_text() -> None:
    text = "Imports rose 52 percent to 71,000 tons."
    document = Document(text=text, metadata=Metadata(path="words"), blocks=(Block(span=Span(0, len(text))),))
    assert [claim.text for claim in batches.claims_of(document, RULES)] == ["52 percent", "71,000 tons"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Ida Holm (3 May 1871 – 9 June 1940) painted ships.", ["1871-05-03 is the birth", "1940-06-09 is the death"]),
        ("Ida Holm (1871 – 9 June 1940) painted ships.", ["1871 is the birth", "1940-06-09 is the death"]),
        ("The fair (from 3 May to 9 May 2019) was free.", []),
    ],
)
def test_a_stretch_in_brackets_behind_a_name_gives_a_birth_and_a_death(text: str, ends: list[str]) -> None:
    assert [claim.arithmetic for claim in derived(text)] == ends
