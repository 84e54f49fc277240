"""Numbers and dates as newsrooms print them: what each sentence of `news.txt` is read as, from athletics to science.

A line of the table is a sentence and its claims in order, `sentence => value; value`, or `none`. A value is a number with its unit, a
range or bound `low..high`, `~` in front of what is about so many, and `rise` or `fall` behind a change; a date is its day, month, year
or `first/last`, with the word that opens or closes it. The sentences are of an article published on Wednesday, 27 March 2024. `?? reason`
behind the claims marks a known failure.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from amounts import mentions, value
from factcheck.model import Dating, Mention, Modifier, Period

WEDNESDAY = datetime.date(2024, 3, 27)


def _lines() -> Iterator[object]:
    for line in (Path(__file__).parent / "news.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, _, wanted = line.partition(" => ")
            claims, _, reason = wanted.partition(" ?? ")
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            yield pytest.param(sentence, claims, id=sentence, marks=marks)


def _shown(mention: Mention) -> str:
    if isinstance(mention.value, Dating):
        opened = mention.value.modifier not in (Modifier.EXACT, Modifier.RANGE)
        return _days(mention.value) + (f" {mention.value.modifier}" if opened else "")
    return value(mention.value) + (f" {mention.direction}" if mention.direction else "")


def _days(dating: Dating) -> str:
    if dating.period is None:
        return str(dating.partial)
    first, last = dating.period.first, dating.period.last
    if first == last:
        return first.isoformat()
    if dating.period == Period(datetime.date(first.year, 1, 1), datetime.date(first.year, 12, 31)):
        return f"{first.year:04d}"
    if (first.day, last) == (1, first.replace(day=calendar.monthrange(first.year, first.month)[1])):
        return first.isoformat()[:7]
    return f"{first}/{last}"


@pytest.mark.parametrize(("sentence", "claims"), list(_lines()))
def test_a_sentence_is_read(sentence: str, claims: str) -> None:
    assert ("; ".join(map(_shown, mentions(sentence, WEDNESDAY))) or "none") == claims
