"""The reader: everything the rules say, compiled once, and a document's mentions read with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import re2

from factcheck.extract import dates, numbers, ordinals
from factcheck.extract.events import Events
from factcheck.extract.nouns import Nouns
from factcheck.extract.patterns import Forms, Match, compile_form, literals
from factcheck.extract.quantities import Quantities
from factcheck.extract.reading import Precedence, Reading, arbitrate
from factcheck.extract.sentences import Sentence, Splitter
from factcheck.extract.tokens import CAPITALISED, Lexicon, Token
from factcheck.model import Dating, Document, Kind, Mention, Modifier, Period, Span
from factcheck.rules import Rules

_TRIGGER_TABLES = (
    "cardinal", "hundred", "scale", "vague", "zero", "group", "fraction", "fraction_symbol", "ordinal", "month", "weekday",
    "relative", "day_offset", "ago", "later", "after_event", "anaphor", "holiday", "decade_word", "times",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """A document read: its sentences that may hold a claim, and its mentions with the sentence each stands in."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[tuple[Mention, int], ...]


class Reader:
    """Reads documents by a set of rules."""

    def __init__(self, rules: Rules) -> None:
        forms = [*rules.table("form"), *rules.table("identifier")]
        self.rules = rules
        self.lexicon = Lexicon(rules, literals(iter(forms)))
        self.nouns = Nouns(rules)
        self.splitter = Splitter(rules)
        self._forms = Forms([compile_form(rule, self.lexicon) for rule in forms])
        self._quantities = Quantities(rules, self.nouns)
        self._events = Events(rules)
        self._trigger = re2.compile(_trigger(rules))
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
        hits = iter(match.start() for match in self._trigger.finditer(document.text))
        hit = next(hits, None)
        for span, block in self.splitter.spans(document):
            while hit is not None and hit < span.start:
                hit = next(hits, None)
            if hit is not None and hit < span.end:
                tokens = numbers.merge(self.lexicon.tokens(document.text, span.start, span.end), document.text, self.lexicon)
                yield Sentence(span=span, block=block, tokens=tuple(tokens), classes="".join(token.char for token in tokens))

    def _readings(self, text: str, sentence: Sentence) -> list[Candidate]:
        tokens = list(sentence.tokens)
        found: list[Reading] = []
        matches: dict[int, Match] = {}
        for match in self._forms.matches(tokens, sentence.classes):
            reading = _form_reading(match, tokens, text)
            if reading is not None:
                found.append(reading)
                matches[id(reading)] = match
        found += self._quantities.read(tokens, text)
        found += ordinals.read(tokens)
        return [Candidate(reading, matches.get(id(reading))) for reading in arbitrate(found)]

    # ---- days -------------------------------------------------------------------------------------------------------

    def _resolved(self, document: Document, sentences: list[Sentence], readings: list[list[Candidate]]) -> Iterator[tuple[Mention, int]]:
        last: Period | None = None
        fiscal = self._fiscal_start(document)
        events = self._events.of(document, sentences, readings)
        for number, (sentence, candidates) in enumerate(zip(sentences, readings, strict=True)):
            tokens = list(sentence.tokens)
            future = any(token.has("future") for token in tokens)
            year: int | None = None
            for candidate in candidates:
                reading = candidate.reading
                if candidate.match is None:
                    yield _mention(reading, sentence), number
                    continue
                setting = dates.Setting(
                    published=document.metadata.published, last=last, sentence_year=year, future=future, fiscal_start=fiscal, event=events
                )
                dating = dates.resolve(candidate.match, tokens, setting)
                if dating is None:
                    continue
                if dating.period is not None and dating.anchor == "explicit":
                    year = dating.period.first.year
                if dating.period is not None and dating.anchor != "event" and candidate.match.form.shape not in ("window", "ago"):
                    last = dating.period
                yield _mention(_hedged(reading, dating, tokens), sentence), number

    def _fiscal_start(self, document: Document) -> int | None:
        text = document.text.casefold()
        for rule, countries in self._fiscal:
            if any(country in text for country in countries):
                return int(rule.number("value"))
        return None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading that holds, with the form that it came from where it is a date."""

    reading: Reading
    match: Match | None


def _form_reading(match: Match, tokens: list[Token], text: str) -> Reading | None:
    first, last = match.first, match.last
    start, end = tokens[first].start, tokens[last - 1].end
    if match.form.tight and any(not token.glued for token in tokens[first + 1 : last]):
        return None
    rule = match.form.rule
    if rule.table == "identifier":
        return Reading(first=first, last=last, start=start, end=end, rule=rule.id, precedence=Precedence.IDENTIFIER)
    if dates.resolve(match, tokens, _PROBE) is None:
        return None
    return Reading(
        first=first, last=last, start=start, end=end, rule=rule.id, precedence=Precedence.DATE, kind=Kind.DATE, value=_UNRESOLVED
    )


_UNRESOLVED = Dating(period=None)
_PROBE = dates.Setting()


def _hedged(reading: Reading, dating: Dating, tokens: list[Token]) -> Reading:
    """The date with the words in front that open, close or loosen it (`since at least 2007`, `by the end of May`)."""
    first, start = reading.first, reading.start
    modifier = dating.modifier
    while first > 0:
        at = first - 1
        if tokens[at].norm == "the" and first > 1:
            at -= 1
        sense = tokens[at].senses.get("date_hedge") or (tokens[at].senses.get("hedge") if at == first - 1 else None)
        if sense is None:
            break
        if modifier is not Modifier.RANGE:
            found = Modifier(str(sense.rule.data["modifier"]))
            modifier = found if modifier is Modifier.EXACT or found in _OPENING else modifier
        first, start = at, tokens[at].start
    return replace(reading, first=first, start=start, value=replace(dating, modifier=modifier))


_OPENING = (Modifier.SINCE, Modifier.UNTIL, Modifier.BEFORE, Modifier.AFTER)


def _mention(reading: Reading, sentence: Sentence) -> Mention:
    assert reading.value is not None
    return Mention(
        span=Span(reading.start, reading.end), kind=reading.kind, value=reading.value, rule=reading.rule,
        sentence=sentence.span, direction=reading.direction,
    )  # fmt: skip


def _trigger(rules: Rules) -> str:
    words = {word for table in _TRIGGER_TABLES for rule in rules.table(table) for key in ("words", "cased", "weak") for word in rule.words(key)}
    listed = "|".join(re2.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    articles = "|".join(word for rule in rules.table("article") for word in rule.words("words"))
    return rf"(?i)[\pN]|\b(?:{listed})|\b(?:{articles})[ -](?:{_measures(rules)})\b"


def _measures(rules: Rules) -> str:
    """The words of units and currencies, one of which can stand behind an article (`a week`)."""
    words: set[str] = set()
    for rule in (*rules.table("unit"), *rules.table("currency")):
        words.update(rule.words("surfaces"), rule.words("symbols"), rule.data.get("minor", {}).get("surfaces", ()))
    return "|".join(re2.escape(word) for word in sorted(words) if word[0].isalpha())


@lru_cache(maxsize=4)
def reader(rules: Rules) -> Reader:
    """The reader for a set of rules, built once."""
    return Reader(rules)


__all__ = ["CAPITALISED", "Candidate", "Iterable", "Reader", "Text", "reader"]
