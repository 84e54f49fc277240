"""A number with its own unit, as it stands in a sentence, before what is around it makes an amount of it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from factcheck.extract.reading import Reading
from factcheck.extract.tokens import Number
from factcheck.rules import Rule

ONE = Decimal(1)
TIME = frozenset({"time", "calendar_time"})  # dimensions
PLAIN = "number.plain"
COUNTED = "number.counted"
AGE = "number.age"  # a bare number that is read as years
OLDEST = 120  # years that such a number can be


class Simple(NamedTuple):
    """A number with its own currency or unit: tokens `first` up to `last`. A counted noun is not part of them."""

    first: int
    last: int
    number: Number
    value: Decimal
    unit: str | None = None
    dimension: str | None = None
    per: str | None = None
    rule: str = PLAIN
    measure: Rule | None = None
    hyphenated: bool = False
    model: int | None = None  # the token behind the name with a number of its own that stands in front of what is counted
    late: int | None = None  # a hedge between the number and its unit (`20-odd years`)

    @property
    def counts(self) -> bool:
        """Whether the unit is a counted noun."""
        return self.rule == COUNTED

    @property
    def broken(self) -> bool:
        """Whether the value is no whole number."""
        return self.value != self.value.to_integral_value()

    @property
    def share(self) -> bool:
        """Whether it is a part of one, of no unit of its own."""
        return self.dimension == "share"


class Found(NamedTuple):
    """A reading, and the amount it is of."""

    simple: Simple
    reading: Reading
