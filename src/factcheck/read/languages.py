"""Which language a document is in, by its letters and its commonest words, which are rules.

A document is foreign only where another language shows itself: one of few words, or of names and figures, is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from factcheck.model import Block
from factcheck.rules import Rule, Rules

_SAMPLE = 6_000  # characters; more tell no more
_FEWEST_WORDS = 20
_FEWEST_LETTERS = 40
_PLENTY = 0.2  # of all words: as many common words no other language shares
_SHOWN = 0.12  # a text in a language has twice to four times as many of its common words
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = {code: " " for code in range(128) if not chr(code).isalpha()}


def foreign(text: str, blocks: Sequence[Block], rules: Rules) -> str | None:
    """The name of the language of a document, where the rules cannot read it; else None."""
    language = spoken(text, blocks, rules)
    return None if language is None or language.data.get("known") else language.string("name")


def spoken(text: str, blocks: Sequence[Block], rules: Rules) -> Rule | None:
    """The rule of the language, or of the script, that a document is in; None where nothing shows it."""
    sample = "".join(_sample(text, blocks))
    return _by_script(sample, rules) or _by_words(sample, rules)


def _sample(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    left = _SAMPLE
    for block in blocks:
        if left <= 0:
            return
        yield text[block.span.start : min(block.span.end, block.span.start + left)] + "\n"
        left -= block.span.end - block.span.start


def _by_script(sample: str, rules: Rules) -> Rule | None:
    if sample.isascii():
        return None
    letters = Counter(filter(str.isalpha, sample))
    if letters.total() < _FEWEST_LETTERS:
        return None
    for rule, first, last in _scripts(rules):
        if sum(count for letter, count in letters.items() if first <= ord(letter) <= last) > letters.total() / 2:
            return rule
    return None


def _by_words(sample: str, rules: Rules) -> Rule | None:
    words = _words(sample.lower())
    if len(words) < _FEWEST_WORDS:
        return None
    own: tuple[float, Rule | None] = (0.0, None)
    others = own
    for rule, common in _common_words(rules):
        share = sum(map(common.__contains__, words)) / len(words)
        if rule.data.get("known"):
            own = max(own, (share, rule), key=_share)
        else:
            others = max(others, (share, rule), key=_share)
        if own[0] >= _PLENTY:
            break
    if own[0] >= _PLENTY or others[0] < max(_SHOWN, 2 * own[0]):
        return own[1] if own[0] >= _SHOWN else None
    return others[1]


def _words(sample: str) -> list[str]:
    """The words of a sample; of one in ASCII they are found in half the time."""
    return sample.translate(_MARKS).split() if sample.isascii() else _WORD.findall(sample)


def _share(candidate: tuple[float, Rule | None]) -> float:
    return candidate[0]


@lru_cache(maxsize=8)
def _scripts(rules: Rules) -> tuple[tuple[Rule, int, int], ...]:
    return tuple((rule, int(rule.number("first")), int(rule.number("last"))) for rule in rules.table("script"))


@lru_cache(maxsize=8)
def _common_words(rules: Rules) -> tuple[tuple[Rule, frozenset[str]], ...]:
    """The common words of every language, those that the rules can read first."""
    languages = sorted(rules.table("language"), key=lambda rule: not rule.data.get("known"))
    return tuple((rule, frozenset(rule.words("common_words"))) for rule in languages)
