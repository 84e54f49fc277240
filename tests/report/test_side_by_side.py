"""A finding for review: two quotations in a row, one on a narrow page."""

from __future__ import annotations

from dataclasses import replace

from factcheck.model import Report, Review
from factcheck.report import side_by_side
from factcheck.report.view import View


def test_quotations_stand_side_by_side(report: Report) -> None:
    assert side_by_side.render(report.findings[0], 2, 5, View(width=90)) == (
        """\
2 of 5  FC101 conflict: trade volume of Afghanistan and Russia  (id 3fa9c1d2)

approximately $1 billion                     around $560 million
Russian Business Center in Afghanistan       Alexei Overchuk
The Diplomat, 2025-04                        The Diplomat, 2025-04
news/003_diplomat.txt:38                     news/003_diplomat.txt:39
The Russian Business Center in Afghanistan   However, Alexei Overchuk estimated the trade
estimates that trade is >>approximately $1   figure to be much lower, at >>around $560
billion<<.                                   million<<.

$289 million
NSIA
2023
IPS Journal, 2023-09-05
news/000_ips.txt:21
NSIA put Russia eighth in terms of trade
volume, with >>$289 million<<, far behind
Iran (1.4 bn).

  Two named sources give amounts for the same trade that cannot both be true.
"""
    )


def test_on_a_narrow_page_they_stand_one_below_another_and_a_verdict_is_told(report: Report) -> None:
    finding = replace(report.findings[0], review=Review.LEGITIMATE, note="two counts")
    assert side_by_side.render(finding, 1, 1, View(width=50)) == (
        """\
1 of 1  FC101 conflict: trade volume of
Afghanistan and Russia  (id 3fa9c1d2)

approximately $1 billion
Russian Business Center in Afghanistan
The Diplomat, 2025-04
news/003_diplomat.txt:38
The Russian Business Center in Afghanistan
estimates that trade is >>approximately $1
billion<<.

around $560 million
Alexei Overchuk
The Diplomat, 2025-04
news/003_diplomat.txt:39
However, Alexei Overchuk estimated the trade
figure to be much lower, at >>around $560
million<<.

$289 million
NSIA
2023
IPS Journal, 2023-09-05
news/000_ips.txt:21
NSIA put Russia eighth in terms of trade volume,
with >>$289 million<<, far behind Iran (1.4 bn).

  Two named sources give amounts for the same
  trade that cannot both be true.
  so far: legitimate (two counts)
"""
    )


def test_of_a_large_finding_the_first_claims_are_shown_and_the_others_counted(report: Report) -> None:
    [finding] = report.findings
    claims = tuple(replace(finding.claims[0], id=f"c{number}") for number in range(9))
    page = side_by_side.render(replace(finding, claims=claims), 1, 1, View(width=90))
    assert page.count("news/003_diplomat.txt:38") == 8
    assert "and 1 more claim: factcheck explain 3fa9c1d2" in page


def test_a_document_cannot_command_the_terminal(hostile_report: Report) -> None:
    page = side_by_side.render(hostile_report.findings[0], 1, 1, View(width=90))
    assert not set("\x1b\x9b\x07\u202e") & set(page)
    assert "[bold red]trade[/]" in page
