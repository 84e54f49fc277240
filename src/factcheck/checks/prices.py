"""FC302 for prices: a quantity, what was paid for it, and a price a unit that does not fit the two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from factcheck.checks.flaws import confidence
from factcheck.checks.intervals import Printing, shown
from factcheck.checks.phrases import Found, Phrases, passages, sum_words
from factcheck.compare.values import Units, tolerance
from factcheck.extract import Text
from factcheck.extract.sentences import Sentence
from factcheck.model import Amount, Claim, Flaw, Relation
from factcheck.rules import Rules

CODE = "FC302"
_AMOUNTS = 3  # quantity, sum and price


class Prices:
    """Reads prices by the forms of the rules."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._words = sum_words(rules)
        self._printing = Printing(Units(rules), tolerance(rules, "digit"))
        self._forms = Phrases(list(rules.table("price_form")))

    def read(self, text: Text, claims: Sequence[Claim]) -> Iterator[Flaw]:
        """The prices of a document that do not fit."""
        for passage in passages(text, claims, self._words, _asked):
            found = next(self._forms.read(passage.line), None)
            flaw = self._flaw(found) if found is not None else None
            if flaw is not None:
                yield flaw

    def _flaw(self, found: Found) -> Flaw | None:
        claims = [claim for claim in map(found.claim, ("price", "quantity", "total")) if claim is not None]
        price, quantity, total = (claim.mention.amount for claim in claims)
        if price is None or quantity is None or total is None or not _is_price(price, quantity, total) or not quantity.nominal:
            return None
        level = self._printing.level
        given = level(total).over(level(quantity)).times(self._printing.factor(quantity))
        if given.overlaps(level(price)) or total.nominal is None:
            return None
        worked = total.nominal / quantity.nominal
        return Flaw(
            rule=CODE, relation=Relation.CONFLICT, claims=tuple(claims), confidence=confidence(self._rules, CODE),
            reason=f"{shown(total.nominal, 12)} / {shown(quantity.nominal, 12)} = {shown(worked)}, not {shown(price.nominal or worked)}",
            expected=worked, stated=price.nominal,
        )  # fmt: skip


def _is_price(price: Amount, quantity: Amount, total: Amount) -> bool:
    return price.per is not None and price.per == quantity.unit and price.unit == total.unit and quantity.per is total.per is None


def _asked(sentence: Sentence, claims: Sequence[Claim]) -> bool:
    """Whether a sentence has a price a unit, and what it can be of."""
    amounts = [claim.mention.amount for claim in claims if claim.mention.amount is not None]
    return len(amounts) >= _AMOUNTS and any(amount.per is not None for amount in amounts)


@lru_cache(maxsize=4)
def _prices(rules: Rules) -> Prices:
    return Prices(rules)


def check(text: Text, claims: Sequence[Claim], rules: Rules) -> Iterator[Flaw]:
    """The prices of a document that do not fit what was paid for how much."""
    return _prices(rules).read(text, claims)
