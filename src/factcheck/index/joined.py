"""A saved index together with documents of this run, as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from factcheck.group import HOT
from factcheck.index import Entry, Index, Totals, totals
from factcheck.index.saved import Saved
from factcheck.model import Account


class Joined:
    """The documents of a saved index, and behind these the others. What lies in both under one path is the other's."""

    def __init__(self, saved: Saved, more: Index) -> None:
        self._saved = saved
        self._more = more
        self._first = saved.last + 1
        found = (saved.numbered(more.entry(number).metadata.path) for number in more.numbers())
        self._hidden = frozenset(number for number in found if number is not None) - saved.left_out

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

    def entry(self, number: int) -> Entry:
        """The entry of a document."""
        return self._saved.entry(number) if number < self._first else self._more.entry(number - self._first)

    def account(self, number: int) -> Account:
        """What a document says."""
        return self._saved.account(number) if number < self._first else self._more.account(number - self._first)

    def features(self, number: int) -> Collection[int]:
        """What a document holds."""
        return self._saved.features(number) if number < self._first else self._more.features(number - self._first)

    def holders(self, feature: int) -> Sequence[int]:
        """The documents that hold a feature."""
        saved, more = self._saved.holders(feature), self._more.holders(feature)
        if self._hidden and len(saved) <= HOT + len(self._hidden):  # nobody looks at more one by one
            saved = [number for number in saved if number not in self._hidden]
        return [*saved, *map(self.of_more, more)] if more else saved

    def totals(self) -> Totals:
        """What all documents hold together."""
        parts = self._saved.totals(), self._more.totals()
        hidden = totals(map(self._saved.entry, self._hidden))
        blocks = Counter(parts[0].blocks)
        blocks.update(parts[1].blocks)
        blocks.subtract(hidden.blocks)
        return Totals(stated=sum(part.stated for part in parts) - hidden.stated, blocks=blocks)
