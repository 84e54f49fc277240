"""The flow: read → extract → frame → derive → check → group → compare → known. The only file that knows the order.

Each stage is a pure function over frozen records, so the same functions serve one small folder and many processes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableSet, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from factcheck import checks, compare, copies, derive, frame, group, known, read, rules
from factcheck._version import __version__
from factcheck.compare.verdicts import Comparison
from factcheck.extract import Text, reader
from factcheck.model import (
    KNOWN,
    SUPPRESSED,
    Claim,
    ClaimList,
    Document,
    Flaw,
    Metadata,
    Pair,
    Period,
    Report,
    Skipped,
    Summary,
    Suppression,
)
from factcheck.settings import Settings

# Why something that was read or found is not shown; what the settings withhold, they name themselves.
OUT_OF_TIME = "outside --since/--until (documents)"
OFF_TOPIC = "off --topic"
PRINTED_AGAIN = "printed again"

T = TypeVar("T")


class Watch(Protocol):
    """Hands on the items of a stage one by one, and may show how far it is."""

    def __call__(self, stage: str, items: Sequence[T], /) -> Iterable[T]:
        """The items, in their order."""
        ...


def unwatched(stage: str, items: Sequence[T]) -> Iterable[T]:
    """The items, and nothing shown."""
    return items


def claims(paths: Sequence[str], settings: Settings, watch: Watch = unwatched, *, derived: bool = False) -> ClaimList:
    """Every claim of the documents under the paths, in the order of path and place; with `derived` also what only follows.

    Raises:
        FactcheckError: a path that is not there, a broken documents.toml, a broken rules file.
    """
    loaded = rules.load(settings.rules)
    documents = _documents(_discovered(paths, settings), settings, watch)
    told = derived_of if derived else claims_of
    return _listed(documents, lambda document: told(document, loaded))


def claims_of(document: Document, loaded: rules.Rules) -> tuple[Claim, ...]:
    """The claims that one document states: extract, then frame."""
    return frame.frame(reader(loaded).read(document), loaded)


def derived_of(document: Document, loaded: rules.Rules) -> tuple[Claim, ...]:
    """The claims that one document states, and those that follow from them by arithmetic."""
    text = reader(loaded).read(document)
    return _with_derived(text, frame.frame(text, loaded), loaded)


def checked(document: Document, loaded: rules.Rules) -> tuple[tuple[Claim, ...], tuple[Flaw, ...]]:
    """The claims of one document, stated and derived, and what is wrong with them by themselves."""
    text = reader(loaded).read(document)
    found = frame.frame(text, loaded)
    return _with_derived(text, found, loaded), tuple(checks.check(text, found, loaded))


def _with_derived(text: Text, stated: tuple[Claim, ...], loaded: rules.Rules) -> tuple[Claim, ...]:
    """The claims of a document in the order of the text, each derived one where its words are."""
    derived = tuple(derive.derive(text, stated, loaded))
    return tuple(sorted((*stated, *derived), key=lambda claim: (claim.mention.span.start, bool(claim.derived_from)))) if derived else stated


def scan(paths: Sequence[str], settings: Settings, watch: Watch = unwatched) -> Report:
    """What conflicts in the documents under the paths; errors as for `claims`."""
    return _report(_documents(_discovered(paths, settings), settings, watch), settings, watch)


def check(new: read.New, against: Sequence[str], settings: Settings, watch: Watch = unwatched) -> Report:
    """What conflicts with, in or between new articles, which may lie among the known ones; errors as for `claims`.

    The known documents are not checked by themselves, nor compared with each other further than a verdict on a new claim needs.
    """
    sources = tuple(read.discover_new(new, against, settings.exclude, settings.baseline, follow_links=settings.follow_links))
    if not any(isinstance(source, read.Source) and source.new for source in sources):  # then there is nothing to read the others for
        sources = tuple(source for source in sources if isinstance(source, Skipped))
    fresh: set[str] = set()
    return _report(_documents(sources, settings, watch, new.published, fresh), settings, watch, fresh)


def _discovered(paths: Sequence[str], settings: Settings) -> Iterator[read.Source | Skipped]:
    return read.discover(paths, settings.exclude, settings.baseline, follow_links=settings.follow_links)


def _report(documents: Iterable[Document | Skipped], settings: Settings, watch: Watch, fresh: MutableSet[str] | None = None) -> Report:
    """What is wrong in the documents; where some are new, only what involves one of these, whose paths fill `fresh` while they are read."""
    loaded = rules.load(settings.rules)
    baseline = known.load(settings.baseline) if settings.baseline else known.EMPTY
    by = compare.judge(loaded)
    flaws: list[Flaw] = []
    suppressions: list[Suppression] = []
    left_out: list[Document] = []
    sketches: dict[str, frozenset[int]] = {}

    def read_claims(document: Document) -> tuple[Claim, ...]:
        suppressions.extend(document.suppressions)
        sketches[document.metadata.path] = copies.sketch(document.text)
        if fresh is not None and document.metadata.path not in fresh:
            return derived_of(document, loaded)
        found, wrong = checked(document, loaded)
        flaws.extend(wrong)
        return found

    listed = _listed(_taking_part(documents, settings, frozenset() if fresh is None else fresh, left_out), read_claims)
    new = None if fresh is None else frozenset(fresh)
    known.require_sound(suppressions, {rule.name for rule in loaded.table("check")})
    claims = {claim.id: claim for claim in listed.claims}
    blocks = list(group.group(listed.claims, new))
    asked = [pair for block in blocks for pair in group.pairs(block, new)]
    found = list(compare.comparisons(watch("comparing", asked), by, new or frozenset()))
    count = len(listed.documents)
    pairs = list(compare.settle(found, by, count)) if new is None else _settled(found, listed, new, by)
    kept = copies.copies(sketches, copies.ranked(listed.documents, new or frozenset()))
    told_once = copies.once(pairs, claims, kept)
    sifted = known.sift(told_once, flaws, claims, suppressions)
    shown, held = _divided((*sifted.pairs, *sifted.flaws), claims, settings)
    own, others = compare.on_topic(
        compare.report([item for item in shown if isinstance(item, Pair)], [item for item in shown if isinstance(item, Flaw)], claims, by),
        settings.topic,
    )
    judged = [known.judged(finding, baseline) for finding in own]
    told = tuple(finding for finding in judged if settings.show_known or not finding.known)
    held += _suppressed(sifted, claims, settings) + [KNOWN] * (len(judged) - len(told))
    held += [PRINTED_AGAIN] * (len(pairs) - len(told_once))
    withheld = Counter([*held, *([OUT_OF_TIME] * len(left_out)), *([OFF_TOPIC] * others)])
    return Report(
        version=__version__,
        documents=tuple(_as_copy(document, kept) for document in listed.documents),
        findings=told,
        skipped=listed.skipped,
        summary=Summary(
            documents=len(listed.documents), skipped=len(listed.skipped),
            claims=sum(not claim.derived_from for claim in listed.claims), groups=len(blocks),
            pairs_compared=len(found), withheld=tuple(sorted(withheld.items())),
        ),
        new=frozenset(document.path for document in listed.documents if document.path in new) if new else frozenset(),
        # a check compares too little to know what of the others has become idle
        unmatched=baseline.unmatched(compare.marks(pairs, flaws)) if baseline.entries and new is None else (),
        unused=tuple(one for one in sifted.unused(suppressions) if new is None or one.path in new),
    )  # fmt: skip


def _as_copy(document: Metadata, kept: Mapping[str, str]) -> Metadata:
    """The metadata of a document; those of a copy say whose."""
    if document.path not in kept:
        return document
    told = f"is the same text as {kept[document.path]}; what both say counts once"
    return replace(document, origins=(*document.origins, (read.WARNING, told)))


def _taking_part(
    documents: Iterable[Document | Skipped], settings: Settings, new: Collection[str], left_out: list[Document]
) -> Iterator[Document | Skipped]:
    """The documents that are new or not known to be published out of time; the others are put into `left_out`."""
    for item in documents:
        if isinstance(item, Skipped) or item.metadata.path in new or settings.covers(item.metadata.published):
            yield item
        else:
            left_out.append(item)


def _divided(found: Iterable[Pair | Flaw], claims: Mapping[str, Claim], settings: Settings) -> tuple[list[Pair | Flaw], list[str]]:
    """What is to be shown, and for everything else the reason why it is not."""
    shown: list[Pair | Flaw] = []
    held: list[str] = []
    for item in found:
        reason = _withheld(item, claims, settings)
        if reason is None:
            shown.append(item)
        else:
            held.append(reason)
    return shown, held


def _suppressed(sifted: known.Sifted, claims: Mapping[str, Claim], settings: Settings) -> list[str]:
    """For everything that a suppression accepts and would be shown, its reason."""
    return [f'{SUPPRESSED} ("{by.reason}")' for item, by in sifted.accepted if _withheld(item, claims, settings) is None]


def _withheld(item: Pair | Flaw, claims: Mapping[str, Claim], settings: Settings) -> str | None:
    """Why the settings withhold a pair or flaw."""
    members = (claims[item.a], claims[item.b]) if isinstance(item, Pair) else item.claims
    return settings.withholds(item.rule, item.relation, [claim.metadata.path for claim in members])


def _settled(found: Sequence[Comparison], listed: ClaimList, new: frozenset[str], by: compare.Judge) -> list[Pair]:
    """The verdicts on the comparisons with new claims: the same as if every document were compared with every other one."""
    leaned = compare.leaned_on(found, new, by, len(listed.documents))
    needed = [claim for claim in listed.claims if any(claim.metadata.path in paths for paths in leaned)]
    company = (
        (a, b) for block in group.group(needed) for a, b in group.pairs(block) if frozenset((a.metadata.path, b.metadata.path)) in leaned
    )
    asked = {frozenset((c.a.id, c.b.id)) for c in found}
    verdicts = compare.settle((*found, *compare.comparisons(company, by)), by, len(listed.documents))
    return [pair for pair in verdicts if frozenset((pair.a, pair.b)) in asked]


def _listed(documents: Iterable[Document | Skipped], read_claims: Callable[[Document], tuple[Claim, ...]]) -> ClaimList:
    """The claims of every document, in their order, and what could not be read."""
    documents_read: list[Metadata] = []
    skipped: list[Skipped] = []
    found: list[Claim] = []
    for item in documents:
        if isinstance(item, Skipped):
            skipped.append(item)
            continue
        documents_read.append(item.metadata)
        found += read_claims(item)
    return ClaimList(version=__version__, documents=tuple(documents_read), claims=tuple(found), skipped=tuple(skipped))


def _documents(
    sources: Iterable[read.Source | Skipped],
    settings: Settings,
    watch: Watch,
    published: Period | None = None,
    new: MutableSet[str] | None = None,
) -> Iterator[Document | Skipped]:
    """The documents in the sources; `published` is the date of new ones that give none, and their paths are put into `new`."""
    loaded = rules.load(settings.rules)
    options = read.Options(
        max_file_size=settings.max_file_size, text_key=settings.text_key, date_key=settings.date_key, source_key=settings.source_key
    )
    for source in watch("reading", tuple(sources)):
        if isinstance(source, Skipped):
            yield source
            continue
        for item in read.read(source, loaded, options):
            if source.new and new is not None and isinstance(item, Document):
                new.add(item.metadata.path)
            yield read.dated(item, published, "--published") if source.new and isinstance(item, Document) else item
