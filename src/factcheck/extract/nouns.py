"""Counted nouns: the singular of a plural, and the head of the phrase behind a number, by `rules/language.toml`."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.tokens import HYPHENS, Token
from factcheck.rules import Rules

_REACH = 6  # words behind a number among which its counted noun is looked for
_NO_PART = ("month", "weekday", "currency_symbol", "hedge")


class Nouns:
    """The plural forms that the rules know."""

    def __init__(self, rules: Rules) -> None:
        self._irregular: dict[str, str] = {}
        self._endings: list[tuple[str, str]] = []
        for rule in rules.table("plural"):
            self._irregular.update(rule.data.get("forms", {}))
            self._endings += [(old, new) for old, new in rule.data.get("endings", [])]
        self._not = {word.casefold() for word in rules.words("not_plural")}

    def singular(self, word: str) -> str | None:
        """The singular of a plural noun; None where the word is no plural."""
        known = self._irregular.get(word)
        if known is not None:
            return known
        if word in self._not or len(word) < 4:
            return None
        for old, new in self._endings:
            if word.endswith(old):
                return None if not new else word[: -len(old)] + ("" if new == "s-" else new)
        return None


class Phrases:
    """Noun phrases behind a number: where they end, and which word is counted."""

    def __init__(self, rules: Rules, nouns: Nouns) -> None:
        self._nouns = nouns
        self._stops = rules.words("stop")

    def head(self, tokens: Sequence[Token], start: int, single: bool) -> str | None:
        """The singular of the last plural of the phrase; behind a single one, its last word."""
        found: str | None = None
        for at in range(start, start + _REACH):
            token = tokens[at]
            if token.norm in HYPHENS and at > start:
                continue
            if not self._inside(token) or token.has("stand_in") or (token.has("linking_joins") and (found or at == start)):
                break
            singular = self._nouns.singular(token.norm)
            if singular is not None:
                found = singular
            elif found is not None:
                break
            elif single and not self._inside(tokens[at + 1]):
                return None if token.has("verb_form") else token.norm
        return found

    def past(self, tokens: Sequence[Token], start: int) -> int:
        """The token behind the counted noun of the phrase that begins at `start`."""
        end = start
        while end < start + _REACH and self._inside(tokens[end]):
            end += 1
            if self._nouns.singular(tokens[end - 1].norm) is not None:
                break
        return end

    def joined(self, tokens: Sequence[Token], at: int) -> str | None:
        """The noun that a hyphen joins to its number (`6,200-seat`)."""
        noun = self._nouns.singular(tokens[at].norm) or tokens[at].norm
        return None if noun in self._stops else noun

    def _inside(self, token: Token) -> bool:
        if not token.norm[:1].isalpha() or token.number is not None or token.ordinal is not None:
            return False
        if token.norm in self._stops and not token.has("linking_joins"):
            return False
        return not token.has_any(*_NO_PART)
