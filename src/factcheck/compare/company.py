"""Company: what else of two documents, or of one, each claim of a pair could be matched with.

A claim whose value the other document holds too, whole or in parts, is settled: what else stands there answers another question.
The others there, whose values differ, are its rivals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from factcheck.compare.evidence import company
from factcheck.compare.headlines import adds_up
from factcheck.compare.sides import side
from factcheck.compare.values import Units
from factcheck.compare.verdicts import Comparison
from factcheck.model import Claim, Span

_ADDENDS = 4  # more amounts than these add up to anything


class Company:
    """The comparisons of two documents, or within one, by their claims."""

    def __init__(self, listed: Iterable[Comparison], units: Units) -> None:
        self._units = units
        self._agreeing: dict[str, list[Comparison]] = {}
        self._rivals: dict[str, list[tuple[Comparison, Claim]]] = {}
        self._best: dict[str, Mapping[object, float]] = {}
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
        a, b = side(c.a).value, side(c.b).value
        rivals = (best for own, meant in ((first, b), (second, a)) for value, best in own.items() if value != meant)
        return company(c.affinity, self._agreed(c), max(rivals, default=0.0), max(len(first), len(second)))

    def only(self, c: Comparison) -> bool:
        """Whether nothing else could be meant: no claim of a pair agrees with the other document, or has rivals in two sentences."""
        told = (len({other.mention.sentence for _, other in self._rivals.get(claim.id, ())}) for claim in (c.a, c.b))
        return max(told) <= 1 and not self._agreed(c)

    def settles(self, c: Comparison, /) -> bool:
        """Whether each of two values that differ stands in the other document as well."""
        return not c.agrees and self._is_settled(c.a) and self._is_settled(c.b)

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

    def _by_value(self, claim: Claim) -> Mapping[object, float]:
        """The values of the rivals of a claim, each with the affinity of the one that is told most alike."""
        if claim.id not in self._best:
            best: dict[object, float] = {}
            for c, other in self._rivals.get(claim.id, ()):
                value = side(other).value
                best[value] = max(best.get(value, 0.0), c.affinity)
            self._best[claim.id] = best
        return self._best[claim.id]
