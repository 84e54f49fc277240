"""Group: what may answer the same question is brought together by keys, so that only that is compared.

Documents first: two of them are compared where both hold far more that is rare than strangers would by chance. Then their claims:
those under one blocking key that share a telling word, a measure or a rare unit.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, islice
from typing import Protocol

from factcheck.model import COUNTS, EVERYDAY, Account, Claim, Kind
from factcheck.once import once

HANDFUL = 12  # documents; so few were put together for a reason, and so few can be looked at one by one
_DEVIATIONS = 4  # from what strangers share by chance; of 1,000 made-up articles, 118 of 121 true couples share more
_MET = 100  # documents that one is compared with at its turn, the nearest ones; in a large archive more only tell of the same things
_BUDGET = 10_000  # couples of documents that any run may compare, whatever they share: those of a hundred or two
_LOOKS = 2_000_000  # what a feature may lead to, over all documents, beyond those that are rare
HOT = 200  # documents; what more of them hold leads to none of them
_DIGITS, _SLIGHT = 9, 1e-9  # to which a sum of rarities is the same, whatever the order in which it was added up
_LOOKED_AT = 5_000  # documents
_PAIRS = 100_000  # of claims of two documents, each counted for every word that leads to it
_LOOKED_THROUGH = 40  # claims; among more of them those are looked up that hold a word
_ACCOUNTS = 2_000  # that are remembered
_TELLING = 3  # digits that two numbers hardly share by chance
_THINNED = 16  # one hash in so many of a sketch leads to the copies of a text

Key = tuple[str, ...]


class Holders(Protocol):
    """Which documents hold what: numbers of documents by features."""

    def __len__(self) -> int:
        """How many documents there are."""
        ...

    def numbers(self) -> Iterable[int]:
        """Those of all documents."""
        ...

    def features(self, number: int) -> Collection[int]:
        """What a document holds."""
        ...

    def holders(self, feature: int) -> Sequence[int]:
        """The documents that hold it, their numbers ascending."""
        ...

    def count(self, feature: int) -> int:
        """How many documents hold it, which is sooner told than which."""
        ...

    def rank(self, number: int) -> int:
        """The place of a document in the order of files, as far as so few are held that they are compared by it."""
        ...


# ---- documents ------------------------------------------------------------------------------------------------------


def features(account: Account) -> frozenset[int]:
    """What a document can be met by: the words, names, measures and units of its claims, and a sample of its passages.

    What tells one story from another, names and passages, are odd numbers; what tells one topic from another are even ones.
    """
    found: set[int] = set()
    for claim in account.claims:
        found |= _words(claim) | _names(claim)
    return frozenset(found) | frozenset(passage | 1 for passage in account.sketch if passage % _THINNED == 0)


def shared(a: Claim, b: Claim) -> frozenset[int]:
    """The features that two claims share."""
    return (_words(a) & _words(b)) | shared_names(a, b)


def shared_names(a: Claim, b: Claim) -> frozenset[int]:
    """Those of them that are names."""
    return _names(a) & _names(b)


def _words(claim: Claim) -> frozenset[int]:
    return frozenset(map(_feature, claim.frame.evidence.keys))


def _names(claim: Claim) -> frozenset[int]:
    return frozenset(_feature(name) | 1 for name in claim.frame.evidence.names | claim.story.heads)


@lru_cache(maxsize=1 << 16)
def _feature(mark: str) -> int:
    """An even number of 63 bits, the same on every machine."""
    return int.from_bytes(blake2b(mark.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 2 << 1


def _tells_story(feature: int) -> bool:
    """Whether a feature is a name or a passage."""
    return feature % 2 == 1


class Meetings:
    """Which documents are compared, and what is left out.

    `left_out` counts couples that share something, but less than those that are compared; `hot` are the features of so many documents
    that they lead to none of them.
    """

    def __init__(self, held: Holders, new: Collection[int] = ()) -> None:
        self._held = held
        self._new = new
        self._count = max(len(held), 1)
        self.most = max(HOT, _LOOKS // self._count)
        self._nearest = _BUDGET // self._count
        self._in_turn = not self._nearest and not new  # each with those before it
        self.left_out = 0
        self.hot: set[int] = set()

    def couples(self, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Each document with itself, and with those that it is compared with; where some are new, these with all others.

        Those are compared that share what is rare, up to a number, and beside them, as far as the budget goes, those that share the most.
        """
        for number in numbers:
            yield number, number
            leading = self._leading(number)
            self.hot.update(feature for feature in self._held.features(number) if self._held.count(feature) > self.most)
            every, story = self._common(number, leading)
            if self._count <= HANDFUL:
                every = {other: every.get(other, 0.0) for other in self._held.numbers() if other != number}  # slips share no word
            met = every if self._in_turn else {other: every[other] for other in every if self._is_due(other, number)}
            needed, of_story = _needed(leading, self._count)
            enough = [other for other, sum_of in story.items() if sum_of >= of_story and every[other] >= needed and other in met]
            taken = enough if len(enough) >= self._nearest else met
            nearest = sorted((-round(every[other], _DIGITS), self._rank(other), other) for other in taken)
            nearest = nearest[: max(min(len(enough), _MET), self._nearest)]
            self.left_out += len(met) - len(nearest)
            for _, _, other in nearest:
                yield other, number

    def meet(self, couple: tuple[int, int]) -> bool:
        """Whether two documents would be compared in a scan; where it also compares a good many of the nearest, all are."""
        if self._nearest >= HANDFUL:
            return True
        earlier, later = sorted(couple, key=self._rank)
        leading, others = self._leading(later), self._held.features(earlier)
        needed, of_story = _needed(leading, self._count)
        shared = {feature: rarity for feature, rarity in leading.items() if feature in others}
        story = _telling(shared)
        return bool(story) and math.fsum(shared.values()) >= needed and math.fsum(story.values()) >= of_story

    def _is_due(self, other: int, number: int) -> bool:
        """Whether it is at this document's turn that the two are compared."""
        return self._rank(other) < self._rank(number) or (bool(self._new) and other not in self._new)

    def _rank(self, number: int) -> int:
        return self._held.rank(number) if self._nearest else number

    def _leading(self, number: int) -> dict[int, float]:
        """The features of a document that lead to others, and how rare it is to hold each: the logarithm of one in how many does."""
        counts = ((feature, self._held.count(feature)) for feature in self._held.features(number))
        return {feature: math.log(self._count / holding) for feature, holding in counts if 1 < holding <= self.most}

    def _common(self, number: int, leading: Mapping[int, float]) -> tuple[dict[int, float], dict[int, float]]:
        """How rare it is to hold what a document and each of the others both hold, of all features and of those that tell a story: the
        sum of the logarithms, as for features that have nothing to do with each other.
        """
        every: dict[int, float] = {}
        story: dict[int, float] = {}
        for feature, rarity in leading.items():
            found = self._held.holders(feature)
            others = found[: bisect_left(found, number)] if self._in_turn else found
            for sums in (every, story) if _tells_story(feature) else (every,):
                for other in others:
                    sums[other] = sums.get(other, 0.0) + rarity
        for sums in (every, story):
            sums.pop(number, None)
        return every, story


def _telling(leading: Mapping[int, float]) -> dict[int, float]:
    return {feature: rarity for feature, rarity in leading.items() if _tells_story(feature)}


def _needed(leading: Mapping[int, float], count: int) -> tuple[float, float]:
    """How much of what leads to others a document must share with one of them, of all and of what tells a story.

    That is far more of each than a stranger would by chance, and of all so much that hardly a hundred couples of strangers in the whole
    run would share it.
    """
    least = max(2 * math.log(count / HANDFUL), _by_far(leading.values()))
    return least - _SLIGHT, _by_far(_telling(leading).values()) - _SLIGHT


def _by_far(rarities: Iterable[float]) -> float:
    """Far more than a stranger would hold by chance of what is so rare."""
    listed = [(math.exp(-rarity), rarity) for rarity in rarities]
    mean = math.fsum(share * rarity for share, rarity in listed)
    spread = math.fsum(share * (1 - share) * rarity * rarity for share, rarity in listed)
    return mean + _DEVIATIONS * math.sqrt(spread)


def is_topic(names: Iterable[int], held: Holders) -> bool:
    """Whether one of some names is what the whole run is about: most documents hold it."""
    return any(held.count(name) > len(held) / 2 for name in names)


def together(features: Collection[int], held: Holders, most: int = 10 * HANDFUL) -> int:
    """How many documents hold all of these features; counted up to `most`, among the first few thousand that hold the rarest."""
    if not features:
        return most
    first, *others = (held.holders(feature) for feature in sorted(features, key=held.count))
    if others and len(others[0]) <= _LOOKED_AT:
        first = tuple(frozenset(others.pop(0)).intersection(first))  # most of those that hold the rarest hold no other one
    holding = (number for number in islice(first, _LOOKED_AT) if all(is_holder(number, other) for other in others))
    return sum(1 for _ in islice(holding, most))


def is_holder(number: object, holders: Sequence[int]) -> bool:
    """Whether a document is among the holders of a feature; those that are no array know how to look it up."""
    if not isinstance(holders, array) or not isinstance(number, int):
        return number in holders
    place = bisect_left(holders, number)
    return place < len(holders) and holders[place] == number


# ---- claims ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The claims of one document under one blocking key that can be met, each with the words that another one must share one of,
    and for each word the places of those that hold it.
    """

    members: tuple[tuple[Claim, frozenset[str]], ...]
    holders: Mapping[str, Sequence[int]]


@once(_ACCOUNTS)
def _blocks(account: Account) -> Mapping[Key, Block]:
    return {name: _block((claim, claim.frame.evidence.keys) for claim in members) for name, members in blocks(account.claims).items()}


@once(HANDFUL)
def _blocks_of_few(account: Account) -> Mapping[Key, Block]:
    """Those in which a value also meets what it may have slipped from; in a long table too many are alike by chance."""
    found = dict(_blocks(account))
    for name, block in found.items():
        if len(block.members) <= _LOOKED_THROUGH:
            found[name] = _block((claim, words | slips(claim)) for claim, words in block.members)
    return found


def slips(claim: Claim) -> frozenset[str]:
    """What the value of a claim shares with what it may have slipped from: its digits in any order, with the unit where they are few;
    of a day its parts, two by two.
    """
    dating, amount = claim.mention.dating, claim.mention.amount
    if dating is not None and dating.period is not None and dating.period.days == 1:
        year, month, day = dating.period.first.isoformat().split("-")
        return frozenset({f"day.{year}-{month}", f"day.{month}-{day}", f"day.{year}--{day}"})
    if amount is None or not amount.nominal:
        return frozenset()
    digits = "".join(sorted(map(str, amount.nominal.normalize().as_tuple().digits)))
    size = amount.nominal.adjusted()
    zeros = {f"slip.{digits.lstrip('0')}e{size}"} if size >= _TELLING - 1 else set()  # `150`, `105`
    if len(digits) >= _TELLING:
        return frozenset({f"slip.{digits}"} | zeros) if len(set(digits)) > 1 else frozenset()
    telling = claim.frame.evidence.dimension not in EVERYDAY or size >= _TELLING
    return frozenset({f"slip.{digits}.{amount.unit}"} | ({f"slip.{digits}e{size}"} if telling else zeros))


def _block(told: Iterable[tuple[Claim, frozenset[str]]]) -> Block:
    members = tuple((claim, words) for claim, words in told if words)
    holders: dict[str, list[int]] = {}
    for place, (_, words) in enumerate(members):
        for word in words:
            holders.setdefault(word, []).append(place)
    return Block(members, holders)


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
    if evidence.dimension in COUNTS:
        return ("amount", "count")
    if evidence.dimension in ("percent", "share"):
        return ("amount", "percent")
    return ("amount", evidence.dimension or "")


def pairs(first: Account, second: Account, *, few: bool = False) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of claims of two documents, or within one, that share a block and a word that they can be compared on; among `few`
    documents also those that share what a slip leaves of a value.
    """
    of = _blocks_of_few if few else _blocks
    mine, others, within = of(first), of(second), first.metadata.path == second.metadata.path
    barred = crowded(first, second, few=few)
    for name, block in mine.items():
        if name in others:
            yield from _meeting(block, others[name], {word for key, word in barred if key == name}, within=within)
    if few and not within:
        yield from _across(first, second)


def _across(first: Account, second: Account) -> Iterator[tuple[Claim, Claim]]:
    """The pairs under two keys of which one value can be the other with a slip of the unit."""
    mine, others = (
        [(claim, key(claim), slips(claim)) for claim in account.claims if claim.mention.amount is not None] for account in (first, second)
    )
    if max(len(mine), len(others)) > _LOOKED_THROUGH:
        return
    for claim, own, words in mine:
        yield from ((claim, other) for other, name, told in others if name != own and not words.isdisjoint(told))


def crowded(first: Account, second: Account, *, few: bool = False) -> frozenset[tuple[Key, str]]:
    """The words, each with its block, of so many claims of two documents, or of one, that they lead to none.

    That is so in tables of thousands of rows: the words lead to pairs from the rarest on, up to a number of pairs.
    """
    of = _blocks_of_few if few else _blocks
    mine, others = of(first), of(second)
    most = _PAIRS * 2 if mine is others else _PAIRS  # within one document each pair is there in both orders
    both = [(name, block, others[name]) for name, block in mine.items() if name in others]
    if sum(len(block.members) * len(other.members) for _, block, other in both) <= most:
        return frozenset()
    led = sorted(
        (len(block.holders[word]) * len(other.holders[word]), name, word)
        for name, block, other in both
        for word in block.holders.keys() & other.holders.keys()
    )
    told = accumulate(count for count, _, _ in led)
    return frozenset((name, word) for (_, name, word), pairs in zip(led, told, strict=True) if pairs > most)


def _meeting(block: Block, others: Block, barred: Collection[str], *, within: bool) -> Iterator[tuple[Claim, Claim]]:
    """The pairs that share a word, in the order of their claims; `barred` are words that lead to none. A headline meets its text in any
    words.
    """
    few = len(others.members) <= _LOOKED_THROUGH
    for place, (claim, words) in enumerate(block.members):
        leading = words.difference(barred) if barred else words
        if few:
            rest = others.members[place + 1 :] if within else others.members
            for other, told in rest:
                if not leading.isdisjoint(told) or (within and claim.heading is not other.heading):
                    yield claim, other
        else:
            for met in sorted({met for word in leading for met in others.holders.get(word, ())}):
                if not within or met > place:
                    yield claim, others.members[met][0]
