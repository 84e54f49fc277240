"""Bounds: the words around an amount that open, close or loosen it, and those that make it a change."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import islice, takewhile

from factcheck.extract.tokens import Sense, Token
from factcheck.model import Amount, Aspect, Modifier

_COUNTED = 10  # words that say what is counted, where and when
_STOPS = frozenset(",;:.")
_VERB_REACH = 8  # words in front of an amount among which its verb of change is looked for
LOWER = frozenset({Modifier.AT_LEAST, Modifier.MORE_THAN})
UPPER = frozenset({Modifier.AT_MOST, Modifier.LESS_THAN, Modifier.NEARLY})


def in_front(tokens: Sequence[Token], first: int) -> tuple[Modifier | None, int]:
    """The modifier of the words before `first`, and the token with which they begin.

    Words that change nothing (`only`, `another`) are looked through, and belong to the amount only where a hedge is
    further left (`at least another 40`).
    """
    modifier: Modifier | None = None
    at = begin = first
    while (sense := tokens[at - 1].senses.get("hedge")) is not None and at > 0:
        at -= 1
        found = Modifier(str(sense.rule.data["modifier"]))
        if found is Modifier.EXACT:
            continue
        modifier = found if modifier in (None, Modifier.ABOUT) else modifier
        begin = at
    return modifier, begin


def behind(tokens: Sequence[Token], last: int, tag: str = "hedge_after") -> tuple[Modifier | None, int]:
    """The modifier of the words from `last` on (`or more`, `+`), and the token behind them."""
    if tokens[last].norm == "-" and tokens[last + 1].has(tag):  # 2,000-plus
        last += 1
    sense = tokens[last].senses.get(tag)
    if sense is None:
        return None, last
    return Modifier(str(sense.rule.data["modifier"])), last + 1


def amount(nominal: Decimal, modifier: Modifier, unit: str | None, per: str | None, step: Decimal) -> Amount:
    """The amount that a number is under a modifier."""
    low: Decimal | None = nominal
    high: Decimal | None = nominal
    shown: Decimal | None = nominal
    if modifier in LOWER:
        high = None
    elif modifier in UPPER:
        low = None
    elif modifier is Modifier.ABOUT:
        low = high = None
    elif modifier is Modifier.VAGUE:
        shown = high = None
    return Amount(nominal=shown, low=low, high=high, unit=unit, per=per, modifier=modifier, step=step)


# ---- change ---------------------------------------------------------------------------------------------------------


def direction(tokens: Sequence[Token], first: int, last: int) -> Aspect | None:
    """The direction of a change: a noun behind or in front of an `of`, a verb directly in front, or `by` with a verb further on."""
    behind = tokens[last].senses.get("change_noun") or _difference(tokens, last)
    if behind is not None:
        return Aspect(str(behind.rule.data["direction"]))
    at = _past_hedges(tokens, first)
    if tokens[at].has("by"):
        return _verb(tokens, at - 1)
    if tokens[at].has("linking_of"):
        return _size_of(tokens[at - 1])
    return _change(tokens[at]) if at >= 0 else None


def alone(token: Token) -> Aspect | None:
    """The direction of a difference that stands without what it is counted from (`4 percent lower`)."""
    sense = token.senses.get("difference_alone")
    return Aspect(str(sense.rule.data["direction"])) if sense is not None else None


def _size_of(token: Token) -> Aspect | None:
    """The direction of a noun whose size stands behind an `of` (`a drop of 12 percent`); a loss of so much is all of it."""
    sense = token.senses.get("change_noun")
    return Aspect(str(sense.rule.data["direction"])) if sense is not None and not sense.rule.data.get("sum") else None


def _difference(tokens: Sequence[Token], last: int) -> Sense | None:
    """The words that make an amount a difference: `40 more than Peru`, `40 more cars than Peru`."""
    behind = takewhile(lambda token: token.norm not in _STOPS, tokens[last + 1 : last + 2 + _COUNTED])
    counted = any(token.has("than") for token in islice(behind, 1, None))
    norm = tokens[last + 1].has_any("definite", "determiner", "relative", "comparative")
    against = tokens[last].senses.get("difference_from") if norm else None
    return tokens[last].senses.get("difference_than") or against or (tokens[last].senses.get("difference") if counted else None)


def moved(tokens: Sequence[Token], first: int) -> bool:
    """Whether a verb of change stands a few words before `first` (`rose from 40 to 50`)."""
    return _verb(tokens, _past_hedges(tokens, first)) is not None


def _past_hedges(tokens: Sequence[Token], first: int) -> int:
    at = first - 1
    while at >= 0 and tokens[at].has("hedge"):
        at -= 1
    return at


def _verb(tokens: Sequence[Token], at: int) -> Aspect | None:
    for index in range(at, max(-1, at - _VERB_REACH), -1):
        if tokens[index].norm in (";", ":", "."):
            return None
        found = _change(tokens[index])
        if found is not None:
            return found
    return None


def _change(token: Token) -> Aspect | None:
    sense = token.senses.get("change_verb") or token.senses.get("change_noun")
    return Aspect(str(sense.rule.data["direction"])) if sense is not None else None
