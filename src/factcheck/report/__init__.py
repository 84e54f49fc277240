"""Report to text: the registry of formats. A new format is one file with `render`, and one entry here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType, ModuleType

from factcheck.model import Claim, ClaimList, Report
from factcheck.report.view import View

__all__ = ["CLAIM_FORMATS", "ENDINGS", "OF_LINES", "REPORTS", "View", "claim_head", "claim_lines", "pieces"]

ReportRenderer = Callable[[Report, View], str | bytes]
ClaimsRenderer = Callable[[ClaimList, View], str | bytes]


def _claims(file: str) -> ClaimsRenderer:
    """The `render_claims` of a file."""

    def render(claims: ClaimList, view: View) -> str | bytes:
        made: str | bytes = import_module(f"{__name__}.{file}").render_claims(claims, view)
        return made

    return render


# Name and file of every format. It is loaded when it is used: rich and jinja2 take longer to load than a small folder to scan.
_FILES: Mapping[str, str] = MappingProxyType(
    {
        "table": "table",
        "full": "full",
        "concise": "concise",
        "csv": "csv_rows",
        "json": "json_object",
        "jsonl": "json_lines",
        "markdown": "markdown",
        "html": "html",
        "sarif": "sarif",
        "github": "github",
        "gitlab": "gitlab",
        "junit": "junit",
        "parquet": "parquet",
    }
)

# Formats whose findings are written as they come, by `pieces` of the file; the others are made as a whole, by `render`.
_IN_PIECES = frozenset({"concise", "csv", "json", "jsonl", "html", "sarif", "gitlab"})


def pieces(form: str, report: Report, view: View) -> Iterator[str | bytes]:
    """A report in a format, piece by piece."""
    file = _file(form)
    return file.pieces(report, view) if form in _IN_PIECES else iter((file.render(report, view),))


def _file(form: str) -> ModuleType:
    return import_module(f"{__name__}.{_FILES[form]}")


def _whole(form: str) -> ReportRenderer:
    """All of a report in a format."""

    def render(report: Report, view: View) -> str | bytes:
        file = _file(form)
        made: str | bytes = "".join(file.pieces(report, view)) if form in _IN_PIECES else file.render(report, view)
        return made

    return render


REPORTS: Mapping[str, ReportRenderer] = MappingProxyType({form: _whole(form) for form in _FILES})

CLAIM_FORMATS: Mapping[str, ClaimsRenderer] = MappingProxyType(
    {
        "table": _claims("table"),
        "csv": _claims("csv_rows"),
        "json": _claims("json_object"),
        "jsonl": _claims("json_lines"),
        "parquet": _claims("parquet"),
    }
)


def claim_head(form: str) -> str:
    """What stands above the claims in a format of lines."""
    return str(import_module(f"{__name__}.csv_rows").claim_head()) if form == "csv" else ""


def claim_lines(form: str, claims: Iterable[Claim]) -> str:
    """Some claims in a format of lines."""
    return str(import_module(f"{__name__}.{_OF_LINES[form]}").claim_lines(claims))


# Formats in which the claims of a document are lines of their own, so that they can be written as they come: name and file.
_OF_LINES: Mapping[str, str] = MappingProxyType({"csv": "csv_rows", "jsonl": "json_lines"})
OF_LINES = frozenset(_OF_LINES)

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
        ".parquet": "parquet",
    }
)
