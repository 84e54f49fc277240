"""Outlines: a paragraph as one line of folded words, with a sign for every claim and every name.

    The mill opened in 1990 and closed 20 years later, in 2015.
    the mill opened in @d0 and closed @s1 , in @d2 .

So a pattern of the rules tells how claims stand to each other without knowing how each of them is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import re2

from factcheck.checks.passages import Place, places
from factcheck.errors import RulesError
from factcheck.extract import Text
from factcheck.extract.sentences import Sentence
from factcheck.extract.simple import AGE
from factcheck.extract.tokens import Token
from factcheck.model import Claim, Kind, Modifier, Span
from factcheck.rules import Rule

# The letter of a claim in an outline, by what patterns call it.
SIGNS: Mapping[str, str] = {
    "date": "d", "range": "r", "step": "s", "length": "l", "age": "a", "number": "n", "name": "p", "other": "x",
}  # fmt: skip
BREAK = "¶"  # between sentences that do not follow each other
_STEPS = ("event", "later")
_NO_NAME = ("stop", "month", "month_weak", "weekday", "article", "definite", "determiner", "pronoun")
_BESIDE_NAME = frozenset("(,")
_STOPS = (b" . ", b" ; ", f" {BREAK} ".encode())
_REACH = 600  # bytes on each side of some words that can belong to their sentence
_SIGN = re.compile(r"@([a-z])\d")
_FIELD = re.compile(r"\{(\w+)(?::(\w+))?\}")


@dataclass(frozen=True, slots=True)
class Outline:
    """The line of a paragraph, the claims that its signs number, and how many there are by letter."""

    line: str
    places: tuple[Place, ...]
    signs: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a pattern fits an outline: the claims and the words that it wants by name, and the sentence around."""

    places: Mapping[str, Place]
    words: Mapping[str, str]
    sentence: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of the rules, with the letters of the claims that it wants by name: without them it need not be tried."""

    regex: re2.Pattern[bytes]
    claims: Mapping[str, str]

    def fits(self, outline: Outline) -> Iterator[Fit]:
        """Where it fits an outline, in order."""
        needs = Counter(self.claims.values())
        if any(sum(outline.signs.get(letter, 0) for letter in letters) < count for letters, count in needs.items()):
            return
        line = outline.line.encode(errors="replace")  # re2 would encode it anew for every search
        found = self.regex.search(line)
        while found is not None:
            wanted = {name.decode(): value.decode() for name, value in found.groupdict().items() if value is not None}
            yield Fit(
                {name: outline.places[int(value)] for name, value in wanted.items() if name in self.claims},
                {name: value for name, value in wanted.items() if name not in self.claims},
                _sentence(line, *found.span()),
            )
            found = self.regex.search(line, max(found.end() - 1, found.start() + 1))  # the blank behind also begins the next


def outlines(text: Text, claims: Sequence[Claim], shapes: Mapping[str, str]) -> Iterator[Outline]:
    """The outlines of the paragraphs that state a stretch of days, or a date and something beside it.

    `shapes` are those of the forms of dates, by rule.
    """
    standing: dict[Span, list[Place]] = {}
    for place in places(text, claims):
        standing.setdefault(place.sentence.span, []).append(place)
    for _, group in groupby(text.sentences, key=attrgetter("block")):
        sentences = [(sentence, standing.get(sentence.span, [])) for sentence in group]
        own = [place for _, listed in sentences for place in listed]
        datings = [place.claim.mention.dating for place in own if place.claim.mention.dating is not None]
        if datings and (len(own) > 1 or datings[0].modifier is Modifier.RANGE):
            line = _line(sentences, text.document.text, shapes)
            yield Outline(line, tuple(own), Counter(_SIGN.findall(line)))


def _line(sentences: Iterable[tuple[Sentence, Sequence[Place]]], text: str, shapes: Mapping[str, str]) -> str:
    words: list[str] = []
    count = 0
    end: int | None = None
    for sentence, own in sentences:
        if end is not None and text[end : sentence.span.start].strip():
            words.append(BREAK)
        words += _words(sentence, list(enumerate(own, count)), text, shapes)
        count, end = count + len(own), sentence.span.end
    return " ".join(words)


def _words(sentence: Sentence, own: Sequence[tuple[int, Place]], text: str, shapes: Mapping[str, str]) -> Iterator[str]:
    starts = {place.first: (number, place) for number, place in own}
    index = names = 0
    while index < len(sentence.tokens):
        if index in starts:
            number, place = starts[index]
            yield f"@{SIGNS[_sign(place, shapes)]}{number}"
            index = max(place.last, index + 1)
            continue
        end = _name(sentence.tokens, index, starts, text)
        if end > index:
            yield f"@{SIGNS['name']}{names}"
            names += 1
            index = end
            continue
        yield sentence.tokens[index].norm
        index += 1


def _sign(place: Place, shapes: Mapping[str, str]) -> str:
    mention = place.claim.mention
    if mention.dating is not None:
        return _date_sign(place, mention.dating.modifier, shapes.get(mention.rule, ""))
    if mention.kind is Kind.DURATION:
        aged = mention.rule == AGE or any(token.has("age") for token in place.inside)
        return "age" if aged else "length"
    plain = mention.amount is not None and mention.amount.unit is None and mention.kind is Kind.QUANTITY
    return "number" if plain else "other"


def _date_sign(place: Place, modifier: Modifier, shape: str) -> str:
    if shape in _STEPS:
        return "step"
    dating = place.claim.mention.dating
    if dating is None or dating.period is None or any(token.has("between") for token in place.inside):
        return "other"
    return {Modifier.EXACT: "date", Modifier.RANGE: "range"}.get(modifier, "other")


def _name(tokens: Sequence[Token], index: int, starts: Mapping[int, object], text: str) -> int:
    """Where a run of capitals ends; one that opens the sentence alone is a name only in front of brackets or a comma."""
    end = index
    while end < len(tokens) and end not in starts and text[tokens[end].start].isupper() and not tokens[end].has_any(*_NO_NAME):
        end += 1
    alone = end == index + 1 and index == 0
    return index if alone and (end == len(tokens) or tokens[end].norm not in _BESIDE_NAME) else end


def _sentence(line: bytes, start: int, end: int) -> str:
    """The sentence of an outline around some of its words."""
    low, high = max(start - _REACH, 0), end + _REACH
    first = max(line.rfind(stop, low, start) for stop in _STOPS)
    last = min((at for stop in _STOPS if (at := line.find(stop, end, high)) >= 0), default=high)
    return line[max(first, low) : last].decode(errors="replace")


def compile_pattern(rule: Rule, wording: Mapping[str, str], wanted: Iterable[str]) -> Pattern:
    """The pattern of a rule over outlines, in which what is `wanted` must have a name.

    `{date}` is a claim of that sign, `{first:date}` one that is wanted under that name, and any other name in braces a
    wording of the rules.

    Raises:
        RulesError: a wording or a sign that is not there, a name that is missing, or no regular expression.
    """
    claims: dict[str, str] = {}

    def field(found: re.Match[str]) -> str:
        name, sign = found.groups()
        if sign is not None:
            claims[name] = "".join(SIGNS[each] for each in sign.split("_or_"))
            return rf"@[{claims[name]}](?P<{name}>[0-9]+)"
        if name in SIGNS:
            return rf"@{SIGNS[name]}[0-9]+"
        return f"(?:{_FIELD.sub(field, wording[name])})"

    try:
        regex = re2.compile(rf"(?:^| ){_FIELD.sub(field, rule.string('pattern'))}(?: |$)".encode())
    except KeyError as error:
        raise RulesError(rule.file, rule.id, "pattern", f"no sign and no wording is called {error}") from None
    except re2.error as error:
        raise RulesError(rule.file, rule.id, "pattern", f"is no regular expression: {error}") from None
    missing = [name for name in wanted if name.encode() not in regex.groupindex]
    if missing:
        raise RulesError(rule.file, rule.id, "pattern", f"names no {missing[0]}, which its shape needs")
    return Pattern(regex, claims)
