"""Reading what is compressed, within bounds: a small file may stand for more bytes than a disk holds."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Protocol

from factcheck.read.blob import Stream, Unreadable

_RATIO = 200  # text shrinks to a twentieth, repetitive records to a hundredth
_FREE = 10_000_000  # bytes that any file may become
_CUT_OFF = "damaged, or cut off"


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Allowance:
    """How many more bytes may come out of the compressed ones; members of one archive share it."""

    def __init__(self) -> None:
        self._given = 0

    def spend(self, size: int, compressed: int) -> None:
        """Counts bytes that came out.

        Raises:
            Unreadable: too many for the `compressed` bytes that they came from.
        """
        self._given += size
        if self._given > _FREE + _RATIO * compressed:
            raise Unreadable(f"unpacks to more than {_RATIO} times its size")


class Inflated(io.RawIOBase):
    """A decompressing stream that ends with `Unreadable` where it is damaged or swells too much."""

    def __init__(self, source: _Readable, compressed: Callable[[], int], allowance: Allowance) -> None:
        self._source, self._compressed, self._allowance = source, compressed, allowance

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what io hands over
        """The next bytes, into the buffer."""
        try:
            data = self._source.read(len(buffer))
        except Exception as error:  # each kind of packing has errors of its own
            raise Unreadable(_CUT_OFF) from error
        self._allowance.spend(len(data), self._compressed())
        buffer[: len(data)] = data
        return len(data)


class Counted(io.RawIOBase):
    """A stream that counts what was read of it."""

    def __init__(self, source: Stream) -> None:
        self._source = source
        self.count = 0

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what io hands over
        """The next bytes, into the buffer."""
        size = self._source.readinto(buffer)
        self.count += size
        return size
