"""Indexing: files go through an engine into a saved index, as they go into memory for a scan."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice

from factcheck import batches, read, rules
from factcheck._version import __version__
from factcheck.engine import Engine, Stage, engine
from factcheck.index import Described, layout
from factcheck.index.build import Builder, State
from factcheck.index.saved import DOCUMENTS, DUE, STATED, guarded, meta, opened
from factcheck.model import Document, Skipped
from factcheck.pipeline import WORTH, Watch, discovered, unwatched
from factcheck.read.stamps import stamp
from factcheck.settings import Settings

_OPTIONS = ("max_file_size", "text_key", "date_key", "source_key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did: files that were read, were there already, and are gone; `renewed` where all had to be read anew.

    A partitioned index does not hold what its files were, so that none are told of as gone.
    """

    read: int
    kept: int
    removed: int
    skipped: tuple[Skipped, ...]
    renewed: bool


@dataclass(frozen=True, slots=True)
class _Due:
    """A file to be read, from the thing on that it was left at."""

    source: read.Source | Skipped
    stamp: str
    done: int


def told_of(settings: Settings) -> dict[str, str]:
    """What is said of an index, and must be the same for it to be gone on with."""
    options = {name: str(value) for name in _OPTIONS if (value := getattr(settings, name)) is not None}
    return {"version": __version__, "rules": rules.load(settings.rules).digest, **options}


def build(paths: Sequence[str], file: str, settings: Settings, watch: Watch = unwatched) -> Built:
    """Builds the index in a file from the documents under the paths, or brings it up to date.

    What it holds of files elsewhere stays. A path that is gone is taken out when it is named.

    Raises:
        FactcheckError: a path that is not there, a file that cannot be written or is no index.
    """
    settings = replace(settings, since=None, until=None)
    with closing(Builder(file, told_of(settings))) as builder:
        states = builder.states()
        below = read.Below(paths)
        held = frozenset(path for path in states if path in below)
        there = tuple(path for path in paths if read.is_there(path) or held.isdisjoint(_below(path, held)))
        found = [item for item in discovered(there, settings) if not _is(item, file)]
        due = [each for item in watch("looking", found) if (each := _due(item, states)) is not None]
        gone = held.difference(item.path for item in found)
        builder.remove(sorted(gone))
        builder.begin(len(due))
        skipped = _take_in(due, builder, settings, watch)
        builder.finish()
    return Built(read=len(due), kept=len(found) - len(due), removed=len(gone), skipped=tuple(skipped), renewed=builder.renewed)


def build_parted(paths: Sequence[str], folder: str, settings: Settings, watch: Watch = unwatched, stage: str = "indexing") -> Built:
    """Builds a partitioned index in a folder, of the documents under the paths alone: files that it has already are not read again.

    Raises:
        FactcheckError: a path that is not there, a folder that holds something else, a library that is missing.
    """
    layout.require_libraries(folder)
    from factcheck import parting

    before = layout.former(folder)
    found = [item for item in watch("looking", tuple(discovered(paths, settings))) if not _lies_in(item, folder)]
    made, count = parting.build(found, folder, settings, watch, stage)
    renewed = before is not None and (before.version, before.rules, before.options) != (made.version, made.rules, made.options)
    return Built(read=count, kept=len(found) - count, removed=0, skipped=made.skipped, renewed=renewed)


def _lies_in(item: read.Source | Skipped, folder: str) -> bool:
    place = os.path.realpath(item.file) if isinstance(item, read.Source) and item.remote is None else ""
    return place.startswith(os.path.realpath(folder) + os.sep)


def _below(path: str, held: Iterable[str]) -> Iterator[str]:
    below = read.Below((path,))
    return (each for each in held if each in below)


def _is(item: read.Source | Skipped, file: str) -> bool:
    return isinstance(item, read.Source) and item.remote is None and os.path.realpath(item.file) == os.path.realpath(file)


def _due(item: read.Source | Skipped, states: Mapping[str, State]) -> _Due | None:
    """What is to be read of a file; None where all of it is in."""
    found = stamp(item) if isinstance(item, read.Source) else item.reason
    state = states.get(item.path)
    if state is None or state.stamp != found:
        return _Due(item, found, 0)
    return None if state.whole else _Due(item, found, state.done)


def _take_in(due: Sequence[_Due], builder: Builder, settings: Settings, watch: Watch) -> list[Skipped]:
    """Reads what is due, and gives what could not be read. A file of many documents goes out document by document."""
    by = engine(settings, worth=sum(each.source.size for each in due if isinstance(each.source, read.Source)) >= WORTH)
    owners: deque[_Owner] = deque()
    whole = batches.Files(items=(), settings=settings, packed=True)
    work = batches.batched(_items(due, settings, owners, watch, by), whole, batches.BYTES if by.remote else 0)
    done = {each.source.path: each.done for each in due}
    skipped: list[Skipped] = []
    for batch in by.map(batches.told, work):
        for found in batch:
            each, before, last = owners.popleft()
            fresh = found[before:]
            done[each.source.path] += len(fresh)
            builder.add(each.source.path, fresh, State(stamp=each.stamp, done=done[each.source.path], whole=last))
            skipped += (item for item in fresh if isinstance(item, Skipped))
            if last:
                del done[each.source.path]
    for each in (each for each in due if each.source.path in done):  # files that hold no document at all
        builder.add(each.source.path, (), State(stamp=each.stamp, done=0, whole=True))
    return skipped


_Owner = tuple[_Due, int, bool]  # the file that an item is of, how many of its things are in already, whether it is the last of it


def _items(due: Sequence[_Due], settings: Settings, owners: deque[_Owner], watch: Watch, by: Engine) -> Iterator[batches.Item]:
    """What is to be read, and in `owners` whose it is."""
    # where they are read here, one by one, so that a build that is cut off within a large file need not begin it again
    whole = by.remote and by.takes_whole(sum(isinstance(each.source, read.Source) and each.source.holds_many for each in due))
    for each in watch(Stage("indexing", by), due):
        if whole or isinstance(each.source, Skipped) or not each.source.holds_many:
            owners.append((each, each.done, True))
            yield each.source
            continue
        kept: Document | Skipped | None = None
        for item in islice(batches.opened(each.source, settings), each.done, None):
            if kept is not None:
                owners.append((each, 0, False))
                yield kept
            kept = item
        if kept is not None:
            owners.append((each, 0, True))
            yield kept


def described(file: str) -> Described:
    """What an index holds.

    Raises:
        InputError: it is no index, or cannot be used.
    """
    if os.path.isdir(file):
        from factcheck import parting

        return parting.described(file)
    return _described(file)


def _described(file: str) -> Described:
    """What an index holds.

    Raises:
        InputError: it is no index, or cannot be used.
    """
    with guarded(file), closing(opened(file)) as database:
        said = meta(database)
        counts = dict(database.execute("SELECT name, sum(count) FROM tally GROUP BY name"))
        files, skipped = (database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("source", "skipped"))  # noqa: S608
    return Described(
        file=file, documents=counts.get(DOCUMENTS, 0), files=files, claims=counts.get(STATED, 0), skipped=skipped,
        finished=DUE not in counts, size=os.stat(file).st_size, version=said.get("version", ""), rules=said.get("rules", ""),
        options={name: said[name] for name in _OPTIONS if name in said},
    )  # fmt: skip
