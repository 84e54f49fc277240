"""Aspects and scopes: which side of its measure a value gives, and whether it is of the whole or of a part."""

from __future__ import annotations

from dataclasses import replace

from factcheck.extract.ellipsis import RULE as ELLIPSIS
from factcheck.frame.amounts import begins_amount
from factcheck.frame.measures import measures
from factcheck.frame.scene import Name, Scene, part_of
from factcheck.frame.subjects import is_of_its_own
from factcheck.frame.vocabulary import Mark
from factcheck.model import COUNTS, Amount, Aspect, Kind, Mention, Part, Scope

_PART = f"scope.{Scope.PART}"  # a rule
_WHOLE = 3  # tokens in front of the whole with which a sentence opens (`Of the`, `Of its`)
_TO_EACH, _TO_SCOPE = 6, 3  # tokens between a value and the word for its scope
_OPENING_REGION = 4  # tokens: `in the south,`
_SUM = "together.sum"  # the rule of a value of several measures
_TO_TOGETHER = 1  # tokens between joined names and the word that makes one of them (`Porto and Faro airports together`)
_TO_NOUN = 2  # tokens with the noun of a part (`12 of them small children`)
_ONE_OF = 5  # tokens behind `the first of` in which it says of how many there are


def aspect(scene: Scene, mention: Mention, at: tuple[int, int], running: bool, removes: bool) -> Aspect:
    """Which side of the measure the value gives; a measure that `removes` counts by words that else tell of a fall (`lost 40 men`)."""
    removed = removes and mention.direction is Aspect.FALL and _is_count(scene, at, running)
    if mention.kind in (Kind.CHANGE, Kind.SHARE) and (removed or _is_level(scene, mention, at)):
        return Aspect.COUNT if running else Aspect.LEVEL
    if mention.kind is Kind.CHANGE:
        return mention.direction or Aspect.CHANGE
    if mention.kind is Kind.ORDINAL:
        return Aspect.RANK
    if mention.kind in (Kind.SHARE, Kind.RATIO):
        return Aspect.SHARE
    if mention.amount is not None and mention.amount.per is not None:
        return Aspect.RATE
    return Aspect.COUNT if running else Aspect.LEVEL


def _is_count(scene: Scene, at: tuple[int, int], running: bool) -> bool:
    """Whether all of what was taken away is counted: not what a count fell by (`the toll fell by 12`), nor more of it (`another 40`)."""
    more = any(mark.last == at[0] for mark in scene.marks("another"))
    return not more and not (running and at[0] > 0 and scene.tokens[at[0] - 1].has("by"))


def _is_level(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a change or a share is the measure itself: `lost $40 million` is a loss, `40 percent of adults can read` a literacy; but of
    what the measure names a share is only a share (`40 percent of the unemployed`).
    """
    marks = measures(scene, mention, at)
    if mention.kind is Kind.CHANGE:
        flows = (mark for mark in marks if mark.last == at[0] and mark.rule.data.get("flow"))
        return any(token.has("change_verb") for mark in flows for token in scene.tokens[mark.first : mark.last])
    between = scene.tokens[at[1] : marks[0].first] if marks else ()
    named = bool(between) and all(token.has_any("linking_of", "definite", "determiner") for token in between)
    return bool(marks and marks[0].rule.data.get("share")) and not named


def scope(scene: Scene, mention: Mention, at: tuple[int, int]) -> Part | None:
    """Whether the value is of a part or of the whole, by the words beside it (`154 of the passengers`)."""
    part = _part(scene, mention, at)
    if part is not None:
        return part
    for mark in scene.marks("scope"):
        if mark.rule.name == Scope.PART and mark.first == at[1] and mention.kind is Kind.SHARE and _is_level(scene, mention, at):
            continue  # a measure that is a share is of somebody: `it helps 85 percent of those who take it`
        if mark.rule.name == Scope.EACH:
            others = (place for other, place in scene.around(at) if other.amount is not None and place != at)
            near = scene.distance((mark.first, mark.last), at) <= _TO_EACH and all(_is_nearer(scene, mark, at, place) for place in others)
        else:
            near = scene.distance((mark.first, mark.last), at) <= _TO_SCOPE
        if near:
            return part_of(scene, mark)
    return None


def _part(scene: Scene, mention: Mention, at: tuple[int, int]) -> Part | None:
    """The part, or the sum of some, that a value is told of by where it stands."""
    if _is_taken_of(scene, at):
        return Part(value=Scope.BASE, words=scene.phrase(at[0] - 2, at[0]), rule=_PART)
    if _is_of_one(scene, at):
        return Part(value=Scope.PART, words=scene.phrase(*at), rule=_PART)
    if _is_part(scene, mention, at):
        return Part(value=Scope.PART, words=scene.phrase(at[1], at[1] + 2), rule=_PART)
    if _is_of_those(scene, mention, at):
        return Part(value=Scope.PART, words=scene.phrase(0, 2), rule=_PART)
    if (region := _opening_region(scene, at)) is not None:
        return Part(value=Scope.PART, words=scene.phrase(region.first - 2, region.last), rule=region.rule.id)
    return _joined(scene, at)


def _joined(scene: Scene, at: tuple[int, int]) -> Part | None:
    """The word in a value's clause that makes one of the names or measures joined in front of it (`in Peru and Chile together`, `exports
    and imports together`), or opens it in front of such names (`Between them, Peru and Chile`).
    """
    if not scene.marks("together"):
        return None
    start, end = scene.clause(*at)
    for mark in (mark for mark in scene.marks("together") if start <= mark.first < end):
        first = _first_joined(scene, mark.last, at[0])
        if mark.first == start and first is not None and not _has_amount(scene, mark.last, at):
            return _sum_of(scene, mark, first)
        reach = start if mark.last == at[0] or at[1] <= mark.first <= at[1] + 1 else mark.first - _TO_TOGETHER - 1
        first = _first_joined(scene, reach, mark.first)
        if first is not None:
            return _sum_of(scene, mark, first)
    return None


def _first_joined(scene: Scene, low: int, high: int) -> Name | Mark | None:
    """The first name or measure that ends in a stretch of tokens and that an `and` joins to another one."""
    named: tuple[Name | Mark, ...] = (*scene.names, *scene.marks("measure"))
    joined = (one for one in named if low < one.last <= high and one.first and scene.tokens[one.first - 1].has("linking_and"))
    return next(joined, None)


def _has_amount(scene: Scene, low: int, at: tuple[int, int]) -> bool:
    """Whether another amount stands between a token and a value."""
    return any(low <= place[0] < at[0] and other.amount is not None for other, place in scene.around(at))


def _sum_of(scene: Scene, mark: Mark, joined: Name | Mark) -> Part:
    """The scope of a value of several: of names, which are its subject, or of measures, of which it is none."""
    found = part_of(scene, mark)
    return found if isinstance(joined, Name) else replace(found, rule=_SUM)


def _is_of_one(scene: Scene, at: tuple[int, int]) -> bool:
    """Whether a clause opens with one of several: out of a known number (`The first of the six units, with 40 megawatts`, `Each of the six
    units has`), or by what it is among them (`The largest of the gates is`).
    """
    start = scene.clause(*at)[0]
    first = start + 1 if scene.tokens[start].has("definite") else start
    if first + 2 >= at[0] or not scene.tokens[first + 1].has("linking_of"):
        return False
    single = any(mark.first == first for mark in scene.marks("single"))
    if not single and scene.tokens[first].ordinal is None:
        return False
    of = scene.tokens[first + 2 : min(first + 2 + _ONE_OF, at[0])]
    return any(token.number is not None for token in of) or (single and first > start and of[0].has("determiner"))


def told_of(table: str, scene: Scene, amount: Amount, at: tuple[int, int]) -> list[Mark]:
    """The words of a table that stand nearer to an amount than to another one of its dimension (`a net profit of`, `exit polls gave`)."""
    marks = scene.marks(table)
    if not marks:
        return []
    dimension = scene.vocabulary.dimension(amount.unit)
    alike = [
        place
        for other, place in scene.around(at)
        if other.amount is not None
        and place != at
        and scene.vocabulary.dimension(other.amount.unit) == dimension
        and not _is_taken_of(scene, place)  # `35 of 150 seats, an exit poll showed`
    ]
    return [mark for mark in marks if all(_is_nearer(scene, mark, at, place) for place in alike)]


def _is_nearer(scene: Scene, mark: Mark, at: tuple[int, int], other: tuple[int, int]) -> bool:
    place = (mark.first, mark.last)
    return scene.distance(place, at) <= scene.distance(place, other)


def _opening_region(scene: Scene, at: tuple[int, int]) -> Mark | None:
    """The quarter of a country that opens a clause (`In the south, 40 percent voted`)."""
    if not scene.marks("region"):
        return None
    start = scene.clause(*at)[0]
    opening = scene.tokens[start : at[0]]
    if len(opening) < _OPENING_REGION or not opening[0].has("linking_in") or not opening[1].has("definite"):
        return None
    return next((mark for mark in scene.marks("region") if mark.first == start + 2 and scene.tokens[mark.last].norm == ","), None)


def noun_of_part(scene: Scene, mention: Mention, at: tuple[int, int]) -> str | None:
    """The class of what a part is of, behind the words for it (`40 of them children`, `of whom 12 were women`, `40 of its soldiers`)."""
    if mention.amount is None or (mention.amount.unit is not None and mention.rule != ELLIPSIS):
        return None
    told = [mark for mark in scene.marks("scope") if mark.rule.name == Scope.PART]
    noun = next((mark.last for mark in told if -1 <= mark.first - at[1] <= 0), len(scene.tokens))
    if is_of_its_own(scene, at):
        noun = at[1] + 2
    elif at[1] < len(scene.tokens) and any(mark.last == at[0] for mark in told):
        noun = at[1] + (scene.norms[at[1]] in scene.vocabulary.stops)
    words = (scene.vocabulary.nouns.singular(norm) or "" for norm in scene.norms[noun : noun + _TO_NOUN])
    return next((scene.vocabulary.twins[word] for word in words if word in scene.vocabulary.twins), None)


def _is_taken_of(scene: Scene, at: tuple[int, int]) -> bool:
    """Whether a value is that of which another one right in front is a part (`252 of the 400 seats`)."""
    index = scene.of_whole(at)
    return any(place[1] == index and other.amount is not None for other, place in scene.placed)


def _is_of_those(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a sentence opens with the whole of which a value is a part (`Of the 40 ships that called, 12 were steamers`)."""
    if not scene.tokens or not scene.tokens[0].has("linking_of") or mention.amount is None:
        return False
    whole = next(((other, place) for other, place in scene.around(at) if other.amount is not None), None)
    opens = whole is not None and whole[1][0] <= _WHOLE and any(token.norm == "," for token in scene.tokens[whole[1][1] : at[0]])
    return opens and whole is not None and whole[0].amount is not None and mention.amount.unit in (None, whole[0].amount.unit)


def _is_part(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a count is one of known things: of a substance (`40 tonnes of the salt`) the same words name no whole."""
    counted = mention.kind is Kind.QUANTITY and mention.amount is not None and scene.vocabulary.dimension(mention.amount.unit) in COUNTS
    following = scene.tokens[at[1] : at[1] + 2]
    if begins_amount(scene, at[1] + 2):
        return False  # `252 of the 400 seats`: what is won is no part of what others win
    return counted and len(following) > 1 and following[0].has("linking_of") and following[1].has_any("definite", "demonstrative")
