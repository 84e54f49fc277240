"""`--format junit`: test results, which GitLab, Jenkins and others list: a finding is a test, and so is a document without one.

A conflict fails. What is milder passes and says so in the output. A file that was not read is skipped, and so is every
document where nothing could be compared, so that no green light comes from silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from factcheck.model import Finding, Relation, Report
from factcheck.report.place import headline, place, stated
from factcheck.report.view import View
from factcheck.report.words import visible

# What XML 1.0 cannot hold, not even as a reference.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NOTHING = "nothing could be compared"


def render(report: Report, view: View) -> str:
    """One suite: the findings, then the documents without any, then what was not read."""
    placed = [(place(finding, report).metadata.path, finding) for finding in report.findings]
    found = {path for path, _ in placed}
    asked = [document.path for document in report.documents if not report.new or document.path in report.new]
    clean = [path for path in asked if path not in found]
    cases = [line for path, finding in placed for line in _finding(path, finding)]
    cases += [line for path in clean for line in _document(path, report)]
    cases += [line for skipped in report.skipped for line in _skipped(skipped.path, skipped.reason)]
    failures = sum(finding.relation is Relation.CONFLICT for finding in report.findings)
    unread = len(report.skipped) + (len(clean) if _compared_nothing(report) else 0)
    tests = len(placed) + len(clean) + len(report.skipped)
    suite = f'<testsuite name="factcheck" tests="{tests}" failures="{failures}" errors="0" skipped="{unread}">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", suite, *cases, "</testsuite>", "</testsuites>"]) + "\n"


def _compared_nothing(report: Report) -> bool:
    return not report.findings and report.summary.pairs_compared == 0


def _finding(path: str, finding: Finding) -> Iterator[str]:
    claims = "".join(f"\n- {stated(claim)}" for claim in finding.claims)
    told = _text(f"{visible(finding.reason)}{claims}")
    yield _case(path, f"{headline(finding)} ({visible(finding.id)})")
    if finding.relation is Relation.CONFLICT:
        yield f"    <failure type={_attribute(finding.rule)} message={_attribute(finding.reason)}>{told}</failure>"
    else:
        yield f"    <system-out>{told}</system-out>"
    yield "  </testcase>"


def _document(path: str, report: Report) -> Iterator[str]:
    yield _case(path, "no findings")
    if _compared_nothing(report):
        yield f"    <skipped message={_attribute(_NOTHING)}/>"
    yield "  </testcase>"


def _skipped(path: str, reason: str) -> Iterator[str]:
    yield _case(path, "read")
    yield f"    <skipped message={_attribute(reason)}/>"
    yield "  </testcase>"


def _case(path: str, name: str) -> str:
    return f"  <testcase classname={_attribute(path)} name={_attribute(name)}>"


def _attribute(words: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", visible(words)))


def _text(words: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", words))
