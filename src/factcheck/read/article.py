"""An article as a reader hands it on: its text, its layout, and what its format says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from factcheck.model import Block, BlockKind, Span, Suppression
from factcheck.read.lines import line_starts
from factcheck.read.metadata import Statement

# no-break and thin spaces stay: they hold a number together
_BLANKS = re.compile(r"[ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The text of one document with its layout, and what its format says of it, the most exact statement first.

    `front` is front matter, which stands above all other statements. `line_numbers` says which line of the file, or of its page,
    each line of the text is, where these differ; `pages` holds the offset of every page's first character. `record` is set
    where the file holds many: a date in its name is not theirs. `written` is the text with the suppressions in it.
    """

    path: str
    text: str
    blocks: tuple[Block, ...]
    front: Statement | None = None
    statements: tuple[Statement, ...] = ()
    line_starts: tuple[int, ...] = (0,)
    line_numbers: tuple[int, ...] = ()
    pages: tuple[int, ...] = ()
    record: bool = False
    suppressions: tuple[Suppression, ...] = ()
    written: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A heading, paragraph, item or row of a file that is not text itself, and the line of the file that it begins on."""

    words: str
    kind: BlockKind = BlockKind.PARAGRAPH
    line: int | None = None


def on_one_line(words: str) -> str:
    """Words without line breaks and without white space at their ends."""
    return _BLANKS.sub(" ", words).strip(" ")


def row(header: Sequence[str], cells: Sequence[str]) -> str:
    """A table row that can be read alone: its first cell, then each other one with the header of its column.

    >>> row(["Country", "Trade", ""], ["Iran", "$1.4 bn", "sound"])
    'Iran; Trade: $1.4 bn; sound'
    """
    named = [
        f"{header[number]}: {cell}" if 0 < number < len(header) and header[number] else cell for number, cell in enumerate(cells) if cell
    ]
    return "; ".join(named)


def composed(path: str, pieces: Iterable[Piece], title: str = "", **others: object) -> Article:
    """An article of pieces, one a line, below its title if they do not begin with it."""
    filled = [replace(piece, words=words) for piece in pieces if (words := on_one_line(piece.words))]
    title = on_one_line(title)
    if title and not (filled and _same(filled[0].words, title)):
        filled.insert(0, Piece(words=title, kind=BlockKind.HEADING, line=filled[0].line if filled else None))
    elif title:
        filled[0] = replace(filled[0], kind=BlockKind.HEADING)
    blocks: list[Block] = []
    offset = 0
    for piece in filled:
        blocks.append(Block(span=Span(offset, offset + len(piece.words)), kind=piece.kind))
        offset += len(piece.words) + 1
    text = "".join(piece.words + "\n" for piece in filled)
    return Article(path=path, text=text, blocks=tuple(blocks), line_starts=line_starts(text), line_numbers=_line_numbers(filled), **others)  # type: ignore[arg-type]  # the entries of an Article


def _same(words: str, title: str) -> bool:
    return words.casefold() == title.casefold()


def _line_numbers(pieces: Sequence[Piece]) -> tuple[int, ...]:
    """The line of the file for every line of the text; a piece whose line is not known stands where the one before it does."""
    numbers: list[int] = []
    for piece in pieces:
        numbers.append(piece.line or (numbers[-1] if numbers else 1))
    return (*numbers, numbers[-1]) if any(piece.line for piece in pieces) else ()
