"""`markdown`: a job summary in which a document's text stays text, to GitHub's own reader of Markdown too."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import cmarkgfm
import pytest
from markdown_it import MarkdownIt

from factcheck.model import Report
from factcheck.report import REPORTS, View
from factcheck.report.markdown import plain

PAGE = r"""## factcheck: 1 finding

### FC101 conflict: trade volume of Afghanistan and Russia

| value | relation | who says so | period | source | published | where |
|---|---|---|---|---|---|---|
| approximately \$1 billion | conflict | Russian Business Center in Afghanistan | \- | The Diplomat | 2025-04 | news/003\_diplomat.txt:38 |
| around \$560 million | conflict | Alexei Overchuk | \- | The Diplomat | 2025-04 | news/003\_diplomat.txt:39 |
| \$289 million | tension | NSIA | 2023 | IPS Journal | 2023-09-05 | news/000\_ips.txt:21 |

Two named sources give amounts for the same trade that cannot both be true. (id 3fa9c1d2)

> The Russian Business Center in Afghanistan estimates that trade is **approximately \$1 billion**.\
> news/003\_diplomat.txt:38

> However, Alexei Overchuk estimated the trade figure to be much lower, at **around \$560 million**.\
> news/003\_diplomat.txt:39

> NSIA put Russia eighth in terms of trade volume, with **\$289 million**, far behind Iran (1.4 bn).\
> news/000\_ips.txt:21

### Not read

| file | reason |
|---|---|
| news/photo.jpg | not a text file |

1 finding: 1 conflict. 2 documents read, 1 skipped; 41 claims; 7 pairs compared; withheld: 3 agree, 1 update.
"""

HOSTILE = [
    "<script>alert(1)</script>",
    "<!-- hidden -->",
    "[a](http://evil.example)",
    "![a](http://evil.example/x.png)",
    "http://evil.example https://evil.example/?a=1&b=2 www.evil.example ftp://evil.example",
    "<http://evil.example> mail@evil.example mailto:mail@evil.example",
    "*a* _b_ __c__ **d** ~~e~~ `f` ``g``",
    "a | b \\| c",
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "1) item",
    "2024. A year",
    "123456789. A number",
    "-5 percent",
    "---",
    "===",
    "***",
    "http://evil.example/(a)[b]",
    "HTTP://EVIL.EXAMPLE WWW.EVIL.EXAMPLE",
    "> quotation",
    "=== ---",
    "&lt;b&gt; &#64;",
    "\\[a\\](b)",
    "[^1] [x] $a$ $$b$$",
    "    code",
    "~~~",
]


def test_page(report: Report) -> None:
    assert REPORTS["markdown"](report, View()) == PAGE


def test_nothing_found_is_told_from_nothing_compared(quiet_report: Report, empty_report: Report) -> None:
    assert REPORTS["markdown"](quiet_report, View()).startswith("## factcheck: nothing found\n")
    assert REPORTS["markdown"](empty_report, View()).startswith("## factcheck: nothing could be compared\n")
    assert "No conflicts found" not in REPORTS["markdown"](empty_report, View())


def test_quiet_has_no_closing_line(report: Report) -> None:
    assert "documents read" not in REPORTS["markdown"](report, View(closing=False))


def words_of(page: str) -> str:
    """The text that a page of HTML shows, without the joiners that nobody sees."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).replace("\u2060", "").split())


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_document_says_reads_as_it_is_and_does_nothing(text: str) -> None:
    for page in (cmarkgfm.github_flavored_markdown_to_html(plain(text)), MarkdownIt("commonmark").enable("table").render(plain(text))):
        assert set(re.findall(r"<(\w+)", page)) == {"p"}
        assert words_of(page) == " ".join(text.split())
    table = cmarkgfm.github_flavored_markdown_to_html(f"| a | b |\n|---|---|\n| {plain(text)} | 40 |\n")
    assert re.findall(r"<(\w+)", table) == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert words_of(table) == f"a b {' '.join(text.split())} 40"


@pytest.mark.parametrize("text", ["@octocat", "by @org/team", "see #12", "GH-12", ":smile: it"])
def test_nobody_is_notified_and_nothing_replaced(text: str) -> None:
    page = cmarkgfm.github_flavored_markdown_to_html(plain(text))
    assert text not in page
    assert words_of(page) == text


def test_the_page_has_its_own_marks_and_no_others(hostile_report: Report) -> None:
    page = cmarkgfm.github_flavored_markdown_to_html(REPORTS["markdown"](hostile_report, View()))
    known = {"h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "strong", "br"}
    assert set(re.findall(r"<(\w+)", page)) == known
    assert page.count("<tr>") == 1 + 2 + 1 + 1


@pytest.mark.parametrize(("sentence", "bold"), [("a 5% b", True), ("a (5%), b", True), ("x5% b", False), ("a 5%b", False)])
def test_a_value_is_bold_where_the_marks_are_read_as_marks(report: Report, sentence: str, bold: bool) -> None:
    claim = replace(report.findings[0].claims[0], text="5%", quote=sentence)
    page = REPORTS["markdown"](replace(report, findings=(replace(report.findings[0], claims=(claim,), pairs=()),)), View())
    shown = cmarkgfm.github_flavored_markdown_to_html(page)
    assert ("<strong>5%</strong>" in shown) == bold
    assert "**" not in shown
