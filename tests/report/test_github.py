"""`github`: workflow commands."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from factcheck.model import Part, Relation, Report
from factcheck.report import REPORTS, View

ANNOTATION = (
    "::error file=news/003_diplomat.txt,line=38,col=68,title=FC101 conflict%3A trade volume of Afghanistan and Russia::"
    "Two named sources give amounts for the same trade that cannot both be true.%0A"
    "- here: approximately $1 billion (Russian Business Center in Afghanistan, The Diplomat, 2025-04), news/003_diplomat.txt:38%0A"
    "- around $560 million (Alexei Overchuk, The Diplomat, 2025-04), news/003_diplomat.txt:39%0A"
    "- $289 million (NSIA, IPS Journal, 2023-09-05), news/000_ips.txt:21\n"
)

# What GitHub's runner does: a line is a command only if it begins with ::, properties end at the next ::
COMMAND = re.compile(r"::(?P<name>\w+) (?P<properties>[^:]*)::(?P<message>.*)")


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """A command as the runner reads it."""
    command = COMMAND.fullmatch(line)
    assert command, line
    unescape = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")]

    def read(text: str) -> str:
        for code, character in unescape:
            text = text.replace(code, character)
        return text

    properties = dict(entry.split("=", 1) for entry in command["properties"].split(","))
    return command["name"], {key: read(value) for key, value in properties.items()}, read(command["message"])


def test_an_annotation_a_line(report: Report) -> None:
    assert REPORTS["github"](report, View()) == ANNOTATION


def test_nothing_found_is_nothing_printed(quiet_report: Report) -> None:
    assert REPORTS["github"](quiet_report, View()) == ""


@pytest.mark.parametrize("relation", Relation)
def test_the_relation_is_the_kind_of_annotation(report: Report, relation: Relation) -> None:
    kinds = {Relation.CONFLICT: "error", Relation.TENSION: "warning"}
    finding = replace(report.findings[0], relation=relation)
    assert parsed(REPORTS["github"](replace(report, findings=(finding,)), View()).rstrip())[0] == kinds.get(relation, "notice")


def test_a_path_and_a_text_that_hold_the_marks_of_a_command(report: Report) -> None:
    finding = report.findings[0]
    path, topic, reason = "a,line=9::b%0A.txt", "x::y, title=z", "100%25 of it\r\n::set-env name=PATH::evil"
    claims = tuple(replace(claim, metadata=replace(claim.metadata, path=path)) for claim in finding.claims)
    claims = (replace(claims[0], frame=replace(claims[0].frame, attribution=Part(value="::error::", words="", rule=""))), *claims[1:])
    printed = REPORTS["github"](replace(report, findings=(replace(finding, claims=claims, topic=topic, reason=reason),)), View())
    name, properties, message = parsed(printed.rstrip("\n"))
    assert name == "error"
    assert properties == {"file": path, "line": "38", "col": "68", "title": f"FC101 conflict: {topic}"}
    assert message.startswith("100%25 of it ::set-env name=PATH::evil\n- here: ")
    assert "(::error::, The Diplomat" in message


@pytest.mark.parametrize(
    ("count", "rest"), [(10, None), (11, "1 further finding not shown here"), (40, "30 further findings not shown here")]
)
def test_the_first_ten_and_a_count_of_the_rest(report: Report, count: int, rest: str | None) -> None:
    findings = tuple(replace(report.findings[0], topic=f"topic {number}") for number in range(count))
    lines = [parsed(line) for line in REPORTS["github"](replace(report, findings=findings), View()).splitlines()]
    assert [properties["title"] for _, properties, _ in lines[:10]] == [f"FC101 conflict: topic {number}" for number in range(10)]
    assert lines[10:] == ([("notice", {"title": "factcheck"}, rest)] if rest else [])


def test_the_annotation_stands_in_the_new_article(report: Report) -> None:
    printed = REPORTS["github"](replace(report, new=frozenset({"news/000_ips.txt"})), View())
    assert printed.startswith("::error file=news/000_ips.txt,line=21,col=55,")
