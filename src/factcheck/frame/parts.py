"""Parts: which values of a sentence are of parts of another one, and by what words it tells each of several from the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.frame.amounts import COUNT
from factcheck.frame.scene import NEAR, STROKES, Placed, Scene
from factcheck.frame.scopes import noun_of_part
from factcheck.frame.subjects import is_adjective_of
from factcheck.frame.vocabulary import Mark
from factcheck.model import Mention, Scope
from factcheck.once import once

_PERCENT = "percent"  # a dimension
_SCENES = 200  # that are remembered
_REACH = 6  # tokens behind a value that can say of which part it is
_TO_NEXT = 2  # tokens between an amount and the next one of a run (`, and`)
_WORDS = 3  # that name one of several things
_ENDS = frozenset(",;:()") | STROKES
_NOTHING = frozenset[str]()
_TO_WHOLE = 3  # tokens in front of the whole with which a sentence opens (`Of the 400`)

Place = tuple[int, int]  # the tokens of a value


class Telling(NamedTuple):
    """What tells a value from those beside it: its own words, those of the others, and those whose period is its own as well: its whole,
    or, where it is one of several that are told in order, the first and the last of them.
    """

    own: frozenset[str] = _NOTHING
    others: frozenset[str] = _NOTHING
    beside: tuple[Placed, ...] = ()
    in_order: bool = False


_ALONE = Telling()


def telling(scene: Scene, at: Place) -> Telling:
    """What tells the value at some tokens from those beside it."""
    return _tellings(scene).get(at, _ALONE)


@once(_SCENES)
def _tellings(scene: Scene) -> dict[Place, Telling]:
    found: dict[Place, Telling] = {}
    for whole, parts in _wholes(scene):
        words = [_words(scene, whole, part) for part in parts]
        every = _NOTHING.union(*words)
        found[whole[1]] = Telling(others=every)
        found.update((place, Telling(own, every - own, (whole,))) for (_, place), own in zip(parts, words, strict=True))
    for run, items in _in_order(scene):
        every = _NOTHING.union(*items)
        ends = (run[0], run[-1])
        found.update((place, Telling(own, every - own, ends, in_order=True)) for (_, place), own in zip(run, items, strict=True))
    return found


def _in_order(scene: Scene) -> Iterator[tuple[list[Placed], list[frozenset[str]]]]:
    """Values that are told each of one of as many things, in their order (`sold 40 and 12 cars in Peru and Chile respectively`)."""
    for mark in scene.marks("another"):
        if not scene.tokens[mark.first].has("respective"):
            continue
        run = _run(scene, mark.first)
        joints = [index for index in range(max(mark.first - NEAR, 0), mark.first) if scene.tokens[index].has("linking_and")]
        joints = [index for index in joints if not (run and run[0][1][0] <= index < run[-1][1][1])]
        for joint in reversed(joints) if len(run) > 1 else ():
            items = _items(scene, joint, len(run))
            if len(items) == len(run):
                yield run, items
                break


def _run(scene: Scene, end: int) -> list[Placed]:
    """The last amounts in front of a token that are joined to one another."""
    run: list[Placed] = []
    for mention, at in reversed(scene.around((end, end))):
        if mention.amount is None or at[1] > end:
            continue
        first = run[-1][1][0] if run else end
        if run and (first - at[1] > _TO_NEXT or not _is_joint(scene, first - 1)):
            if len(run) > 1:
                break
            run = []
        run.append((mention, at))
    return run[::-1]


def _is_joint(scene: Scene, index: int) -> bool:
    return scene.tokens[index].norm == "," or scene.tokens[index].has("linking_and")


def _items(scene: Scene, joint: int, count: int) -> list[frozenset[str]]:
    """The things that a conjunction joins, by their names or words, up to a number of them; fewer where there are not so many."""
    behind = _stretch(scene, joint + 1, 1)
    found, end = [_names_or_words(scene, *behind)], joint
    while len(found) < count and end > 0:
        first, last = _stretch(scene, end - 1, -1)
        found.insert(0, _names_or_words(scene, first, last))
        if first == last or (len(found) < count and scene.tokens[first - 1].norm != ","):
            break
        end = first - 1
    return found if all(found) else []


def _stretch(scene: Scene, index: int, step: int) -> Place:
    """The words with a meaning of their own from a token on, in one direction."""
    start = index
    while 0 <= index < len(scene.tokens) and abs(index - start) < _WORDS and _is_telling(scene, index):
        index += step
    return (start, index) if step > 0 else (index + 1, start + 1)


def _is_telling(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    return token.norm[:1].isalpha() and token.number is None and (index in scene.named or token.norm not in scene.vocabulary.stops)


def _wholes(scene: Scene) -> Iterator[tuple[Placed, list[Placed]]]:
    """Every amount of which the sentence tells parts, with these, in order."""
    marks = [mark for mark in scene.marks("scope") if mark.rule.name == Scope.PART]
    opens = bool(scene.tokens) and scene.tokens[0].has("linking_of")
    if not (marks or opens or scene.marks("with")):
        return
    whole: Placed | None = None
    parts: list[Placed] = []
    for one in scene.placed:
        mention, at = one
        if mention.amount is None:
            continue
        if whole is not None and _is_of(scene, one, whole) and (_is_begun(scene, at, whole, marks, opens) or _goes_on(scene, at, parts)):
            parts.append(one)
            continue
        if whole is not None and parts:
            yield whole, parts
        whole, parts = one, []
    if whole is not None and parts:
        yield whole, parts


def _is_of(scene: Scene, part: Placed, whole: Placed) -> bool:
    """Whether a value can be of a part of another one: of its dimension, or of none."""
    first, second = part[0].amount, whole[0].amount
    if first is None or second is None or first.per != second.per:
        return False
    return first.unit is None or scene.vocabulary.dimension(first.unit) == scene.vocabulary.dimension(second.unit)


def _is_begun(scene: Scene, at: Place, whole: Placed, marks: Sequence[Mark], opens: bool) -> bool:
    """Whether words beside a value say that it is of a part (`, including 40`, `40 of them`, `, with 40 from Peru`, `Of the 90, 40`)."""
    of_whole = scene.vocabulary.dimension(whole[0].amount.unit if whole[0].amount else None) != _PERCENT  # `61 percent of those who voted`
    if any(mark.last == at[0] or (mark.first == at[1] and of_whole) for mark in marks):
        return True
    if any(mark.last == at[0] and scene.opens_aside(mark.first) for mark in scene.marks("with")):
        return True
    return opens and whole[1][0] <= _TO_WHOLE and scene.opens_aside(at[0])


def _goes_on(scene: Scene, at: Place, parts: Sequence[Placed]) -> bool:
    """Whether a value is joined to one of a part (`38 from Asia and 22 from Africa`)."""
    if not parts or at[0] - parts[-1][1][1] > _REACH:
        return False
    return scene.tokens[at[0] - 1].has("linking_and") or scene.tokens[at[0] - 1].norm == ","


def _words(scene: Scene, whole: Placed, part: Placed) -> frozenset[str]:
    """What a value is told by: the class of its own noun, else the names right behind it, else the words there."""
    at = part[1]
    noun = _noun(scene, *part)
    if noun is not None and noun != _noun(scene, *whole):
        return frozenset({f"noun.{noun}"})
    end = next((index for index in range(at[1], min(at[1] + _REACH, len(scene.tokens))) if _ends(scene, index)), at[1] + _REACH)
    return _names_or_words(scene, at[1], end)


def _names_or_words(scene: Scene, first: int, last: int) -> frozenset[str]:
    """What some tokens tell of: the names among them, else their words, common ones where there are no others; of people of a nation
    (`12 were Peruvian`) not the name of their country, which may be told for a place.
    """
    people = {mark.first for mark in scene.marks("entity") if first <= mark.first < last and is_adjective_of(scene, mark)}
    named = [name.keys for name in scene.names if first <= name.first < last and name.first not in people]
    if named:
        return _NOTHING.union(*named)
    told = [(stem, common) for index, (stem, common) in scene.content((first, last)) if first <= index < last]
    return frozenset(stem for stem, common in told if not common) or frozenset(stem for stem, _ in told)


def _noun(scene: Scene, mention: Mention, at: Place) -> str | None:
    """The class of what a value counts."""
    unit = mention.amount.unit if mention.amount is not None else None
    of_part = noun_of_part(scene, mention, at)
    if of_part is not None or unit is None or scene.vocabulary.dimension(unit) != COUNT:
        return of_part
    return scene.vocabulary.twins.get(unit, unit)


def _ends(scene: Scene, index: int) -> bool:
    return scene.tokens[index].norm in _ENDS or scene.tokens[index].has("linking_and")
