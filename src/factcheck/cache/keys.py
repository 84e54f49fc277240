"""Keys: a hash of all that the reading of a file hangs on.

That is its bytes, its name and printed path, what the `documents.toml` beside it says of it, how it was asked for, the options, the
rules, and the program with the libraries that it reads with.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from factcheck import rules
from factcheck.batches import Files
from factcheck.errors import InputError
from factcheck.read import Source, documents_toml
from factcheck.read.blob import Unreadable, whole
from factcheck.read.files import opened

MANY = 1_000_000  # bytes; a file of many documents that is larger is not kept
_SIZE = 20  # bytes of a key
_PACKAGE = os.path.dirname(os.path.dirname(__file__))


class Keys:
    """The keys of files that are read in one way."""

    def __init__(self, asked: Files, form: tuple[object, ...] = ()) -> None:
        """`form` tells apart what is made of the same file."""
        settings = asked.settings
        self._largest = settings.max_file_size
        self._published = asked.published
        self._check = asked.check
        how = (settings.max_file_size, settings.text_key, settings.date_key, settings.source_key, rules.load(settings.rules).digest, form)
        self._whole = f"{how!r} {program()}"

    def of(self, source: Source) -> bytes | None:
        """The key of a file; None where it cannot be read, is too large, or lies elsewhere."""
        if source.remote is not None:
            return None
        try:
            with opened(source) as stream:
                content = whole(stream, min(self._largest, MANY) if source.holds_many else self._largest)
            told = documents_toml.concerning(source.file, source.path)
        except (OSError, Unreadable, InputError):
            return None
        # new documents are checked by themselves in any case
        asked = (
            source.path,
            source.file.name,
            source.named,
            source.new or self._check,
            source.new,
            self._published if source.new else None,
        )
        made = blake2b(content, digest_size=_SIZE)
        made.update(f"{self._whole} {asked!r} {source.ours} {told!r}".encode())
        return made.digest()


@cache
def program() -> str:
    """A hash of the program and of the names and versions of all that is installed beside it."""
    made = blake2b(sys.version.encode(), digest_size=_SIZE)
    for path in sorted(_modules(_PACKAGE)):
        made.update(Path(path).read_bytes())
    made.update(repr(sorted(_installed())).encode())
    return made.hexdigest()


def _modules(folder: str) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.name.endswith(".py"):
            yield entry.path
        elif entry.is_dir():
            yield from _modules(entry.path)


def _installed() -> Iterator[str]:
    for folder in sys.path:
        if os.path.isdir(folder):
            yield from (name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info")))
