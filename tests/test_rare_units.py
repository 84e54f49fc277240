"""The long tail of units: quantulum3's names, pint's factors."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factcheck import rare_units
from factcheck.compare.values import Outcome, Units, amounts
from factcheck.model import Amount
from factcheck.rules import load


@pytest.mark.parametrize(
    ("unit", "dimension"), [("becquerel", "radioactivity"), ("megapixel", None), ("ship", None), ("lumen", "luminous flux")]
)
def test_a_rare_unit_has_the_dimension_that_quantulum3_gives_it(unit: str, dimension: str | None) -> None:
    found = rare_units.dimension(unit)
    assert found == dimension if dimension is not None else found is None or isinstance(found, str)


def test_two_rare_units_are_converted_by_pint() -> None:
    def of(number: int, unit: str) -> Amount:
        return Amount(nominal=Decimal(number), low=Decimal(number), high=Decimal(number), unit=unit, step=Decimal(1))

    units = Units(load())
    assert units.dimension(of(37, "gigabecquerel")) == units.dimension(of(37, "becquerel"))
    assert amounts(of(2, "kilobecquerel"), of(2000, "becquerel"), units) is Outcome.ROUNDING
    assert amounts(of(3, "kilobecquerel"), of(2000, "becquerel"), units) is Outcome.DISJOINT


def test_what_pint_does_not_know_has_no_factor() -> None:
    assert rare_units.factor("ship_of_the_line") is None
