"""One source becomes its documents, one after the other; what cannot be read is Skipped with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from factcheck import rules as rules_files
from factcheck.model import Document, Metadata, Period, Skipped
from factcheck.read import agency, dateline, documents_toml, file_name, languages
from factcheck.read.article import Article
from factcheck.read.blob import Blob, Missing, Options, Unreadable
from factcheck.read.dateline import Dateline
from factcheck.read.files import Source, opened
from factcheck.read.formats import Format, recognise
from factcheck.read.furniture import without_furniture
from factcheck.read.metadata import Statement, clean, merge
from factcheck.read.published import parse_published
from factcheck.rules import Rules

_DEEPEST = 4  # archives within archives

ParseDate = Callable[[str], Period | None]


def read(
    source: Source, rules: Rules | None = None, options: Options | None = None, parse_date: ParseDate = parse_published
) -> Iterator[Document | Skipped]:
    """The documents in a file, read as they are asked for. No file's bytes make it raise; `parse_date` reads a dateline's date.

    Raises:
        InputError: the `documents.toml` beside the file does not fit.
    """
    loaded, asked = rules or rules_files.load(), options or Options()
    try:
        with opened(source) as stream:
            blob = Blob(path=source.path, name=source.file.name, stream=stream, named=source.named)
            seen: Counter[str] = Counter()
            for within, item in _items(blob, asked, loaded):
                seen[item.path] += 1
                yield item if isinstance(item, Skipped) else _document(_apart(item, seen[item.path]), within, source, loaded, parse_date)
    except (Unreadable, OSError) as error:
        yield Skipped(path=source.path, reason=_reason(error), passing=not isinstance(error, Unreadable))


def dated(document: Document, published: Period | None, origin: str) -> Document:
    """The document with this publication date where it gives none itself."""
    metadata = document.metadata
    if published is None or metadata.published is not None:
        return document
    origins = tuple(sorted((*metadata.origins, ("published", origin))))
    return replace(document, metadata=replace(metadata, published=published, origins=origins))


def _apart(article: Article, number: int) -> Article:
    """The article, with an address of its own where others in the file have the same (`#report.txt~2`)."""
    return article if number == 1 else replace(article, path=f"{article.path}~{number}")


def _items(blob: Blob, options: Options, rules: Rules) -> Iterator[tuple[Blob, Article | Skipped]]:
    """The articles of a blob and of everything within it, each with the blob that it came from."""
    if blob.depth > _DEEPEST:
        yield blob, Skipped(path=blob.path, reason=f"more than {_DEEPEST} archives within each other")
        return
    form: Format | None = None
    try:
        form = recognise(blob)
        for item in form.reader()(blob, options, rules):
            if isinstance(item, Blob):
                yield from _items(item, options, rules)
            else:
                yield blob, item
    except Unreadable as error:
        yield blob, Skipped(path=blob.path, reason=_reason(error), passing=isinstance(error, Missing))
    except (RecursionError, MemoryError):
        yield blob, Skipped(path=blob.path, reason="nested too deeply, or too large for the memory", passing=True)
    except Exception as error:
        if form is None or not form.foreign:
            raise
        yield blob, Skipped(path=blob.path, reason=f"damaged, or no {form.name} file ({type(error).__name__})")


def _reason(error: Exception) -> str:
    if isinstance(error, Unreadable):
        return str(error)
    return f"cannot be opened: {getattr(error, 'strerror', None) or error}"


def _document(article: Article, blob: Blob, source: Source, rules: Rules, parse_date: ParseDate) -> Document | Skipped:
    blocks = without_furniture(article.text, article.blocks, rules)
    told = dateline.cut(article.text, blocks)
    foreign = languages.foreign(article.text, told, rules)
    if foreign:
        return Skipped(path=article.path, reason=f"in {foreign}, which the rules do not know")
    line = dateline.find(article.text, blocks, parse_date)
    statements = (
        *((article.front,) if article.front else ()),
        _documents_toml(source, article.path),
        *article.statements,
        *blob.told,
        _dateline(line, rules),
        agency.credit(article.text, article.blocks, rules),
        *(() if article.record else (file_name.date(blob.name),)),
    )
    return Document(
        text=article.text,
        metadata=_refined(merge(article.path, article.written or article.text, statements), line, parse_date),
        blocks=told,
        line_starts=article.line_starts,
        line_numbers=article.line_numbers,
        pages=article.pages,
        suppressions=article.suppressions if article.suppressions and (source.new or source.ours) else (),
        new=source.new,
    )


def _documents_toml(source: Source, path: str) -> Statement:
    """What the `documents.toml` beside the file says of it, and above that of what stands at this address within it."""
    address = path.removeprefix(source.path)
    entries = documents_toml.entry_for(source.file, source.path, address, source.remote.notes if source.remote else None)
    return Statement(origin=documents_toml.NAME, entries=entries)


def _dateline(found: Dateline | None, rules: Rules) -> Statement:
    entries: dict[str, str | Period] = {}
    if found:
        entries["source"] = clean(found.agency)
        entries["agency"] = agency.known(found.agency, rules) or clean(found.agency)
        if found.published:
            entries["published"] = found.published
    return Statement(origin="dateline", entries=entries)


def _refined(metadata: Metadata, line: Dateline | None, parse_date: ParseDate) -> Metadata:
    """The metadata with the day of a dateline, where only the month or year of the publication is known otherwise."""
    day = dateline.day_within(line, metadata.published, parse_date) if line and metadata.published else None
    if day is None:
        return metadata
    origins = tuple((name, f"{origin} and dateline" if name == "published" else origin) for name, origin in metadata.origins)
    return replace(metadata, published=day, origins=origins)
