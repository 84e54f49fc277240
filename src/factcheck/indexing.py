"""Indexing: files go through an engine into a saved index, as they go into memory for a scan."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from factcheck import batches, read, rules
from factcheck._version import __version__
from factcheck.engine import engine
from factcheck.index.build import Builder, State
from factcheck.index.saved import guarded, meta, opened
from factcheck.model import Document, Skipped
from factcheck.pipeline import WORTH, Watch, discovered, unwatched
from factcheck.read import documents_toml
from factcheck.settings import Settings

_OPTIONS = ("max_file_size", "text_key", "date_key", "source_key")
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did: files that were read, were there already, and are gone; `renewed` where all had to be read anew."""

    read: int
    kept: int
    removed: int
    skipped: tuple[Skipped, ...]
    renewed: bool


@dataclass(frozen=True, slots=True)
class _Due:
    """A file to be read, from the thing on that it was left at."""

    source: read.Source
    stamp: str
    done: int


def told_of(settings: Settings) -> dict[str, str]:
    """What is said of an index, and must be the same for it to be gone on with."""
    options = {name: str(value) for name in _OPTIONS if (value := getattr(settings, name)) is not None}
    return {"version": __version__, "rules": rules.load(settings.rules).digest, **options}


def build(paths: Sequence[str], file: str, settings: Settings, watch: Watch = unwatched) -> Built:
    """Builds the index in a file from the documents under the paths, or brings it up to date.

    Files of other folders that it holds stay, as long as they are there.

    Raises:
        FactcheckError: a path that is not there, a file that cannot be written or is no index.
    """
    found = tuple(discovered(paths, settings))
    sources = [source for source in found if isinstance(source, read.Source) and os.path.realpath(source.file) != os.path.realpath(file)]
    skipped = tuple(item for item in found if isinstance(item, Skipped))
    builder = Builder(file, told_of(settings))
    states = builder.states()
    stamps = {source.path: _stamp(source) for source in sources}
    due = [_Due(source, stamps[source.path], _left_at(states, source, stamps[source.path])) for source in sources]
    due = [each for each in due if states.get(each.source.path) != State(stamp=each.stamp, done=each.done, whole=True)]
    changed = [each.source.path for each in due if each.source.path in states and states[each.source.path].stamp != each.stamp]
    gone = [path for path in states if path not in stamps and not read.is_there(path)]
    builder.remove([*changed, *gone])
    _take_in(due, builder, settings, watch)
    builder.finish()
    return Built(read=len(due), kept=len(sources) - len(due), removed=len(gone), skipped=skipped, renewed=builder.renewed)


def _left_at(states: Mapping[str, State], source: read.Source, stamp: str) -> int:
    """How many things in a file are in already; none of one that has changed."""
    state = states.get(source.path)
    return state.done if state is not None and state.stamp == stamp else 0


def _take_in(due: Sequence[_Due], builder: Builder, settings: Settings, watch: Watch) -> None:
    """Reads what is due. One process sits on no file of many documents: these go out one by one."""
    by = engine(settings.jobs, worth=sum(each.source.size for each in due) >= WORTH)
    owners: deque[tuple[_Due, bool]] = deque()
    whole = batches.Files(items=(), settings=settings, packed=True)
    work = batches.batched(_items(watch("indexing", due), settings, owners), whole, single=not by.remote)
    done = {each.source.path: each.done for each in due}
    for batch in by.map(batches.told, work):
        for found in batch:
            each, last = owners.popleft()
            done[each.source.path] += len(found)
            builder.add(each.source.path, found, State(stamp=each.stamp, done=done[each.source.path], whole=last))


def _items(due: Iterable[_Due], settings: Settings, owners: deque[tuple[_Due, bool]]) -> Iterator[batches.Item]:
    """What is to be read, and for each item, in `owners`, which file it is of and whether it is the last of it."""
    for each in due:
        if not each.source.holds_many:
            owners.append((each, True))
            yield each.source
            continue
        kept: Document | Skipped | None = None
        for item in islice(batches.opened(each.source, settings), each.done, None):
            if kept is not None:
                owners.append((each, False))
                yield kept
            kept = item
        if kept is not None:
            owners.append((each, True))
            yield kept


def _stamp(source: read.Source) -> str:
    """A hash of all that a file's documents are made of: its bytes, and the documents.toml beside it."""
    made = hashlib.blake2b(digest_size=16)
    for path in (source.file, source.file.parent / documents_toml.NAME):
        try:
            with open(path, "rb") as file:
                while piece := file.read(_PIECE):
                    made.update(piece)
        except OSError:  # reading it will say so
            made.update(b"\0")
    return made.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What an index holds: counts in words, its size in bytes, what is said of it, and the options that it was built with."""

    counted: str
    size: int
    meta: Mapping[str, str]
    options: str


def described(file: str) -> Described:
    """What an index holds.

    Raises:
        InputError: it is no index, or cannot be used.
    """
    with guarded(file), closing(opened(file)) as database:
        said = meta(database)
        counts = {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("source", "skipped")}  # noqa: S608
    documents, claims = int(said.get("documents", 0)), int(said.get("stated", 0))
    options = ", ".join(f"{name}={value}" for name, value in sorted(said.items()) if name in _OPTIONS)
    return Described(
        counted=f"{documents:,} documents of {counts['source']:,} files, {claims:,} claims; {counts['skipped']:,} skipped",
        size=os.stat(file).st_size, meta=said, options=options,
    )  # fmt: skip
