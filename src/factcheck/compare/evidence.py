"""Evidence: how much speaks for two claims answering the same question, as figures between 0 and 1 with their points.

The points are data (`rules/weights.toml`), fitted on public pairs of texts by `benchmarks/fit_weights.py` as a scorecard: for
each figure, the points that it earns from a value on, which only rise where the figure speaks for one question and only fall
where it speaks against. The sum, put through the logistic function, is the share of such pairs that were right on the
development data.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from factcheck.compare.names import shared
from factcheck.compare.sides import days_between, side
from factcheck.compare.values import Units, mistyped_amount
from factcheck.model import EVERYDAY, Claim, Kind, Story, SubjectRule
from factcheck.rules import Rule, Rules

_WEEKS = 31  # days
_UNTOLD = (SubjectRule.TOPIC, SubjectRule.BEFORE)  # rules of names that stand outside the sentence
_THIN = 1  # names in a lead that names nearly nobody


@dataclass(frozen=True, slots=True)
class Scale:
    """The points of one figure: `points[n]` from the value `starts[n]` on, none below the first."""

    starts: tuple[float, ...]
    points: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """The points of each figure of a pair, and the probabilities from which on a verdict is given.

    `alone` is the least for the only pair of a subject in a handful of documents on one story, `named` the least for a pair whose words
    name one question outright, `agree` the least for an agreement, `ally` the least for one that puts both on one side of a conflict.
    """

    base: float
    scales: Mapping[str, Scale]
    tension: float
    conflict: float
    alone: float
    named: float
    agree: float
    ally: float

    def probability(self, figures: Figures) -> float:
        """How probable it is that two claims with these figures answer the same question."""
        total, known = self.base, figures.all()
        for name, scale in self.scales.items():
            step = bisect_right(scale.starts, known.get(name, 0.0))
            total += scale.points[step - 1] if step else 0.0
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def weights(rules: Rules) -> Weights:
    """The weights of the rules."""
    thresholds = {rule.name: float(rule.number("value")) for rule in rules.table("threshold")}
    base = sum(float(rule.number("value")) for rule in rules.table("base"))
    scales = {rule.name: _scale(rule) for rule in rules.table("weight") if rule.data.get("steps")}
    return Weights(base, scales, **{name: thresholds[name] for name in ("tension", "conflict", "alone", "named", "agree", "ally")})


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


class Figures(Mapping[str, float]):
    """What speaks for and against two claims answering the same question, symmetric in the two; each figure is worked out when it is
    asked for, since most pairs come to nothing before. `company` gives those of a pair among others.
    """

    __slots__ = ("_a", "_b", "_company", "_known", "_units")

    def __init__(self, a: Claim, b: Claim, units: Units, company: Callable[[], Mapping[str, float]] | None = None) -> None:
        self._a = a
        self._b = b
        self._units = units
        self._company = company
        self._known: dict[str, float] = {}

    def __getitem__(self, name: str) -> float:
        known = self._known
        if name not in known:
            if self._company is not None and name in _COMPANY:
                known.update(self._company())
            else:
                known.update(_FIGURES[name](self._a, self._b, self._units))
        return known[name]

    def __iter__(self) -> Iterator[str]:
        return iter((*_FIGURES, *_COMPANY) if self._company is not None else _FIGURES)

    def __len__(self) -> int:
        return len(_FIGURES) + (len(_COMPANY) if self._company is not None else 0)

    def among(self, company: Callable[[], Mapping[str, float]]) -> Figures:
        """These figures, and those of the pair among others."""
        found = Figures(self._a, self._b, self._units, company)
        found._known = self._known
        return found

    def all(self) -> Mapping[str, float]:
        """All figures, worked out."""
        for read in _READ_OFF:
            self._known.update(read(self._a, self._b, self._units))
        if self._company is not None:
            self._known.update(self._company())
        return self._known


def of_one_story(a: Claim, b: Claim) -> bool:
    """Whether two documents may tell of one event: published within weeks of each other, and not on different names."""
    days = days_between(a, b)
    if days is None or days > _WEEKS:
        return False
    topics = a.story.heads, b.story.heads
    return bool(topics[0] & topics[1]) or min(map(len, topics)) <= _THIN


def _stories(a: Claim, b: Claim, units: Units) -> Mapping[str, float]:
    return _kin(a.story, b.story)


@lru_cache(maxsize=64)
def _kin(a: Story, b: Story) -> Mapping[str, float]:
    """What two documents have in common, whichever their claims."""
    topics, cast = min(len(a.heads), len(b.heads)), min(len(a.cast), len(b.cast))
    return {
        "cast_shared": min(len(a.cast & b.cast) / min(cast, 2 * math.sqrt(cast)), 1.0) if cast else 0.0,
        "topic_shared": len(a.heads & b.heads) / topics if topics else 0.0,
    }


def _subjects(a: Claim, b: Claim, units: Units) -> Mapping[str, float]:
    return {
        "subject_shared": max(_matched(a, b), _matched(b, a)),
        "names_clash": min(_unmatched(a, b), _unmatched(b, a), 3) / 3,
    }


def _names(a: Claim, b: Claim, units: Units) -> Mapping[str, float]:
    first, second = a.frame.evidence.names, b.frame.evidence.names
    smaller = min(len(first), len(second))
    if not smaller:
        return {"names_shared": 0.0}
    common = first & second or min(shared(first, second), shared(second, first), key=len)
    return {"names_shared": len(common) / smaller}


def _unmatched(claim: Claim, other: Claim) -> int:
    """How many names of one side the other side has nowhere: not in the sentence, not in its lead, not as a word."""
    told, words = other.frame.evidence, side(other).words
    found = sum(
        part.key.isdisjoint(told.names)
        and part.key.isdisjoint(other.story.heads)
        and part.key.isdisjoint(other.story.cast)
        and not any(key[:6] in words for key in part.key)
        for part in claim.frame.subject
        if part.rule not in _UNTOLD
    )
    return max(found - 1, 0) if other.story.unnamed else found


def _matched(claim: Claim, other: Claim) -> float:
    """The share of the names of one side that stand in the sentence of the other."""
    names, subject = other.frame.evidence.names, claim.frame.subject
    return sum(not part.key.isdisjoint(names) for part in subject) / len(subject) if subject else 0.0


def _far(a: Claim, b: Claim, units: Units) -> Mapping[str, float]:
    """How far apart two amounts are, in one unit, as a share of three powers of ten; a slip is no distance."""
    if a.mention.amount is not None and b.mention.amount is not None and mistyped_amount(a.mention.amount, b.mention.amount, units):
        return {"value_far": 0.0}
    first, second = _size(a, units), _size(b, units)
    if not first or not second or first * second < 0:
        return {"value_far": 0.0}
    return {"value_far": min(abs(math.log10(abs(first) / abs(second))), 3.0) / 3}


def _size(claim: Claim, units: Units) -> float | None:
    amount = claim.mention.amount
    return float(amount.nominal * units.factor(amount.unit)) if amount is not None and amount.nominal is not None else None


def _words(a: Claim, b: Claim, units: Units) -> Mapping[str, float]:
    first, second = side(a), side(b)
    weights = [(weight, second.words[word]) for word, weight in first.words.items() if word in second.words]
    held = sum(min(mine, other) for mine, other in weights)
    smaller = min(first.total, second.total)
    norm = math.sqrt(first.norm * second.norm)
    dot = sum(mine * other for mine, other in weights)
    alike = dot / norm if norm else 0.0
    return {
        "words_held": held / smaller if smaller else 0.0,
        "words_alike": alike,
        "words_shared": min(held, 3.0) / 3,
        "words_clash": min(smaller - held, 3.0) / 3,
    }


def _measures(a: Claim, b: Claim, units: Units) -> Mapping[str, float]:
    first, second = a.frame.measure, b.frame.measure
    known = first is not None and second is not None
    near = a.frame.evidence.measures & b.frame.evidence.measures
    return {
        "measure_same": 1.0 if first is not None and second is not None and first.value == second.value else 0.0,
        "measure_apart": 1.0 if known and not near else 0.0,
        "measure_half": 1.0 if (first is None) != (second is None) else 0.0,
    }


def _values(a: Claim, b: Claim, units: Units) -> Mapping[str, float]:
    first, second = a.frame.evidence, b.frame.evidence
    date = a.mention.kind is Kind.DATE
    return {
        "beside_front": 1.0 if first.beside[0] and first.beside[0] == second.beside[0] else 0.0,
        "beside_either": 1.0 if ({*first.beside} & {*second.beside}) - {""} else 0.0,
        "noun_same": 1.0 if first.noun and first.noun == second.noun else 0.0,
        "unit_rare": 1.0 if first.dimension not in EVERYDAY else 0.0,
        "is_date": 1.0 if date else 0.0,
    }


_Read: TypeAlias = Callable[[Claim, Claim, Units], Mapping[str, float]]

# what reads which figures off a pair
_READ_OFF: Mapping[_Read, tuple[str, ...]] = {
    _stories: ("cast_shared", "topic_shared"),
    _subjects: ("subject_shared", "names_clash"),
    _names: ("names_shared",),
    _words: ("words_held", "words_alike", "words_shared", "words_clash"),
    _measures: ("measure_same", "measure_apart", "measure_half"),
    _values: ("beside_front", "beside_either", "noun_same", "unit_rare", "is_date"),
    _far: ("value_far",),
}
_FIGURES: Mapping[str, _Read] = {name: read for read, names in _READ_OFF.items() for name in names}
_COMPANY = ("settled", "settled_better", "rival_better", "rival_worse", "crowd")
