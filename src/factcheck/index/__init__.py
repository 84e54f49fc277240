"""Index: the documents of a run with their accounts, and which of them hold what. In memory, or saved in a file.

An index answers two questions: what a document says (its account), and which documents hold a feature. Grouping needs no more.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from factcheck import group
from factcheck.group import Holders, Key
from factcheck.model import Account, Metadata, Suppression

ENDING = ".fcx"  # of a saved index
MARK = 0x46435831  # "FCX1": SQLite keeps it in the head of the file, and so can be told whose file it is
_HEAD = b"SQLite format 3\x00"
_UNPACKED = 2_000  # accounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document of an index: its account, as it is or packed, and what is asked of it more often than the whole.

    `features` are what it can be met by, `blocks` the number of its claims under each blocking key, `stated` the number of its
    claims that its text states itself.
    """

    metadata: Metadata
    features: frozenset[int]
    blocks: tuple[tuple[Key, int], ...]
    stated: int
    flawed: bool
    suppressions: tuple[Suppression, ...]
    new: bool
    account: Account | bytes


def entry(account: Account, kept: Account | bytes | None = None) -> Entry:
    """The entry of an account; `kept` is the form in which the account goes in."""
    counted = Counter(map(group.key, account.claims))
    return Entry(
        metadata=account.metadata,
        features=group.features(account),
        blocks=tuple(sorted(counted.items())),
        stated=sum(not claim.derived_from for claim in account.claims),
        flawed=bool(account.flaws),
        suppressions=account.suppressions,
        new=account.new,
        account=account if kept is None else kept,
    )


class Index(Holders, Protocol):
    """The documents of a run, by number."""

    def numbers(self) -> Sequence[int]:
        """The numbers of all documents, in the order of their paths."""
        ...

    def entry(self, number: int) -> Entry:
        """The entry of a document."""
        ...

    def metadata(self, number: int) -> Metadata:
        """What is known of a document."""
        ...

    def account(self, number: int) -> Account:
        """What a document says."""
        ...

    def kept(self, number: int) -> Account | bytes:
        """The account of a document in the form in which it is kept."""
        ...

    def totals(self) -> Totals:
        """What all documents hold together."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What documents hold together: claims that their texts state, and claims under each blocking key."""

    stated: int
    blocks: Mapping[Key, int]


def totals(entries: Iterable[Entry]) -> Totals:
    """What documents hold together."""
    stated, blocks = 0, Counter[Key]()
    for each in entries:
        stated += each.stated
        blocks.update(dict(each.blocks))
    return Totals(stated=stated, blocks=blocks)


def entries(index: Index) -> Iterator[Entry]:
    """The entries of all documents, in the order of their paths."""
    return map(index.entry, index.numbers())


def packed(found: Account | bytes) -> bytes:
    """An account as bytes, which cross to another process at a fraction of what the records take."""
    from factcheck.pack import pack

    return pack(found) if isinstance(found, Account) else found


@lru_cache(maxsize=_UNPACKED)
def unpacked(data: bytes) -> Account:
    """The account of which these are the bytes; those that were asked for last are kept open."""
    from factcheck.pack import unpack

    return unpack(data)


def without(numbers: array[int], others: Collection[int]) -> array[int]:
    """Ascending numbers without some others."""
    if len(others) * 10 > len(numbers):
        return array(numbers.typecode, (number for number in numbers if number not in others)) if others else numbers
    for other in others:
        place = bisect_left(numbers, other)
        if place < len(numbers) and numbers[place] == other:
            del numbers[place]
    return numbers


def is_saved(path: str | Path) -> bool:
    """Whether a file is a saved index, going by its first bytes, or by its ending where it is empty or damaged."""
    return has_mark(path) or (Path(path).suffix == ENDING and Path(path).is_file())


def has_mark(path: str | Path) -> bool:
    """Whether a file begins as a saved index does."""
    try:
        with open(path, "rb") as file:
            head = file.read(72)
    except OSError:
        return False
    return head.startswith(_HEAD) and head[68:72] == MARK.to_bytes(4, "big")
