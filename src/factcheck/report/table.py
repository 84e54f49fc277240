"""`--format table`: a block per finding, for people; a rich table, or on a narrow page a stack of claims.

Everything goes to rich as `Text`, never as a string, so that brackets in a document are not taken for markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rich import box
from rich.cells import cell_len
from rich.console import ConsoleRenderable
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from factcheck.model import Claim, ClaimList, Finding, Relation, Report
from factcheck.report.closing import closing, closing_claims, more
from factcheck.report.overview import overview
from factcheck.report.page import STYLES, page
from factcheck.report.view import View
from factcheck.report.words import UNKNOWN, folded, published, reading, repeats, sentence_parts, standing, visible, when, where, who

# Cells that a reader copies whole.
_UNBROKEN = frozenset({"relation", "published", "where"})
_VALUE = 14  # characters of a value that stay on one line
_SHORTEST_PATH = 20  # a path cut into shorter pieces is harder to read than a stack

Row = Sequence[tuple[str, str]]  # column title and cell, of one claim
Links = Mapping[str, str]  # address by cell


def render(report: Report, view: View) -> str:
    """The findings, the strongest first, then the closing line and how to see more."""
    blocks: list[ConsoleRenderable] = []
    if not view.statistics:
        blocks += (part for finding in report.findings for part in _finding(finding, view))
    for titles, *rows in overview(report, view):
        blocks.append(_grid_or_stack([tuple(zip(titles, row, strict=True)) for row in rows], view.width, {}))
    if view.closing:
        blocks.append(Text(closing(report)))
        blocks.extend(Text(line, style="dim") for line in more(report, view).splitlines())
    return page(blocks, view)


def render_claims(claims: ClaimList, view: View) -> str:
    """Every claim a row, in the order of the documents."""
    blocks: list[ConsoleRenderable] = []
    if claims.claims:
        blocks.append(_rows([_claim_row(claim) for claim in claims.claims], view, links(claims.claims, view)))
    if view.closing:
        blocks.append(Text(closing_claims(len(claims.claims), len(claims.documents), len(claims.skipped))))
    return page(blocks, view)


def _finding(finding: Finding, view: View) -> Iterator[ConsoleRenderable]:
    relation = Text(finding.relation.value, style=STYLES[finding.relation])
    topic = Text(visible(finding.topic), style="bold")
    yield Text.assemble((finding.rule, "bold"), " ", relation, ": ", topic, (f"  (id {visible(finding.id)})", "dim"))
    yield _rows(_finding_rows(finding), view, links(finding.claims, view))
    if view.quotes:
        yield from _quotes(finding.claims)
        yield Text()
    yield Padding(Text(visible(finding.reason)), (0, 0, 0, 2), expand=False)
    if told := repeats(finding):
        yield Padding(Text(told, style="dim"), (0, 0, 0, 2), expand=False)
    yield Text()


def _finding_rows(finding: Finding) -> list[Row]:
    """A row per claim; the claim's own relation is a column only where the claims of the finding differ in it."""
    own = {claim: relation for claim, (relation, _) in standing(finding).items()}
    mixed = len(set(own.values())) > 1
    return [_finding_row(claim, own.get(claim.id) if mixed else None, mixed) for claim in finding.claims]


def _finding_row(claim: Claim, relation: Relation | None, mixed: bool) -> Row:
    cells = [
        ("value", visible(claim.text)),
        ("who says so", who(claim)),
        ("period", when(claim)),
        ("source", visible(claim.metadata.source or UNKNOWN)),
        ("published", published(claim.metadata)),
        ("where", where(claim)),
    ]
    return [*cells[:1], ("relation", relation.value if relation else UNKNOWN), *cells[1:]] if mixed else cells


def _claim_row(claim: Claim) -> Row:
    frame = claim.frame
    return [
        ("value", visible(claim.text)),
        ("read as", visible(reading(claim))),
        ("measure", visible(frame.measure.value) if frame.measure else UNKNOWN),
        ("subject", visible(", ".join(part.value for part in frame.subject)) or UNKNOWN),
        ("period", when(claim)),
        ("who says so", who(claim)),
        ("mode", frame.mode.value),
        ("where", where(claim)),
    ]


def _quotes(claims: Iterable[Claim]) -> Iterator[ConsoleRenderable]:
    """Each claim's sentence, its value in bold."""
    for claim in claims:
        before, value, after = (folded(part) for part in sentence_parts(claim))
        line = Text.assemble((f"{where(claim)}  ", "dim"), before, (value, "bold"), after)
        yield Padding(line, (0, 0, 0, 2), expand=False)


def links(claims: Iterable[Claim], view: View) -> Links:
    """The addresses of the files that claims stand in, where the page's reader can follow them."""
    return {where(claim): address for claim in claims if (address := _address(claim.metadata.path, view.folders))}


def _address(path: str, folders: Iterable[str]) -> str | None:
    places = (Path(folder, path) for folder in folders)
    return next((place.absolute().as_uri() for place in places if place.is_file()), None)


def _rows(rows: Sequence[Row], view: View, addresses: Links) -> ConsoleRenderable:
    """The rows as a table, on a narrow page as a stack."""
    return _stack(rows, addresses) if view.stacked else _grid_or_stack(rows, view.width, addresses)


def _grid_or_stack(rows: Sequence[Row], room: int | None, addresses: Links) -> ConsoleRenderable:
    """The rows as a table, or stacked where the page is too narrow for their longest words."""
    columns = [[value for _, value in (row[place] for row in rows)] for place in range(len(rows[0]))]
    titles = [title for title, _ in rows[0]]
    widths = _widths(titles, columns, room)
    return _stack(rows, addresses) if widths is None else _grid(titles, zip(*columns, strict=True), widths, addresses)


def _widths(titles: Sequence[str], columns: Sequence[Sequence[str]], room: int | None) -> list[int] | None:
    """A width per column that breaks no word but, if need be, a path; None where the page cannot hold that.

    Left to itself, rich breaks words as soon as the widest columns are cut.
    """
    full = [max(cell_len(text) for text in (title, *column)) for title, column in zip(titles, columns, strict=True)]
    least = [_least(title, column, width) for title, column, width in zip(titles, columns, full, strict=True)]
    if room is None:
        return full
    spare = room - 2 * len(titles) - 1 - sum(least)  # a blank and a divider per column, and the edge
    wanted = sum(full) - sum(least)
    if spare < 0:
        last = least[-1] + spare  # the place stands last
        return [*least[:-1], last] if last >= _SHORTEST_PATH else None
    if spare >= wanted:
        return full
    return [low + (high - low) * spare // wanted for low, high in zip(least, full, strict=True)]


def _least(title: str, column: Sequence[str], full: int) -> int:
    """The narrowest that a column may be: no broken word, and a value on one line where it is not a long one."""
    if title in _UNBROKEN:
        return full
    longest = max(cell_len(word) for text in (title, *column) for word in text.split())
    return max(longest, min(full, _VALUE)) if title == "value" else longest


def _grid(titles: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int], addresses: Links) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), header_style="dim")
    for title, width in zip(titles, widths, strict=True):
        table.add_column(Text(title), overflow="fold", width=width)
    for row in rows:
        table.add_row(*(Text(value, style=Style(link=addresses.get(value)), overflow="fold") for value in row))
    return table


def _stack(rows: Sequence[Row], addresses: Links) -> Padding:
    """One claim under another: the value, then a line for each thing that is known of it."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for row in rows:
        if table.row_count:
            table.add_row()
        for title, value in row:
            if value != UNKNOWN:
                style = Style(bold=title == "value", link=addresses.get(value))
                table.add_row(Text(f"  {title}"), Text(value, style=style, overflow="fold"))
    return Padding(table, (1, 0), expand=False)
