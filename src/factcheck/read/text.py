"""Plain text: paragraphs by line, wrapped lines rejoined, bullets, and headings that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from factcheck.model import Block, BlockKind, Span
from factcheck.read import plain
from factcheck.read.article import Article
from factcheck.read.blob import Blob, Options
from factcheck.read.suppressions import HIDDEN
from factcheck.rules import Rules

_BULLET = re.compile(r"[•▪‣◦●○∙·*]\s+(?=\S)")
_DASH = re.compile(r"[-–—]\s+(?=\S)")  # may also be a dash inside a wrapped sentence
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+(?=\S)")  # counts only in sequence: "12. März" is a date
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_STATEMENT_END = re.compile(r"[.!…。！:;,][\"'”’»)\]]*$")
_WRAP_WIDTHS = range(40, 121)  # what mail programs and editors wrap at
_WRAPPED_SHARE = 0.6
_HEADING_CHARACTERS = 120
_HEADING_WORDS = 18


class _Line(NamedTuple):
    """A line without the white space around it, and whether a blank line or the text's edge is next to it."""

    start: int
    words: str
    after_gap: bool
    before_gap: bool

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.words)


def read(blob: Blob, options: Options, rules: Rules) -> Iterator[Article]:
    """The document that a text file is."""
    yield plain.article(blob.path, plain.text_of(blob, options), layout)


def layout(text: str, starts: Sequence[int], body: int) -> tuple[Block, ...]:
    """The blocks of a plain text from the offset `body` on.

    >>> text = "Trade grows\\n\\nTrade reached\\n289 million dollars, the\\nministry said.\\n• LPG: 5%"
    >>> [(block.kind.value, block.span.of(text)[:13]) for block in layout(text, (0, 12, 13, 27, 52, 67), 0)]
    [('heading', 'Trade grows'), ('paragraph', 'Trade reached'), ('paragraph', '289 million d'), ('item', 'LPG: 5%')]
    """
    lines = _lines(text, starts, body)
    return tuple(_blocks(lines, _wrap_width(lines)))


def _lines(text: str, starts: Sequence[int], body: int) -> list[_Line]:
    lines: list[tuple[int, str]] = []
    for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
        line = text[start:end]
        words = line.strip()
        first = start + len(line) - len(line.lstrip()) if words else start
        hidden = not words and HIDDEN in line  # a comment was all that the line held: it is no gap
        if first >= body and not hidden:
            lines.append((first, words))
    gaps = [True, *(not words for _, words in lines), True]
    return [_Line(first, words, gaps[number], gaps[number + 2]) for number, (first, words) in enumerate(lines) if words]


def _wrap_width(lines: Sequence[_Line]) -> int | None:
    """The width that the text is wrapped at, or None.

    Most breaks must stand where the next word had no room, and most inside a sentence: one paragraph a line does neither.
    """
    width = max((len(line.words) for line in lines), default=0)
    breaks = [(line, following) for line, following in pairwise(lines) if not line.before_gap]
    if width not in _WRAP_WIDTHS or not breaks:
        return None
    full = sum(_fills(line, following, width) for line, following in breaks)
    inside = sum(not _SENTENCE_END.search(line.words) for line, _ in breaks)
    return width if min(full, inside) >= _WRAPPED_SHARE * len(breaks) else None


def _fills(line: _Line, following: _Line, width: int) -> bool:
    """Whether the following line's first word would not have fitted on the line."""
    return len(line.words) + 1 + len(following.words.split(maxsplit=1)[0]) > width


def _blocks(lines: Sequence[_Line], width: int | None) -> Iterator[Block]:
    number = 0
    enumerated = 0
    while number < len(lines):
        first = lines[number]
        mark, enumerated = _mark(first.words, enumerated)
        last = number
        while last + 1 < len(lines) and _continues(lines[last], lines[last + 1], width, enumerated):
            last += 1
        kind = BlockKind.ITEM if mark else BlockKind.PARAGRAPH
        if not mark and last == number and _is_heading(first, is_first=number == 0):
            kind = BlockKind.HEADING
        yield Block(span=Span(first.start + mark, lines[last].end), kind=kind)
        number = last + 1


def _mark(words: str, enumerated: int) -> tuple[int, int]:
    """The length of a list mark at the start of a line, and the number that the list has reached."""
    if words[0].isalpha():
        return 0, enumerated
    if mark := _BULLET.match(words) or _DASH.match(words):
        return mark.end(), enumerated
    mark = _NUMBER.match(words)
    if mark and int(mark[1]) in (1, enumerated + 1):
        return mark.end(), int(mark[1])
    return 0, enumerated


def _continues(line: _Line, following: _Line, width: int | None, enumerated: int) -> bool:
    """Whether a line break only wraps a paragraph."""
    if line.before_gap or _BULLET.match(following.words):
        return False
    wrapped = width is not None and _fills(line, following, width)
    if _mark(following.words, enumerated)[0]:
        return wrapped and not _SENTENCE_END.search(line.words)
    return wrapped or (following.words[0].islower() and not _SENTENCE_END.search(line.words))


def _is_heading(line: _Line, *, is_first: bool) -> bool:
    """A short line that makes no statement and stands alone, or opens the text."""
    stands_out = is_first or (line.after_gap and line.before_gap)
    if not stands_out or len(line.words) > _HEADING_CHARACTERS or _STATEMENT_END.search(line.words):
        return False
    return len(line.words.split()) <= _HEADING_WORDS
