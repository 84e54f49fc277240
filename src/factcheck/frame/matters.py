"""Matters: what an amount is of, the thing that has a size, what a rank is among."""

from __future__ import annotations

from factcheck.extract.ellipsis import RULE as ELLIPSIS
from factcheck.extract.tokens import Token
from factcheck.frame.amounts import SIZES
from factcheck.frame.scene import STROKES, Scene
from factcheck.model import Kind, Mention

_SIZED_BY = 3  # tokens in front of a size: whose it is, the thing, and a verb


def matter(scene: Scene, mention: Mention, at: tuple[int, int]) -> tuple[str, ...]:
    """What an amount is of: the words behind `of` (`tonnes of liquid natural gas`), what a rank is among (`the first
    foreign envoy`).
    """
    own = _own(scene, mention, at)
    if own or mention.rule != ELLIPSIS or mention.amount is None:
        return own
    unit = mention.amount.unit
    alike = (other for other in reversed(scene.around(at)) if other[1][1] <= at[0] and other[0].amount and other[0].amount.unit == unit)
    return next((found for lender in alike if (found := _own(scene, *lender))), ())  # `400 tonnes of paper in 2021 and 380 in 2022`


def _own(scene: Scene, mention: Mention, at: tuple[int, int]) -> tuple[str, ...]:
    """What the words beside an amount say that it is of."""
    if mention.kind is Kind.ORDINAL:
        joined = at[1] < len(scene.tokens) and scene.tokens[at[1]].has("linking_and")
        return _phrase_stems(scene, at[1] + 2 if joined else at[1])  # `the seventh and last race`
    if mention.amount is not None and scene.vocabulary.dimension(mention.amount.unit) in SIZES:
        return _sized(scene, at)
    index = at[1]
    if at[0] > 1 and scene.tokens[at[0] - 1].norm == "(":  # `petrol (one million tonnes)`
        return ()
    if index + 1 >= len(scene.tokens) or not (scene.tokens[index].has("linking_of") or _in_kind(scene, mention, index)):
        return ()
    if scene.tokens[index + 1].norm in scene.vocabulary.stops:
        return ()  # "of the chemical", "of it": named before
    return _phrase_stems(scene, index + 1)


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


def _sized(scene: Scene, at: tuple[int, int]) -> tuple[str, ...]:
    """The thing that has a size (`a 200-metre section`, `a bridge of 1,067 metres`), by one word for all that mean the same."""
    attributive = any(token.norm in STROKES for token in scene.tokens[at[0] : at[1]])
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
