"""JSON Schema of what is printed and of the configuration, made from the types that the program itself uses.

Printed objects: from the types in report/objects.py. Configuration: from the fields of `Settings`, with what a type alone does
not tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, get_type_hints

from pydantic import ConfigDict, Field, TypeAdapter, create_model
from pydantic.json_schema import GenerateJsonSchema

from factcheck.model import Period, Relation
from factcheck.report import REPORTS, objects
from factcheck.settings import ALL, COLORS, ENGINES, FAIL_ON, NAMES, Settings

Schema = dict[str, Any]

DIALECT = GenerateJsonSchema.schema_dialect


class _Plain(GenerateJsonSchema):
    """Without a title for every key, which would only repeat the key."""

    def field_title_should_be_set(self, schema: object) -> bool:
        return False


def _one_of(*values: str) -> object:
    return Field(json_schema_extra={"enum": list(values)})


_Code = Annotated[str, Field(pattern=r"^[Ff][Cc]\d{0,3}$")]
_RelationName = Annotated[str, _one_of(*(relation.value for relation in Relation), ALL)]
_Words = list[str] | str  # a string holds words between commas

# What a configuration file may hold, by the type of the setting, and for some settings more narrowly.
_BY_TYPE: Mapping[object, object] = {
    bool: bool,
    str: str,
    str | None: str,
    int | None: int,
    Period | None: Annotated[str, Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")],
    tuple[str, ...]: _Words,
    tuple[Relation, ...]: list[_RelationName] | str,
    tuple[tuple[str, tuple[str, ...]], ...]: dict[str, list[_Code] | str] | str,
}
_BY_NAME: Mapping[str, object] = {
    "format": Annotated[str, _one_of(*REPORTS)],
    "select": list[_Code] | str,
    "ignore": list[_Code] | str,
    "fail_on": Annotated[str, _one_of(*FAIL_ON)],
    "color": Annotated[str, _one_of(*COLORS)],
    "engine": Annotated[str, _one_of(*ENGINES)],
    "max_file_size": Annotated[int, Field(ge=1)] | Annotated[str, Field(pattern=r"^\s*\d{1,12}(\.\d{1,3})?\s*[kmgKMG]?[bB]?\s*$")],
    "jobs": Annotated[int, Field(ge=1, le=1024)],
    "width": Annotated[int, Field(ge=20, le=10_000)],
}


def configuration(described: Mapping[str, str]) -> Schema:
    """The schema of `factcheck.toml` and of `[tool.factcheck]`; `described` says what settings are for, by name."""
    hints, held = get_type_hints(Settings), Settings()
    entries: Any = {
        name: (
            _BY_NAME.get(name) or _BY_TYPE[hints[name]],
            Field(default=getattr(held, name), alias=name.replace("_", "-"), description=described.get(name)),
        )
        for name in NAMES
    }
    model = create_model("Configuration", __config__=ConfigDict(extra="forbid"), **entries)
    schema = model.model_json_schema(schema_generator=_Plain)
    for entry in schema["properties"].values():
        if entry["default"] in (None, []):  # nothing is told by leaving the key out, not by null or an empty list
            del entry["default"]
    return _finished(schema, "Configuration of factcheck")


def claims() -> Schema:
    """The schema of `claims --format json`; a line of jsonl is its `ClaimObject`."""
    return _finished(TypeAdapter(objects.ClaimsObject).json_schema(schema_generator=_Plain), "Claims, as factcheck prints them")


def report() -> Schema:
    """The schema of `scan --format json`."""
    return _finished(TypeAdapter(objects.ReportObject).json_schema(schema_generator=_Plain), "Report of factcheck")


def _finished(schema: Schema, title: str) -> Schema:
    return {"$schema": DIALECT, **schema, "title": title}
