"""Where a finding is shown that can be shown in one place only."""

from __future__ import annotations

from dataclasses import replace

from conftest import DIPLOMAT, IPS
from factcheck.model import Report
from factcheck.report.place import others, place, stated


def test_the_newest_claim_of_the_strongest_relation(report: Report) -> None:
    finding = report.findings[0]
    assert place(finding, report).id == "c1"
    assert [claim.id for claim in others(finding, report)] == ["c2", "c3"]


def test_a_milder_claim_waits_however_new_it_is(report: Report) -> None:
    finding = report.findings[0]
    newer = replace(finding.claims[2], metadata=DIPLOMAT)
    old = replace(DIPLOMAT, published=None)
    claims = (replace(finding.claims[0], metadata=old), replace(finding.claims[1], metadata=old), newer)
    assert place(replace(finding, claims=claims), report).id == "c1"


def test_the_claim_of_a_new_article_goes_first(report: Report) -> None:
    finding = report.findings[0]
    assert place(finding, replace(report, new=frozenset({IPS.path}))).id == "c3"


def test_without_pairs_and_dates_the_first_by_path(report: Report) -> None:
    finding = report.findings[0]
    undated = tuple(replace(claim, metadata=replace(claim.metadata, published=None)) for claim in finding.claims)
    assert place(replace(finding, claims=undated, pairs=()), report).id == "c3"


def test_a_claim_in_a_line(report: Report) -> None:
    claim = report.findings[0].claims[2]
    assert stated(claim) == "$289 million (NSIA, IPS Journal, 2023-09-05), news/000_ips.txt:21"
    bare = replace(claim, metadata=replace(IPS, source=None, published=None), frame=replace(claim.frame, attribution=None))
    assert stated(bare) == "$289 million, news/000_ips.txt:21"
