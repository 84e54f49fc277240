"""The store: bytes under keys in a SQLite database of the cache folder, which runs share and which stays within bounds.

A database that is locked for long, damaged, of another layout, or another user's, is none; a damaged one is taken away.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from factcheck import cache_folder

NAME = "documents.sqlite"
LARGEST = 500_000_000  # bytes of the database
_LAYOUT = 1
_PATIENCE = 1.0  # seconds, for another run to finish writing
_DAY = 86_400  # seconds: the grain of the order in which what was not used for long goes
_SHARE = 10  # one in so many bytes goes at once; nothing is kept that is larger than that
_SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    used INTEGER NOT NULL,
    documents INTEGER,
    size INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    content BLOB NOT NULL
)
"""
_DAMAGES = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY = 0xFF  # of an error code: what went wrong, without the particulars

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Bytes to be kept; `documents` is the number of documents in them, None for the outcome of a comparison."""

    key: bytes
    content: bytes
    documents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is kept: documents, and outcomes of comparing folders."""

    documents: int = 0
    comparisons: int = 0


def get(keys: Iterable[bytes]) -> dict[bytes, bytes]:
    """What is kept under some keys."""
    found: dict[bytes, bytes] = {}

    def read(database: sqlite3.Connection) -> None:
        today = _today()
        old: list[tuple[int, int]] = []
        for key in keys:
            row = database.execute("SELECT id, used, checksum, content FROM kept WHERE key = ?", (key,)).fetchone()
            if row is None or not isinstance(row[3], bytes) or row[2] != zlib.crc32(row[3]):
                continue
            found[key] = row[3]
            if row[1] != today:
                old.append((today, row[0]))
        if old:
            with _transaction(database):
                database.executemany("UPDATE kept SET used = ? WHERE id = ?", old)

    _on(read, None)
    return found


def put(rows: Sequence[Row]) -> None:
    """Keeps some rows; what was not used for longest goes where there is no room for them."""
    today = _today()
    fitting = [row for row in rows if len(row.content) <= LARGEST // _SHARE]

    def write(database: sqlite3.Connection) -> None:
        with _transaction(database):
            _make_room(database, sum(len(row.content) for row in fitting))
            database.executemany(
                "INSERT OR REPLACE INTO kept (key, used, documents, size, checksum, content) VALUES (?, ?, ?, ?, ?, ?)",
                [(row.key, today, row.documents, len(row.content), zlib.crc32(row.content), row.content) for row in fitting],
            )

    _on(write, None, make=True)


def counts() -> Counts:
    """How much is kept."""

    def read(database: sqlite3.Connection) -> Counts:
        documents, comparisons = database.execute("SELECT total(documents), count(*) - count(documents) FROM kept").fetchone()
        return Counts(documents=int(documents), comparisons=comparisons)

    return _on(read, Counts())


def _make_room(database: sqlite3.Connection, size: int) -> None:
    missing = size - LARGEST
    for name, sign in (("page_count", 1), ("freelist_count", -1)):
        missing += sign * _pragma(database, name) * _pragma(database, "page_size")
    if missing <= 0:
        return
    missing += LARGEST // _SHARE
    going: list[tuple[int]] = []
    for number, freed in database.execute("SELECT id, size FROM kept ORDER BY used, id"):
        if missing <= 0:
            break
        missing -= freed
        going.append((number,))
    database.executemany("DELETE FROM kept WHERE id = ?", going)


def _pragma(database: sqlite3.Connection, name: str) -> int:
    return int(database.execute(f"PRAGMA {name}").fetchone()[0])


def _today() -> int:
    return int(time.time()) // _DAY


@contextlib.contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; the lock is taken at the beginning, so that nobody waits for what another one waits for."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with contextlib.suppress(sqlite3.Error):  # a full disk has ended it already
            database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _on(work: Callable[[sqlite3.Connection], T], otherwise: T, *, make: bool = False) -> T:
    """What comes of working on the database, and something else where there is none or it does not go well.

    It is closed again at once: an open one must not come into the copies of this process that an engine makes.
    """
    path = cache_folder.own_file(NAME, make=make)
    if path is None:
        return otherwise
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as database:
            return work(database) if _prepared(database) else otherwise
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & _PRIMARY in _DAMAGES:
            cache_folder.remove(NAME)
    return otherwise


def _prepared(database: sqlite3.Connection) -> bool:
    """Whether it is of our layout; an empty one is given it."""
    database.execute("PRAGMA synchronous = OFF")  # what a power cut damages is made anew
    layout = _pragma(database, "user_version")
    if layout == 0:
        with _transaction(database):
            database.execute(_SCHEMA)
            database.execute(f"PRAGMA user_version = {_LAYOUT}")
    return layout in (0, _LAYOUT)
