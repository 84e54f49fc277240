"""The examples of the rules, run: what a rule must find, and what it must leave alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from factcheck.extract import reader
from factcheck.model import Amount, Block, BlockKind, Document, Mention, Metadata, Span
from factcheck.read.furniture import is_furniture
from factcheck.read.published import parse_published
from factcheck.rules import Example, Rule, Rules

NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An example that does not hold: the rule, its file, the text and what came instead."""

    rule: str
    file: str
    text: str
    reason: str


def count(rules: Rules) -> int:
    """How many examples there are."""
    return sum(len(rule.finds) + len(rule.leaves) for rule in rules.records)


def run(rules: Rules) -> tuple[Failure, ...]:
    """Every example that fails."""
    return tuple(failure for rule in rules.records for failure in run_rule(rule, rules))


def run_rule(rule: Rule, rules: Rules) -> Iterator[Failure]:
    """The examples of one rule that fail."""
    for example, finds in (*((e, True) for e in rule.finds), *((e, False) for e in rule.leaves)):
        reason = check(rule, example, finds, rules)
        if reason:
            yield Failure(rule=rule.id, file=rule.file, text=str(example["text"]), reason=reason)


def check(rule: Rule, example: Example, finds: bool, rules: Rules) -> str | None:
    """Why an example fails; None where it holds."""
    if rule.table == "furniture":
        return None if is_furniture(str(example["text"]), rule) == finds else "is furniture" if not finds else "is no furniture"
    document = _document(example)
    mentions = [mention for mention, _ in reader(rules).read(document).mentions]
    if not finds:
        wrong = [mention for mention in mentions if _comes_from(mention, rule)]
        return f"reads {wrong[0].span.of(document.text)!r}" if wrong else None
    span = example.get("span")
    found = [mention for mention in mentions if span is None or mention.span.of(document.text) == span]
    if not found:
        return f"finds {[mention.span.of(document.text) for mention in mentions]}, not {span!r}"
    return _difference(found[0], example)


def _document(example: Example) -> Document:
    text = str(example["text"])
    published = parse_published(example.get("published"))
    block = Block(span=Span(0, len(text)), kind=BlockKind.PARAGRAPH)
    return Document(text=text, metadata=Metadata(path="example", published=published), blocks=(block,))


def _comes_from(mention: Mention, rule: Rule) -> bool:
    if rule.table == "unit":
        return mention.amount is not None and rule.name in (mention.amount.unit, mention.amount.per)
    return mention.rule == rule.id


def _difference(mention: Mention, example: Example) -> str | None:
    actual = describe(mention)
    for key, expected in example.items():
        if key not in actual:
            continue
        wanted = None if expected == NONE else expected
        if not _same(actual[key], wanted):
            return f"{key} is {actual[key]}, not {wanted}"
    return None


def describe(mention: Mention) -> dict[str, Any]:
    """The fields of a mention that an example may name."""
    fields: dict[str, Any] = {"kind": mention.kind.value, "modifier": mention.value.modifier.value}
    fields["direction"] = mention.direction.value if mention.direction else None
    if isinstance(mention.value, Amount):
        amount = mention.value
        return fields | {"nominal": amount.nominal, "low": amount.low, "high": amount.high, "unit": amount.unit, "per": amount.per}
    period = mention.value.period
    return fields | {"period": [period.first.isoformat(), period.last.isoformat()] if period else None}


def _same(actual: Any, expected: Any) -> bool:
    if isinstance(actual, Decimal) and isinstance(expected, int | Decimal):
        return abs(actual - expected) <= abs(actual) * Decimal("1e-9")
    return bool(actual == expected)
