"""`--format json`: the whole result as one object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factcheck.model import ClaimList, Report
from factcheck.report import json_text
from factcheck.report.records import claim_object, claims_object, claims_of, document_object, finding_object, report_object
from factcheck.report.view import View


def pieces(report: Report, view: View) -> Iterator[str]:
    """The report as a JSON object, indented, so that two of them can be compared line by line."""
    many = {
        "documents": map(document_object, report.documents),
        "claims": map(claim_object, claims_of(report)),
        "findings": map(finding_object, report.findings),
    }
    return json_text.pieces({**report_object(replace(report, documents=(), findings=())), **many})


def render_claims(claims: ClaimList, view: View) -> str:
    """The claims as a JSON object."""
    return "".join(json_text.pieces(claims_object(claims)))
