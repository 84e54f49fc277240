"""What plain text and Markdown share: the file is the text, so that every line and column is true to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from factcheck.model import Block, BlockKind
from factcheck.read import front_matter, suppressions
from factcheck.read.article import Article
from factcheck.read.blob import Blob, Options, Unreadable, whole
from factcheck.read.decode import decode
from factcheck.read.lines import line_starts
from factcheck.read.metadata import Statement, clean, of_front_matter

Layout: TypeAlias = Callable[[str, Sequence[int], int], tuple[Block, ...]]
"""Text, the offsets of its lines and of its body's first character → blocks in order, none overlapping."""


def text_of(blob: Blob, options: Options) -> str:
    """The decoded text of a blob.

    Raises:
        Unreadable: too large, empty, or no text.
    """
    text = decode(whole(blob.stream, options.max_file_size))
    if text is None:
        raise Unreadable("not a text file")
    if not text.strip():
        raise Unreadable("empty")
    return text


def article(path: str, written: str, layout: Layout, *, markdown: bool = False) -> Article:
    """A text with its front matter, suppressions and layout; in Markdown the heading that opens it is the title."""
    starts = line_starts(written)
    front, body = _front_matter(written)
    accepted = suppressions.find(written, starts, body, path, markdown=markdown)
    text = suppressions.hidden(written, accepted, " ")
    blocks = layout(suppressions.hidden(written, accepted, suppressions.HIDDEN), starts, body)
    opens = markdown and blocks and blocks[0].kind is BlockKind.HEADING
    heading = Statement(origin="heading", entries={"title": clean(blocks[0].span.of(text))} if opens else {})
    return Article(
        path=path, text=text, blocks=blocks, line_starts=starts, front=front, statements=(heading,), suppressions=accepted, written=written
    )


def _front_matter(text: str) -> tuple[Statement | None, int]:
    if not text.startswith("---"):
        return None, 0
    found = front_matter.split(text)
    return of_front_matter(found.entries, found.problem), found.end
