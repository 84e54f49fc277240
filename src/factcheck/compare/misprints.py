"""Misprints: whether one value can be the other with a slip of the pen, by its figures alone."""

from __future__ import annotations

from factcheck.compare import values
from factcheck.compare.days import LATEST, is_fresh, is_recent
from factcheck.compare.levels import Questions
from factcheck.compare.sides import quoted
from factcheck.compare.values import Units
from factcheck.model import Amount, Claim


def mistyped(a: Claim, b: Claim, units: Units) -> bool:
    """Whether one value can be the other with a slip; days of the weeks around a report are many that are so alike."""
    first, second = a.mention.dating, b.mention.dating
    if first is not None and second is not None:
        return values.mistyped_day(first, second) and not (is_fresh(a) or is_fresh(b))
    amounts = _slippable(a, b)
    return amounts is not None and values.mistyped_amount(*amounts, units)


def slipped_digits(a: Claim, b: Claim, units: Units) -> int:
    """How many digits tell that one amount can be the other with a slip; 0 where it cannot."""
    amounts = _slippable(a, b)
    return values.digits_of_slip(*amounts, units) if amounts is not None else 0


def one_wrong(a: Claim, b: Claim, units: Units) -> bool:
    """Whether the values are long numbers of which one digit differs."""
    amounts = _slippable(a, b)
    return amounts is not None and values.one_digit_wrong(*amounts, units)


def _slippable(a: Claim, b: Claim) -> tuple[Amount, Amount] | None:
    """The amounts of two claims; None where they are dates, or the quotations of a market, of which many are alike without a slip."""
    first, second = a.mention.amount, b.mention.amount
    return (first, second) if first is not None and second is not None and not quoted(a, b) else None


def misyeared(a: Claim, b: Claim) -> bool:
    """Whether two years are one with two digits swapped."""
    first, second = a.mention.dating, b.mention.dating
    return first is not None and second is not None and values.mistyped_year(first, second)


def misdated(a: Claim, b: Claim, questions: Questions) -> bool:
    """Whether one text reports the news of a day, and another one looks back on the day before or after, or one with a digit wrong."""
    first, second = a.mention.dating, b.mention.dating
    if first is None or second is None or questions.spoken(a) or questions.spoken(b):
        return False
    report, history = (a, b) if is_fresh(a) else (b, a)
    return is_recent(report, LATEST) and not is_fresh(history) and values.misdated_day(first, second)
