"""`factcheck claims`: every claim with its frame."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from factcheck.cli import options as opt
from factcheck.cli.progress import watch
from factcheck.cli.run import settings_of, tell_closing, tell_unread


def claims(  # noqa: PLR0913, PLR0917  # typer takes an argument an option
    paths: opt.Paths,
    form: opt.ClaimFormat = None,
    output: opt.Output = None,
    derived: Annotated[bool, typer.Option("--derived", help="Also claims that only follow by arithmetic.")] = False,
    exclude: opt.Exclude = None,
    follow_links: opt.FollowLinks = False,
    jobs: opt.Jobs = None,
    max_file_size: opt.MaxFileSize = None,
    text_key: opt.TextKey = None,
    date_key: opt.DateKey = None,
    source_key: opt.SourceKey = None,
    rules: opt.RulesDir = None,
    config: opt.Config = None,
    color: opt.Color = None,
    width: opt.Width = None,
    quiet: opt.Quiet = False,
    debug: opt.Debug = False,
) -> None:
    """Prints every claim: the value, how it was read, what it measures, of whom, when, and who says so.

    \b
    factcheck claims articles/
    factcheck claims articles/ --format jsonl
    """
    settings = settings_of(
        config,
        format=form,
        output=output,
        exclude=exclude,
        follow_links=follow_links,
        jobs=jobs,
        max_file_size=max_file_size,
        text_key=text_key,
        date_key=date_key,
        source_key=source_key,
        rules=rules,
        color=color,
        width=width,
        quiet=quiet,
        debug=debug,
    )
    from factcheck import output as out
    from factcheck import pipeline
    from factcheck.report import CLAIM_FORMATS, ENDINGS
    from factcheck.report.closing import closing_claims

    targets = out.targets(settings, CLAIM_FORMATS, ENDINGS)
    listed = pipeline.claims(tuple(paths), settings, watch, derived=derived)
    tell_unread(listed, paths)
    for target in targets:
        out.deliver(CLAIM_FORMATS[target.format](listed, out.view(settings, target, paths, os.environ)), target)
    tell_closing(closing_claims(listed), targets, settings)
