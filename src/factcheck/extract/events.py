"""Events: what a text dates, so that `two days after the fall of Kabul` can be counted from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from factcheck.extract import dates
from factcheck.extract.sentences import Sentence
from factcheck.model import Document, Period
from factcheck.rules import Rules

if TYPE_CHECKING:
    from factcheck.extract.reader import Candidate

_FINEST = 31  # days; an event that is dated less closely gives no day to count from


class Events:
    """Finds the dated event that some words name."""

    def __init__(self, rules: Rules) -> None:
        self._class = {word: rule.name for rule in rules.table("event") for word in rule.words("words")}

    def of(self, document: Document, sentences: list[Sentence], readings: list[list[Candidate]]) -> Callable[[frozenset[str]], Period | None]:
        """A function from the words of an event to the days that the document gives it, where it does."""
        dated: list[tuple[frozenset[str], Period]] = []
        for sentence, candidates in zip(sentences, readings, strict=True):
            tokens = list(sentence.tokens)
            for candidate in candidates:
                if candidate.match is None or candidate.match.form.shape in ("event", "later", "window", "anaphor"):
                    continue
                setting = dates.Setting(published=document.metadata.published)
                dating = dates.resolve(candidate.match, tokens, setting)
                if dating is not None and dating.period is not None and dating.period.days <= _FINEST:
                    dated.append((self._named(frozenset(token.norm for token in tokens)), dating.period))

        def find(words: frozenset[str]) -> Period | None:
            wanted = self._named(words)
            if not any(word.startswith("event:") for word in wanted):
                return None
            best = max(dated, key=lambda item: len(item[0] & wanted), default=None)
            if best is None or not any(word.startswith("event:") for word in best[0] & wanted):
                return None
            return best[1]

        return find

    def _named(self, words: frozenset[str]) -> frozenset[str]:
        return words | {f"event:{self._class[word]}" for word in words if word in self._class}
