"""How a reader looks at a report: the width and colour of the page, and the paths that were given."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from factcheck.report.words import visible

WIDE = 100  # from this many columns on, a finding is a table; below, a stack of blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a renderer may know of the place that it writes to.

    `width` is None where lines may be as long as their content (a pipe, a file). `quotes` asks for each claim's
    sentence, `closing` for the closing line, `statistics` for counts in place of findings, `files` for the documents
    that were read; `paths`, and `against` which new articles are checked, are repeated in the hints on how to see more.
    `folders` are those that printed paths may count from, where a reader can follow a link to a file; elsewhere there are none.
    """

    width: int | None = None
    color: bool = False
    quotes: bool = False
    closing: bool = True
    statistics: bool = False
    files: bool = False
    paths: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()

    @property
    def stacked(self) -> bool:
        """Whether the page is too narrow for a table."""
        return self.width is not None and self.width < WIDE

    @property
    def given(self) -> str:
        """The paths that were given, as a shell takes them."""
        paths = [_quoted(path) for path in self.paths] or ["PATH..."]
        return " ".join([*paths, *(f"--against {_quoted(path)}" for path in self.against)])


def _quoted(word: str) -> str:
    return visible(shlex.quote(word))
