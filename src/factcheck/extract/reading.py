"""A reading: what one rule makes of a stretch of tokens, before the arbiter decides between those that overlap."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from factcheck.extract.patterns import Match
from factcheck.model import Aspect, Kind, Value


class Precedence(IntEnum):
    """Which reading wins where two overlap; the higher one, then the longer one, then the earlier one."""

    NUMBER = 1
    QUANTITY = 2
    DATE = 3
    IDENTIFIER = 4


class Reading(NamedTuple):
    """Tokens `first` up to `last` (not included), characters `start` up to `end`, and their value, or the form of a date.

    A reading with neither is an identifier or a pronoun: recognised so that it is no claim.
    """

    first: int
    last: int
    start: int
    end: int
    rule: str
    precedence: Precedence
    kind: Kind = Kind.QUANTITY
    value: Value | None = None
    direction: Aspect | None = None
    match: Match | None = None


def arbitrate(readings: list[Reading]) -> list[Reading]:
    """The readings that hold: by precedence, then length, then place; what overlaps a stronger one is dropped."""
    if len(readings) == 1:
        return readings if readings[0].value or readings[0].match else []
    taken = bytearray(max((reading.last for reading in readings), default=0))
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda r: (-r.precedence, r.start - r.end, r.start, r.rule)):
        if not any(taken[reading.first : reading.last]):
            taken[reading.first : reading.last] = b"\1" * (reading.last - reading.first)
            if reading.value or reading.match:
                kept.append(reading)
    return sorted(kept, key=lambda r: (r.start, r.end))
