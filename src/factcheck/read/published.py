"""A publication date as people write it in metadata: a year, a month or a day. The clock is never asked."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.model import Period

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_YEAR_AND_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")
_ISO_LIKE = re.compile(r"\d{4}-\d")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_LONGEST = 60
# the usual forms of a day in an English text: dateparser reads them alike, four hundred times slower and after half a second
_ENGLISH_DAY = re.compile(r"(?:([A-Z][a-z]+)\.? (\d{1,2})|(\d{1,2}) ([A-Z][a-z]+)),? ((?:1[5-9]|20)\d\d)", re.ASCII)
_MONTH = {name: number for names in (calendar.month_name, calendar.month_abbr) for number, name in enumerate(names) if name} | {"Sept": 9}
_EPOCH = re.compile(r"(1\d{9})(?:\d{3})?")  # seconds, or thousandths, since 1970: from 2001 on, as programs write them
# languages in which month names are recognised; an ISO date needs none of them
_LANGUAGES = ["en", "fr", "de", "es", "it", "pt", "nl", "ru"]
# a missing part is never filled from this day, since the year is required and the period says what was given
_BASE = datetime.datetime(2000, 1, 1)  # noqa: DTZ001  dateparser wants a naive base


def parse_published(value: object) -> Period | None:
    """The period of a date given as a date, a year or words; None where it is not a date with its year.

    >>> parse_published("2025-04")
    Period(first=datetime.date(2025, 4, 1), last=datetime.date(2025, 4, 30))
    >>> parse_published("Aug 25, 2021") == parse_published(datetime.date(2021, 8, 25))
    True
    >>> parse_published("03/04/2021"), parse_published("August 25")
    (None, None)
    """
    if isinstance(value, datetime.datetime):
        return _day(value.date())
    if isinstance(value, datetime.date):
        return _day(value)
    if isinstance(value, int | str) and not isinstance(value, bool):
        words = str(value).strip()
        return _iso(words) or _english(words) or _worded(words) or _counted(words)
    return None


def _iso(words: str) -> Period | None:
    if match := _YEAR_AND_MONTH.fullmatch(words):
        year, month = int(match[1]), int(match[2] or 0)
        possible = year > 0 and month <= 12 and match[2] != "00"
        return _stretch(year, month) if possible else None
    try:
        return _day(datetime.datetime.fromisoformat(words).date())  # the day that is printed, in its own zone
    except ValueError:
        return None


def _counted(words: str) -> Period | None:
    """The day of a point in time that is counted from 1970, in Greenwich's time."""
    match = _EPOCH.fullmatch(words)
    return _day(datetime.datetime.fromtimestamp(int(match[1]), datetime.UTC).date()) if match else None


def _english(words: str) -> Period | None:
    """The day of `April 27, 2023` or `27 Apr 2023`."""
    match = _ENGLISH_DAY.fullmatch(words)
    month = _MONTH.get(match[1] or match[4]) if match else None
    if match is None or month is None:
        return None
    try:
        return _day(datetime.date(int(match[5]), month, int(match[2] or match[3])))
    except ValueError:
        return None


@lru_cache(maxsize=4096)  # many documents are of one day, and a dateline is asked twice
def _worded(words: str) -> Period | None:
    """A date in words; None where day and month could change places, or for an ISO date that is none."""
    if len(words) > _LONGEST or not _YEAR.search(words) or _ISO_LIKE.match(words):
        return None
    day_first, month_first = _read(words, "DMY"), _read(words, "MDY")
    return day_first if day_first == month_first else None


def _read(words: str, order: str) -> Period | None:
    try:
        data = _parser(order).get_date_data(words)
    except (ValueError, OverflowError):  # dateparser lets both through on impossible numbers
        return None
    moment = data.date_obj
    if moment is None:
        return None
    stretches = {"day": _day(moment.date()), "month": _stretch(moment.year, moment.month), "year": _stretch(moment.year, 0)}
    return stretches.get(data.period or "")


@lru_cache(maxsize=2)
def _parser(order: str) -> DateDataParser:
    # imported late: nearly every date is ISO 8601
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=_LANGUAGES,
        try_previous_locales=False,  # else one call changes how the next one reads
        settings={
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["year"],
            "DATE_ORDER": order,
            "PREFER_LOCALE_DATE_ORDER": False,
            "RELATIVE_BASE": _BASE,
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )


def _day(date: datetime.date) -> Period:
    return Period(date, date)


def _stretch(year: int, month: int) -> Period:
    """A month, or a whole year where the month is 0."""
    first, last = month or 1, month or 12
    return Period(datetime.date(year, first, 1), datetime.date(year, last, calendar.monthrange(year, last)[1]))
