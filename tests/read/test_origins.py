"""Dates, sources and agencies from pages, names of files, datelines and credits, and what happens where they differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents import LORRIES, SHIP, TOWN
from factcheck import read, rules
from factcheck.model import Block, Document, Metadata, Period, Skipped, Span
from factcheck.read import file_name, languages
from factcheck.read.published import parse_published


def document(folder: Path, name: str, text: str, documents: str = "") -> Document:
    (folder / name).write_text(text, encoding="utf-8")
    (folder / "documents.toml").write_text(documents, encoding="utf-8")
    (found,) = read.read(read.Source(file=folder / name, path=name))
    assert isinstance(found, Document), found
    return found


def page(head: str, body: str = "") -> str:
    text = "".join(f"<p>{words}</p>" for words in (LORRIES, SHIP, TOWN))
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body><article>{body}{text}</article></body></html>"


def told(metadata: Metadata, name: str) -> tuple[object, str | None]:
    value = getattr(metadata, name)
    return (value.first.isoformat() if isinstance(value, Period) else value), dict(metadata.origins).get(name)


LINKED = '<script type="application/ld+json">{}</script>'
ARTICLES = '[{"@type": "Person"}, {"@type": ["Article"], "datePublished": "2024-05"}]'
GRAPH = '{"@graph": [{}, {"@type": "BlogPosting", "dateModified": "2024-05-07"}]}'
TIMES = '<time itemprop="datePublished" datetime="2024-05-06">a</time><time datetime="2023">'


@pytest.mark.parametrize(
    ("head", "body", "name", "expected"),
    [
        (LINKED.format('{"@type": "NewsArticle", "datePublished": "2024-05-06T23:00:00Z"}'), "", "published", ("2024-05-06", "JSON-LD")),
        (LINKED.format(ARTICLES), "", "published", ("2024-05-01", "JSON-LD")),
        (LINKED.format(GRAPH), "", "modified", ("2024-05-07", "JSON-LD")),
        (LINKED.format('{"@type": "Article", "publisher": {"name": "Gazette"}}'), "", "source", ("Gazette", "JSON-LD")),
        (LINKED.format('{"@type": "Article", "author": [{"name": "A"}, "B"]}'), "", "author", ("A, B", "JSON-LD")),
        (LINKED.format('{"@type": "Product", "datePublished": "1999-01-01"}'), "", "published", (None, None)),
        (LINKED.format('{"@type": "Article", broken') + '<meta name="author" content="A">', "", "author", ("A", "meta element")),
        (LINKED.format("[" * 50_000), "", "published", (None, None)),
        ('<meta property="article:published_time" content="2024-05-06T08:00:00+02:00">', "", "published", ("2024-05-06", "Open Graph")),
        ('<meta property="og:site_name" content="Gazette">', "", "source", ("Gazette", "Open Graph")),
        ('<meta property="og:locale" content="en_GB">', "", "language", ("en-GB", "Open Graph")),
        ('<meta name="DC.date.issued" content="6 May 2024">', "", "published", ("2024-05-06", "meta element")),
        ('<meta itemprop="datePublished" content="2024-05-06">', "", "published", ("2024-05-06", "meta element")),
        ("", '<time datetime="2024-05-06T08:00">Monday</time>', "published", ("2024-05-06", "time element")),
        ("", '<time datetime="2024-05-06">a</time><time datetime="2024-05-09">b</time>', "published", (None, None)),
        ("", TIMES, "published", ("2024-05-06", "time element")),
        ('<link rel="canonical" href="https://gazette.example/1">', "", "url", ("https://gazette.example/1", "page")),
        ("<title>Ferries - Gazette</title>", "<h1>Ferries</h1>", "title", ("Ferries", "page")),
        ("", "", "language", ("en", "page")),
    ],
)  # fmt: skip
def test_a_page_says_what_it_is(tmp_path: Path, head: str, body: str, name: str, expected: tuple[object, str | None]) -> None:
    assert told(document(tmp_path, "a.html", page(head, body)).metadata, name) == expected


BOTH = (
    LINKED.format('{"@type": "NewsArticle", "datePublished": "2024-05-06"}')
    + '<meta property="article:published_time" content="2024-05-17T08:00:00Z">'
)
WAY_OUT = "the first is taken, front matter or documents.toml can say which holds"


@pytest.mark.parametrize(
    ("name", "text", "documents", "warnings"),
    [
        pytest.param("a.html", page(BOTH), "", (f"published 2024-05-06 by JSON-LD, 2024-05-17 by Open Graph; {WAY_OUT}",), id="page"),
        pytest.param(
            "a.txt",
            "OSLO, May 2, 2024 (AFP) - Forty ships left.\n",
            '["a.txt"]\npublished = 2024-05-20\n',
            (f"published 2024-05-20 by documents.toml, 2024-05-02 by dateline; {WAY_OUT}",),
            id="dateline",
        ),
        pytest.param(
            "2023-09-a.md", "---\ndate: 2024-09-05\n---\nForty ships.\n", "",
            (f"published 2024-09-05 by front matter, 2023-09-01 to 2023-09-30 by file name; {WAY_OUT}",), id="file-name",
        ),
        pytest.param("2024-05-06-a.html", page(BOTH.replace("17T", "07T")), "", (), id="a-day-is-no-difference"),
        pytest.param("2023-09-a.md", "---\ndate: 2023-09-05\n---\nForty ships.\n", "", (), id="a-day-of-the-month"),
    ],
)  # fmt: skip
def test_two_dates_that_differ_are_told(tmp_path: Path, name: str, text: str, documents: str, warnings: tuple[str, ...]) -> None:
    assert tuple(read.warnings(document(tmp_path, name, text, documents).metadata)) == warnings


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2023-09-05-eighth.txt", "2023-09-05"),
        ("2023_09_05 eighth.txt", "2023-09-05"),
        ("20230905.txt", "2023-09-05"),
        ("2023-12-lpg.md", "2023-12"),
        ("2023-09-05", "2023-09-05"),
        ("2021-22-season.txt", None),
        ("2023-02-30-a.txt", None),
        ("20230905123.txt", None),
        ("2023-trade.txt", None),
        ("trade-2023-09-05.txt", None),
        ("2023-09-051.txt", None),
    ],
)
def test_dated_file_names(name: str, day: str | None) -> None:
    assert file_name.date(name).entries.get("published") == (parse_published(day) if day else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KABUL, Aug 25 (Reuters) - Forty ships left.\n", ("Reuters", "dateline")),
        ("Forty ships left.\n\nReporting by A. Writer in Kabul; with assistance from AFP\n", ("AFP", "credit line")),
        ("Forty ships left.\n\nAFP and AP contributed to this report.\n\nSubscribe to our newsletter\n", ("AFP, AP", "credit line")),
        ("Forty ships left.\n\n(Reuters)\n", ("Reuters", "credit line")),
        ("Forty ships left, Reuters reported on Monday.\n", (None, None)),
        ("Reuters contributed.\n" + "\nForty ships left.\n" * 5, (None, None)),
    ],
)
def test_agencies_are_credited(tmp_path: Path, text: str, expected: tuple[object, str | None]) -> None:
    assert told(document(tmp_path, "a.txt", text).metadata, "agency") == expected


GERMAN = "Die Fähre zwischen den Häfen hat im Jahr 2023 nach Angaben der Behörde 41.000 Lastwagen befördert, und das ist mehr als davor."
FRENCH = "Le ferry entre les ports a transporté 41 000 camions en 2023, selon les autorités, et cela est plus que dans une année normale."
RUSSIAN = "Паром между двумя портами перевёз в прошлом году сорок одну тысячу грузовиков, сообщили власти."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "German"),
        (FRENCH, "French"),
        (RUSSIAN, "a language of the Cyrillic script"),
    ],
)
def test_a_document_in_another_language_is_skipped(tmp_path: Path, text: str, language: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert list(read.read(read.Source(file=tmp_path / "a.txt", path="a.txt"))) == [
        Skipped(path="a.txt", reason=f"in {language}, which the rules do not know")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "OSLO (AFP) - Brent crude $82.31, up 1.2 pct; WTI $78.05, up 0.9 pct; Dubai $81.77; gold $2,330 an ounce.",
        "Quakes: Herat 6.3, Oct 7; Izmit 7.6, Aug 17 1999; Kobe 6.9, Jan 17 1995; Messina 7.1, Dec 28 1908; Lisbon 8.5, Nov 1 1755.",
        "El Salvador 2, Costa Rica 1; La Paz 3, Los Angeles 0; Las Palmas 1, Real Sociedad 1; San Lorenzo 2, La Coruña 4.",
        "Die Zeit, Der Spiegel and Die Welt, the biggest weeklies and dailies of Hamburg and Berlin, lost 40,000 readers.",
        "40 kaljua ja saunaa",
        f"{LORRIES} «Паром перевёз сорок одну тысячу грузовиков», сообщило агентство.",
    ],
)
def test_short_english_texts_names_and_figures_are_read(text: str) -> None:
    assert languages.foreign(text, (Block(span=Span(0, len(text))),), rules.load()) is None
