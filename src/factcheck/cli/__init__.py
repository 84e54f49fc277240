"""The command line: settings, run, render, write, exit. One file for each command; here they come together.

The engine is imported inside the commands, so that `--version` and `--help` answer at once.
"""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.main import get_command

from factcheck._version import __version__
from factcheck.cli import baseline, check, claims, config, explain, review, rules, scan, schema
from factcheck.cli.run import exit_code, say, settings_of
from factcheck.errors import ExitCode, FactcheckError

INTERRUPTED = 130  # 128 + SIGINT, as shells have it
_GARBAGE = 50_000  # new objects between two hunts for cycles: records have none, and by default the hunts take 8% of a short scan

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

app = typer.Typer(help=_HELP, rich_markup_mode=None, context_settings=_CONTEXT)
rules_app = typer.Typer(help="The rules that decide what is read and compared, and their examples.", rich_markup_mode=None)
baseline_app = typer.Typer(help="A file of what is known and accepted, so that only what is new is told.", rich_markup_mode=None)
app.add_typer(baseline_app, name="baseline", short_help="Accepts what is found now, so that only what is new is told.")
app.add_typer(rules_app, name="rules", short_help="Lists, checks and tests the rules.")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"factcheck {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _program(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    _help_without_command(context)


@baseline_app.callback(invoke_without_command=True)
def _baseline_program(context: typer.Context) -> None:
    _help_without_command(context)


@rules_app.callback(invoke_without_command=True)
def _rules_program(context: typer.Context) -> None:
    _help_without_command(context)


def _help_without_command(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(ExitCode.USAGE)


app.command("scan", short_help="Prints which numbers and dates conflict.")(scan.scan)
app.command("check", short_help="Prints only what new articles bring, against the others.")(check.check)
app.command("claims", short_help="Prints every claim with its frame.")(claims.claims)
app.command("explain", short_help="Says what a check means, or how a finding came about.")(explain.explain)
app.command("review", short_help="Shows the findings one by one and keeps your verdicts.")(review.review)
baseline_app.command("create", short_help="Writes a new baseline.")(baseline.create)
baseline_app.command("update", short_help="Adds what is new.")(baseline.update)
baseline_app.command("prune", short_help="Takes out what is gone.")(baseline.prune)
app.command("config", short_help="Prints what holds, and where each value comes from.")(config.show_config)
app.command("schema", short_help="Prints the JSON Schema of the configuration and of what is printed.")(schema.schema)
rules_app.command("list", short_help="Prints every rule.")(rules.list_rules)
rules_app.command("check", short_help="Checks that the files are well formed.")(rules.check_rules)
rules_app.command("test", short_help="Runs the examples of every rule.")(rules.run_examples)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit code; the one place where errors become a sentence."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    gc.set_threshold(_GARBAGE)
    try:
        code = get_command(app).main(args=given, prog_name="factcheck", standalone_mode=False)
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


__all__ = ["app", "exit_code", "main"]
