"""The reader: everything the rules say, compiled once, and a document's mentions read with it.

Each step goes over many sentences, of several documents where these are short, before the next one begins: the code and the tables
of a step stay in the processor's caches, which makes reading a quarter faster than sentence by sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import chain, islice

import re2

from factcheck.extract import clocked, dates, numbers, ordinals, quantities
from factcheck.extract.events import Events
from factcheck.extract.nouns import Nouns
from factcheck.extract.patterns import Forms, Match, compile_forms, literals
from factcheck.extract.quantities import Quantities
from factcheck.extract.reading import Precedence, Reading, arbitrate
from factcheck.extract.sentences import Sentence, Splitter
from factcheck.extract.story import Story
from factcheck.extract.tokens import KEYS, Lexicon, Token
from factcheck.model import Block, Dating, Document, Kind, Mention, Span, Value
from factcheck.rules import Rules

# Without a digit, a word of one of these tags or one of a unit (`a week`) there is no amount and no form of a date.
_TRIGGER_TAGS = frozenset({
    "cardinal", "hundred", "scale", "vague", "zero", "group", "fraction", "fraction_symbol", "ordinal", "month", "weekday",
    "weekday_weak", "weekdays", "calendar", "season", "season_weak", "day_offset", "holiday", "historic_day", "decade_word", "part_unit",
    "taken_over",
})  # fmt: skip


VALUES = 100_000  # of one document that are read: so many stand in no text, but in tables of data; each takes some kilobytes as a claim
_TOGETHER = 250  # sentences that are read together


@dataclass(frozen=True, slots=True)
class Text:
    """A document read: its sentences that may hold a claim, and its mentions with the sentence each stands in.

    `unread` is where the first sentence begins that is not read, as more values stand in front of it than are read of one document.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[tuple[Mention, int], ...]
    unread: int | None = None


Cut = tuple[int, int, Block]  # where a sentence begins and ends, and its block


class _Draft:
    """A document while it is read: its sentences with what was found in each, up to so many values."""

    def __init__(self, document: Document, cuts: list[Cut], values: int) -> None:
        self.document = document
        self.cuts = cuts
        self.room = values
        self.sentences: list[Sentence] = []
        self.readings: list[list[Reading]] = []

    def add(self, sentence: Sentence, found: list[Reading]) -> None:
        """Takes the next sentence, unless there is no room for what was found in it."""
        self.room -= len(found)
        if self.room >= 0:
            self.sentences.append(sentence)
            self.readings.append(found)

    @property
    def unread(self) -> int | None:
        """Where the first sentence begins that is not read."""
        return self.cuts[len(self.sentences)][0] if len(self.sentences) < len(self.cuts) else None


class _Triggers:
    """Where a text has a character or word that can start a value, asked from front to back: so no stretch is searched twice."""

    def __init__(self, pattern: re2.Pattern[bytes], text: str) -> None:
        self._pattern = pattern
        self._text = text
        self._bytes = text.encode(errors="replace")  # of which re2 tells places three times as fast as of a text
        self._character = self._byte = 0  # one place
        self._found = -1

    def first_from(self, start: int) -> int:
        """Where the first one begins that begins at some character or behind it; the text's end where none does."""
        if start > self._found:
            self._byte += len(self._text[self._character : start].encode(errors="replace"))
            self._character = start
            found = self._pattern.search(self._bytes, self._byte)
            self._found = start + len(self._bytes[self._byte : found.start()].decode()) if found is not None else len(self._text)
        return self._found


class Reader:
    """Reads documents by a set of rules, and of each no more than some values."""

    def __init__(self, rules: Rules, values: int = VALUES) -> None:
        self.values = values
        forms, identifiers = list(rules.table("form")), list(rules.table("identifier"))
        aliases = {rule.name: rule.string("tags") for rule in rules.table("alias")}
        self.rules = rules
        self.lexicon = Lexicon(rules, literals([*forms, *identifiers, *rules.table("alias")]))
        self.nouns = Nouns(rules)
        self.splitter = Splitter(rules)
        self._forms = Forms(compile_forms(forms, self.lexicon, aliases))
        self._identifiers = Forms(compile_forms(identifiers, self.lexicon, aliases))
        self._quantities = Quantities(rules, self.nouns)
        self._events = Events(rules)
        self._trigger = re2.compile(_trigger(rules).encode())
        self._fiscal = [(rule, frozenset(rule.words("countries"))) for rule in rules.table("fiscal_start")]

    def read(self, document: Document) -> Text:
        """The mentions of a document, in order of place."""
        return self.read_all((document,))[0]

    def read_all(self, documents: Iterable[Document]) -> list[Text]:
        """The mentions of each document: of many short ones together they are found faster than one by one."""
        drafts = [_Draft(document, self._cuts(document), self.values) for document in documents]
        lines = ((draft, cut) for draft in drafts for cut in draft.cuts if draft.room >= 0)
        while together := list(islice(lines, _TOGETHER)):
            sentences = self._sentences(together)
            texts = [draft.document.text for draft, _ in together]
            for (draft, _), sentence, found in zip(together, sentences, self._readings(texts, sentences), strict=True):
                draft.add(sentence, found)
        return [self._text(draft) for draft in drafts]

    def _text(self, draft: _Draft) -> Text:
        mentions = self._resolved(draft.document, draft.sentences, draft.readings)
        return Text(draft.document, tuple(draft.sentences), tuple(mentions), draft.unread)

    # ---- sentences --------------------------------------------------------------------------------------------------

    def _cuts(self, document: Document) -> list[Cut]:
        """The sentences with a character or word that can start a value, each with its block; the others are not looked at."""
        text, triggers = document.text, _Triggers(self._trigger, document.text)
        return [
            (start, end, block)
            for block in document.blocks
            if triggers.first_from(block.span.start) < block.span.end
            for start, end in self.splitter.sentences(text, block.span)
            if triggers.first_from(start) < end
        ]

    def _sentences(self, lines: Sequence[tuple[_Draft, Cut]]) -> list[Sentence]:
        found = [self.lexicon.tokens(draft.document.text, start, end) for draft, (start, end, _) in lines]
        merged = [numbers.merge(tokens, draft.document.text, self.lexicon) for (draft, _), tokens in zip(lines, found, strict=True)]
        return [
            Sentence(span=Span(start, end), block=block, tokens=tuple(tokens), classes=classes)
            for (_, (start, end, block)), (tokens, classes) in zip(lines, merged, strict=True)
        ]

    # ---- readings ---------------------------------------------------------------------------------------------------

    def _readings(self, texts: Sequence[str], sentences: Sequence[Sentence]) -> list[list[Reading]]:
        steps = (self._names, self._dates, self._amounts, self._ranks)
        found = [[step(sentence, text) for sentence, text in zip(sentences, texts, strict=True)] for step in steps]
        return [arbitrate(list(chain.from_iterable(readings))) for readings in zip(*found, strict=True)]

    def _names(self, sentence: Sentence, text: str) -> list[Reading]:
        tokens = sentence.tokens
        names = self._identifiers.read(tokens, sentence.classes, lambda match: _is_name(match, tokens))
        return [_form_reading(match, Precedence.IDENTIFIER, None) for match in names]

    def _dates(self, sentence: Sentence, text: str) -> list[Reading]:
        tokens = sentence.tokens
        forms = self._forms.read(tokens, sentence.classes, lambda match: self._is_date(match, tokens))
        return [_form_reading(match, Precedence.DATE, match) for match in forms]

    def _amounts(self, sentence: Sentence, text: str) -> list[Reading]:
        starts = self.lexicon.places(quantities.STARTS, sentence.classes)
        return self._quantities.read((*sentence.tokens, *numbers.PADDING), starts, text) if starts else []

    def _ranks(self, sentence: Sentence, text: str) -> list[Reading]:
        starts = self.lexicon.places(ordinals.STARTS, sentence.classes)
        return list(ordinals.read((*sentence.tokens, *numbers.PADDING), starts)) if starts else []

    def _is_date(self, match: Match, tokens: Sequence[Token]) -> bool:
        counted = match.form.holds("uncounted") and match.last < len(tokens) and self.nouns.singular(tokens[match.last].norm) is not None
        rate = match.form.holds("rated") and quantities.is_rate(tokens, match.first)
        if match.form.holds("accounts") and not any(token.has("accounts") for token in tokens):
            return False
        return not (counted or rate) and dates.reads(match, tokens)

    # ---- days -------------------------------------------------------------------------------------------------------

    def _resolved(self, document: Document, sentences: list[Sentence], readings: list[list[Reading]]) -> Iterator[tuple[Mention, int]]:
        story = Story(
            published=document.metadata.published,
            fiscal=cache(partial(self._fiscal_start, document)),
            event=self._events.of(document, sentences, readings),
            day_first=_day_first(sentences, readings),
        )
        for number, (sentence, found) in enumerate(zip(sentences, readings, strict=True)):
            if found:
                matches = [reading.match for reading in found if reading.match is not None]
                story.open(sentence.tokens, matches, future=bool(self.lexicon.places(("future",), sentence.classes)))
            for reading in found:
                dated = reading if reading.match is None else _dated(reading, story.read(reading.match), sentence.tokens)
                if dated.value is not None:
                    yield _mention(dated, dated.value, sentence), number

    def _fiscal_start(self, document: Document) -> int | None:
        text = document.text.casefold()
        for rule, countries in self._fiscal:
            if any(country in text for country in countries):
                return int(rule.number("value"))
        return None


def _is_name(match: Match, tokens: Sequence[Token]) -> bool:
    return dates.close(match, tokens) and not (match.form.holds("timed") and clocked.holds(tokens, match.first))


def _day_first(sentences: list[Sentence], readings: list[list[Reading]]) -> bool | None:
    """The order of day and month in a document's numeric dates, where one of them shows it."""
    shown = (
        dates.day_first((reading.match for reading in found if reading.match is not None), sentence.tokens)
        for sentence, found in zip(sentences, readings, strict=True)
    )
    return next((order for order in shown if order is not None), None)


def _form_reading(found: Match, precedence: Precedence, match: Match | None) -> Reading:
    return Reading(
        first=found.first, last=found.last, start=found.start, end=found.end, rule=found.form.rule.id, precedence=precedence,
        kind=Kind.DATE, match=match,
    )  # fmt: skip


def _dated(reading: Reading, told: tuple[int, int, Dating] | None, tokens: Sequence[Token]) -> Reading:
    """A date with its days, and with the words around that belong to it; without a value where it names none."""
    if told is None:
        return reading
    first, last, dating = told
    return reading._replace(first=first, last=last, start=tokens[first].start, end=tokens[last - 1].end, value=dating)


def _mention(reading: Reading, value: Value, sentence: Sentence) -> Mention:
    return Mention(
        span=Span(reading.start, reading.end), kind=reading.kind, value=value, rule=reading.rule,
        sentence=sentence.span, direction=reading.direction,
    )  # fmt: skip


def _trigger(rules: Rules) -> str:
    folded: set[str] = set()
    exact: set[str] = set()
    for key, form, as_written in KEYS:
        ending = form.removeprefix("{}")
        tables = [tag.removesuffix(ending) for tag in _TRIGGER_TAGS if tag.endswith(ending)]
        words = (word for table in tables for word in rules.words(table, key))
        (exact if as_written else folded).update(words)
    articles = _any_of(rules.words("article"))
    triggers = rf"(?i:{_any_of(folded)}|(?:{articles})[ -](?:{_any_of(_measures(rules))}))|{_any_of(exact)}"
    return rf"\pN|(?:\b|_)(?:{triggers})(?:\b|_)"


def _measures(rules: Rules) -> Iterator[str]:
    """The words of units and currencies, one of which can stand behind an article (`a week`)."""
    for rule in (*rules.table("unit"), *rules.table("currency")):
        for word in (*rule.words("surfaces"), *rule.words("symbols"), *rule.data.get("minor", {}).get("surfaces", ())):
            if word[0].isalpha():
                yield word


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re2.escape(word) for word in sorted(set(words)))


@lru_cache(maxsize=4)
def reader(rules: Rules) -> Reader:
    """The reader for a set of rules, built once."""
    return Reader(rules)
