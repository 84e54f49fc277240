"""Work for engines to do. New processes, unlike copies of this one, can import it from here only."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from factcheck.errors import InputError


def doubled(number: int) -> int:
    return 2 * number


def failing(number: int) -> int:
    if number == 3:
        raise InputError("three", "is not liked; give another number")
    return number


def ended_once(number: int, *, marks: Path) -> int:
    """Takes its process down the first time that it is asked for 5."""
    mark = marks / "ended"
    if number == 5 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def ended_always(number: int) -> int:
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return number
