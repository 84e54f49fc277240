"""Parts of a partitioned index: documents in a row, written by any process, with what they hold for every bucket."""

from __future__ import annotations

from array import array
from collections import Counter
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from factcheck.group import Key
from factcheck.index import Entry, layout, packed, postings, sections
from factcheck.index.files import draft_of, put
from factcheck.index.layout import Part
from factcheck.index.postings import Numbers
from factcheck.index.rows import head_of
from factcheck.model import Skipped
from factcheck.pack import pack_head

_GROUP, _GROUP_BYTES = 16, 1 << 20  # documents and bytes of accounts that are read together

_DOCUMENT = pa.schema([("source", pa.string()), ("head", pa.binary()), ("features", pa.list_(pa.int64())), ("account", pa.binary())])
_PACKED = {"source": "zstd", "head": "zstd", "features": "zstd", "account": "none"}


class Writer:
    """Writes one part: the documents as they come, then what they hold for each bucket."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._rows: list[tuple[str, bytes, list[int], bytes]] = []
        self._size = 0
        self._features = array("Q")
        self._lengths = array("L")
        self._sources: list[str] = []
        self._skipped: list[Skipped] = []
        self._blocks: Counter[Key] = Counter()
        self._stated = 0
        self._draft = draft_of(layout.part_file(folder, name))
        with layout.guarded(folder):
            self._file = ParquetWriter(
                self._draft, _DOCUMENT, compression=_PACKED, write_page_checksum=True, use_dictionary=["source"], write_statistics=False
            )

    def __len__(self) -> int:
        return len(self._lengths)

    def begin(self, source: str) -> None:
        """Takes up a file."""
        if not self._sources or self._sources[-1] != source:
            self._sources.append(source)

    def add(self, found: Entry | Skipped) -> None:
        """Adds a document of the file."""
        if isinstance(found, Skipped):
            self._skipped.append(found)
            return
        held = sorted(found.features)
        account = packed(found.account)
        self._rows.append((self._sources[-1], pack_head(head_of(found)), held, account))
        self._features.extend(held)
        self._lengths.append(len(held))
        self._blocks.update(dict(found.blocks))
        self._stated += found.stated
        self._size += len(account)
        if len(self._rows) >= _GROUP or self._size >= _GROUP_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            columns = zip(*self._rows, strict=True)
            with layout.guarded(self._folder):
                self._file.write_table(
                    pa.table([pa.array(column, kind.type) for column, kind in zip(columns, _DOCUMENT, strict=True)], _DOCUMENT)
                )
        self._rows, self._size = [], 0

    def close(self) -> Part:
        """Puts the part in its place, with what it is for the buckets."""
        self._flush()
        held, lengths = np.array(self._features, dtype=np.uint64), np.array(self._lengths, dtype=np.int64)
        with layout.guarded(self._folder):
            self._file.close()
            sections.write(self._folder / layout.SHUFFLE / self._name, _by_bucket(held, lengths))
            self._draft.replace(layout.part_file(self._folder, self._name))
        return Part(
            name=self._name, documents=len(self), postings=len(held), stated=self._stated, blocks=tuple(sorted(self._blocks.items())),
            first=min(self._sources), last=max(self._sources), skipped=tuple(self._skipped),
        )  # fmt: skip

    def discard(self) -> None:
        """Lets go of a part that does not come to its end."""
        self._file.close()
        self._draft.unlink(missing_ok=True)


def _by_bucket(features: Numbers, lengths: Numbers) -> list[bytes]:
    """What a part holds for each of the finest buckets."""
    rows = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
    found = postings.of_pairs(layout.keys(features), rows)
    ends = np.searchsorted(layout.finest(found.keys), np.arange(layout.FINEST + 1, dtype=np.uint64))
    return [found.cut(first, last).as_bytes() for first, last in pairwise(ends)]


def kept(place: Path) -> tuple[Part, ...] | None:
    """What is said of the parts of a batch that was written before; None where it was not, or something of it is gone."""
    try:
        found = msgspec.json.decode(place.read_bytes(), type=tuple[Part, ...])
    except (OSError, msgspec.MsgspecError):
        return None
    whole = all(layout.part_file(place.parent.parent, part.name).is_file() for part in found if part.documents)
    return found if whole else None


def keep(place: Path, parts: tuple[Part, ...]) -> None:
    """Says that the parts of a batch are written."""
    with layout.guarded(place.parent.parent):
        put(place, lambda draft: draft.write_bytes(msgspec.json.encode(parts)))


def shuffled(folder: Path, part: Part) -> None:
    """Writes what a part holds for each bucket, where that is gone, from the part itself."""
    place = folder / layout.SHUFFLE / part.name
    if part.documents and not place.exists():
        column = layout.opened(layout.part_file(folder, part.name)).read(columns=["features"], use_threads=False).column(0).combine_chunks()
        held, lengths = (each.to_numpy(zero_copy_only=False) for each in (column.flatten(), column.value_lengths()))
        sections.write(place, _by_bucket(held.astype(np.uint64), lengths))
