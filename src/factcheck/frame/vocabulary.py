"""The words of frames, found in the tokens of a sentence: measures, happenings, entities, saying, modes, scopes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from factcheck import rare_units
from factcheck.extract.nouns import Nouns
from factcheck.extract.tokens import HYPHENS, Token, split
from factcheck.rules import FRAMING, Rule, Rules

_JOINTS = HYPHENS | {""}  # and nothing, which stands between two blanks
_THIRD = 2  # the index of a third word
_KEYS = (("words", False), ("demonyms", False), ("metonyms", False), ("cased", True))


class Mark(NamedTuple):
    """Words of the rules at tokens `first` up to `last`."""

    rule: Rule
    first: int
    last: int


class Joint:
    """A rule that is meant where a word of each of two lists stands in one clause; `number` is its place among all of these."""

    def __init__(self, number: int, rule: Rule, first: Sequence[str], second: Sequence[str]) -> None:
        self.number = number
        self.rule = rule
        self.first = frozenset(map(str.casefold, first))
        self.second = frozenset(map(str.casefold, second))


class Setting(NamedTuple):
    """Where a value of a measure stands: right behind one of the phrases `front`, right in front of one of `behind`, and in a clause
    with one of the words `told`; a list without words asks for nothing. `bare` asks for a number without a unit.
    """

    rule: Rule
    front: tuple[str, ...]
    behind: tuple[str, ...]
    told: frozenset[str]
    bare: bool

    def stands(self, before: str, after: str) -> bool:
        """Whether a value stands so: `before` ends with what is in front of it, `after` begins with what is behind it."""
        return (not self.front or before.endswith(self.front)) and (not self.behind or after.startswith(self.behind))


class _Entry(NamedTuple):
    """A phrase of a rule, as written and folded; `exact` where only the words as written are meant; `third` is its third word."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    exact: bool
    rule: Rule
    third: str | None


class _Line(NamedTuple):
    """The words of some tokens, of which a phrase or a number can have several, and the token that each is of."""

    text: str
    tokens: Sequence[Token]
    words: Sequence[str]
    owners: Sequence[int]

    def written(self, place: int) -> str:
        """The token of a word, as written."""
        token = self.tokens[self.owners[place]]
        return self.text[token.start : token.end]


class _Openings:
    """What begins with one word: the word alone, and phrases by the word that follows, the longest first."""

    def __init__(self, entries: Iterable[_Entry]) -> None:
        ranked = sorted(entries, key=lambda entry: (-len(entry.words), not entry.exact, entry.rule.id))
        self._alone = [entry for entry in ranked if len(entry.words) == 1]
        self._plain = [(entry.rule, 1) for entry in self._alone] if not any(entry.exact for entry in self._alone) else None
        phrases = [entry for entry in ranked if len(entry.words) > 1]
        self._phrases: dict[str, list[_Entry]] = {}
        for entry in phrases:
            self._phrases.setdefault(entry.folded[1], []).append(entry)
        if phrases:
            self._phrases.update(dict.fromkeys(_JOINTS, phrases))  # it may be passed over, whatever follows

    def at(self, line: _Line, place: int) -> list[tuple[Rule, int]]:
        """The rules with words at a place where the first one stands, the longest first, and how many words each takes."""
        phrases = self._phrases.get(line.words[place + 1]) if self._phrases and place + 1 < len(line.words) else None
        if phrases is None and self._plain is not None:
            return self._plain
        found = _spelled(line, place, phrases) if phrases is not None else []
        return found + [(entry.rule, 1) for entry in self._alone if not entry.exact or entry.words[0] in line.written(place)]


class _Endings:
    """A class of words that the rules list, or know by their endings."""

    def __init__(self, rules: Rules, table: str) -> None:
        self._words = rules.words(table)
        self._endings = tuple(rules.words(table, "endings"))

    def has(self, word: str) -> bool:
        """Whether a word in lower case is one of them."""
        return word in self._words or word.endswith(self._endings)


_BARE = {"fraction": "share", "rank": "rank", "times": "ratio"}


class Vocabulary:
    """The tables of frames, by their first word."""

    def __init__(self, rules: Rules, tables: frozenset[str] = FRAMING) -> None:
        self.rules = rules
        self.nouns = Nouns(rules)
        entries: dict[str, list[_Entry]] = {}
        for entry in _entries(
            rule for rule in rules.records if rule.table in tables and rule.table != "common" and not rule.data.get("named")
        ):
            entries.setdefault(entry.folded[0], []).append(entry)
        self._openings: dict[str, _Openings | list[_Entry]] = {**entries}  # a text has few of these words: made when one is met
        self.together = _together(rule for rule in rules.records if rule.table in tables)
        self.behind, self.in_front = _settings(rules)
        # a text has few units, and few words that it does not have many times
        self.dimension = lru_cache(maxsize=1 << 12)(self._dimension)
        self.stem = lru_cache(maxsize=1 << 12)(self._stem)
        self.content = lru_cache(maxsize=1 << 16)(self._content)
        self._telling = cache(self._told_by)
        self.common = rules.words("common")
        self.stops = rules.words("stop")
        self.everyday = self.common | self.stops
        self._predicates = _Endings(rules, "predicate")
        self._nameless = _Endings(rules, "nameless")
        self._participles = _Endings(rules, "participle")
        self._meanwhile = _Endings(rules, "meanwhile")
        self.plain = rules.words("plain_noun")
        self.twins = {word: rule.name for rule in rules.table("twin") for word in rule.words("words")}
        self.generations = rules.words("generation")
        self.things = {word: rule for rule in rules.table("happening") for word in rule.words("things")}
        self.sized = _sized(rules)
        self.dimensions = {rule.name: str(rule.data.get("dimension")) for rule in rules.table("unit")}
        self.deadlines = rules.words("denial", "deadlines")
        self.by_unit = {
            (dimension, per): rule
            for rule in rules.table("measure")
            for dimension, *rates in rule.data.get("by_unit", ())
            for per in rates or [None]
        }
        self.personal = tuple(rule for rule in rules.table("measure") if rule.data.get("personal"))
        self.currencies = {rule.name for rule in rules.table("currency")} | {
            str(name) for rule in rules.table("currency") for name in rule.data.get("minor", {}).get("surfaces", ())
        }

    def marks(self, text: str, tokens: Sequence[Token]) -> list[Mark]:
        """Every phrase of the frame tables, the longest one of its table at each place."""
        line = _line(text, tokens)
        found: list[Mark] = []
        taken: dict[str, int] = {}
        for place, known in enumerate(map(self._openings.get, line.words)):
            if known is None:
                continue
            openings = self._opened(line.words[place], known) if isinstance(known, list) else known
            for rule, size in openings.at(line, place):
                if taken.get(rule.table, 0) <= place:
                    taken[rule.table] = place + size
                    found.append(Mark(rule, line.owners[place], line.owners[place + size - 1] + 1))
        return found

    def _opened(self, word: str, entries: list[_Entry]) -> _Openings:
        openings = self._openings[word] = _Openings(entries)
        return openings

    def may_have(self, table: str, words: str) -> bool:
        """Whether a text can have a phrase of a table: the longest word of one is in it. Much cheaper than looking for marks."""
        return _any_of(self._telling(table)).search(words.casefold()) is not None

    def opens_as_name(self, word: str, following: str) -> bool:
        """Whether a word that opens a sentence is a name by what follows it: `Oxfam counted`, but not `Residents counted`."""
        return self.is_uncommon(word) and not self.is_nameless(word) and self._predicates.has(following.partition(" ")[0])

    def is_nameless(self, word: str) -> bool:
        """Whether a word that opens a sentence has its capital from that alone, as far as its form tells."""
        return self._nameless.has(word)

    def is_participle(self, word: str) -> bool:
        """Whether a word has the form of what was done to somebody (`killed`, `fixed`)."""
        return self._participles.has(word)

    def is_meanwhile(self, word: str) -> bool:
        """Whether a word has the form of what went on at the same time (`earning`, `killing`)."""
        return self._meanwhile.has(word)

    def is_uncommon(self, word: str) -> bool:
        """Whether no rule of frames has a word."""
        return word not in self.everyday and word not in self._openings

    def _told_by(self, table: str) -> frozenset[str]:
        """The longest word of every phrase of a table."""
        return frozenset(max(entry.folded, key=len) for entry in _entries(self.rules.table(table)))

    def _dimension(self, unit: str | None) -> str | None:
        """The dimension of a unit; a counted noun has the dimension count."""
        if unit is None:
            return None
        if unit in self.currencies:
            return "currency"
        return self.dimensions.get(unit) or _BARE.get(unit) or (None if unit in self.plain else rare_units.dimension(unit)) or "count"

    def _content(self, word: str) -> tuple[str, bool] | None:
        """The stem of a word, and whether it is a common one; None where it says nothing by itself."""
        if not word[:1].isalpha() or word in self.stops:
            return None
        return self.stem(word), word in self.common

    def _stem(self, word: str) -> str:
        """What two forms of a word share: the singular, cut to six characters."""
        return (self.nouns.singular(word) or word)[:6]


def _together(rules: Iterable[Rule]) -> dict[str, list[Joint]]:
    """What is meant where words of two lists stand together, by the words of the first list."""
    found: dict[str, list[Joint]] = {}
    tied = ((rule, rule.data["together"]) for rule in rules if "together" in rule.data)
    pairs = ((rule, *two) for rule, lists in tied for two in zip(lists[::2], lists[1::2], strict=True))
    for number, (rule, first, second) in enumerate(pairs):
        joint = Joint(number, rule, first, second)
        for word in joint.first:
            found.setdefault(word, []).append(joint)
    return found


def _settings(rules: Rules) -> tuple[dict[str, list[Setting]], dict[str, list[Setting]]]:
    """The settings of measures by the word in front of a value, and those that ask for none there by the word behind it."""
    behind: dict[str, list[Setting]] = {}
    in_front: dict[str, list[Setting]] = {}
    for rule in rules.table("measure"):
        for data in rule.data.get("settings", ()):
            front, after = data.get("front", ()), data.get("behind", ())
            whole = tuple(f" {phrase}" for phrase in front), tuple(f"{phrase} " for phrase in after)
            setting = Setting(rule, *whole, frozenset(data.get("told", ())), bool(data.get("bare")))
            for word in {phrase.rpartition(" ")[2] for phrase in front}:
                behind.setdefault(word, []).append(setting)
            for word in {phrase.partition(" ")[0] for phrase in after} if not front else ():
                in_front.setdefault(word, []).append(setting)
    return behind, in_front


def _sized(rules: Rules) -> dict[str | None, dict[str, Rule]]:
    """By dimension, the measure that each thing has in the first place."""
    found: dict[str | None, dict[str, Rule]] = {}
    for measure in rules.table("measure"):
        for dimension in measure.words("units"):
            found.setdefault(dimension, {}).update(dict.fromkeys(measure.words("things"), measure))
    return found


def _entries(rules: Iterable[Rule]) -> Iterator[_Entry]:
    """The phrases of some rules."""
    for rule in rules:
        for key, exact in _KEYS:
            for phrase in rule.words(key) if key in rule.data else ():
                words = _split(phrase if exact else phrase.casefold())
                folded = tuple(map(str.casefold, words)) if exact else words
                if words:
                    yield _Entry(words, folded, exact, rule, folded[_THIRD] if len(folded) > _THIRD else None)


def _split(phrase: str) -> tuple[str, ...]:
    return (phrase,) if phrase.isalpha() else tuple(split(phrase))  # letters alone are one token


@lru_cache(maxsize=16)
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words))))


def _line(text: str, tokens: Sequence[Token]) -> _Line:
    norms = [token.norm for token in tokens]
    if " " not in "".join(norms):
        return _Line(text, tokens, norms, range(len(norms)))
    words = [(word, index) for index, norm in enumerate(norms) for word in norm.split(" ")]
    return _Line(text, tokens, [word for word, _ in words], [index for _, index in words])


def _spelled(line: _Line, place: int, phrases: Sequence[_Entry]) -> list[tuple[Rule, int]]:
    """The rules of those phrases that are spelled from a place on. Most begin with two everyday words and go on with another third one."""
    third = line.words[place + _THIRD] if place + _THIRD < len(line.words) else ""
    passed = third in _JOINTS or line.words[place + 1] in _JOINTS
    likely = phrases if passed else [entry for entry in phrases if entry.third is None or entry.third == third]
    return [(entry.rule, size) for entry in likely if (size := _size(line, place, entry))]


def _size(line: _Line, place: int, entry: _Entry) -> int:
    """How many words from a place on spell a phrase, a hyphen counting as a blank; 0 for none."""
    at = place
    for number, wanted in enumerate(entry.folded):
        if number and at < len(line.words) and line.words[at] in _JOINTS and wanted not in _JOINTS:
            at += 1
        if at >= len(line.words) or line.words[at] != wanted:
            return 0
        if entry.exact and entry.words[number] not in line.written(at):
            return 0
        at += 1
    return at - place


@lru_cache(maxsize=4)
def vocabulary(rules: Rules) -> Vocabulary:
    """The vocabulary of a set of rules, built once."""
    return Vocabulary(rules)
