"""Suppressions: comments in a document that accept a case, with a reason.

    <!-- factcheck: ignore[FC101] reason="as-of differs" -->         on a line, or alone on the line before
    <!-- factcheck: ignore-file[FC101,FC106] reason="a satire" -->   anywhere, for the whole document

Only the parser of these comments is here; which documents may have them, and what they cover, is decided elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from factcheck.model import Span, Suppression

HIDDEN = "\x1f"  # white space to Python and none to Markdown: a hidden comment neither ends nor indents a paragraph
FORM = '<!-- factcheck: ignore[FC101] reason="..." -->'

_OPENS = re.compile(r"<!--\s{0,9}factcheck:")
_ORDER = re.compile(r"ignore(?P<file>-file)?\s*\[(?P<codes>[^\[\]]*)\](?P<rest>.*)", re.DOTALL)
_REASON = re.compile(r"""reason\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_FENCE = re.compile(r"[ \t>]*(?P<mark>`{3,}|~{3,})(?P<rest>[^\r\n]*)")


def find(text: str, starts: Sequence[int], body: int, path: str, *, markdown: bool = False) -> tuple[Suppression, ...]:
    """The suppressions of a text from the offset `body` on, also those that cannot be understood; in Markdown none of code.

    >>> [found] = find('It was 40. <!-- factcheck: ignore[FC101] reason="as-of differs" -->', (0,), 0, "a.txt")
    >>> found.codes, found.reason, found.lines
    (('FC101',), 'as-of differs', (1, 1))
    """
    spans = list(_comments(text, body))
    if markdown and spans:
        fenced = _fenced(text, starts)
        spans = [span for span in spans if bisect_right(starts, span.start) not in fenced and text[span.start - 1 : span.start] != "`"]
    filled = _filled(_without(text, spans, " "), starts) if spans else ()
    return tuple(_suppression(text, span, starts, filled, path) for span in spans)


def hidden(text: str, suppressions: Sequence[Suppression], character: str) -> str:
    """The text with another character in place of every one of the comments that were understood; lines stay lines."""
    return _without(text, [suppression.span for suppression in suppressions if suppression.problem is None], character)


def _comments(text: str, body: int) -> Iterator[Span]:
    """The comments to us, the last perhaps without an end."""
    opened = _OPENS.search(text, body)
    while opened:
        closed = text.find("-->", opened.end())
        yield Span(opened.start(), closed + 3 if closed >= 0 else opened.end())
        opened = _OPENS.search(text, closed + 3) if closed >= 0 else None


def _fenced(text: str, starts: Sequence[int]) -> frozenset[int]:
    """The lines, counted from 1, of fenced code."""
    inside: set[int] = set()
    mark = ""
    for number, start in enumerate(starts, 1):
        fence = _FENCE.match(text, start)
        if not mark:
            mark = fence["mark"] if fence else ""
        else:
            inside.add(number)
            if fence and fence["mark"].startswith(mark) and not fence["rest"].strip():
                mark = ""
    return frozenset(inside)


def _without(text: str, spans: Sequence[Span], character: str) -> str:
    parts: list[str] = []
    end = 0
    for span in spans:
        parts += (text[end : span.start], re.sub(r"[^\r\n]", character, span.of(text)))
        end = span.end
    return "".join((*parts, text[end:]))


def _filled(plain: str, starts: Sequence[int]) -> tuple[int, ...]:
    """The lines, counted from 1, that hold more than white space."""
    ends = (*starts[1:], len(plain))
    return tuple(number for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1) if plain[start:end].strip())


def _suppression(text: str, span: Span, starts: Sequence[int], filled: Sequence[int], path: str) -> Suppression:
    first, last = bisect_right(starts, span.start), bisect_right(starts, span.end - 1)
    words = span.of(text)
    order = _ORDER.fullmatch(words.partition(":")[2].removesuffix("-->").strip()) if words.endswith("-->") else None
    if order is None:
        return Suppression(path=path, line=first, span=span, problem=f"cannot be understood as a suppression; write {FORM}")
    codes = tuple(code for part in order["codes"].split(",") if (code := part.strip().upper()))
    reason = _reason(order["rest"])
    return Suppression(
        path=path, line=first, span=span, codes=codes, reason=reason,
        lines=None if order["file"] else _lines(first, last, filled),
        problem=_problem(codes, reason),
    )  # fmt: skip


def _reason(words: str) -> str:
    given = _REASON.fullmatch(words.strip())
    return " ".join((given["double"] or given["single"] or "").split()) if given else ""


def _problem(codes: Sequence[str], reason: str) -> str | None:
    if not codes:
        return f"a suppression names the checks that it is for; write {FORM}"
    return None if reason else f"a suppression needs a reason in quotation marks; write {FORM}"


def _lines(first: int, last: int, filled: Sequence[int]) -> tuple[int, int]:
    """The lines of a comment that stands beside text; for one that stands alone, the next line with text."""
    place = bisect_left(filled, first)
    following = filled[place] if place < len(filled) else last
    return (first, last) if following <= last else (following, following)
