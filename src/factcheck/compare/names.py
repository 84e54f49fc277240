"""Names side by side: the same, or one under two spellings (`Zabihullah` and `Zabiullah`)."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

_ALIKE = 88.0  # of 100: one letter in eight may differ
_LONG = 6  # letters; a shorter word differs from too many others by one


def shared(first: frozenset[str], second: frozenset[str]) -> frozenset[str]:
    """The keys of one side that the other side has too, under any spelling."""
    same = first & second
    if same in (first, second):
        return same
    return same | {key for key in first - same if any(alike(*sorted((key, other))) for other in second - same)}


@lru_cache(maxsize=100_000)
def alike(first: str, second: str) -> bool:
    """Whether two words are spellings of one name. Known entities have a dot in their key and are never compared by letters.

    >>> alike("zabihullah", "zabiullah"), alike("austria", "australia"), alike("jordan", "gordon")
    (True, False, False)
    """
    if min(len(first), len(second)) < _LONG or "." in first or "." in second or first[0] != second[0]:
        return False
    return fuzz.ratio(first, second, score_cutoff=_ALIKE) > 0
