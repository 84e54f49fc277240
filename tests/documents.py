"""One article in every format, as real files: made by other tools than those that factcheck reads them with."""

from __future__ import annotations

import csv
import datetime
import email.generator
import gzip
import html
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What an article says, whatever file it is in."""

    title: str
    paragraphs: tuple[str, ...]
    source: str = "Harbour Gazette"
    published: datetime.date = datetime.date(2024, 5, 6)


LORRIES = (
    "The ferry line between Altona and Norhaven carried 41,000 lorries in 2023, the Norhaven Port Authority said on Monday, and it "
    "expects the number to grow by 5 percent in 2024."
)
SHIP = (
    "The new ferry, which cost 85 million euros, was put into service on 3 March 2024. It needs about six hours for the crossing, an "
    "hour less than the old one, and has room for 220 lorries."
)
TOWN = (
    "Norhaven has 12,500 inhabitants, and one in five of them works in the port, according to the town's statistics office, which "
    "counted them in January 2024."
)
FERRY = Story(title="Ferry line to Norhaven carries more lorries", paragraphs=(LORRIES, SHIP, TOWN))


def txt(story: Story) -> bytes:
    return "\n\n".join((story.title, *story.paragraphs, "")).encode()


def md(story: Story) -> bytes:
    head = f"---\nsource: {story.source}\npublished: {story.published}\n---\n\n# {story.title}\n\n"
    return (head + "\n\n".join(story.paragraphs) + "\n").encode()


def web_page(story: Story) -> bytes:
    linked = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title,
        "datePublished": f"{story.published}T08:00:00+00:00", "publisher": {"@type": "Organization", "name": story.source},
    }  # fmt: skip
    body = "\n".join(f"<p>{html.escape(words)}</p>" for words in story.paragraphs)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{html.escape(story.title)} - {story.source}</title>
<script type="application/ld+json">{json.dumps(linked)}</script>
<script>document.write("The ferry carried 99,000 lorries in 2023.")</script></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/24">News 24</a></li></ul></nav></header>
<div class="cookie-notice"><p>We and our 842 partners store cookies on your device. Accept all?</p></div>
<main><article><h1>{html.escape(story.title)}</h1>
{body}
<div class="share"><a href="#">Share this with 3 friends</a></div></article>
<aside class="related"><h3>More on this</h3><ul><li><a href="/1">40 ships wait off Altona</a></li></ul></aside></main>
<footer><p>© 1998-2024 {story.source}. All 300 rights reserved.</p></footer></body></html>
""".encode()


def pdf(story: Story) -> bytes:
    styles = getSampleStyleSheet()
    page = io.BytesIO()
    words: list[Flowable] = [Paragraph(html.escape(story.title), styles["Title"])]
    words += [Paragraph(html.escape(paragraph), styles["BodyText"]) for paragraph in story.paragraphs]
    SimpleDocTemplate(page, pagesize=A4, title=story.title, author=story.source, invariant=True).build(words)
    return page.getvalue()


def word(story: Story) -> bytes:
    document = docx.Document()
    document.core_properties.title = story.title
    document.core_properties.author = story.source
    document.core_properties.created = datetime.datetime(2024, 5, 5, 12, tzinfo=datetime.UTC)
    document.add_heading(story.title, 0)
    for paragraph in story.paragraphs:
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def odt(story: Story) -> bytes:
    names = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "meta"))
    title = html.escape(story.title)
    body = f"<text:h>{title}</text:h>" + "".join(f"<text:p>{html.escape(words)}</text:p>" for words in story.paragraphs)
    content = f"<office:body><office:text>{body}</office:text></office:body>"
    files = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content{names}>{content}</office:document-content>",
        "meta.xml": f'<office:document-meta{names} xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></office:document-meta>',
    }
    return zipped({name: words.encode() for name, words in files.items()})


def message(story: Story) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = f"{story.source} <news@gazette.example>"
    mail["To"] = "desk@paper.example"
    mail["Date"] = datetime.datetime.combine(story.published, datetime.time(8), datetime.UTC)
    mail["Subject"] = story.title
    mail.set_content("\n\n".join(story.paragraphs) + "\n")
    return mail


def eml(story: Story) -> bytes:
    file = io.BytesIO()
    email.generator.BytesGenerator(file).flatten(message(story))
    return file.getvalue()


def mbox(*stories: Story) -> bytes:
    return b"".join(b"From news@gazette.example Mon May  6 08:00:00 2024\n" + eml(story) + b"\n" for story in stories)


def record(story: Story) -> dict[str, str]:
    return {
        "title": story.title, "date_published": story.published.isoformat(), "source": story.source, "text": "\n\n".join(story.paragraphs),
    }  # fmt: skip


def json_list(*stories: Story) -> bytes:
    return json.dumps({"articles": [record(story) for story in stories]}).encode()


def json_lines(*stories: Story) -> bytes:
    return "".join(json.dumps(record(story)) + "\n" for story in stories).encode()


def csv_rows(*stories: Story) -> bytes:
    file = io.StringIO()
    rows = [record(story) for story in stories]
    writer = csv.DictWriter(file, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def warc_record(
    payload: bytes, *, kind: str = "text/html", status: str = "200 OK", address: str = "https://gazette.example/ferry"
) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {len(payload)}\r\n\r\n".encode() + payload
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-09T12:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789abc>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def warc(*stories: Story) -> bytes:
    return b"".join(warc_record(web_page(story)) for story in stories)


def zipped(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


MAKERS: dict[str, Callable[[Story], bytes]] = {
    "a.txt": txt,
    "a.md": md,
    "a.html": web_page,
    "a.pdf": pdf,
    "a.docx": word,
    "a.odt": odt,
    "a.eml": eml,
    "a.mbox": mbox,
    "a.json": json_list,
    "a.jsonl": json_lines,
    "a.csv": csv_rows,
    "a.warc": warc,
    "a.warc.gz": lambda story: gzip.compress(warc(story)),
    "a.txt.gz": lambda story: gzip.compress(txt(story)),
    "a.zip": lambda story: zipped({"inner/a.md": md(story)}),
}
