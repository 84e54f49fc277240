"""Amounts: a number with what stands around it, its hedge, currency, unit, counted noun and rate.

The grammar knows tags, not words. Around a number it looks to the left for a sign, a currency and a hedge, to the right
for a unit, a rate and a noun, and at the next number for a range.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck.extract import beside, bounds, clocked, ellipsis
from factcheck.extract.currencies import Currencies
from factcheck.extract.names import Names
from factcheck.extract.nouns import Nouns, Phrases
from factcheck.extract.numbers import END, PADDING, THOUSAND
from factcheck.extract.reading import Precedence, Reading
from factcheck.extract.simple import AGE, COUNTED, OLDEST, ONE, PLAIN, TIME, Found, Simple
from factcheck.extract.tokens import BLANKS, DASHES, HYPHENS, Number, Token
from factcheck.extract.units import Units
from factcheck.model import Amount, Aspect, Kind, Modifier
from factcheck.rules import Rule, Rules

STARTS = ("number", "vague_number", "share", "article unit|unit_symbol|currency|minor")  # tags of the tokens at which an amount begins
_CLOCKED = "number.clocked"
_LONGEST_LIST = 20  # numbers that share the unit behind the last of them
_SIGNS = ("-", "−", "–")
_BEFORE_SIGN = frozenset("([$€£")


class Quantities:
    """Reads the amounts of a sentence by the units, currencies and hedges of the rules."""

    def __init__(self, rules: Rules, nouns: Nouns) -> None:
        self._phrases = Phrases(rules, nouns)
        self._nouns = nouns
        self._currencies = Currencies(rules, nouns)
        self._units = Units(rules)
        self._names = Names(rules)

    def read(self, tokens: Sequence[Token], starts: Iterable[int], text: str) -> list[Reading]:
        """Every amount that begins at one of some tokens of a padded sentence, as readings that the arbiter may still drop."""
        return [found.reading for found in self._found(tokens, starts, text)]

    def _found(self, tokens: Sequence[Token], starts: Iterable[int], text: str) -> list[Found]:
        out: list[Found] = []
        ahead: dict[int, Simple | None] = {}
        end = 0
        for index in starts:
            if index < end:
                continue
            whole = _marked(tokens, index) if tokens[index + 1].glued else None
            if whole is not None:
                out.append(whole)
                end = whole.simple.last
                continue
            end = self._names.past(tokens, index)
            if end > index or tokens[index - 1].has("rate"):
                continue
            simple = self._simple(tokens, index, text)
            if simple is None:
                continue
            end = simple.last
            measured = simple.measure is not None and not simple.hyphenated  # day 41, but: next day 41 centimetres fell
            named = self._names.holds(tokens, simple.first, simple.last, simple.unit is None, text)
            if named and not (measured and tokens[simple.first - 1].has("designator")):
                continue
            found = self._extended(tokens, simple, text, out, ahead)
            if found is not None:
                end = found.simple.model or found.simple.last
                _append(out, found, tokens)
        return out

    def _extended(
        self, tokens: Sequence[Token], simple: Simple, text: str, before: list[Found], ahead: dict[int, Simple | None]
    ) -> Found | None:
        ends = self._range(tokens, simple, text)
        if ends is not None:
            low, high = ends
            return Found(high, self._range_reading(tokens, low, high))
        simple = ellipsis.resumed(tokens, self._with_unit_ahead(tokens, simple, text, ahead), before, self._phrases)
        reading = self._reading(tokens, simple)
        return beside.told(tokens, Found(simple, reading), before) if reading is not None else None

    # ---- one number with its unit -----------------------------------------------------------------------------------

    def _simple(self, tokens: Sequence[Token], index: int, text: str) -> Simple | None:
        number = tokens[index].number
        if number is None:
            return self._one_of_a_unit(tokens, index, text)
        simple = Simple(index, index + 1, number, number.value)
        if number.share:
            return self._part(tokens, simple, text)
        simple = self._with_currency(tokens, _signed(tokens, simple), text)
        if simple.unit is None:
            simple = self._with_unit(tokens, simple)
        if simple.unit is None:
            simple = _with_unit_in_front(tokens, simple)
        return self._with_rate(tokens, simple if simple.unit is not None else self._bare(tokens, simple, text))

    def _bare(self, tokens: Sequence[Token], simple: Simple, text: str) -> Simple:
        """A number without a currency or unit: an age, a time of a race, or the number of what is counted."""
        if tokens[simple.first - 1].has("aged"):
            return simple._replace(unit=tokens[simple.first - 1].senses["aged"].rule.name, dimension="calendar_time", rule=AGE)
        if tokens[simple.first - 1].has("aged_of") and simple.value <= OLDEST and self._with_noun(tokens, simple).unit is None:
            return simple._replace(unit=tokens[simple.first - 1].senses["aged_of"].rule.name, dimension="calendar_time", rule=AGE)
        if _is_age(tokens, simple, text):
            return simple._replace(unit="year", dimension="calendar_time", rule=AGE)
        if (model := self._of_model(tokens, simple, text)) is not None:
            return model
        letters = clocked.is_lettered(tokens, simple.last, simple.number.step)
        if not letters:
            simple = self._with_noun(tokens, simple)
        if letters or (simple.unit is None and clocked.is_seconds(tokens, simple.first, simple.number)):
            return simple._replace(last=simple.last + letters, unit="second", dimension="time", rule=_CLOCKED)
        return simple

    def _of_model(self, tokens: Sequence[Token], simple: Simple, text: str) -> Simple | None:
        """`182 Covid-19 cases`, `24 MH-60R helicopters`: what is counted stands behind a name that has a number of its own."""
        past = self._names.past_model(tokens, simple.last, text)
        noun = self._phrases.head(tokens, past, single=False) if past > simple.last else None
        return simple._replace(unit=noun, dimension="count", rule=COUNTED, model=past) if noun is not None else None

    def _one_of_a_unit(self, tokens: Sequence[Token], index: int, text: str) -> Simple | None:
        """`a week`, `an hour`, `a mile`: one of a unit; not the rate of an amount in front of it."""
        after = tokens[index + 1]
        if len(after.norm) == 1 or after.ordinal is not None or after.has("unit_front") or not after.has_any(*_MEASURES):
            return None
        if self._follows_amount(tokens, index):
            return None
        one = Simple(index, index + 1, Number(ONE, ONE, in_words=True), ONE)
        found = self._with_unit(tokens, one)
        found = found if found.unit is not None else self._currency_behind(tokens, one, text)
        return self._with_rate(tokens, found) if found.unit is not None else None

    def _follows_amount(self, tokens: Sequence[Token], index: int) -> bool:
        previous = tokens[index - 1]
        if previous.number is not None or self._nouns.singular(previous.norm) is not None:
            return True
        return previous.has_any("unit", "unit_symbol", "currency", "currency_symbol", "minor", "times")

    def _part(self, tokens: Sequence[Token], simple: Simple, text: str) -> Simple:
        """`half an hour`, `three-quarters of a percentage point`, `two-thirds` of anything else."""
        of = tokens[simple.last].has("linking_of")
        at = simple.last + of
        article = tokens[at].has("article")
        if article or not of:
            whole = simple._replace(last=at + article)
            found = self._with_unit(tokens, whole)
            found = found if found.unit is not None else self._currency_behind(tokens, whole, text)
            if found.unit is not None:
                return self._with_rate(tokens, found)
        return simple._replace(unit="fraction", dimension="share", rule="number.share")

    # ---- currency ---------------------------------------------------------------------------------------------------

    def _with_currency(self, tokens: Sequence[Token], simple: Simple, text: str) -> Simple:
        """A currency in front (`$5`, `USD 5`, `-$5`) or behind (`5 euros`, `5 €`, `5-dollar`)."""
        before = simple.first - 1
        if simple.value < 0 and tokens[simple.first].number is None and tokens[before].has("currency_symbol"):
            return simple._replace(first=before, unit=self._currencies.unit(tokens, before, "currency_symbol", text), dimension="currency")
        if _is_initial(tokens, simple):
            return self._currency_in_front(tokens, simple, before, "initial_currency", text)
        for tag in _CURRENCY_IN_FRONT:
            if tokens[before].has(tag) and not _belongs_before(tokens, before):
                return self._currency_in_front(tokens, simple, before, tag, text)
        found = self._currency_behind(tokens, simple, text)
        if (
            found.unit is None
            and tokens[before].has("currency")
            and not tokens[before - 1].norm
            and self._with_unit(tokens, simple).unit is None
        ):
            return self._currency_in_front(tokens, simple, before, "currency", text)  # "Ringgit 42"
        return found

    def _currency_in_front(self, tokens: Sequence[Token], simple: Simple, before: int, tag: str, text: str) -> Simple:
        sense = tokens[before].senses[tag]
        unit = self._currencies.unit(tokens, before, tag, text)
        found = simple._replace(first=before, unit=unit, dimension="currency", rule=sense.rule.id)
        if tag == "currency_millions":
            found = _times(found, Decimal(1000000))
        found = _signed(tokens, found)
        country = tokens[found.last].senses.get("currency_country")
        if country is not None and "$" in tokens[before].norm:  # $5 Canadian
            return found._replace(last=found.last + 1, unit=country.rule.name, rule=country.rule.id)
        return self._with_minor(tokens, found)

    def _currency_behind(self, tokens: Sequence[Token], simple: Simple, text: str) -> Simple:
        at = _past_hyphen(tokens, simple.last)
        at += simple.number.vague and tokens[at].has("linking_of")  # tens of millions of dollars
        at += tokens[at].has("currency_country") and tokens[at + 1].has("currency")
        token = tokens[at]
        if not token.senses:
            return simple
        for tag in _CURRENCY_BEHIND:
            sense = token.senses.get(tag)
            if sense is None or (tag == "minor_symbol" and not token.glued):
                continue
            if tag == "currency_symbol" and not token.glued and tokens[at + 1].number is not None and not _belongs_before(tokens, at):
                continue
            if tag == "currency" and (self._units.at(tokens, at, simple.number) is not None or _verb(tokens, at)):
                continue
            if tag == "currency_symbol" and simple.number.in_words and len(token.norm) < _CODE:
                continue
            minor = tag.startswith("minor")
            unit = self._currencies.minor_unit(token, tag) if minor else self._currencies.unit(tokens, at, tag, text)
            found = simple._replace(last=at + 1, unit=unit, dimension="currency", rule=sense.rule.id, hyphenated=at > simple.last)
            if tag == "currency_millions":
                return _times(found, Decimal(1000000))
            return found if minor else self._with_minor(tokens, _scaled_behind(tokens, found))
        return simple

    def _with_minor(self, tokens: Sequence[Token], simple: Simple) -> Simple:
        """`five pounds and fifty pence`, `$20 and 43 cents`, `thirteen dollars forty-five`: one value."""
        at = simple.last + tokens[simple.last].has("linking_and")
        number, after = tokens[at].number, tokens[at + 1]
        if number is None or not 0 < number.value < 100 or simple.number.scaled or simple.unit is None:
            return simple
        named = after.has("minor") or after.has("minor_symbol")
        spoken = tokens[simple.last - 1].has("currency") and not tokens[simple.first - 1].has("between")
        if not named and not (spoken and not after.norm[:1].isalnum() and number.value >= 10 and number.step == ONE):
            return simple
        factor = self._currencies.minor_factor(simple.unit)
        value = simple.value + number.value * factor
        return simple._replace(last=at + 1 + named, value=value, number=simple.number._replace(value=value, step=factor))

    # ---- units ------------------------------------------------------------------------------------------------------

    def _with_unit(self, tokens: Sequence[Token], simple: Simple) -> Simple:
        at = _past_hyphen(tokens, simple.last)
        if not tokens[at].senses:
            return simple
        joint = at > simple.last
        if tokens[at].has("hedge_after") and simple.number.in_words | joint | (" " in tokens[at].norm):
            simple, at = simple._replace(late=at), _past_hyphen(tokens, at + 1)
        if not joint and (tokens[at].has("between_unit") or (tokens[at].has("linking_of") and (simple.broken or simple.number.vague))):
            at += tokens[at + 1].has("unit")
        rule = self._units.at(tokens, at, simple.number) or _first_part(tokens, at)
        if rule is None:
            return simple
        found = simple._replace(
            last=at + 1, unit=rule.name, dimension=str(rule.data.get("dimension")), rule=rule.id, measure=rule, hyphenated=joint
        )
        return self._compound(tokens, _aged(tokens, _below_zero(tokens, _restated(found, rule))))

    def _compound(self, tokens: Sequence[Token], simple: Simple) -> Simple:
        """`5 feet 11 inches`, `2 hours and 30 minutes`, `an hour and a half`: one value, in the smallest unit named."""
        half = _and_half(tokens, simple)
        if half is not None:
            return half
        link = tokens[simple.last]
        at = simple.last + (link.norm == "," or link.has("linking_and") or (simple.hyphenated and link.norm in HYPHENS))
        number = tokens[at].number
        if number is None or simple.measure is None or simple.measure.data.get("dimension") not in _COMPOUND:
            return simple
        parts = (_last_part(tokens, at + 1), self._units.at(tokens, at + 1, number))
        part = next((rule for rule in parts if _ratio_of(simple.measure, rule)), None)
        if part is None and "rest" in simple.measure.data:
            return _with_rest(tokens, simple, at, simple.measure)
        ratio = _ratio_of(simple.measure, part)
        if part is None or ratio is None or not 0 < number.value < (ratio * 4 if simple.dimension == "length" else ratio) or number.scaled:
            return simple
        value = simple.value * ratio + number.value
        whole = simple._replace(
            last=at + 2, number=number._replace(value=value), value=value, unit=part.name,
            dimension=str(part.data.get("dimension")), rule=part.id, measure=part,
        )  # fmt: skip
        return self._compound(tokens, whole)

    # ---- counted nouns and rates ------------------------------------------------------------------------------------

    def _with_noun(self, tokens: Sequence[Token], simple: Simple) -> Simple:
        """The noun that is counted: `133 people`, `6,200-seat`, `130 Afghan industry and infrastructure projects`."""
        at = _past_hyphen(tokens, simple.last)
        if tokens[at].has("hedge_after"):
            noun = self._phrases.head(tokens, at + 1, single=False)
            return simple._replace(last=at, unit=noun, dimension="count", rule=COUNTED) if noun else simple
        if at > simple.last and tokens[at].norm.isalpha() and tokens[at].number is None:
            noun = self._phrases.joined(tokens, at)
            return simple._replace(last=at + 1, unit=noun, dimension="count", rule=COUNTED, hyphenated=True) if noun else simple
        of = tokens[simple.last].has("linking_of") and not tokens[simple.last - 1].literal
        noun = self._phrases.head(tokens, simple.last + of, single=simple.value == ONE)
        return simple._replace(unit=noun, dimension="count", rule=COUNTED) if noun else simple

    def _with_rate(self, tokens: Sequence[Token], simple: Simple) -> Simple:
        """`a barrel`, `per year`, `/day`, `an hour`, `each year`, `-a-share` behind an amount, or behind what it is of."""
        if simple.unit is None:
            return self._with_time(tokens, simple)
        counted = simple.counts and not simple.hyphenated
        at = self._phrases.past(tokens, simple.last) if counted else _past_matter(tokens, simple.last)
        link = _past_hyphen(tokens, at)
        of_many = tokens[link].senses.get("unit")
        if of_many is not None and (many := of_many.rule.data.get("per")) is not None:
            if simple.counts:  # 48 deaths per 1,000 births
                return simple._replace(unit=of_many.rule.name, dimension=str(of_many.rule.data["dimension"]), rule=of_many.rule.id)
            return simple._replace(per=str(many))
        target = _past_hyphen(tokens, link + 1)
        per = self._per(tokens, link, target)
        if per is None or per == simple.unit or _counted_on(tokens, link, target + 1):
            return simple
        outside = at > simple.last
        if outside and not counted and not _is_time(tokens[target]):
            return simple
        return simple._replace(per=per) if outside or counted else simple._replace(last=target + 1, per=per)

    def _with_time(self, tokens: Sequence[Token], simple: Simple) -> Simple:
        """`a year`, `per day` behind a number of what is not said (`it sold 3 million a year`)."""
        link, target = simple.last, simple.last + 1
        per = self._per(tokens, link, target) if _is_time(tokens[target]) else None
        return simple._replace(per=per) if per is not None and not _counted_on(tokens, link, target + 1) else simple

    def _per(self, tokens: Sequence[Token], link: int, target: int) -> str | None:
        token = tokens[target]
        named = token.senses.get("unit") or token.senses.get("per_unit")
        if tokens[link].norm == "/" or tokens[link].has("per_strict"):
            named = named or token.senses.get("unit_symbol")
            word = named.rule.name if named else self._nouns.singular(token.norm) or token.norm
            return word if word.replace("_", "").isalpha() else None
        if named is None and len(token.norm) > 1:  # ₹40 a kg
            named = token.senses.get("unit_symbol")
        return named.rule.name if tokens[link].has("per") and named is not None else None

    # ---- what is said once --------------------------------------------------------------------------------------

    def _with_unit_ahead(
        self, tokens: Sequence[Token], simple: Simple, text: str, read: dict[int, Simple | None], reach: int = _LONGEST_LIST
    ) -> Simple:
        """`from 4.1 to 3.9 percent`, `12 million and 15 million dollars`: the unit stands behind the last of a list.

        `read` holds the numbers that were read ahead, so that a long list is not read again from each of its numbers on.
        """
        if not reach or simple.unit is not None:
            return simple
        at = simple.last + 1
        link, number = tokens[at - 1], tokens[at].number
        if number is None or number.share or number.vague or (link.norm != "," and not link.has_any(*_LISTING)):
            return simple
        if at not in read:
            read[at] = self._simple(tokens, at, text)
        ahead = read[at]
        if ahead is not None and ahead.unit is None:
            ahead = self._with_unit_ahead(tokens, ahead, text, read, reach - 1)
        if ahead is None or ahead.unit is None or ahead.first != at:
            return simple
        if ahead.dimension in _OWN:
            lent = simple._replace(unit=ahead.unit, dimension=ahead.dimension, rule=ahead.rule)
            return lent if _are_respective(tokens, ahead) else simple
        if number.scaled != simple.number.scaled or (link.norm == "," and ahead.dimension not in _SHARED):
            return simple
        return simple._replace(unit=ahead.unit, dimension=ahead.dimension, rule=ahead.rule, measure=ahead.measure)

    # ---- ranges -----------------------------------------------------------------------------------------------------

    def _range(self, tokens: Sequence[Token], low: Simple, text: str) -> tuple[Simple, Simple] | None:
        if low.hyphenated and low.counts and low.last == low.first + 3 and tokens[low.last - 1].has("linking_to"):
            low = low._replace(last=low.last - 2)  # 10-to-12
        if low.share or (low.hyphenated and low.counts):
            return None
        if low.counts:
            low = low._replace(unit=None, dimension=None, rule=PLAIN)
        link = _past_hyphen(tokens, low.last)
        dash = tokens[low.last].norm in _RANGE_DASHES
        hangs = tokens[low.last].norm in HYPHENS and tokens[low.last + 1].has("linking_to")  # 18- to 24-year-olds
        dash = dash and not hangs
        if not (dash or hangs or tokens[link].senses):
            return None
        at = low.last + hangs if dash or hangs else link
        between = tokens[low.first - 1].has("between") and tokens[at].has("linking_and")
        spread = tokens[at].has("spread")
        either = tokens[at].has("linking_or") and low.unit is None
        if not (dash or between or spread or either or tokens[at].has("linking_to")):
            return None
        high = self._high_end(tokens, _past_hyphen(tokens, at + 1), dash, text)
        if high is None:
            return None
        if spread:
            return _spread(low, high)
        ends = _ends(tokens, low, high, between=between, dash=dash)
        return (ends[0], self._with_rate(tokens, ends[1])) if ends is not None and ends[1].per is None and not ends[1].counts else ends

    def _high_end(self, tokens: Sequence[Token], start: int, dash: bool, text: str) -> Simple | None:
        while tokens[start].has("hedge") and not dash:
            start += 1
        while tokens[start].has("currency_symbol") or (tokens[start].norm in _SIGNS and not tokens[start].glued):
            start += 1
        number = tokens[start].number
        if number is None or number.vague or number.share:
            return None
        return self._simple(tokens, start, text)

    def _range_reading(self, tokens: Sequence[Token], low: Simple, high: Simple) -> Reading:
        first = low.first
        if tokens[first - 1].has("between") or tokens[first - 1].has("from"):
            first -= 1
        _, first = bounds.in_front(tokens, first)
        nominal = (low.value + high.value) / 2 if high.rule == "number.spread" else None
        amount = Amount(
            nominal=nominal, low=low.value, high=high.value, unit=high.unit, per=high.per, modifier=Modifier.RANGE, step=high.number.step
        )
        kind, direction = _kind(tokens, high._replace(first=first))
        factor_end = _factor(tokens, high)
        if factor_end is not None:
            kind, amount, high = Kind.RATIO, replace(amount, unit="times"), high._replace(last=factor_end, rule="number.ratio")
        return Reading(
            first=first, last=high.last, start=tokens[first].start, end=tokens[high.last - 1].end, kind=kind, value=amount,
            rule="number.range" if high.rule == PLAIN else high.rule, precedence=Precedence.QUANTITY, direction=direction,
        )  # fmt: skip

    # ---- the reading ------------------------------------------------------------------------------------------------

    def _reading(self, tokens: Sequence[Token], simple: Simple) -> Reading | None:
        modifier, first = bounds.in_front(tokens, simple.first)
        if first == simple.first - 1 and tokens[first].has("during") and _is_exact(simple):
            modifier, first = None, simple.first
        after, last = None, simple.last
        if not _adds(tokens, simple):
            after, last = bounds.behind(tokens, simple.last if simple.late is None else simple.late)
        if after is None and simple.counts and not simple.hyphenated:  # 100 people or more
            after, beyond = bounds.behind(tokens, self._phrases.past(tokens, simple.last), "hedge_beyond")
            last = beyond if after is not None else last
        modifier = after if after not in (None, Modifier.EXACT) else modifier
        if simple.number.vague:
            modifier = Modifier.VAGUE
        if modifier is None and _is_floor(tokens, simple):
            modifier, first = Modifier.AT_LEAST, first - 1
        if modifier is None and tokens[simple.first].has("article") and not _measures_one(tokens, simple):
            return None
        kind, direction = _kind(tokens, simple)
        factor_end = _factor(tokens, simple)
        if factor_end is not None:
            kind, last, simple = Kind.RATIO, factor_end, simple._replace(unit="times", rule="number.ratio")
        last = max(last, simple.last)
        return Reading(
            first=first, last=last, start=tokens[first].start, end=tokens[last - 1].end, rule=simple.rule, kind=kind,
            value=_amount(simple, modifier or Modifier.EXACT), direction=direction,
            precedence=Precedence.QUANTITY if simple.unit or modifier else Precedence.NUMBER,
        )  # fmt: skip


_MEASURES = ("unit", "unit_symbol", "currency", "minor")

_FINE = 1000  # a number from which on its last digit says that it was counted or measured
_MATTER = 2  # words of what an amount is of, in front of what it is counted per
_COMPOUND = frozenset({"length", "mass", "volume", *TIME})  # dimensions whose units are given one after the other
_GROUPS = frozenset((",", *BLANKS))  # what stands between groups of digits
_CENT = Decimal("0.01")
_PAID_REACH = 6  # words in front of the letter of a currency among which a word of paying is looked for
_CODE = 3  # letters of a currency's code; anything shorter goes with digits
_SHORT_LINE = 5  # words; a line of so few is no sentence
_RANGE_DASHES = DASHES | {"−", "~"}
_CURRENCY_IN_FRONT = ("currency_symbol", "currency_weak", "currency_millions")
_CURRENCY_BEHIND = ("currency", "currency_symbol", "currency_weak", "currency_millions", "minor", "minor_symbol")


def _append(out: list[Found], found: Found, tokens: Sequence[Token]) -> None:
    """Adds a reading, or makes one range of a lower and an upper bound (`more than 10 and less than 40`)."""
    merged = _two_bounds(out[-1], found, tokens) if out else None
    if merged is not None:
        out[-1] = merged
    else:
        out.append(found)


def _adds(tokens: Sequence[Token], simple: Simple) -> bool:
    """Whether the hedge behind a measured amount adds another item to it (`£38m plus £5m`, `£400 plus costs`)."""
    hedge, after = tokens[simple.last].senses.get("hedge_after"), tokens[simple.last + 1]
    if hedge is None or not hedge.rule.data.get("adds") or simple.unit is None or simple.counts or tokens[simple.first - 1].has("article"):
        return False
    if after.has("article"):
        return not tokens[simple.last + 2].has("unit")
    return after.has_any("currency_symbol", "definite", "determiner") or (after.norm[:1].isalnum() and not after.has_any("stop", "per"))


def _is_floor(tokens: Sequence[Token], simple: Simple) -> bool:
    """Whether `from` opens the prices of something (`tickets cost from £20`)."""
    opened = simple.dimension == "currency" and tokens[simple.first - 1].has("from")
    return opened and tokens[simple.first - 2].has("price_floor")


def _two_bounds(one: Found, other: Found, tokens: Sequence[Token]) -> Found | None:
    between = tokens[one.reading.last : other.reading.first]
    if len(between) != 1 or not (between[0].has("linking_and") or between[0].has("linking_but")):
        return None
    first, second = one.reading.value, other.reading.value
    if not isinstance(first, Amount) or not isinstance(second, Amount) or {first.unit, second.unit} - {None, second.unit}:
        return None
    low = first.low if first.high is None else second.low if second.high is None else None
    high = first.high if first.low is None else second.high if second.low is None else None
    if low is None or high is None or low >= high:
        return None
    value = replace(second, nominal=None, low=low, high=high, modifier=Modifier.RANGE)
    reading = other.reading._replace(first=one.reading.first, start=one.reading.start, value=value)
    return Found(other.simple, reading)


def _marked(tokens: Sequence[Token], index: int) -> Found | None:
    """What the mark or letter that touches a number makes of it: a duration (`3:54.9`), an age (`in his 60s`)."""
    if tokens[index + 1].norm == ":":
        return _timed(tokens, index)
    return _by_decade(tokens, index) if tokens[index + 1].has("decade_suffix") else None


def _timed(tokens: Sequence[Token], index: int) -> Found | None:
    """`3:54.9`, `in 2:04:11`: a duration that a stop watch showed."""
    found = clocked.read(tokens, index) if tokens[index].literal else None
    if found is None:
        return None
    number = Number(found.seconds, found.step)
    simple = Simple(index, found.last, number, found.seconds, unit="second", dimension="time", rule=_CLOCKED)
    modifier, first = bounds.in_front(tokens, index)
    return Found(simple, Reading(
        first=first, last=found.last, start=tokens[first].start, end=tokens[found.last - 1].end, rule=simple.rule, kind=Kind.DURATION,
        value=_amount(simple, modifier or Modifier.EXACT), precedence=Precedence.QUANTITY,
    ))  # fmt: skip


def _by_decade(tokens: Sequence[Token], index: int) -> Found | None:
    """`a man in his 60s`, `in her late 40s`: an age of ten years."""
    number, letter, at = tokens[index].number, tokens[index + 1], index - 1
    if number is None or number.value % 10 or not 20 <= number.value < 100:
        return None
    at -= tokens[at].norm in HYPHENS
    at -= tokens[at].has("part")
    if not tokens[at].has("whose") or not tokens[at - 1].has("linking_in"):
        return None
    simple = Simple(index, index + 2, number, number.value, unit="year", dimension="calendar_time", rule=AGE)
    value = Amount(nominal=None, low=number.value, high=number.value + 9, unit="year", modifier=Modifier.RANGE, step=ONE)
    return Found(simple, Reading(
        first=index, last=index + 2, start=tokens[index].start, end=letter.end, rule=AGE, kind=Kind.DURATION, value=value,
        precedence=Precedence.QUANTITY,
    ))  # fmt: skip


def _with_unit_in_front(tokens: Sequence[Token], simple: Simple) -> Simple:
    """`magnitude 7.2`, `a magnitude-7.2 quake`: the unit stands in front."""
    at = simple.first - 1
    at -= tokens[at].norm in HYPHENS
    sense = tokens[at].senses.get("unit_front")
    if sense is None:
        return simple
    return simple._replace(unit=sense.rule.name, dimension=str(sense.rule.data["dimension"]), rule=sense.rule.id)


def _signed(tokens: Sequence[Token], simple: Simple) -> Simple:
    """`-5`, `minus 5`: a mark that touches the number and nothing before it, or the word."""
    at = simple.first - 1
    sign = tokens[at]
    free = at == 0 or not sign.glued or tokens[at - 1].norm in _BEFORE_SIGN
    touches = tokens[simple.first].glued or at == 0
    if sign.has("minus") or (sign.norm in _SIGNS and touches and free):
        value = -simple.value
        return simple._replace(first=at, value=value, number=simple.number._replace(value=value))
    return simple


def _times(simple: Simple, factor: Decimal) -> Simple:
    number = simple.number
    number = number._replace(value=number.value * factor, step=number.step * factor, scaled=True, scale=factor, other=None)
    return simple._replace(value=simple.value * factor, number=number)


def _scaled_behind(tokens: Sequence[Token], simple: Simple) -> Simple:
    """`75 USD million`: the scale behind the code."""
    scale = tokens[simple.last].value_of("scale")
    if scale is None or simple.number.scaled:
        return simple
    return _times(simple, scale)._replace(last=simple.last + 1)


def _belongs_before(tokens: Sequence[Token], at: int) -> bool:
    """Whether a symbol between two numbers goes with the first: the second has one of its own (`10 $ 30 $`)."""
    if tokens[at - 1].number is None or at == 0:
        return False
    return tokens[at + 2].has_any("currency_symbol", "currency_weak", "minor")


def _is_initial(tokens: Sequence[Token], simple: Simple) -> bool:
    """Whether the letter of a currency touches an amount that is no code (`R2`): of thousands at least, of cents, or paid or earned.

    `R4.5 million`, `R5 000`, `R18.74`, `costs R150`, `R200 a day`, and `R90` behind one of these.
    """
    at = simple.first - 1
    letter, digits = tokens[at], tokens[simple.first]
    if not letter.has("initial_currency") or not digits.glued or (letter.glued and tokens[at - 1].norm[-1:].isalnum()):
        return False
    grouped = not _GROUPS.isdisjoint(digits.norm[:-3])
    return simple.number.scaled or grouped or simple.number.step == _CENT or _is_paid(tokens, at, simple.last)


def _is_paid(tokens: Sequence[Token], letter: int, last: int) -> bool:
    """Whether a word of paying stands in front of an amount or a short way in front of that, or a rate behind it."""
    if tokens[last].has("article") and _is_time(tokens[last + 1]):
        return True
    return any(token.has("currency_leader") for token in tokens[max(0, letter - _PAID_REACH) : letter])


def _verb(tokens: Sequence[Token], at: int) -> bool:
    """Whether a currency that is spelled like a verb has an object (`all 12 won a medal`)."""
    if not tokens[at].senses["currency"].rule.data.get("also_verb"):
        return False
    object_follows = tokens[at + 1].has("determiner") or tokens[at + 1].has("article")
    return object_follows and not tokens[at + 2].has_any("unit", "per_unit")


def _restated(simple: Simple, rule: Rule) -> Simple:
    """The amount in the unit that the rule gives it in (`two decades` are 20 years)."""
    given = rule.data.get("given_in")
    if given is None:
        return simple
    times = rule.number("times")
    number = simple.number._replace(value=simple.value * times, step=simple.number.step * times)
    return simple._replace(unit=str(given), value=number.value, number=number)


def _below_zero(tokens: Sequence[Token], simple: Simple) -> Simple:
    """`20 degrees below zero`; `- 20 degrees Fahrenheit`, where the setter put a blank behind the sign."""
    if simple.dimension in _BELOW_ZERO and tokens[simple.last].has("below_zero"):
        return simple._replace(last=simple.last + 1, value=-abs(simple.value))
    sign = tokens[simple.first - 1]
    joins = sign.glued and tokens[simple.first].glued  # SCP-173C
    if (
        simple.dimension != "temperature"
        or simple.value < 0
        or sign.norm not in ("-", "−")
        or joins
        or tokens[simple.first - 2].number is not None
    ):
        return simple
    return simple._replace(first=simple.first - 1, value=-simple.value)


def _counted_on(tokens: Sequence[Token], link: int, at: int) -> bool:
    """Whether what looks like a rate is a stretch that a day is counted by (`a year later`, `a day before the raid`)."""
    counted = tokens[at].has("after_event") and tokens[link].has("article") and not tokens[at + 1].has("net_of")
    return counted or tokens[at].has_any("later", "ago")


def _aged(tokens: Sequence[Token], simple: Simple) -> Simple:
    """`20-year-old`, `20 years old`, `20 years of age`, `20-year-long`: the words behind belong to the value."""
    at = _past_hyphen(tokens, simple.last)
    return simple._replace(last=at + 1) if simple.dimension in TIME and tokens[at].has("age") else simple


def _first_part(tokens: Sequence[Token], at: int) -> Rule | None:
    """The foot of `6'2"`: a mark that is a unit only where the mark of a part follows."""
    sense = tokens[at].senses.get("unit_part")
    follows = tokens[at].glued and tokens[at + 1].number is not None and tokens[at + 1].glued
    return sense.rule if sense is not None and follows and _last_part(tokens, at + 2) is not None else None


def _last_part(tokens: Sequence[Token], at: int) -> Rule | None:
    """The inch of `6'2"`, of `6ft 2in` and of `6 ft 2 in,`: a mark or word that is a unit only behind a larger one."""
    token, after = tokens[at], tokens[at + 1]
    sense = token.senses.get("unit_part")
    closed = not after.norm[:1].isalnum() or after.has_any("linking_and", "unit_follower")
    return sense.rule if sense is not None and (token.glued or (token.norm.isalpha() and closed)) else None


def _with_rest(tokens: Sequence[Token], simple: Simple, at: int, whole: Rule) -> Simple:
    """`an hour thirty`, `6-foot-4`, `6ft 4`: so many of the smaller unit, as nothing else stands behind the number."""
    number, parts = tokens[at].number, whole.number("rest_of")
    if number is None or number.step != ONE or not whole.number("rest_from") <= number.value < parts:
        return simple
    spoken = number.in_words or whole.data.get("rest_in_digits")
    joined = tokens[at - 1].norm in HYPHENS
    if not spoken or not (joined or not tokens[at + 1].norm[:1].isalnum()):
        return simple
    value = simple.value * parts + number.value
    return simple._replace(last=at + 1, value=value, unit=str(whole.data["rest"]), number=number._replace(value=value))


def _and_half(tokens: Sequence[Token], simple: Simple) -> Simple | None:
    """`an hour and a half`: a part of the unit just named."""
    at = simple.last + 2
    part = tokens[at].value_of("fraction")
    if part is None or not tokens[simple.last].has("linking_and") or not tokens[at - 1].has("article") or tokens[at + 1].has("linking_of"):
        return None
    return simple._replace(last=at + 1, value=simple.value + part)


def _ratio_of(whole: Rule, part: Rule | None) -> Decimal | None:
    """How many of the smaller unit make one of the larger; None where they are no such pair."""
    if part is None or "factor" not in whole.data or "factor" not in part.data or not _comparable(whole, part):
        return None
    ratio = whole.number("factor") / part.number("factor")
    return ratio if ratio > ONE else None


def _comparable(whole: Rule, part: Rule) -> bool:
    one, other = whole.data.get("dimension"), part.data.get("dimension")
    return one == other


def _measures_one(tokens: Sequence[Token], simple: Simple) -> bool:
    """Whether `a week` is a measure rather than a manner of speaking: behind `for`, `within`, or as all there is."""
    if simple.share or simple.last - simple.first > 2 or tokens[simple.first - 1].has("lasting"):
        return True
    if tokens[simple.first].has("hedge") or " " in tokens[simple.last - 1].norm:  # a full year, a percentage point
        return True
    alone = len(tokens) <= _SHORT_LINE + len(PADDING)
    return simple.first == 0 and (alone or not tokens[simple.last].norm[:1].isalnum())


def _factor(tokens: Sequence[Token], simple: Simple) -> int | None:
    """The end of `five times higher than`, `threefold`, `5x`: a factor with its words of comparison."""
    at = _past_hyphen(tokens, simple.last)
    if simple.unit is not None and not simple.counts:
        return None
    if simple.hyphenated:
        at = simple.last - 1
    if simple.unit is None and tokens[simple.first - 1].has("factor_of"):
        return simple.last
    if not tokens[at].senses:
        return None
    if tokens[at].has("fold") or (tokens[at].has("times_symbol") and tokens[at].glued and not tokens[at + 1].literal):
        return at + 1
    if tokens[at].has("times") and tokens[at + 1].has("comparative"):
        return at + 2 + tokens[at + 2].has("than")
    return at + 1 if tokens[at].has("times") and _is_multiple(tokens, simple, at) else None


def _is_multiple(tokens: Sequence[Token], simple: Simple, times: int) -> bool:
    """Whether so many times are a factor, not how often: of something (`three times its size`, `5 times earnings`) or with decimals."""
    after = tokens[times + 1]
    factor = simple.broken and not after.has_any("article", "per")  # 2.5 times a week
    return factor or after.has_any("determiner", "times_follower") or tokens[simple.first - 1].has("times_leader")


def _kind(tokens: Sequence[Token], simple: Simple) -> tuple[Kind, Aspect | None]:
    behind = _past_hyphen(tokens, simple.last)
    direction = bounds.direction(tokens, simple.first, behind)
    if simple.dimension in TIME:
        return Kind.DURATION, None
    if simple.dimension == "length" and (tokens[behind].has("difference_from") or tokens[simple.first - 1].has("linking_of")):
        return Kind.QUANTITY, None  # 40 metres below the surface, a jump of 8 metres
    if direction is None and simple.unit is not None and not simple.counts:
        direction = bounds.alone(tokens[behind])
    if direction is not None:
        return Kind.CHANGE, direction
    if simple.share or (simple.dimension == "percent" and tokens[simple.last].has("linking_of")):
        return Kind.SHARE, None
    return Kind.QUANTITY, None


def _is_age(tokens: Sequence[Token], simple: Simple, text: str) -> bool:
    """`Mr Smith, 45, and his wife`, between commas behind a name; `turned 45 in May`; `was 45 when she died`; `She was 45.`"""
    before, after = tokens[simple.first - 1], tokens[simple.last]
    if not tokens[simple.first].literal or simple.value > OLDEST or simple.number.step != ONE:
        return False
    closed = after.norm in (",", ".", ";", ")") or after is END
    paired = after.has("linking_and") and tokens[simple.last + 1].literal and tokens[simple.last + 2].norm in (",", ".")
    if after.has("when_aged") or (before.has("turning") and (closed or after.has("linking_in"))):
        return True
    name = tokens[simple.first - 2]
    somebody = name.has("somebody")
    clause = somebody and name.senses["somebody"].rule.data.get("clause") is not None  # who was 52, ...
    being = before.has("being") and (after.norm in (".", ";") or after is END or (clause and closed))
    aside = before.norm == "," and (closed or (paired and somebody))
    told = aside or (being and (somebody or _opens_with_name(tokens, simple.first - 2, text)))
    named = name.norm.isalpha() and text[name.start].isupper() and not name.senses
    return told and simple.first >= 2 and (named or somebody)


def _opens_with_name(tokens: Sequence[Token], last: int, text: str) -> bool:
    """Whether a name up to some token is all that stands in front (`Frida Kahlo was 47.`): the toll of Lima is no age."""
    while last > 0 and tokens[last].norm.isalpha() and text[tokens[last].start].isupper():
        last -= 1
    return last <= 0 or not tokens[last].norm.isalpha()


def _spread(middle: Simple, spread: Simple) -> tuple[Simple, Simple]:
    unit = spread.unit or middle.unit
    low = middle._replace(value=middle.value - spread.value, unit=unit)
    return low, spread._replace(value=middle.value + spread.value, unit=unit, rule="number.spread")


def _ends(tokens: Sequence[Token], low: Simple, high: Simple, between: bool, dash: bool) -> tuple[Simple, Simple] | None:
    """The two ends with what they share: a unit named once, a scale named once; None where they are two values."""
    if low.unit is not None and high.unit is not None and low.unit != high.unit and not (high.counts and low.dimension in _SHARED):
        return None
    if low.unit is not None and (high.unit is None or high.counts):
        high = high._replace(unit=low.unit, dimension=low.dimension, rule=low.rule, per=None if high.counts else high.per)
    if high.number.scale > ONE == low.number.scale and low.value < high.value / high.number.scale:
        low = _times(low, high.number.scale)
    elif dash and _leaves_out_thousands(tokens, low, high):
        low = _times(low, THOUSAND)
    started = tokens[low.first - 1].has("from")
    grown = low.unit is not None and not (low.dimension == "percent" and high.value <= 2 * low.value)  # "grew 40% to 45%" is one
    two = started or grown or high.unit is None
    if two and not between and not dash and bounds.moved(tokens, low.first - started):
        return None  # "rose from 40 to 50" and "by 10 to 50" give two values
    if low.value > high.value and high.dimension == "temperature" and (between or high.value < 0):
        low, high = low._replace(value=high.value), high._replace(value=low.value)
    if low.value >= high.value or (dash and (low.value < 0) != (high.value < 0)):
        return None
    return low, high


def _leaves_out_thousands(tokens: Sequence[Token], low: Simple, high: Simple) -> bool:
    """`20-30,000`: the noughts behind the comma are those of both ends."""
    printed = high.number.step == ONE and tokens[high.first].norm.endswith((",000", ".000", " 000"))
    return printed and low.number.step == ONE and 1 <= low.value < high.value / THOUSAND


_BELOW_ZERO = frozenset({"temperature", "angle"})  # bare degrees are angles too
_RESPECTIVE = 14  # tokens behind the last of some amounts that may say that each is of another thing
_LISTING = ("linking_to", "linking_and", "linking_or", "by", "times_symbol")
_SHARED = frozenset({"currency", "percent"})
_OWN = frozenset({"count", "share", *TIME})  # of dimensions whose unit every number of a list names itself


def _amount(simple: Simple, modifier: Modifier) -> Amount:
    number, value = simple.number, simple.value
    if number.other is None or modifier is not Modifier.EXACT or simple.dimension == "percent":  # no text prints 1.250% for 1,250%
        return bounds.amount(value, modifier, simple.unit, simple.per, number.step)
    if simple.dimension == "count":  # a count has no decimals: 1.250 is grouped
        return bounds.amount(number.other, modifier, simple.unit, simple.per, ONE)
    low, high = sorted((value, number.other))
    return Amount(nominal=value, low=low, high=high, unit=simple.unit, per=simple.per, modifier=modifier, step=number.step)


def _is_exact(simple: Simple) -> bool:
    """Whether a length is printed to so many digits that it bounds nothing: `over 27,859 miles` says which way was covered."""
    return simple.dimension == "length" and simple.value >= _FINE and simple.value % 10 != 0 and simple.number.step == ONE


def _past_matter(tokens: Sequence[Token], end: int) -> int:
    """Past what an amount is of (`40 tonnes of coal a day`), where a word that makes a rate stands behind it."""
    if tokens[end].has("linking_of"):
        for at in range(end + 1, end + 2 + _MATTER):
            if at > end + 1 and tokens[at].has("per"):
                return at
            if not tokens[at].norm.isalpha():
                break
    return end


def _is_time(token: Token) -> bool:
    unit = token.senses.get("unit")
    return unit is not None and unit.rule.data.get("dimension") in TIME


def is_rate(tokens: Sequence[Token], index: int) -> bool:
    """Whether an article opens the rate of the amount in front of it (`40 barrels a day`, `$40 a day`)."""
    if index == 0 or not tokens[index].has("article"):
        return False
    priced = index > 1 and tokens[index - 1].number is not None and tokens[index - 2].has_any(*_CURRENCY_IN_FRONT)
    return priced or tokens[index - 1].has_any(*_MEASURES)


def _past_hyphen(tokens: Sequence[Token], at: int) -> int:
    """Past a hyphen that joins two words (`400-metre`), also where the setter put blanks around it (`28 - year - old`)."""
    if tokens[at].norm not in HYPHENS:
        return at
    after = tokens[at + 1]
    if tokens[at].glued and after.glued:
        return at + 1
    spaced = not tokens[at].glued and not after.glued
    return at + 1 if spaced and (after.has("age") or tokens[at + 2].norm in HYPHENS or tokens[at - 2].norm in HYPHENS) else at


def _are_respective(tokens: Sequence[Token], last: Simple) -> bool:
    """Whether words behind the last of some amounts say that each is of another thing (`41,000 and 27,500 vans respectively`)."""
    return any(token.has("respective") for token in tokens[last.last : last.last + _RESPECTIVE])
