"""Frame: from a mention to a claim, with what is measured, of whom, when, who says so, and in which mode."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import NamedTuple

from factcheck.extract.reader import Text, reader
from factcheck.extract.tokens import Lexicon
from factcheck.frame import amounts, lives, matters, measures, modes, parts, periods, scopes, subjects, voices
from factcheck.frame.amounts import COUNT
from factcheck.frame.scene import NEAR, Name, Scene, part_of
from factcheck.frame.topic import Topic
from factcheck.frame.vocabulary import Mark, Vocabulary
from factcheck.frame.vocabulary import vocabulary as vocabulary_of  # a compiled package has its module under the other name
from factcheck.model import (
    EVERYDAY,
    Block,
    BlockKind,
    Claim,
    Document,
    Evidence,
    Frame,
    Kind,
    Mention,
    Part,
    Period,
    PeriodPart,
    Span,
    Story,
    SubjectRule,
)
from factcheck.rules import Rules

_TOGETHER = 100  # values that are framed together
_WEEK = 7  # days; a longer period says when a count grew, not when it was taken
_FULL_NAME = 2  # words
_OPENED = 3  # tokens of the phrase that opens a sentence
_COMMON_WEIGHT = 0.25
_NEARNESS = tuple(1 / (1 + distance / 8) for distance in range(NEAR + 1))  # how much a word has to say, by its distance
_BESIDE = 6  # tokens; the next telling word is no further off
_NO_EVIDENCE = Evidence()


class Stand(NamedTuple):
    """Where a value stands: in its scene, at its tokens, behind the scene before, in a document of a topic."""

    scene: Scene
    mention: Mention
    at: tuple[int, int]
    before: Scene | None
    topic: Topic


class Draft(NamedTuple):
    """What a claim is made of once the whole document has been told."""

    mention: Mention
    frame: Frame
    quote: str
    block: Block


def frame(text: Text, rules: Rules, *, compared: bool = True) -> tuple[Claim, ...]:
    """The claims of a document that was read, each mention with its frame. Claims that nobody will compare need no evidence and no
    story: with `compared` false these are empty, which takes much less time.
    """
    return frame_all((text,), rules, compared=compared)[0]


def frame_all(texts: Iterable[Text], rules: Rules, *, compared: bool = True) -> list[tuple[Claim, ...]]:
    """The claims of each document: of many short ones together they are framed faster than one by one."""
    words, by = vocabulary_of(rules), reader(rules)
    told = [(text, Topic(text.document, by, words)) for text in texts]
    drafts: dict[Topic, list[Draft]] = {topic: [] for _, topic in told}
    stands = chain.from_iterable(_stands(text, topic, words, by.lexicon) for text, topic in told)
    while together := list(islice(stands, _TOGETHER)):
        for stand, framed in zip(together, _frames(together, compared=compared), strict=True):
            drafts[stand.topic].append(Draft(stand.mention, framed, stand.scene.quote, stand.scene.sentence.block))
    return [_claims(text.document, topic, drafts[topic], compared=compared) for text, topic in told]


def _stands(text: Text, topic: Topic, words: Vocabulary, lexicon: Lexicon) -> Iterator[Stand]:
    """The values of a document."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention, number in text.mentions:
        by_sentence.setdefault(number, []).append(mention)
    before: Scene | None = None
    for number, mentions in by_sentence.items():
        scene = Scene(text.document.text, text.sentences[number], mentions, words, lexicon, topic.known)
        for mention, at in scene.placed:
            yield Stand(scene, mention, at, before, topic)
        before = scene


def _claims(document: Document, topic: Topic, drafts: Sequence[Draft], *, compared: bool) -> tuple[Claim, ...]:
    story = _story(topic, drafts) if drafts and compared else Story()
    return tuple([_claim(draft, story, document) for draft in drafts])


def _story(topic: Topic, drafts: Sequence[Draft]) -> Story:
    entities = {key for draft in drafts for key in draft.frame.evidence.names if "." in key}
    return replace(topic.story, cast=topic.story.cast | entities)


def _claim(draft: Draft, story: Story, document: Document) -> Claim:
    mention, framed, quote, block = draft
    line, column = document.place(mention.span.start)
    metadata = document.metadata
    return Claim(
        id=_identity(metadata.path, mention.span),
        mention=mention,
        frame=framed,
        metadata=metadata,
        text=" ".join(mention.span.of(document.text).split()),
        quote=quote,
        line=line,
        column=column,
        story=story,
        heading=block.kind is BlockKind.HEADING,
        repeat=block.repeat,
        page=document.page(mention.span.start),
    )


def _identity(path: str, span: Span) -> str:
    key = f"{path}\0{span.start}\0{span.end}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _frames(stands: Sequence[Stand], *, compared: bool) -> Iterator[Frame]:
    """The frames of some values, part by part: what a part is made with stays so in the processor's caches."""
    measured = [_measured(scene, mention, at) for scene, mention, at, _, _ in stands]
    speakers = [voices.attribution(scene, at) for scene, _, at, _, _ in stands]
    told = zip(
        stands,
        measured,
        [_period(scene, mention, at) for scene, mention, at, _, _ in stands],
        speakers,
        [modes.mode(scene, mention, at, found[2]) for (scene, mention, at, _, _), found in zip(stands, measured, strict=True)],
        [scopes.scope(scene, mention, at) for scene, mention, at, _, _ in stands],
        [_subject(stand, speaker[1] if speaker else None) for stand, speaker in zip(stands, speakers, strict=True)],
        [_evidence(stand, found[1]) if compared else _NO_EVIDENCE for stand, found in zip(stands, measured, strict=True)],
        strict=True,
    )
    for stand, (measure, _, _), when, speaker, (mode, mode_words), scope, subject, words in told:
        running = _has(stand.scene, measure, "running")
        yield Frame(
            measure=measure,
            subject=subject,
            period=when,
            as_of=_as_of(stand.topic.published, when, running),
            attribution=speaker[0] if speaker else None,
            mode=mode,
            mode_words=mode_words,
            aspect=scopes.aspect(stand.scene, stand.mention, stand.at, running, _has(stand.scene, measure, "removes")),
            scope=scope,
            evidence=words,
        )


def _measured(scene: Scene, mention: Mention, at: tuple[int, int]) -> tuple[Part | None, frozenset[str], Mark | None]:
    """What is measured, every measure that the clause names, and of a date the words that say what happened."""
    marks = measures.measures(scene, mention, at)
    told = parts.telling(scene, at)
    if not marks and told.in_order and told.beside[0][1] != at:
        marks = measures.measures(scene, *told.beside[0])
    shown = lives.age(scene, mention, at) or lives.life(scene, mention, at) or lives.made(scene, mention, at)
    if shown is not None:
        return shown, frozenset({shown.rule}), None
    if mention.kind is Kind.DATE and all(mark.rule.data.get("general") for mark in marks[:1]):
        denied = modes.reported_denial(scene, mention, at)
        marks = [denied] if denied is not None else marks
    lending = (mark for mark in marks if mark is marks[0] or mention.kind is not Kind.DATE or not mark.rule.data.get("general"))
    named = frozenset(mark.rule.id for mark in marks) | frozenset(name for mark in lending for name in _likes(mark))
    return part_of(scene, marks[0]) if marks else None, named, marks[0] if marks and mention.kind is Kind.DATE else None


def _period(scene: Scene, mention: Mention, at: tuple[int, int]) -> PeriodPart | None:
    """When it holds; a part of a whole holds when that does."""
    told = periods.period(scene, mention, at)
    others = () if told is not None else parts.telling(scene, at).beside
    return told or next(filter(None, (periods.period(scene, *other) for other in others)), None)


def _likes(mark: Mark) -> Iterator[str]:
    """The measures or happenings that go by this one's words too: what `began` was founded, opened or released."""
    return (f"{mark.rule.table}.{name}" for name in mark.rule.words("like"))


def _has(scene: Scene, measure: Part | None, trait: str) -> bool:
    """Whether a measure is known to have a trait: that its count only grows, that it counts what is taken away."""
    rule = scene.vocabulary.rules.get(measure.rule) if measure else None
    return bool(rule is not None and rule.data.get(trait))


def _as_of(published: Period | None, when: PeriodPart | None, running: bool) -> PeriodPart | None:
    """A running count is of the day on which it was published; where its clause names an earlier day, it may be of any day since."""
    if not running or published is None:
        return None
    if when is None or when.value.first >= published.first or when.value.days > _WEEK:
        return PeriodPart(value=published, words="publication date", rule="as_of.published")
    return PeriodPart(value=Period(when.value.first, published.last), words=when.words, rule="as_of.since")


def _subject(stand: Stand, speaker: tuple[int, int] | None) -> tuple[Part, ...]:
    """Of whom: the name that the value is told of, else the names of the sentence, else of the one before or the lead."""
    scene, mention, at, before, topic = stand
    own = _in_order(scene, at) or subjects.own(scene, mention, at)
    if own:
        return own
    if subjects.is_sum(scene, mention, at):
        return topic.subject
    here = [] if subjects.is_of_it(scene, at) else _told_of(scene, mention, at, speaker)
    if here:
        meant = topic.subject[:1] if _speaks_of_it(scene) or _speaks_on(scene) or _speaks_of_him(scene, topic) else ()
        named = subjects.distinct(here, SubjectRule.SENTENCE)
        return (*(part for part in meant if all(part.key.isdisjoint(other.key) for other in named)), *named)
    if before is not None and before.sentence.block is scene.sentence.block and before.names:
        return subjects.distinct(before.names[:1], SubjectRule.BEFORE)  # whom it was about
    spoken = {name.keys for name in scene.names}
    himself = tuple(part for part in topic.subject if part.key in spoken)
    counting = [name for name in scene.names if voices.counts_its_own(scene, name, known=False)]
    return himself or topic.subject or subjects.distinct(counting, SubjectRule.SENTENCE)  # who speaks of himself


def _told_of(scene: Scene, mention: Mention, at: tuple[int, int], speaker: tuple[int, int] | None) -> list[Name]:
    """The names of a sentence that a value can be of: what is counted is none, nor is who says so, unless it is of his own."""
    apart = subjects.named_apart(scene, mention, at)
    told = [name for name in scene.names if name.keys not in apart and not subjects.is_of_member(scene, name, at)]
    if speaker is not None and not any((name.first, name.last) == speaker and voices.counts_its_own(scene, name) for name in told):
        said = [name for name in told if speaker[0] <= name.first and name.last <= speaker[1]]
        others = [name for name in told if name not in said]
        told = (subjects.is_of_its_own(scene, at) and said) or others
    own = [name for name in told if not (subjects.is_counted(scene, name, mention, at) or subjects.is_one_of_many(scene, name))]
    return own or told[:1]


def _speaks_of_it(scene: Scene) -> bool:
    """Whether a sentence opens with a pronoun; `His wife Ines` is somebody else."""
    unnamed = scene.marks("unnamed")
    return bool(unnamed) and unnamed[0].first == 0 and not any(mark.first == 1 for mark in scene.marks("kin"))


def _speaks_on(scene: Scene) -> bool:
    """Whether a sentence opens with a thing that was named before (`The wreck was towed to Genoa`); `The port of Genoa` and `The
    floods in Peru` name one themselves.
    """
    opening = scene.tokens[: _OPENED + 1]
    if not opening or not opening[0].has_any("definite", "demonstrative") or not scene.named.isdisjoint(range(_OPENED)):
        return False
    return not any(token.has_any("linking_of", "linking_in") for token in opening)


def _speaks_of_him(scene: Scene, topic: Topic) -> bool:
    """Whether a sentence opens with what the person is whom the document is about first (`The former head of Narvik Steel was jailed`)."""
    roles = [mark.last for mark in scene.marks("role") if 0 < mark.first < _OPENED]
    if not (roles and scene.tokens[0].has("definite") and topic.subject) or len(topic.subject[0].key) < _FULL_NAME:
        return False
    return any(last < len(scene.tokens) and scene.tokens[last].has("linking_of") for last in roles)


def _in_order(scene: Scene, at: tuple[int, int]) -> tuple[Part, ...]:
    """The names of a value that is told of one of several in their order (`40 and 12 in Peru and Chile respectively`)."""
    telling = parts.telling(scene, at)
    if not telling.in_order or all(name.keys.isdisjoint(telling.own) for name in scene.names):
        return ()
    return subjects.distinct((name for name in scene.names if name.keys.isdisjoint(telling.others)), SubjectRule.SENTENCE)


def _evidence(stand: Stand, named: frozenset[str]) -> Evidence:
    """The words around the value, weighted by rarity and distance; the names of the sentence."""
    scene, mention, at, before, _ = stand
    words = scene.vocabulary
    weights = _weights(scene, at)
    unit = mention.amount.unit if mention.amount else None
    dimension = words.dimension(unit)
    told = parts.telling(scene, at)
    # dates of one place or person are too many to be compared for that alone
    names = scene.name_keys if mention.amount is not None else frozenset[str]()
    return Evidence(
        words=tuple(sorted(weights.items())),
        names=scene.name_keys,
        beside=_beside(scene, at),
        keys=_keys(weights, named, unit, dimension) | _digits(mention, dimension) | names,
        signs=_signs(scene, mention, at, before),
        noun=_noun(scene, mention, at),
        dimension=dimension,
        matter=matters.matter(scene, mention, at),
        own=told.own,
        others=told.others,
        measures=named,
        counted_from=measures.counted_from(scene, mention, at),
        days=periods.days(scene, mention, at),
        frames=periods.is_stretch(scene, mention, at) or periods.is_frame(scene, mention, at),
        regions=frozenset(mark.rule.name for mark in scene.marks("region") if _before_name(scene, mark)),
        kind=subjects.kind(scene, at),
        named_apart=subjects.named_apart(scene, mention, at),
        named_parts=subjects.named_parts(scene, mention, at),
    )


def _noun(scene: Scene, mention: Mention, at: tuple[int, int]) -> str | None:
    """The class of a counted noun; what goes by several names has one (`40 Oscars`, `40 Academy Awards`)."""
    words, unit = scene.vocabulary, mention.amount.unit if mention.amount is not None else None
    of_part = scopes.noun_of_part(scene, mention, at)
    if of_part is not None or unit is None or words.dimension(unit) != COUNT:
        return of_part
    for mark in scene.marks("entity"):
        told = scene.norms[mark.last - 1]
        if at[0] < mark.last and mark.first <= at[1] and words.nouns.singular(told) == unit and told not in mark.rule.words("demonyms"):
            return mark.rule.name
    return words.twins.get(unit, unit)


def _signs(scene: Scene, mention: Mention, at: tuple[int, int], before: Scene | None) -> frozenset[str]:
    """Those of the sentence, with what the one before says of a thing that is told on, and what was hoped for before it came."""
    signs = scene.signs
    if before is not None and before.marks("another") and scene.goes_on_from(before):
        signs |= {"another"}
    if amounts.is_former(scene, mention, at):
        signs |= {"former"}
    if amounts.is_of_one_of_many(scene, at):
        signs |= {"one_more"}
    if amounts.is_of_kinds(scene, mention, at):
        signs |= {"of_kinds"}
    if amounts.is_own(scene, mention, at):
        signs |= {"own"}
    if (direction := amounts.risen_to(scene, at)) is not None:
        signs |= {direction}
    if (stance := amounts.stance(scene, mention, at)) is not None:
        signs |= {stance}
    if mention.amount is not None:
        signs |= frozenset(mark.rule.id for mark in scopes.told_of("basis", scene, mention.amount, at))
        signs |= frozenset(mark.rule.table for mark in scopes.told_of("provisional", scene, mention.amount, at))
    hoped = scene.marks("hoped")
    if hoped and (any(scene.clause(*at)[0] <= mark.first < at[0] for mark in hoped) or amounts.is_hoped_for(scene, at)):
        signs |= {"hoped"}
    return signs


def _weights(scene: Scene, at: tuple[int, int]) -> dict[str, float]:
    """The stems of the words around some tokens, each with the weight that it has where it stands nearest."""
    first, last = at
    weights: dict[str, float] = {}
    for index, (stem, common) in scene.content(at):
        if first <= index < last:
            continue
        nearness = _NEARNESS[first - index if index < first else index - last + 1]
        weight = nearness * _COMMON_WEIGHT if common else nearness
        if weight > weights.get(stem, 0.0):
            weights[stem] = weight
    return weights


def _beside(scene: Scene, at: tuple[int, int]) -> tuple[str, str]:
    """The nearest telling words in front of a value and behind it, its own noun among these; empty where none is near."""
    near = [(index, stem) for index, (stem, _) in scene.content(at) if at[0] - _BESIDE <= index < at[1] + _BESIDE]
    before = next((stem for index, stem in reversed(near) if index < at[0]), "")
    return before, next((stem for index, stem in near if index >= at[1] - 1), "")


def _keys(weights: dict[str, float], named: frozenset[str], unit: str | None, dimension: str | None) -> frozenset[str]:
    """The words that tell one question from another, the measures, and a unit that is not in every article."""
    telling = {word for word, weight in weights.items() if weight > _COMMON_WEIGHT}
    rare = {f"unit.{dimension}"} if dimension not in EVERYDAY else {f"noun.{unit}"} if dimension == "count" else set()
    return frozenset(telling) | named | rare


def _digits(mention: Mention, dimension: str | None) -> frozenset[str]:
    """The first digits of a number, where they are telling: so a slip of unit or scale meets what it slipped from."""
    nominal = mention.amount.nominal if mention.amount else None
    digits = "".join(map(str, nominal.normalize().as_tuple().digits)) if nominal else ""
    return frozenset({f"digits.{digits[:3]}"}) if len(digits) >= (2 if dimension == "percent" else 3) else frozenset()


def _before_name(scene: Scene, mark: Mark) -> bool:
    return any(name.first == mark.last for name in scene.names)


__all__ = ["frame", "frame_all"]
