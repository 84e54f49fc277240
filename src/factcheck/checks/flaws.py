"""What checks take from the rules: their confidence."""

from __future__ import annotations

from factcheck.rules import Rules


def confidence(rules: Rules, code: str) -> float:
    """The share of the findings of a check that were right on the development data."""
    rule = rules.get(f"check.{code}")
    return float(rule.number("confidence")) if rule is not None else 0.0
