"""Whatever a document says, every format stays well formed and inert."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import cmarkgfm
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from factcheck.model import Metadata, Part, Report, Skipped
from factcheck.report import REPORTS, View
from formats import BINARY

SARIF = Draft4Validator(json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")))
HAZARDS = set("\x00\x07\x08\x1b\x7f\x9b\u202e\u2066")
TEXT = st.text(st.characters(codec=None, categories=None), min_size=1, max_size=40) | st.text(
    "<>&\"'`*_[]()|\\#@!:/,;=+-%\n\r\t\x1b\u202e 4a", min_size=1
)


def saying(report: Report, text: str) -> Report:
    """A report in which everything that comes from outside is `text`."""
    metadata = Metadata(path=text, title=text, source=text, url=text, author=text)
    finding = report.findings[0]
    claims = tuple(
        replace(
            claim,
            metadata=metadata,
            text=text,
            quote=f"a {' '.join(text.split())} b",
            frame=replace(claim.frame, attribution=Part(value=text, words=text, rule="")),
        )
        for claim in finding.claims
    )
    found = replace(finding, claims=claims, topic=text, reason=text)
    return replace(report, documents=(metadata,), findings=(found,), skipped=(Skipped(path=text, reason=text),))


def well_formed(name: str, printed: str) -> None:
    """Raises where a reader of the format would stumble."""
    match name:
        case "json" | "gitlab":
            json.loads(printed)
        case "sarif":
            SARIF.validate(json.loads(printed))
        case "jsonl":
            assert [json.loads(line)["id"] for line in printed.splitlines()] == ["3fa9c1d2"]
        case "csv":
            assert [row["finding_id"] for row in csv.DictReader(io.StringIO(printed))] == ["3fa9c1d2"] * 3
        case "junit":
            assert [case.tag for case in ElementTree.fromstring(printed).iter("testcase")] == ["testcase", "testcase"]
        case "github":
            assert re.fullmatch(r"::error file=[^\n:,]*,line=38,col=68,title=[^\n:,]*::[^\n]*\n", printed)
        case "concise":
            assert len(printed.splitlines()) == 1
        case "markdown":
            page = cmarkgfm.github_flavored_markdown_to_html(printed)
            assert not set(re.findall(r"<(\w+)", page)) & {"a", "img", "script", "em", "code", "del", "li", "hr", "h1", "pre"}
            assert page.count("<tr>") == 6
        case "html":
            assert set(re.findall(r"<(script|img|iframe|svg|b|i)\b", printed)) == set()
        case _:
            assert name in {"table", "full"}


@pytest.mark.parametrize("name", [name for name in REPORTS if name not in BINARY])
@given(text=TEXT)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text(report: Report, name: str, text: str) -> None:
    printed = str(REPORTS[name](saying(report, text), View()))
    assert not set(printed) & HAZARDS
    well_formed(name, printed.encode("utf-8", "backslashreplace").decode())
    assert REPORTS[name](saying(report, text), View(width=60)) is not None
