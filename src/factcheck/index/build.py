"""Builds a saved index, or brings it up to date: what is new or has changed is read, what is gone is taken out.

Every commit leaves an index that is whole as far as it goes: a build that was cut off goes on where it was when it is run again.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from factcheck.errors import InputError
from factcheck.group import Key
from factcheck.index import MARK, Entry, is_saved
from factcheck.index.saved import DOCUMENT, FEATURE, FORM, SCHEMA, bytes_of, guarded, meta, numbers_of, require_own
from factcheck.model import Account, Skipped
from factcheck.pack import Head, pack, pack_head, unpack_head

_COMMIT = 2_000  # documents
_TIER = 8  # segments of about one size that are merged into one
_PATIENCE = 60.0  # seconds for another build to finish its commit

Found = Entry | Skipped | None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far a source has been taken in: the stamp of its content, how many things were found in it, and whether that is all."""

    stamp: str
    done: int
    whole: bool


@dataclass(slots=True)
class _Draft:
    """What is to be committed: by source what was found, and how far the source is then."""

    found: list[tuple[str, Found]] = field(default_factory=list)
    states: dict[str, State] = field(default_factory=dict)


class Builder:
    """A saved index that is written to."""

    def __init__(self, path: str, told: Mapping[str, str]) -> None:
        """Opens the file, or makes it; `told` is what is said of the whole: another version or other rules begin anew.

        Raises:
            InputError: the file is something else, or cannot be written.
        """
        self._path = path
        self.renewed = False
        place = Path(path)
        if place.exists() and not is_saved(place):
            raise InputError(path, "is no index of factcheck, and is not overwritten; give another name")
        with guarded(path):
            if place.exists() and not self._fits(told):
                self.renewed = True
                for name in (path, f"{path}-wal", f"{path}-shm"):
                    Path(name).unlink(missing_ok=True)
            self._database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            self._database.execute("PRAGMA journal_mode=WAL")  # who reads is not held up, and sees what was committed before
            self._database.execute("PRAGMA synchronous=NORMAL")
            with self._changing():
                if not self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                    self._create(told)
        self._draft = _Draft()
        self._drafted = 0

    def _fits(self, told: Mapping[str, str]) -> bool:
        """Whether an index can be gone on with: of this form, version, rules and options."""
        database = sqlite3.connect(self._path, timeout=_PATIENCE)
        try:
            require_own(database, self._path)
            return told.items() <= meta(database).items()
        except (InputError, sqlite3.DatabaseError):
            return False
        finally:
            database.close()

    def _create(self, told: Mapping[str, str]) -> None:
        for statement in SCHEMA.split(";"):
            self._database.execute(statement)
        self._database.execute(f"PRAGMA application_id={MARK}")
        self._database.execute(f"PRAGMA user_version={FORM}")
        self._database.executemany("INSERT INTO meta VALUES (?, ?)", told.items())

    # ---- what is there ----------------------------------------------------------------------------------------------

    def states(self) -> dict[str, State]:
        """How far each source is."""
        with guarded(self._path):
            rows = self._database.execute("SELECT path, stamp, done, whole FROM source")
            return {path: State(stamp=stamp, done=done, whole=bool(whole)) for path, stamp, done, whole in rows}

    # ---- what comes in ----------------------------------------------------------------------------------------------

    def add(self, source: str, found: Iterable[Found], state: State) -> None:
        """Takes in what was found in a source, from where it was left, and how far that is."""
        for each in found:
            self._draft.found.append((source, each))
            self._drafted += isinstance(each, Entry)
        self._draft.states[source] = state
        if self._drafted >= _COMMIT:
            self.commit()

    def remove(self, sources: Sequence[str]) -> None:
        """Takes sources out, with all that was found in them."""
        if not sources:
            return
        with guarded(self._path), self._changing():
            for source in sources:
                self._take_out(source)

    def commit(self) -> None:
        """Writes what came in since the last commit, as one segment."""
        draft, self._draft, self._drafted = self._draft, _Draft(), 0
        if not draft.states:
            return
        with guarded(self._path), self._changing():
            mine = {source for source, state in draft.states.items() if self._is_mine(source, state)}
            postings: dict[int, list[int]] = {}
            counted: Counter[Key] = Counter()
            stated = documents = 0
            number = max(self._next("document"), self._next("gone"))
            for source, each in draft.found:
                if source not in mine:
                    continue
                if isinstance(each, Skipped):
                    self._database.execute("INSERT INTO skipped VALUES (?, ?, ?)", (source, each.path, each.reason))
                elif each is not None:
                    self._insert(number, source, each)
                    for feature in each.features:
                        postings.setdefault(feature, []).append(number)
                    counted.update(dict(each.blocks))
                    stated += each.stated
                    documents += 1
                    number += 1
            for source in mine:
                state = draft.states[source]
                row = (source, state.stamp, state.done, state.whole)
                self._database.execute("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?)", row)
            self._count(counted, stated, documents)
            if documents:
                self._segment(((feature, bytes_of(held, DOCUMENT)) for feature, held in sorted(postings.items())), documents)

    def finish(self) -> None:
        """Commits what is left, and merges small segments."""
        self.commit()
        with guarded(self._path):
            while tier := self._tier():
                with self._changing():
                    self._merge(tier)
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._database.close()

    # ---- steps of a commit ------------------------------------------------------------------------------------------

    @contextmanager
    def _changing(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def _is_mine(self, source: str, state: State) -> bool:
        """Whether this build is to write a source: another one may have done so meanwhile."""
        row = self._database.execute("SELECT stamp, done FROM source WHERE path = ?", (source,)).fetchone()
        return row is None or row[0] != state.stamp or row[1] < state.done

    def _next(self, table: str) -> int:
        return int(self._database.execute(f"SELECT coalesce(max(number) + 1, 0) FROM {table}").fetchone()[0])  # noqa: S608  # a name of our own

    def _insert(self, number: int, source: str, each: Entry) -> None:
        head = Head(each.metadata, each.blocks, each.stated, each.flawed, each.suppressions, each.new)
        account = pack(each.account) if isinstance(each.account, Account) else each.account
        published = each.metadata.published
        days = (published.first.isoformat(), published.last.isoformat()) if published else (None, None)
        row = (number, source, each.metadata.path, *days, pack_head(head), bytes_of(sorted(each.features), FEATURE), account)
        self._database.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def _take_out(self, source: str) -> None:
        counted: Counter[Key] = Counter()
        rows = self._database.execute("SELECT number, head FROM document WHERE source = ?", (source,)).fetchall()
        stated = 0
        for _, head in rows:
            held = unpack_head(head)
            counted.update(dict(held.blocks))
            stated += held.stated
        self._count(Counter({key: -count for key, count in counted.items()}), -stated, -len(rows))
        self._database.executemany("INSERT INTO gone VALUES (?)", ((number,) for number, _ in rows))
        for table in ("document", "skipped"):
            self._database.execute(f"DELETE FROM {table} WHERE source = ?", (source,))  # noqa: S608  # a name of our own
        self._database.execute("DELETE FROM source WHERE path = ?", (source,))

    def _count(self, blocks: Mapping[Key, int], stated: int, documents: int) -> None:
        self._database.executemany(
            "INSERT INTO block VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET claims = claims + excluded.claims",
            (("\t".join(key), count) for key, count in blocks.items()),
        )
        for name, more in (("stated", stated), ("documents", documents)):
            self._database.execute(
                "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + excluded.value", (name, more)
            )

    def _segment(self, postings: Iterable[tuple[int, bytes]], documents: int) -> None:
        number = self._next("segment")
        self._database.execute("INSERT INTO segment VALUES (?, ?)", (number, documents))
        self._database.executemany("INSERT INTO posting VALUES (?, ?, ?)", ((number, feature, held) for feature, held in postings))

    def _tier(self) -> list[tuple[int, int]]:
        """The latest segments of about one size, once they are enough to be merged."""
        segments = self._database.execute("SELECT number, documents FROM segment ORDER BY number DESC LIMIT ?", (_TIER,)).fetchall()
        sizes = [documents for _, documents in segments]
        return list(reversed(segments)) if len(segments) == _TIER and max(sizes) < _TIER * max(min(sizes), _COMMIT) else []

    def _merge(self, segments: Sequence[tuple[int, int]]) -> None:
        """Makes one segment of several, without the documents that are gone."""
        gone = {number for (number,) in self._database.execute("SELECT number FROM gone")}
        streams = [
            self._database.execute("SELECT feature, segment, documents FROM posting WHERE segment = ? ORDER BY feature", (number,))
            for number, _ in segments
        ]
        self._segment(_joined(merge(*streams), gone), sum(documents for _, documents in segments))
        for number, _ in segments:
            self._database.execute("DELETE FROM posting WHERE segment = ?", (number,))
            self._database.execute("DELETE FROM segment WHERE number = ?", (number,))


def _joined(rows: Iterable[tuple[int, int, bytes]], gone: set[int]) -> Iterator[tuple[int, bytes]]:
    """The documents of each feature out of several segments, in the order of the segments."""
    for feature, same in groupby(rows, key=itemgetter(0)):
        joined = b"".join(documents for _, _, documents in same)
        kept = bytes_of((number for number in numbers_of(joined, DOCUMENT) if number not in gone), DOCUMENT) if gone else joined
        if kept:
            yield feature, kept
