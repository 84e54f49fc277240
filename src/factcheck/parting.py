"""Parting: files go through an engine into a partitioned index. Workers read and write the files; numbers and names come back.

files → parts, each with what it holds for every bucket → buckets → manifest
"""

from __future__ import annotations

import os
import shutil
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from msgspec import json, structs

from factcheck import batches, read
from factcheck.engine import Engine, Stage, engine
from factcheck.errors import InputError
from factcheck.group import Key
from factcheck.index import MANIFEST, Described, is_parted, layout
from factcheck.index.buckets import Bucket, merge
from factcheck.index.files import put
from factcheck.index.layout import Manifest, Part, Placed
from factcheck.index.parts import Writer, keep, kept, shuffled
from factcheck.indexing import told_of
from factcheck.model import Document, Skipped
from factcheck.read.stamps import stamp
from factcheck.slices import HEARD

if TYPE_CHECKING:
    from factcheck.pipeline import Watch
    from factcheck.settings import Settings

_WORTH = 1_000_000  # bytes to read from which on it pays to start processes
_LOADS, _SMALLEST, _LARGEST = 256, 1 << 18, 1 << 23  # how many there are to be, and bytes of one
_PART = 2_000  # documents
_POSTINGS = 250_000  # of a bucket
_CUT = 16  # one file in so many may end a load that is half full
_OURS = frozenset({layout.DOCUMENTS, layout.FEATURES, layout.SHUFFLE, HEARD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Files, or documents of one of many, that go into a part. `sources` are the files of each; `told` is what is said of the index."""

    folder: str
    files: batches.Files
    sources: tuple[str, ...]
    told: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The parts that a load gave, and the files that were read for them: none where the parts were there already."""

    parts: tuple[Part, ...]
    read: tuple[str, ...] = ()


def written(load: Load) -> Written:
    """Reads a load into parts; several, where it holds very many documents. What was written before of the same files is kept."""
    name = _name(load)
    folder = Path(load.folder)
    place = folder / layout.DOCUMENTS / f"{name}.json"
    if (before := kept(place)) is not None:
        return Written(parts=before)
    parts = tuple(_written(load, name, folder))
    if not any(each.passing for part in parts for each in part.skipped):  # what could not be read may be there the next time
        keep(place, parts)
    return Written(parts=parts, read=tuple(dict.fromkeys(load.sources)))


def _written(load: Load, name: str, folder: Path) -> Iterator[Part]:
    writer, count = Writer(folder, f"{name}-000"), 0
    try:
        for source, found in zip(load.sources, batches.tellings(load.files), strict=True):
            writer.begin(source)
            for each in found:
                if len(writer) >= _PART:
                    yield writer.close()
                    count += 1
                    writer = Writer(folder, f"{name}-{count:03}")
                    writer.begin(source)
                if each is not None:
                    writer.add(each)
        yield writer.close()
    finally:
        writer.discard()


def _name(load: Load) -> str:
    """A hash of all that the parts of a load are made of."""
    made = blake2b(repr((layout.FORM, load.told)).encode(), digest_size=12)
    for source, item in zip(load.sources, load.files.items, strict=True):
        made.update(repr((source, *_made_of(item))).encode("utf-8", "surrogatepass"))
    return made.hexdigest()


def _made_of(item: batches.Item) -> tuple[object, ...]:
    if isinstance(item, read.Source):
        return item.path, item.file.name, item.named, item.ours, stamp(item)
    return (item.path, item.reason) if isinstance(item, Skipped) else (item,)


def prepared(asked: tuple[str, Part]) -> None:
    """Writes what a part holds for the buckets, where that is gone."""
    folder, part = asked
    with layout.guarded(folder):
        shuffled(Path(folder), part)


# ---- all of them ----------------------------------------------------------------------------------------------------


def build(items: Sequence[read.Source | Skipped], folder: str, settings: Settings, watch: Watch, stage: str) -> tuple[Manifest, int]:
    """Writes the index of some files into a folder, where it goes on with what is there of them, and gives how many were read.

    `stage` is the name of the first stage.

    Raises:
        InputError: the folder holds something else, cannot be written, or is not to be seen by the workers.
    """
    _make(folder)
    given, folder, told = folder, os.path.abspath(folder), told_of(settings)
    by = engine(settings, worth=_size(items) >= _WORTH)
    if not by.sees(folder):
        raise InputError(given, "is not to be seen by the workers; name a folder that all of them see under this name")
    whole = batches.Files(items=(), settings=replace(settings, since=None, until=None), packed=True)
    one = Load(folder=folder, files=whole, sources=(), told=tuple(sorted(told.items())))
    parts: list[Part] = []
    files: set[str] = set()
    blocks = Counter[Key]()
    skipped: list[Skipped] = []
    for found in by.map(written, _loads(items, watch(Stage(stage, by), items), one, by)):
        files.update(found.read)
        for part in found.parts:
            blocks.update(dict(part.blocks))
            skipped += part.skipped
            parts.append(structs.replace(part, blocks=(), skipped=()))
    made = Manifest(
        form=layout.FORM, version=told["version"], rules=told["rules"],
        options={name: value for name, value in told.items() if name not in ("version", "rules")},
        state=_state(parts, skipped), buckets=_buckets(parts), documents=sum(part.documents for part in parts), files=len(items),
        stated=sum(part.stated for part in parts), blocks=tuple(sorted(blocks.items())), skipped=tuple(skipped),
        parts=tuple(Placed(part.name, part.documents, part.first, part.last) for part in parts),
    )  # fmt: skip
    _fill(made, parts, folder, by, watch)
    with layout.guarded(folder):
        put(Path(folder, MANIFEST), lambda draft: draft.write_bytes(json.encode(made)))
        _sweep(folder, made)
    return made, len(files)


def _make(folder: str) -> None:
    """Makes the folder, unless it holds something else."""
    if os.path.isdir(folder) and not is_parted(folder) and set(os.listdir(folder)) - _OURS:
        raise InputError(folder, "is a folder that holds other files, and is not written to; name a new one")
    with layout.guarded(folder):
        for each in _OURS:
            Path(folder, each).mkdir(parents=True, exist_ok=True)


def _size(items: Iterable[batches.Item]) -> int:
    return sum(item.size for item in items if isinstance(item, read.Source))


def _loads(items: Sequence[read.Source | Skipped], watched: Iterable[read.Source | Skipped], one: Load, by: Engine) -> Iterator[Load]:
    """The items in loads. Where one ends hangs on the names of its files, so that another file more does not change all behind it."""
    most = min(max(1 << (_size(items) // _LOADS).bit_length(), _SMALLEST), _LARGEST)
    whole = by.takes_whole(sum(isinstance(item, read.Source) and item.holds_many for item in items))
    taken: list[tuple[str, batches.Item]] = []
    size = 0
    for source in watched:
        for item in (source,) if whole else batches.unfolded(source, one.files.settings):
            taken.append((source.path, item))
            size += batches.size_of(item)
            if size >= most or len(taken) >= _PART or (size >= most // 2 and crc32(_path_of(item).encode()) % _CUT == 0):
                yield _load(one, taken)
                taken, size = [], 0
    if taken:
        yield _load(one, taken)


def _path_of(item: batches.Item) -> str:
    """The path that an item is printed with."""
    return item.metadata.path if isinstance(item, Document) else item.path


def _load(one: Load, taken: Sequence[tuple[str, batches.Item]]) -> Load:
    sources, items = zip(*taken, strict=True)
    return replace(one, files=replace(one.files, items=items), sources=sources)


def _state(parts: Iterable[Part], skipped: Iterable[Skipped]) -> str:
    """A hash of all documents: the parts, whose names say what is to be in them, and what for now is not."""
    missing = [item.path for item in skipped if item.passing]
    told = repr(([(part.name, part.documents) for part in parts], missing))
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _buckets(parts: Iterable[Part]) -> int:
    return min(max(-(-sum(part.postings for part in parts) // _POSTINGS), 1), layout.FINEST)


def _fill(made: Manifest, parts: Sequence[Part], folder: str, by: Engine, watch: Watch) -> None:
    """Writes the buckets that are not there."""
    due = [bucket for bucket in range(made.buckets) if not layout.bucket_file(folder, made.state, bucket).exists()]
    if not due:
        return
    with layout.guarded(folder):
        Path(folder, layout.FEATURES, made.state).mkdir(exist_ok=True)
        there = set(os.listdir(Path(folder, layout.SHUFFLE)))
    deque(by.map(prepared, ((folder, part) for part in parts if part.name not in there)), maxlen=0)
    names = tuple((part.name, part.documents) for part in parts if part.documents)
    stage = Stage(f"merging {sum(part.postings for part in parts):,} features", by)
    work = (Bucket(folder=folder, state=made.state, number=number, buckets=made.buckets, parts=names) for number in watch(stage, due))
    deque(by.map(merge, work), maxlen=0)


def _sweep(folder: str, made: Manifest) -> None:
    """Takes away what the index is not made of."""
    loads = {part.name.rpartition("-")[0] for part in made.parts}
    for each in Path(folder, layout.DOCUMENTS).iterdir():
        if each.suffix == ".json" and each.stem in loads:
            continue
        if each.suffix != ".parquet" or each.stem.rpartition("-")[0] not in loads:
            each.unlink(missing_ok=True)
    for half in Path(folder, layout.FEATURES, made.state).glob(".*"):
        half.unlink(missing_ok=True)
    for other in (*(each for name in (layout.FEATURES, HEARD) for each in Path(folder, name).iterdir()), *Path(folder).glob("meetings-*")):
        if other.name != made.state:
            shutil.rmtree(other, ignore_errors=True)
    shutil.rmtree(Path(folder, layout.SHUFFLE), ignore_errors=True)


def described(folder: str) -> Described:
    """What an index holds.

    Raises:
        InputError: it is no index, or cannot be used.
    """
    held = layout.manifest(folder)
    with layout.guarded(folder):
        size = sum(each.stat().st_size for each in Path(folder).rglob("*") if each.is_file())
    return Described(
        file=folder, documents=held.documents, files=held.files, claims=held.stated, skipped=len(held.skipped), finished=True, size=size,
        version=held.version, rules=held.rules, options=dict(held.options),
    )  # fmt: skip
