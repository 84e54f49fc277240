"""The registry of formats."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, repeat
from typing import Any

import pytest

from factcheck.model import ClaimList, Finding, Report
from factcheck.report import CLAIM_FORMATS, ENDINGS, REPORTS, View, pieces
from formats import BINARY


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_prints_the_same_twice_and_ends_its_line(report: Report, name: str) -> None:
    printed = REPORTS[name](report, View())
    assert printed == REPORTS[name](report, View())
    assert name in BINARY or str(printed).endswith("\n")


class Endless(Sequence[Finding]):
    """More findings than any memory holds."""

    def __init__(self, finding: Finding) -> None:
        self._finding = finding

    def __len__(self) -> int:
        return sys.maxsize

    def __iter__(self) -> Iterator[Finding]:
        return repeat(self._finding)

    def __getitem__(self, place: Any) -> Any:
        return self._finding


@pytest.mark.parametrize("name", ["concise", "csv", "jsonl", "sarif", "gitlab"])
def test_findings_are_written_as_they_come(report: Report, name: str) -> None:
    of_many = islice(pieces(name, replace(report, findings=Endless(report.findings[0])), View()), 10_000)
    one = str(REPORTS[name](report, View()))
    assert "".join(map(str, of_many)).count("FC101") > one.count("FC101")


@pytest.mark.parametrize("name", sorted(REPORTS.keys() - BINARY))
def test_the_pieces_of_a_format_are_the_whole(report: Report, name: str) -> None:
    assert "".join(map(str, pieces(name, report, View()))) == REPORTS[name](report, View())


@pytest.mark.parametrize("name", sorted(CLAIM_FORMATS.keys() - BINARY))
def test_every_format_of_claims_ends_its_line(claim_list: ClaimList, name: str) -> None:
    assert str(CLAIM_FORMATS[name](claim_list, View())).endswith("\n")


def test_every_ending_has_a_format() -> None:
    assert set(ENDINGS.values()) <= set(REPORTS)
    assert set(CLAIM_FORMATS) <= set(ENDINGS.values())
