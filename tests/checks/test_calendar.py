"""FC402: days that no calendar has, and weekdays that a day did not have. More examples stand in rules/calendar.toml."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.model import Flaw, Relation

Flaws = Callable[..., list[Flaw]]
DAYS = st.dates(datetime.date(1924, 1, 1), datetime.date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The lock was opened on 30 February 2024.", '"30 February 2024": February 2024 has 29 days'),
        ("The lock was opened on February 29, 2023.", '"February 29, 2023": February 2023 has 28 days'),
        ("The lock was opened on 31 September 1894.", '"31 September 1894": September has 30 days'),
        ("The lock was opened on the 31st of April.", '"31st of April": April has 30 days'),
        ("The permit, dated 31/06/2021, has run out.", '"31/06/2021": June has 30 days'),
        ("The permit, dated 31.06.2021, has run out.", '"31.06.2021": June has 30 days'),
        ("The permit, dated 2021-06-31, has run out.", '"2021-06-31": June has 30 days'),
        ("The fair ran from 28 to 31 November 2019.", '"from 28 to 31 November 2019": November has 30 days'),
    ],
)
def test_a_day_that_its_month_does_not_have(flaws: Flaws, text: str, reason: str) -> None:
    assert [(flaw.rule, flaw.relation, flaw.reason) for flaw in flaws(text)] == [("FC402", Relation.CONFLICT, reason)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The choir sang on Monday, 12 March 2024.", '"Monday, 12 March 2024": 12 March 2024 was a Tuesday'),
        ("The choir sang on Monday, March 12, 2024.", '"Monday, March 12, 2024": 12 March 2024 was a Tuesday'),
        ("RIGA, Monday, 12 March 2024 - The choir sang.", '"Monday, 12 March 2024": 12 March 2024 was a Tuesday'),
        ("The choir sang this Monday, 12 March 2024.", '"Monday, 12 March 2024": 12 March 2024 was a Tuesday'),
        (
            "The choir tours from Monday, 3 May to Friday, 8 May 2021.",
            '"from Monday, 3 May to Friday, 8 May 2021": 8 May 2021 was a Saturday',
        ),
    ],
)
def test_a_weekday_that_the_day_did_not_have(flaws: Flaws, text: str, reason: str) -> None:
    assert [flaw.reason for flaw in flaws(text)] == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "Friday prayers on 13 March 2024 were calm.",
        "The course runs from Monday 3 to 5 May 2024.",
        "The course runs Monday through 13 March 2024.",
        "Talks were held on Monday and Tuesday, 13 and 14 March 2024.",
        "Talks were held on Monday and Tuesday, March 13 and 14, 2024.",
        "On Monday, 12 March's deadline passed.",
        "On Ash Wednesday, 13 February 2024, the carnival ended.",
        "The note bore the date 03/04/2021.",
        "Every Monday, 12 March 2024 included, the shop is shut.",
        "The eclipse of Friday, 3 June 1239 is in the chronicle.",
        "The shop is shut on 29 February.",
        "The fast began on 20 Ramadan 1445.",
        "It closed on Tuesday, 12 March 2024, and on Wednesday, 13 March 2024.",
    ],
)
def test_what_only_looks_like_one_is_left_alone(flaws: Flaws, text: str) -> None:
    assert flaws(text, "2024-03-20") == []


def test_a_date_that_is_printed_twice_is_one_flaw_with_two_claims(flaws: Flaws) -> None:
    found = flaws("It opened on 31 June 2021.\n\nSince 31 June 2021 it has grown. On 31 June 2021 it was small.")
    assert [len(flaw.claims) for flaw in found if flaw.reason.startswith('"31')] == [2]


@settings(max_examples=60, deadline=None)
@given(DAYS, st.integers(0, 6))
def test_exactly_the_wrong_weekdays_are_found(flaws: Flaws, day: datetime.date, weekday: int) -> None:
    text = f"The council met on {calendar.day_name[weekday]}, {day.day} {calendar.month_name[day.month]} {day.year}."
    assert bool(flaws(text)) == (day.weekday() != weekday)
