"""Names side by side: the same, or one under two spellings (`Zabihullah` and `Zabiullah`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

_ALIKE = 88.0  # of 100: one letter in eight may differ
_LONG = 6  # letters; a shorter word differs from too many others by one


@lru_cache(maxsize=10_000)  # the names of two documents are asked for again while these are compared, and hardly later
def shared(first: frozenset[str], second: frozenset[str]) -> frozenset[str]:
    """The keys of one side that the other side has too, under any spelling."""
    same = first & second
    if same in (first, second):
        return same
    mine, others = _spelled(first), _spelled(second)
    return same.union(
        key
        for initial in mine.keys() & others.keys()
        for key in mine[initial]
        if key not in same and any(other not in same and _alike(key, other) for other in others[initial])
    )


@lru_cache(maxsize=20_000)
def _spelled(keys: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """Those of some keys that may be spelled in two ways, by their initials: these are the same in either spelling."""
    found: dict[str, list[str]] = {}
    for key in keys:
        if _is_spelled(key):
            found.setdefault(key[0], []).append(key)
    return found


def _is_spelled(key: str) -> bool:
    """Whether a key is the letters of a name long enough to be spelled in two ways; known entities have a dot in theirs."""
    return len(key) >= _LONG and "." not in key


def alike(first: str, second: str) -> bool:
    """Whether two words are spellings of one name.

    >>> alike("zabihullah", "zabiullah"), alike("austria", "australia"), alike("jordan", "gordon")
    (True, False, False)
    """
    return _is_spelled(first) and _is_spelled(second) and first[0] == second[0] and _alike(first, second)


def _alike(first: str, second: str) -> bool:
    return fuzz.ratio(first, second, score_cutoff=_ALIKE) > 0
