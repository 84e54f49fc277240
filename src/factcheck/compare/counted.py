"""Counted: dates that are counted from an event, with the days that a document gives the event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from factcheck.compare.days import MONTH
from factcheck.compare.evidence import of_one_story
from factcheck.compare.fingerprints import fingerprint
from factcheck.compare.names import shared
from factcheck.extract.days import moved
from factcheck.model import Claim, Level, Pair, Period, Relation
from factcheck.once import once

_COUNTED = re.compile(r"P(-?\d+)(\w+)")  # as extract/dates.py writes a number of days
_DOCUMENTS = 2_000  # that are remembered
_CONFIDENCE = 0.95  # the words say it, and are read right that often on the gold


def tied(a: Claim, b: Claim, relation: Relation, code: str, reason: str) -> Pair:
    """A pair that words tie together."""
    return Pair(
        a=a.id, b=b.id, rule=code, relation=relation, fingerprint=fingerprint(a, b), reason=f"{a.text} and {b.text}: {reason}",
        confidence=_CONFIDENCE, levels=(Level("words", "tied", reason),),
    )  # fmt: skip


def counted(*documents: Sequence[Claim]) -> Iterator[Pair]:
    """The dates of one document that are counted from an event (`two days after the fall of Kabul`), each with the days that the
    other document gives the event, and the other way round; of one document, those of its own.

    Where the counted day is known too, only the days that it fits.
    """
    for steps, days in permutations(documents) if len(documents) > 1 else ((claims, claims) for claims in documents):
        for step in _steps(steps):
            for day in days:
                period = _reached(step, day)
                if period is not None and _one_event(step, day):
                    yield tied(step, day, Relation.DERIVED, "FC401", f"counted from that day it is {_printed(period)}")


@once(_DOCUMENTS)
def _steps(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The dates of a document that are counted from an event."""
    return tuple(claim for claim in claims if claim.frame.evidence.counted_from)


def _reached(step: Claim, day: Claim) -> Period | None:
    """The days that a count leads to from the day of its event; None where it is told that they are others."""
    counting, event, measure = step.mention.dating, day.mention.dating, day.frame.measure
    told = _COUNTED.fullmatch(counting.counted or "") if counting is not None else None
    if counting is None or told is None or measure is None or measure.rule not in step.frame.evidence.counted_from:
        return None
    if event is None or event.counted is not None or event.period is None or event.period.days > MONTH:
        return None
    try:
        period = moved(event.period, told[2], int(told[1]))
    except (ValueError, OverflowError):
        return None  # beyond the calendar
    return period if counting.period is None or counting.period.overlaps(period) else None


def _one_event(step: Claim, day: Claim) -> bool:
    """Whether both tell of one event: one document, a name in common; or one story, where the count leads to the day that is told."""
    names = [frozenset(key for part in claim.frame.subject for key in part.key) for claim in (step, day)]
    named = step.metadata.path == day.metadata.path or bool(shared(*names))
    dating = step.mention.dating
    return named or (dating is not None and dating.period is not None and of_one_story(step, day))


def _printed(period: Period) -> str:
    return f"{period.first}" if period.days == 1 else f"{period.first} to {period.last}"
