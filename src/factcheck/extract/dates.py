"""Dates: from a form to the days that it names.

A form's `shape` names one of the functions below. What the words themselves do not give (a year, what `last month` is
counted from) comes from the publication date or from the dates before it in the text, and stays open where neither is known.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.extract.patterns import Match
from factcheck.extract.tokens import Token
from factcheck.model import Dating, Modifier, Period

_FIRST_YEAR, _LAST_YEAR = 1, 9999
_NEAR = 183  # days within which a date without a year may lie ahead
_RECENT = 45  # days ahead of the publication in which a past reading is not taken a year back


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a date can be counted from: publication, the last dated day of the text, and the drift of the sentence."""

    published: Period | None = None
    last: Period | None = None
    sentence_year: int | None = None
    future: bool = False
    fiscal_start: int | None = None
    event: Callable[[frozenset[str]], Period | None] | None = None


class Fields:
    """The captured tokens of a form, by name."""

    def __init__(self, match: Match, tokens: list[Token]) -> None:
        self._tokens = {name: tokens[index] for name, index in match.captures.items()}
        self.tokens = tokens
        self.match = match

    def __contains__(self, name: str) -> bool:
        return name in self._tokens

    def number(self, name: str) -> int | None:
        """A captured number, ordinal or the value of a captured word."""
        token = self._tokens.get(name)
        if token is None:
            return None
        if token.number is not None:
            return int(token.number.value)
        if token.ordinal is not None:
            return token.ordinal
        return self.value(name)

    def value(self, name: str, *tags: str) -> int | None:
        """The value that the rules give a captured word."""
        token = self._tokens.get(name)
        if token is None:
            return None
        for tag in tags or (name, name + "_weak"):
            sense = token.senses.get(tag)
            if sense is not None and sense.value is not None:
                return int(sense.value)
        return next((int(s.value) for s in token.senses.values() if s.value is not None), None)

    def data(self, name: str, tag: str, key: str) -> object:
        """An entry of the rule that a captured word came from."""
        token = self._tokens.get(name)
        sense = token.senses.get(tag) if token else None
        return sense.rule.data.get(key) if sense else None

    def word(self, name: str) -> str:
        """A captured word."""
        return self._tokens[name].norm

    def unit(self) -> str:
        """The name of the captured calendar unit."""
        return self._tokens["unit"].senses["calendar"].rule.name


Shape = Callable[[Fields, Setting], Dating | None]


def day(year: int, month: int, number: int) -> datetime.date | None:
    """A day of the calendar, None where there is none."""
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None


def month_of(year: int, month: int) -> Period:
    """The days of a month."""
    return Period(datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1]))


def year_of(year: int) -> Period:
    """The days of a year."""
    return Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31))


def months(year: int, month: int, count: int) -> Period:
    """The days of `count` months from a month on."""
    end = month - 1 + count - 1
    return Period(datetime.date(year, month, 1), month_of(year + end // 12, end % 12 + 1).last)


def shift(date: datetime.date, unit: str, count: int) -> datetime.date | None:
    """A day moved by calendar units; None beyond the calendar."""
    step = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}.get(unit)
    try:
        if step is not None:
            return date + datetime.timedelta(step * count)
        total = date.year * 12 + date.month - 1 + count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
        year, month = divmod(total, 12)
        return datetime.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def around(date: datetime.date, unit: str) -> Period:
    """The calendar unit that holds a day: its week, month, quarter, year, decade."""
    if unit == "day":
        return Period(date, date)
    if unit in ("week", "fortnight", "weekend"):
        monday = date - datetime.timedelta(date.weekday())
        first = monday + datetime.timedelta(5 if unit == "weekend" else 0)
        return Period(first, first + datetime.timedelta(1 if unit == "weekend" else 13 if unit == "fortnight" else 6))
    if unit == "month":
        return month_of(date.year, date.month)
    if unit == "quarter":
        return months(date.year, (date.month - 1) // 3 * 3 + 1, 3)
    if unit == "decade":
        first = date.year // 10 * 10
        return Period(datetime.date(max(first, 1), 1, 1), datetime.date(first + 9, 12, 31))
    if unit == "century":
        first = (date.year - 1) // 100 * 100 + 1
        return Period(datetime.date(first, 1, 1), datetime.date(first + 99, 12, 31))
    return year_of(date.year)


def part_of(period: Period, part: int | None) -> Period:
    """The early, middle or late third of a period."""
    if part is None or period.days < 3:
        return period
    if period.first.day == 1 and period.first.month == 1 and period.days in (365, 366):
        first, last = ((1, 4), (5, 8), (9, 12))[part]
        return Period(datetime.date(period.first.year, first, 1), month_of(period.first.year, last).last)
    third = period.days // 3
    first_day = period.first + datetime.timedelta(third * part)
    last_day = period.last if part == 2 else first_day + datetime.timedelta(third - 1)
    return Period(first_day, last_day)


# ---- shapes ---------------------------------------------------------------------------------------------------------


def _year(fields: Fields) -> int | None:
    if "short" in fields:
        short = fields.number("short") or 0
        return 2000 + short if short < 50 else 1900 + short
    year = fields.number("year")
    if year is not None and year < 100:
        return 2000 + year if year < 70 else 1900 + year
    return year


def _calendar(fields: Fields, setting: Setting) -> Dating | None:
    year, month, number = _year(fields), fields.value("month", "month", "month_weak") or fields.number("month"), fields.number("day")
    if month is not None and not 1 <= month <= 12:
        return None
    if year is None and month is not None:
        return _partial(fields, setting, month, number)
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if month is None:
        return _dated(part_of(year_of(year), fields.value("part", "part")))
    if number is None:
        return _dated(part_of(month_of(year, month), fields.value("part", "part")))
    date = day(year, month, number)
    if date is None:
        return Dating(period=None, partial=f"{year:04d}-{month:02d}-{number:02d}") if number <= 31 else None
    return _dated(Period(date, date))


def _dated(period: Period | None, anchor: str = "explicit") -> Dating | None:
    return Dating(period=period, anchor=anchor) if period is not None else None


def _partial(fields: Fields, setting: Setting, month: int, number: int | None) -> Dating | None:
    """A day or month without a year: from the sentence's own year, else nearest to the publication, else open."""
    if number is not None and not 1 <= number <= (29 if month == 2 else calendar.monthrange(2001, month)[1]):
        return None
    printed = f"--{month:02d}" + (f"-{number:02d}" if number else "")
    weekday = fields.value("weekday", "weekday", "weekday_weak") if "weekday" in fields else None
    found = nearest(setting, month, number, weekday)
    if found is None:
        return Dating(period=None, partial=printed, anchor="unknown")
    period, anchor = found
    return Dating(period=part_of(period, fields.value("part", "part")), partial=printed, anchor=anchor)


def nearest(setting: Setting, month: int, number: int | None, weekday: int | None = None) -> tuple[Period, str] | None:
    """The day or month that a date without a year names: in the year of its sentence, else the last one before the
    publication, or the next one where the sentence looks ahead and it is near."""

    def inside(year: int) -> Period | None:
        if number is None:
            return month_of(year, month)
        date = day(year, month, number)
        return Period(date, date) if date else None

    if setting.sentence_year is not None:
        period = inside(setting.sentence_year)
        return (period, "text") if period else None
    if setting.published is None:
        return None
    published = setting.published
    years = range(published.last.year + 1, published.first.year - 9, -1)
    options = [period for year in years if (period := inside(year)) is not None]
    if weekday is not None and number is not None:
        options = [p for p in options if p.first.weekday() == weekday] or options
    past = next((p for p in options if p.first <= published.last), None)
    ahead = next((p for p in reversed(options) if p.first > published.last), None)
    if ahead is not None and (ahead.first - published.last).days <= (_NEAR if setting.future else 0):
        return ahead, "publication"
    if past is not None and ahead is not None and (ahead.first - published.last).days <= _RECENT and (published.first - past.last).days > 300:
        return ahead, "publication"
    return (past, "publication") if past is not None else None


def _month(fields: Fields, setting: Setting) -> Dating | None:
    return _partial(fields, setting, fields.value("month", "month") or 1, None)


def _year_alone(fields: Fields, setting: Setting) -> Dating | None:
    year = fields.number("year")
    return _dated(year_of(year)) if year else None


def _numeric(fields: Fields, setting: Setting) -> Dating | None:
    """`22/03/2024`: the part over 12 is the day; where both could be, the order stays open."""
    one, two, year = fields.number("one") or 0, fields.number("two") or 0, _year(fields)
    return _ordered(one, two, year)


def _ordered(one: int, two: int, year: int | None) -> Dating | None:
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    options = {date for m, d in ((one, two), (two, one)) if (date := day(year, m, d)) is not None}
    if not options:
        return None
    if len(options) == 1:
        date = options.pop()
        return _dated(Period(date, date))
    return Dating(period=None, partial=f"{year:04d}", anchor="ambiguous")


def _dotted(fields: Fields, setting: Setting) -> Dating | None:
    parts = fields.word("dotted").split(".")
    if len(parts) != 3 or not all(part.isdecimal() and len(part) in (1, 2, 4) for part in parts) or len(parts[2]) == 1:
        return None
    number, month, year = (int(part) for part in parts)
    date = day(year if year > 99 else 2000 + year if year < 70 else 1900 + year, month, number)
    return _dated(Period(date, date)) if date else None


def _decade(fields: Fields, setting: Setting) -> Dating | None:
    value = fields.number("year")
    if value is None:
        short = fields.number("short") if "short" in fields else fields.value("word", "decade_word")
        value = 1900 + (short or 0) if (short or 0) >= 20 else 2000 + (short or 0)
    if value % 10:
        return None
    return _dated(part_of(Period(datetime.date(value, 1, 1), datetime.date(value + 9, 12, 31)), fields.value("part", "part")))


def _century(fields: Fields, setting: Setting) -> Dating | None:
    century = fields.number("century") or 0
    if not 1 <= century <= 30:
        return None
    first = (century - 1) * 100 + 1
    period = Period(datetime.date(first, 1, 1), datetime.date(first + 99, 12, 31))
    half = fields.number("half")
    if half in (1, 2):
        period = Period(datetime.date(first + 50 * (half - 1), 1, 1), datetime.date(first + 49 + 50 * (half - 1), 12, 31))
    elif half is not None:
        return None
    return _dated(part_of(period, fields.value("part", "part")))


def _base_year(setting: Setting) -> tuple[int, str] | None:
    if setting.sentence_year is not None:
        return setting.sentence_year, "text"
    if setting.published is not None:
        return setting.published.last.year, "publication"
    return None


def _quarter(fields: Fields, setting: Setting) -> Dating | None:
    quarter = fields.number("quarter") if fields.number("quarter") else fields.value("quarter", "quarter_year")
    if quarter is None or not 1 <= quarter <= 4:
        return None
    return _slice(fields, setting, quarter * 3 - 2, 3, f"Q{quarter}")


def _half(fields: Fields, setting: Setting) -> Dating | None:
    half = fields.number("half")
    if half not in (1, 2):
        return None
    return _slice(fields, setting, half * 6 - 5, 6, f"H{half}")


def _slice(fields: Fields, setting: Setting, month: int, count: int, printed: str) -> Dating | None:
    year = fields.number("year")
    if year is not None:
        return _dated(months(year, month, count))
    base = _base_year(setting)
    if base is None:
        return Dating(period=None, partial=printed, anchor="unknown")
    period = months(base[0], month, count)
    if setting.published is not None and base[1] == "publication" and period.first > setting.published.last and not setting.future:
        period = months(base[0] - 1, month, count)
    return Dating(period=period, partial=printed, anchor=base[1])


def _season(fields: Fields, setting: Setting) -> Dating | None:
    year, start = fields.number("year"), fields.value("season", "season", "season_weak")
    return _dated(part_of(months(year, start, 3), fields.value("part", "part"))) if year and start else None


def _relative_season(fields: Fields, setting: Setting) -> Dating | None:
    start, step = fields.value("season", "season", "season_weak"), fields.value("relative", "relative") or 0
    return _relative_months(setting, start or 1, 3, step)


def _relative_month(fields: Fields, setting: Setting) -> Dating | None:
    return _relative_months(setting, fields.value("month", "month") or 1, 1, fields.value("relative", "relative") or 0)


def _relative_months(setting: Setting, month: int, count: int, step: int) -> Dating | None:
    published = setting.published
    if published is None:
        return Dating(period=None, partial=f"--{month:02d}", anchor="unknown")
    options = [months(published.last.year + offset, month, count) for offset in (-1, 0, 1)]
    if step < 0:
        found = [period for period in options if period.last < published.first][-1:]
    elif step > 0:
        found = [period for period in options if period.first > published.last][:1]
    else:
        found = [options[1]]
    return Dating(period=found[0], anchor="publication") if found else None


def _fiscal(fields: Fields, setting: Setting) -> Dating | None:
    """The fiscal year by its number: it ends in that year; without a known start it touches two calendar years."""
    year = _year(fields)
    if year is None:
        return None
    if "end" in fields:
        return _split(fields, setting)
    if setting.fiscal_start:
        start = abs(setting.fiscal_start)
        return _dated(months(year - 1 if setting.fiscal_start < 0 or start > 1 else year, start, 12))
    return _dated(Period(datetime.date(year - 1, 1, 1), datetime.date(year, 12, 31)))


def _split(fields: Fields, setting: Setting) -> Dating | None:
    """`2023-24`: two years that follow each other, or a longer stretch (`1914–18`)."""
    first = fields.number("year") or fields.number("first") or 0
    end = fields.number("end") if "end" in fields else fields.number("last")
    if end is None:
        return None
    last = end if end > 99 else first // 100 * 100 + end
    if last < first and last + 100 == first + 1:
        last += 100
    if not first < last <= first + 99 or ("end" in fields and last != first + 1):
        return None
    if last == first + 1 and setting.fiscal_start and setting.fiscal_start > 0:
        return _dated(months(first, setting.fiscal_start, 12))
    return _dated(Period(datetime.date(first, 1, 1), datetime.date(last, 12, 31)))


def _years(fields: Fields, setting: Setting) -> Dating | None:
    first, last = fields.number("first") or 0, fields.number("last") or 0
    if not first < last <= first + 300:
        return None
    return Dating(period=Period(datetime.date(first, 1, 1), datetime.date(last, 12, 31)), modifier=Modifier.RANGE)


def _days(fields: Fields, setting: Setting) -> Dating | None:
    month, year = fields.value("month", "month", "month_weak") or 1, fields.number("year")
    first, last = fields.number("day") or 0, fields.number("last") or 0
    if not 1 <= first < last <= 31:
        return None
    if year is None:
        found = nearest(setting, month, first)
        if found is None:
            return Dating(period=None, modifier=Modifier.RANGE, partial=f"--{month:02d}-{first:02d}/{last:02d}", anchor="unknown")
        year, anchor = found[0].first.year, found[1]
    else:
        anchor = "explicit"
    start, end = day(year, month, first), day(year, month, last)
    return Dating(period=Period(start, end), modifier=Modifier.RANGE, anchor=anchor) if start and end else None


def _months(fields: Fields, setting: Setting) -> Dating | None:
    first, last, year = fields.value("first", "month") or 1, fields.value("month", "month") or 1, fields.number("year")
    anchor = "explicit"
    if year is None:
        found = nearest(setting, last, None)
        if found is None:
            return Dating(period=None, modifier=Modifier.RANGE, partial=f"--{first:02d}/{last:02d}", anchor="unknown")
        year, anchor = found[0].first.year, found[1]
    start = year if first <= last else year - 1
    return Dating(period=Period(month_of(start, first).first, month_of(year, last).last), modifier=Modifier.RANGE, anchor=anchor)


def _offset(fields: Fields, setting: Setting) -> Dating | None:
    return _counted(setting, "day", fields.value("offset", "day_offset") or 0)


def _counted(setting: Setting, unit: str, count: int, hedge: bool = False) -> Dating | None:
    """A unit of the calendar so many before or after that of the publication."""
    if setting.published is None:
        return Dating(period=None, partial=f"P{count}{unit}", anchor="unknown")
    first, last = shift(setting.published.first, unit, count), shift(setting.published.last, unit, count)
    if first is None or last is None:
        return None
    low, high = around(first, unit), around(last, unit)
    return Dating(period=Period(low.first, high.last), anchor="publication")


def _relative(fields: Fields, setting: Setting) -> Dating | None:
    dating = _counted(setting, fields.unit(), fields.value("relative", "relative") or 0)
    if dating is not None and dating.period is not None and "part" in fields:
        return replace(dating, period=part_of(dating.period, fields.value("part", "part")))
    return dating


def _weekday(fields: Fields, setting: Setting) -> Dating | None:
    """A weekday is the last one up to the publication, or the next one where the sentence looks ahead."""
    weekday, step = fields.value("weekday", "weekday") or 0, fields.value("relative", "relative")
    published = setting.published
    if published is None or published.days > 1:
        return Dating(period=None, partial=f"-W-{weekday + 1}", anchor="unknown")
    back = (published.first.weekday() - weekday) % 7
    if step is not None and step > 0 or (step is None and setting.future and back):
        date = published.first + datetime.timedelta(7 - back)
    elif step is not None and step < 0 and back == 0:
        date = published.first - datetime.timedelta(7)
    else:
        date = published.first - datetime.timedelta(back)
    return Dating(period=Period(date, date), anchor="publication")


def _window(fields: Fields, setting: Setting) -> Dating | None:
    """`over the past two years`: the stretch up to the publication; `the next five days`: from it on."""
    count, unit, step = fields.number("count") or 0, fields.unit(), fields.value("relative", "relative") or 0
    published = setting.published
    if published is None:
        return Dating(period=None, modifier=Modifier.RANGE, partial=f"P{count * (step or -1)}{unit}", anchor="unknown")
    edge = shift(published.first if step <= 0 else published.last, unit, count * (step or -1))
    if edge is None:
        return None
    period = Period(edge, published.last) if step <= 0 else Period(published.first, edge)
    return Dating(period=period, modifier=Modifier.RANGE, anchor="publication")


def _ago(fields: Fields, setting: Setting) -> Dating | None:
    count = fields.number("count") if fields.number("count") is not None else 1
    step = fields.value("ago", "ago") or -1
    return _counted(setting, fields.unit(), (count or 1) * step)


def _later(fields: Fields, setting: Setting) -> Dating | None:
    count = fields.number("count") if fields.number("count") is not None else 1
    return _from_text(setting, fields.unit(), (count or 1) * (fields.value("later", "later") or 1))


def _anaphor(fields: Fields, setting: Setting) -> Dating | None:
    return _from_text(setting, fields.unit(), fields.value("anaphor", "anaphor") or 0)


def _from_text(setting: Setting, unit: str, count: int) -> Dating | None:
    if setting.last is None:
        return Dating(period=None, partial=f"P{count}{unit}", anchor="unknown")
    first, last = shift(setting.last.first, unit, count), shift(setting.last.last, unit, count)
    if first is None or last is None:
        return None
    fine = {"day": 1, "week": 7, "fortnight": 14, "weekend": 2, "month": 31, "quarter": 92, "year": 366}.get(unit, 366)
    period = Period(first, last) if setting.last.days <= fine and unit in ("day", "week") else Period(around(first, unit).first, around(last, unit).last)
    return Dating(period=period, anchor="text")


def _event(fields: Fields, setting: Setting) -> Dating | None:
    """`two days after the fall of Kabul`: counted from the day that the text gives the event."""
    count = fields.number("count") if fields.number("count") is not None else 1
    step = (count or 1) * (fields.value("event", "after_event") or 1)
    words = frozenset(token.norm for token in fields.tokens[fields.match.last : fields.match.last + 9] if token.norm[:1].isalpha())
    base = setting.event(words) if setting.event is not None else None
    if base is None:
        return Dating(period=None, partial=f"P{step}{fields.unit()}", anchor="event")
    first, last = shift(base.first, fields.unit(), step), shift(base.last, fields.unit(), step)
    return Dating(period=Period(first, last), anchor="event") if first and last else None


def _holiday(fields: Fields, setting: Setting) -> Dating | None:
    month, number, year = fields.data("holiday", "holiday", "month"), fields.data("holiday", "holiday", "day"), fields.number("year")
    if not isinstance(month, int) or not isinstance(number, int):
        return None
    if year is None:
        return _partial(fields, setting, month, number)
    date = day(year, month, number)
    return _dated(Period(date, date)) if date else None


SHAPES: Mapping[str, Shape] = {
    "calendar": _calendar, "month": _month, "year": _year_alone, "numeric": _numeric, "dotted": _dotted, "decade": _decade,
    "century": _century, "quarter": _quarter, "half": _half, "season": _season, "relative_season": _relative_season,
    "relative_month": _relative_month, "fiscal": _fiscal, "split": _split, "years": _years, "days": _days, "months": _months,
    "offset": _offset, "relative": _relative, "weekday": _weekday, "window": _window, "ago": _ago, "later": _later,
    "anaphor": _anaphor, "event": _event, "holiday": _holiday,
}  # fmt: skip


def resolve(match: Match, tokens: list[Token], setting: Setting) -> Dating | None:
    """The days that a form names in its setting; None where the captures make no date (`45/45/2024`)."""
    try:
        return SHAPES[match.form.shape](Fields(match, tokens), setting)
    except (ValueError, OverflowError):
        return None  # a day beyond the calendar


def scaled(value: Decimal) -> int:
    """A count of calendar units as a whole number."""
    return int(value)
