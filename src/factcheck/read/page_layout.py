"""Words with places become lines, columns and paragraphs in reading order, without what repeats on every page.

A page is read column by column; what spans the columns parts them into stretches above and below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from factcheck.model import Block, BlockKind, Period, Span
from factcheck.read.article import Article
from factcheck.read.lines import line_starts
from factcheck.read.metadata import Statement, clean

HYPHEN = "\ufffe"  # a hyphen that only divides a word at the end of a line
_SAME_LINE = 0.5  # of the size of the letters: how far words of a line may be raised
_GAP = 1.6  # of the size: a wider one parts columns, or the cells of a row
_ALIGNED = 3.0  # points between the beginnings of lines of a column
_COLUMN_LINES = 4
_COLUMN_WORDS = 3  # in a line, as a rule; cells of a table have fewer
_CROSSING = 0.2  # of the lines may cross the space between columns: titles, pictures' captions
_MARGIN_LINES = 3  # at the head and the foot of a page that may repeat
_REPEATED = 0.4  # of the pages
_LARGER = 1.12  # times the size of the text: a heading
_PARAGRAPH_GAP = 1.3  # times the usual distance of lines
_INDENT = 0.7  # of the size
_SPARE = 0.2  # of the column: a line that leaves as much free is the last of its paragraph
_HEADING_WORDS = 22
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*\d{1,4}\W*")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[•▪‣◦●○∙·*–—]|\(?\d{1,2}[.)])\s+(?=\S)")


class Word(NamedTuple):
    """A word and its place: left and right edge, base line and size, in points from the lower left corner."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class _Run:
    """Words beside each other, without a wide gap."""

    text: str
    left: float
    right: float
    base: float
    size: float
    words: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a column: its text, place and page, and whether it is a row of cells."""

    text: str
    left: float
    right: float
    base: float
    size: float
    page: int
    column: tuple[float, float]
    cells: bool


def article(path: str, pages: Iterable[Sequence[Word]], statements: tuple[Statement, ...]) -> Article:
    """The article on some pages."""
    ordered = [list(_lines(words, number)) for number, words in enumerate(pages)]
    lines = _without_margins(ordered)
    return _written(path, [line for page in lines for line in page], len(ordered), statements)


# ---- a page ---------------------------------------------------------------------------------------------------------


def _lines(words: Sequence[Word], page: int) -> Iterator[_Line]:
    """The lines of a page in reading order."""
    runs = list(_runs(words))
    if not runs:
        return
    edges = _gutters(runs)
    bounds = [min(run.left for run in runs), *edges, max(run.right for run in runs) + 1]
    columns: list[list[_Run]] = [[] for _ in bounds[1:]]
    for run in sorted(runs, key=lambda run: (-run.base, run.left)):
        first, last = _column(run.left + 1, bounds), _column(run.right - 1, bounds)
        if first != last and any(columns):  # it spans the columns: what stands above it is read first
            yield from _read(columns, bounds, page)
            columns = [[] for _ in columns]
        if first != last:
            yield _line([run], (bounds[0], bounds[-1]), page)
        else:
            columns[first].append(run)
    yield from _read(columns, bounds, page)


def _runs(words: Sequence[Word]) -> Iterator[_Run]:
    current: list[Word] = []
    for word in words:
        if current and not _follows(current[-1], word):
            yield _run(current)
            current = []
        current.append(word)
    if current:
        yield _run(current)


def _follows(word: Word, following: Word) -> bool:
    size = max(word.size, following.size)
    return abs(word.base - following.base) <= _SAME_LINE * size and -size <= following.left - word.right <= _GAP * size


def _run(words: Sequence[Word]) -> _Run:
    largest = max(words, key=lambda word: word.size)
    text = " ".join(word.text for word in words)
    return _Run(text, words[0].left, max(word.right for word in words), largest.base, largest.size, len(words))


def _gutters(runs: Sequence[_Run]) -> list[float]:
    """Where the further columns begin: lines begin there, and few cross it."""
    starts = Counter(round(run.left / _ALIGNED) for run in runs)
    found: list[float] = []
    for start in sorted(start for start, count in starts.items() if count >= _COLUMN_LINES):
        edge = min(run.left for run in runs if round(run.left / _ALIGNED) == start) - 1
        if (not found or edge - found[-1] > 10 * _ALIGNED) and _parts_columns(runs, edge):
            found.append(edge)
    return found


def _parts_columns(runs: Sequence[_Run], edge: float) -> bool:
    left = [run for run in runs if run.right <= edge + 2]
    right = [run for run in runs if run.left >= edge]
    crossing = len(runs) - len(left) - len(right)
    full = all(len(side) >= _COLUMN_LINES and median(run.words for run in side) >= _COLUMN_WORDS for side in (left, right))
    return full and crossing <= _CROSSING * len(runs)


def _column(place: float, bounds: Sequence[float]) -> int:
    return max(0, sum(edge <= place for edge in bounds[:-1]) - 1)


def _read(columns: Sequence[Sequence[_Run]], bounds: Sequence[float], page: int) -> Iterator[_Line]:
    """The lines of each column from top to bottom; runs of one height are a row."""
    for number, runs in enumerate(columns):
        row: list[_Run] = []
        for run in runs:
            if row and abs(row[-1].base - run.base) > _SAME_LINE * run.size:
                yield _line(row, (bounds[number], bounds[number + 1]), page)
                row = []
            row.append(run)
        if row:
            yield _line(row, (bounds[number], bounds[number + 1]), page)


def _line(row: Sequence[_Run], column: tuple[float, float], page: int) -> _Line:
    ordered = sorted(row, key=lambda run: run.left)
    text = "  ".join(run.text for run in ordered)
    size = max(run.size for run in row)
    return _Line(text, ordered[0].left, max(run.right for run in row), row[0].base, size, page, column, len(row) > 1)


# ---- all pages ------------------------------------------------------------------------------------------------------


def _without_margins(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """The pages without the headers and footers that repeat, but for their numbers, and without page numbers."""
    counts = Counter(key for page in pages for key in {_margin_key(line) for line in _margins(page)})
    least = max(2, _REPEATED * len(pages))
    kept: list[list[_Line]] = []
    for page in pages:
        margin = set(map(id, _margins(page)))
        kept.append([
            line for line in page
            if id(line) not in margin or not (counts[_margin_key(line)] >= least or _PAGE_NUMBER.fullmatch(line.text))
        ])  # fmt: skip
    return kept


def _margins(page: Sequence[_Line]) -> list[_Line]:
    """The highest and the lowest lines of a page."""
    by_height = sorted(page, key=lambda line: -line.base)
    return [*by_height[:_MARGIN_LINES], *by_height[_MARGIN_LINES:][-_MARGIN_LINES:]]


def _margin_key(line: _Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.casefold()), round(line.base / 4)


# ---- text -----------------------------------------------------------------------------------------------------------


def _written(path: str, lines: Sequence[_Line], pages: int, statements: tuple[Statement, ...]) -> Article:
    """The lines as text, with the paragraphs that they make; a word that is divided stands whole on the first line."""
    texts = _rejoined([line.text for line in lines])
    text = "".join(words + "\n" for words in texts)
    starts = line_starts(text)
    blocks = tuple(_blocks(lines, texts, starts))
    first = next((block for block in blocks[:2] if block.kind is BlockKind.HEADING), None)
    entries: dict[str, str | Period] = {"title": clean(first.span.of(text))} if first else {}
    return Article(
        path=path, text=text, blocks=blocks, line_starts=starts, statements=(*statements, Statement(origin="heading", entries=entries)),
        line_numbers=tuple(_line_numbers(lines)), pages=_page_starts(lines, starts, pages),
    )  # fmt: skip


def _rejoined(texts: Sequence[str]) -> list[str]:
    joined = list(texts)
    for number in range(len(joined) - 1):
        words, following = joined[number], joined[number + 1]
        head, _, rest = following.partition(" ")
        cut = words.endswith(HYPHEN)
        ranged = words.endswith(("-", "–")) and words[-2:-1].isdigit() and head[:1].isdigit()
        if head and (cut or ranged):
            divided = cut and words[-2:-1].isalpha() and head[:1].islower()
            joined[number] = (words[:-1] if divided else words) + head
            joined[number + 1] = rest
    return [words.replace(HYPHEN, "-") for words in joined]


def _line_numbers(lines: Sequence[_Line]) -> Iterator[int]:
    """The number of each line on its page, and of the empty one behind the last."""
    number = 0
    for line, before in zip(lines, (None, *lines), strict=False):
        number = number + 1 if before is not None and before.page == line.page else 1
        yield number
    yield number or 1


def _page_starts(lines: Sequence[_Line], starts: Sequence[int], pages: int) -> tuple[int, ...]:
    """The offset of the first character of each page; an empty page begins where the next one does."""
    offsets: list[int] = []
    position = 0
    for page in range(pages):
        while position < len(lines) and lines[position].page < page:
            position += 1
        offsets.append(starts[position] if page else 0)
    return tuple(offsets)


def _blocks(lines: Sequence[_Line], texts: Sequence[str], starts: Sequence[int]) -> Iterator[Block]:
    usual = median(line.size for line in lines) if lines else 0.0
    pitch = _pitch(lines)
    first = 0
    for number in range(1, len(lines) + 1):
        if number < len(lines) and _continues(lines[number - 1], lines[number], texts[number - 1], texts[number], pitch):
            continue
        group, words = lines[first:number], " ".join(texts[first:number]).strip()
        start, end = starts[first], starts[number - 1] + len(texts[number - 1].rstrip())
        mark = _BULLET.match(words)
        if words and end > start:
            kind = _kind(group, words, usual, marked=mark is not None, opens=first == 0)
            begin = start + (mark.end() if mark and kind is BlockKind.ITEM else 0)
            if begin < end:
                yield Block(span=Span(begin, end), kind=kind)
        first = number


def _pitch(lines: Sequence[_Line]) -> float:
    """The usual distance of two lines, in sizes of their letters."""
    distances = [(line.base - following.base) / line.size for line, following in pairwise(lines) if line.base > following.base]
    return median(distances) if distances else 1.2


def _continues(line: _Line, following: _Line, words: str, next_words: str, pitch: float) -> bool:
    """Whether a line goes on in the following one."""
    if (
        line.cells
        or following.cells
        or _BULLET.match(next_words)
        or max(line.size, following.size) > _LARGER * min(line.size, following.size)
    ):
        return False
    ended = _SENTENCE_END.search(words) is not None
    if line.page != following.page or line.column != following.column or following.base > line.base:
        return not ended and not next_words[:1].isupper()
    apart = line.base - following.base > _PARAGRAPH_GAP * pitch * line.size
    return not apart and not (ended and (_indented(line, following) or _short(line)))


def _indented(line: _Line, following: _Line) -> bool:
    return following.left > line.left + _INDENT * line.size


def _short(line: _Line) -> bool:
    """Whether a line ends well before its column does."""
    left, right = line.column
    return line.right < right - _SPARE * (right - left)


def _kind(group: Sequence[_Line], words: str, usual: float, *, marked: bool, opens: bool) -> BlockKind:
    if group[0].cells:
        return BlockKind.ROW
    if marked:
        return BlockKind.ITEM
    short = len(words.split()) <= _HEADING_WORDS and not words.endswith((".", "!", ";", ",", ":"))
    large = group[0].size > _LARGER * usual
    alone = len(group) == 1 and _short(group[0])
    return BlockKind.HEADING if short and (large or alone or opens) else BlockKind.PARAGRAPH
