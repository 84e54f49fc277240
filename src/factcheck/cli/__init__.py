"""The command line: settings, run, render, write, exit. One file for each command; here they come together.

The engine is imported inside the commands, so that `--version` and `--help` answer at once.
"""

from __future__ import annotations

import atexit
import gc
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Annotated

import typer
from typer.core import TyperArgument, TyperOption
from typer.main import get_command

from factcheck._version import __version__, compiled
from factcheck.cli import baseline, cache, check, claims, config, explain, index, review, rules, scan, schema
from factcheck.cli.run import exit_code, say, settings_of
from factcheck.cli.words import take_as_they_are
from factcheck.errors import ExitCode, FactcheckError

INTERRUPTED = 130  # 128 + SIGINT, as shells have it
_GARBAGE = 500_000  # new objects between two hunts for cycles: records have none, and by default the hunts take 8% of a short scan

_HELP = """Finds the numbers and dates that a folder of documents states, and says which of them cannot both be true.

It needs no network and no trusted side: it puts side by side the claims that answer the same question, with the words,
the line, the source and the reason.

\b
Start with:
  factcheck scan FOLDER                      what conflicts
  factcheck scan FOLDER -o conflicts.csv     the same as a spreadsheet
  factcheck check NEW --against FOLDER       only what a new article brings
  factcheck explain FC101                    what a check means
  factcheck explain ID --in FOLDER           how one finding came about

\b
Exit codes:
  0  nothing at or above --fail-on
  1  something was found
  2  bad usage, configuration or input, or nothing readable
  3  a fault of factcheck itself
  4  nothing found, and nothing could be compared
"""

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}

take_as_they_are(TyperArgument)
take_as_they_are(TyperOption)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"factcheck {__version__}{' (compiled)' if compiled() else ''}")
        raise typer.Exit


def _program(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    _help_without_command(context)


def _help_without_command(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(ExitCode.USAGE)


Commands = dict[str, tuple[Callable[..., None], str]]  # by name: what is called, and what the help says of it in a line

# In the order of the help.
_COMMANDS: Commands = {
    "scan": (scan.scan, "Prints which numbers and dates conflict."),
    "check": (check.check, "Prints only what new articles bring, against the others."),
    "claims": (claims.claims, "Prints every claim with its frame."),
    "explain": (explain.explain, "Says what a check means, or how a finding came about."),
    "review": (review.review, "Shows the findings one by one and keeps your verdicts."),
    "config": (config.show_config, "Prints what holds, and where each value comes from."),
    "schema": (schema.schema, "Prints the JSON Schema of the configuration and of what is printed."),
}
_BASELINE: Commands = {
    "create": (baseline.create, "Writes a new baseline."),
    "update": (baseline.update, "Adds what is new."),
    "prune": (baseline.prune, "Takes out what is gone."),
}
_INDEX: Commands = {
    "build": (index.build, "Reads an archive into an index, or brings it up to date."),
    "export": (index.export, "Writes an index as an SQLite file or as Parquet."),
    "info": (index.info, "Prints what an index holds."),
}
_CACHE: Commands = {
    "info": (cache.show_cache, "Prints where it is, how large, and what it holds."),
    "clear": (cache.clear_cache, "Empties it."),
}
_RULES: Commands = {
    "list": (rules.list_rules, "Prints every rule."),
    "check": (rules.check_rules, "Checks that the files are well formed."),
    "test": (rules.run_examples, "Runs the examples of every rule."),
}
# Commands of commands: what they are, what the help says of them in a line, and their commands.
_GROUPS: dict[str, tuple[str, str, Commands]] = {
    "baseline": (
        "A file of what is known and accepted, so that only what is new is told.",
        "Accepts what is found now, so that only what is new is told.",
        _BASELINE,
    ),
    "index": ("A file that keeps a large archive ready.", "Keeps a large archive ready in one file.", _INDEX),
    "cache": (
        "What was read and compared, kept for the next run, which then reads only what has changed.",
        "Shows or empties the cache of what was read.",
        _CACHE,
    ),
    "rules": ("The rules that decide what is read and compared, and their examples.", "Lists, checks and tests the rules.", _RULES),
}


def program(first: str | None = None) -> typer.Typer:
    """The whole program, or where the first argument names a command, what is needed of it: typer looks long at every option."""
    alone = first in _COMMANDS or first in _GROUPS
    app = _group(_HELP, _program, {name: entry for name, entry in _COMMANDS.items() if not alone or name == first})
    for name, (told, short, commands) in _GROUPS.items():
        if not alone or name == first:
            app.add_typer(_group(told, _help_without_command, commands), name=name, short_help=short)
    return app


def _group(told: str, alone: Callable[..., None], commands: Commands) -> typer.Typer:
    """A group of commands; `alone` is called first, and is all there is where no command is named."""
    app = typer.Typer(help=told, rich_markup_mode=None, context_settings=_CONTEXT)
    app.callback(invoke_without_command=True)(alone)
    for name, (command, short) in commands.items():
        app.command(name, short_help=short)(command)
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit code; the one place where errors become a sentence."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    gc.set_threshold(_GARBAGE)
    atexit.register(gc.freeze)  # the interpreter ends with a hunt through all that is left
    try:
        code = get_command(program(given[0] if given else None)).main(args=given, prog_name="factcheck", standalone_mode=False)
        return int(code) if isinstance(code, int) else ExitCode.CLEAN
    except FactcheckError as error:
        say(str(error))
        return ExitCode.USAGE
    except typer.TyperException as error:
        say(_usage(error))
        return ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Exception as error:
        return _fault(error, given)


def _usage(error: typer.TyperException) -> str:
    """A mistake in the arguments as one sentence, with the help that would have told."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "factcheck"
    return f"{error.format_message()} (see {command} --help)"


def _fault(error: Exception, arguments: Sequence[str]) -> int:
    if _debugging(arguments):
        traceback.print_exception(error)
    else:
        say(f"a fault of factcheck itself ({type(error).__name__}: {error}); run it again with --debug and report what it prints")
    return ExitCode.INTERNAL


def _debugging(arguments: Sequence[str]) -> bool:
    if "--debug" in arguments:
        return True
    try:
        return settings_of(None).debug
    except FactcheckError:
        return False


__all__ = ["exit_code", "main", "program"]
