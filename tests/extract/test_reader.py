"""Documents that are read together are read as each is alone."""

from __future__ import annotations

import pytest

from factcheck import rules
from factcheck.extract import Reader, reader
from factcheck.model import Block, Document, Metadata, Span

LOADED = rules.load()
# Texts, a bar where a new block begins, and the sentences of each that may hold a value.
PASSAGES = {
    "in the middle": ("The mill stands. It has 4 wheels. It is old.", ["It has 4 wheels. "]),
    "a word": ("The mill stands. It has twelve wheels. It is old.", ["It has twelve wheels. "]),
    "a unit of one letter": ("It fell to 4 C. Peru froze.", ["It fell to 4 C. "]),
    "initials behind a year": ("In 2008 J. P. Holm bought a mill.", ["In 2008 J. P. Holm bought a mill."]),
    "none": ("The mill stands. It is old.|They grind there.", []),
    "blocks": ("Mill for sale|It has 4 wheels.|It is old. It fell in May.|They came.", ["It has 4 wheels.", "It fell in May."]),
    "letters of several bytes": ("Où est l’été ? Ça coûte 5 €. Hélas.|Łódź 🚋.|Ève a ½ 🍐. Ô joie.", ["Ça coûte 5 €. ", "Ève a ½ 🍐. "]),
    "half a character": ("Mill \ud83d. It has 4 wheels. \ude00|Old. It has 5 doors.", ["It has 4 wheels. ", "It has 5 doors."]),
    "between words": ("It opened_in_May. It is old.", ["It opened_in_May. "]),
}
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


@pytest.mark.parametrize(("marked", "read"), PASSAGES.values(), ids=PASSAGES)
def test_sentences_in_which_no_value_can_start_are_not_read(marked: str, read: list[str]) -> None:
    ends = [at for at, character in enumerate(marked + "|") if character == "|"]
    blocks = tuple(Block(span=Span(start, end)) for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False))
    text = marked.replace("|", "\n")
    found = reader(LOADED).read(Document(text=text, metadata=Metadata(path="a"), blocks=blocks))
    assert [sentence.span.of(text) for sentence in found.sentences] == read
