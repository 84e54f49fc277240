"""Company: what else of two documents, or of one, each claim of a pair could be matched with.

A claim whose value the other document holds too, whole or in parts, is settled: what else stands there answers another question.
The others there, whose values differ, are its rivals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest

from factcheck.compare.comparison import Comparison
from factcheck.compare.evidence import company
from factcheck.compare.headlines import adds_up
from factcheck.compare.sides import one_measure, side
from factcheck.compare.values import Outcome, Units
from factcheck.model import Claim, Kind, Modifier, Span

_ADDENDS = 4  # more amounts than these add up to anything


@dataclass(frozen=True, slots=True)
class _Rivals:
    """How many values the rivals of a claim have, and the two that are told most alike: what is asked of all of them for every pair
    would take the cube of a long list.
    """

    values: int
    closest: tuple[tuple[float, object], ...]

    def beside(self, meant: object) -> float:
        """The best affinity of a value that is not the one that is meant."""
        return next((affinity for affinity, value in self.closest if value != meant), 0.0)


class Company:
    """The comparisons of two documents, or within one, by their claims."""

    def __init__(self, listed: Iterable[Comparison], units: Units) -> None:
        self._units = units
        self._agreeing: dict[str, list[Comparison]] = {}
        self._rivals: dict[str, list[tuple[Comparison, Claim]]] = {}
        self._best: dict[str, _Rivals] = {}
        self._told: dict[str, int] = {}
        self._closest: dict[str, float] = {}
        self._added: dict[str, bool] = {}
        for c in listed:
            if c.derived:
                continue  # nobody wrote it: it settles nothing, and rivals nothing
            if c.agrees:
                self._agreeing.setdefault(c.a.id, []).append(c)
                self._agreeing.setdefault(c.b.id, []).append(c)
            else:
                self._rivals.setdefault(c.a.id, []).append((c, c.b))
                self._rivals.setdefault(c.b.id, []).append((c, c.a))

    def figures(self, c: Comparison) -> Mapping[str, float]:
        """The figures of a pair among the others."""
        first, second = self._by_value(c.a), self._by_value(c.b)
        rival = max(first.beside(side(c.b).value), second.beside(side(c.a).value))
        return company(c.affinity, self._agreed(c), rival, max(first.values, second.values))

    def only(self, c: Comparison) -> bool:
        """Whether nothing else could be meant: no claim of a pair agrees with the other document, or has rivals in two sentences."""
        return max(self._sentences(c.a), self._sentences(c.b)) <= 1 and not self._agreed(c)

    def sole(self, c: Comparison) -> bool:
        """Whether each of two dates is the only one that its document gives for what it dates, and the other document gives it nowhere."""
        return not self._agreed(c) and all(
            other.id == claim.id or other.mention.dating == claim.mention.dating or not one_measure(other, claim)
            for claim, against in ((c.a, c.b), (c.b, c.a))
            for _, other in self._rivals.get(against.id, ())
        )

    def has_one_rival(self, claim: Claim, /) -> bool:
        """Whether one value that differs is all that a claim can be held against."""
        return self._by_value(claim).values == 1 and not self._is_settled(claim)

    def leads(self, claim: Claim, other: Claim, /) -> bool:
        """Whether one value that differs is the first in its document that a claim can be held against."""
        rivals = (rival.mention.span.start for _, rival in self._rivals.get(claim.id, ()) if not rival.heading)
        return other.mention.span.start == min(rivals, default=None)

    def settles(self, c: Comparison, /) -> bool:
        """Whether each of two values that differ stands in the other document as well."""
        return not c.agrees and self._is_settled(c.a) and self._is_settled(c.b)

    def stated(self, c: Comparison, /) -> bool:
        """Whether one of two values stands in the text of the other document as well, as exactly: then it is no slip of what stands
        beside it.
        """
        return any(
            _is_exact(agreeing) and not (agreeing.b if agreeing.a.id == claim.id else agreeing.a).heading
            for claim in (c.a, c.b)
            for agreeing in self._agreeing.get(claim.id, ())
        )

    def _agreed(self, c: Comparison) -> float:
        """The best affinity with which a claim of a pair that differs agrees with another claim of the other document."""
        return 0.0 if c.agrees else max(self._settled(c.a), self._settled(c.b))

    def _settled(self, claim: Claim) -> float:
        if claim.id not in self._closest:
            alike = (agreeing.affinity for agreeing in self._agreeing.get(claim.id, ()))
            self._closest[claim.id] = 1.0 if self._is_added(claim) else max(alike, default=0.0)
        return self._closest[claim.id]

    def _is_settled(self, claim: Claim) -> bool:
        return claim.id in self._agreeing or self._is_added(claim)

    def _is_added(self, claim: Claim) -> bool:
        """Whether a sentence of the other document gives the value in parts."""
        if claim.id not in self._added:
            self._added[claim.id] = any(
                1 < len(addends) <= _ADDENDS and adds_up(claim, addends, self._units) for addends in self._by_sentence(claim)
            )
        return self._added[claim.id]

    def _by_sentence(self, claim: Claim) -> Iterable[list[Claim]]:
        found: dict[Span, list[Claim]] = {}
        for _, other in self._rivals.get(claim.id, ()):
            found.setdefault(other.mention.sentence, []).append(other)
        return found.values()

    def _sentences(self, claim: Claim) -> int:
        """In how many sentences the rivals of a claim stand."""
        if claim.id not in self._told:
            self._told[claim.id] = len({other.mention.sentence for _, other in self._rivals.get(claim.id, ())})
        return self._told[claim.id]

    def _by_value(self, claim: Claim) -> _Rivals:
        """The values of the rivals of a claim, each with the affinity of the one that is told most alike."""
        if claim.id not in self._best:
            best: dict[object, float] = {}
            for c, other in self._rivals.get(claim.id, ()):
                value = side(other).value
                best[value] = max(best.get(value, 0.0), c.affinity)
            closest = nlargest(2, ((affinity, value) for value, affinity in best.items()), key=lambda one: one[0])
            self._best[claim.id] = _Rivals(len(best), tuple(closest))
        return self._best[claim.id]


def _is_exact(c: Comparison) -> bool:
    """Whether two values that agree are one number, or one day; `about 250` agrees with many."""
    if c.value is Outcome.ROUNDING:
        return c.a.mention.kind is not Kind.DATE and Modifier.ABOUT not in (c.a.mention.value.modifier, c.b.mention.value.modifier)
    return c.value is Outcome.SAME
