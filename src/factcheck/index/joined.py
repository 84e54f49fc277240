"""A saved index together with documents of this run, as one."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from factcheck.group import is_holder
from factcheck.index import Entry, Index, Noted, Stored, Totals, totals, without
from factcheck.model import Account, Metadata

_NUMBER = "I"  # of a document: 32 bits
_HELD = 2_000  # holders of features that are remembered


class Joined:
    """The documents of a saved index, and behind these the others.

    `sources` are the paths of the files of the others: what the index holds of these files is not seen.
    """

    def __init__(self, saved: Stored, more: Index, sources: Iterable[str]) -> None:
        self._saved = saved
        self._more = more
        self._first = saved.last + 1
        self._hidden = frozenset(number for source in sources for number in saved.of_source(source)) - saved.left_out
        self.holders = lru_cache(maxsize=_HELD)(self._holders)

    def __len__(self) -> int:
        """How many documents there are."""
        return len(self._saved) - len(self._hidden) + len(self._more)

    def of_more(self, number: int) -> int:
        """The number here of one of the other documents."""
        return self._first + number

    def numbers(self) -> Sequence[int]:
        """The numbers of all documents, those of the index first."""
        kept = [number for number in self._saved.numbers() if number not in self._hidden]
        return [*kept, *map(self.of_more, self._more.numbers())]

    def rank(self, number: int) -> int:
        """The place of a document: that of the index, and behind it that of the others."""
        return self._saved.rank(number) if number < self._first else number

    def entry(self, number: int) -> Entry:
        """The entry of a document."""
        return self._saved.entry(number) if number < self._first else self._more.entry(number - self._first)

    def head(self, number: int) -> Noted:
        """What of the entry is sooner told than all of it."""
        return self._saved.head(number) if number < self._first else self._more.head(number - self._first)

    def metadata(self, number: int) -> Metadata:
        """What is known of a document."""
        return self._saved.metadata(number) if number < self._first else self._more.metadata(number - self._first)

    def account(self, number: int) -> Account:
        """What a document says."""
        return self._saved.account(number) if number < self._first else self._more.account(number - self._first)

    def kept(self, number: int) -> Account | bytes:
        """The account of a document in the form in which it is kept."""
        return self._saved.kept(number) if number < self._first else self._more.kept(number - self._first)

    def features(self, number: int) -> Collection[int]:
        """What a document holds."""
        return self._saved.features(number) if number < self._first else self._more.features(number - self._first)

    def _holders(self, feature: int) -> Sequence[int]:
        saved, more = self._saved.holders(feature), self._more.holders(feature)
        if not self._hidden:
            return Chained(saved, array(_NUMBER, map(self.of_more, more))) if more else saved
        return without(array(_NUMBER, saved), self._hidden) + array(_NUMBER, map(self.of_more, more))

    def count(self, feature: int) -> int:
        """How many documents hold a feature."""
        hidden = sum(feature in self._saved.features(number) for number in self._hidden)
        return self._saved.count(feature) - hidden + self._more.count(feature)

    def totals(self) -> Totals:
        """What all documents hold together."""
        parts = self._saved.totals(), self._more.totals()
        hidden = totals(map(self._saved.head, self._hidden))
        blocks = Counter(parts[0].blocks)
        blocks.update(parts[1].blocks)
        blocks.subtract(hidden.blocks)
        return Totals(stated=sum(part.stated for part in parts) - hidden.stated, blocks=blocks)


class Chained(Sequence[int]):
    """Ascending numbers, and behind them others: very many are not copied for the few."""

    def __init__(self, first: Sequence[int], second: Sequence[int]) -> None:
        self._first, self._second, self._size = first, second, len(first)

    def __len__(self) -> int:
        return self._size + len(self._second)

    def __iter__(self) -> Iterator[int]:
        return chain(self._first, self._second)

    def __contains__(self, number: object) -> bool:
        return is_holder(number, self._first) or is_holder(number, self._second)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        return self._first[place] if place < self._size else self._second[place - self._size]
