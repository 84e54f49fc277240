"""Accounts as bytes and back."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import batches, rules
from factcheck.model import Account, Block, Document, Metadata, Span, Suppression
from factcheck.pack import Damaged, pack, unpack
from factcheck.read import Source, parse_published, read

RULES = rules.load()
CORPUS = sorted((Path(__file__).parents[1] / "corpus").glob("*.md"))
WRONG = "On Monday 30 February 2022 the ferry carried 100 people: 40 men and 20 women. Trade rose 52 percent to $71,000."


def account(text: str, published: str | None = "2022-03") -> Account:
    metadata = Metadata(path="a.md", source="Harbour Post", published=parse_published(published), origins=(("source", "front matter"),))
    document = Document(text=text, metadata=metadata, blocks=(Block(span=Span(0, len(text))),))
    return batches.account(document, RULES, check=True)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_an_account_comes_back_as_it_was(path: Path) -> None:
    [document] = read(Source(file=path, path=path.name), RULES)
    assert isinstance(document, Document)
    found = batches.account(document, RULES, check=True)
    assert found.claims
    assert unpack(pack(found)) == found


def test_flaws_derived_claims_and_suppressions_come_back() -> None:
    accepted = Suppression(path="a.md", line=3, span=Span(0, 9), codes=("FC101",), reason="two counts", lines=(4, 9))
    found = replace(account(WRONG), suppressions=(accepted,), sketch=frozenset({4, 8}), new=True)
    assert found.flaws
    assert any(claim.derived_from for claim in found.claims)
    assert unpack(pack(found)) == found


@given(text=st.text(max_size=80), number=st.integers(0, 10**30))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_text_comes_back(text: str, number: int) -> None:
    found = account(f"{text} {number} ships sank in May 2019.")
    assert unpack(pack(found)) == found


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no such thing",
        zlib.compress(b"no such thing"),
        zlib.compress(msgspec.msgpack.encode([1, 2, 3])),
        pack(account(WRONG))[:-9],
        pack(account(WRONG))[: 1 << 6] + b"\0" * 64,
    ],
    ids=["nothing", "text", "other content", "another shape", "cut off", "overwritten"],
)
def test_what_is_no_account_is_refused(data: bytes) -> None:
    with pytest.raises(Damaged):
        unpack(data)


def test_a_claim_without_a_value_is_refused() -> None:
    row = msgspec.msgpack.decode(zlib.decompress(pack(account("It sank in May 2019."))))
    row[2][0][3] = row[2][0][4] = None
    with pytest.raises(Damaged, match="without a value"):
        unpack(zlib.compress(msgspec.msgpack.encode(row)))
