"""`documents.toml`: what is known of the files beside it, an entry each: `["file.txt"]` with source and date."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePath
from types import MappingProxyType

from factcheck.errors import InputError, nearest
from factcheck.model import Period
from factcheck.read import remote
from factcheck.read.published import parse_published

NAME = "documents.toml"
FIELDS = ("source", "title", "published", "url", "author", "agency", "language")
_LARGEST = 50_000_000  # bytes

Entry = Mapping[str, str | Period]


def entry_for(file: PurePath, printed: str, address: str = "", version: str | None = None) -> Entry:
    """What the `documents.toml` beside a file says of it; nothing where there is none.

    `address` is that of a document within the file (`#12`), whose own entry (`["dump.jsonl#12"]`) stands above the file's.
    `version` is that of the `documents.toml` beside a file elsewhere; empty where there is none.

    Raises:
        InputError: the file cannot be read, or an entry does not fit; with line and remedy.
    """
    beside = _beside(file, printed, version)
    if beside is None:
        return {}
    entries = _load(*beside)
    of_file = entries.get(_same_form(file.name), {})
    return {**of_file, **entries.get(_same_form(file.name + address), {})} if address else of_file


def concerning(file: PurePath, printed: str) -> tuple[tuple[str, Entry], ...]:
    """Every entry that may be of a file or of a document within it, with its name; errors as for `entry_for`."""
    beside = _beside(file, printed)
    return () if beside is None else _by_file(*beside).get(_file_of(_same_form(file.name)), ())


@lru_cache(maxsize=64)
def _by_file(location: str, version: str, size: int, where: str) -> Mapping[str, tuple[tuple[str, Entry], ...]]:
    found: dict[str, tuple[tuple[str, Entry], ...]] = {}
    for name, entry in _load(location, version, size, where).items():
        found[_file_of(name)] = (*found.get(_file_of(name), ()), (name, entry))
    return found


def _file_of(name: str) -> str:
    """The name up to what may be the address of a document within."""
    return name.partition("#")[0]


def _beside(file: PurePath, printed: str, version: str | None = None) -> tuple[str, str, int, str] | None:
    """The `documents.toml` beside a file, its version and size, and how messages name it; None where there is none."""
    where = printed.rpartition("/")[0] + "/" + NAME if "/" in printed else NAME
    if version is not None:
        return (where, version, 0, where) if version else None
    location = file.parent / NAME
    try:
        status = os.stat(location)
    except OSError:
        return None
    return str(location), str(status.st_mtime_ns), status.st_size, where


@lru_cache(maxsize=64)
def _load(location: str, version: str, size: int, where: str) -> Mapping[str, Entry]:
    """Every entry of the file. Kept between calls, since every document beside it asks; the version tells a change."""
    if size > _LARGEST:
        raise InputError(where, f"is larger than {_LARGEST // 1_000_000} MB; split the folder")
    import tomli

    try:
        text = remote.text(location, _LARGEST) if remote.scheme(location) else Path(location).read_text(encoding="utf-8-sig")
        table = tomli.loads(text)
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(where, f"cannot be read ({error}); save it as a UTF-8 TOML file") from None
    except tomli.TOMLDecodeError as error:
        raise InputError(where, f'is not valid TOML: {error}; an entry looks like ["file.txt"] and below it source = "..."') from None
    return MappingProxyType({_same_form(name): _entry(_Place(where, text, name), data) for name, data in table.items()})


class _Place:
    """Where an entry stands; TOML readers keep no lines, so they are searched for when a message needs one."""

    def __init__(self, where: str, text: str, name: str) -> None:
        self.where, self.text, self.name = where, text, name

    def error(self, what: str, key: str = "") -> InputError:
        lines = self.text.splitlines()
        quoted = (f'["{self.name}"]', f"['{self.name}']", f"[{self.name}]")
        header = next((number for number, line in enumerate(lines) if line.strip().startswith(quoted)), None)
        line = header
        if header is not None and key:
            line = next((number for number in range(header, len(lines)) if lines[number].strip().startswith(key)), header)
        place = f"{self.where}:{line + 1}" if line is not None else self.where
        return InputError(place, f'["{self.name}"] {what}')


def _entry(place: _Place, data: object) -> Entry:
    if not isinstance(data, dict):
        raise place.error("is not an entry; write the file's name as a table header")
    for key in data:
        _check_key(place, key)
    return {key: _value(place, key, data[key]) for key in FIELDS if key in data}


def _check_key(place: _Place, key: str) -> None:
    """Keys of other tools are let be, misspelt ones are not: a date under `publised` would be lost in silence."""
    near = nearest(key, FIELDS, 0.8) if key not in FIELDS else None
    if near:
        raise place.error(f'has an unknown key "{key}"; did you mean "{near}"?', key)


def _value(place: _Place, key: str, value: object) -> str | Period:
    if key == "published":
        period = parse_published(value)
        if period is None:
            raise place.error(f'published: "{value}" is not a date with its year; write 2021, 2021-08 or 2021-08-25', key)
        return period
    if not isinstance(value, str):
        raise place.error(f"{key}: must be words in quotation marks", key)
    return value


def _same_form(name: str) -> str:
    """A file's name in one Unicode form: file systems differ in how they keep accents."""
    return unicodedata.normalize("NFC", name)
