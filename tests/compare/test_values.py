"""Two values side by side: whether both can be true of one thing, as they are printed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from factcheck import rules
from factcheck.compare.values import (
    Outcome,
    Units,
    amounts,
    datings,
    digits_of_slip,
    is_rounded,
    miscounted,
    misdated_day,
    mistyped_amount,
    mistyped_day,
    mistyped_year,
    one_digit_wrong,
    rounded,
    slight,
)
from factcheck.model import Amount, Dating, Value

UNITS = Units(rules.load())

SAME, ROUNDING, BOUNDS, FAR = Outcome.SAME, Outcome.ROUNDING, Outcome.BOUNDS, Outcome.FAR
CONTRADICTED, DISJOINT, SCALE, UNIT, UNKNOWN = Outcome.CONTRADICTED, Outcome.DISJOINT, Outcome.SCALE, Outcome.UNIT, Outcome.UNKNOWN

AS_PRINTED = [
    ("133 villagers", "133 villagers", SAME),
    ("133 villagers", "134 villagers", DISJOINT),
    ("100 seats", "104 seats", DISJOINT),
    ("zero cases", "12 cases", DISJOINT),
    ("$2.4 billion", "$2.43 billion", ROUNDING),
    ("$2.4 billion", "$2.36 billion", ROUNDING),
    ("$2.4 billion", "$2.46 billion", DISJOINT),
    ("2.1 million voters", "2,134,000 voters", ROUNDING),
    ("2.1 million voters", "2,168,000 voters", DISJOINT),
    ("12 percent", "12.4 percent", ROUNDING),
    ("12 percent", "12.6 percent", DISJOINT),
    ("147.9 million voters", "147 million voters", DISJOINT),
    ("14.79 million voters", "1.479 million voters", Outcome.TENFOLD),
    ("64,000 seats", "64,210 seats", ROUNDING),
    ("64,000 seats", "65,210 seats", DISJOINT),
    ("1,000 seats", "1,040 seats", DISJOINT),
    ("-3 percent", "3 percent", DISJOINT),
    ("half a million euros", "€500,000", SAME),
    ("₹2 lakh crore", "₹2 trillion", SAME),
    ("two-thirds of voters", "66.7 percent of voters", ROUNDING),
    ("two-thirds of voters", "55 percent of voters", DISJOINT),
    ("one in five voters", "20 percent of voters", ROUNDING),
    ("half the fleet", "50 percent of the fleet", ROUNDING),
    ("150 miles", "240 kilometres", ROUNDING),
    ("150 miles", "250 kilometres", DISJOINT),
    ("700 metres", "2,300 feet", ROUNDING),
    ("622 metres", "2,300 feet", DISJOINT),
    ("240 kilometres", "242 kilometres", DISJOINT),
]

HEDGED = [
    ("about 560 jobs", "566 jobs", ROUNDING),
    ("about 560 jobs", "700 jobs", DISJOINT),
    ("about $1 billion", "$1.03 billion", ROUNDING),
    ("about $1 billion", "around $560 million", DISJOINT),
    ("some 40 boats", "about 41 boats", ROUNDING),
    ("nearly 200 wells", "193 wells", BOUNDS),
    ("nearly 200 wells", "200 wells", BOUNDS),
    ("nearly 200 wells", "205 wells", CONTRADICTED),
    ("nearly 200 wells", "150 wells", CONTRADICTED),
]

BOUNDED = [
    ("at least 40 boats", "45 boats", BOUNDS),
    ("at least 40 boats", "40 boats", BOUNDS),
    ("at least 40 boats", "38 boats", CONTRADICTED),
    ("at least 40 boats", "at least 60 boats", BOUNDS),
    ("at least 40 boats", "fewer than 30 boats", CONTRADICTED),
    ("over 5,000 fans", "6,200 fans", BOUNDS),
    ("over 5,000 fans", "4,800 fans", CONTRADICTED),
    ("up to 35 boats", "28 boats", BOUNDS),
    ("up to 35 boats", "9 boats", FAR),
    ("at least 40 boats", "400 boats", FAR),
    ("up to 35 boats", "36 boats", CONTRADICTED),
    ("no more than 50 boats", "50 boats", BOUNDS),
    ("fewer than 50 boats", "49 boats", BOUNDS),
    ("fewer than 50 boats", "51 boats", CONTRADICTED),
    ("dozens of boats", "60 boats", BOUNDS),
    ("dozens of boats", "9 boats", CONTRADICTED),
    ("hundreds of boats", "40 boats", CONTRADICTED),
    ("between 50 and 60 boats", "55 boats", BOUNDS),
    ("between 50 and 60 boats", "60 boats", BOUNDS),
    ("between 50 and 60 boats", "50 to 60 boats", SAME),
    ("between 50 and 60 boats", "70 boats", DISJOINT),
    ("$1-2 billion", "$1.4 billion", BOUNDS),
    ("10 ± 2 boats", "11 boats", BOUNDS),
    ("10 ± 2 boats", "14 boats", DISJOINT),
]

CONVERTED = [
    ("5 kilometres", "3.1 miles", ROUNDING),
    ("8 kilometres", "5 miles", ROUNDING),
    ("5 kilometres", "5 miles", UNIT),
    ("5 kilometres", "5 millimetres", DISJOINT),
    ("40 tonnes", "40,000 kilograms", ROUNDING),
    ("40 tonnes", "44.1 short tons", ROUNDING),
    ("40 tonnes", "40 kilograms", UNIT),
    ("40 tonnes", "40 tons", UNIT),
    ("5 percent", "5 percentage points", UNIT),
    ("100 hectares", "1 square kilometre", ROUNDING),
    ("10 US gallons", "37.9 litres", ROUNDING),
    ("90 minutes", "1.5 hours", ROUNDING),
    ("two weeks", "14 days", ROUNDING),
    ("12 months", "one year", ROUNDING),
    ("25 basis points", "0.25 percentage points", ROUNDING),
    ("45 cents", "$0.45", ROUNDING),
    ("20 degrees Celsius", "68 degrees Fahrenheit", ROUNDING),
]

SLIPPED = [
    ("$3 million", "$3 billion", SCALE),
    ("€5 million", "€5,000", SCALE),
    ("3 tonnes", "3,000 tonnes", SCALE),
    ("289,000 boats", "289 boats", SCALE),
    ("20 degrees Celsius", "20 degrees Fahrenheit", UNIT),
    ("$3 million", "$30 million", DISJOINT),
    ("$3 million", "$4 billion", DISJOINT),
]

KNOWN_FAILURES = [
    (
        "between 50 and 60 boats",
        "58 to 65 boats",
        BOUNDS,
        "row 5: bounds that are compatible agree; two ranges are held to be equal or disjoint",
    ),
]


def _table() -> list[object]:
    plain = [*AS_PRINTED, *HEDGED, *BOUNDED, *CONVERTED, *SLIPPED]
    return [
        *(pytest.param(a, b, wanted, id=f"{a} and {b}") for a, b, wanted in plain),
        *(pytest.param(a, b, wanted, id=f"{a} and {b}", marks=pytest.mark.xfail(reason=why)) for a, b, wanted, why in KNOWN_FAILURES),
    ]


@pytest.mark.parametrize(("a", "b", "wanted"), _table())
def test_two_amounts(a: str, b: str, wanted: Outcome, read_value: Callable[..., Value]) -> None:
    first, second = read_value(a), read_value(b)
    assert isinstance(first, Amount)
    assert isinstance(second, Amount)
    assert amounts(first, second, UNITS) is wanted
    assert amounts(second, first, UNITS) is wanted


TEMPERATURES = [
    ("49.6°C", "121.3°F", Outcome.ROUNDING),
    ("minus 89.2 degrees Celsius", "minus 128.6 degrees Fahrenheit", Outcome.ROUNDING),
    ("minus 82.9 degrees Celsius", "minus 128.6 degrees Fahrenheit", Outcome.DISJOINT),
    ("minus 2 degrees Celsius", "minus 2 degrees Fahrenheit", Outcome.UNIT),
    ("3,150 barrels", "132,300 barrels", Outcome.TAKEN),  # of gallons
    ("833 kilometres", "450 miles", Outcome.TAKEN),  # nautical ones
    ("2,300 square kilometres", "230,000 acres", Outcome.TAKEN),  # hectares
    ("53 kilograms", "117 kilograms", Outcome.TAKEN),  # pounds
    ("740 kilometres", "600 miles", Outcome.DISJOINT),
    ("5 miles", "8 miles", Outcome.DISJOINT),  # one digit is chance
    ("2°C", "3.6°F", Outcome.ROUNDING),  # a difference
    ("300 kelvin", "27°C", Outcome.ROUNDING),
    ("minus 40 degrees Celsius", "minus 40 degrees Fahrenheit", Outcome.ROUNDING),
]


@pytest.mark.parametrize(("a", "b", "wanted"), [pytest.param(*row, id=f"{row[0]} and {row[1]}") for row in TEMPERATURES])
def test_temperatures_on_two_scales(a: str, b: str, wanted: Outcome, read_value: Callable[..., Value]) -> None:
    first, second = read_value(a), read_value(b)
    assert isinstance(first, Amount)
    assert isinstance(second, Amount)
    assert amounts(first, second, UNITS) is wanted
    assert amounts(second, first, UNITS) is wanted


MISTYPED = [
    ("4,170 tonnes", "4,710 tonnes", True),
    ("728 crates", "782 boxes", True),
    ("728 crates", "782 litres", False),
    ("728 crates", "782", True),
    ("15,000 jobs", "51,000", True),
    ("15 jobs", "51", False),
    ("48 feet", "48 metres", True),
    ("5 miles", "5 kilometres", False),
    ("48 days", "48 weeks", False),
    ("€135 million", "$135 million", True),
    ("€135 million", "$153 million", False),
    ("about 4,170 tonnes", "4,710 tonnes", False),
    ("78 metres", "87 metres", True),
    ("78 boats", "87 cars", False),
    ("$94 million", "$94 billion", True),
    ("11 boats", "11,000 boats", False),
    ("4,170 tonnes", "4,171 tonnes", False),
    ("262 metres", "262 feet", True),
    ("150 years", "105 years", True),
    ("150 years", "1,050 years", False),
    ("14.79 million voters", "1.479 million voters", True),
    ("123 boats", "3,210 boats", False),
]


@pytest.mark.parametrize(("a", "b", "wanted"), [pytest.param(*row, id=f"{row[0]} and {row[1]}") for row in MISTYPED])
def test_one_amount_may_be_the_other_mistyped(a: str, b: str, wanted: bool, read_value: Callable[..., Value]) -> None:
    first, second = read_value(a), read_value(b)
    assert isinstance(first, Amount)
    assert isinstance(second, Amount)
    assert mistyped_amount(first, second, UNITS) is wanted
    assert mistyped_amount(second, first, UNITS) is wanted


SLIPPED_DIGITS = [
    ("4,170 tonnes", "4,710 tonnes", 3),
    ("4,173 tonnes", "4,713 tonnes", 4),
    ("150 years", "105 years", 3),
    ("150 years", "1,050 years", 0),
    ("78 metres", "87 metres", 2),
    ("48 feet", "48 metres", 2),
    ("$60 billion", "$59.5 million", 1),
    ("$59.5 billion", "$59.5 million", 3),
    ("$94 million", "$94 billion", 2),
    ("15 jobs", "51", 0),
]


@pytest.mark.parametrize(("a", "b", "wanted"), [pytest.param(*row, id=f"{row[0]} and {row[1]}") for row in SLIPPED_DIGITS])
def test_so_many_digits_tell_of_a_slip(a: str, b: str, wanted: int, read_value: Callable[..., Value]) -> None:
    first, second = read_value(a), read_value(b)
    assert isinstance(first, Amount)
    assert isinstance(second, Amount)
    assert digits_of_slip(first, second, UNITS) == digits_of_slip(second, first, UNITS) == wanted


MISCOUNTED = [
    ("43 people", "34", 2),
    ("2,500 people", "25,000 people", 2),
    ("2,500 people", "25,100 people", 0),
    ("137 people", "173 people", 3),
    ("137 people", "138 people", 0),
]


@pytest.mark.parametrize(("a", "b", "wanted"), [pytest.param(*row, id=f"{row[0]} and {row[1]}") for row in MISCOUNTED])
def test_so_many_digits_tell_of_a_count_that_was_mistyped(a: str, b: str, wanted: int, read_value: Callable[..., Value]) -> None:
    first, second = read_value(a), read_value(b)
    assert isinstance(first, Amount)
    assert isinstance(second, Amount)
    assert miscounted(first, second, UNITS) == miscounted(second, first, UNITS) == wanted


SLIGHT = [
    ("32 minutes", "32 seconds", 2),
    ("450 people", "4,500 people", 2),
    ("£50", "£500", 1),
    ("14 orbits", "41 orbits", 2),
    ("11", "11 million", 0),
    ("26 million", "26 billion", 2),
    ("14 orbits", "15 orbits", 0),
]


@pytest.mark.parametrize(("a", "b", "wanted"), [pytest.param(*row, id=f"{row[0]} and {row[1]}") for row in SLIGHT])
def test_so_many_digits_tell_of_a_slip_if_nothing_else_is_told(a: str, b: str, wanted: int, read_value: Callable[..., Value]) -> None:
    first, second = read_value(a), read_value(b)
    assert isinstance(first, Amount)
    assert isinstance(second, Amount)
    assert slight(first, second, UNITS) == slight(second, first, UNITS) == wanted


ROUND = [
    ("2,000 boats", "1,963 boats", True),
    ("10,000 boats", "9,214 boats", True),
    ("1,963 boats", "2,000 boats", False),
    ("2,000 boats", "2,400 boats", False),
    ("353 boats", "303 boats", False),
    ("3 percent", "3.4 percent", True),
    ("3 percent", "4 percent", False),
]


@pytest.mark.parametrize(("a", "b", "wanted"), [pytest.param(*row, id=f"{row[0]} for {row[1]}") for row in ROUND])
def test_a_round_number_stands_for_another_one(a: str, b: str, wanted: bool, read_value: Callable[..., Value]) -> None:
    first, second = read_value(a), read_value(b)
    assert isinstance(first, Amount)
    assert isinstance(second, Amount)
    assert is_rounded(first, second, UNITS) is wanted


MISTYPED_YEARS = [
    ("1856", "1865", True),
    ("1937", "1973", True),
    ("2012", "2021", True),
    ("1856", "1857", False),
    ("1856", "1856", False),
    ("1856", "May 1865", True),
    ("June 1856", "May 1865", False),
]


@pytest.mark.parametrize(("a", "b", "wanted"), [pytest.param(*row, id=f"{row[0]} and {row[1]}") for row in MISTYPED_YEARS])
def test_one_year_may_be_the_other_mistyped(a: str, b: str, wanted: bool, read_value: Callable[..., Value]) -> None:
    first, second = read_value(f"in {a}"), read_value(f"in {b}")
    assert isinstance(first, Dating)
    assert isinstance(second, Dating)
    assert mistyped_year(first, second) is wanted


ONE_WRONG = [
    ("1,283 goals", "1,281 goals", True),
    ("1,283 goals", "1,291 goals", False),
    ("183 goals", "181 goals", False),
    ("1,283 goals", "12,813 goals", False),
]


@pytest.mark.parametrize(("a", "b", "wanted"), [pytest.param(*row, id=f"{row[0]} and {row[1]}") for row in ONE_WRONG])
def test_one_digit_of_a_long_number_may_be_wrong(a: str, b: str, wanted: bool, read_value: Callable[..., Value]) -> None:
    first, second = read_value(a), read_value(b)
    assert isinstance(first, Amount)
    assert isinstance(second, Amount)
    assert one_digit_wrong(first, second, UNITS) is wanted


MISTYPED_DAYS = [
    ("4 May 1919", "5 May 1919", True),
    ("4 May 1919", "4 June 1919", True),
    ("4 May 1919", "4 May 1991", True),
    ("4 May 1919", "5 June 1919", False),
    ("4 May 1919", "May 1919", False),
    ("4 May", "5 May 1919", False),
]


@pytest.mark.parametrize(("a", "b", "wanted"), [pytest.param(*row, id=f"{row[0]} and {row[1]}") for row in MISTYPED_DAYS])
def test_one_day_may_be_the_other_mistyped(a: str, b: str, wanted: bool, read_value: Callable[..., Value]) -> None:
    first, second = read_value(a), read_value(b)
    assert isinstance(first, Dating)
    assert isinstance(second, Dating)
    assert mistyped_day(first, second) is wanted


MISDATED = [
    ("4 May 1919", "5 May 1919", True),
    ("30 April 1919", "1 May 1919", True),
    ("18 May 1919", "28 May 1919", True),
    ("18 May 1919", "18 June 1919", True),
    ("18 May 1919", "20 May 1919", False),
    ("18 May 1919", "28 June 1919", False),
    ("18 May 1919", "May 1919", False),
]


@pytest.mark.parametrize(("a", "b", "wanted"), [pytest.param(*row, id=f"{row[0]} and {row[1]}") for row in MISDATED])
def test_one_day_may_be_the_next_or_have_a_digit_wrong(a: str, b: str, wanted: bool, read_value: Callable[..., Value]) -> None:
    first, second = read_value(a), read_value(b)
    assert isinstance(first, Dating)
    assert isinstance(second, Dating)
    assert misdated_day(first, second) is wanted


DATES = [
    # a longer interval holds a shorter one
    ("4 May 2019", "May 4, 2019", SAME),
    ("4 May 2019", "5 May 2019", DISJOINT),
    ("4 May 2019", "May 2019", ROUNDING),
    ("May 2019", "2019", ROUNDING),
    ("May 2019", "June 2019", DISJOINT),
    ("2019", "2020", DISJOINT),
    ("spring 2019", "May 2019", ROUNDING),
    ("the 1990s", "1994", ROUNDING),
    ("early 2019", "February 2019", ROUNDING),
    ("early 2019", "October 2019", DISJOINT),
    ("Q1 2019", "March 2019", ROUNDING),
    ("the first half of 2019", "May 2019", ROUNDING),
    ("from 3 to 5 May 2019", "4 May 2019", ROUNDING),
    ("from 3 to 5 May 2019", "7 May 2019", DISJOINT),
    # open ends
    ("since 2003", "2003", SAME),
    ("since 2003", "2007", DISJOINT),
    ("before 2007", "2005", BOUNDS),
    ("before 2007", "2009", DISJOINT),
    ("after 2015", "2017", BOUNDS),
    ("after 2015", "2013", DISJOINT),
    ("by the end of May 2019", "3 May 2019", BOUNDS),
    ("by the end of May 2019", "2 June 2019", DISJOINT),
    # known in part
    ("June 3rd", "3 June 2025", ROUNDING),
    ("June 3rd", "4 June 2025", DISJOINT),
    ("June 3rd", "July 2025", DISJOINT),
    ("June 3rd", "2025", UNKNOWN),
    ("June 3rd", "June 3", ROUNDING),
    ("June 3rd", "June 4", DISJOINT),
    ("Friday", "Saturday", UNKNOWN),
    ("last year", "2023", UNKNOWN),
    # counted from the publication; a week is meant loosely
    ("Friday @ 2024-03-22", "22 March 2024", SAME),
    ("yesterday @ 2024-03-20", "19 March 2024", SAME),
    ("yesterday @ 2024-03-20", "20 March 2024", DISJOINT),
    ("last month @ 2024-03-20", "February 2024", SAME),
    ("last month @ 2024-03-20", "1 March 2024", DISJOINT),
    ("last week @ 2024-03-20", "9 March 2024", ROUNDING),
    ("last week @ 2024-03-20", "18 March 2024", ROUNDING),
    ("last week @ 2024-03-20", "5 March 2024", DISJOINT),
    ("two weeks ago @ 2024-03-20", "7 March 2024", ROUNDING),
    ("two weeks ago @ 2024-03-20", "20 February 2024", DISJOINT),
]

DATES_KNOWN_FAILURES = [
    ("June 3rd", "June 2025", ROUNDING, "3 June lies in June; only the first and the last day of the month are looked at"),
]


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        *(pytest.param(a, b, wanted, id=f"{a} and {b}") for a, b, wanted in DATES),
        *(pytest.param(a, b, wanted, id=f"{a} and {b}", marks=pytest.mark.xfail(reason=why)) for a, b, wanted, why in DATES_KNOWN_FAILURES),
    ],
)
def test_two_dates(a: str, b: str, wanted: Outcome, read_value: Callable[..., Value]) -> None:
    first, second = read_value(a), read_value(b)
    assert isinstance(first, Dating)
    assert isinstance(second, Dating)
    assert datings(first, second) is wanted
    assert datings(second, first) is wanted


def test_nothing_at_all_is_converted_as_any_other_amount(read_value: Callable[..., Value]) -> None:
    """Its trailing zeros have no end: they once took a fifth of a second to look for."""
    nothing, nine = read_value("0 kilometres"), read_value("9 miles")
    assert isinstance(nothing, Amount)
    assert isinstance(nine, Amount)
    assert rounded(nothing, UNITS, converted=True) == (Decimal(0), Decimal(0))
    assert amounts(nothing, nine, UNITS) is Outcome.DISJOINT
