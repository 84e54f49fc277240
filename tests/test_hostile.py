"""Hostile text: any size of it costs in proportion to its length, and ends in claims or in none."""

from __future__ import annotations

import pytest

from factcheck import batches, compare, rules
from factcheck.compare import documents
from factcheck.extract import Reader
from factcheck.model import Account, Block, Document, Metadata, Span

SIZE = 30_000  # characters: what is quadratic in them would take minutes
LOADED = rules.load()
BY = compare.judge(LOADED)


def document(text: str, path: str = "hostile") -> Document:
    return Document(text=text, metadata=Metadata(path=path), blocks=(Block(span=Span(0, len(text))),))


def heard(first: Account, second: Account) -> documents.Hearing:
    """What comes of comparing two documents, or one with itself."""
    couple = (0, 0) if first is second else (0, 1)
    return documents.hear(documents.Two(couple, first, second, few=True), BY)


@pytest.mark.parametrize(
    "piece",
    [
        "10^00099999999 ", "20m by ",
        "1", "1 ", "(", "'", '"', "- ", "one hundred and ", "from 5 March 2024 to ", "Kabul Moscow Russia 5 ", "$5 million, and ",
        "The deal of March 2024 cost $5 million in Kabul, and ", "😀 5 million ", "\u202e5 million\u202c people ", "5/", "5-", "5.", "two-",
        "half a ", "Mr. ", "said that ", "a.b.", "#5 ", "\t5\u00a0", "5 and ", "| 5 | 3% | 2019 |\n", "- 5\n", "5; ", "$5 €6 ", "5-6-7-8% ",
        "Monday ", "two days after the ", "+44 20 7946 0958 ", "5\u0301\u0302", "٥٥ ", "On 5 May 2019 a fire in Lagos killed 12 people. ",
    ],
)  # fmt: skip
def test_a_document_of_one_piece_is_read_and_compared_with_itself(piece: str) -> None:
    text = piece * (SIZE // len(piece))
    account = batches.account(document(text), LOADED, check=True)
    for claim in account.claims:
        assert claim.mention.span.of(text)
    assert heard(account, account).compared <= 100_000


def rows(number: int, path: str) -> Account:
    """A yearbook: each row with another figure, and one word of its own."""
    text = " ".join(f"The mine of Q{chr(97 + n % 26)}{chr(97 + n // 26)}ville made {1000 + n * 7} tonnes of steel." for n in range(number))
    return batches.account(document(text, path), LOADED, check=False)


def test_all_rows_of_a_table_are_compared() -> None:
    account = rows(60, "a")
    found = heard(account, account)
    assert (found.compared, found.crowded) == (60 * 59 // 2, 0)


def test_words_of_so_many_claims_of_a_document_lead_to_none() -> None:
    """And they are counted, so that it can be said."""
    account = rows(460, "a")
    found = heard(account, account)
    assert found.compared < 460
    assert found.crowded


def test_rarer_words_lead_to_pairs_where_common_ones_lead_to_none() -> None:
    first, second = rows(500, "a"), rows(500, "b")
    found = heard(first, second)
    assert {(verdict.pair.relation, verdict.documents) for verdict in found.verdicts if verdict.pair} == {("agree", (0, 1))}
    assert found.crowded
    assert 500 <= found.compared < 1_000


def test_no_more_than_some_values_of_a_document_are_read() -> None:
    text = Reader(LOADED, values=3).read(document("A fire killed 5 and 6 men. A flood killed 7 men. A storm killed 8 men. None fled."))
    assert [mention.span.of(text.document.text) for mention, _ in text.mentions] == ["5", "6", "7"]
    assert text.unread == len("A fire killed 5 and 6 men. A flood killed 7 men. ")


@pytest.mark.parametrize("values", [4, 5])
def test_a_document_of_no_more_values_is_read_whole(values: int) -> None:
    text = Reader(LOADED, values=values).read(document("A fire killed 5 and 6 men. A flood killed 7 men. A storm killed 8 men. All fled."))
    assert (len(text.mentions), text.unread) == (4, None)
