"""`--format concise`: a finding a line, in the form that editors and CI logs make clickable."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model import Finding, Report
from factcheck.report.place import place
from factcheck.report.view import View
from factcheck.report.words import visible


def pieces(report: Report, view: View) -> Iterator[str]:
    """`path:line:col: CODE relation topic: values`, a line each; the place is that of a new article, else of the newest one."""
    return (f"{_line(finding, report)}\n" for finding in report.findings)


def _line(finding: Finding, report: Report) -> str:
    shown = place(finding, report)
    values = ", ".join(visible(claim.text) for claim in finding.claims)
    where = f"{visible(shown.metadata.path)}:{shown.line}:{shown.column}"
    return f"{where}: {finding.rule} {finding.relation.value} {visible(finding.topic)}: {values}"
