"""Documents that are framed together, and claims that nobody compares, have the frames that they have otherwise."""

from __future__ import annotations

from dataclasses import replace

from factcheck import rules
from factcheck.extract import reader
from factcheck.frame import frame, frame_all
from factcheck.frame.topic import _FEW, _plain
from factcheck.model import Block, Claim, Document, Evidence, Metadata, Span, Story

LOADED = rules.load()
ARTICLES = {
    "Storm in Galway": "The storm killed 4 people. It cost $3 million, the council said. Galway had 80,000 inhabitants in 2016.",
    "": "He was born on 3 May 1907. The museum of Split holds 12 boats; that of Zadar 40.",
    "No figures": "The swans of Trieste are white.",
    "Two mayors of Ghent": "Lena Maes took 34 percent of the votes. The Ghent Chronicle puts it at 43 percent. Maes won in 2012.",
}
TEXTS = reader(LOADED).read_all(
    Document(text=text, metadata=Metadata(path=str(number), title=title or None), blocks=(Block(span=Span(0, len(text))),))
    for number, (title, text) in enumerate(ARTICLES.items())
)


def test_documents_framed_together_are_framed_as_each_is_alone() -> None:
    together = frame_all(TEXTS, LOADED)
    assert list(map(len, together)) == [4, 2, 0, 3]
    assert together == [frame(text, LOADED) for text in TEXTS]


def test_claims_that_nobody_compares_are_framed_as_others_but_have_no_evidence() -> None:
    def bare(claim: Claim) -> Claim:
        return replace(claim, frame=replace(claim.frame, evidence=Evidence()), story=Story())

    assert frame_all(TEXTS, LOADED, compared=False) == [tuple(map(bare, claims)) for claims in frame_all(TEXTS, LOADED)]


def test_words_without_a_capital_are_found_whether_few_or_many_are_looked_for() -> None:
    text = "The split of Split: resplit, Mill, mills, a mill-race, Ånd, ånd, May1, may1"
    words = {"split", "mill", "race", "resplit", "ånd", "may", "the", "zadar"}
    others = {f"{number}x" for number in range(_FEW)}
    assert _plain(words, text) == {"split", "resplit", "mill", "race", "ånd", "may"}
    assert _plain(words | others, text) == _plain(words, text)
