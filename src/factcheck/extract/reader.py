"""The reader: everything the rules say, compiled once, and a document's mentions read with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import re2

from factcheck.extract import dates, numbers, ordinals
from factcheck.extract.events import Events
from factcheck.extract.nouns import Nouns
from factcheck.extract.patterns import Forms, Match, compile_forms, literals
from factcheck.extract.quantities import Quantities
from factcheck.extract.reading import Precedence, Reading, arbitrate
from factcheck.extract.sentences import Sentence, Splitter
from factcheck.extract.story import Story
from factcheck.extract.tokens import CAPITALISED, KEYS, Lexicon, Token
from factcheck.model import Dating, Document, Kind, Mention, Span
from factcheck.rules import Rules

# Without a digit, a word of one of these tags or one of a unit (`a week`) there is no amount and no form of a date.
_TRIGGER_TAGS = frozenset({
    "cardinal", "hundred", "scale", "vague", "zero", "group", "fraction", "fraction_symbol", "ordinal", "month", "weekday",
    "weekday_weak", "weekdays", "calendar", "season", "season_weak", "day_offset", "holiday", "decade_word", "part_unit",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """A document read: its sentences that may hold a claim, and its mentions with the sentence each stands in."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[tuple[Mention, int], ...]


class Reader:
    """Reads documents by a set of rules."""

    def __init__(self, rules: Rules) -> None:
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
        sentences = list(self._sentences(document))
        readings = [self._readings(document.text, sentence) for sentence in sentences]
        mentions = self._resolved(document, sentences, readings)
        return Text(document, tuple(sentences), tuple(mentions))

    # ---- sentences --------------------------------------------------------------------------------------------------

    def _sentences(self, document: Document) -> Iterator[Sentence]:
        """The sentences with a character or word that can start a value; the others are not looked at."""
        text = document.text
        for start, end, block in self.splitter.cuts(document):
            if self._trigger.search(text[start:end].encode(errors="replace")):
                tokens = numbers.merge(self.lexicon.tokens(text, start, end), text, self.lexicon)
                yield Sentence(span=Span(start, end), block=block, tokens=tuple(tokens), classes="".join(token.char for token in tokens))

    def _readings(self, text: str, sentence: Sentence) -> list[Candidate]:
        tokens = list(sentence.tokens)
        found: list[Reading] = []
        matches: dict[int, Match] = {}
        names = self._identifiers.read(tokens, sentence.classes, lambda match: dates.close(match, tokens))
        found += [_form_reading(match, Precedence.IDENTIFIER, None) for match in names]
        for match in self._forms.read(tokens, sentence.classes, lambda match: self._is_date(match, tokens)):
            reading = _form_reading(match, Precedence.DATE, _UNRESOLVED)
            found.append(reading)
            matches[id(reading)] = match
        found += self._quantities.read(tokens, text)
        found += ordinals.read(tokens)
        return [Candidate(reading, matches.get(id(reading))) for reading in arbitrate(found)]

    def _is_date(self, match: Match, tokens: list[Token]) -> bool:
        counted = match.form.holds("uncounted") and match.last < len(tokens) and self.nouns.singular(tokens[match.last].norm) is not None
        return not counted and dates.reads(match, tokens)

    # ---- days -------------------------------------------------------------------------------------------------------

    def _resolved(self, document: Document, sentences: list[Sentence], readings: list[list[Candidate]]) -> Iterator[tuple[Mention, int]]:
        story = Story(
            published=document.metadata.published,
            fiscal_start=self._fiscal_start(document),
            event=self._events.of(document, sentences, readings),
            day_first=_day_first(sentences, readings),
        )
        for number, (sentence, candidates) in enumerate(zip(sentences, readings, strict=True)):
            tokens = list(sentence.tokens)
            story.open(tokens)
            for candidate in candidates:
                reading = candidate.reading
                if candidate.match is not None:
                    dated = story.read(candidate.match)
                    if dated is None:
                        continue
                    first, end, dating = dated
                    start = tokens[first].start
                    reading = replace(reading, first=first, last=end, start=start, end=tokens[end - 1].end, value=dating)
                yield _mention(reading, sentence), number

    def _fiscal_start(self, document: Document) -> int | None:
        text = document.text.casefold()
        for rule, countries in self._fiscal:
            if any(country in text for country in countries):
                return int(rule.number("value"))
        return None


def _day_first(sentences: list[Sentence], readings: list[list[Candidate]]) -> bool | None:
    """The order of day and month in a document's numeric dates, where one of them shows it."""
    shown = (
        dates.day_first((c.match for c in candidates if c.match is not None), list(sentence.tokens))
        for sentence, candidates in zip(sentences, readings, strict=True)
    )
    return next((order for order in shown if order is not None), None)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading that holds, with the form that it came from where it is a date."""

    reading: Reading
    match: Match | None


def _form_reading(match: Match, precedence: Precedence, value: Dating | None) -> Reading:
    return Reading(
        first=match.first, last=match.last, start=match.start, end=match.end, rule=match.form.rule.id, precedence=precedence,
        kind=Kind.DATE, value=value,
    )  # fmt: skip


_UNRESOLVED = Dating(period=None)


def _mention(reading: Reading, sentence: Sentence) -> Mention:
    assert reading.value is not None
    return Mention(
        span=Span(reading.start, reading.end), kind=reading.kind, value=reading.value, rule=reading.rule,
        sentence=sentence.span, direction=reading.direction,
    )  # fmt: skip


def _trigger(rules: Rules) -> str:
    folded, exact = (
        {
            word
            for key, tag, cased in KEYS
            if cased is as_written
            for rule in rules.records
            if tag.format(rule.table) in _TRIGGER_TAGS
            for word in rule.words(key)
        }
        for as_written in (False, True)
    )
    articles = _any_of(word for rule in rules.table("article") for word in rule.words("words"))
    words = rf"(?i:{_any_of(folded)}|(?:{articles})[ -](?:{_any_of(_measures(rules))}))|{_any_of(exact)}"
    return rf"\pN|(?:\b|_)(?:{words})(?:\b|_)"


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


__all__ = ["CAPITALISED", "Candidate", "Iterable", "Reader", "Text", "reader"]
