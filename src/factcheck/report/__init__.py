"""Report to text: the registry of formats. A new format is one file with `render`, and one entry here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from factcheck.model import ClaimList, Report
from factcheck.report import concise, csv_rows, github, gitlab, json_lines, json_object, junit, markdown, sarif
from factcheck.report.view import View

__all__ = ["CLAIM_FORMATS", "ENDINGS", "REPORTS", "View"]

ReportRenderer = Callable[[Report, View], str]
ClaimsRenderer = Callable[[ClaimList, View], str]


def _table(report: Report, view: View) -> str:
    from factcheck.report import table  # rich takes longer to load than a small folder takes to scan

    return table.render(report, view)


def _claims_table(claims: ClaimList, view: View) -> str:
    from factcheck.report import table

    return table.render_claims(claims, view)


def _full(report: Report, view: View) -> str:
    from factcheck.report import full

    return full.render(report, view)


def _html(report: Report, view: View) -> str:
    from factcheck.report import html  # jinja2 is needed for nothing else

    return html.render(report, view)


REPORTS: Mapping[str, ReportRenderer] = MappingProxyType(
    {
        "table": _table,
        "full": _full,
        "concise": concise.render,
        "csv": csv_rows.render,
        "json": json_object.render,
        "jsonl": json_lines.render,
        "markdown": markdown.render,
        "html": _html,
        "sarif": sarif.render,
        "github": github.render,
        "gitlab": gitlab.render,
        "junit": junit.render,
    }
)

CLAIM_FORMATS: Mapping[str, ClaimsRenderer] = MappingProxyType(
    {
        "table": _claims_table,
        "csv": csv_rows.render_claims,
        "json": json_object.render_claims,
        "jsonl": json_lines.render_claims,
    }
)

# The format that a file's ending asks for.
ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        ".csv": "csv",
        ".json": "json",
        ".jsonl": "jsonl",
        ".ndjson": "jsonl",
        ".txt": "table",
        ".md": "markdown",
        ".html": "html",
        ".htm": "html",
        ".sarif": "sarif",
        ".xml": "junit",
    }
)
