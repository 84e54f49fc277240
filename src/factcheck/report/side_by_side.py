"""A finding for review: what the documents say side by side, two quotations in a row, the values marked."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import ConsoleRenderable
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factcheck.model import Claim, Finding
from factcheck.report.page import STYLES, page
from factcheck.report.view import View
from factcheck.report.words import UNKNOWN, counted, folded, published, sentence_parts, visible, when, where, who

_NARROW = 60  # below so many columns half a page is too little for a sentence
_MOST = 8  # claims that a reader can weigh at once; those of the strongest pair come first


def render(finding: Finding, number: int, count: int, view: View) -> str:
    """The finding with its place among those to be reviewed, and the verdict on it where there is one."""
    return page(_finding(finding, number, count, view), view)


def _finding(finding: Finding, number: int, count: int, view: View) -> Iterator[ConsoleRenderable]:
    relation = Text(finding.relation.value, style=STYLES[finding.relation])
    topic = Text(visible(finding.topic), style="bold")
    yield Text.assemble((f"{number} of {count}  ", "dim"), (finding.rule, "bold"), " ", relation, ": ", topic, f"  (id {finding.id})")
    yield Text()
    yield _quotations(finding.claims[:_MOST], 1 if view.width is not None and view.width < _NARROW else 2)
    if len(finding.claims) > _MOST:
        yield Text(f"  and {counted(len(finding.claims) - _MOST, 'more claim', 'more claims')}: factcheck explain {finding.id}")
    yield Padding(Text(visible(finding.reason)), (0, 0, 0, 2), expand=False)
    if finding.review is not None:
        note = f" ({visible(finding.note)})" if finding.note else ""
        yield Padding(Text(f"so far: {finding.review.value}{note}"), (0, 0, 0, 2), expand=False)


def _quotations(claims: tuple[Claim, ...], columns: int) -> Table:
    table = Table.grid(padding=(0, 2))
    for _ in range(columns):
        table.add_column(ratio=1, overflow="fold")
    for start in range(0, len(claims), columns):
        table.add_row(*(_quotation(claim) for claim in claims[start : start + columns]))
        table.add_row()
    return table


def _quotation(claim: Claim) -> Text:
    """The value, who says so where and when, and the sentence with the value marked, with and without colour."""
    before, value, after = sentence_parts(claim)
    said = [part for part in (who(claim), when(claim)) if part != UNKNOWN]
    source = ", ".join(part for part in (visible(claim.metadata.source or UNKNOWN), published(claim.metadata)) if part != UNKNOWN)
    told = Text.assemble((visible(claim.text), "bold"), "\n")
    for line in (*said, source, where(claim)):
        if line:
            told.append(f"{line}\n", style="dim")
    if not value:  # the words are not found in a shortened quotation
        return told.append(folded(before))
    return told.append(f"{folded(before)}>>").append(visible(value), style="bold reverse").append(f"<<{folded(after)}")
