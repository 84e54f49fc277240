"""Word documents (.docx), by mammoth; and what their properties say."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

import mammoth

from factcheck.read import fragment
from factcheck.read.article import Article, composed
from factcheck.read.blob import Blob, Options, Unreadable, whole
from factcheck.read.metadata import Statement, of_entries
from factcheck.read.office import checked, title_of
from factcheck.rules import Rules

_PROPERTIES = "docProps/core.xml"
_NAMES = {"title": "title", "creator": "author", "created": "created", "modified": "modified", "language": "language"}
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"


def read(blob: Blob, options: Options, rules: Rules) -> Iterator[Article]:
    """The document."""
    data = whole(blob.stream, options.max_file_size)
    with checked(data, options.max_file_size) as archive:
        said = _statement(archive)
    markup = mammoth.convert_to_html(
        io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(_no_picture), external_file_access=False
    )
    pieces = [replace(piece, line=None) for piece in fragment.pieces(markup.value, first_row_names=True)]
    if not pieces:
        raise Unreadable("holds no text")
    yield composed(blob.path, pieces, title_of(pieces, said), statements=(said,))


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
