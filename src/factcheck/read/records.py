"""Records of articles, as JSON and CSV hold them: which key is the text, and what the others say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from factcheck.model import Block, BlockKind, Skipped, Span
from factcheck.read import text as plain_text
from factcheck.read.article import Article, composed, on_one_line
from factcheck.read.blob import Blob, Options, Unreadable
from factcheck.read.lines import line_starts
from factcheck.read.metadata import Statement, key_of, of_entries

TEXT_KEYS = ("text", "body", "content", "article body", "article text", "full text", "main text", "maintext", "story", "raw text")
LIST_KEYS = (
    "articles",
    "documents",
    "docs",
    "items",
    "records",
    "results",
    "entries",
    "posts",
    "stories",
    "news",
    "data",
    "hits",
    "response",
)
_SHOWN_KEYS = 12
_MARKUP = ("<p>", "<p ", "<div", "<br", "</p>")

Record = Mapping[str, object]


def articles(blob: Blob, records: Iterator[tuple[int, object]], options: Options, origin: str) -> Iterator[Article | Skipped]:
    """An article for each record, addressed by its number: `dump.jsonl#12`; what has no text is counted and told once.

    Raises:
        Unreadable: no record has a text.
    """
    without = total = 0
    first: Record = {}
    for number, record in records:
        total += 1
        text = _text(record, options) if isinstance(record, Mapping) else None
        if not isinstance(record, Mapping) or text is None:
            without += 1
            first = first or (record if isinstance(record, Mapping) else {})
            continue
        yield from _article(f"{blob.path}#{number}", record, text, options, origin)
    if not total:
        raise Unreadable("empty")
    if without:
        yield Skipped(path=blob.path, reason=_reason(without, total, first, options))


def _reason(without: int, total: int, first: Record, options: Options) -> str:
    wanted = options.text_key or ", ".join(key.replace(" ", "_") for key in TEXT_KEYS[:4]) + " and the like"
    keys = ", ".join(sorted(map(str, islice(first, _SHOWN_KEYS)))) or "none"
    which = "no record has" if without == total else f"{without:,} of {total:,} records have no"
    return f"{which} text under {wanted}; --text-key names another key (there: {keys})"


def _text(record: Record, options: Options) -> str | None:
    by_key = {key_of(str(key)): value for key, value in record.items()}
    for key in (options.text_key,) if options.text_key else TEXT_KEYS:
        value = by_key.get(key_of(key))
        if isinstance(value, Mapping):  # as WordPress writes it
            value = value.get("rendered") or value.get("text") or value.get("value")
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = "\n\n".join(value)
        if isinstance(value, str) and value.strip():
            return value.encode("utf-8", errors="replace").decode("utf-8")
    return None


def _article(path: str, record: Record, text: str, options: Options, origin: str) -> Iterator[Article | Skipped]:
    keys = {name: (key,) for name, key in (("published", options.date_key), ("source", options.source_key)) if key}
    said = of_entries(origin, record, keys)
    title = said.entries.get("title")
    heading = title if isinstance(title, str) else ""
    if any(mark in text[:2_000].lower() for mark in _MARKUP):
        try:
            from factcheck.read import fragment  # imported late: its library is an extra
        except ModuleNotFoundError as error:
            yield Skipped(
                path=path, reason=f"its text is HTML, and reading that needs {error.name}; pip install 'factcheck-cli[html]'", passing=True
            )
            return
        yield composed(path, fragment.pieces(text), heading, statements=(said,), record=True)
    else:
        yield of_text(path, text, heading, (said,))


def of_text(path: str, text: str, title: str, statements: tuple[Statement, ...]) -> Article:
    """An article of plain text below its title, if it does not begin with it."""
    title = on_one_line(title)
    head = "" if not title or on_one_line(text[: 2 * len(title)]).startswith(title) else f"{title}\n\n"
    joined = head + text
    starts = line_starts(joined)
    heading = (Block(span=Span(0, len(title)), kind=BlockKind.HEADING),) if head else ()
    blocks = (*heading, *plain_text.layout(joined, starts, len(head)))
    return Article(path=path, text=joined, blocks=blocks, line_starts=starts, statements=statements, record=True)
