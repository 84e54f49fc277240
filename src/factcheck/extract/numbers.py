"""Numbers: literals, number words and scales to one token each.

The words are those of `rules/numbers.toml`; what is here is how they add up: `two hundred and five`, `half a million`,
`1.2bn`, `2 lakh crore`, `3½`, `1,250.5`, `1 250,5`, `1.250,5`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from factcheck.extract.tokens import BLANKS, Lexicon, Number, Token, number_tags

ONE = Decimal(1)
TEN = Decimal(10)
HUNDRED = Decimal(100)
THOUSAND = Decimal(1000)
_MARKS = re.compile(rf"[.,'’{BLANKS}]")
_LONGEST_LITERAL = 40  # digits; beyond that it is no number of a text


class Literal(NamedTuple):
    """The reading of a number literal, with the second one where the form leaves two."""

    value: Decimal
    step: Decimal
    other: Decimal | None = None


def read_literal(surface: str) -> Literal | None:
    """The value of a literal, decided by its form alone; None where it is no number (`192.168.1.2`).

    >>> [str(read_literal(x).value) for x in ("1,250.5", "1.250,5", "1 250,5", "12,5", "48,20,512", "275,000")]
    ['1250.5', '1250.5', '1250.5', '12.5', '4820512', '275000']
    >>> str(read_literal("1.250").other)
    '1250'
    """
    if len(surface) > _LONGEST_LITERAL:
        return None
    marks = _MARKS.findall(surface)
    if not marks:
        return Literal(Decimal(surface), ONE)
    parts = _MARKS.split(surface)
    kinds = {BLANKS[0] if mark in BLANKS else mark for mark in marks}
    if len(kinds) == 1:
        return _one_mark(kinds.pop(), parts)
    if len(kinds) == 2 and marks[-1] in ".," and marks[-1] not in marks[:-1] and _grouped(parts[:-1]):
        return _decimal(parts[:-1], parts[-1])
    return None


def _one_mark(mark: str, parts: list[str]) -> Literal | None:
    if len(parts) == 2 and mark in ".,":
        whole, rest = parts
        if mark == "." or len(rest) != 3 or whole == "0" or len(whole) > 3:
            decimal = _decimal([whole], rest)
            ambiguous = mark == "." and len(rest) == 3 and whole[0] != "0" and len(whole) <= 3
            return decimal._replace(other=Decimal(whole + rest)) if ambiguous else decimal
    return Literal(Decimal("".join(parts)), ONE) if _grouped(parts) else None


def _grouped(parts: list[str]) -> bool:
    """Groups of three digits, or of two before the last three as in India; the first has up to three."""
    if len(parts) == 1:
        return True
    middle = {len(part) for part in parts[1:-1]}
    return len(parts[0]) <= 3 and parts[0][0] != "0" and len(parts[-1]) == 3 and (middle <= {3} or middle == {2} and len(parts[0]) <= 2)


def _decimal(whole: list[str], rest: str) -> Literal:
    return Literal(Decimal("".join(whole) + "." + rest), TEN ** -len(rest))


class Reading(NamedTuple):
    """A number that was read from the tokens up to `end`."""

    end: int
    number: Number


def merge(tokens: list[Token], text: str, lexicon: Lexicon) -> list[Token]:
    """The tokens with every number and every ordinal made one token."""
    out: list[Token] = []
    index = 0
    while index < len(tokens):
        if not _may_start(tokens[index]):
            out.append(tokens[index])
            index += 1
            continue
        merged = _merged(tokens, index, text, lexicon)
        if merged is None:
            out.append(tokens[index])
            index += 1
        else:
            out.append(merged[1])
            index = merged[0]
    return out


_STARTS = ("cardinal", "hundred", "scale", "fraction", "article", "group", "zero", "vague", "ordinal")


def _may_start(token: Token) -> bool:
    return token.norm[:1].isdecimal() or any(tag in token.senses for tag in _STARTS)


def _merged(tokens: list[Token], index: int, text: str, lexicon: Lexicon) -> tuple[int, Token] | None:
    reading = read_number(tokens, index)
    ordinal = _ordinal(tokens, index, reading)
    if ordinal is not None:
        end, value = ordinal
        first, last = tokens[index], tokens[end - 1]
        tags = number_tags(Decimal(value), first.norm, False, not first.norm[:1].isdecimal())
        senses = first.senses if end == index + 1 else {}
        return end, _token(tokens, index, end, text, lexicon, tags | frozenset(senses), senses)._replace(ordinal=value)
    if reading is None:
        return None
    number = reading.number
    tags = frozenset({"vague_number"}) if number.vague else number_tags(
        number.value, tokens[index].norm if reading.end == index + 1 else "....." , True, number.in_words
    )
    token = _token(tokens, index, reading.end, text, lexicon, tags, {})
    return reading.end, token._replace(number=number)


def _token(tokens: list[Token], index: int, end: int, text: str, lexicon: Lexicon, tags: frozenset[str], senses: object) -> Token:
    first, last = tokens[index], tokens[end - 1]
    kept = first.senses if senses else {}
    return Token(first.start, last.end, text[first.start : last.end].casefold(), lexicon.class_of(tags), kept, first.glued)


# ---- cardinals ------------------------------------------------------------------------------------------------------


def read_number(tokens: list[Token], index: int) -> Reading | None:
    """The number that begins at a token: a literal or number words, with fractions and scales."""
    token = tokens[index]
    if token.norm[:1].isdecimal():
        return _digits(tokens, index)
    if token.has("vague"):
        return _vague(tokens, index)
    if token.has("zero"):
        return Reading(index + 1, Number(Decimal(0), ONE, in_words=True))
    return _words(tokens, index)


def _digits(tokens: list[Token], index: int) -> Reading | None:
    literal = read_literal(tokens[index].norm)
    if literal is None:
        return None
    value, step, end = literal.value, literal.step, index + 1
    fraction = _value(tokens, end, "fraction_symbol")
    if fraction is not None:  # 3½
        value, step, end = value + fraction, fraction, end + 1
    elif (power := _power(tokens, end)) is not None:
        end, exponent = power
        value = value**exponent if tokens[end - 2].norm == "^" and value == TEN else value
    elif (mixed := _mixed(tokens, end)) is not None and literal.step == ONE:  # 3 1/2
        end, fraction = mixed
        value, step = value + fraction, fraction
    end, factor = _scales(tokens, end)
    number = Number(value * factor, step * factor, False, factor != ONE, False, literal.other if factor == ONE else None, factor)
    return Reading(end, number)


def _power(tokens: list[Token], index: int) -> tuple[int, int] | None:
    """`^6` after a 10."""
    if index + 1 < len(tokens) and tokens[index].norm == "^" and tokens[index + 1].norm.isdecimal():
        exponent = int(tokens[index + 1].norm[:3])
        return (index + 2, exponent) if exponent <= 24 else None
    return None


def _mixed(tokens: list[Token], index: int) -> tuple[int, Decimal] | None:
    """`1/2` after a whole number and a blank."""
    if index + 2 >= len(tokens) or tokens[index].glued or tokens[index + 1].norm != "/":
        return None
    top, bottom = tokens[index].norm, tokens[index + 2].norm
    if not (top.isdecimal() and bottom.isdecimal() and tokens[index + 1].glued and tokens[index + 2].glued):
        return None
    if len(top) > 2 or bottom not in ("2", "3", "4", "5", "8", "10", "16", "32") or int(top) >= int(bottom):
        return None
    return index + 3, Decimal(int(top)) / Decimal(int(bottom))


def _scales(tokens: list[Token], index: int) -> tuple[int, Decimal]:
    """The scale words from a token on, multiplied: `million`, `lakh crore`, `bn`, `hundred thousand`."""
    factor = ONE
    end = index
    while end < len(tokens):
        at = end + 1 if tokens[end].norm == "-" and tokens[end].glued and end + 1 < len(tokens) else end
        scale = _scale(tokens, at, first=factor == ONE)
        if scale is None:
            break
        factor *= scale
        end = at + 1
    return end, factor


def _scale(tokens: list[Token], index: int, first: bool) -> Decimal | None:
    token = tokens[index]
    for tag in ("scale", "hundred"):
        sense = token.senses.get(tag)
        if sense is not None and sense.value is not None:
            return sense.value
    sense = token.senses.get("scale_symbol")
    if sense is None or not first:
        return None
    if sense.rule.data.get("glued") and not token.glued:
        return None
    return sense.value


def _value(tokens: list[Token], index: int, tag: str) -> Decimal | None:
    if index >= len(tokens):
        return None
    sense = tokens[index].senses.get(tag)
    return sense.value if sense else None


def _vague(tokens: list[Token], index: int) -> Reading:
    """`dozens`, `hundreds of thousands`: the word's own size, times that of the words that follow it."""
    value = tokens[index].senses["vague"].value or Decimal(2)
    end = index + 1
    while end + 1 < len(tokens) and tokens[end].has("linking_of") and _value(tokens, end + 1, "vague") is not None:
        more = tokens[end + 1].senses["vague"].value
        value *= (more or ONE) / 2
        end += 2
    return Reading(end, Number(value, value, in_words=True, vague=True))


class _Sum:
    """Adds up number words from left to right."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.current: Decimal | None = None
        self.last_scale: Decimal | None = None
        self.step = ONE
        self.factor = ONE

    @property
    def value(self) -> Decimal:
        return self.total + (self.current or Decimal(0))

    def add_cardinal(self, value: Decimal) -> bool:
        if self.last_scale is not None and value >= self.last_scale:
            return False
        if self.current is None:
            self.current = value
            return True
        rest = self.current % HUNDRED
        fits = rest == 0 and value < HUNDRED and self.current >= HUNDRED
        fits = fits or (rest % TEN == 0 and 20 <= rest <= 90 and value < TEN and value > 0)
        if fits:
            self.current += value
        return fits

    def add_hundred(self, value: Decimal) -> bool:
        if self.current is not None and self.current >= value:
            return False
        self.current = (self.current or ONE) * value
        return True

    def add_scale(self, value: Decimal) -> bool:
        if self.last_scale is not None and value >= self.last_scale:
            if self.current is not None:
                return False
            self.total *= value
        else:
            self.total += (self.current or ONE) * value if self.current is not None or not self.total else Decimal(0)
            if self.current is None and self.last_scale is not None:
                return False
        self.current = None
        self.last_scale = value if self.last_scale is None or value < self.last_scale else self.last_scale
        self.factor = value
        return True


def _words(tokens: list[Token], index: int) -> Reading | None:
    """Number words: `two hundred and five`, `half a million`, `two and a half thousand`, `a dozen`."""
    start = index
    article = tokens[index].has("article")
    if article:
        index += 1
    half = _fraction_first(tokens, index) if not article else None
    if half is not None:
        return half
    if article and not (index < len(tokens) and any(tokens[index].has(tag) for tag in ("hundred", "scale", "group", "fraction"))):
        return None
    if article and tokens[index].has("fraction"):
        return _article_fraction(tokens, index)
    if not article and tokens[index].has("scale") and not tokens[index].has("hundred"):
        return None  # a bare "million"
    return _sum(tokens, start, index, article)


def _article_fraction(tokens: list[Token], index: int) -> Reading | None:
    """`a half`, `a quarter of a million`."""
    value = tokens[index].senses["fraction"].value or ONE
    return _fraction_of(tokens, index + 1, value)


def _fraction_first(tokens: list[Token], index: int) -> Reading | None:
    """`half a million`, `half million`, `a quarter of a billion`; None where no scale follows."""
    value = _value(tokens, index, "fraction")
    return _fraction_of(tokens, index + 1, value) if value is not None else None


def _fraction_of(tokens: list[Token], index: int, value: Decimal) -> Reading | None:
    if index < len(tokens) and tokens[index].has("linking_of"):
        index += 1
    if index < len(tokens) and (tokens[index].has("article") or tokens[index].norm in "-"):
        index += 1
    group = _value(tokens, index, "group")
    if group is not None:
        return Reading(index + 1, Number(value * group, ONE, in_words=True))
    end, factor = _scales(tokens, index)
    if end == index:
        return None
    return Reading(end, Number(value * factor, value * factor, in_words=True, scaled=True, scale=factor))


def _sum(tokens: list[Token], start: int, index: int, article: bool) -> Reading | None:
    total = _Sum()
    end = index
    group = _value(tokens, index, "group")
    if group is not None:  # a dozen, a score
        return Reading(index + 1, Number(group, ONE, in_words=True)) if article or tokens[index].senses["group"].rule.data.get("bare") else None
    while end < len(tokens):
        at = _joined(tokens, end, total) if end > index else end
        if not _take(tokens, at, total):
            break
        end = at + 1
        if (group := _value(tokens, end, "group")) is not None and total.last_scale is None:
            return Reading(end + 1, Number(total.value * group, group, in_words=True))
    if end == index:
        return None
    value, step = total.value, total.factor if total.current is None else ONE
    tail = _and_fraction(tokens, end)
    if tail is not None:
        end, fraction = tail
        after, factor = _scales(tokens, end)
        unit = total.factor if total.current is None else ONE
        value, step, end = (value + fraction * unit) * factor, fraction * unit * factor, after
        return Reading(end, Number(value, step, in_words=True, scaled=factor != ONE or unit != ONE, scale=factor * unit))
    return Reading(end, Number(value, step, in_words=True, scaled=total.factor > HUNDRED, scale=total.factor))


def _joined(tokens: list[Token], index: int, total: _Sum) -> int:
    """Past a hyphen between number words, or past the `and` of `two hundred and five`."""
    if index + 1 >= len(tokens):
        return index
    if tokens[index].norm in "-‐‑–—" and tokens[index].glued and tokens[index + 1].glued:
        return index + 1 if total.current is not None and total.current % TEN == 0 or tokens[index + 1].has("scale") or tokens[index + 1].has("hundred") else index
    if tokens[index].has("linking_and") and (total.last_scale or (total.current or 0) >= HUNDRED):
        follows = read_number(tokens, index + 1) if tokens[index + 1].has("cardinal") else None
        bound = HUNDRED if total.current is not None else total.last_scale or HUNDRED
        if follows is not None and follows.number.value < bound and follows.number.value == follows.number.value.to_integral_value():
            return index + 1
    return index


def _take(tokens: list[Token], index: int, total: _Sum) -> bool:
    if index >= len(tokens):
        return False
    token = tokens[index]
    for tag, add in (("cardinal", total.add_cardinal), ("hundred", total.add_hundred), ("scale", total.add_scale)):
        value = _value(tokens, index, tag)
        if value is not None:
            return add(value)
    literal = read_literal(token.norm) if token.norm[:1].isdecimal() and total.last_scale else None
    return literal is not None and total.current is None and literal.step == ONE and total.add_cardinal(literal.value)


def _and_fraction(tokens: list[Token], index: int) -> tuple[int, Decimal] | None:
    """`and a half`, `and three quarters` after a number."""
    if not (index < len(tokens) and tokens[index].has("linking_and")):
        return None
    at = index + 1
    count = ONE
    if at < len(tokens) and tokens[at].has("article"):
        at += 1
    elif (words := _value(tokens, at, "cardinal")) is not None and words < TEN:
        count, at = words, at + 1
        if at < len(tokens) and tokens[at].norm == "-":
            at += 1
    fraction = _value(tokens, at, "fraction")
    if fraction is None or at == index + 1:
        return None
    return at + 1, count * fraction


# ---- ordinals -------------------------------------------------------------------------------------------------------


def _ordinal(tokens: list[Token], index: int, reading: Reading | None) -> tuple[int, int] | None:
    """`3rd`, `eighth`, `twenty-fifth`, `two hundredth`: the end and the rank."""
    token = tokens[index]
    if token.norm.isdecimal() and index + 1 < len(tokens):
        suffix = tokens[index + 1]
        if suffix.glued and suffix.has("ordinal_suffix") and len(token.norm) <= 6:
            return index + 2, int(token.norm)
        return None
    if token.has("ordinal"):
        return index + 1, int(token.senses["ordinal"].value or 0)
    if reading is None or not reading.number.in_words or reading.number.vague:
        return None
    at = reading.end
    if at < len(tokens) and tokens[at].norm in ("-", "–", "—") and tokens[at].glued:
        at += 1
    value = _value(tokens, at, "ordinal")
    whole = reading.number.value
    if value is None or whole != whole.to_integral_value():
        return None
    if value >= HUNDRED:
        return at + 1, int(whole * value)
    fits = whole % HUNDRED == 0 or (whole % TEN == 0 and value < TEN and whole % HUNDRED >= 20)
    return (at + 1, int(whole + value)) if fits and whole >= 20 else None
