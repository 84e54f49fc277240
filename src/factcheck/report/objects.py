"""The types of the objects that JSON formats print: the contract with programs that read them, and the source of their schema.

Only `factcheck schema` and the type checker load this file.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict  # that of `typing` tells pydantic too little before Python 3.12

from factcheck.model import Aspect, Kind, Mode, Modifier, Relation

_closed = with_config(ConfigDict(extra="forbid"))  # the keys of the type and no others


def _one_of(values: type[StrEnum]) -> object:
    return Field(json_schema_extra={"enum": [value.value for value in values]})


Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
RelationName = Annotated[str, _one_of(Relation)]
KindName = Annotated[str, _one_of(Kind)]
ModifierName = Annotated[str, _one_of(Modifier)]
ModeName = Annotated[str, _one_of(Mode)]
AspectName = Annotated[str, _one_of(Aspect)]


@_closed
class PeriodObject(TypedDict):
    """The first and the last day of a period."""

    start: Day
    end: Day


@_closed
class ClaimObject(TypedDict):
    """A claim: a value in a text with what it is of. A line of `claims --format jsonl`."""

    id: str
    path: str
    start: Annotated[int, Field(description="offset of the value's first character in the text")]
    end: Annotated[int, Field(description="offset of the character after its last")]
    line: Annotated[int, Field(description="counted from 1")]
    column: Annotated[int, Field(description="counted from 1, in characters")]
    page: int | None
    text: Annotated[str, Field(description="the value as printed")]
    sentence: str
    kind: KindName
    nominal: Annotated[float | None, Field(description="the number as printed, in `unit`")]
    low: Annotated[float | None, Field(description="the lower bound that the words set")]
    high: Annotated[float | None, Field(description="the upper bound that the words set")]
    unit: Annotated[str | None, Field(description="an ISO 4217 code, `percent` and the like, or a word in the singular")]
    per: Annotated[str | None, Field(description="the unit that a rate is per")]
    modifier: ModifierName
    period: Annotated[PeriodObject | None, Field(description="when it holds; of a date, the days that it names")]
    as_of: Annotated[PeriodObject | None, Field(description="when it was counted")]
    measure: str | None
    subject: list[str]
    attribution: Annotated[str | None, Field(description="who says so")]
    mode: ModeName
    aspect: AspectName
    scope: str | None
    rule: Annotated[str, Field(description="the rule that read the value")]


@_closed
class PairObject(TypedDict):
    """Two claims of a finding, and what they are to each other."""

    a: Annotated[str, Field(description="id of a claim")]
    b: Annotated[str, Field(description="id of a claim")]
    rule: Annotated[str, Field(description="code of a check")]
    relation: RelationName
    fingerprint: str
    reason: str


@_closed
class DifferenceObject(TypedDict):
    """The largest gap in a finding."""

    absolute: Annotated[float | None, Field(description="in the unit of the values, for dates in days")]
    relative: Annotated[float | None, Field(description="to the smaller value")]


@_closed
class FindingObject(TypedDict):
    """Claims that a check sets against each other."""

    id: str
    fingerprint: Annotated[str, Field(description="stays the same while the texts around it are edited")]
    rule: Annotated[str, Field(description="code of a check")]
    relation: RelationName
    confidence: Annotated[float, Field(description="from 0 to 1")]
    topic: str
    claims: Annotated[list[str], Field(description="ids of claims")]
    pairs: list[PairObject]
    reason: str
    difference: DifferenceObject


@_closed
class DocumentObject(TypedDict):
    """A document that was read."""

    path: str
    title: str | None
    source: str | None
    published: PeriodObject | None
    modified: PeriodObject | None
    created: Annotated[PeriodObject | None, Field(description="when the file was made: no more than a hint")]
    url: str | None
    author: str | None
    agency: Annotated[str | None, Field(description="whose report it is credited as")]
    language: str | None
    digest: Annotated[str, Field(description="a hash of the text")]
    origins: Annotated[dict[str, str], Field(description="where each entry was found")]


@_closed
class SkippedObject(TypedDict):
    """A file that was not read."""

    path: str
    reason: str


@_closed
class ToolObject(TypedDict):
    """The program that printed the object."""

    name: str
    version: str


@_closed
class WithheldObject(TypedDict):
    """What was found and not printed, by reason."""

    reason: str
    count: int


@_closed
class SummaryObject(TypedDict):
    """The counts of a run."""

    documents: int
    skipped: int
    claims: int
    groups: int
    pairs_compared: int
    withheld: list[WithheldObject]


@_closed
class ClaimsObject(TypedDict):
    """What `claims --format json` prints."""

    schema_version: int
    tool: ToolObject
    documents: list[DocumentObject]
    claims: list[ClaimObject]
    skipped: list[SkippedObject]


@_closed
class ReportObject(TypedDict):
    """What `scan --format json` prints."""

    schema_version: int
    tool: ToolObject
    documents: list[DocumentObject]
    claims: Annotated[list[ClaimObject], Field(description="those of the findings")]
    findings: list[FindingObject]
    skipped: list[SkippedObject]
    summary: SummaryObject
