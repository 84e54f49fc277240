"""Days: whether the dates of two claims are of the weeks of their reports, of one day or of two years."""

from __future__ import annotations

from factcheck.compare.sides import days_between
from factcheck.model import Claim, Period

LATEST = 3  # days of which a report tells as news
CYCLE = 14  # days in which a happening is news
SETTLED = 183  # days after which a count of what happened is final
MONTH = 31  # days
SHORT_MONTH = 27  # days; a shorter period is the day of an event rather than the stretch of a flow
YEAR = 366  # days


def is_fresh(claim: Claim) -> bool:
    """Whether a day is one of the weeks around the report, of which it tells one by one."""
    published, dating = claim.metadata.published, claim.mention.dating
    if published is None or dating is None or dating.period is None:
        return False
    return abs((published.last - dating.period.first).days) <= MONTH


def is_recent(claim: Claim, within: int) -> bool:
    """Whether a date is one of so many days before its report."""
    published, dating = claim.metadata.published, claim.mention.dating
    if published is None or dating is None or dating.period is None or dating.period.days > 1:
        return False
    return 0 <= (published.last - dating.period.first).days <= within


def is_history(claim: Claim) -> bool:
    """Whether a figure is told of a time that was over a month before its report: of last year."""
    published, period = claim.metadata.published, claim.frame.period
    return published is not None and period is not None and (published.first - period.value.last).days > MONTH


def is_news(a: Claim, b: Claim) -> bool:
    """Whether two dates are days of the weeks before their reports, and the reports of the same weeks."""
    days = days_between(a, b)
    return days is not None and days <= CYCLE and is_recent(a, CYCLE) and is_recent(b, CYCLE)


def of_two_days(a: Claim, b: Claim, apart: int = SETTLED) -> bool:
    """Whether two reports, half a year or so many days `apart`, each tell of a day of their own weeks: the budgets of two years."""
    days = days_between(a, b)
    return days is not None and days > apart and is_fresh(a) and is_fresh(b)


def of_news_and_history(a: Claim, b: Claim) -> bool:
    """Whether, of two reports of the same weeks, one tells of a day of these and the other looks back for more than a year: the purchase
    of a firm, and its founding.
    """
    days = days_between(a, b)
    return bool(days is not None and days <= MONTH and ((is_fresh(a) and _is_long_past(b)) or (is_fresh(b) and _is_long_past(a))))


def _is_long_past(claim: Claim) -> bool:
    """Whether a date is over more than a year before its report."""
    published, dating = claim.metadata.published, claim.mention.dating
    if published is None or dating is None or dating.period is None:
        return False
    return (published.first - dating.period.last).days > YEAR


def of_two_plans(a: Claim, b: Claim) -> bool:
    """Whether two reports, a month apart or more, each tell of a day that is yet to come."""
    days = days_between(a, b)
    return days is not None and days > MONTH and _is_to_come(a) and _is_to_come(b)


def _is_to_come(claim: Claim) -> bool:
    """Whether a date lies behind the day of its report."""
    published, dating = claim.metadata.published, claim.mention.dating
    return published is not None and dating is not None and dating.period is not None and dating.period.first > published.last


def of_its_own_day(a: Claim, b: Claim) -> bool:
    """Whether two reports, of two days, each tell of the day on which they are published, or of one as long before."""
    first, second = a.metadata.published, b.metadata.published
    one, other = a.mention.dating, b.mention.dating
    if first is None or second is None or one is None or other is None or one.period is None or other.period is None:
        return False
    passed = first.first - one.period.first, second.first - other.period.first
    return first != second and passed[0] == passed[1] and is_recent(a, LATEST)


def in_two_years(a: Claim, b: Claim) -> bool:
    """Whether two dates are known to be of two years."""
    known = _periods(a, b)
    return known is not None and {known[0].first.year, known[0].last.year}.isdisjoint((known[1].first.year, known[1].last.year))


def one_month(a: Claim, b: Claim) -> bool:
    """Whether two dates are of one month of two years, as far as both are printed."""
    known = _periods(a, b)
    return known is not None and all(period.days <= MONTH for period in known) and known[0].first.month == known[1].first.month


def _periods(a: Claim, b: Claim) -> tuple[Period, Period] | None:
    """The days that two dates name; None where one of them names none."""
    first, second = a.mention.dating, b.mention.dating
    if first is None or second is None or first.period is None or second.period is None:
        return None
    return first.period, second.period


def as_long(a: Claim, b: Claim) -> bool:
    """Whether two values are told of times of one length: of two days, of two months, of two years."""
    first, second = a.frame.period, b.frame.period
    return first is not None and second is not None and abs(first.value.days - second.value.days) <= LATEST
