"""Numbers: literals, number words, scales and parts of one, each to one token.

The words are those of `rules/numbers.toml`; what is here is how they add up: `two hundred and five`, `half a million`,
`1.2bn`, `2 lakh crore`, `3½`, `1,250.5`, `1 250,5`, `1.250,5`, `two-thirds`, `one in five`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from factcheck.extract.tokens import BLANKS, DASHES, HYPHENS, NO_SENSES, Lexicon, Number, Token, classes_of, number_tags
from factcheck.rules import Rule

ZERO = Decimal(0)
ONE = Decimal(1)
TEN = Decimal(10)
HUNDRED = Decimal(100)
THOUSAND = Decimal(1000)
_MARKS = re.compile(rf"[.,'’{BLANKS}]")
_LONGEST_LITERAL = 40  # digits; beyond that it is no number of a text
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_EXPONENT = 2  # digits
_LARGEST_POWER = 24  # 10^24; beyond that it is no number of a newspaper
_LARGEST = TEN**_LARGEST_POWER
_ROUND = frozenset(map(Decimal, (10, 100, 1000)))  # of whom some are said to be
_LARGEST_WHOLE = 20  # in words, of whom one is said to be
_BOTTOMS = frozenset(map(Decimal, (2, 3, 4, 5, 6, 8, 10, 16, 20, 32, 64, 100)))  # of fractions in digits

_YEARS = (1800, 2100)  # four digits in between name a year, unless they measure something
_SIZE = 3  # tokens from the symbol of one side of a size back to that of the other (`20m by 30m`)

# Stands behind the last token and before the first one, so that looking around needs no bounds.
END = Token(0, 0, "", "", NO_SENSES, False)
PADDING = (END, END, END, END)


# ---- literals -------------------------------------------------------------------------------------------------------


class Literal(NamedTuple):
    """The reading of a number literal, with the second one where the form leaves two."""

    value: Decimal
    step: Decimal
    other: Decimal | None = None


@lru_cache(maxsize=1 << 12)
def read_literal(surface: str) -> Literal | None:
    """The value of a literal, decided by its form alone; None where it is no number (`192.168.1.2`).

    >>> [str(read_literal(x).value) for x in ("1,250.5", "1.250,5", "1 250,5", "12,5", "48,20,512", "275,000", ".5")]
    ['1250.5', '1250.5', '1250.5', '12.5', '4820512', '275000', '0.5']
    >>> str(read_literal("1.250").other)
    '1250'
    """
    if len(surface) > _LONGEST_LITERAL:
        return None
    if surface[0] == ".":
        return _decimal(["0"], surface[1:])
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
    return len(parts[0]) <= 3 and parts[0][0] != "0" and len(parts[-1]) == 3 and (middle <= {3} or (middle == {2} and len(parts[0]) <= 2))


def _decimal(whole: list[str], rest: str) -> Literal:
    return Literal(Decimal("".join(whole) + "." + rest), TEN ** -len(rest))


# ---- merging --------------------------------------------------------------------------------------------------------


class Reading(NamedTuple):
    """A number that was read from the tokens up to `end`."""

    end: int
    number: Number


_STARTS = (
    "literal", "cardinal", "hundred", "scale", "fraction", "fraction_symbol", "group", "zero", "vague", "several", "ordinal",
    "article hundred|scale|group|fraction",
)  # fmt: skip


def merge(tokens: list[Token], text: str, lexicon: Lexicon) -> tuple[list[Token], str]:
    """The tokens with every number and every ordinal made one token, and the string of their classes."""
    classes = classes_of(tokens)
    starts = lexicon.places(_STARTS, classes)
    if not starts:
        return tokens, classes
    padded = [*tokens, *PADDING]
    out: list[Token] = []
    chars: list[str] = []
    end = 0
    for index in starts:
        merged = _merged(padded, index, text, lexicon) if index >= end else None
        if merged is not None:
            out += (*tokens[end:index], merged[1])
            chars += (classes[end:index], merged[1].char)
            end = merged[0]
    return out + tokens[end:], "".join(chars) + classes[end:]


def _merged(tokens: Sequence[Token], index: int, text: str, lexicon: Lexicon) -> tuple[int, Token] | None:
    if tokens[index].literal and _is_plain(tokens[index + 1]):
        number = _alone(tokens[index].norm)
        reading = Reading(index + 1, number) if number is not None else None
    else:
        reading = read_number(tokens, index)
        ordinal = _ordinal(tokens, index, reading)
        if ordinal is not None:
            return _ordinal_token(tokens, index, ordinal, text, lexicon)
        reading = _part(tokens, index, reading)
    if reading is None:
        return None
    end, number = reading
    tags = _tags(tokens, index, end, number, text)
    first, last = tokens[index], tokens[end - 1]
    norm = text[first.start : last.end].casefold()
    return end, Token(first.start, last.end, norm, lexicon.class_of(tags), NO_SENSES, first.glued, number=number)


def _is_plain(token: Token) -> bool:
    """Whether a token is a word of which the rules know nothing, so that it belongs to no number in front of it."""
    return not token.senses and token.norm.isalpha()


def _ordinal_token(tokens: Sequence[Token], index: int, found: tuple[int, int], text: str, lexicon: Lexicon) -> tuple[int, Token]:
    end, value = found
    first, last = tokens[index], tokens[end - 1]
    senses = first.senses if end == index + 1 else NO_SENSES
    tags = number_tags(Decimal(value), first.norm, cardinal=False, in_words=not first.literal) | frozenset(senses)
    norm = text[first.start : last.end].casefold()
    return end, Token(first.start, last.end, norm, lexicon.class_of(tags), senses, first.glued, ordinal=value)


def _tags(tokens: Sequence[Token], index: int, end: int, number: Number, text: str) -> frozenset[str]:
    if number.vague:
        return frozenset({"vague_number"})
    if number.share:
        return frozenset({"share"})
    surface = tokens[index].norm if end == index + 1 and not _measured(tokens, index, number.value, text) else "....."
    return number_tags(number.value, surface, cardinal=True, in_words=number.in_words)


def _measured(tokens: Sequence[Token], index: int, value: Decimal, text: str) -> bool:
    """Whether four digits stand beside a unit or a currency, so that they are no year (`1000 litres`, `$2000`)."""
    before, after, end = tokens[index - 1], tokens[index + 1], tokens[index + 2]
    if before.has("currency_symbol"):
        return True
    if after.norm in DASHES:
        return len(end.norm) == 4 and end.norm.isdecimal() and int(end.norm) > _YEARS[1]
    if before.has("year_company") and text[after.start].isupper():
        return False
    sense = after.senses.get("unit") or after.senses.get("currency")
    if not _YEARS[0] <= value <= _YEARS[1]:
        return sense is not None
    if sense is not None:  # "2000 milligrams", and "the 2019 year book"
        return not before.has("year_company") and sense.rule.words("surfaces")[:1] != (after.norm,)
    symbol = after.has("unit_symbol") and not after.has("linking_in") and not after.has("article")
    return symbol and not before.has("year_company")


# ---- cardinals ------------------------------------------------------------------------------------------------------


def read_number(tokens: Sequence[Token], index: int) -> Reading | None:
    """The number that begins at a token: a literal or number words, with scales and halves."""
    token = tokens[index]
    if token.literal:
        return _digits(tokens, index)
    if token.has("vague"):
        return _vague(tokens, index)
    if token.has("zero"):
        return Reading(index + 1, Number(ZERO, ONE, in_words=True))
    return _words(tokens, index)


@lru_cache(maxsize=1 << 12)
def _alone(surface: str) -> Number | None:
    """The number of a literal behind which nothing belongs to it."""
    literal = read_literal(surface)
    return Number(literal.value * ONE, literal.step * ONE, other=literal.other) if literal is not None else None


def _digits(tokens: Sequence[Token], index: int) -> Reading | None:
    literal = read_literal(tokens[index].norm)
    if literal is None:
        return None
    if tokens[index + 1].has("hundred") and literal.step == ONE:  # 3 hundred and 21
        return _words(tokens, index)
    value, step, end = literal.value, literal.step, index + 1
    if end == (thousands := _spaced_thousands(tokens, end)):
        end, value, step = _with_fraction(tokens, end, value, step)
    else:
        value, end = value * THOUSAND ** (thousands - end - 1), thousands
    end, factor = _scales(tokens, end)
    other = literal.other if factor == ONE else None
    found = Reading(end, Number(value * factor, step * factor, scaled=factor != ONE, other=other, scale=factor))
    return _lesser_terms(tokens, found) if factor > THOUSAND else found


def _spaced_thousands(tokens: Sequence[Token], index: int) -> int:
    """Past `, 000` behind a literal: three noughts are no number of their own, so the blank is the setter's."""
    if tokens[index].norm == "," and tokens[index].glued and tokens[index + 1].norm == "000":
        return index + 2
    return index


def _with_fraction(tokens: Sequence[Token], index: int, value: Decimal, step: Decimal) -> tuple[int, Decimal, Decimal]:
    """A fraction or a power behind a literal: `3½`, `3 1/2`, `10^6`, `3.2 × 10⁵`, `5 and a half`."""
    fraction = tokens[index].value_of("fraction_symbol")
    if fraction is not None:
        return index + 1, value + fraction * step, fraction * step
    if (raised := _raised(tokens, index, value)) is not None:
        return raised[0], value * raised[1], step * raised[1]
    if step != ONE:
        return index, value, step
    if (slashed := _slashed(tokens, index)) is not None and not tokens[index].glued:
        return slashed[0], value + slashed[1], slashed[1]
    if (halves := _and_fraction(tokens, index)) is not None:
        return halves[0], value + halves[1], halves[1]
    return index, value, step


def _raised(tokens: Sequence[Token], index: int, value: Decimal) -> tuple[int, Decimal] | None:
    """Past the power of ten that a number is, or of which it is so many, and by how much it is more for that."""
    own = value == TEN
    if not own and not (tokens[index].has("times_sign") and tokens[index + 1].norm == "10"):
        return None
    at = index if own else index + 2
    token = tokens[at]
    caret = token.norm == "^"
    exponent = tokens[at + 1].norm if caret else token.norm.translate(_SUPERSCRIPTS)
    if not exponent.isdecimal() or (not caret and exponent == token.norm) or len(exponent) > _EXPONENT or int(exponent) > _LARGEST_POWER:
        return None
    return at + 1 + caret, TEN ** (int(exponent) - own)


def _slashed(tokens: Sequence[Token], index: int) -> tuple[int, Decimal] | None:
    """`1/2`, `3 / 4`: a smaller whole number over one of the usual bottoms."""
    top, slash, bottom = tokens[index], tokens[index + 1], tokens[index + 2]
    if slash.norm != "/" or not (top.norm.isdecimal() and bottom.norm.isdecimal()) or slash.glued != bottom.glued:
        return None
    if len(top.norm) > 3 or len(bottom.norm) > 3 or bottom.norm.startswith("0") or "/" in (tokens[index - 1].norm, tokens[index + 3].norm):
        return None  # a date (`1/2/03`)
    below = Decimal(bottom.norm)
    usual = below in _BOTTOMS or tokens[index + 3].has("linking_of") or _stands_alone(tokens, index, index + 3)
    return (index + 3, Decimal(top.norm) / below) if usual and ZERO < Decimal(top.norm) < below else None


def _stands_alone(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether nothing but a hedge stands before, and nothing behind: the whole line of a table."""
    return tokens[end] is END and (first == 0 or (first == 1 and tokens[0].has("hedge")))


def _scales(tokens: Sequence[Token], index: int) -> tuple[int, Decimal]:
    """The scale words from a token on, multiplied: `million`, `lakh crore`, `bn`, `hundred thousand`, `dozens`."""
    factor = ONE
    end = index
    while True:
        at = end + 1 if tokens[end].norm in HYPHENS and tokens[end].glued else end
        scale = _scale(tokens, at, first=factor == ONE)
        if scale is None or factor * scale > _LARGEST:
            return end, factor
        factor *= scale
        end = at + 1


def _scale(tokens: Sequence[Token], index: int, first: bool) -> Decimal | None:
    token = tokens[index]
    if not token.senses:
        return None
    for tag in ("scale", "hundred"):
        if (value := token.value_of(tag)) is not None:
            return value
    return (_plural_scale(token) or _bare_group(token) or _letter_scale(tokens, index)) if first else None


def _bare_group(token: Token) -> Decimal | None:
    """`dozen` behind a number."""
    sense = token.senses.get("group")
    return sense.value if sense is not None and sense.rule.data.get("bare") else None


def _letter_scale(tokens: Sequence[Token], index: int) -> Decimal | None:
    """`bn`, `m`, `k`: not where what follows makes it the letter of a unit or of a name (`8m high`, `10K run`)."""
    token, after = tokens[index], tokens[index + 1]
    money = tokens[index - 2].has("currency_symbol")
    sense = token.senses.get("scale_symbol")
    if sense is None or (sense.rule.data.get("glued") and not token.glued) or after.has("scale_follower"):
        return None
    if after.glued and after.literal:  # a code
        return None
    if money or not token.has("unit_symbol"):
        return sense.value
    if _part_of_hours(tokens, index) or _in_company(tokens, token) or _is_led(tokens, index) or _is_distance(tokens, index):
        return None
    behind = tokens[index + 2] if after.norm in HYPHENS and after.glued else after
    unit = behind.has("unit_follower") or _same_unit_beside(tokens, index) or (_large(tokens[index - 1]) and not after.has("currency"))
    return None if unit else sense.value


def _part_of_hours(tokens: Sequence[Token], index: int) -> bool:
    """Whether a letter behind a number is that of a part of the hours in front (`6h 12m`)."""
    whole, count = tokens[index - 2].senses.get("unit_symbol"), tokens[index - 3]
    return tokens[index].has("unit_part") and whole is not None and whole.rule.data.get("rest") is not None and count.literal


def _in_company(tokens: Sequence[Token], symbol: Token) -> bool:
    """Whether a word stands in the sentence with which the letter is that of a unit (`the javelin flew 90.57m`)."""
    company = symbol.senses["unit_symbol"].rule.words("company_of_symbol")
    return any(token.norm in company for token in tokens)


def _is_led(tokens: Sequence[Token], symbol: int) -> bool:
    """Whether a word stands in front of the number behind which the letter is that of a unit (`ran 100m`, `a depth of about 40m`)."""
    after = tokens[symbol + 1]
    if after.norm.isalpha() and not after.has("stop"):
        return False  # what is counted: `ran 5m tests`
    at = symbol - 2
    while at > 0 and tokens[at].has_any("hedge", "linking_of"):
        at -= 1
    return at >= 0 and tokens[at].has("unit_leader")


def _is_distance(tokens: Sequence[Token], symbol: int) -> bool:
    """`won the 100m in 9.79 seconds`: the number of a race, behind which nothing stands that could be counted."""
    after, number = tokens[symbol + 1], tokens[symbol - 1]
    counted = after.norm.isalpha() and not after.has_any("stop", "linking_and")
    if counted or not tokens[symbol - 2].has("definite") or not number.norm.isdecimal():
        return False
    return int(number.norm) in tokens[symbol].senses["unit_symbol"].rule.data.get("distances", ())


def _large(token: Token) -> bool:
    """Whether a literal is too large for a letter to scale it: 1500m is a distance."""
    literal = read_literal(token.norm) if token.literal else None
    return literal is not None and literal.value >= THOUSAND


def _plural_scale(token: Token) -> Decimal | None:
    """`dozens`, `millions` directly behind a number: the size of one of them."""
    value = token.value_of("vague")
    return value / 2 if value is not None and not token.senses["vague"].rule.data.get("needs_of") else None


def _same_unit_beside(tokens: Sequence[Token], index: int) -> bool:
    """`3m and 5cm`, `20m by 30m`: a further size in the same kind of unit stands beside it, so the letter is that of a unit."""
    at = index + 1 + tokens[index + 1].has_any("linking_and", "linking_by")
    if tokens[at].literal and _alike(tokens[at + 1], tokens[index]):
        return True
    return index > _SIZE and tokens[index - 2].has("linking_by") and _alike(tokens[index - _SIZE], tokens[index])


def _alike(first: Token, second: Token) -> bool:
    """Whether two symbols are those of units of one dimension."""
    units = [token.senses.get("unit_symbol") for token in (first, second)]
    dimensions = {unit.rule.data.get("dimension") if unit is not None else None for unit in units}
    return len(dimensions) == 1 and None not in dimensions


def _vague(tokens: Sequence[Token], index: int) -> Reading | None:
    """`dozens`, `hundreds of thousands`: the word's own size, times that of the words that follow it."""
    sense = tokens[index].senses["vague"]
    value = sense.value or Decimal(2)
    end = index + 1
    if tokens[end].has("linking_and") and tokens[end + 1].norm == tokens[index].norm:  # thousands and thousands
        end += 2
    while tokens[end].has("linking_of") and (more := _plural_scale(tokens[end + 1])) is not None and value * more <= _LARGEST:
        value *= more
        end += 2
    if sense.rule.data.get("needs_of") and not tokens[end].has("linking_of"):
        return None
    return Reading(end, Number(value, value, in_words=True, vague=True))


# ---- number words ---------------------------------------------------------------------------------------------------


def _words(tokens: Sequence[Token], index: int) -> Reading | None:
    """Number words: `two hundred and five`, `two and a half thousand`, `a dozen`, `several hundred`."""
    start = index
    several = tokens[index].value_of("several")
    if several is not None:
        return _several(tokens, index + 1, several)
    if tokens[index].has("article"):
        index += 1
        if not tokens[index].has_any("hundred", "scale", "group"):
            return None
    if tokens[index].has("group"):
        return _group(tokens, start, index)
    first = _term(tokens, index)
    if first is None or (index == start and tokens[index].has("scale")):
        return None  # a bare "million"
    found = _with_halves(tokens, _lesser_terms(tokens, first))
    dozens = tokens[found.end].value_of("group") if not found.number.scaled else None
    if dozens is not None:
        return Reading(found.end + 1, Number(found.number.value * dozens, dozens, in_words=True, scale=dozens))
    return found


def _several(tokens: Sequence[Token], index: int, count: Decimal) -> Reading | None:
    """`several hundred`, `a few dozen`: vague, and of the size of the scale."""
    index += tokens[index].has("linking_of")
    group = tokens[index].value_of("group")
    end, factor = (index + 1, group) if group is not None else _scales(tokens, index)
    if end == index:
        return None
    return Reading(end, Number(count * factor, factor, in_words=True, vague=True))


def _group(tokens: Sequence[Token], start: int, index: int) -> Reading | None:
    """`a dozen`, `a pair`, `a couple of hundred`."""
    sense = tokens[index].senses["group"]
    if sense.value is None or (start == index and not sense.rule.data.get("bare")):
        return None
    if tokens[index].has("per_unit") and tokens[index - 1].has("article") and tokens[index - 2].literal:  # $4 a dozen
        return None
    behind = index + 1 + tokens[index + 1].has("linking_of")
    if tokens[behind].literal and not sense.rule.data.get("bare"):
        return None  # `a score of 40 points`
    end, factor = _scales(tokens, behind)
    if factor > ONE:
        return Reading(end, Number(sense.value * factor, factor, in_words=True, scaled=factor > HUNDRED, scale=factor))
    return Reading(index + 1, Number(sense.value, ONE, in_words=True))


def _term(tokens: Sequence[Token], index: int) -> Reading | None:
    """Up to three digits' worth of words with the scales behind: `two hundred and five thousand`."""
    if tokens[index].has("scale"):
        found = Reading(index, Number(ONE, ONE, in_words=True))
    else:
        below = _below_thousand(tokens, index)
        if below is None:
            return None
        found = _with_decimals(tokens, below)
    end, factor = _scales(tokens, found.end)
    if factor == ONE:
        return found
    number = found.number
    scaled = number._replace(value=number.value * factor, step=number.step * factor, scaled=factor > HUNDRED, scale=factor)
    return Reading(end, scaled)


def _lesser_terms(tokens: Sequence[Token], found: Reading) -> Reading:
    """The number with the smaller terms behind it: `three million, two hundred and forty`, `2 lakh 50 thousand`."""
    while found.number.scale > ONE:
        comma = tokens[found.end].norm == ","
        joined = found.end + (comma or tokens[found.end].has("linking_and"))
        more = _term(tokens, joined) if not tokens[joined].literal else _scaled_literal(tokens, joined) if joined == found.end else None
        if more is None or more.number.value >= found.number.scale or more.number.value <= ZERO:
            break
        if (comma and more.number.value < HUNDRED) or tokens[more.end].has("fraction"):
            break
        value = found.number.value + more.number.value
        found = Reading(more.end, more.number._replace(value=value, scaled=found.number.scaled, in_words=True))
    return found


def _scaled_literal(tokens: Sequence[Token], index: int) -> Reading | None:
    """`50 thousand` after `2 lakh`: digits go on a number only with a scale of their own."""
    literal = read_literal(tokens[index].norm)
    end, factor = _scales(tokens, index + 1)
    return Reading(end, Number(literal.value * factor, factor, scaled=True, scale=factor)) if literal and factor >= THOUSAND else None


def _below_thousand(tokens: Sequence[Token], index: int) -> Reading | None:
    """`five`, `twenty-five`, `two hundred and five`, `twelve hundred`, `3 hundred and 21`."""
    digits = tokens[index].norm if tokens[index].literal else ""
    count = (index + 1, Decimal(digits)) if digits.isdecimal() else _below_hundred(tokens, index)
    at, value = count or (index, ONE)
    at = _past_joint(tokens, at) if tokens[_past_joint(tokens, at)].has("hundred") else at
    hundred = tokens[at].value_of("hundred")
    if hundred is None:
        return Reading(at, Number(value, ONE, in_words=True)) if count and not digits else None
    end, value = at + 1, value * hundred
    rest = _hundred_rest(tokens, end, bool(digits))
    step = hundred if rest is None else ONE
    if rest is not None:
        end, value = rest[0], value + rest[1]
    return Reading(end, Number(value, step, in_words=True, scale=hundred if rest is None else ONE))


def _hundred_rest(tokens: Sequence[Token], index: int, digits: bool) -> tuple[int, Decimal] | None:
    """`and five` behind a hundred; not where a hundred of its own follows (`one hundred and two hundred`)."""
    at = index + tokens[index].has("linking_and")
    if digits and at > index and tokens[at].norm.isdecimal() and len(tokens[at].norm) <= 2:
        return at + 1, Decimal(tokens[at].norm)
    rest = _below_hundred(tokens, at)
    if rest is None or rest[1] == ZERO or tokens[rest[0]].has("hundred") or (tokens[rest[0]].has("fraction") and rest[1] < TEN):
        return None
    return rest


def _below_hundred(tokens: Sequence[Token], index: int) -> tuple[int, Decimal] | None:
    value = tokens[index].value_of("cardinal")
    if value is None:
        return None
    if 20 <= value < HUNDRED:
        at = _past_joint(tokens, index + 1)
        unit = tokens[at].value_of("cardinal")
        if unit is not None and ZERO < unit < TEN:
            return at + 1, value + unit
    return index + 1, value


def _past_joint(tokens: Sequence[Token], at: int) -> int:
    """Past a hyphen or dash between number words, with or without blanks around it."""
    dash = tokens[at]
    return at + 1 if dash.norm in DASHES and (dash.glued == tokens[at + 1].glued or dash.norm in HYPHENS) else at


def _with_decimals(tokens: Sequence[Token], found: Reading) -> Reading:
    """`nine point nought four`: the digits behind the spoken point."""
    if not tokens[found.end].has("decimal_point"):
        return found
    end, digits = found.end + 1, ""
    while (more := _below_hundred(tokens, end)) is not None:
        end, digits = more[0], digits + str(more[1])
    if not digits:
        return found
    return Reading(end, Number(found.number.value + Decimal("." + digits), TEN ** -len(digits), in_words=True))


def _with_halves(tokens: Sequence[Token], found: Reading) -> Reading:
    """`two and a half thousand`, `two million and a half`: the half is one of the last scale."""
    halves = _and_fraction(tokens, found.end)
    if halves is None:
        return found
    end, part = halves
    end, factor = _scales(tokens, end)
    number = found.number
    scale = number.scale if number.scale > HUNDRED else ONE
    if factor > ONE and scale > factor:  # one billion and three quarters million
        return Reading(end, number._replace(value=number.value + part * factor, step=part * factor))
    value = (number.value + part * scale) * factor
    scale *= factor
    return Reading(end, Number(value, part * scale, in_words=True, scaled=scale > HUNDRED, scale=scale))


def _and_fraction(tokens: Sequence[Token], index: int) -> tuple[int, Decimal] | None:
    """`and a half`, `and three quarters`, `and fifty-four hundredths` behind a number."""
    link = _past_joint(tokens, index)
    if not tokens[link].has("linking_and"):
        return None
    at, count = _past_joint(tokens, link + 1), ONE
    if (slashed := _slashed(tokens, at)) is not None:
        return slashed
    if tokens[at].has("article"):
        at = _past_joint(tokens, at + 1)
    elif (words := _below_hundred(tokens, at)) is not None:
        at, count = _past_joint(tokens, words[0]), words[1]
    part = tokens[at].value_of("fraction")
    if part is None or count * part >= ONE or (at == link + 1 and tokens[at].has("ordinal")):
        return None
    return at + 1, count * part


# ---- parts of one ---------------------------------------------------------------------------------------------------


def _part(tokens: Sequence[Token], index: int, reading: Reading | None) -> Reading | None:
    """The part of one that begins at a token, with the scale it is a part of; else the reading as it is."""
    if reading is None:
        found = _bare_fraction(tokens, index)
    elif reading.number.vague:
        found = None
    else:
        found = (
            _word_fraction(tokens, index, reading)
            or _out_of(tokens, reading)
            or (_slashed(tokens, index) if reading.end == index + 1 else None)
        )
    if found is None:
        return reading
    end, value = found
    scaled = _scale_of(tokens, end)
    if scaled is None:
        return Reading(end, Number(value, value, in_words=not tokens[index].literal, share=True))
    end, factor = scaled
    return Reading(end, Number(value * factor, value * factor, in_words=True, scaled=factor > HUNDRED, scale=factor))


def _scale_of(tokens: Sequence[Token], index: int) -> tuple[int, Decimal] | None:
    """The scale that a part is one of: `half a million`, `three-quarters of a billion`, `half a dozen`."""
    at = index + tokens[index].has("linking_of")
    at += tokens[at].has("article")
    at = _past_joint(tokens, at)
    if tokens[at].has("scale_symbol") and not tokens[at].has("scale"):
        return None
    end, factor = _scales(tokens, at)
    return (end, factor) if factor > ONE else None


def _bare_fraction(tokens: Sequence[Token], index: int) -> tuple[int, Decimal] | None:
    """`half of`, `a third of`, `by a quarter`, `½`: only where what stands around it makes it a part of something."""
    symbol = tokens[index].value_of("fraction_symbol")
    if symbol is not None:
        return index + 1, symbol
    article = tokens[index].has("article")
    at = index + article
    value = tokens[at].value_of("fraction")
    if value is not None and tokens[at + 1].norm in HYPHENS and _is_point(tokens[at + 2]):
        return at + 1, value  # a quarter-point cut
    if value is None or tokens[at + 1].norm in DASHES or tokens[index - 1].has_any(*_BEFORE_PART):
        return None
    if _scale_of(tokens, at + 1) is not None:
        return (at + 1, value) if article or not tokens[at].has("ordinal") else None
    if not article and not tokens[at].senses["fraction"].rule.data.get("bare"):
        return None
    return (at + 1, value) if _partitive(tokens, index, at) else None


def _is_point(token: Token) -> bool:
    """Whether a word names points, of percent or of an index."""
    unit = token.senses.get("unit")
    return unit is not None and any(rule.data.get("dimension") == "points" for rule in unit.sharers)


_BEFORE_PART = ("ordinal", "ordinal_suffix", "cardinal")  # "the second half", "3rd quarter", "two and a half"


def _partitive(tokens: Sequence[Token], index: int, at: int) -> bool:
    """Whether the fraction word at `at` is one of something: `of it`, `half the city`, `by a third`."""
    before, after = tokens[index - 1], tokens[at + 1]
    if after.has("linking_of"):
        return True
    if before.has("determiner"):
        return False
    if index < at and after.has("difference_than"):  # a fifth less than
        return True
    if after.has("unit") and not tokens[at].has("ordinal"):
        return True
    if at == index and after.has_any("article", "determiner", "currency"):
        return True
    hedged = before.has_any("hedge", "by", "change_verb")
    return hedged and (not tokens[at].has("ordinal") or not after.norm[:1].isalpha() or after.has_any("comparative", "stop"))


def _word_fraction(tokens: Sequence[Token], index: int, reading: Reading) -> tuple[int, Decimal] | None:
    """`two-thirds`, `one third of`, `three quarters`: a count of parts."""
    number, at = reading.number, _past_joint(tokens, reading.end)
    part = tokens[at].value_of("fraction")
    if part is None or number.value != number.value.to_integral_value() or number.value <= ZERO or number.other is not None:
        return None
    sense = tokens[at].senses["fraction"].rule
    plural = tokens[at].norm in sense.words("plural")
    if plural == (number.value == ONE) or not (number.in_words or plural):
        return None
    after = tokens[at + 1]
    joined = at > reading.end or after.has("linking_of") or _scale_of(tokens, at + 1) is not None
    if tokens[at].has("calendar") and (not joined or tokens[index - 1].has("relative")):
        return None  # "three quarters in a row", "the past two quarters of growth"
    if not (joined or plural or after is END or after.norm == ","):
        return None  # "one third place"
    return at + 1, number.value * part


def _out_of(tokens: Sequence[Token], reading: Reading) -> tuple[int, Decimal] | None:
    """`one in five`, `two out of three`, `one child in six`, `1 in 14 million`: both are whole, the first the smaller."""
    number = reading.number
    counted = number.value == ONE and _is_word(tokens[reading.end]) and tokens[reading.end + 1].has("linking_in")
    at = reading.end + counted
    link = tokens[at].senses.get("out_of")
    if link is None or number.scaled or number.value <= ZERO or number.other is not None:
        return None
    whole = read_number(tokens, at + 1)
    if whole is None or not number.value < whole.number.value or whole.number.vague:
        return None
    if counted:
        holds = _one_counted(tokens, whole)
    else:
        holds = (number.value == ONE and _is_odds(tokens, at + 1, whole)) or _is_part_of(tokens, reading, link.rule, whole)
    return (whole.end, number.value / whole.number.value) if holds else None


def _is_part_of(tokens: Sequence[Token], reading: Reading, link: Rule, whole: Reading) -> bool:
    """Whether two small numbers are a part and its whole: `3 in 10`, not `3 in 10 days`."""
    number = reading.number
    if whole.number.scaled or whole.number.value > THOUSAND:
        return False
    round_whole = whole.number.value in _ROUND and not tokens[whole.end].has("unit")
    if not (number.value == ONE or link.data.get("any") or round_whole or (number.in_words and whole.number.in_words)):
        return False
    return not link.data.get("alone") or _stands_alone(tokens, reading.end - 1, whole.end)


def _is_word(token: Token) -> bool:
    return token.norm.isalpha() and not token.has_any("hundred", "scale", "unit", "calendar", "linking_in", "group")


def _one_counted(tokens: Sequence[Token], whole: Reading) -> bool:
    """`one child in six is poor`: a verb shows that the second number counts nothing else (`one win in six games`)."""
    small = whole.number.value in _ROUND or (whole.number.in_words and whole.number.value <= _LARGEST_WHOLE)
    return small and tokens[whole.end].has_any("being", "counting", "of_many")


def _is_odds(tokens: Sequence[Token], index: int, whole: Reading) -> bool:
    """`1 in 14 million`, `one in 10,000`: no year, as its thousands are marked; of no unit."""
    large = whole.number.value > THOUSAND and (whole.number.scaled or "," in tokens[index].norm)
    return large and not tokens[index].has("article") and not tokens[whole.end].has_any("unit", "currency", "calendar")


# ---- ordinals -------------------------------------------------------------------------------------------------------


def _ordinal(tokens: Sequence[Token], index: int, reading: Reading | None) -> tuple[int, int] | None:
    """`3rd`, `eighth`, `twenty-fifth`, `two hundredth`: the end and the rank."""
    token = tokens[index]
    if token.norm.isdecimal():
        suffix = tokens[index + 1]
        return (index + 2, int(token.norm)) if suffix.glued and suffix.has("ordinal_suffix") and len(token.norm) <= 6 else None
    if token.has("ordinal"):
        return index + 1, int(token.value_of("ordinal") or 0)
    if reading is None or not reading.number.in_words or reading.number.vague:
        return None
    at = _past_joint(tokens, reading.end)
    value = tokens[at].value_of("ordinal")
    whole = reading.number.value
    if value is None or whole != whole.to_integral_value():
        return None
    if value >= HUNDRED:
        return at + 1, int(whole * value)
    fits = whole % HUNDRED == 0 or (whole % TEN == 0 and value < TEN and whole % HUNDRED >= 20)
    return (at + 1, int(whole + value)) if fits and whole >= 20 else None
