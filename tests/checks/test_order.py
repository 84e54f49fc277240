"""FC403: durations, ages and orders of events that the dates beside them do not give. More examples stand in rules/order.toml."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import batches, rules
from factcheck.errors import RulesError
from factcheck.model import Block, Document, Flaw, Metadata, Relation, Span

Flaws = Callable[..., list[Flaw]]
DAYS = st.dates(datetime.date(1930, 1, 1), datetime.date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "The port was shut in a fourteen-day curfew from 3 March to 10 March 2021.",
            '"fourteen-day": "from 3 March to 10 March 2021" is 8 days, or 7 nights',
        ),
        (
            "The outage lasted four weeks, from 3 March to 10 March 2021.",
            '"four weeks": "from 3 March to 10 March 2021" is 8 days, or 7 nights',
        ),
        ("He was mayor of Bergen for three years, from 2001 to 2019.", '"three years": "from 2001 to 2019" is 17 to 19 years'),
        (
            "The pass was closed for nine months, from 5 March to 9 September 2019.",
            '"nine months": "from 5 March to 9 September 2019" is 6 months',
        ),
        ("The lido opened in 1975 and shut down 30 years later, in 2015.", '"30 years later": "1975" and "2015" are 39 to 41 years apart'),
        ("The wall fell in 1989, 18 years after it was built in 1961.", '"18 years after": "1989" and "1961" are 27 to 29 years apart'),
    ],
)
def test_a_duration_that_its_dates_do_not_give(flaws: Flaws, text: str, reason: str) -> None:
    assert [(flaw.rule, flaw.relation, flaw.reason) for flaw in flaws(text)] == [("FC403", Relation.CONFLICT, reason)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Vera Holm (24 May 1919 – 22 January 2001) died aged 71.", 'aged "71": "24 May 1919 – 22 January 2001" makes 81'),
        ("Vera Holm (1919–2001) died at the age of 71.", 'aged "71": "1919–2001" makes 81 or 82'),
        (
            "Vera Holm (24 May 1919 – 22 January 2001) was a diver.\n\nShe died in Turku on 22 January 2001, aged 71.",
            'aged "71": "24 May 1919 – 22 January 2001" makes 81',
        ),
        ("Born on 12 May 1980, she was 52 when she died in March 2021.", 'aged "52": "12 May 1980" to "March 2021" makes 40'),
        ("Vera Holm, 45, was born in 1990.", 'aged "45": "1990" to the publication makes 33 or 34'),
    ],
)
def test_an_age_that_its_dates_do_not_give(flaws: Flaws, text: str, reason: str) -> None:
    assert [flaw.reason for flaw in flaws(text, "2024-03-14")] == [reason]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Ivan Petrov was arrested on 5 May 2021 and released on 3 April 2021.",
            '"released", "3 April 2021", lies before "arrested", "5 May 2021"',
        ),
        ("The war began in 1914 and ended in 1910.", '"ended", "1910", lies before "began", "1914"'),
        ("The bank, founded in 1990, closed in 1985.", '"closed", "1985", lies before "founded", "1990"'),
        ("She reigned from 2015 to 2010.", '"2010" lies before "2015"'),
    ],
)
def test_an_effect_before_its_cause(flaws: Flaws, text: str, reason: str) -> None:
    assert [flaw.reason for flaw in flaws(text)] == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "The strike lasted a couple of weeks, from 3 March to 1 April 2021.",
        "He ruled for more than 20 years, from 1969 to 2011.",
        "The lockdown lasted 76 days, from 23 January to 8 April 2020.",
        "The siege lasted nearly 900 days, from 8 September 1941 to 27 January 1944.",
        "Two ministers served for two years each, from 1990 to 2015.",
        "The three-day fair was held from 2010 to 2015.",
        "A 14-day strike from 20 February to 13 March 2020 hit the mills.",
        "Work began in 1992, and a few years later, in 1997, it ended.",
        "King Olav (1936–1952) died aged 56.",
        "He ruled for 66 years, from 1279 to 1213 BC.",
        "Anna Berg, then 45, was born in 1950.",
        "The foal was born on 3 May 2023 and died on 5 September 2023, aged 4 months.",
        "The foal was born on 3 May 2023 and died on 5 September 2023 at 4 months old.",
        f"The outage lasted 1{'0' * 5000} days, from 3 March to 10 March 2021.",
        "The school, which reopened in 2015, closed in 2010 for repairs.",
        "He was released on 3 April 2021 and arrested on 5 May 2021.",
        "She was born in 1950 in Riga, and her father died in 1940.",
        "The firm was founded in 1990 and closed in 1985 the books of its forerunner.",
    ],
)
def test_what_can_be_true_is_left_alone(flaws: Flaws, text: str) -> None:
    assert flaws(text, "2024-03-14") == []


def test_expected_and_stated_are_in_the_unit_of_the_duration(flaws: Flaws) -> None:
    flaw = flaws("The outage lasted twelve days, from 3 March to 10 March 2021.")[0]
    assert (flaw.expected, flaw.stated, [claim.text for claim in flaw.claims]) == (
        Decimal("8.0"), Decimal(12), ["twelve days", "from 3 March to 10 March 2021"],
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(DAYS, st.integers(2, 300), st.integers(2, 31))
def test_days_fit_with_both_ends_with_one_or_with_none(flaws: Flaws, first: datetime.date, length: int, stated: int) -> None:
    def printed(day: datetime.date) -> str:
        return f"{day.day} {calendar.month_name[day.month]} {day.year}"

    last = first + datetime.timedelta(length)
    months = first.day == 1 and (last + datetime.timedelta(1)).day == 1  # from 1 March to 30 June: may be meant in months
    found = flaws(f"The siege lasted {stated} days, from {printed(first)} to {printed(last)}.")
    if not months:
        assert bool(found) == (stated not in (length - 1, length, length + 1))


@settings(max_examples=60, deadline=None)
@given(DAYS, st.integers(1, 36_000), st.integers(1, 110))
def test_an_age_fits_within_a_year(flaws: Flaws, birth: datetime.date, lived: int, stated: int) -> None:
    death = birth + datetime.timedelta(lived)
    age = death.year - birth.year - ((death.month, death.day) < (birth.month, birth.day))
    printed = [f"{day.day} {calendar.month_name[day.month]} {day.year}" for day in (birth, death)]
    found = flaws(f"Nils Berg was born on {printed[0]} and died on {printed[1]}, aged {stated}.")
    assert bool(found) == (abs(age - stated) > 1)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('shape = "length"\npattern = "for {length:length} {dates:rnage}"', "no sign and no wording is called 'rnage'"),
        ('shape = "length"\npattern = "for {length:length}"', "names no dates, which its shape needs"),
        ('shape = "lenght"\npattern = "for {length:length}"', "must be one of length, room, step, age, order, sequence, not lenght"),
        ('shape = "order"\npattern = "({first:date} {second:date}"', "is no regular expression"),
    ],
)
def test_a_timing_that_cannot_be_used_is_told_with_its_place(tmp_path: Path, entry: str, message: str) -> None:
    (tmp_path / "own.toml").write_text(f'[timing.own]\nwhy = "a try"\n{entry}\n', encoding="utf-8")
    document = Document(text="It lasted from 2010 to 2012.", metadata=Metadata(path="text"), blocks=(Block(span=Span(0, 28)),))
    with pytest.raises(RulesError, match=message) as caught:
        batches.account(document, rules.load([tmp_path]), check=True)
    assert "[timing.own]" in str(caught.value)
