"""What is known of a document, and where it was said."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import read
from factcheck.errors import InputError
from factcheck.model import Document, Period
from factcheck.read import front_matter
from factcheck.read.published import parse_published


def period(first: str, last: str | None = None) -> Period:
    return Period(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last or first))


def load(folder: Path, text: str, *, documents: str = "", name: str = "a.txt") -> Document:
    (folder / name).write_text(text, encoding="utf-8", newline="")
    if documents:
        (folder / "documents.toml").write_text(documents, encoding="utf-8")
    (result,) = read.read(read.Source(file=folder / name, path=f"d/{name}"))
    assert isinstance(result, Document)
    return result


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021", period("2021-01-01", "2021-12-31")),
        (2021, period("2021-01-01", "2021-12-31")),
        ("2024-02", period("2024-02-01", "2024-02-29")),
        ("2021-08-25", period("2021-08-25")),
        ("2021-08-25T23:30:00Z", period("2021-08-25")),
        ("2021-08-25 23:30:00+09:00", period("2021-08-25")),
        (datetime.date(2021, 8, 25), period("2021-08-25")),
        (datetime.datetime(2021, 8, 25, 12, tzinfo=datetime.UTC), period("2021-08-25")),
        ("Aug 25, 2021", period("2021-08-25")),
        ("Wednesday, 25 August 2021", period("2021-08-25")),
        ("25. März 2021", period("2021-03-25")),
        ("March 2024", period("2024-03-01", "2024-03-31")),
        ("Mon, 02 Oct 2023 15:00:00 GMT", period("2023-10-02")),
        ("13/04/2021", period("2021-04-13")),
        ("1714982400", period("2024-05-06")),
        (1714982400000, period("2024-05-06")),
        ("171498240", None),
        ("03/04/2021", None),
        ("Aug 25", None),
        ("yesterday", None),
        ("2021-02-30", None),
        ("2021-13", None),
        ("2021-00", None),
        ("0000", None),
        ("February 30, 2021", None),
        ("", None),
        (True, None),
        (None, None),
        ([2021], None),
    ],
)
def test_publication_dates(value: object, expected: Period | None) -> None:
    assert parse_published(value) == expected


@settings(max_examples=200, deadline=None)
@given(st.from_regex(r"[ -~]{0,25}20\d\d[ -~äéж]{0,25}", fullmatch=True))
def test_no_words_crash_the_date_reader(words: str) -> None:
    found = parse_published(words)
    assert found is None or isinstance(found, Period)


BODY = "OSLO, May 2, 2024 (Agency) - Forty ships left.\n"


@pytest.mark.parametrize(
    ("text", "documents", "expected"),
    [
        pytest.param("Forty ships left.\n", "", {}, id="unknown"),
        pytest.param(BODY, "", {"agency": "dateline", "source": "dateline", "published": "dateline"}, id="dateline"),
        pytest.param(
            BODY,
            '["a.txt"]\nsource = "S"\n',
            {"agency": "dateline", "source": "documents.toml", "published": "dateline"},
            id="documents-first",
        ),
        pytest.param(
            f"---\nsource: F\n---\n{BODY}",
            '["a.txt"]\nsource = "S"\npublished = 2024-05-01\n',
            {"agency": "dateline", "source": "front matter", "published": "documents.toml"},
            id="front-matter-first",
        ),
        pytest.param(
            BODY,
            '["b.txt"]\nsource = "S"\n',
            {"agency": "dateline", "source": "dateline", "published": "dateline"},
            id="another-file's-entry",
        ),
    ],
)
def test_the_order_of_origins(tmp_path: Path, text: str, documents: str, expected: dict[str, str]) -> None:
    assert dict(load(tmp_path, text, documents=documents).metadata.origins) == expected


@pytest.mark.parametrize(
    ("text", "source", "published"),
    [
        ("OSLO, Aug 25 (Agency) - Ships left.", "Agency", None),
        ("OSLO, March 23, 2024 (AG) — Ships left.", "AG", period("2024-03-23")),
        ("NEW YORK (AG) -- Ships left.", "AG", None),
        ("Oslo, 23 March 2024 (AG) – Ships left.", "AG", period("2024-03-23")),
        ("Ships return\n\nOSLO, Aug 25 (Agency) - Ships left.", "Agency", None),
        ("The harbour (north) - a large one - is open.", None, None),
        ("OSLO (AG) reported forty ships.", None, None),
        ("OSLO (2024) - Ships left.", None, None),
    ],
)
def test_datelines(tmp_path: Path, text: str, source: str | None, published: Period | None) -> None:
    metadata = load(tmp_path, text).metadata
    assert (metadata.source, metadata.published) == (source, published)


@pytest.mark.parametrize(
    ("published", "expected", "origin"),
    [
        ("2021", period("2021-08-25"), "documents.toml and dateline"),
        ("2021-08", period("2021-08-25"), "documents.toml and dateline"),
        ("2021-09", period("2021-09-01", "2021-09-30"), "documents.toml"),
        ("2021-08-26", period("2021-08-26"), "documents.toml"),
    ],
)
def test_a_dateline_without_a_year_gives_the_day_of_a_known_month_or_year(
    tmp_path: Path, published: str, expected: Period, origin: str
) -> None:
    metadata = load(tmp_path, "KABUL, Aug 25 (Agency) - Ships left.", documents=f'["a.txt"]\npublished = "{published}"\n').metadata
    assert (metadata.published, dict(metadata.origins)["published"]) == (expected, origin)


@pytest.mark.parametrize(
    ("matter", "entry", "expected"),
    [
        ("title: No", "title", "No"),
        ("Date: 2021-08-25T10:00:00Z", "published", period("2021-08-25")),
        ("pubDate: Aug 25, 2021", "published", period("2021-08-25")),
        ("published: 2021", "published", period("2021-01-01", "2021-12-31")),
        ("authors: [A, {name: B}]", "author", "A, B"),
        ("source: https://example.org/a", "url", "https://example.org/a"),
        ("source: https://example.org/a", "source", None),
        ('title: "a\\n  \\ud800b"', "title", "a ?b"),
        ("title: [", "title", None),
        ("title: &a [x]\nauthor: *a", "author", None),
    ],
)
def test_front_matter(tmp_path: Path, matter: str, entry: str, expected: object) -> None:
    document = load(tmp_path, f"---\n{matter}\n---\n\nForty ships left.\n", name="a.md")
    assert getattr(document.metadata, entry) == expected
    assert [block.span.of(document.text) for block in document.blocks] == ["Forty ships left."]


@pytest.mark.parametrize(
    ("matter", "warning"),
    [
        ("title: [", "front matter is not valid YAML on line 3 and was not read: expected the node content, but found '<stream end>'"),
        ("a: &a [x]\nb: *a", "front matter is not valid YAML and was not read: aliases are not read"),
        ("a: " + "[" * 30_000, "front matter is not valid YAML and was not read: nested deeper than 20 levels"),
        ("a: " + "x" * 70_000, "front matter is longer than 65,536 characters and was not read"),
        (
            "date: August 25",
            "front matter gives a date that is not one with its year; write 2021, 2021-08 or 2021-08-25, there or in documents.toml",
        ),
    ],
    ids=["broken", "aliases", "nested", "long", "no-year"],
)
def test_what_front_matter_could_not_say_is_a_warning(tmp_path: Path, matter: str, warning: str) -> None:
    document = load(tmp_path, f"---\n{matter}\n---\nForty ships left.\n", name="a.md")
    assert list(read.warnings(document.metadata)) == [warning]
    assert document.metadata.published is None


@pytest.mark.parametrize(
    "text", ["---\nOne line.\n---\nMore.", "---\nNo end.", "----- \nA: b", "A\n---\nb: c\n---\n", "---\nHe said: a: b\n---\n"]
)
def test_a_rule_across_the_page_is_not_front_matter(text: str) -> None:
    assert front_matter.split(text) == front_matter.FrontMatter()


def test_windows_newlines_keep_offsets(tmp_path: Path) -> None:
    document = load(tmp_path, "---\r\ntitle: A\r\n---\r\n\r\n# B\r\n\r\n40 ships.\r\n", name="a.md")
    assert document.metadata.title == "A"
    assert [document.place(block.span.start) for block in document.blocks] == [(5, 3), (7, 1)]


def test_the_first_heading_is_a_markdown_title(tmp_path: Path) -> None:
    assert load(tmp_path, "# Ships return\n\nA.\n", name="a.md").metadata.title == "Ships return"
    assert load(tmp_path, "Harbour Gazette\n\nA.\n").metadata.title is None


@pytest.mark.parametrize(
    ("documents", "message"),
    [
        ('["a.txt"]\nsource = S', r"^d/documents\.toml: is not valid TOML: .*line 2.*; an entry looks like"),
        ('["a.txt"]\npublished = "soon"', r'^d/documents\.toml:2: \["a\.txt"\] published: "soon" is not a date with its year; write 2021'),
        ('["a.txt"]\npublised = "2021"', r'^d/documents\.toml:2: \["a\.txt"\] has an unknown key "publised"; did you mean "published"\?'),
        ('["a.txt"]\ntitle = 3', r'^d/documents\.toml:2: \["a\.txt"\] title: must be words in quotation marks'),
        ('"a.txt" = 3', r'^d/documents\.toml: \["a\.txt"\] is not an entry'),
        ("a = " + "[" * 5_000, r"^d/documents\.toml: (cannot be read|is not valid TOML)"),
    ],
    ids=["not-toml", "no-date", "misspelt", "no-words", "no-table", "nested"],
)
def test_a_broken_documents_toml_is_an_input_error(tmp_path: Path, documents: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load(tmp_path, "A.", documents=documents)


def test_keys_of_other_tools_are_let_be(tmp_path: Path) -> None:
    assert load(tmp_path, "A.", documents='["a.txt"]\nsource = "S"\nrating = 3\n').metadata.source == "S"


def test_a_changed_documents_toml_is_read_again(tmp_path: Path) -> None:
    assert load(tmp_path, "A.", documents='["a.txt"]\nsource = "S"\n').metadata.source == "S"
    assert load(tmp_path, "A.", documents='["a.txt"]\nsource = "Other"\n').metadata.source == "Other"


def test_equal_texts_have_equal_digests(tmp_path: Path) -> None:
    assert load(tmp_path, "A.").metadata.digest == load(tmp_path, "A.", name="b.txt").metadata.digest
    assert load(tmp_path, "A.").metadata.digest != load(tmp_path, "B.").metadata.digest
