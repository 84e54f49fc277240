"""The lines of a text, as editors count them: ended by `\\n`, `\\r\\n` or a lone `\\r`, and by nothing else."""

from __future__ import annotations

import re

from factcheck.model import Span

_NEWLINE = re.compile(r"\r\n|\r|\n")


def line_starts(text: str) -> tuple[int, ...]:
    """The offset of every line's first character.

    >>> line_starts("a\\r\\nb\\rc\\n")
    (0, 3, 5, 7)
    """
    return (0, *(newline.end() for newline in _NEWLINE.finditer(text)))


def stripped(text: str, span: Span) -> Span:
    """The span without the white space at its ends; an empty span at its start where nothing is left.

    >>> stripped("a: b \\n", Span(2, 6)), stripped("a: b \\n", Span(4, 6))
    (Span(start=3, end=4), Span(start=4, end=4))
    """
    words = span.of(text)
    body = words.strip()
    if not body:
        return Span(span.start, span.start)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(body))
