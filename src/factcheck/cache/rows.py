"""Rows: what is kept, as bytes and back.

The accounts within stay packed until somebody asks what a document says.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from factcheck.batches import Told, packed
from factcheck.cache.store import Row
from factcheck.compare.documents import Verdict
from factcheck.group import Key
from factcheck.index import Entry
from factcheck.model import Metadata, Skipped, Suppression
from factcheck.reported import Compared


class _Document(msgspec.Struct, array_like=True, frozen=True):
    """An entry of an index."""

    metadata: Metadata
    features: frozenset[int]
    blocks: tuple[tuple[Key, int], ...]
    stated: int
    flawed: bool
    suppressions: tuple[Suppression, ...]
    new: bool
    account: bytes


class _Held(msgspec.Struct, array_like=True, frozen=True):
    """What a source holds."""

    items: tuple[_Document | Skipped, ...]


class _Compared(msgspec.Struct, array_like=True, frozen=True):
    """What came of comparing."""

    verdicts: tuple[Verdict, ...]
    pairs: int
    alike: tuple[tuple[int, int, int], ...]
    withheld: Mapping[str, int]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Held).decode
_decode_compared = msgspec.msgpack.Decoder(_Compared).decode


def row(key: bytes, told: tuple[Told, ...]) -> Row:
    """What a source holds, under its key."""
    items = tuple(found if isinstance(found, Skipped) else _document(found) for found in told if found is not None)
    documents = sum(isinstance(item, _Document) for item in items)
    return Row(key=key, documents=documents, content=_encode(_Held(items)))


def unpack(content: bytes) -> tuple[Told, ...] | None:
    """What a source holds; None where the bytes are something else."""
    try:
        held = _decode(content)
    except (msgspec.MsgspecError, ValueError):
        return None
    return tuple(found if isinstance(found, Skipped) else _entry(found) for found in held.items)


def compared_row(key: bytes, compared: Compared) -> Row:
    """What came of comparing, under its key."""
    return Row(key=key, content=_encode(_Compared(compared.verdicts, compared.pairs, compared.alike, dict(compared.withheld))))


def unpack_compared(content: bytes) -> Compared | None:
    """What came of comparing; None where the bytes are something else."""
    try:
        found = _decode_compared(content)
    except (msgspec.MsgspecError, ValueError):
        return None
    return Compared(verdicts=found.verdicts, pairs=found.pairs, alike=found.alike, withheld=found.withheld)


def _document(entry: Entry) -> _Document:
    return _Document(
        entry.metadata, entry.features, entry.blocks, entry.stated, entry.flawed, entry.suppressions, entry.new, packed(entry.account)
    )  # fmt: skip


def _entry(kept: _Document) -> Entry:
    return Entry(
        metadata=kept.metadata, features=kept.features, blocks=kept.blocks, stated=kept.stated, flawed=kept.flawed,
        suppressions=kept.suppressions, new=kept.new, account=kept.account,
    )  # fmt: skip
