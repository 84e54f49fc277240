"""Ranks: ordinals that say who was first, not those that count off an argument."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from factcheck.extract.numbers import END
from factcheck.extract.reading import Precedence, Reading
from factcheck.extract.tokens import Token
from factcheck.model import Amount, Kind, Modifier

STARTS = ("ordinal_number", "between", "from")  # tags of the tokens at which a rank or a range of them begins
_COMMON = 3  # up to the third, ordinals mostly tell parts and times apart
_ORDER_REACH = 7  # words behind an ordinal among which the words of an order are looked for


def read(tokens: Sequence[Token], starts: Iterable[int]) -> Iterator[Reading]:
    """Every ordinal that is a rank, and every range of them, that begins at one of some tokens of a padded sentence."""
    end = 0
    for index in starts:
        if index < end:
            continue
        ends = _ends(tokens, index) if tokens[index].ordinal is None else None
        if ends is not None:
            low, high = ends
            end = high + 1
            yield _reading(tokens, index, end, tokens[low], tokens[high])
        elif _ranks(tokens, index):
            last = index + 3 if tokens[index + 1].norm == "-" and tokens[index + 2].has("ever") else index + 1
            yield _reading(tokens, index, last, tokens[index], tokens[index])


def _reading(tokens: Sequence[Token], first: int, last: int, low: Token, high: Token) -> Reading:
    bottom, top = Decimal(low.ordinal or 0), Decimal(high.ordinal or 0)
    ranged = low is not high
    return Reading(
        first=first, last=last, start=tokens[first].start, end=tokens[last - 1].end, rule="ordinal.range" if ranged else "ordinal.rank",
        precedence=Precedence.QUANTITY if ranged else Precedence.NUMBER, kind=Kind.ORDINAL,
        value=Amount(
            nominal=None if ranged else bottom, low=bottom, high=top, unit="rank", step=Decimal(1),
            modifier=Modifier.RANGE if ranged else Modifier.EXACT,
        ),
    )  # fmt: skip


def _ends(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """The two ordinals of `between the tenth and the fifteenth`, `from third to fifth`."""
    senses = tokens[index].senses
    between = "between" in senses
    if not between and "from" not in senses:
        return None
    bottom = index + 1 + tokens[index + 1].has("definite")
    joins = tokens[bottom + 1].has("linking_and" if between else "linking_to")
    top = bottom + 2 + tokens[bottom + 2].has("definite")
    low, high = tokens[bottom].ordinal, tokens[top].ordinal
    return (bottom, top) if joins and low is not None and high is not None and low < high else None


def _ranks(tokens: Sequence[Token], index: int) -> bool:
    """Whether an ordinal ranks: not as an enumerator, not as the part of a time, not in a name."""
    token, before, after = tokens[index], tokens[index - 1], tokens[index + 1]
    if token.ordinal is None or before is END or before.has("own") or after.norm == ",":
        return False
    if token.has("unit") and (before.has("per_strict") or before.has("article") or before.has("unit_symbol")):
        return False
    counted = after.number is not None or after.has("unit") or after.has("half_word")
    if counted or after.has("rankless"):
        return False
    return token.ordinal > _COMMON or _in_an_order(tokens, index)


def _is_when(tokens: Sequence[Token], index: int) -> bool:
    """Whether a first one tells when something began (`was first seen in 2019`): between a form of `be` and a word that opens nothing."""
    before, after = tokens[index - 1], tokens[index + 1]
    return tokens[index].ordinal == 1 and before.has("copula") and after.norm.isalpha() and not after.has_any("stop", "rank_link")


def _in_an_order(tokens: Sequence[Token], index: int) -> bool:
    """Whether a first, second or third one is so among others: `ranked first`, `the first country to recognise it`."""
    if _is_when(tokens, index):
        return False
    if any(token.has("rank_verb") for token in tokens[max(0, index - 3) : index]) or tokens[index + 1].norm == "-":
        return True
    for token in tokens[index + 1 : index + _ORDER_REACH]:
        if token.has("rank_link"):
            return True
        if not token.norm[:1].isalpha():
            break
    return False
