"""The formats that are read, and how each is told by its first bytes or, where these say nothing, by its name.

A further format is an entry here and a module with a function `read(blob, options, rules)` that gives articles; its libraries
are imported with the module, when the first such file comes up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from factcheck.read.blob import Blob, Missing, Reader, Unreadable
from factcheck.read.decode import is_binary

_HEAD = 8 * 1024  # bytes that tell a format
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL
)
_HEADER = re.compile(rb"([A-Za-z][\w-]{0,60}):[ \t]|[ \t]+\S")
_MAIL_HEADERS = frozenset({
    b"from", b"to", b"cc", b"date", b"subject", b"received", b"message-id", b"mime-version", b"return-path", b"delivered-to",
    b"content-type", b"reply-to", b"sender", b"in-reply-to", b"references",
})  # fmt: skip


def _is_html(head: bytes) -> bool:
    return _MARKUP.match(head) is not None


def _is_mail(head: bytes) -> bool:
    """Whether a text begins with the header of a mail: nothing but headers up to the blank line, and three that mails have."""
    known: set[bytes] = set()
    for line in head.splitlines():
        if not line.strip():
            break
        header = _HEADER.match(line)
        if header is None:
            return False
        known.add((header[1] or b"").lower())
    return len(known & _MAIL_HEADERS) >= 3 and b"from" in known


def _is_mbox(head: bytes) -> bool:
    first, _, rest = head.partition(b"\n")
    return first.startswith(b"From ") and _is_mail(rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its endings, its first bytes, the module that reads it, the extra that its libraries come with."""

    name: str
    endings: tuple[str, ...] = ()
    begins: Callable[[bytes], bool] | None = None
    module: str
    extra: str | None = None
    foreign: bool = False  # read by a library, whose errors on broken bytes can be of any kind
    many: bool = False  # documents in one file

    def reader(self) -> Reader:
        """The function that reads it.

        Raises:
            Missing: its libraries are not installed; with the command that does.
        """
        try:
            reader: Reader = import_module(f"factcheck.read.{self.module}").read
        except ModuleNotFoundError as error:
            if self.extra is None:
                raise
            library = (error.name or "").partition(".")[0]
            raise Missing(f"reading {self.name} needs {library}; pip install 'factcheck-cli[{self.extra}]'") from None
        return reader


FORMATS = (
    Format(name="PDF", endings=(".pdf",), begins=lambda head: b"%PDF-" in head[:1024], module="pdf", extra="pdf", foreign=True),
    Format(name="gzip", endings=(".gz",), begins=lambda head: head.startswith(b"\x1f\x8b"), module="gz", many=True),
    Format(name="zip", endings=(".zip",), begins=lambda head: head.startswith((b"PK\x03\x04", b"PK\x05\x06")), module="zipped", many=True),
    Format(name="Word", endings=(".docx",), module="docx", extra="docx", foreign=True),
    Format(name="OpenDocument", endings=(".odt",), module="odt", foreign=True),
    Format(
        name="WARC", endings=(".warc",), begins=lambda head: head.startswith(b"WARC/"), module="warc", extra="warc", foreign=True, many=True
    ),
    Format(name="mbox", endings=(".mbox",), begins=_is_mbox, module="mbox", many=True),
    Format(name="mail", endings=(".eml",), begins=_is_mail, module="mail"),
    Format(name="HTML", endings=(".html", ".htm", ".xhtml"), begins=_is_html, module="web_page", extra="html", foreign=True),
    Format(name="JSON", endings=(".json",), module="json_articles", many=True),
    Format(name="JSON Lines", endings=(".jsonl", ".ndjson"), module="json_lines", many=True),
    Format(name="CSV", endings=(".csv", ".tsv"), module="csv_articles", many=True),
    Format(name="Markdown", endings=(".md", ".markdown"), module="markdown"),
    Format(name="text", endings=(".txt", ".text"), module="text"),
)
BY_NAME = {form.name: form for form in FORMATS}
BY_ENDING = {ending: form for form in FORMATS for ending in form.endings}
_TEXT = BY_NAME["text"]
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY = frozenset({"PDF", "gzip", "zip", "Word", "OpenDocument"})


def recognise(blob: Blob) -> Format:
    """The format of a blob, whose stream stays at its first byte.

    Raises:
        Unreadable: no reader is there for it, or it is not what its name says.
    """
    if blob.format is not None:
        return BY_NAME[blob.format]
    head = blob.head(_HEAD)
    if not head:
        raise Unreadable("empty")
    told = next((form for form in FORMATS if form.begins is not None and form.begins(head)), None)
    if told is BY_NAME["zip"] and blob.ending and blob.ending not in BY_ENDING and not blob.named:
        raise Unreadable(no_reader(blob))  # programs, spreadsheets and many others are zip archives inside
    if told is not None:
        return told
    if head.startswith(_OLD_OFFICE):
        raise Unreadable("an old Office file, or one with a password; save it as .docx without one")
    return _by_name(blob, head)


def no_reader(blob: Blob) -> str:
    """The reason for leaving out what is of an unknown kind."""
    return f"no reader for {blob.ending} files" if blob.ending else "no reader for files without an ending"


def _by_name(blob: Blob, head: bytes) -> Format:
    named = BY_ENDING.get(blob.ending)
    if named is None and not blob.named:
        raise Unreadable(no_reader(blob))
    if is_binary(head):
        raise Unreadable(f"damaged, or no {named.name} file" if named and named.name in _BINARY else "not a text file")
    if named is None:
        return _TEXT
    if named.name in _BINARY:
        raise Unreadable(f"no {named.name} file, whatever its name says")
    return named
