"""Reading the amounts of a text, for the tests of the reader."""

from __future__ import annotations

import datetime

from factcheck import rules
from factcheck.extract import reader
from factcheck.model import Amount, Block, BlockKind, Document, Mention, Metadata, Period, Span


def document(text: str, published: datetime.date | None = None) -> Document:
    """A text as one paragraph of a document."""
    block = Block(span=Span(0, len(text)), kind=BlockKind.PARAGRAPH)
    day = Period(published, published) if published else None
    return Document(text=text, metadata=Metadata(path="test", published=day), blocks=(block,))


def mentions(text: str, published: datetime.date | None = None) -> list[Mention]:
    """Everything that the reader finds in a text."""
    return [mention for mention, _ in reader(rules.load()).read(document(text, published)).mentions]


def amounts(text: str) -> list[tuple[str, Amount]]:
    """The amounts of a text, each with its words."""
    return [(mention.span.of(text), mention.value) for mention in mentions(text) if isinstance(mention.value, Amount)]


def shown(text: str) -> list[str]:
    """The amounts of a text in a short form: `words = value unit/per`, with `low..high` for a range or a bound."""
    return [f"{words} = {value(amount)}" for words, amount in amounts(text)]


def value(amount: Amount) -> str:
    """An amount in that form, without its words."""
    return f"{_value(amount)} {amount.unit or '-'}{'/' + amount.per if amount.per else ''}"


def _value(amount: Amount) -> str:
    if amount.nominal is not None and amount.low == amount.high == amount.nominal:
        return _plain(amount.nominal)
    if amount.low is None and amount.high is None:
        return f"~{_plain(amount.nominal)}"
    return f"{_plain(amount.low)}..{_plain(amount.high)}"


def _plain(value: object) -> str:
    return "" if value is None else format(round(float(str(value)), 4), "g") if float(str(value)) < 1e5 else f"{float(str(value)):.0f}"
