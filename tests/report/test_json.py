"""`json` and `jsonl`: the keys, their order and their types are what programs rely on."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from decimal import Decimal

import pytest

from factcheck.model import Amount, ClaimList, Difference, Report
from factcheck.report import CLAIM_FORMATS, REPORTS, View
from factcheck.report.records import report_object
from factcheck.report.words import harmless

CLAIM_KEYS = [
    "id",
    "path",
    "start",
    "end",
    "line",
    "column",
    "page",
    "text",
    "sentence",
    "kind",
    "nominal",
    "low",
    "high",
    "unit",
    "per",
    "modifier",
    "period",
    "as_of",
    "measure",
    "subject",
    "attribution",
    "mode",
    "aspect",
    "scope",
    "rule",
]

CLAIM_LINES = """\
{"id": "c3", "path": "news/000_ips.txt", "start": 1054, "end": 1066, "line": 21, "column": 55, "page": null, \
"text": "$289 million", "sentence": "NSIA put Russia eighth in terms of trade volume, with $289 million, far behind Iran (1.4 bn).", \
"kind": "quantity", "nominal": 289000000, "low": 289000000, "high": 289000000, "unit": "USD", "per": null, "modifier": "exact", \
"period": {"start": "2023-01-01", "end": "2023-12-31"}, "as_of": null, "measure": "trade volume", \
"subject": ["Afghanistan", "Russia"], "attribution": "NSIA", "mode": "actual", "aspect": "level", "scope": null, "rule": "number.scaled"}
{"id": "c4", "path": "news/000_ips.txt", "start": 20, "end": 34, "line": 3, "column": 21, "page": 2, "text": "15 August 2021", \
"sentence": "Kabul had fallen on 15 August 2021.", "kind": "date", "nominal": null, "low": null, "high": null, "unit": null, \
"per": null, "modifier": "exact", "period": {"start": "2021-08-15", "end": "2021-08-15"}, "as_of": null, "measure": "fall", \
"subject": [], "attribution": null, "mode": "actual", "aspect": "level", "scope": null, "rule": "date.day"}
"""

# Everything but the claims, whose form is pinned above.
SCAN = """\
{
  "schema_version": 1,
  "tool": {
    "name": "factcheck",
    "version": "0.1.0"
  },
  "documents": [
    {
      "path": "news/000_ips.txt",
      "title": null,
      "source": "IPS Journal",
      "published": {
        "start": "2023-09-05",
        "end": "2023-09-05"
      },
      "modified": null,
      "created": null,
      "url": "https://example.org/ips",
      "author": null,
      "agency": null,
      "language": null,
      "digest": "d0",
      "origins": {}
    },
    {
      "path": "news/003_diplomat.txt",
      "title": "Growing Closeness Between Russia and the Taliban",
      "source": "The Diplomat",
      "published": {
        "start": "2025-04-01",
        "end": "2025-04-30"
      },
      "modified": null,
      "created": null,
      "url": null,
      "author": null,
      "agency": null,
      "language": null,
      "digest": "d3",
      "origins": {
        "source": "documents.toml",
        "published": "documents.toml"
      }
    }
  ],
  "claims": [],
  "findings": [
    {
      "id": "3fa9c1d2",
      "fingerprint": "f0",
      "rule": "FC101",
      "relation": "conflict",
      "confidence": 0.82,
      "topic": "trade volume of Afghanistan and Russia",
      "claims": [],
      "pairs": [
        {
          "a": "c1",
          "b": "c2",
          "rule": "FC101",
          "relation": "conflict",
          "fingerprint": "f1",
          "reason": "One text sets the two figures against each other."
        },
        {
          "a": "c1",
          "b": "c3",
          "rule": "FC106",
          "relation": "tension",
          "fingerprint": "f2",
          "reason": "The period of one figure is not stated."
        },
        {
          "a": "c2",
          "b": "c3",
          "rule": "FC106",
          "relation": "tension",
          "fingerprint": "f3",
          "reason": "The period of one figure is not stated."
        }
      ],
      "reason": "Two named sources give amounts for the same trade that cannot both be true.",
      "difference": {
        "absolute": 711000000,
        "relative": 2.4602076124567476
      }
    }
  ],
  "skipped": [
    {
      "path": "news/photo.jpg",
      "reason": "not a text file"
    }
  ],
  "summary": {
    "documents": 2,
    "skipped": 1,
    "claims": 41,
    "groups": 3,
    "pairs_compared": 7,
    "withheld": [
      {
        "reason": "agree",
        "count": 3
      },
      {
        "reason": "update",
        "count": 1
      }
    ]
  }
}
"""


def test_scan(report: Report) -> None:
    bare = replace(report, findings=tuple(replace(finding, claims=()) for finding in report.findings))
    assert REPORTS["json"](bare, View()) == SCAN


def test_claims_of_a_scan_are_those_of_the_findings_each_once(report: Report) -> None:
    printed = json.loads(REPORTS["json"](replace(report, findings=report.findings * 2), View()))
    assert [claim["id"] for claim in printed["claims"]] == ["c1", "c2", "c3"]
    assert printed["findings"][1]["claims"] == ["c1", "c2", "c3"]


def test_claim_lines(claim_list: ClaimList) -> None:
    assert CLAIM_FORMATS["jsonl"](claim_list, View()) == CLAIM_LINES


def test_claims_object_holds_the_same_claims(claim_list: ClaimList) -> None:
    printed = json.loads(CLAIM_FORMATS["json"](claim_list, View()))
    assert printed["claims"] == [json.loads(line) for line in CLAIM_LINES.splitlines()]
    assert list(printed["claims"][0]) == CLAIM_KEYS


def test_a_finding_a_line_stands_alone(report: Report) -> None:
    (line,) = REPORTS["jsonl"](report, View()).splitlines()
    finding = json.loads(line)
    assert [claim["text"] for claim in finding["claims"]] == ["approximately $1 billion", "around $560 million", "$289 million"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("1E+9"), "1000000000"),
        (Decimal("0.50"), "0.5"),
        (Decimal(2) / 3, "0.6666666666666666"),
        (Decimal("-3.0"), "-3"),
        (Decimal("NaN"), "null"),
        (Decimal("1E+5000"), "null"),
    ],
    ids=str,
)
def test_numbers_are_json_numbers(claim_list: ClaimList, value: Decimal, expected: str) -> None:
    claim = claim_list.claims[0]
    mention = replace(claim.mention, value=Amount(nominal=value, low=None, high=None, unit=None))
    line = CLAIM_FORMATS["jsonl"](replace(claim_list, claims=(replace(claim, mention=mention),)), View())
    assert f'"nominal": {expected}, ' in line


def test_unknown_difference(report: Report) -> None:
    finding = replace(report.findings[0], difference=Difference(absolute=None, relative=None))
    assert '"difference": {"absolute": null, "relative": null}' in REPORTS["jsonl"](replace(report, findings=(finding,)), View())


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_hostile_text_is_escaped_and_comes_back_as_it_was(hostile_report: Report, name: str) -> None:
    printed = REPORTS[name](hostile_report, View())
    assert not set(printed) & set("\x1b\x9b\x07\u202e")
    assert "$1\\u202e billion" in printed
    if name == "json":
        assert json.loads(printed) == report_object(hostile_report)


def test_a_line_is_a_line_to_any_reader(claim_list: ClaimList) -> None:
    claim = replace(claim_list.claims[0], quote="one\u2028two\x85three\nfour")
    printed = CLAIM_FORMATS["jsonl"](replace(claim_list, claims=(claim,)), View())
    assert len(printed.splitlines()) == 1
    assert json.loads(printed)["sentence"] == "one\u2028two\x85three\nfour"


def test_a_line_that_can_be_printed_has_nothing_to_escape() -> None:
    escaped = [code for code in range(sys.maxunicode + 1) if harmless(chr(code)) != chr(code) or len(f"a{chr(code)}b".splitlines()) > 1]
    assert "\u202e" in map(chr, escaped)
    assert not any(map(str.isprintable, map(chr, escaped)))
