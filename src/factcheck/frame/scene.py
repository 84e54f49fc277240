"""A scene: a sentence with everything in it that a frame can be made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from factcheck.extract.sentences import Sentence
from factcheck.extract.tokens import Lexicon
from factcheck.frame.vocabulary import Mark, Vocabulary
from factcheck.model import Mention

_NO_NAMES = ("month", "weekday", "currency_symbol", "article", "hedge", "date_hedge")


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: its tokens, its words as printed, the keys that it is compared by, and its name without titles."""

    first: int
    last: int
    words: str
    keys: frozenset[str]
    value: str
    sure: bool = True  # False for a word that has its capital from standing first in a title


class Scene:
    """A sentence, its marks by table, its names, and the mentions in it with the tokens that each covers."""

    def __init__(  # noqa: PLR0913, PLR0917  # everything that a sentence is read with
        self,
        text: str,
        sentence: Sentence,
        mentions: Sequence[Mention],
        vocabulary: Vocabulary,
        lexicon: Lexicon,
        known: frozenset[str],
        titled: bool = False,
    ) -> None:
        self.lexicon = lexicon
        self._titled = titled
        self.text = text
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.vocabulary = vocabulary
        self.mentions = mentions
        self._known = known
        self._marks: dict[str, list[Mark]] = {}
        for mark in vocabulary.marks(text, self.tokens):
            self._marks.setdefault(mark.rule.table, []).append(mark)
        for mark in self._joint():
            self._marks.setdefault(mark.rule.table, []).insert(0, mark)

    def _joint(self) -> Iterator[Mark]:
        """Rules that hold where a word of each of their lists stands in one clause (`cut 1,200 jobs`)."""
        norms = [token.norm for token in self.tokens]
        for rule, lists in self.vocabulary.together:
            places = [[index for index, norm in enumerate(norms) if norm in words] for words in lists]
            for index in places[0] if all(places) else ():
                start, end = self.clause(index, index + 1)
                if all(any(start <= other < end for other in found) for found in places[1:]):
                    yield Mark(rule, index, index + 1)

    def marks(self, table: str) -> list[Mark]:
        """The marks of one table, in order."""
        return self._marks.get(table, [])

    def covered(self, mention: Mention) -> tuple[int, int]:
        """The tokens of a mention."""
        inside = [i for i, token in enumerate(self.tokens) if token.start < mention.span.end and mention.span.start < token.end]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    @cached_property
    def covers(self) -> list[tuple[int, int]]:
        """The tokens of every mention of the sentence."""
        return [self.covered(mention) for mention in self.mentions]

    @cached_property
    def names(self) -> list[Name]:
        """The proper names of the sentence, in order; known entities under their one name."""
        entities = {mark.first: mark for mark in self.marks("entity")}
        found: list[Name] = []
        index = 0
        while index < len(self.tokens):
            mark = entities.get(index)
            end = mark.last if mark else self._capital_run(index, entities)
            if end == index:
                index += 1
                continue
            name = self._name(index, end, mark)
            if name is not None:
                found.append(name)
            index = end
        return found

    def _capital_run(self, index: int, entities: dict[int, Mark]) -> int:
        end = index
        while end < len(self.tokens) and end not in entities and self._is_name(end, begun=end > index):
            end += 1
        return end

    def _is_name(self, index: int, begun: bool) -> bool:
        """A capital within a sentence makes a name; at its opening only a word known as one, or one before another capital."""
        token = self.tokens[index]
        if not self._capital(index) or " " in token.norm or any(token.has(tag) for tag in _NO_NAMES):
            return False
        if any(first <= index < last for first, last in self.covers):
            return False
        joined = begun or self._next_capital(index)
        if index and not self._opens(index):
            return joined or not (token.norm in self.vocabulary.common or token.norm in self.vocabulary.stops)
        plain = token.norm in self.vocabulary.common or token.norm in self.vocabulary.stops
        return token.norm in self._known or (not plain and (joined or self._titled))

    def _capital(self, index: int) -> bool:
        token = self.tokens[index]
        return token.number is None and token.ordinal is None and self.text[token.start].isupper()

    def _opens(self, index: int) -> bool:
        """Whether a token opens the sentence or a quotation, so that its capital says nothing."""
        return index == 0 or all(not token.norm[:1].isalnum() for token in self.tokens[:index]) or self.tokens[index - 1].norm in '“"‘:'

    def _next_capital(self, index: int) -> bool:
        following = index + 1
        return following < len(self.tokens) and self._capital(following) and self.tokens[following].norm not in self.vocabulary.stops

    def _name(self, first: int, end: int, mark: Mark | None) -> Name | None:
        words = self.text[self.tokens[first].start : self.tokens[end - 1].end]
        if mark is not None:
            return Name(first, end, words, frozenset({mark.rule.id}), str(mark.rule.data.get("name", words)))
        titles = {index for title in self.marks("title") for index in range(title.first, title.last)}
        own = [index for index in range(first, end) if index not in titles and self.tokens[index].norm[:1].isalpha()]
        if not own:
            return None
        value = self.text[self.tokens[own[0]].start : self.tokens[own[-1]].end]
        sure = not (self._titled and end == first + 1 and self._opens(first))
        return Name(first, end, words, frozenset(self.tokens[index].norm for index in own), value, sure)

    def clause(self, first: int, last: int) -> tuple[int, int]:
        """The clause around some tokens: up to a semicolon, a colon, a dash, or a comma with a word that opens a clause."""
        openers = {mark.first for mark in self.marks("clause")}
        start, end = first, last
        while start > 0 and not self._breaks(start - 1, openers):
            start -= 1
        while end < len(self.tokens) and not self._breaks(end, openers):
            end += 1
        return start, end

    def _breaks(self, index: int, openers: set[int]) -> bool:
        norm = self.tokens[index].norm
        return norm in (";", ":", "—") or (norm == "," and index + 1 in openers)

    def distance(self, a: tuple[int, int], b: tuple[int, int]) -> int:
        """How far two stretches of tokens stand apart: a token is 1, a comma 3 more, a conjunction 2 more, a number 4 more."""
        low, high = (a[1], b[0]) if a[1] <= b[0] else (b[1], a[0])
        total = 0
        for index in range(low, high):
            token = self.tokens[index]
            total += 1
            if token.norm in (",", "(", ")"):
                total += 3
            elif token.norm in (";", ":", "—"):
                total += 8
            elif token.has("linking_and"):
                total += 2
            elif token.number is not None and self._inside_mention(index):
                total += 4
        return total

    def _inside_mention(self, index: int) -> bool:
        return any(first <= index < last for first, last in self.covers)

    def words(self) -> Iterator[tuple[int, str]]:
        """The content words of the sentence with their places."""
        for index, token in enumerate(self.tokens):
            if token.norm[:1].isalpha() and token.norm not in self.vocabulary.stops and token.number is None:
                yield index, token.norm
