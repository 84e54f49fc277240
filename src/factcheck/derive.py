"""Derive: claims that only follow from what a document states: by arithmetic (`rose 52 percent to 71,000 tons`), or as the ends of
a life (`(1871 – 1940)`).
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck.checks.changes import Change, Changes, changes
from factcheck.checks.intervals import Interval, shown
from factcheck.extract import Text
from factcheck.model import Amount, Aspect, Claim, Dating, Kind, Mention, Modifier, Period, PeriodPart, Span
from factcheck.rules import Rules

_NEAR = 6  # items behind a ratio among which the time stands that it refers to
_DIGITS = 5  # of a value that was worked out


def derive(text: Text, claims: Sequence[Claim], rules: Rules) -> Iterator[Claim]:
    """The earlier levels that follow from a later one and a change; the birth and the death that bound a life."""
    yield from _ends_of_lives(claims, rules)
    by = changes(rules)
    earlier = tuple(word for rule in rules.table("earlier") for word in rule.words("words"))
    for change in by.read(text, claims):
        if change.old is None and len(change.sizes) == 1:  # a size with two readings leads to two levels
            claim = _earlier(text, change, by, earlier)
            if claim is not None:
                yield claim


def _ends_of_lives(claims: Sequence[Claim], rules: Rules) -> Iterator[Claim]:
    happenings = {str(rule.data["life"]): rule for rule in rules.table("happening") if "life" in rule.data}
    for claim in claims:
        measure, dating = claim.frame.measure, claim.mention.dating
        if measure is None or measure.rule != happenings["span"].id or dating is None or dating.period is None:
            continue
        ends = {"birth": _opening(dating.period.first), "death": _closing(dating.period.last)}
        for end, period in ends.items():
            rule = happenings[end]
            yield replace(
                claim,
                id=_identity(claim, claim.mention.span, end),
                mention=replace(claim.mention, value=Dating(period=period), rule="derived.life"),
                frame=replace(
                    claim.frame,
                    measure=replace(measure, value=rule.name, rule=rule.id),
                    evidence=replace(claim.frame.evidence, measures=frozenset({rule.id}), keys=claim.frame.evidence.keys | {rule.id}),
                ),
                derived_from=(claim.id,),
                arithmetic=f"{period.first if period.days == 1 else period.first.year} is the {rule.string('label')}",
            )


def _opening(day: datetime.date) -> Period:
    """The day on which a stretch opens; its first of January stands for the year."""
    return Period(day, day.replace(month=12, day=31)) if (day.month, day.day) == (1, 1) else Period(day, day)


def _closing(day: datetime.date) -> Period:
    """The day on which a stretch closes; its last of December stands for the year."""
    return Period(day.replace(month=1, day=1), day) if (day.month, day.day) == (12, 31) else Period(day, day)


def _identity(claim: Claim, span: Span, kind: str) -> str:
    key = f"{claim.metadata.path}\0{span.start}\0{span.end}\0{kind}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _earlier(text: Text, change: Change, by: Changes, words: Sequence[str]) -> Claim | None:
    size, level, nominal = change.sizes[0], change.level, change.new.nominal
    bounds = by.earlier(change)
    if nominal is None or not (bounds.low > 0 and bounds.high.is_finite()):
        return None
    value = nominal / size.nominal if size.factor is not None else nominal - size.nominal / by.printing.factor(change.new)
    span = Span(min(claim.mention.span.start for claim in change.claims), max(claim.mention.span.end for claim in change.claims))
    span = span if change.size is not None else Span(by.begins(change), span.end)
    worked = (
        f"{shown(nominal, 12)} / {shown(size.nominal, 12)}"
        if size.factor is not None
        else f"{shown(nominal, 12)} - {shown(nominal - value, 12)}"
    )
    return replace(
        level,
        id=_identity(level, span, "derived"),
        mention=_mention(level, span, _amount(change.new, value, bounds)),
        frame=replace(level.frame, period=_period(level, change, words), as_of=None, aspect=Aspect.LEVEL),
        text=" ".join(span.of(text.document.text).split()),
        line=text.document.place(span.start)[0],
        column=text.document.place(span.start)[1],
        derived_from=tuple(claim.id for claim in change.claims),
        arithmetic=f"{worked} = {shown(value, _DIGITS)}",
    )


def _mention(level: Claim, span: Span, amount: Amount) -> Mention:
    return replace(level.mention, span=span, kind=Kind.QUANTITY, value=amount, rule="derived.change", direction=None)


def _amount(new: Amount, value: Decimal, bounds: Interval) -> Amount:
    """About the value; the bounds are those of the rounding of what it follows from."""
    return replace(new, nominal=_cut(value), low=_cut(bounds.low), high=_cut(bounds.high), modifier=Modifier.ABOUT, step=None)


def _cut(value: Decimal) -> Decimal:
    return round(value, max(_DIGITS - value.adjusted() - 1, 0))


def _period(level: Claim, change: Change, words: Sequence[str]) -> PeriodPart | None:
    """The time of the earlier level: the date behind the words, where their form says so, or the year before that of the later."""
    if change.phrase.rule.data.get("dated"):
        return _named(change)
    period = level.frame.period
    said = change.passage.sentence.span.of(change.passage.text).casefold()
    told = next((word for word in words if word in said), None)
    if period is None or told is None:
        return None
    return PeriodPart(value=Period(_year_before(period.value.first), _year_before(period.value.last)), words=told, rule="earlier.year")


def _named(change: Change) -> PeriodPart | None:
    behind = change.passage.line[change.phrase.last : change.phrase.last + _NEAR]
    dates = (item.claim for item in behind if item.claim is not None and item.claim.mention.dating is not None)
    found = next(dates, None)
    period = found.mention.dating.period if found is not None and found.mention.dating is not None else None
    return PeriodPart(value=period, words=found.text, rule=found.mention.rule) if found is not None and period is not None else None


def _year_before(day: datetime.date) -> datetime.date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
