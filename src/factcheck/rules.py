"""Rules: the records in `rules/*.toml`, read once and checked on load.

A rule is a table `[table.name]` with its data, a reason (`why`) and its examples: `finds`, texts in which it must read
something, and `leaves`, texts which it must leave alone. What the entries mean is known to the stage that uses them.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import pickle
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from factcheck import cache_folder
from factcheck._version import __version__
from factcheck.errors import RulesError

Example = Mapping[str, Any]
# Tables whose words only the checks of sums look at.
SUMS = frozenset({
    "multiple", "compared", "inverse", "other_level", "earlier", "paid", "paid_each",
    "sum_part", "sum_rest", "sum_all", "sum_total", "sum_made", "sum_including", "total_row", "complement", "exclusive", "people",
    "choice", "whole", "elsewhere", "any_answer", "preceded", "totalling", "reached",
})  # fmt: skip
# Tables whose words stand around values and make their frames.
FRAMING = frozenset({
    "measure", "happening", "entity", "saying", "according", "mode", "correction", "final", "contrast", "scope",
    "comparison_base", "clause", "title", "twin", "common", "pronoun", "market", "region", "stretch", "superlative", "with", "plain_noun",
    "another", "unnamed", "counted_on", "former", "bygone", "one_more", "generation", "hoped", "denial", "on_which", "referring", "kin",
    "opposite", "body", "purpose", "looking_back", "together", "role", "lying", "reaching", "one_of", "single", "basis",
    "passed", "revisable", "provisional", "moving", "change_base", "tying",
})  # fmt: skip
UNREAD = FRAMING | SUMS  # the reader of values does not look at these


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One entry of a rules file. `id` is `table.name`; `data` holds every key but the reason and the examples."""

    id: str
    table: str
    file: str
    why: str
    finds: tuple[Example, ...]
    leaves: tuple[Example, ...]
    data: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The id without its table."""
        return self.id.partition(".")[2]

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words under `key`, empty where there is none; a RulesError where it is something else."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not {str}.issuperset(map(type, value)):
            raise RulesError(self.file, self.id, key, "must be a list of words in quotation marks")
        return tuple(value)

    def number(self, key: str) -> Decimal:
        """A number under `key`; a RulesError where there is none."""
        value = self.data.get(key)
        try:
            return Decimal(str(value))
        except ArithmeticError:
            raise RulesError(self.file, self.id, key, f"must be a number, not {value!r}") from None

    def string(self, key: str) -> str:
        """A word under `key`; a RulesError where there is none."""
        value = self.data.get(key)
        if not isinstance(value, str) or not value:
            raise RulesError(self.file, self.id, key, "must be a word in quotation marks")
        return value


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """Every rule, in the order of the files and of the entries in them. Compared and hashed by identity.

    `digest` is a hash of the files, the same wherever they lie.
    """

    records: tuple[Rule, ...]
    digest: str = ""
    _tables: dict[str, list[Rule]] = field(init=False, repr=False, default_factory=dict)
    _by_id: dict[str, Rule] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for rule in self.records:
            self._tables.setdefault(rule.table, []).append(rule)
            self._by_id.setdefault(rule.id, rule)

    def table(self, name: str) -> Iterator[Rule]:
        """The rules of one table."""
        return iter(self._tables.get(name, ()))

    def words(self, table: str, key: str = "words") -> frozenset[str]:
        """The words that the rules of one table list under a key."""
        return frozenset(word for rule in self.table(table) for word in rule.words(key))

    def having(self, table: str, trait: str) -> frozenset[str]:
        """The ids of a table's rules that have a trait: a key that is set, and not to false."""
        return frozenset(rule.id for rule in self.table(table) if rule.data.get(trait))

    def get(self, rule_id: str) -> Rule | None:
        """The rule of that id."""
        return self._by_id.get(rule_id)


@cache
def home() -> Path:
    """The folder of the rules that come with the program: inside the package, or beside `src/` in a checkout."""
    packaged = Path(__file__).parent / "rules"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "rules"


def load(directories: Sequence[str | Path] = ()) -> Rules:
    """The program's rules and those of further folders; a later entry replaces an earlier one of the same id.

    Raises:
        RulesError: a file that is not TOML, or an entry that is not a rule.
    """
    return _load((home(), *(Path(directory) for directory in directories)), Path.cwd() if directories else None)


@lru_cache(maxsize=8)
def _load(directories: tuple[Path, ...], counted_from: Path | None) -> Rules:
    """The rules of some folders, whose paths count from the working folder: they are kept by both."""
    sources = tuple(source for directory in directories for source in _sources(directory))
    name = _cached_name(sources)
    records = _recalled(name)
    if records is None:
        by_id = {rule.id: rule for source in sources for rule in _parsed(*source)}
        records = tuple(by_id.values())
        _keep(name, records)
    return Rules(records, _digest(sources).hexdigest())


def _sources(directory: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a folder: how messages name each, and its content."""
    if not directory.is_dir():
        raise RulesError(str(directory), "", "", "no such folder of rules; name one that holds .toml files")
    for path in sorted(directory.glob("*.toml")):
        yield _source(path)


def _source(path: Path) -> tuple[str, bytes]:
    name = f"{path.parent.name}/{path.name}"
    try:
        return name, path.read_bytes()
    except OSError as error:
        raise RulesError(name, "", "", _unreadable(error)) from None


def read(path: Path) -> Iterator[Rule]:
    """The rules of one file.

    Raises:
        RulesError: with file, entry and key.
    """
    return _parsed(*_source(path))


def _parsed(name: str, content: bytes) -> Iterator[Rule]:
    import tomli  # what tomllib is made of, compiled: three times as fast

    try:
        tables = tomli.loads(content.decode(), parse_float=Decimal)
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RulesError(name, "", "", _unreadable(error)) from None
    for table, entries in tables.items():
        if not isinstance(entries, dict):
            raise RulesError(name, table, "", "stands outside a table; a rule is written [table.name]")
        for entry, data in entries.items():
            yield _rule(name, table, entry, data)


def _unreadable(error: Exception) -> str:
    return f"cannot be read as TOML ({error}); mend it or take it out"


def _rule(file: str, table: str, entry: str, data: object) -> Rule:
    rule_id = f"{table}.{entry}"
    if not isinstance(data, dict):
        raise RulesError(file, table, entry, "is not a table; a rule is written [table.name]")
    why = data.get("why", "")
    if not isinstance(why, str):
        raise RulesError(file, rule_id, "why", "must be a sentence in quotation marks")
    rest = {key: value for key, value in data.items() if key not in ("why", "finds", "leaves")}
    finds = tuple(_examples(file, rule_id, "finds", data.get("finds", [])))
    leaves = tuple(_examples(file, rule_id, "leaves", data.get("leaves", [])))
    return Rule(id=rule_id, table=table, file=file, why=why, finds=finds, leaves=leaves, data=rest)


def _examples(file: str, rule_id: str, key: str, value: object) -> Iterable[Example]:
    if not isinstance(value, list):
        raise RulesError(file, rule_id, key, 'must be a list of { text = "..." } entries')
    for example in value:
        if not isinstance(example, dict) or not isinstance(example.get("text"), str):
            raise RulesError(file, rule_id, key, 'every example needs text = "..."')
        yield example


# ---- the cache: to read all files as TOML takes as long as to read an article -----------------------------------------

_CACHED = 4  # sets of rules: those of the program, with or without those of some projects
_FIELDS = attrgetter("id", "table", "file", "why", "finds", "leaves", "data")
_PLAIN = {("decimal", "Decimal"): Decimal, ("datetime", "date"): date, ("datetime", "datetime"): datetime, ("datetime", "time"): time}


def _cached_name(sources: Iterable[tuple[str, bytes]]) -> str:
    """The name of the file that holds these rules, as this program makes records of them."""
    made = _digest(sources)
    made.update(f"{__version__} {sys.version}".encode())
    with contextlib.suppress(OSError):  # while one works on the program, its version stands still
        made.update(Path(__file__).read_bytes())
    return f"rules-{made.hexdigest()}.pickle"


def _digest(sources: Iterable[tuple[str, bytes]]) -> hashlib.blake2b:
    made = hashlib.blake2b(digest_size=16)
    for name, content in sources:
        made.update(f"\n{len(content)} {name}\n".encode(errors="surrogateescape"))
        made.update(content)
    return made


def _recalled(name: str) -> tuple[Rule, ...] | None:
    kept = cache_folder.read(name)
    if kept is None:
        return None
    try:
        rows = _Plain(io.BytesIO(kept)).load()
        return tuple(
            Rule(id=rule_id, table=table, file=file, why=why, finds=finds, leaves=leaves, data=data)
            for rule_id, table, file, why, finds, leaves, data in rows
        )
    except (pickle.UnpicklingError, TypeError, ValueError):  # no pickle, or none of rules
        return None


def _keep(name: str, records: Iterable[Rule]) -> None:
    cache_folder.write(name, pickle.dumps([_FIELDS(rule) for rule in records], protocol=5))
    cache_folder.trim("rules-*.pickle", _CACHED)


class _Plain(pickle.Unpickler):
    """Reads plain values, and nothing that runs."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _PLAIN:
            raise pickle.UnpicklingError(f"{module}.{name} is no plain value")
        return _PLAIN[module, name]
