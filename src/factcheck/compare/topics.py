"""Topics: which findings are about what was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Finding


def on_topic(findings: Sequence[Finding], topics: Sequence[str]) -> tuple[tuple[Finding, ...], int]:
    """The findings on one of the topics, and how many pairs the others have."""
    if not topics:
        return tuple(findings), 0
    own = tuple(finding for finding in findings if any(_is_about(finding, topic) for topic in topics))
    return own, sum(max(len(finding.pairs), 1) for finding in findings if finding not in own)


def _is_about(finding: Finding, topic: str) -> bool:
    """Whether every word of a topic begins a word of the finding's topic, measures or names."""
    frames = [claim.frame for claim in finding.claims]
    parts = [part for frame in frames for part in (frame.measure, frame.attribution, *frame.subject) if part is not None]
    told = " ".join([finding.topic, *(f"{part.value} {part.words}" for part in parts)])
    known = _words(told)
    return all(any(word.startswith(asked) for word in known) for asked in _words(topic))


def _words(text: str) -> frozenset[str]:
    return frozenset("".join(letter if letter.isalnum() else " " for letter in text.casefold()).split())
