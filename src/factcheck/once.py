"""Once: what is asked of a record again and again is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, TypeVar

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


class Remembering:
    """What has `lazy` parts: its instances have a `__dict__` in which these are kept.

    mypyc gives one to a class that it compiles where a base is not compiled, as this one never is.
    """

    __slots__ = ()


class lazy(Generic[V]):  # noqa: N801  # read like `property`
    """What is worked out when it is first asked for: `cached_property` without its lock, which takes longer than most of this."""

    def __init__(self, work: Callable[[Any], V]) -> None:
        self._work = work
        self._name = work.__name__

    def __get__(self, record: Any, owner: type) -> V:
        found = self._work(record)
        setattr(record, self._name, found)  # where it is found sooner than this is
        return found
