"""Amounts in their sentence: which only describe a thing, which stand for what was before, which count one kind of several."""

from __future__ import annotations

from itertools import pairwise

from factcheck.frame.measures import measures
from factcheck.frame.scene import STROKES, Scene
from factcheck.model import Amount, Kind, Mention

SIZES = frozenset({"length", "area"})  # dimensions of things
_LENGTH = "length"  # a dimension
COUNT = "count"  # the dimension of numbers without a unit
_TO_NAMED = 3  # tokens from `with` to the measure that it names (`with a net capacity of`)
_TO_HOPE = 3  # tokens from an amount to the verb of a clause behind it (`that the firm had hoped for`)
_RISEN = 5  # tokens from a verb of change up to the level that it led to
_BETWEEN_KINDS = 4  # tokens between two counts that stand beside each other


def is_own(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether an amount is what a thing measures, told in passing (`the 300-metre liner sank in May`, `the dam, of 40 metres, broke`,
    `with a capacity of 90 tonnes`): whatever happened then, it holds at any time.
    """
    amount = mention.amount
    if amount is None or mention.kind is not Kind.QUANTITY or amount.per is not None or not _is_in_passing(scene, at):
        return False
    own = measures(scene, mention, at)[:1]
    return bool(own[0].rule.data.get("own")) if own else scene.vocabulary.dimension(amount.unit) in SIZES


def _is_in_passing(scene: Scene, at: tuple[int, int]) -> bool:
    """Whether an amount stands where it only describes: joined to a noun by a hyphen, behind `with`, or behind a comma and `of`."""
    inside = scene.norms[at[0] : at[1]]
    if any(norm in STROKES and following.isalpha() for norm, following in pairwise(inside)):
        return True
    before = at[0] - 1
    if before > 0 and scene.tokens[before].has("linking_of"):
        if scene.norms[before - 1] == ",":
            return True
        named = next((mark.first for mark in scene.marks("measure") if mark.last in (before, at[0])), None)
        return named is not None and any(0 < named - mark.first <= _TO_NAMED for mark in scene.marks("with"))
    return any(mark.last == at[0] for mark in scene.marks("with"))


def stance(scene: Scene, mention: Mention, at: tuple[int, int]) -> str | None:
    """Whether a length says where something lies (`40 metres below ground`, `from a depth of 40 metres`), or how far it reaches itself
    (`is 40 metres deep`): the name of the table that tells.
    """
    amount = mention.amount
    if amount is None or scene.vocabulary.dimension(amount.unit) != _LENGTH:
        return None
    reaching, lying = scene.marks("reaching"), scene.marks("lying")
    told = any(mark.last == at[0] for mark in reaching)
    if told or any(mark.first == at[1] for mark in reaching):  # `is 2 kilometres long and 40 metres high`, not `trapped 40 metres deep`
        return "reaching" if told or (at[0] and scene.tokens[at[0] - 1].has_any("copula", "linking_and")) else None
    return "lying" if any(at[0] == mark.last or mark.first == at[1] for mark in lying) else None


def is_former(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether an amount is what another one in front of it came from (`cut to 4 percent, from 5`, `80 tonnes, after 70`), or the one
    behind it (`from 5 percent to 4`), or one that was beaten (`the old record of 70 tonnes`).
    """
    if mention.amount is None:
        return False
    own = dimension(scene, mention.amount)
    others = [place for other, place in scene.around(at) if other.amount is not None and dimension(scene, other.amount) == own]
    before = [place for place in others if place[1] <= at[0]]
    if any(mark.last <= at[0] and all(last <= mark.first for _, last in before) for mark in scene.marks("bygone")):
        return True
    behind = at[1] < len(scene.tokens) and scene.tokens[at[1]].has("linking_to") and begins_amount(scene, at[1] + 1)
    return any(mark.last == at[0] for mark in scene.marks("former")) and (bool(before) or (behind and scene.tokens[at[0] - 1].has("from")))


def risen_to(scene: Scene, at: tuple[int, int]) -> str | None:
    """How the level that an amount gives came about (`the price has risen to $40 million`): the direction; None where no verb tells."""
    if not at[0] or not scene.tokens[at[0] - 1].has("linking_to"):
        return None
    told = (token.senses.get("change_verb") for token in reversed(scene.tokens[max(at[0] - _RISEN, 0) : at[0] - 1]))
    return next((str(sense.rule.data["direction"]) for sense in told if sense is not None), None)


def is_hoped_for(scene: Scene, at: tuple[int, int]) -> bool:
    """Whether a clause right behind an amount says that it was hoped for (`fewer than the 40 million that it had hoped for`)."""
    relative = at[1] < len(scene.tokens) and scene.tokens[at[1]].has("demonstrative")
    return relative and any(0 < mark.first - at[1] <= _TO_HOPE for mark in scene.marks("hoped"))


def is_of_kinds(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a count stands beside one of another kind (`16 children and 28 adults`)."""
    unit = mention.amount.unit if mention.amount is not None else None
    if unit is None or scene.vocabulary.dimension(unit) != COUNT:
        return False
    for other, place in scene.around(at):
        between = scene.tokens[min(place[1], at[1]) : max(place[0], at[0])]
        beside = 1 < len(between) <= _BETWEEN_KINDS and between[-1].has("linking_and")
        if beside and other.amount is not None and other.amount.unit not in (unit, None) and dimension(scene, other.amount) == COUNT:
            return True
    return False


def is_of_one_of_many(scene: Scene, at: tuple[int, int]) -> bool:
    """Whether a value is of one of so many, whichever (`24 metres, on one of its 72 flights`)."""
    start, end = scene.clause(*at)
    told = (mark.last for mark in scene.marks("one_of") if start <= mark.first and mark.last < end)
    return any(scene.tokens[last].number is not None for last in told)


def dimension(scene: Scene, amount: Amount) -> str:
    """That of an amount; a number without a unit counts."""
    return scene.vocabulary.dimension(amount.unit) or COUNT


def begins_amount(scene: Scene, index: int) -> bool:
    """Whether an amount begins at a token."""
    return any(place[0] == index and other.amount is not None for other, place in scene.placed)
