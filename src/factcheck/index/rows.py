"""Rows: an entry in two parts, as it is kept: what is asked of a document often, and, packed, all that it says."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.index import Entry
from factcheck.pack import Head


def head_of(entry: Entry) -> Head:
    """What of an entry is read with every use of it."""
    return Head(entry.metadata, entry.blocks, entry.stated, entry.flawed, entry.suppressions, entry.new)


def entry_of(head: Head, features: Iterable[int], account: bytes) -> Entry:
    """The entry of these parts."""
    return Entry(
        metadata=head.metadata, features=frozenset(features), blocks=head.blocks, stated=head.stated, flawed=head.flawed,
        suppressions=head.suppressions, new=head.new, account=account,
    )  # fmt: skip
