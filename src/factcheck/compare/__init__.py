"""Compare: the claims of a group, pair by pair, on ordered levels; then the pairs that belong together as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from factcheck.compare.evidence import Weights, affinity, company, of_one_story, weights
from factcheck.compare.findings import findings
from factcheck.compare.fingerprints import alone
from factcheck.compare.levels import Questions
from factcheck.compare.outcomes import SAME
from factcheck.compare.topics import on_topic
from factcheck.compare.values import Outcome, Units
from factcheck.compare.verdicts import FALLEN, Comparison, Judgement, compare, repeated
from factcheck.model import Aspect, Claim, Finding, Flaw, Pair, Relation
from factcheck.rules import Rules

_HANDFUL = 12  # documents; so few were put together for a reason


@dataclass(frozen=True, slots=True)
class Judge:
    """What comparing needs of the rules."""

    questions: Questions
    units: Units
    weights: Weights
    judgement: Judgement
    rules: Rules


@lru_cache(maxsize=4)
def judge(rules: Rules) -> Judge:
    """The judge of a set of rules, built once."""
    units = Units(rules)
    questions, fitted = Questions(rules, units), weights(rules)
    return Judge(questions, units, fitted, Judgement(questions, units, fitted), rules)


def comparisons(pairs: Iterable[tuple[Claim, Claim]], by: Judge, new: frozenset[str] = frozenset()) -> Iterator[Comparison]:
    """The comparisons of those pairs that may answer the same question; a claim of a new document is the first of its pair."""
    for pair in pairs:
        a, b = sorted(pair, key=_place)
        if (a.derived_from or b.derived_from) and (a.metadata.path == b.metadata.path or (a.derived_from and b.derived_from)):
            continue  # what follows from a text is held against what others state
        found = compare(a, b, by.questions, by.units)
        if found is None:
            continue
        late = b.metadata.path in new and a.metadata.path not in new
        yield replace(found, a=b, b=a) if late else found


def _place(claim: Claim) -> tuple[str, int, str]:
    return claim.metadata.path, claim.mention.span.start, claim.id


def weighed(found: Iterable[Comparison], by: Judge, documents: int | None = None) -> Iterator[Comparison]:
    """The comparisons with their probability, in the company of what else each claim could be matched with.

    A claim whose value the other document holds too is settled: what else stands there answers another question. `documents` is
    the number of documents of the run, where these are not all compared.
    """
    listed = [(c, affinity(c.figures)) for c in found]
    handful = (documents or len({claim.metadata.path for c, _ in listed for claim in (c.a, c.b)})) <= _HANDFUL
    settled: dict[tuple[str, str], float] = {}
    rivals: dict[tuple[str, str], list[tuple[float, Claim]]] = {}
    for c, own in listed:
        if c.derived:
            continue  # nobody wrote it: it settles nothing, and rivals nothing
        for claim, other in ((c.a, c.b), (c.b, c.a)):
            place = (claim.id, other.metadata.path)
            if c.agrees:
                settled[place] = max(settled.get(place, 0.0), own)
            else:
                rivals.setdefault(place, []).append((own, other))
    for c, own in listed:
        places = ((c.a.id, c.b.metadata.path), (c.b.id, c.a.metadata.path))
        agreed = 0.0 if c.agrees else max(settled.get(place, 0.0) for place in places)
        others = zip(places, (c.b.id, c.a.id), strict=True)
        rival = max((value for place, meant in others for value, other in rivals.get(place, ()) if other.id != meant), default=0.0)
        crowd = max(len(rivals.get(place, ())) for place in places)
        told = max(len({other.mention.sentence for _, other in rivals.get(place, ())}) for place in places)
        figures = {**c.figures, **company(own, agreed, rival, crowd)}
        alone = handful and told <= 1 and not agreed and not c.within and of_one_story(c.a, c.b)
        yield replace(c, figures=figures, probability=by.weights.probability(figures), alone=alone)


def settle(found: Iterable[Comparison], by: Judge, documents: int | None = None) -> Iterator[Pair]:
    """The verdicts on the comparisons; most are silence. `documents` as for `weighed`.

    What agrees with one side of a conflict stands on that side too: its own pair with the other side gets a verdict, whatever
    the evidence for it alone. A running count that falls to what an older document had is a count repeated.
    """
    verdicts = _verdicts(found, by, documents)
    allies, opposed = _sides(verdicts, by)
    for c, pair in _repeats(verdicts):
        sided = by.judgement.verdict(replace(c, probability=1.0)) if _weak(c, pair) and _sided(c, allies, opposed) else None
        if sided is not None:
            yield replace(sided, confidence=round(c.probability, 3))  # the verdict leans on the ally; the evidence is its own
        elif pair is not None:
            yield pair


_Verdicts = Sequence[tuple[Comparison, Pair | None]]


def _verdicts(found: Iterable[Comparison], by: Judge, documents: int | None) -> _Verdicts:
    """Each comparison with the verdict on it alone."""
    listed = list(weighed(found, by, documents))
    history = _history(c for c in listed if not c.derived)
    return [(c, by.judgement.verdict(c)) for c in listed if not history & {c.a.id, c.b.id} or c.agrees]


def _sides(verdicts: _Verdicts, by: Judge) -> tuple[Mapping[str, set[str]], set[frozenset[str]]]:
    """The allies of each claim, which surely agree with it, and the pairs that are in conflict."""
    allies: dict[str, set[str]] = {}
    for c, pair in verdicts:
        if pair is not None and pair.relation is Relation.AGREE and c.probability >= by.weights.ally:
            allies.setdefault(c.a.id, set()).add(c.b.id)
            allies.setdefault(c.b.id, set()).add(c.a.id)
    return allies, {
        frozenset((pair.a, pair.b)) for c, pair in verdicts if pair is not None and pair.relation is Relation.CONFLICT and not c.derived
    }


def _repeats(verdicts: _Verdicts) -> _Verdicts:
    """The verdicts, a fallen running count that is that of an older document as what it is: a figure repeated after its time."""
    same: dict[str, list[Claim]] = {}
    for c, _ in verdicts:
        if c.value in (Outcome.SAME, Outcome.ROUNDING) and not c.within:
            same.setdefault(c.a.id, []).append(c.b)
            same.setdefault(c.b.id, []).append(c.a)
    return [(c, repeated(c, pair, same) if pair is not None and pair.rule == FALLEN else pair) for c, pair in verdicts]


def leaned_on(found: Sequence[Comparison], new: frozenset[str], by: Judge, documents: int | None = None) -> set[frozenset[str]]:
    """Which known documents must be compared with each other (or a lone one with itself) for the verdicts on the new claims.

    `found` are all comparisons with a claim of a new document. A verdict on one of these leans on the known documents only for
    two things: whether a running count is history in its own document, and whether two claims of which the new one agrees with
    or opposes the first stand on one side or on two.
    """
    verdicts = _verdicts(found, by, documents)
    allies, opposed = _sides(verdicts, by)
    thirds: dict[str, set[str]] = {name: set(others) for name, others in allies.items()}
    for names in opposed:
        for name in names:
            thirds.setdefault(name, set()).update(names - {name})
    where = {claim.id: claim.metadata.path for c in found for claim in (c.a, c.b)}
    wanted: set[frozenset[str]] = set()
    for c, pair in verdicts:
        open_yet = _weak(c, pair) and by.judgement.verdict(replace(c, probability=1.0)) is not None
        for mine, other in ((c.a, c.b), (c.b, c.a)):
            if other.frame.aspect is Aspect.COUNT:
                wanted.add(frozenset((other.metadata.path,)))
            if open_yet:
                wanted |= {frozenset((other.metadata.path, where[third])) for third in thirds.get(mine.id, ())}
    return {paths for paths in wanted if not paths & new}


def _history(listed: Iterable[Comparison]) -> set[str]:
    """The running counts that their own document tells as history: it has a larger one of the same measure."""
    return {
        smaller.id
        for c in listed
        if c.within and c.a.heading == c.b.heading and c.value is Outcome.DISJOINT and c.of("measure") == SAME
        if c.a.frame.aspect is c.b.frame.aspect is Aspect.COUNT
        for smaller in (min((c.a, c.b), key=lambda claim: claim.mention.amount.nominal or 0 if claim.mention.amount else 0),)
    }


def _weak(c: Comparison, pair: Pair | None) -> bool:
    """Whether two values differ, and the evidence for it alone does not make a conflict of it."""
    return not c.agrees and not c.derived and (pair is None or pair.relation is Relation.TENSION)


def _sided(c: Comparison, allies: Mapping[str, set[str]], opposed: set[frozenset[str]]) -> bool:
    """Whether an ally of one claim is in conflict with the other."""
    if c.a.metadata.path == c.b.metadata.path:
        return False
    return any(frozenset((ally, c.b.id)) in opposed for ally in allies.get(c.a.id, ())) or any(
        frozenset((ally, c.a.id)) in opposed for ally in allies.get(c.b.id, ())
    )


def report(pairs: Iterable[Pair], flaws: Iterable[Flaw], claims: Mapping[str, Claim], by: Judge) -> tuple[Finding, ...]:
    """The findings of all pairs, and of what is wrong with claims by themselves."""
    return findings(pairs, flaws, claims, by.rules, by.units)


def marks(pairs: Iterable[Pair], flaws: Iterable[Flaw]) -> frozenset[tuple[str, Relation]]:
    """The fingerprints of what was found, with what it is."""
    paired = ((pair.fingerprint, pair.relation) for pair in pairs)
    return frozenset((*paired, *((alone(flaw.rule, flaw.claims), flaw.relation) for flaw in flaws)))


__all__ = ["Judge", "comparisons", "judge", "leaned_on", "marks", "on_topic", "report", "settle", "weighed"]
