"""Ties: pairs of claims that the words of a document tie together, whatever evidence there is for one question.

A sum in two currencies, a level with the earlier one that it is told against, a change with the level that it led to, an amount with
what was paid for it, `since then` with the date that it takes over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from factcheck.checks.changes import changes
from factcheck.checks.intervals import Printing, shown
from factcheck.checks.phrases import Found, Phrases, passages, sum_words
from factcheck.compare.counted import tied
from factcheck.compare.values import Units, tolerance
from factcheck.extract import Text
from factcheck.extract.sentences import Sentence
from factcheck.model import Amount, Claim, Kind, Mode, Modifier, Pair, Period, Relation
from factcheck.rules import Rule, Rules

_SILENT = frozenset({Mode.DENIED, Mode.HYPOTHETICAL, Mode.QUOTED})
_LEVELS = frozenset({Kind.QUANTITY, Kind.SHARE})
_NO_GOODS = frozenset({"percent", "time", "calendar_time", "temperature", "length", "speed"})  # dimensions of which nothing is bought
_CURRENCY = "currency:"


class Ties:
    """Reads ties by the forms of the rules."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._units = Units(rules)
        self._printing = Printing(self._units, tolerance(rules, "digit"))
        self._words = sum_words(rules)
        self._forms = Phrases(list(rules.table("tie_form")))
        self._sorts: Mapping[str, Callable[[Amount, Amount], str | None]] = {
            "currencies": self._currencies, "levels": self._levels, "price": self._price,
        }  # fmt: skip

    def read(self, text: Text, claims: Sequence[Claim]) -> Iterator[Pair]:
        """The pairs that the words of one document tie together, each once."""
        told: set[frozenset[str]] = set()
        for pair in (*self._stated(text, claims), *self._changed(text, claims), *self._taken_over(claims)):
            key = frozenset((pair.a, pair.b))
            if key not in told:
                told.add(key)
                yield pair

    def _stated(self, text: Text, claims: Sequence[Claim]) -> Iterator[Pair]:
        for passage in passages(text, claims, self._words, _has_two):
            for found in self._forms.read(passage.line):
                pair = self._pair(found)
                if pair is not None:
                    yield pair

    def _pair(self, found: Found) -> Pair | None:
        first, second = found.claim("first"), found.claim("second")
        if first is None or second is None or first.mention.amount is None or second.mention.amount is None:
            return None
        if not {first.mention.kind, second.mention.kind} <= _LEVELS or _SILENT & {first.frame.mode, second.frame.mode}:
            return None
        rule: Rule = found.rule
        reason = self._sorts[rule.string("sort")](first.mention.amount, second.mention.amount)
        return tied(first, second, Relation(rule.string("relation")), rule.string("code"), reason) if reason is not None else None

    def _currencies(self, first: Amount, second: Amount) -> str | None:
        money = all(self._units.dimension(amount).startswith(_CURRENCY) for amount in (first, second))
        return "one sum in two currencies" if money and first.unit != second.unit else None

    def _levels(self, first: Amount, second: Amount) -> str | None:
        alike = self._printing.alike(first, second) is not None and first.nominal != second.nominal
        return "a level and the earlier one that it is told against" if alike else None

    def _price(self, first: Amount, second: Amount) -> str | None:
        goods = self._units.dimension(first)
        if not self._units.dimension(second).startswith(_CURRENCY) or goods.startswith(_CURRENCY) or goods in _NO_GOODS:
            return None
        if not first.nominal or not second.nominal or first.per or second.per:
            return None
        worked = f"{shown(second.nominal, 12)} / {shown(first.nominal, 12)} = {shown(second.nominal / first.nominal)}"
        hedge = "" if {first.modifier, second.modifier} == {Modifier.EXACT} else ", as far as they are exact"
        return f"{worked} {second.unit} for one {(first.unit or 'of them').replace('_', ' ')}{hedge}"

    def _changed(self, text: Text, claims: Sequence[Claim]) -> Iterator[Pair]:
        """A change with the level that it led to, where it fits the earlier one if that is stated too."""
        by = changes(self._rules)
        for change in by.read(text, claims):
            if change.size is not None and by.fits(change):
                yield tied(change.size, change.level, Relation.DERIVED, "FC302", "the change and the level that it led to")

    def _taken_over(self, claims: Sequence[Claim]) -> Iterator[Pair]:
        """Words that only point back to a date, with that date: the last one in front with its days."""
        before: dict[Period | None, Claim] = {}
        for claim in claims:
            if claim.mention.dating is None or claim.derived_from:
                continue
            period, rule = claim.mention.dating.period, self._rules.get(claim.mention.rule)
            if rule is not None and rule.data.get("taken_over") and period in before:
                yield tied(before[period], claim, Relation.AGREE, "FC401", "one takes over the date of the other")
            before[period] = claim


def _has_two(sentence: Sentence, claims: Sequence[Claim]) -> bool:
    return sum(claim.mention.amount is not None for claim in claims) > 1


@lru_cache(maxsize=4)
def _ties(rules: Rules) -> Ties:
    return Ties(rules)


def stated(text: Text, claims: Sequence[Claim], rules: Rules) -> Iterator[Pair]:
    """The pairs of one document that its words tie together."""
    return _ties(rules).read(text, claims)
