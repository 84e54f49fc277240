"""`--format gitlab`: a Code Quality report, which GitLab shows in merge requests."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from factcheck.model import Claim, Finding, Relation, Report
from factcheck.report import json_text
from factcheck.report.place import headline, others, place, stated
from factcheck.report.view import View
from factcheck.report.words import visible

_SEVERITIES = {Relation.CONFLICT: "major", Relation.TENSION: "minor"}


def pieces(report: Report, view: View) -> Iterator[str]:
    """A list with an issue for each finding."""
    seen: Counter[tuple[str, str, int]] = Counter()
    return json_text.pieces(_issue(finding, report, seen) for finding in report.findings)


def _issue(finding: Finding, report: Report, seen: Counter[tuple[str, str, int]]) -> dict[str, object]:
    shown = place(finding, report)
    against = ", ".join(stated(claim) for claim in others(finding, report))
    elsewhere = f"; elsewhere {against}" if against else ""
    return {
        "description": f"{headline(finding)}: {visible(finding.reason)}; here {visible(shown.text)}{elsewhere}",
        "check_name": finding.rule,
        "fingerprint": _fingerprint(finding, shown, seen),
        "severity": _SEVERITIES.get(finding.relation, "info"),
        "location": {"path": shown.metadata.path, "lines": {"begin": shown.line}},
    }


def _fingerprint(finding: Finding, shown: Claim, seen: Counter[tuple[str, str, int]]) -> str:
    """The finding's fingerprint, salted with its place: GitLab drops all but one of those that are equal."""
    place_of = (finding.fingerprint, shown.metadata.path, shown.line)
    seen[place_of] += 1
    return hashlib.sha256("\0".join(map(str, (*place_of, seen[place_of]))).encode("utf-8", "backslashreplace")).hexdigest()
