"""A comparison: two claims, on what they were compared, and what of it speaks for one question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from factcheck.compare import values
from factcheck.compare.calling import called
from factcheck.compare.evidence import Figures, affinity
from factcheck.compare.levels import Questions
from factcheck.compare.misprints import misdated, misyeared, slipped_digits
from factcheck.compare.outcomes import DIFFERENT, outcome
from factcheck.compare.values import Outcome, Units
from factcheck.model import Claim, Kind, Level

_FORGIVEN = 2  # levels on which words may have been misread
_AGREEING = (Outcome.SAME, Outcome.ROUNDING, Outcome.BOUNDS)


def unweighed(figures: Figures) -> float:
    """Nothing is known yet of the company of a pair."""
    return 0.0


def certain(figures: Figures) -> float:
    """The pair answers one question, whatever its figures say."""
    return 1.0


class Among(Protocol):
    """The comparisons of two documents, or within one."""

    def settles(self, c: Comparison, /) -> bool:
        """Whether each of two values that differ stands in the other document as well."""
        ...

    def stated(self, c: Comparison, /) -> bool:
        """Whether one of two values stands in the other document as well, as exactly."""
        ...

    def has_one_rival(self, claim: Claim, /) -> bool:
        """Whether one value that differs is all that a claim can be held against."""
        ...

    def sole(self, c: Comparison, /) -> bool:
        """Whether each of two dates is the only one that its document gives for what it dates, and the other document gives it nowhere."""
        ...

    def leads(self, claim: Claim, other: Claim, /) -> bool:
        """Whether one value that differs is the first in its document that a claim can be held against."""
        ...


@dataclass(frozen=True, eq=False)  # no slots: what is asked of few is kept in the record once it was asked
class Comparison:
    """Two claims, on what they were compared, with the figures of evidence, and what weighs these."""

    a: Claim
    b: Claim
    levels: tuple[Level, ...]
    value: Outcome
    figures: Figures
    weigh: Callable[[Figures], float] = unweighed
    among: Among | None = None
    part: bool = False  # a headline with a figure of its text that makes the headline's with others
    unstated: bool = False  # a headline, whose figure its text does not give, with another one of the text
    few: bool = True  # of a run with no more than a handful of documents
    alone: bool = False  # in a handful of documents on one story, the only figures that could be held against each other

    @cached_property
    def probability(self) -> float:
        """How probable it is that the two answer the same question."""
        return self.weigh(self.figures)

    @cached_property
    def settled(self) -> bool:
        """Whether each of two values that differ stands in the other document as well."""
        return self.among is not None and self.among.settles(self)

    @cached_property
    def stated(self) -> bool:
        """Whether one of two values stands in the other document as well, as exactly."""
        return self.among is not None and self.among.stated(self)

    @cached_property
    def affinity(self) -> float:
        """How alike the two are told."""
        return affinity(self.figures)

    @property
    def agrees(self) -> bool:
        """Whether both values can be true of one thing."""
        return self.value in _AGREEING

    @property
    def within(self) -> bool:
        """Whether both stand in one document."""
        return self.a.metadata.path == self.b.metadata.path

    @property
    def derived(self) -> bool:
        """Whether one of the two only follows by arithmetic from what its document states."""
        return bool(self.a.derived_from or self.b.derived_from)

    @property
    def headed(self) -> tuple[Claim, Claim] | None:
        """A claim of a headline and one of its own text; None where they are two others."""
        if not self.within or self.a.heading == self.b.heading:
            return None
        return (self.a, self.b) if self.a.heading else (self.b, self.a)

    def of(self, name: str) -> str | None:
        """The outcome of a level."""
        return outcome(self.levels, name)


def compare(a: Claim, b: Claim, questions: Questions, units: Units, *, few: bool = False) -> Comparison | None:
    """The comparison of two claims; None where they answer different questions.

    `few` says that the run has no more than a handful of documents: there, two amounts of which one can be the other with a slip are
    rather of one thing, misread, than of two.
    """
    if few:
        a, b = called(a, b, questions), called(b, a, questions)
    dated = a.mention.kind is Kind.DATE
    wrong_date = few and dated and (misyeared(a, b) or misdated(a, b, questions))
    digits = slipped_digits(a, b, units) if few and not dated else 0
    levels = questions.levels(a, b, forgive=max(digits, _FORGIVEN) if digits or wrong_date else 0)
    if levels[-1].outcome == DIFFERENT:
        return None
    value = _value(a, b, units)
    return Comparison(a, b, levels, value, Figures(a, b, units)) if value is not Outcome.UNKNOWN else None


def _value(a: Claim, b: Claim, units: Units) -> Outcome:
    if a.mention.dating is not None and b.mention.dating is not None:
        return values.datings(a.mention.dating, b.mention.dating)
    if a.mention.amount is not None and b.mention.amount is not None:
        return values.amounts(a.mention.amount, b.mention.amount, units)
    return Outcome.UNKNOWN
