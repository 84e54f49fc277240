"""The flow: read → extract → frame → check → group → compare → known. The only file that knows the order.

Each stage is a pure function over frozen records, so the same functions serve one small folder and many processes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from factcheck import checks, compare, frame, group, known, read, rules
from factcheck._version import __version__
from factcheck.extract import reader
from factcheck.model import KNOWN, SUPPRESSED, Claim, ClaimList, Document, Flaw, Metadata, Pair, Report, Skipped, Summary, Suppression
from factcheck.settings import Settings


def claims(paths: Sequence[str], settings: Settings) -> ClaimList:
    """Every claim of the documents under the paths, in the order of path and place.

    Raises:
        FactcheckError: a path that is not there, a broken documents.toml, a broken rules file.
    """
    listed, _, _ = _read(paths, settings, check=False)
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
    loaded = rules.load(settings.rules)
    baseline = known.load(settings.baseline) if settings.baseline else known.EMPTY
    listed, flaws, suppressions = _read(paths, settings, check=True)
    known.require_sound(suppressions, {rule.name for rule in loaded.table("check")})
    by = compare.judge(loaded)
    blocks = list(group.group(listed.claims))
    asked = [pair for block in blocks for pair in group.pairs(block)]
    found = list(compare.comparisons(asked, by))
    pairs = list(compare.settle(found, by))
    by_id = {claim.id: claim for claim in listed.claims}
    sifted = known.sift(pairs, flaws, by_id, suppressions)
    shown = [pair for pair in sifted.pairs if settings.shows(pair.rule, pair.relation)]
    own = [flaw for flaw in sifted.flaws if settings.shows(flaw.rule, flaw.relation)]
    findings = [known.judged(finding, baseline) for finding in compare.report(shown, own, by_id, by)]
    told = tuple(finding for finding in findings if settings.show_known or not finding.known)
    return Report(
        version=__version__,
        documents=listed.documents,
        findings=told,
        skipped=listed.skipped,
        summary=Summary(
            documents=len(listed.documents), skipped=len(listed.skipped), claims=len(listed.claims), groups=len(blocks),
            pairs_compared=len(found), withheld=_withheld(sifted, len(findings) - len(told), settings),
        ),
        unmatched=baseline.unmatched(compare.marks(pairs, flaws)) if baseline.entries else (),
        unused=sifted.unused(suppressions),
    )  # fmt: skip


def _read(paths: Sequence[str], settings: Settings, *, check: bool) -> tuple[ClaimList, list[Flaw], list[Suppression]]:
    """The claims of every document under the paths; where they are to be checked, what is wrong with them; what they accept."""
    loaded = rules.load(settings.rules)
    documents: list[Metadata] = []
    skipped: list[Skipped] = []
    found: list[Claim] = []
    flaws: list[Flaw] = []
    suppressions: list[Suppression] = []
    for item in _documents(paths, settings, loaded):
        if isinstance(item, Skipped):
            skipped.append(item)
            continue
        documents.append(item.metadata)
        suppressions += item.suppressions
        claims, wrong = checked(item, loaded) if check else (claims_of(item, loaded), ())
        found += claims
        flaws += wrong
    listed = ClaimList(version=__version__, documents=tuple(documents), claims=tuple(found), skipped=tuple(skipped))
    return listed, flaws, suppressions


def _withheld(sifted: known.Sifted, findings: int, settings: Settings) -> tuple[tuple[str, int], ...]:
    """What was found and is not shown, by reason: what was not asked for, what a suppression accepts, and known findings."""
    counts: Counter[str] = Counter({KNOWN: findings} if findings else {})
    kept: tuple[Pair | Flaw, ...] = (*sifted.pairs, *sifted.flaws)
    for item in kept:
        if not settings.shows(item.rule, item.relation):
            counts[item.relation.value if settings.selects(item.rule) else "not selected"] += 1
    for item, by in sifted.accepted:
        if settings.shows(item.rule, item.relation):
            counts[f'{SUPPRESSED} ("{by.reason}")'] += 1
    return tuple(sorted(counts.items()))


def _documents(paths: Sequence[str], settings: Settings, loaded: rules.Rules) -> Iterator[Document | Skipped]:
    for source in read.discover(paths, settings.exclude, settings.baseline):
        yield source if isinstance(source, Skipped) else read.read(source, loaded)
