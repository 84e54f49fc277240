"""Mail: the headers say who wrote when; the plain part is the text, and what a reply quotes is marked as a repeat."""

from __future__ import annotations

import email
import email.utils
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default
from functools import lru_cache

from factcheck.model import Block, BlockKind, Period, Skipped, Span
from factcheck.read import text as plain_text
from factcheck.read.article import Article, composed
from factcheck.read.blob import Blob, Options, Unreadable, in_memory, whole
from factcheck.read.decode import decode, decode_as
from factcheck.read.lines import line_starts
from factcheck.read.metadata import Statement, clean
from factcheck.read.published import parse_published
from factcheck.rules import Rules

_QUOTED = re.compile(r"(?:[ \t]{0,3}>)+[ \t]?")
_SIGNATURE = re.compile(r"^-- $", re.MULTILINE)
_MOST_PARTS = 200
_LONGEST_HEADERS = 100_000  # characters of one part: the library takes time with the square of them
_DEEPEST = 20  # parts within parts
_FORWARDED = "message/rfc822"
_NO_DOCUMENT = ("image", "audio", "video")


def read(blob: Blob, options: Options, rules: Rules) -> Iterator[Article | Blob | Skipped]:
    """The mail, then its attachments."""
    yield from articles(blob, blob.path, whole(blob.stream, options.max_file_size), rules)


def articles(blob: Blob, path: str, data: bytes, rules: Rules) -> Iterator[Article | Blob | Skipped]:
    """The article that a mail is, and its attachments: `letter.eml#report.pdf`.

    Raises:
        Unreadable: there is no text in it.
    """
    message = email.message_from_bytes(data, policy=default)
    parts = list(_parts(message, 0))
    text = next((part for part in parts if part.get_content_type() == "text/plain" and not _name(part)), None)
    markup = next((part for part in parts if part.get_content_type() == "text/html" and not _name(part)), None)
    attached = [part for part in parts if _name(part) and part.get_content_maintype() not in _NO_DOCUMENT]
    said = _statement(message)
    title = said.entries.get("title")
    subject = title if isinstance(title, str) else ""
    if text is not None and (words := _text(text)).strip():
        yield _laid_out(path, words, subject, said, rules)
    elif markup is not None:
        from factcheck.read import fragment  # imported late: its library is an extra

        yield composed(path, fragment.pieces(_text(markup)), subject, statements=(said,), record=True)
    elif not attached:
        raise Unreadable("a mail without a text")
    for part in attached:
        yield replace(blob, path=path).inside(_name(part), in_memory(_payload(part)))


def _parts(message: EmailMessage, depth: int) -> Iterator[EmailMessage]:
    """The parts that hold something, at most as many as an honest mail has."""
    if depth > _DEEPEST:
        raise Unreadable(f"nested deeper than {_DEEPEST} parts")
    if sum(len(value) for _, value in message.raw_items()) > _LONGEST_HEADERS:
        raise Unreadable(f"headers of more than {_LONGEST_HEADERS:,} characters")
    if message.get_content_maintype() != "multipart" or not message.is_multipart():
        yield message
        return
    for number, part in enumerate(message.iter_parts()):
        if number == _MOST_PARTS:
            raise Unreadable(f"more than {_MOST_PARTS} parts")
        if isinstance(part, EmailMessage):
            yield from _parts(part, depth + 1)


def _name(part: EmailMessage) -> str:
    """The file name of an attachment, which a forwarded mail need not have; empty for what is no attachment."""
    try:
        name = clean((part.get_filename() or "").replace("\0", ""))
    except (ValueError, LookupError, AttributeError):  # headers of broken mails
        name = ""
    return name or ("forwarded.eml" if part.get_content_type() == _FORWARDED else "")


def _payload(part: EmailMessage) -> bytes:
    """The bytes of a part, or of the mail that it forwards."""
    if part.get_content_type() == _FORWARDED and part.is_multipart():
        return b"".join(inner.as_bytes() for inner in part.iter_parts())
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: EmailMessage) -> str:
    data = _payload(part)
    charset = part.get_content_charset()
    words = decode_as(data, charset) if charset and charset not in ("us-ascii", "utf-8") else decode(data)
    return words if words is not None else decode_as(data, "utf-8") or ""


def _statement(message: EmailMessage) -> Statement:
    """What the headers say. The sender is author and source, unless the mail comes from a list or an organisation."""
    sender, address = _sender(message)
    words = {
        "title": _header(message, "Subject"),
        "author": sender or address,
        "source": _header(message, "Organization") or sender or address,
        "language": _header(message, "Content-Language"),
    }
    entries: dict[str, str | Period] = {name: value for name, value in words.items() if value}
    day = _day(_header(message, "Date"))
    if day:
        entries["published"] = day
    return Statement(origin="mail header", entries=entries)


def _sender(message: EmailMessage) -> tuple[str, str]:
    name, address = email.utils.parseaddr(_header(message, "From"))
    return clean(name), clean(address)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return clean(str(message.get(name, "")))
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):  # what the parser makes of broken headers
        return ""


def _day(words: str) -> Period | None:
    """The day of a Date header, in the sender's own zone."""
    try:
        return parse_published(email.utils.parsedate_to_datetime(words))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _laid_out(path: str, text: str, subject: str, said: Statement, rules: Rules) -> Article:
    """The text below its subject, without its signature; the blocks of quoted lines are repeats."""
    signature = _SIGNATURE.search(text)
    body = text[: signature.start()] if signature else text
    pieces = [f"{subject}\n\n"] if subject else []
    blocks = [Block(span=Span(0, len(subject)), kind=BlockKind.HEADING)] if subject else []
    offset = sum(map(len, pieces))
    for repeat, run in _runs(body.splitlines(), _reply_lines(rules)):
        words = "\n".join(run) + "\n"
        blocks += [
            replace(block, span=Span(offset + block.span.start, offset + block.span.end), repeat=repeat)
            for block in plain_text.layout(words, line_starts(words), 0)
        ]
        pieces.append(words)
        offset += len(words)
    joined = "".join(pieces)
    return Article(
        path=path, text=joined, blocks=tuple(blocks), line_starts=line_starts(joined), statements=(said,), record=True,
    )  # fmt: skip


def _runs(lines: list[str], replies: frozenset[str]) -> Iterator[tuple[bool, list[str]]]:
    """The lines by whose they are: whether they are quoted, and without the marks of that.

    A line that ends with a colon above quoted ones only says whose they are. Below a line of `replies` all is quoted.
    """
    run: list[str] = []
    quoted = rest = False
    for line in lines:
        rest = rest or line.strip("- ").casefold() in replies
        mark = _QUOTED.match(line)
        if (mark is not None or rest) != quoted and (line.strip() or not quoted):
            if not quoted:
                _drop_introduction(run)
            yield quoted, run
            run, quoted = [], not quoted
        run.append(line[mark.end() :] if mark else line)
    yield quoted, run


def _drop_introduction(run: list[str]) -> None:
    """Blanks the line above a quotation that ends with a colon, and the one above it if it was wrapped."""
    filled = [number for number, line in enumerate(run) if line.strip()]
    if not filled or not run[filled[-1]].rstrip().endswith(":"):
        return
    last = filled[-1]
    first = last - 1 if last and run[last - 1].strip() and (last == 1 or not run[last - 2].strip()) else last
    run[first : last + 1] = [""] * (last + 1 - first)


@lru_cache(maxsize=8)
def _reply_lines(rules: Rules) -> frozenset[str]:
    return frozenset(phrase.casefold() for phrase in rules.words("reply", "phrases"))
