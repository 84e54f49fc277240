"""Forms: patterns over the tags of tokens, written in the rules and run as regular expressions over classes.

    name:tag      captures the token        tag|tag     either tag; @name stands for those of an alias
    'word'        the word itself           item?       may be missing
    ( ... )?      a part that may be missing
    <grain>       a form found at a lower level, such as <month>; <date> is any of them

There is no unbounded repetition, so no pattern can backtrack without bound. Forms stand on levels: what is found on one
becomes a single item on the next, so that `from the end of May to 8 June` is a range of two dates, one of them part of a
month. The keys `behind`, `not_behind`, `before` and `not_before` name the tags of the neighbours that a form needs or
shuns (`before` also holds at the end of a sentence); `uncounted` shuns a counted noun behind it, `rated` the rate of an
amount at its start, `timed` the time of a stop watch, `accounts` asks for a word of accounts in the sentence, `tight` allows no
blank, and an `inner` form is a date only as part of another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from factcheck.errors import RulesError
from factcheck.extract.tokens import Lexicon, Token
from factcheck.rules import Rule

_ITEM = re.compile(r"\(|\)\??|[^\s()]+")
_LITERAL = re.compile(r"'([^']+)'")
_NAME = re.compile(r"[a-z_]\w*", re.ASCII)
_AROUND = {"behind": "(?<={})", "not_behind": "(?<!{})", "before": "(?={}|$)", "not_before": "(?!{})"}
_PATTERNS = ("pattern", *_AROUND)
_MOST_CHOICES = 1 << 14
BY_UNIT = "unit"  # a form of this grain has that of the calendar unit it captured


@dataclass(frozen=True)
class Form:
    """A pattern over classes: those that can begin it, those that can stand second (None where it can be of one item), and
    those of what it makes, by grain.

    It is compiled when it is first tried: few documents have a word for every form.
    """

    rule: Rule
    shape: str
    level: int
    source: str
    first: frozenset[str]
    second: frozenset[str] | None
    grains: Mapping[str, str]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return re.compile(self.source)

    def holds(self, key: str) -> bool:
        """Whether the rule sets a switch."""
        return bool(self.rule.data.get(key))


class Match(NamedTuple):
    """A form found at tokens `first` up to `last`; `captures` maps a name to its token, or to the form it is made of."""

    form: Form
    first: int
    last: int
    start: int
    end: int
    glued: bool
    captures: Mapping[str, Token | Match]

    @property
    def char(self) -> str:
        """Its class, as an item of a higher level."""
        grains = self.form.grains
        if len(grains) == 1:
            return next(iter(grains.values()))
        unit = self.captures["unit"]
        return grains[unit.senses["calendar"].rule.name] if isinstance(unit, Token) else unit.char


Item = Token | Match


def literals(rules: Iterable[Rule]) -> set[str]:
    """The words that forms name themselves."""
    return {word.casefold() for rule in rules for key in (*_PATTERNS, "tags") for word in _LITERAL.findall(str(rule.data.get(key, "")))}


def compile_forms(rules: list[Rule], lexicon: Lexicon, aliases: Mapping[str, str]) -> list[Form]:
    """The forms of some rules; `@name` stands for the tags of an alias.

    Raises:
        RulesError: an unbalanced bracket, or a tag that no rule gives.
    """
    units = {unit for unit, senses in lexicon.words.items() if "calendar" in senses}
    names = {lexicon.words[unit]["calendar"].rule.name for unit in units}
    grains = {str(rule.data["grain"]) for rule in rules if rule.data.get("grain")} - {BY_UNIT} | names
    classes = {grain: lexicon.class_of(frozenset({"<date>", f"<{grain}>"})) for grain in sorted(grains)}
    words = _Words(lexicon, aliases)
    return [_compile(rule, words, classes, names) for rule in rules]


class _Words:
    """The classes of the tags that patterns name."""

    def __init__(self, lexicon: Lexicon, aliases: Mapping[str, str]) -> None:
        self._lexicon = lexicon
        self._aliases = aliases

    def classes(self, rule: Rule, key: str, tags: str) -> str:
        """The classes of some tags, of which each must be given by a rule."""
        chars = ""
        for tag in tags.split("|"):
            literal = _LITERAL.fullmatch(tag)
            if tag.startswith("@") and tag[1:] in self._aliases:
                found = self.classes(rule, key, self._aliases[tag[1:]])
            else:
                found = self._lexicon.classes_with("=" + literal[1].casefold() if literal else tag)
            if not found:
                raise RulesError(rule.file, rule.id, key, f"no rule gives the tag {tag!r}")
            chars += found
        return chars


def _compile(rule: Rule, words: _Words, classes: dict[str, str], units: set[str]) -> Form:
    source, first, second = _source(rule, words)
    behind = "".join(_around(rule, key, words) for key in ("behind", "not_behind"))
    before = "".join(_around(rule, key, words) for key in ("before", "not_before"))
    grain = str(rule.data.get("grain", "date"))
    grains = {unit: classes[unit] for unit in units} if grain == BY_UNIT else {grain: classes.get(grain, "")}
    level = rule.data.get("level", 1)
    return Form(rule, str(rule.data.get("shape", "")), level, behind + source + before, first, second, grains)


def _around(rule: Rule, key: str, words: _Words) -> str:
    if key not in rule.data:
        return ""
    items = "".join(f"[{words.classes(rule, key, tags)}]" for tags in rule.string(key).split())
    return _AROUND[key].format(items)


def _source(rule: Rule, words: _Words) -> tuple[str, frozenset[str], frozenset[str] | None]:
    """The regular expression of a pattern, the classes that can begin it and those that can stand second."""
    source: list[str] = []
    first: set[str] = set()
    second: set[str] = set()
    needed = 0
    open_start, entered = True, [False]
    for item in _ITEM.findall(rule.string("pattern")):
        if item == "(":
            source.append("(?:")
            entered.append(open_start)
        elif item in (")", ")?"):
            source.append(item)
            if len(entered) == 1:
                raise RulesError(rule.file, rule.id, "pattern", "has a bracket too many")
            was_open = entered.pop()
            open_start = was_open if item == ")?" else open_start
        else:
            chars, text, optional = _item(rule, item, words)
            if first and needed < 2:
                second |= set(chars)
            source.append(text)
            if open_start:
                first |= set(chars)
                open_start = optional
            if len(entered) == 1 and not optional:
                needed += 1
    if len(entered) > 1:
        raise RulesError(rule.file, rule.id, "pattern", "has a bracket too few")
    return "".join(source), frozenset(first), frozenset(second) if needed > 1 else None


def _item(rule: Rule, item: str, words: _Words) -> tuple[str, str, bool]:
    optional = item.endswith("?")
    name, _, tags = item.removesuffix("?").rpartition(":")
    if name and not _NAME.fullmatch(name):
        raise RulesError(rule.file, rule.id, "pattern", f"{name!r} is no name for a capture")
    chars = words.classes(rule, "pattern", tags)
    body = f"(?P<{name}>[{chars}])" if name else f"[{chars}]"
    return chars, body + ("?" if optional else ""), optional


class Forms:
    """All forms of some rules, by level and by the classes that can begin them."""

    def __init__(self, forms: list[Form]) -> None:
        levels = sorted({form.level for form in forms})
        self._levels = [_Level([form for form in forms if form.level == level]) for level in levels]

    def read(self, tokens: Sequence[Token], classes: str, accepts: Callable[[Match], bool]) -> list[Match]:
        """The forms of a sentence that hold: on every level the longest first, each an item of the next level."""
        line = _Line(tokens, classes, range(len(tokens) + 1))
        for level in self._levels:
            if level.needs_dates and line.items is tokens:
                continue
            candidates = level.candidates(line)
            kept = _longest(candidates, line, accepts) if candidates else None
            if kept:
                line = _reduced(line, kept)
        if line.items is tokens:
            return []
        return [item for item in line.items if isinstance(item, Match) and not item.form.holds("inner")]


class _Line(NamedTuple):
    """A sentence on a level: its items, their classes, and the numbers of their first tokens, with that of the token behind the
    last.
    """

    items: Sequence[Item]
    classes: str
    places: Sequence[int]

    def match(self, form: Form, found: re.Match[str]) -> Match:
        """The form at the items that its pattern found."""
        index, last = found.span()
        first, final = self.items[index], self.items[last - 1]
        captures = {name: self.items[found.start(name)] for name, value in found.groupdict().items() if value is not None}
        return Match(form, self.places[index], self.places[last], first.start, final.end, first.glued, captures)


class _Level:
    """The forms of one level."""

    def __init__(self, forms: list[Form]) -> None:
        self.needs_dates = all("<" in form.rule.string("pattern") for form in forms)
        self._choices = _Choices(forms)
        self._start = re.compile(_start(forms))

    def candidates(self, line: _Line) -> list[_Candidate]:
        """Every form that matches at every item, each at its longest."""
        out: list[_Candidate] = []
        for start in self._start.finditer(line.classes):
            index = start.start()
            for form in self._choices[line.classes[index : index + 2]]:
                found = form.regex.match(line.classes, index)
                if found is not None:
                    last = found.end()
                    out.append(_Candidate(line.places[index] - line.places[last], index, last, form, found))
        return out


def _start(forms: Iterable[Form]) -> str:
    """Where one of some forms can begin, by the classes of its first two items, or of the only one that it needs."""
    long, short = [[form for form in forms if (form.second is None) is alone] for alone in (False, True)]
    starts = [f"[{_chars(form.first for form in short)}]"] if short else []
    if long:
        starts.append(f"[{_chars(form.first for form in long)}](?=[{_chars(form.second or () for form in long)}])")
    return "|".join(starts)


def _chars(sets: Iterable[Iterable[str]]) -> str:
    return "".join(sorted(frozenset[str]().union(*sets)))


class _Candidate(NamedTuple):
    """A form that matches items `first` up to `last`; `rank` is the smaller the more tokens it takes."""

    rank: int
    first: int
    last: int
    form: Form
    found: re.Match[str]


class _Choices(dict[str, list[Form]]):
    """A bounded memo of the forms that can begin with a pair of classes, or with the last class of a line."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._forms = forms

    def __missing__(self, pair: str) -> list[Form]:
        if len(self) >= _MOST_CHOICES:
            self.clear()
        first, second = pair[0], pair[1:]
        found = self[pair] = [form for form in self._forms if first in form.first and (form.second is None or second in form.second)]
        return found


def _longest(candidates: list[_Candidate], line: _Line, accepts: Callable[[Match], bool]) -> dict[int, tuple[int, Match]]:
    """The matches that hold, by their first item: the longer before the shorter, and no two on one item."""
    taken = bytearray(len(line.items))
    kept: dict[int, tuple[int, Match]] = {}
    for _, first, last, form, found in sorted(candidates, key=itemgetter(0, 1)):
        if any(taken[first:last]):
            continue
        match = line.match(form, found)
        if accepts(match):
            taken[first:last] = b"\1" * (last - first)
            kept[first] = (last, match)
    return kept


def _reduced(line: _Line, kept: Mapping[int, tuple[int, Match]]) -> _Line:
    """The line with the matches that hold in place of what they are made of."""
    items: list[Item] = []
    classes: list[str] = []
    places: list[int] = []
    end = 0
    for first, (last, match) in sorted(kept.items()):
        items += (*line.items[end:first], match)
        classes += (line.classes[end:first], match.char)
        places += line.places[end : first + 1]
        end = last
    chars = "".join(classes) + line.classes[end:]
    return _Line([*items, *line.items[end:]], chars, [*places, *line.places[end:]])
