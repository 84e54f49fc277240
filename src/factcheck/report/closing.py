"""The closing line: what was read, compared and found, what was withheld, and never a clean bill without a comparison."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from factcheck.model import KNOWN, SUPPRESSED, Finding, Relation, Report
from factcheck.report.view import View
from factcheck.report.words import counted, visible

_PLURAL = {Relation.CONFLICT: "conflicts", Relation.TENSION: "tensions", Relation.UPDATE: "updates", Relation.AGREE: "agreements"}
_SINGULAR = {Relation.CONFLICT: "conflict", Relation.TENSION: "tension", Relation.UPDATE: "update", Relation.AGREE: "agreement"}


def closing(report: Report) -> str:
    """What the run did, in one line."""
    summary = report.summary
    read = f"{_read(report)}, {summary.skipped:,} skipped; {counted(summary.claims, 'claim')}"
    withheld = ", ".join(f"{count:,} {visible(reason)}" for reason, count in summary.withheld if count)
    return f"{verdict(report)} {read}; {_compared(report)}; withheld: {withheld or 'nothing'}."


def verdict(report: Report) -> str:
    """The answer in a sentence; a report without a comparison is not called free of conflicts."""
    pairs = counted(report.summary.pairs_compared, "pair")
    if report.findings:
        return f"{counted(len(report.findings), 'finding')}: {_tally(report)}."
    if report.summary.pairs_compared == 0:
        return f"Nothing could be compared: {_nothing(report)}."
    further = "further " if any(reason.startswith((KNOWN, SUPPRESSED)) for reason, _ in report.summary.withheld) else ""
    return f"No {further}conflicts found in {pairs} compared."


def closing_claims(claims: int, documents: int, skipped: int) -> str:
    """How many claims are listed, of how many documents, in one line."""
    return f"{counted(claims, 'claim')}; {counted(documents, 'document')} read, {skipped:,} skipped."


def more(report: Report, view: View) -> str:
    """How to see more: the derivation of the first finding, and everything as a spreadsheet."""
    if not report.findings:
        return ""
    command = "check" if report.new else "scan"
    return f"Why: {why(report.findings[0], report, view)}\nAs a spreadsheet: factcheck {command} {view.given} -o conflicts.csv"


def why(finding: Finding, report: Report, view: View) -> str:
    """The command that tells how a finding came about; for one of a check, with its new documents and what they are checked against."""
    own = dict.fromkeys(claim.metadata.path for claim in finding.claims if claim.metadata.path in report.new)
    place = replace(view, paths=tuple(own)) if own else view
    return f"factcheck explain {visible(finding.id)} --in {place.given}"


def _nothing(report: Report) -> str:
    if report.new:
        return f"no claim of the new {'document' if len(report.new) == 1 else 'documents'} answers the same question as another one"
    return "no two claims were found that answer the same question"


def _read(report: Report) -> str:
    """How many documents were read, and in which part."""
    if not report.new:
        return f"{counted(report.summary.documents, 'document')} read"
    others = report.summary.documents - len(report.new)
    return f"{counted(len(report.new), 'new document')} checked against {counted(others, 'other')}"


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
