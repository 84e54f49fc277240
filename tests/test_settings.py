"""Which value holds, where it comes from, and what is said of one that does not fit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck.errors import ConfigError, UsageError
from factcheck.model import Period, Relation
from factcheck.settings import NAMES, Settings, load


def write(file: Path, words: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words, encoding="utf-8")


def test_defaults(tmp_path: Path) -> None:
    settings = load({}, tmp_path, {"HOME": "/root"})
    assert settings == Settings()
    assert settings.show == (Relation.CONFLICT, Relation.TENSION)
    assert settings.fail_on == "conflict"


@pytest.mark.parametrize(
    ("flags", "environ", "file", "width", "origin"),
    [
        ({"width": 90}, {"FACTCHECK_WIDTH": "80"}, "width = 70", 90, "command line"),
        ({"width": None}, {"FACTCHECK_WIDTH": "80"}, "width = 70", 80, "FACTCHECK_WIDTH"),
        ({}, {}, "width = 70", 70, "factcheck.toml"),
        ({}, {}, "", None, "default"),
    ],
    ids=["flag", "environment", "file", "default"],
)
def test_precedence(tmp_path: Path, flags: dict[str, object], environ: dict[str, str], file: str, width: int | None, origin: str) -> None:
    write(tmp_path / "factcheck.toml", file)
    settings = load(flags, tmp_path, environ)
    assert (settings.width, settings.origin("width")) == (width, origin)


@pytest.mark.parametrize(
    ("files", "expected", "origin"),
    [
        ({"factcheck.toml": "width = 71", ".factcheck.toml": "width = 72"}, 71, "../../factcheck.toml"),
        ({".factcheck.toml": "width = 72", "pyproject.toml": "[tool.factcheck]\nwidth = 73"}, 72, "../../.factcheck.toml"),
        ({"pyproject.toml": "[tool.factcheck]\nwidth = 73"}, 73, "../../pyproject.toml"),
        ({"factcheck.toml": "width = 71", "a/pyproject.toml": "[tool.factcheck]\nwidth = 74"}, 74, "../pyproject.toml"),
        ({"factcheck.toml": "width = 71", "a/pyproject.toml": "[tool.other]\nwidth = 74"}, 71, "../../factcheck.toml"),
    ],
    ids=["plain", "hidden", "pyproject", "nearest", "pyproject-without-a-table"],
)
def test_the_nearest_file_holds(tmp_path: Path, files: dict[str, str], expected: int, origin: str) -> None:
    for name, words in files.items():
        write(tmp_path / name, words)
    start = tmp_path / "a/b"
    start.mkdir(parents=True, exist_ok=True)
    settings = load({}, start, {})
    assert (settings.width, settings.origin("width")) == (expected, origin)


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("show", "conflict,agree", (Relation.CONFLICT, Relation.AGREE)),
        ("show", ["agree", "conflict"], (Relation.CONFLICT, Relation.AGREE)),
        ("show", "all", tuple(Relation)),
        ("select", "fc1, FC202", ("FC1", "FC202")),
        ("exclude", ["a,b"], ("a,b",)),
        ("fail_on", "never", "never"),
        ("allow_empty", "yes", True),
        ("quiet", False, False),
        ("width", "120", 120),
        ("output", ("a.csv", "json:b"), ("a.csv", "json:b")),
        ("per_file_ignores", {"a/": ["fc1"], "*.txt": "FC2, FC401"}, (("a/", ("FC1",)), ("*.txt", ("FC2", "FC401")))),
        ("per_file_ignores", "a/:fc1,*.txt:FC2", (("a/", ("FC1",)), ("*.txt", ("FC2",)))),
        ("corpus", "a, b", ("a", "b")),
        ("since", "2024-02", Period(date(2024, 2, 1), date(2024, 2, 29))),
        ("until", date(2024, 2, 1), Period(date(2024, 2, 1), date(2024, 2, 1))),
        ("topic", ["trade, Russia"], ("trade, Russia",)),
    ],
)
def test_values(tmp_path: Path, name: str, given: object, expected: object) -> None:
    assert getattr(load({name: given}, tmp_path, {}), name) == expected


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("fail_one = 1", r'^factcheck\.toml:1: unknown key "fail_one"; did you mean "fail_on"\?$'),
        ("\n\nzzz = 1", r'^factcheck\.toml:3: unknown key "zzz"; known are format, output'),
        ('fail-on = "tensions"', r'^factcheck\.toml:1: "tensions" is not possible here; did you mean "tension"\?$'),
        ("show = 3", r"^factcheck\.toml:1: must be a list, not 3$"),
        ('show = ["x"]', r'^factcheck\.toml:1: "x" is not possible here; choose one of conflict, tension'),
        ('select = ["101"]', r'^factcheck\.toml:1: "101" is not the code of a check; write one like FC101'),
        ("width = true", r"^factcheck\.toml:1: must be a number of columns from 20 to 10000, not True$"),
        ('since = "soon"', r"^factcheck\.toml:1: must be a date with its year such as 2024, 2024-05 or 2024-05-31, not 'soon'$"),
        ('topic = "?"', r"^factcheck\.toml:1: must hold a word to look for in the topics and names of findings$"),
        ("\n[per-file-ignores]\na = 3", r"^factcheck\.toml:2: must be a list, not 3$"),
        ('per-file-ignores = ["FC101"]', r"^factcheck\.toml:1: must be a table of patterns and codes, or PATTERN:CODE, not \['FC101'\]$"),
        ('per-file-ignores = { "a/" = ["x"] }', r'^factcheck\.toml:1: "X" is not the code of a check; write one like FC101'),
        ('per-file-ignores = { "!" = ["FC1"] }', r'^factcheck\.toml:1: "!" is not a pattern as in \.gitignore$'),
        ('quiet = "maybe"', r"^factcheck\.toml:1: must be true or false, not 'maybe'$"),
        ("[", r"^factcheck\.toml: cannot be read as TOML \(.*\); mend it or take it away$"),
    ],
)
def test_what_does_not_fit_in_a_file(tmp_path: Path, words: str, message: str) -> None:
    write(tmp_path / "factcheck.toml", words)
    with pytest.raises(ConfigError, match=message):
        load({}, tmp_path, {})


def test_what_does_not_fit_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"^FACTCHECK_WIDHT: unknown variable; did you mean FACTCHECK_WIDTH\?$"):
        load({}, tmp_path, {"FACTCHECK_WIDHT": "80"})
    with pytest.raises(UsageError, match=r"^--fail-on: "):
        load({"fail_on": "x"}, tmp_path, {})
    with pytest.raises(ConfigError, match=r"there is no such configuration file; check --config"):
        load({}, tmp_path, {}, tmp_path / "gone.toml")
    assert load({}, tmp_path, {"FACTCHECK_TOKEN": "x"}) == Settings()


def test_a_named_file_is_the_only_one(tmp_path: Path) -> None:
    write(tmp_path / "factcheck.toml", "width = 70")
    write(tmp_path / "b/other.toml", 'rules = ["mine"]')
    settings = load({}, tmp_path, {}, tmp_path / "b/other.toml")
    assert (settings.width, settings.rules) == (None, (str(tmp_path / "b/mine"),))


def test_the_corpus_counts_from_its_file_and_is_printed_from_where_the_command_runs(tmp_path: Path) -> None:
    write(tmp_path / "factcheck.toml", 'corpus = ["articles", "/elsewhere"]')
    (tmp_path / "a/b").mkdir(parents=True)
    assert load({}, tmp_path / "a/b", {}).corpus == ("../../articles", "/elsewhere")
    assert load({}, tmp_path, {"FACTCHECK_CORPUS": "old,new"}).corpus == ("old", "new")


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), {"FC101", "FC102", "FC401"}),
        (("FC1",), (), {"FC101", "FC102"}),
        ((), ("FC1",), {"FC401"}),
        (("FC1",), ("FC102",), {"FC101"}),
        (("FC102",), ("FC1",), {"FC102"}),
        (("FC101",), ("FC101",), set()),
    ],
)
def test_the_longer_beginning_of_a_code_decides(select: tuple[str, ...], ignore: tuple[str, ...], expected: set[str]) -> None:
    settings = Settings(select=select, ignore=ignore)
    assert {code for code in ("FC101", "FC102", "FC401") if settings.selects(code)} == expected


def test_every_name_can_be_set(tmp_path: Path) -> None:
    """No field of Settings is without a parser."""
    with pytest.raises(UsageError):
        load({"color": "red"}, tmp_path, {})
    for name in NAMES:
        with pytest.raises((UsageError, ConfigError)):
            load({name: {"not": "a value"}}, tmp_path, {})
