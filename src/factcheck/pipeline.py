"""The flow: read → extract → frame → check → group → compare. The only file that knows the order.

Each stage is a pure function over frozen records, so the same functions serve one small folder and many processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factcheck import checks, compare, frame, group, read, rules
from factcheck._version import __version__
from factcheck.extract import reader
from factcheck.model import Claim, ClaimList, Document, Flaw, Metadata, Pair, Report, Skipped, Summary
from factcheck.settings import Settings


def claims(paths: Sequence[str], settings: Settings) -> ClaimList:
    """Every claim of the documents under the paths, in the order of path and place.

    Raises:
        FactcheckError: a path that is not there, a broken documents.toml, a broken rules file.
    """
    listed, _ = _read(paths, settings, check=False)
    return listed


def claims_of(document: Document, loaded: rules.Rules) -> tuple[Claim, ...]:
    """The claims of one document: extract, then frame."""
    return frame.frame(reader(loaded).read(document), loaded)


def checked(document: Document, loaded: rules.Rules) -> tuple[tuple[Claim, ...], tuple[Flaw, ...]]:
    """The claims of one document, and what is wrong with them by themselves."""
    text = reader(loaded).read(document)
    found = frame.frame(text, loaded)
    return found, tuple(checks.check(text, found, loaded))


def scan(paths: Sequence[str], settings: Settings) -> Report:
    """What conflicts in the documents under the paths; errors as for `claims`."""
    listed, flaws = _read(paths, settings, check=True)
    by = compare.judge(rules.load(settings.rules))
    blocks = list(group.group(listed.claims))
    asked = [pair for block in blocks for pair in group.pairs(block)]
    found = list(compare.comparisons(asked, by))
    pairs = list(compare.settle(found, by))
    shown = [pair for pair in pairs if settings.shows(pair.rule, pair.relation)]
    own = [flaw for flaw in flaws if settings.shows(flaw.rule, flaw.relation)]
    return Report(
        version=__version__,
        documents=listed.documents,
        findings=compare.report(shown, own, {claim.id: claim for claim in listed.claims}, by),
        skipped=listed.skipped,
        summary=Summary(
            documents=len(listed.documents), skipped=len(listed.skipped), claims=len(listed.claims), groups=len(blocks),
            pairs_compared=len(found), withheld=_withheld((*pairs, *flaws), settings),
        ),
    )  # fmt: skip


def _read(paths: Sequence[str], settings: Settings, *, check: bool) -> tuple[ClaimList, list[Flaw]]:
    """The claims of every document under the paths and, where they are to be checked, what is wrong with them."""
    loaded = rules.load(settings.rules)
    documents: list[Metadata] = []
    skipped: list[Skipped] = []
    found: list[Claim] = []
    flaws: list[Flaw] = []
    for item in _documents(paths, settings, loaded):
        if isinstance(item, Skipped):
            skipped.append(item)
            continue
        documents.append(item.metadata)
        claims, wrong = checked(item, loaded) if check else (claims_of(item, loaded), ())
        found += claims
        flaws += wrong
    listed = ClaimList(version=__version__, documents=tuple(documents), claims=tuple(found), skipped=tuple(skipped))
    return listed, flaws


def _withheld(found: Iterable[Pair | Flaw], settings: Settings) -> tuple[tuple[str, int], ...]:
    """What was found and is not shown, by reason."""
    counts: dict[str, int] = {}
    for item in found:
        if settings.shows(item.rule, item.relation):
            continue
        reason = item.relation.value if settings.selects(item.rule) else "not selected"
        counts[reason] = counts.get(reason, 0) + 1
    return tuple(sorted(counts.items()))


def _documents(paths: Sequence[str], settings: Settings, loaded: rules.Rules) -> Iterator[Document | Skipped]:
    options = read.Options(
        max_file_size=settings.max_file_size, text_key=settings.text_key, date_key=settings.date_key, source_key=settings.source_key
    )
    for source in read.discover(paths, settings.exclude, follow_links=settings.follow_links):
        if isinstance(source, Skipped):
            yield source
        else:
            yield from read.read(source, loaded, options)
