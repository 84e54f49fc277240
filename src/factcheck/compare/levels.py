"""Levels: what two claims are compared on, in order; each gives an outcome and the words that it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from factcheck.compare.days import YEAR
from factcheck.compare.names import shared
from factcheck.compare.outcomes import APART, DIFFERENT, NEAR, SAME, UNKNOWN
from factcheck.compare.periods import Periods
from factcheck.compare.sides import is_known, measures_one_of, one_measure, openings, side
from factcheck.compare.values import OLDEST, Units
from factcheck.model import COUNTS, POINTS, Aspect, Claim, Kind, Level, Mode, Modifier, Part, Scope, SubjectRule
from factcheck.rules import Rules

_CHANGES = {Aspect.RISE, Aspect.FALL, Aspect.CHANGE}
_OWN = (SubjectRule.SENTENCE, SubjectRule.ASIDE, SubjectRule.LISTED, SubjectRule.KIN)  # rules of a subject that the sentence names itself
_TOGETHER = "together.joint"  # a rule of one
_PEOPLE = "person"  # the noun of people of all kinds
_PHRASE = 2  # words: what is told, and of which kind it is
_LEVELS = {Aspect.LEVEL, Aspect.COUNT, Aspect.RATE}
_PLAIN = {Mode.ACTUAL, Mode.ESTIMATE}
_MISREAD = ("dimension", "aspect", "noun", "matter", "subject", "period", "mode")  # levels on which words may have been misread
_SURELY = 3  # of those may differ: then hardly chance, so that a loose word of a measure may be misread too, or a rate left out
_level = lru_cache(maxsize=4096)(Level)  # of few words, and the same ones again and again


class Questions:
    """Says on which levels two claims differ, by the rules."""

    def __init__(self, rules: Rules, units: Units) -> None:
        self._units = units
        self._opposes = {
            rule.id: {f"{rule.table}.{name}" for name in rule.words("opposes")}
            for table in ("measure", "happening", "opposite")
            for rule in rules.table(table)
        }
        self._general_happenings = rules.having("happening", "general")
        self._spoken = rules.having("happening", "telling")
        self._once = rules.having("happening", "once")
        self._of_people = rules.having("measure", "of_people") | rules.having("happening", "of_people")
        self._daily = rules.having("happening", "daily")
        self._repeats = rules.having("happening", "repeats")
        self._several = rules.having("happening", "several")
        self._relative = rules.having("measure", "relative")
        self._resets = rules.having("measure", "resets")
        self._slow = rules.having("measure", "slow")
        self._personal = rules.having("measure", "personal")
        self._general_measures = rules.having("measure", "general")
        self._general_nouns = {rule.name for rule in rules.table("twin") if rule.data.get("general")}
        self._kinds = {(rule.name, kind) for rule in rules.table("twin") for kind in rule.words("kind_of")}
        self._bases = {rule.id: {f"basis.{name}" for name in rule.words("opposes")} for rule in rules.table("basis")}
        self._bases_alone = rules.having("basis", "alone")
        self._countries = {rule.id for rule in rules.table("entity") if rule.data.get("class") == "country"}
        self._period = Periods(rules, units)
        self.opening = openings(rules)
        self.steps: tuple[Callable[[Claim, Claim], Level], ...] = (
            self.dimension, self.aspect, self.rate, self.measure, self.noun, self.matter, self.subject, self.scope,
            self.period, self.mode,
        )  # fmt: skip

    def levels(self, a: Claim, b: Claim, *, forgive: int = 0) -> tuple[Level, ...]:
        """The levels in order, up to the first on which the claims differ.

        `forgive` leaves so many of them open that the words may have been misread on, where they do not name two measures.
        """
        found: list[Level] = []
        sure = forgive >= _SURELY
        for step in self.steps:
            level = step(a, b)
            if level.outcome == DIFFERENT and forgive and (level.name in _MISREAD or (sure and self._is_loose(level, a, b))):
                level, forgive = replace(level, outcome=UNKNOWN), forgive - 1
            found.append(level)
            if level.outcome == DIFFERENT:
                break
        return tuple(found)

    def by_country_alone(self, a: Claim, b: Claim) -> bool:
        """Whether the leads of the two documents name nothing in common but countries."""
        return a.story.heads & b.story.heads <= self._countries

    def _is_loose(self, level: Level, a: Claim, b: Claim) -> bool:
        """Whether two measures of one subject and noun differ of which one has loose words, or the rate of one measure is left out."""
        first, second = a.frame.measure, b.frame.measure
        if level.name == "rate":
            rates = {claim.mention.amount.per for claim in (a, b) if claim.mention.amount is not None}
            return None in rates and self.measure(a, b).outcome == SAME
        loose = any(part is not None and part.rule in self._general_measures for part in (first, second))
        if level.name != "measure" or not loose or self.noun(a, b).outcome == DIFFERENT:
            return False
        return self.subject(a, b).outcome not in (APART, DIFFERENT)

    def in_general(self, a: Claim, b: Claim) -> bool:
        """Whether no more is told of what two claims count than that it is people."""
        nouns = {claim.frame.evidence.noun for claim in (a, b)} - {None}
        return nouns <= self._general_nouns

    def resets(self, claim: Claim) -> bool:
        """Whether the measure of a claim is a level that changes over time."""
        return measures_one_of(claim, self._resets)

    def slow(self, claim: Claim) -> bool:
        """Whether the measure of a claim is a level that takes long to change."""
        return measures_one_of(claim, self._slow)

    def once(self, claim: Claim) -> bool:
        """Whether what a date dates comes once to whom it comes."""
        return measures_one_of(claim, self._once)

    def of_people(self, claim: Claim) -> bool:
        """Whether the measure of a claim comes to one person each: whose it is, his name says."""
        return measures_one_of(claim, self._of_people)

    def spoken(self, claim: Claim) -> bool:
        """Whether a date is that on which somebody told of something."""
        return measures_one_of(claim, self._spoken)

    def daily(self, a: Claim, b: Claim) -> bool:
        """Whether both date what comes every day, so that two days are of two of them."""
        return all(measures_one_of(claim, self._daily) for claim in (a, b))

    def repeat(self, a: Claim, b: Claim) -> bool:
        """Whether two dates are of one sort of happening that comes again and again."""
        return one_measure(a, b) and measures_one_of(a, self._repeats)

    def several(self, claim: Claim) -> bool:
        """Whether what a date dates is done by one to several things."""
        return measures_one_of(claim, self._several)

    def personal(self, claim: Claim) -> bool:
        """Whether the measure of a claim is the age of somebody: bones and cities are older."""
        if not measures_one_of(claim, self._personal):
            return False
        amount = claim.mention.amount
        return amount is None or amount.nominal is None or amount.nominal <= OLDEST

    # ---- the steps --------------------------------------------------------------------------------------------------

    def dimension(self, a: Claim, b: Claim) -> Level:
        """Dates with dates, money with money of one currency, tonnes with kilograms."""
        if (a.mention.kind is Kind.DATE) != (b.mention.kind is Kind.DATE):
            return _level("dimension", DIFFERENT, "a date and an amount")
        amount, other = a.mention.amount, b.mention.amount
        if amount is None or other is None:
            return _level("dimension", SAME, "dates")
        first = self._units.dimension(amount)
        second = self._units.dimension(other) if amount.unit != other.unit else first
        if first != second:
            return _level("dimension", DIFFERENT, f"{first} and {second}")
        return _level("dimension", SAME, first)

    def aspect(self, a: Claim, b: Claim) -> Level:
        """A level is no change, a share no rank."""
        if _is_frame(a) or _is_frame(b):
            return _level("aspect", DIFFERENT, "the time in which something happened")
        if self.once(a) and _is_term(a) is not _is_term(b):
            return _level("aspect", DIFFERENT, "a stretch of years and a day")
        first, second = a.frame.aspect, b.frame.aspect
        if first is not second:
            some_change = Aspect.CHANGE in (first, second) and {first, second} <= _CHANGES
            growth = {first, second} == {Aspect.RISE, Aspect.LEVEL} and self._is_growth(a, b)
            points = _in_points(a) != _in_points(b) and _told_as_change(a) and _told_as_change(b)
            if not ({first, second} <= _LEVELS or some_change or growth or points):
                return _level("aspect", DIFFERENT, f"{first.value} and {second.value}")
        elif _in_points(a) != _in_points(b) and not (_told_as_change(a) and _told_as_change(b)) and not _one_number(a, b):
            return _level("aspect", DIFFERENT, "points, and a level")
        return _level("aspect", SAME, first.value)

    def _is_growth(self, a: Claim, b: Claim) -> bool:
        """Whether both are one measure that is itself a change: prices that rose 3 percent are an inflation of 3 percent."""
        units = {claim.mention.amount.unit for claim in (a, b) if claim.mention.amount is not None}
        return one_measure(a, b) and measures_one_of(a, self._relative) and len(units) == 1

    def rate(self, a: Claim, b: Claim) -> Level:
        """A rate per day is no sum."""
        amount, other = a.mention.amount, b.mention.amount
        first, second = amount.per if amount is not None else None, other.per if other is not None else None
        if first != second:
            return _level("rate", DIFFERENT, f"per {first or 'nothing'} and per {second or 'nothing'}")
        return _level("rate", SAME, f"per {first}" if first else "none")

    def measure(self, a: Claim, b: Claim) -> Level:
        """What is measured, or what happened."""
        first, second = a.frame.measure, b.frame.measure
        detail = _words(a, b)
        if first is None or second is None:
            nothing = first is None and second is None and a.mention.kind is Kind.DATE and _is_line(a) and _is_line(b)
            return Level("measure", DIFFERENT if nothing or self.personal(a) or self.personal(b) else UNKNOWN, detail)
        if _lies_in(a, b) or _lies_in(b, a):
            return Level("measure", DIFFERENT, detail)
        if first.value == second.value:
            return Level("measure", UNKNOWN if first.rule in self._general_happenings else SAME, detail)
        if second.rule in self._opposes.get(first.rule, ()) or first.rule in self._opposes.get(second.rule, ()):
            return Level("measure", DIFFERENT, detail)
        if self._is_near(a, first.rule, b, second.rule):
            return Level("measure", NEAR, detail)
        general = self._general_happenings
        of_any = a.mention.kind is Kind.DATE and not general.isdisjoint((first.rule, second.rule))
        return Level("measure", UNKNOWN if of_any else APART, detail)

    def _is_near(self, a: Claim, first: str, b: Claim, second: str) -> bool:
        """Whether the clause of one claim names the measure of the other too, or two loose words may both stand for one measure (`paid
        for it`, `auctioned for`).
        """
        named, others = (claim.frame.evidence.measures - self._general_happenings for claim in (a, b))
        if first in others or second in named:
            return True
        return {first, second} <= self._general_measures and bool(named & others - self._general_measures)

    def noun(self, a: Claim, b: Claim) -> Level:
        """What is counted: people and ships are never one count; people and `133` alone may be."""
        first, second = a.frame.evidence.noun, b.frame.evidence.noun
        if first is None or second is None:
            return _level("noun", UNKNOWN if first != second else SAME, f"{first or '-'} and {second or '-'}")
        if first == second:
            return _level("noun", SAME, first)
        general = not self._general_nouns.isdisjoint((first, second)) or not self._kinds.isdisjoint(((first, second), (second, first)))
        return _level("noun", APART if general else DIFFERENT, f"{first} and {second}")

    def matter(self, a: Claim, b: Claim) -> Level:
        """What an amount is of: petrol is no diesel."""
        first, second = a.frame.evidence.matter, b.frame.evidence.matter
        if not first or not second:
            return _level("matter", UNKNOWN if first != second else SAME, " ".join(first or second))
        return Level("matter", SAME if _one_matter(first, second) else DIFFERENT, f"{' '.join(first)} and {' '.join(second)}")

    def subject(self, a: Claim, b: Claim) -> Level:
        """Of whom: names in common, or lent by what the other document is about."""
        return Level("subject", self._surely(a, b) or _by_names(a, b), f"{_names(a)} and {_names(b)}")

    def _surely(self, a: Claim, b: Claim) -> str | None:
        """What tells two subjects apart, or makes them one, whatever other names there are."""
        if _namesakes(a, b) or _is_one_more(a) is not _is_one_more(b):
            return DIFFERENT
        if _is_attached(a) or _is_attached(b):
            return SAME if _one_name(a, b) else DIFFERENT
        apart = _elsewhere(a, b) or _of_two_places(a, b) or _of_another(a, b) or _of_another(b, a) or _of_kin(a, b) or _of_kin(b, a)
        apart = apart or _of_its_other(a, b) or _of_its_other(b, a)
        apart = apart or _of_two_listed(a, b) or _of_two_listed(b, a) or self._of_two_countries(a, b)
        apart = apart or self._of_two_people(a, b) or _each_of_his_own(a, b) or self._of_two_kinds(a, b)
        return DIFFERENT if apart or self._nobody(a, b) else None

    def _of_two_kinds(self, a: Claim, b: Claim) -> bool:
        """Whether a word in front of one noun tells two of its kind apart: the small hall and the great hall, two editions of a book."""
        first, second = a.frame.evidence.kind, b.frame.evidence.kind
        if first is None or second is None or first[1] != second[1] or first[0] == second[0]:
            return False
        return second[0] in self._opposes.get(first[0], ()) or not (first[0] in self._opposes or second[0] in self._opposes)

    def _of_two_countries(self, a: Claim, b: Claim) -> bool:
        """Whether two sentences that share no name each name countries, and both documents know those of the other one too: a match, told
        from two sides.
        """
        if a.mention.kind is Kind.DATE or not (_is_named(a) and _is_named(b)) or shared(_keys(a), _keys(b)):
            return False
        first, second = _keys(a) & self._countries, _keys(b) & self._countries
        if not (first and second and first <= b.story.cast | b.story.heads and second <= a.story.cast | a.story.heads):
            return False
        return first.isdisjoint(b.frame.evidence.names) and second.isdisjoint(a.frame.evidence.names)

    def _of_two_people(self, a: Claim, b: Claim) -> bool:
        """Whether what comes to one person each is told of two, in full: two sentences of one court."""
        if not (self.of_people(a) and self.of_people(b)):
            return False
        first, second = _people(a), _people(b)
        in_full = bool(first and second) and not (shared(first, _keys(b)) or shared(second, _keys(a)))
        return in_full or _each_of_his_own(a, b, in_full=False)

    def _nobody(self, a: Claim, b: Claim) -> bool:
        """Whether the values are ages of people who are not named; the range of a group's ages is that of the group."""
        if not (self.personal(a) or self.personal(b)) or (_is_range(a) and _is_range(b)):
            return False
        return not _named_alike(a.frame.subject[:1], b.frame.subject[:1])  # whom the sentences are about

    def scope(self, a: Claim, b: Claim) -> Level:
        """A part is not the whole, nor a mean the median."""
        if (bases := self._of_two_bases(a, b)) is not None:
            return _level("scope", DIFFERENT, bases)
        if _of_another_part(a, b) or _of_another_part(b, a):
            return _level("scope", DIFFERENT, "two parts, or a part and the whole")
        first, second = scope_of(a, b), scope_of(b, a)
        if first == second:
            told = is_one_of_several(a, b) or is_one_of_several(b, a)
            return _level("scope", APART if told else SAME, f"one of several and {first or 'the whole'}" if told else first or "none")
        joint = Scope.JOINT in (first, second) and Scope.TOTAL not in (first, second)
        if joint or Scope.EACH in (first, second) or (Scope.BASE in (first, second) and Scope.TOTAL not in (first, second)):
            return Level("scope", DIFFERENT, f"{first or 'whole'} and {second or 'whole'}")
        if Scope.PART in (first, second):
            return Level("scope", APART, f"{first or 'whole'} and {second or 'whole'}")
        return Level("scope", UNKNOWN, f"{first or '-'} and {second or '-'}")

    def _of_two_bases(self, a: Claim, b: Claim) -> str | None:
        """The words for two ways in which the values are reckoned; None where no word tells of two."""
        first, second = a.frame.evidence.signs & self._bases.keys(), b.frame.evidence.signs & self._bases.keys()
        if first == second:
            return None
        mine, other = first - second, second - first
        opposed = any(name in self._bases[each] for each in mine for name in other)
        if not (opposed or mine & self._bases_alone or other & self._bases_alone):
            return None
        return " and ".join(", ".join(sorted(name.partition(".")[2] for name in each)) or "nothing said" for each in (mine, other))

    def period(self, a: Claim, b: Claim) -> Level:
        """When it holds."""
        return self._period.level(a, b)

    def mode(self, a: Claim, b: Claim) -> Level:
        """A plan is no outcome."""
        first, second = a.frame.mode, b.frame.mode
        if (Mode.DENIED in (first, second) and first is not second) or _expected(a) is not _expected(b):
            return _level("mode", DIFFERENT, f"{first.value} and {second.value}")
        if first is second or {first, second} <= _PLAIN:
            return _level("mode", SAME, f"{first.value} and {second.value}")
        return _level("mode", NEAR, f"{first.value} and {second.value}")


def _is_frame(claim: Claim) -> bool:
    """Whether a claim only says in which time something happened; the day by which it had not happened says more."""
    return claim.frame.evidence.frames and claim.frame.mode is not Mode.PENDING


def _is_term(claim: Claim) -> bool:
    """Whether a date is a stretch of years (`from 1977 to 1981`): what comes once comes on a day."""
    dating = claim.mention.dating
    return dating is not None and dating.period is not None and dating.modifier is Modifier.RANGE and dating.period.days > YEAR


def _in_points(claim: Claim) -> bool:
    """Whether an amount is in points of a percentage."""
    return claim.mention.amount is not None and claim.mention.amount.unit in POINTS


def _one_number(a: Claim, b: Claim) -> bool:
    """Whether two amounts are the same number, in whatever unit."""
    first, second = a.mention.amount, b.mention.amount
    return first is not None and second is not None and first.nominal is not None and first.nominal == second.nominal


def _told_as_change(claim: Claim) -> bool:
    """Whether an amount is a change: points are one in any words (`it moved by half a point`)."""
    return claim.frame.aspect in _CHANGES or (claim.frame.aspect is Aspect.LEVEL and _in_points(claim))


def _words(a: Claim, b: Claim) -> str:
    return f"{side(a).measured} and {side(b).measured}"


def _keys(claim: Claim) -> frozenset[str]:
    return side(claim).keys


def _names(claim: Claim) -> str:
    return side(claim).named


def _people(claim: Claim) -> frozenset[str]:
    """The words of the full names that a value is told of; those of countries and bodies that the rules know are one word each."""
    return frozenset(key for part in claim.frame.subject if len(part.key) > 1 for key in part.key)


def _by_names(a: Claim, b: Claim) -> str:
    """How two subjects stand by their names; one that is told by a pronoun alone can be anybody."""
    first, second = _keys(a), _keys(b)
    if not first or not second:
        return UNKNOWN
    if on_others(a, b):
        return APART
    if shared(first, second) and _named_alike(a.frame.subject, b.frame.subject):
        if _of_two(a, b):
            return APART
        return NEAR if _is_of_one_place(a, b) or _is_of_one_place(b, a) else SAME
    if any(part.key and part.key <= other.story.heads for claim, other in ((a, b), (b, a)) for part in claim.frame.subject):
        return _lent(a, b)
    return UNKNOWN if a.story.unnamed or b.story.unnamed else APART


def _is_of_one_place(claim: Claim, other: Claim) -> bool:
    """Whether a sentence tells its value of one of several places, and the other claim is of somebody whom it does not name as well."""
    if not _is_placed(claim) or _is_placed(other) or len(claim.frame.subject) == len(other.frame.subject):
        return False
    return not _keys(other) <= claim.frame.evidence.names


def _of_two(a: Claim, b: Claim) -> bool:
    """Whether whom each of two sentences is about first is nowhere named in the other document."""
    first, second = a.frame.subject[0].key, b.frame.subject[0].key
    return bool(first and second) and not (first & (b.story.cast | b.story.heads) or second & (a.story.cast | a.story.heads))


def _each_of_his_own(a: Claim, b: Claim, *, in_full: bool = True) -> bool:
    """Whether two sentences on somebody by his full name are on two whom both documents know (`Ana Ruiz got 40 months`, `Raul Vega got
    60`), and neither names the other one; what comes to people alone needs no full names for that.
    """
    if not (_is_of_name(a, in_full=in_full) and _is_of_name(b, in_full=in_full)):
        return False
    first, second = a.frame.subject[0].key, b.frame.subject[0].key
    known = first & (b.story.heads | b.story.cast) and second & (a.story.heads | a.story.cast)
    return bool(known) and first.isdisjoint(b.frame.evidence.names) and second.isdisjoint(a.frame.evidence.names)


def _of_two_listed(listed: Claim, other: Claim) -> bool:
    """Whether a sentence that has a value of each of several tells one of a name (`Lima has 40 trams, Quito 12`) that the other claim has
    nothing of: not in its sentence, and not in its lead.
    """
    parts, others = listed.frame.subject, other.frame.subject
    if not parts or parts[0].rule != SubjectRule.LISTED or not others or side(listed).known:
        return False  # a place that is named along is not whom it is told of
    named = any(not part.key.isdisjoint(other.frame.evidence.names) or part.key <= other.story.heads for part in parts)
    return not named and not _named_alike(parts, others) and not _named_after(parts, others)


def _is_of_name(claim: Claim, *, in_full: bool) -> bool:
    """Whether the sentence of an amount is about one of whom the rules know nothing, with two names or more where it is to be `in_full`."""
    parts = claim.frame.subject
    if claim.mention.kind is Kind.DATE or not parts or parts[0].rule not in (SubjectRule.SENTENCE, SubjectRule.LISTED):
        return False
    return len(parts[0].key) > in_full and not any(map(is_known, parts[0].key))


def _lent(a: Claim, b: Claim) -> str:
    """How two subjects stand of which one is what the other document is about: its sentence may all the same name somebody else."""
    if _named_after(a.frame.subject, b.frame.subject):
        return APART
    if _of_one_kind(a.frame.subject[0], b.frame.subject[0]):
        return DIFFERENT
    if a.mention.kind is not Kind.DATE and _of_known(a, b) and _of_known(b, a):
        return DIFFERENT
    if not (_is_stranger(a, b) or _is_stranger(b, a)):
        return NEAR
    if a.mention.kind is Kind.DATE and (_told_together(a, b) or _told_together(b, a)):
        return APART
    return DIFFERENT if all(claim.frame.subject[0].rule in (*_OWN, SubjectRule.BEFORE) for claim in (a, b)) else APART


def _of_one_kind(first: Part, second: Part) -> bool:
    """Whether two names end in the same word for a body and have nothing else in common (`Harbour Bank`, `Forest Bank`)."""
    last = [part.value.casefold().split()[-1:] for part in (first, second)]
    alike = last[0] == last[1] and not any(first.key & set(word) for word in last)
    return alike and first.key.isdisjoint(second.key)


def _told_together(claim: Claim, other: Claim) -> bool:
    """Whether a document names in its lead both of whom the value is and whom the other document is about (`The lander Ada of Peru`)."""
    names, heads = claim.frame.subject, claim.story.heads
    return all(part.key <= heads for part in names) and any(part.key <= heads & other.story.heads for part in other.frame.subject)


def on_others(a: Claim, b: Claim) -> bool:
    """Whether two sentences without a name stand in documents on two things, neither of which is named in the other's lead: two
    villages of one county.
    """
    if not (side(a).lent and side(b).lent):
        return False
    first, second = a.frame.subject[0].key, b.frame.subject[0].key
    return not first & b.story.heads and not second & a.story.heads


def _is_line(claim: Claim) -> bool:
    """Whether a claim stands in a line that is no sentence (`Image of the day: May 21`)."""
    return not claim.quote.endswith((".", "!", "?", "”", '"', ")"))


def _is_range(claim: Claim) -> bool:
    return claim.mention.value.modifier is Modifier.RANGE


def _one_name(a: Claim, b: Claim) -> bool:
    """Whether a name that a value is attached to is that of the other value: all of the shorter one, and the other names no more."""
    first, second = _keys(a), _keys(b)
    if not (_is_attached(a) and _is_attached(b)):
        parts = b.frame.subject if _is_attached(a) else a.frame.subject
        if len(parts) != 1:
            return False
    return len(shared(first, second)) >= min(len(first), len(second))


def _elsewhere(a: Claim, b: Claim) -> bool:
    """Whether the sentences speak of two quarters of a country (`SW China`, `eastern China`)."""
    first, second = a.frame.evidence.regions, b.frame.evidence.regions
    return bool(first and second and not first & second)


def _lies_in(claim: Claim, other: Claim) -> bool:
    """Whether one length says where something is (`40 metres below ground`), the other how deep or high something is itself (`the cave is
    52 metres deep`).
    """
    return "lying" in claim.frame.evidence.signs and "reaching" in other.frame.evidence.signs


def _is_named(claim: Claim) -> bool:
    """Whether a sentence names itself of whom its value is."""
    return bool(claim.frame.subject) and claim.frame.subject[0].rule in _OWN


def _is_one_more(claim: Claim) -> bool:
    """Whether a sentence tells of one of several (`a second programme`)."""
    return "one_more" in claim.frame.evidence.signs


def _namesakes(a: Claim, b: Claim) -> bool:
    """Whether the documents are on two of one name: `Howard County Courthouse (Iowa)`, `Lawrence, Rusk County`."""
    first, second = a.story, b.story
    if not first.told_by or not second.told_by:
        return False
    apart = first.told_by - second.told_by and second.told_by - first.told_by
    return bool(apart and first.heads & second.heads)


def _one_matter(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two phrases are of one thing: unpaid taxes are taxes, but no income taxes."""
    kinds = len(first) == len(second) == _PHRASE and first[-1] == second[-1]
    return first == second if kinds else not set(first).isdisjoint(second)


def _expected(claim: Claim) -> bool:
    """Whether an amount is what somebody hoped for; the day on which he did is a day like others."""
    return claim.mention.kind is not Kind.DATE and "hoped" in claim.frame.evidence.signs


def _named_alike(first: tuple[Part, ...], second: tuple[Part, ...]) -> bool:
    """Whether a name of one side is one of the other: all of the shorter one (`Silicon Valley Bank` is no `Signature Bank`)."""
    return any(
        len(shared(one.key, other.key)) >= min(len(one.key), len(other.key)) for one in first for other in second if one.key and other.key
    )


def _named_after(first: tuple[Part, ...], second: tuple[Part, ...]) -> bool:
    """Whether a name of one side has that of the other in it: the Panama Canal is in Panama, and the Bank of Japan is Japan's."""
    words = [{frozenset(part.value.casefold().split()) for part in parts} for parts in (first, second)]
    return any(one < other or other < one for one in words[0] for other in words[1])


def _is_placed(claim: Claim) -> bool:
    """Whether its sentence tells the value of one place, and others of other places."""
    return side(claim).placed


def scope_of(claim: Claim, other: Claim) -> str | None:
    """The scope of a claim beside another one: a part that its noun tells (`40 of them children`) is all of those, and `Peru and Chile
    together` are Peru and Chile.
    """
    nouns = {claim.frame.evidence.noun, other.frame.evidence.noun}
    both = other.frame.scope is not None and other.frame.scope.rule == _TOGETHER
    if claim.frame.scope is not None and claim.frame.scope.rule == _TOGETHER and (both or _keys(claim) <= _keys(other)):
        return None
    if claim.frame.scope is None:
        return None
    own = claim.frame.evidence.own
    alike = not own.isdisjoint(_told(other)) if own else len(nouns) == 1 and nouns.isdisjoint((None, _PEOPLE))
    if claim.frame.scope.value == Scope.PART and alike:
        return None
    return claim.frame.scope.value


def is_one_of_several(claim: Claim, other: Claim) -> bool:
    """Whether a sentence shares a count out among nations or places (`255 Peruvian and 649 Chilean lives`), and that of the other count
    does not name this one; or among kinds (`16 children and 28 adults`), and the other count is of no kind.
    """
    if claim.mention.amount is None or claim.frame.evidence.dimension not in COUNTS:
        return False
    if _is_placed(claim) and not _is_placed(other):
        return not shared(_keys(claim), _keys(other) | other.frame.evidence.names)
    of_kinds = "of_kinds" in claim.frame.evidence.signs and claim.frame.evidence.noun != _PEOPLE
    return of_kinds and other.frame.evidence.noun in (None, _PEOPLE)


def _of_its_other(claim: Claim, other: Claim) -> bool:
    """Whether one value is of whom the sentence of the other tells its own figure (`Toyo built 210,000 cars, Hanada 95,000`), or of such
    a part of the other (`drew 40,000 visitors, with 9,000 from Asia`).
    """
    evidence = claim.frame.evidence
    own, keys = [part.key for part in claim.frame.subject], [part.key for part in other.frame.subject]
    if not own or not keys or not evidence.named_apart or _one_number(claim, other):
        return False
    part = not evidence.named_parts.isdisjoint(keys)
    if own[0] not in keys and (keys[0] in evidence.named_apart or (part and _is_placed(claim))):
        return True
    return part and evidence.named_parts.union(own).issuperset(keys)


def _of_another_part(claim: Claim, other: Claim) -> bool:
    """Whether another claim is told in the words by which the sentence of a value tells others from it (`drew 400 guests, 30 of them from
    Peru`: `60 guests from Peru` are no other number of guests).
    """
    others = claim.frame.evidence.others
    if not others or _one_number(claim, other):
        return False  # 400 guests are the same 400, whatever else their sentence tells
    told = _told(other)
    return not others.isdisjoint(told) and claim.frame.evidence.own.isdisjoint(told)


def _told(claim: Claim) -> frozenset[str]:
    """The words and names by which a claim may be told, without those of the others that its own sentence tells of."""
    evidence = claim.frame.evidence
    return frozenset({*side(claim).words, *evidence.names, f"noun.{evidence.noun}"}) - evidence.others


def _of_two_places(a: Claim, b: Claim) -> bool:
    """Whether a value that its sentence tells of one place is held against that of another one."""
    first, second = side(a), side(b)
    placed = (first.placed and second.placed) or ((first.placed or second.placed) and first.known and second.known)
    return placed and bool(first.keys and second.keys) and not shared(first.keys, second.keys)


def _of_another(aside: Claim, other: Claim) -> bool:
    """Whether a value that an aside gives of one name is held against that of another one, in a document that is not on the first."""
    own, others = aside.frame.subject, other.frame.subject
    if not (own and own[0].rule == SubjectRule.ASIDE and _keys(other)) or _named_alike(own, others) or _named_after(own, others):
        return False
    return not any(part.key <= other.story.heads for part in own)


def _of_kin(claim: Claim, other: Claim) -> bool:
    """Whether a value is of what belongs to another (`Her daughter Irene`), and a sentence that names somebody speaks of none such."""
    parts = claim.frame.subject
    if not parts or parts[0].rule != SubjectRule.KIN or not other.frame.subject or "kin" in other.frame.evidence.signs:
        return False
    return not shared(parts[0].key, _keys(other) | other.frame.evidence.names)


def _of_known(claim: Claim, other: Claim) -> bool:
    """Whether a sentence names countries, or others that the rules know, and nobody else but whom both documents are about."""
    if not _is_named(claim):
        return False
    both = claim.story.heads & other.story.heads
    return side(claim).known or (any(map(is_known, _keys(claim))) and all(is_known(key) or key in both for key in _keys(claim)))


def _is_stranger(claim: Claim, other: Claim) -> bool:
    """Whether a value is told of names alone of which the other document knows nothing."""
    parts = claim.frame.subject
    known = other.story.heads | other.story.cast | other.frame.evidence.names
    paid = claim.frame.evidence.dimension == "currency"  # by the one whom the sentence before names, or for him
    before = claim.mention.kind is not Kind.DATE and not paid
    own = bool(parts) and (parts[0].rule in _OWN or (parts[0].rule == SubjectRule.BEFORE and before))
    return own and all(part.key.isdisjoint(known) for part in parts)


def _is_attached(claim: Claim) -> bool:
    return side(claim).attached
