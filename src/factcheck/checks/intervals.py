"""Intervals: what a number as printed can mean, and sums and ratios of such numbers.

A number stands for all that is rounded to it, a bound for all beyond it. What cannot be overlapped by any of that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from factcheck.compare.values import HALF, INFINITE, Units, meaning, rounded
from factcheck.model import Amount, Modifier

ONE = Decimal(1)


class Interval(NamedTuple):
    """All numbers from `low` to `high`, both included; an open end is infinite."""

    low: Decimal
    high: Decimal

    def overlaps(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        return self.low <= other.high and other.low <= self.high

    def times(self, factor: Decimal) -> Interval:
        """All numbers times a positive one."""
        return Interval(self.low * factor, self.high * factor)

    def minus(self, other: Interval) -> Interval:
        """The differences; from an open end nothing is known."""
        low = self.low - other.high if self.low.is_finite() and other.high.is_finite() else -INFINITE
        high = self.high - other.low if self.high.is_finite() and other.low.is_finite() else INFINITE
        return Interval(low, high)

    def over(self, other: Interval) -> Interval:
        """The ratios of two intervals above 0; of one that reaches below, its part above."""
        low = max(self.low, Decimal(0)) / other.high if other.high.is_finite() and other.high > 0 else Decimal(0)
        high = self.high / other.low if self.high.is_finite() and other.low > 0 else INFINITE
        return Interval(low, high)


def total(parts: Iterable[Interval]) -> Interval:
    """The sums of numbers of some intervals."""
    listed = list(parts)
    return Interval(sum((part.low for part in listed), Decimal(0)), sum((part.high for part in listed), Decimal(0)))


class Printing:
    """Reads what a printed number can mean, by the units and tolerances of the rules."""

    def __init__(self, units: Units, digit: Decimal) -> None:
        self._units = units
        self._digit = digit

    def factor(self, amount: Amount) -> Decimal:
        """The factor of an amount's unit to its base."""
        return self._units.factor(amount.unit)

    def level(self, amount: Amount) -> Interval:
        """A level, in its base unit: rounded to its last digit, or to its last one that is no trailing zero."""
        if amount.modifier is not Modifier.EXACT or amount.nominal is None:
            return Interval(*meaning(amount, self._units))
        half = min((amount.step or Decimal(0)) * HALF, abs(amount.nominal) * self._digit)
        zeros = rounded(replace(amount, step=min(amount.step or ONE, ONE)), self._units)
        middle, factor = amount.nominal, self._units.factor(amount.unit)
        return Interval(min((middle - half) * factor, zeros[0]), max((middle + half) * factor, zeros[1]))

    def count(self, amount: Amount) -> Interval:
        """A part or a total: a whole number of things under a thousand was counted one by one."""
        whole = amount.step is not None and amount.step <= 1 and amount.nominal is not None and amount.nominal % 1 == 0
        if whole and amount.modifier is Modifier.EXACT and self._units.get(amount.unit) is None:
            return Interval(*rounded(amount, self._units))
        return self.level(amount)

    def rounding(self, amount: Amount) -> Interval:
        """A share, in its unit: rounded to its last digit, however small it is."""
        if amount.modifier is not Modifier.EXACT or amount.nominal is None:
            return Interval(*meaning(replace(amount, unit=None), self._units))
        half = (amount.step or Decimal(0)) * HALF
        return Interval(amount.nominal - half, amount.nominal + half)

    def alike(self, a: Amount, b: Amount) -> tuple[Amount, Amount] | None:
        """Two amounts in units that can be reckoned with, one of which may go unsaid; None where they are of two sorts."""
        if a.unit is None or b.unit is None:
            unit, per = (b.unit, b.per) if a.unit is None else (a.unit, a.per)
            return replace(a, unit=unit, per=per), replace(b, unit=unit, per=per)
        if a.per != b.per or self._units.dimension(a) != self._units.dimension(b):
            return None
        counted = self._units.get(a.unit) is None and self._units.get(b.unit) is None
        return None if counted and a.unit != b.unit else (a, b)


def shown(number: Decimal, places: int = 4) -> str:
    """A number for people, to some significant digits: thousands set apart, no exponent.

    >>> shown(Decimal("46710.526")), shown(Decimal("0.41999")), shown(Decimal("1E+7"))
    ('46,711', '0.42', '10,000,000')
    """
    exact = max(number.adjusted() + 1, places) if number else 1
    rounded_off = round(number, max(exact - number.adjusted() - 1, 0))
    plain = format(rounded_off, ",f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
