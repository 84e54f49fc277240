"""Values side by side: what each can mean as printed, and whether both can be true of one thing.

A number is printed to its last digit: "$2.4bn" says 2.35 to 2.45. "About" widens that by a share that the rules give; an open
bound has no other end. Two values agree when what they can mean overlaps.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import partial

from factcheck import rare_units
from factcheck.model import EVERYDAY, Amount, Dating, Modifier, Period
from factcheck.once import once
from factcheck.rules import Rules

HALF = Decimal("0.5")
_BASIS_POINTS = 100  # in a percentage point
_FARTHEST = 4_000  # of two units that are put for each other: a kilogram and a short ton, an hour and a second
_SLIP = Decimal(1000)
_LEAST_SLIP = Decimal(985)
_EXACT, _ROUNDED = Decimal("0.002"), Decimal("0.012")  # how far two numbers of a slip of scale may be from one, as a share of it
_NEARLY_ONE = Decimal("0.12")  # of one unit: how much larger or smaller another one is that is nearly as large
_EXACTLY = Decimal("0.006")  # of one amount: how far a number that was converted and rounded may be from it
TELLING = 3  # digits that two numbers hardly share by chance
PAIR = 2  # digits that many numbers share, and as many change places in a slip
_AMOUNTS = 20_000  # that are remembered
_HUNDRED = 100
_EXPLICIT = "explicit"  # the anchor of a date whose year is printed
_TENFOLD = Decimal(9)  # times, with the shorter number cut off: 147.9 is hardly more than 147
_WEEK = 7
OLDEST = 130  # years; beyond, a number is the age of nobody
_DAYS = {"calendar_time": 30.44, "time": 1 / 86_400}  # of the base of each dimension: the month, on average, and the second
_SLACK = datetime.timedelta(days=2)
_DAY = datetime.timedelta(days=1)
_TEN_DAYS = datetime.timedelta(days=10)  # from here on another digit of the day is wrong than the last
_NEW_YEAR = ((12, 31), (1, 1))  # month and day
INFINITE = Decimal("Infinity")


class Outcome(StrEnum):
    """How two values stand to each other."""

    SAME = "same"
    ROUNDING = "within rounding"
    BOUNDS = "compatible bounds"
    FAR = "compatible bounds, far apart"
    CONTRADICTED = "a bound contradicted"
    DISJOINT = "disjoint"
    SCALE = "a power of 1,000 apart"
    TENFOLD = "the same digits, a power of ten apart"
    UNIT = "same number, other unit"
    TAKEN = "one amount, if a unit was taken for another"
    UNKNOWN = "cannot be compared"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's dimension and factor to that dimension's base; `either` names what an ambiguous one can be.

    `taken_for` are those that are put for it by mistake. `scale` is that of a temperature: the size of a degree, and where it begins,
    in degrees Celsius.
    """

    dimension: str
    factor: Decimal | None
    either: tuple[str, ...] = ()
    scale: tuple[Decimal, Decimal] | None = None
    taken_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What is asked of an amount for every pair that it is in, worked out once.

    `meaning` is what it can mean, `counted` the same as a count, `rounded` with its trailing zeros taken as rounding. `size` is the
    nominal without its sign, in the base unit. `counts` says that it is a whole number of what no unit measures.
    """

    meaning: tuple[Decimal, Decimal]
    counted: tuple[Decimal, Decimal]
    rounded: tuple[Decimal, Decimal]
    size: Decimal | None
    digits: str
    counts: bool


class Units:
    """The units of the rules, and the tolerances of comparing."""

    def __init__(self, rules: Rules) -> None:
        self._units: dict[str, Unit] = {}
        for rule in rules.table("unit"):
            factor = rule.number("factor") if "factor" in rule.data else None
            scale = (rule.number("degree"), rule.number("zero")) if "degree" in rule.data else None
            self._units[rule.name] = Unit(str(rule.data.get("dimension")), factor, rule.words("either"), scale, rule.words("taken_for"))
        for rule in rules.table("currency"):
            self._units[rule.name] = Unit("currency:" + rule.name, Decimal(1))
            minor = rule.data.get("minor")
            if isinstance(minor, dict) and "factor" in minor:
                for name in minor.get("surfaces", ())[:1]:
                    self._units.setdefault(str(name), Unit("currency:" + rule.name, Decimal(str(minor["factor"]))))
        self._plain = rules.words("plain_noun")
        self._units["fraction"] = Unit("percent", Decimal(100))
        self.about = tolerance(rules, "about")
        self.some = tolerance(rules, "some")
        self.near = tolerance(rules, "near")
        self.nearly = tolerance(rules, "nearly")
        self.coarse = tolerance(rules, "coarse")
        self.converted = tolerance(rules, "converted")
        self.printed = once(_AMOUNTS)(partial(_printed, units=self))

    def get(self, name: str | None) -> Unit | None:
        """A unit by its name; a counted noun is none."""
        return self._units.get(name) if name is not None else None

    def dimension(self, amount: Amount) -> str:
        """What the amount is a measure of, as far as the unit says; currencies are dimensions of their own."""
        unit = self.get(amount.unit)
        if unit is not None:
            return unit.dimension
        rare = rare_units.dimension(amount.unit) if amount.unit is not None and amount.unit not in self._plain else None
        return rare or "count"

    def factor(self, name: str | None) -> Decimal:
        """The factor of a unit to its base; 1 for a counted noun. An ambiguous unit takes that of its first meaning."""
        unit = self.get(name)
        if unit is None:
            known = name is not None and name not in self._plain and rare_units.dimension(name) is not None
            return (rare_units.factor(name) if known and name is not None else None) or Decimal(1)
        if unit.factor is None and unit.either:
            return self.factor(unit.either[0])
        return unit.factor if unit.factor is not None else Decimal(1)

    def days(self, name: str | None) -> float | None:
        """How many days a unit of time is long, a month and a year on average; None for any other unit."""
        unit = self.get(name)
        base = _DAYS.get(unit.dimension) if unit is not None else None
        return float(unit.factor) * base if unit is not None and unit.factor is not None and base is not None else None


def tolerance(rules: Rules, name: str) -> Decimal:
    """A tolerance of the rules; none where there is no such rule."""
    rule = rules.get(f"tolerance.{name}")
    return rule.number("value") if rule is not None else Decimal(0)


def meaning(amount: Amount, units: Units, counted: bool = False) -> tuple[Decimal, Decimal]:
    """The lowest and the highest value, in the base unit, that the amount as printed can mean; a `counted` one is exact."""
    factor = units.factor(amount.unit)
    step = (amount.step or Decimal(0)) * HALF
    if amount.nominal is not None:
        step = min(step, abs(amount.nominal) * units.about)  # "$1 billion" is not half a billion
    if amount.modifier is Modifier.ABOUT and amount.nominal is not None and amount.low is None:  # with bounds it was worked out
        margin = min(abs(amount.nominal) * units.about, max(abs(amount.nominal) * units.some, _last_digit(amount.nominal)))
        return (amount.nominal - margin) * factor, (amount.nominal + margin) * factor
    if amount.modifier is Modifier.NEARLY and amount.nominal is not None:
        return (amount.nominal * (1 - units.nearly)) * factor, (amount.nominal + step) * factor
    if amount.low is None or amount.high is None or counted or amount.modifier is Modifier.RANGE:
        step = Decimal(0)  # a bound is meant as printed, and so is a count
    low = (amount.low - step) * factor if amount.low is not None else -INFINITE
    high = (amount.high + step) * factor if amount.high is not None else INFINITE
    return low, high


def _last_digit(number: Decimal) -> Decimal:
    """The size of the last digit that is no trailing zero: "some 3,031" is no rounder than 3,031."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(10) ** (exponent if isinstance(exponent, int) else 0)


def _whole(amount: Amount) -> bool:
    return amount.step is not None and amount.step <= 1 and (amount.nominal is None or amount.nominal == amount.nominal.to_integral_value())


def rounded(amount: Amount, units: Units, converted: bool = False) -> tuple[Decimal, Decimal]:
    """As `meaning`, with the trailing zeros of a large whole number taken as rounding, as far as that is a small share; a larger one,
    and of any number, where one of two amounts was `converted` from another unit.
    """
    low, high = meaning(amount, units, _whole(amount))
    if not amount.nominal or amount.step is None or amount.modifier is not Modifier.EXACT:
        return low, high
    if abs(amount.nominal) < _SLIP and not converted:
        return low, high
    zeros = _last_digit(amount.nominal)
    while zeros * HALF > abs(amount.nominal) * (units.converted if converted else units.coarse):
        zeros /= 10
    margin = (zeros if zeros > 1 or converted or not _whole(amount) else Decimal(0)) * HALF * units.factor(amount.unit)
    middle = amount.nominal * units.factor(amount.unit)
    return min(low, middle - margin), max(high, middle + margin)


def amounts(a: Amount, b: Amount, units: Units) -> Outcome:
    """How two amounts of one dimension stand to each other."""
    if a.modifier is b.modifier is Modifier.RANGE:
        return _ranges(a, b, units)
    first, second = units.printed(a), units.printed(b)
    if _equal(a, b) and a.unit == b.unit and a.modifier == b.modifier:
        return Outcome.SAME
    if a.unit != b.unit and (found := _of_two_units(a, b, units)) is not None:
        return found
    if _two_tops(a, b):
        return amounts(_top(a), _top(b), units)
    counted = first.counts and second.counts
    if _overlap(first.counted, second.counted) if counted else _overlap(first.meaning, second.meaning):
        return _compatible(a, b, units)
    return _incompatible(a, b, units)


def _of_two_units(a: Amount, b: Amount, units: Units) -> Outcome | None:
    """How two amounts stand to each other by their units alone; None where their size decides."""
    if _relabelled(a, b, units):
        return Outcome.UNIT
    return _temperatures(a, b, units) if _on_scales(a, b, units) else None


def _on_scales(a: Amount, b: Amount, units: Units) -> bool:
    """Whether both are temperatures on a known scale."""
    return all(unit is not None and unit.scale is not None for unit in (units.get(a.unit), units.get(b.unit)))


def _temperatures(a: Amount, b: Amount, units: Units) -> Outcome:
    """How temperatures on two scales stand to each other; a rise of 2 degrees is one of 3.6 in Fahrenheit, and begins nowhere."""
    outcomes = [amounts(_celsius(a, units, zero), _celsius(b, units, zero), units) for zero in (True, False)]
    alike = [found for found in outcomes if found in (Outcome.SAME, Outcome.ROUNDING, Outcome.BOUNDS)]
    return alike[0] if alike else Outcome.UNIT if _equal(a, b) else outcomes[0]


def _celsius(amount: Amount, units: Units, zero: bool) -> Amount:
    """A temperature in degrees Celsius, from where its scale begins or as a difference."""
    unit = units.get(amount.unit)
    degree, begins = unit.scale if unit is not None and unit.scale is not None else (Decimal(1), Decimal(0))

    def moved(number: Decimal | None) -> Decimal | None:
        return number * degree + (begins if zero else 0) if number is not None else None

    step = amount.step * degree if amount.step is not None else None
    return replace(amount, nominal=moved(amount.nominal), low=moved(amount.low), high=moved(amount.high), unit="celsius", step=step)


def _relabelled(a: Amount, b: Amount, units: Units) -> bool:
    """Whether one number stands with two units of which one is easily put for the other: points and percent, dollars and euros."""
    loose = _loose(a, units) or _loose(b, units)
    other = _other_money(a, b, units) or _of_other_dimension(a, b, units)
    return (loose and (_equal(a, b) or _in_points(a, b))) or (other and _equal(a, b))


def _of_other_dimension(a: Amount, b: Amount, units: Units) -> bool:
    """Whether two units measure two things, and one is put for the other by mistake: tonnes and barrels, megawatts and megawatt-hours."""
    unit = units.get(a.unit)
    return unit is not None and b.unit in unit.taken_for and units.dimension(a) != units.dimension(b)


def _ranges(a: Amount, b: Amount, units: Units) -> Outcome:
    """One thing has one range: both ends have to agree, each as it is printed."""
    ends = {amounts(_point(a, low), _point(b, low), units) for low in (True, False)}
    return max(ends, key=list(Outcome).index) if ends <= {Outcome.SAME, Outcome.ROUNDING} else Outcome.DISJOINT


def _point(amount: Amount, low: bool) -> Amount:
    """An end of a range as an amount of its own."""
    end = amount.low if low else amount.high
    return replace(amount, nominal=end, low=end, high=end, modifier=Modifier.EXACT)


def _in_points(a: Amount, b: Amount) -> bool:
    """Whether basis points were put for percent: `75 percent`, where the other one has 0.75 points."""
    sizes = {amount.unit: amount.nominal for amount in (a, b)}
    percent, points, basis = (sizes.get(unit) for unit in ("percent", "percentage_point", "basis_point"))
    return bool(percent) and percent in ((points or 0) * _BASIS_POINTS, (basis or 0) / _BASIS_POINTS)


def _loose(amount: Amount, units: Units) -> bool:
    """Whether a unit is easily put for another one: a bare ton, points and percent."""
    unit = units.get(amount.unit)
    return unit is not None and (bool(unit.either) or unit.dimension == "percent")


def _compatible(a: Amount, b: Amount, units: Units) -> Outcome:
    if not (_open(a) or _open(b) or Modifier.RANGE in (a.modifier, b.modifier)):
        return Outcome.ROUNDING
    return Outcome.BOUNDS if _near(a, b, units) else Outcome.FAR


def _converted(a: Amount, b: Amount, units: Units) -> bool:
    """Whether two amounts in units of two sizes are one that was converted, and rounded as the press does."""
    if units.factor(a.unit) == units.factor(b.unit):
        return False
    return _overlap(rounded(a, units, converted=True), rounded(b, units, converted=True))


def _confused(a: Amount, b: Amount, units: Units) -> bool:
    """Whether one unit is easily put for the other: nobody writes kilometres for millimetres."""
    larger, smaller = sorted((units.factor(a.unit), units.factor(b.unit)), reverse=True)
    return larger <= smaller * _FARTHEST


def _incompatible(a: Amount, b: Amount, units: Units) -> Outcome:
    confused = _confused(a, b, units)
    if _equal(a, b) and a.unit != b.unit and confused:
        return Outcome.UNIT
    first, second = units.printed(a), units.printed(b)
    if _overlap(first.rounded, second.rounded) or _converted(a, b, units):
        return Outcome.ROUNDING
    if taken_for(a, b, units) is not None:
        return Outcome.TAKEN
    if _slip(first, second) and confused:
        return Outcome.SCALE
    if _same_digits(first, second) and _tenfold(a, b):
        return Outcome.TENFOLD
    return Outcome.CONTRADICTED if _open(a) or _open(b) else Outcome.DISJOINT


def taken_for(a: Amount, b: Amount, units: Units) -> str | None:
    """The unit in which one of two amounts would be the other one; None where there is none that is put for its own by mistake. Of units
    of nearly one size, two digits tell nothing: many numbers are a tenth apart.
    """
    first, second = units.printed(a), units.printed(b)
    digits = min(len(first.digits), len(second.digits))
    if digits < PAIR or _equal(a, b):
        return None
    for amount, other in ((a, second), (b, first)):
        unit = units.get(amount.unit)
        for name in unit.taken_for if unit is not None else ():
            named = units.get(name)
            if unit is None or named is None or named.dimension != unit.dimension:
                continue
            alike = abs(units.factor(name) / units.factor(amount.unit) - 1) < _NEARLY_ONE
            if amount.nominal is None or not other.size or (alike and digits < TELLING):
                continue
            if abs(abs(amount.nominal) * units.factor(name) / other.size - 1) <= _EXACTLY:
                return name
    return None


def _equal(a: Amount, b: Amount) -> bool:
    return a.nominal is not None and a.nominal == b.nominal


def _overlap(first: tuple[Decimal, Decimal], second: tuple[Decimal, Decimal]) -> bool:
    """Whether two stretches share more than the end at which they touch; a point may lie on the end of a stretch."""
    if first[0] == first[1] or second[0] == second[1]:
        return first[0] <= second[1] and second[0] <= first[1]
    return first[0] < second[1] and second[0] < first[1]


def _near(a: Amount, b: Amount, units: Units) -> bool:
    """Whether two compatible amounts are near enough for one to confirm the other."""
    if not a.nominal or not b.nominal:
        return True
    first, second = abs(a.nominal) * units.factor(a.unit), abs(b.nominal) * units.factor(b.unit)
    return max(first, second) <= min(first, second) * units.near


def _two_tops(a: Amount, b: Amount) -> bool:
    """`up to 35` against `up to 8`: what is told is the top itself."""
    return a.modifier is b.modifier is Modifier.AT_MOST and a.nominal != b.nominal


def _top(amount: Amount) -> Amount:
    return replace(amount, modifier=Modifier.EXACT, low=amount.nominal, high=amount.nominal)


def _open(amount: Amount) -> bool:
    return amount.modifier in (Modifier.AT_LEAST, Modifier.MORE_THAN, Modifier.AT_MOST, Modifier.LESS_THAN, Modifier.VAGUE, Modifier.NEARLY)


def _slip(a: Printed, b: Printed) -> bool:
    """Whether the values are a power of 1,000 apart, to the printed digits: million for billion."""
    if not a.size or not b.size:
        return False
    larger, smaller = (a.size, b.size) if a.size > b.size else (b.size, a.size)
    if larger < smaller * _LEAST_SLIP:
        return False
    ratio = larger / smaller
    digits = sorted((len(a.digits), len(b.digits)))
    slack = _ROUNDED if digits[0] < digits[1] and digits[1] >= TELLING else _EXACT  # $60 billion, $59.5 million
    return any(abs(ratio / power - 1) <= slack for power in (_SLIP, _SLIP**2, _SLIP**3))


def _same_digits(a: Printed, b: Printed) -> bool:
    """Whether two numbers have the same three digits or more, as far as the shorter one goes."""
    if not a.size or not b.size:
        return False
    size = min(len(a.digits), len(b.digits))
    return size >= TELLING and a.digits[:size] == b.digits[:size]


def _tenfold(a: Amount, b: Amount) -> bool:
    """Whether two numbers of the same digits are a power of ten apart."""
    if not a.nominal or not b.nominal:
        return False
    return max(abs(a.nominal), abs(b.nominal)) / min(abs(a.nominal), abs(b.nominal)) >= _TENFOLD


def _printed(amount: Amount, units: Units) -> Printed:
    return Printed(
        meaning=meaning(amount, units),
        counted=meaning(amount, units, counted=True),
        rounded=rounded(amount, units),
        size=abs(amount.nominal) * units.factor(amount.unit) if amount.nominal is not None else None,
        digits=_digits(amount.nominal) if amount.nominal else "",
        counts=_whole(amount) and units.get(amount.unit) is None,
    )


def _digits(number: Decimal) -> str:
    return "".join(str(digit) for digit in abs(number).normalize().as_tuple().digits)


def is_rounded(a: Amount, b: Amount, units: Units) -> bool:
    """Whether one number is the other, rounded to the digits that it has, and hardly another one (`2,000`, `1,963`); or to its last
    printed digit, where the other one has more (`3 percent`, `3.4 percent`).
    """
    if not a.nominal or not b.nominal or a.unit != b.unit:
        return False
    if a.step and b.step and b.step < a.step and abs(a.nominal - b.nominal) <= a.step * HALF:
        return True
    if abs(a.nominal - b.nominal) > abs(b.nominal) * units.about:
        return False
    return (b.nominal / _last_digit(a.nominal)).to_integral_value() * _last_digit(a.nominal) == a.nominal


def mistyped_amount(a: Amount, b: Amount, units: Units) -> bool:
    """Whether one amount can be the other with a slip: two digits swapped, another unit or scale. Three digits are telling, two where
    they are swapped in one unit or in thousands, or are those of thousands, millions and billions.
    """
    first, second = units.printed(a), units.printed(b)
    telling = min(len(first.digits), len(second.digits)) >= TELLING
    large = min(first.size or 0, second.size or 0) >= _SLIP
    swapped = _swapped(a, b, units)
    telling = telling or (swapped and max(len(first.digits), len(second.digits)) >= TELLING)
    bare = None in (a.unit, b.unit)
    if units.dimension(a) != units.dimension(b):
        money = _other_money(a, b, units) and (telling or (large and len(first.digits) > 1))
        alike = money or (_of_other_dimension(a, b, units) and _measured(a, b, units))
        return (alike and _equal(a, b)) or (telling and swapped and bare)
    if swapped and (telling or (a.unit == b.unit and not bare) or (large and bare)):
        return True
    if _equal(a, b) and a.unit != b.unit and _confused(a, b, units) and (telling or _measured(a, b, units)):
        return True
    if taken_for(a, b, units) is not None:
        return True
    return (large and max(len(first.digits), len(second.digits)) > 1 and _slip(first, second)) or (telling and _slips(a, b, units))


def digits_of_slip(a: Amount, b: Amount, units: Units) -> int:
    """How many digits tell that one amount can be the other with a slip; 0 where it cannot. The more there are, the less it is chance."""
    if not mistyped_amount(a, b, units):
        return 0
    first, second = len(units.printed(a).digits), len(units.printed(b).digits)
    return max(first, second) if _swapped(a, b, units) else min(first, second)


def _measured(a: Amount, b: Amount, units: Units) -> bool:
    """Whether two equal numbers of more than a digit or two are in two units of what is rarely measured (`48 pounds`, `48 kilograms`)."""
    return units.dimension(a) not in EVERYDAY and (len(units.printed(a).digits) > 1 or (a.nominal or 0) >= _HUNDRED)


def _slips(a: Amount, b: Amount, units: Units) -> bool:
    """Whether two numbers of the same digits differ in their scale."""
    first, second = units.printed(a), units.printed(b)
    return _slip(first, second) or (_same_digits(first, second) and _tenfold(a, b))


def one_digit_wrong(a: Amount, b: Amount, units: Units) -> bool:
    """Whether one digit of a long number is another one (`1,283`, `1,281`): such slips are, but so are corrections and new counts."""
    first, second = units.printed(a).digits, units.printed(b).digits
    if len(first) != len(second) or len(first) <= TELLING or units.dimension(a) != units.dimension(b) or _tenfold(a, b):
        return False
    if Modifier.ABOUT in (a.modifier, b.modifier):
        return False
    return sum(one != two for one, two in zip(first, second, strict=True)) == 1


def _other_money(a: Amount, b: Amount, units: Units) -> bool:
    """Whether two amounts are of money in two currencies."""
    first, second = units.dimension(a), units.dimension(b)
    return first != second and first.startswith("currency:") and second.startswith("currency:")


def miscounted(a: Amount, b: Amount, units: Units) -> int:
    """How many digits tell that one count is the other with two digits swapped, or with a nought too many; 0 where it is neither."""
    first, second = units.printed(a).digits, units.printed(b).digits
    if _swapped(a, b, units):
        return max(len(first), len(second))
    return len(first) if first == second and _tenfold(a, b) else 0


def slight(a: Amount, b: Amount, units: Units) -> int:
    """How many digits two amounts share of which one is the other with another unit, a nought or three, or two digits swapped; 0 where
    it is not.
    """
    first, second = units.printed(a), units.printed(b)
    digits = len(first.digits) if first.digits == second.digits else 0
    found = amounts(a, b, units)
    if found is Outcome.SCALE:
        return digits if min(first.size or 0, second.size or 0) >= _SLIP else 0  # `11M, 22M and 33Mbit`
    if found is Outcome.UNIT:
        return digits
    return digits if digits and _is_nought(first, second) else miscounted(a, b, units) if _swapped(a, b, units) else 0


def _is_nought(a: Printed, b: Printed) -> bool:
    return bool(a.size and b.size) and max(a.size or 0, b.size or 0) == min(a.size or 0, b.size or 0) * 10


def _swapped(a: Amount, b: Amount, units: Units) -> bool:
    """Whether two digits of a number stand in each other's place in the other one (`4,170`, `4,710`; `150`, `105`)."""
    if a.nominal is None or b.nominal is None or _tenfold(a, b) or Modifier.ABOUT in (a.modifier, b.modifier):
        return False
    first, second = units.printed(a).digits, units.printed(b).digits
    if len(first) != len(second) and a.nominal.adjusted() != b.nominal.adjusted():
        return False
    size = max(len(first), len(second))
    other = [(one, two) for one, two in zip(first.ljust(size, "0"), second.ljust(size, "0"), strict=True) if one != two]
    return len(other) == PAIR and other[0] == other[1][::-1]


def mistyped_day(a: Dating, b: Dating) -> bool:
    """Whether two days, each printed with its year, differ in the day, the month or the year alone."""
    if a.period is None or b.period is None or a.period.days > 1 or b.period.days > 1:
        return False
    if any(dating.partial or dating.anchor != _EXPLICIT for dating in (a, b)):
        return False
    one, other = a.period.first, b.period.first
    return _one_part_wrong(one, other)


def mistyped_year(a: Dating, b: Dating) -> bool:
    """Whether two years are one with two digits swapped, of which at least one is told without a day."""
    if a.period is None or b.period is None or not (_is_year(a.period) or _is_year(b.period)):
        return False
    if any(period.first.year != period.last.year for period in (a.period, b.period)):
        return False
    first, second = str(a.period.first.year), str(b.period.first.year)
    return first != second and sorted(first) == sorted(second) and first[0] == second[0]


def _is_year(period: Period) -> bool:
    return period == Period(datetime.date(period.first.year, 1, 1), datetime.date(period.first.year, 12, 31))


def _one_part_wrong(one: datetime.date, other: datetime.date) -> bool:
    """Whether two days differ in the month or the year alone, in one digit of the day, or have day and month swapped."""
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return True
    if (one.day != other.day) + (one.month != other.month) + (one.year != other.year) != 1:
        return False
    return one.day == other.day or abs(one - other) == _DAY or one.day % 10 == other.day % 10 or one.day // 10 == other.day // 10


def misdated_day(a: Dating, b: Dating) -> bool:
    """Whether two days are next to each other, or differ in one digit of the day, in the month or the year alone."""
    if a.period is None or b.period is None or a.period.days > 1 or b.period.days > 1:
        return False
    one, other = a.period.first, b.period.first
    if abs(one - other) < _TEN_DAYS:
        return abs(one - other) == _DAY  # a report tells the news of several days
    return _one_part_wrong(one, other)


def is_kept(day: Dating, later: Dating) -> bool:
    """Whether a day is that of an earlier year, with the same month and day."""
    if day.period is None or later.period is None:
        return False
    first, second = day.period.first, later.period.first
    return (first.month, first.day) == (second.month, second.day) and first < second


def datings(a: Dating, b: Dating) -> Outcome:
    """How two dates of one event stand to each other; a date known only in part is compared by what is printed."""
    if a.period is None or b.period is None:
        return _partial(a, b)
    if a.period == b.period:
        return Outcome.SAME
    if a.modifier is b.modifier is Modifier.RANGE:
        ends = _one_end(a.period.first, b.period.first), _one_end(a.period.last, b.period.last)
        return Outcome.ROUNDING if all(ends) else Outcome.DISJOINT if any(ends) else Outcome.UNKNOWN  # two stretches, if no end is shared
    undated = bool(a.partial or b.partial) and _same_days(a.period, b.period)  # the year of one of them is not printed
    if undated or _loosely(a, a.period).overlaps(_loosely(b, b.period)):
        return Outcome.ROUNDING
    if a.modifier is not b.modifier and (_fits_open(a, b.period) or _fits_open(b, a.period)):
        return Outcome.BOUNDS
    return Outcome.DISJOINT


def _one_end(a: datetime.date, b: datetime.date) -> bool:
    """Whether two days are one, or one of them stands for the month or the year of the other."""
    year = any((day.month, day.day) in _NEW_YEAR for day in (a, b))
    month = any(day.day == 1 or (day + _DAY).day == 1 for day in (a, b))
    return a == b or (a.year == b.year and (year or (month and a.month == b.month)))


def _same_days(a: Period, b: Period) -> bool:
    return (a.first.month, a.first.day, a.last.month) == (b.first.month, b.first.day, b.last.month)


def _loosely(dating: Dating, period: Period) -> Period:
    """A week counted from the publication (`last week`) is meant loosely, by some days on each side."""
    printed = dating.partial or dating.modifier is Modifier.RANGE
    if dating.anchor != "publication" or printed or not 2 <= period.days <= _WEEK:
        return period
    return Period(period.first - _SLACK, period.last + _SLACK)


def _fits_open(dating: Dating, period: Period) -> bool:
    """`before 2007` fits 2005, `after 2015` fits 2017; `since` names the day itself."""
    if dating.period is None:
        return False
    if dating.modifier in (Modifier.BEFORE, Modifier.UNTIL):
        return period.first <= dating.period.last
    return dating.modifier is Modifier.AFTER and period.last >= dating.period.first


def _in_year(dating: Dating, year: int) -> Dating:
    """A day known only by its month and day, in a year."""
    try:
        day = datetime.date.fromisoformat(f"{year}{(dating.partial or '')[1:]}")
    except ValueError:
        return dating
    return replace(dating, period=Period(day, day))


def _partial(a: Dating, b: Dating) -> Outcome:
    known, other = (a, b) if a.period is None else (b, a)
    if known.partial is None or not known.partial.startswith("--") or len(known.partial) not in (4, 7):
        return Outcome.UNKNOWN
    if other.period is None:
        if other.partial is None or not other.partial.startswith("--"):
            return Outcome.UNKNOWN
        size = min(len(known.partial), len(other.partial))
        return Outcome.ROUNDING if known.partial[:size] == other.partial[:size] else Outcome.DISJOINT
    if other.period.days > 31:
        return Outcome.UNKNOWN
    bounded = _in_year(known, other.period.first.year)
    if known.modifier is not other.modifier and (
        _fits_open(bounded, other.period) or (bounded.period and _fits_open(other, bounded.period))
    ):
        return Outcome.BOUNDS
    printed = {other.period.first.isoformat()[4:], other.period.last.isoformat()[4:]}
    size = len(known.partial) - 1
    return Outcome.ROUNDING if known.partial[1:] in {p[:size] for p in printed} else Outcome.DISJOINT
