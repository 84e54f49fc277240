"""Evidence: how much speaks for two claims answering the same question, as figures between 0 and 1 with their weights.

The weights are data (`rules/weights.toml`), fitted on public pairs of texts by `benchmarks/fit_weights.py`; the sum, put
through the logistic function, is the share of such pairs that were right on the development data.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.model import Claim, Evidence, Kind
from factcheck.rules import Rules

_TOPIC_WEIGHT = 0.6


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each figure of a pair, and of each figure of its company; the two thresholds."""

    values: Mapping[str, float]
    company: Mapping[str, float]
    tension: float
    conflict: float

    def likelihood(self, figures: Mapping[str, float]) -> float:
        """How probable it is that two claims with these figures answer the same question, from the two alone."""
        return _logistic(self.values, figures)

    def probability(self, company: Mapping[str, float]) -> float:
        """The same, with what else stands in the two documents."""
        return _logistic(self.company, company)


def _logistic(values: Mapping[str, float], figures: Mapping[str, float]) -> float:
    total = values.get("intercept", 0.0) + sum(values.get(name, 0.0) * value for name, value in figures.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def weights(rules: Rules) -> Weights:
    """The weights of the rules."""

    def table(name: str) -> dict[str, float]:
        return {rule.name: float(rule.number("value")) for rule in rules.table(name)}

    thresholds = table("threshold")
    return Weights(table("weight"), table("company"), thresholds["tension"], thresholds["conflict"])


def company(likelihood: float, settled: float, rival: float, candidates: int) -> dict[str, float]:
    """The figures of a pair among the others of its two documents.

    `settled` is how well one of the two agrees with a claim of the other document, `rival` how well one of them is matched by
    another claim there that disagrees, `candidates` how many claims there could be meant at all.
    """
    return {
        "likelihood": math.log(max(likelihood, 1e-6) / max(1 - likelihood, 1e-6)) / 5,
        "settled": settled,
        "rival": max(0.0, rival - likelihood),
        "second": 1.0 if rival > likelihood else 0.0,
        "crowd": min(math.log2(max(candidates, 1)), 8.0) / 8,
    }


def figures(a: Claim, b: Claim) -> dict[str, float]:
    """What speaks for and against two claims answering the same question; symmetric in the two."""
    first, second = a.frame.evidence, b.frame.evidence
    return {
        **_names(first, second),
        **_words(first, second),
        **_measures(a, b),
        **_nouns(a, b),
        **_places(a, b),
    }


def _names(a: Evidence, b: Evidence) -> dict[str, float]:
    shared = a.names & b.names
    smaller = min(len(a.names), len(b.names))
    lent = (a.names & b.topic) | (b.names & a.topic) | (a.topic & b.topic if not smaller else frozenset())
    either = bool(shared or lent)
    return {
        "names_shared": len(shared) / smaller if smaller else 0.0,
        "names_several": min(len(shared), 3) / 3,
        "names_lent": _TOPIC_WEIGHT if lent and not shared else 0.0,
        "names_apart": 1.0 if smaller and not either else 0.0,
        "names_extra": min(len(a.names ^ b.names), 6) / 6 if smaller else 0.0,
        "names_none": 1.0 if not smaller and not either else 0.0,
    }


def _words(a: Evidence, b: Evidence) -> dict[str, float]:
    first, second = dict(a.words), dict(b.words)
    shared = sum(min(weight, second[word]) for word, weight in first.items() if word in second)
    total_a, total_b = sum(first.values()), sum(second.values())
    smaller = min(total_a, total_b)
    norm = math.sqrt(sum(w * w for w in first.values()) * sum(w * w for w in second.values()))
    dot = sum(weight * second[word] for word, weight in first.items() if word in second)
    return {
        "words_held": shared / smaller if smaller else 0.0,
        "words_alike": dot / norm if norm else 0.0,
        "words_apart": min((total_a + total_b - 2 * shared) / 10, 1.0),
        "words_few": 1.0 if smaller < 0.8 else 0.0,
    }


def _measures(a: Claim, b: Claim) -> dict[str, float]:
    first, second = a.frame.measure, b.frame.measure
    known = first is not None and second is not None
    same = known and first.value == second.value  # type: ignore[union-attr]  # known
    near = bool(a.frame.evidence.measures & b.frame.evidence.measures)
    names = (a.frame.evidence.names | a.frame.evidence.topic) & (b.frame.evidence.names | b.frame.evidence.topic)
    return {
        "measure_same": 1.0 if same else 0.0,
        "measure_near": 1.0 if near and not same else 0.0,
        "measure_apart": 1.0 if known and not near else 0.0,
        "measure_half": 1.0 if (first is None) != (second is None) else 0.0,
        "measure_named": 1.0 if same and names and a.mention.kind is not Kind.DATE else 0.0,
        "matter_same": 1.0 if a.frame.evidence.matter & b.frame.evidence.matter else 0.0,
    }


def _nouns(a: Claim, b: Claim) -> dict[str, float]:
    first, second = a.frame.evidence.noun, b.frame.evidence.noun
    dimension = a.frame.evidence.dimension
    return {
        "noun_same": 1.0 if first and first == second else 0.0,
        "noun_apart": 1.0 if first and second and first != second else 0.0,
        "noun_half": 1.0 if bool(first) != bool(second) else 0.0,
        "unit_rare": 1.0 if dimension not in (None, "count", "percent", "currency", "time", "calendar_time", "rank", "share", "ratio") else 0.0,
        "is_date": 1.0 if a.mention.kind is Kind.DATE else 0.0,
        "is_bare": 1.0 if dimension is None and a.mention.kind is not Kind.DATE else 0.0,
        "is_percent": 1.0 if dimension == "percent" else 0.0,
        "is_time": 1.0 if dimension in ("time", "calendar_time") else 0.0,
        "is_rank": 1.0 if dimension == "rank" else 0.0,
    }


def _places(a: Claim, b: Claim) -> dict[str, float]:
    first, second = a.frame.period, b.frame.period
    same = first is not None and second is not None and first.value.overlaps(second.value)
    return {
        "period_same": 1.0 if same else 0.0,
        "period_half": 1.0 if (first is None) != (second is None) else 0.0,
        "mode_apart": 1.0 if a.frame.mode is not b.frame.mode else 0.0,
        "scope_apart": 1.0 if (a.frame.scope and a.frame.scope.value) != (b.frame.scope and b.frame.scope.value) else 0.0,
        "one_document": 1.0 if a.metadata.path == b.metadata.path else 0.0,
    }
