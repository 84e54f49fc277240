"""PDF: the words of each page with their places, put into reading order; pages are counted from 1, lines on each page."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from contextlib import closing

import pypdfium2
from pypdfium2 import raw

from factcheck.model import Period
from factcheck.read import page_layout
from factcheck.read.article import Article
from factcheck.read.blob import Blob, Options, Unreadable, whole
from factcheck.read.inflate import Allowance
from factcheck.read.metadata import Statement, clean
from factcheck.read.page_layout import Word
from factcheck.read.published import parse_published
from factcheck.rules import Rules

_MOST_PAGES = 5_000
_MOST_CHARACTERS = 20_000_000
_STREAM = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")  # how zlib begins
_DICTIONARY = 2_000  # bytes in front of a stream that say what it is
_PIECE = 1 << 20
_UPRIGHT = 0.1  # radians; a watermark is written across the page


def read(blob: Blob, options: Options, rules: Rules) -> Iterator[Article]:
    """The document that a PDF file is."""
    data = whole(blob.stream, options.max_file_size)
    _check(data)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise Unreadable("has a password; save it without one" if locked else "damaged, or no PDF file") from None
    with closing(document):
        if len(document) > _MOST_PAGES:
            raise Unreadable(f"more than {_MOST_PAGES:,} pages; split it")
        article = page_layout.article(blob.path, _pages(document), (_statement(document),))
    if not article.text.strip():
        raise Unreadable("holds no text, only pictures of it; have it recognised (OCR) first")
    yield article


def _check(data: bytes) -> None:
    """Unpacks the streams that are no pictures, as the library will, and keeps nothing.

    Raises:
        Unreadable: they hold far more than the file.
    """
    allowance = Allowance()
    for begin in _STREAM.finditer(data):
        end = data.find(b"endstream", begin.end())
        if b"/Image" in data[max(0, begin.start() - _DICTIONARY) : begin.start()].rpartition(b"obj")[2]:
            continue
        packed = memoryview(data)[begin.end() : end if end >= 0 else len(data)]
        unpacking = zlib.decompressobj()
        try:
            piece = unpacking.decompress(packed, _PIECE)
            while piece:
                allowance.spend(len(piece), len(data))
                piece = unpacking.decompress(unpacking.unconsumed_tail, _PIECE)
        except zlib.error:  # packed in another way, or encrypted
            continue


def _pages(document: pypdfium2.PdfDocument) -> Iterator[list[Word]]:
    left = _MOST_CHARACTERS
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:  # one damaged page of many
            yield []
            continue
        with closing(page), closing(page.get_textpage()) as text:
            left -= text.count_chars()
            if left < 0:
                raise Unreadable(f"more than {_MOST_CHARACTERS // 1_000_000} million characters; split it")
            yield list(_words(text.raw))


def _words(text: object) -> Iterator[Word]:
    """The words of a page in the order in which they were written into the file."""
    letters: list[str] = []
    first = 0
    for index in range(raw.FPDFText_CountChars(text)):
        letter = _letter(raw.FPDFText_GetUnicode(text, index))
        if letter.isspace() or not letter:
            if letters and (word := _word(text, first, index - 1, letters)):
                yield word
            letters = []
            continue
        if not letters:
            first = index
        letters.append(letter)
        if letter == page_layout.HYPHEN:  # what follows stands on the next line
            if word := _word(text, first, index, letters):
                yield word
            letters = []
    if letters and (word := _word(text, first, raw.FPDFText_CountChars(text) - 1, letters)):
        yield word


def _letter(code: int) -> str:
    """A character; the marks that the library has for a hyphen at the end of a line are one of ours."""
    if code in (0x02, 0xFFFE):
        return page_layout.HYPHEN
    return chr(code) if code >= 0x20 and not 0xD800 <= code < 0xE000 and code <= 0x10FFFF else " "


def _word(text: object, first: int, last: int, letters: list[str]) -> Word | None:
    if abs(raw.FPDFText_GetCharAngle(text, first)) % 6.283 > _UPRIGHT:
        return None
    left, _, base = _box(text, first)
    _, right, _ = _box(text, last)
    size = raw.FPDFText_GetFontSize(text, first)
    x, y = ctypes.c_double(), ctypes.c_double()
    if raw.FPDFText_GetCharOrigin(text, first, x, y):
        base = y.value
    height = _height(text, first, last) or size
    return Word(text="".join(letters), left=left, right=max(right, left), base=base, size=max(size if size > 1.5 else height, 1.0))


def _height(text: object, first: int, last: int) -> float:
    """The height of the tallest letter: where text is scaled, its nominal size says nothing."""
    tallest = 0.0
    box = [ctypes.c_double() for _ in range(4)]
    for index in range(first, min(last, first + 8) + 1):
        if raw.FPDFText_GetCharBox(text, index, *box):
            tallest = max(tallest, box[3].value - box[2].value)
    return tallest * 1.4


def _box(text: object, index: int) -> tuple[float, float, float]:
    """Left, right and bottom of a character, in points."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, right.value, bottom.value


def _statement(document: pypdfium2.PdfDocument) -> Statement:
    """What the file says of itself. It knows when it was made, which is no more than a hint of when it was published."""
    said = document.get_metadata_dict()
    entries: dict[str, str | Period] = {}
    title, author = clean(said.get("Title", "")), clean(said.get("Author", ""))
    if title and not _is_made_up(title):
        entries["title"] = title
    if author and not _is_made_up(author):
        entries["author"] = author
    for key, name in (("CreationDate", "created"), ("ModDate", "modified")):
        stamp = said.get(key, "").removeprefix("D:")
        day = parse_published(f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}")
        if day:
            entries[name] = day
    return Statement(origin="PDF info", entries=entries)


def _is_made_up(words: str) -> bool:
    """Whether a title or author is what a program puts there unasked: the name of another file, or (anonymous)."""
    return words.startswith(("(", "Microsoft Word - ")) or (" " not in words and "." in words[-6:-1])
