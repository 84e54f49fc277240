"""Reported: what of all that was found is told, and what is withheld and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from factcheck import compare, copies, index, known, read, rules
from factcheck._version import __version__
from factcheck.compare.documents import Verdict
from factcheck.index import Index, Stored
from factcheck.model import KNOWN, SUPPRESSED, Claim, Flaw, Metadata, Pair, Relation, Report, Skipped, Summary, Suppression
from factcheck.settings import Settings

# Why something that was read or found is not shown; what the settings withhold, they name themselves.
OUT_OF_TIME = "outside --since/--until (documents)"
OFF_TOPIC = "off --topic"
PRINTED_AGAIN = "printed again"
IN_COMMON_WORDS = "in words that many documents share"
NOT_COMPARED = "with less in common than those that were compared (pairs of documents)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What came of comparing: the verdicts, how many pairs of claims were compared, and what was not, with the reason.

    `alike` are the numbers of two documents of one text, with how much they share.
    """

    verdicts: tuple[Verdict, ...] = ()
    pairs: int = 0
    alike: tuple[tuple[int, int, int], ...] = ()
    withheld: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came of reading: the documents, what could not be read, and how many documents are out of time.

    `new` are the numbers of the new documents of a check; a scan has none. `saved` says that documents come out of a saved index.
    `stored` is the index, where any process can open it.
    `key` is that of the documents in the cache.
    """

    held: Index
    skipped: tuple[Skipped, ...] = ()
    out_of_time: int = 0
    new: frozenset[int] | None = None
    saved: bool = False
    stored: Stored | None = None
    key: bytes | None = None


@dataclass(frozen=True, slots=True)
class _Listed:
    """What is needed of every document that a report lists, which is little where they are many."""

    number: int
    metadata: Metadata
    suppressions: tuple[Suppression, ...]
    flawed: bool


def reported(intake: Intake, compared: Compared, settings: Settings) -> Report:
    """The report on what was read and compared."""
    held, new = intake.held, intake.new
    loaded = rules.load(settings.rules)
    by = compare.judge(loaded)
    baseline = known.load(settings.baseline) if settings.baseline else known.EMPTY
    listed = [_noted(number, held) for number in _listed(intake, compared)]
    suppressions = [suppression for each in listed for suppression in each.suppressions]
    known.require_sound(suppressions, {rule.name for rule in loaded.table("check")})
    paths = frozenset(held.metadata(number).path for number in new or ())
    judged_alone = listed if new is None else [_noted(number, held) for number in sorted(new)]
    flaws = [flaw for each in judged_alone if each.flawed for flaw in held.account(each.number).flaws]
    open_pairs, quiet = _told(compared.verdicts, settings)
    claims = _claims(open_pairs, held)
    kept = _copies(compared, open_pairs, intake, paths)
    pairs = [verdict.pair for verdict in open_pairs if verdict.pair is not None]
    told_once = copies.once(pairs, claims, kept)
    sifted = known.sift(told_once, flaws, claims, suppressions)
    shown, withheld = _divided((*sifted.pairs, *sifted.flaws), claims, settings)
    own, others = compare.on_topic(
        compare.report([item for item in shown if isinstance(item, Pair)], [item for item in shown if isinstance(item, Flaw)], claims, by),
        settings.topic,
    )
    judged = [known.judged(finding, baseline) for finding in own]
    told = tuple(finding for finding in judged if settings.show_known or not finding.known)
    withheld += _suppressed(sifted, claims, settings) + [KNOWN] * (len(judged) - len(told))
    counted = Counter([*withheld, *(settings.withholds(pair.rule, pair.relation) or "" for pair in quiet)])
    counted.update({PRINTED_AGAIN: len(pairs) - len(told_once), OUT_OF_TIME: intake.out_of_time, OFF_TOPIC: others, **compared.withheld})
    return Report(
        version=__version__,
        documents=tuple(_as_copy(each.metadata, kept) for each in listed),
        findings=told,
        skipped=intake.skipped,
        summary=Summary(
            documents=len(held), skipped=len(intake.skipped), claims=held.totals().stated,
            groups=_groups(held, new), pairs_compared=compared.pairs, withheld=tuple(sorted((+counted).items())),
        ),
        new=paths,
        # a check compares too little to know what of the others has become idle
        unmatched=baseline.unmatched(compare.marks((*pairs, *quiet), flaws)) if baseline.entries and new is None else (),
        unused=tuple(one for one in sifted.unused(suppressions) if new is None or one.path in paths),
    )  # fmt: skip


def _noted(number: int, held: Index) -> _Listed:
    head = held.head(number)
    return _Listed(number, head.metadata, head.suppressions, head.flawed)


def _listed(intake: Intake, compared: Compared) -> Sequence[int]:
    """The documents that a report lists: all that were read; of a saved index only those that a new one has to do with."""
    held, new = intake.held, intake.new
    if new is None or not intake.saved:
        return held.numbers()
    concerned = {number for verdict in compared.verdicts for number in verdict.documents}
    return sorted(new | concerned, key=lambda number: held.metadata(number).path)


def _groups(held: Index, new: Collection[int] | None) -> int:
    """How many blocking keys bring claims together; with new documents, those that one of their claims has."""
    counted = held.totals().blocks
    asked = counted if new is None else index.totals(map(held.head, new)).blocks
    return sum(counted[key] > 1 for key in asked)


def relations_told(settings: Settings) -> tuple[Relation, ...]:
    """The relations of pairs that may be told: those that were asked for, and those that can be accepted."""
    return tuple(relation for relation in Relation if relation in (*settings.show, *known.OPEN))


def _told(verdicts: Iterable[Verdict], settings: Settings) -> tuple[list[Verdict], list[Pair]]:
    """The verdicts that may be told, and the pairs that nobody asked for."""
    open_pairs: list[Verdict] = []
    quiet: list[Pair] = []
    relations = relations_told(settings)
    for verdict in verdicts:
        if verdict.pair is not None and verdict.pair.relation not in relations:
            quiet.append(verdict.pair)
        elif verdict.pair is not None:
            open_pairs.append(verdict)
    return open_pairs, quiet


def _claims(verdicts: Iterable[Verdict], held: Index) -> dict[str, Claim]:
    """The claims of verdicts by id, those of a document together."""
    wanted: dict[int, set[str]] = {}
    for verdict in verdicts:
        for name, number in zip((verdict.a, verdict.b), verdict.documents, strict=True):
            wanted.setdefault(number, set()).add(name)
    return {claim.id: claim for number in sorted(wanted) for claim in held.account(number).claims if claim.id in wanted[number]}


def _copies(compared: Compared, told: Iterable[Verdict], intake: Intake, paths: Collection[str]) -> dict[str, str]:
    """For every document that is a copy, which one is kept; a check also holds the known documents that it tells of together."""
    held, new = intake.held, intake.new
    alike = list(compared.alike)
    if new is not None:
        numbers = sorted({number for verdict in told for number in verdict.documents} - set(new))
        sketches = {number: held.account(number).sketch for number in numbers}
        alike += ((a, b, shared) for a, b in combinations(numbers, 2) if (shared := copies.alike(sketches[a], sketches[b])))
    concerned = {number: held.metadata(number) for a, b, _ in alike for number in (a, b)}
    found = ((concerned[a].path, concerned[b].path, passages) for a, b, passages in alike)
    return copies.copies(found, copies.ranked(concerned.values(), paths))


def _as_copy(document: Metadata, kept: Mapping[str, str]) -> Metadata:
    """The metadata of a document; those of a copy say whose."""
    if document.path not in kept:
        return document
    told = f"is the same text as {kept[document.path]}; what both say counts once"
    return replace(document, origins=(*document.origins, (read.WARNING, told)))


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
