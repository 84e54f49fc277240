"""Events: what a text dates, so that `two days after the fall of Kabul` can be counted from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice

from factcheck.extract import dates
from factcheck.extract.fields import Setting
from factcheck.extract.reading import Reading
from factcheck.extract.sentences import Sentence
from factcheck.model import Document, Period
from factcheck.rules import Rules

_COUNTED = ("event", "later", "window", "anaphor", "day_of_month")
_KIND = "event:"
_MOST = 200  # dated events of a document that others are counted from
_FINEST = 31  # days; an event that is dated less closely gives no day to count from


class Events:
    """Finds the dated event that some words name."""

    def __init__(self, rules: Rules) -> None:
        self._common = rules.words("stop")
        self._class = {word: rule.name for rule in rules.table("event") for word in rule.words("words")}

    def of(
        self, document: Document, sentences: Sequence[Sentence], readings: Sequence[Sequence[Reading]]
    ) -> Callable[[frozenset[str]], Period | None]:
        """A function from the words of an event to the days that the document gives it, where it does."""
        # no lambda: compiled, it would hold all of this function, itself by way of `dated` too, and the document until garbage is collected
        dated = lru_cache(maxsize=1)(partial(self._dated, document, sentences, readings))

        def find(words: frozenset[str]) -> Period | None:
            """The day of the dated sentence that shares the kind of event and most words; of none where several fit alike badly."""
            wanted = self._named(words)
            kinds = frozenset(word for word in wanted if word.startswith(_KIND))
            kin = [(len(named & wanted - kinds), -period.days, period) for named, period in dated() if named & kinds]
            best = max(kin, key=lambda item: item[:2], default=(0, 0, None))
            return best[2] if best[0] or len({period for _, _, period in kin}) == 1 else None

        return find

    def _dated(
        self, document: Document, sentences: Sequence[Sentence], readings: Sequence[Sequence[Reading]]
    ) -> list[tuple[frozenset[str], Period]]:
        """The telling words of the sentences that date an event closely, with its days."""
        return list(islice(self._datings(document, sentences, readings), _MOST))

    def _datings(
        self, document: Document, sentences: Sequence[Sentence], readings: Sequence[Sequence[Reading]]
    ) -> Iterator[tuple[frozenset[str], Period]]:
        setting = Setting(published=document.metadata.published)
        for sentence, found in zip(sentences, readings, strict=True):
            matches = [reading.match for reading in found if reading.match is not None and reading.match.form.shape not in _COUNTED]
            words = frozenset([token.norm for token in sentence.tokens]) if matches else frozenset[str]()
            if self._class.keys().isdisjoint(words):
                continue
            for match in matches:
                dating = dates.resolve(match, sentence.tokens, setting)
                if dating is not None and dating.period is not None and dating.period.days <= _FINEST:
                    yield self._named(words), dating.period

    def _named(self, words: frozenset[str]) -> frozenset[str]:
        """The telling words of a sentence, and the kinds of events that they name."""
        return words - self._common - set(self._class) | {f"{_KIND}{self._class[word]}" for word in words if word in self._class}
