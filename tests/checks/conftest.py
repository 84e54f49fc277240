"""What the checks of one document say of a text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck import batches, rules
from factcheck.model import Block, Document, Flaw, Metadata, Skipped, Span
from factcheck.read import discover, read
from factcheck.read.published import parse_published

RULES = rules.load()


@pytest.fixture(scope="session")
def flaws() -> Callable[..., list[Flaw]]:
    """What is wrong with the claims of a text by themselves; a blank line begins another paragraph."""

    def found(text: str, published: str | None = None, *, code: str = "") -> list[Flaw]:
        starts = [0, *(index + 2 for index in range(len(text)) if text.startswith("\n\n", index))]
        ends = [*(start - 2 for start in starts[1:]), len(text)]
        blocks = tuple(Block(span=Span(start, end)) for start, end in zip(starts, ends, strict=True))
        document = Document(text=text, metadata=Metadata(path="text", published=parse_published(published), digest="text"), blocks=blocks)
        return [flaw for flaw in batches.account(document, RULES, check=True).flaws if flaw.rule.startswith(code)]

    return found


@pytest.fixture
def layout_flaws(tmp_path: Path) -> Callable[..., list[Flaw]]:
    """The same of a file with its layout: a list or table, as Markdown or as what `suffix` says."""

    def found(text: str, suffix: str = ".md") -> list[Flaw]:
        path = tmp_path / f"text{suffix}"
        path.write_text(text, encoding="utf-8")
        (source,) = discover([str(path)], ())
        assert not isinstance(source, Skipped)
        (document,) = read(source, RULES)
        assert isinstance(document, Document)
        return list(batches.account(document, RULES, check=True).flaws)

    return found
