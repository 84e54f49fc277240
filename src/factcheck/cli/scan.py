"""`factcheck scan`: what conflicts in a folder of documents."""

from __future__ import annotations

from factcheck.cli import options as opt
from factcheck.cli.progress import watch
from factcheck.cli.run import finish, require_known_codes, settings_of, tell_unread
from factcheck.errors import UsageError


def scan(  # noqa: PLR0913, PLR0917  # typer takes an argument an option
    paths: opt.SomePaths = None,
    index: opt.IndexFile = None,
    form: opt.Format = None,
    output: opt.Output = None,
    select: opt.Select = None,
    ignore: opt.Ignore = None,
    show: opt.Show = None,
    since: opt.Since = None,
    until: opt.Until = None,
    topic: opt.Topic = None,
    fail_on: opt.FailOn = None,
    exit_zero: opt.ExitZero = False,
    allow_empty: opt.AllowEmpty = False,
    baseline: opt.Baseline = None,
    require_reviewed: opt.RequireReviewed = False,
    show_known: opt.ShowKnown = False,
    exclude: opt.Exclude = None,
    follow_links: opt.FollowLinks = False,
    jobs: opt.Jobs = None,
    engine: opt.Engine = None,
    scheduler: opt.Scheduler = None,
    work: opt.Work = None,
    no_cache: opt.NoCache = False,
    max_file_size: opt.MaxFileSize = None,
    text_key: opt.TextKey = None,
    date_key: opt.DateKey = None,
    source_key: opt.SourceKey = None,
    rules: opt.RulesDir = None,
    config: opt.Config = None,
    color: opt.Color = None,
    width: opt.Width = None,
    statistics: opt.Statistics = False,
    show_files: opt.ShowFiles = False,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
    debug: opt.Debug = False,
) -> None:
    """Reads the documents and prints which of their numbers and dates conflict.

    A conflict is a pair of claims that cannot both be true; a tension is one that could still differ in period, source or
    definition. Results go to standard output, everything else to standard error.

    \b
    factcheck scan articles/
    factcheck scan articles/ --select FC101,FC401 --show all
    factcheck scan articles/ -o conflicts.csv -o report.json
    factcheck scan articles/ --baseline known.json
    factcheck scan --index archive.fcx
    factcheck scan archive/ --engine dask --scheduler tcp://host:8786 --work /shared/archive
    """
    settings = settings_of(
        config,
        format=form, output=output, select=select, ignore=ignore, show=show, since=since, until=until, topic=topic,
        fail_on="never" if exit_zero else fail_on, allow_empty=allow_empty, baseline=baseline, require_reviewed=require_reviewed,
        show_known=show_known, exclude=exclude, follow_links=follow_links, jobs=jobs, engine=engine, scheduler=scheduler, work=work,
        cache="false" if no_cache else None, max_file_size=max_file_size, text_key=text_key, date_key=date_key, source_key=source_key,
        rules=rules, color=color, width=width, statistics=statistics, show_files=show_files, quiet=quiet, verbose=verbose, debug=debug,
    )  # fmt: skip
    from factcheck import output as out
    from factcheck import pipeline
    from factcheck.report import ENDINGS, REPORTS

    targets = out.targets(settings, REPORTS, ENDINGS)
    require_known_codes(settings)
    given = _given(paths or [], index)
    report = pipeline.scan(given, settings, watch)
    tell_unread(report, given)
    finish(report, targets, given, settings)


def _given(paths: list[str], index: str | None) -> tuple[str, ...]:
    """What is to be scanned: paths, or a saved index."""
    from factcheck.index import is_saved

    if index is None:
        if not paths:
            raise UsageError("", "nothing to scan; name files or folders, or a saved index with --index")
        return tuple(paths)
    if paths:
        raise UsageError("--index", "takes the place of PATH; build the index of these paths too, or scan them alone")
    if not is_saved(index):
        raise UsageError(f"--index {index}", "is no saved index; build one with factcheck index build")
    return (index,)
