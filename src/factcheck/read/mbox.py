"""mbox: mails one below the other, each after a line that begins with `From `."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model import Skipped
from factcheck.read import mail
from factcheck.read.article import Article
from factcheck.read.blob import Blob, Options, Unreadable, bounded_lines, too_large
from factcheck.rules import Rules


def read(blob: Blob, options: Options, rules: Rules) -> Iterator[Article | Blob | Skipped]:
    """The mails, each addressed by its number: `archive.mbox#3`."""
    for number, message in enumerate(_messages(blob, options.max_file_size), 1):
        path = f"{blob.path}#{number}"
        if message is None:
            yield Skipped(path=path, reason=too_large(options.max_file_size))
            continue
        try:
            yield from mail.articles(blob, path, message, rules)
        except Unreadable as error:
            yield Skipped(path=path, reason=str(error))


def _messages(blob: Blob, limit: int) -> Iterator[bytes | None]:
    """The bytes of each mail; None for one that is larger than the limit."""
    lines: list[bytes] = []
    size = 0
    blank = True
    begun = False
    for line in bounded_lines(blob.stream, limit):
        if blank and line is not None and line.startswith(b"From "):
            if begun:
                yield b"".join(lines) if size <= limit else None
            lines, size, begun, blank = [], 0, True, False
            continue
        size += len(line) if line is not None else limit + 1
        if size <= limit and line is not None:
            lines.append(line[1:] if line.startswith(b">From ") else line)
        else:
            lines = []
        blank = line is not None and not line.strip()
    if begun:
        yield b"".join(lines) if size <= limit else None
