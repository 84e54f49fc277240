"""`factcheck config`: what holds, and where each value comes from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import options as opt
from factcheck.cli.run import require_known_codes, settings_of

if TYPE_CHECKING:
    from factcheck.settings import Settings


def show_config(
    form: Annotated[str | None, typer.Option("-f", "--format", metavar="NAME", help="table (default) or json.")] = None,
    config: opt.Config = None,
    debug: opt.Debug = False,
) -> None:
    """Prints every setting: its value, and whether a variable, a file or nobody but the program says so.

    What is given on the command line of another command stands above all of these.
    """
    settings = settings_of(config, debug=debug)
    from dataclasses import replace

    from factcheck import output as out

    require_known_codes(settings)
    # only this command's own --format: that of the configuration is meant for reports, and may be one that settings have not
    (target,) = out.targets(replace(settings, format=form, output=()), FORMATS, {})
    out.deliver(FORMATS[target.format](settings), target)


def _table(settings: Settings) -> str:
    from factcheck.report.words import UNKNOWN, visible

    rows = [
        (name, json.dumps(value, ensure_ascii=False) if value not in (None, [], {}) else UNKNOWN, origin)
        for name, value, origin in _rows(settings)
    ]
    first, second = (max(len(row[place]) for row in rows) for place in (0, 1))
    return "".join(f"{visible(name):{first}}  {visible(value):{second}}  {visible(origin)}\n" for name, value, origin in rows)


def _json(settings: Settings) -> str:
    from factcheck.report.words import harmless

    told = {name: {"value": value, "origin": origin} for name, value, origin in _rows(settings)}
    return harmless(json.dumps(told, ensure_ascii=False, indent=2)) + "\n"


FORMATS: Mapping[str, Callable[[Settings], str]] = MappingProxyType({"table": _table, "json": _json})


def _rows(settings: Settings) -> list[tuple[str, object, str]]:
    """Name, value and origin of every setting, written as in a configuration file."""
    from factcheck.settings import NAMES

    return [(name.replace("_", "-"), _plain(getattr(settings, name)), settings.origin(name)) for name in NAMES]


def _plain(value: object) -> object:
    """A value as JSON has it; what is not set is null, or an empty list."""
    from factcheck.model import Period
    from factcheck.report.words import iso

    if isinstance(value, Period):
        return iso(value)
    if not isinstance(value, tuple):
        return value
    if value and all(isinstance(entry, tuple) for entry in value):  # a table, as pairs
        return {str(key): _plain(entry) for key, entry in value}
    return [_plain(entry) for entry in value]
