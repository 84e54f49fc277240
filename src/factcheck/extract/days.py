"""Calendar arithmetic: months, quarters, decades, and the parts of a stretch of days."""

from __future__ import annotations

import calendar
import datetime

from factcheck.model import Period

_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def day(year: int, month: int, number: int) -> datetime.date | None:
    """A day of the calendar, None where there is none."""
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None


def easter(year: int) -> datetime.date:
    """Easter Sunday of the western churches, by the rule of 1582.

    >>> easter(2024).isoformat(), easter(1943).isoformat()
    ('2024-03-31', '1943-04-25')
    """
    century, golden = year // 100, year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - epact - year % 100 % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, number = divmod(epact + weekday - 7 * late + 114, 31)
    return datetime.date(year, month, number + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> datetime.date:
    """A weekday of a month, counted from its first, or from its last where `nth` is negative."""
    start = month_of(year, month).first if nth > 0 else month_of(year, month).last + datetime.timedelta(1)
    ahead = (weekday - start.weekday()) % 7
    return start + datetime.timedelta(ahead + 7 * (nth - 1 if nth > 0 else nth))


def month_of(year: int, month: int) -> Period:
    """The days of a month."""
    return Period(datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1]))


def years(first: int, last: int) -> Period:
    """The days of some years."""
    return Period(datetime.date(first, 1, 1), datetime.date(last, 12, 31))


def months(year: int, month: int, count: int) -> Period:
    """The days of `count` months from a month on."""
    end = month - 1 + count - 1
    return Period(datetime.date(year, month, 1), month_of(year + end // 12, end % 12 + 1).last)


def short(unit: str) -> bool:
    """Whether a unit is counted in days, not in months."""
    return unit in _DAYS


def shift(date: datetime.date, unit: str, count: int) -> datetime.date:
    """A day moved by calendar units; an error beyond the calendar."""
    if unit in _DAYS:
        return date + datetime.timedelta(_DAYS[unit] * count)
    year, month = divmod(date.year * 12 + date.month - 1 + count * _MONTHS[unit], 12)
    return datetime.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def moved(period: Period, unit: str, count: int) -> Period:
    """A period moved by calendar units, at both ends."""
    return Period(shift(period.first, unit, count), shift(period.last, unit, count))


def of_year(period: Period, year: int) -> Period:
    """The same stretch of another year; what ends with a month does so there too."""
    count, one = year - period.first.year, datetime.timedelta(1)
    return Period(shift(period.first, "year", count), shift(period.last + one, "year", count) - one)


def around(date: datetime.date, unit: str) -> Period:
    """The calendar unit that holds a day: its week, month, quarter, year, decade."""
    if unit in ("day", "fortnight"):
        return Period(date, date)
    if unit in ("week", "weekend"):
        monday = date - datetime.timedelta(date.weekday())
        return Period(monday + datetime.timedelta(5 if unit == "weekend" else 0), monday + datetime.timedelta(6))
    if unit in ("month", "quarter"):
        size = _MONTHS[unit]
        return months(date.year, (date.month - 1) // size * size + 1, size)
    size = _MONTHS[unit] // 12
    first = date.year // size * size
    return years(max(first, 1), first + size - 1)


def hull(first: Period, last: Period) -> Period:
    """From the first day of one to the last day of the other."""
    return Period(first.first, last.last)


def units_in(period: Period, unit: str) -> list[Period]:
    """The calendar units of a period in order; a week belongs where its Thursday lies, as in ISO 8601."""
    out = []
    date = around(period.first, unit).first
    while date <= period.last:
        found = around(date, unit)
        middle = found.first + datetime.timedelta(3 if unit == "week" else 0)
        if period.first <= middle <= period.last:
            out.append(found)
        date = found.last + datetime.timedelta(1) if unit != "weekend" else date + datetime.timedelta(7)
    return out


def part_of(period: Period, bounds: object) -> Period:
    """Some of the parts of a period, counted from 1: days of a week or month, months of a year, years of a decade."""
    if not isinstance(bounds, list) or len(bounds) != 2:
        return period
    low, high = (int(bound) for bound in bounds)
    if period.days <= 31:
        first = period.first + datetime.timedelta(low - 1)
        return Period(first, min(period.last, period.first + datetime.timedelta(high - 1)))
    if period.days <= 366:
        return months(period.first.year + (period.first.month + low - 2) // 12, (period.first.month + low - 2) % 12 + 1, high - low + 1)
    return years(period.first.year + low - 1, min(period.first.year + high - 1, period.last.year))


def size_of(period: Period) -> str:
    """The calendar unit that a period is as long as."""
    sizes = ((1, "day"), (7, "week"), (31, "month"), (92, "quarter"), (184, "half"), (366, "year"), (3653, "decade"))
    return next((name for days, name in sizes if period.days <= days), "century")
