"""`explain`: a check in plain words, and a finding step by step."""

from __future__ import annotations

from dataclasses import replace

from factcheck.model import Report
from factcheck.report import View
from factcheck.report.explain import render_check, render_finding

CHECK = {
    "title": "same question, different amounts",
    "relation": "conflict",
    "meaning": "Two claims answer one question and cannot both be true.",
    "example": '"$560 million" against "$1 billion".',
    "action": "Ask both sources for the period and the definition.",
}

CHECK_PAGE = """\
FC101 (conflict): same question, different amounts

  Two claims answer one question and cannot both be true.

  Example: "$560 million" against "$1 billion".

  What to do: Ask both sources for the period and the definition.
"""

FINDING = """\
FC101 conflict: trade volume of Afghanistan and Russia  (id 3fa9c1d2)
Two named sources give amounts for the same trade that cannot both be true.

1. What the documents say

  [1] approximately $1 billion
      where: news/003_diplomat.txt:38, column 68
      source: The Diplomat, published: 2025-04
      sentence: The Russian Business Center in Afghanistan estimates that trade is >>approximately $1 billion<<.
      read as: about 1,000,000,000 USD (no bounds stated, printed to the nearest 1,000,000,000), by rule number.scaled
      measure: trade volume (from "trade", by measure.trade_volume)
      subject: Afghanistan (from "Afghanistan", by entity.afghanistan); Russia (from "Russia", by entity.russia)
      period: unknown
      as of: unknown
      who says so: Russian Business Center in Afghanistan (from "Russian Business Center in Afghanistan", by frame.attribution)
      mode: estimate, from "estimates"; aspect: level; scope: unknown
      names nearby: Kabul, Russia

  [2] $289 million
      where: news/000_ips.txt:21, column 55
      source: IPS Journal, published: 2023-09-05
      sentence: NSIA put Russia eighth in terms of trade volume, with >>$289 million<<, far behind Iran (1.4 bn).
      read as: 289,000,000 USD (exactly, printed to the nearest 1,000,000), by rule number.scaled
      measure: trade volume (from "trade", by measure.trade_volume)
      subject: Afghanistan (from "Afghanistan", by entity.afghanistan); Russia (from "Russia", by entity.russia)
      period: 2023 (from "the current year", by period.current_year)
      as of: unknown
      who says so: NSIA (from "NSIA", by frame.attribution)
      mode: actual; aspect: level; scope: unknown
      names nearby: Kabul, Russia

2. What was compared

  [1] approximately $1 billion against c2
      dimension: same (USD)
      values: disjoint (1,000,000,000 and 560,000,000)
      so: conflict (FC101), confidence 0.82. One text sets the two figures against each other.

3. The verdict
  conflict, by check FC101, confidence 0.82. Two named sources give amounts for the same trade that cannot both be true.
  Largest gap: 711,000,000 USD, 246% of the smaller value.
  2 claims from 3 independent sources.
  What the check means and what to do: factcheck explain FC101
"""


def test_check() -> None:
    assert render_check("FC101", CHECK, View()) == CHECK_PAGE


def test_finding(report: Report) -> None:
    finding = report.findings[0]
    shorter = replace(finding, claims=(finding.claims[0], finding.claims[2]), pairs=finding.pairs[:1])
    assert render_finding(shorter, View()) == FINDING


def test_a_narrow_page_is_wrapped_under_its_lines(report: Report) -> None:
    printed = render_finding(report.findings[0], View(width=60))
    assert max(map(len, printed.splitlines())) <= 60
    assert "".join(printed.split()) == "".join(render_finding(report.findings[0], View()).split())


def test_a_finding_without_pairs_says_so(hostile_report: Report) -> None:
    printed = render_finding(hostile_report.findings[0], View())
    assert "looks at claims together, not in pairs" in printed
    assert not set(printed) & set("\x1b\x9b\x07\u202e\r")
