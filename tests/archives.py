"""An archive of made-up news: two reports on each of some harbours, and letters that speak of nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

HARBOURS = ("Altona", "Brevik", "Cuxhaven", "Dronten", "Esbjerg", "Fowey", "Gdynia", "Hanko", "Imatra", "Jelling", "Kotka", "Larvik")


def stories() -> Iterator[tuple[str, str, str, str]]:
    """Path, source, date and text of every document."""
    for number, harbour in enumerate(HARBOURS, 1):
        tonnes = 1_000 * number + 700
        yield f"first/{harbour.lower()}.md", "Port Weekly", f"2014-02-{number:02}", _report(harbour, tonnes, number)
        other = tonnes + 400 if number % 3 == 0 else tonnes
        yield f"later/{harbour.lower()}.md", f"{harbour} Courier", f"2015-03-{number:02}", _retold(harbour, other, number)
        yield f"letters/{harbour.lower()}.txt", "", "", f"The council of {harbour} Nord meets on the {number}th floor.\n"


def _report(harbour: str, tonnes: int, number: int) -> str:
    told = f"The port of {harbour} handled {tonnes:,} tonnes of timber in 2013, the harbour office of {harbour} said."
    return f"{told}\n\nIt has {number + 4} cranes.\n"


def _retold(harbour: str, tonnes: int, number: int) -> str:
    return f"In 2013 the port of {harbour} handled {tonnes:,} tonnes of timber.\n\nThe port of {harbour} was founded in {1700 + number}.\n"


def as_file(source: str, published: str, text: str) -> str:
    """A document with its front matter, where it has one."""
    return f"---\nsource: {source}\npublished: {published}\n---\n\n{text}" if source else text


def write(folder: Path) -> Path:
    """The archive as files below a folder."""
    for path, source, published, text in stories():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(as_file(source, published, text), encoding="utf-8")
    return folder


def write_lines(file: Path) -> Path:
    """The archive as one file of records."""
    records = ({"text": text, "source": source, "published": published} for _, source, published, text in stories())
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return file
