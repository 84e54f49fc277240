"""Counted nouns: the singular of a plural, by the endings and irregular forms of `rules/language.toml`."""

from __future__ import annotations

from factcheck.rules import Rules


class Nouns:
    """The plural forms that the rules know."""

    def __init__(self, rules: Rules) -> None:
        self._irregular: dict[str, str] = {}
        self._endings: list[tuple[str, str]] = []
        for rule in rules.table("plural"):
            self._irregular.update(rule.data.get("forms", {}))
            self._endings += [(old, new) for old, new in rule.data.get("endings", [])]
        self._not = {word.casefold() for rule in rules.table("not_plural") for word in rule.words("words")}

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
