"""A partitioned index, read: an archive in a folder of files, of which no more is read than what is asked for.

Slower than SQLite for a single question, as every one reads a group of rows; but any number of processes write and read it at once, on
any disk that they share, and who asks for many documents has their features and accounts in one go.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

from factcheck.index import Entry, Totals, Where, layout, totals, unpacked
from factcheck.index.rows import entry_of
from factcheck.model import Account, Metadata, Skipped
from factcheck.pack import Damaged, Head, unpack_head
from factcheck.settings import Settings

if TYPE_CHECKING:
    from factcheck.index.postings import Postings

_PARTS, _BUCKETS, _GROUPS = 64, 16, 64  # that are held open, or in memory
_HELD, _MORE, _MOST = 500, 10_000, 100_000  # answers that are remembered: large, middling and small ones

Row = tuple[int, int, int]  # bucket, group and place
Meeting = tuple[int, Sequence[int]]  # how many documents hold a feature, and which, where that is few


class Parted:
    """The documents of a partitioned index, numbered in the order of their paths.

    `left_out` are those that take no part: known to be published before `since`, or after `until`.
    """

    def __init__(self, where: Where) -> None:
        """Opens an index.

        Raises:
            InputError: it cannot be used, or was built by another version or with other rules.
        """
        layout.require_libraries(where.path)
        self.where = where
        self._folder = where.path
        self._said = layout.manifest(where.path)
        where.require({"version": self._said.version, "rules": self._said.rules})
        self._ends = list(accumulate(part.documents for part in self._said.parts))
        self._met: dict[int, Meeting] = {}
        self._part = lru_cache(maxsize=_PARTS)(self._opened_part)
        self._bucket = lru_cache(maxsize=_BUCKETS)(self._opened_bucket)
        self._column = lru_cache(maxsize=_GROUPS)(self._read_column)
        self._group = lru_cache(maxsize=_GROUPS)(self._read_group)
        self.features = lru_cache(maxsize=_MORE)(self._features)
        self._count = lru_cache(maxsize=_MOST)(self._counted)
        self._held = lru_cache(maxsize=_HELD)(self._all_holders)
        self.left_out = frozenset(self._out_of_time()) if where.since or where.until else frozenset()

    @property
    def state(self) -> str:
        """What tells this index from what it was, or will be, under the same name."""
        return self._said.state

    @property
    def buckets(self) -> int:
        """In how many files the features are."""
        return self._said.buckets

    def close(self) -> None:
        """Lets go of the files."""
        for held in (self._part, self._bucket, self._column, self._group):
            held.cache_clear()

    # ---- documents --------------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        """How many documents there are."""
        return self._said.documents - len(self.left_out)

    @property
    def last(self) -> int:
        """The highest number of a document; -1 where there is none."""
        return self._said.documents - 1

    def numbers(self) -> Sequence[int]:
        """The numbers of all documents, in the order of their files."""
        every = range(self._said.documents)
        return array("I", (number for number in every if number not in self.left_out)) if self.left_out else every

    def rank(self, number: int) -> int:
        """The place of a document in the order of files."""
        return number

    def of_source(self, path: str) -> Iterator[int]:
        """The numbers of the documents in a file."""
        for place, part in enumerate(self._said.parts):
            if part.documents and part.first <= path <= part.last:
                start = self._ends[place] - part.documents
                with layout.guarded(self._folder):
                    sources = self._part(place)[0].read(columns=["source"], use_threads=False).column(0).to_pylist()
                yield from (start + row for row, source in enumerate(sources) if source == path)

    def account(self, number: int) -> Account:
        """What a document says."""
        with layout.guarded(self._folder):
            return unpacked(self._cell(number, "account"))

    def kept(self, number: int) -> bytes:
        """The account of a document as bytes."""
        with layout.guarded(self._folder):
            return bytes(self._cell(number, "account"))

    def accounts(self, numbers: Iterable[int]) -> Mapping[int, bytes]:
        """The accounts of several documents as bytes: what lies together is read once."""
        return {number: self.kept(number) for number in sorted(set(numbers))}

    def head(self, number: int) -> Head:
        """What is asked of a document more often than all that it says."""
        with layout.guarded(self._folder):
            return unpack_head(self._cell(number, "head"))

    def metadata(self, number: int) -> Metadata:
        """What is known of a document."""
        return self.head(number).metadata

    def entry(self, number: int) -> Entry:
        """The entry of a document."""
        return entry_of(self.head(number), self.features(number), self.kept(number))

    def _features(self, number: int) -> Collection[int]:
        with layout.guarded(self._folder):
            return frozenset(self._cell(number, "features"))

    def skipped(self) -> tuple[Skipped, ...]:
        """What could not be read when the index was built."""
        return self._said.skipped

    def unfinished(self) -> tuple[Skipped, ...]:
        """Nothing: there is an index when it is whole."""
        return ()

    def totals(self) -> Totals:
        """What all documents hold together."""
        if self.left_out:
            return totals(map(self.head, self.numbers()))
        return Totals(stated=self._said.stated, blocks=dict(self._said.blocks))

    def _out_of_time(self) -> Iterator[int]:
        covers = Settings(since=self.where.since, until=self.where.until).covers
        return (number for number in range(self._said.documents) if not covers(self.metadata(number).published))

    def _cell(self, number: int, column: str) -> Any:
        place = bisect_right(self._ends, number)
        if not 0 <= number <= self.last:
            raise Damaged(f"document {number} is not there")
        row = number - (self._ends[place] - self._said.parts[place].documents)
        group = bisect_right(self._part(place)[1], row)
        first = self._part(place)[1][group - 1] if group else 0
        return self._column(place, group, column)[row - first].as_py()

    def _opened_part(self, place: int) -> tuple[Any, list[int]]:
        """The file of a part, and where its groups end."""
        file = layout.opened(layout.part_file(self._folder, self._said.parts[place].name))
        ends = list(accumulate(file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)))
        if not ends or ends[-1] != self._said.parts[place].documents:
            raise Damaged("a part has other documents than were written")
        return file, ends

    def _read_column(self, place: int, group: int, column: str) -> Any:
        return self._part(place)[0].read_row_group(group, columns=[column], use_threads=False).column(0)

    # ---- features ---------------------------------------------------------------------------------------------------

    def meet(self, numbers: Iterable[int], found: Mapping[int, Meeting]) -> None:
        """Takes in what is known of all features of some documents; those that are not in it have one holder."""
        held = {feature for number in numbers for feature in self.features(number)}
        self._met = {feature: found.get(feature, (1, ())) for feature in held}

    def count(self, feature: int) -> int:
        """How many documents hold a feature."""
        met = self._met.get(feature)
        return met[0] if met is not None and met[0] else self._count(feature)

    def holders(self, feature: int) -> Sequence[int]:
        """The documents that hold a feature; where these are very many, they are read as they are asked for."""
        met = self._met.get(feature)
        return met[1] if met is not None and met[1] else self._held(feature)

    def _counted(self, feature: int) -> int:
        with layout.guarded(self._folder):
            if self.left_out:
                return len(self._held(feature))
            rows = self._rows(layout.key(feature))
            return int(self._group(*rows[0][:2]).counts[rows[0][2]]) if rows else 0

    def _all_holders(self, feature: int) -> Sequence[int]:
        with layout.guarded(self._folder):
            rows = self._rows(layout.key(feature))
            if len(rows) > 1 and not self.left_out:
                return Spread(self, rows, self._counted(feature))
            found = array("I")
            for row in rows:
                found.extend(self.row(row))
            return array("I", (number for number in found if number not in self.left_out)) if self.left_out else found

    def _rows(self, key: int) -> list[Row]:
        """The rows of a feature: bucket, group and place of each."""
        bucket = layout.bucket(key, self.buckets)
        firsts, lasts = self._bucket(bucket)[1:]
        found = []
        for group in range(bisect_left(lasts, key), bisect_right(firsts, key)):
            keys = self._group(bucket, group).keys
            same = keys.dtype.type(key)  # a number of Python would be compared as a float
            found += [(bucket, group, place) for place in range(int(keys.searchsorted(same)), int(keys.searchsorted(same, "right")))]
        return found

    def row(self, row: Row) -> array[int]:
        """The holders in a row."""
        found = array("I")
        with layout.guarded(self._folder):
            numbers = self._group(*row[:2]).cut(row[2], row[2] + 1).numbers
            found.frombytes(numbers.astype(found.typecode, copy=False).tobytes())
        return found

    def _opened_bucket(self, bucket: int) -> tuple[Any, list[int], list[int]]:
        """The file of a bucket, and the first and the last key of each of its groups."""
        file = layout.opened(layout.bucket_file(self._folder, self.state, bucket))
        found = [file.metadata.row_group(group).column(0).statistics for group in range(file.num_row_groups)]
        return file, [int(each.min) for each in found], [int(each.max) for each in found]

    def _read_group(self, bucket: int, group: int) -> Postings:
        from factcheck.index import postings  # with the libraries that may not be there

        return postings.of_group(self._bucket(bucket)[0], group)


class Spread(Sequence[int]):
    """Holders that stand in several rows, all of one length but for the last one, each read when it is asked for."""

    def __init__(self, held: Parted, rows: Sequence[Row], count: int) -> None:
        self._held, self._rows, self._count = held, rows, count
        self._length = len(held.row(rows[0]))
        self._read = lru_cache(maxsize=4)(held.row)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(map(self._held.row, self._rows))

    def __contains__(self, number: object) -> bool:
        place = bisect_left(self, number) if isinstance(number, int) else len(self)
        return place < len(self) and bool(self[place] == number)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(self._count))]
        row, within = divmod(place, self._length)
        return self._read(self._rows[row])[within]
