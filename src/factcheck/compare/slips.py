"""Slips: whether one value of a comparison is the other with a slip, rather than another one."""

from __future__ import annotations

from factcheck.compare import values
from factcheck.compare.comparison import Comparison
from factcheck.compare.days import LATEST, SETTLED, as_long, is_fresh
from factcheck.compare.evidence import Weights, of_one_story
from factcheck.compare.growth import bottom
from factcheck.compare.levels import Questions
from factcheck.compare.misprints import misdated, mistyped, misyeared, one_wrong, slipped_digits
from factcheck.compare.outcomes import APART, DIFFERENT, NEAR, SAME, UNKNOWN
from factcheck.compare.sides import days_between
from factcheck.compare.values import PAIR, TELLING, Outcome, Units
from factcheck.compare.wording import HELD, PARALLEL
from factcheck.model import Kind

SLIPS = (Outcome.UNIT, Outcome.TAKEN, Outcome.SCALE, Outcome.TENFOLD)
_LONG = 4  # digits that two numbers never share by chance
_THOUSAND = 1000
_SLIGHTLY = 0.1  # of 1: how probable it is at least that a slip of few digits is of one thing


class Slips:
    """What tells a slip from another value, with what it needs of the rules."""

    def __init__(self, questions: Questions, units: Units, weights: Weights) -> None:
        self._questions = questions
        self._units = units
        self._weights = weights

    def slipped(self, c: Comparison) -> bool:
        """Whether one value is the other with a slip, of digits, unit, scale or day: hardly chance, where the leads of a handful of
        documents have anything in common; among many only a slip of unit or scale where the words have something in common.
        """
        if c.within:
            return False
        likely = c.probability >= (self._weights.tension if not c.few and not of_one_story(c.a, c.b) else self._weights.named)
        if c.value is Outcome.UNIT and c.a.frame.evidence.dimension == "percent":
            return likely  # percent and points, however few the digits
        if not c.few:
            return likely and c.value in SLIPS and mistyped(c.a, c.b, self._units)
        if self._is_slight(c):
            return True
        dated = c.a.mention.kind is Kind.DATE
        if c.stated or not (self._is_wrong_day(c) if dated else self._is_wrong_number(c)) or self._is_one_of_series(c):
            return False
        long = not dated and slipped_digits(c.a, c.b, self._units) >= _LONG
        return likely or long or (c.figures["topic_shared"] or c.figures["cast_shared"]) > 0

    def _is_slight(self, c: Comparison) -> bool:
        """Whether a slip of few digits is no chance: told of one subject, and nothing that either document tells agrees with the other."""
        first, second = c.a.mention.amount, c.b.mention.amount
        if first is None or second is None or c.probability < _SLIGHTLY or c.figures.get("settled") or c.of("subject") != SAME:
            return False
        strange = self._questions.noun(c.a, c.b).outcome in (APART, DIFFERENT)
        if not c.of("scope") == c.of("dimension") == SAME or c.of("measure") == APART or strange:
            return False
        digits = values.slight(first, second, self._units)
        return bool(digits) and not self._is_one_of_series(c) and (digits > 1 or (c.of("measure") == c.of("noun") == SAME))

    def is_telling(self, c: Comparison) -> bool:
        """Whether three digits or more tell that one value is the other with a slip: no part of it is, and no bound, by chance."""
        return c.few and slipped_digits(c.a, c.b, self._units) >= TELLING and self.slipped(c)

    def is_forgiven(self, c: Comparison) -> bool:
        """Whether two values that can be one with a slip differ on a level."""
        undecided = any(level.outcome == UNKNOWN for level in c.levels)
        return undecided and self._questions.levels(c.a, c.b)[-1].outcome == DIFFERENT

    def is_miscounted(self, c: Comparison) -> bool:
        """Whether, of a handful of documents, one has a count with two digits swapped or a nought too many: rather a slip than that it
        grew, if the digits are many; of two digits in reports of the same days, or long after, when nothing is added any more.
        """
        first, second = c.a.mention.amount, c.b.mention.amount
        if not c.few or c.within or first is None or second is None or self._is_one_of_series(c):
            return False
        digits = values.miscounted(first, second, self._units)
        if digits != PAIR:
            return digits >= TELLING
        days = days_between(c.a, c.b) or 0
        if days > SETTLED:
            return c.of("measure") == SAME and APART not in (c.of("subject"), c.of("noun"))
        return days <= LATEST and mistyped(c.a, c.b, self._units) and min(bottom(c.a), bottom(c.b)) >= _THOUSAND

    def is_misheaded(self, c: Comparison) -> bool:
        """Whether a figure of a headline becomes one of its text with a slip: of more than a digit or two in any words, of few only if
        the words may tell of one thing.
        """
        first, second = c.a.mention.amount, c.b.mention.amount
        if first is None or second is None or self._questions.noun(c.a, c.b).outcome == DIFFERENT:
            return False
        digits = slipped_digits(c.a, c.b, self._units)
        one_noun = c.of("noun") == SAME and c.a.frame.evidence.noun is not None
        named = c.of("noun") == SAME and (c.of("measure") == SAME or one_noun)
        counted = values.miscounted(first, second, self._units)
        if not digits and not (counted if named else counted == PAIR):
            return False
        return digits >= TELLING or (c.of("scope") != APART and (c.of("measure") != APART or one_noun))

    def _is_wrong_day(self, c: Comparison) -> bool:
        """Whether one date can be the other with a slip: of a year alone, only where the words tell of one happening, and of no other
        name.
        """
        if misyeared(c.a, c.b):
            return c.of("measure") == SAME and c.of("subject") != APART and not c.figures["names_clash"]
        if mistyped(c.a, c.b, self._units):
            return True
        return c.of("measure") != APART and misdated(c.a, c.b, self._questions) and not self._is_kept(c)

    def _is_wrong_number(self, c: Comparison) -> bool:
        """Whether one amount can be the other with a slip: many share two digits, and so the words have to tell of one thing then."""
        apart, held = c.of("measure") == APART, c.figures["words_held"] >= HELD
        digits = slipped_digits(c.a, c.b, self._units)
        if not digits or self._is_other_money(c):
            return not apart and one_wrong(c.a, c.b, self._units)
        named = c.of("measure") in (SAME, NEAR) or c.figures["noun_same"] > 0 or c.figures["unit_rare"] > 0
        return digits >= TELLING or held or (not apart and (named or c.of("scope") == SAME))

    def _is_one_of_series(self, c: Comparison) -> bool:
        """Whether the same words tell a value of one and of another name, or of one and of another time: the next of its kind."""
        alike = c.figures["words_alike"]
        if c.figures["names_clash"] > 0 and alike > (HELD if c.of("subject") == APART else PARALLEL):
            return True
        return alike > PARALLEL and as_long(c.a, c.b) and self._questions.period(c.a, c.b).outcome in (NEAR, DIFFERENT)

    def _is_other_money(self, c: Comparison) -> bool:
        """Whether equal sums of two currencies may be two sums, as no word says that they are one."""
        return c.of("dimension") != SAME and c.value is Outcome.UNIT and c.of("measure") not in (SAME, NEAR)

    def _is_kept(self, c: Comparison) -> bool:
        """Whether a report may tell of a day of an earlier year that is kept: where nothing says that both are of one happening."""
        report, history = (c.a.mention.dating, c.b.mention.dating) if is_fresh(c.a) else (c.b.mention.dating, c.a.mention.dating)
        if report is None or history is None or not values.is_kept(history, report):
            return False
        return c.of("measure") != SAME and c.figures["words_held"] < HELD
