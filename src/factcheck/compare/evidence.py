"""Evidence: how much speaks for two claims answering the same question, as figures between 0 and 1 with their points.

The points are data (`rules/weights.toml`), fitted on public pairs of texts by `benchmarks/fit_weights.py` as a scorecard: for
each figure, the points that it earns from a value on, which only rise where the figure speaks for one question and only fall
where it speaks against. The sum, put through the logistic function, is the share of such pairs that were right on the
development data.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.compare.names import shared
from factcheck.compare.values import Units
from factcheck.model import EVERYDAY, Claim, Evidence, Kind
from factcheck.rules import Rule, Rules

_WEEKS = 31  # days
_THIN = 1  # names in a lead that names nearly nobody


@dataclass(frozen=True, slots=True)
class Scale:
    """The points of one figure: `points[n]` from the value `starts[n]` on, none below the first."""

    starts: tuple[float, ...]
    points: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """The points of each figure of a pair, and the probabilities from which on a verdict is given.

    `named` is the least for a pair whose words name one question outright, `agree` the least for an agreement,
    `ally` the least for one that puts both on one side of a conflict.
    """

    base: float
    scales: Mapping[str, Scale]
    tension: float
    conflict: float
    named: float
    agree: float
    ally: float

    def probability(self, figures: Mapping[str, float]) -> float:
        """How probable it is that two claims with these figures answer the same question."""
        total = self.base
        for name, scale in self.scales.items():
            step = bisect_right(scale.starts, figures.get(name, 0.0))
            total += scale.points[step - 1] if step else 0.0
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def weights(rules: Rules) -> Weights:
    """The weights of the rules."""
    thresholds = {rule.name: float(rule.number("value")) for rule in rules.table("threshold")}
    base = sum(float(rule.number("value")) for rule in rules.table("base"))
    scales = {rule.name: _scale(rule) for rule in rules.table("weight") if rule.data.get("steps")}
    return Weights(base, scales, **{name: thresholds[name] for name in ("tension", "conflict", "named", "agree", "ally")})


def _scale(rule: Rule) -> Scale:
    steps = [(float(start), float(points)) for start, points in rule.data["steps"]]
    return Scale(tuple(start for start, _ in steps), tuple(points for _, points in steps))


def affinity(figures: Mapping[str, float]) -> float:
    """How alike two claims are told, from 0 to 1: what decides which of several claims of a document is meant."""
    return sum(share * figures.get(name, 0.0) for name, share in _AFFINITY)


_AFFINITY = (("words_alike", 0.6), ("names_shared", 0.2), ("noun_same", 0.1), ("measure_same", 0.1))


def company(own: float, settled: float, rival: float, candidates: int) -> dict[str, float]:
    """The figures of a pair among the others of its two documents.

    `settled` is the affinity with which one of the two agrees with a claim of the other document, `rival` that of the best
    other claim there that it disagrees with, `candidates` how many such claims there are.
    """
    return {
        "settled": settled,
        "settled_better": 1.0 if settled >= own and settled else 0.0,
        "rival_better": max(0.0, rival - own) * 2,
        "rival_worse": max(0.0, own - rival) if rival else 0.3,
        "crowd": min(math.log2(max(candidates, 1)), 8.0) / 8,
    }


def figures(a: Claim, b: Claim, units: Units) -> dict[str, float]:
    """What speaks for and against two claims answering the same question; symmetric in the two."""
    return {
        **_names(a, b),
        **_words(a.frame.evidence, b.frame.evidence),
        **_measures(a, b),
        **_values(a, b),
        "value_far": _far(a, b, units),
    }


def of_one_story(a: Claim, b: Claim) -> bool:
    """Whether two documents may tell of one event: published within weeks of each other, and not on different names."""
    first, second = a.metadata.published, b.metadata.published
    if first is None or second is None or abs((first.first - second.first).days) > _WEEKS:
        return False
    topics = a.story.heads, b.story.heads
    return bool(topics[0] & topics[1]) or min(map(len, topics)) <= _THIN


def _names(a: Claim, b: Claim) -> dict[str, float]:
    first, second = a.frame.evidence, b.frame.evidence
    common = first.names & second.names or min(shared(first.names, second.names), shared(second.names, first.names), key=len)
    smaller = min(len(first.names), len(second.names))
    topics = min(len(a.story.heads), len(b.story.heads))
    heads = len(a.story.heads & b.story.heads)
    cast = min(len(a.story.cast), len(b.story.cast))
    return {
        "cast_shared": min(len(a.story.cast & b.story.cast) / min(cast, 2 * math.sqrt(cast)), 1.0) if cast else 0.0,
        "subject_shared": max(_matched(a, b), _matched(b, a)),
        "names_shared": len(common) / smaller if smaller else 0.0,
        "names_clash": min(_unmatched(a, b), _unmatched(b, a), 3) / 3,
        "topic_shared": heads / topics if topics else 0.0,
    }


def _unmatched(claim: Claim, other: Claim) -> int:
    """How many names of one side the other side has nowhere: not in the sentence, not in its lead, not as a word."""
    told = other.frame.evidence
    words = {word for word, _ in told.words}
    found = sum(
        part.key.isdisjoint(told.names)
        and part.key.isdisjoint(other.story.heads)
        and part.key.isdisjoint(other.story.cast)
        and not any(key[:6] in words for key in part.key)
        for part in claim.frame.subject
        if part.rule != "subject.topic"
    )
    return max(found - 1, 0) if other.story.unnamed else found


def _matched(claim: Claim, other: Claim) -> float:
    """The share of the names of one side that stand in the sentence of the other."""
    names, subject = other.frame.evidence.names, claim.frame.subject
    return sum(not part.key.isdisjoint(names) for part in subject) / len(subject) if subject else 0.0


def _far(a: Claim, b: Claim, units: Units) -> float:
    """How far apart two amounts are, in one unit, as a share of three powers of ten."""
    first, second = (_size(claim, units) for claim in (a, b))
    if not first or not second or first * second < 0:
        return 0.0
    return min(abs(math.log10(abs(first) / abs(second))), 3.0) / 3


def _size(claim: Claim, units: Units) -> float | None:
    amount = claim.mention.amount
    return float(amount.nominal * units.factor(amount.unit)) if amount is not None and amount.nominal is not None else None


def _words(a: Evidence, b: Evidence) -> dict[str, float]:
    first, second = dict(a.words), dict(b.words)
    held = sum(min(weight, second[word]) for word, weight in first.items() if word in second)
    total_a, total_b = sum(first.values()), sum(second.values())
    smaller = min(total_a, total_b)
    norm = math.sqrt(sum(w * w for w in first.values()) * sum(w * w for w in second.values()))
    dot = sum(weight * second[word] for word, weight in first.items() if word in second)
    alike = dot / norm if norm else 0.0
    return {
        "words_held": held / smaller if smaller else 0.0,
        "words_alike": alike,
        "words_shared": min(held, 3.0) / 3,
        "words_clash": min(smaller - held, 3.0) / 3,
    }


def _measures(a: Claim, b: Claim) -> dict[str, float]:
    first, second = a.frame.measure, b.frame.measure
    known = first is not None and second is not None
    near = a.frame.evidence.measures & b.frame.evidence.measures
    return {
        "measure_same": 1.0 if first is not None and second is not None and first.value == second.value else 0.0,
        "measure_apart": 1.0 if known and not near else 0.0,
        "measure_half": 1.0 if (first is None) != (second is None) else 0.0,
    }


def _values(a: Claim, b: Claim) -> dict[str, float]:
    first, second = a.frame.evidence, b.frame.evidence
    date = a.mention.kind is Kind.DATE
    return {
        "beside_front": 1.0 if first.beside[0] and first.beside[0] == second.beside[0] else 0.0,
        "beside_either": 1.0 if ({*first.beside} & {*second.beside}) - {""} else 0.0,
        "noun_same": 1.0 if first.noun and first.noun == second.noun else 0.0,
        "unit_rare": 1.0 if first.dimension not in EVERYDAY else 0.0,
        "is_date": 1.0 if date else 0.0,
    }
