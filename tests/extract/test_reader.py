"""Documents that are read together are read as each is alone."""

from __future__ import annotations

import pytest

from factcheck import rules
from factcheck.extract import Reader, reader
from factcheck.model import Block, Document, Metadata, Span

LOADED = rules.load()
TEXTS = (
    "The dam at Vajont was 262 metres high. It was built in 1959. Nobody lives below it today.",
    "",
    "On 3 May the choir sang for 40 people. Two days later it sang for 1,200, and for half an hour.",
    "Nothing is counted here.",
    "A ferry sank with 12 cars, 9 lorries and 3 buses. A second one sank with 5 cars in March 2019. None has been raised.",
)


def document(text: str, path: str) -> Document:
    return Document(text=text, metadata=Metadata(path=path), blocks=(Block(span=Span(0, len(text))),))


@pytest.mark.parametrize("values", [1, 2, 3, 100])
def test_documents_read_together_are_read_as_each_is_alone(values: int) -> None:
    by = Reader(LOADED, values=values)
    documents = [document(text, str(number)) for number, text in enumerate(TEXTS)]
    together = by.read_all(documents)
    assert together == [by.read(each) for each in documents]
    assert [text.unread is None for text in together] == [[False, True, False, True, False], [True] * 5][values == 100]


def test_no_documents_give_no_texts() -> None:
    assert reader(LOADED).read_all(()) == []
