"""Intervals: their arithmetic, with open ends."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factcheck.checks.intervals import Interval, total

INFINITE = Decimal("Infinity")


def interval(low: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("one", "other", "minus", "over"),
    [
        (interval("4", "6"), interval("1", "2"), interval("2", "5"), interval("2", "6")),
        (interval("4", "Infinity"), interval("1", "2"), interval("2", "Infinity"), interval("2", "Infinity")),
        (interval("4", "6"), interval("1", "Infinity"), interval("-Infinity", "5"), interval("0", "6")),
        (interval("4", "6"), interval("-1", "2"), interval("2", "7"), interval("2", "Infinity")),
    ],
)
def test_what_two_intervals_can_give(one: Interval, other: Interval, minus: Interval, over: Interval) -> None:
    assert one.minus(other) == minus
    assert one.over(other) == over


def test_a_sum_with_an_open_end_is_open() -> None:
    assert total([interval("1", "2"), interval("3", "Infinity")]) == interval("4", "Infinity")


def test_intervals_that_touch_overlap() -> None:
    assert interval("1", "2").overlaps(interval("2", "3"))
    assert not interval("1", "2").overlaps(interval("2.1", "3"))
