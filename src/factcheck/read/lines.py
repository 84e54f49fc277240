"""The lines of a text, as editors count them: ended by `\\n`, `\\r\\n` or a lone `\\r`, and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.model import Span

_NEWLINE = re.compile(r"\r\n|\r|\n")


def line_starts(text: str) -> tuple[int, ...]:
    """The offset of every line's first character.

    >>> line_starts("a\\r\\nb\\rc\\n")
    (0, 3, 5, 7)
    """
    return (0, *(newline.end() for newline in _NEWLINE.finditer(text)))


def stripped_lines(text: str, starts: Sequence[int]) -> list[Span]:
    """Every line without the white space around it; a blank line is an empty span.

    >>> stripped_lines(" a \\n\\nb", (0, 4, 5))
    [Span(start=1, end=2), Span(start=4, end=4), Span(start=5, end=6)]
    """
    ends = [*starts[1:], len(text)]
    return [stripped(text, Span(start, end)) for start, end in zip(starts, ends, strict=True)]


def stripped(text: str, span: Span) -> Span:
    """The span without the white space at its ends; an empty span at its start where nothing is left."""
    words = span.of(text)
    body = words.strip()
    if not body:
        return Span(span.start, span.start)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(body))
