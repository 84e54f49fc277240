"""Verdicts: what a pair of claims is to each other, by the ordered rows of the design; the first row that fits decides."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from factcheck.compare import values
from factcheck.compare.evidence import Figures, Weights, affinity, of_one_story
from factcheck.compare.fingerprints import fingerprint
from factcheck.compare.levels import PART, Questions, is_one_of_several, on_others, scope_of
from factcheck.compare.names import shared
from factcheck.compare.outcomes import APART, DIFFERENT, NEAR, SAME, UNKNOWN, outcome
from factcheck.compare.sides import days_between
from factcheck.compare.values import PAIR, TELLING, Outcome, Units
from factcheck.model import POINTS, Amount, Aspect, Claim, Kind, Level, Mode, Modifier, Pair, Part, Period, Relation

FALLEN = "FC103"
_PARALLEL = 0.75  # of 1: two sentences that are told in the same words
_HELD = 0.5  # of 1: how much of the shorter sentence the other one has to tell where no rule knows what is told
_HARDLY = 0.2  # of 1: so little of it is chance
_REPEATED = 0.85  # of 1: how much of the shorter sentence's telling words the other one has
_TOLD = 0.35  # of three telling words near the value
_SURE = 0.9  # a probability that no level can talk away
_NEIGHBOURS = 500  # characters between two sentences that speak to each other
_KIN = 0.3  # of 1: among many documents, two that name fewer in common tell of two things
_CROWD = 0.2  # of 1: among more than three figures, no words name the one that is meant
_ONE_TOPIC = 0.5  # of 1: how many of the names in the shorter lead the other one has
_ANNIVERSARY = 456  # days: a year after it a happening is told once more, and a few months later its sequel
_SETTLED = 183  # days after which a count of what happened is final
_MONTH = 31  # days
_PART_OF_YEAR = 360  # days
_FORGIVEN = 2  # levels on which words may have been misread
_THOUSAND = 1000
_LONG = 4  # digits that two numbers never share by chance
_LATEST = 3  # days of which a report tells as news
_CYCLE = 14  # days in which a happening is news
_FAR = 0.44  # of three powers of ten: beyond 20 times, unless a scale slipped, it is not one thing that is counted
_FAR_LENT = 0.3  # the same where no name or no measure says that it is one thing: beyond 8 times
_AGREEING = (Outcome.SAME, Outcome.ROUNDING, Outcome.BOUNDS)
_SLIPS = (Outcome.UNIT, Outcome.SCALE, Outcome.TENFOLD)


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

    def alone(self, claim: Claim, /) -> bool:
        """Whether one value that differs is all that a claim can be held against."""
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
    many: bool = False  # of a run with more than a handful of documents
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
    dated = a.mention.kind is Kind.DATE
    misdated = few and dated and (_misyeared(a, b) or _misdated(a, b, questions))
    digits = _slipped_digits(a, b, units) if few and not dated else 0
    levels = questions.levels(a, b, forgive=max(digits, _FORGIVEN) if digits or misdated else 0)
    if levels[-1].outcome == DIFFERENT:
        return None
    value = _value(a, b, units)
    return Comparison(a, b, levels, value, Figures(a, b, units)) if value is not Outcome.UNKNOWN else None


def _mistyped(a: Claim, b: Claim, units: Units) -> bool:
    """Whether one value can be the other with a slip; days of the weeks around a report are many that are so alike."""
    first, second = a.mention.dating, b.mention.dating
    if first is not None and second is not None:
        return values.mistyped_day(first, second) and not (_is_fresh(a) or _is_fresh(b))
    amounts = _slippable(a, b)
    return amounts is not None and values.mistyped(*amounts, units)


def _slipped_digits(a: Claim, b: Claim, units: Units) -> int:
    """How many digits tell that one amount can be the other with a slip; 0 where it cannot."""
    amounts = _slippable(a, b)
    return values.slipped_digits(*amounts, units) if amounts is not None else 0


def _one_wrong(a: Claim, b: Claim, units: Units) -> bool:
    """Whether the values are long numbers of which one digit differs."""
    amounts = _slippable(a, b)
    return amounts is not None and values.one_wrong(*amounts, units)


def _slippable(a: Claim, b: Claim) -> tuple[Amount, Amount] | None:
    """The amounts of two claims; None where they are dates, or the quotations of a market, of which many are alike without a slip."""
    first, second = a.mention.amount, b.mention.amount
    return (first, second) if first is not None and second is not None and not _quoted(a, b) else None


def _misyeared(a: Claim, b: Claim) -> bool:
    """Whether two years are one with two digits swapped."""
    first, second = a.mention.dating, b.mention.dating
    return first is not None and second is not None and values.mistyped_year(first, second)


def _misdated(a: Claim, b: Claim, questions: Questions) -> bool:
    """Whether one text reports the news of a day, and another one looks back on the day before or after, or one with a digit wrong."""
    first, second = a.mention.dating, b.mention.dating
    if first is None or second is None or questions.spoken(a) or questions.spoken(b):
        return False
    report, history = (a, b) if _is_fresh(a) else (b, a)
    return _is_recent(report, _LATEST) and not _is_fresh(history) and values.misdated(first, second)


def _value(a: Claim, b: Claim, units: Units) -> Outcome:
    if a.mention.dating is not None and b.mention.dating is not None:
        return values.datings(a.mention.dating, b.mention.dating)
    if a.mention.amount is not None and b.mention.amount is not None:
        return values.amounts(a.mention.amount, b.mention.amount, units)
    return Outcome.UNKNOWN


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a row decides: a relation with the check's code and the reason; without a relation, silence."""

    relation: Relation | None
    rule: str = ""
    reason: str = ""


SILENCE = Ruling(None)
_EVER = Period(datetime.date.min, datetime.date.max)


class Judgement:
    """The rows, with what they need of the rules."""

    def __init__(self, questions: Questions, units: Units, weights: Weights) -> None:
        self._questions = questions
        self._units = units
        self._weights = weights
        self._rows: tuple[Callable[[Comparison], Ruling | None], ...] = (
            self._derived, self._not_yet, self._same_sentence, self._far_bound, self._agreement, self._part_of_it, self._grew,
            self._too_little, self._version, self._unit_slip, self._too_far, self._apart, self._headline,
            self._set_against, self._elsewhere_in_it, self._running_count, self._corrected, self._age, self._reset_level, self._scale_slip,
            self._replanned, self._open_question, self._conflict,
        )  # fmt: skip

    def verdict(self, comparison: Comparison) -> Pair | None:
        """The pair with its relation; None where silence is right."""
        for row in self._rows:
            found = row(comparison)
            if found is not None:
                return _pair(comparison, found)
        return None

    def is_slip(self, c: Comparison) -> bool:
        """Whether, in a handful of documents, one value is the other with a slip."""
        return not c.many and (self._slipped(c) or self._is_miscounted(c))

    def grown(self, c: Comparison) -> Pair | None:
        """The pair of a running count that its own document tells as history: it has grown since, or silence is right."""
        grew = self._grew(c)
        if grew is not None:
            return _pair(c, grew)
        told = c.of("measure") == SAME and c.of("subject") in (SAME, NEAR) and c.of("scope") == SAME
        if c.within or c.derived or not told or c.settled or c.probability < self._weights.agree:
            return None
        return _pair(c, Ruling(Relation.UPDATE, "FC101", "a count that had grown since by its own document"))

    # ---- what only follows ------------------------------------------------------------------------------------------

    def _derived(self, c: Comparison) -> Ruling | None:
        """A value that was worked out is held against a stated one only where measure and period are the same."""
        if not c.derived:
            return None
        same = c.of("measure") == SAME and c.of("period") == SAME and c.of("subject") in (SAME, NEAR)
        if not same or c.value is Outcome.FAR or (not c.agrees and c.figures["value_far"] > _FAR):
            return SILENCE
        if c.agrees and c.probability >= self._weights.agree:
            return Ruling(Relation.DERIVED, _question(c), f"it fits, as {_arithmetic(c)}")
        if not c.agrees and c.probability >= self._weights.conflict and c.of("mode") == SAME and self._apart(c) is None:
            return Ruling(Relation.CONFLICT, _question(c), f"it does not fit, as {_arithmetic(c)}")
        return SILENCE

    def _not_yet(self, c: Comparison) -> Ruling | None:
        """What had not happened by one day and is dated to a later one has happened since; an earlier one may be another time."""
        pending = [claim.frame.mode is Mode.PENDING for claim in (c.a, c.b)]
        if not any(pending):
            return None
        told_alike = c.of("measure") == SAME and c.of("subject") in (SAME, NEAR)
        if all(pending) or not told_alike or c.probability < self._weights.agree:
            return SILENCE
        missing, done = (c.a, c.b) if pending[0] else (c.b, c.a)
        by, on = missing.mention.dating, done.mention.dating
        told = f"told as not yet done ({missing.text})"
        if by is None or on is None or by.period is None or on.period is None:
            open_yet = Ruling(Relation.TENSION, "FC106", f"{told}, and it is not known which is later")
            return open_yet if c.within else self._too_little(c) or open_yet  # a text tells of one such happening of one subject
        return Ruling(Relation.UPDATE, "FC401", f"{told}, and done since") if by.period.last < on.period.first else SILENCE

    # ---- what can both be true --------------------------------------------------------------------------------------

    def _same_sentence(self, c: Comparison) -> Ruling | None:
        """A sentence does not contradict itself; it may give a value in a second unit (`2.5 miles, or 4 kilometres`), and a day in
        two ways (`on Monday, six days after it sank`).
        """
        if not c.within or c.a.mention.sentence != c.b.mention.sentence:
            return None
        if c.a.mention.kind is Kind.DATE:
            return None if c.value is Outcome.SAME and c.of("measure") == SAME and c.a.mention.rule != c.b.mention.rule else SILENCE
        units = {claim.mention.amount.unit for claim in (c.a, c.b) if claim.mention.amount is not None}
        return None if c.agrees and len(units) > 1 else SILENCE

    def _far_bound(self, c: Comparison) -> Ruling | None:
        """`more than 100` says nothing against 551, and does not confirm it."""
        if c.value is not Outcome.FAR or self._is_telling(c):
            return None
        return self._outgrown(c) or SILENCE

    def _agreement(self, c: Comparison) -> Ruling | None:
        if not c.agrees:
            return None
        if c.probability < self._weights.agree or self._alike_by_chance(c):
            return SILENCE
        return (self._outgrown(c) if c.value is Outcome.BOUNDS else None) or Ruling(
            Relation.AGREE, "FC401" if c.a.mention.kind is Kind.DATE else "FC101", c.value.value
        )

    def _alike_by_chance(self, c: Comparison) -> bool:
        """Whether values that are often alike are so where no word says that they are of one thing: two durations, and two dates
        that only overlap (`in 2021`, `on 26 August`).
        """
        told = c.of("measure") in (SAME, NEAR)
        if c.a.mention.kind is Kind.DATE:
            least = _HELD if c.value is Outcome.BOUNDS else _HARDLY if c.value is Outcome.ROUNDING else 0.0
            return not told and c.figures["words_held"] <= least
        return c.a.mention.kind is Kind.DURATION and not told and c.figures["words_held"] < _HELD

    def _outgrown(self, c: Comparison) -> Ruling | None:
        """A later count for which an earlier bound holds, or a level that has changed as far as it allows."""
        if c.probability < self._weights.agree:
            return None
        days = _days_of_count(c.a, c.b)
        if _has_grown(c) or (days is not None and days[0] != days[1]):
            return Ruling(Relation.UPDATE, "FC101", "a later count, and the bound holds")
        return self._at_two_times(c)

    def _part_of_it(self, c: Comparison) -> Ruling | None:
        """A part that is smaller than the whole fits it, and so does one of the parts that a headline adds up."""
        if c.part:
            return SILENCE
        if c.of("scope") != APART:
            return None
        parts = [_is_part(c.a, c.b), _is_part(c.b, c.a)]
        if parts[0] == parts[1]:
            return None
        part, whole = (c.a, c.b) if parts[0] else (c.b, c.a)
        return SILENCE if _bottom(part) < _top(whole) else None

    def _grew(self, c: Comparison) -> Ruling | None:
        """A running count that is larger later is an update in whatever words it is told: that speaks against neither figure.

        Where each names a day, this may be that of the count or that of another event: then nothing else is told.
        """
        if _long_past(c) or self._is_miscounted(c):
            return None
        days = c.of("period") == NEAR and c.a.frame.aspect is c.b.frame.aspect is Aspect.COUNT
        told = c.of("measure") == SAME and c.of("scope") == SAME and c.of("subject") in ((SAME, NEAR) if c.within and days else (SAME,))
        likely = told and c.probability >= self._weights.agree and c.figures["value_far"] <= _FAR
        if likely and (_grown_by_day(c) if days else not c.within and not c.settled and _has_grown(c)):
            return Ruling(Relation.UPDATE, "FC101", "a later count is larger")
        return SILENCE if days and not self._slipped(c) else None

    # ---- whether it is one question ---------------------------------------------------------------------------------

    def _too_little(self, c: Comparison) -> Ruling | None:
        if not c.many and self._is_forgiven(c) and not self._slipped(c):
            return SILENCE  # nothing but a slip makes one of them
        strangers = c.many and not c.within and (c.figures["cast_shared"] < _KIN or _of_others(c) or self._of_two_times(c))
        named = not strangers and (c.probability >= self._weights.tension or self._outright(c) or self._only_one(c))
        if c.of("subject") == UNKNOWN and c.probability < _SURE and c.figures["words_held"] < _HELD and not (c.alone or c.within):
            named = False  # nobody is named whom both could be of
        if c.many and c.of("subject") == UNKNOWN and not c.within and not c.figures["names_shared"] and not of_one_story(c.a, c.b):
            named = False
        enough = named or _contrasted(c) or self._slipped(c) or self._is_own_figure(c)
        return None if enough else SILENCE

    def _of_two_times(self, c: Comparison) -> bool:
        """Whether more than a year lies between two documents that only a country connects: two books that came out in Britain. What both
        look back on may be one thing all the same.
        """
        if c.a.mention.kind is Kind.DATE and not (_is_fresh(c.a) or _is_fresh(c.b)):
            return False
        days = days_between(c.a, c.b)
        return days is not None and days > _ANNIVERSARY and self._questions.by_country_alone(c.a, c.b)

    def _is_own_figure(self, c: Comparison) -> bool:
        """Whether a headline and its text count one thing, and the text gives one figure for it, which is another one; one that is feared
        is not yet what was counted.
        """
        if c.headed is None or c.among is None or not self._is_its_own(c, *c.headed):
            return False
        headline, text = c.headed
        nouns = headline.frame.evidence.noun is not None and text.frame.evidence.noun is not None
        told = nouns and c.of("subject") != APART and not self._questions.resets(text)
        return told and (headline.frame.mode is Mode.ACTUAL or text.frame.mode is not Mode.ACTUAL) and c.among.alone(headline)

    def _only_one(self, c: Comparison) -> bool:
        """Whether, in a handful of documents on one story, nothing else of this subject could be meant: one measure, or one thing that
        is counted.
        """
        if not c.alone or c.probability < self._weights.alone or c.of("subject") != SAME or c.figures["names_clash"]:
            return False
        return c.of("measure") in (SAME, NEAR) or c.figures["noun_same"] > 0

    def _outright(self, c: Comparison) -> bool:
        """Whether the words name one question, however differently the sentences tell it: one measure of one subject; for a
        date, one happening, dated to the day in reports of its days, or one that comes once (birth, death, founding).
        """
        if c.probability < self._weights.named or c.within or c.of("measure") != SAME:
            return False
        if c.many and not (self._questions.personal(c.a) or of_one_story(c.a, c.b)):
            return False  # in an archive one country has many tolls and votes
        if c.of("subject") not in (SAME, NEAR) and not (c.alone and c.of("subject") == UNKNOWN):
            return False
        settled = c.figures["settled_better"] and not (c.a.heading or c.b.heading)  # a headline may be wrong where its text is right
        strange = c.figures["cast_shared"] < _KIN and not of_one_story(c.a, c.b)
        if c.figures["names_clash"] or strange or settled or c.figures["crowd"] > _CROWD:
            return False  # each names somebody whom the other does not (trade with Iran, trade with China), or it is one of many
        once = self._questions.once(c.a) and c.figures["topic_shared"] >= _ONE_TOPIC and _one_full_name(c.a, c.b)
        return c.a.mention.kind is not Kind.DATE or once or _is_news(c.a, c.b)

    def _slipped(self, c: Comparison) -> bool:
        """Whether one value is the other with a slip, of digits, unit, scale or day: hardly chance, where the leads of a handful of
        documents have anything in common; among many only a slip of unit or scale where the words have something in common.
        """
        if c.within:
            return False
        likely = c.probability >= (self._weights.tension if c.many and not of_one_story(c.a, c.b) else self._weights.named)
        if c.value is Outcome.UNIT and c.a.frame.evidence.dimension == "percent":
            return likely  # percent and points, however few the digits
        if c.many:
            return likely and c.value in _SLIPS and _mistyped(c.a, c.b, self._units)
        dated = c.a.mention.kind is Kind.DATE
        if c.stated or not (self._is_wrong_day(c) if dated else self._is_wrong_number(c)) or self._is_one_of_series(c):
            return False
        long = not dated and _slipped_digits(c.a, c.b, self._units) >= _LONG
        return likely or long or (c.figures["topic_shared"] or c.figures["cast_shared"]) > 0

    def _is_wrong_day(self, c: Comparison) -> bool:
        """Whether one date can be the other with a slip: of a year alone, only where the words tell of one happening, and of no other
        name.
        """
        if _misyeared(c.a, c.b):
            return c.of("measure") == SAME and c.of("subject") != APART and not c.figures["names_clash"]
        if _mistyped(c.a, c.b, self._units):
            return True
        return c.of("measure") != APART and _misdated(c.a, c.b, self._questions) and not self._is_kept(c)

    def _is_wrong_number(self, c: Comparison) -> bool:
        """Whether one amount can be the other with a slip: many share two digits, and so the words have to tell of one thing then."""
        apart, held = c.of("measure") == APART, c.figures["words_held"] >= _HELD
        digits = _slipped_digits(c.a, c.b, self._units)
        if not digits or self._is_other_money(c):
            return not apart and _one_wrong(c.a, c.b, self._units)
        return digits >= TELLING or not apart or held

    def _is_telling(self, c: Comparison) -> bool:
        """Whether three digits or more tell that one value is the other with a slip: no part of it is, and no bound, by chance."""
        return not c.many and _slipped_digits(c.a, c.b, self._units) >= TELLING and self._slipped(c)

    def _is_forgiven(self, c: Comparison) -> bool:
        """Whether two values that can be one with a slip differ on a level."""
        undecided = any(level.outcome == UNKNOWN for level in c.levels)
        return undecided and self._questions.levels(c.a, c.b)[-1].outcome == DIFFERENT

    def _is_one_of_series(self, c: Comparison) -> bool:
        """Whether the same words tell a value of one and of another name, or of one and of another time: the next of its kind."""
        alike = c.figures["words_alike"]
        if c.figures["names_clash"] > 0 and alike > (_HELD if c.of("subject") == APART else _PARALLEL):
            return True
        return alike > _PARALLEL and _as_long(c.a, c.b) and self._questions.period(c.a, c.b).outcome in (NEAR, DIFFERENT)

    def _is_other_money(self, c: Comparison) -> bool:
        """Whether equal sums of two currencies may be two sums, as no word says that they are one."""
        return c.of("dimension") != SAME and c.value is Outcome.UNIT and c.of("measure") not in (SAME, NEAR)

    def _is_kept(self, c: Comparison) -> bool:
        """Whether a report may tell of a day of an earlier year that is kept: where nothing says that both are of one happening."""
        report, history = (c.a.mention.dating, c.b.mention.dating) if _is_fresh(c.a) else (c.b.mention.dating, c.a.mention.dating)
        if report is None or history is None or not values.is_kept(history, report):
            return False
        return c.of("measure") != SAME and c.figures["words_held"] < _HELD

    def _is_miscounted(self, c: Comparison) -> bool:
        """Whether, of a handful of documents, one has a count with two digits swapped or a nought too many: rather a slip than that it
        grew, if the digits are many; of two digits in reports of the same days, or long after, when nothing is added any more.
        """
        first, second = c.a.mention.amount, c.b.mention.amount
        if c.many or c.within or first is None or second is None or self._is_one_of_series(c):
            return False
        digits = values.miscounted(first, second, self._units)
        if digits != PAIR:
            return digits >= TELLING
        days = days_between(c.a, c.b) or 0
        if days > _SETTLED:
            return c.of("measure") == SAME and APART not in (c.of("subject"), c.of("noun"))
        return days <= _LATEST and _mistyped(c.a, c.b, self._units) and min(_bottom(c.a), _bottom(c.b)) >= _THOUSAND

    def _too_far(self, c: Comparison) -> Ruling | None:
        told = c.of("subject") == SAME and c.of("measure") in (SAME, NEAR)
        far = _FAR if told else _FAR_LENT
        return SILENCE if c.value not in _SLIPS and c.figures["value_far"] > far else None

    def _apart(self, c: Comparison) -> Ruling | None:
        """Two levels that speak against it outweigh words that are alike (twelve children, and 37 people), and so does another name,
        or that no word says what either value is of; two documents on two things, whatever their words; and what comes again and
        again, in two years.
        """
        slipped = c.value in _SLIPS or self._slipped(c)
        if on_others(c.a, c.b) and not slipped:
            return SILENCE
        doubtful = c.probability < _SURE and not slipped
        swapped = c.figures["names_clash"] > 0 and c.figures["words_alike"] > _PARALLEL  # trade with Iran, trade with China
        apart = sum(level.outcome == APART for level in c.levels)
        one_telling = c.figures["words_alike"] > _PARALLEL and not self._questions.spoken(c.a)
        again = self._questions.repeat(c.a, c.b) and _in_two_years(c.a, c.b) and not one_telling
        news = (self._questions.repeat(c.a, c.b) or c.of("measure") != SAME) and _of_its_own_day(c.a, c.b)
        promised = _is_none_promised(c.a) or _is_none_promised(c.b)
        another = again or news or promised or self._questions.daily(c.a, c.b) or _of_two_days(c.a, c.b)
        return SILENCE if another or (doubtful and (swapped or apart > 1 or _unnamed(c))) else None

    def _version(self, c: Comparison) -> Ruling | None:
        """A page that was changed tells the same story anew; a running count has its own row."""
        first, second = c.a.metadata, c.b.metadata
        if c.within or first.url is None or first.url != second.url or Aspect.COUNT in (c.a.frame.aspect, c.b.frame.aspect):
            return None
        return Ruling(Relation.UPDATE, _code(c), "two versions of one page")

    # ---- slips ------------------------------------------------------------------------------------------------------

    def _unit_slip(self, c: Comparison) -> Ruling | None:
        if c.value is not Outcome.UNIT:
            return None
        units = {claim.mention.amount.unit for claim in (c.a, c.b) if claim.mention.amount is not None}
        if "percent" in units and units & POINTS:
            return Ruling(Relation.CONFLICT, "FC203", "the same number, in percent and in points")
        ambiguous = any(found is not None and found.either for found in map(self._units.get, units))
        return Ruling(Relation.TENSION if ambiguous else Relation.CONFLICT, "FC202", "the same number, in different units")

    def _scale_slip(self, c: Comparison) -> Ruling | None:
        if c.value is Outcome.SCALE:
            return Ruling(Relation.CONFLICT, "FC201", "the values are a power of 1,000 apart")
        if c.value is Outcome.TENFOLD:
            return Ruling(Relation.CONFLICT, _code(c), "the same digits, a power of ten apart")
        return None

    # ---- in one document --------------------------------------------------------------------------------------------

    def _headline(self, c: Comparison) -> Ruling | None:
        if c.headed is None or not self._is_its_own(c, *c.headed):
            return None
        if c.probability < self._weights.tension and not self._is_own_figure(c):
            return None
        return Ruling(Relation.CONFLICT, "FC501", "the headline says one thing, the text another")

    def _is_its_own(self, c: Comparison, headline: Claim, text: Claim) -> bool:
        """Whether the figure of a headline is to be that of its text: no round one for it, none of another size, time or scope, and
        where things are counted, of the same things, of which the same is told.
        """
        if c.of("scope") != SAME or c.of("period") == UNKNOWN or (c.value not in _SLIPS and c.figures["value_far"] > _FAR_LENT):
            return False
        first, second = headline.mention.amount, text.mention.amount
        if first is None or second is None:
            return True
        counted = self._units.dimension(first) == "count"
        told = c.of("measure") == SAME and (c.of("noun") != UNKNOWN or self._questions.in_general(headline, text))
        return (told or not counted) and not values.is_rounded(first, second, self._units)

    def _set_against(self, c: Comparison) -> Ruling | None:
        return Ruling(Relation.CONFLICT, _code(c), "the text sets one figure against the other") if _contrasted(c) else None

    def _elsewhere_in_it(self, c: Comparison) -> Ruling | None:
        """A document tells of many things: only what it says twice in nearly the same words is one of them."""
        return SILENCE if c.within and not _repeated(c) else None

    # ---- over time --------------------------------------------------------------------------------------------------

    def _running_count(self, c: Comparison) -> Ruling | None:
        if c.a.frame.aspect is not Aspect.COUNT or c.b.frame.aspect is not Aspect.COUNT or _long_past(c) or self._is_miscounted(c):
            return None
        if c.of("mode") != SAME and Mode.HYPOTHETICAL in (c.a.frame.mode, c.b.frame.mode):
            return SILENCE  # it may rise so far, and need not
        days = _days_of_count(c.a, c.b)
        if days is None and _has_grown(c):
            return Ruling(Relation.UPDATE, "FC101", "a count that was published later is larger")
        if days is None:
            known = c.a.frame.as_of is not None and c.b.frame.as_of is not None
            return SILENCE if known else Ruling(Relation.TENSION, "FC106", "a running count, and it is not known which is later")
        if days[0] == days[1]:
            final = "final" in c.a.frame.evidence.signs & c.b.frame.evidence.signs
            return Ruling(*(Relation.CONFLICT, "FC101") if final else (Relation.TENSION, "FC106"), "two counts of one day")
        earlier, later = (c.a, c.b) if days[0] < days[1] else (c.b, c.a)
        grown = _grown(earlier, later)
        return SILENCE if grown.rule == FALLEN and _of_two_stretches(c) else grown

    def _corrected(self, c: Comparison) -> Ruling | None:
        """What a later document says that it corrects (`upgraded to 9.0`)."""
        first, second = c.a.metadata.published, c.b.metadata.published
        if c.within or first is None or second is None or first.overlaps(second):
            return None
        later = max(c.a, c.b, key=lambda claim: claim.metadata.published.first if claim.metadata.published else _EVER.first)
        corrected = "correction" in later.frame.evidence.signs
        return Ruling(Relation.UPDATE, _question(c), "the later figure corrects the earlier one") if corrected else None

    def _age(self, c: Comparison) -> Ruling | None:
        ranges = any(claim.mention.value.modifier is Modifier.RANGE for claim in (c.a, c.b))  # those of a group
        if ranges or not self._questions.personal(c.a) or not _aged(c.a, c.b):
            return None
        return Ruling(Relation.UPDATE, "FC101", "an age, as much later as the reports are apart")

    def _reset_level(self, c: Comparison) -> Ruling | None:
        """A rate, a price, a population: at a later time it is another one, if not one that was mistyped."""
        return None if c.of("period") == SAME or self._slipped(c) else self._at_two_times(c)

    def _at_two_times(self, c: Comparison) -> Ruling | None:
        """Two values of a level that changes, in reports of two times."""
        first, second = c.a.metadata.published, c.b.metadata.published
        if c.a.mention.kind is Kind.DATE or not (self._questions.resets(c.a) and self._questions.resets(c.b)):
            return None
        if first is None or second is None or first.overlaps(second):
            return None
        if self._questions.slow(c.a) and abs((first.first - second.first).days) <= _SETTLED:
            return None
        return Ruling(Relation.UPDATE, "FC101", "a level that changes, at two times")

    # ---- what cannot both be true -----------------------------------------------------------------------------------

    def _open_question(self, c: Comparison) -> Ruling | None:
        """Period, mode or definition may differ."""
        parts = [level.name for level in c.levels if level.outcome == NEAR and level.name not in ("subject", "measure")]
        if c.of("period") == UNKNOWN:
            parts.append("period")
        nothing = all(level.outcome == SAME or level.name == "subject" for level in c.levels)
        settled = c.probability >= self._weights.conflict or (self._outright(c) and nothing)
        if not parts and settled:
            return None
        slip = ", or one is the other, mistyped" if self._slipped(c) else ""
        return Ruling(Relation.TENSION, "FC106", f"{' and '.join(parts) or 'definition'} may differ{slip}")

    def _replanned(self, c: Comparison) -> Ruling | None:
        """Two figures of a plan, of which a document gives both: the plan was changed."""
        planned = c.a.frame.mode is c.b.frame.mode is Mode.PLANNED and c.a.metadata.published != c.b.metadata.published
        return Ruling(Relation.UPDATE, _question(c), "a plan that was changed") if planned and not c.within and c.stated else None

    def _conflict(self, c: Comparison) -> Ruling | None:
        return Ruling(Relation.CONFLICT, _code(c), "both cannot be true")


def _pair(c: Comparison, ruling: Ruling) -> Pair | None:
    """The pair with what was decided on it; None for silence."""
    if ruling.relation is None:
        return None
    return Pair(
        a=c.a.id, b=c.b.id, rule=ruling.rule, relation=ruling.relation, fingerprint=fingerprint(c.a, c.b),
        reason=f"{_told(c.a)} against {_told(c.b)}: {ruling.reason}", confidence=round(c.probability, 3),
        levels=(*c.levels, Level("value", c.value.value, f"{c.a.text} and {c.b.text}")),
    )  # fmt: skip


def _is_part(claim: Claim, other: Claim) -> bool:
    """Whether a value is told as one part of more."""
    return scope_of(claim, other) == PART or is_one_of_several(claim, other)


def _one_full_name(a: Claim, b: Claim) -> bool:
    """Whether both documents are on one name, word for word, and both values are of it."""
    names = {part.key for part in a.frame.subject} & {part.key for part in b.frame.subject}
    return any(key <= a.story.heads and key <= b.story.heads for key in names)


def _of_others(c: Comparison) -> bool:
    """Whether each sentence names whom it speaks of, and these are others."""
    return bool(c.a.frame.subject and c.b.frame.subject) and c.of("subject") in (NEAR, APART)


def _of_two_days(a: Claim, b: Claim) -> bool:
    """Whether two reports, half a year apart, each tell of a day of their own weeks: the budgets of two years."""
    days = days_between(a, b)
    return days is not None and days > _SETTLED and _is_fresh(a) and _is_fresh(b)


def _of_its_own_day(a: Claim, b: Claim) -> bool:
    """Whether two reports, of two days, each tell of the day on which they are published, or of one as long before."""
    first, second = a.metadata.published, b.metadata.published
    one, other = a.mention.dating, b.mention.dating
    if first is None or second is None or one is None or other is None or one.period is None or other.period is None:
        return False
    passed = first.first - one.period.first, second.first - other.period.first
    return first != second and passed[0] == passed[1] and _is_recent(a, _LATEST)


def _is_none_promised(claim: Claim) -> bool:
    """Whether a claim counts none of what has not come about (`nobody would be hurt`): no count of what did."""
    amount = claim.mention.amount
    outcome_told = claim.frame.mode in (Mode.ACTUAL, Mode.ESTIMATE)
    return amount is not None and amount.nominal == 0 and amount.unit is None and not outcome_told


def _in_two_years(a: Claim, b: Claim) -> bool:
    """Whether two dates are known to be of two years."""
    periods = [claim.mention.dating.period for claim in (a, b) if claim.mention.dating is not None]
    years = [{period.first.year, period.last.year} for period in periods if period is not None]
    return len(years) == len((a, b)) and years[0].isdisjoint(years[1])


def _unnamed(c: Comparison) -> bool:
    """Whether no word says that both values are of one thing: dates of no known happening, amounts that share a unit at best."""
    if c.a.mention.kind is Kind.DATE:
        news = _is_fresh(c.a) or _is_fresh(c.b)
        return c.of("measure") not in (SAME, NEAR) and c.figures["words_held"] < (_REPEATED if news else _HELD)
    if c.alone and c.of("subject") == SAME:
        return False
    half = c.figures["measure_half"] > 0 and c.figures["names_shared"] == 1.0  # `Everest (29,032 feet)`, `Everest is 8,488 metres tall`
    return c.figures["unit_rare"] > 0 and not half and c.of("measure") not in (SAME, NEAR) and c.figures["words_held"] < _HARDLY


def _contrasted(c: Comparison) -> bool:
    """Whether one document sets two figures for one thing side by side: neighbouring sentences, a word of contrast, two voices."""
    if not c.within or c.of("measure") not in (SAME, NEAR) or c.of("subject") == APART:
        return False
    earlier, later = sorted((c.a, c.b), key=lambda claim: claim.mention.span.start)
    between = later.mention.sentence.start - earlier.mention.sentence.end
    first, second = c.a.frame.attribution, c.b.frame.attribution
    voices = first is not None and second is not None and not shared(first.key, second.key)
    return 0 <= between <= _NEIGHBOURS and "contrast" in later.frame.evidence.signs and voices


def _repeated(c: Comparison) -> bool:
    """Whether one of two sentences repeats the other: the same names, all its telling words, and no word of another case."""
    signs = c.a.frame.evidence.signs | c.b.frame.evidence.signs
    told = c.figures["words_held"] >= _REPEATED and c.figures["words_shared"] >= _TOLD
    return told and c.figures["names_shared"] == 1.0 and "another" not in signs


def _as_long(a: Claim, b: Claim) -> bool:
    """Whether two values are told of times of one length: of two days, of two months, of two years."""
    days = [claim.frame.period.value.days for claim in (a, b) if claim.frame.period is not None]
    return len(days) == len((a, b)) and abs(days[0] - days[1]) <= _LATEST


def _is_news(a: Claim, b: Claim) -> bool:
    """Whether two dates are days of the weeks before their reports, and the reports of the same weeks."""
    days = days_between(a, b)
    return days is not None and days <= _CYCLE and _is_recent(a, _CYCLE) and _is_recent(b, _CYCLE)


def _quoted(a: Claim, b: Claim) -> bool:
    """Whether both are quotations of a market."""
    return "market" in a.frame.evidence.signs and "market" in b.frame.evidence.signs


def _is_fresh(claim: Claim) -> bool:
    """Whether a day is one of the weeks around the report, of which it tells one by one."""
    published, dating = claim.metadata.published, claim.mention.dating
    if published is None or dating is None or dating.period is None:
        return False
    return abs((published.last - dating.period.first).days) <= _MONTH


def _is_recent(claim: Claim, within: int) -> bool:
    """Whether a date is one of so many days before its report."""
    published, dating = claim.metadata.published, claim.mention.dating
    if published is None or dating is None or dating.period is None or dating.period.days > 1:
        return False
    return 0 <= (published.last - dating.period.first).days <= within


def _days_of_count(a: Claim, b: Claim) -> tuple[datetime.date, datetime.date] | None:
    """The days on which two running counts were made, where it is known which was earlier or that it was one day."""
    if a.frame.aspect is not Aspect.COUNT or b.frame.aspect is not Aspect.COUNT:
        return None
    first, second = a.frame.as_of, b.frame.as_of
    if first is None or second is None or (first.value.overlaps(second.value) and first.value != second.value):
        return None
    return first.value.first, second.value.first


def _long_past(c: Comparison) -> bool:
    """Whether both count what happened on a day that was over half a year ago when they were published: nothing is added any more."""
    periods = [claim.frame.period.value for claim in (c.a, c.b) if claim.frame.period is not None]
    if not periods or not periods[0].overlaps(periods[-1]):
        return False
    day = min(periods, key=lambda period: period.days)
    told = [claim.metadata.published for claim in (c.a, c.b)]
    return day.days <= _CYCLE and all(when is not None and (when.first - day.last).days > _SETTLED for when in told)


def _grown_by_day(c: Comparison) -> bool:
    """Whether the count with the later day is the larger one."""
    earlier, later = sorted((c.a, c.b), key=lambda claim: claim.frame.period.value if claim.frame.period is not None else _EVER)
    return _bottom(later) > _bottom(earlier)


def _has_grown(c: Comparison) -> bool:
    """Whether the larger of two running counts was published later, where it is not told on which days they were made."""
    first, second = c.a.frame.as_of, c.b.frame.as_of
    if not c.a.frame.aspect is c.b.frame.aspect is Aspect.COUNT or first is None or second is None or first.value.last == second.value.last:
        return False
    earlier, later = (c.a, c.b) if first.value.last < second.value.last else (c.b, c.a)
    return _bottom(later) > _bottom(earlier)


def _of_two_stretches(c: Comparison) -> bool:
    """Whether one count names the months in which it was counted, and the other one not the same: a part of a year begins anew."""
    periods = [claim.frame.period.value for claim in (c.a, c.b) if claim.frame.period is not None]
    return c.of("period") != SAME and any(_MONTH < period.days < _PART_OF_YEAR for period in periods)


def _grown(earlier: Claim, later: Claim) -> Ruling:
    if _top(later) >= _bottom(earlier):
        return Ruling(Relation.UPDATE, "FC101", "a later count is larger")
    if "correction" in later.frame.evidence.signs:
        return Ruling(Relation.UPDATE, FALLEN, "the later count corrects the earlier one")
    return Ruling(Relation.CONFLICT, FALLEN, "a running count is smaller later, and nothing says that it was corrected")


def repeated(a: Claim, b: Claim, pair: Pair, same: Mapping[str, Sequence[Claim]]) -> Pair:
    """The verdict on a count that fell, where it fell to that of an older document; `same` are the claims with the value of each."""
    days = _days_of_count(a, b)
    if pair.relation is not Relation.CONFLICT or days is None:
        return pair
    earlier, later = (a, b) if days[0] < days[1] else (b, a)
    day = min(days)
    older = next((claim for claim in same.get(later.id, ()) if _counted_before(claim, day)), None)
    if older is None:
        return pair
    reason = f"{_told(later)} repeats {_told(older)}, which {_told(earlier)} had superseded"
    return replace(pair, rule="FC104", relation=Relation.TENSION, reason=reason)


def _counted_before(claim: Claim, day: datetime.date) -> bool:
    counted = claim.frame.as_of
    return claim.frame.aspect is Aspect.COUNT and counted is not None and counted.value.last < day


def _aged(a: Claim, b: Claim) -> bool:
    """Whether two ages of one person fit the days of their reports: older by the time between them, give or take a year."""
    first, second = a.metadata.published, b.metadata.published
    if first is None or second is None:
        return False
    grown = _bottom(b) - _bottom(a) if first.first <= second.first else _bottom(a) - _bottom(b)
    return grown >= 0 and abs(grown - abs((first.first - second.first).days) // 365) <= 1


def _top(claim: Claim) -> Decimal:
    amount = claim.mention.amount
    return (amount.high or amount.nominal or Decimal("Infinity")) if amount else Decimal(0)


def _bottom(claim: Claim) -> Decimal:
    amount = claim.mention.amount
    return (amount.low or amount.nominal or Decimal(0)) if amount else Decimal(0)


def _code(c: Comparison) -> str:
    """The most telling check that a conflict falls under."""
    first, second = c.a.frame.attribution, c.b.frame.attribution
    if first is not None and second is not None and _one_voice(first, second):
        return "FC105"
    return "FC102" if c.value is Outcome.CONTRADICTED else _question(c)


def _question(c: Comparison) -> str:
    """The check that asks whether the two values are one: of an event's date, or of an amount."""
    return "FC401" if c.a.mention.kind is Kind.DATE else "FC101"


def _one_voice(first: Part, second: Part) -> bool:
    """Whether two speakers are one: all of the shorter name, under any spelling, stands in the longer one."""
    return len(shared(first.key, second.key)) >= min(len(first.key), len(second.key)) > 0


def _arithmetic(c: Comparison) -> str:
    """The working of the side that follows."""
    return c.a.arithmetic or c.b.arithmetic or ""


def _told(claim: Claim) -> str:
    """A value with who gives it: the speaker, else the source."""
    said = claim.frame.attribution
    who = said.value if said is not None else claim.metadata.source
    return f"{claim.text} ({who})" if who else claim.text
