"""Shelf: records in their order, of which a run may find more than its memory holds; in a list, or in a file of a disk.

The file has no name, and is gone with the last one who holds the shelf, or with the run, however that ends.
"""

from __future__ import annotations

import os
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar, overload
from weakref import finalize

from factcheck.errors import InputError

_WRITTEN, _READ = 1 << 20, 256  # bytes that are written, and records that are read, in one go

T = TypeVar("T")


class Shelf(Sequence[T]):
    """Records in a file, each made anew when it is asked for."""

    def __init__(self, encode: Callable[[T], bytes], decode: Callable[[bytes], T], folder: str | None = None) -> None:
        """Makes the file in a folder, or in that for temporary files.

        Raises:
            InputError: nothing can be written there, now or later.
        """
        self._encode, self._decode = encode, decode
        self._folder = folder
        self._ends = array("Q", (0,))
        self._due = bytearray()
        try:
            self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115  # it is open as long as the shelf is there
        except OSError as error:
            raise self._full(error) from None
        finalize(self, self._file.close)

    def append(self, record: T) -> None:
        """Puts a record behind the others."""
        data = self._encode(record)
        self._due += data
        self._ends.append(self._ends[-1] + len(data))
        if len(self._due) >= _WRITTEN:
            self._write()

    def extend(self, records: Iterable[T]) -> None:
        """Puts records behind the others."""
        for record in records:
            self.append(record)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[T]:
        for first in range(0, len(self), _READ):
            yield from self[first : first + _READ]

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...
    def __getitem__(self, place: Any) -> Any:
        places = range(len(self))[place]
        if isinstance(places, int):
            return self._decode(self._read(places, places + 1))
        if places.step != 1 or not places:
            return tuple(self[each] for each in places)
        data, ends = self._read(places.start, places.stop), self._ends[places.start : places.stop + 1]
        return tuple(self._decode(data[first - ends[0] : last - ends[0]]) for first, last in pairwise(ends))

    def _read(self, first: int, last: int) -> bytes:
        if self._due:
            self._write()
        self._file.seek(self._ends[first])
        size, pieces = self._ends[last] - self._ends[first], list[bytes]()
        while size and (piece := self._file.read(size)):
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def _write(self) -> None:
        try:
            self._file.seek(self._ends[-1] - len(self._due))
            while self._due:
                del self._due[: self._file.write(self._due)]
        except OSError as error:
            raise self._full(error) from None

    def _full(self, error: OSError) -> InputError:
        where = self._folder or os.environ.get("TMPDIR") or "the folder for temporary files"
        return InputError(where, f"cannot be written: {error.strerror}; name a folder with more room with --work, or TMPDIR")


Records = list[T] | Shelf[T]


@dataclass(frozen=True, slots=True)
class Room:
    """Where records are put: in memory, or on disk in a folder; None is that for temporary files."""

    on_disk: bool = False
    folder: str | None = None

    def records(self, kind: type[T]) -> Records[T]:
        """A place for records of a kind."""
        if not self.on_disk:
            return []
        from factcheck.pack import form  # with the library that a scan in memory has no use for

        return Shelf(*form(kind), self.folder)

    def keep(self, kind: type[T], found: Iterable[T]) -> Sequence[T]:
        """The records of a kind, kept here; in memory as a tuple."""
        records = self.records(kind)
        records.extend(found)
        return arranged(records)


class Arranged(Sequence[T]):
    """The records of a shelf in another order, or some of them."""

    def __init__(self, records: Sequence[T], places: Iterable[int]) -> None:
        self._records, self._places = records, array("Q", places)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...
    def __getitem__(self, place: Any) -> Any:
        found = self._places[place]
        return self._records[found] if isinstance(found, int) else tuple(map(self._records.__getitem__, found))


def arranged(records: Records[T], places: Iterable[int] | None = None) -> Sequence[T]:
    """The records, or those at some places in this order, when nothing is added any more; of a list as a tuple."""
    if isinstance(records, list):
        return tuple(records) if places is None else tuple(map(records.__getitem__, places))
    return records if places is None else Arranged(records, places)
