"""The period level: whether two amounts are of one time."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from factcheck.compare.days import MONTH, SHORT_MONTH
from factcheck.compare.outcomes import DIFFERENT, NEAR, SAME, UNKNOWN
from factcheck.compare.sides import days_between, measures_one_of, one_measure, quoted
from factcheck.compare.values import Units
from factcheck.model import Aspect, Claim, Kind, Level, Mode, Period, PeriodPart
from factcheck.rules import Rules

_CHANGES = (Aspect.RISE, Aspect.FALL, Aspect.CHANGE)
_STRETCH = re.compile(r"P([\d.]+)(\w+)")  # as frame/periods.py writes a length
_LONGER = 1.5  # times
_CUT = 20  # days
_ALIKE = 1.1  # two periods of about one length are the same one; a quarter is no year
_OLD = 730  # days after the end of a period beyond which a figure without a period is no longer of it
_HALF_A_YEAR = datetime.timedelta(days=183)
_NEARLY = 12  # the part of a period that may be missing where a report tells of it as over
_A_YEAR_BEFORE = "P-1year"  # as extract/dates.py writes a time that is counted back
_YEAR = (364, 367)  # days
_QUARTER = (89, 93)  # days
_YEAR_END = (12, 31)  # month and day
_PARTIAL = re.compile(r"--(\d\d)(?:-(\d\d))?")  # a month, or a day of it, of no year
_DAYS_OF_COUNT = 7  # days; a longer period is no day of a count
_ONE_DAY = 2  # days between two reports of one day, over time zones and midnight
_RECENT = 92  # days; the quarter that a report of its day speaks of when it names none


class Periods:
    """Compares when two amounts hold; the first of its rows that knows an answer gives it."""

    def __init__(self, rules: Rules, units: Units) -> None:
        self._units = units
        self._volatile = rules.having("measure", "volatile")
        self._reported = rules.having("measure", "reported")
        self._relative = rules.having("measure", "relative")
        self._personal = rules.having("measure", "personal") | rules.having("measure", "of_people")  # told of somebody at any time
        self._own = rules.having("measure", "own")
        self._unsettled = rules.having("measure", "resets") | rules.having("measure", "general")
        self._by_day = rules.having("measure", "by_day")
        self._timeless = rules.words("timeless", "dimensions")
        self._counted_back = {rule.id for rule in rules.table("form") if rule.data.get("shape") == "ago"}
        self._fiscal = {rule.id for rule in rules.table("form") if rule.data.get("shape") == "fiscal"}
        self._rows: tuple[Callable[[Claim, Claim], Level | None], ...] = (
            self._is_value, self._former, self._days, self._stretch, self._quotation, self._both_given, self._other_change,
            self._timeless_thing, self._out_of_reach, self._one_day,
        )  # fmt: skip

    def level(self, a: Claim, b: Claim) -> Level:
        """The level; unknown where no row decides."""
        for row in self._rows:
            found = row(a, b)
            if found is not None:
                return found
        return Level("period", UNKNOWN, _given(a, b))

    def _is_value(self, a: Claim, b: Claim) -> Level | None:
        return Level("period", SAME, "is the value") if a.mention.kind is Kind.DATE else None

    def _former(self, a: Claim, b: Claim) -> Level | None:
        """What a level was before it changed is not what it is in the reports of those weeks."""
        former = ["former" in claim.frame.evidence.signs for claim in (a, b)]
        if former[0] == former[1] or not _same_month(a, b):
            return None
        if all(claim.frame.period is not None and claim.frame.period.value.days > SHORT_MONTH for claim in (a, b)):
            return None
        return Level("period", DIFFERENT, "before a change and after it")

    def _days(self, a: Claim, b: Claim) -> Level | None:
        """Two weekdays that cannot be put on the calendar are two days all the same."""
        first, second = a.frame.evidence.days, b.frame.evidence.days
        if first and second and not first & second and _in_years(first) is _in_years(second):
            return Level("period", DIFFERENT, " and ".join(sorted(first | second)))
        for days, other in ((first, b), (second, a)):
            when = other.frame.period
            if when is not None and when.value.days <= MONTH and days and not any(_may_lie_in(day, when.value) for day in days):
                return Level("period", DIFFERENT, f"{' and '.join(sorted(days))} and {when.words}")
        return None

    def _stretch(self, a: Claim, b: Claim) -> Level | None:
        """`in the two months` is no part of a year, whichever months they are."""
        for claim, other in ((a, b), (b, a)):
            period = claim.frame.period
            if period is None or other.frame.period is not None:
                continue
            stretch = self._length(other)
            if stretch is None:
                continue
            if max(period.value.days, stretch) > min(period.value.days, stretch) * _LONGER:
                return Level("period", DIFFERENT, f"{period.value.days} days and {stretch:.0f} days")
        return None

    def _length(self, claim: Claim) -> float | None:
        """The days of the stretch in which something happened; None where no word gives one."""
        found = next((m for day in sorted(claim.frame.evidence.days) if (m := _STRETCH.fullmatch(day))), None)
        days = self._units.days(found[2]) if found is not None else None
        return float(found[1]) * days if found is not None and days is not None else None

    def _quotation(self, a: Claim, b: Claim) -> Level | None:
        """A market's quotation is comparable only with one of the same time."""
        volatile = measures_one_of(a, self._volatile) or measures_one_of(b, self._volatile)
        first, second = a.frame.period, b.frame.period
        if not (quoted(a, b) or volatile) or (first is not None and second is not None and first.value == second.value):
            return None
        return Level("period", DIFFERENT, "a level that changes by the hour")

    def _both_given(self, a: Claim, b: Claim) -> Level | None:
        first, second = a.frame.period, b.frame.period
        if first is None or second is None:
            return None
        if _two_days_of_count(a, b):
            return Level("period", NEAR, _given(a, b))
        same = first.value == second.value or (self._comparable(first, second) and _one_stretch(a, b)) or self._year_on_year(a, b)
        return Level("period", SAME if same else DIFFERENT, _given(a, b))

    def _year_on_year(self, a: Claim, b: Claim) -> bool:
        """Whether a change that is told over the year to a month, and one that is told for that month, are over the same year."""
        periods = [claim.frame.period.value for claim in (a, b) if claim.frame.period is not None]
        shorter, longer = sorted(periods, key=lambda period: period.days)
        if not _YEAR[0] <= longer.days <= _YEAR[1] or shorter.last != longer.last:
            return False
        relative = shorter.days <= MONTH and measures_one_of(a, self._relative) and measures_one_of(b, self._relative)
        since = any(_A_YEAR_BEFORE in claim.frame.evidence.days for claim in (a, b))
        return relative or (since and a.frame.aspect in _CHANGES and b.frame.aspect in _CHANGES)

    def _comparable(self, first: PeriodPart, second: PeriodPart) -> bool:
        """Fiscal years are the same only by number, and never calendar years."""
        return not {first.rule, second.rule} & self._fiscal and first.value.overlaps(second.value)

    def _other_change(self, a: Claim, b: Claim) -> Level | None:
        """A change that is told without a period is that of its days, and what a firm takes in that of its report: a month later it is
        another one.
        """
        changes = _is_change(a) and _is_change(b)
        days = days_between(a, b) if changes or (self._is_result(a) and self._is_result(b)) else None
        if days is None or days <= SHORT_MONTH:
            return None
        return Level("period", DIFFERENT, f"{'changes' if changes else 'results'} that were told a month apart")

    def _is_result(self, claim: Claim) -> bool:
        """Whether a claim is a result that is told without a period."""
        return measures_one_of(claim, self._reported) and claim.frame.period is None and "looking_back" not in claim.frame.evidence.signs

    def _out_of_reach(self, a: Claim, b: Claim) -> Level | None:
        if not (self._beyond(a, b) or self._beyond(b, a)):
            return None
        if measures_one_of(a, self._personal) or measures_one_of(b, self._personal):
            return None
        return Level("period", DIFFERENT, "published before the period ended, or years after it")

    def _beyond(self, known: Claim, other: Claim) -> bool:
        """Whether a figure without a period cannot be of the other's: it was published before that ended, or years later."""
        period, published = known.frame.period, other.metadata.published
        if period is None or other.frame.period is not None or published is None:
            return False
        if other.frame.mode is not Mode.ACTUAL or known.frame.aspect is Aspect.COUNT:
            return False
        fiscal = period.rule in self._fiscal and period.value.last.year <= published.last.year  # its last day is not printed
        within = period.rule in self._counted_back and period.value.first <= published.last  # some day of it
        ended = fiscal or within or period.value.last <= published.last + datetime.timedelta(days=period.value.days // _NEARLY)
        if period.rule in self._counted_back and _same_month(known, other) and period.value.last < published.first - _HALF_A_YEAR:
            return True  # `a year ago`, and what another text of those days tells without a date
        old = _YEAR[1] if self._is_result(other) else _OLD  # of a year is told in the next one
        late = (published.first - period.value.last).days > old and not self._looks_back(known, other)
        return not ended or late

    def _looks_back(self, news: Claim, other: Claim) -> bool:
        """Whether a later text says that it tells again what another one reported as news: of one measure, that is no level."""
        if "looking_back" not in other.frame.evidence.signs:
            return False
        period, published = news.frame.period, news.metadata.published
        if period is None or published is None or not one_measure(news, other):
            return False
        event = period.value.days < SHORT_MONTH and not measures_one_of(news, self._unsettled)
        return event and (published.first - period.value.last).days <= MONTH

    def _timeless_thing(self, a: Claim, b: Claim) -> Level | None:
        amount = a.mention.amount
        moving = all("moving" in claim.frame.evidence.signs for claim in (a, b))
        timeless = amount is not None and self._units.dimension(amount) in self._timeless and not moving
        if not timeless and a.frame.period is None and b.frame.period is None:
            own = any("own" in claim.frame.evidence.signs for claim in (a, b))
            timeless = own and measures_one_of(a, self._own) and measures_one_of(b, self._own)
        return Level("period", SAME, "does not change with time") if timeless else None

    def _one_day(self, a: Claim, b: Claim) -> Level | None:
        if a.derived_from or b.derived_from:
            return None  # an earlier level is not that of the day on which it is told
        if not _same_news(a, b) or not (_current(a) and _current(b)):
            return None
        if days_between(a, b) and measures_one_of(a, self._by_day) and measures_one_of(b, self._by_day):
            return None
        return Level("period", SAME, "told on the same day")


def _is_change(claim: Claim) -> bool:
    """Whether a claim is a change that is told without a period."""
    return claim.frame.aspect in _CHANGES and claim.frame.period is None


def _two_days_of_count(a: Claim, b: Claim) -> bool:
    """Whether two running counts name different days: those on which they were made, or those of two events."""
    first, second = a.frame.period, b.frame.period
    if first is None or second is None or not a.frame.aspect is b.frame.aspect is Aspect.COUNT or first.value.overlaps(second.value):
        return False
    return max(first.value.days, second.value.days) <= _DAYS_OF_COUNT


def _one_stretch(a: Claim, b: Claim) -> bool:
    """Whether two periods that overlap are one: of about one length and mostly one stretch, the day of an event, or of running counts."""
    first, second = [claim.frame.period.value for claim in (a, b) if claim.frame.period is not None]
    shorter, longer = sorted((first.days, second.days))
    shared = (min(first.last, second.last) - max(first.first, second.first)).days + 1
    cut = (first.first == second.first) is not (first.last == second.last) and longer - shorter >= _CUT  # the year so far is no year
    alike = longer <= shorter * _ALIKE and shared > longer / 2 and not cut  # nor is the year to March one of which it has three months
    return a.frame.aspect is b.frame.aspect is Aspect.COUNT or alike or shorter < SHORT_MONTH


def _same_news(a: Claim, b: Claim) -> bool:
    first, second = a.metadata.published, b.metadata.published
    if first is None or second is None or max(first.days, second.days) > _ONE_DAY:
        return False
    return abs((first.first - second.first).days) <= _ONE_DAY


def _same_month(a: Claim, b: Claim) -> bool:
    """Whether two reports are of the same weeks."""
    days = days_between(a, b)
    return days is not None and days <= MONTH


def _is_last_quarter(period: Period) -> bool:
    """Whether a period is the last quarter of a year."""
    return _QUARTER[0] <= period.days <= _QUARTER[1] and (period.last.month, period.last.day) == _YEAR_END


def _current(claim: Claim) -> bool:
    """Whether a claim names no period, or the recent one that its report speaks of: the last quarter of a year is told with all of it."""
    period, published = claim.frame.period, claim.metadata.published
    if period is not None and _is_last_quarter(period.value):
        return False
    return period is None or (published is not None and abs((published.first - period.value.last).days) <= _RECENT)


def _given(a: Claim, b: Claim) -> str:
    return " and ".join(claim.frame.period.words if claim.frame.period else "not given" for claim in (a, b))


def _in_years(days: frozenset[str]) -> bool:
    """Whether they are stretches of years, of which none is told from a day."""
    return all(day.endswith("year") and _STRETCH.fullmatch(day) for day in days)


def _may_lie_in(day: str, period: Period) -> bool:
    """Whether a day of no year can be one of a period; what is no such day may lie anywhere."""
    found = _PARTIAL.fullmatch(day)
    if found is None:
        return True
    months = {(period.first.month), (period.last.month)}
    if int(found[1]) not in months:
        return False
    exact = period.first.month == period.last.month and found[2] is not None
    return not exact or period.first.day <= int(found[2]) <= period.last.day
