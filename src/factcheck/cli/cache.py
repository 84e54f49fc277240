"""`factcheck cache`: what is kept between runs, and how to be rid of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

import typer

from factcheck.cli import options as opt
from factcheck.cli.run import say, settings_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """What the cache holds: its folder (None: there is no cache), its size in bytes, documents, outcomes of comparing, and rules."""

    folder: str | None
    size: int = 0
    documents: int = 0
    comparisons: int = 0
    rules: int = 0


def show_cache(
    form: Annotated[str | None, typer.Option("-f", "--format", metavar="NAME", help="table (default) or json.")] = None,
    config: opt.Config = None,
    debug: opt.Debug = False,
) -> None:
    """Prints where the cache is, how large, and what it holds: documents as they were read, outcomes of comparing, and rules."""
    settings = settings_of(config, debug=debug)
    from dataclasses import replace

    from factcheck import output as out

    (target,) = out.targets(replace(settings, format=form, output=()), FORMATS, {})
    out.deliver(FORMATS[target.format](_info()), target)


def clear_cache(quiet: opt.Quiet = False, debug: opt.Debug = False) -> None:
    """Empties the cache; the next run reads everything again."""
    settings = settings_of(None, quiet=quiet, debug=debug)
    from factcheck import cache_folder

    found = cache_folder.files()
    for path, _ in found:
        cache_folder.remove(path.name)
    if not settings.quiet:
        say(f"{_megabytes(sum(size for _, size in found))} removed." if found else "there was nothing in the cache.", name=False)


def _info() -> Info:
    from factcheck import cache_folder
    from factcheck.cache import store

    place = cache_folder.folder()
    if place is None:
        return Info(folder=None)
    files, counts = cache_folder.files(), store.counts()
    return Info(
        folder=place.as_posix(),
        size=sum(size for _, size in files),
        documents=counts.documents,
        comparisons=counts.comparisons,
        rules=sum(path.suffix == ".pickle" for path, _ in files),
    )


def _table(info: Info) -> str:
    from factcheck.report.words import visible

    if info.folder is None:
        return "There is no cache: FACTCHECK_CACHE_DIR is set to nothing.\n"
    return (
        f"folder       {visible(info.folder)}\n"
        f"size         {_megabytes(info.size)}\n"
        f"documents    {info.documents:,}\n"
        f"comparisons  {info.comparisons:,}\n"
        f"rules        {info.rules:,}\n"
    )


def _json(info: Info) -> str:
    from dataclasses import asdict

    from factcheck.report.words import harmless

    return harmless(json.dumps(asdict(info), ensure_ascii=False, indent=2)) + "\n"


FORMATS: Mapping[str, Callable[[Info], str]] = MappingProxyType({"table": _table, "json": _json})


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
