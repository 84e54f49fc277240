"""`--format jsonl`: an object a line, a finding with its claims or one claim."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from factcheck.model import Claim, ClaimList, Report
from factcheck.report.records import claim_object, finding_object
from factcheck.report.view import View
from factcheck.report.words import harmless

_LINE_BREAK = re.compile("[\x85\u2028\u2029]")  # JSON lets these three stand, but str.splitlines and some readers break a line at them
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode  # json.dumps makes an encoder each time


def pieces(report: Report, view: View) -> Iterator[str]:
    """A finding a line, its claims written out, so that each line stands alone."""
    return _lines({**finding_object(finding), "claims": [claim_object(claim) for claim in finding.claims]} for finding in report.findings)


def render_claims(claims: ClaimList, view: View) -> str:
    """A claim a line."""
    return claim_lines(claims.claims)


def claim_lines(claims: Iterable[Claim]) -> str:
    """The lines of some claims."""
    return "".join(_lines(map(claim_object, claims)))


def _lines(objects: Iterable[object]) -> Iterator[str]:
    return (f"{_line(value)}\n" for value in objects)


def _line(value: object) -> str:
    line = _encode(value)
    if line.isprintable():  # nearly always, and told sooner than there is nothing to escape
        return line
    return _LINE_BREAK.sub(lambda found: f"\\u{ord(found.group()):04x}", harmless(line))
