"""`factcheck rules`: lists, checks and tests the rules."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli import options as opt
from factcheck.cli.run import leave, load_rules, settings_of, suggestion
from factcheck.errors import ExitCode, UsageError


def list_rules(
    table: Annotated[str | None, typer.Argument(metavar="TABLE", help="Only this table: check, unit ...")] = None,
    rules: opt.RulesDir = None,
    debug: opt.Debug = False,
) -> None:
    """Prints every rule: its id, its file, and why it is there."""
    from factcheck.output import Target, deliver
    from factcheck.report.words import visible

    loaded = load_rules(settings_of(None, rules=rules, debug=debug))
    tables = dict.fromkeys(rule.table for rule in loaded.records)
    if table is not None and table not in tables:
        raise UsageError(table, f"no such table of rules; {suggestion(table, tables)}")
    chosen = [rule for rule in loaded.records if table in (None, rule.table)]
    width = max((len(rule.id) for rule in chosen), default=0)
    lines = (f"{rule.id:{width}}  {visible(rule.file)}  {visible(rule.why)}".rstrip() for rule in chosen)
    deliver("".join(f"{line}\n" for line in lines), Target(format="table"))


def check_rules(rules: opt.RulesDir = None, debug: opt.Debug = False) -> None:
    """Checks that every rules file is well formed, and names file, rule and key where one is not."""
    loaded = load_rules(settings_of(None, rules=rules, debug=debug))
    files = {rule.file for rule in loaded.records}
    typer.echo(f"{len(loaded.records)} rules in {len(files)} files are well formed.")


def run_examples(rules: opt.RulesDir = None, debug: opt.Debug = False) -> None:
    """Runs the examples of every rule: what it must find, and what it must leave alone."""
    from factcheck import examples

    loaded = load_rules(settings_of(None, rules=rules, debug=debug))
    failures = examples.run(loaded)
    for failure in failures:
        typer.echo(f'{failure.file}: [{failure.rule}] "{failure.text}": {failure.reason}')
    count = examples.count(loaded)
    typer.echo(f"{count} examples: {f'{len(failures)} fail' if failures else 'all pass'}.", err=bool(failures))
    leave(ExitCode.FOUND if failures else ExitCode.CLEAN)
