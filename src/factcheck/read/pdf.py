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
_CIRCLE = 6.2832
_SCALED = 1.5  # points
_HEIGHTS = 1.4  # the size of letters in heights of a capital
_HOLDING = "\u00a0\u2007\u2009\u202f"  # blanks that hold a number together


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
    places = _Places(text)
    letters: list[str] = []
    first = 0
    count = raw.FPDFText_CountChars(text)
    for index in range(count):
        letter = _letter(raw.FPDFText_GetUnicode(text, index))
        if letter != " ":
            first = first if letters else index
            letters.append(letter)
        # what follows a divided word stands on the next line
        if letters and (letter in (" ", page_layout.HYPHEN) or index == count - 1):
            word = places.word("".join(letters), first, index - (letter == " "))
            if word is not None:
                yield word
            letters = []


def _letter(code: int) -> str:
    """A character, a blank for all that is none; the marks that the library has for a divided word are one of ours."""
    if code in (0x02, 0xFFFE):
        return page_layout.HYPHEN
    letter = chr(code) if 0x20 < code < 0xD800 or 0xE000 <= code <= 0x10FFFF else " "
    return " " if letter.isspace() and letter not in _HOLDING else letter


class _Places:
    """Where the characters of a page stand; the library writes into numbers that are made once."""

    def __init__(self, text: object) -> None:
        self._text = text
        self._left, self._right, self._bottom, self._top = (ctypes.c_double() for _ in range(4))
        self._base = ctypes.c_double()

    def word(self, words: str, first: int, last: int) -> Word | None:
        """A word of the characters from first to last; None where it does not stand upright."""
        if raw.FPDFText_GetCharAngle(self._text, first) % _CIRCLE > _UPRIGHT:
            return None
        self._box(last)
        right = self._right.value
        self._box(first)
        left, height = self._left.value, self._top.value - self._bottom.value
        raw.FPDFText_GetCharOrigin(self._text, first, self._right, self._base)
        size = raw.FPDFText_GetFontSize(self._text, first)
        if size <= _SCALED:  # the text is enlarged as a whole, which the size of its letters does not show
            size = height * _HEIGHTS
        return Word(text=words, left=left, right=max(left, right), base=self._base.value, size=max(size, 1.0))

    def _box(self, index: int) -> None:
        raw.FPDFText_GetCharBox(self._text, index, self._left, self._right, self._bottom, self._top)


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
