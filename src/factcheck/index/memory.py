"""An index in memory: of the documents of one run."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence

from factcheck.index import Entry, Totals, totals, unpacked
from factcheck.model import Account, Metadata


class Memory:
    """The documents of a run, numbered as they are added: in the order of their paths."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._holders: dict[int, array[int]] = {}

    def add(self, entry: Entry) -> None:
        """Adds a document."""
        number = len(self._entries)
        self._entries.append(entry)
        for feature in entry.features:
            self._holders.setdefault(feature, array("L")).append(number)

    def __len__(self) -> int:
        """How many documents there are."""
        return len(self._entries)

    def numbers(self) -> Sequence[int]:
        """The numbers of all documents, in the order of their paths."""
        return range(len(self._entries))

    def entry(self, number: int) -> Entry:
        """The entry of a document."""
        return self._entries[number]

    def head(self, number: int) -> Entry:
        """The entry of a document, which is all here."""
        return self._entries[number]

    def metadata(self, number: int) -> Metadata:
        """What is known of a document."""
        return self._entries[number].metadata

    def account(self, number: int) -> Account:
        """What a document says."""
        kept = self._entries[number].account
        return kept if isinstance(kept, Account) else unpacked(kept)

    def kept(self, number: int) -> Account | bytes:
        """The account of a document in the form in which it is kept."""
        return self._entries[number].account

    def totals(self) -> Totals:
        """What all documents hold together."""
        return totals(self._entries)

    def features(self, number: int) -> Collection[int]:
        """What a document holds."""
        return self._entries[number].features

    def holders(self, feature: int) -> Sequence[int]:
        """The documents that hold a feature."""
        return self._holders.get(feature, ())

    def count(self, feature: int) -> int:
        """How many documents hold a feature."""
        return len(self._holders.get(feature, ()))

    def rank(self, number: int) -> int:
        """The place of a document in the order of files."""
        return number
