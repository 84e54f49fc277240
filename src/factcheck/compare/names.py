"""Names side by side: the same, or one under two spellings (`Zabihullah` and `Zabiullah`)."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

_ALIKE = 88.0  # of 100: one letter in eight may differ
_LONG = 6  # letters; a shorter word differs from too many others by one


@lru_cache(maxsize=100_000)
def shared(first: frozenset[str], second: frozenset[str]) -> frozenset[str]:
    """The keys of one side that the other side has too, under any spelling."""
    same = first & second
    if same in (first, second):
        return same
    others = [key for key in second - same if _is_spelled(key)]
    return same | {key for key in first - same if others and _is_spelled(key) and any(alike(*sorted((key, other))) for other in others)}


def _is_spelled(key: str) -> bool:
    """Whether a key is the letters of a name long enough to be spelled in two ways; known entities have a dot in theirs."""
    return len(key) >= _LONG and "." not in key


@lru_cache(maxsize=100_000)
def alike(first: str, second: str) -> bool:
    """Whether two words are spellings of one name.

    >>> alike("zabihullah", "zabiullah"), alike("austria", "australia"), alike("jordan", "gordon")
    (True, False, False)
    """
    if not (_is_spelled(first) and _is_spelled(second)) or first[0] != second[0]:
        return False
    return fuzz.ratio(first, second, score_cutoff=_ALIKE) > 0
