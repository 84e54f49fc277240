"""Verdicts: what a pair of claims is to each other, by the ordered table of the design; the first row that fits decides."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from factcheck.compare import values
from factcheck.compare.evidence import Weights, figures
from factcheck.compare.levels import APART, DIFFERENT, NEAR, SAME, UNKNOWN, Questions, outcome
from factcheck.compare.values import Outcome, Units
from factcheck.model import Aspect, Claim, Kind, Level, Modifier, Pair, Relation

_NEIGHBOURS = 500  # characters between two sentences that speak to each other
_CYCLE = 14  # days in which a happening is news
_FAR = 0.44  # of three powers of ten: beyond 20 times, unless a scale slipped, it is not one thing that is counted
_AGREEING = (Outcome.SAME, Outcome.ROUNDING, Outcome.BOUNDS)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two claims, on what they were compared, with the figures of evidence and the probability that these give."""

    a: Claim
    b: Claim
    levels: tuple[Level, ...]
    value: Outcome
    figures: Mapping[str, float]
    probability: float = 0.0

    @property
    def agrees(self) -> bool:
        """Whether both values can be true of one thing."""
        return self.value in _AGREEING

    def of(self, name: str) -> str | None:
        """The outcome of a level."""
        return outcome(self.levels, name)


def compare(a: Claim, b: Claim, questions: Questions, units: Units) -> Comparison | None:
    """The comparison of two claims; None where they answer different questions."""
    levels = questions.levels(a, b)
    if any(level.outcome == DIFFERENT for level in levels):
        return None
    value = _value(a, b, units)
    if value is Outcome.UNKNOWN:
        return None
    return Comparison(a, b, levels, value, figures(a, b))


def _value(a: Claim, b: Claim, units: Units) -> Outcome:
    if a.mention.dating is not None and b.mention.dating is not None:
        return values.datings(a.mention.dating, b.mention.dating)
    if a.mention.amount is not None and b.mention.amount is not None:
        return values.amounts(a.mention.amount, b.mention.amount, units)
    return Outcome.UNKNOWN


def verdict(comparison: Comparison, questions: Questions, weights: Weights) -> Pair | None:
    """The pair with its relation; None where the evidence does not reach, and silence is right."""
    found = _relation(comparison, questions, weights)
    if found is None:
        return None
    relation, rule, reason = found
    a, b = comparison.a, comparison.b
    level = Level("value", comparison.value.value, f"{a.text} and {b.text}")
    return Pair(
        a=a.id, b=b.id, rule=rule, relation=relation, fingerprint=fingerprint(rule, a, b), reason=reason,
        confidence=round(comparison.probability, 3), levels=(*comparison.levels, level),
    )  # fmt: skip


Verdict = tuple[Relation, str, str]


def _relation(c: Comparison, questions: Questions, weights: Weights) -> Verdict | None:
    if c.value is Outcome.FAR:
        return _outgrown(c) if c.probability >= weights.agree else None
    if c.agrees:
        return _agreement(c) if c.probability >= weights.agree else None
    if c.probability < weights.tension and not _set_against(c) and not _named(c, weights) and not _slipped(c, weights):
        return None
    if c.value is Outcome.UNIT:
        return _unit_slip(c)
    if c.value not in (Outcome.SCALE, Outcome.TENFOLD) and c.figures["value_far"] > _FAR:
        return None
    if c.a.metadata.path == c.b.metadata.path:
        return _within(c, weights)
    if (later := _later(c, questions)) is not None:
        return later
    if c.value is Outcome.SCALE:
        return Relation.CONFLICT, "FC201", f"{_pair(c)}: the values are a power of 1,000 apart"
    if c.value is Outcome.TENFOLD:
        return Relation.CONFLICT, _code(c), f"{_pair(c)}: the same digits, a power of ten apart"
    return _disjoint(c, weights)


def _named(c: Comparison, weights: Weights) -> bool:
    """Whether the words name one question outright, however differently the sentences tell it: one measure, of whom they both
    name; or one happening, dated to the day in reports of the same days."""
    if c.probability < weights.named or c.of("measure") != SAME or c.a.metadata.path == c.b.metadata.path:
        return False
    if c.a.mention.kind is not Kind.DATE:
        return c.of("subject") in (SAME, NEAR)
    return c.of("subject") in (SAME, NEAR) and _news_of_the_day(c.a) and _news_of_the_day(c.b)


def _news_of_the_day(claim: Claim) -> bool:
    """Whether a date is a day of the weeks before its report."""
    dating, published = claim.mention.dating, claim.metadata.published
    if dating is None or dating.period is None or published is None or dating.period.days > 1:
        return False
    return 0 <= (published.last - dating.period.first).days <= _CYCLE


def _slipped(c: Comparison, weights: Weights) -> bool:
    """Whether the same digits come back in another unit or at another scale: hardly chance, where they are telling enough."""
    if c.a.metadata.path == c.b.metadata.path or c.value not in (Outcome.UNIT, Outcome.SCALE, Outcome.TENFOLD):
        return False
    amounts = [claim.mention.amount for claim in (c.a, c.b)]
    points = c.value is Outcome.UNIT and c.a.frame.evidence.dimension == "percent"
    return c.probability >= weights.named and (points or all(amount is not None and values.telling(amount) for amount in amounts))


def _agreement(c: Comparison) -> Verdict | None:
    if c.a.mention.sentence == c.b.mention.sentence and c.a.metadata.path == c.b.metadata.path:
        return None
    if c.value is Outcome.BOUNDS and (outgrown := _outgrown(c)) is not None:
        return outgrown
    return Relation.AGREE, "FC101", f"{_pair(c)}: {c.value.value}"


def _outgrown(c: Comparison) -> Verdict | None:
    """A later count for which an earlier bound holds."""
    order = _order(c)
    if c.a.frame.aspect is not Aspect.COUNT or order is None or order[0] == order[1]:
        return None
    return Relation.UPDATE, "FC101", f"{_pair(c)}: a later count, and the bound holds"


def _unit_slip(c: Comparison) -> Verdict:
    first, second = (claim.mention.amount for claim in (c.a, c.b))
    units = {amount.unit for amount in (first, second) if amount is not None}
    if "percent" in units and units & {"percentage_point", "basis_point"}:
        return Relation.CONFLICT, "FC203", f"{_pair(c)}: the same number, in percent and in points"
    relation = Relation.TENSION if units & {"ton", "gallon", "degree"} else Relation.CONFLICT
    return relation, "FC202", f"{_pair(c)}: the same number, in different units"


def _within(c: Comparison, weights: Weights) -> Verdict | None:
    """In one document: the headline against the text, one figure set against another, or a passage told twice."""
    if c.a.mention.sentence == c.b.mention.sentence:
        return None
    if c.a.heading != c.b.heading and c.probability >= weights.tension:
        return Relation.CONFLICT, "FC501", f"{_pair(c)}: the headline says one thing, the text another"
    if _set_against(c):
        return Relation.CONFLICT, _code(c), f"{_pair(c)}: the text sets one figure against the other"
    return None


def _set_against(c: Comparison) -> bool:
    """Whether one document sets two figures for one thing side by side: neighbouring sentences, a word of contrast, two voices."""
    if c.a.metadata.path != c.b.metadata.path or c.of("measure") not in (SAME, NEAR) or c.of("subject") == APART:
        return False
    earlier, later = sorted((c.a, c.b), key=lambda claim: claim.mention.span.start)
    between = later.mention.sentence.start - earlier.mention.sentence.end
    said = [claim.frame.attribution for claim in (c.a, c.b)]
    voices = said[0] is not None and said[1] is not None and not said[0].key & said[1].key
    return 0 <= between <= _NEIGHBOURS and "contrast" in later.frame.evidence.signs and voices


def _order(c: Comparison) -> tuple[object, object] | None:
    """The days on which the two counts were made, where both are known and one is earlier."""
    first, second = c.a.frame.as_of, c.b.frame.as_of
    if first is None or second is None or first.value.overlaps(second.value) and first.value != second.value:
        return None
    return first.value, second.value


def _later(c: Comparison, questions: Questions) -> Verdict | None:
    """Rows 6 to 8: a running count or a level that is reset, counted at two times."""
    if c.a.frame.aspect is Aspect.COUNT and c.b.frame.aspect is Aspect.COUNT:
        return _running(c)
    if questions.personal(c.a) and _aged(c.a, c.b):
        return Relation.UPDATE, "FC101", f"{_pair(c)}: an age, as much later as the reports are apart"
    if c.a.mention.kind is Kind.DATE or not (questions.resets(c.a) and questions.resets(c.b)):
        return None
    first, second = c.a.metadata.published, c.b.metadata.published
    if c.of("period") == SAME or first is None or second is None or first.overlaps(second):
        return None
    return Relation.UPDATE, "FC101", f"{_pair(c)}: a level that changes, at two times"


def _aged(a: Claim, b: Claim) -> bool:
    """Whether two ages of one person fit the days of their reports: older by no more than the time between them and a year."""
    first, second = a.metadata.published, b.metadata.published
    if a.mention.amount is None or b.mention.amount is None or first is None or second is None:
        return False
    earlier, later = sorted((a, b), key=lambda claim: claim.metadata.published.first if claim.metadata.published else first.first)
    grown = _bottom(later) - _bottom(earlier)
    return 0 <= grown <= abs((first.first - second.first).days) // 365 + 1


def _running(c: Comparison) -> Verdict | None:
    order = _order(c)
    if order is None:
        return Relation.TENSION, "FC106", f"{_pair(c)}: a running count, and it is not known which is later"
    if order[0] == order[1]:
        signs = c.a.frame.evidence.signs & c.b.frame.evidence.signs
        relation = Relation.CONFLICT if "final" in signs else Relation.TENSION
        return relation, "FC101" if relation is Relation.CONFLICT else "FC106", f"{_pair(c)}: two counts of one day"
    earlier, later = sorted((c.a, c.b), key=lambda claim: claim.frame.as_of.value.first if claim.frame.as_of else 0)  # type: ignore[arg-type,return-value]  # both known
    if _top(later) >= _bottom(earlier):
        return Relation.UPDATE, "FC101", f"{_pair(c)}: a later count is larger"
    if "correction" in later.frame.evidence.signs:
        return Relation.UPDATE, "FC103", f"{_pair(c)}: the later count corrects the earlier one"
    return Relation.CONFLICT, "FC103", f"{_pair(c)}: a running count is smaller later, and nothing says that it was corrected"


def _top(claim: Claim) -> Decimal:
    amount = claim.mention.amount
    return (amount.high or amount.nominal or Decimal("Infinity")) if amount else Decimal(0)


def _bottom(claim: Claim) -> Decimal:
    amount = claim.mention.amount
    return (amount.low or amount.nominal or Decimal(0)) if amount else Decimal(0)


def _disjoint(c: Comparison, weights: Weights) -> Verdict | None:
    """Rows 9 and 11: the values cannot both be true of one thing; whether it is one thing is what decides."""
    open_parts = [level.name for level in c.levels if level.outcome == NEAR and level.name not in ("subject", "measure")]
    if c.a.mention.kind is not Kind.DATE and c.of("period") == UNKNOWN:
        open_parts.append("period")
    outright = _named(c, weights) and all(level.outcome == SAME for level in c.levels)
    if open_parts or (c.probability < weights.conflict and not outright):
        missing = " and ".join(open_parts) if open_parts else "definition"
        return Relation.TENSION, "FC106", f"{_pair(c)}: {missing} may differ"
    return Relation.CONFLICT, _code(c), f"{_pair(c)}: both cannot be true"


def _code(c: Comparison) -> str:
    if c.a.mention.kind is Kind.DATE:
        return "FC401"
    said = [claim.frame.attribution for claim in (c.a, c.b)]
    if said[0] is not None and said[1] is not None and said[0].key == said[1].key:
        return "FC105"
    return "FC102" if c.value is Outcome.CONTRADICTED else "FC101"


def _pair(c: Comparison) -> str:
    return f"{_told(c.a)} against {_told(c.b)}"


def _told(claim: Claim) -> str:
    """A value with who gives it: the speaker, else the source."""
    said = claim.frame.attribution
    who = said.value if said is not None else claim.metadata.source
    return f"{claim.text} ({who})" if who else claim.text


def fingerprint(rule: str, a: Claim, b: Claim) -> str:
    """A hash of rule, frame and the two values with their sources: it survives edits around the pair."""
    sides = sorted(f"{claim.metadata.source or claim.metadata.digest}={_normal(claim)}" for claim in (a, b))
    frames = sorted({(claim.frame.measure.value if claim.frame.measure else "") for claim in (a, b)})
    return hashlib.sha256("\0".join([rule, *frames, *sides]).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _normal(claim: Claim) -> str:
    value = claim.mention.value
    if claim.mention.dating is not None:
        period = claim.mention.dating.period
        return f"{period.first}..{period.last}" if period else str(claim.mention.dating.partial)
    amount = claim.mention.amount
    assert amount is not None, value
    return f"{_plain(amount.nominal)}[{_plain(amount.low)},{_plain(amount.high)}]{amount.unit}/{amount.per}"


def _plain(number: Decimal | None) -> str:
    return "" if number is None else format(number.normalize(), "f")


__all__ = ["Comparison", "Modifier", "compare", "fingerprint", "verdict"]
