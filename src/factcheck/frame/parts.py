"""The parts of a frame, each with the words that it came from: measure, period, attribution, mode, aspect, scope."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from factcheck.extract.tokens import Token
from factcheck.frame.scene import Name, Scene
from factcheck.frame.vocabulary import Mark
from factcheck.model import POINTS, Amount, Aspect, Kind, Mention, Mode, Modifier, Part, Period, PeriodPart

_REACH = 16  # how far from a value its measure may stand, in the units of Scene.distance
_VERBS = 6  # verbs of saying that are tried, the nearest first
_PHRASE = 12  # tokens of a noun phrase that names a speaker
_BESIDE = 2  # so near, even a very general word is what the date is of (`said on Saturday`)
_SHARES = frozenset({"percent", "fraction"})
_TO_WHOLE = 3  # tokens between a percentage and what it is taken of
_APART = 4  # tokens between two names of one phrase (`the Ministry's branch in the Moscow region`)
_TO_LEVEL = 8  # tokens between a change and the level that it led to
_TOLD_BY = 6  # tokens of a bracket behind a name
_MONTH = 31  # days
_SHORTEST_MONTH = 28  # days
_YEAR = (365, 366)  # days
_OLDEST = 120  # years
_BRACKET = 14  # tokens between a name and the last date of the brackets behind it
_ELLIPSIS = 8  # tokens between a semicolon and the number of its clause
_SINCE = 8  # tokens between a superlative and the `since` of its date
_SIZED = frozenset({Kind.QUANTITY, Kind.DURATION})
_SIZES = frozenset({"length", "area"})  # dimensions of things
_AGE = "number.age"  # the rule by which extraction reads a bare number as years
_JOINTS = frozenset(",;")
_SIZED_BY = 3  # tokens in front of a size: whose it is, the thing, and a verb
_SEVERAL = 2
_BETWEEN_KINDS = 4  # tokens between two counts that stand beside each other
_SPREADABLE = frozenset({"currency", "percent"})  # dimensions of what is spent, raised or paid by and by
_SPREAD = 4  # tokens between an amount and the years over which it is spread
_TO_VALUE = 2  # tokens between a name and its value
_TO_PLACE = 4  # tokens between a value and the `in` in front of its place
_ASIDE = frozenset(",()")
_PART, _BASE, _TOTAL = "part", "base", "total"  # the scopes of what is not the whole, of that of which it is a part, and of all
_COUNTS = (None, "count")  # dimensions
_YEAR_DIGITS = 4
_RELATIVE = frozenset({"percent", "share", "ratio"})  # dimensions of a change that may be of anything
_DASHES = frozenset("-‐‑–—−")
_DATE_REACH = 12
_TO_THING = 4  # tokens behind a value in which the thing stands that has it (`the 17-kilometre Brel tunnel`)
_DENIED = 3  # tokens between a denial and what it denies (`not yet been formally recognised`)
_DEADLINES = frozenset({Modifier.EXACT, Modifier.ABOUT})
_TO_NAMED = 3  # tokens from `with` to the measure that it names (`with a net capacity of`)
_OPENING_REGION = 4  # tokens: `in the south,`
_OPENING = 5  # a date among the first tokens of a clause holds for all of it


def words_of(scene: Scene, first: int, last: int) -> str:
    """The text of some tokens."""
    return scene.phrase(first, last)


def part_of(scene: Scene, mark: Mark, value: str | None = None) -> Part:
    """A part of a frame from a mark."""
    return Part(value=value or mark.rule.name, words=words_of(scene, mark.first, mark.last), rule=mark.rule.id)


# ---- measure --------------------------------------------------------------------------------------------------------


def life(scene: Scene, mention: Mention, at: tuple[int, int]) -> Part | None:
    """`Harold Macmillan (10 February 1894 – 29 December 1986)`: the first date in the brackets is a birth, the second a death; of
    years alone (`1894–1986`) both together are a life.
    """
    if mention.kind is not Kind.DATE:
        return None
    start, end = at
    while start > 0 and scene.tokens[start - 1].norm in _DASHES:
        start -= 1
    while end < len(scene.tokens) and scene.tokens[end].norm in _DASHES:
        end += 1
    opens = start > 0 and scene.tokens[start - 1].norm == "("
    closes = end < len(scene.tokens) and scene.tokens[end].norm == ")"
    if not (opens or closes) or not any(name.last <= at[0] and at[0] - name.last <= _BRACKET for name in scene.names):
        return None
    if opens and closes and mention.value.modifier is Modifier.RANGE:
        return _lived(scene, "span", at)
    dates = [place for _, place in scene.dates_around(at)]
    if opens and start == at[0] and any(place[0] == end != at[1] for place in dates):
        return _lived(scene, "birth", at)
    if closes and end == at[1] and any(place[1] == start != at[0] for place in dates):
        return _lived(scene, "death", at)
    return None


def _lived(scene: Scene, end: str, at: tuple[int, int]) -> Part | None:
    rule = next((rule for rule in scene.vocabulary.rules.table("happening") if rule.data.get("life") == end), None)
    return Part(value=rule.name, words=words_of(scene, *at), rule=rule.id) if rule is not None else None


def made(scene: Scene, mention: Mention, at: tuple[int, int]) -> Part | None:
    """`a 1987 Danish crime film`: the year in front of a work is that of its release."""
    if mention.dating is None or not at[0] or not scene.tokens[at[0] - 1].has("article"):
        return None
    for index in range(at[1], min(at[1] + _PHRASE, len(scene.tokens))):
        norm = scene.tokens[index].norm
        if norm in scene.vocabulary.things:
            rule = scene.vocabulary.things[norm]
            return Part(value=rule.name, words=words_of(scene, at[0], index + 1), rule=rule.id)
        if norm in scene.vocabulary.stops or not (norm[:1].isalpha() or norm in _DASHES):
            return None
    return None


def measures(scene: Scene, mention: Mention, at: tuple[int, int]) -> list[Mark]:
    """What is measured, or of a date what happened: the words of the rules that can have such a value, the nearest first."""
    place = (mention.span.start, *at)
    if place not in scene.measured:  # asked once: in a row of figures each takes over from those in front of it
        scene.measured[place] = _measures(scene, mention, at)
    return scene.measured[place]


def _measures(scene: Scene, mention: Mention, at: tuple[int, int]) -> list[Mark]:
    base = _base_of(scene, at)
    if base is not None and base[0].kind is Kind.SHARE:
        return []
    table = "happening" if mention.kind is Kind.DATE else "measure"
    anchor = _anchor_event(scene, mention, at)
    near = [
        (cost, mark.first, mark)
        for mark in scene.marks(table)
        if not anchor[0] <= mark.first < anchor[1] and (cost := _cost(scene, mark, mention, at)) is not None
    ]
    found = [mark for _, _, mark in sorted(near, key=lambda item: item[:2])]
    found = _by_thing(scene, mention, at) + found or _by_opening(scene, mention, at, table) or _by_unit(scene, mention, at)
    if base is not None:
        said = {mark.rule.id for mark in measures(scene, *base)[:1]}
        return [mark for mark in found if mark.rule.id not in said]
    if found or mention.amount is None:
        return found
    change = _change_to(scene, mention.amount, at)
    return measures(scene, *change) if change is not None else _taken_over(scene, mention, at)


def _by_opening(scene: Scene, mention: Mention, at: tuple[int, int], table: str) -> list[Mark]:
    """The measure that opens a sentence, of the level to which it came in the end (`The cost of the viaduct, put at 600 million when
    work began, has since climbed to 1.6 billion`).
    """
    if mention.amount is None or not at[0] or not scene.tokens[at[0] - 1].has("linking_to"):
        return []
    opening = (mark for mark in scene.marks(table) if mark.first < _OPENING and not mark.rule.data.get("general"))
    return [mark for mark in opening if _fits(scene, mark, mention, inside=False)][:1]


def _by_unit(scene: Scene, mention: Mention, at: tuple[int, int]) -> list[Mark]:
    """The measure that the unit shows where no word does: money for a weight is a price, kilometres an hour are a speed."""
    amount = mention.amount
    if amount is None or mention.kind is not Kind.QUANTITY:
        return []
    shown = (scene.vocabulary.dimension(amount.unit), scene.vocabulary.dimension(amount.per))
    rule = scene.vocabulary.by_unit.get(shown)
    return [Mark(rule, *at)] if rule is not None else []


def _by_thing(scene: Scene, mention: Mention, at: tuple[int, int]) -> list[Mark]:
    """The measure that a thing has in the first place, of a value that is part of its phrase (`the 17-kilometre tunnel`, `a film of 190
    minutes`), where no word of that phrase says another (`a 30-metre-wide tunnel`).
    """
    if mention.amount is None or mention.amount.per is not None or mention.kind not in _SIZED:
        return []
    sized = scene.vocabulary.sized.get(scene.vocabulary.dimension(mention.amount.unit))
    if sized is None:
        return []
    if at[0] > 1 and scene.tokens[at[0] - 1].has("linking_of"):
        rule = sized.get(scene.tokens[at[0] - 2].norm)
        return [Mark(rule, at[0] - 2, at[0] - 1)] if rule is not None else []
    if not any(token.norm in _DASHES for token in scene.tokens[at[0] : at[1]]):
        return []
    for index in range(at[1], min(at[1] + _TO_THING, len(scene.tokens))):
        if scene.tokens[index].norm in scene.vocabulary.stops or not scene.tokens[index].norm.isalpha():
            break
        if rule := sized.get(scene.tokens[index].norm):
            return [Mark(rule, index, index + 1)]
    return []


def _taken_over(scene: Scene, mention: Mention, at: tuple[int, int]) -> list[Mark]:
    """Those of the amount in front, of which a number without a unit takes everything over (`Lima counted 40 dead; Quito 12`)."""
    if mention.kind is not Kind.QUANTITY or mention.amount is None or mention.amount.unit is not None:
        return []
    semicolon = next((index for index in range(at[0] - 1, max(at[0] - _ELLIPSIS, 0), -1) if scene.tokens[index].norm == ";"), 0)
    opening = semicolon or next((name.first for name in scene.names if name.last == at[0] and _opens_member(scene, name)), 0)
    before = [(other, place) for other, place in scene.around(at) if place[1] <= at[0] and other.kind in (Kind.QUANTITY, Kind.SHARE)]
    if not opening or any(place[0] > opening for _, place in before):
        return []
    return next((found for other, place in reversed(before) if (found := measures(scene, other, place))), [])


def _opens_member(scene: Scene, name: Name) -> bool:
    """Whether a name opens a member of a row (`, Chile 12`, `and Chile 12`)."""
    before = scene.tokens[name.first - 1] if name.first else None
    return before is not None and (before.norm == "," or before.has("linking_and"))


def _change_to(scene: Scene, level: Amount, at: tuple[int, int]) -> tuple[Mention, tuple[int, int]] | None:
    """The change in front of the level that it led to (`raised its rate by half a point, to a range of 2 to 3 percent`)."""
    before = next(((other, place) for other, place in reversed(scene.around(at)) if place[1] <= at[0] and other.amount), None)
    if before is None or before[0].kind is not Kind.CHANGE:
        return None
    other, place = before
    between = scene.tokens[place[1] : at[0]]
    joined = len(between) <= _TO_LEVEL and any(token.has("linking_to") for token in between)
    dimensions = {scene.vocabulary.dimension(amount.unit) for amount in (other.amount, level) if amount is not None}
    return (other, place) if joined and len(dimensions) == 1 else None


def _base_of(scene: Scene, at: tuple[int, int]) -> tuple[Mention, tuple[int, int]] | None:
    """The share or part that is taken of a value (`let go of half of its 7,500 people`): what is said is not said of all of it."""
    index = at[0] - 1
    while index > 0 and (scene.tokens[index].has("determiner") or scene.tokens[index].has("definite")):
        index -= 1
    if index <= 0 or not scene.tokens[index].has("linking_of"):
        return None
    told = (Kind.SHARE, Kind.QUANTITY)
    return next(((other, place) for other, place in scene.around(at) if other.kind in told and place[1] == index), None)


def _anchor_event(scene: Scene, mention: Mention, at: tuple[int, int]) -> tuple[int, int]:
    """The words behind `two days after`: they name what is counted from, not what happened then."""
    if not scene.counts_from(mention):
        return 0, 0
    end = at[0]
    while end < len(scene.tokens) and scene.tokens[end].norm not in (",", ";", "."):
        end += 1
    return at[0], end


def counted_from(scene: Scene, mention: Mention, at: tuple[int, int]) -> frozenset[str]:
    """The happening that a date is counted from: the first one that the words behind it name."""
    start, end = _anchor_event(scene, mention, at)
    named = (mark.rule.id for mark in scene.marks("happening") if start <= mark.first < end and not mark.rule.data.get("general"))
    return frozenset({rule} if (rule := next(named, None)) else ())


def _cost(scene: Scene, mark: Mark, mention: Mention, at: tuple[int, int]) -> int | None:
    """How little a word fits as the measure of a value; None where it cannot be."""
    amount = mention.amount
    inside = at[0] <= mark.first < at[1]
    if not _fits(scene, mark, mention, inside=inside):
        return None
    if inside and amount is not None:
        return 0
    if _stands_elsewhere(scene, mark, amount, at):
        return None
    if _dates_another(scene, mark, at) if amount is None else _of_another(scene, mark, mention, at):
        return None
    cost = scene.distance_past_asides((mark.first, mark.last), at)
    if cost > _REACH:
        return None
    if mark.rule.data.get("general") and not (mark.rule.data.get("telling") and cost <= _BESIDE):
        cost = min(cost + 6, _REACH)  # any other word goes first, but it may stand as far off
    if mention.kind is Kind.DATE and _changes_between(scene, mark, at):
        cost += 8  # "the number killed rose to 133 on Saturday": the day of the rise
    if _other_between(scene, mark, mention, at) and len(_rivals(scene, mark, amount)) > 1:
        cost += 6
    return cost if cost <= _REACH else None


def _fits(scene: Scene, mark: Mark, mention: Mention, *, inside: bool) -> bool:
    """Whether a measure can have such an amount: by its dimension, and by what it is counted per; a bare number needs a measure that
    counts, or a word that is sure.
    """
    units = mark.rule.data.get("units")
    amount = mention.amount
    if not _is_per(scene, mark, amount):
        return False
    if amount is None or not units:
        return True
    if amount.unit is None and mark.rule.data.get("general") and not inside and "count" not in units:
        return False
    dimension = scene.vocabulary.dimension(amount.unit)
    changed = mention.kind in (Kind.CHANGE, Kind.SHARE, Kind.RATIO) and amount.unit not in POINTS  # which are no share of what changed
    absolute = inside or mark.rule.data.get("absolute")  # its own words are its unit, or only such amounts are meant
    relative = changed and not absolute and dimension in _RELATIVE
    return dimension in units or relative or (dimension is None and not _SHARES.issuperset(units))


def _is_per(scene: Scene, mark: Mark, amount: Amount | None) -> bool:
    """Whether a measure that only rates have can be that of an amount (`earns $40 an hour`)."""
    rates = mark.rule.data.get("per")
    return rates is None or (amount is not None and amount.per is not None and scene.vocabulary.dimension(amount.per) in rates)


def _stands_elsewhere(scene: Scene, mark: Mark, amount: Amount | None, at: tuple[int, int]) -> bool:
    """Whether a word stands where it says nothing of a value: not right in front, as it must, or for what a share is taken of."""
    return (bool(mark.rule.data.get("adjacent")) and mark.last != at[0]) or _is_whole(scene, mark, amount, at)


def _is_whole(scene: Scene, mark: Mark, amount: Amount | None, at: tuple[int, int]) -> bool:
    """Whether a word names what a share is taken of (`a debt of 60 percent of its GDP`): it says nothing of what the share is."""
    if not mark.rule.data.get("whole") or amount is None or amount.unit not in _SHARES or mark.first <= at[1]:
        return False
    return scene.tokens[at[1]].has("linking_of") and mark.first - at[1] <= _TO_WHOLE


def _rivals(scene: Scene, mark: Mark, amount: Amount | None) -> set[str]:
    """The rules of the sentence that tell what a value is, a mark's own among them."""
    return {other.rule.id for other in scene.marks(mark.rule.table) if _is_per(scene, other, amount)}


def _of_another(scene: Scene, mark: Mark, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a word is said of another amount: of a part that is told behind this one (`300 guests, of whom 40 fell ill`), as what
    the other counts (`170 cases among 4,300 guests`), or as what this one did to it (`four gunmen killed 40`).
    """
    others = [place for other, place in scene.around(at) if other.amount is not None and other is not mention]
    for part in scene.marks("scope"):
        if part.rule.name == _PART and at[1] <= part.first and part.last <= mark.first:
            within = [token.norm for token in scene.tokens[part.last : mark.first]]
            return "," not in within and any(part.last <= first < mark.first for first, _ in others)
    if mention.amount is not None and mention.amount.unit is not None and any(last == mark.first for _, last in others):
        return True
    if not (0 <= mark.first - at[1] <= 1 and scene.vocabulary.is_participle(scene.norms[mark.last - 1])):
        return False
    return any(first == mark.last for first, _ in others) or any(name.first == mark.last for name in scene.names)


def _dates_another(scene: Scene, mark: Mark, at: tuple[int, int]) -> bool:
    """Whether a word is not what happened on a date: what somebody came for (`came on Monday to serve his sentence`), or what an
    amount did (`fell to 5 percent in June`).
    """
    if at[1] < mark.first and scene.tokens[at[1]].has("linking_to"):
        return True
    if mark.rule.data.get("telling") and at[1] < mark.first and any(token.norm == "," for token in scene.tokens[at[1] : mark.first]):
        return True  # `on Saturday, Scotland Yard said`
    amounts = (place[0] for other, place in scene.around((mark.first, mark.last)) if other.amount is not None)
    return scene.tokens[mark.last - 1].has("linking_to") and any(first == mark.last for first in amounts)


def _changes_between(scene: Scene, mark: Mark, at: tuple[int, int]) -> bool:
    """Whether a verb of change stands between a word and a later date."""
    return any(token.has("change_verb") for token in scene.tokens[mark.last : at[0]])


def _other_between(scene: Scene, mark: Mark, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether another value of the same sort stands between the word and the value."""
    low, high = (mark.last, at[0]) if mark.last <= at[0] else (at[1], mark.first)
    return any(
        low <= first
        and last <= high
        and (other.kind is Kind.DATE) == (mention.kind is Kind.DATE)
        and (other.rule != _AGE or mention.rule == _AGE)  # how old somebody is tells of who was hurt
        and not scene.passes_over(low, high, first)
        for other, (first, last) in scene.around(at)
    )


def is_age(scene: Scene, at: tuple[int, int]) -> bool:
    """`25-year-old`, `aged 25`, or a bare number between commas behind a name (`Ashley Smith, 30, of ...`)."""
    inside = scene.tokens[at[0] : at[1]]
    ages = [sense.rule for token in inside if (sense := token.senses.get("age")) is not None]
    if ages:
        return not any(rule.data.get("lasting") for rule in ages)
    if len(inside) != 1 or inside[0].number is None or not 0 < inside[0].number.value <= _OLDEST or not inside[0].norm.isdecimal():
        return False
    before = scene.tokens[at[0] - 1] if at[0] else None
    after = scene.tokens[at[1]] if at[1] < len(scene.tokens) else None
    closed = after is None or after.norm in (",", ".", ";", ")") or after.has("linking_of") or after.has("linking_and")
    return before is not None and before.norm == "," and closed and any(name.last == at[0] - 1 for name in scene.names)


def age_word(scene: Scene, at: tuple[int, int]) -> Mark | None:
    """The word right in front of a value that says that it is an age (`Ashley Smith, age 30`)."""
    return next((mark for mark in scene.marks("measure") if mark.last == at[0] and mark.rule.data.get("personal")), None)


def _is_years_old(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether an amount is somebody's age: the date of his sentence says what he did at it."""
    if mention.kind is not Kind.DURATION:
        return False
    return age(scene, mention, at) is not None or any(mark.rule.data.get("personal") for mark in measures(scene, mention, at)[:1])


def age(scene: Scene, mention: Mention, at: tuple[int, int]) -> Part | None:
    """The measure of an age, which the form of the words shows and no word names."""
    rule = next(iter(scene.vocabulary.personal), None)
    if rule is None or mention.amount is None or not (mention.rule == _AGE or is_age(scene, at)):
        return None
    return Part(value=rule.name, words=words_of(scene, *at), rule=rule.id)


# ---- of whom --------------------------------------------------------------------------------------------------------


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
            if mark.first == start + 1 and mark.last < len(scene.tokens) and (table == "opposite" or _is_adjective_of(scene, mark)):
                noun = scene.norms[mark.last]
                told = noun.isalpha() and mark.last not in scene.named and noun not in scene.vocabulary.stops
                speaks = any(said.first == mark.last + 1 for said in scene.marks("saying"))
                return (mark.rule.id, scene.vocabulary.stem(noun)) if told and not speaks else None
    return None


def _is_adjective_of(scene: Scene, mark: Mark) -> bool:
    """Whether a country is named by its adjective."""
    return scene.norms[mark.first] in mark.rule.words("demonyms")


def is_sum(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a value is all of what its sentence counts of several nations (`198 Peruvian and 140 Chilean ships, 338 in all`)."""
    if mention.amount is None or not any(mark.first == at[1] and mark.rule.name == _TOTAL for mark in scene.marks("scope")):
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


def told_of(scene: Scene, at: tuple[int, int]) -> Name | None:
    """The name behind which a clause of its own gives a value (`Irene, born in 1897,`, `Ms Diaz, who took 34 percent`)."""
    starts = [mark.first for mark in scene.marks("happening") if 0 <= at[0] - mark.last <= _BESIDE and _opens_aside(scene, mark.first)]
    starts += [mark.first for mark in scene.marks("referring") if 0 < at[0] - mark.last <= _TO_VALUE]
    for start in starts:
        end = start - (scene.tokens[start - 1].norm in _ASIDE)
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


def _opens_aside(scene: Scene, index: int) -> bool:
    return index > 0 and scene.tokens[index - 1].norm in _ASIDE


def told_apart(scene: Scene, mention: Mention, at: tuple[int, int]) -> list[Name]:
    """The names of a value's own part of a list, where another part gives another name another value (`Oslo has 40 trams, Bergen 12`)."""
    if mention.amount is None or len(scene.names) < (1 if scene.marks("unnamed") else _SEVERAL):
        return []
    unit = scene.vocabulary.dimension(mention.amount.unit)
    own = _named_in(scene, at)
    keys = frozenset(key for name in own for key in name.keys)
    for other, place in scene.around(at) if own else ():
        if other.amount is None or scene.vocabulary.dimension(other.amount.unit) not in (unit, None):
            continue
        names = _named_in(scene, place) or _named_before(scene, place)
        if all(name.keys.isdisjoint(keys) for name in names) and (names or _tells_of_it(scene, place)):
            return own
    return []


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
    """The name behind the next `in`."""
    for index in range(at[1], min(at[1] + _TO_PLACE, len(scene.tokens) - 1)):
        token = scene.tokens[index]
        behind = next((name for name in scene.names if 0 <= name.first - index - 1 <= 1), None) if token.has("linking_in") else None
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


# ---- period ---------------------------------------------------------------------------------------------------------


def is_frame(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a date dates nothing: a year or quarter that says when an amount of its sentence holds (`212,000 passengers in 2013`),
    the day of a count (`as of 3 May`), since when there was none like it (`the first launch since May`), or that of what is
    compared with (`compared to the year before`, `up from 40 on Sunday`).
    """
    if mention.dating is None:
        return False
    period = mention.dating.period
    since = mention.dating.modifier is Modifier.SINCE and (_is_topped(scene, at) or _is_counted_since(scene, at))
    if since or _is_base(scene, period, at) or any(mark.last == at[0] for mark in scene.marks("counted_on")):
        return True
    return period is not None and period.days >= _SHORTEST_MONTH and _is_of_amounts(scene, mention, at)


def _is_of_amounts(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a year or quarter says when an amount holds, or a month when a share or rate does: what was counted in a month
    happened then. A year right behind what began in it dates that (`it began in 1973 with nine members`).
    """
    dated = any(0 <= at[0] - mark.last <= _BESIDE and mark.rule.data.get("dated") for mark in scene.marks("happening"))
    period = mention.dating.period if mention.dating is not None else None
    if dated or period is None:
        return False
    of_it = [
        other
        for other, place in scene.around(at)
        if other.kind is not Kind.ORDINAL and _period_of(scene, other, place) is mention and not _is_years_old(scene, other, place)
    ]
    rates = [other for other in of_it if other.amount is not None and scene.vocabulary.dimension(other.amount.unit) == "percent"]
    return bool(of_it if period.days > _MONTH else rates)


def _is_counted_since(scene: Scene, at: tuple[int, int]) -> bool:
    """Whether a running count stands in front of a date: it says since when they were counted (`40 have died since May`)."""
    start = scene.clause(*at)[0]
    return any(
        start <= place[0] and place[1] <= at[0] and any(mark.rule.data.get("running") for mark in measures(scene, other, place)[:1])
        for other, place in scene.around(at)
        if other.kind is Kind.QUANTITY
    )


def _is_topped(scene: Scene, at: tuple[int, int]) -> bool:
    """Whether a word in front tells the most of its kind, which a date behind `since` says nothing else of."""
    start = scene.clause(*at)[0]
    return any(start <= mark.first and 0 <= at[0] - mark.last <= _SINCE for mark in scene.marks("superlative"))


def _is_base(scene: Scene, period: Period | None, at: tuple[int, int]) -> bool:
    """Whether a date is that of what is compared with: a longer time right behind the words for it, a day behind the amount."""
    bases = [mark.last for mark in scene.marks("comparison_base")] if scene.marks("comparison_base") else ()
    if period is None or period.days > _MONTH:
        return (at[0] - 1 if at[0] and scene.tokens[at[0] - 1].has("definite") else at[0]) in bases
    amounts = [place for other, place in scene.around(at) if other.kind is not Kind.DATE and 0 <= at[0] - place[1] <= _BESIDE]
    return any(last == place[0] for last in bases for place in amounts)


def period(scene: Scene, mention: Mention, at: tuple[int, int]) -> PeriodPart | None:
    """When an amount holds: the date of its clause that stands nearest, unless it belongs to what is compared with."""
    found = _period_of(scene, mention, at)
    if found is None or found.dating is None or found.dating.period is None:
        return None
    when = PeriodPart(value=found.dating.period, words=found.span.of(scene.text), rule=found.rule)
    if not is_former(scene, mention, at) or _is_dated(scene, mention, at):
        return when
    year = _year_before(when.value)
    return replace(when, value=year) if year is not None else None


def is_own(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether an amount is what a thing measures, told in passing (`the 300-metre liner sank in May`, `the dam, of 40 metres, broke`,
    `with a capacity of 90 tonnes`): whatever happened then, it holds at any time.
    """
    amount = mention.amount
    if amount is None or mention.kind is not Kind.QUANTITY or amount.per is not None or not _is_in_passing(scene, at):
        return False
    own = measures(scene, mention, at)[:1]
    return bool(own[0].rule.data.get("own")) if own else scene.vocabulary.dimension(amount.unit) in _SIZES


def _is_in_passing(scene: Scene, at: tuple[int, int]) -> bool:
    """Whether an amount stands where it only describes: joined to a noun by a hyphen, behind `with`, or behind a comma and `of`."""
    inside = scene.norms[at[0] : at[1]]
    if any(norm in _DASHES and following.isalpha() for norm, following in pairwise(inside)):
        return True
    before = at[0] - 1
    if before > 0 and scene.tokens[before].has("linking_of"):
        if scene.norms[before - 1] == ",":
            return True
        named = next((mark.first for mark in scene.marks("measure") if mark.last in (before, at[0])), None)
        return named is not None and any(0 < named - mark.first <= _TO_NAMED for mark in scene.marks("with"))
    return any(mark.last == at[0] for mark in scene.marks("with"))


def _is_dated(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a date of its own stands right behind an amount (`from 9 percent in June`), a longer one than the day of a change."""
    found = _period_of(scene, mention, at)
    dating = found.dating if found is not None else None
    if found is None or dating is None or dating.period is None or dating.period.days < _SHORTEST_MONTH:
        return False
    return any(other is found and 0 <= place[0] - at[1] <= 1 for other, place in scene.dates_around(at))


def _year_before(period: Period) -> Period | None:
    """The twelve months before as many; None where a period is no year."""
    if not _YEAR[0] <= period.days <= _YEAR[1] or period.first.year == datetime.MINYEAR:
        return None
    last = period.first - datetime.timedelta(days=1)
    return Period(period.first.replace(year=period.first.year - 1), last)


def _period_of(scene: Scene, mention: Mention, at: tuple[int, int]) -> Mention | None:
    if mention.kind is Kind.DATE:
        return None
    best: tuple[int, int, Mention] | None = None
    for other, place in scene.dates_around(at):
        cost = _date_cost(scene, other, place, at)
        if cost is not None and (best is None or (cost, place[0]) < best[:2]):
            best = (cost, place[0], other)
    return best[2] if best is not None and not is_own(scene, mention, at) else None


def days(scene: Scene, mention: Mention, at: tuple[int, int]) -> frozenset[str]:
    """The times of a sentence that cannot be put on the calendar, as printed: a weekday, or a stretch (`in the eleven months`)."""
    dates = [other.dating for other, _ in scene.dates_around(at) if other is not mention]
    found = {dating.partial for dating in dates if dating is not None and dating.period is None}
    if scene.marks("stretch"):
        found |= {_length(other) for other, place in scene.around(at) if other is not mention and is_stretch(scene, other, place)}
    if mention.amount is not None and scene.vocabulary.dimension(mention.amount.unit) in _SPREADABLE:
        found |= {_length(other) for other, place in scene.around(at) if _is_spread(scene, other, place, at)}
    return frozenset(filter(None, found))


def is_stretch(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a duration says in which time something happened rather than how long it took."""
    return mention.kind is Kind.DURATION and any(mark.last == at[0] for mark in scene.marks("stretch"))


def _is_spread(scene: Scene, mention: Mention, place: tuple[int, int], at: tuple[int, int]) -> bool:
    """Whether a duration of years says over how many an amount in front of it is spread (`40 million euros over five years`)."""
    if mention.kind is not Kind.DURATION or not 0 <= place[0] - at[1] <= _SPREAD or mention.amount is None or mention.amount.unit != "year":
        return False
    if not mention.amount.nominal or mention.amount.nominal < _SEVERAL:
        return False
    before = place[0] - 1 if place[0] > at[1] else place[0]
    return scene.tokens[before].has("linking_in") or any(mark.first in (before, place[0]) for mark in scene.marks("purpose"))


def _length(mention: Mention) -> str:
    return f"P{mention.amount.nominal}{mention.amount.unit}" if mention.amount else ""


def _date_cost(scene: Scene, other: Mention, place: tuple[int, int], at: tuple[int, int]) -> int | None:
    if other.dating is None or other.dating.period is None:
        return None
    if other.dating.modifier in (Modifier.SINCE, Modifier.BEFORE, Modifier.AFTER) and not _tells_of(scene, place, at):
        return None
    if _is_of_reason(scene, place, at) or _is_of_next(scene, place, at):
        return None
    if _compared(scene, place, at) or _is_aside(scene, place, at) or _in_next_clause(scene, place, at):
        return None
    cost = 0 if place[0] == at[1] + 1 and scene.tokens[at[1]].has("linking_in") else scene.distance(place, at)
    opening = place[1] <= at[0] and place[0] - scene.clause(*at)[0] <= _OPENING
    if opening:
        cost = min(cost, _DATE_REACH - 4)
    if cost > _DATE_REACH:
        return None
    owners = [scene.distance(place, cover) for m, cover in scene.around(place) if m.kind is not Kind.DATE]
    closer = bool(owners) and min(owners) + 2 < cost and not opening
    return None if closer else cost  # a date that stands closer to another amount is that one's


def _is_of_reason(scene: Scene, place: tuple[int, int], at: tuple[int, int]) -> bool:
    """Whether a later date is that of what an amount is for (`fined $40 million for prices fixed from 2005 to 2009`)."""
    if not any(mark.first == at[1] and mark.last < place[0] for mark in scene.marks("purpose")):
        return False
    told = place[0] - 2 if scene.tokens[place[0] - 1].has("linking_in") else place[0] - 1
    return scene.vocabulary.is_participle(scene.norms[told]) or any(mark.last == told + 1 for mark in scene.marks("happening"))


def _is_of_next(scene: Scene, place: tuple[int, int], at: tuple[int, int]) -> bool:
    """Whether a later date dates what is told behind an `and` (`it cost $40 million and opened in May`)."""
    if place[0] <= at[1]:
        return False
    told = (mark.first for mark in scene.marks("happening") if at[1] < mark.first and 0 <= place[0] - mark.last <= _BESIDE)
    return any(scene.tokens[first - 1].has("linking_and") for first in told)


def _tells_of(scene: Scene, place: tuple[int, int], at: tuple[int, int]) -> bool:
    """Whether the words behind a date tell what happened then (`since May, when 40 died`)."""
    return any(0 <= mark.first - place[1] <= 1 and mark.last <= at[0] for mark in scene.marks("on_which"))


def _is_aside(scene: Scene, place: tuple[int, int], at: tuple[int, int]) -> bool:
    """Whether a date stands with a happening of its own between two commas (`a 40-metre bridge, built in 1967, fell`) or in front of
    one (`Built in 1967 by the state, the bridge`), and an amount outside.
    """
    verbs = [mark for mark in scene.marks("happening") if 0 <= place[0] - mark.last <= _BESIDE and not mark.first <= at[0] < place[1]]
    if any(mark.first == 0 for mark in verbs):
        return any(token.norm == "," for token in scene.tokens[place[1] : at[0]])
    closed = place[1] < len(scene.tokens) and scene.tokens[place[1]].norm in _ASIDE
    clauses = [mark for mark in scene.marks("referring") if mark.last <= place[0] and not mark.first <= at[0] < place[1]]
    within = [mark for mark in clauses if not any(token.norm in _ASIDE for token in scene.tokens[mark.last : place[0]])]
    return closed and any(_opens_aside(scene, mark.first) for mark in (*verbs, *within))


def _in_next_clause(scene: Scene, place: tuple[int, int], at: tuple[int, int]) -> bool:
    """Whether a semicolon parts an amount from a later date (`it cost $6 million; work began in May`)."""
    return at[1] <= place[0] and any(token.norm == ";" for token in scene.tokens[at[1] : place[0]])


def _compared(scene: Scene, place: tuple[int, int], at: tuple[int, int]) -> bool:
    """Whether a word of comparison stands between the amount and a later date (`than in 2021`)."""
    marks = [mark for mark in scene.marks("comparison_base") if mark.first >= at[0] - 1]
    inside = place[0] == at[1] and any(place[0] <= mark.first < place[1] for mark in marks)  # `5 percent more than a year ago`
    return inside or any(at[1] <= mark.first + 1 and mark.last <= place[0] for mark in marks)


def is_former(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether an amount is what another one in front of it came from (`cut to 4 percent, from 5`, `80 tonnes, after 70`), or the one
    behind it (`from 5 percent to 4`), or one that was beaten (`the old record of 70 tonnes`).
    """
    if mention.amount is None:
        return False
    dimension = _dimension(scene, mention.amount)
    others = [place for other, place in scene.around(at) if other.amount is not None and _dimension(scene, other.amount) == dimension]
    before = [place for place in others if place[1] <= at[0]]
    if any(mark.last <= at[0] and all(last <= mark.first for _, last in before) for mark in scene.marks("bygone")):
        return True
    behind = at[1] < len(scene.tokens) and scene.tokens[at[1]].has("linking_to") and _begins_amount(scene, at[1] + 1)
    return any(mark.last == at[0] for mark in scene.marks("former")) and (bool(before) or (behind and scene.tokens[at[0] - 1].has("from")))


def is_of_kinds(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a count stands beside one of another kind (`16 children and 28 adults`)."""
    unit = mention.amount.unit if mention.amount is not None else None
    if unit is None or scene.vocabulary.dimension(unit) != "count":
        return False
    for other, place in scene.around(at):
        between = scene.tokens[min(place[1], at[1]) : max(place[0], at[0])]
        beside = 1 < len(between) <= _BETWEEN_KINDS and between[-1].has("linking_and")
        if beside and other.amount is not None and other.amount.unit not in (unit, None) and _dimension(scene, other.amount) == "count":
            return True
    return False


def _dimension(scene: Scene, amount: Amount) -> str:
    """That of an amount; a number without a unit counts."""
    return scene.vocabulary.dimension(amount.unit) or "count"


def _begins_amount(scene: Scene, index: int) -> bool:
    return any(place[0] == index and other.amount is not None for other, place in scene.placed)


# ---- who says so ----------------------------------------------------------------------------------------------------


def attribution(scene: Scene, at: tuple[int, int]) -> tuple[Part, tuple[int, int]] | None:
    """Who says so: the name behind `according to`, or in front of the nearest verb of saying (or behind it)."""
    for mark in scene.marks("according"):
        name = _phrase_after(scene, mark.last)
        if name is not None:
            return _voice(scene, name, mark), name
    spoken = [mark for mark in scene.marks("saying") if not _is_adjective(scene, mark)]
    verbs = sorted(spoken, key=lambda mark: scene.distance((mark.first, mark.last), at))[:_VERBS]
    for mark in verbs:
        told = mark.first > 0 and scene.tokens[mark.first - 1].has("copula")  # `Ada Berg is expected in Oslo`: others say so
        name = _phrase_behind(scene, mark.last) or (None if told else _phrase_before(scene, mark.first))
        if name is not None:
            return _voice(scene, name, mark), name
    return None


def _is_adjective(scene: Scene, mark: Mark) -> bool:
    """Whether an article in front makes an adjective of what could be a verb of saying (`an estimated 40`)."""
    return mark.first > 0 and scene.tokens[mark.first - 1].has("article")


def is_speaker(scene: Scene, name: Name) -> bool:
    """Whether a name is only there to say something: right in front of a verb of saying, or behind `according to`.

    What a country counts is its own (`Peru counted 40 dead`).
    """
    said = any(mark.first == name.last for mark in scene.marks("saying")) and not counts_its_own(scene, name)
    return said or any(name.first - mark.last in (0, 1) for mark in scene.marks("according"))


def counts_its_own(scene: Scene, name: Name) -> bool:
    """Whether a country stands in front of a verb of saying of which a number is the object."""
    country = any(mark.first == name.first and mark.rule.data.get("class") == "country" for mark in scene.marks("entity"))
    objects = (place[0] for other, place in scene.around((name.last, name.last + 1)) if other.amount is not None)
    return country and any(first == name.last + 1 for first in objects)


def _voice(scene: Scene, place: tuple[int, int], mark: Mark) -> Part:
    words = words_of(scene, *place)
    keys = frozenset(key for name in scene.names if place[0] <= name.first and name.last <= place[1] for key in name.keys)
    return Part(value=words, words=words, rule=mark.rule.id, key=keys or frozenset({words.casefold()}))


def _phrase_after(scene: Scene, start: int) -> tuple[int, int] | None:
    """The noun phrase from a token on, up to a comma or a verb: it holds a name."""
    end = start
    while end < min(len(scene.tokens), start + _PHRASE) and _in_phrase(scene.tokens[end].norm):
        end += 1
    names = [name for name in scene.names if start <= name.first and name.last <= end]
    if not names:
        somebody = any(token.norm not in scene.vocabulary.stops for token in scene.tokens[start:end])
        return (start, end) if somebody and end - start <= 5 else None
    return start, max(name.last for name in names if name.first <= names[0].last + 4)


def _in_phrase(norm: str) -> bool:
    return norm[:1].isalpha() or norm in ("’s", "'s", "-")


def _phrase_behind(scene: Scene, start: int) -> tuple[int, int] | None:
    """The name right behind a verb that closes a quotation (`..., said Kirill Semyonov`)."""
    verb = start - 1
    if verb < 1 or scene.tokens[verb - 1].norm not in ("”", '"', "’", ",", "'"):
        return None
    name = next((name for name in scene.names if start <= name.first <= start + 1), None)
    return (name.first, name.last) if name is not None else None


def _phrase_before(scene: Scene, end: int) -> tuple[int, int] | None:
    """The name that ends in front of a verb, or in front of the apposition before it."""
    if end and scene.tokens[end - 1].norm == ",":
        end = end - 1
        while end > 0 and scene.tokens[end - 1].norm != ",":
            end -= 1
        end = max(end - 1, 0)
    names = [name for name in scene.names if name.last <= end]
    if names and any(mark.last == end for mark in scene.marks("pronoun")):
        return names[0].first, names[0].last
    if not names or scene.distance((names[-1].first, names[-1].last), (end, end)) > 4:
        return None
    first, last = _extended(scene, names, end)
    while last < end and scene.tokens[last].norm.isalpha() and scene.tokens[last].norm not in scene.vocabulary.stops:
        last += 1  # the rest of the phrase, up to the verb (`in the Moscow region`)
    return first, last


def _extended(scene: Scene, names: list[Name], end: int) -> tuple[int, int]:
    """The whole phrase: names joined by small words (`the Russian Business Center in Afghanistan`)."""
    first = names[-1].first
    for name in reversed(names[:-1]):
        between = range(name.last, first)
        if len(between) > _APART or any(_parts_names(scene, index) for index in between):
            break
        first = name.first
    return first, names[-1].last


def _parts_names(scene: Scene, index: int) -> bool:
    """Whether a token between two names ends the phrase: a mark, an `and`, a verb of saying."""
    token = scene.tokens[index]
    said = any(mark.first <= index < mark.last for mark in scene.marks("saying"))
    return said or token.has("linking_and") or not (token.norm[:1].isalpha() or token.norm in ("’s", "'s"))


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


# ---- mode, aspect, scope --------------------------------------------------------------------------------------------


def mode(scene: Scene, mention: Mention, at: tuple[int, int], happened: Mark | None) -> tuple[Mode, str]:
    """In which mode the clause says it, with the words that show it; a plan outweighs an estimate. What happened is that of a date."""
    denial = _denial(scene, happened) if happened is not None and _is_deadline(scene, mention, at) else None
    if denial is not None:
        return Mode.PENDING, words_of(scene, denial.first, denial.last)
    if not scene.marks("mode"):
        return Mode.ACTUAL, ""
    start, end = scene.clause(*at)
    found: dict[Mode, str] = {}
    for mark in scene.marks("mode"):
        named = any(other.first < mark.first < other.last for other in scene.marks("measure"))  # the bank's target is a rate
        behind = mark.first >= at[1] and any(token.norm == "," for token in scene.tokens[at[1] : mark.first])
        if not (named or behind) and start <= mark.first < end and (mark.rule.name != "denied" or _denies(scene, mark, mention, at)):
            found.setdefault(Mode(mark.rule.name), words_of(scene, mark.first, mark.last))
    for each in (Mode.DENIED, Mode.FORECAST, Mode.PLANNED, Mode.HYPOTHETICAL, Mode.ESTIMATE):
        if each in found:
            return each, found[each]
    return Mode.ACTUAL, ""


def _denies(scene: Scene, mark: Mark, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a word denies a value: of a date, right in front of it (`not on 12 June`), since else it denies what happened."""
    if mention.kind is Kind.DATE:
        return 0 <= at[0] - mark.last <= 1 and _is_deadline(scene, mention, at)
    return -4 <= mark.first - at[0] <= 0


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
    near = (mark for mark in scene.marks("denial") if 0 <= happened.first - mark.last <= _DENIED)
    denial = next(reversed(list(near)), None)
    return denial if denial is not None and not denial.rule.data.get("lifts") else None


def _is_deadline(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a date is one by which something can have failed to come; `not until 2019`, `not since 2004` tell when it did."""
    modifier = mention.value.modifier
    return modifier in _DEADLINES or (modifier is Modifier.UNTIL and scene.tokens[at[0]].norm in scene.vocabulary.deadlines)


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
    if _is_taken_of(scene, at):
        return Part(value=_BASE, words=words_of(scene, at[0] - 2, at[0]), rule=f"scope.{_PART}")
    if _is_part(scene, mention, at):
        return Part(value=_PART, words=words_of(scene, at[1], at[1] + 2), rule=f"scope.{_PART}")
    if (region := _opening_region(scene, at)) is not None:
        return Part(value=_PART, words=words_of(scene, region.first - 2, region.last), rule=region.rule.id)
    for mark in scene.marks("scope"):
        if mark.rule.name == _PART and mark.first == at[1] and mention.kind is Kind.SHARE and _is_level(scene, mention, at):
            continue  # a measure that is a share is of somebody: `it helps 85 percent of those who take it`
        if scene.distance((mark.first, mark.last), at) <= (6 if mark.rule.name == "each" else 3):
            return part_of(scene, mark)
    return None


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
    if mention.amount is None or mention.amount.unit is not None:
        return None
    told = [mark for mark in scene.marks("scope") if mark.rule.name == _PART]
    noun = next((mark.last for mark in told if -1 <= mark.first - at[1] <= 0), len(scene.tokens))
    if is_of_its_own(scene, at):
        noun = at[1] + 2
    elif at[1] < len(scene.tokens) and any(mark.last == at[0] for mark in told):
        noun = at[1] + (scene.norms[at[1]] in scene.vocabulary.stops)
    return scene.vocabulary.twins.get(scene.vocabulary.nouns.singular(scene.norms[noun]) or "") if noun < len(scene.tokens) else None


def _is_taken_of(scene: Scene, at: tuple[int, int]) -> bool:
    """Whether a value is that of which another one right in front is a part (`252 of the 400 seats`)."""
    parts = at[0] > 1 and scene.tokens[at[0] - 1].has("definite") and scene.tokens[at[0] - 2].has("linking_of")
    return parts and any(place[1] == at[0] - 2 and other.amount is not None for other, place in scene.placed)


def _is_part(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a count is one of known things: of a substance (`40 tonnes of the salt`) the same words name no whole."""
    counted = mention.kind is Kind.QUANTITY and mention.amount is not None and scene.vocabulary.dimension(mention.amount.unit) in _COUNTS
    following = scene.tokens[at[1] : at[1] + 2]
    if _begins_amount(scene, at[1] + 2):
        return False  # `252 of the 400 seats`: what is won is no part of what others win
    return counted and len(following) > 1 and following[0].has("linking_of") and following[1].has_any("definite", "demonstrative")


def _in_kind(scene: Scene, mention: Mention, index: int) -> bool:
    """Whether two words or more behind `in` say what money is (`$40 million in unpaid taxes`); a name or a time says where or when."""
    if not scene.tokens[index].has("linking_in") or mention.amount is None or mention.amount.unit not in scene.vocabulary.currencies:
        return False
    following = range(index + 1, min(index + 3, len(scene.tokens)))
    return len(following) == 2 and all(place not in scene.named and _is_plain(scene, place) for place in following)


def _is_plain(scene: Scene, index: int) -> bool:
    """Whether a token is a word with a meaning of its own."""
    token = scene.tokens[index]
    return token.norm.isalpha() and token.number is None and token.norm not in scene.vocabulary.stops


def matter(scene: Scene, mention: Mention, at: tuple[int, int]) -> tuple[str, ...]:
    """What an amount is of: the words behind `of` (`tonnes of liquid natural gas`), known substances under one name; what a rank
    is among (`the first foreign envoy`).
    """
    if mention.kind is Kind.ORDINAL:
        return _phrase_stems(scene, at[1])
    if mention.amount is not None and scene.vocabulary.dimension(mention.amount.unit) in _SIZES:
        return _sized(scene, at)
    index = at[1]
    if at[0] > 1 and scene.tokens[at[0] - 1].norm == "(":  # `petrol (one million tonnes)`
        return tuple(mark.rule.id for mark in scene.marks("substance") if mark.last == at[0] - 1)
    if index + 1 >= len(scene.tokens) or not (scene.tokens[index].has("linking_of") or _in_kind(scene, mention, index)):
        return ()
    if scene.tokens[index + 1].norm in scene.vocabulary.stops:
        return ()  # "of the chemical", "of it": named before
    known = next((mark for mark in scene.marks("substance") if index < mark.first <= index + 3), None)
    return (known.rule.id,) if known is not None else _phrase_stems(scene, index + 1)


def _sized(scene: Scene, at: tuple[int, int]) -> tuple[str, ...]:
    """The thing that has a size (`a 200-metre section`, `a bridge of 1,067 metres`), by one word for all that mean the same."""
    attributive = any(token.norm in _DASHES for token in scene.tokens[at[0] : at[1]])
    before = scene.tokens[at[0] - 2] if at[0] > 1 and scene.tokens[at[0] - 1].has("linking_of") else None
    word = scene.tokens[at[1]] if attributive and at[1] < len(scene.tokens) and at[1] not in scene.named else before
    if word is None:
        return _told_of_size(scene, at)
    if not word.norm.isalpha() or word.norm in scene.vocabulary.stops:
        return ()
    return _thing(scene, word)


def _thing(scene: Scene, word: Token) -> tuple[str, ...]:
    noun = scene.vocabulary.nouns.singular(word.norm) or word.norm
    return (scene.vocabulary.twins.get(noun, scene.vocabulary.stem(noun)),)


def _told_of_size(scene: Scene, at: tuple[int, int]) -> tuple[str, ...]:
    """The thing that opens a clause of which a size is told (`Its tunnels are 40 miles long`)."""
    start = scene.clause(*at)[0]
    opening = scene.tokens[start : at[0]]
    if len(opening) != _SIZED_BY or not opening[2].has("copula") or not opening[0].has("determiner") or start + 1 in scene.named:
        return ()
    return _thing(scene, opening[1])


def _phrase_stems(scene: Scene, start: int) -> tuple[str, ...]:
    """The stems of the content words from a token on, up to the first other one."""
    found: list[str] = []
    for token in scene.tokens[start : start + 4]:
        if not token.norm[:1].isalpha() or token.norm in scene.vocabulary.stops or token.number is not None or (found and token.has("per")):
            break
        found.append(scene.vocabulary.stem(token.norm))
    return tuple(found)
