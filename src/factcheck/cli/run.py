"""What every command does around its work: settings before it, words on standard error and an exit code after it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Never

import typer

from factcheck.errors import ExitCode, UsageError, nearest

if TYPE_CHECKING:
    from factcheck.model import Check, ClaimList, Metadata, Report, Skipped
    from factcheck.output import Target
    from factcheck.rules import Rule, Rules
    from factcheck.settings import Settings


def settings_of(config: Path | None, **options: object) -> Settings:
    """The settings of this run; a flag that was not given is no choice, and leaves the configuration as it is."""
    from factcheck.settings import load

    given = {name: value for name, value in options.items() if value is not None and value is not False}
    return load(given, Path.cwd(), os.environ, config)


def load_rules(settings: Settings) -> Rules:
    """The rules that hold for this run."""
    from factcheck.rules import load

    return load(settings.rules)


def checks_of(rules: Rules) -> Mapping[str, Rule]:
    """The checks by code."""
    return {rule.id.partition(".")[2]: rule for rule in rules.records if rule.table == "check"}


def described_checks(rules: Rules) -> tuple[Check, ...]:
    """What the codes of the checks mean."""
    from factcheck.model import Check

    keys = ("title", "relation", "meaning", "example", "action")
    return tuple(Check(code=code, **{key: str(rule.data.get(key, "")) for key in keys}) for code, rule in checks_of(rules).items())


def require_known_codes(settings: Settings) -> None:
    """Refuses a code that no check has: a slip in --ignore would bring back what was meant to be gone."""
    per_file = tuple(code for _, codes in settings.per_file_ignores for code in codes)
    if not (settings.select or settings.ignore or per_file):
        return
    checks = checks_of(load_rules(settings))
    for option, codes in (("--select", settings.select), ("--ignore", settings.ignore), ("per-file-ignores", per_file)):
        for code in codes:
            if not any(check.startswith(code) for check in checks):
                raise UsageError(option, f'there is no check "{code}"; {suggestion(code, checks)}')


def suggestion(word: str, known: Iterable[str]) -> str:
    """What may have been meant by an unknown word, else everything that is known."""
    names = sorted(known)
    near = nearest(word, names)
    return f"did you mean {near}?" if near else f"known are {', '.join(names)}"


def tell_unread(result: Report | ClaimList, paths: Sequence[str]) -> None:
    """Says on standard error what was not read, or not wholly; an error where nothing was."""
    from factcheck.api import require_documents

    tell_skipped(result)
    require_documents(result, paths)


def tell_skipped(result: Report | ClaimList) -> None:
    """Says on standard error what was not read, or not wholly."""
    for skipped in result.skipped:
        say_skipped(skipped)
    for document in result.documents:
        tell_warnings(document)


def say_skipped(skipped: Skipped) -> None:
    """Says on standard error what could not be read, and why."""
    say(f"skipped {skipped.path}: {skipped.reason}")


def tell_warnings(document: Metadata) -> None:
    """Says on standard error what could not be read of a document."""
    from factcheck.read.metadata import warnings

    for problem in warnings(document):
        say(f"{document.path}: {problem}")


def finish(report: Report, targets: Iterable[Target], paths: Sequence[str], settings: Settings, against: Sequence[str] = ()) -> Never:
    """Delivers a report to its targets, with the closing line on standard error, and ends with the report's exit code."""
    from dataclasses import replace

    from factcheck import output
    from factcheck.cli.known import tell_known
    from factcheck.report import pieces
    from factcheck.report.closing import closing

    report = replace(report, checks=described_checks(load_rules(settings)))
    tell_known(report, paths, against, settings)
    for target in targets:
        output.deliver(pieces(target.format, report, output.view(settings, target, paths, os.environ, against)), target)
    tell_overview(report, targets, settings)
    tell_closing(closing(report), targets, settings)
    leave(exit_code(report, settings))


def tell_overview(report: Report, targets: Iterable[Target], settings: Settings) -> None:
    """The statistics and the documents on standard error, unless a table on standard output has them."""
    from factcheck.report import View
    from factcheck.report.overview import plain

    if not _table_is_shown(targets):
        typer.echo(plain(report, View(statistics=settings.statistics, files=settings.show_files)), err=True, nl=False)


def tell_closing(line: str, targets: Iterable[Target], settings: Settings) -> None:
    """The closing line on standard error, unless a table on standard output ends with it."""
    if not settings.quiet and not _table_is_shown(targets):
        say(line, name=False)


def _table_is_shown(targets: Iterable[Target]) -> bool:
    return any(target.path is None and target.format == "table" for target in targets)


def exit_code(report: Report, settings: Settings) -> ExitCode:
    """What a scan says to the shell: whether an unknown finding is at or above `--fail-on`, or whether there was nothing to judge by."""
    from factcheck.model import Relation
    from factcheck.settings import NEVER

    if not report.findings and report.summary.pairs_compared == 0:
        return ExitCode.CLEAN if settings.allow_empty else ExitCode.NOTHING_COMPARED
    if settings.require_reviewed and any(finding.review is None for finding in report.findings):
        return ExitCode.FOUND
    if settings.fail_on == NEVER:
        return ExitCode.CLEAN
    threshold = Relation(settings.fail_on).severity
    found = any(finding.relation.severity <= threshold and not finding.known for finding in report.findings)
    return ExitCode.FOUND if found else ExitCode.CLEAN


def leave(code: ExitCode) -> Never:
    """Ends the program, and says what the one code means that could be taken for success."""
    if code is ExitCode.NOTHING_COMPARED:
        say("nothing was found and nothing could be compared, which does not mean that all is well (exit 4); --allow-empty accepts it")
    raise typer.Exit(code)


def say(sentence: str, *, name: bool = True) -> None:
    """One line on standard error, whatever a file name or document puts into it."""
    from factcheck.report.words import visible

    typer.echo(f"{'factcheck: ' if name else ''}{visible(sentence)}", err=True)
