"""Numbers: their value does not depend on the form in which they are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from text_to_num import text2num

from amounts import amounts
from factcheck.extract.numbers import read_literal

LITERALS = [
    ("1,250.5", "1250.5"),
    ("1.250,5", "1250.5"),
    ("1 250,5", "1250.5"),
    ("12,5", "12.5"),
    ("275,000", "275000"),
    ("48,20,512", "4820512"),
    ("1'000'000", "1000000"),
    ("40 000", "40000"),
    (".08", "0.08"),
    ("0.250", "0.250"),
    ("1234,567", "1234.567"),
]
NO_NUMBERS = ["192.168.1.2", "1,23,4", "1.2.3", "12,345.678,9", "9" * 41]
SPELLED = [
    ("two hundred and five", 205),
    ("two hundred and two thousand", 202000),
    ("one hundred and fifty million", 150000000),
    ("three million, two hundred and forty", 3000240),
    ("twelve hundred", 1200),
    ("3 hundred and 21", 321),
    ("2 lakh 50 thousand", 250000),
    ("2 lakh crore", 2 * 10**12),
    ("half a million", 500000),
    ("three-quarters of a million", 750000),
    ("a quarter of a billion", 250000000),
    ("two and a half thousand", 2500),
    ("two million and a half", 2500000),
    ("two-and-a-half million", 2500000),
    ("five and a half", Decimal("5.5")),
    ("nine point nought four", Decimal("9.04")),
    ("two point five million", 2500000),
    ("a dozen", 12),
    ("half a dozen", 6),
    ("three dozen", 36),
    ("three dozens", 36),
    ("a couple of hundred", 200),
    ("3½", Decimal("3.5")),
    ("3 1/2", Decimal("3.5")),
    ("10^6", 1000000),
    ("10⁶", 1000000),
    ("3.2 × 10^5", 320000),
    ("1.5 x 10¹¹", 150000000000),
    ("7.12½", Decimal("7.125")),
    ("12.5m", 12500000),
    ("1.4 bn", 1400000000),
    ("45k", 45000),
    ("10, 000", 10000),
]
SHARES = [
    ("two-thirds of the houses", Decimal(2) / 3),
    ("half the city", Decimal("0.5")),
    ("by a third", Decimal(1) / 3),
    ("one in five", Decimal("0.2")),
    ("two out of three", Decimal(2) / 3),
    ("3 in 10", Decimal("0.3")),
    ("nine-tenths of the crop", Decimal("0.9")),
    ("1/4 of the crop", Decimal("0.25")),
]
NOT_ONE_NUMBER = [
    ("one hundred and two hundred ships", [100, 200]),
    ("12 million and 15 million dollars", [12000000, 15000000]),
    ("4000 3 hundred", [4000, 300]),
]


@pytest.mark.parametrize(("surface", "value"), LITERALS)
def test_a_literal_is_read_by_its_form(surface: str, value: str) -> None:
    literal = read_literal(surface)
    assert literal is not None
    assert literal.value == Decimal(value)


@pytest.mark.parametrize("surface", NO_NUMBERS)
def test_what_no_form_allows_is_no_number(surface: str) -> None:
    assert read_literal(surface) is None


def test_a_point_before_three_digits_leaves_two_readings() -> None:
    [(_, amount)] = amounts("It weighs 1.250 kg.")
    assert (amount.nominal, amount.low, amount.high) == (Decimal("1.250"), Decimal("1.250"), Decimal(1250))


def test_a_count_has_no_decimals_so_that_a_point_before_three_digits_groups() -> None:
    [(_, amount)] = amounts("It carried 7.300 people.")
    assert amount.nominal == 7300


@pytest.mark.parametrize(("words", "value"), SPELLED)
def test_words_and_scales_add_up(words: str, value: Decimal) -> None:
    [(found, amount)] = amounts(f"It sold {words} of them.")
    assert (found, amount.nominal) == (words, value)


@pytest.mark.parametrize(("text", "value"), SHARES)
def test_a_part_of_one_is_a_fraction(text: str, value: Decimal) -> None:
    [(_, amount)] = amounts(f"They fell {text}.")
    assert amount.unit == "fraction"
    assert amount.nominal is not None
    assert abs(amount.nominal - value) < Decimal("1e-20")


@pytest.mark.parametrize(("text", "values"), NOT_ONE_NUMBER)
def test_numbers_that_stand_together_stay_apart(text: str, values: list[int]) -> None:
    assert [amount.nominal for _, amount in amounts(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "several ships",
        "a third man came",
        "the second half",
        "the third quarter",
        "the past two quarters of rain",
        "half-time",
        "Half Moon Bay",
    ],
)
def test_words_of_number_that_count_nothing_are_left(text: str) -> None:
    assert amounts(text) == []


# ---- properties -----------------------------------------------------------------------------------------------------

SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "m": 10**6,
    "bn": 10**9,
    " billion": 10**9,
    " trillion": 10**12,
    " lakh": 10**5,
    " crore": 10**7,
}
ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(number: int, conjunction: str = " and ") -> str:
    """A whole number in words."""
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = conjunction if rest < 100 else " "
            return f"{spell(number // size, conjunction)} {name}" + (joint + spell(rest, conjunction) if rest else "")
    return ONES[number] if number < 20 else TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


@given(st.integers(1, 10**12 - 1), st.sampled_from([" and ", " "]))
@settings(max_examples=150, deadline=None)
def test_a_spelled_number_is_read_back(number: int, conjunction: str) -> None:
    [(words, amount)] = amounts(f"They counted {spell(number, conjunction)} stars")
    assert (words, amount.nominal) == (spell(number, conjunction), number)


@given(st.integers(1, 10**9 - 1))
@settings(max_examples=80, deadline=None)
def test_spelled_numbers_agree_with_text2num(number: int) -> None:
    words = spell(number)
    [(_, amount)] = amounts(f"They counted {words} stars")
    assert amount.nominal == text2num(words, "en")


@given(st.integers(10**4, 10**12), st.sampled_from([",", " ", " ", " ", "'"]))
@settings(max_examples=80, deadline=None)
def test_a_grouped_number_is_read_back(number: int, mark: str) -> None:
    [(_, amount)] = amounts(f"They counted {number:,}".replace(",", mark) + " stars.")
    assert amount.nominal == number


@given(st.decimals(1, 999, places=2), st.sampled_from(sorted(SCALES)))
@settings(max_examples=80, deadline=None)
def test_a_scaled_number_is_read_back(number: Decimal, scale: str) -> None:
    [(_, amount)] = amounts(f"It cost ${number}{scale}.")
    assert (amount.nominal, amount.unit) == (number * SCALES[scale], "USD")
