"""A document's dates in the order of the text: what each is counted from, and the words that open, close or loosen it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace

from factcheck.extract.dates import inner_dating, lacks_year, resolve, year_of
from factcheck.extract.days import moved
from factcheck.extract.fields import EVENT, EXPLICIT, Fields, Setting
from factcheck.extract.patterns import Match
from factcheck.extract.tokens import Token
from factcheck.model import Dating, Modifier, Period

_OPENING = (Modifier.SINCE, Modifier.UNTIL, Modifier.BEFORE, Modifier.AFTER)
_STATED = 3  # words in front of a date among which the verb of a report makes it a past one
# A number of days more or fewer than were counted back moves one end of the unit that they lead to.
_NEARER = (Modifier.NEARLY, Modifier.LESS_THAN)
_FARTHER = (Modifier.MORE_THAN, Modifier.AT_LEAST)
_ENDS_AMOUNT = ("unit", "unit_symbol", "currency", "currency_symbol", "minor", "minor_symbol", "scale", "share")
_COUNTED_FROM = ("after_date", "event")  # shapes of days counted from one that is named
# What a comparison of numbers says of days that are counted on, and of those counted back.
_LATER = {
    Modifier.MORE_THAN: Modifier.AFTER, Modifier.AT_LEAST: Modifier.SINCE, Modifier.LESS_THAN: Modifier.BEFORE,
    Modifier.AT_MOST: Modifier.UNTIL,
}  # fmt: skip
_EARLIER = {Modifier.MORE_THAN: Modifier.BEFORE, Modifier.AT_LEAST: Modifier.UNTIL}


class Story:
    """A document's dates in the order of the text, each counted from what is known by then."""

    def __init__(
        self,
        *,
        published: Period | None = None,
        fiscal: Callable[[], int | None] | None = None,
        event: Callable[[frozenset[str]], Period | None] | None = None,
        day_first: bool | None = None,
    ) -> None:
        self._setting = Setting(published=published, fiscal=fiscal, event=event, day_first=day_first)
        self._tokens: Sequence[Token] = []
        self._matches: Sequence[Match] = []
        self._future = False
        self._before: tuple[int, Dating] | None = None
        self._heading: int | None = None

    def open(self, tokens: Sequence[Token], matches: Sequence[Match], future: bool) -> None:
        """Begins a sentence with its dates, which may look ahead; a year that is all of one is that of the dates below it."""
        year = self._setting.sentence_year
        if year not in (None, self._heading) and _is_one_word(self._tokens):
            self._heading = year
        if year != self._heading:
            self._setting = self._setting._replace(sentence_year=self._heading)
        self._tokens, self._matches, self._future, self._before = tokens, matches, future, None

    def read(self, match: Match) -> tuple[int, int, Dating] | None:
        """The days of a date with the tokens that it takes; what it dates is known to the dates behind it."""
        future, beside = self._future and not self._stated(match.first), self._beside(match.first)
        setting = self._setting._replace(future=future, beside=beside) if future or beside is not None else self._setting
        dating = resolve(match, self._tokens, setting)
        if dating is None:
            return None
        listed = self._listed_year(match) if lacks_year(dating) else None
        if listed is not None:
            setting = setting._replace(sentence_year=listed)
            dating = resolve(match, self._tokens, setting) or dating
        year, last = self._setting.sentence_year, self._setting.last
        if dating.period is not None:
            if dating.anchor == EXPLICIT:
                year = dating.period.first.year if dating.period.first.year == dating.period.last.year else None
            last = last if dating.anchor == EVENT or match.form.shape in ("window", "ago") else dating.period
        if year != self._setting.sentence_year or last != self._setting.last:
            self._setting = self._setting._replace(sentence_year=year, last=last)
        first, end, dating = hedged(match, dating, self._tokens, setting)
        self._before = (end, dating)
        return first, end, dating

    def _listed_year(self, match: Match) -> int | None:
        """The year of the next date, where the two are of one kind and only a word joins them (`April or May of 2021`)."""
        other = next((other for other in self._matches if other.first == match.last + 1), None)
        if other is None or other.char != match.char or not self._tokens[match.last].has_any("linking_and", "linking_or"):
            return None
        dating = resolve(other, self._tokens, Setting())
        return year_of(dating) if dating is not None else None

    def _stated(self, first: int) -> bool:
        """Whether a verb of what is past stands in front."""
        told = (index for index in range(max(first - _STATED, 0), first) if self._tokens[index].has("stated"))
        return any(not any(token.has("to_come") for token in self._tokens[max(index - 2, 0) : index]) for index in told)

    def _beside(self, first: int) -> Period | None:
        """The day that stands in front with only a comma between."""
        if self._before is None:
            return None
        end, dating = self._before
        joined = first == end + 1 and self._tokens[end].norm == ","
        return dating.period if joined and dating.period is not None and dating.period.days == 1 else None


def _is_one_word(tokens: Sequence[Token]) -> bool:
    """Whether a sentence is one word, whatever marks stand around it."""
    words = (token for token in tokens if token.norm[:1].isalnum())
    return next(words, None) is not None and next(words, None) is None


def hedged(match: Match, dating: Dating, tokens: Sequence[Token], setting: Setting) -> tuple[int, int, Dating]:
    """The date with the words around that open, close or loosen it (`since at least 2007`, `2012 or later`), and the tokens
    that it then takes.
    """
    first, last, modifier = match.first, match.last, dating.modifier
    while first > 0:
        at = first - 1
        if tokens[at].has("definite") and first > 1:
            at -= 1
        sense = tokens[at].senses.get("date_hedge") or (tokens[at].senses.get("hedge") if at == first - 1 else None)
        if sense is None or _compares(tokens, at):
            break
        if modifier not in (Modifier.RANGE, Modifier.VAGUE):
            found = Modifier(str(sense.rule.data["modifier"]))
            modifier = found if modifier is Modifier.EXACT or found in _OPENING else modifier
        first = at
    behind = tokens[last].senses.get("date_hedge_after") if last < len(tokens) else None
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    goes_on = following is not None and (
        following.number is not None or (following.norm.isalpha() and behind is not None and behind.rule.data.get("closing"))
    )
    if behind is not None and not goes_on and modifier is not Modifier.RANGE:
        last, modifier = last + 1, Modifier(str(behind.rule.data["modifier"]))
    period = _clipped(match, dating.period, modifier, setting, tokens)
    modifier = _opened(match, modifier, tokens)
    if modifier is not dating.modifier or period is not dating.period:
        dating = replace(dating, modifier=modifier, period=period)
    return first, last, dating


def _compares(tokens: Sequence[Token], at: int) -> bool:
    """Whether words are said of an amount (`40 tonnes more than two years ago`, `it was lower than a year before`)."""
    amount = at > 0 and (tokens[at - 1].number is not None or tokens[at - 1].has_any(*_ENDS_AMOUNT))
    return tokens[at].has("year_than") or (amount and tokens[at].has_any("difference_than", "difference_from"))


def _opened(match: Match, modifier: Modifier, tokens: Sequence[Token]) -> Modifier:
    """`more than two days before Monday` is open towards the past, `more than a week after it fell` towards the future."""
    if match.form.holds("compared"):
        return _LATER.get(modifier, modifier)
    if modifier not in _FARTHER or match.form.shape not in _COUNTED_FROM:
        return modifier
    fields = Fields(match, tokens)
    back = (fields.value("after_event") or 1) < 0
    return (_EARLIER if back else _LATER)[modifier]


def _clipped(match: Match, period: Period | None, modifier: Modifier, setting: Setting, tokens: Sequence[Token]) -> Period | None:
    """`nearly four years ago`: the later part of that year, counted to the day; `more than four years ago`: the earlier."""
    if period is None or modifier not in _NEARER + _FARTHER:
        return period
    fields = Fields(match, tokens)
    base = inner_dating(fields, setting, "base") if match.form.shape == "after_date" else None
    if base is not None and base.period is not None and modifier is Modifier.LESS_THAN:  # less than three days after Monday
        ahead = period.first > base.period.first
        return (
            Period(base.period.first, period.first - datetime.timedelta(1))
            if ahead
            else Period(period.last + datetime.timedelta(1), base.period.last)
        )
    if match.form.shape != "ago" or setting.published is None:
        return period
    exact = moved(setting.published, fields.unit(), fields.count() * (fields.value("ago") or -1))
    low, high = (exact.first, period.last) if modifier in _NEARER else (period.first, exact.last)
    return Period(max(period.first, low), min(period.last, high)) if low <= high else period
