"""A sentence becomes its claims by the stages themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck import batches, rules
from factcheck.model import Block, Claim, Document, Metadata, Span
from factcheck.read.published import parse_published

RULES = rules.load()


@pytest.fixture(scope="session")
def claim_on() -> Callable[..., Claim]:
    """The claim on `of`, or the only one, of a text."""

    def read(text: str, of: str = "", *, published: str | None = None, title: str | None = None) -> Claim:
        metadata = Metadata(path="words", title=title, published=parse_published(published), digest="words")
        document = Document(text=text, metadata=metadata, blocks=(Block(span=Span(0, len(text))),))
        claims = batches.claims_of(document, RULES)
        meant = [claim for claim in claims if of in claim.text]
        assert len(meant) == 1, f"{of!r} in {text!r}: {[claim.text for claim in claims]}"
        return meant[0]

    return read
