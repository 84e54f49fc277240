"""The cache: what was read of each file, and what came of comparing, kept from one run to the next.

    sources → keys → kept? → as it is kept
                           → read, and kept

A key is a hash of all that the result hangs on, so that what is kept need never be told that it is out of date: another key is asked
for. Whatever goes wrong here, the work is done without it, and no word is lost on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING

from factcheck import cache_folder
from factcheck.batches import Files, Told
from factcheck.index import Entry
from factcheck.model import Skipped
from factcheck.read import Source

if TYPE_CHECKING:
    from factcheck.cache.keys import Keys
    from factcheck.cache.store import Row
    from factcheck.reported import Compared

_WORTH = 50_000  # bytes to read from which on a cache saves more than it costs
_AT_ONCE = 4_000_000  # bytes that are written in one go


class Kept:
    """What is kept of some sources, and takes in what is read of the others. One without keys holds nothing and takes nothing."""

    def __init__(self, asked: Files, keys: Keys | None = None, sources: Iterable[Source] = ()) -> None:
        self._asked = asked
        self._make = keys
        self._keys = {source: key for source in sources if (key := keys.of(source)) is not None} if keys is not None else {}
        self._told: dict[Source | Skipped, tuple[Told, ...]] = {}
        self._rows: list[Row] = []
        self._size = 0
        if self._keys:
            self._recall()

    def _recall(self) -> None:
        from factcheck.cache import rows, store

        contents = store.get(self._keys.values())
        for source, key in self._keys.items():
            told = rows.unpack(contents[key]) if key in contents else None
            if told is not None:
                self._told[source] = tuple(map(self._in_time, told))

    def _in_time(self, found: Told) -> Told:
        if not isinstance(found, Entry) or found.new or self._asked.settings.covers(found.metadata.published):
            return found
        return None

    def __contains__(self, source: Source | Skipped) -> bool:
        return source in self._told

    def __getitem__(self, source: Source | Skipped) -> tuple[Told, ...]:
        """What a source holds, for one that is in here."""
        return self._told[source]

    def takes(self, source: Source | Skipped) -> bool:
        """Whether what a source holds is to be kept."""
        return source in self._keys

    def put(self, source: Source | Skipped, told: tuple[Told, ...]) -> None:
        """Takes in what was read of a source, unless the next run may find something else in it."""
        if self._make is None or not isinstance(source, Source) or source not in self._keys:
            return
        key = self._keys[source]
        if any(isinstance(found, Skipped) and found.passing for found in told) or self._make.of(source) != key:
            del self._keys[source]  # in the latter case it was changed while it was read
        elif None not in told:  # else a document is out of time, and was not read to the end
            from factcheck.cache import rows

            row = rows.row(key, told)
            self._rows.append(row)
            self._size += len(row.content)
            if self._size >= _AT_ONCE:
                self.save()

    def save(self) -> None:
        """Writes what was taken in."""
        if self._rows:
            from factcheck.cache import store

            store.put(self._rows)
            self._rows, self._size = [], 0

    def together(self, sources: Iterable[Source | Skipped]) -> bytes | None:
        """The key of what comes of comparing all documents of the sources; None where one of them has no key."""
        if self._make is None or not all(isinstance(source, Skipped) or source in self._keys for source in sources):
            return None
        settings = self._asked.settings
        made = blake2b(repr((settings.since, settings.until)).encode(), digest_size=20)
        for key in self._keys.values():
            made.update(key)
        return made.digest()


def recalled(sources: Iterable[Source | Skipped], asked: Files) -> Kept:
    """What is kept of the sources, where the settings allow a cache, there is one, and it is worth while."""
    files = [source for source in sources if isinstance(source, Source)]
    if not asked.settings.cache or cache_folder.folder() is None or not _worth(files):
        return Kept(asked)
    from factcheck.cache.keys import Keys

    return Kept(asked, Keys(asked), files)


def _worth(files: Iterable[Source]) -> bool:
    size = 0
    for source in files:
        size += source.size
        if size >= _WORTH:
            return True
    return False


def compared(key: bytes | None, compare: Callable[[], Compared]) -> Compared:
    """What comes of comparing: as it is kept under the key, else worked out, and kept."""
    if key is None:
        return compare()
    from factcheck.cache import rows, store

    content = store.get([key]).get(key)
    kept = rows.unpack_compared(content) if content is not None else None
    if kept is None:
        kept = compare()
        store.put([rows.compared_row(key, kept)])
    return kept
