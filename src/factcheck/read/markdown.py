"""Markdown: headings, paragraphs, list items and table rows, by markdown-it's line map.

Code, HTML blocks and comments give no block. Spans index the source, so emphasis and links keep their marks. Most articles are
headings and paragraphs and nothing else, which shows in how their lines begin: they need no parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from factcheck.model import Block, BlockKind, Span
from factcheck.read import plain
from factcheck.read.article import Article
from factcheck.read.blob import Blob, Options
from factcheck.read.lines import stripped
from factcheck.rules import Rules

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# a line that begins so is a paragraph or goes on with one, whatever stands around it
_PARAGRAPH = r"""(?:[^\W\d_]|["'“‘($€£]|\d++(?![.)]))[^\r\n\t\0\x1f]*+"""
_HEADING = r"#{1,6} ++[^#\s][^\r\n\t\0\x1f#]*+"
_SIMPLE = re.compile(rf"(?:(?:{_PARAGRAPH}|{_HEADING})?\n)*+(?:{_PARAGRAPH}|{_HEADING})?")
_SIMPLE_BLOCK = re.compile(rf"^(?:(#++ ++)[^\n]*+|{_PARAGRAPH}(?:\n{_PARAGRAPH})*+)", re.MULTILINE)


def read(blob: Blob, options: Options, rules: Rules) -> Iterator[Article]:
    """The document that a Markdown file is; the heading that opens it is its title."""
    yield plain.article(blob.path, plain.text_of(blob, options), layout, markdown=True)


def layout(text: str, starts: Sequence[int], body: int) -> tuple[Block, ...]:
    """The blocks of a Markdown text from the offset `body` on, which begins a line."""
    if _SIMPLE.fullmatch(text, body):
        return tuple(_simple_blocks(text, body))
    return parsed(text, starts, body)


def _simple_blocks(text: str, body: int) -> Iterator[Block]:
    for match in _SIMPLE_BLOCK.finditer(text, body):
        mark = match[1] or ""
        kind = BlockKind.HEADING if mark else BlockKind.PARAGRAPH
        yield Block(span=stripped(text, Span(match.start() + len(mark), match.end())), kind=kind)


def parsed(text: str, starts: Sequence[int], body: int) -> tuple[Block, ...]:
    """The blocks of any Markdown text, as the parser finds them."""
    first_line = next((number for number, start in enumerate(starts) if start >= body), len(starts))
    tokens = [(token.type, token.map, token.content) for token in _parser().parse(text[body:])]
    return tuple(_blocks(text, starts, first_line, tokens))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # imported late: most folders hold nothing that needs it

    parser = MarkdownIt("commonmark").enable("table")
    # inline parsing tells us nothing about lines, and is where hostile input costs time
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _blocks(text: str, starts: Sequence[int], first_line: int, tokens: Sequence[tuple[str, list[int] | None, str]]) -> Iterator[Block]:
    kind = BlockKind.PARAGRAPH
    items = 0
    row: Span | None = None
    for name, lines, content in tokens:
        if name in ("list_item_open", "list_item_close"):
            items += 1 if name == "list_item_open" else -1
        elif name == "heading_open":
            kind = BlockKind.HEADING
        elif name == "paragraph_open":
            kind = BlockKind.ITEM if items else BlockKind.PARAGRAPH
        elif name == "tr_open" and lines:
            row = _lines_span(text, starts, first_line, lines)
            if row.of(text).replace("|", " ").strip():
                yield Block(span=_cells(text, row), kind=BlockKind.ROW)
        elif name == "tr_close":
            row = None
        elif name == "inline" and row is None and lines and content.strip():
            yield Block(span=_content_span(text, starts, first_line, lines, content), kind=kind)


def _lines_span(text: str, starts: Sequence[int], first_line: int, lines: Sequence[int]) -> Span:
    first, last = (first_line + line for line in lines)
    end = starts[last] if last < len(starts) else len(text)
    return stripped(text, Span(starts[first], end))


def _content_span(text: str, starts: Sequence[int], first_line: int, lines: Sequence[int], content: str) -> Span:
    """Where the content stands in its lines, without the marks of headings, lists and quotations around it."""
    parts = content.rstrip().split("\n")
    opening = next(part.strip() for part in parts if part.strip())
    whole = _lines_span(text, starts, first_line, lines)
    start = text.find(opening, whole.start, whole.end)
    last_line = max(whole.start, starts[min(first_line + lines[0] + len(parts), len(starts)) - 1])
    tail = parts[-1].strip()
    end = text.find(tail, max(start, last_line) if len(parts) > 1 else max(start, whole.start), whole.end)
    if start < 0 or end < 0:  # tabs and NULs are rewritten by the parser
        return whole
    return Span(start, end + len(tail))


def _cells(text: str, row: Span) -> Span:
    """A table row without the bars at its ends."""
    words = row.of(text)
    start = row.start + (1 if words.startswith("|") else 0)
    end = row.end - (1 if words.endswith("|") and not words.endswith("\\|") and len(words) > 1 else 0)
    return stripped(text, Span(start, max(start, end)))
