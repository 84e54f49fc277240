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
from factcheck.errors import InputError
from factcheck.group import Holders, Key
from factcheck.model import Account, Metadata, Period, Skipped, Suppression

ENDING = ".fcx"  # of a saved index
MANIFEST = "manifest.fcx"  # of a partitioned one; a folder that holds it is no folder of documents
MARK = 0x46435831  # "FCX1": SQLite keeps it in the head of the file, and so can be told whose file it is
_HEAD = b"SQLite format 3\x00"
_UNPACKED = 2_000  # accounts


class Noted(Protocol):
    """What is asked of a document more often than all that it says; see `Entry`."""

    @property
    def metadata(self) -> Metadata: ...  # noqa: D102
    @property
    def blocks(self) -> tuple[tuple[Key, int], ...]: ...  # noqa: D102
    @property
    def stated(self) -> int: ...  # noqa: D102
    @property
    def flawed(self) -> bool: ...  # noqa: D102
    @property
    def suppressions(self) -> tuple[Suppression, ...]: ...  # noqa: D102


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

    def head(self, number: int) -> Noted:
        """What of the entry is sooner told than all of it."""
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
class Where:
    """Where a saved index lies, and what must be so of it, so that any process opens the same one.

    Documents known to be published before `since`, or after `until`, take no part. `state` tells the index from what it was, or will
    be, under the same name; empty where any will do.
    """

    path: str
    version: str
    rules: str
    since: Period | None = None
    until: Period | None = None
    state: str = ""

    def require(self, said: Mapping[str, str]) -> None:
        """Refuses an index that was built by another version or with other rules."""
        if said.get("version") != self.version:
            built = f"was built by factcheck {said.get('version')} and this is {self.version}"
            raise InputError(self.path, f"{built}; bring it up to date with factcheck index build")
        if said.get("rules") != self.rules:
            raise InputError(self.path, "was built with other rules; build it anew with factcheck index build and the same --rules")


class Stored(Index, Protocol):
    """A saved index, which any process can open."""

    where: Where
    left_out: frozenset[int]

    @property
    def state(self) -> str:
        """What tells this index from what it was, or will be, under the same name."""
        ...

    @property
    def last(self) -> int:
        """The highest number of a document; -1 where there is none."""
        ...

    def of_source(self, path: str) -> Iterator[int]:
        """The numbers of the documents in a file."""
        ...

    def accounts(self, numbers: Iterable[int]) -> Mapping[int, bytes]:
        """The accounts of several documents as bytes."""
        ...

    def skipped(self) -> tuple[Skipped, ...]:
        """What could not be read when the index was built; the index itself, where its build is not finished."""
        ...

    def unfinished(self) -> tuple[Skipped, ...]:
        """The index itself, where files are missing in it since its build is not finished."""
        ...

    def close(self) -> None:
        """Lets go of the files."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What an index holds, its size in bytes, and what it was built with; `finished` where no build was cut off or is at work."""

    file: str
    documents: int
    files: int
    claims: int
    skipped: int
    finished: bool
    size: int
    version: str
    rules: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What documents hold together: claims that their texts state, and claims under each blocking key."""

    stated: int
    blocks: Mapping[Key, int]


def totals(entries: Iterable[Noted]) -> Totals:
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
    """Whether a file is a saved index, going by its first bytes, or by its ending where it is empty or damaged; or a folder is one."""
    return has_mark(path) or (Path(path).suffix == ENDING and Path(path).is_file()) or is_parted(path)


def is_parted(path: str | Path) -> bool:
    """Whether a folder is a partitioned index."""
    return Path(path, MANIFEST).is_file()


def has_mark(path: str | Path) -> bool:
    """Whether a file begins as a saved index does."""
    try:
        with open(path, "rb") as file:
            head = file.read(72)
    except OSError:
        return False
    return head.startswith(_HEAD) and head[68:72] == MARK.to_bytes(4, "big")
