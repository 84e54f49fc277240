"""`--format markdown`: the report for a job summary, a ticket or a mail; whatever a document says stays plain text in it.

Every mark of Markdown and HTML is escaped. What a site links or replaces by its letters alone (`@name`, `#12`, `:smile:`) is
parted by an invisible word joiner, U+2060, since no escape stops that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from factcheck.model import Claim, Finding, Report
from factcheck.report.closing import closing
from factcheck.report.place import headline
from factcheck.report.view import View
from factcheck.report.words import UNKNOWN, counted, folded, published, sentence_parts, standing, visible, when, where, who

_MARKS = re.compile(
    r"[\\`*_\[\]<>|~&$]"  # marks wherever they stand
    r"|^[-+=#]"  # of lists, headings and rules
    r"|:(?=//)|(?i:(?<=www)\.)"  # of addresses, which become links by these
)
_NUMBERED = re.compile(r"^(\d+)([.)])")  # of numbered lists
_LINKING = re.compile(r"(?<=[@#])(?=\w)|(?<=:)(?=[\w+-]{1,40}:)|(?<=\bGH)(?=-\d)", re.IGNORECASE)  # names, issues, emoji
_JOINER = "\u2060"

_COLUMNS = ("value", "relation", "who says so", "period", "source", "published", "where")


def render(report: Report, view: View) -> str:
    """The findings under headings, a table of claims each, then what was read and what was not."""
    lines = [line for finding in report.findings for line in _finding(finding, view)]
    closed = [plain(closing(report)), ""] if view.closing else []
    return "\n".join([f"## factcheck: {plain(_title(report))}", "", *lines, *_skipped(report), *closed]).rstrip() + "\n"


def plain(words: str) -> str:
    r"""Text of a document as Markdown that reads as the text and as nothing else.

    >>> plain("<b>40</b> | `x` [a](b)")
    '\\<b\\>40\\</b\\> \\| \\`x\\` \\[a\\](b)'
    """
    return _escaped(visible(words))


def _escaped(line: str) -> str:
    marked = _MARKS.sub(lambda found: f"\\{found.group()}", _LINKING.sub(_JOINER, line))
    return _NUMBERED.sub(r"\1\\\2", marked)


def _title(report: Report) -> str:
    if report.findings:
        return counted(len(report.findings), "finding")
    return "nothing found" if report.summary.pairs_compared else "nothing could be compared"


def _finding(finding: Finding, view: View) -> Iterator[str]:
    yield f"### {plain(headline(finding))}"
    yield ""
    yield from _table(_COLUMNS, (_row(claim, finding) for claim in finding.claims))
    yield ""
    yield f"{plain(finding.reason)} (id {plain(finding.id)})"
    yield ""
    for claim in finding.claims:
        yield f"> {_sentence(claim)}\\"
        yield f"> {plain(where(claim))}"
        yield ""


def _row(claim: Claim, finding: Finding) -> Sequence[str]:
    relation, _ = standing(finding).get(claim.id, (finding.relation, ()))
    source = visible(claim.metadata.source or UNKNOWN)
    return (visible(claim.text), relation.value, who(claim), when(claim), source, published(claim.metadata), where(claim))


def _sentence(claim: Claim) -> str:
    """The sentence with its value in bold, where no letter or digit touches the marks, which would not be marks then."""
    parts = tuple(folded(part) for part in sentence_parts(claim))
    before, value, after = (_escaped(part) for part in parts)
    bold = value and not (parts[0][-1:].isalnum() or parts[2][:1].isalnum())
    return (before + (f"**{value}**" if bold else value) + after).strip()


def _skipped(report: Report) -> Iterator[str]:
    if report.skipped:
        yield "### Not read"
        yield ""
        yield from _table(("file", "reason"), ((skipped.path, skipped.reason) for skipped in report.skipped))
        yield ""


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(titles)} |"
    yield f"|{'---|' * len(titles)}"
    for row in rows:
        yield f"| {' | '.join(plain(cell) for cell in row)} |"
