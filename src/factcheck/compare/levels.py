"""Levels: what two claims are compared on, in order; each gives an outcome and the words that it rests on.

`different` ends the comparison: the claims answer different questions. `apart` speaks against, and leaves it to the evidence.
A part that one side does not give is `unknown`, never `same`.
"""

from __future__ import annotations

from collections.abc import Callable

from factcheck.compare.values import Units
from factcheck.model import Aspect, Claim, Kind, Level, Mode, Modifier, Period
from factcheck.rules import Rules

SAME, DIFFERENT, UNKNOWN, NEAR, APART = "same", "different", "unknown", "near", "apart"
_CHANGES = (Aspect.RISE, Aspect.FALL, Aspect.CHANGE)
_LEVELS = (Aspect.LEVEL, Aspect.COUNT)
_ALIKE = 1.1  # two periods of about one length are the same one; a quarter is no year
_OLD = 730  # days after the end of a period beyond which a figure without a period is no longer of it
_DAYS = 2
_QUARTER = 92  # days
_MONTH = 27  # days; a shorter period is the day of an event rather than the stretch of a flow


class Questions:
    """Says on which levels two claims differ, by the rules."""

    def __init__(self, rules: Rules, units: Units) -> None:
        self._units = units
        self._opposes = {
            rule.id: {f"{rule.table}.{name}" for name in rule.words("opposes")}
            for table in ("measure", "happening")
            for rule in rules.table(table)
        }
        self._general = {rule.id for rule in rules.table("happening") if rule.data.get("general")}
        self._resets = {rule.id for rule in rules.table("measure") if rule.data.get("resets")}
        self._personal = {rule.id for rule in rules.table("measure") if rule.data.get("personal")}
        self._volatile = {rule.id for rule in rules.table("measure") if rule.data.get("volatile")}
        self._timeless = {word for rule in rules.table("timeless") for word in rule.words("dimensions")}
        self._general_nouns = {rule.name for rule in rules.table("twin") if rule.data.get("general")}
        self.steps: tuple[Callable[[Claim, Claim], Level], ...] = (
            self.dimension, self.aspect, self.rate, self.measure, self.noun, self.matter, self.subject, self.scope, self.period, self.mode,
        )  # fmt: skip

    def levels(self, a: Claim, b: Claim) -> tuple[Level, ...]:
        """The levels in order, up to the first on which the claims differ."""
        found: list[Level] = []
        for step in self.steps:
            level = step(a, b)
            found.append(level)
            if level.outcome == DIFFERENT:
                break
        return tuple(found)

    def resets(self, claim: Claim) -> bool:
        """Whether the measure of a claim is a level that changes over time."""
        return claim.frame.measure is not None and claim.frame.measure.rule in self._resets

    def personal(self, claim: Claim) -> bool:
        """Whether the measure of a claim is an age."""
        return claim.frame.measure is not None and claim.frame.measure.rule in self._personal

    def _one_of(self, rules: set[str], a: Claim, b: Claim) -> bool:
        return any(claim.frame.measure is not None and claim.frame.measure.rule in rules for claim in (a, b))

    # ---- the steps --------------------------------------------------------------------------------------------------

    def dimension(self, a: Claim, b: Claim) -> Level:
        """Dates with dates, money with money of one currency, tonnes with kilograms."""
        if (a.mention.kind is Kind.DATE) != (b.mention.kind is Kind.DATE):
            return Level("dimension", DIFFERENT, "a date and an amount")
        if a.mention.amount is None or b.mention.amount is None:
            return Level("dimension", SAME, "dates")
        first, second = self._units.dimension(a.mention.amount), self._units.dimension(b.mention.amount)
        if first != second:
            return Level("dimension", DIFFERENT, f"{first} and {second}")
        return Level("dimension", SAME, first)

    def aspect(self, a: Claim, b: Claim) -> Level:
        """A level is no change, a share no rank."""
        first, second = a.frame.aspect, b.frame.aspect
        if first is second or (first in _LEVELS and second in _LEVELS) or Aspect.CHANGE in (first, second) and {first, second} <= set(_CHANGES):
            return Level("aspect", SAME, first.value)
        return Level("aspect", DIFFERENT, f"{first.value} and {second.value}")

    def rate(self, a: Claim, b: Claim) -> Level:
        """A rate per day is no sum."""
        first = a.mention.amount.per if a.mention.amount else None
        second = b.mention.amount.per if b.mention.amount else None
        if first != second:
            return Level("rate", DIFFERENT, f"per {first or 'nothing'} and per {second or 'nothing'}")
        return Level("rate", SAME, f"per {first}" if first else "none")

    def measure(self, a: Claim, b: Claim) -> Level:
        """What is measured, or what happened."""
        first, second = a.frame.measure, b.frame.measure
        if first is None and second is None and a.mention.kind is Kind.DATE and _is_line(a) and _is_line(b):
            return Level("measure", DIFFERENT, "nothing is said to have happened then")
        if first is None or second is None:
            return Level("measure", UNKNOWN, _words(first, second))
        if first.value == second.value:
            return Level("measure", SAME, _words(first, second))
        if second.rule in self._opposes.get(first.rule, ()) or first.rule in self._opposes.get(second.rule, ()):
            return Level("measure", DIFFERENT, _words(first, second))
        if first.rule in b.frame.evidence.measures - self._general or second.rule in a.frame.evidence.measures - self._general:
            return Level("measure", NEAR, _words(first, second))
        if a.mention.kind is Kind.DATE and (first.rule in self._general or second.rule in self._general):
            return Level("measure", UNKNOWN, _words(first, second))
        return Level("measure", APART, _words(first, second))

    def noun(self, a: Claim, b: Claim) -> Level:
        """What is counted: people and ships are never one count; people and `133` alone may be."""
        first, second = a.frame.evidence.noun, b.frame.evidence.noun
        if first is None or second is None:
            return Level("noun", UNKNOWN if first != second else SAME, f"{first or '-'} and {second or '-'}")
        if first == second:
            return Level("noun", SAME, first)
        general = first in self._general_nouns or second in self._general_nouns
        return Level("noun", APART if general else DIFFERENT, f"{first} and {second}")

    def matter(self, a: Claim, b: Claim) -> Level:
        """What an amount is of: petrol is no diesel."""
        first, second = a.frame.evidence.matter, b.frame.evidence.matter
        if not first or not second:
            return Level("matter", UNKNOWN if first != second else SAME, " ".join(sorted(first | second)))
        return Level("matter", SAME if first & second else DIFFERENT, f"{' '.join(sorted(first))} and {' '.join(sorted(second))}")

    def subject(self, a: Claim, b: Claim) -> Level:
        """Of whom: names in common, or lent by what the other document is about."""
        first, second = _keys(a), _keys(b)
        shared = first & second
        detail = f"{_names(a)} and {_names(b)}"
        if _is_attached(a) or _is_attached(b):
            own, other = (first, second) if _is_attached(a) else (second, first)
            return Level("subject", SAME if _one_name(a, b, own, other) else DIFFERENT, detail)
        if self._one_of(self._personal, a, b) and not (_is_range(a) and _is_range(b)):
            return Level("subject", DIFFERENT, detail)  # an age of somebody who is not named
        regions = a.frame.evidence.regions, b.frame.evidence.regions
        if regions[0] and regions[1] and not regions[0] & regions[1]:
            return Level("subject", DIFFERENT, " and ".join(sorted(regions[0] | regions[1])))
        if not first or not second:
            return Level("subject", UNKNOWN, detail)
        if shared:
            return Level("subject", SAME, detail)
        lent = first & b.frame.evidence.topic or second & a.frame.evidence.topic
        return Level("subject", NEAR if lent else APART, detail)

    def scope(self, a: Claim, b: Claim) -> Level:
        """A part is not the whole."""
        first, second = (c.frame.scope.value if c.frame.scope else None for c in (a, b))
        if first == second:
            return Level("scope", SAME, first or "none")
        if "part" in (first, second) or "each" in (first, second):
            return Level("scope", APART, f"{first or 'whole'} and {second or 'whole'}")
        return Level("scope", UNKNOWN, f"{first or '-'} and {second or '-'}")

    def period(self, a: Claim, b: Claim) -> Level:
        """When it holds. For a date the period is its value."""
        if a.mention.kind is Kind.DATE:
            return Level("period", SAME, "is the value")
        first, second = a.frame.period, b.frame.period
        days = a.frame.evidence.days, b.frame.evidence.days
        if days[0] and days[1] and not days[0] & days[1]:
            return Level("period", DIFFERENT, " and ".join(sorted(days[0] | days[1])))
        quoted = "market" in a.frame.evidence.signs & b.frame.evidence.signs
        if (quoted or self._one_of(self._volatile, a, b)) and (first is None or second is None or first.value != second.value):
            return Level("period", DIFFERENT, "a level that changes by the hour")
        if first is None or second is None:
            if _out_of_reach(a, b) or _out_of_reach(b, a):
                return Level("period", DIFFERENT, "published before the period ended, or years after it")
            if self._units.dimension(a.mention.amount) in self._timeless if a.mention.amount else False:
                return Level("period", SAME, "does not change with time")
            if _one_day(a, b) and all(part is None or _recent(part.value, claim) for part, claim in ((first, a), (second, b))):
                return Level("period", SAME, "told on the same day")
            return Level("period", UNKNOWN, f"{first.words if first else 'not given'} and {second.words if second else 'not given'}")
        detail = f"{first.words} and {second.words}"
        if first.value == second.value:
            return Level("period", SAME, detail)
        if _fiscal(first.rule) != _fiscal(second.rule) or _fiscal(first.rule) or not first.value.overlaps(second.value):
            return Level("period", DIFFERENT, detail)
        shorter, longer = sorted((first.value.days, second.value.days))
        if a.frame.aspect is Aspect.COUNT or longer <= shorter * _ALIKE or shorter < _MONTH:
            return Level("period", SAME, detail)
        return Level("period", DIFFERENT, detail)

    def mode(self, a: Claim, b: Claim) -> Level:
        """A plan is no outcome."""
        first, second = a.frame.mode, b.frame.mode
        if Mode.DENIED in (first, second) and first is not second:
            return Level("mode", DIFFERENT, f"{first.value} and {second.value}")
        plain = {Mode.ACTUAL, Mode.ESTIMATE}
        if first is second or {first, second} <= plain:
            return Level("mode", SAME, f"{first.value} and {second.value}")
        return Level("mode", NEAR, f"{first.value} and {second.value}")


def _out_of_reach(known: Claim, other: Claim) -> bool:
    """Whether a figure without a period cannot be of the other's: it was published before that ended, or years later."""
    period, published = known.frame.period, other.metadata.published
    if period is None or published is None or other.frame.mode is not Mode.ACTUAL or known.frame.aspect is Aspect.COUNT:
        return False
    return period.value.last > published.last or (published.first - period.value.last).days > _OLD


def _one_day(a: Claim, b: Claim) -> bool:
    """Whether both were published on the same days, to a day or two."""
    first, second = a.metadata.published, b.metadata.published
    if first is None or second is None or max(first.days, second.days) > _DAYS:
        return False
    return abs((first.first - second.first).days) <= _DAYS


def _recent(period: Period, claim: Claim) -> bool:
    """Whether a period is the one that a report of its day speaks of when it names none."""
    published = claim.metadata.published
    return published is not None and abs((published.first - period.last).days) <= _QUARTER


def _fiscal(rule: str) -> bool:
    return rule.startswith("form.fiscal")


def _words(first: object, second: object) -> str:
    return " and ".join(getattr(part, "words", None) or "not named" for part in (first, second))


def _keys(claim: Claim) -> frozenset[str]:
    return frozenset(key for part in claim.frame.subject for key in part.key)


def _names(claim: Claim) -> str:
    return ", ".join(part.words for part in claim.frame.subject) or "nobody named"


def _is_line(claim: Claim) -> bool:
    """Whether a claim stands in a line that is no sentence (`Image of the day: May 21`)."""
    return not claim.quote.endswith((".", "!", "?", "”", '"', ")"))


def _is_range(claim: Claim) -> bool:
    return claim.mention.value.modifier is Modifier.RANGE


def _one_name(a: Claim, b: Claim, own: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a name that a value is attached to is that of the other value: all of the shorter one, and the other names no more."""
    if _is_attached(a) and _is_attached(b):
        return own <= other or other <= own
    parts = b.frame.subject if _is_attached(a) else a.frame.subject
    return len(parts) == 1 and (own <= other or other <= own)


def _is_attached(claim: Claim) -> bool:
    return bool(claim.frame.subject) and claim.frame.subject[0].rule == "subject.attached"


def outcome(levels: tuple[Level, ...], name: str) -> str | None:
    """The outcome of a level, None where the comparison ended before it."""
    return next((level.outcome for level in levels if level.name == name), None)


__all__ = ["DIFFERENT", "NEAR", "SAME", "UNKNOWN", "Modifier", "Questions", "outcome"]
