"""JSON: one article, a list of them, or an object that holds such a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from factcheck.model import Skipped
from factcheck.read import json_lines, records
from factcheck.read.article import Article
from factcheck.read.blob import Blob, Options, Unreadable, in_memory, whole
from factcheck.read.metadata import key_of
from factcheck.rules import Rules

_DEEPEST = 4  # objects around a list of articles


def read(blob: Blob, options: Options, rules: Rules) -> Iterator[Article | Skipped]:
    """The articles of the file; one with a record a line is read as such."""
    data = whole(blob.stream, options.max_file_size)
    if not data.strip():
        raise Unreadable("empty")
    try:
        found = json_lines.loads(data)
    except ValueError:
        if b"\n{" not in data.strip():
            raise Unreadable("no JSON: damaged, or cut off") from None
        lines = in_memory(data)
        yield from json_lines.read(replace(blob, stream=lines), options, rules)
        return
    yield from records.articles(blob, iter(enumerate(_records(found), 1)), options, "JSON")


def _records(found: object) -> list[object]:
    """The list of records in a value, looked for under the keys that such lists usually have; else the value alone."""
    for _ in range(_DEEPEST):
        if isinstance(found, list):
            return found
        if not isinstance(found, Mapping):
            break
        by_key = {key_of(str(key)): value for key, value in found.items()}
        held = next((by_key[key] for key in records.LIST_KEYS if isinstance(by_key.get(key), list | Mapping)), None)
        if held is None or any(isinstance(by_key.get(key_of(key)), str) for key in records.TEXT_KEYS):
            break
        found = held
    return [found]
