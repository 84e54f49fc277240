"""JSON Lines: a record a line, read one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator

from factcheck.model import Skipped
from factcheck.read import records
from factcheck.read.article import Article
from factcheck.read.blob import Blob, Options, bounded_lines, too_large
from factcheck.read.decode import decode
from factcheck.rules import Rules

_SHOWN = 3  # of the lines that are no JSON; the others are counted


def read(blob: Blob, options: Options, rules: Rules) -> Iterator[Article | Skipped]:
    """The articles of the file; a line that is no JSON is skipped with its number."""
    broken: list[Skipped] = []
    yield from records.articles(blob, _records(blob, options, broken), options, "JSON")
    yield from broken[:_SHOWN]
    if len(broken) > _SHOWN:
        yield Skipped(path=blob.path, reason=f"{len(broken) - _SHOWN:,} more lines that are no JSON")


def _records(blob: Blob, options: Options, broken: list[Skipped]) -> Iterator[tuple[int, object]]:
    number = 0
    for line in bounded_lines(blob.stream, options.max_file_size):
        if line is not None and not line.strip():
            continue
        number += 1
        try:
            if line is None:
                raise ValueError(too_large(options.max_file_size))
            yield number, loads(line)
        except (ValueError, RecursionError) as error:
            reason = str(error) if line is None else "nested too deeply" if isinstance(error, RecursionError) else "no JSON"
            broken.append(Skipped(path=f"{blob.path}#{number}", reason=reason))


def loads(data: bytes) -> object:
    """The value that JSON text stands for.

    Raises:
        ValueError: it is no JSON.
        RecursionError: it is nested too deeply.
    """
    text = decode(data)
    if text is None:
        raise ValueError("not a text file")
    return json.loads(text, parse_int=str, parse_float=str)  # no number is used as one, and a long one costs time
