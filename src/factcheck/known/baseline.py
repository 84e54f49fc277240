"""The baseline: the pairs that are accepted or were reviewed, each with its fingerprint and, to be read by people, what it says.

A finding is known when all its pairs in conflict or tension are, so that a further article opens it again, and one that is
taken away does not. A finding without pairs goes by its own fingerprint.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from factcheck.known.suppressed import OPEN
from factcheck.model import Claim, Finding, Pair, Relation, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One pair or flaw: `claims` holds the values as printed, each with its source, or title, where it has one."""

    fingerprint: str
    rule: str
    relation: Relation
    topic: str
    claims: tuple[tuple[str, str | None], ...]
    review: Review = Review.ACCEPTED
    note: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries by fingerprint."""

    entries: Mapping[str, Entry]

    def sorted(self) -> tuple[Entry, ...]:
        """The entries in the order of their file: those on one topic stand together."""
        return tuple(sorted(self.entries.values(), key=lambda entry: (entry.topic, entry.rule, _values(entry), entry.fingerprint)))

    def extended(self, findings: Iterable[Finding]) -> Baseline:
        """The baseline with what it does not hold yet of the findings; what it holds stays as it is."""
        found = {entry.fingerprint: entry for finding in findings for entry in entries_of(finding)}
        return Baseline(found | dict(self.entries))

    def reviewed(self, finding: Finding, review: Review, note: str) -> Baseline:
        """The baseline with a verdict on the whole of a finding."""
        own = {entry.fingerprint: replace(entry, review=review, note=note) for entry in entries_of(finding)}
        return Baseline(dict(self.entries) | own)

    def unmatched(self, found: Collection[tuple[str, Relation]]) -> tuple[str, ...]:
        """The fingerprints that nothing found has; what was found is given as fingerprints with relations.

        What was in conflict or tension and now is an update or agrees, is gone.
        """
        still = {mark for mark, relation in found if relation in OPEN}
        return tuple(sorted(mark for mark, entry in self.entries.items() if mark not in still and (mark, entry.relation) not in found))

    def without(self, marks: Collection[str]) -> Baseline:
        """The baseline without the entries of some fingerprints."""
        return Baseline({mark: entry for mark, entry in self.entries.items() if mark not in marks})


EMPTY = Baseline({})


def entries_of(finding: Finding) -> tuple[Entry, ...]:
    """What of a finding goes into a baseline: its pairs in conflict or tension; all, where it has no such pair."""
    by_id = {claim.id: claim for claim in finding.claims}
    pairs = [pair for pair in finding.pairs if pair.relation in OPEN] or finding.pairs
    if not pairs:
        return (_entry(finding, finding, finding.claims),)
    return tuple(_entry(finding, pair, (by_id[pair.a], by_id[pair.b])) for pair in pairs)


def judged(finding: Finding, baseline: Baseline) -> Finding:
    """The finding with what the baseline says of it, if it holds the whole of it.

    A verdict of `real` on any pair keeps a finding open; of others, that on its strongest pair counts.
    """
    if not baseline.entries:
        return finding
    held = [baseline.entries.get(own.fingerprint) for own in entries_of(finding)]
    known = [entry for entry in held if entry is not None]
    if len(known) < len(held):
        return finding
    decided = next((entry for entry in known if entry.review is Review.REAL), known[0])
    return replace(finding, review=decided.review, note=decided.note)


def _entry(finding: Finding, own: Finding | Pair, claims: Iterable[Claim]) -> Entry:
    told = ((claim.text, claim.metadata.source or claim.metadata.title) for claim in claims)
    return Entry(
        fingerprint=own.fingerprint, rule=own.rule, relation=own.relation, topic=finding.topic,
        claims=tuple(sorted(told, key=lambda claim: (claim[1] or "", claim[0]))),
    )  # fmt: skip


def _values(entry: Entry) -> tuple[str, ...]:
    return tuple(value for value, _ in entry.claims)
