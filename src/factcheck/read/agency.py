"""News agencies: whose report a text is, as its credit line says (`AFP contributed to this report`). Their names are rules."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from factcheck.model import Block, Period
from factcheck.read.metadata import Statement
from factcheck.rules import Rules

_LAST_BLOCKS = 4  # a credit stands at the end
_LONGEST = 40  # words; a longer block is part of the article
_FRAME = "—–- ()[].·|/\t"


def credit(text: str, blocks: Sequence[Block], rules: Rules) -> Statement:
    """The agency that the last lines of a text name with words of credit, or alone."""
    for block in reversed(blocks[-_LAST_BLOCKS:]):
        words = block.span.of(text)
        if len(words.split(maxsplit=_LONGEST)) <= _LONGEST and (named := _credited(words, rules)):
            entries: dict[str, str | Period] = {"agency": named}
            return Statement(origin="credit line", entries=entries)
    return Statement(origin="credit line", entries={})


def known(words: str, rules: Rules) -> str | None:
    """The name of the agencies that stand in some words; None where none does."""
    agencies = _agencies(rules)
    names = {agencies.names[found[0]] for found in agencies.pattern.finditer(words)}
    return ", ".join(sorted(names)) or None


def _credited(words: str, rules: Rules) -> str | None:
    named = known(words, rules)
    return named if named and (_credits(rules).search(words) or _alone(words, rules)) else None


def _alone(words: str, rules: Rules) -> bool:
    return words.strip(_FRAME) in _agencies(rules).names


@dataclass(frozen=True, slots=True)
class _Agencies:
    """What agencies are called, each with its name; and a pattern of all that, the longest first."""

    names: Mapping[str, str]
    pattern: re.Pattern[str]


@lru_cache(maxsize=8)
def _agencies(rules: Rules) -> _Agencies:
    names = {words: rule.string("name") for rule in rules.table("agency") for words in rule.words("called")}
    # the name first, and then what stands in front of it: so `re` skips to the next letter that one begins with
    called = "|".join(rf"{words}(?<!\w{words})" for words in map(re.escape, sorted(names, key=len, reverse=True)))
    return _Agencies(names, re.compile(rf"(?:{called or '(?!)'})(?!\w)"))


@lru_cache(maxsize=8)
def _credits(rules: Rules) -> re.Pattern[str]:
    phrases = [phrase for rule in rules.table("credit") for phrase in rule.words("phrases")]
    return re.compile("|".join(rf"(?<!\w){re.escape(phrase)}" for phrase in phrases) or r"(?!)", re.IGNORECASE)
