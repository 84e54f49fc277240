"""One source becomes one document, or Skipped with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from factcheck import rules as rules_files
from factcheck.model import Block, BlockKind, Document, Period, Skipped
from factcheck.read import dateline, documents_toml, markdown, suppressions
from factcheck.read.decode import decode
from factcheck.read.files import Source, is_ours
from factcheck.read.furniture import without_furniture
from factcheck.read.layout import layout_for
from factcheck.read.lines import line_starts
from factcheck.read.metadata import WARNING, Statement, clean, merge, of_front_matter
from factcheck.read.published import parse_published
from factcheck.rules import Rules

LARGEST_FILE = 50_000_000  # bytes

ParseDate = Callable[[str], Period | None]


def read(source: Source, rules: Rules | None = None, parse_date: ParseDate = parse_published) -> Document | Skipped:
    """The document in a file. No file's bytes make it raise; `parse_date` reads the date of a dateline.

    Raises:
        InputError: the `documents.toml` beside the file does not fit.
    """
    written = _text(source)
    if isinstance(written, Skipped):
        return written
    starts = line_starts(written)
    front, body = _front_matter(written)
    layout = layout_for(source.file.suffix)
    accepted = suppressions.find(written, starts, body, source.path, markdown=layout is markdown.layout)
    text = suppressions.hidden(written, accepted, " ")
    blocks = layout(suppressions.hidden(written, accepted, suppressions.HIDDEN), starts, body)
    blocks = without_furniture(text, blocks, rules or rules_files.load())
    statements = (front, _documents_toml(source), _heading(source, text, blocks), _dateline(text, blocks, parse_date))
    told = dateline.cut(text, blocks)
    return Document(
        text=text, metadata=merge(source.path, written, statements), blocks=told, line_starts=starts,
        suppressions=accepted if accepted and (source.new or is_ours(source.file)) else (),
    )  # fmt: skip


def warnings(document: Document) -> tuple[str, ...]:
    """What could not be read of a document that was read: broken front matter, a date without its year."""
    return tuple(problem for name, problem in document.metadata.origins if name == WARNING)


def dated(document: Document, published: Period | None, origin: str) -> Document:
    """The document with this publication date where it gives none itself."""
    metadata = document.metadata
    if published is None or metadata.published is not None:
        return document
    origins = tuple(sorted((*metadata.origins, ("published", origin))))
    return replace(document, metadata=replace(metadata, published=published, origins=origins))


def _text(source: Source) -> str | Skipped:
    try:
        data = _bytes(source)
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        return Skipped(path=source.path, reason=f"cannot be opened: {cause}")
    if len(data) > LARGEST_FILE:
        return Skipped(path=source.path, reason=f"larger than {LARGEST_FILE // 1_000_000} MB")
    text = decode(data)
    if text is None:
        return Skipped(path=source.path, reason="not a text file")
    return text if text.strip() else Skipped(path=source.path, reason="empty")


def _bytes(source: Source) -> bytes:
    if source.data is not None:
        return source.data
    with open(source.file, "rb") as file:
        return file.read(LARGEST_FILE + 1)


def _front_matter(text: str) -> tuple[Statement, int]:
    if not text.startswith("---"):
        return of_front_matter({}, None), 0
    # imported late: YAML costs more than most files have use for
    from factcheck.read import front_matter

    found = front_matter.split(text)
    return of_front_matter(found.entries, found.problem), found.end


def _documents_toml(source: Source) -> Statement:
    return Statement(origin=documents_toml.NAME, entries=documents_toml.entry_for(source.file, source.path))


def _heading(source: Source, text: str, blocks: tuple[Block, ...]) -> Statement:
    """A Markdown file's own title is the heading that opens it; the first line of plain text may be anything."""
    opens = blocks and blocks[0].kind is BlockKind.HEADING and source.file.suffix.lower() in (".md", ".markdown")
    entries: dict[str, str | Period] = {"title": clean(blocks[0].span.of(text))} if opens else {}
    return Statement(origin="heading", entries=entries)


def _dateline(text: str, blocks: tuple[Block, ...], parse_date: ParseDate) -> Statement:
    found = dateline.find(text, blocks, parse_date)
    entries: dict[str, str | Period] = {}
    if found:
        entries["source"] = clean(found.agency)
        if found.published:
            entries["published"] = found.published
    return Statement(origin="dateline", entries=entries)
