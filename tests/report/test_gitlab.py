"""`gitlab`: a Code Quality report."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from factcheck.model import Relation, Report
from factcheck.report import REPORTS, View

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "gitlab-code-quality.json").read_text(encoding="utf-8"))

ISSUES = [
    {
        "description": "FC101 conflict: trade volume of Afghanistan and Russia: Two named sources give amounts for the same trade that "
        "cannot both be true.; here approximately $1 billion; elsewhere around $560 million (Alexei Overchuk, The "
        "Diplomat, 2025-04), news/003_diplomat.txt:39, $289 million (NSIA, IPS Journal, 2023-09-05), "
        "news/000_ips.txt:21",
        "check_name": "FC101",
        "fingerprint": "4461c498410a541ffe33f6ec2fa49c95efd235caf720e869638c6c680517ea80",
        "severity": "major",
        "location": {"path": "news/003_diplomat.txt", "lines": {"begin": 38}},
    }
]


def issues(report: Report) -> list[dict[str, object]]:
    """The issues, after they have been held against the fields that GitLab documents."""
    listed = json.loads(REPORTS["gitlab"](report, View()))
    Draft202012Validator(SCHEMA).validate(listed)
    assert len({issue["fingerprint"] for issue in listed}) == len(listed)
    return list(listed)


def test_an_issue_a_finding(report: Report) -> None:
    assert issues(report) == ISSUES


def test_nothing_found_is_an_empty_list(quiet_report: Report) -> None:
    assert REPORTS["gitlab"](quiet_report, View()) == "[]\n"


def test_hostile_text_is_inert(hostile_report: Report) -> None:
    assert not set(REPORTS["gitlab"](hostile_report, View())) & set("\x1b\x9b\x07\u202e\r")
    assert len(issues(hostile_report)) == 1


@pytest.mark.parametrize("relation", Relation)
def test_the_relation_is_the_severity(report: Report, relation: Relation) -> None:
    finding = replace(report.findings[0], relation=relation)
    severity = {Relation.CONFLICT: "major", Relation.TENSION: "minor"}.get(relation, "info")
    assert [issue["severity"] for issue in issues(replace(report, findings=(finding,)))] == [severity]


def test_equal_findings_stay_apart(report: Report) -> None:
    """GitLab keeps one issue of each fingerprint."""
    finding = report.findings[0]
    elsewhere = replace(finding, claims=tuple(replace(claim, line=claim.line + 1) for claim in finding.claims))
    other_file = replace(finding, claims=tuple(replace(claim, metadata=replace(claim.metadata, path="b.md")) for claim in finding.claims))
    assert len(issues(replace(report, findings=(finding, finding, elsewhere, other_file)))) == 4


def test_a_fingerprint_does_not_hang_on_the_other_findings(report: Report) -> None:
    other = replace(report.findings[0], fingerprint="other")
    assert issues(replace(report, findings=(other, *report.findings)))[1] == ISSUES[0]
