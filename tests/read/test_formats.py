"""One article in every format: the same claims, the same conflict, and where in the file they stand."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import textwrap
from pathlib import Path

import docx
import pytest
from num2words import num2words
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, SimpleDocTemplate

import factcheck
from documents import (
    FERRY,
    LORRIES,
    MAKERS,
    SHIP,
    TOWN,
    Story,
    csv_rows,
    json_lines,
    json_list,
    mbox,
    message,
    txt,
    warc_record,
    web_page,
    zipped,
)
from factcheck import batches, read, rules
from factcheck.model import BlockKind, Claim, Document, Skipped

OTHER = Story(title="Norhaven looks to a good year", paragraphs=(LORRIES.replace("41,000", "52,000"),), source="Altona Evening Post")


def items(folder: Path, name: str, data: bytes, options: read.Options | None = None) -> list[Document | Skipped]:
    file = folder / name
    file.write_bytes(data)
    return list(read.read(read.Source(file=file, path=name), options=options))


def document(folder: Path, name: str, data: bytes) -> Document:
    (found,) = items(folder, name, data)
    assert isinstance(found, Document), found
    return found


def blocks(found: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, " ".join(block.span.of(found.text).split())) for block in found.blocks]


def told(claim: Claim) -> tuple[object, ...]:
    """A claim without its place."""
    mention = claim.mention
    return claim.text, mention.kind, mention.value, claim.quote, claim.heading, claim.repeat, claim.frame


@pytest.mark.parametrize("name", MAKERS)
def test_an_article_has_the_same_claims_in_every_format(tmp_path: Path, name: str) -> None:
    known = f'published = 2024-05-06\nsource = "Harbour Gazette"\ntitle = "{FERRY.title}"\n'
    (tmp_path / "documents.toml").write_text(f'["{name}"]\n{known}["t.txt"]\n{known}', encoding="utf-8")
    found = batches.claims_of(document(tmp_path, name, MAKERS[name](FERRY)), rules.load())
    expected = batches.claims_of(document(tmp_path, "t.txt", txt(FERRY)), rules.load())
    assert len(expected) >= 8
    assert [told(claim) for claim in found] == [told(claim) for claim in expected]


@pytest.mark.parametrize("name", MAKERS)
def test_a_conflict_is_found_in_every_format(tmp_path: Path, name: str) -> None:
    """A folder of all formats tells of 41,000 lorries; a text beside it of 52,000."""
    (tmp_path / name).write_bytes(MAKERS[name](FERRY))
    (tmp_path / "other.txt").write_bytes(txt(OTHER))
    report = factcheck.scan(tmp_path)
    assert not report.skipped
    (finding,) = [finding for finding in report.findings if finding.relation.value == "conflict"]
    assert {claim.text for claim in finding.claims} == {"41,000", "52,000"}


def test_a_mixed_folder_is_read_whole(tmp_path: Path) -> None:
    for name, make in MAKERS.items():
        (tmp_path / f"{name.partition('.')[2].replace('.', '-')}-{name}").write_bytes(make(FERRY))
    (tmp_path / "other.txt").write_bytes(txt(OTHER))
    report = factcheck.scan(tmp_path)
    assert report.summary.documents == len(MAKERS) + 1
    assert not report.skipped
    finding = next(finding for finding in report.findings if "52,000" in [claim.text for claim in finding.claims])
    assert len(finding.claims) == 2  # one story in many formats is one witness, and the other one


@pytest.mark.parametrize(
    ("name", "published", "source"),
    [
        ("a.md", "front matter", "front matter"),
        ("a.html", "JSON-LD", "JSON-LD"),
        ("a.warc", "JSON-LD", "JSON-LD"),
        ("a.eml", "mail header", "mail header"),
        ("a.mbox", "mail header", "mail header"),
        ("a.json", "JSON", "JSON"),
        ("a.jsonl", "JSON", "JSON"),
        ("a.csv", "CSV", "CSV"),
        ("a.zip", "front matter", "front matter"),
    ],
)
def test_date_and_source_come_from_the_formats_own_place(tmp_path: Path, name: str, published: str, source: str) -> None:
    metadata = document(tmp_path, name, MAKERS[name](FERRY)).metadata
    assert metadata.published is not None
    assert (metadata.published.first, metadata.published.last) == (FERRY.published, FERRY.published)
    assert metadata.source == "Harbour Gazette"
    assert metadata.title == FERRY.title
    assert (dict(metadata.origins)["published"], dict(metadata.origins)["source"]) == (published, source)


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_when_a_file_was_made_is_only_a_hint(tmp_path: Path, name: str) -> None:
    metadata = document(tmp_path, name, MAKERS[name](FERRY)).metadata
    assert metadata.published is None
    assert metadata.created is not None
    assert metadata.title == FERRY.title


# ---- by content -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.pdf", "a.html", "a.docx", "a.odt", "a.eml", "a.mbox", "a.warc.gz", "a.zip", "a.txt.gz"])
def test_a_file_is_known_by_its_bytes(tmp_path: Path, name: str) -> None:
    """Under a wrong ending or none, as far as the bytes tell; the name inside a gzip file is that of the outer one."""
    for wrong in ("b.txt", "b.md", "b"):
        if name != "a.txt.gz" or wrong != "b":
            assert len(document(tmp_path, wrong, MAKERS[name](FERRY)).blocks) == 4


OLD_OFFICE = "an old Office file, or one with a password; save it as .docx without one"
NO_TEXT = "text under text, body, content, article_body and the like; --text-key names another key"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("a.pdf", txt(FERRY), "no PDF file, whatever its name says", id="text-as-pdf"),
        pytest.param("a.docx", b"\0\1\2", "damaged, or no Word file", id="bytes-as-docx"),
        pytest.param("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, OLD_OFFICE, id="old-word"),
        pytest.param("a.xlsx", zipped({"xl/workbook.xml": b"<x/>"}), "no reader for .xlsx files", id="excel"),
        pytest.param("a.zip", zipped({"xl/workbook.xml": b"<x/>"}), "no reader for Excel files", id="excel-as-zip"),
        pytest.param("a.png", b"\x89PNG\r\n\x1a\n\0\0", "no reader for .png files", id="picture"),
        pytest.param("a.html", b"", "empty", id="empty"),
        pytest.param("a.html", b"<html><body><script>40 ships</script></body></html>", "a page without an article", id="no-article"),
        pytest.param("a.csv", b"year,ships\n2023,40\n", None, id="a-table-is-no-list-of-articles"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_skipped_with_its_reason(tmp_path: Path, name: str, data: bytes, reason: str | None) -> None:
    wanted = (
        reason
        or "no record has text under text, body, content, article_body and the like; --text-key names another key (there: ships, year)"
    )
    assert items(tmp_path, name, data) == [Skipped(path=name, reason=wanted)]


@pytest.mark.parametrize(
    ("name", "library", "reason"),
    [
        ("a.pdf", "pypdfium2", "reading PDF needs pypdfium2; pip install 'factcheck-cli[pdf]'"),
        ("a.docx", "mammoth", "reading Word needs mammoth; pip install 'factcheck-cli[docx]'"),
        ("a.html", "lxml", "reading HTML needs lxml; pip install 'factcheck-cli[html]'"),
        ("a.warc", "warcio", "reading WARC needs warcio; pip install 'factcheck-cli[warc]'"),
    ],
)
def test_without_its_library_a_file_is_skipped_with_the_command_that_installs_it(
    tmp_path: Path, name: str, library: str, reason: str
) -> None:
    (tmp_path / name).write_bytes(MAKERS[name](FERRY))
    (tmp_path / "b.txt").write_bytes(txt(FERRY))
    program = f"import sys; sys.modules['{library}'] = None; from factcheck.cli import main; main(['scan', '.'])"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert f"factcheck: skipped {name}: {reason}\n" in ran.stderr
    assert "1 document read, 1 skipped" in ran.stdout


def test_plain_text_needs_no_library_of_another_format(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(txt(FERRY))
    program = (
        "import sys; from factcheck.cli import main; main(['scan', '.', '--quiet']);"
        "print(sorted({'lxml', 'trafilatura', 'mammoth', 'pypdfium2', 'warcio', 'email', 'zipfile'} & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert not {"lxml", "trafilatura", "mammoth", "pypdfium2", "warcio"} & set(ran.stderr.split("'"))


# ---- pages ----------------------------------------------------------------------------------------------------------


def test_a_page_is_read_without_what_stands_around_its_article(tmp_path: Path) -> None:
    found = document(tmp_path, "a.html", web_page(FERRY))
    assert blocks(found) == [("heading", FERRY.title), ("paragraph", LORRIES), ("paragraph", SHIP), ("paragraph", TOWN)]
    assert [found.place(block.span.start) for block in found.blocks] == [(7, 1), (8, 1), (9, 1), (10, 1)]


PAGE = """<!DOCTYPE html><html><head><title>t</title></head><body><main><article>
<h1>Ferries</h1>
<p>The port published how many lorries and people each of its two ferry lines carried in the year that has ended.</p>
<table>
<tr><th>Line</th><th>Lorries</th><th>Passengers</th></tr>
<tr><td>Altona</td><td>41,000</td><td>1.2 million</td></tr>
<tr><td>Sundvik</td><td>9,500</td><td></td></tr>
</table>
<ul><li>Both lines run all year, in winter four times a week and in summer every day of the week.</li></ul>
<figure><img src="a.jpg"><figcaption>Photo: 300 lorries wait</figcaption></figure>
</article></main></body></html>
"""


def test_rows_of_a_table_carry_the_heads_of_their_columns(tmp_path: Path) -> None:
    found = document(tmp_path, "a.html", PAGE.encode())
    assert blocks(found)[2:] == [
        ("row", "Altona; Lorries: 41,000; Passengers: 1.2 million"),
        ("row", "Sundvik; Lorries: 9,500"),
        ("item", "Both lines run all year, in winter four times a week and in summer every day of the week."),
    ]
    assert found.place(found.blocks[2].span.start) == (6, 1)


def test_a_short_page_is_read_without_its_navigation(tmp_path: Path) -> None:
    page = b"<html><body><nav>Page 3 of 9</nav><p>40 ships left.</p><aside>12 more</aside><footer>1998</footer></body></html>"
    assert blocks(document(tmp_path, "a.html", page)) == [("paragraph", "40 ships left.")]


def test_a_page_in_another_encoding_is_decoded(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="windows-1252"></head><body><p>{LORRIES}</p><p>It cost “€85 million” – more.</p></body></html>'
    assert "“€85 million” – more" in document(tmp_path, "a.html", page.encode("cp1252")).text


def test_pdf_pages_and_lines_are_counted_and_margins_dropped(tmp_path: Path) -> None:
    file, styles = io.BytesIO(), getSampleStyleSheet()

    def margins(canvas: Canvas, page: SimpleDocTemplate) -> None:
        canvas.drawString(72, 805, "Harbour Gazette, 6 May 2024")
        canvas.drawString(290, 30, str(page.page))

    paragraphs = [f"{num2words(number).capitalize()} ships. {SHIP} {TOWN}" for number in range(30)]
    story = [Paragraph(words, styles["BodyText"]) for words in paragraphs]
    SimpleDocTemplate(file, pagesize=A4).build([*story, Paragraph(LORRIES, styles["BodyText"])], onFirstPage=margins, onLaterPages=margins)
    found = document(tmp_path, "a.pdf", file.getvalue())
    assert "6 May 2024" not in found.text
    assert blocks(found) == [("paragraph", words) for words in (*paragraphs, LORRIES)]
    claims = batches.claims_of(found, rules.load())
    first, last = claims[0], next(claim for claim in claims if claim.text == "41,000")
    assert (first.page, first.line) == (1, 1)
    assert last.page == len(found.pages) == 3
    assert last.line < 60


def test_pdf_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """Below a headline over both; words divided at the ends of lines are whole again."""
    file, style = io.BytesIO(), getSampleStyleSheet()["BodyText"]
    style.hyphenationLang = "en_GB"
    page = BaseDocTemplate(file, pagesize=A4)

    def headline(canvas: Canvas, page: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(50, 760, "A headline that runs over both of the columns")

    columns = [Frame(50, 50, 230, 690), Frame(310, 50, 230, 690)]
    page.addPageTemplates([PageTemplate(frames=columns, onPage=headline)])
    paragraphs = [f"{number} ships. {SHIP} {TOWN}" for number in range(200, 209)]
    page.build([Paragraph(words, style) for words in paragraphs])
    found = document(tmp_path, "a.pdf", file.getvalue())
    assert blocks(found) == [("heading", "A headline that runs over both of the columns"), *(("paragraph", words) for words in paragraphs)]


def test_words_divided_at_the_end_of_a_pdf_line_are_rejoined(tmp_path: Path) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for number, line in enumerate(
        ["The harbour handled forty inter-", "national container ships in 2020-", "21, the port authority said."]
    ):
        canvas.drawString(72, 700 - 14 * number, line)
    canvas.save()
    found = document(tmp_path, "a.pdf", file.getvalue())
    assert blocks(found) == [("paragraph", "The harbour handled forty international container ships in 2020-21, the port authority said.")]


def test_a_pdf_of_pictures_is_skipped(tmp_path: Path) -> None:
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.rect(10, 10, 100, 100)
    canvas.save()
    assert items(tmp_path, "a.pdf", file.getvalue()) == [
        Skipped(path="a.pdf", reason="holds no text, only pictures of it; have it recognised (OCR) first")
    ]


def test_word_headings_lists_and_tables_are_kept(tmp_path: Path) -> None:
    made, file = docx.Document(), io.BytesIO()
    made.add_heading("Ferries", 1)
    made.add_paragraph("41,000 lorries", style="List Bullet")
    table = made.add_table(rows=2, cols=2)
    for cell, words in zip((*table.rows[0].cells, *table.rows[1].cells), ("Line", "Lorries", "Altona", "41,000"), strict=True):
        cell.text = words
    made.save(file)
    found = document(tmp_path, "a.docx", file.getvalue())
    assert blocks(found) == [("heading", "Ferries"), ("item", "41,000 lorries"), ("row", "Altona; Lorries: 41,000")]


# ---- mail -----------------------------------------------------------------------------------------------------------


def quoted(words: str) -> str:
    return "\n".join(f"> {line}" for line in textwrap.wrap(words, 66))


REPLY = f"""\
The figure is wrong, it was 52,000 lorries.

On Mon, 6 May 2024 at 08:00, Harbour Gazette
<news@gazette.example> wrote:
{quoted(LORRIES)}
>
> {TOWN}

--\x20
Desk, room 300
"""


def test_what_a_reply_quotes_is_a_repeat(tmp_path: Path) -> None:
    mail = message(FERRY)
    mail.set_content(REPLY)
    found = document(tmp_path, "a.eml", mail.as_bytes())
    assert [(block.repeat, " ".join(block.span.of(found.text).split())) for block in found.blocks] == [
        (False, FERRY.title),
        (False, "The figure is wrong, it was 52,000 lorries."),
        (True, LORRIES),
        (True, TOWN),
    ]
    claims = {claim.text: claim.repeat for claim in batches.claims_of(found, rules.load())}
    assert claims["52,000"] is False
    assert claims["41,000"] is True


def test_a_mail_of_html_is_read_and_its_attachments_too(tmp_path: Path) -> None:
    mail = message(FERRY)
    mail.set_content(f"<p>{LORRIES}</p>", subtype="html")
    mail.add_attachment(MAKERS["a.pdf"](FERRY), maintype="application", subtype="pdf", filename="report.pdf")
    mail.add_attachment(b"GIF89a", maintype="image", subtype="gif", filename="logo.gif")
    found = items(tmp_path, "a.eml", mail.as_bytes())
    assert [item.metadata.path for item in found if isinstance(item, Document)] == ["a.eml", "a.eml#report.pdf"]


def test_a_forwarded_mail_and_attachments_of_one_name_are_documents_of_their_own(tmp_path: Path) -> None:
    mail = message(OTHER)
    mail.add_attachment(message(FERRY))
    for words in (LORRIES, SHIP):
        mail.add_attachment(words, filename="note.txt")
    found = items(tmp_path, "a.eml", mail.as_bytes())
    assert [(item.metadata.path, item.metadata.source) for item in found if isinstance(item, Document)] == [
        ("a.eml", "Altona Evening Post"),
        ("a.eml#forwarded.eml", "Harbour Gazette"),
        ("a.eml#note.txt", None),
        ("a.eml#note.txt~2", None),
    ]


# ---- records and archives -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "make"), [("d.jsonl", json_lines), ("d.json", json_list), ("d.csv", csv_rows), ("d.mbox", mbox)])
def test_each_record_is_a_document_with_its_number(tmp_path: Path, name: str, make: object) -> None:
    found = items(tmp_path, name, make(FERRY, OTHER))  # type: ignore[operator]
    assert [(item.metadata.path, item.metadata.source) for item in found if isinstance(item, Document)] == [
        (f"{name}#1", "Harbour Gazette"),
        (f"{name}#2", "Altona Evening Post"),
    ]


def test_keys_can_be_named(tmp_path: Path) -> None:
    record = {"headline": FERRY.title, "inhalt": TOWN, "tag": "6 May 2024", "blatt": "Harbour Gazette", "date": "1999-01-01"}
    options = read.Options(text_key="inhalt", date_key="tag", source_key="blatt")
    (found,) = items(tmp_path, "d.json", json.dumps([record]).encode(), options)
    assert isinstance(found, Document)
    assert found.metadata.published is not None
    assert (found.metadata.published.first, found.metadata.source) == (FERRY.published, "Harbour Gazette")


@pytest.mark.parametrize(
    "record",
    [
        {"title": {"rendered": FERRY.title}, "content": {"rendered": f"<p>{LORRIES}</p>\n<p>{SHIP}</p>"}},
        {"headline": FERRY.title, "body": [LORRIES, SHIP]},
        {"Title": FERRY.title, "articleBody": f"{FERRY.title}\n\n{LORRIES}\n\n{SHIP}"},
    ],
    ids=["html", "list", "title-in-text"],
)
def test_records_are_read_as_publishing_tools_write_them(tmp_path: Path, record: dict[str, object]) -> None:
    found = document(tmp_path, "d.jsonl", json.dumps(record).encode())
    assert blocks(found) == [("heading", FERRY.title), ("paragraph", LORRIES), ("paragraph", SHIP)]


def test_broken_records_are_told_and_the_others_read(tmp_path: Path) -> None:
    data = b'{"text": "40 ships."\n' + json_lines(FERRY) + b'{"id": 3}\n' + b"[" * 100_000 + b"\n"
    assert [item if isinstance(item, Skipped) else item.metadata.path for item in items(tmp_path, "d.jsonl", data)] == [
        "d.jsonl#2",
        Skipped(path="d.jsonl", reason=f"1 of 2 records have no {NO_TEXT} (there: id)"),
        Skipped(path="d.jsonl#1", reason="no JSON"),
        Skipped(path="d.jsonl#4", reason="nested too deeply"),
    ]


def test_an_entry_of_documents_toml_may_speak_of_one_record(tmp_path: Path) -> None:
    (tmp_path / "documents.toml").write_text('["d.jsonl"]\nsource = "Dump"\n["d.jsonl#2"]\nsource = "Second"\n', encoding="utf-8")
    found = items(tmp_path, "d.jsonl", json_lines(FERRY, OTHER))
    assert [item.metadata.source for item in found if isinstance(item, Document)] == ["Dump", "Second"]


def test_a_web_archive_is_read_without_errors_and_pictures(tmp_path: Path) -> None:
    data = (
        warc_record(web_page(FERRY))
        + warc_record(b"<html><body><p>404 pages lost</p></body></html>", status="404 Not Found")
        + warc_record(b"GIF89a", kind="image/gif")
        + warc_record(MAKERS["a.pdf"](FERRY), kind="application/pdf", address="https://gazette.example/ferry.pdf")
    )
    found = items(tmp_path, "a.warc", data)
    assert [(item.metadata.path, item.metadata.url) for item in found if isinstance(item, Document)] == [
        ("a.warc#1", "https://gazette.example/ferry"),
        ("a.warc#4", "https://gazette.example/ferry.pdf"),
    ]
    assert len(found) == 2


def test_archives_within_archives_are_read(tmp_path: Path) -> None:
    inner = zipped({"b/a.md": MAKERS["a.md"](FERRY), "b/.hidden.md": b"40 ships.", "__MACOSX/x.md": b"40 ships.", "c.png": b"\x89PNG\0"})
    found = items(tmp_path, "a.zip", zipped({"inner.zip": inner, "dump.jsonl.gz": gzip.compress(json_lines(FERRY, OTHER))}))
    assert [item.path if isinstance(item, Skipped) else item.metadata.path for item in found] == [
        "a.zip#dump.jsonl.gz#1",
        "a.zip#dump.jsonl.gz#2",
        "a.zip#inner.zip#b/a.md",
        "a.zip#inner.zip#c.png",
    ]


def test_headings_are_headings_in_every_format(tmp_path: Path) -> None:
    for name, make in MAKERS.items():
        assert document(tmp_path, name, make(FERRY)).blocks[0].kind is BlockKind.HEADING, name


def test_an_open_source_is_closed_when_reading_stops_early(tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_bytes(json_lines(FERRY, OTHER))
    reading = read.read(read.Source(file=tmp_path / "d.jsonl", path="d.jsonl"))
    assert isinstance(next(reading), Document)
    reading.close()  # type: ignore[attr-defined]
