"""Word documents (.docx), by mammoth; and what their properties say."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import mammoth

from factcheck.model import BlockKind
from factcheck.read.article import Article, Piece, composed, on_one_line, row
from factcheck.read.blob import Blob, Options, Unreadable, whole
from factcheck.read.metadata import Statement, of_entries
from factcheck.read.office import checked, title_of
from factcheck.rules import Rules

_PROPERTIES = "docProps/core.xml"
_NAMES = {"title": "title", "creator": "author", "created": "created", "modified": "modified", "language": "language"}
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"
_BLOCKS = {"p": BlockKind.PARAGRAPH, "li": BlockKind.ITEM, **{f"h{number}": BlockKind.HEADING for number in range(1, 7)}}


def read(blob: Blob, options: Options, rules: Rules) -> Iterator[Article]:
    """The document."""
    data = whole(blob.stream, options.max_file_size)
    with checked(data, options.max_file_size) as archive:
        said = _statement(archive)
    markup = mammoth.convert_to_html(
        io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(_no_picture), external_file_access=False
    )
    parser = _Pieces()
    parser.feed(markup.value)
    if not any(on_one_line(piece.words) for piece in parser.pieces):
        raise Unreadable("holds no text")
    yield composed(blob.path, parser.pieces, title_of(parser.pieces, said), statements=(said,))


def _no_picture(image: object) -> dict[str, str]:
    """Nothing of a picture is kept, so that none is unpacked."""
    return {}


def _statement(archive: zipfile.ZipFile) -> Statement:
    """What the properties say. They know when the file was made, which is no more than a hint of when it was published."""
    entries: dict[str, object] = {}
    if _PROPERTIES in archive.namelist():
        for element in ET.fromstring(archive.read(_PROPERTIES)):  # noqa: S314  `checked` lets no entity through
            name = _NAMES.get(element.tag.rpartition("}")[2])
            if name and element.text:
                entries[name] = element.text
    return of_entries("Word properties", entries)


class _Pieces(HTMLParser):
    """The pieces of the markup that mammoth writes."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[Piece] = []
        self._words: list[str] = []
        self._kinds: list[BlockKind] = []
        self._cells: list[str] | None = None
        self._header: list[str] = []
        self._head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A piece begins."""
        if tag == "tr":
            self._cells = []
            self._head = False
        elif tag in ("td", "th"):
            self._words = []
            self._head = self._head or tag == "th"
        elif self._cells is None and tag in _BLOCKS:
            self._flush()
            self._kinds.append(_BLOCKS[tag])
        elif tag == "table":
            self._header = []
        elif tag in ("br", "p"):
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """A piece ends."""
        if tag in ("td", "th") and self._cells is not None:
            self._cells.append(on_one_line("".join(self._words)))
            self._words = []
        elif tag == "tr" and self._cells is not None:
            self._row(self._cells)
            self._cells = None
        elif self._cells is None and tag in _BLOCKS and self._kinds:
            self._flush()
            self._kinds.pop()

    def handle_data(self, data: str) -> None:
        """Words of the piece."""
        self._words.append(data)

    def _row(self, cells: list[str]) -> None:
        """A row; the first one of a table names the columns."""
        if not self._header:
            self._header = cells
        elif any(cells):
            self.pieces.append(Piece(words=row(self._header, cells), kind=BlockKind.ROW))

    def _flush(self) -> None:
        if self._kinds and "".join(self._words).strip():
            self.pieces.append(Piece(words="".join(self._words), kind=self._kinds[-1]))
        self._words = []
