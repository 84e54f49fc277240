"""The command line: settings, run, render, write, exit. Everything that is not parsing lives elsewhere.

The engine is imported inside the commands, so that `--version` and `--help` answer at once.
"""

from __future__ import annotations

import difflib
import os
import sys
import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Never

import typer
from typer.main import get_command

from factcheck._version import __version__
from factcheck.errors import ExitCode, FactcheckError, UsageError

if TYPE_CHECKING:
    from factcheck.model import ClaimList, Finding, Report
    from factcheck.output import Target
    from factcheck.rules import Rule, Rules
    from factcheck.settings import Settings

INTERRUPTED = 130  # 128 + SIGINT, as shells have it

_HELP = """Finds the numbers and dates that a folder of documents states, and says which of them cannot both be true.

It needs no network and no trusted side: it puts side by side the claims that answer the same question, with the words,
the line, the source and the reason.

\b
Start with:
  factcheck scan FOLDER                      what conflicts
  factcheck scan FOLDER -o conflicts.csv     the same as a spreadsheet
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

app = typer.Typer(help=_HELP, add_completion=False, rich_markup_mode=None, context_settings=_CONTEXT)
rules_app = typer.Typer(help="The rules that decide what is read and compared, and their examples.", rich_markup_mode=None)
app.add_typer(rules_app, name="rules", short_help="Lists, checks and tests the rules.")

Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files and folders; folders are searched for documents.")]
Format = Annotated[str | None, typer.Option("-f", "--format", metavar="NAME", help="table (default), concise, csv, json or jsonl.")]
ClaimFormat = Annotated[str | None, typer.Option("-f", "--format", metavar="NAME", help="table (default), csv, json or jsonl.")]
Output = Annotated[
    list[str] | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write here, by the ending or as FORMAT:FILE; repeatable; - is standard output."),
]
Select = Annotated[list[str] | None, typer.Option(metavar="CODES", help="Only these checks, or beginnings of codes: FC101,FC2.")]
Ignore = Annotated[list[str] | None, typer.Option(metavar="CODES", help="Leave these checks out.")]
Show = Annotated[
    list[str] | None,
    typer.Option(metavar="RELATIONS", help="conflict,tension (default), update, derived, agree, or all."),
]
FailOn = Annotated[str | None, typer.Option(metavar="RELATION", help="Exit with 1 from here on: conflict (default), tension or never.")]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="The same as --fail-on never.")]
AllowEmpty = Annotated[bool, typer.Option("--allow-empty", help="Exit with 0, not 4, where nothing could be compared.")]
Exclude = Annotated[list[str] | None, typer.Option(metavar="PATTERN", help="Leave out paths of this .gitignore pattern; repeatable.")]
RulesDir = Annotated[list[str] | None, typer.Option("--rules", metavar="DIR", help="Further rules, over those built in; repeatable.")]
Config = Annotated[Path | None, typer.Option(metavar="FILE", help="Use this configuration file instead of the nearest factcheck.toml.")]
Color = Annotated[str | None, typer.Option(metavar="WHEN", help="auto (default), always or never.")]
Width = Annotated[int | None, typer.Option(metavar="COLUMNS", help="The width of the page; under 100, tables become stacked blocks.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No closing line.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="In a table, the sentence of every claim too.")]
Debug = Annotated[bool, typer.Option("--debug", help="If factcheck itself fails, show where.")]


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


@rules_app.callback(invoke_without_command=True)
def _rules_program(context: typer.Context) -> None:
    _help_without_command(context)


def _help_without_command(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(ExitCode.USAGE)


@app.command(short_help="Prints which numbers and dates conflict.")
def scan(  # noqa: PLR0913, PLR0917  # typer takes an argument an option
    paths: Paths,
    form: Format = None,
    output: Output = None,
    select: Select = None,
    ignore: Ignore = None,
    show: Show = None,
    fail_on: FailOn = None,
    exit_zero: ExitZero = False,
    allow_empty: AllowEmpty = False,
    exclude: Exclude = None,
    rules: RulesDir = None,
    config: Config = None,
    color: Color = None,
    width: Width = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Reads the documents and prints which of their numbers and dates conflict.

    A conflict is a pair of claims that cannot both be true; a tension is one that could still differ in period, source or
    definition. Results go to standard output, everything else to standard error.

    \b
    factcheck scan articles/
    factcheck scan articles/ --select FC101,FC401 --show all
    factcheck scan articles/ -o conflicts.csv -o report.json
    """
    settings = _settings(
        config,
        format=form, output=output, select=select, ignore=ignore, show=show, fail_on="never" if exit_zero else fail_on,
        allow_empty=allow_empty, exclude=exclude, rules=rules, color=color, width=width, quiet=quiet, verbose=verbose, debug=debug,
    )  # fmt: skip
    from factcheck import output as out
    from factcheck import pipeline
    from factcheck.report import ENDINGS, REPORTS
    from factcheck.report.closing import closing

    targets = out.targets(settings, REPORTS, ENDINGS)
    _require_known_codes(settings)
    report = pipeline.scan(tuple(paths), settings)
    _tell_unread(report, paths)
    for target in targets:
        out.deliver(REPORTS[target.format](report, out.view(settings, target, paths, os.environ)), target)
    _tell_closing(closing(report), targets, settings)
    _exit(exit_code(report, settings))


@app.command(short_help="Prints every claim with its frame.")
def claims(  # noqa: PLR0913, PLR0917  # typer takes an argument an option
    paths: Paths,
    form: ClaimFormat = None,
    output: Output = None,
    derived: Annotated[bool, typer.Option("--derived", help="Also claims that only follow by arithmetic.")] = False,
    exclude: Exclude = None,
    rules: RulesDir = None,
    config: Config = None,
    color: Color = None,
    width: Width = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Prints every claim: the value, how it was read, what it measures, of whom, when, and who says so.

    \b
    factcheck claims articles/
    factcheck claims articles/ --format jsonl
    """
    settings = _settings(
        config, format=form, output=output, exclude=exclude, rules=rules, color=color, width=width, quiet=quiet, debug=debug
    )
    from factcheck import output as out
    from factcheck import pipeline
    from factcheck.report import CLAIM_FORMATS, ENDINGS
    from factcheck.report.closing import closing_claims

    targets = out.targets(settings, CLAIM_FORMATS, ENDINGS)
    listed = _stated(pipeline.claims(tuple(paths), settings), derived)
    _tell_unread(listed, paths)
    for target in targets:
        out.deliver(CLAIM_FORMATS[target.format](listed, out.view(settings, target, paths, os.environ)), target)
    _tell_closing(closing_claims(listed), targets, settings)


@app.command(short_help="Says what a check means, or how a finding came about.")
def explain(  # noqa: PLR0913, PLR0917  # typer takes an argument an option
    what: Annotated[str, typer.Argument(metavar="CODE|ID", help="A check such as FC101, or a finding's id or its beginning.")],
    more: Annotated[list[str] | None, typer.Argument(metavar="PATH", help="Further paths after --in.", hidden=True)] = None,
    paths: Annotated[list[str] | None, typer.Option("--in", metavar="PATH", help="Where the finding's documents are.")] = None,
    exclude: Exclude = None,
    rules: RulesDir = None,
    config: Config = None,
    width: Width = None,
    debug: Debug = False,
) -> None:
    """Says what a check means, or how a finding came about, step by step.

    \b
    factcheck explain FC101
    factcheck explain 3fa9c1 --in articles/
    """
    settings = _settings(config, exclude=exclude, rules=rules, width=width, debug=debug)
    from factcheck import output as out
    from factcheck.report import explain as derivation

    target = out.Target(format=out.DEFAULT_FORMAT)
    folders = (*(paths or ()), *(more or ()))
    view = out.view(settings, target, folders, os.environ)
    checks = _checks(_rules(settings))
    code = what.upper()
    if code in checks:
        out.deliver(derivation.render_check(code, checks[code].data, view), target)
    elif paths:
        out.deliver(derivation.render_finding(_finding(what, folders, settings), view), target)
    else:
        raise UsageError(what, _no_check(what, checks))


@rules_app.command("list", short_help="Prints every rule.")
def rules_list(
    table: Annotated[str | None, typer.Argument(metavar="TABLE", help="Only this table: check, unit ...")] = None,
    rules: RulesDir = None,
    debug: Debug = False,
) -> None:
    """Prints every rule: its id, its file, and why it is there."""
    from factcheck.output import Target, deliver
    from factcheck.report.words import visible

    loaded = _rules(_settings(None, rules=rules, debug=debug))
    tables = dict.fromkeys(rule.table for rule in loaded.records)
    if table is not None and table not in tables:
        raise UsageError(table, f"no such table of rules; {_suggestion(table, tables)}")
    chosen = [rule for rule in loaded.records if table in (None, rule.table)]
    width = max((len(rule.id) for rule in chosen), default=0)
    lines = (f"{rule.id:{width}}  {visible(rule.file)}  {visible(rule.why)}".rstrip() for rule in chosen)
    deliver("".join(f"{line}\n" for line in lines), Target(format="table"))


@rules_app.command("check", short_help="Checks that the files are well formed.")
def rules_check(rules: RulesDir = None, debug: Debug = False) -> None:
    """Checks that every rules file is well formed, and names file, rule and key where one is not."""
    loaded = _rules(_settings(None, rules=rules, debug=debug))
    files = {rule.file for rule in loaded.records}
    typer.echo(f"{len(loaded.records)} rules in {len(files)} files are well formed.")


@rules_app.command("test", short_help="Runs the examples of every rule.")
def rules_test(rules: RulesDir = None, debug: Debug = False) -> None:
    """Runs the examples of every rule: what it must find, and what it must leave alone."""
    from factcheck import examples

    loaded = _rules(_settings(None, rules=rules, debug=debug))
    failures = examples.run(loaded)
    for failure in failures:
        typer.echo(f'{failure.file}: [{failure.rule}] "{failure.text}": {failure.reason}')
    count = examples.count(loaded)
    typer.echo(f"{count} examples: {f'{len(failures)} fail' if failures else 'all pass'}.", err=bool(failures))
    _exit(ExitCode.FOUND if failures else ExitCode.CLEAN)


def exit_code(report: Report, settings: Settings) -> ExitCode:
    """What a scan says to the shell: whether a finding is at or above `--fail-on`, or whether there was nothing to judge by."""
    from factcheck.model import Relation
    from factcheck.settings import NEVER

    if not report.findings and report.summary.pairs_compared == 0:
        return ExitCode.CLEAN if settings.allow_empty else ExitCode.NOTHING_COMPARED
    if settings.fail_on == NEVER:
        return ExitCode.CLEAN
    threshold = Relation(settings.fail_on).severity
    found = any(finding.relation.severity <= threshold for finding in report.findings)
    return ExitCode.FOUND if found else ExitCode.CLEAN


def _settings(config: Path | None, **options: object) -> Settings:
    """The settings of this run; a flag that was not given is no choice, and leaves the configuration as it is."""
    from factcheck.settings import load

    given = {name: value for name, value in options.items() if value is not None and value is not False}
    return load(given, Path.cwd(), os.environ, config)


def _rules(settings: Settings) -> Rules:
    from factcheck.rules import load

    return load(settings.rules)


def _checks(rules: Rules) -> Mapping[str, Rule]:
    """The checks by code."""
    return {rule.id.partition(".")[2]: rule for rule in rules.records if rule.table == "check"}


def _require_known_codes(settings: Settings) -> None:
    """Refuses a code that no check has: a slip in --ignore would bring back what was meant to be gone."""
    if not (settings.select or settings.ignore):
        return
    checks = _checks(_rules(settings))
    for option, codes in (("--select", settings.select), ("--ignore", settings.ignore)):
        for code in codes:
            if not any(check.startswith(code) for check in checks):
                raise UsageError(option, f'there is no check "{code}"; {_suggestion(code, checks)}')


def _suggestion(word: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(names)}"


def _no_check(what: str, checks: Iterable[str]) -> str:
    codes, code = sorted(checks), what.upper()
    near = difflib.get_close_matches(code, codes, n=1)
    meant = f"did you mean {near[0]}? " if near else f"known are {', '.join(codes)}; " if code.startswith("FC") else ""
    return f"is not the code of a check; {meant}for a finding, say where its documents are: factcheck explain {what} --in PATH"


def _finding(prefix: str, paths: Sequence[str], settings: Settings) -> Finding:
    """The finding of that id, or of an id that only one finding has the beginning of.

    Looked for among what a scan prints, then among what it withholds.
    """
    from dataclasses import replace

    from factcheck import pipeline
    from factcheck.model import Relation

    report = pipeline.scan(tuple(paths), settings)
    _tell_unread(report, paths)
    found = _with_prefix(report, prefix) or _with_prefix(pipeline.scan(tuple(paths), replace(settings, show=tuple(Relation))), prefix)
    if len(found) == 1:
        return found[0]
    where = ", ".join(paths)
    if found:
        raise UsageError(prefix, f"is the beginning of {len(found)} ids: {', '.join(finding.id for finding in found)}; give one in full")
    raise UsageError(prefix, f"there is no such finding in {where}; factcheck scan {where} prints the ids")


def _with_prefix(report: Report, prefix: str) -> tuple[Finding, ...]:
    exact = tuple(finding for finding in report.findings if finding.id == prefix)
    return exact or tuple(finding for finding in report.findings if finding.id.startswith(prefix))


def _stated(listed: ClaimList, derived: bool) -> ClaimList:
    """The claims that the text states; with `derived` also those that only follow from them."""
    from dataclasses import replace

    return listed if derived else replace(listed, claims=tuple(claim for claim in listed.claims if not claim.derived_from))


def _tell_unread(result: Report | ClaimList, paths: Sequence[str]) -> None:
    """Says on standard error what was not read, or not wholly; an error where nothing was."""
    from factcheck.api import require_documents
    from factcheck.read.metadata import WARNING

    for skipped in result.skipped:
        _say(f"skipped {skipped.path}: {skipped.reason}")
    for document in result.documents:
        for name, problem in document.origins:
            if name == WARNING:
                _say(f"{document.path}: {problem}")
    require_documents(result, paths)


def _tell_closing(line: str, targets: Iterable[Target], settings: Settings) -> None:
    """The closing line on standard error, unless a table on standard output ends with it."""
    if not settings.quiet and not any(target.path is None and target.format == "table" for target in targets):
        _say(line, name=False)


def _exit(code: ExitCode) -> Never:
    if code is ExitCode.NOTHING_COMPARED:
        _say("nothing was found and nothing could be compared, which does not mean that all is well (exit 4); --allow-empty accepts it")
    raise typer.Exit(code)


def _say(sentence: str, *, name: bool = True) -> None:
    """One line on standard error, whatever a file name or document puts into it."""
    from factcheck.report.words import visible

    typer.echo(f"{'factcheck: ' if name else ''}{visible(sentence)}", err=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit code; the one place where errors become a sentence."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = get_command(app).main(args=given, prog_name="factcheck", standalone_mode=False)
        return int(code) if isinstance(code, int) else ExitCode.CLEAN
    except FactcheckError as error:
        _say(str(error))
        return ExitCode.USAGE
    except typer.TyperException as error:
        _say(_usage(error))
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
        _say(f"a fault of factcheck itself ({type(error).__name__}: {error}); run it again with --debug and report what it prints")
    return ExitCode.INTERNAL


def _debugging(arguments: Sequence[str]) -> bool:
    if "--debug" in arguments:
        return True
    try:
        return _settings(None).debug
    except FactcheckError:
        return False
