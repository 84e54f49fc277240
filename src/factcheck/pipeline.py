"""The flow: read → extract → frame → group → compare. The only file that knows the order.

Each stage is a pure function over frozen records, so the same functions serve one small folder and many processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck import compare, frame, group, read, rules
from factcheck._version import __version__
from factcheck.extract import reader
from factcheck.model import Claim, ClaimList, Document, Metadata, Pair, Report, Skipped, Summary
from factcheck.settings import Settings


def claims(paths: Sequence[str], settings: Settings) -> ClaimList:
    """Every claim of the documents under the paths, in the order of path and place.

    Raises:
        FactcheckError: a path that is not there, a broken documents.toml, a broken rules file.
    """
    loaded = rules.load(settings.rules)
    documents: list[Metadata] = []
    skipped: list[Skipped] = []
    found: list[Claim] = []
    for item in _documents(paths, settings, loaded):
        if isinstance(item, Skipped):
            skipped.append(item)
            continue
        documents.append(item.metadata)
        found += claims_of(item, loaded)
    return ClaimList(version=__version__, documents=tuple(documents), claims=tuple(found), skipped=tuple(skipped))


def claims_of(document: Document, loaded: rules.Rules) -> tuple[Claim, ...]:
    """The claims of one document: extract, then frame."""
    return frame.frame(reader(loaded).read(document), loaded)


def scan(paths: Sequence[str], settings: Settings) -> Report:
    """What conflicts in the documents under the paths; errors as for `claims`."""
    listed = claims(paths, settings)
    by = compare.judge(rules.load(settings.rules))
    blocks = list(group.group(listed.claims))
    asked = [pair for block in blocks for pair in group.pairs(block)]
    found = list(compare.comparisons(asked, by))
    pairs = list(compare.settle(found, by))
    shown = [pair for pair in pairs if settings.selects(pair.rule) and pair.relation in settings.show]
    return Report(
        version=__version__,
        documents=listed.documents,
        findings=compare.report(shown, {claim.id: claim for claim in listed.claims}, by),
        skipped=listed.skipped,
        summary=Summary(
            documents=len(listed.documents), skipped=len(listed.skipped), claims=len(listed.claims), groups=len(blocks),
            pairs_compared=len(found), withheld=_withheld(pairs, settings),
        ),
    )  # fmt: skip


def _withheld(pairs: Sequence[Pair], settings: Settings) -> tuple[tuple[str, int], ...]:
    """What was found and is not shown, by reason."""
    counts: dict[str, int] = {}
    for pair in pairs:
        if not settings.selects(pair.rule):
            reason = "not selected"
        elif pair.relation not in settings.show:
            reason = pair.relation.value
        else:
            continue
        counts[reason] = counts.get(reason, 0) + 1
    return tuple(sorted(counts.items()))


def _documents(paths: Sequence[str], settings: Settings, loaded: rules.Rules) -> Iterator[Document | Skipped]:
    for source in read.discover(paths, settings.exclude):
        yield source if isinstance(source, Skipped) else read.read(source, loaded)
