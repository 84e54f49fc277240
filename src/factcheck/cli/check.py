"""`factcheck check`: what new articles bring, against those that are known."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import options as opt
from factcheck.cli.progress import watch
from factcheck.cli.run import finish, require_known_codes, say, settings_of, tell_skipped
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from factcheck.read import Source

PIPE = "-"


def check(  # noqa: PLR0913, PLR0917  # typer takes an argument an option
    new: Annotated[list[str] | None, typer.Argument(metavar="NEW", help="New articles: files, folders, or - for standard input.")] = None,
    against: opt.Against = None,
    since_commit: Annotated[
        str | None, typer.Option(metavar="REV", help="Of NEW (else of this folder) only files that git says are new or changed since REV.")
    ] = None,
    stdin_filename: Annotated[str | None, typer.Option(metavar="NAME", help="The name, and so the format, of what - reads.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="The publication date of new articles that give none.")] = None,
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
    """Reads new articles and prints only what conflicts with them, in them or between them.

    The articles that they are checked against are not reported on among themselves; a new article may lie among them. New
    articles always take part, whatever --since and --until say.

    \b
    factcheck check drafts/new.md --against articles/
    factcheck check --since-commit origin/main --against articles/
    pbpaste | factcheck check - --stdin-filename draft.md --against articles/
    """
    settings = settings_of(
        config,
        corpus=against, format=form, output=output, select=select, ignore=ignore, show=show, since=since, until=until, topic=topic,
        fail_on="never" if exit_zero else fail_on, allow_empty=allow_empty, baseline=baseline, require_reviewed=require_reviewed,
        show_known=show_known, exclude=exclude, follow_links=follow_links, jobs=jobs, engine=engine, scheduler=scheduler,
        cache="false" if no_cache else None, max_file_size=max_file_size, text_key=text_key, date_key=date_key, source_key=source_key,
        rules=rules, color=color, width=width, statistics=statistics, show_files=show_files, quiet=quiet, verbose=verbose, debug=debug,
    )  # fmt: skip
    from factcheck import output as out
    from factcheck import pipeline
    from factcheck.api import known_articles, new_articles, require_new
    from factcheck.report import ENDINGS, REPORTS

    targets = out.targets(settings, REPORTS, ENDINGS)
    require_known_codes(settings)
    known = known_articles(settings)
    paths = tuple(path for path in new or () if path != PIPE)
    draft = _draft(stdin_filename, settings.max_file_size) if PIPE in (new or ()) else None
    if stdin_filename is not None and draft is None:
        raise UsageError("--stdin-filename", "names what standard input holds; add - to the new articles")
    asked = new_articles(paths, since_commit=since_commit, published=published, draft=draft)
    report = pipeline.check(asked, known, settings, watch)
    tell_skipped(report)
    require_new(report, asked)
    if since_commit is not None and not report.new:
        say(f"no document is new or changed since {since_commit}")
    given = (*(new or ()), *(("--since-commit", since_commit) if since_commit is not None else ()))
    finish(report, targets, given, settings, known)


def _draft(name: str | None, limit: int) -> Source:
    from factcheck.read import draft

    return draft(name, sys.stdin.buffer.read(limit + 1))
