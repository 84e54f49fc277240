"""Saved indexes of either form, opened: a file, or a folder of parts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from threading import Lock

from factcheck.errors import InputError
from factcheck.index import Stored, Where, is_parted

_turn = Lock()
_held: list[tuple[int, Where, Stored]] = []  # the one that this process has open for others


def opened(where: Where) -> Stored:
    """The index at a place.

    Raises:
        InputError: it cannot be used.
    """
    if is_parted(where.path) or Path(where.path).is_dir():
        from factcheck.index.parted import Parted

        return Parted(where)
    from factcheck.index.saved import Saved

    return Saved(where)


def guarded(path: str) -> AbstractContextManager[None]:
    """Says of an index that cannot be used what is the matter and what to do."""
    if is_parted(path):
        from factcheck.index import layout
        from factcheck.pack import Damaged

        return layout.guarded(path, (Damaged,))  # files are guarded where they are read
    from factcheck.index import saved

    return saved.guarded(path)


@contextmanager
def kept_open(where: Where) -> Iterator[Stored]:
    """The index at a place. Threads take turns with it.

    A partitioned one is opened once in this process, and stays so until another one is asked for. A file is closed again: whoever
    builds it waits for its readers.

    Raises:
        InputError: it is not to be seen from here, or another run has changed it meanwhile.
    """
    with _turn, guarded(where.path):
        if not is_parted(where.path):
            with closing(_opened(where)) as held:
                yield held
            return
        if _held and _held[0][:2] != (os.getpid(), where):
            owner, _, former = _held.pop()
            if owner == os.getpid():  # a copy of another process leaves alone what that one has open
                former.close()
        if not _held:
            _held.append((os.getpid(), where, _opened(where)))
        yield _held[0][2]


def _opened(where: Where) -> Stored:
    if not Path(where.path).exists():
        raise InputError(where.path, "is not to be seen by a worker; put it where all of them see it under this name")
    found = opened(where)
    if found.state != where.state:
        found.close()
        raise InputError(where.path, "was changed by another run meanwhile; run this again")
    return found
