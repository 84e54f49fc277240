"""Witnesses: how many independent ones stand behind the claims of a finding.

One voice is one witness however many documents quote it, and so is one text, printed as a pull quote, in agency copy or in
ten outlets.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from rapidfuzz import fuzz

from factcheck.compare.fingerprints import normal
from factcheck.model import Claim

_ONE_TEXT = 90.0  # of 100: a sentence that was shortened or had a word changed in print
_LONG = 40  # characters; shorter sentences are alike by chance


def witnesses(claims: Sequence[Claim]) -> int:
    """The number of independent witnesses among claims."""
    same = _Same()
    telling: dict[str, dict[str, str]] = {}  # by value: the texts that give it, each with a voice
    for claim in claims:
        said, text = voice(claim), claim.quote.casefold()
        same.unite(said, said)
        if len(claim.quote) >= _LONG:
            same.unite(said, telling.setdefault(normal(claim), {}).setdefault(text, said))
    for texts in telling.values():
        for (text, said), (other, heard) in combinations(texts.items(), 2):
            if not same.holds(said, heard) and fuzz.ratio(text, other, score_cutoff=_ONE_TEXT) > 0:
                same.unite(said, heard)
    return same.count()


class _Same:
    """Which voices are one witness."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def unite(self, voice: str, other: str) -> None:
        """Takes two voices for one."""
        self._first[self._of(voice)] = self._of(other)

    def holds(self, voice: str, other: str) -> bool:
        """Whether two voices are one."""
        return self._of(voice) == self._of(other)

    def count(self) -> int:
        """How many there are."""
        return sum(voice == first for voice, first in self._first.items())

    def _of(self, voice: str) -> str:
        while (first := self._first.setdefault(voice, voice)) != voice:
            self._first[voice] = self._first[first]
            voice = first
        return voice


def voice(claim: Claim) -> str:
    """Who gives a value: the speaker, else the agency, else the source, else the text itself."""
    said, metadata = claim.frame.attribution, claim.metadata
    return " ".join(sorted(said.key)) if said is not None else metadata.agency or metadata.source or metadata.digest
