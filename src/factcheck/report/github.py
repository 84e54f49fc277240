"""`--format github`: workflow commands, which GitHub shows as annotations in the diff.

GitHub keeps ten annotations of a kind and step, so that the ten most important findings come first, and a notice counts the rest.
"""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.model import Finding, Relation, Report
from factcheck.report.place import headline, others, place, stated
from factcheck.report.view import View
from factcheck.report.words import counted, visible

MOST = 10

_COMMANDS = {Relation.CONFLICT: "error", Relation.TENSION: "warning"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report, view: View) -> str:
    """A command for each of the first ten findings, then the number of the others."""
    commands = [_annotation(finding, report) for finding in report.findings[:MOST]]
    rest = len(report.findings) - MOST
    if rest > 0:
        commands.append(_command("notice", {"title": "factcheck"}, f"{counted(rest, 'further finding')} not shown here"))
    return "".join(f"{command}\n" for command in commands)


def _annotation(finding: Finding, report: Report) -> str:
    shown = place(finding, report)
    against = "".join(f"\n- {stated(claim)}" for claim in others(finding, report))
    properties = {"file": visible(shown.metadata.path), "line": str(shown.line), "col": str(shown.column), "title": headline(finding)}
    message = f"{visible(finding.reason)}\n- here: {stated(shown)}{against}"
    return _command(_COMMANDS.get(finding.relation, "notice"), properties, message)


def _command(name: str, properties: Mapping[str, str], message: str) -> str:
    told = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{name} {told}::{message.translate(_DATA)}"
