"""Bytes with a name, and what is made of them: the two ends of every reader of a format.

    Blob → reader of its format → Article, further Blobs (members of an archive), or Skipped

A reader that cannot go on raises `Unreadable`; what it gave before stays.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeAlias

from factcheck.model import Skipped
from factcheck.read.article import Article
from factcheck.read.metadata import Statement

if TYPE_CHECKING:
    from factcheck.rules import Rules

LARGEST_FILE = 50_000_000  # bytes
_PIECE = 1 << 20

Stream: TypeAlias = "io.BufferedReader[Any]"


class Unreadable(Exception):  # noqa: N818  it is a state of the bytes, and no fault of the program
    """Bytes that cannot be read, or not further; the message is the reason that users see."""


class Missing(Unreadable):
    """Bytes that cannot be read without a library that is not installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What users may ask of the readers: the largest file in bytes, and the keys of records in JSON and CSV."""

    max_file_size: int = LARGEST_FILE
    text_key: str | None = None
    date_key: str | None = None
    source_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """A file, a member of an archive, an attachment: its bytes from the first one on, once, and how its path is printed.

    `name` is its own file name, `depth` counts the archives around it, and `told` is what they say of it. `named` is a file
    that the user pointed at. `format` is the format's name where an archive already knows it.
    """

    path: str
    name: str
    stream: Stream
    told: tuple[Statement, ...] = ()
    depth: int = 0
    named: bool = False
    format: str | None = None

    @property
    def ending(self) -> str:
        """The ending of the name, in small letters, with its dot."""
        return PurePosixPath(self.name).suffix.lower()

    def head(self, size: int) -> bytes:
        """The first bytes, which stay in the stream; fewer than asked for where the stream gives fewer at once."""
        return self.stream.peek(size)[:size]

    def inside(self, address: str, stream: Stream, **others: object) -> Blob:
        """What stands at an address within it: `dump.zip#a/b.txt`."""
        name = PurePosixPath(address).name or address
        return replace(self, path=f"{self.path}#{address}", name=name, stream=stream, depth=self.depth + 1, format=None, **others)  # type: ignore[arg-type]  # of the same names


Item: TypeAlias = Article | Blob | Skipped
Reader: TypeAlias = Callable[[Blob, Options, "Rules"], Iterator[Item]]


def in_memory(data: bytes) -> Stream:
    """Bytes as a stream."""
    return io.BufferedReader(io.BytesIO(data))


def whole(stream: Stream, limit: int) -> bytes:
    """Everything that is left of a stream.

    Raises:
        Unreadable: it holds more bytes than the limit.
    """
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > limit:
            raise Unreadable(too_large(limit))
        pieces.append(piece)
    return b"".join(pieces)


def too_large(limit: int) -> str:
    """The reason for leaving out what is larger than the limit."""
    size = f"{limit / 1_000_000:g} MB" if limit >= 1_000_000 else f"{limit:,} bytes"
    return f"larger than {size}, see --max-file-size"


def bounded_lines(stream: Stream, limit: int) -> Iterator[bytes | None]:
    """The lines of a stream with their ends; None for one that is longer than the limit."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_PIECE)
        yield None
