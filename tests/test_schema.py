"""The schemas: held against real output, and against what the program takes as configuration."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import factcheck
from factcheck import schema
from factcheck.cli import main
from factcheck.errors import ConfigError
from factcheck.model import ClaimList, Report
from factcheck.report import CLAIM_FORMATS, REPORTS, View
from factcheck.settings import NAMES, load

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture
def printed(capfd: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What the command prints without a name: all three."""
    assert main(["schema"]) == 0
    return dict(json.loads(capfd.readouterr().out))


def holding(made: dict[str, Any]) -> Draft202012Validator:
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    return Draft202012Validator(made, format_checker=Draft202012Validator.FORMAT_CHECKER)


def closed_objects(made: dict[str, Any]) -> list[dict[str, Any]]:
    """The schema and its parts that describe an object with keys of its own."""
    return [part for part in (made, *made.get("$defs", {}).values()) if "properties" in part]


def test_each_is_printed_alone_too(printed: dict[str, Any], capfd: pytest.CaptureFixture[str]) -> None:
    assert list(printed) == ["config", "claims", "report"]
    for name, made in printed.items():
        assert main(["schema", name]) == 0
        assert json.loads(capfd.readouterr().out) == made


def test_an_unknown_name_is_a_mistake(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "reprot"]) == 2
    assert capfd.readouterr() == ("", "factcheck: reprot: there is no such schema; did you mean report?\n")


# -- what is printed -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [schema.claims(), schema.report()], ids=["claims", "report"])
def test_every_object_is_closed_and_has_all_its_keys(made: dict[str, Any]) -> None:
    for part in closed_objects(made):
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])
        assert part.get("description") or part is made


@pytest.mark.parametrize("show", ["conflict", "all"])
def test_a_real_report_fits(show: str) -> None:
    scanned = factcheck.scan(CORPUS, show=show)
    assert scanned.findings
    holding(schema.report()).validate(json.loads(REPORTS["json"](scanned, View())))


def test_real_claims_fit_as_a_whole_and_line_by_line() -> None:
    listed = factcheck.claims(CORPUS)
    made = schema.claims()
    holding(made).validate(json.loads(CLAIM_FORMATS["json"](listed, View())))
    line = holding({"$schema": made["$schema"], "$ref": "#/$defs/ClaimObject", "$defs": made["$defs"]})
    lines = CLAIM_FORMATS["jsonl"](listed, View()).splitlines()
    assert lines
    for each in lines:
        line.validate(json.loads(each))


def test_every_fixture_fits(report: Report, hostile_report: Report, empty_report: Report, claim_list: ClaimList) -> None:
    for each in (report, hostile_report, empty_report):
        holding(schema.report()).validate(json.loads(REPORTS["json"](each, View())))
    holding(schema.claims()).validate(json.loads(CLAIM_FORMATS["json"](claim_list, View())))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("claims", 0, "kind"), "weight"),
        (("claims", 0, "line"), "38"),
        (("claims", 2, "period", "start"), "2023"),
        (("findings", 0, "relation"), "quarrel"),
        (("findings", 0, "difference"), None),
        (("documents", 0, "colour"), "red"),
        (("summary", "withheld"), {}),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else None,
)
def test_what_is_never_printed_does_not_fit(report: Report, place: tuple[str | int, ...], value: object) -> None:
    made = json.loads(REPORTS["json"](report, View()))
    inner = made
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    assert not holding(schema.report()).is_valid(made)


# -- the configuration ---------------------------------------------------------------------------------------------


def test_every_setting_has_its_key_its_default_and_its_meaning() -> None:
    made = schema.configuration({name: f"what {name} is for" for name in NAMES})
    assert list(made["properties"]) == [name.replace("_", "-") for name in NAMES]
    for name in NAMES:
        key = made["properties"][name.replace("_", "-")]
        assert key["description"] == f"what {name} is for"
        if "default" in key:
            Draft202012Validator(key).validate(key["default"])


def test_the_help_texts_of_options_describe_the_settings(printed: dict[str, Any]) -> None:
    keys = printed["config"]["properties"]
    assert keys["allow-empty"]["description"] == "Exit with 0, not 4, where nothing could be compared."
    assert keys["show-files"]["description"].startswith("The documents that were read")


# Each setting as the documentation writes it, and slips; the program and the schema have to say the same of each.
FITS = {
    "format": ['"csv"', '"full"'],
    "output": ['["a.csv", "json:b"]', '"a.csv"'],
    "select": ['["FC101", "FC4"]', '["FC"]', '"FC101,FC4"', "[]"],
    "ignore": ['["fc106"]'],
    "show": ['["conflict", "update"]', '["all"]', '"all"'],
    "fail-on": ['"tension"', '"never"'],
    "allow-empty": ["true", "false"],
    "baseline": ['"known.json"'],
    "require-reviewed": ["true"],
    "show-known": ["false"],
    "per-file-ignores": ['{ "drafts/*" = ["FC106"] }'],
    "corpus": ['["archive/"]'],
    "since": ['"2024-01"'],
    "until": ['"2025"'],
    "topic": ['["gas"]'],
    "rules": ['["ours"]'],
    "exclude": ['["drafts/", "*.old.md"]'],
    "follow-links": ["true"],
    "max-file-size": ['"200MB"', '"1.5 GB"', "1000"],
    "text-key": ['"inhalt"'],
    "date-key": ['"tag"'],
    "source-key": ['"blatt"'],
    "color": ['"always"'],
    "width": ["20", "10000"],
    "cache": ["true", "false"],
    "jobs": ["1", "64"],
    "engine": ['"local"', '"dask"'],
    "scheduler": ['"tcp://127.0.0.1:8786"'],
    "work": ['"work"'],
    "statistics": ["true"],
    "show-files": ["true"],
    "quiet": ["true"],
    "verbose": ["true"],
    "debug": ["false"],
}
SLIPS = {
    "output": ["3", "[3]"],
    "select": ['["FC1234"]', '["X1"]', "[101]"],
    "ignore": ['["101"]'],
    "show": ['["conflicts"]', "true"],
    "fail-on": ['"update"', "true"],
    "allow-empty": ["3", "[]"],
    "baseline": ["3"],
    "require-reviewed": ["[]"],
    "show-known": ["2"],
    "per-file-ignores": ['{ "drafts/*" = ["X1"] }', "3"],
    "corpus": ["3"],
    "since": ["true"],
    "until": ["[]"],
    "topic": ["3"],
    "rules": ["3", "[true]"],
    "exclude": ["false"],
    "follow-links": ["3"],
    "max-file-size": ['"big"', "0", "true"],
    "text-key": ["3"],
    "date-key": ["[]"],
    "source-key": ["true"],
    "color": ['"red"'],
    "width": ["19", "10001", "80.5"],
    "cache": ["2"],
    "jobs": ["0", "-1", "2.5", "true"],
    "engine": ['"spark"', '""'],
    "scheduler": ["8786"],
    "work": ["1"],
    "statistics": ["[]"],
    "show-files": ["2"],
    "quiet": ["2"],
    "verbose": ["[]"],
    "debug": ["1.5"],
    "colour": ['"always"'],
    "format": ["3"],
}


def cases(table: dict[str, list[str]]) -> list[str]:
    return [f"{key} = {value}\n" for key, values in table.items() for value in values]


def loads(toml: str, folder: Path) -> bool:
    """Whether the program takes it."""
    (folder / "factcheck.toml").write_text(toml, encoding="utf-8")
    try:
        load({}, folder, {})
    except ConfigError:
        return False
    return True


@pytest.mark.parametrize("toml", cases(FITS))
def test_what_the_program_takes_fits(toml: str, tmp_path: Path) -> None:
    assert loads(toml, tmp_path)
    holding(schema.configuration({})).validate(tomllib.loads(toml))


@pytest.mark.parametrize("toml", cases(SLIPS))
def test_what_the_program_refuses_does_not_fit(toml: str, tmp_path: Path) -> None:
    assert not loads(toml, tmp_path)
    assert not holding(schema.configuration({})).is_valid(tomllib.loads(toml))


def test_every_setting_is_among_the_cases() -> None:
    assert {key.replace("-", "_") for key in FITS} == set(NAMES)
    assert set(FITS) <= set(SLIPS)
