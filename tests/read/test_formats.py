"""One article in every format: the same claims, the same conflict, and what each format knows of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from documents import FERRY, MAKERS
from factcheck import pipeline, read, rules
from factcheck.model import Claim, Document, Skipped

OTHER = replace(FERRY, paragraphs=(FERRY.paragraphs[0].replace("41,000", "52,000"),))


def documents(folder: Path, name: str, data: bytes, options: read.Options | None = None) -> Iterator[Document | Skipped]:
    file = folder / name
    file.write_bytes(data)
    return read.read(read.Source(file=file, path=name), options=options)


def only(folder: Path, name: str, data: bytes) -> Document:
    found = list(documents(folder, name, data))
    assert len(found) == 1
    assert isinstance(found[0], Document), found[0]
    return found[0]


def told(claim: Claim) -> tuple[object, ...]:
    """A claim without its place."""
    mention = claim.mention
    return claim.text, mention.kind, mention.value, claim.quote, claim.heading, replace(claim.frame, as_of=None)


@pytest.mark.parametrize("name", MAKERS)
def test_an_article_has_the_same_claims_in_every_format(tmp_path: Path, name: str) -> None:
    (tmp_path / "documents.toml").write_text(f'["{name}"]\npublished = 2024-05-06\nsource = "Harbour Gazette"\ntitle = "{FERRY.title}"\n')
    loaded = rules.load()
    claims = pipeline.claims_of(only(tmp_path, name, MAKERS[name](FERRY)), loaded)
    (tmp_path / "documents.toml").write_text(f'["t.txt"]\npublished = 2024-05-06\nsource = "Harbour Gazette"\ntitle = "{FERRY.title}"\n')
    expected = pipeline.claims_of(only(tmp_path, "t.txt", MAKERS["a.txt"](FERRY)), loaded)
    assert len(expected) >= 8
    assert [told(claim) for claim in claims] == [told(claim) for claim in expected]
