"""Voices: who says so, and which names are only there to say something."""

from __future__ import annotations

from factcheck.extract.tokens import Token
from factcheck.frame.scene import Name, Scene
from factcheck.frame.vocabulary import Mark
from factcheck.model import Part

_VERBS = 6  # verbs of saying that are tried, the nearest first
_PHRASE = 12  # tokens of a noun phrase that names a speaker
_APART = 4  # tokens between two names of one phrase (`the Ministry's branch in the Moscow region`)


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


def counts_its_own(scene: Scene, name: Name, *, known: bool = True) -> bool:
    """Whether a country stands in front of a verb of saying of which a number is the object (`Peru has counted 40 dead`), or its people
    behind a number (`40 percent of Peruvians say`); unless it is to be `known` for one, a name of which the rules know nothing does as
    well (`Narvik counts 14,000 people`).
    """
    kinds = [mark.rule.data.get("class") for mark in scene.marks("entity") if mark.first == name.first]
    own = "country" in kinds or not (known or kinds)
    verbs = [mark.last for mark in scene.marks("saying") if 0 <= mark.first - name.last <= 1] if own else []
    around = scene.around((name.first, name.last + 1)) if own else []
    return any(place[0] in verbs or _counts(scene, place, name) for other, place in around if other.amount is not None)


def _counts(scene: Scene, at: tuple[int, int], name: Name) -> bool:
    """Whether a number counts those whose name it stands in front of, with or without `of`."""
    return at[1] == name.first or (at[1] == name.first - 1 and scene.tokens[at[1]].has("linking_of"))


def _voice(scene: Scene, place: tuple[int, int], mark: Mark) -> Part:
    words = scene.phrase(*place)
    keys = frozenset(key for name in scene.names if place[0] <= name.first and name.last <= place[1] for key in name.keys)
    return Part(value=words, words=words, rule=mark.rule.id, key=keys or frozenset({words.casefold()}))


def _phrase_after(scene: Scene, start: int) -> tuple[int, int] | None:
    """The noun phrase from a token on, up to a comma or a verb: it holds a name."""
    end = start
    while end < min(len(scene.tokens), start + _PHRASE) and _in_phrase(scene.tokens[end]):
        end += 1
    names = [name for name in scene.names if start <= name.first and name.last <= end]
    if not names:
        somebody = any(token.norm not in scene.vocabulary.stops for token in scene.tokens[start:end])
        return (start, end) if somebody and end - start <= 5 else None
    return start, max(name.last for name in names if name.first <= names[0].last + 4)


def _in_phrase(token: Token) -> bool:
    return token.norm[:1].isalpha() or token.norm == "-" or token.has("possessive")


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
    return said or token.has("linking_and") or not (token.norm[:1].isalpha() or token.has("possessive"))
