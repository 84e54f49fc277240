"""Pack: records as bytes and back, for what crosses from one process to another, for the cache, a saved index and a shelf.

MessagePack by msgspec, accounts compressed: what is read is checked against the types of the records, and nothing in it can be run.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

import msgspec

from factcheck.model import (
    Account,
    Amount,
    Aspect,
    Claim,
    Dating,
    Difference,
    Finding,
    Flaw,
    Frame,
    Kind,
    Mention,
    Metadata,
    Pair,
    Relation,
    Review,
    Span,
    Story,
    Suppression,
)

FORM = 2  # of the rows below; another one is not read
_LARGEST = 1 << 30  # bytes of one account
_LEVEL = 1  # of zlib: a higher one takes three times as long for a tenth less

T = TypeVar("T")


class Damaged(ValueError):  # noqa: N818  it is a state of the bytes, and no fault of the program
    """Bytes that are no packed account."""


class _Claim(msgspec.Struct, array_like=True, frozen=True):
    """A claim without the metadata and the story of its document; a value is an amount or a dating."""

    id: str
    span: Span
    kind: Kind
    amount: Amount | None
    dating: Dating | None
    rule: str
    sentence: Span
    direction: Aspect | None
    frame: Frame
    text: str
    quote: str
    line: int
    column: int
    heading: bool
    repeat: bool
    page: int | None
    derived_from: tuple[str, ...]
    arithmetic: str | None


class _Flaw(msgspec.Struct, array_like=True, frozen=True):
    """A flaw, its claims whole: they need not be those of the account."""

    rule: str
    relation: Relation
    claims: tuple[_Claim, ...]
    reason: str
    confidence: float
    expected: Decimal | None
    stated: Decimal | None


class _Account(msgspec.Struct, array_like=True, frozen=True):
    """An account, its metadata once, and so its story."""

    metadata: Metadata
    story: Story
    claims: tuple[_Claim, ...]
    flaws: tuple[_Flaw, ...]
    ties: tuple[Pair, ...]
    suppressions: tuple[Suppression, ...]
    sketch: frozenset[int]
    new: bool


class _Finding(msgspec.Struct, array_like=True, frozen=True):
    """A finding, the metadata and the story of each document once; a claim comes with the place of its own."""

    id: str
    fingerprint: str
    rule: str
    relation: Relation
    confidence: float
    topic: str
    told: tuple[tuple[Metadata, Story], ...]
    claims: tuple[tuple[int, _Claim], ...]
    pairs: tuple[Pair, ...]
    reason: str
    difference: Difference
    witnesses: int
    review: Review | None
    note: str


class Head(msgspec.Struct, array_like=True, frozen=True):
    """What is asked of a document more often than all that it gives; see `index.Entry`."""

    metadata: Metadata
    blocks: tuple[tuple[tuple[str, ...], int], ...]
    stated: int
    flawed: bool
    suppressions: tuple[Suppression, ...]
    new: bool


_encode = msgspec.msgpack.Encoder(order="deterministic").encode  # the same bytes from every process, whatever its seed of hashes
_encode_as_it_comes = msgspec.msgpack.Encoder().encode  # for this process alone
_decode = msgspec.msgpack.Decoder(_Account).decode
_decode_head = msgspec.msgpack.Decoder(Head).decode
_decode_finding = msgspec.msgpack.Decoder(_Finding).decode


def pack(account: Account) -> bytes:
    """An account as bytes."""
    row = _Account(
        account.metadata,
        account.claims[0].story if account.claims else Story(),
        tuple(map(_claim_row, account.claims)),
        tuple(map(_flaw_row, account.flaws)),
        account.ties,
        account.suppressions,
        account.sketch,
        account.new,
    )
    return zlib.compress(_encode(row), _LEVEL)


def unpack(data: bytes) -> Account:
    """The account of which these are the bytes.

    Raises:
        Damaged: they are something else.
    """
    try:
        row = _decode(_inflated(data))
        return Account(
            metadata=row.metadata,
            claims=tuple(_claim(each, row.metadata, row.story) for each in row.claims),
            flaws=tuple(_flaw(each, row.metadata, row.story) for each in row.flaws),
            ties=row.ties,
            suppressions=row.suppressions,
            sketch=row.sketch,
            new=row.new,
        )
    except (zlib.error, msgspec.MsgspecError, ValueError) as error:
        raise Damaged(str(error)) from None


def pack_head(head: Head) -> bytes:
    """A head as bytes."""
    return _encode(head)


def unpack_head(data: bytes) -> Head:
    """The head of which these are the bytes.

    Raises:
        Damaged: they are something else.
    """
    try:
        return _decode_head(data)
    except (msgspec.MsgspecError, ValueError) as error:
        raise Damaged(str(error)) from None


def form(kind: type[T]) -> tuple[Callable[[T], bytes], Callable[[bytes], T]]:
    """How a record of a kind that holds no claims, or a finding, becomes bytes, and is made of them again."""
    forms: dict[type[Any], tuple[Callable[[Any], bytes], Callable[[bytes], Any]]] = {Finding: (_pack_finding, _unpack_finding)}
    return forms.get(kind) or (_encode_as_it_comes, msgspec.msgpack.Decoder(kind).decode)


def _pack_finding(finding: Finding) -> bytes:
    told = {claim.metadata.path: (claim.metadata, claim.story) for claim in finding.claims}
    place = {path: number for number, path in enumerate(told)}
    return _encode_as_it_comes(
        _Finding(
            finding.id, finding.fingerprint, finding.rule, finding.relation, finding.confidence, finding.topic, tuple(told.values()),
            tuple((place[claim.metadata.path], _claim_row(claim)) for claim in finding.claims), finding.pairs, finding.reason,
            finding.difference, finding.witnesses, finding.review, finding.note,
        )
    )  # fmt: skip


def _unpack_finding(data: bytes) -> Finding:
    row = _decode_finding(data)
    return Finding(
        id=row.id, fingerprint=row.fingerprint, rule=row.rule, relation=row.relation, confidence=row.confidence, topic=row.topic,
        claims=tuple(_claim(claim, *row.told[place]) for place, claim in row.claims), pairs=row.pairs, reason=row.reason,
        difference=row.difference, witnesses=row.witnesses, review=row.review, note=row.note,
    )  # fmt: skip


def _inflated(data: bytes) -> bytes:
    """The bytes, as many as an account can have: what is damaged must not fill the memory."""
    inflater = zlib.decompressobj()
    found = inflater.decompress(data, _LARGEST)
    if not inflater.eof:
        raise Damaged("cut off, or too large")
    return found


def _claim_row(claim: Claim) -> _Claim:
    mention = claim.mention
    return _Claim(
        claim.id, mention.span, mention.kind, mention.amount, mention.dating, mention.rule, mention.sentence, mention.direction,
        claim.frame, claim.text, claim.quote, claim.line, claim.column, claim.heading, claim.repeat, claim.page,
        claim.derived_from, claim.arithmetic,
    )  # fmt: skip


def _claim(row: _Claim, metadata: Metadata, story: Story) -> Claim:
    value = row.amount if row.amount is not None else row.dating
    if value is None:
        raise Damaged("a claim without a value")
    mention = Mention(span=row.span, kind=row.kind, value=value, rule=row.rule, sentence=row.sentence, direction=row.direction)
    return Claim(
        id=row.id, mention=mention, frame=row.frame, metadata=metadata, story=story, text=row.text, quote=row.quote, line=row.line,
        column=row.column, heading=row.heading, repeat=row.repeat, page=row.page, derived_from=row.derived_from,
        arithmetic=row.arithmetic,
    )  # fmt: skip


def _flaw_row(flaw: Flaw) -> _Flaw:
    claims = tuple(map(_claim_row, flaw.claims))
    return _Flaw(flaw.rule, flaw.relation, claims, flaw.reason, flaw.confidence, flaw.expected, flaw.stated)


def _flaw(row: _Flaw, metadata: Metadata, story: Story) -> Flaw:
    claims = tuple(_claim(each, metadata, story) for each in row.claims)
    return Flaw(
        rule=row.rule, relation=row.relation, claims=claims, reason=row.reason, confidence=row.confidence,
        expected=row.expected, stated=row.stated,
    )  # fmt: skip
