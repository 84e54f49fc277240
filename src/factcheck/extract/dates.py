"""Dates: from a form to the days that it names.

A form's `shape` names one of the functions below. What the words themselves do not give (a year, what `last month` is
counted from) comes from the publication date or from the dates before it in the text, and stays open where neither is known.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from factcheck.extract import unknown
from factcheck.extract.days import (
    around,
    day,
    easter,
    hull,
    months,
    moved,
    nth_weekday,
    of_year,
    part_of,
    shift,
    short,
    size_of,
    units_in,
    years,
)
from factcheck.extract.fields import AMBIGUOUS, EVENT, EXPLICIT, FIRST_YEAR, LAST_YEAR, PUBLICATION, TEXT, UNKNOWN, Fields, Printed, Setting
from factcheck.extract.patterns import Match
from factcheck.extract.tokens import Token
from factcheck.model import Dating, Modifier, Period

_EVENT = 9  # tokens that name the event which days are counted from
_CLOSING = frozenset(",;:—")
_WHOLE_YEAR = 365  # days
_PLAUSIBLE = range(1600, 2101)  # years that a bare number may name without a word such as "in" before it
_LONGEST_RANGE = 300  # years; `1000-2000` is no stretch of time in a newspaper
_LONGEST_RULE = 100  # years
_LONGEST_AGO = 1900  # years that lie in the calendar
_NEAR = 183  # days within which a date without a year may lie ahead
_DAYS = ("day", "week")  # too short for a stretch that is compared with the one a year before
_RECENT = 45  # days ahead of the publication in which a past reading is not taken a year back
_LONG_AGO = 300  # days: so far back, at least, that reading lies then
_YEARLESS = re.compile(r"--\d|Q|H")
_PIVOT = 50  # '49 is 2049, '50 is 1950


Shape = Callable[[Fields, Setting], Dating | None]


# ---- the parts of a date ---------------------------------------------------------------------------------------------


def _century_of(short: int) -> int:
    return (2000 if short < _PIVOT else 1900) + short


def _year(fields: Fields, setting: Setting) -> tuple[int | None, str]:
    """The year of a form: its number, two digits, or the year that a form in it names (`June of last year`)."""
    short = fields.token("short")
    if short is not None:
        return (_century_of(int(short.number.value)) if short.number is not None else None), EXPLICIT
    inner = fields.form("year")
    if inner is not None:
        dating = _of_match(inner, fields.tokens, setting)
        return (dating.period.first.year, dating.anchor) if dating is not None and dating.period is not None else (None, UNKNOWN)
    year = fields.number("year")
    return (_century_of(year) if year is not None and year < 100 else year), EXPLICIT


def _printed(fields: Fields, setting: Setting) -> Printed:
    """The parts that a calendar form prints."""
    year, anchor = _year(fields, setting)
    weekday = fields.value("weekday")
    inner = fields.form("month")
    if inner is not None:  # the 22nd of last month
        dating = _of_match(inner, fields.tokens, setting)
        if dating is None or dating.period is None:
            return Printed(day=fields.number("day"), anchor=UNKNOWN)
        first = dating.period.first
        return Printed(year=first.year, month=first.month, day=fields.number("day"), weekday=weekday, anchor=dating.anchor)
    token = fields.token("month")
    month = fields.number("month") if token is not None and token.number is not None else fields.value("month")
    return Printed(year=year, month=month, day=fields.number("day"), weekday=weekday, anchor=anchor)


def _dated(period: Period | None, anchor: str = EXPLICIT) -> Dating | None:
    return Dating(period=period, anchor=anchor) if period is not None else None


def _on(date: datetime.date, anchor: str, partial: str | None = None) -> Dating:
    """A single day; `partial` is what is printed of it."""
    return Dating(period=Period(date, date), partial=partial, anchor=anchor)


def _open(partial: str, anchor: str = UNKNOWN, modifier: Modifier = Modifier.EXACT) -> Dating:
    """A date that cannot be placed, with what is printed of it."""
    return Dating(period=None, partial=partial, anchor=anchor, modifier=modifier)


def _placed(printed: Printed, setting: Setting) -> Dating | None:
    """A calendar date: by its own year, else that of its sentence, else nearest to the publication, else open."""
    if not printed.possible:
        return None
    if printed.year is not None:
        period = printed.period()
        return Dating(period=period, anchor=printed.anchor) if period else _open(printed.iso, printed.anchor)
    if printed.month is None:
        return _open(printed.iso) if printed.anchor == UNKNOWN else None
    if printed.day is not None and printed.day > calendar.monthrange(2000, printed.month)[1]:
        return _open(printed.iso, EXPLICIT)
    found = nearest(setting, printed.month, printed.day, printed.weekday)
    return Dating(period=found[0], partial=printed.iso, anchor=found[1]) if found else _open(printed.iso)


def nearest(setting: Setting, month: int, number: int | None, weekday: int | None = None) -> tuple[Period, str] | None:
    """The day or month that a date without a year names: in the year of its sentence, else the last one before the
    publication, or the next one where the sentence looks ahead and it is near, or where its weekday says so.
    """

    def inside(year: int) -> Period | None:
        return Printed(year=year, month=month, day=number).period() if FIRST_YEAR <= year <= LAST_YEAR else None

    if setting.sentence_year is not None:
        period = inside(setting.sentence_year)
        return (period, TEXT) if period else None
    if setting.published is None:
        return None
    published = setting.published
    options = [period for year in range(published.last.year + 1, published.first.year - 9, -1) if (period := inside(year)) is not None]
    past = next((p for p in options if p.first <= published.last), None)
    ahead = next((p for p in reversed(options) if p.first > published.last), None)
    if ahead is None or past is None:
        found = past or ahead
        return (found, PUBLICATION) if found else None
    soon = _is_soon(ahead.first, past.last, published, setting)
    if weekday is not None and number is not None and (ahead.first.weekday() == weekday) != (past.first.weekday() == weekday):
        soon = ahead.first.weekday() == weekday
    return (ahead if soon else past), PUBLICATION


def _is_soon(ahead: datetime.date, past: datetime.date, published: Period, setting: Setting) -> bool:
    """Whether, of the next and the last day that are meant by one name, the next one is: where the sentence looks ahead and it is near,
    or where the last one is nearly a year ago.
    """
    distance = (ahead - published.last).days
    return distance <= (_NEAR if setting.future else 0) or (distance <= _RECENT and (published.first - past).days > _LONG_AGO)


# ---- shapes: calendar dates -----------------------------------------------------------------------------------------


def _calendar(fields: Fields, setting: Setting) -> Dating | None:
    return _placed(_printed(fields, setting), setting)


def _year_alone(fields: Fields, setting: Setting) -> Dating | None:
    year, _ = _year(fields, setting)
    return _dated(years(year, year)) if year is not None and FIRST_YEAR <= year <= LAST_YEAR else None


def _years_from(fields: Fields, setting: Setting) -> Dating | None:
    """`from 1509 to 1547`, `(1509-1547)`: years, unless both are as round as amounts are, or too far from each other."""
    first, last = fields.number("a") or 0, fields.number("b") or 0
    if not FIRST_YEAR <= first < last <= first + _LONGEST_RULE or first % 50 == last % 50 == 0:
        return None
    return Dating(period=years(first, last), modifier=Modifier.RANGE)


def _year_of_era(fields: Fields, setting: Setting) -> Dating | None:
    """`122 AD`, `220-280 CE`: as many digits as the year has."""
    last = fields.number("year") or 0
    first = fields.number("first") or last
    coded = all(token.glued for token in fields.tokens[fields.match.first + 1 : fields.match.last])  # CE723
    if coded or not FIRST_YEAR <= first <= last <= LAST_YEAR:
        return None
    return Dating(period=years(first, last), modifier=Modifier.RANGE if first < last else Modifier.EXACT)


def _bare_year(fields: Fields, setting: Setting) -> Dating | None:
    """A number that nothing around it calls a year: plausible, and not round."""
    year = fields.number("year")
    return _year_alone(fields, setting) if year is not None and year in _PLAUSIBLE and year % 100 else None


def _year_words(fields: Fields, setting: Setting) -> Dating | None:
    """`nineteen ninety nine`, `nineteen zero one`, `two thousand and eighteen`."""
    high, low, year = fields.number("high"), fields.number("low"), fields.number("year")
    if year is None:
        units = fields.number("zero") == 0 if "zero" in fields else None
        if high is None or low is None or not 11 <= high <= 20 or units is False or not (1 <= low <= 9 if units else 10 <= low <= 99):
            return None
        year = high * 100 + low
    return _dated(years(year, year)) if 1000 <= year <= 2199 else None


def _numeric(fields: Fields, setting: Setting) -> Dating | None:
    """`22/03/2024`: the part over 12 is the day; where both could be, another date of the document settles the order."""
    found = _orders(fields, setting)
    if len(found) > 1:
        return _open(found[0]._replace(month=None, day=None).iso, AMBIGUOUS)
    return _placed(found[0], setting) if found else None


def _orders(fields: Fields, setting: Setting) -> list[Printed]:
    """The dates that a numeric form can be: month first, day first, or both."""
    one, two = fields.number("one") or 0, fields.number("two") or 0
    year, _ = _year(fields, setting)
    rest = fields.token("rest")
    if rest is not None:  # 3/22,2024
        number, _, short = rest.norm.partition(",")
        if not (number.isdecimal() and short.isdecimal() and len(number) <= 2 and len(short) in (2, 4)):
            return []
        two, year = int(number), _century_of(int(short)) if len(short) == 2 else int(short)
    options = [Printed(year=year, month=month, day=number) for month, number in ((one, two), (two, one))]
    if setting.day_first is not None and max(one, two) <= 12:
        options = [options[setting.day_first]]
    found = list(dict.fromkeys(option for option in options if option.possible))
    weekday = fields.value("weekday")
    if weekday is not None and len(found) > 1:  # a weekday beside them tells which it is
        placed = [(option, _placed(option, setting)) for option in found]
        fitting = [
            o for o, dating in placed if dating is not None and dating.period is not None and dating.period.first.weekday() == weekday
        ]
        return fitting if len(fitting) == 1 else found
    return found


def _lone_numeric(fields: Fields, setting: Setting) -> Dating | None:
    """`4/22` without a word that calls it a date: month first, and no day that could be a month or a usual fraction."""
    one, two = fields.number("one") or 0, fields.number("two") or 0
    return _numeric(fields, setting) if 1 <= one <= 12 < two and two != 16 else None


def day_first(matches: Iterable[Match], tokens: Sequence[Token]) -> bool | None:
    """Whether the numeric dates among some matches put the day first; None where none of them shows it."""
    for match in matches:
        if match.form.shape == "range":
            found = day_first((item for item in match.captures.values() if isinstance(item, Match)), tokens)
            if found is not None:
                return found
        if match.form.shape == "numeric":
            fields = Fields(match, tokens)
            one, two = fields.number("one") or 0, fields.number("two") or 0
            if (one > 12) != (two > 12):
                return one > 12
    return None


def _dotted(fields: Fields, setting: Setting) -> Dating | None:
    """`22.03.2024` and `2024.3.22`."""
    token = fields.token("dotted")
    parts = token.norm.split(".") if token is not None else []
    if len(parts) != 3 or not all(part.isdecimal() and len(part) in (1, 2, 4) for part in parts):
        return None
    if len(parts[0]) == 4:
        parts.reverse()
    if len(parts[2]) == 1 or len(parts[0]) > 2 or len(parts[1]) > 2:
        return None
    number, month, year = (int(part) for part in parts)
    printed = Printed(year=year if year > 99 else _century_of(year), month=month, day=number)
    if len(parts[2]) == 4:
        return _placed(printed, setting)
    return _dated(printed.period()) if printed.possible else None


def _month_number(fields: Fields, setting: Setting) -> Dating | None:
    """`2014-10`; but `2010-11` is two years that follow each other."""
    printed = _printed(fields, setting)
    if printed.year is None or printed.month == printed.year % 100 + 1:
        return None
    return _placed(printed, setting)


def _unknown(fields: Fields, setting: Setting) -> Dating | None:
    """`2021Mar03`: written as one word that no other form reads."""
    match = fields.match
    words = "".join(token.norm for token in fields.tokens[match.first : match.last])
    return _dated(unknown.read(words, match.form.rule.words("languages")))


def _decade(fields: Fields, setting: Setting) -> Dating | None:
    value = fields.number("year")
    if value is None:
        short = fields.number("short") if "short" in fields else fields.value("decade_word")
        value = (1900 if (short or 0) >= 20 else 2000) + (short or 0)
    return _dated(years(value, value + 9)) if value % 10 == 0 else None


def _century(fields: Fields, setting: Setting) -> Dating | None:
    """A century as people count it: the 20th from 1900 to 1999."""
    century, half = fields.number("century") or 0, fields.number("half")
    if not 1 <= century <= 30 or half not in (None, 1, 2):
        return None
    first = max((century - 1) * 100, 1)
    if half is None:
        return _dated(years(first, century * 100 - 1))
    return _dated(years(first, first // 100 * 100 + 49) if half == 1 else years(first // 100 * 100 + 50, century * 100 - 1))


def _quarter(fields: Fields, setting: Setting) -> Dating | None:
    quarter = fields.number("quarter")
    return _slice(fields, setting, quarter * 3 - 2, 3, f"Q{quarter}") if quarter in (1, 2, 3, 4) else None


def _quarter_of_month(fields: Fields, setting: Setting) -> Dating | None:
    """`the December quarter`: the three months that end with it."""
    month = fields.value("month") or 0
    return _slice(fields, setting, month - 2, 3, f"--{month:02d}") if month >= 3 else None


def _half(fields: Fields, setting: Setting) -> Dating | None:
    half = fields.number("half")
    return _slice(fields, setting, half * 6 - 5, 6, f"H{half}") if half in (1, 2) else None


def _half_of(fields: Fields, setting: Setting) -> Dating | None:
    """`the first half of March`, `the second half of the 1990s`: fifteen days, five years."""
    half, base = fields.number("half"), inner_dating(fields, setting, "base")
    if half not in (1, 2) or base is None or base.period is None:
        return base if half in (1, 2) else None
    if size_of(base.period) not in ("month", "decade"):
        return None
    size = 15 if size_of(base.period) == "month" else 5
    return replace(base, period=part_of(base.period, [1, size] if half == 1 else [size + 1, 2 * size + 1]))


def _season(fields: Fields, setting: Setting) -> Dating | None:
    start, end, year = fields.value("season"), fields.number("end"), fields.number("year") or 0
    if end is not None and end not in (year + 1, (year + 1) % 100):
        return None
    return _slice(fields, setting, start, 3, f"--{start:02d}") if start else None


def _slice(fields: Fields, setting: Setting, month: int, count: int, printed: str) -> Dating | None:
    """Some months of a year; without one, of the sentence's year or the last such before the publication."""
    year, anchor = _year(fields, setting)
    if year is not None:
        return _dated(months(year, month, count), anchor)
    if setting.sentence_year is not None:
        return Dating(period=months(setting.sentence_year, month, count), partial=printed, anchor=TEXT)
    if setting.published is None:
        return _open(printed)
    period = months(setting.published.last.year, month, count)
    if period.first > setting.published.last and not setting.future:
        period = months(period.first.year - 1, month, count)
    return Dating(period=period, partial=printed, anchor=PUBLICATION)


def _fiscal(fields: Fields, setting: Setting) -> Dating | None:
    """The fiscal year by its number: it ends in that year; without a known start it touches two calendar years."""
    year, _ = _year(fields, setting)
    if year is None:
        return None
    if "end" in fields:
        return _split(fields, setting)
    if setting.fiscal_start:
        return _dated(months(year - 1, abs(setting.fiscal_start), 12))
    return _dated(years(year - 1, year))


def _fiscal_part(fields: Fields, setting: Setting) -> Dating | None:
    """`Q3 FY25`, `the first half of fiscal 2024`: of the year from its start; without a known one, the calendar years that it touches."""
    year, _ = _year(fields, setting)
    part, token, word = fields.number("part") or 0, fields.token("part"), fields.token("word")
    if year is None or token is None or (word is None and token.ordinal is not None):
        return None
    size = 6 if token.has("half_year") or (word is not None and word.has("half_word")) else 3
    first = year if "end" in fields else year - 1
    if not 1 <= part <= 12 // size:
        return None
    if not setting.fiscal_start:
        return _dated(years(first, first + 1))
    month = abs(setting.fiscal_start) - 1 + (part - 1) * size
    return _dated(months(first + month // 12, month % 12 + 1, size))


def _split(fields: Fields, setting: Setting) -> Dating | None:
    """`2023-24`: two years that follow each other, or a longer stretch (`1914–18`)."""
    first, _ = _year(fields, setting)
    end = fields.number("end")
    if first is None or end is None:
        return None
    last = end if end > 99 else first // 100 * 100 + end
    if first % 100 == 99 and end == 0:
        last += 100
    if not first < last <= first + 99 or (last != first + 1 and not fields.match.form.holds("longer")):
        return None
    if last == first + 1 and setting.fiscal_start and setting.fiscal_start > 0:
        return _dated(months(first, setting.fiscal_start, 12))
    return _dated(years(first, last))


def _holiday(fields: Fields, setting: Setting) -> Dating | None:
    feast = _feast(fields)
    if feast is not None:
        return _movable(fields, setting, *feast)
    month, number = fields.data("holiday", "month"), fields.data("holiday", "day")
    if not isinstance(month, int) or not isinstance(number, int):
        return None
    known = fields.data("holiday", "year")
    year, anchor = (known, EXPLICIT) if isinstance(known, int) else _year(fields, setting)
    return _placed(Printed(year=year, month=month, day=number, anchor=anchor), setting)


def _feast(fields: Fields) -> tuple[str, Callable[[int], datetime.date]] | None:
    """A feast that has another day each year: its sign, and its day in a year; so many days from Easter, or a weekday of a month."""
    distance, nth = fields.data("holiday", "easter"), fields.data("holiday", "nth")
    if isinstance(distance, int):
        return f"E{distance:+d}", lambda year: easter(year) + datetime.timedelta(distance)
    month, weekday = fields.data("holiday", "month"), fields.data("holiday", "weekday")
    if isinstance(nth, int) and isinstance(month, int) and isinstance(weekday, int):
        return f"--{month:02d}-W{nth}-{weekday + 1}", lambda year: nth_weekday(year, month, weekday, nth)
    return None


def _movable(fields: Fields, setting: Setting, sign: str, on: Callable[[int], datetime.date]) -> Dating:
    """The day of a feast: in its own year, else in that of its sentence, else the nearest to the publication, as of other days."""
    year, anchor = _year(fields, setting)
    if year is None and setting.sentence_year is not None:
        year, anchor = setting.sentence_year, TEXT
    if year is not None:
        return _on(on(year), anchor)
    if setting.published is None:
        return _open(sign)
    last = setting.published.last
    ahead = next(date for date in (on(last.year), on(last.year + 1)) if date > last)
    past = next(date for date in (on(last.year), on(last.year - 1)) if date <= last)
    return _on(ahead if _is_soon(ahead, past, setting.published, setting) else past, PUBLICATION)


# ---- shapes: counted from the publication ----------------------------------------------------------------------------


def _counted(setting: Setting, unit: str, count: int) -> Dating | None:
    """A unit of the calendar so many before or after that of the publication."""
    if setting.published is None:
        return _open(f"P{count}{unit}")
    period = moved(setting.published, unit, count)
    return Dating(period=hull(around(period.first, unit), around(period.last, unit)), anchor=PUBLICATION)


def _current(setting: Setting, unit: str) -> Dating | None:
    """The unit that the text is in: the year of its sentence, else that of the publication."""
    if unit == "year" and setting.sentence_year is not None:
        return Dating(period=years(setting.sentence_year, setting.sentence_year), anchor=TEXT)
    return _counted(setting, unit, 0)


def _offset(fields: Fields, setting: Setting) -> Dating | None:
    return _counted(setting, "day", fields.value("day_offset") or 0)


def _relative(fields: Fields, setting: Setting) -> Dating | None:
    unit = fields.token("unit")
    if unit is None or unit.has("many"):
        return None
    return _counted(setting, fields.unit(), fields.value("relative") or 0)


def _after_next(fields: Fields, setting: Setting) -> Dating | None:
    """`the week after next`, `the year before last`."""
    step, side = fields.value("relative"), fields.value("after_event")
    return _counted(setting, fields.unit(), 2 * step) if step and step == side else None


def _weekday_after_next(fields: Fields, setting: Setting) -> Dating | None:
    """`the Monday after next`, `the Friday before last`: the second such day from the publication."""
    step, side, weekday = fields.value("relative"), fields.value("after_event"), fields.value("weekday") or 0
    if not step or step != side:
        return None
    if setting.published is None or setting.published.days > 1:
        return _open(f"-W-{weekday + 1}")
    date = _nth_weekday_from(setting.published.first, weekday, 2 * step)
    return _on(date, PUBLICATION)


def _week_hence(fields: Fields, setting: Setting) -> Dating | None:
    """`Saturday week`, `a week on Friday`: the second such day from the publication."""
    weekday = fields.value("weekday") or 0
    if setting.published is None or setting.published.days > 1:
        return _open(f"-W-{weekday + 1}")
    date = _nth_weekday_from(setting.published.first, weekday, 2)
    return _on(date, PUBLICATION)


def _nth_weekday_from(date: datetime.date, weekday: int, count: int) -> datetime.date:
    """So many of that weekday after a day, or before it where the count is negative; the day itself does not count."""
    step = 1 if count > 0 else -1
    first = ((weekday - date.weekday()) * step - 1) % 7 + 1
    return date + datetime.timedelta(step * first + 7 * (count - step))


def _relative_months(fields: Fields, setting: Setting) -> Dating | None:
    """`last March`, `next summer`: the last one that is over, the next one that is still to come; `this`: of the year."""
    season = "season" in fields
    if (fields.number("day") or 1) > 31:
        return None
    month, count = fields.value("season" if season else "month") or 1, 3 if season else 1
    step, published = fields.value("relative") or 0, setting.published
    if published is None:
        return _open(f"--{month:02d}")
    near = [published.last.year + offset for offset in (-1, 0, 1)]
    options = [months(year, month, count) for year in near]
    if "day" in fields:
        dated = [Printed(year=year, month=month, day=fields.number("day")).period() for year in near]
        options = [period for period in dated if period is not None]
    if step < 0:
        found = [period for period in options if period.last < published.first][-1:]
    elif step > 0:
        found = [period for period in options if period.first > published.last][:1]
    else:
        found = [period for period in options if period.first.year == near[1]]
    return Dating(period=found[0], anchor=PUBLICATION) if found else None


def _weekday(fields: Fields, setting: Setting) -> Dating | None:
    """A weekday is the last one up to the publication, or the next one where the sentence looks ahead; `last`, `this` and
    `next` name the one of that week.
    """
    weekday, step, published = fields.value("weekday") or 0, fields.value("relative"), setting.published
    if published is None or published.days > 1:
        return _open(f"-W-{weekday + 1}")
    back = (published.first.weekday() - weekday) % 7
    token = fields.token("relative")
    if token is not None and token.has("anaphor") and setting.last is not None and setting.last.days == 1:
        date = setting.last.first + datetime.timedelta((weekday - setting.last.first.weekday() - 1) % 7 + 1)
        return _on(date, TEXT)
    if step is not None:
        monday = published.first - datetime.timedelta(published.first.weekday())
        date = monday + datetime.timedelta(7 * step + weekday)
    else:
        date = published.first + datetime.timedelta(7 - back if setting.future and back else -back)
    return _on(date, PUBLICATION)


def _weekday_of_week(fields: Fields, setting: Setting) -> Dating | None:
    """`Tuesday of next week`."""
    week = inner_dating(fields, setting, "base")
    weekday = fields.of("day").value("weekday")
    if week is None or week.period is None or weekday is None:
        return week
    date = week.period.first + datetime.timedelta(weekday)
    return _on(date, week.anchor)


def _weekday_and_day(fields: Fields, setting: Setting) -> Dating | None:
    """`Friday the 22nd`: the last such day up to the publication, or the next one where the sentence looks ahead."""
    weekday, number, published = fields.value("weekday") or 0, fields.number("day") or 0, setting.published
    if not 1 <= number <= 31:
        return None
    if published is None:
        return _open(f"---{number:02d}")
    step = 1 if setting.future else -1
    for index in range(24):
        month = around(shift(published.first.replace(day=1), "month", index * step), "month").first
        date = day(month.year, month.month, number)
        if date is not None and date.weekday() == weekday and (date >= published.first if setting.future else date <= published.last):
            return _on(date, PUBLICATION, f"---{number:02d}")
    return _open(f"---{number:02d}")


def _day_of_month(fields: Fields, setting: Setting) -> Dating | None:
    """`on the 18th`: of the month that the text speaks of, else the last 18th up to the publication."""
    number = fields.number("day") or 0
    if not 1 <= number <= 31:
        return None
    if setting.last is not None and setting.last.first.month == setting.last.last.month and setting.last.days <= 31:
        date = day(setting.last.first.year, setting.last.first.month, number)
        return _on(date, TEXT, f"---{number:02d}") if date else _open(f"---{number:02d}")
    if setting.published is None:
        return _open(f"---{number:02d}")
    for index in range(3):
        month = shift(setting.published.first.replace(day=1), "month", index if setting.future else -index)
        date = day(month.year, month.month, number)
        if date is not None and (date >= setting.published.first if setting.future else date <= setting.published.last):
            return _on(date, PUBLICATION, f"---{number:02d}")
    return _open(f"---{number:02d}")


def _window(fields: Fields, setting: Setting) -> Dating | None:
    """`over the past two years`: the stretch up to the publication; `the next five days`: from the day after it. Quarters
    are whole ones.
    """
    unit, count, step = fields.unit(), fields.count(), fields.value("relative") or -1
    published = setting.published
    modifier = Modifier.VAGUE if fields.data("count", "vague") else Modifier.RANGE
    if published is None:
        return _open(f"P{count * step}{unit}", modifier=modifier)
    if unit == "quarter":
        first, last = (_counted(setting, unit, step * n) for n in ((count, 1) if step < 0 else (1, count)))
        if first is None or last is None or first.period is None or last.period is None:
            return None
        return Dating(period=hull(first.period, last.period), modifier=modifier, anchor=PUBLICATION)
    one = datetime.timedelta(1 if published.days == 1 else 0)
    if step < 0:
        period = Period(_stepped(fields, published.first, -1), published.last - one)
    else:
        period = Period(published.first + one, _stepped(fields, published.last, 1))
    return Dating(period=period, modifier=modifier, anchor=PUBLICATION)


def _ago(fields: Fields, setting: Setting) -> Dating | None:
    """`three weeks ago`, `two to three weeks ago`, `half a year ago`, `two years, one month and 21 days ago`."""
    step = fields.value("ago") or -1
    if "more" in fields and setting.published is not None:
        date = _stepped(fields, setting.published.first, step)
        return _on(date, PUBLICATION)
    unit, count = _whole(fields)
    if unit == "year" and count > datetime.MAXYEAR:
        return None  # no calendar goes so far back: it is how old something is
    if not short(unit) and count > _LONGEST_AGO:
        return _open(f"P{count * step}{unit}")  # no day of the calendar
    if "low" not in fields:
        return _counted(setting, unit, count * step)
    far, near = (_counted(setting, unit, number * step) for number in (count, fields.number("low") or 0))
    if far is None or near is None or far.period is None or near.period is None:
        return far
    first, last = sorted((far.period, near.period))
    return replace(far, period=hull(first, last), modifier=Modifier.RANGE)


_SMALLER = {"week": ("day", 7), "year": ("month", 12), "decade": ("year", 10), "century": ("year", 100)}


def _whole(fields: Fields) -> tuple[str, int]:
    """A captured count and its unit, in the smaller unit where the count is a broken one (`half a year`: six months)."""
    unit, token = fields.unit(), fields.token("count")
    count = token.number.value if token is not None and token.number is not None else Decimal(fields.count())
    count += Decimal("0.5") if "half" in fields else 0
    if count != count.to_integral_value() and unit in _SMALLER:
        smaller, size = _SMALLER[unit]
        return smaller, round(count * size)
    return unit, int(count)


# ---- shapes: counted from the text -----------------------------------------------------------------------------------


def _weekday_after_date(fields: Fields, setting: Setting) -> Dating | None:
    """`the Friday before 3 May`, `the Monday after Christmas`."""
    base, step, weekday = inner_dating(fields, setting, "base"), fields.value("after_event") or 1, fields.value("weekday") or 0
    if base is None or base.period is None:
        return _open(f"-W-{weekday + 1}", base.anchor if base else UNKNOWN)
    date = _nth_weekday_from(base.period.first, weekday, step)
    return _on(date, base.anchor)


def _weekend(fields: Fields, setting: Setting) -> Dating | None:
    """`over the weekend`: the last one that has begun by the publication, or the next one where the sentence looks ahead."""
    if setting.published is None:
        return _open("P0weekend")
    period = around(setting.published.first, "weekend")
    if period.first > setting.published.last and not setting.future:
        period = moved(period, "week", -1)
    return Dating(period=period, anchor=PUBLICATION)


def _from_text(setting: Setting, unit: str, count: int) -> Dating | None:
    """So many units from the last date of the text: a day from a day, else the whole unit."""
    if setting.last is None:
        return _open(f"P{count}{unit}")
    period = moved(setting.last, unit, count)
    if setting.last.days > 1 or not short(unit):
        period = hull(around(period.first, unit), around(period.last, unit))
    return Dating(period=period, anchor=TEXT)


def _later(fields: Fields, setting: Setting) -> Dating | None:
    step = fields.value("later") or 1
    if "more" in fields and setting.last is not None:
        return Dating(period=Period(_stepped(fields, setting.last.first, step), _stepped(fields, setting.last.last, step)), anchor=TEXT)
    unit, count = _whole(fields)
    return _from_text(setting, unit, count * step)


def _stepped(fields: Fields, date: datetime.date, step: int) -> datetime.date:
    """A day moved by up to three counts, the largest unit first."""
    for count, unit in (("most", "large"), ("more", "middle"), ("count", "unit")):
        if count in fields:
            date = shift(date, fields.unit(unit), fields.count(count) * step)
    return date


def _weekdays(fields: Fields, setting: Setting) -> Dating | None:
    """`two Fridays ago`, `two Fridays later`: so many of that weekday from the publication or the last date of the text."""
    text = "later" in fields
    base = setting.last if text else setting.published
    step = (fields.value("later") if text else fields.value("ago")) or 1
    weekday, count = fields.value("weekday") or 0, fields.count()
    if base is None or base.days > 1:
        return _open(f"-W-{weekday + 1}")
    date = _nth_weekday_from(base.first, weekday, step * count)
    return _on(date, TEXT if text else PUBLICATION)


def _anaphor(fields: Fields, setting: Setting) -> Dating | None:
    """`the following year`, `the same week`: by the text; where it has no date yet, by the publication."""
    step, unit = fields.value("anaphor") or 0, fields.unit()
    if setting.last is None and unit != "day":
        return _counted(setting, unit, step)
    found = _from_text(setting, unit, step)
    if found is None or found.period is None:
        return found
    return replace(found, period=hull(around(found.period.first, unit), around(found.period.last, unit)))


def _same_of_year(fields: Fields, setting: Setting) -> Dating | None:
    """`the same quarter of 2022`, `the same months a year earlier`: of that year, the stretch that the text named last. Where it named
    none so short, a quarter or month is open, and a stretch of no unit may be any of the year.
    """
    unit, last, year = fields.unit(), setting.last, _year_told(fields, setting)
    if year is None or year not in _PLAUSIBLE:
        return _open(f"P1{unit}", TEXT) if unit else None
    if last is None or last.days >= _WHOLE_YEAR or (unit and not around(last.first, unit).holds(last)):
        return _open(f"P1{unit}", TEXT) if unit else Dating(period=years(year, year), anchor=TEXT)
    period = of_year(last, year)
    return Dating(period=around(period.first, unit) if unit else period, anchor=TEXT)


def _year_told(fields: Fields, setting: Setting) -> int | None:
    """The year of a stretch: as printed, or counted from that of the last date or of the publication."""
    step = fields.value("later") or fields.value("back")
    if step is not None:
        return setting.last.first.year + fields.count() * step if setting.last is not None else None
    year, published = fields.number("year"), setting.published
    return year if year is not None or published is None else published.last.year + (fields.value("relative") or 0)


def _year_ago(fields: Fields, setting: Setting) -> Dating | None:
    """`the year-ago quarter`: the date that the text named last, a year before; open where that is no such stretch."""
    unit, last = fields.unit(), setting.last
    if last is None or size_of(last) != (unit or size_of(last)) or size_of(last) in _DAYS:
        return _open("P1year", TEXT)
    return Dating(period=around(shift(last.first, "year", -1), size_of(last)) if unit else moved(last, "year", -1), anchor=TEXT)


def _taken_over(fields: Fields, setting: Setting) -> Dating | None:
    """`since then`: the last date of the text, and no date where it has none yet."""
    if setting.last is None:
        return None
    return Dating(period=setting.last, modifier=Modifier(str(fields.data("time", "modifier"))), anchor=TEXT)


def _after_date(fields: Fields, setting: Setting) -> Dating | None:
    """`three days after 12 January`, `two weeks from Monday`."""
    base = inner_dating(fields, setting, "base")
    step = fields.value("after_event")
    step = fields.count() * (1 if step is None else step)
    if base is None or base.period is None:
        return _open(f"P{step}{fields.unit()}", base.anchor if base else UNKNOWN)
    period = moved(base.period, fields.unit(), step)
    if size_of(base.period) != "day":
        period = hull(around(period.first, fields.unit()), around(period.last, fields.unit()))
    return Dating(period=period, anchor=base.anchor)


def _stretch(fields: Fields, setting: Setting) -> Dating | None:
    """`for three days from Monday`: so long, from that day on."""
    base = inner_dating(fields, setting, "base")
    if base is None or base.period is None:
        return base
    last = shift(base.period.first, fields.unit(), fields.count()) - datetime.timedelta(1)
    return Dating(period=Period(base.period.first, last), modifier=Modifier.RANGE, anchor=base.anchor)


def _ending(fields: Fields, setting: Setting) -> Dating | None:
    """`the year to March`, `the three months ended in June`, `the year to the end of May`: so long, up to the end of that month."""
    inner, base = fields.form("base"), inner_dating(fields, setting, "base")
    if inner is not None and inner.form.rule.data["grain"] == "span" and inner.form.shape != "part":
        return None
    if base is None or base.period is None:
        return replace(base, modifier=Modifier.RANGE) if base else None
    first = shift(base.period.last + datetime.timedelta(1), fields.unit(), -fields.count())
    return Dating(period=Period(first, base.period.last), anchor=base.anchor) if first <= base.period.last else None


def _event(fields: Fields, setting: Setting) -> Dating | None:
    """`two days after the fall of Kabul`: counted from the day that the text gives the event, unless the date beside it
    is meant (`on Monday, two days after it fell`).
    """
    step = fields.count() * (fields.value("after_event") or 1)
    counted = f"P{step}{fields.unit()}"
    if setting.beside is not None:
        return Dating(period=setting.beside, anchor=TEXT, counted=counted)
    behind = takewhile(lambda token: token.norm not in _CLOSING, fields.tokens[fields.match.last : fields.match.last + _EVENT])
    words = frozenset(token.norm for token in behind if token.norm[:1].isalpha())
    base = setting.event(words) if setting.event is not None else None
    if base is None:
        return replace(_open(counted, EVENT), counted=counted)
    return Dating(period=moved(base, fields.unit(), step), anchor=EVENT, counted=counted)


# ---- shapes: made of other dates -------------------------------------------------------------------------------------


def _of_match(match: Match, tokens: Sequence[Token], setting: Setting) -> Dating | None:
    return SHAPES[match.form.shape](Fields(match, tokens), setting)


def inner_dating(fields: Fields, setting: Setting, name: str) -> Dating | None:
    """The days of a captured form."""
    inner = fields.form(name)
    return _of_match(inner, fields.tokens, setting) if inner is not None else None


def _part(fields: Fields, setting: Setting) -> Dating | None:
    """`early 2019`, `the end of last week`, `later this year`, `end of month`: the part that the rules give its word."""
    unit = fields.unit() or str(fields.data("part", "unit"))
    base = inner_dating(fields, setting, "base") if "base" in fields else _current(setting, unit)
    if base is None or base.period is None:
        return base
    period, published = base.period, setting.published
    edge = fields.data("part", "edge")
    if edge and published is not None and period.holds(published):
        period = Period(period.first, published.last) if edge == "start" else Period(published.first, period.last)
    else:
        period = part_of(period, fields.data("part", size_of(period)))
    return replace(base, period=period)


def _nth(fields: Fields, setting: Setting) -> Dating | None:
    """`the first nine months of 2023`, `the last Friday of October`, `the third week of this month`."""
    base = inner_dating(fields, setting, "base") if "base" in fields else _current(setting, "year")
    inner = fields.of("last")
    last = fields.form("last") is not None
    if last and (inner.value("relative") or 0) >= 0:
        return None
    if base is None or base.period is None:
        return base
    weekday = (inner if last else fields.of("weekday")).value("weekday") if last or "weekday" in fields else None
    if weekday is not None:
        options = [date for date in units_in(base.period, "day") if date.first.weekday() == weekday]
    else:
        options = units_in(base.period, inner.unit())
    count, nth = inner.count(), fields.number("nth") or 0
    if last:  # the last two weeks, the third last week
        chosen = options[-count:] if not nth else options[-nth:][:1] if count == 1 and nth <= len(options) else []
    else:
        chosen = options[nth - 1 : nth - 1 + count] if nth else []
    return Dating(period=hull(chosen[0], chosen[-1]), anchor=base.anchor) if chosen and count <= len(options) else None


def _week_with(fields: Fields, setting: Setting) -> Dating | None:
    """`the week of 10 April`, `the week starting 10 April`."""
    base = inner_dating(fields, setting, "base")
    if base is None or base.period is None:
        return base
    return Dating(period=around(base.period.first, fields.unit()), anchor=base.anchor) if size_of(base.period) == "day" else None


def _range(fields: Fields, setting: Setting) -> Dating | None:
    """Two dates joined by a word or a dash: from the first day of one to the last day of the other. What one prints and
    the other leaves out belongs to both.
    """
    first, last = (_end(fields, setting, name) for name in ("a", "b"))
    if isinstance(first, Printed) and isinstance(last, Printed):
        both = _printed(fields, setting)  # September 7 to 9, 2021
        first, last = (end._replace(year=end.year or both.year, month=end.month or both.month, anchor=both.anchor) for end in (first, last))
        return _printed_range(first, last, setting)
    week = inner_dating(fields, setting, "week")
    one, two = (_end_dating(end, setting) for end in (first, last))
    if one is None or two is None:
        return None
    year = year_of(two) if lacks_year(one) and setting.sentence_year is None else None
    for option in () if year is None else (year, year - 1):  # Q1 to Q3 2020, October to the first quarter of 2020
        found = _range(fields, setting._replace(sentence_year=option))
        if found and found.period and two.period and found.period.last == two.period.last:
            return found
    if one.period is None or two.period is None:
        return _open(f"{one.partial or ''}/{two.partial or ''}", modifier=Modifier.RANGE)
    start, end = one.period, two.period
    if week is not None and week.period is not None:
        start, end = (_in_week(period, week.period) for period in (start, end))
    if end.last < start.first:  # from Monday to Friday, from October to last March
        days = size_of(start) == size_of(end) == "day"
        end = moved(end, "week", (start.first - end.first).days // 7 + 1) if days else moved(end, "year", 1)
    if end.last < start.first:
        return None
    return Dating(period=hull(start, end), modifier=Modifier.RANGE, anchor=two.anchor if one.anchor == EXPLICIT else one.anchor)


_CALENDAR = frozenset({"calendar", "year", "bare_year", "year_words", "month_number", "day_of_month"})


def _end(fields: Fields, setting: Setting, name: str) -> Printed | Dating | None:
    """An end of a range: the parts it prints, where it is a calendar date or a bare number, else its days."""
    match = fields.form(name)
    if match is None:
        return _bare_end(fields, setting, name)
    form, within = match.form, Fields(match, fields.tokens)
    if form.shape == "numeric":
        orders = _orders(within, setting)
        return orders[0] if len(orders) == 1 else inner_dating(fields, setting, name)
    if form.shape not in _CALENDAR:
        return inner_dating(fields, setting, name)
    dating = inner_dating(fields, setting, name) if form.shape == "year_words" else None
    if dating is not None and dating.period is not None:
        return Printed(year=dating.period.first.year)
    printed = _printed(within, setting)
    return Printed(day=printed.day) if form.shape == "day_of_month" else printed


def _bare_end(fields: Fields, setting: Setting, name: str) -> Printed | Dating | None:
    """`now`, a month, a day of the month or a year, by themselves."""
    token = fields.token(name)
    if token is None:
        return None
    if token.has("now"):
        return Dating(period=setting.published, anchor=PUBLICATION)
    if token.has("month"):
        return Printed(month=int(token.senses["month"].value or 0))
    number = fields.number(name) or 0
    return Printed(year=number) if token.number is not None and number > 31 else Printed(day=number)


def lacks_year(dating: Dating) -> bool:
    """Whether all that a date leaves out is its year: `--06-03`, `Q1`."""
    return dating.partial is not None and dating.anchor != EXPLICIT and _YEARLESS.match(dating.partial) is not None


def year_of(dating: Dating) -> int | None:
    """The year that a date prints and lies in."""
    period = dating.period
    return period.first.year if period is not None and dating.anchor == EXPLICIT and period.first.year == period.last.year else None


def _end_dating(end: Printed | Dating | None, setting: Setting) -> Dating | None:
    return _placed(end, setting) if isinstance(end, Printed) else end


def _printed_range(first: Printed, last: Printed, setting: Setting) -> Dating | None:
    first, last = _shared(first, last), _shared(last, first)
    if not (first.possible and last.possible):
        return None
    unknown = _open(f"{first.iso}/{last.iso}", modifier=Modifier.RANGE)
    if UNKNOWN in (first.anchor, last.anchor):
        return unknown
    if first.year is None or last.year is None:
        if first.month is None or last.month is None:
            return None
        if first.year is None and last.year is None:
            found = nearest(setting, last.month, last.day)
            if found is None:
                return unknown
            last = last._replace(year=found[0].first.year, anchor=found[1])
        first, last = _same_year(first, last)
    return _stretched(first, last)


def _same_year(first: Printed, last: Printed) -> tuple[Printed, Printed]:
    """Both ends in the year that one of them has; from November to February the years are two."""
    turned = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 31)
    if last.year is None:
        return first, last._replace(year=(first.year or 0) + turned)
    return first._replace(year=last.year - turned), last


def _stretched(first: Printed, last: Printed) -> Dating | None:
    start, end = first.period(), last.period()
    anchor = last.anchor if first.anchor == EXPLICIT else first.anchor
    if start is None or end is None:
        return _open(f"{first.iso}/{last.iso}", anchor, Modifier.RANGE)
    if start.first >= end.first or end.last <= start.last or end.first.year - start.first.year > _LONGEST_RANGE:
        return None
    return Dating(period=hull(start, end), modifier=Modifier.RANGE, anchor=anchor)


def _shared(end: Printed, other: Printed) -> Printed:
    """An end of a range with the month of the other where it prints only a day."""
    if end.day is not None and end.month is None:
        return end._replace(month=other.month, year=end.year or other.year)
    return end


def _in_week(period: Period, week: Period) -> Period:
    """The same weekday in a week."""
    return moved(period, "day", (week.first - around(period.first, "week").first).days)


def _numbered_week(fields: Fields, setting: Setting) -> Dating | None:
    """`week 3 of 2027`, by ISO 8601."""
    year, anchor = _year(fields, setting)
    number = fields.number("number") or 0
    if year is None or not 1 <= number <= 53:
        return None
    first = datetime.date.fromisocalendar(year, number, 1)
    return Dating(period=around(first, "week"), anchor=anchor)


SHAPES: Mapping[str, Shape] = {
    "calendar": _calendar, "year": _year_alone, "bare_year": _bare_year, "year_words": _year_words, "numeric": _numeric,
    "lone_numeric": _lone_numeric, "dotted": _dotted, "month_number": _month_number, "decade": _decade, "century": _century,
    "quarter": _quarter, "half": _half, "season": _season, "relative_months": _relative_months, "fiscal": _fiscal, "split": _split,
    "fiscal_part": _fiscal_part, "year_ago": _year_ago,
    "holiday": _holiday, "offset": _offset, "relative": _relative, "after_next": _after_next, "weekday": _weekday,
    "weekday_after_next": _weekday_after_next, "half_of": _half_of, "quarter_of_month": _quarter_of_month, "unknown": _unknown,
    "weekend": _weekend, "year_of_era": _year_of_era, "weekday_after_date": _weekday_after_date, "weekday_of_week": _weekday_of_week,
    "weekday_and_day": _weekday_and_day, "day_of_month": _day_of_month, "window": _window, "ago": _ago, "later": _later,
    "weekdays": _weekdays, "anaphor": _anaphor, "same_of_year": _same_of_year, "taken_over": _taken_over, "after_date": _after_date,
    "stretch": _stretch, "ending": _ending, "event": _event, "part": _part, "nth": _nth, "week_with": _week_with, "range": _range,
    "numbered_week": _numbered_week, "years_from": _years_from, "week_hence": _week_hence,
}  # fmt: skip


def resolve(match: Match, tokens: Sequence[Token], setting: Setting) -> Dating | None:
    """The days that a form names in its setting; None where the captures make no date (`45/45/2024`)."""
    try:
        return _of_match(match, tokens, setting)
    except (ValueError, ArithmeticError):
        return None  # a day beyond the calendar


_PROBE = Setting(last=Period(datetime.date(2000, 1, 3), datetime.date(2000, 1, 3)))


def close(match: Match, tokens: Sequence[Token]) -> bool:
    """Whether the words stand as close as their form demands."""
    return not match.form.holds("tight") or all(token.glued for token in tokens[match.first + 1 : match.last])


def reads(match: Match, tokens: Sequence[Token]) -> bool:
    """Whether the words can be a date at all, wherever they stand."""
    return close(match, tokens) and resolve(match, tokens, _PROBE) is not None
