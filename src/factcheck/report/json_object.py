"""`--format json`: the whole result as one object."""

from __future__ import annotations

import json

from factcheck.model import ClaimList, Report
from factcheck.report.records import claims_object, report_object
from factcheck.report.view import View
from factcheck.report.words import harmless


def render(report: Report, view: View) -> str:
    """The report as a JSON object, indented, so that two of them can be compared line by line."""
    return _dump(report_object(report))


def render_claims(claims: ClaimList, view: View) -> str:
    """The claims as a JSON object."""
    return _dump(claims_object(claims))


def _dump(value: object) -> str:
    return harmless(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)) + "\n"
