"""HTML: the article of a web page, without the menus, notes and adverts around it. Nothing is fetched, no script is run.

trafilatura finds the article; where it finds none, the text of the page without its navigation is taken.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from itertools import islice

from lxml import html
from trafilatura import bare_extraction

from factcheck.model import BlockKind
from factcheck.read import fragment, web_metadata
from factcheck.read.article import Article, Piece, composed, on_one_line, row
from factcheck.read.blob import Blob, Options, Unreadable, whole
from factcheck.read.decode import decode, decode_as, encoding_of
from factcheck.rules import Rules

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it tells the user about pages that hold no article

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_HEAD = 4096
_LARGEST = 10_000_000  # characters: an article is a hundredth of it, and the tree of a page a multiple
_MOST_ELEMENTS = 20_000  # finding the article takes time with the square of them; ten times as many as a long page has
_SHORTEST = 250  # characters: with less, it takes any text of the page for the article
_KEYED = 60  # characters by which an extracted paragraph is found again in the page
_KINDS = {"head": BlockKind.HEADING, "p": BlockKind.PARAGRAPH, "quote": BlockKind.PARAGRAPH, "item": BlockKind.ITEM}
_PLACED = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "blockquote", "div", "td")


def read(blob: Blob, options: Options, rules: Rules) -> Iterator[Article]:
    """The article of the page."""
    text = _decoded(whole(blob.stream, options.max_file_size))
    if text is None:
        raise Unreadable("not a text file")
    if len(text) > _LARGEST:
        raise Unreadable(f"a page of more than {_LARGEST // 1_000_000} million characters")
    tree = fragment.tree_of(text)
    said = tuple(web_metadata.statements(tree)) if tree is not None else ()
    title = next((str(statement.entries["title"]) for statement in said if "title" in statement.entries), "")
    pieces = list(_article(tree)) if tree is not None and not _is_vast(tree) else []
    if sum(len(piece.words) for piece in pieces) < _SHORTEST:
        pieces = list(fragment.pieces(text))
    if not any(on_one_line(piece.words) for piece in pieces):
        raise Unreadable("a page without an article")
    yield composed(blob.path, pieces, _headline(pieces, title), statements=said)


def _decoded(data: bytes) -> str | None:
    """The text of a page, in the encoding that it declares, if it is not UTF-8."""
    if encoding_of(data) == "utf-8-sig" or (declared := _CHARSET.search(data[:_HEAD])) is None:
        return decode(data)
    return decode_as(data, declared[1].decode("ascii")) or decode(data)


def _is_vast(tree: html.HtmlElement) -> bool:
    return next(islice(tree.iter(), _MOST_ELEMENTS, None), None) is not None


def _article(tree: html.HtmlElement) -> Iterator[Piece]:
    """What trafilatura takes for the article, with the lines of the page that it stands on."""
    lines = _lines(tree)
    found = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    body = getattr(found, "body", None)
    if body is not None:
        yield from _pieces(body, lines)


def _lines(tree: html.HtmlElement) -> dict[str, int]:
    """The line of each element that can hold a paragraph, by the beginning of its words; of several the innermost."""
    lines: dict[str, int] = {}
    for element in tree.iter(*_PLACED):
        outer = len(element) and element.tag != "tr" and element[0].tag in _PLACED and not (element.text or "").strip()
        if not outer and element.sourceline and (key := _key("".join(_first_words(element)))):
            lines[key] = element.sourceline
    return lines


def _first_words(element: html.HtmlElement) -> Iterator[str]:
    """The words at the beginning of an element: enough for its key."""
    size = 0
    for words in element.itertext():
        yield words
        size += len(words.strip())
        if size > _KEYED:
            return


def _key(words: str) -> str:
    return "".join(words.split())[: _KEYED // 2]


def _pieces(body: html.HtmlElement, lines: dict[str, int]) -> Iterator[Piece]:
    """The headings, paragraphs, items and rows, in order. What lies in an item or a row belongs to it."""
    waiting = list(reversed(body))
    while waiting:
        element = waiting.pop()
        if element.tag == "table":
            yield from _rows(element, lines)
        elif element.tag in _KINDS and not any(child.tag in _KINDS or child.tag in ("list", "table") for child in element):
            words = "".join(element.itertext())
            yield Piece(words=words, kind=_KINDS[element.tag], line=lines.get(_key(words)))
        else:
            if element.text and element.text.strip():
                yield Piece(words=element.text, kind=_KINDS.get(element.tag, BlockKind.PARAGRAPH), line=lines.get(_key(element.text)))
            waiting += reversed(element)


def _rows(table: html.HtmlElement, lines: dict[str, int]) -> Iterator[Piece]:
    header: list[str] = []
    for element in table.iter("row"):
        cells = [on_one_line(" ".join(cell.itertext())) for cell in element.iter("cell")]
        if not header and all(cell.get("role") == "head" for cell in element.iter("cell")):
            header = cells
        elif any(cells):
            yield Piece(words=row(header, cells), kind=BlockKind.ROW, line=lines.get(_key("".join(cells))))


def _headline(pieces: list[Piece], title: str) -> str:
    """The title, unless the article begins with a heading of its own."""
    return "" if pieces and pieces[0].kind is BlockKind.HEADING else title
