"""Ellipsis: the unit that a number leaves out, because an amount in front of it has it (`400 tonnes in 2021, up from 380`)."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract import bounds
from factcheck.extract.nouns import Phrases
from factcheck.extract.numbers import END
from factcheck.extract.simple import AGE, OLDEST, TIME, Found, Simple
from factcheck.extract.tokens import Token
from factcheck.model import POINTS, Kind

RULE = "number.ellipsis"  # of a number that takes over the unit of the amount in front of it
_BACK = 12  # amounts in front of a number among which that is whose unit it has
_CLOSING = frozenset(".,;)!?")
_OPENING = frozenset(",;(")
_CLOSES = ("linking_in", "linking_and", "day_place", "definite", "article", "relative", "weekday", "month")
_YEARS = range(1600, 2101)  # what may be one
_OWN = frozenset({"currency", "share", *TIME})  # dimensions that a plain number does not take over


def resumed(tokens: Sequence[Token], simple: Simple, before: Sequence[Found], phrases: Phrases) -> Simple:
    """A number with the unit of an amount in front of it, where it has none of its own and stands where such an amount stands."""
    if simple.unit is not None or not before:
        return simple
    last = before[-1].simple
    if last.rule == AGE:  # aged 34 and 41
        paired = last.last + 1 == simple.first and simple.value <= OLDEST
        return simple._replace(unit=last.unit, dimension=last.dimension, rule=AGE) if paired else simple
    if simple.number.scaled and last.dimension == "currency":  # $289 million, far behind Iran (1.4 bn)
        return simple._replace(unit=last.unit, dimension=last.dimension, rule=RULE)
    near = [found for found in before[-_BACK:] if not _is_dated(tokens, found.simple)]
    whole = near[-1] if near else None  # `40 killed and 12 wounded, and in Iraq 9 and 4`
    if whole is None or not _lends(whole, simple) or len({found.simple.unit for found in near if found.simple.counts}) > 1:
        return simple  # `165 men and two rescuers, 167 in all`
    if not (_is_part(tokens, simple, phrases) or (_opens(tokens, simple, whole) and _closes(tokens, simple))):
        return simple
    return simple._replace(unit=whole.simple.unit, per=whole.simple.per, dimension=whole.simple.dimension, rule=RULE)


def _lends(found: Found, simple: Simple) -> bool:
    """Whether an amount is such that a number behind it may be of its unit; a change in points leads to what is none."""
    own = found.simple
    if own.unit is None or own.hyphenated or own.dimension in _OWN or own.unit in POINTS:
        return False
    if simple.per is not None or found.reading.kind is Kind.RATIO:
        return False
    if own.dimension == "percent" and (simple.value > 100 or found.reading.kind is Kind.CHANGE):
        return False
    return not _is_year(simple)


def _is_year(simple: Simple) -> bool:
    return simple.number.step == 1 and simple.number.value in _YEARS and not simple.number.scaled


def _is_dated(tokens: Sequence[Token], simple: Simple) -> bool:
    """Whether a number without a unit is that of a year, or of a day behind or in front of a month."""
    beside = tokens[simple.first - 1], tokens[simple.last]
    return simple.unit is None and (_is_year(simple) or any(token.has("month") for token in beside))


def _opens(tokens: Sequence[Token], simple: Simple, whole: Found) -> bool:
    """Whether a number stands right behind a word that joins it to an amount, or a name behind one (`40 in May and 12`, `; Quito 12`)."""
    _, first = bounds.in_front(tokens, simple.first)
    before = tokens[first - 1]
    if before.has("linking_to"):
        return whole.simple.dimension != "percent"
    return before.has_any("linking_and", "resuming") or before.norm in _OPENING


def _closes(tokens: Sequence[Token], simple: Simple) -> bool:
    """Whether nothing behind a number says what it counts: a mark, a place, a time, a word that stands for a noun (`310 electric ones`)."""
    behind, following = tokens[simple.last], tokens[simple.last + 1]
    if behind.has("linking_in") and following.has("stop") and not following.has_any("definite", "determiner", "article"):
        return False  # `61 in all`
    return behind is END or behind.norm in _CLOSING or behind.has_any(*_CLOSES, "stand_in") or following.has("stand_in")


def _is_part(tokens: Sequence[Token], simple: Simple, phrases: Phrases) -> bool:
    """Whether a number is told as one of those in front of it (`400 tonnes, of which 90 were burnt`, `52 people, 12 of them seriously`)."""
    _, first = bounds.in_front(tokens, simple.first)
    if not any(tokens[of].has("linking_of") and tokens[of + 1].has("partitive") for of in (first - 2, simple.last)):
        return False
    return phrases.head(tokens, simple.last + 2, single=False) is None or not tokens[simple.last].has("linking_of")
