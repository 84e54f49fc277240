"""Periods: when an amount holds, and which dates and durations only say that."""

from __future__ import annotations

import datetime
from dataclasses import replace

from factcheck.extract.days import of_year, shift
from factcheck.frame.amounts import dimension, is_former, is_own
from factcheck.frame.lives import age
from factcheck.frame.measures import measures
from factcheck.frame.scene import ASIDES, Placed, Scene
from factcheck.model import Kind, Mention, Modifier, Period, PeriodPart

_BY = 2  # tokens in which a change is told in front of its amount (`rose by 14 percent`)
_BESIDE = 2  # tokens between what happened and its date, or an amount and what it is compared with
_MONTH = 31  # days
_SHORTEST_MONTH = 28  # days
_YEAR = (365, 366)  # days
_SINCE = 8  # tokens between a superlative and the `since` of its date
_SEVERAL = 2
_TO_OWN = 6  # tokens between a former amount and its own date
_TO_LED = 3  # tokens between a change and the level right behind it
_TO_BASE = 1  # tokens between a change and the word for what it is counted from: a noun of change
_TO_END = 4  # tokens between a stretch and the day on which it ended
_COUNT = 3  # tokens from the day back to how many months there are (`three months ended 31 March`)
_FISCAL = "year"  # the calendar unit of a fiscal year
_SPREADABLE = frozenset({"currency", "percent"})  # dimensions of what is spent, raised or paid by and by
_SPREAD = 4  # tokens between an amount and the years over which it is spread
_COUNTED = "later"  # the shape of a date that is counted from the one in front (`a year earlier`)
_CLOSED = frozenset(";:()")  # marks behind which another clause may begin
_DATE_REACH = 12
_OPENING = 5  # a date among the first tokens of a clause holds for all of it


def is_frame(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a date dates nothing: a year or quarter that says when an amount of its sentence holds (`212,000 passengers in 2013`),
    the day of a count (`as of 3 May`), the last of a stretch (`the year to 31 March`), since when there was none like it (`the first
    launch since May`), or that of what is compared with (`compared to the year before`, `up from 40 on Sunday`).
    """
    if mention.dating is None:
        return False
    if _up_to(scene, mention) is not None:
        return True
    period = mention.dating.period
    since = mention.dating.modifier is Modifier.SINCE and (_is_topped(scene, at) or _is_counted_since(scene, at))
    changes = (place for other, place in scene.around(at) if other.kind is Kind.CHANGE)
    if any(_is_of_base(scene, mention, at, place) for place in changes):
        return True
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


def _is_years_old(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether an amount is somebody's age: the date of his sentence says what he did at it."""
    if mention.kind is not Kind.DURATION:
        return False
    return age(scene, mention, at) is not None or any(mark.rule.data.get("personal") for mark in measures(scene, mention, at)[:1])


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
    when = PeriodPart(value=_up_to(scene, found) or found.dating.period, words=found.span.of(scene.text), rule=found.rule)
    same = _same_stretch(scene, found, at)
    if same is not None or not is_former(scene, mention, at) or _is_dated(scene, mention, at):
        return replace(when, value=same) if same is not None else when
    year = _year_before(when.value)
    return replace(when, value=year) if year is not None else None


def _same_stretch(scene: Scene, date: Mention, at: tuple[int, int]) -> Period | None:
    """The same months of another year, where an amount is dated by how many years they were before or after those of the amount in front
    (`205 million in the second quarter, up from 312 million a year earlier`).
    """
    rule, dating = scene.vocabulary.rules.get(date.rule), date.dating
    if rule is None or rule.data.get("shape") != _COUNTED or dating is None or dating.period is None or dating.period.days < _YEAR[0]:
        return None
    place = scene.covered(date)
    before = (other for other in reversed(scene.around(at)) if other[1][1] <= at[0] and other[0].amount is not None)
    owner = next((other for other in before if not is_former(scene, *other)), None)
    base = _period_of(scene, *owner) if owner is not None and at[1] <= place[0] else None
    when = base.dating.period if base is not None and base is not date and base.dating is not None else None
    if when is None or when.days >= _YEAR[0] or when.days < _SHORTEST_MONTH:
        return None
    return of_year(when, dating.period.first.year)


def _up_to(scene: Scene, date: Mention) -> Period | None:
    """The stretch that a day is the last of (`the three months ended 31 March 2024`); None where the words tell of none."""
    at = scene.covered(date)[0]
    while at > 0 and scene.tokens[at - 1].has_any("day_place", "definite"):
        at -= 1
    day = date.dating.period if date.dating is not None else None
    if day is None or day.days > 1 or at < _SEVERAL or not scene.tokens[at - 1].has("ending"):
        return None
    unit = scene.tokens[at - 2].senses.get("calendar") or scene.tokens[at - 2].senses.get("fiscal")
    if unit is None:
        return None
    count = scene.tokens[at - _COUNT].number if at >= _COUNT else None
    step = unit.rule.name if unit.rule.table == "calendar" else _FISCAL
    try:
        return Period(shift(day.last + datetime.timedelta(days=1), step, -int(count.value) if count is not None else -1), day.last)
    except (ValueError, OverflowError):
        return None  # before the calendar begins


def _is_dated(scene: Scene, mention: Mention, at: tuple[int, int]) -> bool:
    """Whether a date of its own stands behind an amount with no other one in between (`from 9 percent in June`, `against 7 in the same
    months of 2021`), a longer one than the day of a change.
    """
    found = _period_of(scene, mention, at)
    dating = found.dating if found is not None else None
    if found is None or dating is None or dating.period is None or dating.period.days < _SHORTEST_MONTH:
        return False
    behind = next((other for other, place in scene.dates_around(at) if place[0] >= at[1]), None)
    place = scene.covered(found)
    return behind is found and place[0] - at[1] <= _TO_OWN and not {",", ";"}.intersection(scene.norms[at[1] : place[0]])


def _year_before(period: Period) -> Period | None:
    """The twelve months before as many; None where a period is no year."""
    if not _YEAR[0] <= period.days <= _YEAR[1] or period.first.year == datetime.MINYEAR:
        return None
    last = period.first - datetime.timedelta(days=1)
    return Period(period.first.replace(year=period.first.year - 1), last)


def _period_of(scene: Scene, mention: Mention, at: tuple[int, int]) -> Mention | None:
    if mention.kind is Kind.DATE:
        return None
    found = _nearest(scene, mention, at) or _of_level(scene, mention, at) or _shared(scene, mention, at) or _closing(scene, mention, at)
    return found if found is not None and not is_own(scene, mention, at) else None


def _nearest(scene: Scene, mention: Mention, at: tuple[int, int]) -> Mention | None:
    """The date of an amount's clause that stands nearest, unless it is that of who says so."""
    best: tuple[int, int, Mention] | None = None
    made: Mention | None = None
    for other, place in scene.dates_around(at):
        cost = _date_cost(scene, other, place, at)
        if cost is not None and _is_of_make(scene, place):
            made = other
        elif cost is not None and (best is None or (cost, place[0]) < best[:2]):
            best = (cost, place[0], other)
    if best is None:
        return made
    return best[2] if not _is_of_saying(scene, scene.covered(best[2])) else None


def _is_of_make(scene: Scene, place: tuple[int, int]) -> bool:
    """Whether a year stands between an article and a noun that is no measure, so that it may be that of a thing (`the 1889 portrait`):
    any other date of the sentence comes before it.
    """
    if place[0] == 0 or place[1] >= len(scene.tokens) or not scene.tokens[place[0] - 1].has_any("article", "definite"):
        return False
    noun = scene.tokens[place[1]]
    if not noun.norm.isalpha() or noun.has_any("stop", "year_noun", "fiscal", "calendar"):
        return False
    return not any(mark.first == place[1] for mark in scene.marks("measure"))


def _is_of_saying(scene: Scene, place: tuple[int, int]) -> bool:
    """Whether a date is that on which somebody said so (`the ministry said on Wednesday`)."""
    before = place[0] - 1 if place[0] and scene.tokens[place[0] - 1].has("day_place") else place[0]
    return any(mark.last in (before, place[0]) for mark in scene.marks("saying"))


def _of_level(scene: Scene, mention: Mention, at: tuple[int, int]) -> Mention | None:
    """The date of the level that a change led to (`rose by 5 percent to 40 tonnes in 2021`)."""
    if mention.kind is not Kind.CHANGE:
        return None
    level = next(((other, place) for other, place in scene.around(at) if other.amount is not None and place[0] >= at[1]), None)
    between = scene.tokens[at[1] : level[1][0]] if level is not None else ()
    if level is None or level[0].kind is Kind.CHANGE or len(between) > _TO_LED or not any(token.has("linking_to") for token in between):
        return None
    return _period_of(scene, *level)


def _shared(scene: Scene, mention: Mention, at: tuple[int, int]) -> Mention | None:
    """The date of an amount in front that another one behind an `and` or a comma has too (`bought 40 tonnes in 2018 and sold 12`)."""
    if mention.amount is None:
        return None
    dates = [
        (other, place)
        for other, place in scene.dates_around(at)
        if place[1] <= at[0] and _date_cost(scene, other, place, place) is not None
    ]
    if not dates:
        return None
    date, place = dates[-1]
    owner = next((other for other in reversed(scene.around(at)) if other[1][1] <= place[0] and other[0].amount is not None), None)
    if owner is None or _is_of_saying(scene, place) or is_former(scene, *owner) or is_former(scene, mention, at):
        return None
    return date if _goes_on(scene, owner, mention, dates[-1], at[0]) else None


def _goes_on(scene: Scene, owner: Placed, mention: Mention, date: Placed, start: int) -> bool:
    """Whether an amount is told on from a dated one in front: joined to one of its dimension, as what came of the change (`grew by 4
    percent in 2019, to 620 tonnes`), or by what was done meanwhile (`drew 40,000 visitors in 2017, bringing in 3 million euros`).
    """
    words = scene.tokens[date[1][1] : start]
    joint = next((index for index, token in enumerate(words) if token.norm == "," or token.has("linking_and")), None)
    told, told_at = owner
    if joint is None or told.amount is None or mention.amount is None or _leads_away(scene, told_at):
        return False
    opening = words[joint + 1] if joint + 1 < len(words) else None
    if told.kind is Kind.CHANGE and opening is not None and opening.has("linking_to"):
        return _is_long(date[0])  # the level of a day goes on
    if opening is None or dimension(scene, told.amount) == dimension(scene, mention.amount):
        return True
    return words[joint].norm == "," and scene.vocabulary.is_meanwhile(opening.norm)


def _is_long(date: Mention) -> bool:
    """Whether a date is a month at least."""
    period = date.dating.period if date.dating is not None else None
    return period is not None and period.days >= _SHORTEST_MONTH


def _leads_away(scene: Scene, at: tuple[int, int]) -> bool:
    """Whether an amount is where a change began (`from 40 tonnes in 2018, to 12`)."""
    return at[0] > 0 and scene.tokens[at[0] - 1].has("from")


def _closing(scene: Scene, mention: Mention, at: tuple[int, int]) -> Mention | None:
    """The date behind the last of some amounts joined by `and`, which holds for all of them (`6 percent in the north and 14 percent in the
    south in 2022`).
    """
    behind = any(place[0] >= at[1] for _, place in scene.dates_around(at))
    if not behind or mention.amount is None or mention.kind is Kind.DURATION or is_former(scene, mention, at) or _leads_away(scene, at):
        return None
    last, joined = (mention, at), False
    for other, place in scene.around(at):
        if place[0] < at[1]:
            continue
        if other.kind is Kind.DATE:
            return other if joined and _nearest(scene, *last) is other else None
        between = scene.tokens[last[1][1] : place[0]]
        joined, listed = any(token.has("linking_and") for token in between), any(token.norm == "," for token in between)
        if any(token.norm in _CLOSED for token in between) or (joined and listed and last[1] == at) or not (joined or listed):
            return None  # a comma and `and` behind the first of two open another clause
        if other.kind is Kind.DURATION or other.amount is None or is_former(scene, other, place):
            return None
        if not between[-1].has("linking_and") and other.amount.unit != mention.amount.unit:
            return None  # `has 40 ships and sold 12 cranes in 2021`
        last = other, place
    return None


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
    """Whether a duration says in which time something happened rather than how long it took; `it is 20 years since` says how long ago."""
    if mention.kind is not Kind.DURATION:
        return False
    past = at[0] > 0 and scene.tokens[at[0] - 1].has("copula") and any(mark.first == at[1] for mark in scene.marks("passed"))
    return past or any(mark.last == at[0] for mark in scene.marks("stretch"))


def _is_spread(scene: Scene, mention: Mention, place: tuple[int, int], at: tuple[int, int]) -> bool:
    """Whether a duration of years says over how many an amount in front of it is spread (`40 million euros over five years`)."""
    if mention.kind is not Kind.DURATION or not 0 <= place[0] - at[1] <= _SPREAD or mention.amount is None or mention.amount.unit != "year":
        return False
    if not mention.amount.nominal or mention.amount.nominal < _SEVERAL:
        return False
    before = place[0] - 1 if place[0] > at[1] else place[0]
    return scene.tokens[before].has_any("linking_in", "during") or any(mark.first in (before, place[0]) for mark in scene.marks("purpose"))


def _length(mention: Mention) -> str:
    return f"P{mention.amount.nominal}{mention.amount.unit}" if mention.amount else ""


def _date_cost(scene: Scene, other: Mention, place: tuple[int, int], at: tuple[int, int]) -> int | None:
    if other.dating is None or other.dating.period is None:
        return None
    if other.dating.modifier in (Modifier.SINCE, Modifier.BEFORE, Modifier.AFTER) and not _tells_of(scene, place, at):
        return None
    if _is_of_reason(scene, place, at) or _is_of_next(scene, place, at) or _is_of_base(scene, other, place, at):
        return None
    if _is_of_start(scene, place, at) or _compared(scene, place, at) or _is_aside(scene, place, at) or _in_next_clause(scene, place, at):
        return None
    cost = 0 if place[0] == at[1] + 1 and scene.tokens[at[1]].has("linking_in") else scene.distance(place, at)
    opening = place[1] <= at[0] and place[0] - scene.clause(*at)[0] <= _OPENING
    if opening:
        cost = min(cost, _DATE_REACH - 4)
    if cost > _DATE_REACH:
        return None
    stretch = _up_to(scene, other) is not None  # `the three months ended 31 March`: the months are no amount of their own
    owners = [
        scene.distance(place, cover)
        for m, cover in scene.around(place)
        if m.kind is not Kind.DATE and not (stretch and m.kind is Kind.DURATION and 0 <= place[0] - cover[1] <= _TO_END)
    ]
    closer = bool(owners) and min(owners) + 2 < cost and not opening
    return None if closer else cost  # a date that stands closer to another amount is that one's


def _is_of_start(scene: Scene, place: tuple[int, int], at: tuple[int, int]) -> bool:
    """Whether a date is that of what an amount came from (`from 9 percent in 2011 to 4`)."""
    if place[1] >= at[0] or not scene.tokens[place[1]].has("linking_to"):
        return False
    start = next((cover[0] for _, cover in scene.around(place) if 0 <= place[0] - cover[1] <= 1), 0)
    return start > 0 and scene.tokens[start - 1].has("from")


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
    outside = (0, at[0]) if place[1] <= at[0] else (at[1], len(scene.tokens))
    if scene.passes_over(*outside, place[0]):
        return True
    verbs = [mark for mark in scene.marks("happening") if 0 <= place[0] - mark.last <= _BESIDE and not mark.first <= at[0] < place[1]]
    if any(mark.first == 0 for mark in verbs):
        return any(token.norm == "," for token in scene.tokens[place[1] : at[0]])
    closed = place[1] < len(scene.tokens) and scene.tokens[place[1]].norm in ASIDES
    clauses = [mark for mark in scene.marks("referring") if mark.last <= place[0] and not mark.first <= at[0] < place[1]]
    within = [mark for mark in clauses if not any(token.norm in ASIDES for token in scene.tokens[mark.last : place[0]])]
    return closed and any(scene.opens_aside(mark.first) for mark in (*verbs, *within))


def _in_next_clause(scene: Scene, place: tuple[int, int], at: tuple[int, int]) -> bool:
    """Whether a semicolon parts an amount from a later date (`it cost $6 million; work began in May`)."""
    return at[1] <= place[0] and any(token.norm == ";" for token in scene.tokens[at[1] : place[0]])


def _is_of_base(scene: Scene, other: Mention, place: tuple[int, int], at: tuple[int, int]) -> bool:
    """Whether a change is told from a longer time, with which it compares (`up 14 percent from 2022`, `7 percent below the 2005 level`,
    `an increase of 3 percent on the previous year`).
    """
    if other.dating is None or other.dating.period is None or other.dating.period.days <= _MONTH or place[0] <= at[1]:
        return False
    if place[1] < len(scene.tokens) and scene.tokens[place[1]].has("linking_to"):
        return False  # from the first quarter to the second
    before = place[0] - 1 - scene.tokens[place[0] - 1].has("definite")
    if before < at[1] or before - at[1] > _TO_BASE or not any(mark.first == before for mark in scene.marks("change_base")):
        return False
    return any(owner.kind is Kind.CHANGE and cover == at for owner, cover in scene.around(place))


def _compared(scene: Scene, place: tuple[int, int], at: tuple[int, int]) -> bool:
    """Whether a word of comparison stands between the amount and a later date (`than in 2021`)."""
    marks = [mark for mark in scene.marks("comparison_base") if mark.first >= at[0] - 1]
    inside = place[0] == at[1] and any(
        place[0] <= mark.first and mark.last < place[1] for mark in marks
    )  # `5 percent more than a year ago`
    return inside or any(at[1] <= mark.first + 1 and mark.last <= place[0] for mark in marks)
