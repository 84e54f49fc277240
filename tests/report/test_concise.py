"""`concise`: a line per finding."""

from __future__ import annotations

from factcheck.model import Report
from factcheck.report import REPORTS, View


def test_a_finding_a_line(report: Report) -> None:
    assert REPORTS["concise"](report, View()) == (
        "news/003_diplomat.txt:38:68: FC101 conflict trade volume of Afghanistan and Russia: "
        "approximately $1 billion, around $560 million, $289 million\n"
    )


def test_hostile_text_stays_on_its_line(hostile_report: Report) -> None:
    assert REPORTS["concise"](hostile_report, View()) == (
        "new\\x1b[2Js/a.txt:38:68: FC101 conflict [blink]-trade volume: $1\\u202e billion, around $560 million\n"
    )


def test_nothing_found_is_nothing_printed(quiet_report: Report) -> None:
    assert REPORTS["concise"](quiet_report, View()) == ""
