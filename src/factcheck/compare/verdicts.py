"""Verdicts: what a pair of claims is to each other, by the ordered rows of the design; the first row that fits decides."""

from __future__ import annotations

from collections.abc import Callable

from factcheck.compare import values
from factcheck.compare.comparison import Comparison
from factcheck.compare.days import (
    CYCLE,
    MONTH,
    SETTLED,
    in_two_years,
    is_fresh,
    is_history,
    is_news,
    of_its_own_day,
    of_news_and_history,
    of_two_days,
    of_two_plans,
    one_month,
)
from factcheck.compare.evidence import Weights, of_one_story
from factcheck.compare.growth import (
    aged,
    bottom,
    days_of_count,
    grown_by_day,
    has_elapsed,
    has_grown,
    has_moved,
    later_count,
    long_past,
    of_two_stretches,
    top,
)
from factcheck.compare.levels import Questions, on_others
from factcheck.compare.outcomes import APART, NEAR, SAME, UNKNOWN
from factcheck.compare.rulings import FALLEN, SILENCE, Ruling, arithmetic, code, pair_of, question
from factcheck.compare.sides import days_between, in_order
from factcheck.compare.slips import SLIPS, Slips
from factcheck.compare.values import Outcome, Units, taken_for
from factcheck.compare.wording import (
    HARDLY,
    HELD,
    PARALLEL,
    contrasted,
    is_none_promised,
    is_part,
    of_others,
    one_full_name,
    retold,
    unnamed,
)
from factcheck.model import COUNTS, POINTS, Aspect, Claim, Kind, Mode, Modifier, Pair, Relation

_HEADLINE = Ruling(Relation.CONFLICT, "FC501", "the headline says one thing, the text another")
_SURE = 0.9  # a probability that no level can talk away
_KIN = 0.3  # of 1: among many documents, two that name fewer in common tell of two things
_CROWD = 0.2  # of 1: among more than three figures, no words name the one that is meant
_ONE_TOPIC = 0.5  # of 1: how many of the names in the shorter lead the other one has
_ANNIVERSARY = 456  # days: a year after it a happening is told once more, and a few months later its sequel
_FAR = 0.44  # of three powers of ten: beyond 20 times, unless a scale slipped, it is not one thing that is counted
_NEXT_YEAR = 550  # days: by then, and half a year after an event at the earliest, reports tell of the year that has passed
_FAR_LENT = 0.3  # the same where no name or no measure says that it is one thing: beyond 8 times


class Judgement:
    """The rows, with what they need of the rules."""

    def __init__(self, questions: Questions, units: Units, weights: Weights) -> None:
        self._questions = questions
        self._units = units
        self._weights = weights
        self._slips = Slips(questions, units, weights)
        self._rows: tuple[Callable[[Comparison], Ruling | None], ...] = (
            self._derived, self._not_yet, self._same_sentence, self._misheaded, self._far_bound, self._agreement, self._part_of_it,
            self._grew, self._too_little, self._version, self._unit_slip, self._too_far, self._apart, self._headline,
            self._set_against, self._elsewhere_in_it, self._running_count, self._corrected, self._revised, self._changed, self._age,
            self._elapsed, self._reset_level, self._scale_slip, self._of_next_year, self._replanned, self._open_question,
            self._conflict,
        )  # fmt: skip

    def verdict(self, comparison: Comparison) -> Pair | None:
        """The pair with its relation; None where silence is right."""
        for row in self._rows:
            found = row(comparison)
            if found is not None:
                return pair_of(comparison, found)
        return None

    def is_slip(self, c: Comparison) -> bool:
        """Whether, in a handful of documents, one value is the other with a slip."""
        return c.few and (self._slips.slipped(c) or self._slips.is_miscounted(c))

    def grown(self, c: Comparison) -> Pair | None:
        """The pair of a running count that its own document tells as history: it has grown since, or silence is right."""
        grew = self._grew(c)
        if grew is not None:
            return pair_of(c, grew)
        told = c.of("measure") == SAME and c.of("subject") in (SAME, NEAR) and c.of("scope") == SAME
        if c.within or c.derived or not told or c.settled or c.probability < self._weights.agree:
            return None
        return pair_of(c, Ruling(Relation.UPDATE, "FC101", "a count that had grown since by its own document"))

    # ---- what only follows ------------------------------------------------------------------------------------------

    def _derived(self, c: Comparison) -> Ruling | None:
        """A value that was worked out is held against a stated one only where measure and period are the same."""
        if not c.derived:
            return None
        same = c.of("measure") == SAME and c.of("period") == SAME and c.of("subject") in (SAME, NEAR)
        if not same or c.value is Outcome.FAR or (not c.agrees and c.figures["value_far"] > _FAR):
            return SILENCE
        if c.agrees and c.probability >= self._weights.agree:
            return Ruling(Relation.DERIVED, question(c), f"it fits, as {arithmetic(c)}")
        if not c.agrees and c.probability >= self._weights.conflict and c.of("mode") == SAME and self._apart(c) is None:
            return Ruling(Relation.CONFLICT, question(c), f"it does not fit, as {arithmetic(c)}")
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

    def _misheaded(self, c: Comparison) -> Ruling | None:
        """A figure of a headline that its text gives nowhere is one that it becomes with a slip, or the first that is told alike."""
        if c.part or c.value in (Outcome.SAME, Outcome.ROUNDING) or not c.unstated:
            return None
        if not (self._slips.is_misheaded(c) or self._is_of_lead(c)):
            return None
        return self._unit_slip(c) or (self._scale_slip(c) if c.value is Outcome.SCALE else None) or _HEADLINE

    def _is_of_lead(self, c: Comparison) -> bool:
        """Whether a figure is the first of its text that can be that of the headline, and both are told in the same words or are of one
        measure of the same things.
        """
        if c.headed is None or c.among is None or not c.among.leads(*c.headed) or c.figures["value_far"] > _FAR_LENT:
            return False
        headline, text = c.headed
        if not c.of("scope") == c.of("noun") == SAME or c.of("subject") == APART or self._questions.resets(text) or is_history(text):
            return False
        if headline.frame.mode is not Mode.ACTUAL and text.frame.mode is Mode.ACTUAL:
            return False
        counted = headline.frame.evidence.dimension in COUNTS
        if c.of("measure") == c.of("subject") == SAME and c.of("period") != UNKNOWN:
            return not counted or c.figures["noun_same"] > 0
        alike = c.of("measure") == UNKNOWN and c.probability >= self._weights.tension and c.figures["words_held"] >= HELD
        return alike and c.figures["noun_same"] > 0 and not self._questions.in_general(headline, text)

    def _far_bound(self, c: Comparison) -> Ruling | None:
        """`more than 100` says nothing against 551, and does not confirm it."""
        if c.value is not Outcome.FAR or self._slips.is_telling(c):
            return None
        return self._outgrown(c) or SILENCE

    def _agreement(self, c: Comparison) -> Ruling | None:
        if not c.agrees:
            return None
        if c.probability < self._weights.agree or self._alike_by_chance(c):
            return SILENCE
        return (self._outgrown(c) if c.value is Outcome.BOUNDS else None) or Ruling(Relation.AGREE, question(c), c.value.value)

    def _alike_by_chance(self, c: Comparison) -> bool:
        """Whether values that are often alike are so where no word says that they are of one thing: two durations, and two dates
        that only overlap (`in 2021`, `on 26 August`).
        """
        told = c.of("measure") in (SAME, NEAR)
        if c.a.mention.kind is Kind.DATE:
            least = HELD if c.value is Outcome.BOUNDS else HARDLY if c.value is Outcome.ROUNDING else 0.0
            return not told and c.figures["words_held"] <= least
        return c.a.mention.kind is Kind.DURATION and not told and c.figures["words_held"] < HELD

    def _outgrown(self, c: Comparison) -> Ruling | None:
        """A later count for which an earlier bound holds, or a level that has changed as far as it allows."""
        if c.probability < self._weights.agree:
            return None
        days = days_of_count(c.a, c.b)
        if has_grown(c) or (days is not None and days[0] != days[1]):
            return Ruling(Relation.UPDATE, "FC101", "a later count, and the bound holds")
        return self._at_two_times(c)

    def _part_of_it(self, c: Comparison) -> Ruling | None:
        """A part that is smaller than the whole fits it, and so does one of the parts that a headline adds up."""
        if c.part or self._is_of_parts(c):
            return SILENCE
        if c.of("scope") != APART:
            return None
        parts = [is_part(c.a, c.b), is_part(c.b, c.a)]
        if parts[0] == parts[1]:
            return None
        part, whole = (c.a, c.b) if parts[0] else (c.b, c.a)
        return SILENCE if bottom(part) < top(whole) else None

    def _is_of_parts(self, c: Comparison) -> bool:
        """Whether the smaller value is that of a part beside others, and the larger one stands in both documents: that of the whole."""
        smaller, larger = sorted((c.a, c.b), key=bottom)
        told = bool(smaller.frame.evidence.own) and not larger.frame.evidence.own and bottom(smaller) < bottom(larger)
        return told and not c.agrees and c.stated and not self._slips.slipped(c)

    def _grew(self, c: Comparison) -> Ruling | None:
        """A running count that is larger later is an update in whatever words it is told: that speaks against neither figure.

        Where each names a day, this may be that of the count or that of another event: then nothing else is told.
        """
        if long_past(c) or self._slips.is_miscounted(c):
            return None
        days = c.of("period") == NEAR and c.a.frame.aspect is c.b.frame.aspect is Aspect.COUNT
        told = c.of("measure") == SAME and c.of("scope") == SAME and c.of("subject") in ((SAME, NEAR) if c.within and days else (SAME,))
        likely = told and c.probability >= self._weights.agree and c.figures["value_far"] <= _FAR
        if likely and (grown_by_day(c) if days else not c.within and not c.settled and has_grown(c)):
            return Ruling(Relation.UPDATE, "FC101", "a later count is larger")
        return SILENCE if days and not self._slips.slipped(c) else None

    # ---- whether it is one question ---------------------------------------------------------------------------------

    def _too_little(self, c: Comparison) -> Ruling | None:
        if c.few and self._slips.is_forgiven(c) and not self._slips.slipped(c):
            return SILENCE  # nothing but a slip makes one of them
        strangers = not c.few and not c.within and (c.figures["cast_shared"] < _KIN or of_others(c) or self._of_two_times(c))
        only = self._only_one(c) or self._is_one_day(c)
        named = not strangers and (c.probability >= self._weights.tension or self._outright(c) or only)
        if c.of("subject") == UNKNOWN and c.probability < _SURE and c.figures["words_held"] < HELD and not (c.alone or c.within):
            named = False  # nobody is named whom both could be of
        if not c.few and c.of("subject") == UNKNOWN and not c.within and not c.figures["names_shared"] and not of_one_story(c.a, c.b):
            named = False
        enough = named or contrasted(c) or self._slips.slipped(c) or self._is_own_figure(c)
        return None if enough else SILENCE

    def _of_two_times(self, c: Comparison) -> bool:
        """Whether more than a year lies between two documents that only a country connects: two books that came out in Britain. What both
        look back on may be one thing all the same.
        """
        if c.a.mention.kind is Kind.DATE and not (is_fresh(c.a) or is_fresh(c.b)):
            return False
        days = days_between(c.a, c.b)
        return days is not None and days > _ANNIVERSARY and self._questions.by_country_alone(c.a, c.b)

    def _is_own_figure(self, c: Comparison) -> bool:
        """Whether a headline and its text count one thing, and the text gives one figure for it, which is another one; one that is feared
        is not yet what was counted.
        """
        if c.headed is None or c.among is None or not c.unstated or not self._is_its_own(c, *c.headed):
            return False
        headline, text = c.headed
        nouns = headline.frame.evidence.noun is not None and text.frame.evidence.noun is not None
        told = nouns and c.of("subject") != APART and not self._questions.resets(text)
        return told and (headline.frame.mode is Mode.ACTUAL or text.frame.mode is not Mode.ACTUAL) and c.among.has_one_rival(headline)

    def _only_one(self, c: Comparison) -> bool:
        """Whether, in a handful of documents on one story, nothing else of this subject could be meant: one measure, or one thing that
        is counted.
        """
        if not c.alone or c.probability < self._weights.alone or c.of("subject") != SAME or c.figures["names_clash"]:
            return False
        return c.of("measure") in (SAME, NEAR) or c.figures["noun_same"] > 0

    def _is_one_day(self, c: Comparison) -> bool:
        """Whether, in a handful of documents, both dates are all that is told of one happening of one subject long ago; where one
        does it to several things, only if month or day are one, and the year is not.
        """
        if c.a.mention.kind is not Kind.DATE or not c.few or c.within or c.among is None or is_fresh(c.a) or is_fresh(c.b):
            return False
        told = c.of("measure") == SAME and c.of("subject") in (SAME, NEAR) and c.probability >= self._weights.named
        if not told or c.figures["names_clash"] or self._questions.repeat(c.a, c.b) or c.figures["topic_shared"] < _KIN:
            return False
        return c.among.sole(c) and (one_month(c.a, c.b) or not self._questions.several(c.a))

    def _outright(self, c: Comparison) -> bool:
        """Whether the words name one question, however differently the sentences tell it: one measure of one subject; for a
        date, one happening, dated to the day in reports of its days, or one that comes once (birth, death, founding).
        """
        if c.probability < self._weights.named or c.within or c.of("measure") != SAME:
            return False
        if not c.few and not (self._questions.personal(c.a) or of_one_story(c.a, c.b)):
            return False  # in an archive one country has many tolls and votes
        if c.of("subject") not in (SAME, NEAR) and not (c.alone and c.of("subject") == UNKNOWN):
            return False
        settled = c.figures["settled_better"] and not (c.a.heading or c.b.heading)  # a headline may be wrong where its text is right
        strange = c.figures["cast_shared"] < _KIN and not of_one_story(c.a, c.b)
        clash = c.figures["names_clash"] and not (self._questions.of_people(c.a) and one_full_name(c.a, c.b))
        if clash or strange or settled or c.figures["crowd"] > _CROWD:
            return False  # each names somebody whom the other does not (trade with Iran, trade with China), or it is one of many
        once = self._questions.once(c.a) and c.figures["topic_shared"] >= _ONE_TOPIC and one_full_name(c.a, c.b)
        return c.a.mention.kind is not Kind.DATE or once or is_news(c.a, c.b)

    def _too_far(self, c: Comparison) -> Ruling | None:
        told = c.of("subject") == SAME and c.of("measure") in (SAME, NEAR)
        far = _FAR if told else _FAR_LENT
        return SILENCE if c.value not in SLIPS and c.figures["value_far"] > far and not self._slips.slipped(c) else None

    def _apart(self, c: Comparison) -> Ruling | None:
        """Two levels that speak against it outweigh words that are alike (twelve children, and 37 people), and so does another name,
        or that no word says what either value is of; two documents on two things, whatever their words; and what comes again and
        again, in two years.
        """
        slipped = c.value in SLIPS or self._slips.slipped(c)
        if on_others(c.a, c.b) and not slipped:
            return SILENCE
        doubtful = c.probability < _SURE and not slipped
        swapped = c.figures["names_clash"] > 0 and c.figures["words_alike"] > PARALLEL  # trade with Iran, trade with China
        apart = sum(level.outcome == APART for level in c.levels)
        one_telling = c.figures["words_alike"] > PARALLEL and not self._questions.spoken(c.a)
        again = self._questions.repeat(c.a, c.b) and in_two_years(c.a, c.b) and not (one_telling or slipped)
        news = (self._questions.repeat(c.a, c.b) or c.of("measure") != SAME) and of_its_own_day(c.a, c.b)
        promised = is_none_promised(c.a) or is_none_promised(c.b)
        past = not (slipped or c.within) and of_news_and_history(c.a, c.b)
        days = of_two_days(c.a, c.b, SETTLED if c.of("measure") == SAME else MONTH)
        another = again or news or promised or past or days or self._questions.daily(c.a, c.b)
        return SILENCE if another or (doubtful and (swapped or apart > 1 or unnamed(c))) else None

    def _version(self, c: Comparison) -> Ruling | None:
        """A page that was changed tells the same story anew; a running count has its own row."""
        first, second = c.a.metadata, c.b.metadata
        if c.within or first.url is None or first.url != second.url or Aspect.COUNT in (c.a.frame.aspect, c.b.frame.aspect):
            return None
        return Ruling(Relation.UPDATE, code(c), "two versions of one page")

    # ---- slips ------------------------------------------------------------------------------------------------------

    def _unit_slip(self, c: Comparison) -> Ruling | None:
        if c.value is Outcome.TAKEN:
            return Ruling(Relation.CONFLICT, "FC202", f"{c.value.value} ({self._meant(c)})")
        if c.value is not Outcome.UNIT:
            return None
        units = {claim.mention.amount.unit for claim in (c.a, c.b) if claim.mention.amount is not None}
        if "percent" in units and units & POINTS:
            return Ruling(Relation.CONFLICT, "FC203", "the same number, in percent and in points")
        ambiguous = any(found is not None and found.either for found in map(self._units.get, units))
        return Ruling(Relation.TENSION if ambiguous else Relation.CONFLICT, "FC202", "the same number, in different units")

    def _meant(self, c: Comparison) -> str:
        """The unit in which one of two amounts is the other."""
        first, second = c.a.mention.amount, c.b.mention.amount
        name = taken_for(first, second, self._units) if first is not None and second is not None else None
        return (name or "").replace("_", " ")

    def _scale_slip(self, c: Comparison) -> Ruling | None:
        if c.value is Outcome.SCALE:
            return Ruling(Relation.CONFLICT, "FC201", "the values are a power of 1,000 apart")
        if c.value is Outcome.TENFOLD:
            return Ruling(Relation.CONFLICT, code(c), "the same digits, a power of ten apart")
        return None

    # ---- in one document --------------------------------------------------------------------------------------------

    def _headline(self, c: Comparison) -> Ruling | None:
        if c.headed is None or not c.unstated or not self._is_its_own(c, *c.headed):
            return None
        if c.probability < self._weights.tension and not self._is_own_figure(c):
            return None
        return _HEADLINE

    def _is_its_own(self, c: Comparison, headline: Claim, text: Claim) -> bool:
        """Whether the figure of a headline is to be that of its text: no round one for it, none of another size, time or scope, and
        where things are counted, of the same things, of which the same is told.
        """
        if c.of("scope") != SAME or c.of("period") == UNKNOWN or (c.value not in SLIPS and c.figures["value_far"] > _FAR_LENT):
            return False
        first, second = headline.mention.amount, text.mention.amount
        if first is None or second is None:
            return True
        counted = self._units.dimension(first) == "count"
        told = c.of("measure") == SAME and (c.of("noun") != UNKNOWN or self._questions.in_general(headline, text))
        return (told or not counted) and not values.is_rounded(first, second, self._units)

    def _set_against(self, c: Comparison) -> Ruling | None:
        return Ruling(Relation.CONFLICT, code(c), "the text sets one figure against the other") if contrasted(c) else None

    def _elsewhere_in_it(self, c: Comparison) -> Ruling | None:
        """A document tells of many things: only what it says twice in nearly the same words is one of them."""
        return SILENCE if c.within and not retold(c) else None

    # ---- over time --------------------------------------------------------------------------------------------------

    def _running_count(self, c: Comparison) -> Ruling | None:
        if c.a.frame.aspect is not Aspect.COUNT or c.b.frame.aspect is not Aspect.COUNT or long_past(c) or self._slips.is_miscounted(c):
            return None
        if c.of("mode") != SAME and Mode.HYPOTHETICAL in (c.a.frame.mode, c.b.frame.mode):
            return SILENCE  # it may rise so far, and need not
        days = days_of_count(c.a, c.b)
        if days is None and has_grown(c):
            return Ruling(Relation.UPDATE, "FC101", "a count that was published later is larger")
        if days is None:
            known = c.a.frame.as_of is not None and c.b.frame.as_of is not None
            return SILENCE if known else Ruling(Relation.TENSION, "FC106", "a running count, and it is not known which is later")
        if days[0] == days[1]:
            final = "final" in c.a.frame.evidence.signs & c.b.frame.evidence.signs
            return Ruling(*(Relation.CONFLICT, "FC101") if final else (Relation.TENSION, "FC106"), "two counts of one day")
        earlier, later = (c.a, c.b) if days[0] < days[1] else (c.b, c.a)
        grown = later_count(earlier, later)
        return SILENCE if grown.rule == FALLEN and of_two_stretches(c) else grown

    def _corrected(self, c: Comparison) -> Ruling | None:
        """What a later document says that it corrects (`upgraded to 9.0`), or an earlier one that it would be replaced (`exit polls`)."""
        told = in_order(c.a, c.b)
        if c.within or told is None or self._slips.slipped(c):
            return None
        earlier, later = (claim.frame.evidence.signs for claim in told)
        if "correction" in later:
            return Ruling(Relation.UPDATE, question(c), "the later figure corrects the earlier one")
        return Ruling(Relation.UPDATE, question(c), "the earlier figure was provisional") if "provisional" in earlier - later else None

    def _revised(self, c: Comparison) -> Ruling | None:
        """What is told as the figure of its day (`the cost now stands at`), with that of a report of other weeks."""
        days = days_between(c.a, c.b)
        revisable = c.a.mention.kind is not Kind.DATE and "revisable" in c.a.frame.evidence.signs | c.b.frame.evidence.signs
        if c.within or not revisable or days is None or days <= CYCLE or self._slips.slipped(c):
            return None
        return Ruling(Relation.UPDATE, "FC101", "a figure of its day, and one of other weeks")

    def _changed(self, c: Comparison) -> Ruling | None:
        """What a later report tells to have risen or fallen to its value, with a smaller or larger one of before."""
        told = in_order(c.a, c.b)
        if c.within or told is None or c.of("period") != UNKNOWN or self._slips.slipped(c) or not has_moved(*told):
            return None
        return Ruling(Relation.UPDATE, "FC101", "a level that is told to have changed since")

    def _age(self, c: Comparison) -> Ruling | None:
        ranges = any(claim.mention.value.modifier is Modifier.RANGE for claim in (c.a, c.b))  # those of a group
        if ranges or not self._questions.personal(c.a) or not aged(c.a, c.b):
            return None
        return Ruling(Relation.UPDATE, "FC101", "an age, as much later as the reports are apart")

    def _elapsed(self, c: Comparison) -> Ruling | None:
        """What goes on (`two months of war`) has gone on for longer by the days between two reports."""
        longer = c.a.mention.kind is Kind.DURATION and not c.within and has_elapsed(c.a, c.b, self._units)
        return Ruling(Relation.UPDATE, "FC101", "a time that goes on, as much longer as the reports are apart") if longer else None

    def _reset_level(self, c: Comparison) -> Ruling | None:
        """A rate, a price, a population: at a later time it is another one, if not one that was mistyped."""
        return None if c.of("period") == SAME or self._slips.slipped(c) else self._at_two_times(c)

    def _at_two_times(self, c: Comparison) -> Ruling | None:
        """Two values of a level that changes, in reports of two times."""
        first, second = c.a.metadata.published, c.b.metadata.published
        if c.a.mention.kind is Kind.DATE or not self._is_reset(c):
            return None
        if first is None or second is None or first.overlaps(second):
            return None
        if self._questions.slow(c.a) and (days_between(c.a, c.b) or 0) <= SETTLED:
            return None
        return Ruling(Relation.UPDATE, "FC101", "a level that changes, at two times")

    def _is_reset(self, c: Comparison) -> bool:
        """Whether what is measured is a level that changes over time, as far as it is told; half a year later one of the two may say so."""
        measured = [claim for claim in (c.a, c.b) if claim.frame.measure is not None]
        days = days_between(c.a, c.b) or 0
        return bool(measured) and all(map(self._questions.resets, measured)) and (len(measured) > 1 or days > SETTLED)

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
        slip = ", or one is the other, mistyped" if self._slips.slipped(c) else ""
        return Ruling(Relation.TENSION, "FC106", f"{' and '.join(parts) or 'definition'} may differ{slip}")

    def _of_next_year(self, c: Comparison) -> Ruling | None:
        """Reports about a year apart give what they measure at no known time for their own year, unless nothing else could be meant."""
        unknown = c.of("period") == UNKNOWN and c.of("measure") == SAME
        if c.within or c.a.mention.kind is Kind.DATE or not unknown or self._slips.slipped(c):
            return None
        days = days_between(c.a, c.b)
        later = days is not None and SETTLED < days <= _NEXT_YEAR
        return SILENCE if later and (c.of("subject") == NEAR or not self._have_one_rival(c)) else None

    def _have_one_rival(self, c: Comparison) -> bool:
        """Whether neither of two values can be held against any other one of the other document."""
        return c.among is not None and c.among.has_one_rival(c.a) and c.among.has_one_rival(c.b)

    def _replanned(self, c: Comparison) -> Ruling | None:
        """Two figures of a plan, of which a document gives both, or two days to come, of reports of two months: the plan was changed."""
        if not c.within and of_two_plans(c.a, c.b) and not self._slips.slipped(c):
            return Ruling(Relation.UPDATE, question(c), "a day that was put off, or brought forward")
        planned = c.a.frame.mode is c.b.frame.mode is Mode.PLANNED and c.a.metadata.published != c.b.metadata.published
        return Ruling(Relation.UPDATE, question(c), "a plan that was changed") if planned and not c.within and c.stated else None

    def _conflict(self, c: Comparison) -> Ruling | None:
        return Ruling(Relation.CONFLICT, code(c), "both cannot be true")
