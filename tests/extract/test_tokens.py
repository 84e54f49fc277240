"""Tokens: words, number literals and marks, and the phrases of the rules."""

from __future__ import annotations

import pytest

from factcheck import rules
from factcheck.extract.tokens import Lexicon

LEXICON = Lexicon(rules.load())


def norms(text: str) -> list[str]:
    return [token.norm for token in LEXICON.tokens(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("more than 40", ["more than", "40"]),
        ("more-than 40", ["more - than", "40"]),
        ("and more than 40", ["and", "more than", "40"]),
        ("A$5", ["a $", "5"]),
        ("A $5", ["a", "$", "5"]),
        ("40 ft. long", ["40", "ft .", "long"]),
        ("He fell 40 ft.", ["he", "fell", "40", "ft", "."]),
        ("1 234 567.89", ["1 234 567.89"]),
        ("6'2", ["6", "'", "2"]),
        ("1'000", ["1'000"]),
        ("$.25", ["$", ".25"]),
        ("see www.example.org/12 now", ["see", "www.example.org/12", "now"]),
    ],
)
def test_text_is_cut_into_words_phrases_and_literals(text: str, expected: list[str]) -> None:
    assert norms(text) == expected


def test_tokens_keep_their_place() -> None:
    text = "They paid US$ 5 million, or more."
    assert [text[token.start : token.end] for token in LEXICON.tokens(text, 0, len(text))] == [
        "They", "paid", "US$", "5", "million", ",", "or more", ".",
    ]  # fmt: skip


def test_a_word_of_several_rules_has_all_of_them() -> None:
    [token] = LEXICON.tokens("rupees", 0, 6)
    assert {rule.name for rule in token.senses["currency"].sharers} >= {"INR", "PKR"}
