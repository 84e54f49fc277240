"""Durations as a stop watch prints them: `3:54.9`, `1:59:40.2`, `2:04:11`.

Two numbers with a colon between them are also a time of day, a score, a ratio or a verse. A duration they are only with tenths or
hundredths of a second, or as hours, minutes and seconds behind a word such as `in` or `clocked`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from factcheck.extract.numbers import PADDING, read_literal
from factcheck.extract.tokens import Number, Token

_SIXTY = Decimal(60)
_HUNDREDTH = Decimal("0.01")
_SHORTEST = 5  # seconds; no race is shorter
_MOST_DIGITS = 2  # of minutes or hours
_PLACES = 2  # digits of minutes, or one of hours and the minutes behind: so long, a time with tenths needs no word in front
_MOST_PARTS = 3  # hours, minutes and seconds
_DECIMALS = (1, 2)  # of a second; three are those of a time stamp


class Clocked(NamedTuple):
    """A duration: its last token, how many seconds it is, and the size of its last printed digit."""

    last: int
    seconds: Decimal
    step: Decimal


def read(tokens: Sequence[Token], index: int) -> Clocked | None:
    """The duration that begins at a number of a padded sentence; None where it is none."""
    parts = [tokens[index].norm]
    end = index + 1
    while len(parts) <= _MOST_PARTS and _goes_on(tokens, end):
        parts.append(tokens[end + 1].norm)
        end += 2
    if not 2 <= len(parts) <= _MOST_PARTS or tokens[end].has("clock") or (tokens[end].glued and tokens[end].norm.isalpha()):
        return None
    first, *middle, last = parts
    whole, _, decimals = last.partition(".")
    sexagesimal = all(len(part) == 2 and part.isdecimal() and int(part) < _SIXTY for part in (*middle, whole))
    if not sexagesimal or not first.isdecimal() or len(first) > _MOST_DIGITS:
        return None
    short = len(decimals) in _DECIMALS and len(first) + len(middle) <= _PLACES
    plain = len(decimals) in _DECIMALS or (bool(middle) and not decimals)
    literal = read_literal(last) if short or (plain and _told(tokens, index)) else None
    if literal is None:
        return None
    minutes = Decimal(first) if not middle else Decimal(first) * _SIXTY + Decimal(middle[0])
    return Clocked(end, minutes * _SIXTY + literal.value, literal.step)


def _goes_on(tokens: Sequence[Token], colon: int) -> bool:
    """Whether a colon stands between two numbers, and touches both."""
    return tokens[colon].norm == ":" and tokens[colon].glued and tokens[colon + 1].glued and tokens[colon + 1].literal


def holds(tokens: Sequence[Token], index: int) -> bool:
    """Whether a number of a sentence is part of a duration."""
    for _ in range(_MOST_PARTS):  # of a longer chain none is a duration
        if index < 2 or tokens[index - 1].norm != ":":
            break
        index -= 2
    return read((*tokens, *PADDING), index) is not None


def is_lettered(tokens: Sequence[Token], last: int, step: Decimal) -> bool:
    """Whether the letter behind a number with decimals is that of seconds: `58.4s`, and not `20s`."""
    sense = tokens[last].senses.get("unit_part")
    return sense is not None and tokens[last].glued and step < 1 and bool(sense.rule.data.get("lettered"))


def is_seconds(tokens: Sequence[Token], index: int, number: Number) -> bool:
    """Whether a bare number is so many seconds of a race: `won gold in 43.03`, `ran 9.80 in the final`, `ahead of Gray (9.71)`."""
    if number.step != _HUNDREDTH or not _SHORTEST <= number.value < _SIXTY:
        return False
    if tokens[index - 1].norm == "(" and tokens[index + 1].norm == ")":
        return any("unit" in token.senses and token.senses["unit"].rule.name == "second" for token in tokens)
    return _told(tokens, index) and any(token.has("raced") for token in tokens)


def _told(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word in front says that time was taken; hedges and an article may stand between."""
    while index and tokens[index - 1].has_any("hedge", "article"):
        index -= 1
    return index > 0 and tokens[index - 1].has("clocked")
