"""Page furniture: picture credits, disclaimers and pleas that stand around an article. Their words are rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from factcheck.errors import RulesError
from factcheck.model import Block
from factcheck.rules import Rule, Rules

TABLE = "furniture"
_GAP = "…"  # stands for any words in a rule's phrase
_ANY = ".*"
_PLACES = ("end", "anywhere")


@dataclass(frozen=True, slots=True)
class _Furniture:
    """The phrases of one rule, one by one and compiled together; they must fit a whole block, of at most so many words."""

    patterns: tuple[str, ...]
    phrases: re.Pattern[str]
    max_words: int
    anywhere: bool

    def fits(self, words: str) -> bool:
        return len(words.split(maxsplit=self.max_words)) <= self.max_words and self.phrases.fullmatch(words) is not None


@dataclass(frozen=True, slots=True)
class _Place:
    """The rules that hold at a place, and a pattern of all that they say: few blocks fit that, so that few rules are asked."""

    entries: tuple[_Furniture, ...]
    phrases: re.Pattern[str]

    def fits(self, words: str) -> bool:
        return self.phrases.fullmatch(words) is not None and any(entry.fits(words) for entry in self.entries)


def without_furniture(text: str, blocks: Iterable[Block], rules: Rules) -> tuple[Block, ...]:
    """The blocks that belong to the article. A rule of the place "end" holds for the last blocks only."""
    anywhere, at_end = _compiled(rules)
    kept = [block for block in blocks if not anywhere.fits(block.span.of(text))]
    while kept and at_end.fits(kept[-1].span.of(text)):
        kept.pop()
    return tuple(kept)


def is_furniture(words: str, rule: Rule) -> bool:
    """Whether one rule takes a block of these words for furniture: what its examples are about."""
    return _compile(rule).fits(words)


@lru_cache(maxsize=8)
def _compiled(rules: Rules) -> tuple[_Place, _Place]:
    """What is furniture anywhere, and what is at the end."""
    entries = tuple(_compile(rule) for rule in rules.table(TABLE))
    return _place(entry for entry in entries if entry.anywhere), _place(entries)


def _place(entries: Iterable[_Furniture]) -> _Place:
    listed = tuple(entries)
    return _Place(listed, _any_of(pattern for entry in listed for pattern in entry.patterns))


def _compile(rule: Rule) -> _Furniture:
    patterns = tuple(_patterns(rule))
    place = rule.string("place")
    if place not in _PLACES:
        raise RulesError(rule.file, rule.id, "place", f'must be "end" or "anywhere", not "{place}"')
    return _Furniture(patterns, _any_of(patterns), int(rule.number("max_words")), place == "anywhere")


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(_at_end, patterns)) or r"(?!)", re.IGNORECASE | re.DOTALL)


def _at_end(pattern: str) -> str:
    """What a block has to end with is looked for there alone, and not from each of its characters on."""
    opening, gap, ending = pattern.partition(_ANY)
    return f"{_ANY}+(?<={ending})" if gap and not opening and _ANY not in ending else pattern


def _patterns(rule: Rule) -> Iterator[str]:
    for phrase in rule.words("phrases"):
        if phrase.count(_GAP) > 2:  # keeps matching cheap on any text
            raise RulesError(rule.file, rule.id, "phrases", f'"{phrase}" has more than two gaps; split it')
        yield _ANY.join(re.escape(words) for words in phrase.replace("'", "’").split(_GAP)).replace("’", "['’]")
