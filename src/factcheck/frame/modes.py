"""Modes: whether a clause tells what is, is planned, hoped or feared, or has not happened."""

from __future__ import annotations

from factcheck.frame.scene import Scene
from factcheck.frame.vocabulary import Mark
from factcheck.model import Kind, Mention, Mode, Modifier

_DENIED = 3  # tokens between a denial and what it denies (`not yet been formally recognised`)
_DEADLINES = frozenset({Modifier.EXACT, Modifier.ABOUT})


def mode(scene: Scene, mention: Mention, at: tuple[int, int], happened: Mark | None) -> tuple[Mode, str]:
    """In which mode the clause says it, with the words that show it; a plan outweighs an estimate. What happened is that of a date."""
    denial = _denial(scene, happened) if happened is not None and _is_deadline(scene, mention, at) else None
    if denial is not None:
        return Mode.PENDING, scene.phrase(denial.first, denial.last)
    if not scene.marks("mode"):
        return Mode.ACTUAL, ""
    start, end = scene.clause(*at)
    found: dict[Mode, str] = {}
    for mark in scene.marks("mode"):
        named = any(other.first < mark.first < other.last for other in scene.marks("measure"))  # the bank's target is a rate
        behind = mark.first >= at[1] and any(token.norm == "," for token in scene.tokens[at[1] : mark.first])
        behind = behind or _is_of_next(scene, mark, at)
        if not (named or behind) and start <= mark.first < end and (mark.rule.name != "denied" or _denies(scene, mark, mention, at)):
            found.setdefault(Mode(mark.rule.name), scene.phrase(mark.first, mark.last))
    for each in (Mode.DENIED, Mode.FORECAST, Mode.PLANNED, Mode.HYPOTHETICAL, Mode.ESTIMATE):
        if each in found:
            return each, found[each]
    return Mode.ACTUAL, ""


def _is_of_next(scene: Scene, mark: Mark, at: tuple[int, int]) -> bool:
    """Whether words behind a value tell in which mode the next one is (`sold 40 boats and expects to sell 50`)."""
    if mark.first <= at[1] or not scene.tokens[mark.first - 1].has_any("linking_and", "linking_but"):
        return False
    return any(place[0] >= mark.last and other.kind is not Kind.DATE for other, place in scene.around(at))


def _denies(scene: Scene, mark: Mark, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a word denies a value: of a date, right in front of it (`not on 12 June`), since else it denies what happened."""
    if mention.kind is Kind.DATE:
        return 0 <= at[0] - mark.last <= 1 and _is_deadline(scene, mention, at)
    return -3 <= mark.first - at[0] <= 0


def reported_denial(scene: Scene, mention: Mention, at: tuple[int, int]) -> Mark | None:
    """What a speaker says has not happened, on a day on which nothing else did (`in May the minister said there was no recognition`)."""
    if not scene.marks("denial") or not _is_deadline(scene, mention, at):
        return None
    said = next((mark for mark in scene.marks("saying") if mark.first >= at[1]), None)
    named = [mark for mark in scene.marks("happening") if not mark.rule.data.get("general")]
    told = [mark for mark in named if said is not None and mark.first >= said.last]
    return told[0] if len(told) == 1 and _denial(scene, told[0]) is not None else None


def _denial(scene: Scene, happened: Mark) -> Mark | None:
    """The words right in front of a happening that deny it."""
    denial = next((mark for mark in reversed(scene.marks("denial")) if 0 <= happened.first - mark.last <= _DENIED), None)
    return denial if denial is not None and not denial.rule.data.get("lifts") else None


def _is_deadline(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a date is one by which something can have failed to come; `not until 2019`, `not since 2004` tell when it did."""
    modifier = mention.value.modifier
    return modifier in _DEADLINES or (modifier is Modifier.UNTIL and scene.tokens[at[0]].norm in scene.vocabulary.deadlines)
