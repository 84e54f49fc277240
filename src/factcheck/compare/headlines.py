"""Headlines: a figure of a headline that the text gives in parts (`More than 60 dead`: 41 in one town, 22 in the next)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from factcheck.compare.comparison import Comparison
from factcheck.compare.values import Units, meaning
from factcheck.model import Claim

_PARTS = (2, 3)
_MOST = 6  # figures of the text that are tried


def in_parts(found: Iterable[Comparison], units: Units) -> set[frozenset[str]]:
    """The comparisons of a headline with figures of its text that make the headline's figure together, by the ids of their claims."""
    told: dict[str, tuple[Claim, list[Claim]]] = {}
    for c in found:
        if c.within and c.a.heading != c.b.heading and not c.agrees:
            headline, part = (c.a, c.b) if c.a.heading else (c.b, c.a)
            told.setdefault(headline.id, (headline, []))[1].append(part)
    return {
        frozenset((headline.id, part.id))
        for headline, parts in told.values()
        for size in _PARTS
        for chosen in combinations(parts[:_MOST], size)
        if adds_up(headline, chosen, units)
        for part in chosen
    }


def adds_up(whole: Claim, parts: Sequence[Claim], units: Units) -> bool:
    """Whether parts make the figure of a headline, or another whole, each as it is printed."""
    meanings = [meaning(claim.mention.amount, units) for claim in (whole, *parts) if claim.mention.amount is not None]
    if len(meanings) <= len(parts):
        return False
    (low, high), rest = meanings[0], meanings[1:]
    return low <= sum(top for _, top in rest) and sum(bottom for bottom, _ in rest) <= high
