"""The cache: what was read of each file, and what came of comparing, kept from one run to the next.

    sources → keys → kept? → as it is kept
                           → read, and kept

A key is a hash of all that the result hangs on, so that what is kept need never be told that it is out of date: another key is asked
for. Whatever goes wrong here, the work is done without it, and no word is lost on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from factcheck import cache_folder
from factcheck.batches import Files, Listing, Told
from factcheck.model import Skipped
from factcheck.read import Source
from factcheck.settings import LOCAL

if TYPE_CHECKING:
    from factcheck.cache.keys import Keys
    from factcheck.cache.store import Row
    from factcheck.reported import Compared
    from factcheck.settings import Settings

T = TypeVar("T")

_WORTH = 50_000  # bytes to read from which on a cache saves more than it costs
_AT_ONCE = 4_000_000  # bytes that are written in one go


class Form(Protocol[T]):
    """How what a source holds is kept as bytes."""

    def row(self, key: bytes, found: tuple[T, ...]) -> Row | None:
        """What a source holds, under its key; None where it is not whole."""
        ...

    def unpack(self, content: bytes) -> Iterable[T] | None:
        """What a source holds, to be asked for once; None where the bytes are something else."""
        ...


class Kept(Generic[T]):
    """What is kept of some sources, and takes in what is read of the others. One without keys holds nothing and takes nothing."""

    def __init__(self, form: Form[T] | None = None, keys: Keys | None = None, sources: Iterable[Source] = ()) -> None:
        self._form = form
        self._make = keys
        self._keys = {source: key for source in sources if (key := keys.of(source)) is not None} if keys is not None else {}
        self._found: dict[Source | Skipped, Iterable[T]] = {}
        self._rows: list[Row] = []
        self._size = 0
        if form is not None and self._keys:
            from factcheck.cache import store

            contents = store.get(self._keys.values())
            for source, key in self._keys.items():
                found = form.unpack(contents[key]) if key in contents else None
                if found is not None:
                    self._found[source] = found

    def __contains__(self, source: Source | Skipped) -> bool:
        return source in self._found

    def __getitem__(self, source: Source | Skipped) -> tuple[T, ...]:
        """What a source holds, for one that is in here; asked for once."""
        return tuple(self._found[source])

    def takes(self, source: Source | Skipped) -> bool:
        """Whether what a source holds is to be kept."""
        return source in self._keys

    def put(self, source: Source | Skipped, found: tuple[T, ...]) -> None:
        """Takes in what was read of a source, unless the next run may find something else in it."""
        if self._make is None or self._form is None or not isinstance(source, Source) or source not in self._keys:
            return
        key = self._keys[source]
        if any(isinstance(item, Skipped) and item.passing for item in found) or self._make.of(source) != key:
            del self._keys[source]  # in the latter case it was changed while it was read
            return
        row = self._form.row(key, found)
        if row is not None:
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

    def together(self, sources: Iterable[Source | Skipped], settings: Settings) -> bytes | None:
        """The key of what comes of comparing all documents of the sources; None where one of them has no key."""
        if self._make is None or not all(isinstance(source, Skipped) or source in self._keys for source in sources):
            return None
        made = blake2b(repr((settings.since, settings.until)).encode(), digest_size=20)
        for key in self._keys.values():
            made.update(key)
        return made.digest()


def documents(sources: Iterable[Source | Skipped], asked: Files) -> Kept[Told]:
    """The documents that are kept of the sources, where the settings allow a cache, there is one, and it is worth while."""
    files = [source for source in sources if isinstance(source, Source)]
    if not _worth(files, asked.settings):
        return Kept()
    from factcheck.cache.keys import Keys
    from factcheck.cache.rows import Documents

    return Kept(Documents(asked.settings), Keys(asked), files)


def listings(sources: Iterable[Source | Skipped], asked: Files, formats: Sequence[str], *, derived: bool) -> Kept[Listing | Skipped]:
    """The claims, written out in some formats, that are kept of the sources; where, as for documents."""
    files = [source for source in sources if isinstance(source, Source)]
    if not _worth(files, asked.settings):
        return Kept()
    from factcheck.cache.keys import Keys
    from factcheck.cache.rows import Listings

    return Kept(Listings(), Keys(asked, (*formats, derived)), files)


def _worth(files: Iterable[Source], settings: Settings) -> bool:
    size = 0
    if not settings.cache or settings.engine != LOCAL or cache_folder.folder() is None:
        return False  # what the workers of a cluster read is not read here, and so has no key
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
