"""Subjects: of whom a value is told, by where it stands to the names of its sentence, and what tells a name from its namesakes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.extract.simple import OLDEST
from factcheck.frame.amounts import dimension
from factcheck.frame.lives import age_word, is_age
from factcheck.frame.scene import ASIDES, Name, Scene
from factcheck.frame.vocabulary import Mark
from factcheck.frame.voices import is_speaker
from factcheck.model import Amount, Mention, Part, Scope, SubjectRule

_BESIDE = 2  # tokens between what happened and its date
_TOLD_BY = 6  # tokens of a bracket behind a name
_JOINTS = frozenset(",;:")
_SEVERAL = 2
_TO_VALUE = 2  # tokens between a name and its value
_TO_NAME = 2  # tokens in front of a name that opens a clause (`The ruling Greens`)
_TO_PLACE = 4  # tokens between a value and the word that ties a place to it
_TOLD_APART = (SubjectRule.PLACE, SubjectRule.LISTED)  # of whom a sentence tells one value, and another one of others
_YEAR_DIGITS = 4


def name_part(name: Name, rule: str) -> Part:
    """A part of a frame from a name."""
    return Part(value=name.value, words=name.words, rule=rule, key=name.keys)


def distinct(names: Iterable[Name], rule: str) -> tuple[Part, ...]:
    """The parts of some names, each once."""
    found: dict[frozenset[str], Part] = {}
    for name in names:
        if name.keys not in found:
            found[name.keys] = name_part(name, rule)
    return tuple(found.values())


def kind(scene: Scene, at: tuple[int, int]) -> tuple[str, str] | None:
    """Which of a kind the clause of a value opens with: the rule of the word that tells it from others (`The small hall`, `The Peruvian
    edition`), and the stem of its noun.
    """
    start = scene.clause(*at)[0]
    if not scene.tokens[start].has("definite"):
        return None
    for table in ("opposite", "entity"):
        for mark in scene.marks(table):
            if mark.first == start + 1 and mark.last < len(scene.tokens) and (table == "opposite" or is_adjective_of(scene, mark)):
                noun = scene.norms[mark.last]
                told = noun.isalpha() and mark.last not in scene.named and noun not in scene.vocabulary.stops
                speaks = any(said.first == mark.last + 1 for said in scene.marks("saying"))
                return (mark.rule.id, scene.vocabulary.stem(noun)) if told and not speaks else None
    return None


def is_adjective_of(scene: Scene, mark: Mark) -> bool:
    """Whether a country is named by its adjective."""
    return scene.norms[mark.first] in mark.rule.words("demonyms")


def is_sum(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a value is all of what its sentence counts of several nations (`198 Peruvian and 140 Chilean ships, 338 in all`)."""
    if mention.amount is None or not any(mark.first == at[1] and mark.rule.name == Scope.TOTAL for mark in scene.marks("scope")):
        return False
    return any(
        other is not mention and place[1] <= at[0] and of_people(scene, other, place) is not None for other, place in scene.around(at)
    )


def is_of_its_own(scene: Scene, at: tuple[int, int]) -> bool:
    """Whether a count is of what belongs to whom its clause tells of (`Peru said that 40 of its soldiers fell`)."""
    owned = at[1] < len(scene.tokens) and scene.tokens[at[1]].has("linking_of")
    return owned and any(mark.first == at[1] + 1 for mark in scene.marks("unnamed"))


def is_counted(scene: Scene, name: Name, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a name is what a value counts (`won 40 Lumiere Awards`); of whom is said elsewhere."""
    if not (at[0] < name.last and name.first <= at[1]) or mention.amount is None or mention.amount.unit is None:
        return False
    return scene.vocabulary.nouns.singular(scene.norms[name.last - 1]) == mention.amount.unit


def is_of_member(scene: Scene, name: Name, at: tuple[int, int]) -> bool:
    """Whether a name is that of a member of the list behind a value (`took 90 lives: 40 in Lima, 50 in Quito`)."""
    colon = next((index for index in range(at[1], name.first) if scene.tokens[index].norm == ":"), None)
    return colon is not None and any(other.amount is not None and place[0] > colon for other, place in scene.around(at))


def is_one_of_many(scene: Scene, name: Name) -> bool:
    """Whether a name is that of a kind (`won a Lumiere Award`): of whom is said elsewhere."""
    article = name.first > 0 and scene.tokens[name.first - 1].has("article")
    return article and not any(mark.first == name.first for mark in scene.marks("entity"))


def of_people(scene: Scene, mention: Mention, at: tuple[int, int]) -> Name | None:
    """Whose people a value counts (`255 British and 649 Argentine soldiers`): one of the countries of its sentence."""
    if mention.amount is None or len(scene.names) < 2:
        return None
    name = next((name for name in scene.names if name.first == at[1]), None)
    known = name is not None and any(mark.first == name.first for mark in scene.marks("entity"))
    behind = scene.tokens[name.last] if name is not None and name.last < len(scene.tokens) else None
    return name if known and behind is not None and (behind.norm.isalpha() or behind.norm == ",") else None


def shared_out(scene: Scene, mention: Mention, at: tuple[int, int]) -> Name | None:
    """The place of a value that a sentence tells for several (`40 dead in Lima and 12 in Quito`, `rose in Lima to 40`)."""
    if mention.amount is None:
        return None
    behind, before = _place_behind(scene, at), _place_before(scene, at)
    own = behind or before
    if own is None:
        return None
    if _is_with(scene, own, at):
        return own
    unit = scene.vocabulary.dimension(mention.amount.unit)
    for other, place in scene.around(at):
        if other.amount is None or place == at or (scene.vocabulary.dimension(other.amount.unit) not in (unit, None) and unit is not None):
            continue
        there, in_front = _place_behind(scene, place), _place_before(scene, place)
        if before is not None and there is None and in_front is not None and in_front.keys.isdisjoint(before.keys):
            return before  # `Peru lost 40 men in Lima, Chile 12`
        name = there or in_front
        if name is not None and name.keys.isdisjoint(own.keys):
            return own
    return None


def own(scene: Scene, mention: Mention, at: tuple[int, int]) -> tuple[Part, ...]:
    """The names that a value is told of by where it stands: beside a name, in an aside, at a place, in a part of a list."""
    place = (mention.span.start, *at)
    if place not in scene.owned:  # asked again for each value around it
        scene.owned[place] = _own(scene, mention, at) if scene.names else ()
    return scene.owned[place]


def _own(scene: Scene, mention: Mention, at: tuple[int, int]) -> tuple[Part, ...]:
    told = ((_attached(scene, at), SubjectRule.ATTACHED), (told_of(scene, at), SubjectRule.ASIDE))
    placed = ((of_people(scene, mention, at), SubjectRule.PLACE), (shared_out(scene, mention, at), SubjectRule.PLACE))
    for name, rule in (*told, *placed):
        if name is not None:
            return (name_part(name, rule),)
    return kin(scene, at) or distinct(told_apart(scene, mention, at), SubjectRule.LISTED)


def named_apart(scene: Scene, mention: Mention, at: tuple[int, int]) -> frozenset[frozenset[str]]:
    """The names that a sentence tells other values of the same kind of, and not this one; where this one is of no name alone, those of
    values behind it (`drew 40,000 visitors, with 9,000 from Asia`).
    """
    return frozenset(part.key for part, _ in _told_others(scene, mention, at))


def named_parts(scene: Scene, mention: Mention, at: tuple[int, int]) -> frozenset[frozenset[str]]:
    """Those of the others that may be named of a part of the value alone: they stand behind theirs (`9,000 from Asia`)."""
    alone = _is_told_apart(own(scene, mention, at))
    return frozenset(part.key for part, behind in _told_others(scene, mention, at) if behind or not alone)


def _told_others(scene: Scene, mention: Mention, at: tuple[int, int]) -> Iterator[tuple[Part, bool]]:
    """Whom the values around one of the same kind are told of first, and whether each is named behind its value."""
    if mention.amount is None or not scene.names or len(scene.mentions) < _SEVERAL:
        return
    mine = own(scene, mention, at)
    keys, alone = {part.key for part in mine}, _is_told_apart(mine)
    for other, place in scene.around(at):
        if place == at or not (alone or place[0] > at[0]) or other.amount is None or not _alike(scene, other.amount, mention.amount):
            continue
        first = own(scene, other, place)[:1]
        if _is_told_apart(first) and first[0].key not in keys:
            behind = _place_behind(scene, place)
            yield first[0], behind is not None and behind.keys == first[0].key


def _is_told_apart(own: tuple[Part, ...]) -> bool:
    return bool(own) and own[0].rule in _TOLD_APART


def _alike(scene: Scene, first: Amount, second: Amount) -> bool:
    """Whether two amounts may be of one kind; one without a unit may be of any."""
    return None in (first.unit, second.unit) or dimension(scene, first) == dimension(scene, second)


def _attached(scene: Scene, at: tuple[int, int]) -> Name | None:
    """`Iran (1.4 bn)`, `Ashley Smith, 30,`, `Tom Hill, a 30-year-old`, `25-year-old Christopher Singleton`: the name that a value stands
    right beside.
    """
    index = at[0] - 1
    bracketed = index > 0 and scene.tokens[index].norm == "("
    aged = is_age(scene, at)
    if aged_by_word := age_word(scene, at):
        index, aged = aged_by_word.first - 1, True
    if aged and index > 0 and scene.tokens[index].has("article"):
        index -= 1
    if bracketed or (aged and index > 0 and scene.tokens[index].norm == ","):
        name = next((name for name in scene.names if name.last == index), None)
        return _head(scene, name) if name is not None and aged else name
    if aged:
        return next((name for name in scene.names if at[1] <= name.first <= at[1] + 2), None) or _of_age(scene, index, at)
    return None


def _of_age(scene: Scene, copula: int, at: tuple[int, int]) -> Name | None:
    """The name in front of the word that says how old somebody is (`Oslo's mayor Eva Berg is 54 years old`); a thing may be older."""
    number = scene.tokens[at[0]].number
    if copula <= 0 or not scene.tokens[copula].has("copula") or number is None or number.value > OLDEST:
        return None
    end = copula - (scene.tokens[copula - 1].norm == ",")
    name = next((name for name in scene.names if name.last == end), None)
    return _head(scene, name) if name is not None else None


def kin(scene: Scene, at: tuple[int, int]) -> tuple[Part, ...]:
    """The names of a clause that opens with whom or what belongs to another (`Her daughter Irene won`, `its moon Charon is`)."""
    start, end = scene.clause(*at)
    if not any(mark.first == start for mark in scene.marks("unnamed")):
        return ()
    ends = [mark.last for mark in scene.marks("kin") if mark.first == start + 1]
    first = next((name for name in scene.names if name.first in ends and name.last <= at[0]), None)
    others = (name for name in scene.names if first is not None and first.last <= name.first < end)
    return (name_part(first, SubjectRule.KIN), *distinct(others, SubjectRule.SENTENCE)) if first is not None else ()


def told_of(scene: Scene, at: tuple[int, int]) -> Name | None:
    """The name behind which a clause of its own gives a value (`Irene, born in 1897,`, `Ms Diaz, who took 34 percent`)."""
    starts = [mark.first for mark in scene.marks("happening") if 0 <= at[0] - mark.last <= _BESIDE and scene.opens_aside(mark.first)]
    starts += [mark.first for mark in scene.marks("referring") if 0 < at[0] - mark.last <= _TO_VALUE]
    for start in starts:
        end = start - (scene.tokens[start - 1].norm in ASIDES)
        name = next((name for name in reversed(scene.names) if name.last <= end), None)
        if name is not None and end - name.last <= 1:
            return _head(scene, name)
    return None


def _head(scene: Scene, name: Name) -> Name:
    """The name that a place is told of (`Lucia Diaz of Lima`)."""
    joined = (
        other for other in scene.names if other.last == name.first - 1 and scene.tokens[other.last].has_any("linking_of", "linking_in")
    )
    return next(joined, name)


def told_apart(scene: Scene, mention: Mention, at: tuple[int, int]) -> list[Name]:
    """The names of a value's own part of a list, where another part gives another name another value (`Oslo has 40 trams, Bergen 12`)."""
    if mention.amount is None or len(scene.names) < (1 if scene.marks("unnamed") else _SEVERAL):
        return []
    own = _named_in(scene, at) or _named_in_front(scene, at)
    keys = frozenset(key for name in own for key in name.keys)
    for other, place in scene.around(at) if own else ():
        if other.amount is None or not _alike(scene, other.amount, mention.amount):
            continue
        names = _named_in(scene, place) or _named_before(scene, place) or _named_in_front(scene, place)
        if all(name.keys.isdisjoint(keys) for name in names) and (names or _tells_of_it(scene, place)):
            return own
    return []


def is_of_it(scene: Scene, at: tuple[int, int]) -> bool:
    """Whether the value's own part of a list opens with a pronoun and names nobody (`It sold 40 trams; Skoda sold 60`)."""
    start = _part_of_list(scene, at)[0]
    return any(mark.first == start for mark in scene.marks("unnamed")) and not _named_in(scene, at)


def _named_in_front(scene: Scene, at: tuple[int, int]) -> list[Name]:
    """The name that opens the part in front, to which an `and` joins that of a value (`The Greens hold 40 seats and poll at 12
    percent`).
    """
    start = _part_of_list(scene, at)[0]
    if start < _TO_VALUE or not scene.tokens[start - 1].has("linking_and"):
        return []
    front = (start - 2, start - 1)
    return [name for name in _named_in(scene, front) if name.first - _part_of_list(scene, front)[0] <= _TO_NAME][:1]


def _named_before(scene: Scene, at: tuple[int, int]) -> list[Name]:
    """The name right in front of a number between commas (`Rossi, 26,`)."""
    return [name for name in scene.names if name.last == at[0] - 1] if is_age(scene, at) else []


def _tells_of_it(scene: Scene, at: tuple[int, int]) -> bool:
    """Whether a pronoun opens the part of a list around a value (`its tower is 60 metres high, Lyon's 80`)."""
    starts = _part_of_list(scene, at)[0], scene.clause(*at)[0]
    return any(mark.first in starts for mark in scene.marks("unnamed"))


def _named_in(scene: Scene, at: tuple[int, int]) -> list[Name]:
    """The names in the part of a sentence around a value, between the nearest marks and conjunctions."""
    start, end = _part_of_list(scene, at)
    return [name for name in scene.names if start <= name.first and name.last <= end and not is_speaker(scene, name)]


def _part_of_list(scene: Scene, at: tuple[int, int]) -> tuple[int, int]:
    start = next((index + 1 for index in range(at[0] - 1, -1, -1) if _parts_list(scene, index)), 0)
    end = next((index for index in range(at[1], len(scene.tokens)) if _parts_list(scene, index)), len(scene.tokens))
    return start, end


def _parts_list(scene: Scene, index: int) -> bool:
    if scene.tokens[index].norm in _JOINTS:
        return True
    return scene.tokens[index].has("linking_and") and index not in scene.named and not _joins_names(scene, index)


def _joins_names(scene: Scene, index: int) -> bool:
    """Whether a conjunction stands between two names (`Lima and Quito`)."""
    return index - 1 in scene.named and index + 1 in scene.named


def _is_with(scene: Scene, name: Name, at: tuple[int, int]) -> bool:
    """Whether a value is told right behind a name (`behind Peru with 40`)."""
    return any(mark.first == name.last and mark.last == at[0] for mark in scene.marks("with"))


def _place_behind(scene: Scene, at: tuple[int, int]) -> Name | None:
    """The name behind the next word that ties one to a value (`in`, `from`)."""
    tying = scene.tying
    for index in range(at[1], min(at[1] + _TO_PLACE, len(scene.tokens) - 1)) if tying else ():
        token = scene.tokens[index]
        behind = next((name for name in scene.names if 0 <= name.first - index - 1 <= 1), None) if index in tying else None
        if behind is not None:
            return behind
        if not token.norm.isalpha() or token.has("linking_and"):
            break
    return None


def _place_before(scene: Scene, at: tuple[int, int]) -> Name | None:
    """The name that opens the clause in front of a value (`in Lima rose to`, `; Quito`)."""
    name = next((name for name in reversed(scene.names) if name.last <= at[0]), None)
    if name is None or at[0] - name.last > _TO_VALUE or is_speaker(scene, name):
        return None
    words = scene.tokens[name.last : at[0]]
    first = name.first - 1 if name.first and scene.tokens[name.first - 1].has("definite") else name.first
    before = scene.tokens[first - 1] if first else None
    opens = before is None or before.norm in _JOINTS or before.has_any("linking_in", "linking_and")
    opens = opens or _is_with(scene, name, at)
    if before is not None and before.has("linking_and") and _joins_names(scene, first - 1):
        return None  # `Lima and Quito counted 40`
    return name if opens and all(token.norm.isalpha() and not token.has("linking_and") for token in words) else None


def told_by(scene: Scene, name: Name) -> frozenset[str]:
    """What tells a name from its namesakes: a bracket (`(Iowa)`) or a place (`, Brown County`) right behind it, or the year or the
    ordinal right in front of it (`the 1908 World Fair`, `the Second Republic`), or its last word (`Jr`, `VIII`).
    """
    index = name.last
    edition = scene.tokens[name.first - 1] if name.first else None
    if edition is not None and (edition.ordinal is not None or (edition.norm.isdecimal() and len(edition.norm) == _YEAR_DIGITS)):
        return frozenset({edition.norm})
    generation = name.keys & scene.vocabulary.generations
    if generation:
        return generation
    mark = scene.tokens[index].norm if index + 1 < len(scene.tokens) else ""
    if mark == "(":
        close = next((end for end in range(index + 1, min(index + _TOLD_BY, len(scene.tokens))) if scene.tokens[end].norm == ")"), index)
        inside = scene.tokens[index + 1 : close]
        if not any(token.norm.isalpha() and token.number is None and not token.has_any("month", "scale") for token in inside):
            return frozenset()  # a value: `(1871 – 1940)`, `($40 million)`
        return frozenset(token.norm for token in inside if token.norm[:1].isalnum())
    if mark == ",":
        return next((other.keys for other in scene.names if other.first == index + 1), frozenset())
    return frozenset()
