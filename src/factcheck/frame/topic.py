"""What a document is about where a sentence does not say: the names of its title and lead, and the words that it writes as names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from factcheck.extract.reader import Reader
from factcheck.extract.sentences import Sentence
from factcheck.frame.scene import Name, Scene
from factcheck.frame.subjects import distinct, told_by
from factcheck.frame.vocabulary import Vocabulary
from factcheck.frame.voices import is_speaker
from factcheck.model import Block, Document, Part, Span, Story, SubjectRule
from factcheck.once import Remembering, lazy

_LETTERS = [chr(code) for code in range(0x590)]  # up to the last of the alphabets that have capitals: Latin, Greek, Cyrillic, Armenian
_UPPER, _LOWER = "".join(filter(str.isupper, _LETTERS)), "".join(filter(str.islower, _LETTERS))
# what each begins with comes first, and what stands in front of that is looked at behind it: so `re` skips to the next blank or capital
_CAPITAL = re.compile(rf" (?<=[{_LOWER}] )([{_UPPER}][^\W\d_]+)")
_OPENING = re.compile(rf"[{_UPPER}](?<!\w\w)[^\W\d_]+")
_PLAIN = re.compile(rf"\b[{_LOWER}][^\W\d_]+")
_FEW = 64  # words
_LEAD = 700  # characters of a document's beginning in which its topic is named
_FIRST = 4  # the title, as given and as printed, and the two sentences that say what a document is about
_NAMES = 4  # names of the title and lead of which a value can be that has none beside it


class Topic(Remembering):
    """A document's topic, each part worked out when it is first asked for: few documents need all."""

    def __init__(self, document: Document, reader: Reader, vocabulary: Vocabulary) -> None:
        self.published = document.metadata.published
        self._document = document
        self._reader = reader
        self._vocabulary = vocabulary

    @lazy
    def _text(self) -> str:
        return "\n".join([block.span.of(self._document.text) for block in self._document.blocks])

    @lazy
    def known(self) -> frozenset[str]:
        """The words that the document writes with a capital within a sentence, or twice and never without one."""
        words = self._vocabulary
        within = {word.casefold() for word in _CAPITAL.findall(self._text)}
        often = {word.casefold() for word, count in self._capitals.items() if count > 1} - within - words.everyday
        often = {word for word in often if not words.is_nameless(word)}
        return frozenset(within | (often - _plain(often, self._text)))

    @lazy
    def subject(self) -> tuple[Part, ...]:
        """The first of the names that surely are some."""
        names = [name for scene in self._first for name in _told(scene)]
        return distinct([name for name in names[:_NAMES] if name.sure], SubjectRule.TOPIC)

    @lazy
    def story(self) -> Story:
        """What the claims are compared by, but for the entities that they name themselves."""
        heads: list[Name] = []
        apart: frozenset[str] = frozenset()
        unnamed = False
        for scene in chain(self._first, self._scenes(_FIRST, None)):
            apart = told_by(scene, scene.names[0]) if scene.names and not heads else apart
            unnamed |= not heads and any(mark.first == 0 for mark in scene.marks("unnamed"))
            heads += _told(scene)
        words = self._vocabulary
        cast = frozenset(word.casefold() for word in self._capitals) - words.everyday
        return Story(heads=frozenset(key for name in heads for key in name.keys), cast=cast, told_by=apart, unnamed=unnamed)

    @lazy
    def _capitals(self) -> Counter[str]:
        return Counter(_OPENING.findall(self._text))

    @lazy
    def _first(self) -> list[Scene]:
        return list(self._scenes(0, _FIRST))

    def _scenes(self, first: int, last: int | None) -> Iterator[Scene]:
        return (self._scene(text, start, end) for text, start, end in islice(self._passages(), first, last) if start < end)

    def _passages(self) -> Iterator[tuple[str, int, int]]:
        """The title and the sentences of the lead: the first word of each has its capital from standing there."""
        title, text = self._document.metadata.title or "", self._document.text
        yield title, 0, len(title)
        used = 0
        for block in self._document.blocks:
            size = min(block.span.end - block.span.start, _LEAD - used)
            if size <= 0:
                break
            for start, end in self._reader.splitter.sentences(text, Span(block.span.start, block.span.start + size)):
                yield text, start, end
            used += size

    def _scene(self, text: str, start: int, end: int) -> Scene:
        """A passage whose values nobody asks for."""
        lexicon = self._reader.lexicon
        tokens = tuple(lexicon.tokens(text, start, end))
        bare = Sentence(span=Span(start, end), block=Block(span=Span(start, end)), tokens=tokens, classes="")
        return Scene(text, bare, (), self._vocabulary, lexicon, self.known, titled=text is self._document.metadata.title)


def _told(scene: Scene) -> list[Name]:
    """The names that a passage tells of."""
    return [name for name in scene.names if not is_speaker(scene, name)]


def _plain(words: set[str], text: str) -> set[str]:
    """Those of some words that a text also has without a capital: to look for each of a few is faster than to list all that it has."""
    if len(words) > _FEW:
        return words.intersection(_PLAIN.findall(text))
    return {word for word in words if _is_plain(word, text)}


def _is_plain(word: str, text: str) -> bool:
    at = text.find(word)
    while at >= 0:
        found = _PLAIN.match(text, at)
        if found is not None and found.group() == word:
            return True
        at = text.find(word, at + 1)
    return False
