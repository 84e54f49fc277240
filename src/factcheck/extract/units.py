"""Units: which one a word or a symbol behind a number names."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.tokens import HYPHENS, Number, Sense, Token
from factcheck.rules import Rule, Rules


class Units:
    """The units of the rules; a word that several share goes to the one whose `company` stands in the sentence."""

    def __init__(self, rules: Rules) -> None:
        self._company = {
            rule.id: frozenset(word.casefold() for word in rule.words("company")) for rule in rules.table("unit") if "company" in rule.data
        }

    def at(self, tokens: Sequence[Token], at: int, number: Number) -> Rule | None:
        """The unit that the token at `at` names behind a number."""
        token = tokens[at]
        sense = self._symbol(tokens, at, number) or token.senses.get("unit")
        if sense is not None and len(sense.sharers) == 1:
            return self._unless_money(tokens, at, sense.rule)
        if sense is not None:
            return next((rule for rule in sense.sharers if self.kept_company(rule, tokens)), sense.rule)
        weak = token.senses.get("unit_weak")
        return weak.rule if weak is not None and self.kept_company(weak.rule, tokens) else None

    def kept_company(self, rule: Rule, tokens: Sequence[Token]) -> bool:
        """Whether a word that goes with the unit stands in the sentence."""
        words = self._company.get(rule.id)
        return words is not None and any(token.norm in words for token in tokens)

    def _symbol(self, tokens: Sequence[Token], at: int, number: Number) -> Sense | None:
        token = tokens[at]
        sense = token.senses.get("unit_symbol")
        if sense is None or token.has("article") or (number.scaled and len(token.norm) == 1):
            return None
        if token.norm.isalpha() and tokens[at + 1].glued and tokens[at + 1].literal:  # a code
            return None
        if token.has("linking_in") and not token.glued:
            return None
        if _opens_model(tokens, at):
            return None
        if sense.rule.data.get("quotes") and token.norm in sense.rule.words("quotes"):
            paired = sum(other.norm == token.norm for other in tokens) % 2 == 0
            return None if paired or tokens[at - 1].number is None else sense
        return sense

    def _unless_money(self, tokens: Sequence[Token], at: int, rule: Rule) -> Rule | None:
        """A word that is also a currency (pound) is a unit where its company, a hyphen or `of` says so."""
        token = tokens[at]
        if not token.has("currency") or self.kept_company(rule, tokens):
            return rule
        number = tokens[at - 1].number
        scaled = number is not None and number.scaled
        hyphened = tokens[at - 1].norm == "-" and not token.has("currency_country")
        return rule if hyphened or (tokens[at + 1].has("linking_of") and not scaled) else None


def _opens_model(tokens: Sequence[Token], at: int) -> bool:
    """Whether a letter apart from the number is joined to a number behind it (`12 F-16 jets`), which has no unit (`10 m-20 m`)."""
    hyphen, number = tokens[at + 1], tokens[at + 2]
    joined = hyphen.norm in HYPHENS and hyphen.glued and number.glued and number.literal
    return joined and not tokens[at].glued and not tokens[at + 3].has("unit_symbol")
