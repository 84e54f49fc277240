"""Compare: the claims of two documents, pair by pair, on ordered levels; then the pairs that belong together as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from factcheck.compare.evidence import Weights, affinity, company, of_one_story, weights
from factcheck.compare.findings import findings
from factcheck.compare.fingerprints import alone
from factcheck.compare.headlines import adds_up, in_parts
from factcheck.compare.levels import Questions
from factcheck.compare.topics import on_topic
from factcheck.compare.values import Units
from factcheck.compare.verdicts import Comparison, Judgement, compare
from factcheck.model import Claim, Finding, Flaw, Pair, Relation, Span
from factcheck.rules import Rules

_ADDENDS = 4  # more amounts than these add up to anything


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """What comparing needs of the rules. Compared and hashed by identity."""

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


def weighed(found: Iterable[Comparison], by: Judge, *, few: bool) -> Iterator[Comparison]:
    """The comparisons of two documents, or within one, with their probability, in the company of what else each claim could be
    matched with.

    A claim whose value the other document holds too, whole or in parts, is settled: what else stands there answers another
    question. `few`
    says that the run has no more than a handful of documents.
    """
    listed = [(c, affinity(c.figures)) for c in found]
    settled: dict[tuple[str, str], float] = {}
    rivals: dict[tuple[str, str], list[tuple[float, Claim]]] = {}
    parts: dict[tuple[str, str, Span], tuple[Claim, list[Claim]]] = {}
    for c, own in listed:
        if c.derived:
            continue  # nobody wrote it: it settles nothing, and rivals nothing
        for claim, other in ((c.a, c.b), (c.b, c.a)):
            place = (claim.id, other.metadata.path)
            if c.agrees:
                settled[place] = max(settled.get(place, 0.0), own)
            else:
                rivals.setdefault(place, []).append((own, other))
                parts.setdefault((*place, other.mention.sentence), (claim, []))[1].append(other)
    for (name, path, _), (whole, addends) in parts.items():
        if 1 < len(addends) <= _ADDENDS and adds_up(whole, addends, by.units):
            settled[name, path] = 1.0
    summed = in_parts((c for c, _ in listed), by.units)
    for c, own in listed:
        places = ((c.a.id, c.b.metadata.path), (c.b.id, c.a.metadata.path))
        agreed = 0.0 if c.agrees else max(settled.get(place, 0.0) for place in places)
        others = zip(places, (c.b, c.a), strict=True)
        rival = max(
            (value for place, meant in others for value, other in rivals.get(place, ()) if _value(other) != _value(meant)), default=0.0
        )
        crowd = max(len({_value(other) for _, other in rivals.get(place, ())}) for place in places)
        told = max(len({other.mention.sentence for _, other in rivals.get(place, ())}) for place in places)
        figures = {**c.figures, **company(own, agreed, rival, crowd)}
        alone = few and told <= 1 and not agreed and not c.within and of_one_story(c.a, c.b)
        probability, part = by.weights.probability(figures), frozenset((c.a.id, c.b.id)) in summed
        both = not c.agrees and all(place in settled for place in places)
        yield replace(c, figures=figures, probability=probability, alone=alone, part=part, settled=both, many=not few)


def _value(claim: Claim) -> object:
    """What a claim is told from others by: the same number or day, told five times, is one candidate."""
    amount, dating = claim.mention.amount, claim.mention.dating
    return (amount.nominal or amount, amount.unit) if amount is not None else dating and (dating.period or dating.partial)


def report(pairs: Iterable[Pair], flaws: Iterable[Flaw], claims: Mapping[str, Claim], by: Judge) -> tuple[Finding, ...]:
    """The findings of all pairs, and of what is wrong with claims by themselves."""
    return findings(pairs, flaws, claims, by.rules, by.units)


def marks(pairs: Iterable[Pair], flaws: Iterable[Flaw]) -> frozenset[tuple[str, Relation]]:
    """The fingerprints of what was found, with what it is."""
    paired = ((pair.fingerprint, pair.relation) for pair in pairs)
    return frozenset((*paired, *((alone(flaw.rule, flaw.claims), flaw.relation) for flaw in flaws)))


__all__ = ["Judge", "comparisons", "judge", "marks", "on_topic", "report", "weighed"]
