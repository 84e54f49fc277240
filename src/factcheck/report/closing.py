"""The closing line: what was read, compared and found, what was withheld, and never a clean bill without a comparison."""

from __future__ import annotations

from collections import Counter

from factcheck.model import ClaimList, Finding, Relation, Report
from factcheck.report.view import View
from factcheck.report.words import counted, visible

_PLURAL = {Relation.CONFLICT: "conflicts", Relation.TENSION: "tensions", Relation.UPDATE: "updates", Relation.AGREE: "agreements"}
_SINGULAR = {Relation.CONFLICT: "conflict", Relation.TENSION: "tension", Relation.UPDATE: "update", Relation.AGREE: "agreement"}


def closing(report: Report) -> str:
    """What the run did, in one line."""
    summary = report.summary
    read = f"{counted(summary.documents, 'document')} read, {summary.skipped:,} skipped; {counted(summary.claims, 'claim')}"
    withheld = ", ".join(f"{count:,} {visible(reason)}" for reason, count in summary.withheld if count)
    return f"{verdict(report)} {read}; {_compared(report)}; withheld: {withheld or 'nothing'}."


def verdict(report: Report) -> str:
    """The answer in a sentence; a report without a comparison is not called free of conflicts."""
    pairs = counted(report.summary.pairs_compared, "pair")
    if report.findings:
        return f"{counted(len(report.findings), 'finding')}: {_tally(report)}."
    if report.summary.pairs_compared == 0:
        return "Nothing could be compared: no two claims were found that answer the same question."
    return f"No conflicts found in {pairs} compared."


def closing_claims(claims: ClaimList) -> str:
    """What a listing of claims holds, in one line."""
    read = f"{counted(len(claims.documents), 'document')} read, {len(claims.skipped):,} skipped"
    return f"{counted(len(claims.claims), 'claim')}; {read}."


def more(report: Report, view: View) -> str:
    """How to see more: the derivation of the first finding, and everything as a spreadsheet."""
    if not report.findings:
        return ""
    return f"Why: {why(report.findings[0], report, view)}\nAs a spreadsheet: factcheck scan {view.given} -o conflicts.csv"


def why(finding: Finding, report: Report, view: View) -> str:
    """The command that tells how a finding came about."""
    return f"factcheck explain {visible(finding.id)} --in {view.given}"


def _compared(report: Report) -> str:
    return f"{counted(report.summary.pairs_compared, 'pair')} compared"


def _tally(report: Report) -> str:
    """How many findings of each relation, the most telling first."""
    counts = Counter(finding.relation for finding in report.findings)
    return ", ".join(
        counted(counts[relation], _SINGULAR.get(relation, relation.value), _PLURAL.get(relation, relation.value))
        for relation in Relation
        if counts[relation]
    )
