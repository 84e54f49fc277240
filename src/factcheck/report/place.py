"""Where a finding is shown that can be shown in one place only, and what it says there."""

from __future__ import annotations

from factcheck.model import Claim, Finding, Report
from factcheck.report.words import UNKNOWN, published, standing, visible, where


def place(finding: Finding, report: Report) -> Claim:
    """The claim that a finding is shown at: that of a new article, else that of the document published last.

    A claim with the relation of the finding goes before one that only has a milder one; a document without a date counts
    as the oldest, and of two of one day the first by path is taken.
    """
    strongest = {claim for claim, (relation, _) in standing(finding).items() if relation is finding.relation}

    def order(claim: Claim) -> tuple[bool, bool, int, str, int]:
        day = claim.metadata.published.last.toordinal() if claim.metadata.published else 0
        mild = bool(strongest) and claim.id not in strongest
        return claim.metadata.path not in report.new, mild, -day, claim.metadata.path, claim.mention.span.start

    return min(finding.claims, key=order)


def others(finding: Finding, report: Report) -> tuple[Claim, ...]:
    """The claims of a finding but the one that it is shown at, in their order."""
    shown = place(finding, report)
    return tuple(claim for claim in finding.claims if claim is not shown)


def headline(finding: Finding) -> str:
    """The code of a finding, its relation and what it is about."""
    return f"{finding.rule} {finding.relation.value}: {visible(finding.topic)}"


def stated(claim: Claim) -> str:
    """A claim in a line: the value, who says so, the source with its date, and the place."""
    said = visible(claim.frame.attribution.value) if claim.frame.attribution else ""
    source = visible(claim.metadata.source or "")
    day = published(claim.metadata)
    told = ", ".join(part for part in (said, source, "" if day == UNKNOWN else day) if part)
    return f"{visible(claim.text)}{f' ({told})' if told else ''}, {where(claim)}"
