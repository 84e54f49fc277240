"""Measures: what a value measures, or of a date what happened, by the words around it and what each costs."""

from __future__ import annotations

from factcheck.extract.ellipsis import RULE as ELLIPSIS
from factcheck.extract.simple import AGE
from factcheck.frame.scene import NEAR, POSSESSIVES, STROKES, Name, Scene
from factcheck.frame.vocabulary import Mark, Setting
from factcheck.model import POINTS, Amount, Kind, Mention, Scope

_REACH = 16  # how far from a value its measure may stand, in the units of Scene.distance
_BESIDE = 2  # so near, even a very general word is what the date is of (`said on Saturday`)
_SHARES = frozenset({"percent", "fraction"})
_TO_WHOLE = 3  # tokens between a percentage and what it is taken of
_TO_LEVEL = 8  # tokens between a change and the level that it led to
_DIRECTED = 2  # tokens that tell at the end of a clause how a level changed: a comma, and the direction
_NEXT = 1  # tokens between a word and the amount behind it that has it
_SET = 4  # tokens on each side of a value that tell where it stands
_LIMITED = 1  # tokens between a name and its number: a word that limits it (`just`)
_TO_MEMBER = 4  # tokens from a name to the mark in front of what it opens (`, its rival Chile`)
_ELLIPSIS = 8  # tokens between a semicolon and the number of its clause
_SIZED = frozenset({Kind.QUANTITY, Kind.DURATION})
_RELATIVE = frozenset({"percent", "share", "ratio"})  # dimensions of a change that may be of anything
_TO_THING = 4  # tokens behind a value in which the thing stands that has it (`the 17-kilometre Brel tunnel`)
_TO_DATED = 3  # tokens between a date and the noun that it tells from others of its kind
_OPENING = 5  # a measure among the first tokens of a sentence opens it


def measures(scene: Scene, mention: Mention, at: tuple[int, int]) -> list[Mark]:
    """What is measured, or of a date what happened: the words of the rules that can have such a value, the nearest first."""
    place = (mention.span.start, *at)
    if place not in scene.measured:  # asked once: in a row of figures each takes over from those in front of it
        scene.measured[place] = _left_out(scene, mention, at) or _measures(scene, mention, at)
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
    if mention.kind is Kind.DATE:
        return _of_aside(scene, found, at)
    stood = _by_setting(scene, mention, at)
    if stood and stood[0].rule.data.get("general"):
        found, stood = found + stood, []
    found = stood + _by_thing(scene, mention, at) + found or _by_opening(scene, mention, at, table) or _by_unit(scene, mention, at)
    if base is not None:
        said = {mark.rule.id for mark in measures(scene, *base)[:1]}
        return [mark for mark in found if mark.rule.id not in said]
    if found or mention.amount is None:
        return found
    change = _change_to(scene, mention.amount, at)
    if change is not None:
        return measures(scene, *change)
    taken = _taken_over(scene, mention, at) or _of_level(scene, mention, at) or _converted(scene, mention, at)
    return taken or _resumed(scene, mention, at)


def _of_aside(scene: Scene, found: list[Mark], at: tuple[int, int]) -> list[Mark]:
    """What happened on a date by its own aside, where one tells it: what the sentence goes on to tell came on another day (`The bridge,
    opened in 1967, fell`).
    """
    if not found or found[0].last > at[0] or scene.norms[at[1] : at[1] + 1] != [","] or not scene.opens_aside(found[0].first):
        return found
    return [mark for mark in found if found[0].first <= mark.first < at[1]]


def _of_level(scene: Scene, mention: Mention, at: tuple[int, int]) -> list[Mark]:
    """Those of the level in front that a change is told of at the end (`handled 3 million tonnes last year, down 16 percent`)."""
    if mention.kind is not Kind.CHANGE or scene.norms[max(at[0] - _DIRECTED, 0) : at[0] - 1] != [","]:
        return []
    start = scene.clause(*at)[0]
    levels = (other for other in reversed(scene.around(at)) if start <= other[1][0] < at[0] and other[0].kind is Kind.QUANTITY)
    return next((found for other, place in levels if (found := measures(scene, other, place))), [])


def _by_setting(scene: Scene, mention: Mention, at: tuple[int, int]) -> list[Mark]:
    """The measure of a value that stands between words which say what it is (`won the race by 14 seconds`, `has 60 days to appeal`)."""
    if mention.amount is None:
        return []
    words, norms = scene.vocabulary, scene.norms
    before, after = " ".join(norms[max(at[0] - _SET, 0) : at[0]]), " ".join(norms[at[1] : at[1] + _SET])
    settings = (*words.behind.get(before.rpartition(" ")[2], ()), *words.in_front.get(after.partition(" ")[0], ()))
    stood = (setting for setting in settings if _is_of(scene, setting, mention.amount) and setting.stands(f" {before}", f"{after} "))
    return [Mark(setting.rule, *at) for setting in stood if _is_told(scene, setting, at)][:1]


def _is_told(scene: Scene, setting: Setting, at: tuple[int, int]) -> bool:
    """Whether the clause of a value has a word that a setting asks for."""
    start, end = scene.clause(*at)
    return not setting.told or not setting.told.isdisjoint(" ".join(scene.norms[start:end]).split(" "))


def _is_of(scene: Scene, setting: Setting, amount: Amount | None) -> bool:
    """Whether an amount has a dimension of a measure; a number without a unit counts, and is asked for where the setting says so."""
    if amount is None or amount.per is not None or (setting.bare and amount.unit is not None):
        return False
    return (scene.vocabulary.dimension(amount.unit) or "count") in setting.rule.words("units")


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
    if not any(token.norm in STROKES for token in scene.tokens[at[0] : at[1]]):
        return []
    for index in range(at[1], min(at[1] + _TO_THING, len(scene.tokens))):
        if scene.tokens[index].norm in scene.vocabulary.stops or not scene.tokens[index].norm.isalpha():
            break
        if rule := sized.get(scene.tokens[index].norm):
            return [Mark(rule, index, index + 1)]
    return []


def _taken_over(scene: Scene, mention: Mention, at: tuple[int, int]) -> list[Mark]:
    """Those of the amount in front, of which a number without a unit takes everything over (`Lima counted 40 dead; Quito 12`), or of that
    in front of its list.
    """
    if mention.kind is not Kind.QUANTITY or mention.amount is None or mention.amount.unit is not None:
        return []
    semicolon = next((index for index in range(at[0] - 1, max(at[0] - _ELLIPSIS, 0), -1) if scene.tokens[index].norm == ";"), 0)
    opening = semicolon or next((name.first for name in scene.names if _is_gapped(scene, name, at)), 0)
    before = [(other, place) for other, place in scene.around(at) if place[1] <= at[0] and other.kind in (Kind.QUANTITY, Kind.SHARE)]
    whole = _before_list(scene, at)
    if whole is not None:
        before = [(other, place) for other, place in before if place[1] <= whole]
    elif not opening or any(place[0] > opening for _, place in before):
        return []
    return next((found for other, place in reversed(before) if (found := measures(scene, other, place))), [])


def _left_out(scene: Scene, mention: Mention, at: tuple[int, int]) -> list[Mark]:
    """Those of the amount in front, of a number that has left out its unit and all that goes with it (`burned 40 hectares in 2011, against
    12 in 2010`).
    """
    if mention.rule != ELLIPSIS or (at[1] < len(scene.tokens) and scene.tokens[at[1]].has("linking_of")):
        return []
    return _resumed(scene, mention, at)


def _resumed(scene: Scene, mention: Mention, at: tuple[int, int]) -> list[Mark]:
    """Those of the amount in front, where nothing between the joint and this one says another (`6 percent in Lima and 9 percent in Quito`,
    `up from 4 percent`, `$40 in 2010; ten years later it was $60`, `$40 million, or 12 cents a share`).
    """
    joint = _joint(scene, at)
    if joint is None or mention.amount is None or mention.kind is Kind.DURATION:
        return []
    said_again = scene.tokens[joint].has("linking_or")
    if said_again and mention.amount.per is None:
        return []
    before = [
        (other, place)
        for other, place in scene.around(at)
        if place[1] <= joint
        and other.amount is not None
        and other.kind is not Kind.DURATION
        and (said_again or _is_alike(scene, other, mention))
    ]
    return measures(scene, *before[-1]) if before else []


def _joint(scene: Scene, at: tuple[int, int]) -> int | None:
    """Where the word or mark stands that joins an amount to what is in front of it, with no other word between but a time or a pronoun."""
    former = {mark.last - 1: mark.first for mark in scene.marks("former")}
    told = {index for _, place in scene.around(at) if place[1] <= at[0] for index in range(*place)}
    for index in range(at[0] - 1, max(at[0] - _ELLIPSIS, 0), -1):
        token = scene.tokens[index]
        if index in former:
            return former[index]
        if token.norm == ";" or token.has_any("linking_and", "linking_or"):
            return index
        if index not in told and token.norm not in scene.vocabulary.stops:
            return None
    return None


def _is_alike(scene: Scene, other: Mention, mention: Mention) -> bool:
    """Whether two amounts are of one dimension, and per the same."""
    if other.amount is None or mention.amount is None or other.amount.per != mention.amount.per:
        return False
    words = scene.vocabulary
    if words.dimension(mention.amount.unit) in (None, "count"):
        return other.amount.unit == mention.amount.unit
    return words.dimension(other.amount.unit) == words.dimension(mention.amount.unit)


def _before_list(scene: Scene, at: tuple[int, int]) -> int | None:
    """Where the colon stands behind which a value is a member of a list (`took 90 lives: 40 in Lima, 50 in Quito`)."""
    return next((index for index in range(at[0] - 1, max(at[0] - NEAR, 0), -1) if scene.tokens[index].norm == ":"), None)


def _converted(scene: Scene, mention: Mention, at: tuple[int, int]) -> list[Mark]:
    """Those of the amount right in front, which this one gives in another unit (`for €5.4 billion ($7.2 billion)`)."""
    if at[0] <= 1 or scene.norms[at[0] - 1] != "(" or mention.amount is None:
        return []
    dimension = scene.vocabulary.dimension(mention.amount.unit)
    alike = (
        (other, place)
        for other, place in scene.around(at)
        if place[1] == at[0] - 1 and other.amount is not None and scene.vocabulary.dimension(other.amount.unit) == dimension
    )
    return next((measures(scene, other, place) for other, place in alike), [])


def _is_gapped(scene: Scene, name: Name, at: tuple[int, int]) -> bool:
    """Whether a value leaves out the verb behind the name that opens a member of a row (`, Chile 12`, `and the newcomer Chile just 12`)."""
    if not 0 <= at[0] - name.last <= _LIMITED:
        return False
    for index in range(name.first - 1, max(name.first - 1 - _TO_MEMBER, -1), -1):
        token = scene.tokens[index]
        if token.norm == "," or token.has("linking_and"):
            return True
        if not token.norm.isalpha():
            return False
    return False


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
    index = scene.of_whole(at)
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
    if (
        (mark.first < at[0] and _is_of_places(scene, mention, at))
        or _stands_elsewhere(scene, mark, amount, at)
        or (amount is not None and _said_behind(scene, mark, at))
    ):
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
    bare = dimension is None and amount.per is None and not _SHARES.issuperset(units)
    return dimension in units or relative or bare or (dimension is None and "count" in units)


def _is_of_places(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a count behind another one says in how many places something happened (`40 people died in three countries`)."""
    amount = mention.amount
    if amount is None or mention.kind is not Kind.QUANTITY or amount.unit is None or scene.vocabulary.dimension(amount.unit) != "count":
        return False
    if not at[0] or not scene.tokens[at[0] - 1].has("linking_in"):
        return False
    start = scene.clause(*at)[0]
    return any(start <= place[0] and place[1] < at[0] and other.kind is Kind.QUANTITY for other, place in scene.around(at))


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
    """Whether a word is said of another amount: as it opens what is told behind an `and` (`imports of $40 million, and exports of $12
    million`), of a part that is told behind this one (`300 guests, of whom 40 fell ill`, `300 medals, 40 of them gold`), as what the
    other counts (`170 cases among 4,300 guests`), or as what this one did to it (`four gunmen killed 40`).
    """
    others = [place for other, place in scene.around(at) if other.amount is not None and other is not mention]
    if (
        at[1] < mark.first
        and scene.tokens[mark.first - 1].has("linking_and")
        and any(0 <= first - mark.last <= _NEXT for first, _ in others)
    ):
        return True
    for part in scene.marks("scope"):
        if part.rule.name == Scope.PART and at[1] <= part.first and part.last <= mark.first:
            within = [token.norm for token in scene.tokens[part.last : mark.first]]
            return "," not in within and any(part.last <= first < mark.first or last == part.first for first, last in others)
    counted = mention.amount is not None and mention.amount.unit is not None and mark.last != at[0]
    if counted and any(last == mark.first for _, last in others):
        return True
    if "," in scene.norms[at[1] : mark.first] and any(0 <= first - mark.last <= _NEXT for first, _ in others):
        return True  # `put its share at 8 million, the damage at 56 million`
    if not (0 <= mark.first - at[1] <= 1 and scene.vocabulary.is_participle(scene.norms[mark.last - 1])):
        return False
    return any(first == mark.last for first, _ in others) or any(name.first == mark.last for name in scene.names)


def _dates_another(scene: Scene, mark: Mark, at: tuple[int, int]) -> bool:
    """Whether a word is not what happened on a date: what somebody came for (`came on Monday to serve his sentence`), or what an
    amount did (`fell to 5 percent in June`).
    """
    if at[1] < mark.first and scene.tokens[at[1]].has("linking_to"):
        return True
    if _has_its_own_date(scene, mark, at):
        return True
    if mark.rule.data.get("telling") and at[1] < mark.first and any(token.norm == "," for token in scene.tokens[at[1] : mark.first]):
        return True  # `on Saturday, Scotland Yard said`
    amounts = (place[0] for other, place in scene.around((mark.first, mark.last)) if other.amount is not None)
    return scene.tokens[mark.last - 1].has("linking_to") and any(first == mark.last for first in amounts)


def _said_behind(scene: Scene, mark: Mark, at: tuple[int, int]) -> bool:
    """Whether a word is what somebody goes on to speak of behind a value (`raised it to 2 percent and said inflation would ease`)."""
    joined = at[1] < mark.first and scene.tokens[at[1]].has("linking_and")
    joined = joined or (scene.norms[at[1] : at[1] + 1] == [","] and at[1] + 1 < mark.first and scene.tokens[at[1] + 1].has("linking_and"))
    return joined and any(at[1] < said.first <= at[1] + 2 for said in scene.marks("saying"))


def _has_its_own_date(scene: Scene, mark: Mark, at: tuple[int, int]) -> bool:
    """Whether another date right in front of a noun says which one it is (`Friday's earthquake`, `the 9 August presidential election`)."""
    return any(
        place != at and 0 <= mark.first - place[1] <= _TO_DATED and _is_of_day(scene, place, mark) for _, place in scene.dates_around(at)
    )


def _is_of_day(scene: Scene, place: tuple[int, int], mark: Mark) -> bool:
    """Whether a date stands as an adjective in front of a noun: with the genitive, or with an article or genitive of its own in front."""
    between = scene.tokens[place[1] : mark.first]
    if between and between[0].has_any(*POSSESSIVES):
        return True
    before = scene.tokens[place[0] - 1] if place[0] else None
    own = before is not None and before.has_any("determiner", *POSSESSIVES)
    return own and all(token.norm.isalpha() and token.norm not in scene.vocabulary.stops for token in between)


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
        and (other.rule != AGE or mention.rule == AGE)  # how old somebody is tells of who was hurt
        and not scene.passes_over(low, high, first)
        for other, (first, last) in scene.around(at)
    )
