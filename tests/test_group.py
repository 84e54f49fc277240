"""Blocking keys: what two values must share to be put side by side at all."""

from __future__ import annotations

import pytest

from factcheck import group, pipeline, rules
from factcheck.model import Block, Claim, Document, Metadata, Span

RULES = rules.load()


def claim(text: str, path: str = "a") -> Claim:
    document = Document(text=text, metadata=Metadata(path=path, digest=path), blocks=(Block(span=Span(0, len(text))),))
    (found,) = pipeline.claims_of(document, RULES)
    return found


TOGETHER = [
    ("It opened on 4 May 2019.", "It opened in spring 2020."),
    ("It cost $40.", "It cost $1.2 billion."),
    ("It weighs 40 kilograms.", "It weighs 3 tonnes."),
    ("The flood took 40 people.", "The flood took 52."),
    ("The flood took 40 boats.", "The flood took 52 cows."),
    ("Half the pupils stayed.", "Some 52 percent stayed."),
    ("It lasts 3 days.", "It lasts 40 minutes."),
    pytest.param(
        "It cost 45 cents.", "It cost $0.45.", marks=pytest.mark.xfail(reason="frame takes the cent for a counted noun, no currency")
    ),
]
APART = [
    ("It cost $40.", "It cost €40."),
    ("It cost $40.", "It took 40 people."),
    ("It weighs 40 kilograms.", "It measures 40 metres."),
    ("It opened in 2019.", "It took 40 people."),
    ("It lasts 3 days.", "It opened on 3 May 2019."),
]


@pytest.mark.parametrize(("a", "b"), TOGETHER)
def test_what_may_be_compared_shares_a_key(a: str, b: str) -> None:
    assert group.key(claim(a)) == group.key(claim(b))


@pytest.mark.parametrize(("a", "b"), APART)
def test_what_can_never_be_compared_shares_none(a: str, b: str) -> None:
    assert group.key(claim(a)) != group.key(claim(b))


def test_a_claim_alone_under_its_key_is_in_no_group() -> None:
    assert list(group.group([claim("It cost $40."), claim("It cost €40.", "b")])) == []


def test_groups_come_in_the_order_of_their_keys_and_claims_in_theirs() -> None:
    claims = [
        claim(text, path) for path, text in zip("abcd", ["It cost €40.", "It cost $40.", "It cost €52.", "It cost $52."], strict=True)
    ]
    groups = list(group.group(claims))
    assert [[member.text for member in each.claims] for each in groups] == [["€40", "€52"], ["$40", "$52"]]
    assert [each.key for each in groups] == sorted(each.key for each in groups)


def test_every_two_claims_of_a_group_are_asked_about_once() -> None:
    (block,) = group.group([claim(f"It cost ${number}.", str(number)) for number in (40, 52, 60)])
    assert [(a.text, b.text) for a, b in group.pairs(block)] == [("$40", "$52"), ("$40", "$60"), ("$52", "$60")]
