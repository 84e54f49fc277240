"""`factcheck claims`: every claim with its frame."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import options as opt
from factcheck.cli.progress import watch
from factcheck.cli.run import say_skipped, settings_of, tell_closing, tell_unread, tell_warnings

if TYPE_CHECKING:
    from factcheck.output import Target
    from factcheck.settings import Settings


def claims(  # noqa: PLR0913, PLR0917  # typer takes an argument an option
    paths: opt.Paths,
    form: opt.ClaimFormat = None,
    output: opt.Output = None,
    derived: Annotated[bool, typer.Option("--derived", help="Also claims that only follow by arithmetic.")] = False,
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
        engine=engine,
        scheduler=scheduler,
        cache="false" if no_cache else None,
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
    from factcheck.report import CLAIM_FORMATS, ENDINGS, OF_LINES

    targets = out.targets(settings, CLAIM_FORMATS, ENDINGS)
    tell = _as_they_come if all(target.format in OF_LINES for target in targets) else _together
    tell(tuple(paths), settings, targets, derived=derived)


def _together(paths: tuple[str, ...], settings: Settings, targets: Sequence[Target], *, derived: bool) -> None:
    """Reads everything, then prints it."""
    from factcheck import output as out
    from factcheck import pipeline
    from factcheck.report import CLAIM_FORMATS
    from factcheck.report.closing import closing_claims

    listed = pipeline.claims(paths, settings, watch, derived=derived)
    tell_unread(listed, paths)
    for target in targets:
        out.deliver(CLAIM_FORMATS[target.format](listed, out.view(settings, target, paths, os.environ)), target)
    tell_closing(closing_claims(len(listed.claims), len(listed.documents), len(listed.skipped)), targets, settings)


def _as_they_come(paths: tuple[str, ...], settings: Settings, targets: Sequence[Target], *, derived: bool) -> None:
    """Prints the claims of each document as soon as it is read; nothing is kept, however many documents there are."""
    from factcheck import output as out
    from factcheck import pipeline
    from factcheck.api import require_documents
    from factcheck.model import ClaimList, Skipped
    from factcheck.report import claim_head
    from factcheck.report.closing import closing_claims

    formats = tuple(dict.fromkeys(target.format for target in targets))
    skipped: list[Skipped] = []
    documents = claims = 0
    with ExitStack() as stack:
        writers = [(stack.enter_context(out.stream(target)), formats.index(target.format)) for target in targets]
        for found in pipeline.listings(paths, settings, formats, watch, derived=derived):
            if isinstance(found, Skipped):
                skipped.append(found)
                say_skipped(found)
                continue
            tell_warnings(found.metadata)
            for write, place in writers:
                write(found.texts[place] if documents else claim_head(formats[place]) + found.texts[place])
            documents, claims = documents + 1, claims + found.claims
        if not documents:
            require_documents(ClaimList(version="", documents=(), claims=(), skipped=tuple(skipped)), paths)
    tell_closing(closing_claims(claims, documents, len(skipped)), targets, settings)
