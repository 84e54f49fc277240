"""Wording: what the words of two claims say for or against one thing."""

from __future__ import annotations

from factcheck.compare.comparison import Comparison
from factcheck.compare.days import is_fresh
from factcheck.compare.levels import is_one_of_several, scope_of
from factcheck.compare.names import shared
from factcheck.compare.outcomes import APART, NEAR, SAME
from factcheck.model import Claim, Kind, Mode, Scope

PARALLEL = 0.75  # of 1: two sentences that are told in the same words
HELD = 0.5  # of 1: how much of the shorter sentence the other one has to tell where no rule knows what is told
HARDLY = 0.2  # of 1: so little of it is chance
_REPEATED = 0.85  # of 1: how much of the shorter sentence's telling words the other one has
_TOLD = 0.35  # of three telling words near the value
_NEIGHBOURS = 500  # characters between two sentences that speak to each other


def is_part(claim: Claim, other: Claim) -> bool:
    """Whether a value is told as one part of more."""
    return scope_of(claim, other) == Scope.PART or is_one_of_several(claim, other)


def one_full_name(a: Claim, b: Claim) -> bool:
    """Whether both documents are on one name, word for word, and both values are of it."""
    names = {part.key for part in a.frame.subject} & {part.key for part in b.frame.subject}
    return any(key <= a.story.heads and key <= b.story.heads for key in names)


def of_others(c: Comparison) -> bool:
    """Whether each sentence names whom it speaks of, and these are others."""
    return bool(c.a.frame.subject and c.b.frame.subject) and c.of("subject") in (NEAR, APART)


def is_none_promised(claim: Claim) -> bool:
    """Whether a claim counts none of what has not come about (`nobody would be hurt`): no count of what did."""
    amount = claim.mention.amount
    outcome_told = claim.frame.mode in (Mode.ACTUAL, Mode.ESTIMATE)
    return amount is not None and amount.nominal == 0 and amount.unit is None and not outcome_told


def unnamed(c: Comparison) -> bool:
    """Whether no word says that both values are of one thing: dates of no known happening, amounts that share a unit at best."""
    if c.a.mention.kind is Kind.DATE:
        news = is_fresh(c.a) or is_fresh(c.b)
        return c.of("measure") not in (SAME, NEAR) and c.figures["words_held"] < (_REPEATED if news else HELD)
    if c.alone and c.of("subject") == SAME:
        return False
    half = c.figures["measure_half"] > 0 and c.figures["names_shared"] == 1.0  # `Everest (29,032 feet)`, `Everest is 8,488 metres tall`
    return c.figures["unit_rare"] > 0 and not half and c.of("measure") not in (SAME, NEAR) and c.figures["words_held"] < HARDLY


def contrasted(c: Comparison) -> bool:
    """Whether one document sets two figures for one thing side by side: neighbouring sentences, a word of contrast, two voices."""
    if not c.within or c.of("measure") not in (SAME, NEAR) or c.of("subject") == APART:
        return False
    earlier, later = sorted((c.a, c.b), key=lambda claim: claim.mention.span.start)
    between = later.mention.sentence.start - earlier.mention.sentence.end
    first, second = c.a.frame.attribution, c.b.frame.attribution
    voices = first is not None and second is not None and not shared(first.key, second.key)
    return 0 <= between <= _NEIGHBOURS and "contrast" in later.frame.evidence.signs and voices


def retold(c: Comparison) -> bool:
    """Whether one of two sentences repeats the other: the same names, all its telling words, and no word of another case."""
    signs = c.a.frame.evidence.signs | c.b.frame.evidence.signs
    told = c.figures["words_held"] >= _REPEATED and c.figures["words_shared"] >= _TOLD
    return told and c.figures["names_shared"] == 1.0 and "another" not in signs
