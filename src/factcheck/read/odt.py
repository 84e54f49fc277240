"""OpenDocument texts (.odt): the XML is plain enough for Python's own reader."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from factcheck.model import BlockKind
from factcheck.read.article import Article, Piece, composed, on_one_line, row
from factcheck.read.blob import Blob, Options, Unreadable, whole
from factcheck.read.metadata import Statement, of_entries
from factcheck.read.office import checked, title_of
from factcheck.rules import Rules

_CONTENT, _PROPERTIES = "content.xml", "meta.xml"
_NAMES = {
    "title": "title",
    "initial-creator": "author",
    "creator": "author",
    "creation-date": "created",
    "date": "modified",
    "language": "language",
}
_NO_TEXT = frozenset({"annotation", "tracked-changes", "note", "sequence-decls", "forms", "frame", "table-of-content"})
_BLANKS = frozenset({"s", "tab", "line-break"})


def read(blob: Blob, options: Options, rules: Rules) -> Iterator[Article]:
    """The document."""
    with checked(whole(blob.stream, options.max_file_size), options.max_file_size) as archive:
        said = _statement(archive)
        try:
            content = ET.fromstring(archive.read(_CONTENT))  # noqa: S314  `checked` lets no entity through
        except KeyError:  # the archive lists it elsewhere
            raise Unreadable("no OpenDocument text") from None
    body = next((element for element in content.iter() if _tag(element) == "text" and element.tag.endswith("office:1.0}text")), None)
    if body is None:
        raise Unreadable("no reader for OpenDocument files that are no texts")
    pieces = list(_pieces(body))
    if not any(on_one_line(piece.words) for piece in pieces):
        raise Unreadable("holds no text")
    yield composed(blob.path, pieces, title_of(pieces, said), statements=(said,))


def _statement(archive: zipfile.ZipFile) -> Statement:
    """What the properties say. They know when the file was made, which is no more than a hint of when it was published."""
    entries: dict[str, object] = {}
    if _PROPERTIES in archive.namelist():
        for element in ET.fromstring(archive.read(_PROPERTIES)).iter():  # noqa: S314  `checked` lets no entity through
            name = _NAMES.get(_tag(element))
            if name and element.text:
                entries.setdefault(name, element.text)
    return of_entries("OpenDocument properties", entries)


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _pieces(body: ET.Element) -> Iterator[Piece]:
    """The headings, paragraphs, items and rows, in order."""
    waiting = [(element, BlockKind.PARAGRAPH) for element in reversed(body)]
    while waiting:
        element, kind = waiting.pop()
        tag = _tag(element)
        if tag == "table":
            yield from _rows(element)
        elif tag in ("h", "p"):
            yield Piece(words="".join(_words(element)), kind=BlockKind.HEADING if tag == "h" or _titles(element) else kind)
        elif tag not in _NO_TEXT:
            inner = BlockKind.ITEM if tag == "list-item" else kind
            waiting += [(child, inner) for child in reversed(element)]


def _titles(element: ET.Element) -> bool:
    """Whether a paragraph has the style of a title."""
    return any(name.endswith("}style-name") and value in ("Title", "Subtitle") for name, value in element.attrib.items())


def _rows(table: ET.Element) -> Iterator[Piece]:
    header: list[str] = []
    for element in table.iter():
        if _tag(element) != "table-row":
            continue
        cells = [on_one_line(" ".join("".join(_words(part)) for part in cell)) for cell in element if _tag(cell) == "table-cell"]
        if not header:
            header = cells
        elif any(cells):
            yield Piece(words=row(header, cells), kind=BlockKind.ROW)


def _words(element: ET.Element) -> Iterator[str]:
    """The words of an element, without notes and comments."""
    yield element.text or ""
    for child in element:
        if _tag(child) in _BLANKS:
            yield " "
        elif _tag(child) not in _NO_TEXT:
            yield from _words(child)
        yield child.tail or ""
