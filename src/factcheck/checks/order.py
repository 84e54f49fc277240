"""FC403: durations, ages and an order of events that the dates beside them do not give."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

import re2

from factcheck.checks.flaws import confidence
from factcheck.checks.outline import Fit, Outline, Pattern, compile_pattern, outlines
from factcheck.checks.passages import Place
from factcheck.compare.values import OLDEST
from factcheck.errors import RulesError
from factcheck.extract import Text
from factcheck.extract.days import month_of, short, years
from factcheck.extract.fields import EXPLICIT
from factcheck.model import Amount, Claim, Flaw, Modifier, Period, Relation
from factcheck.rules import Rule, Rules

CODE = "FC403"
_FEBRUARY = 2
_COUNTED = 60  # days; a longer time is told in its own unit
_SIDES = (("after_event", -1), ("later", 1))  # `20 years before` leads on to the date behind it, `20 years later` from the one in front
_PLAIN = ("month", "month_weak", "weekday", "linking_to", "linking_of", "from", "definite")  # all that stands between plain dates
_YEAR = "year"
_LONGEST = 1_000_000  # of any unit; a larger number is no duration between two dates


@dataclass(frozen=True, slots=True)
class _Misfit:
    """What is stated, what the dates give instead, and both as numbers."""

    claims: tuple[Claim, ...]
    reason: str
    expected: Decimal | None = None
    stated: Decimal | None = None

    @property
    def exceeds(self) -> bool:
        """Whether more is stated than the dates give."""
        return self.stated is not None and self.expected is not None and self.stated > self.expected


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit of time in days, and by how many of itself a count of it may be off."""

    name: str
    days: float
    below: float
    above: float


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a timing fits, in a document that gives these lives."""

    fit: Fit
    lives: Mapping[Period, Claim]

    def claim(self, name: str) -> Claim:
        """The claim of that name."""
        return self.fit.places[name].claim

    def period(self, name: str) -> Period | None:
        """The days of a date whose year is printed."""
        dating = self.claim(name).mention.dating
        return dating.period if dating is not None and dating.anchor == EXPLICIT else None


def check(text: Text, claims: Sequence[Claim], rules: Rules) -> Iterator[Flaw]:
    """The durations, ages and orders of a document that its dates do not give."""
    by = _timings(rules)
    told: set[frozenset[str]] = set()
    found = list(outlines(text, claims, by.shapes))
    lives = by.lives(found)
    for outline in found:
        for misfit in by.misfits(outline, lives):
            key = frozenset(claim.id for claim in misfit.claims)
            if key not in told:
                told.add(key)
                yield Flaw(
                    rule=CODE, relation=Relation.CONFLICT, claims=misfit.claims, reason=misfit.reason, confidence=by.confidence,
                    expected=misfit.expected, stated=misfit.stated,
                )  # fmt: skip


class _Timings:
    """The rules of order and arithmetic, compiled."""

    def __init__(self, rules: Rules) -> None:
        wording = {rule.name: rule.string("text") for rule in rules.table("wording")}
        self._forms = [self._timing(rule, wording) for rule in rules.table("timing")]
        self._lifetimes = [compile_pattern(rule, wording, ("life",)) for rule in rules.table("lifetime")]
        self.shapes = {rule.id: str(rule.data.get("shape")) for rule in rules.table("form")}
        self._units = {rule.name: _unit(rule) for rule in rules.table("length_unit")}
        limits = {rule.name: float(rule.number("value")) for rule in rules.table("length_limit")}
        self._exact_days, self._about, self._age_slack = limits["exact_days"], limits["about"], int(limits["age"])
        self._loose = rules.words("loose_count", "phrases")
        self._coarse_ends = limits["coarse_ends"]
        happenings = list(rules.table("happening"))
        self._happening = {word.casefold().replace("-", " "): rule.name for rule in happenings for word in rule.words("words")}
        self._before = {rule.name: frozenset(rule.words("before")) for rule in happenings}
        self._recurring, self._interrupted = (_any_of(rules.words(table, "phrases")) for table in ("recurring", "interrupted"))
        self.confidence = confidence(rules, CODE)

    def _timing(self, rule: Rule, wording: Mapping[str, str]) -> tuple[Pattern, Callable[[_Found], _Misfit | None]]:
        shapes: Mapping[str, tuple[Callable[[_Found], _Misfit | None], tuple[str, ...]]] = {
            "length": (self._stretch, ("length", "dates")), "room": (self._room, ("length", "dates")),
            "step": (self._step, ("first", "step", "second")), "age": (self._age, ("age",)), "order": (self._order, ("first", "second")),
            "sequence": (self._sequence, ("did", "first", "then", "second")),
        }  # fmt: skip
        shape = rule.string("shape")
        if shape not in shapes:
            raise RulesError(rule.file, rule.id, "shape", f"must be one of {', '.join(shapes)}, not {shape}")
        judge, wanted = shapes[shape]
        return compile_pattern(rule, wording, wanted), judge

    def lives(self, found: Iterable[Outline]) -> Mapping[Period, Claim]:
        """The lives that a document gives from day to day, by the day of death; two that end on one day tell nothing."""
        lives: dict[Period, list[Claim]] = {}
        for outline in found:
            for fit in (fit for pattern in self._lifetimes for fit in pattern.fits(outline)):
                claim = fit.places["life"].claim
                period = claim.mention.dating.period if claim.mention.dating is not None else None
                if period is not None and _ends(period)[1].days == 1:
                    lives.setdefault(_ends(period)[1], []).append(claim)
        return {day: own[0] for day, own in lives.items() if len({claim.mention.value for claim in own}) == 1}

    def misfits(self, outline: Outline, lives: Mapping[Period, Claim]) -> Iterator[_Misfit]:
        """What does not fit in a paragraph of a document with these lives."""
        for pattern, judge in self._forms:
            for fit in pattern.fits(outline):
                misfit = judge(_Found(fit, lives))
                if misfit is not None:
                    yield misfit

    # ---- durations ------------------------------------------------------------------------------------------------

    def _stretch(self, found: _Found) -> _Misfit | None:
        """A duration beside the stretch of days that it is of."""
        amount, period = found.claim("length").mention.amount, self._dates(found)
        bounds, unit = self._bounds(amount, amount.modifier) if amount is not None else None, self._unit_of(amount)
        if bounds is None or unit is None or period is None:
            return None
        start, end = _ends(period)
        if start.days > unit.days * self._coarse_ends:
            return None  # "a three-day fair from 2010 to 2015" is held every year
        misfit = self._misfit(found.claim("length"), bounds, unit, _days(start, end), (found.claim("dates"),))
        words = " ".join([found.fit.sentence, *(token.norm for token in found.fit.places["length"].inside)])
        counted = short(unit.name) and self._interrupted.search(words) is not None
        return misfit if misfit is None or misfit.exceeds or not counted else None

    def _room(self, found: _Found) -> _Misfit | None:
        """The same, where the time may have been interrupted: the duration can be shorter, but not longer."""
        misfit = self._stretch(found)
        return misfit if misfit is not None and misfit.exceeds else None

    def _dates(self, found: _Found) -> Period | None:
        """The days of a stretch whose length is known."""
        dating = found.claim("dates").mention.dating
        if (
            not _is_plain(found.fit.places["dates"])
            or dating is None
            or dating.period is None
            or (dating.anchor != EXPLICIT and not _of_one_length(dating.period))
        ):
            return None
        return dating.period

    def _step(self, found: _Found) -> _Misfit | None:
        """`20 years before`, between two dates."""
        first, second, step = found.period("first"), found.period("second"), found.claim("step").mention.dating
        amount, side = self._counted(found.fit.places["step"])
        unit = self._unit_of(amount)
        if first is None or second is None or step is None or amount is None or unit is None or side == 0:
            return None
        start, end = (first, second) if side > 0 else (second, first)
        bounds = self._bounds(amount, step.modifier)
        if bounds is None or end.last < start.first or max(start.days, end.days) > unit.days * self._coarse_ends:
            return None
        dates = (found.claim("first"), found.claim("second"))
        return self._misfit(found.claim("step"), bounds, unit, _days(start, end), dates)

    def _counted(self, place: Place) -> tuple[Amount | None, int]:
        """The duration in `20 years before` and `a year later`, and 1 where it leads from the first date to the second, else -1."""
        numbers = [token for token in place.inside if token.number is not None]
        unit = next((token.senses["calendar"].rule.name for token in place.inside if token.has("calendar")), None)
        sides = [(sign, side) for token in place.inside for tag, sign in _SIDES if (side := token.value_of(tag)) is not None]
        loose = any(
            token.has("few") or token.norm in self._loose or (token.number is not None and token.number.vague) for token in place.inside
        )
        if loose or not sides or len(numbers) > 1:
            return None, 0
        count = numbers[0].number.value if numbers and numbers[0].number is not None else Decimal(1)
        return Amount(nominal=count, low=count, high=count, unit=unit), int(sides[0][0] * sides[0][1])

    def _unit_of(self, amount: Amount | None) -> _Unit | None:
        return self._units.get(amount.unit or "") if amount is not None else None

    def _bounds(self, amount: Amount, modifier: Modifier) -> tuple[float, float] | None:
        """The fewest and the most of its unit that a duration can mean."""
        unit = self._unit_of(amount)
        if unit is None or modifier is Modifier.VAGUE:
            return None
        if modifier is Modifier.RANGE and amount.low is not None and amount.high is not None:
            return float(amount.low) - unit.below, float(amount.high) + unit.above
        if amount.nominal is None or amount.nominal > _LONGEST:
            return None
        count = float(amount.nominal)
        rounding = _coarse(amount.nominal) / 2 if unit.days == 1 and count > self._exact_days else 0.0
        below, above = unit.below + rounding, unit.above + rounding
        hedge = count * self._about
        return {
            Modifier.ABOUT: (count - below - hedge, count + above + hedge), Modifier.NEARLY: (count - below - hedge, count + above),
            Modifier.AT_LEAST: (count - below, math.inf), Modifier.MORE_THAN: (count - below, math.inf),
            Modifier.AT_MOST: (0.0, count + above), Modifier.LESS_THAN: (0.0, count + above),
        }.get(modifier, (count - below, count + above))  # fmt: skip

    def _misfit(
        self, stated: Claim, bounds: tuple[float, float], unit: _Unit, days: tuple[int, int], dates: tuple[Claim, ...]
    ) -> _Misfit | None:
        """What is wrong with a duration whose dates lie so many days apart, at least and at most."""
        low, high = bounds[0] * unit.days, bounds[1] * unit.days
        if days[1] >= low and days[0] <= high:
            return None
        amount = stated.mention.amount
        printed = " and ".join(f'"{claim.text}"' for claim in dates)
        given = f"is {_length(unit, days)}" if len(dates) == 1 else f"are {_distance(unit, days)} apart"
        return _Misfit(
            (stated, *dates), f'"{stated.text}": {printed} {given}', Decimal(str(round(days[1] / unit.days, 1))),
            amount.nominal if amount is not None else None,
        )  # fmt: skip

    # ---- ages -----------------------------------------------------------------------------------------------------

    def _age(self, found: _Found) -> _Misfit | None:
        """An age between a birth and a death, or between a birth and the publication."""
        amount = found.claim("age").mention.amount
        lived = self._lived(found)
        if (
            amount is None
            or amount.nominal is None
            or not 0 < amount.nominal <= OLDEST
            or amount.unit not in (None, _YEAR)
            or lived is None
        ):
            return None
        birth, death, dates = lived
        low, high = _full_years(birth.last, death.first), _full_years(birth.first, death.last)
        slack = self._age_slack
        exact = amount.modifier is Modifier.EXACT
        overstated = amount.nominal > high
        if "life" in found.fit.places and overstated and birth.days > 1:
            return None  # brackets with years alone may be those of an office
        if high < 0 or not exact or low - slack <= amount.nominal <= high + slack:
            return None
        age = f"{max(low, 0)}" if low == high else f"{max(low, 0)} or {high}" if high - low == 1 else f"{max(low, 0)} to {high}"
        printed = " to ".join(f'"{claim.text}"' for claim in dates) + (
            " to the publication" if "birth" in found.fit.places and len(dates) == 1 else ""
        )
        claim = found.claim("age")
        return _Misfit((claim, *dates), f'aged "{claim.text}": {printed} makes {age}', Decimal(high), amount.nominal)

    def _lived(self, found: _Found) -> tuple[Period, Period, tuple[Claim, ...]] | None:
        """The days of birth and of death, or of the publication, and the claims that give them."""
        birth, death = (found.period(name) if name in found.fit.places else None for name in ("birth", "death"))
        told_by_death = found.lives.get(death) if death is not None and birth is None else None
        life = found.claim("life") if "life" in found.fit.places else told_by_death
        if life is not None:
            period = life.mention.dating.period if life.mention.dating is not None else None
            return (*_ends(period), (life,)) if period is not None else None
        if birth is None:
            return None
        if "death" in found.fit.places:
            return (birth, death, (found.claim("birth"), found.claim("death"))) if death is not None else None
        published = found.claim("birth").metadata.published
        return (birth, published, (found.claim("birth"),)) if published is not None else None

    # ---- order ----------------------------------------------------------------------------------------------------

    def _order(self, found: _Found) -> _Misfit | None:
        """A second date that lies before the first."""
        first, second = found.period("first"), found.period("second")
        if first is None or second is None or second.last >= first.first or self._recurring.search(found.fit.sentence):
            return None
        later, earlier = found.claim("first"), found.claim("second")
        return _Misfit((earlier, later), f'"{earlier.text}" lies before "{later.text}"')

    def _sequence(self, found: _Found) -> _Misfit | None:
        """The same, where what is dated cannot happen in this order."""
        happened = [
            (did, then)
            for did in _endings(found.fit.words["did"])
            for then in _beginnings(found.fit.words["then"])
            if self._happening.get(then) in self._before.get(self._happening.get(did, ""), ())
        ]
        misfit = self._order(found)
        if misfit is None or not happened:
            return None
        earlier, later = misfit.claims
        did, then = happened[0]
        return _Misfit(misfit.claims, f'"{then}", "{earlier.text}", lies before "{did}", "{later.text}"')


def _any_of(phrases: Iterable[str]) -> re2.Pattern[str]:
    """A pattern of some phrases, over outlines."""
    return re2.compile(rf"(?:^| )(?:{'|'.join(re2.escape(phrase) for phrase in sorted(phrases))})(?: |$)")


def _is_plain(place: Place) -> bool:
    """Whether a stretch goes from a day, month or year to another, and not `from the 1960s to early 1975`."""
    return all(
        token.literal or token.ordinal is not None or not token.norm[0].isalpha() or token.has_any(*_PLAIN) for token in place.inside
    )


def _unit(rule: Rule) -> _Unit:
    return _Unit(rule.name, *(float(rule.number(key)) for key in ("days", "below", "above")))


def _beginnings(words: str) -> Iterator[str]:
    """The phrases that some words begin with, the longest first."""
    parts = words.split()
    return (" ".join(parts[:size]) for size in range(len(parts), 0, -1))


def _endings(words: str) -> Iterator[str]:
    """The phrases that some words end with, the longest first."""
    parts = words.split()
    return (" ".join(parts[index:]) for index in range(len(parts)))


def _coarse(number: Decimal) -> float:
    """The size of the last digit that is not zero: 10 for 120, 100 for 300, 1 for 45."""
    exponent = number.normalize().as_tuple().exponent
    return float(10**exponent) if isinstance(exponent, int) and exponent > 0 else 1.0


def _of_one_length(period: Period) -> bool:
    """Whether a stretch has the same length in every year."""
    return period.first.year == period.last.year and period.first.month > _FEBRUARY


def _ends(period: Period) -> tuple[Period, Period]:
    """The first and the last day, month or year of a stretch, in the size in which its ends are printed."""
    first, last = period.first, period.last
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return years(first.year, first.year), years(last.year, last.year)
    start, end = month_of(first.year, first.month), month_of(last.year, last.month)
    if first == start.first and last == end.last:
        return start, end
    return Period(first, first), Period(last, last)


def _days(start: Period, end: Period) -> tuple[int, int]:
    """The fewest and the most days from one date to another: with neither end where they are short, and with both."""
    return max((end.first - start.last).days, 0), (end.last - start.first + timedelta(1)).days


def _length(unit: _Unit, days: tuple[int, int]) -> str:
    """How long a stretch is, as an editor would say it: in its unit, or in days where its ends are days."""
    if days[1] - days[0] == 1 and (unit.days == 1 or days[1] <= _COUNTED):
        return f"{days[1]} days, or {days[0]} nights"
    return _distance(unit, days)


def _distance(unit: _Unit, days: tuple[int, int]) -> str:
    """How far two dates are from each other."""
    if days[1] - days[0] == 1 and (unit.days == 1 or days[1] <= _COUNTED):
        return f"{days[0]} day{'' if days[0] == 1 else 's'}"
    low, high = round(days[0] / unit.days), round(days[1] / unit.days)
    return f"{low} to {high} {unit.name}s" if low != high else f"{low} {unit.name}{'' if low == 1 else 's'}"


def _full_years(birth: date, death: date) -> int:
    return death.year - birth.year - ((death.month, death.day) < (birth.month, birth.day))


@lru_cache(maxsize=4)
def _timings(rules: Rules) -> _Timings:
    return _Timings(rules)
