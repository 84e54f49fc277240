"""`--format concise`: a finding a line, in the form that editors and CI logs make clickable."""

from __future__ import annotations

from factcheck.model import Finding, Report
from factcheck.report.view import View
from factcheck.report.words import visible


def render(report: Report, view: View) -> str:
    """`path:line:col: CODE relation topic: values`, a line each; the place is that of the first claim."""
    return "".join(f"{_line(finding)}\n" for finding in report.findings)


def _line(finding: Finding) -> str:
    first = finding.claims[0]
    values = ", ".join(visible(claim.text) for claim in finding.claims)
    place = f"{visible(first.metadata.path)}:{first.line}:{first.column}"
    return f"{place}: {finding.rule} {finding.relation.value} {visible(finding.topic)}: {values}"
