"""FC301 and FC303 in lists and tables: a row called total, and the answers of a vote one below the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import re2

from factcheck.checks.parts import Parts, parts_of
from factcheck.extract import Text
from factcheck.model import Block, BlockKind, Claim, Flaw, Kind
from factcheck.rules import Rules

_LINE = 100  # characters; a longer paragraph is no line of a list
_DRESS = "*_|#>-•· \t"  # marks around the words of a line
_SENTENCE = re.compile(r"[.!?]$")
_BARS = "|\t"  # between the columns of a table
_MOST_TOTALS = 20  # of a list; where every other line is called a total, none is
_LEAST = 2  # parts


class Row(NamedTuple):
    """A line of a list or table: its words, and its amounts by column."""

    words: str
    cells: dict[int, Claim]
    total: bool


class Lists:
    """Reads lists by the words of the rules."""

    def __init__(self, rules: Rules, parts: Parts) -> None:
        self._parts = parts
        self._total = _opening(rules, "total_row")
        self._inner = _any(rules, "sum_part", "sum_including")
        self._chosen = _any(rules, "choice", "whole")

    def read(self, text: Text, claims: Sequence[Claim]) -> Iterator[Flaw]:
        """The lists of a document that do not add up."""
        document = text.document
        by_block = _by_block(document.blocks, claims)
        before: Block | None = None
        for kind, run in groupby(document.blocks, lambda block: _sort(block, document.text)):
            blocks = list(run)
            if kind is not None and len(blocks) >= _LEAST and any(by_block.get(block.span.start) for block in blocks):
                rows = [self._row(block, document.text, by_block.get(block.span.start, ())) for block in blocks]
                yield from self._sums(rows)
                yield from self._shares(rows, before.span.of(document.text) if before is not None else "")
            before = blocks[-1]

    def _row(self, block: Block, text: str, claims: Sequence[Claim]) -> Row:
        words = block.span.of(text)
        amounts = [claim for claim in claims if _adds(claim)]
        columns = [sum(map(text[block.span.start : claim.mention.span.start].count, _BARS)) for claim in amounts]
        cells = {column: claim for column, claim in zip(columns, amounts, strict=True) if columns.count(column) == 1}
        return Row(words, cells, bool(self._total.match(words.strip(_DRESS).casefold())))

    def _sums(self, rows: Sequence[Row]) -> Iterator[Flaw]:
        if not 0 < sum(row.total for row in rows) <= _MOST_TOTALS or any(self._inner.search(row.words.casefold()) for row in rows):
            return
        for at, row in enumerate(rows):
            for column, whole in row.cells.items() if row.total else ():
                flaw = self._sum(whole, rows[:at] if at else rows[1:], column)
                if flaw is not None:
                    yield flaw

    def _sum(self, whole: Claim, rows: Sequence[Row], column: int) -> Flaw | None:
        """What is wrong with a total; it may be that of its section, of all rows, or of the totals of all sections."""
        cells = [(row.total, row.cells[column]) for row in rows if column in row.cells]
        last = max((number for number, (total, _) in enumerate(cells) if total), default=-1)
        section = [claim for _, claim in cells[last + 1 :]]
        others = ([claim for total, claim in cells if not total], [claim for total, claim in cells if total])
        if len(section) < _LEAST or any(self._parts.adds_up(whole, listed) for listed in (section, *others) if listed):
            return None
        return self._parts.flaw(whole, section) if self._parts.is_total(whole, section) else None

    def _shares(self, rows: Sequence[Row], lead: str) -> Iterator[Flaw]:
        """The answers of a vote: a list that is announced as one."""
        listed = [claim for row in rows for claim in row.cells.values()]
        percents = all(claim.mention.amount is not None and claim.mention.amount.unit == "percent" for claim in listed)
        if not percents or len(listed) != len(rows) or len(rows) < _LEAST or any(row.total for row in rows):
            return
        if self._chosen.search(lead.casefold()) and self._parts.exceeds(listed):
            yield self._parts.overfull(listed)


def _sort(block: Block, text: str) -> BlockKind | None:
    """What lists a block can be a line of."""
    if block.kind in (BlockKind.ITEM, BlockKind.ROW):
        return block.kind
    words = block.span.of(text)
    return BlockKind.PARAGRAPH if len(words) <= _LINE and not _SENTENCE.search(words) and not words.endswith(":") else None


def _adds(claim: Claim) -> bool:
    """Whether a claim is an amount that can be part of a sum."""
    amount = claim.mention.amount
    return amount is not None and amount.nominal is not None and claim.mention.kind in (Kind.QUANTITY, Kind.SHARE)


def _by_block(blocks: Sequence[Block], claims: Sequence[Claim]) -> dict[int, list[Claim]]:
    """The claims of each block, by where it begins."""
    found: dict[int, list[Claim]] = {}
    number = 0
    for claim in sorted(claims, key=lambda claim: claim.mention.span.start):
        while number + 1 < len(blocks) and blocks[number + 1].span.start <= claim.mention.span.start:
            number += 1
        found.setdefault(blocks[number].span.start, []).append(claim)
    return found


def _words(rules: Rules, *tables: str) -> str:
    words = {word for table in tables for word in rules.words(table)}
    return "|".join(re2.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _opening(rules: Rules, table: str) -> re.Pattern[str]:
    compiled: re.Pattern[str] = re2.compile(rf"(?:{_words(rules, table)})(?:\W|$)")
    return compiled


def _any(rules: Rules, *tables: str) -> re.Pattern[str]:
    compiled: re.Pattern[str] = re2.compile(rf"\b(?:{_words(rules, *tables)})\b")
    return compiled


@lru_cache(maxsize=4)
def lists(rules: Rules) -> Lists:
    """The reader of lists of a set of rules, built once."""
    return Lists(rules, parts_of(rules))


def check(text: Text, claims: Sequence[Claim], rules: Rules) -> Iterator[Flaw]:
    """FC301 and FC303 in the lists and tables of a document."""
    return lists(rules).read(text, claims)
