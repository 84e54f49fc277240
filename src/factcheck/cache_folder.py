"""The folder of what need not be worked out again in the next run.

It is the user's own: a file that somebody else could have written is not looked at. Whatever goes wrong here, the work is done
without it, and no word is lost on it.
"""

from __future__ import annotations

import contextlib
import os
import stat
import zlib
from pathlib import Path

VARIABLE = "FACTCHECK_CACHE_DIR"
_CHECKSUM = 4  # bytes in front of the content
_CAREFUL = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)  # no link, and no pipe to wait for
_OURS = ("documents.sqlite*", "rules-*.pickle")


def folder() -> Path | None:
    """The folder that $FACTCHECK_CACHE_DIR names, else the system's place for caches; None where the variable is empty: no cache."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("factcheck", appauthor=False))


def read(name: str) -> bytes | None:
    """The content of a file of the folder; None where there is none, or it is damaged, or may be another user's."""
    place = folder()
    if place is None:
        return None
    try:
        with open(place / name, "rb", opener=_open) as file:
            if not _is_own(os.fstat(file.fileno())):
                return None
            found = file.read()
    except OSError:
        return None
    checksum, content = found[:_CHECKSUM], found[_CHECKSUM:]
    return content if checksum == _checksum(content) else None


def write(name: str, content: bytes) -> None:
    """Puts a file into the folder, whole or not at all."""
    import tempfile

    place = folder()
    if place is None:
        return
    with contextlib.suppress(OSError):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, draft = tempfile.mkstemp(dir=place, prefix=f".{name}.")
        try:
            with open(number, "wb") as file:
                file.write(_checksum(content) + content)
            os.replace(draft, place / name)
        except OSError:
            os.unlink(draft)


def own_file(name: str, *, make: bool = False) -> Path | None:
    """The path of a file of the folder, for what opens files itself; with `make`, an empty one where there is none.

    None where there is none, where it may be another user's, and where others may put files beside it.
    """
    place = folder()
    if place is None:
        return None
    try:
        if make:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(place / name, os.O_RDWR | (os.O_CREAT if make else 0) | _CAREFUL, 0o600), "rb") as file:
            own = _is_own(os.fstat(file.fileno())) and _is_ours_alone(os.stat(place))
    except OSError:
        return None
    return place / name if own else None


def files() -> tuple[tuple[Path, int], ...]:
    """The files of the folder that this program has made, with their sizes in bytes."""
    place = folder()
    found = sorted(path for pattern in _OURS for path in place.glob(pattern)) if place is not None else []
    return tuple((path, path.lstat().st_size) for path in found)


def remove(name: str) -> None:
    """Takes a file out of the folder."""
    place = folder()
    if place is not None:
        with contextlib.suppress(OSError):
            (place / name).unlink(missing_ok=True)


def trim(pattern: str, most: int) -> None:
    """Takes the files of a pattern out of the folder, but for the latest."""
    place = folder()
    if place is None:
        return
    with contextlib.suppress(OSError):  # another run may have taken one out
        for path in sorted(place.glob(pattern), key=lambda path: path.stat().st_mtime_ns, reverse=True)[most:]:
            path.unlink(missing_ok=True)


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | _CAREFUL)


def _is_own(status: os.stat_result) -> bool:
    """Whether a file is one that nobody else can have written; Windows keeps the user's folders to the user."""
    return stat.S_ISREG(status.st_mode) and _is_ours_alone(status)


def _is_ours_alone(status: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def _checksum(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(_CHECKSUM, "big")
