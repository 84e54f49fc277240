"""Findings: the pairs that belong together, told as one, the strongest first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from factcheck.compare.fingerprints import flaw_fingerprint, normal
from factcheck.compare.values import Units
from factcheck.compare.witnesses import witnesses
from factcheck.model import Claim, Difference, Finding, Flaw, Kind, Mode, Pair, Part, Relation
from factcheck.rules import Rules

# The most telling check first: a finding has the code of its strongest pair.
ORDER = ("FC201", "FC202", "FC203", "FC501", "FC105", "FC103", "FC104", "FC102", "FC401", "FC101", "FC106")
_MOST_PAIRS = 200

Weight = tuple[int, int, int, float, str]  # by which findings are ordered


class Tie(NamedTuple):
    """What is needed of a pair to tell which belong together: how strong it is, its claims, its place among all pairs and a document."""

    severity: int
    rank: int
    doubt: float
    a: str
    b: str
    place: int
    document: int


def tie(pair: Pair, place: int, document: int) -> Tie:
    """The tie of a pair; the strongest one comes first."""
    rank = ORDER.index(pair.rule) if pair.rule in ORDER else len(ORDER)
    return Tie(pair.relation.severity, rank, -pair.confidence, pair.a, pair.b, place, document)


def clusters(ties: Iterable[Tie]) -> list[list[Tie]]:
    """The ties in clusters that share claims, the strongest first, of the clusters and in each."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    listed = sorted(ties)
    for each in listed:
        first, second = root(each.a), root(each.b)
        parent[max(first, second)] = min(first, second)
    found: dict[str, list[Tie]] = {}
    for each in listed:
        found.setdefault(root(each.a), []).append(each)
    return list(found.values())


def weight(finding: Finding) -> Weight:
    """First what is surest, then where most values stand against each other, in most documents; what had not happened yet is none."""
    given = [claim for claim in finding.claims if claim.frame.mode is not Mode.PENDING]
    told = len({normal(claim) for claim in given})
    documents = len({claim.metadata.path for claim in given})
    return finding.relation.severity, -told, -documents, -finding.confidence, finding.id


def finding(pairs: Sequence[Pair], claims: Mapping[str, Claim], rules: Rules, units: Units) -> Finding:
    """The finding of pairs that belong together, the strongest first."""
    strongest = pairs[0]
    ids = dict.fromkeys(name for pair in pairs for name in (pair.a, pair.b))
    members = tuple(sorted((claims[name] for name in ids), key=lambda claim: _place(claim, strongest)))
    mark = hashlib.sha256("\0".join(sorted(pair.fingerprint for pair in pairs)).encode()).hexdigest()[:16]
    return Finding(
        id=mark[:8], fingerprint=mark, rule=strongest.rule, relation=strongest.relation, confidence=strongest.confidence,
        topic=topic(claims[strongest.a], claims[strongest.b], rules), claims=members, pairs=tuple(pairs[:_MOST_PAIRS]),
        reason=strongest.reason, difference=difference(pairs, claims, units), witnesses=witnesses(members),
    )  # fmt: skip


def flawed(flaw: Flaw, rules: Rules) -> Finding:
    """A finding without pairs: claims that cannot be as they are printed."""
    mark = flaw_fingerprint(flaw.rule, flaw.claims)
    return Finding(
        id=mark[:8], fingerprint=mark, rule=flaw.rule, relation=flaw.relation, confidence=flaw.confidence,
        topic=topic(flaw.claims[0], flaw.claims[-1], rules), claims=flaw.claims, pairs=(), reason=flaw.reason,
        difference=_missed(flaw), witnesses=witnesses(flaw.claims),
    )  # fmt: skip


def _missed(flaw: Flaw) -> Difference:
    """How far what is stated lies from what was expected."""
    if flaw.expected is None or flaw.stated is None:
        return Difference(absolute=None, relative=None)
    absolute, smaller = abs(flaw.expected - flaw.stated), min(abs(flaw.expected), abs(flaw.stated))
    return Difference(absolute=absolute, relative=absolute / smaller if smaller else None)


def _place(claim: Claim, strongest: Pair) -> tuple[bool, bool, str, int]:
    return claim.id != strongest.a, claim.id != strongest.b, claim.metadata.path, claim.mention.span.start


def topic(a: Claim, b: Claim, rules: Rules) -> str:
    """A name for what two claims are about, as an editor would write it: the measure and the names that they share."""
    measure = a.frame.measure or b.frame.measure
    rule = rules.get(measure.rule) if measure is not None else None
    unnamed = "date" if a.mention.kind is Kind.DATE else "value"
    label = str(rule.data.get("label")) if rule is not None else a.frame.evidence.noun or b.frame.evidence.noun or unnamed
    shared = _shared_names(a, b) or list(a.frame.subject[:2])
    return f"{label}: {', '.join(part.value for part in shared[:3])}" if shared else label


def _shared_names(a: Claim, b: Claim) -> list[Part]:
    """The names that one side gives and the other knows, each once."""
    found: dict[frozenset[str], Part] = {}
    for claim, other in ((a, b), (b, a)):
        known = other.frame.evidence.names | other.story.heads
        for part in claim.frame.subject:
            if part.key & known:
                found.setdefault(part.key, part)
    return list(found.values())


def difference(pairs: Iterable[Pair], claims: Mapping[str, Claim], units: Units) -> Difference:
    """The largest gap between two claims that a finding sets against each other."""
    gaps = [gap(claims[pair.a], claims[pair.b], units) for pair in pairs if pair.relation in (Relation.CONFLICT, Relation.TENSION)]
    known = [(absolute, relative) for absolute, relative in gaps if absolute is not None]
    if not known:
        return Difference(absolute=None, relative=None)
    absolute, relative = max(known, key=lambda item: item[1] if item[1] is not None else item[0])
    return Difference(absolute=absolute, relative=relative)


def gap(a: Claim, b: Claim, units: Units) -> tuple[Decimal | None, Decimal | None]:
    """The gap of two values: in the unit of the first, and relative to the smaller; for dates in days."""
    if a.mention.dating is not None and b.mention.dating is not None:
        first, second = a.mention.dating.period, b.mention.dating.period
        if first is None or second is None:
            return None, None
        return Decimal(max((first.first - second.last).days, (second.first - first.last).days, 0)), None
    first_value, second_value = _base(a, units), _base(b, units)
    if first_value is None or second_value is None:
        return None, None
    absolute = abs(first_value - second_value)
    smaller = min(abs(first_value), abs(second_value))
    unit = units.factor(a.mention.amount.unit) if a.mention.amount else Decimal(1)
    return absolute / unit, absolute / smaller if smaller else None


def _base(claim: Claim, units: Units) -> Decimal | None:
    amount = claim.mention.amount
    if amount is None:
        return None
    value = amount.nominal if amount.nominal is not None else amount.low if amount.low is not None else amount.high
    return value * units.factor(amount.unit) if value is not None else None
