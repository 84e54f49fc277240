"""`factcheck baseline`: takes what is found into a file, so that it is not told again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.cli import options as opt
from factcheck.cli.known import baseline_of, entries
from factcheck.cli.run import require_known_codes, say, settings_of, tell_unread
from factcheck.errors import InputError

if TYPE_CHECKING:
    from factcheck.known import Baseline
    from factcheck.model import Report
    from factcheck.settings import Settings


def create(  # noqa: PLR0913, PLR0917  # typer takes an argument an option
    paths: opt.Paths,
    baseline: opt.Baseline = None,
    select: opt.Select = None,
    ignore: opt.Ignore = None,
    exclude: opt.Exclude = None,
    rules: opt.RulesDir = None,
    config: opt.Config = None,
    quiet: opt.Quiet = False,
    debug: opt.Debug = False,
) -> None:
    """Writes a new baseline that accepts all that a scan finds now.

    \b
    factcheck baseline create articles/ --baseline known.json
    """
    settings = settings_of(config, baseline=baseline, select=select, ignore=ignore, exclude=exclude, rules=rules, quiet=quiet, debug=debug)
    file = baseline_of(settings)
    from factcheck import known

    if Path(file).exists():
        raise InputError(known.shown(file), "is there already, perhaps with notes; factcheck baseline update adds to it")
    require_known_codes(settings)
    made = known.EMPTY.extended(_scanned(paths, replace(settings, baseline=None)).findings)
    _write(made, file, f"{entries(len(made.entries))} written", settings)


def update(  # noqa: PLR0913, PLR0917  # typer takes an argument an option
    paths: opt.Paths,
    baseline: opt.Baseline = None,
    select: opt.Select = None,
    ignore: opt.Ignore = None,
    exclude: opt.Exclude = None,
    rules: opt.RulesDir = None,
    config: opt.Config = None,
    quiet: opt.Quiet = False,
    debug: opt.Debug = False,
) -> None:
    """Adds to a baseline what a scan finds and it does not hold; its entries stay as they are, with verdicts and notes.

    \b
    factcheck baseline update articles/ --baseline known.json
    """
    settings = settings_of(config, baseline=baseline, select=select, ignore=ignore, exclude=exclude, rules=rules, quiet=quiet, debug=debug)
    file = baseline_of(settings)
    from factcheck import known

    held = known.load(file)
    require_known_codes(settings)
    made = held.extended(_scanned(paths, replace(settings, show_known=True)).findings)
    _write(made, file, f"{entries(len(made.entries) - len(held.entries))} added, {len(held.entries):,} kept", settings)


def prune(  # noqa: PLR0913, PLR0917  # typer takes an argument an option
    paths: opt.Paths,
    baseline: opt.Baseline = None,
    exclude: opt.Exclude = None,
    rules: opt.RulesDir = None,
    config: opt.Config = None,
    quiet: opt.Quiet = False,
    debug: opt.Debug = False,
) -> None:
    """Takes out of a baseline what is no longer found in the documents; give all the documents that it is for.

    \b
    factcheck baseline prune articles/ --baseline known.json
    """
    settings = settings_of(config, baseline=baseline, exclude=exclude, rules=rules, quiet=quiet, debug=debug)
    file = baseline_of(settings)
    from factcheck import known

    held = known.load(file)
    gone = _scanned(paths, settings).unmatched
    _write(held.without(gone), file, f"{entries(len(gone))} removed, {len(held.entries) - len(gone):,} kept", settings)


def _scanned(paths: Sequence[str], settings: Settings) -> Report:
    from factcheck import pipeline

    report = pipeline.scan(tuple(paths), settings)
    tell_unread(report, paths)
    return report


def _write(made: Baseline, file: str, done: str, settings: Settings) -> None:
    from factcheck import known

    known.save(made, file)
    if not settings.quiet:
        say(f"{known.shown(file)}: {done}.", name=False)
