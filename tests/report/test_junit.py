"""`junit`: test results."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema
from junitparser import JUnitXml

from factcheck.model import Relation, Report, Skipped
from factcheck.report import REPORTS, View

SCHEMA = xmlschema.XMLSchema10(Path(__file__).parent / "schemas" / "junit-10.xsd")

SUITE = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
<testsuite name="factcheck" tests="3" failures="1" errors="0" skipped="1">
  <testcase classname="news/003_diplomat.txt" name="FC101 conflict: trade volume of Afghanistan and Russia (3fa9c1d2)">
    <failure type="FC101" \
message="Two named sources give amounts for the same trade that cannot both be true.">\
Two named sources give amounts for the same trade that cannot both be true.
- approximately $1 billion (Russian Business Center in Afghanistan, The Diplomat, 2025-04), news/003_diplomat.txt:38
- around $560 million (Alexei Overchuk, The Diplomat, 2025-04), news/003_diplomat.txt:39
- $289 million (NSIA, IPS Journal, 2023-09-05), news/000_ips.txt:21</failure>
  </testcase>
  <testcase classname="news/000_ips.txt" name="no findings">
  </testcase>
  <testcase classname="news/photo.jpg" name="read">
    <skipped message="not a text file"/>
  </testcase>
</testsuite>
</testsuites>
"""


def suite(report: Report) -> JUnitXml:
    """The report as junitparser reads it, after it has been held against the schema of Jenkins."""
    printed = REPORTS["junit"](report, View())
    SCHEMA.validate(ElementTree.fromstring(printed))
    return JUnitXml.fromstring(printed.encode())


def results(report: Report) -> list[tuple[str, str, str]]:
    """Document, test and result of every case."""
    return [
        (case.classname, case.name, " ".join(type(result).__name__ for result in case.result) or "Passed")
        for cases in suite(report)
        for case in cases
    ]


def test_a_finding_fails_in_its_document_and_the_others_pass(report: Report) -> None:
    assert REPORTS["junit"](report, View()) == SUITE
    assert results(report) == [
        ("news/003_diplomat.txt", "FC101 conflict: trade volume of Afghanistan and Russia (3fa9c1d2)", "Failure"),
        ("news/000_ips.txt", "no findings", "Passed"),
        ("news/photo.jpg", "read", "Skipped"),
    ]


def test_the_counts_are_those_of_the_cases(report: Report, quiet_report: Report, empty_report: Report) -> None:
    for each in (report, quiet_report, empty_report):
        printed = suite(each)
        told = [(cases.tests, cases.failures, cases.errors, cases.skipped) for cases in printed]
        printed.update_statistics()
        assert told == [(cases.tests, cases.failures, cases.errors, cases.skipped) for cases in printed]


@pytest.mark.parametrize("relation", Relation)
def test_only_a_conflict_fails(report: Report, relation: Relation) -> None:
    tension = replace(report, findings=(replace(report.findings[0], relation=relation),))
    assert results(tension)[0][2] == ("Failure" if relation is Relation.CONFLICT else "Passed")
    assert "Two named sources" in REPORTS["junit"](tension, View())


def test_nothing_compared_is_skipped_and_never_a_pass(empty_report: Report) -> None:
    assert {result for _, _, result in results(empty_report)} == {"Skipped"}
    assert "nothing could be compared" in REPORTS["junit"](empty_report, View())


def test_only_new_articles_are_asked_about(report: Report) -> None:
    assert [name for name, _, _ in results(replace(report, new=frozenset({"news/000_ips.txt"})))] == ["news/000_ips.txt", "news/photo.jpg"]


def test_what_xml_cannot_hold_is_replaced(hostile_report: Report) -> None:
    finding = replace(hostile_report.findings[0], topic="a\x00b\ufffe]]><x>&\"'\ud800\ud83d\U0001f600", reason="]]>")
    hostile = replace(hostile_report, findings=(finding,), skipped=(Skipped(path="<\uffff>", reason="&"),))
    printed = results(hostile)
    assert printed[0][1] == "FC101 conflict: a\\x00b\ufffd]]><x>&\"'\\ud800\\ud83d\U0001f600 (3fa9c1d2)"
    assert printed[-1] == ("<\ufffd>", "read", "Skipped")
