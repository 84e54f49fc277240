"""Datelines: `KABUL, Aug 25 (Agency) -` at the head of a text names the agency, and the day where it gives the year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from factcheck.model import Block, BlockKind, Period, Span

_DATELINE = re.compile(
    r"""
    (?P<head>[^\W\d_][^()\n]{1,79}?)          # place, and the date after a comma
    [ \t]*\((?P<agency>[^\W\d_][^()\d\n]{1,38})\)  # agency in brackets
    [ \t]*(?:[-–—]{1,2})\s                    # the dash before the text
    """,
    re.VERBOSE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_PARAGRAPHS = 3


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says: who reports, the words of the date, and the days that it names if its year is given."""

    agency: str
    date: str
    published: Period | None


def find(text: str, blocks: Iterable[Block], parse_date: Callable[[str], Period | None]) -> Dateline | None:
    """The dateline of a text, looked for at the start of its first paragraphs.

    >>> from factcheck.model import Span
    >>> from factcheck.read.published import parse_published
    >>> text = "OSLO, May 2, 2024 (Agency) - Ships left."
    >>> find(text, [Block(span=Span(0, len(text)))], parse_published).published.first
    datetime.date(2024, 5, 2)
    """
    paragraphs = [block for block in blocks if block.kind is BlockKind.PARAGRAPH][:_PARAGRAPHS]
    matches = (_match(text, block) for block in paragraphs)
    return next((_dateline(match, parse_date) for match in matches if match), None)


def cut(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without the datelines that they begin with: place, day and agency are no part of what is told."""
    return tuple(_behind(text, block) for block in blocks)


def _behind(text: str, block: Block) -> Block:
    match = _match(text, block) if block.kind is BlockKind.PARAGRAPH else None
    return replace(block, span=Span(match.end(), block.span.end)) if match else block


def _match(text: str, block: Block) -> re.Match[str] | None:
    """The dateline that a block begins with; most have not even the bracket, which is found much sooner."""
    start, end = block.span.start, block.span.end
    match = _DATELINE.match(text, start, end) if text.find("(", start, end) >= 0 else None
    return match if match and _opens(match) else None


def _opens(match: re.Match[str]) -> bool:
    """Whether the words before the brackets are a place in capitals, or a place and a date: else it is a sentence."""
    place, _, rest = match["head"].partition(",")
    return place.isupper() or (place[0].isupper() and any(character.isdigit() for character in rest))


def _dateline(match: re.Match[str], parse_date: Callable[[str], Period | None]) -> Dateline:
    words = _date(match["head"])
    return Dateline(match["agency"].strip(), words, parse_date(words) if _YEAR.search(words) else None)


def _date(head: str) -> str:
    """The words of the date: from the first part that holds a digit on."""
    parts = head.split(",")
    first = next((number for number, part in enumerate(parts) if any(character.isdigit() for character in part)), None)
    return "" if first is None else ",".join(parts[first:]).strip()


def day_within(found: Dateline, period: Period, parse_date: Callable[[str], Period | None]) -> Period | None:
    """The day of a dateline that gives no year, where the publication is known to the month or year and holds that day.

    >>> from factcheck.read.published import parse_published
    >>> day_within(Dateline("Agency", "Aug 25", None), parse_published("2021"), parse_published).first
    datetime.date(2021, 8, 25)
    """
    if found.published is not None or not found.date or period.days == 1 or period.first.year != period.last.year:
        return None
    day = parse_date(f"{found.date}, {period.first.year}")
    return day if day is not None and period.holds(day) else None
