"""The words of a command line reach the command as they are.

typer has pydantic turn every word into a word, and every missing option into nothing. To load pydantic costs as much as to read
an article, so only values that want it, numbers and paths, are left to it.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperArgument, TyperOption


def take_as_they_are(kind: type[TyperArgument | TyperOption]) -> None:
    """Spares the parameters of a class what they need not; by class, since typer makes them and the one of --help itself."""
    convert = kind.process_value

    def process_value(parameter: Any, ctx: Any, value: Any) -> Any:
        if not _is_plain(parameter, value):
            return convert(parameter, ctx, value)
        return value if parameter.callback is None else parameter.callback(ctx, parameter, value)

    kind.process_value = process_value  # type: ignore[method-assign, assignment]  # see above


def _is_plain(parameter: TyperArgument | TyperOption, value: object) -> bool:
    """Whether a value is what the command asks for: words, or nothing where nothing is needed."""
    if value is None:
        return not parameter.required
    wanted = parameter.type_descriptor.annotation
    return (wanted is str and isinstance(value, str)) or (wanted == list[str] and isinstance(value, list | tuple) and bool(value))
