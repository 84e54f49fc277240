"""`--format full`: every finding with the sentences that it is made of and carets under the values, as compilers print it.

On a page of a given width a long sentence is cut around its value; a pipe and a file get it whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from rich.cells import cell_len, split_graphemes
from rich.console import ConsoleRenderable
from rich.table import Table
from rich.text import Text

from factcheck.model import Claim, Finding, Report
from factcheck.report.closing import why
from factcheck.report.page import STYLES, page
from factcheck.report.view import View
from factcheck.report.words import UNKNOWN, folded, published, sentence_parts, visible, when, who

_CUT = "…"
_LEAST = 24  # columns that an excerpt has on the narrowest page


def render(report: Report, view: View) -> str:
    """The findings, the strongest first, a block each."""
    return page((line for finding in report.findings for line in _finding(finding, report, view)), view)


def _finding(finding: Finding, report: Report, view: View) -> Iterator[ConsoleRenderable]:
    relation = Text(finding.relation.value, style=STYLES[finding.relation])
    yield Text.assemble(relation, (f"[{finding.rule}]", "bold"), ": ", (visible(finding.topic), "bold"))
    gutter = max(len(str(claim.line)) for claim in finding.claims)
    for claim in finding.claims:
        yield from _claim(claim, gutter, view)
    yield _note(" " * gutter, f"reason: {visible(finding.reason)}")
    yield _note(" " * gutter, f"more: {why(finding, report, view)}")
    yield Text()


def _claim(claim: Claim, gutter: int, view: View) -> Iterator[ConsoleRenderable]:
    page_number = f" p. {claim.page}" if claim.page is not None else ""
    blank, bar = " " * gutter, (f"{'':{gutter}} |", "dim")
    yield _line((f"{blank}--> ", "dim"), f"{visible(claim.metadata.path)}:{claim.line}:{claim.column}{page_number}")
    before, value, after = excerpt(claim, view.width and max(view.width - gutter - 3, _LEAST))
    yield _line(bar)
    yield _line((f"{claim.line:>{gutter}} | ", "dim"), before, (value, "bold"), after)
    yield _line(bar, " " * (cell_len(before) + 1), ("^" * max(cell_len(value), 1), "bold"))
    if told := _told(claim):
        yield _note(blank, told)


def excerpt(claim: Claim, room: int | None) -> tuple[str, str, str]:
    """The claim's sentence as what stands before its value, the value and what follows, cut to a number of columns.

    Where the value alone is too long, it is cut too.
    """
    before, value, after = (folded(part) for part in sentence_parts(claim))
    if not value:
        before, value, after = "", before, ""
    if room is None or cell_len(before) + cell_len(value) + cell_len(after) <= room:
        return before, value, after
    value = _beginning(value, room)
    spare = room - cell_len(value)
    left = min(cell_len(before), max(spare // 2, spare - cell_len(after)))
    return _end(before, left), value, _beginning(after, spare - left)


def _beginning(words: str, room: int) -> str:
    """As much of the words as has room, no character cut in two, with an ellipsis where there are more."""
    spans, length = split_graphemes(words)
    if length <= room:
        return words
    used = list(accumulate(width for _, _, width in spans))
    kept = sum(1 for columns in used if columns < room)
    return words[: spans[kept][0]] + _CUT if room > 0 else ""


def _end(words: str, room: int) -> str:
    """As much of the end of the words as has room."""
    spans, length = split_graphemes(words)
    if length <= room:
        return words
    used = list(accumulate(width for _, _, width in reversed(spans)))
    kept = sum(1 for columns in used if columns < room)
    return _CUT + words[spans[len(spans) - kept - 1][1] :] if room > 0 else ""


def _told(claim: Claim) -> str:
    """Who says so, of when, and in which publication."""
    said, of = who(claim), when(claim) if claim.mention.dating is None else UNKNOWN
    source, day = visible(claim.metadata.source or UNKNOWN), published(claim.metadata)
    parts = (
        UNKNOWN if said == UNKNOWN else f"said by {said}",
        of if of == UNKNOWN or claim.frame.period is None else f"of {of}",
        UNKNOWN if source == UNKNOWN else f"in {source}",
        day,
    )
    return ", ".join(part for part in parts if part != UNKNOWN)


def _line(*parts: str | tuple[str, str]) -> Text:
    """A line that is never wrapped: what stands above one another has to stay so."""
    return Text.assemble(*parts, no_wrap=True, overflow="ignore")


def _note(blank: str, words: str) -> ConsoleRenderable:
    """A remark below an excerpt, wrapped under itself."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(f"{blank} =", style="dim"), Text(words))
    return grid
