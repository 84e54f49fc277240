"""FC402: a day that no calendar has, and a weekday that the day did not have."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import re2

from factcheck.checks.flaws import confidence
from factcheck.checks.passages import Place, places
from factcheck.extract import Text
from factcheck.extract.fields import EXPLICIT, PUBLICATION
from factcheck.extract.tokens import Token
from factcheck.model import Claim, Dating, Flaw, Period, Relation
from factcheck.rules import Rules

CODE = "FC402"
_SHAPES = ("calendar", "numeric", "dotted", "range")
_PRINTED = re.compile(r"(\d{4}|-)-(\d\d)-(\d\d)")
_WINDOW = 240  # characters on each side in which a text may say that it knows better
_LEAP = 2000  # a leap year: its months have all the days that they ever have
_FEBRUARY, _MONTHS = 2, 12
_JOINTS = ("linking_and", "linking_or", "linking_to")
_MARKED_JOINTS = frozenset(",-‐‑–—")


def check(text: Text, claims: Sequence[Claim], rules: Rules) -> Iterator[Flaw]:
    """The dates of a document that the calendar does not have; one that is printed again is the same flaw."""
    by = _calendar(rules)
    found: dict[str, list[Claim]] = {}
    for place in map(_with_weekday, places(text, [claim for claim in claims if by.concerns(claim)])):
        reason = by.reason(place)
        if reason is not None and not by.knows(place) and not by.is_of_another_year(place, claims):
            found.setdefault(f'"{place.words}": {reason}', []).append(place.claim)
    for reason, own in found.items():
        yield Flaw(rule=CODE, relation=Relation.CONFLICT, claims=tuple(own), reason=reason, confidence=by.confidence)


class _Printed(NamedTuple):
    """A day as printed, which the calendar may not have."""

    year: int | None
    month: int
    day: int


class _Calendar:
    """The rules of the calendar, compiled."""

    def __init__(self, rules: Rules) -> None:
        limits = {rule.name: int(rule.number("value")) for rule in rules.table("calendar_limit")}
        self._years = range(limits["first_year"], limits["last_year"] + 1)
        self._older = range(limits["oldest_year"], limits["last_year"] + 1)
        self._news_days = limits["news_days"]
        self._in_front, self._behind, self._other_words = (rules.words("weekday_elsewhere", key) for key in ("before", "after", "itself"))
        self._loose_front, self._loose_behind, self._marks = (rules.words("loose_day", key) for key in ("before", "after", "marks"))
        self._forms = {rule.id for rule in rules.table("form") if rule.data.get("shape") in _SHAPES}
        self._numeric = {rule.id for rule in rules.table("form") if rule.data.get("shape") == "numeric"}
        self._knowing = _any_of(rules.words("knowing", "phrases"))
        self._other_year = _any_of(rules.words("knowing_year", "phrases"))
        self.confidence = confidence(rules, CODE)

    def concerns(self, claim: Claim) -> bool:
        """Whether a claim is a date that can be wrong by itself."""
        dating = claim.mention.dating
        return dating is not None and (dating.impossible or claim.mention.rule in self._forms)

    def reason(self, place: Place) -> str | None:
        """Why a date cannot be as it is printed."""
        dating = place.claim.mention.dating
        return (self._missing(place, dating) or self._misnamed(place, dating)) if dating is not None else None

    def knows(self, place: Place) -> bool:
        """Whether the text around says that the date cannot be."""
        span = place.claim.mention.span
        return self._knowing.search(place.text[max(span.start - _WINDOW, 0) : span.end + _WINDOW]) is not None

    def is_of_another_year(self, place: Place, claims: Sequence[Claim]) -> bool:
        """Whether a date without a year may be of another one than that of the publication, as the document speaks of others."""
        dating, published = place.claim.mention.dating, place.claim.metadata.published
        if dating is None or dating.period is None or dating.anchor == EXPLICIT:
            return False
        return published is None or any(_is_far(claim, published) for claim in claims) or self._other_year.search(place.text) is not None

    # ---- days that are not ----------------------------------------------------------------------------------------

    def _missing(self, place: Place, dating: Dating) -> str | None:
        """`30 February 2024`: why there is no such day."""
        if not dating.impossible:
            return None
        days = [_Printed(int(y) if y != "-" else None, int(m), int(d)) for y, m, d in _PRINTED.findall(dating.partial or "")]
        wrong = next((day for day in days if self._is_missing(day)), None)
        if wrong is None or (wrong.year is None and not self._is_date(place)):
            return None
        month = calendar.month_name[wrong.month] + (f" {wrong.year}" if wrong.year is not None and wrong.month == _FEBRUARY else "")
        return f"{month} has {_length(wrong)} days"

    def _is_missing(self, day: _Printed) -> bool:
        """Whether the month is too short; before the Gregorian calendar held everywhere, February had other days too."""
        if day.year is not None and day.year not in (self._older if day.month != _FEBRUARY else self._years):
            return False
        return day.day > _length(day)

    def _is_date(self, place: Place) -> bool:
        """Whether a day and month without a year stand as a date stands: `on 31 April.`, not `the 31 April complaints`."""
        named = any(token.has_any("month", "month_weak") for token in place.inside)
        before = next((t for t in (place.inside[0], place.token(place.first - 1)) if t is not None and t.has_any(*self._loose_front)), None)
        if before is None and (front := place.token(place.first - 1)) is not None and front.has("definite"):
            second = place.token(place.first - 2)
            before = second if second is not None and second.has_any(*self._loose_front) else None
        behind = place.token(place.last)
        closed = behind is None or behind.norm in self._marks or behind.has_any(*self._loose_behind)
        return named and before is not None and closed

    # ---- weekdays -------------------------------------------------------------------------------------------------

    def _misnamed(self, place: Place, dating: Dating) -> str | None:
        """`Monday, 12 March 2024`: which day it was, where it was another one."""
        if dating.period is None or place.claim.mention.rule not in self._forms:
            return None
        if place.claim.mention.rule in self._numeric and dating.period.first.day <= _MONTHS:
            return None  # day and month may be the other way round
        named = [token for token in place.inside if token.has("weekday")]
        days = [dating.period.first, dating.period.last][: dating.period.days]
        if len(named) != len(days) or any(token.norm in self._other_words for token in named) or not self._belongs(place):
            return None
        wrong = [(date, token) for date, token in zip(days, named, strict=True) if date.weekday() != _weekday(token)]
        if not wrong or not self._is_certain(place, dating, *wrong[0]):
            return None
        date = wrong[0][0]
        verb = "is" if _is_ahead(date, place.claim.metadata.published) else "was"
        return f"{_day(date)} {verb} a {calendar.day_name[date.weekday()]}"

    def _belongs(self, place: Place) -> bool:
        """Whether the weekday is that of the date, and not the end of a name, of a list or of another clause."""
        if not place.inside[0].has("weekday"):
            return True  # a range, whose first word is its own
        before, earlier = place.token(place.first - 1), place.token(place.first - 2)
        if before is not None and (_is_name(before, place) or (earlier is not None and _is_listed(earlier, before))):
            return False
        front = " ".join(token.norm for token in (earlier, before) if token is not None)
        behind, later = place.token(place.last), place.token(place.last + 1)
        if front in self._in_front or behind is None:
            return front not in self._in_front
        goes_on = _joins(behind) and later is not None and (later.has("weekday") or (later.literal and not _is_amount(place, behind)))
        return behind.norm not in self._behind and not goes_on

    def _is_certain(self, place: Place, dating: Dating, date: datetime.date, named: Token) -> bool:
        """Whether the year is known: printed, or that of the news of these days, where neither year beside it fits the weekday."""
        published = place.claim.metadata.published
        if date.year not in self._years or dating.anchor == EXPLICIT:
            return date.year in self._years
        if dating.anchor != PUBLICATION or dating.period != Period(date, date) or published is None or published.days > 1:
            return False
        beside = [_in_year(date, date.year + step) for step in (-1, 1)]
        fits = any(other is not None and other.weekday() == _weekday(named) for other in beside)
        return abs((date - published.first).days) <= self._news_days and not fits


def _is_name(before: Token, place: Place) -> bool:
    """`Sheffield Wednesday`, `the Sunday`: the weekday is part of a name."""
    if before.has("relative"):
        return False
    determined = before.has_any("article", "determiner", "definite", "per_strict")
    return determined or (place.capitalised(before) and not before.has("stop"))


def _is_amount(place: Place, behind: Token) -> bool:
    """Whether the number behind the comma after a date is no further day (`on Monday, 12 March, 40 people met`)."""
    after = place.token(place.last + 2)
    return behind.norm == "," and (after is None or not after.has_any("month", "month_weak"))


def _is_listed(earlier: Token, before: Token) -> bool:
    """`Monday and Tuesday`: the weekday is one of several."""
    return earlier.has_any("weekday", "weekdays") and _joins(before)


def _with_weekday(place: Place) -> Place:
    """A date with the weekday that stands beside it: `12 March 2024 (Monday)`, `12 March 2024, a Monday`, `Monday, 2024-03-12`."""
    if any(token.has("weekday") for token in place.inside):
        return place
    mark, second, third = (place.token(place.last + step) for step in range(3))
    if mark is not None and second is not None and third is not None:
        bracketed = mark.norm == "(" and second.has("weekday") and third.norm == ")"
        apposed = mark.norm == "," and second.has("article") and third.has("weekday")
        if bracketed or (apposed and _closes(place.token(place.last + 3))):
            return replace(place, last=place.last + 3)
    before = [place.token(place.first - step) for step in (1, 2)]
    at = 1 if before[0] is not None and before[0].norm == "," else 0
    beside = before[at]
    if place.inside[0].literal and beside is not None and beside.has("weekday"):
        return replace(place, first=place.first - at - 1)
    return place


def _closes(token: Token | None) -> bool:
    return token is None or not token.norm[:1].isalnum()


def _length(day: _Printed) -> int:
    return calendar.monthrange(day.year or _LEAP, day.month)[1]


def _joins(token: Token) -> bool:
    return token.has_any(*_JOINTS) or token.norm in _MARKED_JOINTS


def _weekday(token: Token) -> int:
    return int(token.value_of("weekday") or 0)


def _in_year(date: datetime.date, year: int) -> datetime.date | None:
    try:
        return date.replace(year=year)
    except ValueError:
        return None


def _is_far(claim: Claim, published: Period) -> bool:
    """Whether a claim is a date more than a year from the publication."""
    period = claim.mention.dating.period if claim.mention.dating is not None else None
    return period is not None and min(abs(period.first.year - published.first.year), abs(period.last.year - published.first.year)) > 1


def _is_ahead(date: datetime.date, published: Period | None) -> bool:
    return published is not None and date > published.last


def _day(date: datetime.date) -> str:
    return f"{date.day} {calendar.month_name[date.month]} {date.year}"


def _any_of(words: Iterable[str]) -> re2.Pattern[str]:
    return re2.compile(rf"(?i)\b(?:{'|'.join(re2.escape(word) for word in sorted(words))})\b")


@lru_cache(maxsize=4)
def _calendar(rules: Rules) -> _Calendar:
    return _Calendar(rules)
