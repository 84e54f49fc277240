"""Group: claims that may answer the same question, brought together by keys, so that only those are compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.model import Claim, Group, Kind


def group(claims: Iterable[Claim], new: frozenset[str] | None = None) -> Iterator[Group]:
    """The claims by blocking key, in the order of the keys; a claim alone under its key has nothing to be compared with.

    With the paths of new documents, only the groups that hold a claim of one of them.
    """
    blocks: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        blocks.setdefault(key(claim), []).append(claim)
    for name in sorted(blocks):
        if len(blocks[name]) > 1 and (new is None or any(claim.metadata.path in new for claim in blocks[name])):
            yield Group(key=name, claims=tuple(blocks[name]))


def key(claim: Claim) -> tuple[str, ...]:
    """What two claims must share to be compared at all: the sort of value, the dimension and the currency."""
    if claim.mention.kind is Kind.DATE:
        return ("date",)
    evidence = claim.frame.evidence
    unit = claim.mention.amount.unit if claim.mention.amount else None
    if evidence.dimension == "currency":
        return ("amount", "currency", unit or "")
    if evidence.dimension in (None, "count"):
        return ("amount", "count")
    if evidence.dimension in ("percent", "share"):
        return ("amount", "percent")
    return ("amount", evidence.dimension or "")


def pairs(block: Group, new: frozenset[str] | None = None) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of a block that share a telling word, a measure or a rare unit; the others have nothing to be compared on.

    With the paths of new documents, only the pairs with a claim of one of them.
    """
    keyed = [(claim, claim.frame.evidence.keys) for claim in block.claims]
    leading = len(keyed)
    if new is not None:
        keyed.sort(key=lambda entry: entry[0].metadata.path not in new)
        leading = sum(claim.metadata.path in new for claim, _ in keyed)
    for number, (claim, keys) in enumerate(keyed[:leading]):
        for other, others in keyed[number + 1 :]:
            if not keys.isdisjoint(others):
                yield claim, other
