"""Headlines: whether their text gives their figures: as they are, in parts (`More than 60 dead`: 41 in one town, 22 in the next), as the
gap between two (`a lead of nine seats`), or nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from factcheck.compare.comparison import Comparison
from factcheck.compare.values import Outcome, Units, amounts, datings, is_rounded, meaning, mistyped_amount
from factcheck.model import Amount, Claim, Modifier

_PARTS = (2, 3)
_MOST = 6  # figures of the text that are tried
_COUNT = "count"  # the dimension of what no unit measures
_GIVEN = (Outcome.SAME, Outcome.ROUNDING, Outcome.BOUNDS)


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


def unstated(claims: Sequence[Claim], units: Units) -> frozenset[str]:
    """The ids of the headlines' figures that the text of their document gives nowhere, nor as the gap between two of its figures."""
    headlines = [claim for claim in claims if claim.heading]
    told = [claim for claim in claims if not (claim.heading or claim.derived_from)] if headlines else []
    return frozenset(claim.id for claim in headlines if not _is_stated(claim, told, units))


def _is_stated(headline: Claim, told: Iterable[Claim], units: Units) -> bool:
    figure, day = headline.mention.amount, headline.mention.dating
    if day is not None:
        return any(datings(day, claim.mention.dating) in _GIVEN for claim in told if claim.mention.dating is not None)
    alike = [claim for claim in told if claim.mention.amount is not None and _of_one_sort(headline, claim)]
    if figure is None or any(_gives(claim.mention.amount, figure, units) for claim in alike if claim.mention.amount is not None):
        return True
    return any(_makes(headline, chosen, units) for size in _PARTS for chosen in combinations(alike[:_MOST], size))


def _makes(headline: Claim, chosen: tuple[Claim, ...], units: Units) -> bool:
    """Whether the figures of one sentence make that of a headline together, or two have it between them."""
    one_sentence = len({claim.mention.sentence for claim in chosen}) == 1
    if one_sentence and adds_up(headline, chosen, units):
        return True
    figure, one, other = (claim.mention.amount for claim in (headline, *chosen[:2]))
    return len(chosen) == 2 and figure is not None and one is not None and other is not None and _is_gap(figure, one, other)


def _gives(told: Amount, figure: Amount, units: Units) -> bool:
    """Whether a figure of the text is that of its headline; a bound allows many, and so also one that was mistyped_amount."""
    found = amounts(figure, told, units)
    if found is Outcome.BOUNDS:
        return not mistyped_amount(figure, told, units)
    return found in _GIVEN or is_rounded(figure, told, units)


def _of_one_sort(headline: Claim, other: Claim) -> bool:
    """Whether two figures are of one dimension, and no two nouns stand with them."""
    first, second = headline.frame.evidence, other.frame.evidence
    one_noun = first.noun is None or second.noun is None or first.noun == second.noun
    return one_noun and (first.dimension or _COUNT) == (second.dimension or _COUNT)


def _is_gap(figure: Amount, one: Amount, other: Amount) -> bool:
    if figure.nominal is None or one.nominal is None or other.nominal is None or not figure.unit == one.unit == other.unit:
        return False
    return figure.nominal == abs(one.nominal - other.nominal)


def adds_up(whole: Claim, parts: Sequence[Claim], units: Units) -> bool:
    """Whether parts make the figure of a headline, or another whole, each as it is printed; one with an open end adds up to anything,
    and counts as its number.
    """
    stated = [_closed(claim.mention.amount) for claim in parts if claim.mention.amount is not None]
    if whole.mention.amount is None or len(stated) < len(parts):
        return False
    low, high = meaning(whole.mention.amount, units)
    rest = [meaning(amount, units) for amount in stated]
    return low <= sum(top for _, top in rest) and sum(bottom for bottom, _ in rest) <= high


def _closed(amount: Amount) -> Amount:
    if amount.nominal is None or (amount.low is None) == (amount.high is None):
        return amount
    return replace(amount, low=amount.nominal, high=amount.nominal, modifier=Modifier.EXACT)
