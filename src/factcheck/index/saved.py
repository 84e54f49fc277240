"""A saved index: the documents of an archive in one SQLite file, read without loading it whole.

SQLite because it is everywhere, answers one lookup in microseconds, and lets others read while one writes. Features are kept in
segments, as search engines do: every commit adds one, sorted, and small ones are merged, so that nothing is rewritten often.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from factcheck.errors import InputError
from factcheck.index import Entry, Totals, Where, has_mark, unpacked, without
from factcheck.index.rows import entry_of
from factcheck.model import Account, Metadata, Skipped
from factcheck.pack import FORM as PACKED
from factcheck.pack import Damaged, Head, unpack_head

FORM = PACKED * 100 + 3  # of the tables; another one is not read
SCHEMA = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE source (path TEXT PRIMARY KEY, stamp TEXT NOT NULL, done INTEGER NOT NULL, whole INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE document (
        number INTEGER PRIMARY KEY, source TEXT NOT NULL, first TEXT, last TEXT, head BLOB NOT NULL, features BLOB NOT NULL,
        account BLOB NOT NULL
    )""",
    "CREATE INDEX document_source ON document (source)",
    "CREATE INDEX document_days ON document (first, last)",
    "CREATE TABLE skipped (source TEXT NOT NULL, path TEXT NOT NULL, reason TEXT NOT NULL)",
    "CREATE INDEX skipped_source ON skipped (source)",
    "CREATE TABLE tally (name TEXT, first TEXT, last TEXT, count INTEGER NOT NULL, PRIMARY KEY (name, first, last)) WITHOUT ROWID",
    "CREATE TABLE segment (number INTEGER PRIMARY KEY, documents INTEGER NOT NULL)",
    "CREATE TABLE posting (segment INTEGER, feature INTEGER, documents BLOB NOT NULL, PRIMARY KEY (segment, feature)) WITHOUT ROWID",
    "CREATE TABLE gone (number INTEGER PRIMARY KEY)",
    "CREATE TABLE lost (feature INTEGER PRIMARY KEY, documents INTEGER NOT NULL)",
)
DOCUMENTS, STATED, BLOCK, DUE = "documents", "stated", "block\t", "due"  # what is tallied; due are files that a build is to read
_UNFINISHED = "not all files are in it yet: a build was cut off, or is at work; factcheck index build goes on with it"
DOCUMENT, FEATURE = "I", "q"  # how numbers of documents and features are kept: in 32 and 64 bits
_SEAL = 4  # bytes
_FEW, _MORE, _MOST = 2_000, 10_000, 500_000  # answers that are remembered: large, middling and small ones
_PATIENCE = 30.0  # seconds for another run to finish its commit


_IN_TIME = "(first = '' OR (last >= ? AND first <= ?))"  # of a row of tally


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
        raise InputError(str(path), f"cannot be used ({error}); see that it can be read and written, or build it anew") from None
    except (sqlite3.DatabaseError, Damaged, ValueError, TypeError, OverflowError) as error:  # values of any type can stand anywhere
        raise InputError(str(path), f"is damaged ({error}); delete it and build it anew with factcheck index build") from None


def opened(path: str | Path) -> sqlite3.Connection:
    """The database of a saved index, to be read.

    Raises:
        InputError: it is no index, or of another form.
    """
    place = Path(path)
    if not place.is_file():
        raise InputError(str(path), "there is no such index; build it with factcheck index build")
    if not has_mark(place):
        raise InputError(str(path), "is no index of factcheck, or is damaged; build one with factcheck index build")
    with guarded(path):
        found = secured(sqlite3.connect(f"{place.resolve().as_uri()}?{_mode(place)}", uri=True, timeout=_PATIENCE, check_same_thread=False))
        found.execute("BEGIN")  # all that is read is of one moment, whatever another run adds
        form = refuse_newer(found, path)
        if form < FORM:
            raise InputError(str(path), "was built by an older factcheck; bring it up to date with factcheck index build")
        _require_own(found)
        return found


def secured(database: sqlite3.Connection) -> sqlite3.Connection:
    """A database whose file may come from anywhere: nothing that it defines is run, and pages that cannot be are refused."""
    for safety in ("trusted_schema=OFF", "cell_size_check=ON"):
        database.execute(f"PRAGMA {safety}")
    return database


def _mode(place: Path) -> str:
    """How a file is opened to be read: the last to close it clears away what SQLite keeps beside it, where it may."""
    if os.access(place, os.W_OK) and os.access(place.parent, os.W_OK):
        return "mode=rw"
    return "mode=ro" if Path(f"{place}-wal").exists() else "mode=ro&immutable=1"


def refuse_newer(database: sqlite3.Connection, path: str | Path) -> int:
    """The form of an index; a newer one than this program knows is not read."""
    form = int(database.execute("PRAGMA user_version").fetchone()[0])
    if form > FORM:
        raise InputError(str(path), "was built by a newer factcheck; update factcheck, or build an index under another name")
    return form


def _require_own(database: sqlite3.Connection) -> None:
    """Refuses tables that are not those of an index: another program's, or what damage made of them."""
    found = {sql for (sql,) in database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    if found != set(SCHEMA):
        raise Damaged("its tables are not those of an index")


def meta(database: sqlite3.Connection) -> dict[str, str]:
    """What is said of the whole."""
    return dict(database.execute("SELECT name, value FROM meta"))


class Saved:
    """The documents of a saved index, by number.

    `left_out` are those that take no part: known to be published before `since`, or after `until`.
    """

    def __init__(self, where: Where) -> None:
        """Opens an index.

        Raises:
            InputError: it cannot be used, or was built by another version or with other rules.
        """
        self.where = where
        self._path = path = where.path
        self._database = opened(path)
        since, until = where.since, where.until
        self._days = (since.first.isoformat() if since else "", until.last.isoformat() if until else "~")
        try:
            with guarded(path):
                where.require(meta(self._database))
                self.left_out = self._out_of_time() if since or until else frozenset()
                self._gone = self.left_out.union(number for (number,) in self._ask("SELECT number FROM gone"))
                self._segments = [number for (number,) in self._ask("SELECT number FROM segment ORDER BY number")]
                self._count = self._tallied(DOCUMENTS)
        except BaseException:
            self.close()
            raise
        self.entry = lru_cache(maxsize=_MORE)(self._entry)
        self.features = lru_cache(maxsize=_MORE)(self._features)
        self.holders = lru_cache(maxsize=_FEW)(self._holders)
        self.count = lru_cache(maxsize=_MOST)(self._counted)

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()

    def __len__(self) -> int:
        """How many documents there are."""
        return self._count

    @property
    def state(self) -> str:
        """What tells this index from what it was, or will be: every commit makes a segment, and what goes is counted."""
        return f"{self._count} {self.last} {self._segments} {len(self._gone)}"

    @property
    def last(self) -> int:
        """The highest number of a document; -1 where there is none."""
        return int(self._ask("SELECT coalesce(max(number), -1) FROM document")[0][0])

    def numbers(self) -> Sequence[int]:
        """The numbers of all documents, in the order of their files."""
        found = (number for (number,) in self._ask("SELECT number FROM document ORDER BY source, number"))
        with guarded(self._path):
            return array(DOCUMENT, (number for number in found if number not in self.left_out))

    def rank(self, number: int) -> int:
        """The place of a document in the order of files."""
        if number not in self._ranks:
            raise Damaged(f"document {number} is not there")
        return self._ranks[number]

    @cached_property
    def _ranks(self) -> Mapping[int, int]:
        return {number: place for place, number in enumerate(self.numbers())}

    def of_source(self, path: str) -> Iterator[int]:
        """The numbers of the documents in a file."""
        return (number for (number,) in self._ask("SELECT number FROM document WHERE source = ?", path))

    def account(self, number: int) -> Account:
        """What a document says."""
        with guarded(self._path):
            return unpacked(self._one("account", number))

    def kept(self, number: int) -> bytes:
        """The account of a document as bytes."""
        with guarded(self._path):
            return self._one("account", number)

    def accounts(self, numbers: Iterable[int]) -> Mapping[int, bytes]:
        """The accounts of several documents as bytes."""
        return {number: self.kept(number) for number in numbers}

    def skipped(self) -> tuple[Skipped, ...]:
        """What could not be read when the index was built; the index itself, where its build is not finished."""
        rows = self._ask("SELECT path, reason FROM skipped ORDER BY source, rowid")
        return (*self.unfinished(), *(Skipped(path=path, reason=reason) for path, reason in rows))

    def unfinished(self) -> tuple[Skipped, ...]:
        """The index itself, where files are missing in it since its build is not finished."""
        return (Skipped(path=str(self._path), reason=_UNFINISHED),) if self._tallied(DUE) else ()

    def totals(self) -> Totals:
        """What all documents hold together."""
        rows = self._ask(f"SELECT name, sum(count) FROM tally WHERE {_IN_TIME} GROUP BY name HAVING sum(count) > 0", *self._days)  # noqa: S608  # our own
        with guarded(self._path):
            counts = {str(name): int(count) for name, count in rows}
        blocks = {tuple(name.removeprefix(BLOCK).split("\t")): count for name, count in counts.items() if name.startswith(BLOCK)}
        return Totals(stated=counts.get(STATED, 0), blocks=blocks)

    def _tallied(self, name: str) -> int:
        with guarded(self._path):
            return int(self._ask(f"SELECT coalesce(sum(count), 0) FROM tally WHERE name = ? AND {_IN_TIME}", name, *self._days)[0][0])  # noqa: S608  # our own

    def _out_of_time(self) -> frozenset[int]:
        return frozenset(number for (number,) in self._ask("SELECT number FROM document WHERE last < ? OR first > ?", *self._days))

    def _entry(self, number: int) -> Entry:
        with guarded(self._path):
            return entry_of(self.head(number), self._features(number), self._one("account", number))

    def head(self, number: int) -> Head:
        """What of the entry is sooner told than all of it."""
        with guarded(self._path):
            return unpack_head(unsealed(self._one("head", number)))

    def metadata(self, number: int) -> Metadata:
        """What is known of a document."""
        return self.head(number).metadata

    def _features(self, number: int) -> Collection[int]:
        with guarded(self._path):
            return frozenset(numbers_of(self._one("features", number), FEATURE))

    def _holders(self, feature: int) -> Sequence[int]:
        found = array(DOCUMENT)
        with guarded(self._path):
            for segment in self._segments:
                for (documents,) in self._ask("SELECT documents FROM posting WHERE segment = ? AND feature = ?", segment, feature):
                    found.extend(numbers_of(documents, DOCUMENT))
        return without(found, self._gone)

    def _counted(self, feature: int) -> int:
        question = "SELECT length(documents) FROM posting WHERE segment = ? AND feature = ?"  # which needs not read what is measured
        with guarded(self._path):
            sizes = (size for segment in self._segments for (size,) in self._ask(question, segment, feature))
            lost = sum(documents for (documents,) in self._ask("SELECT documents FROM lost WHERE feature = ?", feature))
            count = sum((size - _SEAL) // array(DOCUMENT).itemsize for size in sizes) - lost
        return len(self.holders(feature)) if count and self.left_out else count

    def _one(self, column: str, number: int) -> bytes:
        found = self._ask(f"SELECT {column} FROM document WHERE number = ?", number)  # noqa: S608  # a name of our own
        if not found or not isinstance(found[0][0], bytes):
            raise Damaged(f"document {number} is not there")
        return found[0][0]

    def _ask(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        with guarded(self._path):
            return self._database.execute(question, values).fetchall()


def sealed(data: bytes) -> bytes:
    """Bytes behind a sum of them, by which damage is told."""
    return zlib.crc32(data).to_bytes(_SEAL, "little") + data


def unsealed(data: bytes) -> bytes:
    """The bytes behind a sum of them.

    Raises:
        Damaged: the sum is that of others.
    """
    if not isinstance(data, bytes):  # SQLite keeps values of any type in any column
        raise Damaged("a record is of another type than was written")
    found = data[_SEAL:]
    if data[:_SEAL] != zlib.crc32(found).to_bytes(_SEAL, "little"):
        raise Damaged("a record is not as it was written")
    return found


def numbers_of(data: bytes, code: str) -> array[int]:
    """The numbers that were kept as bytes, the lowest byte first.

    Raises:
        Damaged: they are something else.
    """
    found = array(code)
    found.frombytes(unsealed(data))
    if sys.byteorder == "big":
        found.byteswap()
    return found


def bytes_of(numbers: Iterable[int], code: str) -> bytes:
    """Numbers as bytes."""
    made = array(code, numbers)
    if sys.byteorder == "big":
        made.byteswap()
    return sealed(made.tobytes())
