"""The table that people read: whole pages as they are printed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from factcheck.model import ClaimList, Report
from factcheck.report import CLAIM_FORMATS, REPORTS, View

PIPED = """\
FC101 conflict: trade volume of Afghanistan and Russia  (id 3fa9c1d2)

 value                     relation  who says so                             period  source        published   where
 ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 approximately $1 billion  conflict  Russian Business Center in Afghanistan  -       The Diplomat  2025-04     news/003_diplomat.txt:38
 around $560 million       conflict  Alexei Overchuk                         -       The Diplomat  2025-04     news/003_diplomat.txt:39
 $289 million              tension   NSIA                                    2023    IPS Journal   2023-09-05  news/000_ips.txt:21

  Two named sources give amounts for the same trade that cannot both be true.

1 finding: 1 conflict. 2 documents read, 1 skipped; 41 claims; 7 pairs compared; withheld: 3 agree, 1 update.
Why: factcheck explain 3fa9c1d2 --in news
As a spreadsheet: factcheck scan news -o conflicts.csv
"""

WIDE_100 = """\
FC101 conflict: trade volume of Afghanistan and Russia  (id 3fa9c1d2)

 value           relation  who says so    period  source    published   where
 ────────────────────────────────────────────────────────────────────────────────────────────────
 approximately   conflict  Russian        -       The       2025-04     news/003_diplomat.txt:38
 $1 billion                Business               Diplomat
                           Center in
                           Afghanistan
 around $560     conflict  Alexei         -       The       2025-04     news/003_diplomat.txt:39
 million                   Overchuk               Diplomat
 $289 million    tension   NSIA           2023    IPS       2023-09-05  news/000_ips.txt:21
                                                  Journal

  Two named sources give amounts for the same trade that cannot both be true.

1 finding: 1 conflict. 2 documents read, 1 skipped; 41 claims; 7 pairs compared; withheld: 3 agree,
1 update.
Why: factcheck explain 3fa9c1d2 --in news
As a spreadsheet: factcheck scan news -o conflicts.csv
"""

STACKED_80 = """\
FC101 conflict: trade volume of Afghanistan and Russia  (id 3fa9c1d2)

  value        approximately $1 billion
  relation     conflict
  who says so  Russian Business Center in Afghanistan
  source       The Diplomat
  published    2025-04
  where        news/003_diplomat.txt:38

  value        around $560 million
  relation     conflict
  who says so  Alexei Overchuk
  source       The Diplomat
  published    2025-04
  where        news/003_diplomat.txt:39

  value        $289 million
  relation     tension
  who says so  NSIA
  period       2023
  source       IPS Journal
  published    2023-09-05
  where        news/000_ips.txt:21

  Two named sources give amounts for the same trade that cannot both be true.

1 finding: 1 conflict. 2 documents read, 1 skipped; 41 claims; 7 pairs compared;
withheld: 3 agree, 1 update.
Why: factcheck explain 3fa9c1d2 --in news
As a spreadsheet: factcheck scan news -o conflicts.csv
"""

HOSTILE = """\
FC101 conflict: [blink]-trade volume  (id 3fa9c1d2)

 value                who says so                          period  source              published  where
 ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 $1\\u202e billion     @[link=http://x]NSIA[/link] :smile:  -       =cmd|' /C calc'!A0  2025-04    new\\x1b[2Js/a.txt:38
 around $560 million  Alexei Overchuk                      -       The Diplomat        2025-04    news/003_diplomat.txt:39

  new\\x1b[2Js/a.txt:38  [bold red]trade[/] is \\x9b2J $1\\u202e billion\\x07.
  news/003_diplomat.txt:39  However, Alexei Overchuk estimated the trade figure to be much lower, at around $560 million.

  Two named sources give amounts for the same trade that cannot both be true.

"""

CLAIMS = """\
 value           read as          measure       subject              period      who says so  mode    where
 ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 $289 million    289,000,000 USD  trade volume  Afghanistan, Russia  2023        NSIA         actual  news/000_ips.txt:21
 15 August 2021  2021-08-15       fall          -                    2021-08-15  -            actual  news/000_ips.txt:3 p. 2

2 claims; 1 document read, 0 skipped.
"""

CLAIMS_60 = """\
  value        $289 million
  read as      289,000,000 USD
  measure      trade volume
  subject      Afghanistan, Russia
  period       2023
  who says so  NSIA
  mode         actual
  where        news/000_ips.txt:21

  value        15 August 2021
  read as      2021-08-15
  measure      fall
  period       2021-08-15
  mode         actual
  where        news/000_ips.txt:3 p. 2

2 claims; 1 document read, 0 skipped.
"""


def page(report: Report, **view: object) -> str:
    return REPORTS["table"](report, View(paths=("news",), **view))  # type: ignore[arg-type]  # options of the view


@pytest.mark.parametrize(("width", "expected"), [(None, PIPED), (200, PIPED), (100, WIDE_100), (80, STACKED_80)])
def test_page(report: Report, width: int | None, expected: str) -> None:
    assert page(report, width=width) == expected


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 120])
def test_no_line_is_wider_than_the_page(report: Report, width: int) -> None:
    assert max(map(len, page(report, width=width).splitlines())) <= width


@pytest.mark.parametrize("width", [20, 60, 80, 100, 120, None])
def test_nothing_is_truncated(report: Report, width: int | None) -> None:
    letters = re.sub(r"\s", "", page(report, width=width))
    assert "…" not in letters
    for value in ("billion", "Overchuk", "2023-09-05", "Afghanistan", "1update"):
        assert value in letters


def test_a_piped_page_breaks_no_line_however_long(report: Report) -> None:
    finding = replace(report.findings[0], reason="word " * 5000)
    assert "word " * 4999 in page(replace(report, findings=(finding,)))


def test_a_path_is_cut_before_the_table_is_given_up(report: Report) -> None:
    finding = report.findings[0]
    claims = tuple(replace(claim, metadata=replace(claim.metadata, path="a/rather/long/path/to/an/article.md")) for claim in finding.claims)
    printed = page(replace(report, findings=(replace(finding, claims=claims),)), width=100)
    assert " where\n" in printed
    assert max(map(len, printed.splitlines())) <= 100


def test_one_relation_needs_no_column(report: Report) -> None:
    finding = report.findings[0]
    alone = replace(finding, claims=finding.claims[:2], pairs=finding.pairs[:1])
    assert " relation " not in page(replace(report, findings=(alone,)))


def test_colour_adds_codes_and_changes_no_word(report: Report) -> None:
    coloured = page(report, color=True)
    assert "\x1b[1;31mconflict" in coloured
    plain = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    assert [line.rstrip() for line in plain.splitlines()] == PIPED.splitlines()
    assert "\x1b" not in page(report)


def test_hostile_text_is_shown_and_never_obeyed(hostile_report: Report) -> None:
    assert page(hostile_report, quotes=True, closing=False) + "\n" == HOSTILE


def test_quotes_are_the_sentences(report: Report) -> None:
    assert "news/000_ips.txt:21  NSIA put Russia eighth in terms of trade volume, with $289 million, far behind" in page(
        report, quotes=True
    )


def test_compared_and_found_nothing(quiet_report: Report) -> None:
    expected = (
        "No conflicts found in 7 pairs compared. 2 documents read, 1 skipped; 41 claims; 7 pairs compared; withheld: 3 agree, 1 update.\n"
    )
    assert page(quiet_report) == expected


def test_nothing_compared_is_not_called_free_of_conflicts(empty_report: Report) -> None:
    expected = (
        "Nothing could be compared: no two claims were found that answer the same question. "
        "2 documents read, 1 skipped; 41 claims; 0 pairs compared; withheld: nothing.\n"
    )
    assert page(empty_report) == expected


@pytest.mark.parametrize(("width", "expected"), [(None, CLAIMS), (60, CLAIMS_60)])
def test_claims(claim_list: ClaimList, width: int | None, expected: str) -> None:
    assert CLAIM_FORMATS["table"](claim_list, View(width=width)) == expected


def test_no_claims(claim_list: ClaimList) -> None:
    assert CLAIM_FORMATS["table"](replace(claim_list, claims=()), View()) == "0 claims; 1 document read, 0 skipped.\n"
