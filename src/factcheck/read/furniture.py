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
_PLACES = ("end", "anywhere")


@dataclass(frozen=True, slots=True)
class _Furniture:
    """The compiled phrases of one rule; they must fit a whole block, of at most so many words."""

    phrases: re.Pattern[str]
    max_words: int
    anywhere: bool

    def fits(self, words: str) -> bool:
        return len(words.split(maxsplit=self.max_words)) <= self.max_words and self.phrases.fullmatch(words) is not None


def without_furniture(text: str, blocks: Iterable[Block], rules: Rules) -> tuple[Block, ...]:
    """The blocks that belong to the article. A rule of the place "end" holds for the last blocks only."""
    furniture = _compiled(rules)
    kept = [block for block in blocks if not _is_furniture(block.span.of(text), furniture, at_end=False)]
    while kept and _is_furniture(kept[-1].span.of(text), furniture, at_end=True):
        kept.pop()
    return tuple(kept)


def is_furniture(words: str, rule: Rule) -> bool:
    """Whether one rule takes a block of these words for furniture: what its examples are about."""
    return _compile(rule).fits(words)


def _is_furniture(words: str, furniture: Iterable[_Furniture], *, at_end: bool) -> bool:
    return any(entry.fits(words) for entry in furniture if at_end or entry.anywhere)


@lru_cache(maxsize=8)
def _compiled(rules: Rules) -> tuple[_Furniture, ...]:
    return tuple(_compile(rule) for rule in rules.table(TABLE))


def _compile(rule: Rule) -> _Furniture:
    phrases = tuple(_patterns(rule))
    place = rule.string("place")
    if place not in _PLACES:
        raise RulesError(rule.file, rule.id, "place", f'must be "end" or "anywhere", not "{place}"')
    pattern = re.compile("|".join(phrases) if phrases else r"(?!)", re.IGNORECASE | re.DOTALL)
    return _Furniture(pattern, int(rule.number("max_words")), place == "anywhere")


def _patterns(rule: Rule) -> Iterator[str]:
    for phrase in rule.words("phrases"):
        if phrase.count(_GAP) > 2:  # keeps matching cheap on any text
            raise RulesError(rule.file, rule.id, "phrases", f'"{phrase}" has more than two gaps; split it')
        yield ".*".join(re.escape(words) for words in phrase.replace("'", "’").split(_GAP)).replace("’", "['’]")
