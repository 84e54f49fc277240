"""Ranks: ordinals that say who was first, not those that count off an argument."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.extract.reading import Precedence, Reading
from factcheck.extract.tokens import Lexicon, Token
from factcheck.model import Amount, Kind


class Ordinals:
    """Reads the ordinals of a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def read(self, tokens: list[Token]) -> Iterator[Reading]:
        """Every ordinal that is a rank."""
        for index, token in enumerate(tokens):
            if token.ordinal is None or not self._ranks(tokens, index):
                continue
            end = token.end
            last = index + 1
            if index + 2 < len(tokens) and tokens[index + 1].norm == "-" and tokens[index + 2].has("ever"):
                last, end = index + 3, tokens[index + 2].end
            value = Decimal(token.ordinal)
            yield Reading(
                first=index, last=last, start=token.start, end=end, rule="ordinal.rank", precedence=Precedence.NUMBER, kind=Kind.ORDINAL,
                value=Amount(nominal=value, low=value, high=value, unit="rank", step=Decimal(1)),
            )  # fmt: skip

    def _ranks(self, tokens: list[Token], index: int) -> bool:
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if before is None:
            return False
        if after is not None and after.has("unit") and tokens[index].norm.isalpha() and before.has("article"):
            return False
        return not before.has("own") and not (after is not None and after.norm == ",")
