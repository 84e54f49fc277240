"""Reported: what of all that was found is told, and what is withheld and why.

Of verdicts and findings there may be any number: they are gone through, and only what tells their order is held.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, combinations

from factcheck import compare, copies, index, known, read, rules
from factcheck._version import __version__
from factcheck.compare import Judge, Tie
from factcheck.compare.documents import Verdict
from factcheck.index import Index, Stored
from factcheck.model import (
    KNOWN,
    SUPPRESSED,
    Claim,
    Finding,
    Flaw,
    Metadata,
    Pair,
    Relation,
    Report,
    Skipped,
    Summary,
)
from factcheck.settings import Settings
from factcheck.shelf import Room, arranged

# Why something that was read or found is not shown; what the settings withhold, they name themselves.
OUT_OF_TIME = "outside --since/--until (documents)"
OFF_TOPIC = "off --topic"
PRINTED_AGAIN = "printed again"
IN_COMMON_WORDS = "in words that many documents share"
NOT_COMPARED = "with less in common than those that were compared (pairs of documents)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What came of comparing: the verdicts, how many pairs of claims were compared, and what was not, with the reason.

    `told` are conflicts, tensions and what has become of these, `quiet` all other verdicts. `alike` are the numbers of two documents of
    one text, with how much they share.
    """

    told: Sequence[Verdict] = ()
    quiet: Sequence[Verdict] = ()
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


class _Told:
    """The pairs that may be told, to be gone through any number of times."""

    def __init__(self, compared: Compared, settings: Settings) -> None:
        self._told, self._quiet = compared.told, compared.quiet
        self._relations = relations_told(settings)

    def __iter__(self) -> Iterator[Pair]:
        return (pair for _, _, pair in self.placed())

    def placed(self) -> Iterator[tuple[int, Verdict, Pair]]:
        """Each with its verdict, and the place of that."""
        every = self._told if known.OPEN.issuperset(self._relations) else chain(self._told, self._quiet)
        return ((place, each, each.pair) for place, each in enumerate(every) if each.pair is not None and each.relation in self._relations)

    def __getitem__(self, place: int) -> Verdict:
        return self._told[place] if place < len(self._told) else self._quiet[place - len(self._told)]

    def others(self) -> Iterator[Pair]:
        """The pairs that nobody asked for."""
        every = chain(self._told, self._quiet)
        return (each.pair for each in every if each.pair is not None and each.relation not in self._relations)


class _Sieve:
    """Parts what is shown from what is withheld, and counts that by its reason."""

    def __init__(self, settings: Settings, suppressions: known.Suppressions, baseline: known.Baseline) -> None:
        self._settings, self._suppressions, self._baseline = settings, suppressions, baseline
        self.withheld: Counter[str] = Counter()

    def shows(self, item: Pair | Flaw, paths: Iterable[str], members: Iterable[Claim]) -> bool:
        """Whether a pair or flaw of the documents with these paths is shown; its `members` may be suppressed."""
        accepted = self._suppressions.accepting(item, members)
        reason = self._settings.withholds(item.rule, item.relation, paths)
        if accepted is None and reason is not None:
            self.withheld[reason] += 1
        elif accepted is not None and reason is None:
            self.withheld[f'{SUPPRESSED} ("{accepted.reason}")'] += 1
        return accepted is None and reason is None

    def tells(self, finding: Finding) -> Finding | None:
        """The finding with what the baseline says of it; None where it is off the topic, or known."""
        if not compare.on_topic(finding, self._settings.topic):
            self.withheld[OFF_TOPIC] += max(len(finding.pairs), 1)
            return None
        found = known.judged(finding, self._baseline)
        if found.known and not self._settings.show_known:
            self.withheld[KNOWN] += 1
            return None
        return found


def reported(intake: Intake, compared: Compared, settings: Settings, room: Room) -> Report:
    """The report on what was read and compared; documents and findings go where there is room for them."""
    held, new = intake.held, intake.new
    loaded = rules.load(settings.rules)
    baseline = known.load(settings.baseline) if settings.baseline else known.EMPTY
    told = _Told(compared, settings)
    paths = frozenset(held.metadata(number).path for number in new or ())
    kept = _copies(compared, told, intake, paths)
    listed = _listed(intake, compared)
    accepting = {number: found for number in listed if (found := held.head(number).suppressions)}
    suppressions = known.Suppressions(chain.from_iterable(accepting.values()), {rule.name for rule in loaded.table("check")})
    flawed = array("L", (number for number in (listed if new is None else sorted(new)) if held.head(number).flawed))
    sieve = _Sieve(settings, suppressions, baseline)
    again = copies.again(told, copies.standing_for(_in_turn(told, held, kept), kept)) if kept else frozenset()
    shown = (
        compare.tie(pair, place, min(verdict.documents))
        for place, verdict, pair in told.placed()
        if pair.ids not in again
        and sieve.shows(pair, (held.metadata(number).path for number in verdict.documents), _suppressible(verdict, accepting, held))
    )
    by = compare.judge(loaded)
    findings = _ordered(chain(_of_pairs(compare.clusters(shown), told, held, by), _of_flaws(flawed, sieve, held, by)), sieve, room)
    withheld = sieve.withheld + Counter(settings.withholds(pair.rule, pair.relation) or "" for pair in told.others())
    withheld.update({PRINTED_AGAIN: len(again), OUT_OF_TIME: intake.out_of_time, **compared.withheld})
    return Report(
        version=__version__,
        documents=room.keep(Metadata, (_as_copy(held.metadata(number), kept) for number in listed)),
        findings=findings,
        skipped=intake.skipped,
        summary=Summary(
            documents=len(held), skipped=len(intake.skipped), claims=held.totals().stated,
            groups=_groups(held, new), pairs_compared=compared.pairs, withheld=tuple(sorted((+withheld).items())),
        ),
        new=paths,
        # a check compares too little to know what of the others has become idle
        unmatched=baseline.unmatched(_met(told, _flaws(flawed, held), baseline)) if baseline.entries and new is None else (),
        unused=tuple(one for one in suppressions.unused() if new is None or one.path in paths),
    )  # fmt: skip


def _listed(intake: Intake, compared: Compared) -> Sequence[int]:
    """The documents that a report lists: all that were read; of a saved index only those that a new one has to do with."""
    held, new = intake.held, intake.new
    if new is None or not intake.saved:
        return held.numbers()
    concerned = {number for verdict in chain(compared.told, compared.quiet) for number in verdict.documents}
    return sorted(new | concerned, key=lambda number: held.metadata(number).path)


def _groups(held: Index, new: Collection[int] | None) -> int:
    """How many blocking keys bring claims together; with new documents, those that one of their claims has."""
    counted = held.totals().blocks
    asked = counted if new is None else index.totals(map(held.head, new)).blocks
    return sum(counted[key] > 1 for key in asked)


def relations_told(settings: Settings) -> tuple[Relation, ...]:
    """The relations of pairs that may be told: those that were asked for, and those that can be accepted."""
    return tuple(relation for relation in Relation if relation in (*settings.show, *known.OPEN))


# ---- claims of verdicts ---------------------------------------------------------------------------------------------


def _claims(verdicts: Iterable[Verdict], held: Index) -> dict[str, Claim]:
    """The claims of verdicts by id, those of a document together."""
    wanted = _wanted(verdicts)
    return {claim.id: claim for number in sorted(wanted) for claim in held.account(number).claims if claim.id in wanted[number]}


def _wanted(verdicts: Iterable[Verdict]) -> dict[int, set[str]]:
    """The ids of the claims of verdicts, by document."""
    wanted: dict[int, set[str]] = {}
    for verdict in verdicts:
        for name, number in zip((verdict.a, verdict.b), verdict.documents, strict=True):
            wanted.setdefault(number, set()).add(name)
    return wanted


def _in_turn(told: _Told, held: Index, kept: Mapping[str, str]) -> Iterator[Claim]:
    """The claims of all pairs that may be told, one document after the other, those of copies last; a claim that can stand for no other
    one, being the only one of a document without copies, is left out.
    """
    wanted = _wanted(verdict for _, verdict, _ in told.placed())
    of_copies = kept.keys() | frozenset(kept.values())
    path = {number: held.metadata(number).path for number in wanted}
    for number in sorted(wanted, key=lambda number: (path[number] in kept, number)):
        if len(wanted[number]) > 1 or path[number] in of_copies:
            yield from (claim for claim in held.account(number).claims if claim.id in wanted[number])


def _suppressible(verdict: Verdict, accepting: Collection[int], held: Index) -> Collection[Claim]:
    """The claims of a verdict, where one of its documents accepts something."""
    return _claims((verdict,), held).values() if any(number in accepting for number in verdict.documents) else ()


def _flaws(flawed: Iterable[int], held: Index) -> Iterator[Flaw]:
    """What is wrong in documents by themselves."""
    return (flaw for number in flawed for flaw in held.account(number).flaws)


# ---- findings -------------------------------------------------------------------------------------------------------

Placed = tuple[bool, int, Finding]  # a finding, whether it is of a single document, and its place among its like


def _of_pairs(clusters: Sequence[Sequence[Tie]], told: _Told, held: Index, by: Judge) -> Iterator[Placed]:
    """The findings of clusters of pairs: those of neighbouring documents after each other, whose accounts are then at hand."""
    for place, cluster in sorted(enumerate(clusters), key=lambda each: min(tie.document for tie in each[1])):
        verdicts = [told[tie.place] for tie in cluster]
        pairs = [verdict.pair for verdict in verdicts if verdict.pair is not None]
        yield False, place, compare.finding(pairs, _claims(verdicts, held), by)


def _of_flaws(flawed: Iterable[int], sieve: _Sieve, held: Index, by: Judge) -> Iterator[Placed]:
    """The findings of what is wrong in documents by themselves."""
    for place, flaw in enumerate(_flaws(flawed, held)):
        if sieve.shows(flaw, (claim.metadata.path for claim in flaw.claims), flaw.claims):
            yield True, place, compare.flawed(flaw, by)


def _ordered(found: Iterable[Placed], sieve: _Sieve, room: Room) -> Sequence[Finding]:
    """The findings that are told, the strongest first."""
    records = room.records(Finding)
    order: list[tuple[compare.Weight, bool, int, int]] = []
    for alone, place, finding in found:
        if (judged := sieve.tells(finding)) is not None:
            order.append((compare.weight(finding), alone, place, len(records)))
            records.append(judged)
    return arranged(records, (place for _, _, _, place in sorted(order)))


def _met(told: _Told, flaws: Iterable[Flaw], baseline: known.Baseline) -> set[tuple[str, Relation]]:
    """The fingerprints of the baseline that something found has, with what it is."""
    pairs = ((pair.fingerprint, pair.relation) for pair in chain(told, told.others()))
    single = ((compare.flaw_fingerprint(flaw.rule, flaw.claims), flaw.relation) for flaw in flaws)
    return {(mark, relation) for mark, relation in chain(pairs, single) if mark in baseline.entries}


# ---- copies ---------------------------------------------------------------------------------------------------------


def _copies(compared: Compared, told: _Told, intake: Intake, paths: Collection[str]) -> dict[str, str]:
    """For every document that is a copy, which one is kept; a check also holds the known documents that it tells of together."""
    held, new = intake.held, intake.new
    alike = list(compared.alike)
    if new is not None:
        numbers = sorted({number for _, verdict, _ in told.placed() for number in verdict.documents} - set(new))
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
