"""Text to tokens: words, number literals and marks, each with the senses that the rules give it.

Every token carries one character, its *class*: words with the same set of tags share it. A sentence is so also a string
of classes, on which the forms of `patterns.py` are ordinary regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from factcheck.errors import RulesError
from factcheck.rules import FRAMING, Rule, Rules

BLANKS = "\u0020\u00a0\u2007\u2009\u202f"
_GROUPED = rf"\d{{1,3}}(?:[{BLANKS}]\d{{3}})+(?!\d)(?:[.,]\d{{1,2}}(?!\d))?"
# No part repeats over another that can match the same character: linear on any text.
_TOKEN = re.compile(
    rf"""
    (?P<link>(?:https?://|www\.)\S{{1,2000}}|[\w.+-]{{1,64}}@[\w-]{{1,64}}\.[\w.]{{1,64}})  # an address is one token
  | (?P<number>{_GROUPED}|\d+(?:[.,'’]\d+)*)
  | (?P<word>(?:[^\W\d_]\.){{2,8}}|[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)*)
  | (?P<possessive>['’][sS]\b)
  | (?P<mark>\S)
    """,
    re.VERBOSE,
)
MARKS = {
    ",": "comma", ".": "stop", "-": "hyphen", "‐": "hyphen", "‑": "hyphen", "–": "dash", "—": "long_dash", "−": "minus",
    "/": "slash", ":": "colon", ";": "semicolon", "(": "open", ")": "close", "+": "plus", "±": "plus_minus", "×": "times",
    "~": "about_sign", ">": "greater", "<": "smaller", "≥": "at_least_sign", "≤": "at_most_sign", "^": "caret", "#": "hash",
    "&": "ampersand", "'": "quote", "’": "quote", "‘": "quote", '"': "quote", "“": "quote", "”": "quote", "…": "stop",
    "!": "stop", "?": "stop", "[": "open", "]": "close",
}  # fmt: skip
CAPITALISED = "capitalised"


class Sense(NamedTuple):
    """What a word is in one of the tables of the rules: the rule, and its `value` where it has one."""

    rule: Rule
    value: Decimal | None


class Number(NamedTuple):
    """A number as printed. `step` is the size of its last printed digit; `low` bounds a vague one (`dozens`).

    `other` is the second reading of an ambiguous literal (`1.250`), `scaled` says that a scale word is part of it.
    """

    value: Decimal
    step: Decimal
    in_words: bool = False
    scaled: bool = False
    vague: bool = False
    other: Decimal | None = None
    scale: Decimal = Decimal(1)


class Token(NamedTuple):
    """A word, number or mark: its place in the text, its folded form, its class and its senses by tag."""

    start: int
    end: int
    norm: str
    char: str
    senses: Mapping[str, Sense]
    glued: bool
    number: Number | None = None
    ordinal: int | None = None

    def has(self, tag: str) -> bool:
        """Whether the rules give the word that tag."""
        return tag in self.senses


NO_SENSES: Mapping[str, Sense] = {}


class Lexicon:
    """The words of the rules, by folded form, with a class character for every set of tags that occurs.

    A rule gives words under `words` (any case), `cased` (as written) and `weak` (any case, but only in the company of a
    number; they get the tag `<table>_weak`).
    """

    def __init__(self, rules: Rules, literals: Iterable[str] = ()) -> None:
        self._classes: dict[frozenset[str], str] = {}
        self.words: dict[str, dict[str, Sense]] = {}
        self.cased: dict[str, dict[str, Sense]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], bool, dict[str, Sense]]]] = {}
        for rule in rules.records:
            if rule.table not in FRAMING:
                self._add_rule(rule)
        for literal in literals:
            self.words.setdefault(literal, {})["=" + literal] = Sense(_LITERAL, None)
        for options in self._phrases.values():
            options.sort(key=lambda option: -len(option[0]))
        self._declare()

    # ---- building ---------------------------------------------------------------------------------------------------

    def _add_rule(self, rule: Rule) -> None:
        sense = Sense(rule, _value_of(rule))
        for key, tag, exact in _KEYS:
            for word in rule.words(key) if key in rule.data else ():
                self._add(word, tag.format(rule.table), sense, exact)
        minor = rule.data.get("minor", {})
        for word in minor.get("surfaces", ()):
            self._add(word, "minor", sense, False)
        for word in minor.get("symbols", ()):
            self._add(word, "minor_symbol", sense, True)

    def _add(self, word: str, tag: str, sense: Sense, exact: bool) -> None:
        parts = tuple(part if exact else part.casefold() for part in split(word))
        if len(parts) == 1:
            table = self.cased if exact else self.words
            _keep(table.setdefault(parts[0], {}), tag, sense)
            return
        options = self._phrases.setdefault(parts[0].casefold(), [])
        for known, known_exact, senses in options:
            if known == parts and known_exact == exact:
                _keep(senses, tag, sense)
                return
        options.append((parts, exact, {tag: sense}))

    def _declare(self) -> None:
        """Gives every set of tags that can occur its class, so that forms can be compiled against all of them."""
        sets = [frozenset(senses) for senses in self.words.values()]
        sets += [frozenset(senses) for senses in self.cased.values()]
        sets += [
            frozenset(senses) | frozenset(self.words.get(word.casefold(), {}))
            for word, senses in self.cased.items()
        ]
        sets += [frozenset(senses) for options in self._phrases.values() for _, _, senses in options]
        sets += [frozenset({mark}) for mark in (*MARKS.values(), "mark", "word", "link", "possessive", "literal", "vague_number")]
        marks = {**self.words, **self.cased}
        sets += [frozenset(marks.get(mark, ())) | {MARKS.get(mark, "mark")} for mark in {*MARKS, *marks} if len(mark) == 1]
        sets += [_number_tags(*shape) for shape in _NUMBER_SHAPES]
        sets += [_number_tags(False, True, shape) | frozenset(senses) for senses in self.words.values() if "ordinal" in senses for shape in _SHAPES]
        for tags in sets:
            self.class_of(tags)
            self.class_of(tags | {CAPITALISED})

    def class_of(self, tags: frozenset[str]) -> str:
        """The class of a set of tags: one character of a private area."""
        char = self._classes.get(tags)
        if char is None:
            char = self._classes[tags] = chr(0xF0000 + len(self._classes))
        return char

    def classes_with(self, tag: str) -> str:
        """All classes whose words have the tag."""
        return "".join(char for tags, char in self._classes.items() if tag in tags)

    # ---- reading ----------------------------------------------------------------------------------------------------

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """The tokens of `text[start:end]`; a phrase of the rules ("more than", "per cent") is one token."""
        raw: list[Token] = []
        last = start
        for match in _TOKEN.finditer(text, start, end):
            raw.append(self._token(text, match, last))
            last = match.end()
        return self._join(text, raw)

    def _token(self, text: str, match: re.Match[str], last: int) -> Token:
        begin, finish = match.span()
        glued = begin == last
        form = match.lastgroup
        surface = match.group()
        norm = surface.casefold()
        if form == "word":
            senses = self.words.get(norm, NO_SENSES)
            exact = self.cased.get(surface)
            if exact:
                senses = {**exact, **senses}
            return Token(begin, finish, norm, self._word_class(senses, surface[0].isupper()), senses, glued)
        if form == "mark":
            exact = self.cased.get(surface) or self.words.get(surface, NO_SENSES)
            tags = frozenset(exact) | {MARKS.get(surface, "mark")}
            return Token(begin, finish, norm, self.class_of(tags), exact, glued)
        tag = "literal" if form == "number" else form or "mark"
        return Token(begin, finish, norm, self.class_of(frozenset({tag})), NO_SENSES, glued)

    def _word_class(self, senses: Mapping[str, Sense], capital: bool) -> str:
        tags = frozenset(senses) or _WORD
        return self.class_of(tags | {CAPITALISED} if capital else tags)

    def _join(self, text: str, raw: list[Token]) -> list[Token]:
        out: list[Token] = []
        index = 0
        while index < len(raw):
            options = self._phrases.get(raw[index].norm)
            found = self._phrase(text, raw, index, options) if options else None
            if found is None:
                out.append(raw[index])
                index += 1
                continue
            size, senses = found
            first, final = raw[index], raw[index + size - 1]
            surface = text[first.start : final.end]
            char = self._word_class(senses, surface[0].isupper())
            out.append(Token(first.start, final.end, " ".join(t.norm for t in raw[index : index + size]), char, senses, first.glued))
            index += size
        return out

    def _phrase(
        self, text: str, raw: list[Token], index: int, options: list[tuple[tuple[str, ...], bool, dict[str, Sense]]]
    ) -> tuple[int, Mapping[str, Sense]] | None:
        for parts, exact, senses in options:
            size = _matches(text, raw, index, parts, exact)
            if size:
                return size, senses
        return None


# Stands in for the rule of a word that a form names itself.
_LITERAL = Rule(id="literal.word", table="literal", file="", why="", finds=(), leaves=(), data={})
_WORD = frozenset({"word"})
_KEYS = (
    ("words", "{}", False),
    ("weak", "{}_weak", False),
    ("cased", "{}", True),
    ("surfaces", "{}", False),
    ("symbols", "{}_symbol", True),
)


def _keep(senses: dict[str, Sense], tag: str, sense: Sense) -> None:
    """The first rule that claims a word for a tag has it, unless a later one is its default."""
    if tag not in senses or sense.rule.data.get("default"):
        senses[tag] = sense


def _value_of(rule: Rule) -> Decimal | None:
    """The `value` of a rule: a number, or a fraction written "1/3"."""
    value = rule.data.get("value")
    if value is None or isinstance(value, bool):
        return None
    top, _, bottom = str(value).partition("/")
    try:
        return Decimal(top) / Decimal(bottom or 1)
    except ArithmeticError:
        raise RulesError(rule.file, rule.id, "value", f"must be a number or a fraction, not {value!r}") from None


def _matches(text: str, raw: list[Token], index: int, parts: tuple[str, ...], exact: bool) -> int:
    """How many tokens from `index` on spell the parts of a phrase, a hyphen counting as a blank; 0 for none."""
    at = index
    for number, part in enumerate(parts):
        if number and at < len(raw) and raw[at].norm in "-‐‑" and part not in "-‐‑" and raw[at].glued:
            at += 1
        if at >= len(raw):
            return 0
        token = raw[at]
        if (text[token.start : token.end] if exact else token.norm) != part:
            return 0
        at += 1
    return at - index


def split(words: str) -> Iterator[str]:
    """The tokens of a few words, as the tokenizer cuts them."""
    return (match.group() for match in _TOKEN.finditer(words))


# ---- classes of numbers ---------------------------------------------------------------------------------------------

_NUMBER_SHAPES = [
    (cardinal, in_words, shape)
    for cardinal in (True, False)
    for in_words in (True, False)
    for shape in ("month", "day", "two", "year", "whole", "decimal")
]
_SHAPES = {
    "month": frozenset({"whole", "d31", "m12"}),
    "day": frozenset({"whole", "d31"}),
    "two": frozenset({"whole"}),
    "year": frozenset({"whole", "year"}),
    "whole": frozenset({"whole"}),
    "decimal": frozenset[str](),
}


def _number_tags(cardinal: bool, in_words: bool, shape: str) -> frozenset[str]:
    two_digits = shape in ("month", "day", "two") and not in_words
    tags = {"number" if cardinal else "ordinal_number"} | _SHAPES[shape] | ({"two_digits"} if two_digits else set())
    return frozenset(tags | {"in_words" if in_words else "in_digits"})


def number_tags(value: Decimal, surface: str, cardinal: bool, in_words: bool) -> frozenset[str]:
    """The tags of a number by its size and print: which of day, month and year it could be."""
    if value != value.to_integral_value() or value < 0:
        shape = "decimal"
    elif in_words or len(surface) <= 4:
        whole = int(value)
        shape = "month" if 1 <= whole <= 12 else "day" if whole <= 31 and whole else "two" if whole < 100 else "whole"
        if not in_words and len(surface) == 4 and surface.isdecimal() and 1000 <= whole <= 2199:
            shape = "year"
    else:
        shape = "whole"
    return _number_tags(cardinal, in_words, shape)
