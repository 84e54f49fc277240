"""Calling: whom a sentence calls by a name that only the other document shows to be one."""

from __future__ import annotations

from dataclasses import replace

from factcheck.compare.levels import Questions
from factcheck.model import Claim, Part, SubjectRule


def called(claim: Claim, other: Claim, questions: Questions) -> Claim:
    """The claim with the name that opens its sentence, where the other document has it as one: `Reyes was fined` alone may also speak of
    many of a kind, but not where `Ana Reyes` is spoken of.
    """
    word = questions.opening(claim)
    if word is None or (word not in other.frame.evidence.names and word not in other.story.heads):
        return claim
    part = Part(value=word, words=word, rule=SubjectRule.SENTENCE, key=frozenset({word}))
    evidence = replace(claim.frame.evidence, names=claim.frame.evidence.names | part.key)
    own = tuple(part for part in claim.frame.subject if part.rule == SubjectRule.SENTENCE)
    story = replace(claim.story, heads=claim.story.heads | part.key)
    return replace(claim, frame=replace(claim.frame, subject=(part, *own), evidence=evidence), story=story)
