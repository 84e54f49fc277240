"""Names that open a sentence, and that only the other document shows to be some."""

from __future__ import annotations

from collections.abc import Callable

from factcheck import rules
from factcheck.compare import judge
from factcheck.compare.calling import called
from factcheck.model import Claim

QUESTIONS = judge(rules.load()).questions


def _names(claim: Claim) -> list[str]:
    return [part.value for part in claim.frame.subject]


def test_a_word_that_opens_a_sentence_is_a_name_where_the_other_document_has_it_as_one(read_claim: Callable[..., Claim]) -> None:
    plain = read_claim("Hodges received 40 crates.")
    named = read_claim("A clerk gave Ms Hodges 52 crates.", "52")
    assert _names(plain) == []
    assert _names(called(plain, named, QUESTIONS)) == ["hodges"]
    assert called(plain, named, QUESTIONS).frame.evidence.names == {"hodges"}


def test_it_is_none_where_the_other_document_does_not_have_it(read_claim: Callable[..., Claim]) -> None:
    plain = read_claim("Hodges received 40 crates.")
    assert called(plain, read_claim("A clerk gave the hodges 52 crates.", "52"), QUESTIONS) is plain


def test_a_value_that_stands_beside_its_name_keeps_it(read_claim: Callable[..., Claim]) -> None:
    beside = read_claim("Boxes went to Brazil ($40 million).", "$40")
    assert called(beside, read_claim("Ms Boxes paid $52 million.", "$52"), QUESTIONS) is beside
