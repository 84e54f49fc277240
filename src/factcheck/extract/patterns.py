"""Forms: patterns over the tags of tokens, written in the rules and run as regular expressions over classes.

    name:tag      captures the token        tag|tag     either tag
    'word'        the word itself           item?       may be missing
    ( ... )?      a part that may be missing

There is no unbounded repetition, so no pattern can backtrack without bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.errors import RulesError
from factcheck.extract.tokens import Lexicon, Token
from factcheck.rules import Rule

_ITEM = re.compile(r"\(|\)\??|[^\s()]+")
_LITERAL = re.compile(r"'([^']+)'")
_NAME = re.compile(r"[a-z_]\w*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Form:
    """A compiled pattern, with the classes that can begin it."""

    rule: Rule
    shape: str
    regex: re.Pattern[str]
    first: frozenset[str]
    tight: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A form found at tokens `first` up to `last`; `captures` maps a name to the index of its token."""

    form: Form
    first: int
    last: int
    captures: dict[str, int]


def literals(rules: Iterator[Rule]) -> set[str]:
    """The words that forms name themselves."""
    return {word.casefold() for rule in rules for word in _LITERAL.findall(rule.string("pattern"))}


def compile_form(rule: Rule, lexicon: Lexicon) -> Form:
    """The form of a rule.

    Raises:
        RulesError: an unbalanced bracket, or a tag that no rule gives.
    """
    pattern = rule.string("pattern")
    source: list[str] = []
    first: set[str] = set()
    open_start, depth, optional_depth = True, 0, [False]
    for item in _ITEM.findall(pattern):
        if item == "(":
            source.append("(?:")
            depth += 1
            optional_depth.append(open_start)
        elif item in (")", ")?"):
            source.append(item)
            depth -= 1
            entered = optional_depth.pop()
            open_start = entered if item == ")?" else open_start
        else:
            chars, text, optional = _item(rule, item, lexicon)
            source.append(text)
            if open_start:
                first |= set(chars)
                open_start = optional
    if depth:
        raise RulesError(rule.file, rule.id, "pattern", "has a bracket too many or too few")
    return Form(rule, rule.string("shape"), re.compile("".join(source)), frozenset(first), bool(rule.data.get("tight")))


def _item(rule: Rule, item: str, lexicon: Lexicon) -> tuple[str, str, bool]:
    optional = item.endswith("?")
    name, _, tags = item.removesuffix("?").rpartition(":")
    chars = "".join(lexicon.classes_with(_tag(tag)) for tag in tags.split("|"))
    if not chars:
        raise RulesError(rule.file, rule.id, "pattern", f"no rule gives the tag {tags!r}")
    if name and not _NAME.fullmatch(name):
        raise RulesError(rule.file, rule.id, "pattern", f"{name!r} is no name for a capture")
    body = f"(?P<{name}>[{chars}])" if name else f"[{chars}]"
    return chars, body + ("?" if optional else ""), optional


def _tag(tag: str) -> str:
    literal = _LITERAL.fullmatch(tag)
    return "=" + literal[1].casefold() if literal else tag


class Forms:
    """All forms of the rules, indexed by the classes that can begin them."""

    def __init__(self, forms: list[Form]) -> None:
        self._by_class: dict[str, list[Form]] = {}
        for form in forms:
            for char in form.first:
                self._by_class.setdefault(char, []).append(form)

    def matches(self, tokens: list[Token], classes: str) -> Iterator[Match]:
        """Every form that matches at every token; each at its longest."""
        for index, token in enumerate(tokens):
            for form in self._by_class.get(token.char, ()):
                match = form.regex.match(classes, index)
                if match is not None:
                    captures = {name: match.start(name) for name, value in match.groupdict().items() if value is not None}
                    yield Match(form, index, match.end(), captures)
