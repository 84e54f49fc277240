"""Text to tokens: words, number literals and marks, each with the senses that the rules give it.

Every token carries one character, its *class*: words with the same set of tags share it. A sentence is so also a string
of classes, on which the forms of `patterns.py` are ordinary regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache, partial
from itertools import accumulate, compress, repeat
from operator import sub
from typing import NamedTuple

from factcheck.errors import RulesError
from factcheck.rules import UNREAD, Rule, Rules

BLANKS = "\u0020\u00a0\u2007\u2009\u202f"
_GROUPED = rf"\d{{1,3}}(?:[{BLANKS}]\d{{3}})+(?!\d)(?:[.,]\d{{1,2}}(?!\d))?"
# What a token is by its form. No part repeats over another that can match the same character: linear on any text.
_FORMS = {
    "link": r"(?:https?://|www\.)\S{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}",  # an address is one token
    "number": rf"{_GROUPED}|(?<![\w.,])\.\d+(?![\d.])|\d+(?:[.,]\d+|['’]\d{{3}}(?!\d))*",
    "word": r"(?:[^\W\d_]\.){2,8}|[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)*",
    "possessive": r"['’][sS]\b",
    "mark": r"\S",
}
_TOKEN = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items()))
# A token with the blanks in front of it; a plain word, which most are, is tried first.
_PIECE = re.compile(rf"\s*+(?:[A-Za-z]++(?=[ ,])|{'|'.join(_FORMS.values())})")
MARKS = {
    ",": "comma", ".": "stop", "-": "hyphen", "‐": "hyphen", "‑": "hyphen", "–": "dash", "—": "long_dash", "−": "minus",
    "/": "slash", ":": "colon", ";": "semicolon", "(": "open", ")": "close", "+": "plus", "±": "plus_minus", "×": "times",
    "~": "about_sign", ">": "greater", "<": "smaller", "≥": "at_least_sign", "≤": "at_most_sign", "^": "caret", "#": "hash",
    "&": "ampersand", "'": "quote", "’": "quote", "‘": "quote", '"': "quote", "“": "quote", "”": "quote", "…": "stop",
    "!": "stop", "?": "stop", "[": "open", "]": "close",
}  # fmt: skip
CAPITALISED = "capitalised"
HYPHENS = frozenset("-‐‑")
DASHES = HYPHENS | {"–", "—"}


class Sense(NamedTuple):
    """What a word is in one of the tables of the rules: the rule, its `value` where it has one, and all rules that share it."""

    rule: Rule
    value: Decimal | None
    sharers: tuple[Rule, ...]


class Number(NamedTuple):
    """A number as printed. `step` is the size of its last printed digit; `low` bounds a vague one (`dozens`).

    `other` is the second reading of an ambiguous literal (`1.250`), `scaled` says that a scale word is part of it, `scale`
    how large that was, `share` that the number is a part of one (`two-thirds`, `one in five`).
    """

    value: Decimal
    step: Decimal
    in_words: bool = False
    scaled: bool = False
    vague: bool = False
    other: Decimal | None = None
    scale: Decimal = Decimal(1)
    share: bool = False


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

    def has_any(self, *tags: str) -> bool:
        """Whether the rules give the word one of the tags."""
        return not self.senses.keys().isdisjoint(tags)

    def value_of(self, tag: str) -> Decimal | None:
        """The value that the word has under a tag; None where it has none."""
        sense = self.senses.get(tag)
        return sense.value if sense is not None else None

    @property
    def literal(self) -> bool:
        """Whether the token is written in digits."""
        return self.norm[:1].isdecimal() or self.norm[:1] == "." != self.norm


_token = partial(tuple.__new__, Token)  # Token._make without a call of Python, as this is where most time goes

NO_SENSES: Mapping[str, Sense] = {}


class _Look(NamedTuple):
    """What a token is wherever it stands, and how long it is; `seconds` are the phrases that it opens, by their second word."""

    size: int
    norm: str
    char: str
    senses: Mapping[str, Sense]
    glued: bool
    seconds: Mapping[str, list[_Phrase]]


class _Looks(dict[str, _Look]):
    """A bounded memo of looks, by the token with the blanks in front of it."""

    def __init__(self, look: Callable[[str], _Look]) -> None:
        self._look = look

    def __missing__(self, piece: str) -> _Look:
        if len(self) >= _MOST_LOOKS:
            self.clear()
        found = self[piece] = self._look(piece)
        return found


class _Phrase(NamedTuple):
    """The words of a phrase of the rules, as written where `exact`; `glued` says which of them touch the one before."""

    parts: tuple[str, ...]
    glued: tuple[bool, ...]
    exact: bool
    senses: dict[str, Sense]


class Lexicon:
    """The words of the rules, by folded form, with a class character for every set of tags that occurs.

    A rule gives words under `words` (any case), `cased` (as written) and `weak` (any case, but only in the company of a
    number; they get the tag `<table>_weak`).
    """

    def __init__(self, rules: Rules, literals: Iterable[str] = ()) -> None:
        self._classes: dict[frozenset[str], str] = {}
        self._with: dict[str, str] = {}
        self._finders: dict[tuple[str, ...], re.Pattern[str]] = {}
        self.words: dict[str, dict[str, Sense]] = {}
        self.cased: dict[str, dict[str, Sense]] = {}
        self._phrases: dict[str, dict[str, list[_Phrase]]] = {}
        for rule in rules.records:
            if rule.table not in UNREAD:
                self._add_rule(rule)
        for literal in literals:
            self.words.setdefault(literal, {})["=" + literal] = Sense(_LITERAL, None, ())
        for seconds in self._phrases.values():
            for phrases in seconds.values():
                phrases.sort(key=lambda phrase: -len(phrase.parts))
        self._declare()
        self._looks = _Looks(self._look)

    # ---- building ---------------------------------------------------------------------------------------------------

    def _add_rule(self, rule: Rule) -> None:
        value = _value_of(rule)
        for key, form, exact in KEYS:
            if key in rule.data:
                tag = form.format(rule.table)
                for word in rule.words(key):
                    self._add(word, tag, rule, value, exact)
        minor = rule.data.get("minor", {})
        for word in minor.get("surfaces", ()):
            self._add(word, "minor", rule, value, exact=False)
        for word in minor.get("symbols", ()):
            self._add(word, "minor_symbol", rule, value, exact=True)

    def _add(self, word: str, tag: str, rule: Rule, value: Decimal | None, exact: bool) -> None:
        pieces = () if word.isalpha() else _PIECE.findall(word)  # letters alone are one token
        if len(pieces) <= 1:
            words, written = (self.cased, word) if exact else (self.words, word.casefold())
            _keep(words.setdefault(written, {}), tag, rule, value)
            return
        surfaces = [piece.lstrip() for piece in pieces]
        parts = tuple(surfaces) if exact else tuple(map(str.casefold, surfaces))
        glued = tuple(exact and piece == surface for piece, surface in zip(pieces[1:], surfaces[1:], strict=True))
        phrases = self._phrases.setdefault(parts[0].casefold(), {}).setdefault(parts[1].casefold(), [])
        known = next((phrase for phrase in phrases if phrase.parts == parts and phrase.exact == exact and phrase.glued == glued), None)
        if known is None:
            known = _Phrase(parts, glued, exact, {})
            phrases.append(known)
        _keep(known.senses, tag, rule, value)

    def _declare(self) -> None:
        """Gives every set of tags that can occur its class, so that forms can be compiled against all of them."""
        sets = [frozenset(senses) for senses in self.words.values()]
        sets += [frozenset(senses) for senses in self.cased.values()]
        sets += [frozenset(senses) | frozenset(self.words.get(word.casefold(), {})) for word, senses in self.cased.items()]
        sets += [frozenset(phrase.senses) for seconds in self._phrases.values() for phrases in seconds.values() for phrase in phrases]
        sets += [frozenset({mark}) for mark in (*MARKS.values(), *_PLAIN_TAGS)]
        marks = {**self.words, **self.cased}
        sets += [frozenset(marks.get(mark, ())) | {MARKS.get(mark, "mark")} for mark in {*MARKS, *marks} if len(mark) == 1]
        sets += [_number_tags(*shape) for shape in _NUMBER_SHAPES]
        ordinals = [frozenset(senses) for senses in self.words.values() if "ordinal" in senses]
        sets += [_number_tags(False, True, shape) | senses for senses in ordinals for shape in _SHAPES]
        for tags in sets:
            self.class_of(tags)
            self.class_of(tags | {CAPITALISED})

    def class_of(self, tags: frozenset[str]) -> str:
        """The class of a set of tags: one character of a private area."""
        char = self._classes.get(tags)
        if char is None:
            char = self._classes[tags] = chr(_FIRST_CLASS + len(self._classes))
            for tag in tags:
                self._with[tag] = self._with.get(tag, "") + char
        return char

    def classes_with(self, tag: str) -> str:
        """All classes whose words have the tag."""
        return self._with.get(tag, "")

    def places(self, tags: tuple[str, ...], classes: str) -> list[int]:
        """Where a string of classes has words with one of the tags; `article unit|minor` is a tag in front of others."""
        finder = self._finders.get(tags)
        if finder is None:
            finder = self._finders[tags] = re.compile(self._finder(tags))
        return [match.start() for match in finder.finditer(classes)]

    def _finder(self, tags: Iterable[str]) -> str:
        """Every tag as one set of classes, which `re` finds fastest; what must follow some of them is looked at once found."""
        alone, first, behind = "", "", ""
        for tag in tags:
            word, _, following = tag.partition(" ")
            first += self.classes_with(word)
            alone += "" if following else self.classes_with(word)
            behind += "".join(map(self.classes_with, following.split("|")))
        return f"[{first}](?:(?<=[{alone}])|(?=[{behind}]))" if behind else f"[{first}]"

    # ---- reading ----------------------------------------------------------------------------------------------------

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """The tokens of `text[start:end]`; a phrase of the rules ("more than", "per cent") is one token."""
        pieces = _PIECE.findall(text, start, start + len(text[start:end].rstrip()))
        looks = list(map(self._looks.__getitem__, pieces))
        if not looks:
            return []
        sizes, norms, chars, senses, glued, seconds = zip(*looks, strict=True)
        ends = list(accumulate(map(len, pieces), initial=start))[1:]
        raw = list(map(_token, zip(map(sub, ends, sizes), ends, norms, chars, senses, glued, repeat(None), repeat(None), strict=False)))
        openings = [
            index
            for index in compress(range(len(norms) - 1), seconds)  # a second word follows, or a hyphen
            if norms[index + 1] in seconds[index] or norms[index + 1] in HYPHENS
        ]
        return self._join(text, raw, openings) if openings else raw

    def _look(self, piece: str) -> _Look:
        surface = piece.lstrip()
        found = _TOKEN.match(surface)
        norm, char, senses = self._read(found.lastgroup if found else None, surface)
        return _Look(len(surface), norm, char, senses, surface == piece, self._phrases.get(norm, {}))

    def _read(self, form: str | None, surface: str) -> tuple[str, str, Mapping[str, Sense]]:
        """The folded form, the class and the senses of a token."""
        norm = surface.casefold()
        if form == "word":
            senses = {**self.cased.get(surface, NO_SENSES), **self.words.get(norm, NO_SENSES)}
            return norm, self._word_class(senses, surface[0].isupper()), senses
        if form == "mark":
            senses = dict(self.cased.get(surface) or self.words.get(surface) or NO_SENSES)
            return norm, self.class_of(frozenset(senses) | {MARKS.get(surface, "mark")}), senses
        if form == "possessive":
            return norm, self.class_of(frozenset({form})), self.words.get(norm, NO_SENSES)
        return norm, self.class_of(frozenset({"literal" if form == "number" else form or "mark"})), NO_SENSES

    def _word_class(self, senses: Mapping[str, Sense], capital: bool) -> str:
        tags = frozenset(senses) or _WORD
        return self.class_of(tags | {CAPITALISED} if capital else tags)

    def _join(self, text: str, raw: list[Token], openings: Iterable[int]) -> list[Token]:
        """The tokens with every phrase made one; `openings` are those that may open one."""
        out: list[Token] = []
        end = 0
        for index in openings:
            found = self._phrase(text, raw, index) if index >= end else None
            if found is None:
                continue
            size, senses = found
            first, final = raw[index], raw[index + size - 1]
            char = self._word_class(senses, text[first.start].isupper())
            norm = " ".join(token.norm for token in raw[index : index + size])
            out += raw[end:index]
            out.append(Token(first.start, final.end, norm, char, senses, first.glued))
            end = index + size
        return out + raw[end:]

    def _phrase(self, text: str, raw: list[Token], index: int) -> tuple[int, Mapping[str, Sense]] | None:
        seconds = self._phrases[raw[index].norm]
        at = _past_joint(raw, index + 1)
        phrases = seconds.get(raw[at].norm) if at < len(raw) else None
        if phrases is None and at != index + 1:
            phrases = seconds.get(raw[index + 1].norm)
        for phrase in phrases or ():
            size = _matches(text, raw, index, phrase)
            if size and not self._reaches_on(raw, index + size, phrase):
                return size, phrase.senses
        return None

    def _reaches_on(self, raw: list[Token], end: int, phrase: _Phrase) -> bool:
        """Whether the last word of a phrase belongs to what follows: the stop of a sentence, `and more` of `and more than`, `or
        before` of `or before 2000`.
        """
        if end >= len(raw):
            return phrase.parts[-1] == "."
        if "date_hedge_after" in phrase.senses and raw[end].literal:
            return True
        hedges = "hedge_after" in phrase.senses or "date_hedge_after" in phrase.senses
        return hedges and raw[end].norm in self._phrases.get(raw[end - 1].norm, ())


# Stands in for the rule of a word that a form names itself.
_LITERAL = Rule(id="literal.word", table="literal", file="", why="", finds=(), leaves=(), data={})
_WORD = frozenset({"word"})
_MOST_LOOKS = 1 << 16
_FIRST_CLASS = 0xE000  # of a private area; a set of characters below 0x10000 is one look-up in `re`, above it a search
_PLAIN_TAGS = ("mark", "word", "link", "possessive", "literal", "vague_number", "share")
# The keys of a rule that list words, the tag they give, and whether they are read only as written.
KEYS = (
    ("words", "{}", False),
    ("weak", "{}_weak", False),
    ("cased", "{}", True),
    ("surfaces", "{}", False),
    ("symbols", "{}_symbol", True),
    ("millions", "{}_millions", True),
    ("part_symbols", "{}_part", True),
    ("fronts", "{}_front", False),
    ("initials", "initial_{}", True),
    ("names", "{}_cased", True),
    ("countries", "{}_country", False),
    ("followers", "{}_follower", False),
    ("leaders", "{}_leader", False),
)


def _keep(senses: dict[str, Sense], tag: str, rule: Rule, value: Decimal | None) -> None:
    """The first rule that claims a word for a tag has it, unless a later one is its default; all are its sharers."""
    known = senses.get(tag)
    if known is None:
        senses[tag] = Sense(rule, value, (rule,))
    elif rule not in known.sharers:
        first = Sense(rule, value, ()) if rule.data.get("default") else known
        senses[tag] = Sense(first.rule, first.value, (*known.sharers, rule))


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


def _past_joint(raw: list[Token], at: int) -> int:
    """Past a hyphen that touches the word in front of it."""
    return at + 1 if at < len(raw) and raw[at].norm in HYPHENS and raw[at].glued else at


def _matches(text: str, raw: list[Token], index: int, phrase: _Phrase) -> int:
    """How many tokens from `index` on spell a phrase, a hyphen counting as a blank; 0 for none."""
    at = index
    for number, part in enumerate(phrase.parts):
        if number and part not in HYPHENS:
            at = _past_joint(raw, at)
        if at >= len(raw):
            return 0
        token = raw[at]
        if (text[token.start : token.end] if phrase.exact else token.norm) != part:
            return 0
        if number and phrase.glued[number - 1] and not token.glued:
            return 0
        at += 1
    return at - index


def classes_of(tokens: Iterable[Token]) -> str:
    """The classes of some tokens, as a string."""
    return "".join([token.char for token in tokens])


def split(words: str) -> list[str]:
    """The tokens of a few words, as the tokenizer cuts them."""
    return [piece.lstrip() for piece in _PIECE.findall(words)]


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


@lru_cache(maxsize=64)
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
