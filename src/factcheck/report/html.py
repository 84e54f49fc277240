"""`--format html`: the report as one page that needs no network, runs nothing, and reads on a screen, a telephone and paper.

Everything that a document says is escaped by the template; the policy in the page's head lets a browser load nothing at all.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from factcheck.model import Claim, Finding, Metadata, Report
from factcheck.report.closing import closing, verdict
from factcheck.report.view import View
from factcheck.report.words import UNKNOWN, folded, published, sentence_parts, standing, visible, when, where, who

_HOME = Path(__file__).parent / "templates"

Entries = Mapping[str, object]


def pieces(report: Report, view: View) -> Iterator[str]:
    """The findings, each with a table of its claims and their sentences, then the documents and what was not read."""
    style = (_HOME / "report.css").read_text(encoding="utf-8")
    return _template().generate(
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii"),
        version=report.version,
        verdict=verdict(report),
        closing=closing(report) if view.closing else "",
        findings=(_finding(finding, report) for finding in report.findings),
        documents=map(_document, report.documents),
        skipped=[{"path": visible(skipped.path), "reason": visible(skipped.reason)} for skipped in report.skipped],
    )


@cache
def _template() -> Template:
    loader = FileSystemLoader(_HOME, encoding="utf-8")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.get_template("report.html.jinja")


def _finding(finding: Finding, report: Report) -> Entries:
    return {
        "id": visible(finding.id),
        "rule": finding.rule,
        "title": next((check.title for check in report.checks if check.code == finding.rule), ""),
        "relation": finding.relation.value,
        "topic": visible(finding.topic),
        "reason": visible(finding.reason),
        "claims": [_claim(claim, finding) for claim in finding.claims],
    }


def _claim(claim: Claim, finding: Finding) -> Entries:
    before, value, after = (folded(part) for part in sentence_parts(claim))
    relation, _ = standing(finding).get(claim.id, (finding.relation, ()))
    return {
        "before": before,
        "value": value,
        "after": after,
        "cells": (
            ("value", visible(claim.text)),
            ("relation", relation.value),
            ("who says so", who(claim)),
            ("period", when(claim)),
            ("published", published(claim.metadata)),
        ),
        "source": visible(claim.metadata.source or UNKNOWN),
        "where": where(claim),
        "link": link(claim.metadata.url),
    }


def _document(document: Metadata) -> Entries:
    return {
        "path": visible(document.path),
        "title": visible(document.title or UNKNOWN),
        "source": visible(document.source or UNKNOWN),
        "published": published(document),
        "link": link(document.url),
    }


def link(url: str | None) -> str:
    """The address of a document where it may become a link: http and https only, and nothing hidden in it.

    >>> link("https://example.org/a"), link("javascript:alert(1)"), link("//example.org"), link(None)
    ('https://example.org/a', '', '', '')
    """
    if not url or visible(url) != url or " " in url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname else ""
