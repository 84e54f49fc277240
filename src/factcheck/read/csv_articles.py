"""CSV of articles: a record a row, under the names of the first row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from factcheck.model import Skipped
from factcheck.read import records
from factcheck.read.article import Article
from factcheck.read.blob import Blob, Options, Unreadable
from factcheck.read.decode import encoding_of
from factcheck.rules import Rules

_HEAD = 64 * 1024


def read(blob: Blob, options: Options, rules: Rules) -> Iterator[Article | Skipped]:
    """The articles of the file, row by row."""
    head = blob.head(_HEAD)
    encoding = encoding_of(head, cut=True)
    if encoding is None:
        raise Unreadable("not a text file")
    text = io.TextIOWrapper(blob.stream, encoding=encoding, errors="replace", newline="")
    rows = csv.reader(_lines(text, options.max_file_size), delimiter=_delimiter(head.decode(encoding, errors="replace")))
    try:
        yield from records.articles(blob, _records(rows, options), options, "CSV")
    finally:
        text.detach()  # else it would close the stream, which is not ours


def _delimiter(head: str) -> str:
    """The mark between the names of the first row."""
    first = head.split("\n", 1)[0]
    return max(",;\t|", key=first.count)


def _lines(text: io.TextIOWrapper, limit: int) -> Iterator[str]:
    while line := text.readline(limit + 1):
        if len(line) > limit:
            raise Unreadable(f"a line of more than {limit:,} characters")
        yield line.replace("\0", "")


def _records(rows: Iterator[list[str]], options: Options) -> Iterator[tuple[int, object]]:
    names = _next(rows, options)
    number = 0
    while names is not None and (cells := _next(rows, options)) is not None:
        number += 1
        yield number, dict(zip(names, cells, strict=False))


def _next(rows: Iterator[list[str]], options: Options) -> list[str] | None:
    """The next row that is filled. The largest cell is a setting of the whole program, and is put back."""
    before = csv.field_size_limit(options.max_file_size)
    try:
        return next((row for row in rows if row), None)
    except csv.Error:
        raise Unreadable("no CSV: damaged, or a cell that is too large") from None
    finally:
        csv.field_size_limit(before)
