"""`full`: sentences with carets under the values."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from rich.cells import cell_len

from factcheck.model import Claim, Report, Span
from factcheck.report import REPORTS, View
from factcheck.report.full import excerpt

PIPED = """\
conflict[FC101]: trade volume of Afghanistan and Russia
  --> news/003_diplomat.txt:38:68
   |
38 | The Russian Business Center in Afghanistan estimates that trade is approximately $1 billion.
   |                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^
   = said by Russian Business Center in Afghanistan, in The Diplomat, 2025-04
  --> news/003_diplomat.txt:39:74
   |
39 | However, Alexei Overchuk estimated the trade figure to be much lower, at around $560 million.
   |                                                                          ^^^^^^^^^^^^^^^^^^^
   = said by Alexei Overchuk, in The Diplomat, 2025-04
  --> news/000_ips.txt:21:55
   |
21 | NSIA put Russia eighth in terms of trade volume, with $289 million, far behind Iran (1.4 bn).
   |                                                       ^^^^^^^^^^^^
   = said by NSIA, of 2023, in IPS Journal, 2023-09-05
   = reason: Two named sources give amounts for the same trade that cannot both be true.
   = more: factcheck explain 3fa9c1d2 --in news
"""

NARROW_60 = """\
conflict[FC101]: trade volume of Afghanistan and Russia
  --> news/003_diplomat.txt:38:68
   |
38 | …stan estimates that trade is approximately $1 billion.
   |                               ^^^^^^^^^^^^^^^^^^^^^^^^
   = said by Russian Business Center in Afghanistan, in The
     Diplomat, 2025-04
  --> news/003_diplomat.txt:39:74
   |
39 | …trade figure to be much lower, at around $560 million.
   |                                    ^^^^^^^^^^^^^^^^^^^
   = said by Alexei Overchuk, in The Diplomat, 2025-04
  --> news/000_ips.txt:21:55
   |
21 | … trade volume, with $289 million, far behind Iran (1.…
   |                      ^^^^^^^^^^^^
   = said by NSIA, of 2023, in IPS Journal, 2023-09-05
   = reason: Two named sources give amounts for the same
     trade that cannot both be true.
   = more: factcheck explain 3fa9c1d2 --in news
"""


def test_piped(report: Report) -> None:
    assert REPORTS["full"](report, View(paths=("news",))) == PIPED


def test_on_a_narrow_page_a_sentence_is_cut_around_its_value(report: Report) -> None:
    assert REPORTS["full"](report, View(width=60, paths=("news",))) == NARROW_60


def test_nothing_found_is_nothing_printed(quiet_report: Report) -> None:
    assert REPORTS["full"](quiet_report, View()) == ""


def test_hostile_text_is_inert(hostile_report: Report) -> None:
    printed = REPORTS["full"](hostile_report, View())
    assert not set(printed) & set("\x1b\x9b\x07\u202e\r\t")
    assert "38 | [bold red]trade[/] is \\x9b2J $1\\u202e billion\\x07.\n" in printed


def test_colour_is_beside_the_word(report: Report) -> None:
    printed = REPORTS["full"](report, View(color=True))
    assert "\x1b[1;31mconflict\x1b[0m" in printed


def said(claim: Claim, sentence: str, value: str) -> Claim:
    """The claim with another sentence, as it is read from a document."""
    start = sentence.index(value)
    span = Span(100 + start, 100 + start + len(value))
    mention = replace(claim.mention, span=span, sentence=Span(100, 100 + len(sentence)))
    return replace(claim, text=value, quote=" ".join(sentence.split()), mention=mention)


WIDE = [
    ("Chinese takes two columns", "據貿易部稱,去年茶葉出口達 1.2億元 之多。", "1.2億元"),
    ("emoji", "🚢🚢 carried 40 containers 🚢", "40 containers"),
    ("an emoji of several characters", "👩‍👩‍👧 40 families left", "40 families"),
    ("combining marks take none", "Le de\u0301ficit atteint 40 millions", "40 millions"),
    ("right-to-left letters", "بلغت الصادرات 40 طنا", "40 طنا"),
]


@pytest.mark.parametrize(("sentence", "value"), [case[1:] for case in WIDE], ids=[case[0] for case in WIDE])
@pytest.mark.parametrize("width", [None, 30])
def test_carets_stand_under_the_value(report: Report, sentence: str, value: str, width: int | None) -> None:
    claim = said(report.findings[0].claims[0], sentence, value)
    finding = replace(report.findings[0], claims=(claim,), pairs=())
    lines = REPORTS["full"](replace(report, findings=(finding,)), View(width=width)).splitlines()
    text, carets = next((above, below) for above, below in pairwise(lines) if "^" in below)
    before = text[: text.index(value)]
    assert cell_len(before) == carets.index("^")
    assert carets.count("^") == cell_len(value)


def test_the_value_is_found_where_blanks_were_folded(report: Report) -> None:
    """The first 40 is not the claim."""
    claim = said(report.findings[0].claims[0], "Of  40   villages,\n\n in  all  400 houses\nin 40 streets fell.", "40 streets")
    claim = replace(claim, text="40", mention=replace(claim.mention, span=Span(claim.mention.span.start, claim.mention.span.start + 2)))
    assert excerpt(claim, None) == ("Of 40 villages, in all 400 houses in ", "40", " streets fell.")


def test_a_value_that_runs_over_a_line_end_is_found(report: Report) -> None:
    claim = said(report.findings[0].claims[0], "The port handled some\n40 million\ntonnes in May.", "40 million\ntonnes")
    assert excerpt(claim, None) == ("The port handled some ", "40 million tonnes", " in May.")


@pytest.mark.parametrize("room", range(24, 130))
def test_an_excerpt_never_exceeds_its_room_and_keeps_the_value(report: Report, room: int) -> None:
    for claim in report.findings[0].claims:
        parts = excerpt(claim, room)
        assert sum(map(cell_len, parts)) <= room
        assert parts[1] == claim.text or parts[1].endswith("…")
