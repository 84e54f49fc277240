"""A saved index: the documents of an archive in one SQLite file, read without loading it whole.

SQLite because it is everywhere, answers one lookup in microseconds, and lets others read while one writes. Features are kept in
segments, as search engines do: every commit adds one, sorted, and small ones are merged, so that nothing is rewritten often.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from factcheck.errors import InputError
from factcheck.index import MARK, Entry, Totals, totals, unpacked
from factcheck.model import Account, Period, Skipped
from factcheck.pack import FORM as PACKED
from factcheck.pack import Damaged, unpack_head

FORM = PACKED * 100 + 1  # of the tables; another one is not read
SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (path TEXT PRIMARY KEY, stamp TEXT NOT NULL, done INTEGER NOT NULL, whole INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE document (
    number INTEGER PRIMARY KEY, source TEXT NOT NULL, path TEXT NOT NULL, first TEXT, last TEXT, head BLOB NOT NULL,
    features BLOB NOT NULL, account BLOB NOT NULL
);
CREATE INDEX document_path ON document (path);
CREATE INDEX document_source ON document (source);
CREATE TABLE skipped (source TEXT NOT NULL, path TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX skipped_source ON skipped (source);
CREATE TABLE block (key TEXT PRIMARY KEY, claims INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE gone (number INTEGER PRIMARY KEY);
CREATE TABLE posting (segment INTEGER, feature INTEGER, documents BLOB NOT NULL, PRIMARY KEY (segment, feature)) WITHOUT ROWID;
CREATE TABLE segment (number INTEGER PRIMARY KEY, documents INTEGER NOT NULL);
"""
DOCUMENT, FEATURE = "I", "q"  # how numbers of documents and features are kept: in 32 and 64 bits
_KEPT = 200_000  # answers that are remembered
_PATIENCE = 30.0  # seconds for another run to finish its commit


@contextmanager
def guarded(path: str | Path) -> Iterator[None]:
    """Says of a file that cannot be used what is the matter and what to do.

    Raises:
        InputError: instead of an error of SQLite, or of the records in it.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise InputError(str(path), "another run has been writing to it for too long; try again when that is done") from None
        raise InputError(str(path), f"cannot be used ({error}); see that it can be read, or build it anew") from None
    except (sqlite3.DatabaseError, Damaged) as error:
        raise InputError(str(path), f"is damaged ({error}); delete it and build it anew with factcheck index build") from None


def opened(path: str | Path) -> sqlite3.Connection:
    """The database of a saved index, to be read.

    Raises:
        InputError: it is no index, or of another form.
    """
    place = Path(path)
    if not place.is_file():
        raise InputError(str(path), "there is no such index; build it with factcheck index build")
    with guarded(path):
        found = sqlite3.connect(f"{place.resolve().as_uri()}?{_mode(place)}", uri=True, timeout=_PATIENCE, check_same_thread=False)
        require_own(found, path)
        found.execute("BEGIN")  # all that is read is of one moment, whatever another run adds
    return found


def _mode(place: Path) -> str:
    """How a file is opened to be read: the last to close it clears away what SQLite keeps beside it, where it may."""
    if os.access(place, os.W_OK) and os.access(place.parent, os.W_OK):
        return "mode=rw"
    return "mode=ro" if Path(f"{place}-wal").exists() else "mode=ro&immutable=1"


def require_own(database: sqlite3.Connection, path: str | Path) -> None:
    """Refuses a database that is no index, or of another form."""
    (mark,), (form,) = (database.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version"))
    if mark != MARK:
        raise InputError(str(path), "is no index of factcheck; build one with factcheck index build, under another name")
    if form > FORM:
        raise InputError(str(path), "was built by a newer factcheck; update factcheck, or build it anew")
    if form < FORM:
        raise InputError(str(path), "was built by an older factcheck; build it anew with factcheck index build")


def meta(database: sqlite3.Connection) -> dict[str, str]:
    """What is said of the whole."""
    return dict(database.execute("SELECT name, value FROM meta"))


class Saved:
    """The documents of a saved index, by number.

    `left_out` are those that take no part: known to be published before `since`, or after `until`.
    """

    def __init__(self, path: str | Path, rules_digest: str, *, since: Period | None = None, until: Period | None = None) -> None:
        """Opens an index.

        Raises:
            InputError: it cannot be used, or was built with other rules.
        """
        self._path = path
        self._database = opened(path)
        self._ask = partial(_asked, self._database, path)
        with guarded(path):
            if meta(self._database).get("rules") != rules_digest:
                raise InputError(str(path), "was built with other rules; build it anew with factcheck index build and the same --rules")
            self.left_out = self._out_of_time(since, until)
            gone = (number for (number,) in self._database.execute("SELECT number FROM gone"))
            self._gone = self.left_out.union(gone)
            self._segments = [number for (number,) in self._database.execute("SELECT number FROM segment ORDER BY number")]
            self._count = int(meta(self._database).get("documents", 0))
        self.entry = lru_cache(maxsize=_KEPT // 20)(self._entry)
        self.holders = lru_cache(maxsize=_KEPT)(self._holders)
        self.features = lru_cache(maxsize=_KEPT // 20)(self._features)

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()

    def __len__(self) -> int:
        """How many documents there are."""
        return self._count - len(self.left_out)

    @property
    def last(self) -> int:
        """The highest number of a document; -1 where there is none."""
        return int(self._ask("SELECT coalesce(max(number), -1) FROM document")[0][0])

    def numbers(self) -> Sequence[int]:
        """The numbers of all documents, in the order of their paths."""
        found = (number for (number,) in self._ask("SELECT number FROM document ORDER BY path, number"))
        return array(DOCUMENT, (number for number in found if number not in self.left_out))

    def numbered(self, path: str) -> int | None:
        """The number of the document with a path."""
        found = self._ask("SELECT number FROM document WHERE path = ?", path)
        return int(found[0][0]) if found else None

    def account(self, number: int) -> Account:
        """What a document says."""
        with guarded(self._path):
            return unpacked(self._one("account", number))

    def skipped(self) -> tuple[Skipped, ...]:
        """What could not be read when the index was built."""
        return tuple(Skipped(path=path, reason=reason) for path, reason in self._ask("SELECT path, reason FROM skipped ORDER BY path"))

    def totals(self) -> Totals:
        """What all documents hold together."""
        if self.left_out:
            return totals(map(self.entry, self.numbers()))
        blocks = {tuple(key.split("\t")): claims for key, claims in self._ask("SELECT key, claims FROM block WHERE claims > 0")}
        return Totals(stated=int(self.meta().get("stated", 0)), blocks=blocks)

    def meta(self) -> Mapping[str, str]:
        """What is said of the whole: version, rules, options."""
        return dict(self._ask("SELECT name, value FROM meta"))

    def _out_of_time(self, since: Period | None, until: Period | None) -> frozenset[int]:
        if since is None and until is None:
            return frozenset()
        bounds = (since.first.isoformat() if since else "", until.last.isoformat() if until else "~")
        rows = self._database.execute("SELECT number FROM document WHERE last < ? OR first > ?", bounds)
        return frozenset(number for (number,) in rows)

    def _entry(self, number: int) -> Entry:
        with guarded(self._path):
            head = unpack_head(self._one("head", number))
        return Entry(
            metadata=head.metadata, features=frozenset(self._features(number)), blocks=head.blocks, stated=head.stated,
            flawed=head.flawed, suppressions=head.suppressions, new=head.new, account=self._one("account", number),
        )  # fmt: skip

    def _features(self, number: int) -> Collection[int]:
        return frozenset(numbers_of(self._one("features", number), FEATURE))

    def _holders(self, feature: int) -> Sequence[int]:
        found = array(DOCUMENT)
        for segment in self._segments:
            for (documents,) in self._ask("SELECT documents FROM posting WHERE segment = ? AND feature = ?", segment, feature):
                found.extend(numbers_of(documents, DOCUMENT))
        return array(DOCUMENT, (number for number in found if number not in self._gone)) if self._gone else found

    def _one(self, column: str, number: int) -> bytes:
        found = self._ask(f"SELECT {column} FROM document WHERE number = ?", number)  # noqa: S608  # a name of our own
        if not found:
            raise Damaged(f"document {number} is not there")
        return bytes(found[0][0])


def _asked(database: sqlite3.Connection, path: str | Path, question: str, *values: object) -> list[tuple[Any, ...]]:
    with guarded(path):
        return database.execute(question, values).fetchall()


def numbers_of(data: bytes, code: str) -> array[int]:
    """The numbers that were kept as bytes, the lowest byte first."""
    found = array(code)
    if len(data) % found.itemsize:
        raise Damaged("half a number")
    found.frombytes(data)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def bytes_of(numbers: Iterable[int], code: str) -> bytes:
    """Numbers as bytes."""
    made = array(code, numbers)
    if sys.byteorder == "big":
        made.byteswap()
    return made.tobytes()
