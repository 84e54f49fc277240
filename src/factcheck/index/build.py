"""Builds a saved index, or brings it up to date: what is new or has changed is read, what is gone is taken out.

Every commit leaves an index that is whole as far as it goes: a build that was cut off goes on where it was when it is run again.
"""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from factcheck.errors import InputError
from factcheck.group import Key
from factcheck.index import MARK, Entry, has_mark, packed
from factcheck.index.rows import head_of
from factcheck.index.saved import (
    BLOCK,
    DOCUMENT,
    DOCUMENTS,
    DUE,
    FEATURE,
    FORM,
    SCHEMA,
    STATED,
    bytes_of,
    guarded,
    meta,
    numbers_of,
    refuse_newer,
    sealed,
    secured,
    unsealed,
)
from factcheck.model import Metadata, Skipped
from factcheck.pack import pack_head, unpack_head

_COMMIT = 2_000  # documents
_SECONDS = 20.0  # of work that a build may lose when it is cut off
_TIER = 8  # segments of one size that are merged into one
_PATIENCE = 60.0  # seconds for another build to finish its commit

Found = Entry | Skipped | None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far a source has been taken in: the stamp of its content, how many things were found in it, and whether that is all."""

    stamp: str
    done: int
    whole: bool


@dataclass(slots=True)
class _Taken:
    """What was found in a source from one of its things on, and how far it is then."""

    start: int
    found: list[Found]
    state: State


class Builder:
    """A saved index that is written to."""

    def __init__(self, path: str, told: Mapping[str, str]) -> None:
        """Opens the file, or makes it; `told` is what is said of the whole: another version or other rules begin anew.

        Raises:
            InputError: the file is something else, was built by a newer factcheck, is damaged or cannot be written.
        """
        self._path = path
        self._told = dict(told)
        self.renewed = False
        self._draft: dict[str, _Taken] = {}
        self._drafted = 0
        place = Path(path)
        if place.exists() and place.stat().st_size and not has_mark(place):
            raise InputError(path, "is no index of factcheck, and is not overwritten; give another name, or delete it")
        with guarded(path):
            self._database = secured(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None))
            if not has_mark(place):
                with self._writing():
                    self._database.execute(f"PRAGMA application_id={MARK}")
            self._database.execute("PRAGMA journal_mode=WAL")  # who reads is not held up, and sees what was committed before
            self._database.execute("PRAGMA synchronous=NORMAL")
            with self._writing():
                self._prepare()
        self._committed = time.monotonic()

    def close(self) -> None:
        """Lets go of the file; what was not committed is lost."""
        self._database.close()

    def _prepare(self) -> None:
        """Makes the tables; those of another form or version, or made with other rules or options, are made anew."""
        tables = [name for (name,) in self._database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        if tables:
            form = refuse_newer(self._database, self._path)
            if form == FORM and self._told == meta(self._database):
                return
            self.renewed = True
            for name in tables:
                self._database.execute(f'DROP TABLE "{name}"')
        for statement in SCHEMA:
            self._database.execute(statement)
        self._database.execute(f"PRAGMA user_version={FORM}")
        self._database.executemany("INSERT INTO meta VALUES (?, ?)", self._told.items())

    # ---- what is there ----------------------------------------------------------------------------------------------

    def states(self) -> dict[str, State]:
        """How far each source is."""
        with guarded(self._path):
            rows = self._database.execute("SELECT path, stamp, done, whole FROM source")
            return {path: State(stamp=stamp, done=done, whole=bool(whole)) for path, stamp, done, whole in rows}

    # ---- what comes in ----------------------------------------------------------------------------------------------

    def begin(self, due: int) -> None:
        """Says that so many files are to be read, until `finish` says that they have been."""
        with guarded(self._path), self._changing():
            self._database.execute("INSERT OR REPLACE INTO tally VALUES (?, '', '', ?)", (DUE, due))

    def add(self, source: str, found: Sequence[Found], state: State) -> None:
        """Takes in what was found in a source, from where it was left, and how far that is."""
        taken = self._draft.setdefault(source, _Taken(state.done - len(found), [], state))
        taken.found.extend(found)
        taken.state = state
        self._drafted += len(found)
        if self._drafted >= _COMMIT or time.monotonic() - self._committed >= _SECONDS:
            self.commit()

    def remove(self, sources: Iterable[str]) -> None:
        """Takes sources out, with all that was found in them."""
        with guarded(self._path), self._changing():
            for source in sources:
                self._take_out(source)

    def commit(self) -> None:
        """Writes what came in since the last commit, as one segment. A source that has changed is replaced in one step."""
        draft, self._draft, self._drafted = self._draft, {}, 0
        if draft:
            with guarded(self._path), self._changing():
                self._write(draft)
                if tier := self._tier():
                    self._merge(tier)
        self._committed = time.monotonic()

    def finish(self) -> None:
        """Commits what is left, and merges segments until few are left."""
        self.commit()
        with guarded(self._path):
            with self._changing():
                if tail := self._tail():
                    self._merge(tail)
                self._database.execute("DELETE FROM tally WHERE name = ?", (DUE,))
            self._database.execute("PRAGMA busy_timeout=0")  # a build does not wait for who still reads: the next one tidies up
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # ---- steps of a commit ------------------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Writes to an index that is still the one that this build began with."""
        with self._writing():
            if meta(self._database) != self._told:
                raise InputError(self._path, "another run builds it with other rules or options; give one of them another file")
            yield

    def _write(self, draft: Mapping[str, _Taken]) -> None:
        postings: dict[int, list[int]] = {}
        counted: Counter[tuple[str, str, str]] = Counter()
        number = first = max(self._next("document"), self._next("gone"))
        for source, taken in draft.items():
            rest = self._rest(source, taken)
            if rest is None:
                continue
            for each in rest:
                if isinstance(each, Skipped):
                    self._database.execute("INSERT INTO skipped VALUES (?, ?, ?)", (source, each.path, each.reason))
                elif each is not None:
                    self._insert(number, source, each)
                    for feature in each.features:
                        postings.setdefault(feature, []).append(number)
                    counted.update(_tally(each.metadata, each.blocks, each.stated))
                    number += 1
            row = (source, taken.state.stamp, taken.state.done, taken.state.whole)
            self._database.execute("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?)", row)
        self._count(counted)
        if number > first:
            self._segment(((feature, bytes_of(held, DOCUMENT)) for feature, held in sorted(postings.items())), number - first)

    def _rest(self, source: str, taken: _Taken) -> list[Found] | None:
        """What of it is not in yet; None where another run has taken in as much, or another state of the source, meanwhile."""
        row = self._database.execute("SELECT stamp, done, whole FROM source WHERE path = ?", (source,)).fetchone()
        held = 0
        if row is not None and row[0] == taken.state.stamp:
            held = row[1]
            if row[2] or held > taken.state.done:
                return None
        elif row is not None and taken.start == 0:
            self._take_out(source)
        return taken.found[held - taken.start :] if held >= taken.start else None

    def _next(self, table: str) -> int:
        return int(self._database.execute(f"SELECT coalesce(max(number) + 1, 0) FROM {table}").fetchone()[0])  # noqa: S608  # a name of our own

    def _insert(self, number: int, source: str, each: Entry) -> None:
        row = (
            number, source, *(day or None for day in _days(each.metadata)), sealed(pack_head(head_of(each))),
            bytes_of(sorted(each.features), FEATURE), packed(each.account),
        )  # fmt: skip
        self._database.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def _take_out(self, source: str) -> None:
        counted: Counter[tuple[str, str, str]] = Counter()
        lost: Counter[int] = Counter()
        rows = self._database.execute("SELECT number, head, features FROM document WHERE source = ?", (source,)).fetchall()
        for _, head, features in rows:
            held = unpack_head(unsealed(head))
            counted.update(_tally(held.metadata, held.blocks, held.stated))
            lost.update(numbers_of(features, FEATURE))
        self._count(Counter({name: -count for name, count in counted.items()}))
        self._database.executemany("INSERT INTO gone VALUES (?)", ((number,) for number, _, _ in rows))
        self._database.executemany(
            "INSERT INTO lost VALUES (?, ?) ON CONFLICT (feature) DO UPDATE SET documents = documents + excluded.documents", lost.items()
        )
        for table in ("document", "skipped"):
            self._database.execute(f"DELETE FROM {table} WHERE source = ?", (source,))  # noqa: S608  # a name of our own
        self._database.execute("DELETE FROM source WHERE path = ?", (source,))

    def _count(self, counted: Mapping[tuple[str, str, str], int]) -> None:
        self._database.executemany(
            "INSERT INTO tally VALUES (?, ?, ?, ?) ON CONFLICT (name, first, last) DO UPDATE SET count = count + excluded.count",
            ((*name, count) for name, count in counted.items()),
        )

    # ---- segments ---------------------------------------------------------------------------------------------------

    def _segment(self, postings: Iterable[tuple[int, bytes]], documents: int) -> None:
        number = self._next("segment")
        self._database.execute("INSERT INTO segment VALUES (?, ?)", (number, documents))
        self._database.executemany("INSERT INTO posting VALUES (?, ?, ?)", ((number, feature, held) for feature, held in postings))

    def _segments(self) -> list[tuple[int, int]]:
        return self._database.execute("SELECT number, documents FROM segment ORDER BY number").fetchall()

    def _tier(self) -> list[int]:
        """The latest segments, once enough of one size are there to be merged: no posting is rewritten often."""
        latest = self._segments()[-_TIER:]
        return [number for number, _ in latest] if len(latest) == _TIER and len({_level(size) for _, size in latest}) == 1 else []

    def _tail(self) -> list[int]:
        """The latest segments up to one that is much larger than all of them; all of them where much is gone."""
        segments = self._segments()
        gone = self._database.execute("SELECT count(*) FROM gone").fetchone()[0]
        total = 0
        tail: list[int] = []
        for number, documents in reversed(segments):
            if tail and documents > _TIER * total and gone * _TIER <= documents:
                break
            tail.insert(0, number)
            total += documents
        return tail if len(tail) > 1 or (len(tail) == len(segments) and gone * _TIER > total) else []

    def _merge(self, segments: Sequence[int]) -> None:
        """Makes one segment of several; where that is all there are, without the documents that are gone."""
        counts = dict(self._segments())
        whole = len(segments) == len(counts)
        gone = {number for (number,) in self._database.execute("SELECT number FROM gone")} if whole else set()
        streams = [
            self._database.execute("SELECT feature, segment, documents FROM posting WHERE segment = ? ORDER BY feature", (number,))
            for number in segments
        ]
        self._segment(_joined(merge(*streams), gone), sum(counts[number] for number in segments) - len(gone))
        for number in segments:
            self._database.execute("DELETE FROM posting WHERE segment = ?", (number,))
            self._database.execute("DELETE FROM segment WHERE number = ?", (number,))
        if whole:
            self._database.execute("DELETE FROM gone")
            self._database.execute("DELETE FROM lost")


def _level(documents: int) -> int:
    """The size of a segment, as the number of times that segments were merged to it."""
    level = 0
    while documents >= _COMMIT * _TIER ** (level + 1):
        level += 1
    return level


def _days(metadata: Metadata) -> tuple[str, str]:
    """The first and last day on which a document may be published; empty where that is not known."""
    published = metadata.published
    return (published.first.isoformat(), published.last.isoformat()) if published else ("", "")


def _tally(metadata: Metadata, blocks: Iterable[tuple[Key, int]], stated: int) -> dict[tuple[str, str, str], int]:
    """What a document adds to the totals, by what it is and by the days of publication."""
    named = {DOCUMENTS: 1, STATED: stated, **{BLOCK + "\t".join(key): count for key, count in blocks}}
    return {(name, *_days(metadata)): count for name, count in named.items()}


def _joined(rows: Iterable[tuple[int, int, bytes]], gone: set[int]) -> Iterator[tuple[int, bytes]]:
    """The documents of each feature out of several segments, in the order of the segments."""
    for feature, same in groupby(rows, key=itemgetter(0)):
        numbers = [number for _, _, documents in same for number in numbers_of(documents, DOCUMENT) if number not in gone]
        if numbers:
            yield feature, bytes_of(numbers, DOCUMENT)
