"""Topics: which findings are about what was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Finding


def on_topic(finding: Finding, topics: Sequence[str]) -> bool:
    """Whether a finding is on one of the topics; where there are none, it is."""
    return not topics or any(_is_about(finding, topic) for topic in topics)


def _is_about(finding: Finding, topic: str) -> bool:
    """Whether every word of a topic begins a word of the finding's topic, measures or names."""
    frames = [claim.frame for claim in finding.claims]
    parts = [part for frame in frames for part in (frame.measure, frame.attribution, *frame.subject) if part is not None]
    told = " ".join([finding.topic, *(f"{part.value} {part.words}" for part in parts)])
    known = _words(told)
    return all(any(word.startswith(asked) for word in known) for asked in _words(topic))


def _words(text: str) -> frozenset[str]:
    return frozenset("".join(letter if letter.isalnum() else " " for letter in text.casefold()).split())
