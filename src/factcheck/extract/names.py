"""Names: numbers that name and do not count, by what stands around them (`Boeing 737`, `5G`, `3-1`, `one of them`)."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.tokens import DASHES, HYPHENS, Token
from factcheck.rules import Rules

_CHAIN = 3  # numbers with marks between them: a telephone number, a code
_LONGEST_MODEL = 3  # words of a name in front of its number
_IN_CHAIN = DASHES | {"/", ":"}
_SCORE_REACH = 6  # words in front of a score among which the word of a game is looked for
_LONG_WORD = 4  # letters; where no such word is in small letters, the line is a headline and capitals say nothing
_BRACKET_REACH = 12  # words in front of a number among which its bracket is looked for
_NAMING = frozenset({"currency_country", "abbreviation", "event", "initial_currency"})  # tags that the words of a name may have
_GLUES = ("currency", "month", "quarter", "half")  # beginnings of tags of words that may touch a number


class Names:
    """Tells the numbers that are part of a name from those that are claims."""

    def __init__(self, rules: Rules) -> None:
        self._stops = rules.words("stop")

    def past(self, tokens: Sequence[Token], index: int) -> int:
        """The token behind a code or a score that begins at a number; `index` where there is none."""
        if tokens[index].number is None or not tokens[index].literal:
            return index
        count, end = 1, index + 1
        while tokens[end].norm in _IN_CHAIN and tokens[end].glued and tokens[end + 1].glued and tokens[end + 1].literal:
            count, end = count + 1, end + 2
        return end if count >= _CHAIN or (count == 2 and _scores(tokens, index, end)) else index

    def holds(self, tokens: Sequence[Token], first: int, last: int, bare: bool, text: str) -> bool:
        """Whether the number at tokens `first` up to `last` is part of a name; `bare` that it has no unit."""
        number = tokens[first].number
        if number is None or number.share or number.vague:
            return False
        if number.scaled:
            return tokens[first - 1].has("designator") and _is_letter(tokens, first, last)
        if number.in_words:
            return _stands_for(tokens, first, bare) or tokens[first - 1].has("designator_cased")
        if tokens[first - 1].has("designator") or _dialled(tokens, first) or _in_code(tokens, first, last):
            return True
        if self._hyphened(tokens, first, text, bare) or (bare and _listed_on(tokens, first)):
            return True
        return bare and not (tokens[last].has("times") or tokens[last].has("times_symbol")) and self._bare(tokens, first, last, text)

    def past_model(self, tokens: Sequence[Token], at: int, text: str) -> int:
        """The token behind a name with a number of its own (`Covid-19`, `MH-60R`, `Boeing 737`); `at` where none begins there."""
        if not text[tokens[at].start : tokens[at].start + 1].isupper():
            return at
        end = at + 1
        while end < at + _LONGEST_MODEL and self._named(tokens[end - 1], text):
            if tokens[end].number is not None or _joins_number(tokens, end):
                break
            end += 1
        if not _joins_number(tokens, end) and not (tokens[end].literal and self._named(tokens[end - 1], text)):
            return at
        end += tokens[end].literal
        while _joins_number(tokens, end):
            end += 2
        return end + (tokens[end].glued and tokens[end].norm.isalpha())

    def _bare(self, tokens: Sequence[Token], first: int, last: int, text: str) -> bool:
        """A number that counts nothing: with letters, in a list, or beside a name, except in a line all in capitals."""
        if _lettered(tokens, last) or _listed(tokens, first, last):
            return True
        if tokens[last].has("counting") or _gapped(tokens, first, last):
            return False
        if "," in tokens[first].norm:
            return False  # a name has no thousands to mark: `Iowa 2,341`
        beside = self._named(tokens[first - 1], text) or self._named(tokens[last], text)
        return beside and any(text[token.start].islower() for token in tokens if len(token.norm) >= _LONG_WORD)

    def _hyphened(self, tokens: Sequence[Token], first: int, text: str, bare: bool) -> bool:
        """`COVID-19`, `F-16`, `Boeing 737-800`: a hyphen joins the number to a name."""
        dash, name = tokens[first - 1], tokens[first - 2]
        joined = dash.norm in DASHES and dash.glued and tokens[first].glued
        if joined and dash.norm in HYPHENS and bare and name.literal and name.number is not None and name.number.step == 1:
            return first > 2 and self._named(tokens[first - 3], text)
        letter = bare and len(name.norm) == 1 and text[name.start].isupper()  # F-16, though F is a unit
        return joined and (letter or self._named(name, text))

    def _named(self, token: Token, text: str) -> bool:
        """Whether a word can only be a name (`Boeing`, in `Boeing 737`)."""
        if not token.norm[:1].isalpha() or token.norm in self._stops or text[token.start : token.end].islower():
            return False
        return token.senses.keys() <= _NAMING


def _joins_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hyphen joins a number to what stands in front of it."""
    return tokens[at].norm in HYPHENS and tokens[at].glued and tokens[at + 1].glued and tokens[at + 1].literal


def _listed_on(tokens: Sequence[Token], first: int) -> bool:
    """`junctions 15 and 16`: the second of two that one word tells from the others."""
    return tokens[first - 1].has("linking_and") and tokens[first - 2].literal and tokens[first - 3].has("designator")


def _is_letter(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether one letter at a number ends it (`gate 22B`): no billion behind such a word."""
    return last == first + 1 and tokens[first].norm[-1:].isalpha() and tokens[first].norm[-2:-1].isdecimal()


def _scores(tokens: Sequence[Token], first: int, end: int) -> bool:
    """`3-1`, `0-0`, `won 2-3`: two small numbers that are no range."""
    one, other = tokens[first].number, tokens[end - 1].number
    if tokens[first + 1].norm not in DASHES:
        return tokens[first + 1].norm == ":"
    if one is None or other is None or tokens[first - 1].has("currency_symbol") or _unit_like(tokens[end]):
        return False
    game = any(token.has("score_word") for token in tokens[max(0, first - _SCORE_REACH) : first])
    return one.value < 100 and other.value < 100 and (one.value >= other.value or one.value == 0 or game)


def _unit_like(token: Token) -> bool:
    return token.has_any("unit", "unit_symbol", "currency", "currency_symbol")


def _stands_for(tokens: Sequence[Token], first: int, bare: bool) -> bool:
    """`one of them`, `this one`, `the two`: a number word in place of what it counts."""
    number, before = tokens[first].number, tokens[first - 1]
    if number is None:
        return False
    if number.value == 1 and (tokens[first + 1].has("linking_of") or before.has("determiner")):
        return True
    return bare and before.has("definite") and number.value < 10


def _in_code(tokens: Sequence[Token], first: int, last: int) -> bool:
    """`24703L202`, `H1N1`: letters touch the number, and are no unit of it."""
    before = tokens[first - 1]
    if before.norm == "+" and before.glued and tokens[first - 2].literal:
        return True
    if tokens[first].glued and before.norm.isalpha() and not any(tag.startswith(_GLUES) for tag in before.senses):
        return True
    return any(
        tokens[at].glued and tokens[at].norm.isalpha() and tokens[at + 1].glued and tokens[at + 1].literal for at in {first + 1, last}
    )


def _dialled(tokens: Sequence[Token], first: int) -> bool:
    """`0800 555 111`: digits with a nought in front, and those behind them, are dialled."""
    return (_is_area_code(tokens[first]) and tokens[first + 1].literal) or (first > 0 and _is_area_code(tokens[first - 1]))


def _is_area_code(token: Token) -> bool:
    return token.norm[:1] == "0" and token.norm.isdecimal() and len(token.norm) > _CHAIN


def _gapped(tokens: Sequence[Token], first: int, last: int) -> bool:
    """`Peru counted 40 dead, Chile 12.`: behind a country that opens a member of a row, the number counts what the one before it did."""
    opens = tokens[first - 2].norm in (",", ";") or tokens[first - 2].has("linking_and")
    closed = not tokens[last].norm[:1].isalnum() or tokens[last].has("linking_and")
    country = tokens[first - 1].has("currency_country")
    return opens and closed and country and any(token.number is not None and token.literal for token in tokens[: first - 2])


def _lettered(tokens: Sequence[Token], last: int) -> bool:
    """`5G`, `747s`: letters that say nothing of the number touch it."""
    return tokens[last].glued and tokens[last].norm[:1].isalpha()


def _listed(tokens: Sequence[Token], first: int, last: int) -> bool:
    """`1)`: the number of an item in a list."""
    return tokens[last].norm == ")" and not any(token.norm == "(" for token in tokens[max(0, first - _BRACKET_REACH) : first])
