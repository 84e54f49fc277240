"""`sarif`: held against the published schema, and against what readers of it rely on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator

import factcheck
from conftest import DIPLOMAT
from factcheck import rules
from factcheck.cli.run import described_checks
from factcheck.model import Claim, Relation, Report, Skipped
from factcheck.report import REPORTS, View

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
Draft4Validator.check_schema(SCHEMA)

RUN = {
    "tool": {
        "driver": {
            "name": "factcheck",
            "version": "0.1.0",
            "rules": [
                {
                    "id": "FC101",
                    "shortDescription": {"text": "same question, different amounts"},
                    "fullDescription": {"text": "Two amounts for one thing."},
                    "help": {
                        "text": "Two amounts for one thing.\n\nExample: One says 1, one says 2.\n\nWhat to do: Ask both.",
                        "markdown": "Two amounts for one thing.\n\n**Example:** One says 1, one says 2.\n\n**What to do:** Ask both.",
                    },
                    "defaultConfiguration": {"level": "error"},
                }
            ],
        }
    },
    "invocations": [
        {
            "executionSuccessful": True,
            "toolExecutionNotifications": [
                {
                    "level": "warning",
                    "message": {"text": "not read: not a text file"},
                    "locations": [{"physicalLocation": {"artifactLocation": {"uri": "news/photo.jpg", "uriBaseId": "%SRCROOT%"}}}],
                }
            ],
        }
    ],
    "originalUriBaseIds": {
        "%SRCROOT%": {
            "description": {
                "text": "The folder that paths count from: the root of the repository where there is one, else the working folder."
            }
        }
    },
    "columnKind": "unicodeCodePoints",
    "artifacts": [
        {
            "location": {"uri": "news/000_ips.txt", "uriBaseId": "%SRCROOT%"},
            "roles": ["analysisTarget"],
            "description": {"text": "IPS Journal, 2023-09-05"},
        },
        {
            "location": {"uri": "news/003_diplomat.txt", "uriBaseId": "%SRCROOT%"},
            "roles": ["analysisTarget"],
            "description": {"text": "Growing Closeness Between Russia and the Taliban, The Diplomat, 2025-04"},
        },
    ],
    "results": [
        {
            "ruleId": "FC101",
            "ruleIndex": 0,
            "level": "error",
            "message": {
                "text": "FC101 conflict: trade volume of Afghanistan and Russia: Two named sources give amounts for "
                "the same trade that cannot both be true.\n"
                "- here: approximately $1 billion (Russian Business Center in Afghanistan, The Diplomat, "
                "2025-04), news/003_diplomat.txt:38\n"
                "- [around $560 million (Alexei Overchuk, The Diplomat, 2025-04), "
                "news/003_diplomat.txt:39](1)\n"
                "- [$289 million (NSIA, IPS Journal, 2023-09-05), news/000_ips.txt:21](2)"
            },
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "news/003_diplomat.txt", "uriBaseId": "%SRCROOT%", "index": 1},
                        "region": {
                            "startLine": 38,
                            "startColumn": 68,
                            "endLine": 38,
                            "endColumn": 92,
                            "snippet": {"text": "approximately $1 billion"},
                        },
                    }
                }
            ],
            "relatedLocations": [
                {
                    "id": 1,
                    "physicalLocation": {
                        "artifactLocation": {"uri": "news/003_diplomat.txt", "uriBaseId": "%SRCROOT%", "index": 1},
                        "region": {
                            "startLine": 39,
                            "startColumn": 74,
                            "endLine": 39,
                            "endColumn": 93,
                            "snippet": {"text": "around $560 million"},
                        },
                    },
                    "message": {"text": "around $560 million (Alexei Overchuk, The Diplomat, 2025-04), news/003_diplomat.txt:39"},
                },
                {
                    "id": 2,
                    "physicalLocation": {
                        "artifactLocation": {"uri": "news/000_ips.txt", "uriBaseId": "%SRCROOT%", "index": 0},
                        "region": {"startLine": 21, "startColumn": 55, "endLine": 21, "endColumn": 67, "snippet": {"text": "$289 million"}},
                    },
                    "message": {"text": "$289 million (NSIA, IPS Journal, 2023-09-05), news/000_ips.txt:21"},
                },
            ],
            "partialFingerprints": {"factcheck/v1": "f0"},
            "rank": 82.0,
            "properties": {"id": "3fa9c1d2", "relation": "conflict", "topic": "trade volume of Afghanistan and Russia", "witnesses": 3},
        }
    ],
}


def run_of(report: Report) -> dict[str, Any]:
    """The one run of the log, after it has been held against the schema."""
    log = json.loads(REPORTS["sarif"](report, View()))
    Draft4Validator(SCHEMA).validate(log)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return dict(run)


def test_run(report: Report) -> None:
    assert run_of(report) == RUN


def test_the_schema_refuses_what_is_not_sarif(report: Report) -> None:
    log = json.loads(REPORTS["sarif"](report, View()))
    log["runs"][0]["results"][0]["level"] = "conflict"
    assert not Draft4Validator(SCHEMA).is_valid(log)


@pytest.mark.parametrize("name", ["quiet_report", "empty_report", "hostile_report"])
def test_every_report_is_valid(name: str, request: pytest.FixtureRequest) -> None:
    run = run_of(request.getfixturevalue(name))
    assert len(run["results"]) == (name == "hostile_report")


def test_a_scan_of_the_corpus_is_valid_and_has_help_for_every_check() -> None:
    root = Path(__file__).parents[2]
    scanned = factcheck.scan(root / "corpus", show="all")
    run = run_of(replace(scanned, checks=described_checks(rules.load())))
    assert run["results"]
    described = run["tool"]["driver"]["rules"]
    assert all(rule["help"]["text"] and rule["help"]["markdown"] for rule in described)
    assert all(described[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


@pytest.mark.parametrize("relation", Relation)
def test_the_relation_is_the_level(report: Report, relation: Relation) -> None:
    finding = replace(report.findings[0], relation=relation)
    level = {Relation.CONFLICT: "error", Relation.TENSION: "warning"}.get(relation, "note")
    assert run_of(replace(report, findings=(finding,)))["results"][0]["level"] == level


def test_the_location_is_in_the_new_article(report: Report) -> None:
    (result,) = run_of(replace(report, new=frozenset({"news/000_ips.txt"})))["results"]
    assert [place["physicalLocation"]["artifactLocation"]["uri"] for place in result["locations"]] == ["news/000_ips.txt"]
    assert [place["physicalLocation"]["region"]["startLine"] for place in result["relatedLocations"]] == [38, 39]


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("a b/ü#?%.md", {"uri": "a%20b/%C3%BC%23%3F%25.md", "uriBaseId": "%SRCROOT%"}),
        ("odd:name.md", {"uri": "odd%3Aname.md", "uriBaseId": "%SRCROOT%"}),
        ("../outside/a.md", {"uri": "../outside/a.md"}),
        ("/data/a b.md", {"uri": "file:///data/a%20b.md"}),
    ],
)
def test_a_path_is_a_uri(report: Report, path: str, location: dict[str, str]) -> None:
    claims = tuple(replace(claim, metadata=replace(DIPLOMAT, path=path)) for claim in report.findings[0].claims)
    odd = replace(report, findings=(replace(report.findings[0], claims=claims),), skipped=(Skipped(path=path, reason="odd"),))
    run = run_of(odd)
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == location
    told = run["invocations"][0]["toolExecutionNotifications"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert told == location
    assert unquote(location["uri"]).endswith(path)


def region_of(report: Report, claim: Claim) -> dict[str, int]:
    finding = replace(report.findings[0], claims=(claim,), pairs=())
    region = run_of(replace(report, findings=(finding,)))["results"][0]["locations"][0]["physicalLocation"]["region"]
    return {key: value for key, value in region.items() if key != "snippet"}


def test_columns_are_characters_counted_from_1(report: Report) -> None:
    claim = replace(report.findings[0].claims[0], text="4😀", line=3, column=1)
    assert region_of(report, claim) == {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 3}


def test_a_value_over_two_lines_ends_on_the_second(report: Report) -> None:
    claim = replace(report.findings[0].claims[0], text="40 million\ntonnes", line=3, column=20)
    assert region_of(report, claim) == {"startLine": 3, "startColumn": 20, "endLine": 4, "endColumn": 7}


def test_brackets_of_a_document_are_no_links(hostile_report: Report) -> None:
    (result,) = run_of(hostile_report)["results"]
    assert "\\[blink\\]" in result["message"]["text"]
    assert result["message"]["text"].count("](") == len(result["relatedLocations"])
