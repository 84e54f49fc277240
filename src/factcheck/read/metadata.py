"""What is known of a document: front matter, then `documents.toml`, then the format's own, then a dateline, else unknown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from factcheck.model import Metadata, Period
from factcheck.read.published import parse_published

WARNING = "warning"  # the entry of `origins` that says what could not be read

# the names that publishing tools give to our entries, the most exact first
_FRONT_MATTER_KEYS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "source": ("source", "publisher", "publication", "site_name", "site"),
    "published": ("published", "date_published", "datepublished", "publishdate", "publish_date", "pubdate", "date"),
    "url": ("url", "canonical_url", "canonical", "link"),
    "author": ("author", "authors", "byline"),
    "language": ("language", "lang"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one origin says of a document, and what of it could not be read."""

    origin: str
    entries: Mapping[str, str | Period]
    problems: tuple[str, ...] = ()


def merge(path: str, text: str, statements: tuple[Statement, ...]) -> Metadata:
    """The metadata of a document; of two statements on one entry the earlier holds."""
    held: dict[str, tuple[str | Period, str]] = {}
    for statement in statements:
        for name, value in statement.entries.items():
            held.setdefault(name, (value, statement.origin))
    origins = sorted((name, origin) for name, (_, origin) in held.items())
    problems = [(WARNING, problem) for statement in statements for problem in statement.problems]
    published = held.get("published", (None, ""))[0]

    def words(name: str) -> str | None:
        value = held.get(name, (None, ""))[0]
        return value if isinstance(value, str) else None

    return Metadata(
        path=path,
        title=words("title"),
        source=words("source"),
        published=published if isinstance(published, Period) else None,
        url=words("url"),
        author=words("author"),
        language=words("language"),
        digest=digest(text),
        origins=(*origins, *problems),
    )


def digest(text: str) -> str:
    """A short hash of a text."""
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()[:16]


def of_front_matter(entries: Mapping[str, object], problem: str | None) -> Statement:
    """What front matter says, whatever names its tool gives to things."""
    found = dict(_named(entries))
    problems = [problem] if problem else []
    values: dict[str, str | Period] = {name: words for name, value in found.items() if (words := _words(value))}
    if "published" in values:
        period = parse_published(values.pop("published"))
        if period is None:
            problems.append("front matter gives a date that is not one with its year; write 2021, 2021-08 or 2021-08-25")
        else:
            values["published"] = period
    source = values.get("source")
    if isinstance(source, str) and source.startswith(("http://", "https://")):  # some tools keep the address there
        values.setdefault("url", values.pop("source"))
    return Statement(origin="front matter", entries=values, problems=tuple(problems))


def _named(entries: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    by_key = {str(key).lower().replace("-", "_"): value for key, value in entries.items()}
    for name, keys in _FRONT_MATTER_KEYS.items():
        key = next((key for key in keys if by_key.get(key)), None)
        if key is not None:
            yield name, by_key[key]


def _words(value: object) -> str:
    """Words on one line; a list is joined, an entry with a name is its name."""
    if isinstance(value, dict):
        value = value.get("name", "")
    if isinstance(value, list):
        value = ", ".join(words for item in value if (words := _words(item)))
    return clean(value) if isinstance(value, str) else ""


def clean(words: str) -> str:
    """One line of valid text: YAML escapes can write halves of characters."""
    return " ".join(words.encode("utf-8", errors="replace").decode("utf-8").split())
