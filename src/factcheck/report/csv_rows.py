"""`--format csv`: a row per claim per finding, for a spreadsheet, a script or the record.

A cell of text that a spreadsheet would run as a formula gets an apostrophe in front; numbers are never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from factcheck.model import Claim, ClaimList, Finding, Report
from factcheck.report.view import View
from factcheck.report.words import iso, number, period_of, standing, visible

REPORT_COLUMNS = (
    "finding_id", "fingerprint", "rule", "relation", "pair_relation", "against", "confidence", "topic", "measure", "subject",
    "claim_id", "value_text", "nominal", "low", "high", "unit", "modifier", "period_start", "period_end", "as_of", "scope",
    "mode", "attribution", "path", "line", "column", "page", "source", "title", "published", "url", "quote", "reason",
    "difference_absolute", "difference_relative", "witnesses", "review", "note",
)  # fmt: skip

CLAIM_COLUMNS = (
    "id", "path", "start", "end", "line", "column", "page", "text", "sentence", "kind", "nominal", "low", "high", "unit", "per",
    "modifier", "period_start", "period_end", "as_of", "measure", "subject", "attribution", "mode", "aspect", "scope", "rule",
)  # fmt: skip

REALS = frozenset({"nominal", "low", "high", "confidence", "difference_absolute", "difference_relative"})  # columns

# The last four are the full-width forms, which a spreadsheet in an East Asian locale also takes for a formula's start.
_FORMULA = tuple("=+-@\t\r＝＋－＠")

Cell = str | int | float | Decimal | None


def pieces(report: Report, view: View) -> Iterator[str]:
    """One row per claim per finding, in the order of the report."""
    return chain((_line(REPORT_COLUMNS),), _rows(REPORT_COLUMNS, report_rows(report)))


def render_claims(claims: ClaimList, view: View) -> str:
    """One row per claim."""
    return claim_head() + claim_lines(claims.claims)


def claim_head() -> str:
    """The first line."""
    return _line(CLAIM_COLUMNS)


def claim_lines(claims: Iterable[Claim]) -> str:
    """The rows of some claims, without the first line."""
    return "".join(_rows(CLAIM_COLUMNS, claim_rows(claims)))


def report_rows(report: Report) -> Iterator[Mapping[str, Cell]]:
    """The rows of a report, by column."""
    return (row for finding in report.findings for row in _finding_rows(finding))


def claim_rows(claims: Iterable[Claim]) -> Iterator[Mapping[str, Cell]]:
    """The rows of some claims, by column."""
    return map(claim_cells, claims)


def cell(value: Cell) -> str:
    """A value as a spreadsheet may safely have it.

    >>> cell("=SUM(A1:A9)"), cell(Decimal("-2.50")), cell("-2.5 percent"), cell(None)
    ("'=SUM(A1:A9)", '-2.5', "'-2.5 percent", '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        text = visible(value)
        return f"'{text}" if text.startswith(_FORMULA) else text
    plain = number(Decimal(repr(value)) if isinstance(value, float) else Decimal(value))
    return "" if plain is None else format(Decimal(repr(plain)), "f")


def _rows(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> Iterator[str]:
    return (_line([cell(row.get(column)) for column in columns]) for row in rows)


def _line(cells: Iterable[str]) -> str:
    return ",".join(map(_quoted, cells)) + "\n"


def _quoted(text: str) -> str:
    """A cell in quotation marks where it holds a separator of any spreadsheet: LibreOffice parts cells at semicolons too."""
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',;"\t\n\r') else text


def _finding_rows(finding: Finding) -> Iterator[dict[str, Cell]]:
    ties = standing(finding)
    shared: dict[str, Cell] = {
        "finding_id": finding.id,
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "relation": finding.relation.value,
        "confidence": finding.confidence,
        "topic": finding.topic,
        "reason": finding.reason,
        "difference_absolute": finding.difference.absolute,
        "difference_relative": finding.difference.relative,
        "witnesses": finding.witnesses,
        "review": finding.review.value if finding.review else None,
        "note": finding.note,
    }
    for claim in finding.claims:
        relation, against = ties.get(claim.id, (None, ()))
        own: dict[str, Cell] = {"pair_relation": relation.value if relation else None, "against": " ".join(against)}
        yield {**claim_cells(claim), **_document_row(claim), **shared, **own}


def claim_cells(claim: Claim) -> dict[str, Cell]:
    """The cells of a claim, under its names in both kinds of CSV."""
    frame, mention, amount, period = claim.frame, claim.mention, claim.mention.amount, period_of(claim)
    return {
        "id": claim.id, "claim_id": claim.id,
        "start": mention.span.start, "end": mention.span.end,
        "path": claim.metadata.path, "line": claim.line, "column": claim.column, "page": claim.page,
        "text": claim.text, "value_text": claim.text, "sentence": claim.quote, "quote": claim.quote,
        "kind": mention.kind.value, "rule": mention.rule,
        "nominal": amount.nominal if amount else None,
        "low": amount.low if amount else None,
        "high": amount.high if amount else None,
        "unit": amount.unit if amount else None,
        "per": amount.per if amount else None,
        "modifier": mention.value.modifier.value,
        "period_start": period.first.isoformat() if period else None,
        "period_end": period.last.isoformat() if period else None,
        "as_of": iso(frame.as_of.value) if frame.as_of else None,
        "measure": frame.measure.value if frame.measure else None,
        "subject": "; ".join(part.value for part in frame.subject),
        "attribution": frame.attribution.value if frame.attribution else None,
        "mode": frame.mode.value, "aspect": frame.aspect.value,
        "scope": frame.scope.value if frame.scope else None,
    }  # fmt: skip


def _document_row(claim: Claim) -> dict[str, Cell]:
    metadata = claim.metadata
    return {"source": metadata.source, "title": metadata.title, "published": iso(metadata.published), "url": metadata.url}
