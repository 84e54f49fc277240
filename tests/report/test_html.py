"""`html`: one page that loads nothing and runs nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from conftest import IPS
from factcheck.model import Metadata, Report, Skipped
from factcheck.report import REPORTS, View
from factcheck.report.html import link

VOID = {"meta", "br"}


class Page(HTMLParser):
    """A page's elements, attributes and text; every element that is opened has to be closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())


def page_of(report: Report, view: View | None = None) -> Page:
    return Page(REPORTS["html"](report, view or View()))


KNOWN = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "p", "main", "section", "span", "bdi", "table", "thead",
    "tbody", "tr", "th", "td", "blockquote", "mark", "footer", "a",
}  # fmt: skip


def test_the_page_tells_the_findings_and_their_sources(report: Report) -> None:
    page = page_of(report)
    assert set(page.elements) == KNOWN
    assert page.words == (
        "factcheck: 1 finding: 1 conflict. factcheck 1 finding: 1 conflict. "
        "1 finding: 1 conflict. 2 documents read, 1 skipped; 41 claims; 7 pairs compared; withheld: 3 agree, 1 update. "
        "conflict trade volume of Afghanistan and Russia FC101: same question, different amounts id 3fa9c1d2 "
        "Two named sources give amounts for the same trade that cannot both be true. "
        "valuerelationwho says soperiodpublishedsourcewhere "
        "approximately $1 billionconflictRussian Business Center in Afghanistan-2025-04The Diplomatnews/003_diplomat.txt:38 "
        "around $560 millionconflictAlexei Overchuk-2025-04The Diplomatnews/003_diplomat.txt:39 "
        "$289 milliontensionNSIA20232023-09-05IPS Journalnews/000_ips.txt:21 "
        "The Russian Business Center in Afghanistan estimates that trade is approximately $1 billion. "
        "The Diplomat, news/003_diplomat.txt:38 "
        "However, Alexei Overchuk estimated the trade figure to be much lower, at around $560 million. "
        "The Diplomat, news/003_diplomat.txt:39 "
        "NSIA put Russia eighth in terms of trade volume, with $289 million, far behind Iran (1.4 bn). "
        "IPS Journal, news/000_ips.txt:21 "
        "Documents filetitlesourcepublished news/000_ips.txt-IPS Journal2023-09-05 "
        "news/003_diplomat.txtGrowing Closeness Between Russia and the TalibanThe Diplomat2025-04 "
        "Not read filereason news/photo.jpgnot a text file"
    )


def test_the_values_are_marked_in_their_sentences(report: Report) -> None:
    marked = re.findall(r"<mark>(.*?)</mark>", REPORTS["html"](report, View()))
    assert marked == ["approximately $1 billion", "around $560 million", "$289 million"]


def test_nothing_is_loaded_and_nothing_runs(report: Report) -> None:
    printed = REPORTS["html"](report, View())
    page = Page(printed)
    policy = next(value for tag, name, value in page.attributes if (tag, name) == ("meta", "content") and "default-src" in value)
    style = re.search(r"<style>(.*?)</style>", printed, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    assert not {name for _, name, _ in page.attributes} & {"src", "srcset", "style", "background"}
    assert [value for _, name, value in page.attributes if name == "href"] == ["https://example.org/ips"] * 2


def hostile(text: str, report: Report) -> Report:
    """A report in which everything that a document can say is `text`."""
    metadata = Metadata(path=text, title=text, source=text, url=text)
    finding = report.findings[0]
    claims = tuple(replace(claim, metadata=metadata, text=text, quote=f"a {text} b") for claim in finding.claims)
    found = replace(finding, claims=claims, topic=text, reason=text, pairs=())
    return replace(report, documents=(metadata,), findings=(found,), skipped=(Skipped(path=text, reason=text),))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "</style></title><img src=x onerror=alert(1)>",
        '" onmouseover="alert(1)',
        "' onmouseover='alert(1)",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "{{ 7 * 7 }} {% raw %}",
        "&lt;b&gt;",
        "<!-- --> ]]>",
    ],
)
def test_what_a_document_says_is_text(report: Report, text: str) -> None:
    page = page_of(hostile(text, report))
    assert set(page.elements) == KNOWN - {"a"}
    names = {name for _, name, _ in page.attributes}
    assert names == {"lang", "charset", "http-equiv", "content", "name", "class", "id", "scope", "data-title", "dir"}
    assert page.words.count(text) >= 10


def test_hostile_characters_are_written_out(hostile_report: Report) -> None:
    assert not set(REPORTS["html"](hostile_report, View())) & set("\x1b\x9b\x07\u202e\r")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example/",
        "http:evil",
        "https://",
        "http://[evil",
        "https://a.example/\x1b[2J",
        "https://a.example/ b",
        "",
    ],
)
def test_only_web_addresses_become_links(report: Report, url: str) -> None:
    assert link(url) == ""
    page = page_of(replace(report, documents=(replace(IPS, url=url),), findings=()))
    assert "a" not in page.elements


def test_a_web_address_with_quotes_stays_in_its_attribute(report: Report) -> None:
    url = "https://a.example/?q=\"'><b>&x=1"
    page = page_of(replace(report, documents=(replace(IPS, url=url),), findings=()))
    assert [value for _, name, value in page.attributes if name == "href"] == [url]


def test_nothing_compared_is_never_called_clean(empty_report: Report) -> None:
    words = page_of(empty_report).words
    assert "Nothing could be compared" in words
    assert "No conflicts" not in words
