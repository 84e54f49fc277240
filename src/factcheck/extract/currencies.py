"""Currencies: which one a word or a symbol names where several share it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from factcheck.extract.nouns import Nouns
from factcheck.extract.tokens import Sense, Token
from factcheck.rules import Rule, Rules


class Currencies:
    """The currencies of the rules.

    A shared word is decided by the country right in front of it; then, unless its default is a firm one, by the only one
    of its countries that the sentence or else the document names, or by the way the document counts; then by its default.
    Where nothing decides, the unit is the plain word (`rupee`).
    """

    def __init__(self, rules: Rules, nouns: Nouns) -> None:
        self._nouns = nouns
        self._minor = {rule.name: Decimal(str(rule.data["minor"]["factor"])) for rule in rules.table("currency") if "minor" in rule.data}
        self._names = [{rule.name: rule.words(key) for rule in rules.table("currency")} for key in ("countries", "places")]
        self._company = {rule.name: rule.words("company") for rule in rules.table("currency")}
        self._named_in = lru_cache(maxsize=8)(self._only_named)

    def unit(self, tokens: Sequence[Token], at: int, tag: str, text: str) -> str:
        """The code of the currency that the token at `at` names, or the plain word."""
        token = tokens[at]
        sense = token.senses[tag]
        if len(sense.sharers) == 1:
            return sense.rule.name
        found = _only(sense, _countries(tokens[at - 1 : at], text))
        if found is None and not sense.rule.data.get("firm"):
            found = _only(sense, _countries(tokens, text)) or self._named_in(text, tuple(rule.name for rule in sense.sharers))
        found = found or self._by_company(tokens, sense)
        if found is not None:
            return found
        return sense.rule.name if sense.rule.data.get("default") else self._plain(token, sense)

    def minor_unit(self, token: Token, tag: str) -> str:
        """The name of the smaller denomination: `cent`, `penny`."""
        return str(token.senses[tag].rule.data["minor"]["surfaces"][0])

    def minor_factor(self, code: str) -> Decimal:
        """What one of the smaller denomination is worth."""
        return self._minor.get(code, Decimal("0.01"))

    def _by_company(self, tokens: Sequence[Token], sense: Sense) -> str | None:
        """The sharer whose `company` is part of a number of the sentence (`Rs 2 lakh crore`)."""
        words = {word for token in tokens if token.number is not None for word in token.norm.split()}
        return next((rule.name for rule in sense.sharers if not words.isdisjoint(rule.words("company"))), None)

    def _only_named(self, text: str, codes: tuple[str, ...]) -> str | None:
        """The only one of some currencies whose country or a place of it the text names, else the only one in whose way it counts."""
        for known in self._names:
            found = [code for code in codes if (names := known[code]) and _names(names).search(text)]
            if found:
                return found[0] if len(found) == 1 else None
        return next((code for code in codes if (words := self._company[code]) and _words(words).search(text)), None)

    def _plain(self, token: Token, sense: Sense) -> str:
        word = token.norm
        shared = [surface for surface in sense.rule.words("surfaces") if all(surface in rule.words("surfaces") for rule in sense.sharers)]
        if word not in shared and shared:
            word = shared[0]
        return self._nouns.singular(word) or word


def _countries(tokens: Iterable[Token], text: str) -> Iterable[Rule]:
    """The currencies of the countries that the tokens name; a country begins with a capital (`US`, not `us`)."""
    for token in tokens:
        sense = token.senses.get("currency_country")
        if sense is not None and text[token.start].isupper():
            yield from sense.sharers


def _only(sense: Sense, named: Iterable[Rule]) -> str | None:
    sharers = {rule.name for rule in sense.sharers}
    found = {rule.name for rule in named} & sharers
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=256)
def _names(countries: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(rf"{re.escape(name[0].upper())}(?i:{re.escape(name[1:])})" for name in countries)
    return re.compile(rf"\b(?:{listed})\b")


@lru_cache(maxsize=256)
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
