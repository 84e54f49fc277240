"""Which layout a file has, by its ending. A further format is a further entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from factcheck.model import Block
from factcheck.read import markdown, text

Layout: TypeAlias = Callable[[str, Sequence[int], int], tuple[Block, ...]]
"""Text, the offsets of its lines and of its body's first character → blocks in order, none overlapping."""

LAYOUT_BY_SUFFIX: dict[str, Layout] = {
    ".txt": text.layout,
    ".text": text.layout,
    ".md": markdown.layout,
    ".markdown": markdown.layout,
}


def layout_for(suffix: str) -> Layout:
    """The layout of files with this ending; a named file of an unknown kind is taken for plain text."""
    return LAYOUT_BY_SUFFIX.get(suffix.lower(), text.layout)
