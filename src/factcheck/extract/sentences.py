"""Sentences: where they end, and which of them can hold a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.extract.tokens import Token
from factcheck.model import Block, Span
from factcheck.rules import Rules

# A stop comes first, so that `re` skips to the next one; the second part is for a blank that was lost (`in 1911.The`).
_END = re.compile(r"[.!?…](?:[\"'”’»)\]]{0,3}\s+|(?=[A-Z][a-z])(?:(?<=[a-z]{2}[.!?])|(?<=\d{4}[.!?])))")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)\.$")
LONGEST = 1000  # characters; a longer stretch without a full stop is cut at a blank


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a block, with its tokens, numbers merged, and the string of their classes."""

    span: Span
    block: Block
    tokens: tuple[Token, ...]
    classes: str


class Splitter:
    """Cuts blocks into sentences; an abbreviation of the rules or an initial does not end one."""

    def __init__(self, rules: Rules) -> None:
        self._letters = {symbol for symbol in rules.words("unit", "symbols") if len(symbol) == 1 and symbol.isupper()}
        self._abbreviations = {word.rstrip(".") for word in rules.words("abbreviation")}

    def sentences(self, text: str, span: Span) -> Iterator[tuple[int, int]]:
        """Where the sentences of a passage begin and end, in order."""
        start = span.start
        for match in _END.finditer(text, span.start, span.end):
            if self._ends(text, start, match.start() + 1, match.end(), span.end):
                yield from _cut(text, start, match.end())
                start = match.end()
        if start < span.end:
            yield from _cut(text, start, span.end)

    def _ends(self, text: str, start: int, stop: int, after: int, limit: int) -> bool:
        following = text[after] if after < limit else "A"
        if following.islower():
            return False
        if text[stop - 1] != ".":
            return True
        word = _LAST_WORD.search(text, max(start, stop - 24, text.rfind(" ", start, stop) + 1), stop)
        if word is None:
            return True
        name = word[1]
        if name in self._letters and _is_of_number(text, word.start()) and not _is_initial(text, after):
            return True
        initial = len(name) == 1 and name.isupper() and following.isupper()
        return not (initial or name.casefold() in self._abbreviations)


def _is_initial(text: str, at: int) -> bool:
    """Whether a capital with a point stands there (`In 2008 J. P. Holm`)."""
    return text[at : at + 1].isupper() and text[at + 1 : at + 2] == "."


def _is_of_number(text: str, at: int) -> bool:
    """Whether what stands there is the unit of a number in front of it (`-82.9°C`, `49.6 C`)."""
    before = text[max(at - 2, 0) : at].rstrip(" ")[-1:]
    return before.isdigit() or before == "°"


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end
