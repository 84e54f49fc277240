"""What the checks of sums take from the rules: their confidence, and their tolerances."""

from __future__ import annotations

from decimal import Decimal

from factcheck.rules import Rules


def confidence(rules: Rules, code: str) -> float:
    """The share of the findings of a check that were right on the development data."""
    rule = rules.get(f"check.{code}")
    return float(rule.number("confidence")) if rule is not None else 0.0


def tolerance(rules: Rules, name: str) -> Decimal:
    """A tolerance of the rules; none where there is no such rule."""
    rule = rules.get(f"tolerance.{name}")
    return rule.number("value") if rule is not None else Decimal(0)
