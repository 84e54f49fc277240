"""Group: what may answer the same question is brought together by keys, so that only that is compared.

Documents first: two of them are compared where what both hold is so rare that hardly another one would be expected to hold as
much. Then their claims: those under one blocking key that share a telling word, a measure or a rare unit.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, islice, product
from typing import Protocol

from factcheck.model import Account, Claim, Kind

HANDFUL = 12  # documents; so few were put together for a reason, and so few can be looked at one by one
_STRANGERS = 3  # documents that may hold, by chance, all that two others share; of true pairs, four in a hundred share less
HOT = 200  # documents; what more of them hold leads to none of them, it only adds to what others share
_ROUNDING = 1e-9
_LOOKED_AT = 5_000  # documents
_THINNED = 16  # one hash in so many of a sketch leads to the copies of a text

Key = tuple[str, ...]


class Holders(Protocol):
    """Which documents hold what: numbers of documents by features."""

    def __len__(self) -> int:
        """How many documents there are."""
        ...

    def features(self, number: int) -> Collection[int]:
        """What a document holds."""
        ...

    def holders(self, feature: int) -> Sequence[int]:
        """The documents that hold it, in a fixed order."""
        ...


# ---- documents ------------------------------------------------------------------------------------------------------


def features(account: Account) -> frozenset[int]:
    """What a document can be met by: the words, names, measures and units of its claims, and a sample of its passages."""
    told = {mark for claim in account.claims for mark in marks(claim)}
    return frozenset(map(_feature, told)) | frozenset(found for found in account.sketch if found % _THINNED == 0)


def marks(claim: Claim) -> frozenset[str]:
    """What a claim can be met by."""
    evidence = claim.frame.evidence
    return evidence.keys | evidence.names | evidence.topic


def shared(a: Claim, b: Claim) -> frozenset[int]:
    """The features that two claims share."""
    return frozenset(map(_feature, marks(a) & marks(b)))


@lru_cache(maxsize=1 << 16)
def _feature(mark: str) -> int:
    """A name of 63 bits, the same on every machine."""
    return int.from_bytes(blake2b(mark.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


class Meetings:
    """Which documents are compared, and what is left out.

    `left_out` counts couples that share something, but nothing rare; `hot` are the features of so many documents that they lead
    to none of them.
    """

    def __init__(self, held: Holders, new: Collection[int] = ()) -> None:
        self._held = held
        self._new = new
        count = len(held)
        self._needed = math.log(count / _STRANGERS) - _ROUNDING if count > HANDFUL else 0.0
        self.left_out = 0
        self.hot: set[int] = set()

    def couples(self, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Each document with itself, and with those that it is compared with; where some are new, these with all others."""
        for number in numbers:
            yield number, number
            for other, rarity in sorted(self._rarities(number).items()):
                if other >= number and (other in self._new or not self._new):
                    continue  # the other one's turn
                if rarity >= self._needed:
                    yield other, number
                else:
                    self.left_out += 1

    def _rarities(self, number: int) -> dict[int, float]:
        """How rare it is to hold what a document and each of the others both hold.

        If features were independent, so many strangers would hold all that two documents share: the number of documents, times the
        share of them that holds each feature. Two are compared where that is next to none.
        """
        count = len(self._held)
        found: dict[int, float] = {}
        for feature in self._held.features(number):
            holders = self._held.holders(feature)
            if len(holders) > HOT:
                self.hot.add(feature)
            elif len(holders) > 1:
                rarity = math.log(count / len(holders))
                for other in holders:
                    found[other] = found.get(other, 0.0) + rarity
        found.pop(number, None)
        return found


def together(features: Collection[int], held: Holders, most: int = 10 * HANDFUL) -> int:
    """How many documents hold all of these features; counted up to `most`, among the first few thousand that hold the rarest."""
    if not features:
        return most
    rarest = min((held.holders(feature) for feature in features), key=len)
    wanted = frozenset(features)
    holding = (number for number in islice(rarest, _LOOKED_AT) if wanted.issubset(held.features(number)))
    return sum(1 for _ in islice(holding, most))


# ---- claims ---------------------------------------------------------------------------------------------------------


def blocks(claims: Iterable[Claim]) -> dict[Key, list[Claim]]:
    """Claims by blocking key."""
    found: dict[Key, list[Claim]] = {}
    for claim in claims:
        found.setdefault(key(claim), []).append(claim)
    return found


def key(claim: Claim) -> Key:
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


def pairs(first: Account, second: Account) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of claims of two documents, or within one, that share a block and what they can be compared on."""
    if first.metadata.path == second.metadata.path:
        for members in blocks(first.claims).values():
            yield from meeting(members)
        return
    others = blocks(second.claims)
    for name, members in blocks(first.claims).items():
        yield from _keyed(product(members, others.get(name, ())))


def meeting(members: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The pairs among the claims of one block that can be compared on something."""
    return _keyed(combinations(members, 2))


def _keyed(found: Iterable[tuple[Claim, Claim]]) -> Iterator[tuple[Claim, Claim]]:
    return (pair for pair in found if not pair[0].frame.evidence.keys.isdisjoint(pair[1].frame.evidence.keys))
