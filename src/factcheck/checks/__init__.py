"""Checks of one document: what a claim says that cannot be, alone or together with the others of its passage.

A check is a function from the text of a document and its claims to what is wrong with them; pairs of claims are not its matter
but that of `compare`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from factcheck.checks import calendar, changes, lists, order, parts, prices
from factcheck.extract import Text
from factcheck.model import Claim, Flaw
from factcheck.rules import Rules

Check = Callable[[Text, Sequence[Claim], Rules], Iterator[Flaw]]

# The checks, each in a module of its own.
CHECKS: tuple[Check, ...] = (
    calendar.check,
    order.check,
    changes.check,
    prices.check,
    parts.check_sums,
    parts.check_shares,
    lists.check,
)


def check(text: Text, claims: Sequence[Claim], rules: Rules) -> Iterator[Flaw]:
    """What is wrong with the claims of a document, check by check, in the order of the text."""
    for own in CHECKS:
        yield from own(text, claims, rules)


__all__ = ["CHECKS", "check"]
