"""Rulings: what a row decides on a comparison, under which check, and the pair that comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.compare.comparison import Comparison
from factcheck.compare.fingerprints import fingerprint
from factcheck.compare.names import shared
from factcheck.compare.values import Outcome
from factcheck.model import Claim, Kind, Level, Pair, Part, Relation

FALLEN = "FC103"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a row decides: a relation with the check's code and the reason; without a relation, silence."""

    relation: Relation | None
    rule: str = ""
    reason: str = ""


SILENCE = Ruling(None)


def pair_of(c: Comparison, ruling: Ruling) -> Pair | None:
    """The pair with what was decided on it; None for silence."""
    if ruling.relation is None:
        return None
    return Pair(
        a=c.a.id, b=c.b.id, rule=ruling.rule, relation=ruling.relation, fingerprint=fingerprint(c.a, c.b),
        reason=f"{credited(c.a)} against {credited(c.b)}: {ruling.reason}", confidence=round(c.probability, 3),
        levels=(*c.levels, Level("value", c.value.value, f"{c.a.text} and {c.b.text}")),
    )  # fmt: skip


def code(c: Comparison) -> str:
    """The most telling check that a conflict falls under."""
    first, second = c.a.frame.attribution, c.b.frame.attribution
    if first is not None and second is not None and _one_voice(first, second):
        return "FC105"
    return "FC102" if c.value is Outcome.CONTRADICTED else question(c)


def question(c: Comparison) -> str:
    """The check that asks whether the two values are one: of an event's date, or of an amount."""
    return "FC401" if c.a.mention.kind is Kind.DATE else "FC101"


def _one_voice(first: Part, second: Part) -> bool:
    """Whether two speakers are one: all of the shorter name, under any spelling, stands in the longer one."""
    return len(shared(first.key, second.key)) >= min(len(first.key), len(second.key)) > 0


def arithmetic(c: Comparison) -> str:
    """The working of the side that follows."""
    return c.a.arithmetic or c.b.arithmetic or ""


def credited(claim: Claim) -> str:
    """A value with who gives it: the speaker, else the source."""
    said = claim.frame.attribution
    who = said.value if said is not None else claim.metadata.source
    return f"{claim.text} ({who})" if who else claim.text
