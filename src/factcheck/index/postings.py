"""Postings: which documents hold which features, as columns of numbers: as they are sorted, shuffled and read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow.parquet import ParquetFile, ParquetWriter

from factcheck.pack import Damaged

SCHEMA = pa.schema([("key", pa.uint64()), ("count", pa.uint32()), ("holders", pa.list_(pa.uint32()))])

Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Postings:
    """Keys of features, how many documents hold each, where the numbers of those begin that are told of each, and these.

    There is one start more than there are keys. All documents need not be told of.
    """

    keys: Numbers
    counts: Numbers
    starts: Numbers
    numbers: Numbers

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def told(self) -> Numbers:
        """How many documents are told of each."""
        return np.diff(self.starts)

    @property
    def rows(self) -> Numbers:
        """The place of the key of each document."""
        return np.repeat(np.arange(len(self)), self.told)

    def cut(self, first: int, last: int) -> Postings:
        """Those from one place up to another."""
        starts = self.starts[first : last + 1]
        return Postings(self.keys[first:last], self.counts[first:last], starts - starts[0], self.numbers[starts[0] : starts[-1]])

    def numbered_from(self, first: int) -> Postings:
        """The same with other numbers of documents."""
        return Postings(self.keys, self.counts, self.starts, self.numbers + np.uint32(first))

    def as_bytes(self) -> bytes:
        """The columns one behind the other, behind the number of keys; nothing where there are none."""
        columns = (self.keys.astype("<u8"), self.counts.astype("<u4"), self.told.astype("<u4"), self.numbers.astype("<u4"))
        return b"".join((len(self).to_bytes(8, "little"), *(column.tobytes() for column in columns))) if len(self) else b""

    def write(self, file: ParquetWriter, together: int) -> None:
        """Adds them to a file, so many keys to a group."""
        holders = pa.ListArray.from_arrays(pa.array(self.starts, pa.int32()), pa.array(self.numbers, pa.uint32()))
        columns = [pa.array(self.keys, pa.uint64()), pa.array(self.counts, pa.uint32()), holders]
        file.write_table(pa.table(columns, SCHEMA), row_group_size=together)


EMPTY = Postings(np.empty(0, "u8"), np.empty(0, "i8"), np.zeros(1, "i8"), np.empty(0, "u4"))


def of_told(keys: Numbers, counts: Numbers, told: Numbers, numbers: Numbers) -> Postings:
    """Postings of which each key has so many numbers.

    Raises:
        Damaged: they do not fit.
    """
    starts = np.append(0, np.cumsum(told, dtype=np.int64))
    if starts[-1] != len(numbers):
        raise Damaged("numbers of documents are missing")
    return Postings(keys, counts, starts, numbers)


def of_bytes(data: bytes) -> Postings:
    """The postings of which these are the bytes."""
    if not data:
        return EMPTY
    count = int.from_bytes(data[:8], "little")
    keys = np.frombuffer(data, "<u8", count, 8)
    counts, told = (np.frombuffer(data, "<u4", count, 8 + offset * count) for offset in (8, 12))
    return of_told(keys, counts.astype(np.int64), told, np.frombuffer(data, "<u4", -1, 8 + 16 * count))


def of_group(file: ParquetFile, group: int) -> Postings:
    """A group of a file."""
    found = file.read_row_group(group, use_threads=False).combine_chunks()
    holders = found.column(2).chunk(0)
    starts = holders.offsets.to_numpy().astype(np.int64)
    return Postings(
        found.column(0).to_numpy(), found.column(1).to_numpy().astype(np.int64), starts - starts[0], holders.flatten().to_numpy()
    )


def of_pairs(keys: Numbers, numbers: Numbers) -> Postings:
    """The postings of keys and documents, pair by pair, those of one key in the order of the documents."""
    order = np.argsort(keys, kind="stable")
    held, starts, counts = np.unique(keys[order], return_index=True, return_counts=True)
    return Postings(held, counts, np.append(starts, len(keys)).astype(np.int64), numbers[order])


def joined(several: Sequence[Postings]) -> Postings:
    """Postings one behind the other."""
    if len(several) == 1:
        return several[0]
    columns = zip(*((each.keys, each.counts, each.told, each.numbers) for each in several or (EMPTY,)), strict=True)
    return of_told(*map(np.concatenate, columns))


def merged(several: Iterable[Postings]) -> Postings:
    """Postings of further and further documents as one, sorted by their keys."""
    one = joined(tuple(several))
    return of_pairs(one.keys[one.rows], one.numbers)
