"""The words of frames, found in the tokens of a sentence: measures, happenings, entities, saying, modes, scopes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from factcheck import rare_units
from factcheck.extract.nouns import Nouns
from factcheck.extract.tokens import Token, split
from factcheck.rules import FRAMING, Rule, Rules

_KEYS = (("words", False), ("demonyms", False), ("metonyms", False), ("cased", True))


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the rules at tokens `first` up to `last`."""

    rule: Rule
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    folded: tuple[str, ...]
    exact: bool
    rule: Rule


class _Endings:
    """A class of words that the rules list, or know by their endings."""

    def __init__(self, rules: Rules, table: str) -> None:
        self._words = {word for rule in rules.table(table) for word in rule.words("words")}
        self._endings = tuple(ending for rule in rules.table(table) for ending in rule.words("endings"))

    def has(self, word: str) -> bool:
        """Whether a word in lower case is one of them."""
        return word in self._words or word.endswith(self._endings)


_BARE = {"fraction": "share", "rank": "rank", "times": "ratio"}


class Vocabulary:
    """The tables of frames, by their first word."""

    def __init__(self, rules: Rules, tables: frozenset[str] = FRAMING) -> None:
        self.rules = rules
        self.nouns = Nouns(rules)
        self._entries: dict[str, list[_Entry]] = {}
        for rule in rules.records:
            if rule.table in tables and rule.table != "common":
                for key, exact in _KEYS:
                    for phrase in rule.words(key) if key in rule.data else ():
                        self._add(phrase, exact, rule)
        for entries in self._entries.values():
            entries.sort(key=lambda entry: (-len(entry.words), not entry.exact, entry.rule.id))
        self.together = [
            (rule, [frozenset(word.casefold() for word in words) for words in rule.data["together"]])
            for rule in rules.records
            if rule.table in tables and "together" in rule.data
        ]
        self.common = {word for rule in rules.table("common") for word in rule.words("words")}
        self.stops = {word for rule in rules.table("stop") for word in rule.words("words")}
        self._predicates = _Endings(rules, "predicate")
        self._nameless = _Endings(rules, "nameless")
        self.plain = {word for rule in rules.table("plain_noun") for word in rule.words("words")}
        self.twins = {word: rule.name for rule in rules.table("twin") for word in rule.words("words")}
        self.dimensions = {rule.name: str(rule.data.get("dimension")) for rule in rules.table("unit")}
        self.personal = tuple(rule for rule in rules.table("measure") if rule.data.get("personal"))
        self.currencies = {rule.name for rule in rules.table("currency")} | {
            str(name) for rule in rules.table("currency") for name in rule.data.get("minor", {}).get("surfaces", ())
        }

    def _add(self, phrase: str, exact: bool, rule: Rule) -> None:
        phrase = phrase if exact else phrase.casefold()
        words = (phrase,) if phrase.isalpha() else tuple(split(phrase))
        if words:
            folded = tuple(word.casefold() for word in words) if exact else words
            self._entries.setdefault(folded[0], []).append(_Entry(words, folded, exact, rule))

    def marks(self, text: str, tokens: Sequence[Token]) -> list[Mark]:
        """Every phrase of the frame tables, the longest one of its table at each place."""
        flat = [(word, index) for index, token in enumerate(tokens) for word in token.norm.split(" ")]
        found: list[Mark] = []
        taken: dict[str, int] = {}
        for place, (word, index) in enumerate(flat):
            for entry in self._entries.get(word, ()):
                if taken.get(entry.rule.table, -1) > place:
                    continue
                end = place + 1 if len(entry.folded) == 1 and not entry.exact else _match(flat, place, entry, text, tokens)
                if end:
                    taken[entry.rule.table] = end
                    found.append(Mark(entry.rule, index, flat[end - 1][1] + 1))
        return found

    def opens_as_name(self, word: str, following: str) -> bool:
        """Whether a word that opens a sentence is a name by what follows it: `Oxfam counted`, but not `Residents counted`."""
        ordinary = word in self.common or word in self.stops or word in self._entries or self._nameless.has(word)
        return not ordinary and self._predicates.has(following)

    def dimension(self, unit: str | None) -> str | None:
        """The dimension of a unit; a counted noun has the dimension count."""
        if unit is None:
            return None
        if unit in self.currencies:
            return "currency"
        return self.dimensions.get(unit) or _BARE.get(unit) or (None if unit in self.plain else rare_units.dimension(unit)) or "count"

    def stem(self, word: str) -> str:
        """What two forms of a word share: the singular, cut to six characters."""
        return (self.nouns.singular(word) or word)[:6]


def _match(flat: Sequence[tuple[str, int]], place: int, entry: _Entry, text: str, tokens: Sequence[Token]) -> int:
    at = place
    for number, wanted in enumerate(entry.folded):
        if number and at < len(flat) and flat[at][0] in "-‐‑" and wanted not in "-‐‑":
            at += 1
        if at >= len(flat) or flat[at][0] != wanted:
            return 0
        if entry.exact and entry.words[number] not in text[tokens[flat[at][1]].start : tokens[flat[at][1]].end]:
            return 0
        at += 1
    return at


@lru_cache(maxsize=4)
def vocabulary(rules: Rules) -> Vocabulary:
    """The vocabulary of a set of rules, built once."""
    return Vocabulary(rules)
