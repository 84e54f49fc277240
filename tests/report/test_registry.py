"""The registry of formats."""

from __future__ import annotations

import pytest

from factcheck.model import ClaimList, Report
from factcheck.report import BINARY, CLAIM_FORMATS, ENDINGS, REPORTS, View


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_prints_the_same_twice_and_ends_its_line(report: Report, name: str) -> None:
    printed = REPORTS[name](report, View())
    assert printed == REPORTS[name](report, View())
    assert name in BINARY or str(printed).endswith("\n")


@pytest.mark.parametrize("name", sorted(CLAIM_FORMATS.keys() - BINARY))
def test_every_format_of_claims_ends_its_line(claim_list: ClaimList, name: str) -> None:
    assert str(CLAIM_FORMATS[name](claim_list, View())).endswith("\n")


def test_every_ending_has_a_format() -> None:
    assert set(ENDINGS.values()) <= set(REPORTS)
    assert set(CLAIM_FORMATS) <= set(ENDINGS.values())
