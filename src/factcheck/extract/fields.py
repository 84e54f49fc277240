"""What a date form is read with: its captures, the parts that it prints, and what else is known where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from factcheck.extract.days import day, month_of, years
from factcheck.extract.patterns import Match
from factcheck.extract.tokens import Token
from factcheck.model import Period

FIRST_YEAR, LAST_YEAR = 1, 9999
UNKNOWN, TEXT, PUBLICATION, EVENT, EXPLICIT, AMBIGUOUS = "unknown", "text", "publication", "event", "explicit", "ambiguous"


class Setting(NamedTuple):
    """What a date can be counted from: publication, the dates before it in the text, and the drift of the sentence.

    `beside` is the day that the date in front gives it (`on Monday, six days after it ran aground`), `day_first` the order of
    day and month in the document's numeric dates, where one of them shows it.
    """

    published: Period | None = None
    last: Period | None = None
    sentence_year: int | None = None
    future: bool = False
    fiscal: Callable[[], int | None] | None = None
    event: Callable[[frozenset[str]], Period | None] | None = None
    beside: Period | None = None
    day_first: bool | None = None

    @property
    def fiscal_start(self) -> int | None:
        """The month in which the fiscal year begins, where the document says whose it is."""
        return self.fiscal() if self.fiscal is not None else None


class Fields:
    """What a form captured, by name: tokens, or the forms that it is made of."""

    def __init__(self, match: Match, tokens: Sequence[Token]) -> None:
        self.match = match
        self.tokens = tokens

    def __contains__(self, name: str) -> bool:
        return name in self.match.captures

    def token(self, name: str) -> Token | None:
        """A captured token."""
        item = self.match.captures.get(name)
        return item if isinstance(item, Token) else None

    def form(self, name: str) -> Match | None:
        """A captured form."""
        item = self.match.captures.get(name)
        return item if isinstance(item, Match) else None

    def number(self, name: str) -> int | None:
        """A captured number, ordinal or the value of a captured word."""
        token = self.token(name)
        if token is None:
            return None
        if token.number is not None:
            return int(token.number.value)
        return token.ordinal if token.ordinal is not None else self.value(name)

    def count(self, name: str = "count") -> int:
        """A captured count; an article counts one."""
        return self.number(name) or 1

    def value(self, name: str) -> int | None:
        """The value that the rules give a captured word, under the capture's own tag first."""
        token = self.token(name)
        if token is None:
            return None
        senses = [token.senses[tag] for tag in (name, name + "_weak") if tag in token.senses]
        return next((int(sense.value) for sense in (*senses, *token.senses.values()) if sense.value is not None), None)

    def data(self, name: str, key: str) -> object:
        """An entry of the rule that a captured word came from."""
        token = self.token(name)
        senses = token.senses.values() if token is not None else ()
        return next((sense.rule.data[key] for sense in senses if key in sense.rule.data), None)

    def unit(self, name: str = "unit") -> str:
        """The name of a captured calendar unit."""
        token = self.token(name)
        return token.senses["calendar"].rule.name if token is not None else ""

    def of(self, name: str) -> Fields:
        """The captures of a captured form."""
        found = self.form(name)
        return Fields(found, self.tokens) if found is not None else self


class Printed(NamedTuple):
    """The parts of a calendar date that are printed."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    anchor: str = EXPLICIT

    @property
    def iso(self) -> str:
        """The printed parts in truncated ISO 8601 form (`--06-03`, `2021-02-30`)."""
        year = f"{self.year:04d}" if self.year is not None else "-"
        rest = f"-{self.month:02d}" if self.month is not None else "--" if self.day is not None else ""
        return year + rest + (f"-{self.day:02d}" if self.day is not None else "")

    @property
    def possible(self) -> bool:
        """Whether the numbers are those of a date, though perhaps of a day that the month has not."""
        year_fits = self.year is None or FIRST_YEAR <= self.year <= LAST_YEAR
        return year_fits and (self.month is None or 1 <= self.month <= 12) and (self.day is None or 1 <= self.day <= 31)

    def period(self) -> Period | None:
        """The days that the parts name, with a year; None where there is no such day."""
        if self.year is None:
            return None
        if self.month is None:
            return years(self.year, self.year)
        if self.day is None:
            return month_of(self.year, self.month)
        date = day(self.year, self.month, self.day)
        return Period(date, date) if date is not None else None
