"""Company: the figures of a pair among the others, whichever of them it is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factcheck import batches, compare, group, rules
from factcheck.compare.company import Company
from factcheck.compare.comparison import Comparison
from factcheck.compare.sides import side
from factcheck.model import Account, Block, Claim, Document, Metadata, Span

RULES = rules.load()
BY = compare.judge(RULES)


def account(path: str, *texts: str) -> Account:
    claims: list[Claim] = []
    for text in texts:
        metadata = Metadata(path=path, digest=f"{path}{len(claims)}")
        found = batches.claims_of(Document(text=text, metadata=metadata, blocks=(Block(span=Span(0, len(text))),)), RULES)
        claims += (replace(claim, id=f"{path}{len(claims)}") for claim in found)
    return Account(metadata=Metadata(path=path), claims=tuple(claims))


FIRST = account(
    "a", "The weir cost €40,000.", "The old weir of Tarn cost €52,000.", "Repairs of the weir cost €61,000.", "The lock cost €70,000."
)
SECOND = account(
    "b", "The weir cost €44,000.", "The weir of Tarn cost €52,000.", "The weir and its repairs cost €61,500.", "It cost €44,000."
)


def rival(claim: Claim, meant: Claim, listed: list[Comparison]) -> float:
    """The affinity of the value that is told most alike, looked for among all pairs."""
    others = [(c, c.b if c.a is claim else c.a) for c in listed if not c.agrees and claim in (c.a, c.b)]
    return max((c.affinity for c, other in others if side(other).value != side(meant).value), default=0.0)


@pytest.mark.parametrize("other", [SECOND, FIRST], ids=["two-documents", "one-document"])
def test_the_rival_of_a_pair_is_the_other_value_that_is_told_most_alike(other: Account) -> None:
    listed = list(compare.comparisons(group.pairs(FIRST, other), BY))
    company = Company(listed, BY.units)
    told = [company.figures(c) for c in listed]
    best = [max(rival(c.a, c.b, listed), rival(c.b, c.a, listed)) for c in listed]
    assert len({round(each, 3) for each in best}) > 1
    assert [each["rival_better"] for each in told] == [max(0.0, most - c.affinity) * 2 for c, most in zip(listed, best, strict=True)]
    assert [each["rival_worse"] for each in told] == [
        max(0.0, c.affinity - most) if most else 0.3 for c, most in zip(listed, best, strict=True)
    ]
