"""Markup, with or without a page around it: every heading, paragraph, item and row that is no navigation."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

from factcheck.model import BlockKind
from factcheck.read.article import Piece, on_one_line, row
from factcheck.read.blob import Unreadable

_NO_TEXT = (
    "script", "style", "template", "noscript", "nav", "footer", "aside", "form", "button", "select", "iframe", "object", "svg", "head",
    "figcaption",
)  # fmt: skip
_HIDDEN = "//*[@hidden or @aria-hidden='true' or @role='navigation' or @role='banner' or @role='contentinfo']"
_KINDS = {
    **dict.fromkeys(("p", "blockquote", "dd", "pre"), BlockKind.PARAGRAPH), **{f"h{number}": BlockKind.HEADING for number in range(1, 7)},
    "li": BlockKind.ITEM, "tr": BlockKind.ROW,
}  # fmt: skip


_APART = frozenset({
    "html", "body", "div", "section", "article", "main", "header", "table", "thead", "tbody", "tfoot", "td", "th", "ul", "ol", "dl", "dt",
    "address", "figure", "hr", "details", "summary", "center",
})  # fmt: skip


def tree_of(markup: str) -> html.HtmlElement | None:
    """The tree of some markup; None where there is none in it. Nothing is fetched.

    Raises:
        Unreadable: its elements are nested more deeply than the library goes.
    """
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    if parser.error_log.filter_from_fatals():
        raise Unreadable("nested too deeply")
    return tree


def pieces(markup: str, *, first_row_names: bool = False) -> Iterator[Piece]:
    """The pieces of text in some markup; `first_row_names` where the first row of a table names its columns, marked so or not.

    Raises:
        Unreadable: its elements are nested too deeply.
    """
    tree = tree_of(markup)
    if tree is None:
        return
    for element in tree.xpath(_HIDDEN):
        if element.getparent() is not None:
            element.drop_tree()
    etree.strip_elements(tree, *_NO_TEXT, with_tail=False)
    walk = _Walk(first_row_names)
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        yield from walk.begin(element) if event == "start" else walk.end(element)
    yield from walk.flush()


class _Walk:
    """A walk through a tree, which gathers words until an element begins or ends that stands apart."""

    def __init__(self, first_row_names: bool) -> None:
        self._first_row_names = first_row_names
        self._words: list[str] = []
        self._kinds: list[BlockKind] = []
        self._line: int | None = None
        self._header: list[str] = []
        self._cells: list[str] | None = None
        self._heads = 0

    def begin(self, element: html.HtmlElement) -> Iterator[Piece]:
        """An element begins."""
        tag = element.tag
        if tag in _KINDS or tag in _APART:
            yield from self.flush()
            self._line = element.sourceline
        if tag in _KINDS:
            self._kinds.append(_KINDS[tag])
        if tag == "table":
            self._header = []
        elif tag == "tr":
            self._cells, self._heads = [], 0
        elif tag == "br":
            self._words.append(" ")
        self._words.append(element.text or "")

    def end(self, element: html.HtmlElement) -> Iterator[Piece]:
        """An element ends."""
        tag = element.tag
        if tag in ("td", "th") and self._cells is not None:
            self._cells.append(on_one_line("".join(self._words)))
            self._heads += tag == "th"
            self._words = []
        elif tag == "tr" and self._cells is not None:
            yield from self._row(self._cells, element.sourceline)
            self._cells = None
        elif tag in _KINDS or tag in _APART:
            yield from self.flush()
        if tag in _KINDS:
            self._kinds.pop()
        self._words.append(element.tail or "")

    def flush(self) -> Iterator[Piece]:
        """The words so far as a piece; in a table they belong to their cell."""
        if self._cells is not None:
            self._words.append(" ")
            return
        words = "".join(self._words)
        self._words = []
        if words.strip():
            yield Piece(words=words, kind=self._kinds[-1] if self._kinds else BlockKind.PARAGRAPH, line=self._line)

    def _row(self, cells: list[str], line: int) -> Iterator[Piece]:
        """A row, or the names of the columns."""
        if self._heads == len(cells) or (self._first_row_names and not self._header):
            self._header = cells
        elif any(cells):
            yield Piece(words=row(self._header, cells), kind=BlockKind.ROW, line=line)
