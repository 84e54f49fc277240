"""The examples of the rules, run: what a rule must find, and what it must leave alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from factcheck import checks
from factcheck.checks.phrases import Phrases, passages, sum_words
from factcheck.extract import reader
from factcheck.frame import frame
from factcheck.frame.vocabulary import vocabulary
from factcheck.model import Amount, Block, BlockKind, Claim, Document, Mention, Metadata, Span
from factcheck.read import agency, languages
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
    return _CHECKS.get(rule.table, _value)(rule, example, finds, rules)


# ---- values ---------------------------------------------------------------------------------------------------------


def _value(rule: Rule, example: Example, finds: bool, rules: Rules) -> str | None:
    """A span is read with the value that is said; nothing is read by this rule in what it leaves alone."""
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


# ---- frames, names and lines ---------------------------------------------------------------------------------------------------------


def _furniture(rule: Rule, example: Example, finds: bool, rules: Rules) -> str | None:
    """A line is furniture of this sort, or is not."""
    if is_furniture(str(example["text"]), rule) == finds:
        return None
    return "is no furniture" if finds else "is furniture"


def _credit(rule: Rule, example: Example, finds: bool, rules: Rules) -> str | None:
    """A document that ends with this line is credited to `agency`, or to none."""
    text = str(example["text"])
    credited = agency.credit(text, (Block(span=Span(0, len(text))),), rules).entries.get("agency", NONE)
    return None if credited == (example.get("agency") if finds else NONE) else f"is credited to {credited}"


def _language(rule: Rule, example: Example, finds: bool, rules: Rules) -> str | None:
    """A document of these words is in the language, or is not."""
    text = str(example["text"])
    spoken = languages.spoken(text, (Block(span=Span(0, len(text))),), rules)
    return None if (spoken == rule) == finds else f"is {spoken.id if spoken else 'in no language that is known'}"


def _measure(rule: Rule, example: Example, finds: bool, rules: Rules) -> str | None:
    """The value `of` measures, or dates, what the rule names; or it does not."""
    claims = _claims(example, rules)
    if finds and not claims:
        return f"reads no value at {example['of']!r}"
    named = [claim.frame.measure.rule if claim.frame.measure else NONE for claim in claims]
    if finds == (rule.id in named):
        return None
    return f"{example['of']!r} is {', '.join(named)}" if finds else f"{example['of']!r} is {rule.id}"


def _attribution(rule: Rule, example: Example, finds: bool, rules: Rules) -> str | None:
    """The value `of` is said by `attribution`, or is not."""
    said = [claim.frame.attribution.words if claim.frame.attribution else NONE for claim in _claims(example, rules)]
    if finds == (example.get("attribution") in said):
        return None
    return f"{example.get('of')!r} is said by {', '.join(said) or NONE}"


def _subject(rule: Rule, example: Example, finds: bool, rules: Rules) -> str | None:
    """The value `of` is of `subject`, or is not."""
    named = [part.words for claim in _claims(example, rules) for part in claim.frame.subject]
    return None if finds == (example.get("subject") in named) else f"{example.get('of')!r} is of {', '.join(named) or NONE}"


def _mode(rule: Rule, example: Example, finds: bool, rules: Rules) -> str | None:
    """The value `of` is said in this mode, or is not."""
    modes = [claim.frame.mode.value for claim in _claims(example, rules)]
    return None if finds == (rule.name in modes) else f"{example.get('of')!r} is {', '.join(modes) or NONE}"


def _scope(rule: Rule, example: Example, finds: bool, rules: Rules) -> str | None:
    """The value `of` is of this part, or is not."""
    scopes = [claim.frame.scope.value if claim.frame.scope else NONE for claim in _claims(example, rules)]
    return None if finds == (rule.name in scopes) else f"{example.get('of')!r} is {', '.join(scopes) or NONE}"


def _claims(example: Example, rules: Rules) -> list[Claim]:
    """The claims on the value `of`: its words, or more words around them."""
    text = str(example["text"])
    return [claim for claim in frame(reader(rules).read(_document(example)), rules) if _meets(text, claim.mention.span, example)]


def _words(rule: Rule, example: Example, finds: bool, rules: Rules) -> str | None:
    """The words `of` are marked by this rule, or are not."""
    text = str(example["text"])
    tokens = tuple(reader(rules).lexicon.tokens(text, 0, len(text)))
    marks = [mark for mark in vocabulary(rules).marks(text, tokens) if mark.rule.table == rule.table]
    spans = [(mark.rule.id, Span(tokens[mark.first].start, tokens[mark.last - 1].end)) for mark in marks]
    named = [name for name, span in spans if _meets(text, span, example)]
    if finds == (rule.id in named):
        return None
    return f"{example['of']!r} is {', '.join(named) or NONE}"


def _meets(text: str, span: Span, example: Example) -> bool:
    """Whether a span holds the words `of`; without any, every span is meant."""
    words = str(example.get("of", ""))
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", span.of(text)) is not None


def _name(rule: Rule, example: Example, finds: bool, rules: Rules) -> str | None:
    """What is left alone is no claim of any sort: the number is part of a name."""
    return _only(reader(rules).read(_document(example)).mentions, example, finds)


def _score(rule: Rule, example: Example, finds: bool, rules: Rules) -> str | None:
    """What is left alone counts nothing; it may have a date."""
    return _only([item for item in reader(rules).read(_document(example)).mentions if item[0].amount is not None], example, finds)


def _only(mentions: Sequence[tuple[Mention, int]], example: Example, finds: bool) -> str | None:
    if bool(mentions) == finds:
        return None
    return f"reads {mentions[0][0].span.of(str(example['text']))!r}" if mentions else "reads no value"


def _flaw(rule: Rule, example: Example, finds: bool, rules: Rules) -> str | None:
    """Something is wrong by itself for a reason that holds the words `flaw`, or nothing is."""
    text = reader(rules).read(_document(example))
    reasons = [flaw.reason for flaw in checks.check(text, frame(text, rules), rules)]
    if finds:
        return None if any(str(example["flaw"]) in reason for reason in reasons) else f"finds {reasons}"
    return f"finds {reasons}" if reasons else None


def _phrase(rule: Rule, example: Example, finds: bool, rules: Rules) -> str | None:
    """The text has a phrase of this form, or has none."""
    text = reader(rules).read(_document(example))
    lines = passages(text, frame(text, rules), sum_words(rules), lambda *_: True)
    told = any(True for line in lines for _ in Phrases([rule]).read(line.line))
    return None if told == finds else "has no such phrase" if finds else "has such a phrase"


def _documentation(rule: Rule, example: Example, finds: bool, rules: Rules) -> str | None:
    """The examples of a check are there to be read."""
    return None


_CHECKS: Mapping[str, Callable[[Rule, Example, bool, Rules], str | None]] = {
    "furniture": _furniture,
    "agency": _credit,
    "credit": _credit,
    "language": _language,
    "script": _language,
    "designator": _name,
    "identifier": _name,
    "clock": _name,
    "score_word": _score,
    "rankless": _name,
    "measure": _measure,
    "happening": _measure,
    "entity": _words,
    "denial": _words,
    "on_which": _words,
    "saying": _attribution,
    "according": _attribution,
    "predicate": _subject,
    "mode": _mode,
    "scope": _scope,
    "calendar_limit": _flaw,
    "weekday_elsewhere": _flaw,
    "knowing": _flaw,
    "knowing_year": _flaw,
    "loose_day": _flaw,
    "timing": _flaw,
    "lifetime": _flaw,
    "loose_count": _flaw,
    "interrupted": _flaw,
    "recurring": _flaw,
    "check": _documentation,
    "change_form": _phrase,
    "price_form": _phrase,
    "tie_form": _phrase,
    "sum_form": _phrase,
    "share_form": _phrase,
}
