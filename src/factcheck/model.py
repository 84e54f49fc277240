"""The records that cross the stages: document, mention, claim, pair, finding, report.

    read → Document → extract → Mention → frame → Claim → check → Flaw
                                                      Claim → group → pairs → compare → Finding → report

Every record is frozen. Positions are characters of the document's text, numbers are `Decimal`, a stretch of days is a
`Period` with its first and last day. This module imports nothing from factcheck.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What sort of value a mention has."""

    QUANTITY = "quantity"
    DATE = "date"
    DURATION = "duration"
    ORDINAL = "ordinal"
    SHARE = "share"
    RATIO = "ratio"
    CHANGE = "change"


class Modifier(StrEnum):
    """What the words around a value make of it: a point, a bound, a stretch."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    NEARLY = "nearly"
    RANGE = "range"
    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"
    VAGUE = "vague"


class Mode(StrEnum):
    """How the sentence stands to what it says."""

    ACTUAL = "actual"
    PLANNED = "planned"
    FORECAST = "forecast"
    ESTIMATE = "estimate"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
    PENDING = "pending"  # what had not happened by a date
    QUOTED = "quoted"


class Scope(StrEnum):
    """Of how much of what is measured a value is; rules may know more. `base` is that of which another value is a part."""

    PART = "part"
    EACH = "each"
    BASE = "base"
    TOTAL = "total"
    JOINT = "joint"


class SubjectRule(StrEnum):
    """By which rule the names of a subject are found: where they stand to the value, or in the title and lead."""

    SENTENCE = "subject.sentence"
    LISTED = "subject.listed"
    ASIDE = "subject.aside"
    ATTACHED = "subject.attached"
    PLACE = "subject.place"
    KIN = "subject.kin"
    BEFORE = "subject.before"  # in the sentence before
    TOPIC = "subject.topic"


class Aspect(StrEnum):
    """Which side of the measure a value gives."""

    LEVEL = "level"
    RISE = "rise"
    FALL = "fall"
    CHANGE = "change"
    SHARE = "share"
    RATE = "rate"
    RANK = "rank"
    COUNT = "count"  # a running count: it only grows


class Relation(StrEnum):
    """What a pair of claims in one group is, the most telling first."""

    CONFLICT = "conflict"
    TENSION = "tension"
    UPDATE = "update"
    DERIVED = "derived"
    AGREE = "agree"

    @property
    def severity(self) -> int:
        """0 for the most telling relation; higher is milder."""
        return list(Relation).index(self)


class Review(StrEnum):
    """What was decided on a finding: by a reviewer, or, for `accepted`, by taking it into the baseline unseen."""

    REAL = "real"
    LEGITIMATE = "legitimate"
    WRONG = "wrong"
    ACCEPTED = "accepted"


class BlockKind(StrEnum):
    """What a piece of a document's layout is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to `end` of a document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"impossible span {self.start}..{self.end}")

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The words of the span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `first` to `last`, both included: "March 2019" is 1 to 31 March, never one invented day."""

    first: datetime.date
    last: datetime.date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"impossible period {self.first}..{self.last}")

    @property
    def days(self) -> int:
        """Its length in days."""
        return (self.last - self.first).days + 1

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def holds(self, other: Period) -> bool:
        """Whether the other lies wholly inside."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number as printed, with its unit and what its words bound.

    `nominal` is in `unit`; `low` and `high` are both the nominal where it is exact, one of them None for an open end,
    both None for "about"; a range has bounds and no nominal. `per` is the unit of a rate. `step` is the size of the last
    printed digit, in `unit`: 0.1 billion for "1.2 billion".
    """

    nominal: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    per: str | None = None
    modifier: Modifier = Modifier.EXACT
    step: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """A date as printed: the calendar interval that it names, or the printed part where the year is not known.

    `partial` keeps what is printed in ISO 8601 truncated form (`--06-03`); `period` is None as long as that is all.
    `anchor` says what the period was counted from: the words themselves, the text, an event or the publication date. `counted`
    is the stretch from an event to the date, where that is what is printed (`two days after the raid`: P2day).
    """

    period: Period | None
    modifier: Modifier = Modifier.EXACT
    partial: str | None = None
    anchor: str = "explicit"
    counted: str | None = None

    @property
    def impossible(self) -> bool:
        """Whether the words name a day that no calendar has: 30 February, with or without a year."""
        return self.period is None and self.partial is not None and self.anchor == "explicit"


Value = Amount | Dating


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, paragraph, list item or table row of a document.

    `repeat` marks the words of an earlier message that a reply quotes: said before, by somebody else.
    """

    span: Span
    kind: BlockKind = BlockKind.PARAGRAPH
    repeat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a document beyond its text; an unknown date is None, never today.

    `path` is printed as given, with `/`; what stands in a file of many has its address behind `#`. `created` is the day on which
    the file was made, as some formats say: no more than a hint of the publication. `agency` is the agency that the text is
    credited to, whoever printed it. `digest` is a hash of the text. `origins` says where each entry came from:
    (("published", "documents.toml"), ...).
    """

    path: str
    title: str | None = None
    source: str | None = None
    published: Period | None = None
    modified: Period | None = None
    created: Period | None = None
    url: str | None = None
    author: str | None = None
    agency: str | None = None
    language: str | None = None
    digest: str = ""
    origins: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """A comment in a document that accepts a case: which checks, why, and on which lines.

    `line` is where the comment begins; `lines` the first and last line that it speaks for, None for the whole document.
    `problem` says what is wrong with a comment that cannot be understood.
    """

    path: str
    line: int
    span: Span
    codes: tuple[str, ...] = ()
    reason: str = ""
    lines: tuple[int, int] | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article: its text as read, its layout and its metadata. In the text, blanks stand in for suppressions.

    `line_numbers` says which line of the file, or of its page, each line of the text is, where the text is not the file itself;
    `pages` holds the offset of the first character of every page. `suppressions` are those to be honoured: none in a document
    of an outside corpus. `new` marks an article that is checked against the others.
    """

    text: str
    metadata: Metadata
    blocks: tuple[Block, ...]
    line_starts: tuple[int, ...] = (0,)
    line_numbers: tuple[int, ...] = ()
    pages: tuple[int, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    new: bool = False

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both counted from 1."""
        line = bisect_right(self.line_starts, offset)
        return self.line_numbers[line - 1] if self.line_numbers else line, offset - self.line_starts[line - 1] + 1

    def page(self, offset: int) -> int | None:
        """The page of a character, counted from 1; None in a document without pages."""
        return bisect_right(self.pages, offset) if self.pages else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Something that could not be read, and why. `passing`: the same bytes may well be read another time."""

    path: str
    reason: str
    passing: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span of the text that has a value, and the rule that read it."""

    span: Span
    kind: Kind
    value: Value
    rule: str
    sentence: Span
    direction: Aspect | None = None  # of a change: RISE, FALL or CHANGE

    @property
    def amount(self) -> Amount | None:
        """The value, where it is a number."""
        return self.value if isinstance(self.value, Amount) else None

    @property
    def dating(self) -> Dating | None:
        """The value, where it is a date."""
        return self.value if isinstance(self.value, Dating) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a frame: its value in canonical words, the words of the text that it came from, and what it is compared by."""

    value: str
    words: str
    rule: str
    key: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodPart:
    """A part of a frame that is a stretch of days."""

    value: Period
    words: str
    rule: str


COUNTS = (None, "count")  # dimensions of what no unit measures
POINTS = frozenset({"percentage_point", "basis_point"})  # units of what a percentage changed by
# Dimensions that are in every article: two claims that share only one of these have nothing to be compared on.
EVERYDAY = frozenset({None, "count", "percent", "currency", "time", "calendar_time", "rank", "share", "ratio"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that a claim is recognised by: weighted content words around the value, names, and restrictions."""

    words: tuple[tuple[str, float], ...] = ()
    names: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()  # what another claim must share one of to be compared at all
    signs: frozenset[str] = frozenset()  # tables of the rules with a word in the sentence: contrast, correction, final
    noun: str | None = None  # the class of the counted noun
    beside: tuple[str, str] = ("", "")  # the nearest telling words in front of the value and behind it
    dimension: str | None = None
    matter: tuple[str, ...] = ()  # what an amount is of (`tonnes of petrol`)
    days: frozenset[str] = frozenset()  # days and stretches of the sentence that no calendar date is known for (`-W-3`)
    frames: bool = False  # the claim itself only says in which time something happened
    regions: frozenset[str] = frozenset()  # the quarter of a country that the sentence speaks of
    named_apart: frozenset[frozenset[str]] = frozenset()  # the names that other values of the sentence are told of
    named_parts: frozenset[frozenset[str]] = frozenset()  # those of them that stand for a part of the value
    kind: tuple[str, str] | None = None  # what the clause opens with, one of a kind: the rule that says which, and the stem of its noun
    counted_from: frozenset[str] = frozenset()  # happenings that a date is counted from
    own: frozenset[str] = frozenset()  # words and names by which its sentence tells a value from others beside it, where it is of a part
    others: frozenset[str] = frozenset()  # those by which it tells these: the other parts, or all parts of the value
    measures: frozenset[str] = frozenset()  # every measure or happening that the clause names, not only the nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Whom a document as a whole is about; one record for all its claims.

    `heads` are the names of its title and lead, `cast` every rare name in it. `told_by` is what tells the first of them from its
    namesakes: `(Iowa)`, `, Brown County`. `unnamed` marks one that opens with a pronoun: whom it is about, it may never say.
    """

    heads: frozenset[str] = frozenset()
    cast: frozenset[str] = frozenset()
    told_by: frozenset[str] = frozenset()
    unnamed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a value is of: what is measured, of whom, when, counted when, who says so, and in which mode.

    A part that the text does not give is None: unknown, never equal.
    """

    measure: Part | None = None
    subject: tuple[Part, ...] = ()
    period: PeriodPart | None = None
    as_of: PeriodPart | None = None
    attribution: Part | None = None
    mode: Mode = Mode.ACTUAL
    mode_words: str = ""
    aspect: Aspect = Aspect.LEVEL
    scope: Part | None = None
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A mention with its frame and where it stands. `text` and `quote` are the author's words."""

    id: str
    mention: Mention
    frame: Frame
    metadata: Metadata
    text: str
    quote: str
    line: int
    column: int
    story: Story = field(default_factory=Story)
    heading: bool = False
    repeat: bool = False  # in the words of an earlier message that a reply quotes: no witness of its own
    page: int | None = None
    derived_from: tuple[str, ...] = ()
    arithmetic: str | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a comparison: what was compared, how it came out, and on which words."""

    name: str
    outcome: str
    detail: str = ""


Ids = tuple[str, str]  # of two claims


def ids(a: str, b: str) -> Ids:
    """The ids of two claims, whichever of them comes first."""
    return (a, b) if a < b else (b, a)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two claims of a group and what they are to each other. `a` and `b` are claim ids, `rule` a check's code."""

    a: str
    b: str
    rule: str
    relation: Relation
    fingerprint: str
    reason: str
    confidence: float
    levels: tuple[Level, ...] = ()

    @property
    def ids(self) -> Ids:
        """The ids of its claims, whichever of them comes first."""
        return ids(self.a, self.b)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """What is wrong with a claim by itself, or with several of one document together; `rule` is the check's code.

    `expected` and `stated` are what the others give and what is printed, in the unit of the first claim (days for dates).
    """

    rule: str
    relation: Relation
    claims: tuple[Claim, ...]
    reason: str
    confidence: float
    expected: Decimal | None = None
    stated: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that one document gives: its claims in the order of the text, what is wrong with them by themselves, which of them its
    words tie together, what it accepts.

    `sketch` is a sample of its words, by which copies are told. `new` marks an article that is checked against the others; those
    are not checked by themselves, so that their `flaws` and `ties` are none.
    """

    metadata: Metadata
    claims: tuple[Claim, ...]
    flaws: tuple[Flaw, ...] = ()
    ties: tuple[Pair, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    sketch: frozenset[int] = frozenset()
    new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The largest gap in a finding: in the unit of the values (days for dates), and relative to the smaller value."""

    absolute: Decimal | None
    relative: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A group's report. `rule` and `relation` are those of its strongest pair; `witnesses` counts independent sources.

    `review` and `note` are what the baseline says of it, None and empty where it does not hold the whole of it.
    """

    id: str
    fingerprint: str
    rule: str
    relation: Relation
    confidence: float
    topic: str
    claims: tuple[Claim, ...]
    pairs: tuple[Pair, ...]
    reason: str
    difference: Difference
    witnesses: int = 1
    review: Review | None = None
    note: str = ""

    @property
    def known(self) -> bool:
        """Whether it is accepted; one that was reviewed as real stays open until it is gone."""
        return self.review is not None and self.review is not Review.REAL


# Why something is withheld that was accepted: a finding of the baseline, and, with the reason behind it, a pair or flaw.
KNOWN = "known to the baseline"
SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a run did: counts, and what was left out of the report with the reason."""

    documents: int
    skipped: int
    claims: int
    groups: int
    pairs_compared: int
    withheld: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What the code of a check means, in words for people."""

    code: str
    title: str
    relation: str
    meaning: str
    example: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The result of a scan: findings, the strongest first, with what was read and what could not be.

    Documents and findings are tuples; of a saved index they lie on a disk, and each is made anew when it is asked for.
    `new` holds the paths of the documents that were checked against the others; a scan has none. `unmatched` holds the
    fingerprints of the baseline that nothing found has, `unused` the suppressions that nothing found falls under. `checks` says
    what the codes mean.
    """

    version: str
    documents: Sequence[Metadata]
    findings: Sequence[Finding]
    skipped: tuple[Skipped, ...]
    summary: Summary
    new: frozenset[str] = frozenset()
    unmatched: tuple[str, ...] = ()
    unused: tuple[Suppression, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimList:
    """The result of `claims`: every claim in the order of the documents."""

    version: str
    documents: tuple[Metadata, ...]
    claims: tuple[Claim, ...]
    skipped: tuple[Skipped, ...]
