"""What the amount in front makes of a value: a change that is told again, the time over which a sum is spread."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract import bounds
from factcheck.extract.simple import TIME, Found
from factcheck.extract.tokens import Token
from factcheck.model import Kind, Modifier

_SPREADABLE = frozenset({"currency", "percent"})  # dimensions of what is spent, raised or paid by and by
_TO_TIME = 5  # tokens from a sum to the years over which it is spread
_MARKS = frozenset(",;:.()")
_YEARS = "calendar_time"  # the dimension of days, months and years


def told(tokens: Sequence[Token], found: Found, before: Sequence[Found]) -> Found:
    """An amount as the one in front of it makes it."""
    if not before:
        return found
    return _spread(tokens, found, before[-1]) if found.simple.dimension in TIME else _restated(tokens, found, before[-1])


def _restated(tokens: Sequence[Token], found: Found, front: Found) -> Found:
    """A change that is told again in another unit (`rose 74 cents, or 0.9%`, `fell 424 points (0.56 percent)`)."""
    change = front.reading
    if change.kind is not Kind.CHANGE or found.reading.kind is not Kind.QUANTITY or found.simple.unit in (None, front.simple.unit):
        return found
    start = found.reading.first
    link = start if tokens[start].has("restating") else start - 1
    at = change.last + (tokens[change.last].norm == "," and change.last < link)
    again = at == link and tokens[link].has("restating")
    return found._replace(reading=found.reading._replace(kind=change.kind, direction=change.direction)) if again else found


def _spread(tokens: Sequence[Token], found: Found, front: Found) -> Found:
    """The time over which a sum or a change in front is spread (`$40 million over five years`): not more than so long."""
    reading, first = found.reading, found.simple.first
    if reading.first != first - 1 or not tokens[reading.first].has("during"):
        return found
    if front.reading.kind is Kind.SHARE or (front.simple.dimension not in _SPREADABLE and front.reading.kind is not Kind.CHANGE):
        return found
    between = tokens[front.reading.last : reading.first]
    if between and (found.simple.dimension != _YEARS or len(between) > _TO_TIME or not _is_matter(between)):
        return found
    simple = found.simple
    exact = bounds.amount(simple.value, Modifier.EXACT, simple.unit, simple.per, simple.number.step)
    return found._replace(reading=reading._replace(first=first, start=tokens[first].start, value=exact))


def _is_matter(between: Sequence[Token]) -> bool:
    """Whether words only say what a sum is for (`$40 million on roads over five years`), and end with what it is for."""
    ends = between[-1].has_any("stop", "lasting")
    return not ends and not any(token.norm in _MARKS or token.has("linking_and") for token in between)
