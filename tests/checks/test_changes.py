"""FC302: changes between two levels, ratios, and prices a unit."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from factcheck.model import Flaw, Relation

Flaws = Callable[..., list[Flaw]]

WRONG = [
    ("Exports of salt were up 52% to 71,000 tonnes from 50,000.", "71,000 tonnes is 42% above 50,000, not 52%"),
    ("Profit was $71m, up 52% from $50m a year earlier.", "$71m is 42% above $50m, not 52%"),
    ("Output rose to 60 million bricks from 50 million, an increase of 10 percent.", "60 million is 20% above 50 million, not 10 percent"),
    ("It was a 30 percent increase, from 50 to 60 buses.", "60 is 20% above 50, not 30 percent"),
    ("Bookings went from 50 to 60, a 30 percent increase.", "60 is 20% above 50, not 30 percent"),
    ("The fee rose from 50 to 60 euros, or 30 percent.", "60 euros is 20% above 50, not 30 percent"),
    ("Revenue fell 20 percent to 90 million euros from 60 million euros.",
     "90 million euros is 50% above 60 million euros, not 20 percent below it"),
    ("The number of ferries doubled from 40 to 70.", "70 is 1.75 times 40, not 2 times (doubled)"),
    ("The number of ferries more than halved from 40 to 30.", "30 is 0.75 times 40, not 0.5 times (more than halved)"),
    ("The toll fell by a third to $20 from $40.", "$20 is 50% below $40, not a third"),
    ("Wages jumped by half to 30 dollars from 25 dollars.", "30 dollars is 20% above 25 dollars, not half"),
    ("The 400 fires are five times the 60 of last year.", "400 is 6.67 times 60, not five times"),
    ("The rate fell from 5.2% to 4.8%, a drop of 0.6 points.", "5.2% - 4.8% = 0.4 points, not 0.6 points"),
    ("The rate fell from 5.2% to 4.8%, a drop of 60 basis points.", "5.2% - 4.8% = 0.4 points, not 60 basis points"),
    ("The herd grew by 22 to 133 from 121.", "133 - 121 = 12, not 22"),
    ("The mill sold 3 million tonnes for $600 million, at $250 a tonne.", "600,000,000 / 3,000,000 = 200, not 250"),
    ("The well sold 40,000 barrels at $70 a barrel for $3.8 million.", "3,800,000 / 40,000 = 95, not 70"),
]  # fmt: skip

RIGHT = [
    "Exports of salt were up 42% to 71,000 tonnes from 50,000.",
    "Oil rose 5% to $71 from $68.",  # both may be rounded
    "The number of ferries doubled from 40 to 76.",
    "The number of ferries nearly doubled from 40 to 74.",
    "Imports of 400 tonnes, more than double the 150 tonnes of last year, were seen.",
    "Revenue rose 25% from 1.2 to 1.5 million euros.",  # the scale is named once
    "Unemployment rose 50% from 4% to 6%.",
    "Unemployment rose 2% from 4% to 6%.",  # a matter of FC203
    "Traffic is six times higher than in May: 600 carts, five times more than the 100 carts of then.",
    "The rouble fell 5% to 63 to the dollar from 60.",
    "The song moved up from 10 to 5, a jump of 5 places.",
    "The rate rose 3 times from 200 to 240.",
    "Shares rose 11 percent to close at $12.50, from a high of $14.",
    "Sales rose 5% to $300 million, against expectations of $310 million.",
    "If the fee rose 10% from 200 to 240 euros, nobody would pay.",
    "Sheds fell in 12 villages, from 200 to 240.",
    "The mill sold 3 million tonnes for $600 million, or about $200 a tonne.",
    "The mill sold 3 million tonnes for $600 million, while coal was at $250 a tonne.",
]


@pytest.mark.parametrize(("text", "reason"), WRONG)
def test_a_change_that_does_not_fit_its_levels_is_told_with_the_arithmetic(flaws: Flaws, text: str, reason: str) -> None:
    assert [(flaw.rule, flaw.relation, flaw.reason) for flaw in flaws(text)] == [("FC302", Relation.CONFLICT, reason)]


@pytest.mark.parametrize("text", RIGHT)
def test_a_change_that_can_be_meant_so_is_left_alone(flaws: Flaws, text: str) -> None:
    assert [flaw.reason for flaw in flaws(text)] == []


def test_a_flaw_says_what_the_change_leads_to_and_what_is_stated(flaws: Flaws) -> None:
    (flaw,) = flaws("Output rose 10% from 200 to 240 tonnes.")
    assert [claim.text for claim in flaw.claims] == ["240 tonnes", "200", "10%"]
    assert (flaw.expected, flaw.stated) == (Decimal(220), Decimal(240))
