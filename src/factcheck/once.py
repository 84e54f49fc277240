"""Once: what is asked of a record again and again is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def once(most: int) -> Callable[[Callable[[K], V]], Callable[[K], V]]:
    """Remembers what a function makes of up to `most` records.

    They are told apart by identity: to hash a claim takes longer than most of what is asked of it.
    """

    def remembering(function: Callable[[K], V]) -> Callable[[K], V]:
        kept: dict[int, tuple[K, V]] = {}  # with the record itself, so that its identity stays its own

        @wraps(function)
        def told(record: K) -> V:
            found = kept.get(id(record))
            if found is not None:
                return found[1]
            if len(kept) >= most:
                kept.clear()
            value = function(record)
            kept[id(record)] = (record, value)
            return value

        return told

    return remembering
