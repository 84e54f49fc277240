"""Export: documents, claims and findings as tables that other programs query. The tables are the same in every format.

documents ← claims ← finding_claims → findings ← pairs → claims
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from factcheck.index import Index
from factcheck.model import Finding, Metadata, Report
from factcheck.report.csv_rows import CLAIM_COLUMNS, REALS, Cell, claim_cells
from factcheck.report.words import number, standing

ENDINGS: Mapping[str, str] = {".sqlite": "sqlite", ".sqlite3": "sqlite", ".db": "sqlite", ".parquet": "parquet"}
FORMATS = ("sqlite", "parquet")

_INTEGERS = frozenset({"start", "end", "line", "column", "page", "derived", "position", "witnesses"})

Value = str | int | float | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its columns, those of them that tell a row, and the tables whose rows columns name."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    references: Mapping[str, str]

    def type(self, column: str) -> str:
        """INTEGER, REAL or TEXT."""
        return "INTEGER" if column in _INTEGERS else "REAL" if column in REALS else "TEXT"


DOCUMENTS = Table(
    name="documents",
    columns=("path", "title", "source", "published_start", "published_end", "url", "author", "agency", "language", "digest"),
    key=("path",),
    references={},
)
CLAIMS = Table(name="claims", columns=(*CLAIM_COLUMNS, "derived"), key=("id",), references={"path": "documents"})
FINDINGS = Table(
    name="findings",
    columns=(
        "id", "fingerprint", "rule", "relation", "confidence", "topic", "reason", "difference_absolute", "difference_relative",
        "witnesses", "review", "note",
    ),
    key=("id",),
    references={},
)  # fmt: skip
FINDING_CLAIMS = Table(
    name="finding_claims",
    columns=("finding", "position", "claim", "relation"),
    key=("finding", "position"),
    references={"finding": "findings", "claim": "claims"},
)
PAIRS = Table(
    name="pairs",
    columns=("finding", "position", "a", "b", "rule", "relation", "confidence", "fingerprint", "reason"),
    key=("finding", "position"),
    references={"finding": "findings", "a": "claims", "b": "claims"},
)
SKIPPED = Table(name="skipped", columns=("position", "path", "reason"), key=("position",), references={})
TABLES = (DOCUMENTS, CLAIMS, FINDINGS, FINDING_CLAIMS, PAIRS, SKIPPED)


def rows(table: Table, held: Index, report: Report) -> Iterator[Row]:
    """The rows of a table, in the order of the documents or of the findings, as they are asked for."""
    cells = _CELLS[table.name](held, report)
    return (tuple(_value(row.get(column), table.type(column)) for column in table.columns) for row in cells)


def _documents(held: Index, report: Report) -> Iterator[Mapping[str, Cell]]:
    return (_document(held.metadata(number)) for number in held.numbers())


def _document(metadata: Metadata) -> Mapping[str, Cell]:
    published = metadata.published
    return {
        "path": metadata.path, "title": metadata.title, "source": metadata.source,
        "published_start": published.first.isoformat() if published else None,
        "published_end": published.last.isoformat() if published else None,
        "url": metadata.url, "author": metadata.author, "agency": metadata.agency, "language": metadata.language,
        "digest": metadata.digest,
    }  # fmt: skip


def _claims(held: Index, report: Report) -> Iterator[Mapping[str, Cell]]:
    """All claims, of each document in the order of its text, and behind them those that only checks of its findings make."""
    checked = frozenset(claim.id for finding in report.findings if not finding.pairs for claim in finding.claims)
    for document in held.numbers():
        account = held.account(document)
        listed = {claim.id: claim for claim in account.claims}
        for claim in (claim for flaw in account.flaws for claim in flaw.claims if claim.id in checked):
            listed.setdefault(claim.id, claim)
        yield from ({**claim_cells(claim), "derived": int(bool(claim.derived_from))} for claim in listed.values())


def _findings(held: Index, report: Report) -> Iterator[Mapping[str, Cell]]:
    return (_finding(finding) for finding in report.findings)


def _finding(finding: Finding) -> Mapping[str, Cell]:
    return {
        "id": finding.id, "fingerprint": finding.fingerprint, "rule": finding.rule, "relation": finding.relation.value,
        "confidence": finding.confidence, "topic": finding.topic, "reason": finding.reason,
        "difference_absolute": finding.difference.absolute, "difference_relative": finding.difference.relative,
        "witnesses": finding.witnesses, "review": finding.review.value if finding.review else None, "note": finding.note or None,
    }  # fmt: skip


def _finding_claims(held: Index, report: Report) -> Iterator[Mapping[str, Cell]]:
    for finding in report.findings:
        ties = standing(finding)
        for position, claim in enumerate(finding.claims, 1):
            relation, _ = ties.get(claim.id, (None, ()))
            yield {"finding": finding.id, "position": position, "claim": claim.id, "relation": relation.value if relation else None}


def _pairs(held: Index, report: Report) -> Iterator[Mapping[str, Cell]]:
    for finding in report.findings:
        for position, pair in enumerate(finding.pairs, 1):
            yield {
                "finding": finding.id, "position": position, "a": pair.a, "b": pair.b, "rule": pair.rule,
                "relation": pair.relation.value, "confidence": pair.confidence, "fingerprint": pair.fingerprint, "reason": pair.reason,
            }  # fmt: skip


def _skipped(held: Index, report: Report) -> Iterator[Mapping[str, Cell]]:
    return ({"position": position, "path": item.path, "reason": item.reason} for position, item in enumerate(report.skipped, 1))


_CELLS = {
    "documents": _documents, "claims": _claims, "findings": _findings, "finding_claims": _finding_claims, "pairs": _pairs,
    "skipped": _skipped,
}  # fmt: skip


def _value(cell: Cell, kind: str) -> Value:
    """A cell in the type of its column; a number that no column can hold is absent, as it is in JSON."""
    if cell is None or isinstance(cell, str):
        return cell
    if kind == "INTEGER":
        return int(cell)
    plain = number(Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell))
    return float(plain) if plain is not None and abs(plain) < _LARGEST else None


_LARGEST = 10**300
