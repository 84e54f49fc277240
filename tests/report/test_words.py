"""Values and periods in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from factcheck.model import Amount, ClaimList, Dating, Kind, Mode, Modifier, Period, Value
from factcheck.report.words import iso, reading, sentence_parts, visible, when


def amount(nominal: str | None = None, low: str | None = None, high: str | None = None, **rest: object) -> Amount:
    numbers = {"nominal": nominal, "low": low, "high": high}
    return Amount(**{name: Decimal(number) if number else None for name, number in numbers.items()}, **rest)  # type: ignore[arg-type]


READINGS: list[tuple[Value, Kind, str]] = [
    (amount("133", "133", None, unit="person", modifier=Modifier.AT_LEAST), Kind.QUANTITY, "at least 133 person"),
    (amount(None, "1000000000", "2000000000", unit="USD", modifier=Modifier.RANGE), Kind.QUANTITY, "1,000,000,000 to 2,000,000,000 USD"),
    (amount(None, "24", None, unit="person", modifier=Modifier.VAGUE), Kind.QUANTITY, "at least 24 person"),
    (amount("2000000", "2000000", "2000000", unit="barrel", per="day"), Kind.QUANTITY, "2,000,000 barrel per day"),
    (amount("8", "8", "8", unit="rank"), Kind.ORDINAL, "rank 8"),
    (amount("52", "52", "52", unit="percentage_point"), Kind.CHANGE, "52 percentage point"),
    (Dating(period=Period(date(2003, 1, 1), date(2003, 12, 31)), modifier=Modifier.SINCE), Kind.DATE, "since 2003"),
    (Dating(period=None, partial="--06-03", anchor="unknown"), Kind.DATE, "--06-03 (year unknown)"),
    (Dating(period=None, partial="2021-02-30"), Kind.DATE, "2021-02-30 (no such day)"),
    (Dating(period=None), Kind.DATE, "no known day"),
]


@pytest.mark.parametrize(("value", "kind", "expected"), READINGS, ids=[expected for _, _, expected in READINGS])
def test_reading(claim_list: ClaimList, value: Value, kind: Kind, expected: str) -> None:
    claim = claim_list.claims[0]
    assert reading(replace(claim, mention=replace(claim.mention, value=value, kind=kind))) == expected


@pytest.mark.parametrize(("value", "expected"), [(Period(date(2024, 5, 1), date(2024, 5, 31)), "not yet: 2024-05"), (None, "not yet")])
def test_a_day_by_which_nothing_had_come_is_told_as_such(claim_list: ClaimList, value: Period | None, expected: str) -> None:
    claim = claim_list.claims[0]
    mention = replace(claim.mention, value=Dating(period=value), kind=Kind.DATE)
    assert when(replace(claim, mention=mention, frame=replace(claim.frame, mode=Mode.PENDING, as_of=None))) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2021, 8, 15), date(2021, 8, 15), "2021-08-15"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2023, 2, 1), date(2023, 2, 27), "2023-02-01/2023-02-27"),
        (date(1996, 1, 1), date(2001, 12, 31), "1996/2001"),
        (date(2023, 12, 1), date(2024, 1, 31), "2023-12/2024-01"),
        (date(96, 1, 1), date(96, 12, 31), "0096"),
    ],
)
def test_iso_names_the_days_in_the_shortest_form(first: date, last: date, expected: str) -> None:
    assert iso(Period(first, last)) == expected


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("It was $289 million then.", ("It was ", "$289 million", " then.")),
        ("A shortened quotation.", ("A shortened quotation.", "", "")),
    ],
)
def test_a_value_is_found_in_its_sentence(claim_list: ClaimList, quote: str, expected: tuple[str, str, str]) -> None:
    assert sentence_parts(replace(claim_list.claims[0], quote=quote)) == expected


def test_right_to_left_text_is_left_alone() -> None:
    assert visible("מיליון 40\u200f دالر") == "מיליון 40\u200f دالر"
