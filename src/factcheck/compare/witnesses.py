"""Witnesses: how many independent ones stand behind the claims of a finding.

One voice is one witness however many documents quote it, and so is one text, printed as a pull quote, in agency copy or in
ten outlets.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from factcheck.compare.fingerprints import normal
from factcheck.model import Claim

_ONE_TEXT = 90.0  # of 100: a sentence that was shortened or had a word changed in print
_LONG = 40  # characters; shorter sentences are alike by chance


def witnesses(claims: Sequence[Claim]) -> int:
    """The number of independent witnesses among claims."""
    found: list[list[Claim]] = []
    for claim in claims:
        same = [group for group in found if any(_one_witness(claim, other) for other in group)]
        found = [group for group in found if group not in same] + [[claim, *(other for group in same for other in group)]]
    return len(found)


def _one_witness(a: Claim, b: Claim) -> bool:
    return voice(a) == voice(b) or _one_text(a, b)


def voice(claim: Claim) -> str:
    """Who gives a value: the speaker, else the agency, else the source, else the text itself."""
    said, metadata = claim.frame.attribution, claim.metadata
    return " ".join(sorted(said.key)) if said is not None else metadata.agency or metadata.source or metadata.digest


def _one_text(a: Claim, b: Claim) -> bool:
    """Whether one sentence repeats the other, with the same value."""
    if min(len(a.quote), len(b.quote)) < _LONG or normal(a) != normal(b):
        return False
    return fuzz.ratio(a.quote.casefold(), b.quote.casefold(), score_cutoff=_ONE_TEXT) > 0
