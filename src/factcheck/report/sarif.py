"""`--format sarif`: SARIF 2.1.0, for code scanning and for whatever else reads findings of any tool.

A finding's location is the claim of the new article, else of the newest one; the other claims are its related locations, to
which the message links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from factcheck.model import Check, Claim, Finding, Metadata, Relation, Report, Skipped
from factcheck.report import json_text
from factcheck.report.place import headline, others, place, stated
from factcheck.report.view import View
from factcheck.report.words import UNKNOWN, published, visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "factcheck/v1"  # a new way to make fingerprints takes a new name

_BASE = "%SRCROOT%"
_LEVELS = {Relation.CONFLICT: "error", Relation.TENSION: "warning"}
_BRACKETS = re.compile(r"[\[\]\\]")  # they make links in a message

Object = dict[str, object]


def pieces(report: Report, view: View) -> Iterator[str]:
    """The report as a log with one run."""
    return json_text.pieces({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]})


def _run(report: Report) -> Object:
    rules = {check.code: index for index, check in enumerate(report.checks)}
    artifacts = {document.path: index for index, document in enumerate(report.documents)}
    driver = {"name": "factcheck", "version": report.version, "rules": [_rule(check) for check in report.checks]}
    notifications = [_notification(skipped) for skipped in report.skipped]
    base = "The folder that paths count from: the root of the repository where there is one, else the working folder."
    return {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notifications}],
        "originalUriBaseIds": {_BASE: {"description": {"text": base}}},
        "columnKind": "unicodeCodePoints",
        "artifacts": map(_artifact, report.documents),
        "results": (_result(finding, report, rules, artifacts) for finding in report.findings),
    }


def _rule(check: Check) -> Object:
    told = {"text": f"{check.meaning}\n\nExample: {check.example}\n\nWhat to do: {check.action}"}
    told["markdown"] = f"{check.meaning}\n\n**Example:** {check.example}\n\n**What to do:** {check.action}"
    return {
        "id": check.code,
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": check.meaning},
        "help": told,
        "defaultConfiguration": {"level": _level(check.relation)},
    }


def _level(relation: str) -> str:
    return _LEVELS.get(Relation(relation), "note") if relation in set(Relation) else "note"


def _result(finding: Finding, report: Report, rules: Mapping[str, int], artifacts: Mapping[str, int]) -> Object:
    shown, rest = place(finding, report), others(finding, report)
    against = "".join(f"\n- [{_unlinked(stated(claim))}]({number})" for number, claim in enumerate(rest, 1))
    index = {"ruleIndex": rules[finding.rule]} if finding.rule in rules else {}
    return {
        "ruleId": finding.rule,
        **index,
        "level": _level(finding.relation.value),
        "message": {"text": _unlinked(f"{headline(finding)}: {visible(finding.reason)}\n- here: {stated(shown)}") + against},
        "locations": [{"physicalLocation": _physical(shown, artifacts)}],
        "relatedLocations": [
            {"id": number, "physicalLocation": _physical(claim, artifacts), "message": {"text": _unlinked(stated(claim))}}
            for number, claim in enumerate(rest, 1)
        ],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "rank": round(finding.confidence * 100, 1),
        "properties": {"id": finding.id, "relation": finding.relation.value, "topic": finding.topic, "witnesses": finding.witnesses},
    }


def _physical(claim: Claim, artifacts: Mapping[str, int]) -> Object:
    path = claim.metadata.path
    index = {"index": artifacts[path]} if path in artifacts else {}
    return {"artifactLocation": {**_location(path), **index}, "region": _region(claim)}


def _region(claim: Claim) -> Object:
    """From the first character of the value to the one after its last."""
    lines = claim.text.split("\n")
    end = (claim.column if len(lines) == 1 else 1) + len(lines[-1])
    last = claim.line + len(lines) - 1
    return {"startLine": claim.line, "startColumn": claim.column, "endLine": last, "endColumn": end, "snippet": {"text": claim.text}}


def _location(path: str) -> Object:
    """A path as a URI: relative to the base, unless it leads out of it."""
    scheme, mark, address = path.partition("://")
    if mark:
        return {"uri": f"{scheme}://{quote(address.encode('utf-8', 'backslashreplace'), safe='/')}"}
    uri = quote(path.encode("utf-8", "backslashreplace"), safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    return {"uri": uri} if path.startswith("../") else {"uri": uri, "uriBaseId": _BASE}


def _artifact(document: Metadata) -> Object:
    day = published(document)
    told = ", ".join(visible(words) for words in (document.title, document.source, None if day == UNKNOWN else day) if words)
    return {"location": _location(document.path), "roles": ["analysisTarget"], **({"description": {"text": told}} if told else {})}


def _notification(skipped: Skipped) -> Object:
    location = {"physicalLocation": {"artifactLocation": _location(skipped.path)}}
    return {"level": "warning", "message": {"text": f"not read: {_unlinked(visible(skipped.reason))}"}, "locations": [location]}


def _unlinked(words: str) -> str:
    return _BRACKETS.sub(lambda found: f"\\{found.group()}", words)
