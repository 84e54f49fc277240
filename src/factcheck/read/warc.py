"""WARC: the pages of a web archive, one after the other, each with the address that it was fetched from."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from factcheck.model import Period, Skipped
from factcheck.read.blob import Blob, Options, Unreadable, in_memory, too_large
from factcheck.read.metadata import Statement, clean
from factcheck.rules import Rules

_DOCUMENTS = {
    "text/html": "page.html", "application/xhtml+xml": "page.html", "text/plain": "page.txt", "text/markdown": "page.md",
    "application/pdf": "page.pdf", "application/json": "page.json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "page.docx",
}  # fmt: skip
_KINDS = ("response", "resource", "conversion")
_WELL = "200"


def read(blob: Blob, options: Options, rules: Rules) -> Iterator[Blob | Skipped]:
    """The documents that were fetched well, addressed by their number among the records; pictures and scripts are passed over."""
    number = found = 0
    try:
        records = ArchiveIterator(blob.stream)
        while (record := _next(records)) is not None:
            number += 1
            name = _name(record)
            if name is None:
                continue
            found += 1
            path = f"{blob.path}#{number}"
            data = record.content_stream().read(options.max_file_size + 1)
            cut_off = len(data) <= options.max_file_size and record.raw_stream.limit > 0
            if len(data) > options.max_file_size:
                yield Skipped(path=path, reason=too_large(options.max_file_size))
                continue
            address = clean(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            entries: dict[str, str | Period] = {"url": address} if address else {}
            stream = in_memory(data)
            inner = blob.inside(str(number), stream, told=(Statement(origin="WARC record", entries=entries),))
            yield replace(inner, name=name)
            if cut_off:
                raise Unreadable(f"cut off within record {number}")
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        raise Unreadable(f"damaged, or cut off, behind record {number}") from error
    if not found:
        raise Unreadable("a web archive without a document")


def _next(records: Iterator[Any]) -> Any:
    """The next record; what the library writes about it on standard error is not for users."""
    with redirect_stderr(io.StringIO()):
        return next(records, None)


def _name(record: Any) -> str | None:
    """A file name for what a record holds; None where that is no document, or an error of the server."""
    answer = record.http_headers
    if record.rec_type not in _KINDS or (answer is not None and answer.get_statuscode() != _WELL):
        return None
    source = answer if answer is not None else record.rec_headers
    content = (source.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return _DOCUMENTS.get(content)
