"""Fingerprints: what a pair is known by, whatever is edited around it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from factcheck.model import Amount, Claim


def fingerprint(rule: str, a: Claim, b: Claim) -> str:
    """A hash of rule, frame and the two values with their sources; no lines and no paths.

    A claim of a document without source counts by a hash of its sentence: of the whole text, it would not survive an edit elsewhere.
    """
    return alone(rule, (a, b))


def alone(rule: str, claims: Sequence[Claim]) -> str:
    """The same of claims that make no pair."""
    sides = sorted(f"{claim.metadata.source or _hash(claim.quote)}={normal(claim)}" for claim in claims)
    frames = sorted({claim.frame.measure.value if claim.frame.measure else "" for claim in claims})
    return _hash("\0".join([rule, *frames, *sides]))


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
