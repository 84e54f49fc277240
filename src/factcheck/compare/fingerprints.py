"""Fingerprints: what a pair is known by, whatever is edited around it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from factcheck.model import Amount, Claim
from factcheck.once import once

_CLAIMS = 10_000  # that are remembered


def fingerprint(a: Claim, b: Claim) -> str:
    """A hash of what is measured and of the two values with their sources; no lines, no paths, no verdict.

    The check is left out: which one speaks hangs on the evidence around, and a word there may turn a conflict into a tension. A
    claim of a document without source counts by its sentence: by the whole text, it would not survive an edit elsewhere in it.
    """
    return _hash("\0".join(_ingredients((a, b))))


def flaw_fingerprint(rule: str, claims: Sequence[Claim]) -> str:
    """The same of claims that make no pair; here the check says what is wrong with them."""
    return _hash("\0".join((rule, *_ingredients(claims))))


def _ingredients(claims: Sequence[Claim]) -> list[str]:
    measures = {claim.frame.measure.value if claim.frame.measure else "" for claim in claims}
    return [*sorted(measures), *sorted(map(_ingredient, claims))]


@once(_CLAIMS)
def _ingredient(claim: Claim) -> str:
    return f"{claim.metadata.source or _hash(claim.quote)}={normal(claim)}"


@once(_CLAIMS)
def normal(claim: Claim) -> str:
    """A value in one spelling: "$1.2bn" and "1.2 billion dollars" are the same."""
    value = claim.mention.value
    if isinstance(value, Amount):
        return f"{_plain(value.nominal)}[{_plain(value.low)},{_plain(value.high)}]{value.unit}/{value.per}"
    return f"{value.period.first}..{value.period.last}" if value.period else str(value.partial)


def _plain(number: Decimal | None) -> str:
    return "" if number is None else format(number.normalize(), "f")


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
