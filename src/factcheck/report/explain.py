"""`factcheck explain`: what a check means, and how one finding came about, step by step."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from factcheck.model import Amount, Claim, Dating, Finding, Pair, Part, PeriodPart
from factcheck.report.view import View
from factcheck.report.words import UNKNOWN, counted, digits, iso, pair_words, published, reading, sentence_parts, visible, where

_NOT_KNOWN = "unknown"

Line = tuple[int, str]  # indent and words


def render_check(code: str, check: Mapping[str, object], view: View) -> str:
    """What a check means, an example, and what to do."""
    said = {key: visible(str(check.get(key, ""))) for key in ("title", "relation", "meaning", "example", "action")}
    lines = [
        (0, f"{code} ({said['relation']}): {said['title']}"),
        (0, ""),
        (2, said["meaning"]),
        (0, ""),
        (2, f"Example: {said['example']}"),
        (0, ""),
        (2, f"What to do: {said['action']}"),
    ]
    return _page(lines, view)


def render_finding(finding: Finding, view: View) -> str:
    """How each value was read and framed, what was compared pair by pair, and the verdict."""
    return _page(_finding(finding), view)


def _finding(finding: Finding) -> Iterator[Line]:
    labels = {claim.id: f"[{number}]" for number, claim in enumerate(finding.claims, 1)}
    yield 0, f"{finding.rule} {finding.relation.value}: {visible(finding.topic)}  (id {visible(finding.id)})"
    yield 0, visible(finding.reason)
    yield 0, ""
    yield 0, "1. What the documents say"
    for claim in finding.claims:
        yield from _claim(claim, labels[claim.id])
    yield 0, ""
    yield 0, "2. What was compared"
    if not finding.pairs:
        yield 2, "This check looks at claims together, not in pairs; the reason is in the verdict."
    by_id = {claim.id: claim for claim in finding.claims}
    for pair in finding.pairs:
        yield from _pair(pair, labels, by_id)
    yield 0, ""
    yield 0, "3. The verdict"
    yield from _verdict(finding)


def _claim(claim: Claim, label: str) -> Iterator[Line]:
    before, value, after = sentence_parts(claim)
    marked = f"{before}>>{value}<<{after}" if value else claim.quote
    yield 0, ""
    yield 2, f"{label} {visible(claim.text)}"
    yield 6, f"where: {where(claim)}, column {claim.column}"
    yield 6, f"source: {visible(claim.metadata.source or _NOT_KNOWN)}, published: {_or_unknown(published(claim.metadata))}"
    yield 6, f"sentence: {visible(marked)}"
    yield 6, f"read as: {visible(reading(claim))}{_bounds(claim)}, by rule {visible(claim.mention.rule)}"
    if claim.arithmetic:
        yield 6, f"follows from: {visible(claim.arithmetic)}"
    yield from _frame(claim)


def _bounds(claim: Claim) -> str:
    """What the words bound, where that is more than the reading says."""
    value = claim.mention.value
    if isinstance(value, Dating):
        return f" (anchored by {visible(value.anchor)})" if value.anchor != "explicit" else ""
    low, high = (digits(bound) if bound is not None else "open" for bound in (value.low, value.high))
    step = f", printed to the nearest {digits(value.step)}" if value.step is not None else ""
    return f" ({_interval(value, low, high)}{step})"


def _interval(value: Amount, low: str, high: str) -> str:
    if value.low is None and value.high is None:
        return "no bounds stated"
    return f"from {low} to {high}" if value.low != value.high else "exactly"


def _frame(claim: Claim) -> Iterator[Line]:
    """Each part of the frame with the words it came from; a part that the text does not give is unknown."""
    frame = claim.frame
    yield 6, f"measure: {_part(frame.measure)}"
    yield 6, f"subject: {'; '.join(_part(part) for part in frame.subject) or _NOT_KNOWN}"
    if claim.mention.dating is None:  # of a date the period is its value
        yield 6, f"period: {_period(frame.period)}"
    yield 6, f"as of: {_period(frame.as_of)}"
    yield 6, f"who says so: {_part(frame.attribution)}"
    mode_words = f', from "{visible(frame.mode_words)}"' if frame.mode_words else ""
    yield 6, f"mode: {frame.mode.value}{mode_words}; aspect: {frame.aspect.value}; scope: {_part(frame.scope)}"
    names = ", ".join(sorted(frame.evidence.names))
    if names:
        yield 6, f"names nearby: {visible(names)}"


def _part(part: Part | None) -> str:
    return f"{visible(part.value)}{_origin(part)}" if part else _NOT_KNOWN


def _period(part: PeriodPart | None) -> str:
    return f"{iso(part.value, ' to ')}{_origin(part)}" if part else _NOT_KNOWN


def _origin(part: Part | PeriodPart) -> str:
    words = f'from "{visible(part.words)}"' if part.words else ""
    rule = f"by {visible(part.rule)}" if part.rule else ""
    told = ", ".join(piece for piece in (words, rule) if piece)
    return f" ({told})" if told else ""


def _pair(pair: Pair, labels: Mapping[str, str], claims: Mapping[str, Claim]) -> Iterator[Line]:
    yield 0, ""
    sides = (f"{labels.get(side, side)} {visible(claims[side].text) if side in claims else ''}".rstrip() for side in (pair.a, pair.b))
    yield 2, " against ".join(sides)
    for level in pair.levels:
        detail = f" ({visible(level.detail)})" if level.detail else ""
        yield 6, f"{level.name}: {visible(level.outcome)}{detail}"
    yield 6, f"so: {pair_words(pair)}, confidence {pair.confidence:.2f}. {visible(pair.reason)}"


def _verdict(finding: Finding) -> Iterator[Line]:
    yield 2, f"{finding.relation.value}, by check {finding.rule}, confidence {finding.confidence:.2f}. {visible(finding.reason)}"
    if finding.difference.absolute is not None:
        yield 2, f"Largest gap: {_gap(finding)}."
    yield 2, f"{counted(len(finding.claims), 'claim')} from {counted(finding.witnesses, 'independent source')}."
    yield 2, f"What the check means and what to do: factcheck explain {finding.rule}"


def _gap(finding: Finding) -> str:
    """The largest gap in its unit, and in percent of the smaller value."""
    absolute, relative = finding.difference.absolute or Decimal(0), finding.difference.relative
    dates = any(claim.mention.dating for claim in finding.claims)
    units = sorted({amount.unit for claim in finding.claims if (amount := claim.mention.amount) and amount.unit})
    unit = "days" if dates else visible(units[0].replace("_", " ")) if len(units) == 1 else ""
    share = (
        f", {digits(round(relative * 100, 0 if relative > Decimal('0.1') else 2))}% of the smaller value" if relative is not None else ""
    )
    return f"{digits(absolute)} {unit}".rstrip() + share


def _or_unknown(words: str) -> str:
    return _NOT_KNOWN if words == UNKNOWN else words


def _page(lines: Iterable[Line], view: View) -> str:
    """The lines indented, and on a page of a given width wrapped under themselves."""
    return "".join(f"{_wrapped(indent, words, view.width)}\n" for indent, words in lines)


def _wrapped(indent: int, words: str, width: int | None) -> str:
    blank = " " * indent
    if width is None or not words:
        return f"{blank}{words}".rstrip()
    return textwrap.fill(
        words,
        width=max(width, indent + 20),
        initial_indent=blank,
        subsequent_indent=f"{blank}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
