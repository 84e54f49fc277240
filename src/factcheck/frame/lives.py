"""Ages and lives: what the form of the words shows a value to measure, where no word names it."""

from __future__ import annotations

from factcheck.frame.scene import DASHES, Scene
from factcheck.frame.vocabulary import Mark
from factcheck.model import Kind, Mention, Modifier, Part

AGE = "number.age"  # the rule by which extraction reads a bare number as years
OLDEST = 120  # years
_BRACKET = 14  # tokens between a name and the last date of the brackets behind it
_PHRASE = 12  # tokens of the phrase behind the year of a work


def life(scene: Scene, mention: Mention, at: tuple[int, int]) -> Part | None:
    """`Harold Macmillan (10 February 1894 – 29 December 1986)`: the first date in the brackets is a birth, the second a death; of
    years alone (`1894–1986`) both together are a life.
    """
    if mention.kind is not Kind.DATE:
        return None
    start, end = at
    while start > 0 and scene.tokens[start - 1].norm in DASHES:
        start -= 1
    while end < len(scene.tokens) and scene.tokens[end].norm in DASHES:
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
    return Part(value=rule.name, words=scene.phrase(*at), rule=rule.id) if rule is not None else None


def made(scene: Scene, mention: Mention, at: tuple[int, int]) -> Part | None:
    """`a 1987 Danish crime film`: the year in front of a work is that of its release."""
    if mention.dating is None or not at[0] or not scene.tokens[at[0] - 1].has("article"):
        return None
    for index in range(at[1], min(at[1] + _PHRASE, len(scene.tokens))):
        norm = scene.tokens[index].norm
        if norm in scene.vocabulary.things:
            rule = scene.vocabulary.things[norm]
            return Part(value=rule.name, words=scene.phrase(at[0], index + 1), rule=rule.id)
        if norm in scene.vocabulary.stops or not (norm[:1].isalpha() or norm in DASHES):
            return None
    return None


def is_age(scene: Scene, at: tuple[int, int]) -> bool:
    """`25-year-old`, `aged 25`, or a bare number between commas behind a name (`Ashley Smith, 30, of ...`)."""
    inside = scene.tokens[at[0] : at[1]]
    ages = [sense.rule for token in inside if (sense := token.senses.get("age")) is not None]
    if ages:
        return not any(rule.data.get("lasting") for rule in ages)
    if len(inside) != 1 or inside[0].number is None or not 0 < inside[0].number.value <= OLDEST or not inside[0].norm.isdecimal():
        return False
    before = scene.tokens[at[0] - 1] if at[0] else None
    after = scene.tokens[at[1]] if at[1] < len(scene.tokens) else None
    closed = after is None or after.norm in (",", ".", ";", ")") or after.has("linking_of") or after.has("linking_and")
    return before is not None and before.norm == "," and closed and any(name.last == at[0] - 1 for name in scene.names)


def age_word(scene: Scene, at: tuple[int, int]) -> Mark | None:
    """The word right in front of a value that says that it is an age (`Ashley Smith, age 30`)."""
    return next((mark for mark in scene.marks("measure") if mark.last == at[0] and mark.rule.data.get("personal")), None)


def age(scene: Scene, mention: Mention, at: tuple[int, int]) -> Part | None:
    """The measure of an age, which the form of the words shows and no word names."""
    rule = next(iter(scene.vocabulary.personal), None)
    if rule is None or mention.amount is None or not (mention.rule == AGE or is_age(scene, at)):
        return None
    return Part(value=rule.name, words=scene.phrase(*at), rule=rule.id)
