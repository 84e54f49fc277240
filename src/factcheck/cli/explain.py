"""`factcheck explain`: what a check means, or how one finding came about."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import completion
from factcheck.cli import options as opt
from factcheck.cli.run import checks_of, load_rules, settings_of, tell_unread
from factcheck.errors import UsageError, nearest

if TYPE_CHECKING:
    from factcheck.model import Finding, Report
    from factcheck.settings import Settings


def explain(  # noqa: PLR0913, PLR0917  # typer takes an argument an option
    what: Annotated[
        str,
        typer.Argument(
            metavar="CODE|ID", autocompletion=completion.codes, help="A check such as FC101, or a finding's id or its beginning."
        ),
    ],
    more: Annotated[list[str] | None, typer.Argument(metavar="PATH", help="Further paths after --in.", hidden=True)] = None,
    paths: Annotated[list[str] | None, typer.Option("--in", metavar="PATH", help="Where the finding's documents are.")] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="For a finding of check: what its new articles, after --in, were checked against."),
    ] = None,
    exclude: opt.Exclude = None,
    follow_links: opt.FollowLinks = False,
    max_file_size: opt.MaxFileSize = None,
    text_key: opt.TextKey = None,
    date_key: opt.DateKey = None,
    source_key: opt.SourceKey = None,
    rules: opt.RulesDir = None,
    config: opt.Config = None,
    width: opt.Width = None,
    debug: opt.Debug = False,
) -> None:
    """Says what a check means, or how a finding came about, step by step.

    \b
    factcheck explain FC101
    factcheck explain 3fa9c1 --in articles/
    factcheck explain 3fa9c1 --in drafts/new.md --against articles/
    """
    settings = settings_of(
        config,
        exclude=exclude,
        follow_links=follow_links,
        max_file_size=max_file_size,
        text_key=text_key,
        date_key=date_key,
        source_key=source_key,
        rules=rules,
        width=width,
        debug=debug,
    )
    from factcheck import output as out
    from factcheck.report import explain as derivation

    target = out.Target(format=out.DEFAULT_FORMAT)
    folders = (*(paths or ()), *(more or ()))
    view = out.view(settings, target, folders, os.environ)
    checks = checks_of(load_rules(settings))
    code = what.upper()
    if code in checks:
        out.deliver(derivation.render_check(code, checks[code].data, view), target)
    elif paths:
        out.deliver(derivation.render_finding(_finding(what, folders, tuple(against or ()), settings), view), target)
    else:
        raise UsageError(what, _no_check(what, checks))


def _no_check(what: str, checks: Iterable[str]) -> str:
    codes, code = sorted(checks), what.upper()
    near = nearest(code, codes)
    meant = f"did you mean {near}? " if near else f"known are {', '.join(codes)}; " if code.startswith("FC") else ""
    return f"is not the code of a check; {meant}for a finding, say where its documents are: factcheck explain {what} --in PATH"


def _finding(prefix: str, paths: Sequence[str], against: Sequence[str], settings: Settings) -> Finding:
    """The finding of that id, or of an id that only one finding has the beginning of.

    Looked for among what a scan (or a check against other documents) prints or the baseline holds, then among what else it withholds.
    """
    from dataclasses import replace

    from factcheck.model import Relation

    settings = replace(settings, show_known=True)
    report = _report(paths, against, settings)
    tell_unread(report, paths)
    found = _with_prefix(report, prefix) or _with_prefix(_report(paths, against, replace(settings, show=tuple(Relation))), prefix)
    if len(found) == 1:
        return found[0]
    where = ", ".join(paths)
    if found:
        raise UsageError(prefix, f"is the beginning of {len(found)} ids: {', '.join(finding.id for finding in found)}; give one in full")
    command = f"check {where} --against {', '.join(against)}" if against else f"scan {where}"
    raise UsageError(prefix, f"there is no such finding in {where}; factcheck {command} prints the ids")


def _report(paths: Sequence[str], against: Sequence[str], settings: Settings) -> Report:
    from factcheck import pipeline
    from factcheck.read import New

    if against:
        return pipeline.check(New(paths=tuple(paths)), tuple(against), settings)
    return pipeline.scan(tuple(paths), settings)


def _with_prefix(report: Report, prefix: str) -> tuple[Finding, ...]:
    exact = tuple(finding for finding in report.findings if finding.id == prefix)
    return exact or tuple(finding for finding in report.findings if finding.id.startswith(prefix))
