"""Dates in a form that no rule knows (`2021Mar03`): the words of one span, read by dateparser, never by its search or the clock."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.extract.days import month_of
from factcheck.model import Period

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_DIGITS = re.compile(r"\d+")
_LONGEST = 24  # characters
_FIRST, _LAST = 1000, 2199
# no part is ever filled from this day: month and year are required, and the period says whether a day was given
_BASE = datetime.datetime(2000, 1, 1)  # noqa: DTZ001  dateparser wants a naive base


@lru_cache(maxsize=1 << 10)
def read(words: str, languages: tuple[str, ...]) -> Period | None:
    """The day or month that some words with the name of a month give; None where they leave a number over.

    >>> read("03.mar.2021", ("en",))
    Period(first=datetime.date(2021, 3, 3), last=datetime.date(2021, 3, 3))
    >>> read("mar/2021", ("en",)) == month_of(2021, 3), read("3.mar.5", ("en",))
    (True, None)
    """
    if len(words) > _LONGEST:
        return None
    try:
        data = _parser(languages).get_date_data(words)
    except (ValueError, OverflowError):  # dateparser lets both through on impossible numbers
        return None
    if data.date_obj is None or not _FIRST <= data.date_obj.year <= _LAST:
        return None
    date = data.date_obj.date()
    given = sorted([f"{date.day:02d}"] if data.period == "day" else [])
    printed = sorted(digits.zfill(2) for digits in _DIGITS.findall(words))
    if printed not in (sorted([*given, f"{date.year}"]), sorted([*given, f"{date.year % 100:02d}"])):
        return None
    return Period(date, date) if data.period == "day" else month_of(date.year, date.month)


@lru_cache(maxsize=2)
def _parser(languages: tuple[str, ...]) -> DateDataParser:
    # imported late: it takes longer than the whole of a small document, and nearly every date is read by the rules
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=list(languages),
        try_previous_locales=False,  # else one call changes how the next one reads
        settings={
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["month", "year"],
            "DATE_ORDER": "DMY",
            "PREFER_LOCALE_DATE_ORDER": False,
            "RELATIVE_BASE": _BASE,
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
