"""Records as plain objects, exactly as they are printed: fixed keys in a fixed order, absent as None.

The types of the objects are in objects.py, from which the schema is made; the type checker holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.model import Claim, ClaimList, Finding, Metadata, Pair, Part, Period, PeriodPart, Report, Skipped, Summary
from factcheck.report.words import number, period_of

if TYPE_CHECKING:  # what is imported there takes longer than most scans
    from factcheck.report import objects

SCHEMA_VERSION = 1

_TOLD = frozenset(
    {"title", "source", "published", "modified", "created", "url", "author", "agency", "language"}
)  # what metadata tells of a document


def report_object(report: Report) -> objects.ReportObject:
    """The object that `scan --format json` prints."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "factcheck", "version": report.version},
        "documents": [document_object(document) for document in report.documents],
        "claims": [claim_object(claim) for claim in claims_of(report)],
        "findings": [finding_object(finding) for finding in report.findings],
        "skipped": [skipped_object(skipped) for skipped in report.skipped],
        "summary": summary_object(report.summary),
    }


def claims_object(claims: ClaimList) -> objects.ClaimsObject:
    """The object that `claims --format json` prints."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "factcheck", "version": claims.version},
        "documents": [document_object(document) for document in claims.documents],
        "claims": [claim_object(claim) for claim in claims.claims],
        "skipped": [skipped_object(skipped) for skipped in claims.skipped],
    }


def claim_object(claim: Claim) -> objects.ClaimObject:
    """A claim, as every JSON format prints it."""
    mention, frame, amount = claim.mention, claim.frame, claim.mention.amount
    return {
        "id": claim.id,
        "path": claim.metadata.path,
        "start": mention.span.start,
        "end": mention.span.end,
        "line": claim.line,
        "column": claim.column,
        "page": claim.page,
        "text": claim.text,
        "sentence": claim.quote,
        "kind": mention.kind.value,
        "nominal": number(amount.nominal) if amount else None,
        "low": number(amount.low) if amount else None,
        "high": number(amount.high) if amount else None,
        "unit": amount.unit if amount else None,
        "per": amount.per if amount else None,
        "modifier": mention.value.modifier.value,
        "period": period_object(period_of(claim)),
        "as_of": period_object(_period(frame.as_of)),
        "measure": _value(frame.measure),
        "subject": [part.value for part in frame.subject],
        "attribution": _value(frame.attribution),
        "mode": frame.mode.value,
        "aspect": frame.aspect.value,
        "scope": _value(frame.scope),
        "rule": mention.rule,
    }


def finding_object(finding: Finding) -> objects.FindingObject:
    """A finding; its claims are ids."""
    return {
        "id": finding.id,
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "relation": finding.relation.value,
        "confidence": finding.confidence,
        "topic": finding.topic,
        "claims": [claim.id for claim in finding.claims],
        "pairs": [pair_object(pair) for pair in finding.pairs],
        "reason": finding.reason,
        "difference": {"absolute": number(finding.difference.absolute), "relative": number(finding.difference.relative)},
    }


def pair_object(pair: Pair) -> objects.PairObject:
    """Two claims and what they are to each other."""
    return {
        "a": pair.a,
        "b": pair.b,
        "rule": pair.rule,
        "relation": pair.relation.value,
        "fingerprint": pair.fingerprint,
        "reason": pair.reason,
    }


def document_object(metadata: Metadata) -> objects.DocumentObject:
    """A document; `origins` says where each entry was found."""
    return {
        "path": metadata.path,
        "title": metadata.title,
        "source": metadata.source,
        "published": period_object(metadata.published),
        "modified": period_object(metadata.modified),
        "created": period_object(metadata.created),
        "url": metadata.url,
        "author": metadata.author,
        "agency": metadata.agency,
        "language": metadata.language,
        "digest": metadata.digest,
        "origins": {entry: origin for entry, origin in metadata.origins if entry in _TOLD},
    }


def summary_object(summary: Summary) -> objects.SummaryObject:
    """The counts of a run."""
    return {
        "documents": summary.documents,
        "skipped": summary.skipped,
        "claims": summary.claims,
        "groups": summary.groups,
        "pairs_compared": summary.pairs_compared,
        "withheld": [{"reason": reason, "count": count} for reason, count in summary.withheld],
    }


def skipped_object(skipped: Skipped) -> objects.SkippedObject:
    """A file that was not read."""
    return {"path": skipped.path, "reason": skipped.reason}


def period_object(period: Period | None) -> objects.PeriodObject | None:
    """The first and last day of a period."""
    if period is None:
        return None
    return {"start": period.first.isoformat(), "end": period.last.isoformat()}


def claims_of(report: Report) -> Iterator[Claim]:
    """The claims of all findings, each once, in the order of the findings."""
    told: set[str] = set()
    for claim in (claim for finding in report.findings for claim in finding.claims):
        if claim.id not in told:
            told.add(claim.id)
            yield claim


def _value(part: Part | None) -> str | None:
    return part.value if part else None


def _period(part: PeriodPart | None) -> Period | None:
    return part.value if part else None
