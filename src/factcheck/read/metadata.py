"""What is known of a document: front matter, then `documents.toml`, the format's own, a dateline, the file's name, else unknown."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from factcheck.model import Metadata, Period
from factcheck.read.published import parse_published

WARNING = "warning"  # the entry of `origins` that says what could not be read
_REMEDY = "write 2021, 2021-08 or 2021-08-25, there or in documents.toml"
_WAY_OUT = "front matter or documents.toml can say which holds"
_ONE_DAY = datetime.timedelta(days=1)
_DAYS = ("published", "modified", "created")
_WORDS = ("title", "source", "url", "author", "agency", "language")

# the names that publishing tools give to our entries, the most exact first, in any case and with - or _
_KEYS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "source": ("source", "publisher", "publication", "outlet", "site name", "site", "domain"),
    "published": ("published", "date published", "published at", "published date", "publish date", "published time", "pub date", "date"),
    "modified": ("modified", "date modified", "modified at", "modified time", "updated", "updated at", "lastmod", "last modified"),
    "created": ("created", "created at", "date created", "creation date"),
    "url": ("url", "canonical url", "canonical", "link", "permalink"),
    "author": ("author", "authors", "byline", "creator"),
    "agency": ("agency", "news agency", "wire"),
    "language": ("language", "lang", "in language"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one origin says of a document, and what of it could not be read."""

    origin: str
    entries: Mapping[str, str | Period]
    problems: tuple[str, ...] = ()


def merge(path: str, text: str, statements: Sequence[Statement]) -> Metadata:
    """The metadata of a document; of two statements on one entry the earlier holds, and two days that differ are told."""
    held: dict[str, tuple[str | Period, str]] = {}
    for statement in statements:
        for name, value in statement.entries.items():
            held.setdefault(name, (value, statement.origin))
    origins = sorted((name, origin) for name, (_, origin) in held.items())
    problems = [problem for statement in statements for problem in statement.problems]
    problems += _disagreements(statements)

    def period(name: str) -> Period | None:
        value = held.get(name, (None, ""))[0]
        return value if isinstance(value, Period) else None

    def words(name: str) -> str | None:
        value = held.get(name, (None, ""))[0]
        return value if isinstance(value, str) else None

    return Metadata(
        path=path,
        digest=digest(text),
        origins=(*origins, *((WARNING, problem) for problem in problems)),
        **{name: period(name) for name in _DAYS},  # type: ignore[arg-type]  # the entries of Metadata that are days
        **{name: words(name) for name in _WORDS},  # type: ignore[arg-type]  # and those that are words
    )


def warnings(metadata: Metadata) -> Iterator[str]:
    """What could not be read of a document that was read: broken front matter, a date without its year, two dates that differ."""
    return (problem for name, problem in metadata.origins if name == WARNING)


def _disagreements(statements: Sequence[Statement]) -> Iterator[str]:
    """The first two publication dates that cannot both be right.

    A day of difference is let pass: one side may give it in Greenwich's time, and a dateline is often a day older.
    """
    dated = [(statement.origin, day) for statement in statements if isinstance(day := statement.entries.get("published"), Period)]
    for (first, day), (second, other) in combinations(dated, 2):
        if max(day.first - other.last, other.first - day.last) > _ONE_DAY:
            yield f"published {in_words(day)} by {first}, {in_words(other)} by {second}; the first is taken, {_WAY_OUT}"
            return


def in_words(period: Period) -> str:
    """A day as ISO 8601 writes it, a stretch with both ends."""
    return period.first.isoformat() if period.days == 1 else f"{period.first} to {period.last}"


def digest(text: str) -> str:
    """A short hash of a text."""
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()[:16]


def of_front_matter(entries: Mapping[str, object], problem: str | None) -> Statement:
    """What front matter says, whatever names its tool gives to things."""
    statement = of_entries("front matter", entries)
    return replace(statement, problems=(problem, *statement.problems)) if problem else statement


def of_entries(origin: str, entries: Mapping[str, object], keys: Mapping[str, Sequence[str]] | None = None) -> Statement:
    """What entries under the names that publishing tools use say; `keys` are further names, before the usual ones."""
    found = dict(_named(entries, keys or {}))
    problems: list[str] = []
    values: dict[str, str | Period] = {name: words for name, value in found.items() if name not in _DAYS and (words := _words(value))}
    for name in _DAYS:
        if name in found and (period := parse_published(found[name])):
            values[name] = period
        elif name == "published" and found.get(name):
            problems.append(f"{origin} gives a date that is not one with its year; {_REMEDY}")
    source = values.get("source")
    if isinstance(source, str) and source.startswith(("http://", "https://")):  # some tools keep the address there
        values.setdefault("url", values.pop("source"))
    return Statement(origin=origin, entries=values, problems=tuple(problems))


def _named(entries: Mapping[str, object], keys: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, object]]:
    by_key = {key_of(str(key)): value for key, value in entries.items()}
    for name, usual in _KEYS.items():
        key = next((key for key in map(key_of, (*keys.get(name, ()), *usual)) if by_key.get(key)), None)
        if key is not None:
            yield name, by_key[key]


def key_of(key: str) -> str:
    """A key as it is compared: `datePublished`, `date_published` and `date-published` are one."""
    return key.lower().replace("-", "").replace("_", "").replace(" ", "")


def _words(value: object) -> str:
    """Words on one line; a list is joined, an entry with a name is its name."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or value.get("rendered") or ""
    if isinstance(value, list):
        value = ", ".join(words for item in value if (words := _words(item)))
    return clean(value) if isinstance(value, str) else ""


def clean(words: str) -> str:
    """One line of valid text: YAML escapes can write halves of characters."""
    return " ".join(words.encode("utf-8", errors="replace").decode("utf-8").split())
