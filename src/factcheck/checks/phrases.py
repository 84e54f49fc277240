"""Phrases: patterns over the claims and words of a sentence, written in `rules/sums.toml`.

    name:tag      captures the item         tag|tag     either tag        item?     may be missing
    ( ... )?      a part that may be missing            ( ... )+          a part that comes once or more often
    ..            up to six items that are no claim of an amount and have none of the tags of `stops`
    $             no amount comes behind

A tag is a table of the rules that has the word, `word` for any other one, the name of a mark (`comma`), or the sort of a
claim: `amount` (also `percent` and `change` where it is one), `ratio`, `range`, `duration`, `other`. Nothing repeats without
bound, so no text makes a pattern slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from factcheck.errors import RulesError
from factcheck.extract import Text
from factcheck.extract.sentences import Sentence
from factcheck.extract.tokens import MARKS
from factcheck.frame.vocabulary import Mark, Vocabulary
from factcheck.model import Claim, Kind, Modifier
from factcheck.rules import SUMS, Rule, Rules

_ELEMENT = re.compile(r"\.\.|\$|\(|\)[?+]?|[^\s()$]+")
_GAP = 6  # items between two that a pattern names
_MOST = 20  # times that a part comes again
_LONGEST = 120  # items of a sentence that are looked at; a longer one is a list of another sort
_MARKS = {mark: "full_stop" if name == "stop" else name for mark, name in MARKS.items()}  # `stop` is a table of words too
_VALUES = frozenset({"amount", "ratio", "range"})


class Item(NamedTuple):
    """A claim, or words of a sentence with their tags; tokens `first` up to `last`."""

    tags: frozenset[str]
    first: int
    last: int
    claim: Claim | None = None
    rule: Rule | None = None  # of words that only sums look at


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a rule: items `first` up to `last`, with what it captured, in order."""

    rule: Rule
    first: int
    last: int
    captures: tuple[tuple[str, Item], ...]

    def all(self, name: str) -> list[Item]:
        """Every item of that name."""
        return [item for own, item in self.captures if own == name]

    def one(self, name: str) -> Item | None:
        """The item of that name, where there is one."""
        return next(iter(self.all(name)), None)

    def claims(self, name: str) -> list[Claim]:
        """The claims of that name."""
        return [item.claim for item in self.all(name) if item.claim is not None]

    def claim(self, name: str) -> Claim | None:
        """The claim of that name, where there is one."""
        return next(iter(self.claims(name)), None)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its claims and items."""

    text: str
    sentence: Sentence
    claims: tuple[Claim, ...]
    line: tuple[Item, ...]

    def words(self, first: int, last: int) -> str:
        """The text of items `first` up to `last`."""
        tokens = self.sentence.tokens
        return self.text[tokens[self.line[first].first].start : tokens[self.line[last - 1].last - 1].end] if first < last else ""


@lru_cache(maxsize=4)
def sum_words(rules: Rules) -> Vocabulary:
    """The words that only sums look at."""
    return Vocabulary(rules, SUMS)


def passages(
    text: Text, claims: Sequence[Claim], words: Vocabulary, asked: Callable[[Sentence, Sequence[Claim]], bool]
) -> Iterator[Passage]:
    """The sentences of a document that a check asks for, by the sentence and its claims."""
    by_sentence: dict[int, list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault(claim.mention.sentence.start, []).append(claim)
    for sentence in text.sentences:
        own = by_sentence.get(sentence.span.start, ())
        if own and asked(sentence, own):
            yield Passage(text.document.text, sentence, tuple(own), tuple(items(text.document.text, sentence, own, words)))


# ---- a sentence as items --------------------------------------------------------------------------------------------


def items(text: str, sentence: Sentence, claims: Sequence[Claim], words: Vocabulary) -> list[Item]:
    """A sentence as items: its claims, and its other words with their tags."""
    starts = {claim.mention.span.start: claim for claim in claims}
    marks: dict[int, list[Mark]] = {}
    for mark in words.marks(text, sentence.tokens):
        marks.setdefault(mark.first, []).append(mark)
    found: list[Item] = []
    index = 0
    while index < len(sentence.tokens) and len(found) < _LONGEST:
        claim = starts.get(sentence.tokens[index].start)
        item = _claimed(sentence, claim, index) if claim is not None else _worded(sentence, marks.get(index, ()), index)
        found.append(item)
        index = item.last
    return found


def _claimed(sentence: Sentence, claim: Claim, index: int) -> Item:
    last = index + 1
    while last < len(sentence.tokens) and sentence.tokens[last].end <= claim.mention.span.end:
        last += 1
    spoken = sentence.tokens[index].senses.keys() if claim.mention.kind is Kind.ORDINAL else ()  # `a third` is a rank, or a share
    return Item(_sort(claim) | frozenset(spoken), index, last, claim)


def _sort(claim: Claim) -> frozenset[str]:
    """The tags of a claim."""
    amount, kind = claim.mention.amount, claim.mention.kind
    if amount is None or kind is Kind.ORDINAL:
        return frozenset({"other"})
    if amount.modifier is Modifier.RANGE:
        return frozenset({"range"})
    if amount.nominal is None:
        return frozenset({"other"})
    if kind in (Kind.RATIO, Kind.DURATION):
        return frozenset({kind.value})
    percent = {"percent"} if amount.unit == "percent" else set[str]()
    change = {"change"} if kind is Kind.CHANGE else set[str]()
    return frozenset({"amount"} | percent | change)


def _worded(sentence: Sentence, marks: Sequence[Mark], index: int) -> Item:
    """The longest words that sums look at, or one word with the tags that all rules give it."""
    token = sentence.tokens[index]
    last = max((mark.last for mark in marks), default=index + 1)
    longest = [mark for mark in marks if mark.last == last]
    tags = {mark.rule.table for mark in longest}
    if last == index + 1:
        tags |= token.senses.keys() | {_MARKS.get(token.norm, "word")}
    return Item(frozenset(tags), index, last, rule=longest[0].rule if longest else None)


# ---- patterns -------------------------------------------------------------------------------------------------------

_State = tuple[int, tuple[tuple[str, Item], ...]]
_Step = Callable[[Sequence[Item], _State], Iterator[_State]]


class _Pattern(NamedTuple):
    """A pattern of a rule, with the sets of tags of each of which a sentence must have one."""

    rule: Rule
    step: _Step
    needs: tuple[frozenset[str], ...]


class Phrases:
    """The patterns of a table of the rules."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._patterns = [
            _Pattern(rule, _compiled(rule, pattern), tuple(_needed(pattern))) for rule in rules for pattern in rule.words("patterns")
        ]

    def read(self, line: Sequence[Item]) -> Iterator[Found]:
        """The phrases of a sentence, each pattern at each of its places once, the longer ones of one place first."""
        present = frozenset[str]().union(*(item.tags for item in line))
        able = [pattern for pattern in self._patterns if not any(need.isdisjoint(present) for need in pattern.needs)]
        for start in range(len(line)) if able else ():
            found = [
                Found(pattern.rule, start, state[0], state[1])
                for pattern in able
                if (state := next(pattern.step(line, (start, ())), None)) is not None
            ]
            yield from sorted(found, key=lambda phrase: -phrase.last)


def _needed(pattern: str) -> Iterator[frozenset[str]]:
    """The tags of each element that a pattern cannot miss."""
    depth = 0
    for element in _ELEMENT.findall(pattern):
        depth += (element == "(") - element.startswith(")")
        if depth == 0 and element not in ("..", "$") and not element.startswith(")") and not element.endswith("?"):
            yield frozenset(element.rpartition(":")[2].split("|"))


def _compiled(rule: Rule, pattern: str) -> _Step:
    """A pattern as a step from a place to the places behind it, the wanted ones first.

    Raises:
        RulesError: an unbalanced bracket.
    """
    stops = frozenset(rule.words("stops"))
    open_parts: list[list[_Step]] = [[]]
    for element in _ELEMENT.findall(pattern):
        if element == "(":
            open_parts.append([])
        elif element.startswith(")"):
            if len(open_parts) == 1:
                raise RulesError(rule.file, rule.id, "patterns", "has a bracket too many")
            part = _sequence(open_parts.pop())
            open_parts[-1].append(_repeated(part) if element == ")+" else _optional(part) if element == ")?" else part)
        else:
            open_parts[-1].append(_element(element, stops))
    if len(open_parts) > 1:
        raise RulesError(rule.file, rule.id, "patterns", "has a bracket too few")
    return _sequence(open_parts[0])


def _element(element: str, stops: frozenset[str]) -> _Step:
    if element == "..":
        return _gap(stops)
    if element == "$":
        return _end
    name, _, tags = element.removesuffix("?").rpartition(":")
    step = _named(name, frozenset(tags.split("|")))
    return _optional(step) if element.endswith("?") else step


def _named(name: str, tags: frozenset[str]) -> _Step:
    def step(line: Sequence[Item], state: _State) -> Iterator[_State]:
        at, captures = state
        if at < len(line) and not tags.isdisjoint(line[at].tags):
            yield at + 1, (*captures, (name, line[at])) if name else captures

    return step


def _gap(stops: frozenset[str]) -> _Step:
    hard = stops | _VALUES

    def step(line: Sequence[Item], state: _State) -> Iterator[_State]:
        at, captures = state
        for end in range(at, min(at + _GAP, len(line)) + 1):
            yield end, captures
            if end < len(line) and not hard.isdisjoint(line[end].tags):
                return

    return step


def _end(line: Sequence[Item], state: _State) -> Iterator[_State]:
    if all(_VALUES.isdisjoint(item.tags) for item in line[state[0] :]):
        yield state


def _sequence(steps: Sequence[_Step]) -> _Step:
    def walk(line: Sequence[Item], state: _State, number: int, seen: set[tuple[int, int]]) -> Iterator[_State]:
        if number == len(steps):
            yield state
            return
        for after in steps[number](line, state):
            if (number, after[0]) not in seen:  # what follows from there was tried
                seen.add((number, after[0]))
                yield from walk(line, after, number + 1, seen)

    return lambda line, state: walk(line, state, 0, set())


def _optional(part: _Step) -> _Step:
    def step(line: Sequence[Item], state: _State) -> Iterator[_State]:
        yield from part(line, state)
        yield state

    return step


def _repeated(part: _Step) -> _Step:
    def walk(line: Sequence[Item], state: _State, times: int, seen: set[int]) -> Iterator[_State]:
        for after in part(line, state):
            if after[0] in seen:
                continue
            seen.add(after[0])
            if times < _MOST:
                yield from walk(line, after, times + 1, seen)
            yield after

    return lambda line, state: walk(line, state, 1, set())
