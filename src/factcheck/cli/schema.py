"""`factcheck schema`: JSON Schema of the configuration and of what is printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from factcheck.cli.run import suggestion
from factcheck.errors import UsageError

NAMES = ("config", "claims", "report")


def schema(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="config, claims or report; without it, all three.", autocompletion=lambda: list(NAMES)),
    ] = None,
) -> None:
    """Prints the JSON Schema of the configuration, of claims or of a report.

    An editor that knows the first completes and checks factcheck.toml; by the others a program can rely on what it reads.
    A line of claims --format jsonl is the ClaimObject of the schema of claims.

    \b
    factcheck schema config
    factcheck schema report
    """
    if name is not None and name not in NAMES:
        raise UsageError(name, f"there is no such schema; {suggestion(name, NAMES)}")
    import json

    from factcheck import schema as schemas
    from factcheck.output import Target, deliver

    makers = {
        "config": lambda: schemas.configuration(dict(_helped())),
        "claims": schemas.claims,
        "report": schemas.report,
    }
    printed = makers[name]() if name else {each: makers[each]() for each in NAMES}
    deliver(json.dumps(printed, ensure_ascii=False, indent=2) + "\n", Target(format="json"))


def _helped() -> Iterator[tuple[str, str]]:
    """The options of all commands, named as settings are, with their help texts."""
    from typer.main import get_command

    from factcheck.cli import program

    for command in getattr(get_command(program()), "commands", {}).values():
        for parameter in command.params:
            if text := getattr(parameter, "help", None):
                yield from ((name.removeprefix("--").replace("-", "_"), text) for name in parameter.opts if name.startswith("--"))
