"""The documentation, held to the program: everything is in the README, and everything in it runs and prints what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

import factcheck
import readme
from factcheck import rules
from factcheck.cli import program
from factcheck.errors import ExitCode
from factcheck.model import Aspect, Kind, Mode, Modifier, Relation, Report
from factcheck.read.formats import BY_ENDING
from factcheck.report import CLAIM_FORMATS, ENDINGS, REPORTS
from factcheck.report.csv_rows import REPORT_COLUMNS
from factcheck.report.records import claim_object, document_object, finding_object, pair_object, report_object
from factcheck.settings import NAMES, PREFIX, load

README = readme.README.read_text(encoding="utf-8")
ANEW = "make readme prints it anew"
CHECKS = {rule.name: rule for rule in rules.load().table("check")}


def section(title: str) -> str:
    """What stands under a heading, up to the next one of its level or above, without the fenced blocks."""
    prose = re.sub(r"^```.*?^```$", "", README, flags=re.DOTALL | re.MULTILINE)
    heading = re.search(rf"^(#+) {re.escape(title)}$", prose, re.MULTILINE)
    assert heading, f"the README has no section {title}"
    return re.split(rf"^#{{1,{len(heading[1])}}} ", prose[heading.end() :], maxsplit=1, flags=re.MULTILINE)[0]


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every command with its options."""

    def below(command: object, name: str) -> Iterator[tuple[str, list[str]]]:
        yield name, [option for parameter in command.params for option in parameter.opts if option.startswith("-")]  # type: ignore[attr-defined]
        if isinstance(command, TyperGroup):
            for child in command.commands.values():
                yield from below(child, f"{name} {child.name}")

    return below(get_command(program()), "factcheck")


# -- everything is documented --------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [name for name, _ in commands()])
def test_every_help_text_is_in_the_readme(command: str) -> None:
    assert f"<!-- output: {command} --help -->" in README


@pytest.mark.parametrize(("command", "option"), [(name, option) for name, options in commands() for option in options])
def test_every_option_is_in_the_help_text_of_its_command(command: str, option: str) -> None:
    shown = README.partition(f"<!-- output: {command} --help -->")[2].partition("<!-- end of output -->")[0]
    assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", shown)


@pytest.mark.parametrize("name", sorted({*REPORTS, *CLAIM_FORMATS, *ENDINGS, *BY_ENDING}))
def test_every_format_and_ending_is_documented(name: str) -> None:
    assert f"`{name}`" in section("Use")


@pytest.mark.parametrize("code", ExitCode)
def test_every_exit_code_is_documented(code: ExitCode) -> None:
    assert f"| {code.value} |" in section("Exit codes")


def test_exactly_the_checks_that_there_are_are_documented() -> None:
    listed = dict(re.findall(r"^\| (FC\d{3}) \|[^|]+\| (\w+)", section("The checks"), re.MULTILINE))
    assert listed == {code: check.data["relation"] for code, check in CHECKS.items()}


@pytest.mark.parametrize("relation", Relation)
def test_every_relation_is_documented(relation: Relation) -> None:
    assert f"| `{relation.value}` |" in section("scan: what conflicts")


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_is_documented_with_its_variable(name: str) -> None:
    assert f"`{name.replace('_', '-')}`" in section("Configuration")
    assert f"`{PREFIX}{name.upper()}`" in section("Configuration")


@pytest.mark.parametrize("column", REPORT_COLUMNS)
def test_every_column_is_documented(column: str) -> None:
    assert f"`{column}`" in section("CSV and JSON").partition("| object |")[0]


def test_every_key_is_documented(report: Report) -> None:
    finding = report.findings[0]
    objects = {
        "finding": finding_object(finding),
        "pair": pair_object(finding.pairs[0]),
        "claim": claim_object(finding.claims[0]),
        "document": document_object(report.documents[0]),
    }
    for name, printed in objects.items():
        row = re.search(rf"^\| {name} \|.*$", section("CSV and JSON"), re.MULTILINE)
        assert row
        assert re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", row[0])) == list(printed)
    for key in report_object(report):
        assert f"`{key}`" in section("CSV and JSON")


@pytest.mark.parametrize("values", [Kind, Modifier, Mode, Aspect], ids=lambda values: values.__name__)
def test_every_value_of_a_closed_set_is_documented(values: type[Kind | Modifier | Mode | Aspect]) -> None:
    row = re.search(rf"^\| `{values.__name__.lower()}` \|(.*)$", section("CSV and JSON"), re.MULTILINE)
    assert row
    assert re.findall(r"`(\w+)`", row[1]) == [value.value for value in values]


def test_every_module_has_its_line() -> None:
    modules = {path.name for path in (readme.ROOT / "src" / "factcheck").glob("[!_]*.py")}
    packages = {f"{path.parent.name}/" for path in (readme.ROOT / "src" / "factcheck").glob("*/__init__.py")}
    listed = set(re.findall(r"`(\w+\.py|\w+/)`", section("How it is built")))
    assert listed - {"__main__.py"} == modules | packages


def test_every_target_of_make_that_is_named_is_there() -> None:
    named = set(re.findall(r"\bmake ([a-z]+)$", "\n".join(line.partition("#")[0].strip() for line in README.splitlines()), re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", (readme.ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"scan", "test", "check", "readme"} <= named <= targets


def test_every_link_leads_to_a_file() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (readme.ROOT / target).exists(), target


def test_no_page_names_a_place_on_somebodys_machine() -> None:
    for name in ("README.md", "CHANGELOG.md", "Makefile", "pyproject.toml", ".ci/run", "rules/checks.toml"):
        text = (readme.ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"(?<![\w.])/(?:home|Users|tmp|work|root|mnt)/", text), name


# -- everything in it is so ----------------------------------------------------------------------------------------


@cache
def anew() -> str:
    return readme.regenerated(README)


def marked(text: str) -> dict[str, str]:
    """What stands between the markers, by command."""
    pattern = r"<!-- output[^:]*: (?P<command>.+?) -->\n(?P<body>.*?)<!-- end of output -->"
    return {found["command"]: found["body"] for found in re.finditer(pattern, text, re.DOTALL)}


@pytest.mark.parametrize("command", marked(README))
def test_what_a_command_prints_is_what_the_readme_shows(command: str) -> None:
    assert marked(README)[command] == marked(anew())[command], ANEW


def test_what_python_prints_is_what_the_readme_shows() -> None:
    assert list(readme.blocks(README, "python")) == list(readme.blocks(anew(), "python")), ANEW


def test_the_first_sentence_says_what_the_table_shows() -> None:
    opening, table = README.split("<!-- output: factcheck scan corpus/")[0], next(iter(marked(README).values()))
    values = re.findall(r"\$\d+ \w+", opening)
    assert len(values) == 3
    width = table.split("value")[1].index("relation") + len("value")  # the column of the values, with the blank in front
    shown = " ".join(" ".join(line[:width].strip() for line in table.splitlines()).split())
    assert all(value in shown for value in values)
    assert len(list((readme.ROOT / "corpus").glob("*.md"))) == 12, "the README says twelve"


def shell_lines() -> list[str]:
    """Every line of shell that runs factcheck."""
    lines = [line.strip() for body in readme.blocks(README, "sh") for line in body.splitlines()]
    return [line for line in lines if re.match(r"(?:[A-Z_]+=\S+ |[^#]*(?:\||&&) )*factcheck\b", line)]


@pytest.fixture(scope="module")
def workplace() -> Iterator[Path]:
    """Its commands run in any order; the index that some of them use is there for all."""
    with readme.workplace(README) as folder:
        assert readme.run("factcheck index build corpus/ -o archive.fcx", folder).code == 0
        yield folder


@pytest.mark.parametrize("line", shell_lines(), ids=lambda line: " ".join(line.partition("#")[0].split()))
def test_every_command_runs_with_the_exit_code_that_is_said(workplace: Path, line: str) -> None:
    said = re.search(r"#.*\bexit (\d)", line)
    ran = readme.run(line, workplace)
    assert ran.code == (int(said[1]) if said else 0), ran.out + ran.err
    assert "Traceback" not in ran.err


def test_the_configuration_that_is_shown_is_valid(tmp_path: Path) -> None:
    shown = next(body for body in readme.blocks(README, "toml") if body.startswith("# factcheck.toml"))
    file = tmp_path / "factcheck.toml"
    file.write_text(shown, encoding="utf-8")
    settings = load({}, tmp_path, {})
    assert {key.replace("-", "_") for key in tomllib.loads(shown)} == dict(settings.origins).keys()


def test_the_documents_toml_that_is_shown_is_read(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = tomllib.loads((workplace / "articles" / "documents.toml").read_text(encoding="utf-8"))["trade.txt"]
    (workplace / "articles" / "trade.txt").write_text("Trade reached $1 billion in 2024.\n", encoding="utf-8")
    monkeypatch.chdir(workplace)
    metadata = factcheck.claims("articles/trade.txt").documents[0]
    assert (metadata.source, metadata.title, metadata.url) == (shown["source"], shown["title"], shown["url"])
    assert metadata.published is not None
    assert metadata.published.first == shown["published"]


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the order of the files, the seed of hashes, the clock's zone or the folder."""

    def scanned(name: str, seed: str, zone: str, *, backwards: bool) -> bytes:
        folder = tmp_path / name
        shutil.copytree(readme.ROOT / "corpus", folder / "corpus")
        files = sorted((f"corpus/{path.name}" for path in (folder / "corpus").iterdir()), reverse=backwards)
        environ = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(readme.ROOT / "src")}
        command = [sys.executable, "-m", "factcheck", "scan", *files, "--format", "json", "--show", "all"]
        return subprocess.run(command, capture_output=True, cwd=folder, env=environ, check=False).stdout

    first = scanned("one", "1", "UTC", backwards=False)
    assert first
    assert first == scanned("two", "2", "Asia/Tokyo", backwards=True)


# -- the checks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CHECKS)
def test_explain_has_everything_it_prints(code: str) -> None:
    check = CHECKS[code]
    assert check.why
    assert check.data["relation"] in {"conflict", "tension"}
    for key in ("title", "meaning", "example", "action"):
        assert isinstance(check.data[key], str)
        assert check.data[key], key


EXAMPLES = [
    pytest.param(code, example, finds, id=f"{code} {'finds' if finds else 'leaves'} {number}")
    for code, check in CHECKS.items()
    for finds, examples in ((True, check.finds), (False, check.leaves))
    for number, example in enumerate(examples, 1)
]


@pytest.mark.parametrize(("code", "example", "finds"), EXAMPLES)
def test_the_examples_of_the_checks_hold(tmp_path: Path, code: str, example: dict[str, str], finds: bool) -> None:
    for name, text, published in (
        ("one.md", example["text"], example.get("published", "2025-01-01")),
        ("two.md", example.get("against"), example.get("against_published", "2025-01-02")),
        ("three.md", example.get("then"), example.get("then_published", "2025-01-03")),
    ):
        if text is not None:
            (tmp_path / name).write_text(f"---\nsource: {name}\npublished: {published}\n---\n\n{text}\n", encoding="utf-8")
    found = factcheck.scan(tmp_path).findings
    codes = {pair.rule for finding in found for pair in finding.pairs} | {finding.rule for finding in found}
    assert (code in codes) == finds, [finding.reason for finding in found]


@pytest.mark.parametrize("code", CHECKS)
def test_every_check_has_examples_of_both_kinds(code: str) -> None:
    assert CHECKS[code].finds
    assert CHECKS[code].leaves
