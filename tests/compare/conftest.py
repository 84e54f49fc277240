"""Words become values and claims by the stages themselves, so that the tables of these tests can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck import batches, pipeline, rules
from factcheck.extract import reader
from factcheck.model import Block, Claim, Document, Metadata, Relation, Span, Value
from factcheck.read.published import parse_published
from factcheck.settings import Settings

RULES = rules.load()


def _document(text: str, published: str | None = None, title: str | None = None) -> Document:
    metadata = Metadata(path="words", title=title, published=parse_published(published), digest="words")
    return Document(text=text, metadata=metadata, blocks=(Block(span=Span(0, len(text))),))


@pytest.fixture(scope="session")
def read_value() -> Callable[..., Value]:
    """The value of words that hold exactly one; behind `@` stands the day of publication."""

    def read(words: str) -> Value:
        text, _, published = (part.strip() for part in words.partition("@"))
        mentions = [mention for mention, _ in reader(RULES).read(_document(text, published or None)).mentions]
        assert [mention.span.of(text) for mention in mentions] != [], f"no value in {text!r}"
        assert len(mentions) == 1, f"several values in {text!r}: {[mention.span.of(text) for mention in mentions]}"
        return mentions[0].value

    return read


@pytest.fixture(scope="session")
def read_claim() -> Callable[..., Claim]:
    """The claim on `of`, or the only one, of a sentence."""

    def read(text: str, of: str = "", *, published: str | None = None, title: str | None = None) -> Claim:
        claims = batches.claims_of(_document(text, published, title), RULES)
        meant = [claim for claim in claims if of in claim.text]
        assert len(meant) == 1, f"{of!r} in {text!r}: {[claim.text for claim in claims]}"
        return meant[0]

    return read


Judged = dict[frozenset[str], tuple[str, str]]


@pytest.fixture
def judge(tmp_path: Path) -> Callable[..., Judged]:
    """What a scan says of the values of some articles: two values as printed, and the check and relation of the pair.

    An article is its day of publication, its headline between `#` if it has one, and its text; each is of another source.
    """

    def judged(*articles: str) -> Judged:
        for number, article in enumerate(articles):
            day, text = article.split(" ", 1)
            headline, text = text.removeprefix("# ").split(" # ") if text.startswith("# ") else ("", text)
            head = f"---\npublished: {day}\nsource: Paper {number}\n---\n\n"
            body = f"# {headline}\n\n{text}\n" if headline else f"{text}\n"
            (tmp_path / f"{number}.md").write_text(head + body, encoding="utf-8")
        report = pipeline.scan([str(tmp_path)], Settings(show=tuple(Relation)))
        assert len(report.documents) == len(articles)
        claims = {claim.id: claim.text for finding in report.findings for claim in finding.claims}
        return {
            frozenset((claims[pair.a], claims[pair.b])): (pair.rule, pair.relation.value)
            for finding in report.findings
            for pair in finding.pairs
        }

    return judged
