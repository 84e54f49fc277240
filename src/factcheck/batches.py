"""Batches: what crosses to other processes. Files go out and entries of an index come in; documents go out and verdicts come in.

Both are pure functions of a module over frozen records, so that an engine can call them anywhere, in any order, and again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from factcheck import checks, compare, copies, derive, frame, index, read, rules, ties
from factcheck.compare import documents
from factcheck.compare.documents import Couple, Hearing, Two
from factcheck.extract import Text, reader
from factcheck.index import Entry
from factcheck.model import Account, Claim, Document, Metadata, Period, Skipped
from factcheck.report import claim_lines
from factcheck.settings import Settings

_FILES = 64  # in one batch
BYTES = 1_000_000  # in one batch that goes elsewhere
LOT = 100_000  # bytes or characters of documents that are read together: what is asked of each stays in the processor's caches

Item = read.Source | Document | Skipped
Told = Entry | Skipped | None  # a document, what could not be read, or a document that is out of time


# ---- one document ---------------------------------------------------------------------------------------------------


def read_of(document: Document, loaded: rules.Rules) -> Text:
    """A document with its mentions; its metadata say so where not all of it is read."""
    return _read_all((document,), loaded)[0]


def _read_all(documents: Iterable[Document], loaded: rules.Rules) -> list[Text]:
    by = reader(loaded)
    return [_warned(text, by.values) for text in by.read_all(documents)]


def _warned(text: Text, values: int) -> Text:
    if text.unread is None:
        return text
    document = text.document
    line, column = document.place(text.unread)
    page = document.page(text.unread)
    place = f"{f'page {page}, ' if page is not None else ''}line {line}, column {column}"
    told = f"holds more than {values:,} numbers and dates, as no article does: from {place} on it is not read; divide it into parts"
    metadata = replace(document.metadata, origins=(*document.metadata.origins, (read.WARNING, told)))
    return replace(text, document=replace(document, metadata=metadata))


def claims_of(document: Document, loaded: rules.Rules) -> tuple[Claim, ...]:
    """The claims that one document states: extract, then frame."""
    return frame.frame(read_of(document, loaded), loaded)


def account(document: Document, loaded: rules.Rules, *, check: bool) -> Account:
    """All that one document gives; with `check` also what is wrong with its claims by themselves, and what its words tie together."""
    text = read_of(document, loaded)
    found = frame.frame(text, loaded)
    return Account(
        metadata=text.document.metadata, claims=_with_derived(text, found, loaded),
        flaws=tuple(checks.check(text, found, loaded)) if check else (), ties=tuple(ties.stated(text, found, loaded)) if check else (),
        suppressions=document.suppressions, sketch=copies.sketch(document.text), new=document.new,
    )  # fmt: skip


def _with_derived(text: Text, stated: tuple[Claim, ...], loaded: rules.Rules) -> tuple[Claim, ...]:
    """The claims of a document in the order of the text, each derived one where its words are."""
    derived = tuple(derive.derive(text, stated, loaded))
    return tuple(sorted((*stated, *derived), key=lambda claim: (claim.mention.span.start, bool(claim.derived_from)))) if derived else stated


# ---- many documents -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Files to read, or documents that were read from one of many, and how.

    `published` is the date of new documents that give none. `check` asks for the flaws of all documents, not only of new ones.
    `packed` asks for accounts as bytes.
    """

    items: tuple[Item, ...]
    settings: Settings
    published: Period | None = None
    check: bool = True
    packed: bool = False


def told(batch: Files) -> tuple[tuple[Told, ...], ...]:
    """What each item of a batch holds, in their order."""
    return tuple(map(tuple, tellings(batch)))


def tellings(batch: Files) -> Iterator[Iterator[Told]]:
    """What each item of a batch holds, one by one: to be gone through in their order."""
    loaded = rules.load(batch.settings.rules)
    for item in batch.items:
        yield (_told(found, batch, loaded) for found in opened(item, batch.settings, batch.published))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The claims of one document in formats of lines, in the order of these, and how many they are."""

    metadata: Metadata
    texts: tuple[str, ...]
    claims: int


def listings(batch: Files, *, formats: tuple[str, ...], derived: bool) -> tuple[tuple[Listing | Skipped, ...], ...]:
    """The claims of the documents in each item of a batch, written out; `derived` asks for those too that only follow."""
    loaded = rules.load(batch.settings.rules)
    listed: list[list[Listing | Skipped]] = [[] for _ in batch.items]
    found = ((place, item) for place, whole in enumerate(batch.items) for item in opened(whole, batch.settings))
    for together in _together(found):
        listing = _listings([item for _, item in together if isinstance(item, Document)], loaded, formats, derived=derived)
        for place, item in together:
            listed[place].append(item if isinstance(item, Skipped) else next(listing))
    return tuple(map(tuple, listed))


def _together(found: Iterable[tuple[int, Document | Skipped]]) -> Iterator[list[tuple[int, Document | Skipped]]]:
    """The documents in lots that are read together, each with its place."""
    lot: list[tuple[int, Document | Skipped]] = []
    size = 0
    for place, item in found:
        lot.append((place, item))
        size += size_of(item)
        if size >= LOT:
            yield lot
            lot, size = [], 0
    if lot:
        yield lot


def _listings(documents: Sequence[Document], loaded: rules.Rules, formats: Sequence[str], *, derived: bool) -> Iterator[Listing]:
    texts = _read_all(documents, loaded)
    for text, stated in zip(texts, frame.frame_all(texts, loaded, compared=False), strict=True):
        yield written(text.document.metadata, _with_derived(text, stated, loaded) if derived else stated, formats)


def written(metadata: Metadata, claims: tuple[Claim, ...], formats: Sequence[str]) -> Listing:
    """The claims of a document, written out."""
    return Listing(metadata=metadata, texts=tuple(claim_lines(form, claims) for form in formats), claims=len(claims))


def _told(item: Document | Skipped, batch: Files, loaded: rules.Rules) -> Told:
    if isinstance(item, Skipped):
        return item
    if not item.new and not batch.settings.covers(item.metadata.published):
        return None
    found = account(item, loaded, check=batch.check or item.new)
    return index.entry(found, index.packed(found) if batch.packed else None)


def opened(item: Item, settings: Settings, published: Period | None = None) -> Iterator[Document | Skipped]:
    """The documents in a file, one by one; of what is no file, itself. A new one without a date gets that of `published`."""
    for found in _inside(item, settings) if isinstance(item, read.Source) else (item,):
        yield read.dated(found, published, "--published") if isinstance(found, Document) and found.new else found


def unfolded(item: read.Source | Skipped, settings: Settings) -> Iterator[Item]:
    """The item, or of a file that may hold any number of documents these: one worker would sit on all of them."""
    return opened(item, settings) if isinstance(item, read.Source) and item.holds_many else iter((item,))


def _inside(item: read.Source, settings: Settings) -> Iterator[Document | Skipped]:
    options = read.Options(
        max_file_size=settings.max_file_size, text_key=settings.text_key, date_key=settings.date_key, source_key=settings.source_key
    )
    return read.read(item, rules.load(settings.rules), options)


def batched(items: Iterable[Item], whole: Files, size: int) -> Iterator[Files]:
    """The items in batches of about so many bytes that are asked what `whole` is; one item a batch where that is 0."""
    taken: list[Item] = []
    held = 0
    for item in items:
        taken.append(item)
        held += size_of(item)
        if len(taken) >= _FILES or held >= size:
            yield replace(whole, items=tuple(taken))
            taken, held = [], 0
    if taken:
        yield replace(whole, items=tuple(taken))


def size_of(item: Item) -> int:
    """How many bytes or characters there are to be read."""
    if isinstance(item, Document):
        return len(item.text)
    return item.size if isinstance(item, read.Source) else 0


# ---- couples of documents -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """Couples of documents to be heard, with what their documents say, by number.

    `few` says that the run has no more than a handful of documents, `open_too` asks for verdicts that are open.
    """

    couples: tuple[Couple, ...]
    accounts: Mapping[int, Account | bytes]
    rules: tuple[str, ...]
    few: bool
    open_too: bool = False


def heard(docket: Docket) -> tuple[Hearing, ...]:
    """What came of hearing the couples, in their order."""
    by = compare.judge(rules.load(docket.rules))
    fetch = partial(_fetch, docket.accounts)
    return tuple(
        documents.hear(Two(couple, fetch(couple[0]), fetch(couple[1]), docket.few), by, open_too=docket.open_too)
        for couple in docket.couples
    )


def _fetch(accounts: Mapping[int, Account | bytes], number: int) -> Account:
    kept = accounts[number]
    return kept if isinstance(kept, Account) else index.unpacked(kept)
