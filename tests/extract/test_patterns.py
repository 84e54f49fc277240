"""Forms: what a pattern means, and what is wrong with one that cannot be read."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.errors import RulesError
from factcheck.extract.patterns import Forms, Match, compile_forms
from factcheck.extract.tokens import Lexicon, Token
from factcheck.rules import Rule, Rules


def rule(table: str, name: str, **data: Any) -> Rule:
    return Rule(id=f"{table}.{name}", table=table, file="rules/t.toml", why="", finds=(), leaves=(), data=data)


WORDS = (
    rule("colour", "red", words=["red", "green"]),
    rule("thing", "hat", words=["hat", "coat"]),
    rule("joint", "and", words=["and"]),
    rule("calendar", "day", words=["day"]),
)


def found(text: str, *forms: Rule) -> list[str]:
    lexicon = Lexicon(Rules(WORDS), ["the"])
    tokens = lexicon.tokens(text, 0, len(text))
    read = Forms(compile_forms(list(forms), lexicon, {"any": "colour|thing"})).read(
        tokens, "".join(token.char for token in tokens), accepts
    )
    return [text[match.start : match.end] for match in read]


def accepts(match: Match) -> bool:
    return True


def form(pattern: str, name: str = "f", **data: Any) -> Rule:
    return rule("form", name, shape="s", pattern=pattern, **data)


@pytest.mark.parametrize(
    ("pattern", "data", "text", "expected"),
    [
        ("colour thing", {}, "a red hat", ["red hat"]),
        ("colour thing?", {}, "red red hat", ["red", "red hat"]),
        ("colour (joint colour)? thing", {}, "red and green hat", ["red and green hat"]),
        ("'the' thing", {}, "The hat", ["The hat"]),
        ("@any", {}, "red hat", ["red", "hat"]),
        ("thing", {"behind": "colour"}, "hat red hat", ["hat"]),
        ("thing", {"behind": "'the' colour"}, "the red hat, red coat", ["hat"]),
        ("thing", {"not_behind": "colour"}, "coat, red hat", ["coat"]),
        ("colour", {"before": "thing"}, "red, green hat green", ["green", "green"]),
        ("colour", {"not_before": "thing"}, "red, green hat", ["red"]),
        ("colour", {"inner": True}, "red", []),
    ],
)
def test_what_a_pattern_finds(pattern: str, data: dict[str, Any], text: str, expected: list[str]) -> None:
    assert found(text, form(pattern, **data)) == expected


def test_a_form_is_one_item_of_a_higher_level() -> None:
    forms = (form("colour thing", "a", grain="clothes"), form("one:<clothes> joint two:<clothes>", "b", level=2))
    assert found("red hat and green coat and", *forms) == ["red hat and green coat"]


def test_the_longest_form_of_a_level_holds() -> None:
    assert found("red hat and", form("colour thing", "a"), form("colour thing joint", "b")) == ["red hat and"]


def test_the_grain_can_be_that_of_the_captured_unit() -> None:
    forms = (form("colour unit:calendar", "a", grain="unit"), form("<day> thing", "b", level=2))
    assert found("red day hat", *forms) == ["red day hat"]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(colour", "bracket too few"), ("colour)", "bracket too many"), ("shape", "no rule gives the tag 'shape'"),
        ("Big:colour", "no name for a capture"), ("@other", "no rule gives the tag '@other'"),
    ],
)  # fmt: skip
def test_a_wrong_pattern_is_told_by_its_rule(pattern: str, message: str) -> None:
    with pytest.raises(RulesError, match=message):
        found("red", form(pattern))


def test_captures_are_tokens_or_forms() -> None:
    lexicon = Lexicon(Rules(WORDS))
    forms = compile_forms([form("c:colour thing", "a", grain="clothes"), form("x:<clothes> j:joint", "b", level=2)], lexicon, {})
    tokens = lexicon.tokens("red hat and", 0, 11)
    [match] = Forms(forms).read(tokens, "".join(token.char for token in tokens), accepts)
    inner = match.captures["x"]
    assert isinstance(inner, Match)
    assert isinstance(inner.captures["c"], Token)
    assert isinstance(match.captures["j"], Token)
