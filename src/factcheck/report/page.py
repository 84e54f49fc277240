"""A page for people: what rich makes of its blocks at a width and in colour, and nothing else.

Everything goes to rich as `Text`, never as a string, so that brackets in a document are not taken for markup.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, ConsoleRenderable

from factcheck.model import Relation
from factcheck.report.view import View

STYLES = {
    Relation.CONFLICT: "bold red",
    Relation.TENSION: "bold yellow",
    Relation.UPDATE: "bold cyan",
    Relation.DERIVED: "bold blue",
    Relation.AGREE: "bold green",
}

_CODE_AT_END = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)$")  # a colour or the end of a link

# Rich needs some width; content is never this wide, so nothing is wrapped.
_ENDLESS = 1_000_000


def page(blocks: Iterable[ConsoleRenderable], view: View) -> str:
    """The blocks one under another, without the blanks that rich fills lines with and without empty lines at the end."""
    sheet = io.StringIO()
    console = _console(sheet, view)
    for block in blocks:
        console.print(block)
    body = "\n".join(_trimmed(line) for line in sheet.getvalue().split("\n")).strip("\n")
    return f"{body}\n" if body else ""


def _trimmed(line: str) -> str:
    """The line without blanks at its end, coloured ones among them; a document's text holds no escape sequence."""
    codes = ""
    while found := _CODE_AT_END.search(line := line.rstrip()):
        line, codes = line[: found.start()], found.group() + codes
    return line + codes


def _console(sheet: TextIO, view: View) -> Console:
    return Console(
        file=sheet,
        width=view.width or _ENDLESS,
        height=25,  # with width and height given, rich asks neither the terminal nor TERM
        force_terminal=view.color,
        color_system="standard" if view.color else None,
        no_color=not view.color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},  # what holds is decided once, in the command line
    )
