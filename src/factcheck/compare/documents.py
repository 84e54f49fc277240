"""Documents: the verdicts on the claims of two documents, or within one, and then what verdicts lean on in others.

Verdicts on two documents hang on these alone, so that they can be given anywhere, in any order. What agrees with one side of a
conflict stands on that side too, and a running count may fall to what an older document had: that is settled when all are given.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import chain, groupby

from factcheck import copies, group
from factcheck.compare import Judge, comparisons, unstated, weighed
from factcheck.compare.comparison import Comparison, certain
from factcheck.compare.counted import counted
from factcheck.compare.growth import repeated
from factcheck.compare.outcomes import APART, SAME
from factcheck.compare.rulings import FALLEN
from factcheck.compare.values import Outcome
from factcheck.model import Account, Aspect, Claim, Ids, Pair, Relation, ids
from factcheck.once import once
from factcheck.shelf import Room

Couple = tuple[int, int]  # the numbers of two documents, or twice that of one
Place = tuple[str, int]  # the id of a claim, and the number of its document
Fetch = Callable[[int], Account]

_MAY_BE_TOLD = (None, Relation.CONFLICT, Relation.TENSION)
_SURELY = 1e-3
_ACCOUNTS = 2_000  # that are remembered


@dataclass(frozen=True, slots=True)
class Two:
    """Two documents, or one with itself: their numbers and what they say. `few` says that the run has no more than a handful."""

    couple: Couple
    first: Account
    second: Account
    few: bool

    def numbers(self, c: Comparison) -> Couple:
        """The documents of the two claims of a comparison."""
        number = {self.first.metadata.path: self.couple[0], self.second.metadata.path: self.couple[1]}
        return number[c.a.metadata.path], number[c.b.metadata.path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What two claims are to each other.

    `a` and `b` are their ids, `documents` the numbers of their documents. `pair` is None for two values that differ and are open:
    a conflict only where an ally of one is in conflict with the other. `shared` are the features that both claims have, `names` those
    of them that are names.
    """

    a: str
    b: str
    documents: Couple
    pair: Pair | None
    derived: bool = False
    shared: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()

    @property
    def relation(self) -> Relation | None:
        """That of the pair."""
        return self.pair.relation if self.pair is not None else None

    @property
    def ids(self) -> Ids:
        """The ids of its claims, whichever of them comes first."""
        return ids(self.a, self.b)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What came of comparing two documents: how many pairs of claims were compared, the verdicts, and the running counts of one
    value (claim and document of each).

    `passages` is how many sampled passages the two share, where they are one text, `crowded` how many words so many claims hold that
    they lead to none.
    """

    documents: Couple
    compared: int
    verdicts: tuple[Verdict, ...]
    echoes: tuple[tuple[Place, ...], ...] = ()
    passages: int = 0
    crowded: int = 0


@dataclass(slots=True)
class Heard:
    """What came of hearing couples of documents, as far as it is needed further: most hearings end in silence, and are only counted.

    `told` are verdicts that may be told, conflicts, tensions and those that are open yet, `quiet` all others. `left_out` and `hot` are
    those of `group.Meetings`.
    """

    told: list[Verdict] = field(default_factory=list)
    quiet: list[Verdict] = field(default_factory=list)
    rest: list[Hearing] = field(default_factory=list)  # of those with echoes or shared passages
    pairs: int = 0
    common: int = 0
    crowded: int = 0
    left_out: int = 0
    hot: set[int] = field(default_factory=set)

    def add(self, verdict: Verdict) -> None:
        """Takes in a verdict."""
        (self.told if verdict.relation in _MAY_BE_TOLD else self.quiet).append(verdict)


class Gathered:
    """What came of hearing all couples; the verdicts and hearings lie where there is room for them."""

    def __init__(self, room: Room) -> None:
        self.told, self.quiet, self.rest = room.records(Verdict), room.records(Verdict), room.records(Hearing)
        self.pairs = self.common = self.crowded = self.left_out = 0
        self.hot: set[int] = set()

    def add(self, more: Heard) -> None:
        """Takes in what came of further couples."""
        self.lean_on(more)
        self.pairs += more.pairs
        self.common += more.common
        self.crowded += more.crowded
        self.left_out += more.left_out
        self.hot |= more.hot

    def lean_on(self, more: Heard) -> None:
        """Takes in verdicts that others hang on, and does not count them."""
        self.told.extend(more.told)
        self.quiet.extend(more.quiet)
        self.rest.extend(more.rest)


def hear(two: Two, by: Judge, *, open_too: bool = False) -> Hearing:
    """The verdicts on the pairs of claims of two documents; most are silence. `open_too` asks for open ones too."""
    listed = _listed(two, by)
    verdicts = tuple(
        _verdict(c, pair, two) for c, pair in _judged(listed, two, by) if pair is not None or (open_too and _carried(c, by) is not None)
    )
    verdicts += tuple({verdict.ids: verdict for verdict in _tied(two, {verdict.ids for verdict in verdicts})}.values())
    passages = copies.alike(two.first.sketch, two.second.sketch) if two.couple[0] != two.couple[1] else 0
    echoes = tuple(tuple(zip((c.a.id, c.b.id), two.numbers(c), strict=True)) for c in listed if _echoes(c))
    crowded = len(group.crowded(two.first, two.second, few=two.few))
    return Hearing(documents=two.couple, compared=len(listed), verdicts=verdicts, echoes=echoes, passages=passages, crowded=crowded)


def _tied(two: Two, told: Collection[Ids]) -> Iterator[Verdict]:
    """The pairs that words tie together, but for those that are told already."""
    within = two.couple[0] == two.couple[1]
    tied = (*(two.first.ties if within else ()), *counted(*((two.first.claims,) if within else (two.first.claims, two.second.claims))))
    where = {
        claim.id: (claim, number)
        for account, number in zip((two.first, two.second), two.couple, strict=True)
        for claim in (account.claims if tied else ())
    }
    for pair in tied:
        if ids(pair.a, pair.b) not in told:
            (a, first), (b, second) = where[pair.a], where[pair.b]
            shared = frozenset() if two.few else group.shared(a, a if within else b)
            yield Verdict(a=pair.a, b=pair.b, documents=(first, second), pair=pair, derived=True, shared=shared)


def _listed(two: Two, by: Judge) -> list[Comparison]:
    new = frozenset(account.metadata.path for account in (two.first, two.second) if account.new)
    found = comparisons(group.pairs(two.first, two.second, few=two.few), by, new, few=two.few)
    bare = unstated(two.first.claims, by.units) if two.couple[0] == two.couple[1] else ()
    return list(weighed(found, by, few=two.few, unstated=bare))


def _verdict(c: Comparison, pair: Pair | None, two: Two) -> Verdict:
    found = Verdict(a=c.a.id, b=c.b.id, documents=two.numbers(c), pair=pair, derived=c.derived)
    return found if two.few else replace(found, shared=group.shared(c.a, c.b), names=group.shared_names(c.a, c.b))


def _echoes(c: Comparison) -> bool:
    """Whether two documents give one value of a running count."""
    return c.value in (Outcome.SAME, Outcome.ROUNDING) and not c.within and c.a.frame.aspect is c.b.frame.aspect is Aspect.COUNT


def _judged(listed: Iterable[Comparison], two: Two, by: Judge) -> Iterator[tuple[Comparison, Pair | None]]:
    """Each comparison with the verdict on it alone; what its own document tells as history has grown since, or is held
    against nothing.
    """
    told = _historian(by)
    history = told(two.first) | told(two.second)
    for c in listed:
        if c.agrees or c.unstated or not history & {c.a.id, c.b.id} or by.judgement.is_slip(c):
            yield c, by.judgement.verdict(c)
        elif (grown := by.judgement.grown(c)) is not None:
            yield c, grown


@lru_cache(maxsize=4)
def _historian(by: Judge) -> Callable[[Account], frozenset[str]]:
    return once(_ACCOUNTS)(partial(_history, by=by))


def _of_one_thing(c: Comparison) -> bool:
    """Whether two counts of a document are of one measure and scope, and of nobody whom the other is not of."""
    return c.of("measure") == c.of("scope") == SAME and c.of("subject") != APART


def _history(account: Account, by: Judge) -> frozenset[str]:
    """The running counts that a document tells as history: it has a larger one of the same measure."""
    running = tuple(claim for claim in account.claims if claim.frame.aspect is Aspect.COUNT)
    if len(running) < 2:
        return frozenset()
    counts = replace(account, claims=running)
    return frozenset(
        min((c.a, c.b), key=lambda claim: claim.mention.amount.nominal or 0 if claim.mention.amount else 0).id
        for c in comparisons(group.pairs(counts, counts), by)
        if not c.derived and c.a.heading == c.b.heading and c.value is Outcome.DISJOINT and _of_one_thing(c)
    )


def _weak(c: Comparison, relation: Relation | None) -> bool:
    """Whether two values differ, and the evidence for it alone does not make a conflict of it."""
    return not c.agrees and not c.derived and relation in (None, Relation.TENSION)


def _carried(c: Comparison, by: Judge) -> Pair | None:
    """The verdict on a pair that an ally carries. It leans on the ally; the evidence is its own."""
    pair = by.judgement.verdict(replace(c, weigh=certain)) if _weak(c, None) else None
    return replace(pair, confidence=round(c.probability, 3)) if pair is not None else None


def among(verdict: Verdict, holding: int, by: Judge) -> Verdict | None:
    """A verdict where so many documents hold all that its claims share; None where it does not hold.

    Beyond a handful, the odds that these two are meant fall with the number of those that could be.
    """
    pair = verdict.pair
    if pair is None or holding <= group.HANDFUL:
        return verdict
    odds = pair.confidence / max(1 - pair.confidence, _SURELY) * group.HANDFUL / holding
    confidence = odds / (1 + odds)
    return replace(verdict, pair=replace(pair, confidence=round(confidence, 3))) if confidence >= by.weights.tension else None


# ---- what verdicts lean on ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sides:
    """The allies of each claim, which surely agree with it, the claims that it is in conflict with, and where all of them stand."""

    allies: Mapping[str, set[str]] = field(default_factory=dict)
    opposed: Mapping[str, set[str]] = field(default_factory=dict)
    where: Mapping[str, int] = field(default_factory=dict)

    def backed(self) -> Iterator[tuple[str, str]]:
        """The pairs of claims of which the first has an ally that is in conflict with the second."""
        for claim, others in self.allies.items():
            for other in others:
                for against in self.opposed.get(other, ()):
                    if against != claim and self.where[against] != self.where[claim]:
                        yield claim, against


def _sides(verdicts: Iterable[Verdict], by: Judge) -> _Sides:
    allies: dict[str, set[str]] = {}
    opposed: dict[str, set[str]] = {}
    where: dict[str, int] = {}
    for verdict in verdicts:
        pair = verdict.pair
        if pair is None:
            continue
        if pair.relation is Relation.AGREE and pair.confidence >= by.weights.ally:
            found = allies
        elif pair.relation is Relation.CONFLICT and not verdict.derived:
            found = opposed
        else:
            continue
        found.setdefault(verdict.a, set()).add(verdict.b)
        found.setdefault(verdict.b, set()).add(verdict.a)
        where |= {verdict.a: verdict.documents[0], verdict.b: verdict.documents[1]}
    return _Sides(allies, opposed, where)


def settle(found: Gathered, fetch: Fetch, by: Judge, *, few: bool) -> Iterator[Verdict]:
    """The conflicts and tensions in the light of each other and of the quiet verdicts, which stay what they are.

    A fallen count may be an older one's, and an ally may make a verdict of an open pair. All are gone through several times, and of the
    quiet ones no more is held than those on claims that are in conflict with others: they are a dozen to a document.
    """
    fallen = dict(_repeats(found, fetch))
    open_yet = _backed_by_allies(found, by)
    for verdict in chain(found.told, found.quiet):
        if verdict.ids in open_yet and fallen.get(verdict.ids, verdict).relation not in (None, Relation.TENSION):
            del open_yet[verdict.ids]
    carried: set[Ids] = set()
    for couple, several in groupby(sorted(open_yet, key=lambda each: (open_yet[each], each)), key=open_yet.__getitem__):
        for verdict in _carried_in(Two(couple, fetch(couple[0]), fetch(couple[1]), few), frozenset(several), by):
            carried.add(verdict.ids)
            yield verdict
    for verdict in found.told:
        if verdict.pair is not None and verdict.ids not in carried:
            yield fallen.get(verdict.ids, verdict)


def _backed_by_allies(found: Gathered, by: Judge) -> dict[Ids, Couple]:
    """The pairs of claims that an ally may carry, each with the documents that they are in."""
    opposed = {claim for verdict in found.told if verdict.relation is Relation.CONFLICT for claim in verdict.ids}
    near = (verdict for verdict in found.quiet if verdict.a in opposed or verdict.b in opposed)
    sides = _sides(chain(found.told, near), by)
    backed: dict[Ids, Couple] = {}
    for a, b in sides.backed():
        first, second = sorted((sides.where[a], sides.where[b]))
        backed[ids(a, b)] = (first, second)
    return backed


def _carried_in(two: Two, open_yet: Collection[Ids], by: Judge) -> Iterator[Verdict]:
    """The open pairs of two documents that an ally makes a verdict of."""
    for c, _ in _judged(_listed(two, by), two, by):
        pair = _carried(c, by) if ids(c.a.id, c.b.id) in open_yet else None
        if pair is not None:
            yield _verdict(c, pair, two)


def _repeats(found: Gathered, fetch: Fetch) -> Iterator[tuple[Ids, Verdict]]:
    """The fallen running counts that are those of an older document, as what they are: figures repeated after their time."""
    fallen = [verdict for verdict in found.told if verdict.pair is not None and verdict.pair.rule == FALLEN]
    concerned = {claim for verdict in fallen for claim in verdict.ids}
    same: dict[str, list[Place]] = {}
    for a, b in (echo for hearing in (found.rest if fallen else ()) for echo in hearing.echoes):
        for one, other in ((a, b), (b, a)):
            if one[0] in concerned:
                same.setdefault(one[0], []).append(other)
    for verdict in fallen:
        first, second = (_claim(fetch, place) for place in zip((verdict.a, verdict.b), verdict.documents, strict=True))
        alike = {claim.id: [_claim(fetch, place) for place in same.get(claim.id, ())] for claim in (first, second)}
        if verdict.pair is not None:
            yield verdict.ids, replace(verdict, pair=repeated(first, second, verdict.pair, alike))


def _claim(fetch: Fetch, place: Place) -> Claim:
    name, number = place
    return next(claim for claim in fetch(number).claims if claim.id == name)


def leaned_on(verdicts: Iterable[Verdict], new: Collection[int], by: Judge) -> list[Couple]:
    """Which known documents must be compared with each other for the verdicts on the new claims.

    `verdicts` are all those with a claim of a new document, open ones too. They lean on known documents only for whether two
    claims of which the new one agrees with or opposes the first stand on one side or on two.
    """
    listed = list(verdicts)
    sides = _sides(listed, by)
    wanted: set[Couple] = set()
    for verdict in listed:
        if verdict.relation not in (None, Relation.TENSION):
            continue
        for mine, other in ((verdict.a, verdict.documents[1]), (verdict.b, verdict.documents[0])):
            for third in sides.allies.get(mine, set()) | sides.opposed.get(mine, set()):
                first, second = sorted((other, sides.where[third]))
                if first not in new and second not in new:
                    wanted.add((first, second))
    return sorted(wanted)
