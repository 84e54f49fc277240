"""Amounts: a number with what stands around it, its hedge, currency, unit, counted noun and rate.

The grammar knows tags, not words. Around a number it looks to the left for a sign, a currency and a hedge, to the right
for a unit, a rate and a noun, and at the next number for a range.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.extract.nouns import Nouns
from factcheck.extract.reading import Precedence, Reading
from factcheck.extract.tokens import Lexicon, Number, Token
from factcheck.model import Amount, Aspect, Kind, Modifier
from factcheck.rules import Rule, Rules

TIME = frozenset({"time", "calendar_time"})
_NOUN_REACH = 6  # words behind a number among which its counted noun is looked for
_VERB_REACH = 8  # words in front of an amount among which its verb of change is looked for
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Simple:
    """A number with its own currency or unit: tokens `first` up to `last`."""

    first: int
    last: int
    number: Number
    value: Decimal
    unit: str | None = None
    dimension: str | None = None
    per: str | None = None
    rule: str = "number.plain"
    noun: bool = False
    hyphenated: bool = False
    share: bool = False
    end: int | None = None  # where the span ends, when that is before the last token (a counted noun is not part of it)
    start: int | None = None

    def span(self, tokens: list[Token]) -> tuple[int, int]:
        start = tokens[self.first].start if self.start is None else self.start
        return start, tokens[self.last - 1].end if self.end is None else self.end


class Quantities:
    """Reads the amounts of a sentence by the units, currencies and hedges of the rules."""

    def __init__(self, rules: Rules, lexicon: Lexicon, nouns: Nouns) -> None:
        self._nouns = nouns
        self._stops = {word for rule in rules.table("stop") for word in rule.words("words")}

    def read(self, tokens: list[Token], text: str) -> Iterator[Reading]:
        """Every amount of a sentence, as readings that the arbiter may still drop."""
        index = 0
        before: list[Simple] = []
        while index < len(tokens):
            simple = self._simple(tokens, index, text)
            if simple is None:
                index += 1
                continue
            index = max(simple.last, index + 1)
            simple, reading, index = self._extended(tokens, simple, text, before, index)
            before.append(simple)
            if reading is not None:
                yield reading

    def _extended(
        self, tokens: list[Token], simple: Simple, text: str, before: list[Simple], index: int
    ) -> tuple[Simple, Reading | None, int]:
        other = self._range(tokens, simple, text)
        if other is not None:
            low, high = other
            return high, self._range_reading(tokens, low, high, text), high.last
        simple = self._with_ellipsis(tokens, simple, text, before)
        return simple, self._reading(tokens, simple, text), index

    # ---- one number with its unit -----------------------------------------------------------------------------------

    def _simple(self, tokens: list[Token], index: int, text: str) -> Simple | None:
        token = tokens[index]
        if token.number is None:
            return self._article_unit(tokens, index, text) or self._bare_fraction(tokens, index, text)
        number = token.number
        simple = Simple(index, index + 1, number, number.value)
        simple = self._signed(tokens, simple)
        share = self._share(tokens, simple, text)
        if share is not None:
            return share
        simple = self._with_currency(tokens, simple, text)
        if simple.unit is None:
            simple = self._with_unit(tokens, simple, text)
        if simple.unit is None:
            simple = self._with_noun(tokens, simple, text)
        return self._with_rate(tokens, simple, text)

    def _signed(self, tokens: list[Token], simple: Simple) -> Simple:
        """`-5`, `minus 5`: a mark that touches the number and nothing before it, or the word."""
        index = simple.first - 1
        if index < 0:
            return simple
        sign = tokens[index]
        free = index == 0 or not sign.glued or tokens[index - 1].norm in "([$€£"
        if sign.has("minus") or (sign.norm in ("-", "−", "–") and tokens[simple.first].glued and free):
            value = -simple.value
            return replace(simple, first=index, value=value, number=simple.number._replace(value=value))
        return simple

    def _article_unit(self, tokens: list[Token], index: int, text: str) -> Simple | None:
        """`a week`, `an hour`, `a mile`: one of a unit; not the rate of an amount in front of it."""
        if not tokens[index].has("article") or index + 1 >= len(tokens):
            return None
        unit = tokens[index + 1].senses.get("unit") or tokens[index + 1].senses.get("currency")
        if unit is None or tokens[index + 1].has("ordinal_number") or self._follows_amount(tokens, index):
            return None
        number = Number(_ONE, _ONE, in_words=True)
        found = self._with_unit(tokens, Simple(index, index + 1, number, _ONE), text)
        found = found if found.unit else self._with_currency(tokens, Simple(index, index + 1, number, _ONE), text)
        return self._with_rate(tokens, found, text) if found.unit else None

    def _follows_amount(self, tokens: list[Token], index: int) -> bool:
        if not index:
            return False
        previous = tokens[index - 1]
        tags = ("unit", "unit_symbol", "currency", "currency_symbol", "times")
        return previous.number is not None or any(previous.has(tag) for tag in tags) or self._nouns.singular(previous.norm) is not None

    def _bare_fraction(self, tokens: list[Token], index: int, text: str) -> Simple | None:
        """`half of the houses`, `half an hour`, `a third of it`, `a quarter of the land`."""
        at = index + 1 if tokens[index].has("article") else index
        if at >= len(tokens):
            return None
        sense = tokens[at].senses.get("fraction")
        if sense is None or sense.value is None or (at == index and not sense.rule.data.get("bare")):
            return None
        number = Number(sense.value, sense.value, in_words=True)
        return self._fraction(tokens, index, at + 1, number, text, whole=at > index)

    def _fraction(self, tokens: list[Token], first: int, end: int, number: Number, text: str, whole: bool) -> Simple | None:
        at = end
        linked = at < len(tokens) and tokens[at].has("linking_of")
        at += linked
        article = at < len(tokens) and tokens[at].has("article")
        at += article
        if at < len(tokens) and (article or not linked):
            found = self._with_unit(tokens, Simple(first, at, number, number.value), text)
            if found.unit and found.last > at:
                return found
        if not linked and not whole:
            return None
        share = Simple(first, end, number, number.value, "fraction", "share", rule="number.share", share=True)
        return share if linked or whole else None

    def _share(self, tokens: list[Token], simple: Simple, text: str) -> Simple | None:
        """`two-thirds`, `three-quarters of a point`, `one in five`, `two out of three`, `3/4`."""
        at = simple.last
        if at >= len(tokens):
            return None
        if tokens[at].norm == "-" and tokens[at].glued and at + 1 < len(tokens):
            at += 1
        fraction = tokens[at].senses.get("fraction")
        if fraction is not None and fraction.value is not None and simple.number.in_words and 0 < simple.value < 100:
            return self._word_fraction(tokens, simple, at, fraction.value, text)
        return self._one_in_five(tokens, simple) or self._slashed(tokens, simple)

    def _word_fraction(self, tokens: list[Token], simple: Simple, at: int, part: Decimal, text: str) -> Simple | None:
        plural = self._nouns.singular(tokens[at].norm) is not None
        if not plural and simple.value != _ONE:
            return None
        if not plural and at + 1 < len(tokens) and not tokens[at + 1].has("linking_of") and at == simple.last:
            return None  # "one third place"
        bottom = (_ONE / part).to_integral_value()
        value = simple.value / bottom
        number = Number(value, value, in_words=True)
        return self._fraction(tokens, simple.first, at + 1, number, text, whole=True)

    def _one_in_five(self, tokens: list[Token], simple: Simple) -> Simple | None:
        """The second number follows `in` or `out of`; both are whole, and the first is the smaller one."""
        at = simple.last
        if not tokens[at].has("out_of") or at + 1 >= len(tokens) or tokens[at + 1].number is None:
            return None
        whole = tokens[at + 1].number.value
        words = tokens[at].senses["out_of"].rule
        if not 0 < simple.value < whole or whole > 1000 or simple.number.scaled:
            return None
        if not (simple.value == _ONE or words.data.get("any") or (simple.number.in_words and tokens[at + 1].number.in_words)):
            return None
        if tokens[at + 1].has("year") or not tokens[at + 1].number.in_words and simple.number.in_words and whole > 100:
            return None
        value = simple.value / whole
        number = Number(value, value, in_words=True)
        return Simple(simple.first, at + 2, number, value, "fraction", "share", rule="number.share", share=True)

    def _slashed(self, tokens: list[Token], simple: Simple) -> Simple | None:
        """`3/4`, glued and with a usual bottom; everything else with a slash is a date or an identifier."""
        at = simple.last
        if at + 1 >= len(tokens) or tokens[at].norm != "/" or not tokens[at].glued or not tokens[at + 1].glued:
            return None
        bottom = tokens[at + 1].number
        if bottom is None or bottom.value not in (2, 3, 4, 5, 8, 10, 16) or not 0 < simple.value < bottom.value:
            return None
        if at + 2 < len(tokens) and tokens[at + 2].norm == "/":
            return None
        value = simple.value / bottom.value
        return Simple(simple.first, at + 2, Number(value, value), value, "fraction", "share", rule="number.share", share=True)

    # ---- currency ---------------------------------------------------------------------------------------------------

    def _with_currency(self, tokens: list[Token], simple: Simple, text: str) -> Simple:
        """A currency in front (`$5`, `USD 5`, `Rs 5`) or behind (`5 euros`, `5 €`, `5 USD`, `5-dollar`)."""
        index = simple.first - 1
        signed = index >= 0 and tokens[index].norm in ("-", "−") and index > 0
        at = index - 1 if signed and tokens[index - 1].has("currency_symbol") else index
        if at >= 0 and (rule := _sense(tokens[at], "currency_symbol")) is not None:
            found = replace(simple, first=at, unit=_code(rule), dimension="currency", rule=rule.id)
            return self._after_symbol(tokens, found)
        return self._currency_behind(tokens, simple)

    def _after_symbol(self, tokens: list[Token], simple: Simple) -> Simple:
        """`$5 US`, `$5 Canadian`, `c $ 16`: what stands around the symbol names the country."""
        rule = tokens[simple.last].senses.get("currency_country") if simple.last < len(tokens) else None
        return replace(simple, last=simple.last + 1, unit=_code(rule.rule)) if rule else simple

    def _currency_behind(self, tokens: list[Token], simple: Simple) -> Simple:
        at = _past_hyphen(tokens, simple.last)
        if at >= len(tokens):
            return simple
        for tag in ("currency", "currency_symbol", "minor", "minor_symbol"):
            sense = tokens[at].senses.get(tag)
            if sense is None or (tag == "minor_symbol" and not tokens[at].glued):
                continue
            if tag == "currency_symbol" and not tokens[at].glued and _starts_amount(tokens, at):
                continue
            unit = _code(sense.rule) if tag.startswith("currency") else str(sense.rule.data.get("unit", sense.rule.name))
            found = replace(simple, last=at + 1, unit=unit, dimension="currency", rule=sense.rule.id)
            return self._with_minor(tokens, found)
        return simple

    def _with_minor(self, tokens: list[Token], simple: Simple) -> Simple:
        """`five pounds and fifty pence`, `$20 and 43 cents`: one value."""
        at = simple.last
        if at < len(tokens) and tokens[at].has("linking_and"):
            at += 1
        if at + 1 < len(tokens) and (number := tokens[at].number) is not None and tokens[at + 1].has("minor"):
            value = simple.value + number.value / 100
            return replace(simple, last=at + 2, value=value, number=simple.number._replace(value=value, step=Decimal("0.01")))
        return simple

    # ---- units ------------------------------------------------------------------------------------------------------

    def _with_unit(self, tokens: list[Token], simple: Simple, text: str) -> Simple:
        at = _past_hyphen(tokens, simple.last)
        if at >= len(tokens):
            return simple
        rule = self._unit(tokens, at, simple)
        if rule is None:
            return simple
        found = replace(simple, last=at + 1, unit=rule.name, dimension=str(rule.data.get("dimension")), rule=rule.id, hyphenated=at > simple.last)
        return self._compound(tokens, self._age(tokens, found))

    def _unit(self, tokens: list[Token], at: int, simple: Simple) -> Rule | None:
        token = tokens[at]
        symbol = _sense(token, "unit_symbol")
        if symbol is not None and (token.glued or not token.has("linking_in")) and not simple.number.scaled | token.has("article"):
            return symbol
        if symbol is not None and simple.number.scaled and len(token.norm) > 1:
            return symbol
        rule = _sense(token, "unit")
        if rule is not None and not (token.has("ordinal") and self._ordinal_use(tokens, at)):
            return rule
        weak = _sense(token, "unit_weak")
        dimension = weak.data.get("dimension") if weak is not None else None
        beside = any(
            sense.rule.data.get("dimension") == dimension
            for other in tokens if other is not token
            for tag, sense in other.senses.items() if tag in ("unit", "unit_symbol")
        )  # fmt: skip
        return weak if beside else None

    def _ordinal_use(self, tokens: list[Token], at: int) -> bool:
        return at + 1 < len(tokens) and not tokens[at].senses and False

    def _age(self, tokens: list[Token], simple: Simple) -> Simple:
        """`20-year-old`, `20 years old`, `20 years of age`, `20-year-long`: the words behind belong to the value."""
        at = _past_hyphen(tokens, simple.last)
        if simple.dimension in TIME and at < len(tokens) and tokens[at].has("age"):
            return replace(simple, last=at + 1)
        return simple

    def _compound(self, tokens: list[Token], simple: Simple) -> Simple:
        """`5 feet 11 inches`, `2 hours and 30 minutes`: one value in the larger unit's smaller part, exactly added."""
        at = simple.last
        if at < len(tokens) and tokens[at].has("linking_and"):
            at += 1
        if at + 1 >= len(tokens) or (number := tokens[at].number) is None:
            return simple
        unit = _sense(tokens[at + 1], "unit") or _sense(tokens[at + 1], "unit_symbol")
        whole = _sense(tokens[simple.last - 1], "unit") or _sense(tokens[simple.last - 1], "unit_symbol")
        if unit is None or whole is None or whole.data.get("parts") != unit.name:
            return simple
        factor = whole.number("factor") / unit.number("factor")
        if number.value >= factor:
            return simple
        value = simple.value * factor + number.value
        found = Simple(simple.first, at + 2, number._replace(value=value), value, unit.name, simple.dimension, rule=unit.id)
        return self._compound(tokens, found)

    # ---- counted nouns ----------------------------------------------------------------------------------------------

    def _with_noun(self, tokens: list[Token], simple: Simple, text: str) -> Simple:
        """The noun that is counted: `133 people`, `6,200-seat`, `130 Afghan industry and infrastructure projects`."""
        at = _past_hyphen(tokens, simple.last)
        if at > simple.last and at < len(tokens) and tokens[at].norm.isalpha() and not tokens[at].has("linking_to"):
            noun = self._nouns.singular(tokens[at].norm) or tokens[at].norm
            if noun in self._stops:
                return simple
            return replace(simple, last=at + 1, unit=noun, dimension="count", rule="number.counted", noun=True, hyphenated=True)
        start = simple.last
        of = start < len(tokens) and tokens[start].has("linking_of") and (simple.number.vague or tokens[simple.first].norm.isalpha() or " " in tokens[simple.first].norm)
        noun_found = self._head(tokens, start + of, simple.value)
        if noun_found is None:
            return simple
        return replace(simple, unit=noun_found, dimension="count", rule="number.counted", noun=True)

    def _head(self, tokens: list[Token], start: int, value: Decimal) -> str | None:
        found: str | None = None
        for at in range(start, min(start + _NOUN_REACH, len(tokens))):
            token = tokens[at]
            if token.norm in "-‐‑" and at > start:
                continue
            if not self._in_phrase(token):
                break
            if token.has("linking_joins"):
                if found:
                    break
                continue
            singular = self._nouns.singular(token.norm)
            if singular is not None:
                found = singular
                if singular == token.norm and at == start:
                    break
            elif found is not None:
                break
            elif value == _ONE and at == start and not token.has("capitalised") and token.norm[-2:] != "ed":
                after = tokens[at + 1] if at + 1 < len(tokens) else None
                if after is None or not self._in_phrase(after) or after.has("linking_joins"):
                    return token.norm
                found_one = self._head(tokens, at + 1, value)
                return found_one or token.norm
        return found

    def _in_phrase(self, token: Token) -> bool:
        if not token.norm[:1].isalpha() or token.number is not None or token.ordinal is not None:
            return False
        if token.norm in self._stops and not token.has("linking_joins"):
            return False
        return not any(token.has(tag) for tag in ("month", "weekday", "currency_symbol", "hedge"))

    # ---- rates ------------------------------------------------------------------------------------------------------

    def _with_rate(self, tokens: list[Token], simple: Simple, text: str) -> Simple:
        """`a barrel`, `per year`, `/day`, `an hour`, `each year` behind an amount."""
        at = simple.last
        if simple.noun and not simple.hyphenated:
            at = self._past_phrase(tokens, at)
        if at + 1 >= len(tokens) or simple.unit is None:
            return simple
        unit = _sense(tokens[at + 1], "unit") or _sense(tokens[at + 1], "per_unit")
        if tokens[at].norm == "/" or tokens[at].has("per_strict"):
            unit = unit or _sense(tokens[at + 1], "unit_symbol")
            name = unit.name if unit else self._nouns.singular(tokens[at + 1].norm) or tokens[at + 1].norm
            if name.isalpha() or "_" in name:
                return self._rated(tokens, simple, at + 2, name)
        elif tokens[at].has("per") and unit is not None and unit.name != simple.unit:
            return self._rated(tokens, simple, at + 2, unit.name)
        return simple

    def _rated(self, tokens: list[Token], simple: Simple, last: int, per: str) -> Simple:
        if simple.noun and not simple.hyphenated:
            return replace(simple, per=per)
        return replace(simple, last=last, per=per)

    def _past_phrase(self, tokens: list[Token], at: int) -> int:
        end = at
        while end < len(tokens) and end < at + _NOUN_REACH and self._in_phrase(tokens[end]):
            end += 1
            if self._nouns.singular(tokens[end - 1].norm) is not None:
                break
        return end

    # ---- what was left out ------------------------------------------------------------------------------------------

    def _with_ellipsis(self, tokens: list[Token], simple: Simple, text: str, before: list[Simple]) -> Simple:
        """`$289 million, far behind Iran (1.4 bn)`: a scaled number without a unit takes over the currency before it."""
        if simple.unit is not None or not simple.number.scaled or not before:
            return simple
        last = before[-1]
        if last.dimension != "currency":
            return simple
        return replace(simple, unit=last.unit, dimension="currency", rule="number.ellipsis")

    # ---- ranges -----------------------------------------------------------------------------------------------------

    def _range(self, tokens: list[Token], low: Simple, text: str) -> tuple[Simple, Simple] | None:
        if low.noun and low.last == low.first + 1:
            low = replace(low, unit=None, dimension=None, noun=False, rule="number.plain")
        at = low.last
        if at + 1 >= len(tokens) or low.share:
            return None
        if low.hyphenated:
            return None
        link = tokens[at]
        start = at + 1
        dash = link.norm in ("-", "–", "—", "‐", "‑", "−", "~")
        between = low.first > 0 and tokens[low.first - 1].has("between") and link.has("linking_and")
        spread = link.norm == "±"
        if not (dash or between or spread or link.has("linking_to") or (link.has("linking_or") and low.unit is None)):
            return None
        while start < len(tokens) and tokens[start].has("hedge") and not dash:
            start += 1
        if start < len(tokens) and tokens[start].has("currency_symbol"):
            start += 1
        if start >= len(tokens) or tokens[start].number is None or tokens[start].number.vague:
            return None
        high = self._simple(tokens, start, text)
        if high is None or high.share:
            return None
        if spread:
            return self._spread(low, high)
        return self._ends(tokens, low, high, between, dash)

    def _spread(self, middle: Simple, spread: Simple) -> tuple[Simple, Simple]:
        unit = spread.unit or middle.unit
        low = replace(middle, value=middle.value - spread.value, unit=unit)
        return low, replace(spread, value=middle.value + spread.value, unit=unit, rule="number.spread")

    def _ends(self, tokens: list[Token], low: Simple, high: Simple, between: bool, dash: bool) -> tuple[Simple, Simple] | None:
        if low.unit is not None and high.unit is not None and not high.noun and low.unit != high.unit:
            return None
        if low.unit is not None and high.noun and low.dimension != "currency" and low.dimension != "percent":
            return None
        if low.unit is not None and (high.unit is None or high.noun):
            high = replace(high, unit=low.unit, dimension=low.dimension, noun=False, rule=low.rule, per=high.per if not high.noun else None)
        if high.number.scaled and not low.number.scaled and low.value < high.value / high.number.scale:
            low = replace(low, value=low.value * high.number.scale, number=low.number._replace(scaled=True, step=low.number.step * high.number.scale))
        started = low.first > 0 and tokens[low.first - 1].has("from")
        if low.value >= high.value or (low.value < 0) != (high.value < 0) and dash:
            return None
        if not between and not dash and self._verb(tokens, low.first - started, direct=False) and (started or low.unit is not None):
            return None  # "rose from 40 to 50" gives two levels
        return low, high

    def _range_reading(self, tokens: list[Token], low: Simple, high: Simple, text: str) -> Reading:
        first = low.first
        start = low.span(tokens)[0]
        if first and (tokens[first - 1].has("between") or tokens[first - 1].has("from")):
            first -= 1
            start = tokens[first].start
        modifier, first, start = self._hedged_left(tokens, first, start)
        end = high.span(tokens)[1]
        nominal = (low.value + high.value) / 2 if high.rule == "number.spread" else None
        amount = Amount(
            nominal=nominal, low=low.value, high=high.value, unit=high.unit, per=high.per, modifier=Modifier.RANGE, step=high.number.step
        )
        kind, direction = self._kind(tokens, replace(high, first=first))
        return Reading(
            first=first, last=high.last, start=start, end=end, rule=high.rule if high.rule != "number.plain" else "number.range",
            precedence=Precedence.QUANTITY, kind=kind, value=amount, direction=direction,
        )  # fmt: skip

    # ---- the reading ------------------------------------------------------------------------------------------------

    def _reading(self, tokens: list[Token], simple: Simple, text: str) -> Reading | None:
        start, end = simple.span(tokens)
        modifier, first, start = self._hedged_left(tokens, simple.first, start)
        after, last, end = self._hedged_right(tokens, simple, end)
        if after is not None:
            modifier = after
        if simple.number.vague:
            modifier = Modifier.VAGUE
        if modifier is None and tokens[simple.first].has("article") and not self._counts_one(tokens, simple):
            return None
        kind, direction = self._kind(tokens, simple)
        ratio = self._ratio(tokens, simple)
        if ratio is not None:
            kind, last, end = Kind.RATIO, ratio[0], tokens[ratio[0] - 1].end
            simple = replace(simple, unit="times", rule="number.ratio")
        return Reading(
            first=first, last=max(last, simple.last), start=start, end=end, rule=simple.rule, kind=kind, direction=direction,
            precedence=Precedence.QUANTITY if simple.unit or modifier else Precedence.NUMBER,
            value=_amount(simple, modifier or Modifier.EXACT),
        )  # fmt: skip

    def _counts_one(self, tokens: list[Token], simple: Simple) -> bool:
        """Whether `a week` is a measure of something rather than a manner of speaking: after `for`, `in`, `within`."""
        if simple.share:
            return True
        before = tokens[simple.first - 1] if simple.first else None
        alone = len(tokens) <= simple.last - simple.first + 1
        return alone or before is not None and before.has("lasting")

    def _hedged_left(self, tokens: list[Token], first: int, start: int) -> tuple[Modifier | None, int, int]:
        modifier: Modifier | None = None
        while first > 0 and (sense := tokens[first - 1].senses.get("hedge")) is not None:
            found = Modifier(str(sense.rule.data["modifier"]))
            if modifier is None or modifier in (Modifier.EXACT, Modifier.ABOUT):
                modifier = found if modifier is None or found is not Modifier.EXACT else modifier
            first -= 1
            start = tokens[first].start
        return (None if modifier is Modifier.EXACT else modifier), first, start

    def _hedged_right(self, tokens: list[Token], simple: Simple, end: int) -> tuple[Modifier | None, int, int]:
        at = simple.last
        if at < len(tokens) and tokens[at].norm == "+" and tokens[at].glued:
            return Modifier.AT_LEAST, at + 1, tokens[at].end
        if at < len(tokens) and (sense := tokens[at].senses.get("hedge_after")) is not None:
            return Modifier(str(sense.rule.data["modifier"])), at + 1, tokens[at].end
        return None, at, end

    def _ratio(self, tokens: list[Token], simple: Simple) -> tuple[int] | None:
        """`five times higher than`, `threefold`, `5x`: a factor, with the words of comparison behind it."""
        at = _past_hyphen(tokens, simple.last)
        if at >= len(tokens) or (simple.unit is not None and not simple.noun):
            return None
        if tokens[at].has("fold") or (tokens[at].has("times_symbol") and tokens[at].glued):
            return (at + 1,)
        if not tokens[at].has("times"):
            return None
        end = at + 1
        if end < len(tokens) and tokens[end].has("comparative"):
            end += 1
            if end < len(tokens) and (tokens[end].has("than")):
                end += 1
            return (end,)
        return None

    # ---- change -----------------------------------------------------------------------------------------------------

    def _kind(self, tokens: list[Token], simple: Simple) -> tuple[Kind, Aspect | None]:
        if simple.share:
            direct = self._direction(tokens, simple)
            return (Kind.CHANGE, direct) if direct else (Kind.SHARE, None)
        direction = self._direction(tokens, simple)
        if direction is not None and simple.dimension not in TIME:
            return Kind.CHANGE, direction
        if simple.dimension in TIME:
            return Kind.DURATION, None
        if simple.dimension == "percent" and simple.last < len(tokens) and tokens[simple.last].has("linking_of"):
            return Kind.SHARE, None
        return Kind.QUANTITY, None

    def _direction(self, tokens: list[Token], simple: Simple) -> Aspect | None:
        """The direction of a change: a verb directly in front, `by` with a verb further on, or a noun behind."""
        behind = _past_hyphen(tokens, simple.last)
        if behind < len(tokens) and (sense := tokens[behind].senses.get("change_noun")) is not None:
            return Aspect(str(sense.rule.data["direction"]))
        return self._verb(tokens, simple.first, direct=True)

    def _verb(self, tokens: list[Token], first: int, direct: bool) -> Aspect | None:
        at = first - 1
        while at >= 0 and tokens[at].has("hedge"):
            at -= 1
        if at < 0:
            return None
        by = tokens[at].has("by")
        if not by and direct:
            return _change(tokens[at]) if not _change_links_level(tokens[at]) else None
        for index in range(at - by, max(-1, at - _VERB_REACH), -1):
            if tokens[index].norm in (";", ":", "."):
                break
            found = _change(tokens[index])
            if found is not None:
                return found
        return None


def _amount(simple: Simple, modifier: Modifier) -> Amount:
    value = simple.value
    low: Decimal | None = value
    high: Decimal | None = value
    nominal: Decimal | None = value
    if modifier in (Modifier.AT_LEAST, Modifier.MORE_THAN):
        high = None
    elif modifier in (Modifier.AT_MOST, Modifier.LESS_THAN, Modifier.NEARLY):
        low = None
    elif modifier is Modifier.ABOUT:
        low = high = None
    elif modifier is Modifier.VAGUE:
        nominal = high = None
    if simple.number.other is not None and modifier is Modifier.EXACT:
        value, low, high = _ambiguous(simple)
        nominal = value
    return Amount(nominal=nominal, low=low, high=high, unit=simple.unit, per=simple.per, modifier=modifier, step=simple.number.step)


def _ambiguous(simple: Simple) -> tuple[Decimal, Decimal, Decimal]:
    """`1.250`: a count has no decimals, so it is grouped; anything else stays open between the two readings."""
    other = simple.number.other or simple.value
    if simple.dimension == "count":
        return other, other, other
    return simple.value, min(simple.value, other), max(simple.value, other)


def _sense(token: Token, tag: str) -> Rule | None:
    sense = token.senses.get(tag)
    return sense.rule if sense is not None else None


def _code(rule: Rule) -> str:
    return rule.name


def _past_hyphen(tokens: list[Token], at: int) -> int:
    """Past a hyphen that joins two words (`400-metre`)."""
    if at + 1 < len(tokens) and tokens[at].norm in ("-", "‐", "‑") and tokens[at].glued and tokens[at + 1].glued:
        return at + 1
    return at


def _starts_amount(tokens: list[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].number is not None


def _change(token: Token) -> Aspect | None:
    sense = token.senses.get("change_verb") or token.senses.get("change_noun")
    return Aspect(str(sense.rule.data["direction"])) if sense is not None else None


def _change_links_level(token: Token) -> bool:
    return token.has("linking_to")
