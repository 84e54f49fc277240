"""Blocking keys: what two values must share to be put side by side at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

import pytest

from factcheck import batches, group, rules
from factcheck.index import entry
from factcheck.index.memory import Memory
from factcheck.model import Account, Block, Claim, Document, Metadata, Span

RULES = rules.load()


def claim(text: str, path: str = "a") -> Claim:
    document = Document(text=text, metadata=Metadata(path=path, digest=path), blocks=(Block(span=Span(0, len(text))),))
    (found,) = batches.claims_of(document, RULES)
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


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [
        ("It took 4,170 boats.", "It took 4,710 cows.", True),
        ("It took 78 metres.", "It took 87 metres.", True),
        ("It took 78 boats.", "It took 87 cows.", False),
        ("It took 77 boats.", "It took 77 cows.", False),
        ("It took 150 boats.", "It took 105 boats.", True),
        ("It took 150 boats.", "It took 1,050 boats.", False),
        ("It opened on 4 May 1919.", "It opened on 5 May 1919.", True),
        ("It opened on 4 May 1919.", "It opened on 4 May 1991.", True),
        ("It opened on 4 May 1919.", "It opened on 5 June 1919.", False),
        ("It opened in May 1919.", "It opened in June 1919.", False),
    ],
)
def test_a_value_and_what_it_may_have_slipped_from_share_what_leads_to_it(a: str, b: str, shared: bool) -> None:
    assert bool(group.slips(claim(a)) & group.slips(claim(b))) is shared


def test_a_slip_leads_to_a_value_among_few_documents_alone() -> None:
    first, second = account("a", "The flood took 4,170 boats."), account("b", "Over a winter 4,710 cows were lost.")
    assert list(group.pairs(first, second)) == []
    assert [(a.text, b.text) for a, b in group.pairs(first, second, few=True)] == [("4,170", "4,710")]


def account(path: str, *texts: str) -> Account:
    return Account(metadata=Metadata(path=path), claims=tuple(claim(text, path) for text in texts))


def couples(accounts: Sequence[Account], new: Collection[int] = ()) -> tuple[set[tuple[int, int]], group.Meetings]:
    held = Memory()
    for each in accounts:
        held.add(entry(each))
    meetings = group.Meetings(held, new)
    return set(meetings.couples(sorted(new) or held.numbers())), meetings


def test_claims_of_two_documents_meet_in_their_block_and_within_one_each_two_once() -> None:
    first, second = account("a", "It cost €40.", "It cost $52."), account("b", "It cost $60.", "It cost $70.")
    assert [(a.text, b.text) for a, b in group.pairs(first, second)] == [("$52", "$60"), ("$52", "$70")]
    three = account("c", *(f"It cost ${number}." for number in (40, 52, 60)))
    assert [(a.text, b.text) for a, b in group.pairs(three, three)] == [("$40", "$52"), ("$40", "$60"), ("$52", "$60")]


def test_among_a_handful_all_documents_are_compared() -> None:
    texts = ["The flood took 40 boats.", "The flood took 52 boats.", "The concert drew 900 people."]
    found, meetings = couples([account(str(number), text) for number, text in enumerate(texts)])
    assert found == {(0, 0), (1, 1), (2, 2), (0, 1), (0, 2), (1, 2)}
    assert (meetings.left_out, meetings.hot) == (0, set())


def crowd(number: int) -> list[Account]:
    """Documents on as many ships, which share no more than what ships do."""
    return [account(f"{at:04}", f"The {ship(at)} sank with 40 sailors.") for at in range(number)]


def ship(number: int) -> str:
    return "Q" + "".join("aeiou"[number // 5**place % 5] + "m" for place in range(4))


@pytest.fixture
def thrifty(monkeypatch: pytest.MonkeyPatch) -> None:
    """No budget for couples that share nothing rare."""
    monkeypatch.setattr(group, "_BUDGET", 0)
    monkeypatch.setattr(group, "_LOOKS", 0)


@pytest.mark.usefixtures("thrifty")
def test_among_many_documents_what_all_of_them_share_brings_none_together() -> None:
    found, meetings = couples([*crowd(60), account("x", f"The {ship(7)} sank with 52 sailors.")])
    assert {couple for couple in found if couple[0] != couple[1]} == {(7, 60)}
    assert meetings.left_out == 61 * 60 // 2 - 1


@pytest.mark.usefixtures("thrifty")
def test_among_many_documents_words_alone_bring_none_together() -> None:
    told = "The {} carried {} barrels of turpentine, resin and tar for the ropemakers."
    cargo = [account(f"x{number}", told.format(ship(at), number)) for at, number in ((300, 40), (309, 52), (309, 60))]
    found, meetings = couples([*crowd(190), *cargo])
    assert {couple for couple in found if couple[0] != couple[1]} == {(191, 192)}
    assert meetings.left_out == 190 * 189 // 2 + 2


@pytest.mark.usefixtures("thrifty")
def test_a_couple_by_itself_meets_where_it_does_in_a_scan() -> None:
    found, meetings = couples([*crowd(60), *(account(f"x{at}", f"The {ship(7)} sank with {at} sailors.") for at in (52, 60))])
    assert {couple for couple in combinations(range(62), 2) if meetings.meet(couple)} == {(a, b) for a, b in found if a != b}


@pytest.mark.usefixtures("thrifty")
def test_what_more_documents_share_than_can_be_looked_at_is_counted() -> None:
    _, meetings = couples(crowd(group.HOT + 1))
    assert (len(meetings.hot) > 0, meetings.left_out) == (True, 0)


def test_as_far_as_the_budget_goes_the_nearest_are_compared_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group, "_BUDGET", 61 * 2)
    found, meetings = couples([*crowd(60), account("x", f"The {ship(7)} sank with 52 sailors.")])
    assert {couple for couple in found if couple[1] == 60} == {(7, 60), (0, 60), (60, 60)}
    assert meetings.left_out == 61 * 60 // 2 - 59 * 2 - 1


@pytest.mark.usefixtures("thrifty")
def test_of_many_on_one_thing_each_meets_only_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group, "_MET", 2)
    same = [account(f"y{at}", f"The {ship(7)} sank with {at} sailors.") for at in (52, 60, 71)]
    found, meetings = couples([*crowd(190), *same])
    assert {couple for couple in found if couple[0] != couple[1]} == {(7, 190), (7, 191), (190, 191), (7, 192), (190, 192)}
    assert meetings.left_out == 193 * 192 // 2 - 5


def test_a_name_that_most_documents_hold_is_what_all_of_it_is_about() -> None:
    held = Memory()
    for each in (*(account(str(at), f"The {ship(1)} sank with {at} sailors.") for at in range(3)), *crowd(2)):
        held.add(entry(each))
    names = group.shared_names(held.account(0).claims[0], held.account(1).claims[0])
    assert group.is_topic(names, held)
    assert not group.is_topic(group.shared_names(held.account(3).claims[0], held.account(3).claims[0]), held)


def test_new_documents_are_compared_with_all_others_and_known_ones_are_not() -> None:
    found, _ = couples([account(str(number), f"The flood took {number} boats.") for number in range(4)], new={1, 2})
    assert found == {(1, 1), (2, 2), (0, 1), (3, 1), (0, 2), (1, 2), (3, 2)}


def test_documents_that_hold_all_of_some_features_are_counted() -> None:
    held = Memory()
    for each in (*crowd(5), account("x", f"The {ship(3)} sank with 52 sailors.")):
        held.add(entry(each))
    common = held.entry(0).features & held.entry(1).features
    assert group.together(common, held) == 6
    assert group.together(common, held, most=4) == 4
    assert group.together(held.entry(3).features & held.entry(5).features, held) == 2
