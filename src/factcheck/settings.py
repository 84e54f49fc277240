"""Settings: command line over `FACTCHECK_*` over the nearest configuration file over defaults, each with its origin.

The nearest file is the first of `factcheck.toml`, `.factcheck.toml` and `[tool.factcheck]` in `pyproject.toml` that is
met on the way up from the starting folder.
"""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck import cache_folder
from factcheck.errors import ConfigError, FactcheckError, UsageError, nearest
from factcheck.model import Period, Relation

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

PREFIX = "FACTCHECK_"
DEFAULT = "default"
COMMAND_LINE = "command line"
ALL = "all"
NEVER = "never"
FAIL_ON = (Relation.CONFLICT.value, Relation.TENSION.value, NEVER)
PER_FILE = "per-file-ignores"
LOCAL, DASK = ENGINES = ("local", "dask")
COLORS = ("auto", "always", "never")

_CODE = re.compile(r"FC\d{0,3}")
_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off", ""})
_WIDTHS = range(20, 10_001)
_JOBS = range(1, 1_025)
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
    baseline: str | None = None
    require_reviewed: bool = False
    show_known: bool = False
    rules: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    follow_links: bool = False
    cache: bool = True  # keep what was read for the next run
    jobs: int | None = None  # processes; None: one a core
    engine: str = LOCAL
    scheduler: str | None = None  # the address of a cluster; None: one of `jobs` processes here
    work: str | None = None  # a folder in which a scan keeps what it has read and goes on the next time
    max_file_size: int = 50_000_000  # bytes
    text_key: str | None = None  # of records in JSON and CSV; None: the usual names
    date_key: str | None = None
    source_key: str | None = None
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()  # a .gitignore pattern and the codes ignored there
    corpus: tuple[str, ...] = ()  # what new articles are checked against
    since: Period | None = None  # documents known to be published before, or after `until`, take no part
    until: Period | None = None
    topic: tuple[str, ...] = ()
    color: str = "auto"
    width: int | None = None
    statistics: bool = False
    show_files: bool = False
    quiet: bool = False
    verbose: bool = False
    debug: bool = False
    origins: tuple[tuple[str, str], ...] = ()

    def selects(self, code: str) -> bool:
        """Whether a check is on: selected and not ignored; the longer beginning of a code decides between the two."""
        chosen = _longest(code, self.select) if self.select else 0
        ignored = _longest(code, self.ignore)
        return chosen >= 0 and chosen >= ignored and not (ignored >= 0 and chosen == ignored)

    def withholds(self, code: str, relation: Relation, paths: Iterable[str] = ()) -> str | None:
        """Why what a check found in this relation, in documents of these paths, is not to be shown; None where it is."""
        if not self.selects(code):
            return "not selected"
        if relation not in self.show:
            return relation.value
        return PER_FILE if self.per_file_ignores and any(self._ignored_in(path, code) for path in paths) else None

    def _ignored_in(self, path: str, code: str) -> bool:
        return any(_longest(code, codes) >= 0 and _pattern(glob).match_file(path.lstrip("/")) for glob, codes in self.per_file_ignores)

    def covers(self, published: Period | None) -> bool:
        """Whether a document of that date takes part; one whose date is not known does."""
        if published is None:
            return True
        return not ((self.since and published.last < self.since.first) or (self.until and published.first > self.until.last))

    def origin(self, name: str) -> str:
        """Where a value comes from."""
        return dict(self.origins).get(name, DEFAULT)


@lru_cache(maxsize=256)
def _pattern(glob: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([glob])


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
        if not variable.startswith(PREFIX) or variable == cache_folder.VARIABLE:
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
        yield name, _anchored(name, parsed, file.parent, start), where


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
    import tomli  # what tomllib is made of, compiled: three times as fast

    try:
        table: Any = tomli.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError, RecursionError) as error:
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
    """The file with the line that a key stands on; TOML readers keep no lines, so it is searched for."""
    written = re.compile(rf"\s*(?:\[(?:tool\.factcheck\.)?)?[\"']?{re.escape(key)}[\"']?\s*[=\]]")
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    line = next((number for number, words in enumerate(lines, 1) if written.match(words)), None)
    return f"{where}:{line}" if line else where


def _anchored(name: str, value: object, folder: Path, start: Path) -> object:
    """Folders, that for work too, and the baseline in a configuration file count from that file, not from where the command runs.

    Documents keep a relative path, since that is how they are printed.
    """
    if name in ("baseline", "work") and isinstance(value, str):
        return str(folder / value)
    if name not in ("rules", "corpus") or not isinstance(value, tuple):
        return value
    return tuple(_placed(name, entry, folder, start) for entry in value)


def _placed(name: str, entry: str, folder: Path, start: Path) -> str:
    if "://" in entry:  # an address
        return entry
    place = folder / entry
    return str(place) if name == "rules" or Path(entry).is_absolute() else _printed(place, start)


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _near(name: str) -> str | None:
    return nearest(name, NAMES, 0.7)


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


def _per_file(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A table of patterns and codes; in words `PATTERN:CODE`, between commas."""
    if isinstance(value, dict):
        entries = [(_words(glob), _codes(codes)) for glob, codes in value.items()]
    else:
        parts = [entry.rpartition(":") for entry in _commas(value)]
        if not all(glob for glob, _, _ in parts):
            raise ValueError(f"must be a table of patterns and codes, or PATTERN:CODE, not {value!r}")
        entries = [(glob, _codes(code)) for glob, _, code in parts]
    for glob, _ in entries:
        try:
            _pattern(glob)
        except (ValueError, re.error):
            raise ValueError(f'"{glob}" is not a pattern as in .gitignore') from None
    return tuple(entries)


def _day(value: object) -> Period:
    from factcheck.read.published import parse_published

    period = parse_published(value)
    if period is None:
        raise ValueError(f"must be a date with its year such as 2024, 2024-05 or 2024-05-31, not {value!r}")
    return period


def _topics(value: object) -> tuple[str, ...]:
    topics = _list(value)
    if not all(any(letter.isalnum() for letter in topic) for topic in topics):
        raise ValueError("must hold a word to look for in the topics and names of findings")
    return topics


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
            near = nearest(str(value), allowed)
            hint = f'; did you mean "{near}"?' if near else f"; choose one of {', '.join(allowed)}"
            raise ValueError(f'"{value}" is not possible here{hint}')
        return str(value)

    return parse


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in _TRUE | _FALSE:
        return value.strip().lower() in _TRUE
    raise ValueError(f"must be true or false, not {value!r}")


def _number(possible: range, what: str) -> Callable[[object], int]:
    def parse(value: object) -> int:
        number = int(value) if isinstance(value, str) and value.strip().isdecimal() else value
        if isinstance(number, bool) or not isinstance(number, int) or number not in possible:
            raise ValueError(f"must be a number of {what} from {possible[0]} to {possible[-1]}, not {value!r}")
        return number

    return parse


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
    "baseline": _words,
    "require_reviewed": _flag,
    "show_known": _flag,
    "rules": _list,
    "exclude": _list,
    "follow_links": _flag,
    "cache": _flag,
    "jobs": _number(_JOBS, "processes"),
    "engine": _choice(ENGINES),
    "scheduler": _words,
    "work": _words,
    "max_file_size": _bytes,
    "text_key": _words,
    "date_key": _words,
    "source_key": _words,
    "per_file_ignores": _per_file,
    "corpus": _list,
    "since": _day,
    "until": _day,
    "topic": _topics,
    "color": _choice(COLORS),
    "width": _number(_WIDTHS, "columns"),
    "statistics": _flag,
    "show_files": _flag,
    "quiet": _flag,
    "verbose": _flag,
    "debug": _flag,
}

NAMES = tuple(field.name for field in dataclasses.fields(Settings) if field.name != "origins")
