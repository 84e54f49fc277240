"""Hostile text: any size of it costs in proportion to its length, and ends in claims or in none."""

from __future__ import annotations

import pytest

from factcheck import batches, rules
from factcheck.model import Block, Document, Metadata, Span

SIZE = 30_000  # characters: what is quadratic in them would take minutes
LOADED = rules.load()


@pytest.mark.parametrize(
    "piece",
    [
        "1", "1 ", "(", "'", '"', "- ", "one hundred and ", "from 5 March 2024 to ", "Kabul Moscow Russia 5 ", "$5 million, and ",
        "The deal of March 2024 cost $5 million in Kabul, and ", "😀 5 million ", "\u202e5 million\u202c people ", "5/", "5-", "5.", "two-",
        "half a ", "Mr. ", "said that ", "a.b.", "#5 ", "\t5\u00a0",
    ],
)  # fmt: skip
def test_a_document_of_one_piece_is_read(piece: str) -> None:
    text = piece * (SIZE // len(piece))
    document = Document(text=text, metadata=Metadata(path="hostile"), blocks=(Block(span=Span(0, len(text))),))
    for claim in batches.claims_of(document, LOADED):
        assert claim.mention.span.of(text)
