"""`factcheck index`: keeps a large archive ready in one file, to be scanned, and to check new articles against."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli import options as opt
from factcheck.cli.progress import watch
from factcheck.cli.run import say, settings_of
from factcheck.errors import UsageError

Into = Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="The file of the index; the usual ending is .fcx.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="The file of the index.")]


def build(  # noqa: PLR0913, PLR0917  # typer takes an argument an option
    paths: opt.Paths,
    output: Into,
    exclude: opt.Exclude = None,
    follow_links: opt.FollowLinks = False,
    jobs: opt.Jobs = None,
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

    A build that was cut off goes on where it was when it is run again. Files of other folders stay in the index as long as they
    are there. Another run may read the index meanwhile.

    \b
    factcheck index build archive/ -o archive.fcx
    factcheck scan --index archive.fcx
    factcheck check new.md --against archive.fcx
    """
    settings = settings_of(
        config, exclude=exclude, follow_links=follow_links, jobs=jobs, max_file_size=max_file_size, text_key=text_key,
        date_key=date_key, source_key=source_key, rules=rules, quiet=quiet, debug=debug,
    )  # fmt: skip
    from factcheck import indexing

    if Path(output).is_dir() or not Path(output).parent.is_dir():
        raise UsageError(f"-o {output}", "is not the name of a file in a folder that is there; write for example -o archive.fcx")
    built = indexing.build(tuple(paths), output, settings, watch)
    for skipped in built.skipped:
        say(f"skipped {skipped.path}: {skipped.reason}")
    if built.renewed:
        say(f"{output}: was built by another version, or with other rules or options, and was built anew")
    if not settings.quiet:
        held = indexing.described(output)
        removed = f", {built.removed:,} gone" if built.removed else ""
        say(f"{built.read:,} files read, {built.kept:,} as they were{removed}; {output} holds {held.counted}", name=False)


def info(file: File, debug: opt.Debug = False) -> None:
    """Prints what an index holds, and with what it was built."""
    settings_of(None, debug=debug)
    from factcheck import indexing

    held = indexing.described(file)
    rows = {
        "file": file, "holds": held.counted, "size": f"{held.size:,} bytes", "built by": f"factcheck {held.meta.get('version', '')}",
        "rules": held.meta.get("rules", ""), "options": held.options or "none",
    }  # fmt: skip
    for name, value in rows.items():
        typer.echo(f"{name:9} {value}")
