"""`factcheck index`: keeps a large archive ready in one file, to be scanned, and to check new articles against."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import options as opt
from factcheck.cli.progress import watch
from factcheck.cli.run import require_known_codes, say, settings_of, tell_skipped
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from factcheck.index import Described, Index
    from factcheck.model import Report

Into = Annotated[
    str,
    typer.Option(
        "-o", "--output", metavar="FILE", help="The file of the index, with the ending .fcx; a name without an ending is that of a folder."
    ),
]
File = Annotated[str, typer.Argument(metavar="FILE", help="The file or folder of the index.")]


def build(  # noqa: PLR0913, PLR0917  # typer takes an argument an option
    paths: opt.Paths,
    output: Into,
    exclude: opt.Exclude = None,
    follow_links: opt.FollowLinks = False,
    jobs: opt.Jobs = None,
    engine: opt.Engine = None,
    scheduler: opt.Scheduler = None,
    max_file_size: opt.MaxFileSize = None,
    text_key: opt.TextKey = None,
    date_key: opt.DateKey = None,
    source_key: opt.SourceKey = None,
    rules: opt.RulesDir = None,
    config: opt.Config = None,
    quiet: opt.Quiet = False,
    debug: opt.Debug = False,
) -> None:
    """Reads an archive into an index, or brings the index up to date: only files that are new or have changed are read.

    A build that was cut off goes on where it was when it is run again. What a file holds of other folders stays; a folder
    that is gone is taken out when it is named. Another run may read the index meanwhile. A folder is a partitioned index,
    which the workers of a cluster write and read; it holds the documents of the paths that are given, and no others.

    \b
    factcheck index build archive/ -o archive.fcx
    factcheck index build archive/ -o archive --engine dask --scheduler tcp://host:8786
    factcheck scan --index archive.fcx
    factcheck check new.md --against archive.fcx
    """
    settings = settings_of(
        config, exclude=exclude, follow_links=follow_links, jobs=jobs, engine=engine, scheduler=scheduler, max_file_size=max_file_size,
        text_key=text_key, date_key=date_key, source_key=source_key, rules=rules, quiet=quiet, debug=debug,
    )  # fmt: skip
    from factcheck import indexing
    from factcheck.index import ENDING

    in_parts = Path(output).is_dir() or not Path(output).suffix
    if not Path(os.path.abspath(output)).parent.is_dir() or (not in_parts and Path(output).suffix != ENDING):
        what = f"is not the name of an index: one that ends in {ENDING}, or one without an ending for a folder, in a folder that is there"
        raise UsageError(f"-o {output}", what)
    built = (indexing.build_parted if in_parts else indexing.build)(tuple(paths), output, settings, watch)
    for skipped in built.skipped:
        say(f"skipped {skipped.path}: {skipped.reason}")
    if built.renewed:
        say(f"{output}: was built by another version, or with other rules or options, and was built anew")
    if not settings.quiet:
        removed = f", {built.removed:,} gone" if built.removed else ""
        say(
            f"{built.read:,} files read, {built.kept:,} as they were{removed}; {output} holds {_counted(indexing.described(output))}",
            name=False,
        )


def export(  # noqa: PLR0913, PLR0917  # typer takes an argument an option
    file: File,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="An SQLite file (.sqlite, .db), or a folder of Parquet files (.parquet).")
    ],
    form: Annotated[
        str | None, typer.Option("-f", "--format", metavar="NAME", help="sqlite or parquet, if the ending does not say.")
    ] = None,
    select: opt.Select = None,
    ignore: opt.Ignore = None,
    show: opt.Show = None,
    since: opt.Since = None,
    until: opt.Until = None,
    topic: opt.Topic = None,
    baseline: opt.Baseline = None,
    show_known: opt.ShowKnown = False,
    jobs: opt.Jobs = None,
    rules: opt.RulesDir = None,
    config: opt.Config = None,
    quiet: opt.Quiet = False,
    debug: opt.Debug = False,
) -> None:
    """Writes an index as tables for other programs: documents, claims, findings, finding_claims, pairs and skipped.

    The findings are those that a scan of the index prints. An SQLite file has foreign keys, indexes and the view "told", a row
    for each claim of each finding; Datasette opens it as it is.

    \b
    factcheck index export archive.fcx -o archive.sqlite
    factcheck index export archive.fcx -o archive.parquet --show all
    """
    settings = settings_of(
        config, select=select, ignore=ignore, show=show, since=since, until=until, topic=topic, baseline=baseline,
        show_known=show_known, jobs=jobs, rules=rules, quiet=quiet, debug=debug,
    )  # fmt: skip
    from factcheck import output as out
    from factcheck import pipeline
    from factcheck.export import TABLES

    write = _writer(output, form)
    _require_replaceable(Path(output), [f"{table.name}.parquet" for table in TABLES])
    require_known_codes(settings)
    with pipeline.scanned(file, settings, watch) as (held, report):
        tell_skipped(report)
        out.replace_whole(Path(output), lambda place: write(place, held, report))
    if not settings.quiet:
        from factcheck.report.closing import closing

        say(f"{output}: {closing(report)}", name=False)


def _writer(output: str, form: str | None) -> Callable[[Path, Index, Report], None]:
    """What writes the format that is asked for, or that the ending of the output says."""
    from factcheck.export import ENDINGS, FORMATS

    by_ending = ENDINGS.get(Path(output).suffix.lower())
    chosen = form or by_ending
    if chosen not in FORMATS or (by_ending and by_ending != chosen):
        raise UsageError(f"-o {output}", f"is to be sqlite or parquet: use one of the endings {', '.join(ENDINGS)}, or --format")
    if chosen == "parquet":
        from factcheck.export import parquet

        return parquet.write
    from factcheck.export import sqlite

    return sqlite.write


def _require_replaceable(place: Path, names: Sequence[str]) -> None:
    """Refuses to put an export in the place of what is none."""
    if not place.parent.is_dir():
        raise UsageError(f"-o {place}", f"there is no folder {place.parent.as_posix()}; create it first")
    if place.is_dir() and {each.name for each in place.iterdir()} - set(names):
        raise UsageError(f"-o {place}", "is a folder that holds other files too; name a new one")


def info(
    file: File,
    form: Annotated[str | None, typer.Option("-f", "--format", metavar="NAME", help="table (default) or json.")] = None,
    debug: opt.Debug = False,
) -> None:
    """Prints what an index holds, and with what it was built."""
    settings = settings_of(None, debug=debug)
    from factcheck import indexing
    from factcheck import output as out

    (target,) = out.targets(replace(settings, format=form, output=()), FORMATS, {})
    out.deliver(FORMATS[target.format](indexing.described(file)), target)


def _table(held: Described) -> str:
    from factcheck.report.words import visible

    options = ", ".join(f"{name}={value}" for name, value in held.options.items())
    rows = {
        "file": held.file, "holds": _counted(held), "size": f"{held.size:,} bytes", "built by": f"factcheck {held.version}",
        "rules": held.rules, "options": options or "none",
        "build": "finished" if held.finished else "cut off, or at work; factcheck index build goes on with it",
    }  # fmt: skip
    return "".join(f"{name:9} {visible(value)}\n" for name, value in rows.items())


def _json(held: Described) -> str:
    from factcheck.report.words import harmless

    return harmless(json.dumps(asdict(held), ensure_ascii=False, indent=2)) + "\n"


FORMATS: Mapping[str, Callable[[Described], str]] = MappingProxyType({"table": _table, "json": _json})


def _counted(held: Described) -> str:
    return f"{held.documents:,} documents of {held.files:,} files, {held.claims:,} claims; {held.skipped:,} skipped"
