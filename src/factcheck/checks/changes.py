"""FC302: a stated change or ratio that does not fit the levels between which it is stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from factcheck.checks.flaws import confidence
from factcheck.checks.intervals import ONE, Interval, Printing, shown
from factcheck.checks.phrases import Found, Item, Passage, Phrases, passages, sum_words
from factcheck.compare.values import HALF, INFINITE, Units, meaning, tolerance
from factcheck.extract import Text, bounds
from factcheck.extract.sentences import Sentence
from factcheck.extract.tokens import Token
from factcheck.model import POINTS, Amount, Aspect, Claim, Flaw, Kind, Mode, Modifier, Relation
from factcheck.rules import Rule, Rules

CODE = "FC302"
_HUNDRED = Decimal(100)
_POINTS = POINTS | {"point"}
_SCALES = tuple(Decimal(10) ** power for power in (3, 6, 9))  # "from 1.2 to 1.5 million" names its scale once
_FAR = 50  # times; levels further apart than that name two scales
_SILENT = frozenset({Mode.DENIED, Mode.HYPOTHETICAL, Mode.QUOTED})


@dataclass(frozen=True, slots=True)
class Size:
    """How large a change is: what it makes of the earlier level (`factor`), or what it adds to it (`difference`).

    A rise by 52% has a factor of 1.515 to 1.525, a fall by 20% one of 0.795 to 0.805. `nominal` is that of the words alone, in
    the base unit of the levels.
    """

    words: str
    nominal: Decimal
    factor: Interval | None = None
    difference: Interval | None = None
    share: bool = False  # told as a part of the earlier level, not as a multiple of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change as it is stated: the later level, the earlier one where it is stated too, and the ways to read the size."""

    passage: Passage
    phrase: Found
    level: Claim  # the later level as a claim
    new: Amount
    old: Amount | None
    size: Claim | None
    sizes: tuple[Size, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The later level, then the earlier one and the size, where they are claims of their own."""
        listed = (self.level, self.phrase.claim("old"), self.size)
        return tuple(claim for claim in listed if claim is not None)


class Changes:
    """Reads changes by the forms of the rules."""

    def __init__(self, rules: Rules) -> None:
        self._words = sum_words(rules)
        forms = list(rules.table("change_form"))
        self._forms = [Phrases([rule for rule in forms if bool(rule.data.get("later_only")) is later]) for later in (False, True)]
        self._units = Units(rules)
        self.printing = Printing(self._units, tolerance(rules, "digit"))
        self._growth, self._multiple, self._fraction = (tolerance(rules, name) for name in ("growth", "multiple", "fraction"))
        self._signs = {word.split()[0] for word in rules.words("multiple")}
        self._inverse = rules.words("inverse")

    def read(self, text: Text, claims: Sequence[Claim]) -> Iterator[Change]:
        """The changes that a document states: with both levels, and with the later one alone."""
        for passage in passages(text, claims, self._words, self._asked):
            if any(claim.frame.mode in _SILENT for claim in passage.claims):
                continue
            taken: set[str] = set()
            for phrases in self._forms:
                for found in phrases.read(passage.line):
                    change = self._change(passage, found)
                    if change is not None and taken.isdisjoint(claim.id for claim in change.claims):
                        taken |= {claim.id for claim in change.claims}
                        yield change

    def _asked(self, sentence: Sentence, claims: Sequence[Claim]) -> bool:
        """Whether a sentence can state a change of a level."""
        amounts = sum(claim.mention.amount is not None for claim in claims)
        if amounts > 1 and any(token.has_any("change_verb", "change_noun", "times") for token in sentence.tokens):
            return True
        return amounts > 0 and any(token.norm in self._signs for token in sentence.tokens)

    # ---- one change -------------------------------------------------------------------------------------------------

    def _change(self, passage: Passage, found: Found) -> Change | None:
        level, item = found.claim("ends") or found.claim("new"), found.one("size")
        levels = self._levels(found)
        if level is None or item is None or levels is None:
            return None
        size = item.claim if item.claim is not None and item.claim.mention.kind is not Kind.ORDINAL else None
        sizes = tuple(size for way in self._ways(passage, found) for size in self._sizes(passage, item, levels[0], way))
        if not sizes:
            return None
        return Change(passage=passage, phrase=found, level=level, new=levels[0], old=levels[1], size=size, sizes=sizes)

    def _levels(self, found: Found) -> tuple[Amount, Amount | None] | None:
        """The later level and the earlier one, in units that can be reckoned with."""
        ends, new, old = (claim.mention.amount if claim is not None else None for claim in map(found.claim, ("ends", "new", "old")))
        if ends is not None and ends.low is not None and ends.high is not None:
            low, high = (replace(ends, nominal=end, low=end, high=end, modifier=Modifier.EXACT) for end in (ends.low, ends.high))
            return high, low
        if new is None or old is None:
            return (new, None) if new is not None else None
        if "percent" in (new.unit, old.unit) and new.unit != old.unit:
            return None  # `48% to 43%, up from 3`: a percentage is named as one
        return self.printing.alike(new, old)

    def _ways(self, passage: Passage, found: Found) -> tuple[Aspect, ...]:
        """The directions that the words leave open; money that falls has more units to the dollar, so both where that is meant."""
        either = (Aspect.RISE, Aspect.FALL)
        said = passage.sentence.span.of(passage.text).casefold()
        if any(word in said for word in self._inverse):
            return either
        tokens, size = passage.sentence.tokens, found.one("size")
        for item in map(found.one, ("verb", "noun", "up")):
            if item is not None:
                return _directions(tokens[item.first]) or either
        if "direction" in found.rule.data:
            return (Aspect(str(found.rule.data["direction"])),)
        if size is None or size.rule is None:
            return either
        before = tokens[size.first - 1] if size.first and not tokens[size.first].has("change_verb") else None
        return (before and _directions(before)) or (Aspect.RISE,)  # "fell fivefold"; a multiple by itself has its direction in its value

    # ---- its size ---------------------------------------------------------------------------------------------------

    def _sizes(self, passage: Passage, item: Item, level: Amount, way: Aspect) -> Iterator[Size]:
        """The ways to read a size, of a change in one direction."""
        tokens = passage.sentence.tokens
        amount = item.claim.mention.amount if item.claim is not None and item.claim.mention.kind is not Kind.ORDINAL else None
        hedge, first = (None, item.first) if amount is not None else bounds.in_front(tokens, item.first)
        first -= amount is None and first > 0 and tokens[first - 1].has("article")
        words = passage.text[tokens[first].start : tokens[item.last - 1].end]
        part = amount.nominal if amount is not None and amount.unit == "fraction" else tokens[item.first].value_of("fraction")
        if item.last < len(tokens) and tokens[item.last].has("times"):
            return  # `rose 3 times`: how often
        if item.rule is not None:
            yield self._times(words, value_of(item.rule), hedge or Modifier.EXACT, way)
        elif part is not None:
            yield _part(words, part, Interval(part * (1 - self._fraction), part * (1 + self._fraction)), way)
        elif amount is not None and amount.nominal is not None and amount.unit == "times":
            yield self._times(words, amount.nominal, amount.modifier, way, more=True)
        elif amount is not None and amount.nominal is not None:
            yield from self._amounts(words, amount, amount.nominal, level, way)

    def _amounts(self, words: str, amount: Amount, nominal: Decimal, level: Amount, way: Aspect) -> Iterator[Size]:
        if amount.unit == "percent":
            printed = self._printed(amount, nominal)
            yield _part(words, nominal / _HUNDRED, printed.times(ONE / _HUNDRED), way)
            if level.unit == "percent":
                yield _added(words, nominal, printed, way)
        elif amount.unit in _POINTS and (level.unit == "percent" or amount.unit == "point"):
            factor = self._units.factor(amount.unit)
            yield _added(words, nominal * factor, self._printed(amount, nominal).times(factor), way)
        elif amount.unit not in _POINTS and (same := self.printing.alike(amount, level)) is not None:
            yield _added(words, nominal * self._units.factor(same[0].unit), self.printing.level(same[0]), way)

    def _printed(self, amount: Amount, nominal: Decimal) -> Interval:
        """A size as printed; it was often reckoned from levels that were not rounded yet."""
        low, high = (nominal, nominal) if amount.modifier is Modifier.EXACT else meaning(replace(amount, unit=None), self._units)
        margin = (amount.step or Decimal(0)) * HALF + abs(nominal) * self._growth
        return Interval(low - margin, high + margin)

    def _times(self, words: str, factor: Decimal, modifier: Modifier, way: Aspect, more: bool = False) -> Size:
        """`doubled` reaches from a little below to halfway to the next multiple; "five times more" is five times, or six."""
        if factor < ONE or way is Aspect.FALL:
            turned = self._times(words, ONE / factor if factor < ONE else factor, modifier, Aspect.RISE, more)
            return Size(words, min(factor, ONE / factor), factor=Interval(ONE, ONE).over(turned.factor or Interval(ONE, ONE)))
        low, high = factor * (ONE - self._multiple), factor + HALF + more
        if modifier in bounds.LOWER:
            low, high = factor * (ONE - self._growth), INFINITE
        elif modifier in bounds.UPPER:
            low, high = low * (ONE - self._multiple), factor * (ONE + self._growth) + more
        elif modifier is Modifier.ABOUT:
            low, high = low * (ONE - self._multiple), high * (ONE + self._multiple)
        return Size(words, factor, factor=Interval(low, high))

    # ---- whether it fits --------------------------------------------------------------------------------------------

    def fits(self, change: Change) -> bool:
        """Whether any reading of the size leads from one level to the other, as far as all are rounded."""
        if change.old is None or any(amount.nominal is None or amount.nominal <= 0 for amount in (change.old, change.new)):
            return True
        new, old = self.printing.level(change.new), self.printing.level(change.old)
        levels = [(new, old)]
        if new.over(old).low > _FAR:
            levels += [(new, old.times(scale)) for scale in _SCALES]
        elif old.over(new).low > _FAR:
            levels += [(new.times(scale), old) for scale in _SCALES]
        if change.new.unit is None:  # a rank or a mark of its own, which may rise as the number falls
            levels += [(old, new)]
        return any(_leads(size, *pair) for size in change.sizes for pair in levels)

    def earlier(self, change: Change) -> Interval:
        """What the earlier level can have been, in the unit of the later one, by that one and the size."""
        new = self.printing.level(change.new).times(ONE / self._units.factor(change.new.unit))
        size = change.sizes[0]
        if size.factor is not None:
            return new.over(size.factor)
        return new.minus(size.difference or Interval(Decimal(0), Decimal(0)))

    def begins(self, change: Change) -> int:
        """Where the words of a change begin."""
        tokens, size = change.passage.sentence.tokens, change.phrase.one("size")
        first = bounds.in_front(tokens, size.first)[1] if size is not None else 0
        first -= first > 0 and tokens[first - 1].has("article")
        return min(tokens[first].start, *(claim.mention.span.start for claim in change.claims))

    def flaw(self, change: Change, rules: Rules) -> Flaw:
        """What is wrong with a change that does not fit."""
        size, old = change.sizes[0], change.old or change.new
        factors = self._units.factor(old.unit), self._units.factor(change.new.unit)
        before, after = (old.nominal or ONE) * factors[0], (change.new.nominal or ONE) * factors[1]
        expected = before * size.nominal if size.factor is not None else before + size.nominal
        return Flaw(
            rule=CODE, relation=Relation.CONFLICT, claims=change.claims, reason=_reason(change, size, after, before),
            confidence=confidence(rules, CODE), expected=expected / factors[1], stated=after / factors[1],
        )  # fmt: skip


def value_of(rule: Rule) -> Decimal:
    """The `value` of a multiple: a number, or a fraction written "1/2"."""
    over, _, under = str(rule.data["value"]).partition("/")
    return Decimal(over) / Decimal(under or 1)


def _directions(token: Token) -> tuple[Aspect, ...]:
    """The direction of a word of change, where it has one."""
    sense = token.senses.get("change_verb") or token.senses.get("change_noun")
    way = Aspect(str(sense.rule.data["direction"])) if sense is not None else Aspect.CHANGE
    return () if way is Aspect.CHANGE else (way,)


def _part(words: str, nominal: Decimal, printed: Interval, way: Aspect) -> Size:
    if way is Aspect.FALL:
        return Size(words, ONE - nominal, factor=Interval(ONE - printed.high, ONE - printed.low), share=True)
    return Size(words, ONE + nominal, factor=Interval(ONE + printed.low, ONE + printed.high), share=True)


def _added(words: str, nominal: Decimal, printed: Interval, way: Aspect) -> Size:
    if way is Aspect.FALL:
        return Size(words, -nominal, difference=Interval(-printed.high, -printed.low))
    return Size(words, nominal, difference=printed)


def _leads(size: Size, new: Interval, old: Interval) -> bool:
    if size.difference is not None:
        return size.difference.overlaps(new.minus(old))
    return size.factor is None or size.factor.overlaps(new.over(old))


@lru_cache(maxsize=4)
def changes(rules: Rules) -> Changes:
    """The reader of changes of a set of rules, built once."""
    return Changes(rules)


def check(text: Text, claims: Sequence[Claim], rules: Rules) -> Iterator[Flaw]:
    """The changes of a document that do not fit their levels."""
    by = changes(rules)
    for change in by.read(text, claims):
        if not by.fits(change):
            yield by.flaw(change, rules)


def _reason(change: Change, size: Size, after: Decimal, before: Decimal) -> str:
    """What the levels give, and what is said instead."""
    old = change.phrase.claim("old")
    new, base = (change.level.text, old.text) if old is not None else (shown(after), shown(before))
    if size.difference is not None:
        larger, smaller = (new, base) if after >= before else (base, new)
        points = " points" if change.new.unit == "percent" else ""
        turned = (size.nominal < 0) != (after < before)
        return f"{larger} - {smaller} = {shown(abs(after - before))}{points}, not {size.words}{' the other way' if turned else ''}"
    if size.share:
        side, said = ("above", "below") if after >= before else ("below", "above")
        turned = (size.nominal < 1) != (after < before)
        return f"{new} is {shown(abs(after / before - 1) * _HUNDRED, 2)}% {side} {base}, not {size.words}{f' {said} it' if turned else ''}"
    said = size.words if change.size is not None else f"{shown(size.nominal, 3)} times ({size.words})"
    return f"{new} is {shown(after / before, 3)} times {base}, not {said}"
