"""Where a claim stands: the tokens of its value, and those around."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from factcheck.extract import Text
from factcheck.extract.sentences import Sentence
from factcheck.extract.tokens import Token
from factcheck.model import Claim, Span

_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Place:
    """A claim in its sentence: its value is the tokens `first` up to `last`."""

    claim: Claim
    text: str
    sentence: Sentence
    first: int
    last: int

    @property
    def inside(self) -> Sequence[Token]:
        """The tokens of the value."""
        return self.sentence.tokens[self.first : self.last]

    @property
    def words(self) -> str:
        """The value as printed, on one line."""
        return " ".join(self.text[self.inside[0].start : self.inside[-1].end].split())

    def token(self, index: int) -> Token | None:
        """A token of the sentence; None beyond its ends."""
        return self.sentence.tokens[index] if 0 <= index < len(self.sentence.tokens) else None

    def capitalised(self, token: Token) -> bool:
        """Whether a token of the sentence is written with a capital."""
        return self.text[token.start].isupper()


def places(text: Text, claims: Sequence[Claim]) -> Iterator[Place]:
    """The claims of a document with where they stand, in the order of the text."""
    sentences = {sentence.span: sentence for sentence in text.sentences}
    for claim in claims:
        sentence = sentences[claim.mention.sentence]
        yield Place(claim, text.document.text, sentence, *covered(sentence.tokens, claim.mention.span))


def covered(tokens: Sequence[Token], span: Span) -> tuple[int, int]:
    """The tokens that a span touches."""
    first = max(bisect_right(tokens, span.start, key=_START) - 1, 0)
    return first, max(bisect_left(tokens, span.end, key=_START), first + 1)
