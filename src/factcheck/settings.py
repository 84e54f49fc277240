"""Settings: command line over `FACTCHECK_*` over the nearest configuration file over defaults, each with its origin.

The nearest file is the first of `factcheck.toml`, `.factcheck.toml` and `[tool.factcheck]` in `pyproject.toml` that is
met on the way up from the starting folder.
"""

from __future__ import annotations

import dataclasses
import difflib
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.errors import ConfigError, FactcheckError, UsageError
from factcheck.model import Relation

PREFIX = "FACTCHECK_"
DEFAULT = "default"
COMMAND_LINE = "command line"
ALL = "all"
NEVER = "never"
FAIL_ON = (Relation.CONFLICT.value, Relation.TENSION.value, NEVER)
COLORS = ("auto", "always", "never")

_CODE = re.compile(r"FC\d{0,3}")
_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off", ""})
_WIDTHS = range(20, 10_001)
_SIZE = re.compile(r"(\d{1,12}(?:\.\d{1,3})?)\s*([kmg]?)b?", re.IGNORECASE)
_SIZES = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for a run, as data. `origins` says where each value comes from."""

    format: str | None = None  # None: by the ending of the output, else a table
    output: tuple[str, ...] = ()
    select: tuple[str, ...] = ()  # codes or their beginnings; none selects all
    ignore: tuple[str, ...] = ()
    show: tuple[Relation, ...] = (Relation.CONFLICT, Relation.TENSION)
    fail_on: str = Relation.CONFLICT.value
    allow_empty: bool = False
    rules: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    follow_links: bool = False
    max_file_size: int = 50_000_000  # bytes
    text_key: str | None = None  # of records in JSON and CSV; None: the usual names
    date_key: str | None = None
    source_key: str | None = None
    show_files: bool = False
    color: str = "auto"
    width: int | None = None
    quiet: bool = False
    verbose: bool = False
    debug: bool = False
    origins: tuple[tuple[str, str], ...] = ()

    def selects(self, code: str) -> bool:
        """Whether a check is on: selected and not ignored; the longer beginning of a code decides between the two."""
        chosen = _longest(code, self.select) if self.select else 0
        ignored = _longest(code, self.ignore)
        return chosen >= 0 and chosen >= ignored and not (ignored >= 0 and chosen == ignored)

    def shows(self, code: str, relation: Relation) -> bool:
        """Whether what a check found in this relation is to be shown."""
        return self.selects(code) and relation in self.show

    def origin(self, name: str) -> str:
        """Where a value comes from."""
        return dict(self.origins).get(name, DEFAULT)


def _longest(code: str, beginnings: tuple[str, ...]) -> int:
    """The length of the longest beginning that fits the code; -1 where none does."""
    return max((len(beginning) for beginning in beginnings if code.startswith(beginning)), default=-1)


def load(overrides: Mapping[str, object], start: Path, environ: Mapping[str, str], config: Path | None = None) -> Settings:
    """The settings of a run that begins in the folder `start`; `config` names the one file to use.

    An override of None or an empty list is an option that was not given.

    Raises:
        ConfigError: a file or variable that does not fit.
        UsageError: an option that does not fit.
    """
    values: dict[str, object] = {}
    origins: dict[str, str] = {}
    for name, value, origin in (*_from_file(start, config), *_from_environment(environ), *_from_command_line(overrides)):
        values[name], origins[name] = value, origin
    return Settings(**values, origins=tuple(sorted(origins.items())))  # type: ignore[arg-type]  # by the table of parsers


_Entries = Iterator[tuple[str, object, str]]


def _from_command_line(overrides: Mapping[str, object]) -> _Entries:
    for name, value in overrides.items():
        if value is None or value in ((), []):
            continue
        if name not in NAMES:
            raise UsageError(_option(name), _unknown("option", name))
        yield name, _parse(name, value, UsageError, _option(name)), COMMAND_LINE


def _from_environment(environ: Mapping[str, str]) -> _Entries:
    """Variables of the prefix; one that is only close to a name of ours is a slip, any other is somebody else's."""
    for variable in sorted(environ):
        if not variable.startswith(PREFIX):
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name in NAMES:
            yield name, _parse(name, environ[variable], ConfigError, variable), variable
        elif near := _near(name):
            raise ConfigError(variable, f"unknown variable; did you mean {PREFIX}{near.upper()}?")


def _from_file(start: Path, config: Path | None) -> _Entries:
    found = _named(config) if config else _nearest(start)
    if found is None:
        return
    file, table = found
    where = _printed(file, start)
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in NAMES:
            raise ConfigError(_at(where, file, key), _unknown("key", name))
        parsed = _parse(name, value, ConfigError, _at(where, file, key))
        yield name, _anchored(name, parsed, file.parent), where


def _named(config: Path) -> tuple[Path, Mapping[str, object]]:
    if not config.is_file():
        raise ConfigError(config.as_posix(), "there is no such configuration file; check --config")
    return config, _table(config, config.as_posix()) or {}


def _nearest(start: Path) -> tuple[Path, Mapping[str, object]] | None:
    base = start.absolute()
    for folder in (base, *base.parents):
        for name in ("factcheck.toml", ".factcheck.toml", "pyproject.toml"):
            file = folder / name
            if file.is_file() and (table := _table(file, _printed(file, start))) is not None:
                return file, table
    return None


def _table(file: Path, where: str) -> Mapping[str, object] | None:
    """The entries of a configuration file; None for a `pyproject.toml` that has none of ours."""
    try:
        table: Any = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(where, f"cannot be read as TOML ({error}); mend it or take it away") from None
    if file.name != "pyproject.toml":
        return dict(table)
    tool = table.get("tool", {})
    ours = tool.get("factcheck") if isinstance(tool, dict) else None
    if ours is not None and not isinstance(ours, dict):
        raise ConfigError(where, "tool.factcheck must be a table; write [tool.factcheck] and the keys below it")
    return ours


def _printed(file: Path, start: Path) -> str:
    return os.path.relpath(file, start).replace(os.sep, "/")


def _at(where: str, file: Path, key: str) -> str:
    """The file with the line that a key stands on; tomllib keeps no lines, so it is searched for."""
    written = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    line = next((number for number, words in enumerate(lines, 1) if written.match(words)), None)
    return f"{where}:{line}" if line else where


def _anchored(name: str, value: object, folder: Path) -> object:
    """Folders in a configuration file count from the file, not from where the command runs."""
    if name != "rules" or not isinstance(value, tuple):
        return value
    return tuple(str(folder / entry) for entry in value)


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _near(name: str) -> str | None:
    return next(iter(difflib.get_close_matches(name, NAMES, n=1, cutoff=0.7)), None)


def _unknown(what: str, name: str) -> str:
    near = _near(name)
    return f'unknown {what} "{name}"; ' + (f'did you mean "{near}"?' if near else f"known are {', '.join(NAMES)}")


def _parse(name: str, value: object, error: type[FactcheckError], where: str) -> object:
    try:
        return _PARSERS[name](value)
    except ValueError as problem:
        raise error(where, str(problem)) from None


def _words(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"must be a word, not {value!r}")
    return value.strip()


def _list(value: object) -> tuple[str, ...]:
    """A list, or words between commas."""
    entries = value.split(",") if isinstance(value, str) else value
    if not isinstance(entries, list | tuple):
        raise ValueError(f"must be a list, not {value!r}")
    return tuple(_words(entry) for entry in entries)


def _commas(value: object) -> tuple[str, ...]:
    """A list whose entries may hold commas themselves: `--show conflict,tension`."""
    return tuple(word for entry in _list(value) for word in _list(entry))


def _codes(value: object) -> tuple[str, ...]:
    codes = tuple(code.upper() for code in _commas(value))
    for code in codes:
        if not _CODE.fullmatch(code):
            raise ValueError(f'"{code}" is not the code of a check; write one like FC101, or its beginning like FC1')
    return codes


def _relations(value: object) -> tuple[Relation, ...]:
    names = _commas(value)
    if ALL in names:
        return tuple(Relation)
    allowed = (*(relation.value for relation in Relation), ALL)
    chosen = {Relation(_choice(allowed)(name)) for name in names}
    return tuple(relation for relation in Relation if relation in chosen)


def _choice(allowed: tuple[str, ...]) -> Callable[[object], str]:
    def parse(value: object) -> str:
        if value not in allowed:
            near = difflib.get_close_matches(str(value), allowed, n=1)
            hint = f'; did you mean "{near[0]}"?' if near else f"; choose one of {', '.join(allowed)}"
            raise ValueError(f'"{value}" is not possible here{hint}')
        return str(value)

    return parse


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in _TRUE | _FALSE:
        return value.strip().lower() in _TRUE
    raise ValueError(f"must be true or false, not {value!r}")


def _width(value: object) -> int:
    number = int(value) if isinstance(value, str) and value.strip().isdecimal() else value
    if isinstance(number, bool) or not isinstance(number, int) or number not in _WIDTHS:
        raise ValueError(f"must be a number of columns from {_WIDTHS[0]} to {_WIDTHS[-1]}, not {value!r}")
    return number


def _bytes(value: object) -> int:
    """A size in bytes, or with its unit: `200MB`."""
    words = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    found = _SIZE.fullmatch(words)
    size = int(float(found[1]) * _SIZES[found[2].lower()]) if found else 0
    if size < 1:
        raise ValueError(f"must be a size such as 200MB, not {value!r}")
    return size


_PARSERS: dict[str, Callable[[object], object]] = {
    "format": _words,
    "output": _list,
    "select": _codes,
    "ignore": _codes,
    "show": _relations,
    "fail_on": _choice(FAIL_ON),
    "allow_empty": _flag,
    "rules": _list,
    "exclude": _list,
    "follow_links": _flag,
    "max_file_size": _bytes,
    "text_key": _words,
    "date_key": _words,
    "source_key": _words,
    "show_files": _flag,
    "color": _choice(COLORS),
    "width": _width,
    "quiet": _flag,
    "verbose": _flag,
    "debug": _flag,
}

NAMES = tuple(field.name for field in dataclasses.fields(Settings) if field.name != "origins")
