"""Compare: the claims of two documents, pair by pair, on ordered levels; then the pairs that belong together as findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from factcheck.compare import findings
from factcheck.compare.company import Company
from factcheck.compare.comparison import Comparison, compare
from factcheck.compare.evidence import Weights, of_one_story, weights
from factcheck.compare.findings import Tie, Weight, clusters, tie, weight
from factcheck.compare.fingerprints import flaw_fingerprint
from factcheck.compare.headlines import in_parts, unstated
from factcheck.compare.levels import Questions
from factcheck.compare.sides import side
from factcheck.compare.topics import on_topic
from factcheck.compare.values import Units
from factcheck.compare.verdicts import Judgement
from factcheck.model import Claim, Finding, Flaw, Pair
from factcheck.rules import Rules


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


def comparisons(
    pairs: Iterable[tuple[Claim, Claim]], by: Judge, new: frozenset[str] = frozenset(), *, few: bool = False
) -> Iterator[Comparison]:
    """The comparisons of those pairs that may answer the same question; a claim of a new document is the first of its pair.

    `few` says that the run has no more than a handful of documents.
    """
    for pair in pairs:
        a, b = pair if side(pair[0]).place <= side(pair[1]).place else pair[::-1]
        if (a.derived_from or b.derived_from) and (a.metadata.path == b.metadata.path or (a.derived_from and b.derived_from)):
            continue  # what follows from a text is held against what others state
        headed = a.heading is not b.heading and a.metadata.path == b.metadata.path
        found = compare(a, b, by.questions, by.units, few=few or headed)
        if found is None:
            continue
        late = b.metadata.path in new and a.metadata.path not in new
        yield replace(found, a=b, b=a) if late else found


def weighed(found: Iterable[Comparison], by: Judge, *, few: bool, unstated: Collection[str] = ()) -> Iterator[Comparison]:
    """The comparisons of two documents, or within one, each in the company of what else its claims could be matched with.

    `few` says that the run has no more than a handful of documents; `unstated` are the headlines' figures that their text does not give.
    """
    listed = list(found)
    company, summed = Company(listed, by.units), in_parts(listed, by.units)
    for c in listed:
        alone = few and not c.within and company.only(c) and of_one_story(c.a, c.b)
        part = bool(summed) and frozenset((c.a.id, c.b.id)) in summed
        figures = c.figures.among(partial(company.figures, c))
        bare = c.headed is not None and c.headed[0].id in unstated and c.headed[0].mention.span.start < c.headed[1].mention.span.start
        yield Comparison(c.a, c.b, c.levels, c.value, figures, by.weights.probability, company, part, bare, few, alone)


def finding(pairs: Sequence[Pair], claims: Mapping[str, Claim], by: Judge) -> Finding:
    """The finding of pairs that belong together, the strongest first."""
    return findings.finding(pairs, claims, by.rules, by.units)


def flawed(flaw: Flaw, by: Judge) -> Finding:
    """The finding of what is wrong with claims by themselves."""
    return findings.flawed(flaw, by.rules)


__all__ = [
    "Judge", "Tie", "Weight", "clusters", "comparisons", "finding", "flaw_fingerprint", "flawed", "judge", "on_topic", "tie", "unstated",
    "weighed", "weight",
]  # fmt: skip
