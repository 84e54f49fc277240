"""Buckets: the features of a partitioned index, merged from what the parts have, and dealt to the documents that hold them.

All documents are in slices of one size, by number. A slice is dealt each feature that one of its documents shares with another one: how
many documents hold it and, where they are few enough to lead anywhere, which; so that it need not ask for one after the other.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from pyarrow.parquet import ParquetWriter

from factcheck.index import Where, layout, postings, sections
from factcheck.index.files import put
from factcheck.index.parted import Meeting, Parted
from factcheck.index.postings import Numbers, Postings
from factcheck.index.stored import kept_open

HOLDERS = 1 << 16  # of one row: those of a feature that more documents hold stand in several rows
_TOGETHER = 1024  # features of a group
_AT_ONCE = 1 << 20  # postings that are sorted, or dealt, together
_HANDS = 32_000_000  # bytes that are dealt together


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """A bucket to be made of what the parts hold for it. `parts` are their names and how many documents each has, in order."""

    folder: str
    state: str
    number: int
    buckets: int
    parts: tuple[tuple[str, int], ...]


def merge(bucket: Bucket) -> None:
    """Writes a bucket, unless it is there. Held are the postings of the parts for it; sorted are no more than so many of them at once."""
    place = layout.bucket_file(bucket.folder, bucket.state, bucket.number)
    with layout.guarded(bucket.folder):
        if not place.exists():
            put(place, lambda draft: _write(draft, tuple(_runs(bucket))))


def _runs(bucket: Bucket) -> Iterator[Postings]:
    """What each part holds of the bucket, its keys ascending."""
    first, last = layout.share(bucket.number, bucket.buckets)
    offset = 0
    for name, documents in bucket.parts:
        found = sections.read(Path(bucket.folder) / layout.SHUFFLE / name, first, last)
        yield postings.joined([postings.of_bytes(data) for data in found if data]).numbered_from(offset)
        offset += documents


def _write(draft: Path, runs: Sequence[Postings]) -> None:
    """Writes the keys of sorted runs, ascending, a range of them after the other."""
    several = (postings.EMPTY, *runs)
    keys, places = np.unique(np.concatenate([run.keys for run in several]), return_inverse=True)
    counts = np.bincount(places, weights=np.concatenate([run.told for run in several])).astype(np.int64)
    with ParquetWriter(draft, postings.SCHEMA, compression="zstd", write_page_checksum=True, use_dictionary=False) as file:
        for first, last in _spans(counts):
            found = postings.merged(_between(run, keys[first], keys[last - 1]) for run in runs)
            if len(found) > 1:
                found.write(file, _TOGETHER)
            else:
                _spread(found).write(file, 1)


def _between(run: Postings, first: np.uint64, last: np.uint64) -> Postings:
    return run.cut(int(np.searchsorted(run.keys, first)), int(np.searchsorted(run.keys, last, "right")))


def _spread(one: Postings) -> Postings:
    """A feature in as many rows as its documents need, each with their whole number."""
    starts = np.append(np.arange(0, len(one.numbers), HOLDERS), len(one.numbers))
    return Postings(one.keys.repeat(len(starts) - 1), one.counts.repeat(len(starts) - 1), starts, one.numbers)


def _spans(counts: Numbers) -> Iterator[tuple[int, int]]:
    """Ranges of features that are sorted together; one that very many hold stands alone."""
    first, total = 0, 0
    for place, count in enumerate(counts.tolist()):
        if place > first and (total + count > _AT_ONCE or count > HOLDERS):
            yield first, place
            first, total = place, 0
        total += count
        if count > HOLDERS:
            total = _AT_ONCE
    if first < len(counts):
        yield first, len(counts)


# ---- dealing --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A bucket to be dealt to slices of `size` documents; what more than `most` documents hold leads nowhere. `into` is a folder."""

    where: Where
    bucket: int
    size: int
    most: int
    into: str


def deal(asked: Deal) -> tuple[str, ...]:
    """Writes what a bucket holds for each slice, and gives the names of the files, which have a section for each."""
    names: list[str] = []
    with kept_open(asked.where) as held, layout.guarded(asked.where.path):
        if not isinstance(held, Parted):
            return ()
        slices = held.last // asked.size + 1
        for found in _read(asked):
            taking_part = _in_time(found, held) if held.left_out else found
            for few in _pieces(taking_part, asked.most):
                names.append(f"{asked.bucket:04}-{len(names):04}")
                sections.write(Path(asked.into) / names[-1], _hands(few, asked, slices))
    return tuple(names)


def _read(asked: Deal) -> Iterator[Postings]:
    """The features of a bucket, a good many at a time."""
    file = layout.opened(layout.bucket_file(asked.where.path, asked.where.state, asked.bucket))
    taken: list[Postings] = []
    for group in range(file.num_row_groups):
        taken.append(postings.of_group(file, group))
        if sum(len(each.numbers) for each in taken) >= _AT_ONCE:
            yield postings.joined(taken)
            taken = []
    if taken:
        yield postings.joined(taken)


def _in_time(found: Postings, held: Parted) -> Postings:
    """The postings of those documents alone that take part. A count of 0 is one that is to be asked for: not all of it is here."""
    takes_part = np.ones(held.last + 1, dtype=bool)
    takes_part[list(held.left_out)] = False
    kept = takes_part[found.numbers]
    told = np.bincount(found.rows[kept], minlength=len(found))
    return postings.of_told(found.keys, np.where(found.told == found.counts, told, 0), told, found.numbers[kept])


def _pieces(found: Postings, most: int) -> Iterator[Postings]:
    """The postings in pieces of which no more than so many bytes are dealt, as far as one feature allows."""
    told = found.told
    costs = np.cumsum(told * np.where(_lead(found, most), 4 * told, 16))
    cuts = (np.flatnonzero(np.diff(costs // _HANDS)) + 1).tolist()
    for first, last in pairwise((0, *cuts, len(found))):
        yield found.cut(first, last)


def _lead(found: Postings, most: int) -> Numbers:
    """Which features lead from one document to others; all of these are told of."""
    leads: Numbers = (found.counts > 1) & (found.counts <= most) & (found.counts == found.told)
    return leads


def _hands(found: Postings, asked: Deal, slices: int) -> list[bytes]:
    """What each slice is dealt: a feature once, in how many of its documents it may be."""
    row, place = found.rows, found.numbers.astype(np.int64) // asked.size
    once = np.flatnonzero((np.diff(row, prepend=-1) != 0) | (np.diff(place, prepend=-1) != 0))
    once = once[found.counts[row[once]] != 1]
    once = once[np.argsort(place[once], kind="stable")]
    row, place = row[once], place[once]
    told = np.where(_lead(found, asked.most), found.told, 0)[row]
    starts = np.append(0, np.cumsum(told))
    numbers = found.numbers[np.repeat(found.starts[row] - starts[:-1], told) + np.arange(starts[-1])]
    dealt = Postings(found.keys[row], found.counts[row], starts, numbers)
    return [dealt.cut(first, last).as_bytes() for first, last in pairwise(np.searchsorted(place, np.arange(slices + 1)))]


def hand(folder: str, names: Iterable[str], place: int) -> Mapping[int, Meeting]:
    """What a slice was dealt."""
    found: dict[int, Meeting] = {}
    for name in names:
        (data,) = sections.read(Path(folder) / name, place, place + 1)
        dealt = postings.of_bytes(data)
        numbers = array("I", dealt.numbers.astype("u4").tobytes())
        told = [numbers[first:last] for first, last in pairwise(dealt.starts.tolist())]
        found.update(zip(layout.features(dealt.keys), zip(dealt.counts.tolist(), told, strict=True), strict=True))
    return found
