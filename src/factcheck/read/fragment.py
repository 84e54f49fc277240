"""Markup without a page around it: every heading, paragraph, item and row that is no navigation."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factcheck.model import BlockKind
from factcheck.read.article import Piece, on_one_line, row

_NO_TEXT = [
    "script", "style", "template", "noscript", "nav", "footer", "aside", "form", "button", "select", "iframe", "object", "svg", "head",
    "figcaption", "[hidden]", "[aria-hidden=true]", "[role=navigation]", "[role=banner]", "[role=contentinfo]",
]  # fmt: skip
_BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, tr, blockquote, dd, pre"
_KINDS = {"li": BlockKind.ITEM, "tr": BlockKind.ROW, **{f"h{number}": BlockKind.HEADING for number in range(1, 7)}}
_BREAK = "\N{SYMBOL FOR NEWLINE}"


def pieces(markup: str) -> Iterator[Piece]:
    """The pieces of text in some markup; without any element of text, each line of the text itself."""
    tree = LexborHTMLParser(markup)
    tree.strip_tags(_NO_TEXT)
    blocks = [node for node in tree.css(_BLOCKS) if not node.css(_BLOCKS)[1:]]
    if not blocks:
        body = tree.body
        for line in (body.text(separator="\n") if body is not None else "").split("\n"):
            yield Piece(words=line)
        return
    header: list[str] = []
    for node in blocks:
        if node.tag == "tr":
            cells = [on_one_line(cell.text(separator=" ")) for cell in node.css("td, th")]
            heads = not node.css("td")
            if not heads:
                yield Piece(words=row(header, cells), kind=BlockKind.ROW)
            header = cells if heads else header
        else:
            yield Piece(words=_words(node), kind=_KINDS.get(node.tag or "", BlockKind.PARAGRAPH))


def _words(node: LexborNode) -> str:
    return node.text(separator="")
