"""Rules are kept in the cache: the same records come back, and only for the same files and the same program."""

from __future__ import annotations

import datetime
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from factcheck import cache_folder, rules
from factcheck.errors import RulesError
from factcheck.rules import Rule

SEA = """\
[unit.old_fathom]
why = "The depth of harbours on old charts."
surfaces = ["fathom", "fathoms"]
factor = 1.8288
since = 1793-04-05
finds = [{ text = "The harbour is 7 fathoms deep.", value = 7 }]
leaves = [{ text = "She could not fathom it." }]
"""
FATHOM = Rule(
    id="unit.old_fathom",
    table="unit",
    file="mine/sea.toml",
    why="The depth of harbours on old charts.",
    finds=({"text": "The harbour is 7 fathoms deep.", "value": 7},),
    leaves=({"text": "She could not fathom it."},),
    data={"surfaces": ["fathom", "fathoms"], "factor": Decimal("1.8288"), "since": datetime.date(1793, 4, 5)},
)

Load = Callable[[], tuple[Rule, ...]]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache, empty."""
    monkeypatch.setenv(cache_folder.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A file with one rule."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "sea.toml").write_text(SEA, encoding="utf-8")
    return tmp_path / "mine" / "sea.toml"


@pytest.fixture
def load(cache: Path, mine: Path) -> Load:
    """Loads the rules of the program and that one, as a new process does."""

    def loaded() -> tuple[Rule, ...]:
        rules._load.cache_clear()
        return rules.load([mine.parent]).records

    return loaded


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From here on, no file can be read as TOML."""

    def parsed(name: str, content: bytes) -> None:
        raise AssertionError(f"{name} is read again")

    return lambda: monkeypatch.setattr(rules, "_parsed", parsed)


def test_the_cache_gives_the_same_rules(load: Load, unread: Callable[[], None]) -> None:
    read = load()
    unread()
    assert load() == read
    assert read[-1] == FATHOM


def test_a_changed_rule_is_read(load: Load, mine: Path) -> None:
    load()
    mine.write_text(SEA.replace("on old", "on very old"), encoding="utf-8")
    assert load()[-1].why == "The depth of harbours on very old charts."


def test_a_rule_in_another_file_is_another_rule(load: Load, mine: Path) -> None:
    load()
    mine.rename(mine.with_name("harbour.toml"))
    assert load()[-1].file == "mine/harbour.toml"


def test_another_version_reads_for_itself(load: Load, unread: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    load()
    monkeypatch.setattr(rules, "__version__", "0.0.0")
    unread()
    with pytest.raises(AssertionError, match="is read again"):
        load()


def test_another_python_reads_for_itself(load: Load, unread: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    load()
    monkeypatch.setattr(sys, "version", "3.99")
    unread()
    with pytest.raises(AssertionError, match="is read again"):
        load()


@pytest.mark.parametrize(
    "content",
    [
        b"no pickle",
        pickle.dumps(os.getcwd),  # a name of a function, which a pickle could have called
        pickle.dumps([("unit.old_fathom",)]),
    ],
)
def test_a_file_that_holds_no_rules_is_made_anew(load: Load, cache: Path, unread: Callable[[], None], content: bytes) -> None:
    read = load()
    (file,) = cache.iterdir()
    cache_folder.write(file.name, content)
    assert load() == read
    unread()
    assert load() == read


def test_a_damaged_file_is_made_anew(load: Load, cache: Path, unread: Callable[[], None]) -> None:
    read = load()
    (file,) = cache.iterdir()
    file.write_bytes(file.read_bytes()[:1000])
    assert load() == read
    unread()
    assert load() == read


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_nobody_may_write_to_is_no_error(load: Load, cache: Path) -> None:
    cache.mkdir(mode=0o500)
    assert load()[-1] == FATHOM


def test_a_folder_that_cannot_be_is_no_error(load: Load, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache_folder.VARIABLE, str(mine / "cache"))
    assert load()[-1] == FATHOM


def test_without_a_cache_nothing_is_written(load: Load, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache_folder.VARIABLE, "")
    assert load()[-1] == FATHOM
    assert not cache.exists()


def test_broken_rules_are_told_every_time(load: Load, mine: Path) -> None:
    mine.write_text("[unit.old_fathom]\nwhy = 1\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RulesError, match=r"mine/sea\.toml: \[unit\.old_fathom\] why: must be a sentence"):
            load()


def test_the_cache_holds_a_few_sets_of_rules(load: Load, cache: Path, mine: Path) -> None:
    for number in range(6):
        mine.write_text(SEA.replace("7", str(number)), encoding="utf-8")
        load()
    assert len(list(cache.iterdir())) == 4


def test_processes_at_once_share_one_file(cache: Path) -> None:
    code = "from factcheck import rules; print(len(rules.load().records))"
    at_once = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert {process.communicate()[0] for process in at_once} == {f"{len(rules.load().records)}\n"}
    assert len(list(cache.iterdir())) == 1
