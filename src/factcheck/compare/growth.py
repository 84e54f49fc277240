"""Growth: running counts and ages, which are others at a later time."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck.compare.comparison import Comparison
from factcheck.compare.days import CYCLE, MONTH, SETTLED
from factcheck.compare.outcomes import SAME
from factcheck.compare.rulings import FALLEN, Ruling, credited
from factcheck.compare.sides import days_between
from factcheck.compare.values import INFINITE, Units
from factcheck.model import Aspect, Claim, Pair, Period, Relation

EVER = Period(datetime.date.min, datetime.date.max)
_PART_OF_YEAR = 360  # days


def days_of_count(a: Claim, b: Claim) -> tuple[datetime.date, datetime.date] | None:
    """The days on which two running counts were made, where it is known which was earlier or that it was one day."""
    if a.frame.aspect is not Aspect.COUNT or b.frame.aspect is not Aspect.COUNT:
        return None
    first, second = a.frame.as_of, b.frame.as_of
    if first is None or second is None or (first.value.overlaps(second.value) and first.value != second.value):
        return None
    return first.value.first, second.value.first


def long_past(c: Comparison) -> bool:
    """Whether both count what happened on a day that was over half a year ago when they were published: nothing is added any more."""
    periods = [claim.frame.period.value for claim in (c.a, c.b) if claim.frame.period is not None]
    if not periods or not periods[0].overlaps(periods[-1]):
        return False
    day = min(periods, key=lambda period: period.days)
    told = [claim.metadata.published for claim in (c.a, c.b)]
    return day.days <= CYCLE and all(when is not None and (when.first - day.last).days > SETTLED for when in told)


def grown_by_day(c: Comparison) -> bool:
    """Whether the count with the later day is the larger one."""
    earlier, later = sorted((c.a, c.b), key=lambda claim: claim.frame.period.value if claim.frame.period is not None else EVER)
    return bottom(later) > bottom(earlier)


def has_grown(c: Comparison) -> bool:
    """Whether the larger of two running counts was published later, where it is not told on which days they were made."""
    first, second = c.a.frame.as_of, c.b.frame.as_of
    if not c.a.frame.aspect is c.b.frame.aspect is Aspect.COUNT or first is None or second is None or first.value.last == second.value.last:
        return False
    earlier, later = (c.a, c.b) if first.value.last < second.value.last else (c.b, c.a)
    return bottom(later) > bottom(earlier)


def has_moved(earlier: Claim, later: Claim) -> bool:
    """Whether a later level is told to have risen or fallen, and did so against an earlier one."""
    signs = later.frame.evidence.signs
    return (Aspect.RISE in signs and bottom(later) > bottom(earlier)) or (Aspect.FALL in signs and bottom(later) < bottom(earlier))


def of_two_stretches(c: Comparison) -> bool:
    """Whether one count names the months in which it was counted, and the other one not the same: a part of a year begins anew."""
    periods = [claim.frame.period.value for claim in (c.a, c.b) if claim.frame.period is not None]
    return c.of("period") != SAME and any(MONTH < period.days < _PART_OF_YEAR for period in periods)


def later_count(earlier: Claim, later: Claim) -> Ruling:
    """What a running count is to an earlier one: grown, corrected, or fallen for no reason that is told."""
    if top(later) >= bottom(earlier):
        return Ruling(Relation.UPDATE, "FC101", "a later count is larger")
    if "correction" in later.frame.evidence.signs:
        return Ruling(Relation.UPDATE, FALLEN, "the later count corrects the earlier one")
    return Ruling(Relation.CONFLICT, FALLEN, "a running count is smaller later, and nothing says that it was corrected")


def repeated(a: Claim, b: Claim, pair: Pair, same: Mapping[str, Sequence[Claim]]) -> Pair:
    """The verdict on a count that fell, where it fell to that of an older document; `same` are the claims with the value of each."""
    days = days_of_count(a, b)
    if pair.relation is not Relation.CONFLICT or days is None:
        return pair
    earlier, later = (a, b) if days[0] < days[1] else (b, a)
    day = min(days)
    older = next((claim for claim in same.get(later.id, ()) if _counted_before(claim, day)), None)
    if older is None:
        return pair
    reason = f"{credited(later)} repeats {credited(older)}, which {credited(earlier)} had superseded"
    return replace(pair, rule="FC104", relation=Relation.TENSION, reason=reason)


def _counted_before(claim: Claim, day: datetime.date) -> bool:
    counted = claim.frame.as_of
    return claim.frame.aspect is Aspect.COUNT and counted is not None and counted.value.last < day


def aged(a: Claim, b: Claim) -> bool:
    """Whether two ages of one person fit the days of their reports: older by the time between them, give or take a year."""
    first, second, days = a.metadata.published, b.metadata.published, days_between(a, b)
    if first is None or second is None or days is None:
        return False
    grown = bottom(b) - bottom(a) if first.first <= second.first else bottom(a) - bottom(b)
    return grown >= 0 and abs(grown - days // 365) <= 1


def has_elapsed(a: Claim, b: Claim, units: Units) -> bool:
    """Whether two times for which one thing has gone on (`two months of war`) differ by the days between their reports, give or take
    half of the last unit.
    """
    apart = days_between(a, b)
    amounts = [claim.mention.amount for claim in (a, b)]
    lengths = [(amount.nominal, units.days(amount.unit)) for amount in amounts if amount is not None]
    if apart is None or len(lengths) < len(amounts) or not a.frame.evidence.matter or a.frame.evidence.matter != b.frame.evidence.matter:
        return False
    told = [float(number) * days for number, days in lengths if number is not None and days is not None]
    slack = max((days for _, days in lengths if days is not None), default=0.0) / 2
    return len(told) == len(amounts) and abs(abs(told[0] - told[1]) - apart) <= slack


def top(claim: Claim) -> Decimal:
    """The most that an amount can be; a date has none, and counts as 0."""
    amount = claim.mention.amount
    return (amount.high or amount.nominal or INFINITE) if amount else Decimal(0)


def bottom(claim: Claim) -> Decimal:
    """The least that an amount can be; 0 for a date."""
    amount = claim.mention.amount
    return (amount.low or amount.nominal or Decimal(0)) if amount else Decimal(0)
