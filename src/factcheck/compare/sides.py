"""Sides: what is asked of a claim for every pair that it is in, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import reduce

from factcheck.model import Claim, SubjectRule
from factcheck.once import once
from factcheck.rules import Rules

_CLAIMS = 20_000  # that are remembered: those of a thousand documents or two
_BESIDE = (SubjectRule.ATTACHED, SubjectRule.PLACE, SubjectRule.ASIDE, SubjectRule.KIN)  # rules of a subject, found where the value stands
_KNOWN = "entity."  # how the key of a name begins that the rules know


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Side:
    """One side of a comparison.

    `keys` are those of the names of its subject, `named` these names as printed. `known` says that the rules know them all.
    `attached`, `placed` and `lent` say how the first of them was found: beside the value, as the place that its sentence tells it of,
    or in the title and lead. `measured` are the words of its measure. `words` are its words with their weights; `total` and `norm` are
    the sum of these and that of their squares. `value` is what the claim is told from others by: the same number or day, told five
    times, is one candidate.
    """

    keys: frozenset[str]
    named: str
    known: bool
    attached: bool
    placed: bool
    lent: bool
    measured: str
    words: Mapping[str, float]
    total: float
    norm: float
    value: object
    place: tuple[str, int, str]


@once(_CLAIMS)
def side(claim: Claim) -> Side:
    """What is asked of a claim."""
    subject, evidence = claim.frame.subject, claim.frame.evidence
    keys = frozenset(key for part in subject for key in part.key)
    words = dict(evidence.words)
    first, measure = subject[0].rule if subject else "", claim.frame.measure
    return Side(
        keys=keys,
        named=", ".join(part.words for part in subject) or "nobody named",
        known=all(map(is_known, keys)),
        attached=first == SubjectRule.ATTACHED,
        placed=first == SubjectRule.PLACE,
        lent=first == SubjectRule.TOPIC,
        measured=(measure.words if measure is not None else "") or "not named",
        words=words,
        total=sum(words.values()),
        norm=sum(weight * weight for weight in words.values()),
        value=_value(claim),
        place=(claim.metadata.path, claim.mention.span.start, claim.id),
    )


def openings(rules: Rules) -> Callable[[Claim], str | None]:
    """Gives the word that opens the sentence of a claim, where it may be a name, and its own document does not tell."""
    possessives = sorted(rules.words("possessive"))

    @once(_CLAIMS)
    def opening(claim: Claim) -> str | None:
        word = reduce(str.removesuffix, possessives, claim.quote.partition(" ")[0]).casefold()
        told = claim.frame.evidence.names
        beside = claim.frame.subject and claim.frame.subject[0].rule in _BESIDE
        return word if word in claim.story.cast and word not in told and not beside else None

    return opening


def is_known(key: str) -> bool:
    """Whether the rules know a name, by one of its keys."""
    return key.startswith(_KNOWN)


def measures_one_of(claim: Claim, rules: Collection[str]) -> bool:
    """Whether the measure of a claim is one of these rules."""
    measure = claim.frame.measure
    return measure is not None and measure.rule in rules


def one_measure(a: Claim, b: Claim) -> bool:
    """Whether two claims have one measure."""
    first, second = a.frame.measure, b.frame.measure
    return first is not None and second is not None and first.rule == second.rule


def quoted(a: Claim, b: Claim) -> bool:
    """Whether both are quotations of a market."""
    return "market" in a.frame.evidence.signs and "market" in b.frame.evidence.signs


def days_between(a: Claim, b: Claim) -> int | None:
    """How many days lie between the reports of two claims; None where one has no date."""
    first, second = a.metadata.published, b.metadata.published
    return abs((first.first - second.first).days) if first is not None and second is not None else None


def in_order(a: Claim, b: Claim) -> tuple[Claim, Claim] | None:
    """The claim of the earlier report and that of the later one; None where it is not known which is which, or they are of one time."""
    first, second = a.metadata.published, b.metadata.published
    if first is None or second is None or first.overlaps(second):
        return None
    return (a, b) if first.first < second.first else (b, a)


def _value(claim: Claim) -> object:
    amount, dating = claim.mention.amount, claim.mention.dating
    return (amount.nominal or amount, amount.unit) if amount is not None else dating and (dating.period or dating.partial)
