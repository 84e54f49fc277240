"""Files that several processes may write at once: each is put in its place whole, by whoever is last."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path


def draft_of(place: Path) -> Path:
    """Where a file is written that is to be in this place: no two are written in one, whoever does the same work."""
    return place.with_name(f".{place.name}.{os.getpid()}-{os.urandom(4).hex()}")


def put(place: Path, write: Callable[[Path], object]) -> None:
    """Has a file written under another name and then put in its place: half of one, of a worker that was lost, never counts."""
    draft = draft_of(place)
    try:
        write(draft)
        os.replace(draft, place)
    finally:
        draft.unlink(missing_ok=True)
