"""Rows: what is kept, as bytes and back.

The accounts within stay packed until somebody asks what a document says.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from factcheck.batches import Listing, Told
from factcheck.cache.store import Row
from factcheck.compare.documents import Verdict
from factcheck.index import Entry, packed
from factcheck.index.rows import entry_of, head_of
from factcheck.model import Metadata, Skipped
from factcheck.pack import Head
from factcheck.reported import Compared
from factcheck.settings import Settings

_LEVEL = 1  # of zlib: lines of claims are mostly names of keys

T = TypeVar("T")


class _Document(msgspec.Struct, array_like=True, frozen=True):
    """An entry of an index."""

    head: Head
    features: frozenset[int]
    account: bytes


class _Listing(msgspec.Struct, array_like=True, frozen=True):
    """The claims of a document, written out, each text compressed."""

    metadata: Metadata
    texts: tuple[bytes, ...]
    claims: int


class _Compared(msgspec.Struct, array_like=True, frozen=True):
    """What came of comparing."""

    told: tuple[Verdict, ...]
    quiet: tuple[Verdict, ...]
    pairs: int
    alike: tuple[tuple[int, int, int], ...]
    withheld: Mapping[str, int]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[_Document | Skipped, ...]).decode
_decode_listings = msgspec.msgpack.Decoder(tuple[_Listing | Skipped, ...]).decode
_decode_compared = msgspec.msgpack.Decoder(_Compared).decode


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents, of which those that are out of time are left out."""

    settings: Settings

    def row(self, key: bytes, found: tuple[Told, ...]) -> Row | None:
        """The documents of a source; None where one is out of time, which was not read to the end."""
        if None in found:
            return None
        items = tuple(item if isinstance(item, Skipped) else _document(item) for item in found if item is not None)
        return Row(key=key, documents=sum(isinstance(item, _Document) for item in items), content=_encode(items))

    def unpack(self, content: bytes) -> tuple[Told, ...] | None:
        """The documents of a source."""
        items = _decoded(_decode, content)
        return None if items is None else tuple(item if isinstance(item, Skipped) else self._in_time(item) for item in items)

    def _in_time(self, kept: _Document) -> Told:
        in_time = kept.head.new or self.settings.covers(kept.head.metadata.published)
        return entry_of(kept.head, kept.features, kept.account) if in_time else None


@dataclass(frozen=True, slots=True)
class Listings:
    """Claims, written out."""

    def row(self, key: bytes, found: tuple[Listing | Skipped, ...]) -> Row:
        """The claims of a source."""
        items = tuple(item if isinstance(item, Skipped) else _packed_listing(item) for item in found)
        return Row(key=key, documents=0, content=_encode(items))

    def unpack(self, content: bytes) -> Iterator[Listing | Skipped] | None:
        """The claims of a source; the texts stay compressed until they are asked for, as there may be any number of them."""
        items = _decoded(_decode_listings, content)
        return None if items is None else (item if isinstance(item, Skipped) else _listing(item) for item in items)


def _packed_listing(listing: Listing) -> _Listing:
    return _Listing(listing.metadata, tuple(zlib.compress(text.encode(), _LEVEL) for text in listing.texts), listing.claims)


def _listing(kept: _Listing) -> Listing:
    return Listing(metadata=kept.metadata, texts=tuple(zlib.decompress(text).decode() for text in kept.texts), claims=kept.claims)


def compared_row(key: bytes, compared: Compared) -> Row:
    """What came of comparing, under its key."""
    return Row(
        key=key,
        content=_encode(_Compared(tuple(compared.told), tuple(compared.quiet), compared.pairs, compared.alike, dict(compared.withheld))),
    )


def unpack_compared(content: bytes) -> Compared | None:
    """What came of comparing; None where the bytes are something else."""
    found = _decoded(_decode_compared, content)
    if found is None:
        return None
    return Compared(told=found.told, quiet=found.quiet, pairs=found.pairs, alike=found.alike, withheld=found.withheld)


def _decoded(decode: Callable[[bytes], T], content: bytes) -> T | None:
    try:
        return decode(content)
    except (msgspec.MsgspecError, ValueError):  # of something else
        return None


def _document(entry: Entry) -> _Document:
    return _Document(head_of(entry), entry.features, packed(entry.account))
