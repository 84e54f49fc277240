"""The Python interface: `factcheck.scan`, `factcheck.check` and `factcheck.claims`, with the settings of the command line as arguments."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck import model
from factcheck.errors import InputError, UsageError
from factcheck.settings import Settings, load

if TYPE_CHECKING:
    from factcheck.read import New, Source

PathLike = str | os.PathLike[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(model.Report):
    """The result of a scan or a check: documents, findings (the strongest first), skipped files and a summary."""

    def as_dict(self) -> dict[str, object]:
        """The object that `factcheck scan --format json` prints."""
        from factcheck.report.records import report_object

        return dict(report_object(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimList(model.ClaimList):
    """The result of listing claims: documents, claims in their order, and skipped files."""

    def as_dict(self) -> dict[str, object]:
        """The object that `factcheck claims --format json` prints."""
        from factcheck.report.records import claims_object

        return dict(claims_object(self))


def scan(paths: PathLike | Iterable[PathLike], **settings: object) -> Report:
    """Scans files and folders and returns what conflicts.

    The settings are the options of `factcheck scan`, with `_` for `-`: `select=["FC101"]`, `show="all"`, `rules=["mine"]`.
    As on the command line they stand above `FACTCHECK_*` and the nearest configuration file.

    Raises:
        factcheck.errors.FactcheckError: a path, a setting or a rules file that does not fit, or nothing readable.
    """
    from factcheck import pipeline

    given = _paths(paths)
    report = pipeline.scan(given, _settings(settings))
    require_documents(report, given)
    return Report(**_entries(report))


def check(
    new: PathLike | Iterable[PathLike] = (),
    against: PathLike | Iterable[PathLike] = (),
    *,
    since_commit: str | None = None,
    published: object = None,
    **settings: object,
) -> Report:
    """Checks new articles against known ones and returns what conflicts with, in or between the new.

    What `against` leaves open, the setting `corpus` says. With `since_commit`, of `new` (or of all that lies in the working
    folder) only the files that git says are new or changed since that revision. `published` is the publication date of new
    articles that give none. Other settings and errors as for `scan`.
    """
    from factcheck import pipeline

    holding = _settings({**settings, "corpus": _paths(against)})
    asked = new_articles(_paths(new), since_commit=since_commit, published=published)
    report = pipeline.check(asked, known_articles(holding), holding)
    require_new(report, asked)
    return Report(**_entries(report))


def claims(paths: PathLike | Iterable[PathLike], **settings: object) -> ClaimList:
    """Lists every claim in files and folders, with its frame; settings and errors as for `scan`."""
    from factcheck import pipeline

    given = _paths(paths)
    listed = pipeline.claims(given, _settings(settings))
    require_documents(listed, given)
    return ClaimList(**_entries(listed))


def require_documents(result: model.Report | model.ClaimList, paths: Sequence[str]) -> None:
    """Raises an InputError where nothing was read: an empty result would look like a clean one."""
    if result.documents:
        return
    where = ", ".join(paths)
    if not result.skipped:
        raise InputError(where, "holds no document; name a folder or file of articles")
    first = result.skipped[0]
    others = f" and {len(result.skipped) - 1} more" if len(result.skipped) > 1 else ""
    raise InputError(where, f"nothing could be read ({first.path}: {first.reason}{others}); name other files or a folder of them")


def new_articles(paths: Sequence[str], *, since_commit: str | None = None, published: object = None, draft: Source | None = None) -> New:
    """The new articles that are asked for.

    Raises:
        UsageError: there is nothing to check, or an option does not fit.
        InputError: git has no answer.
    """
    from factcheck.read import New, parse_published

    if not paths and since_commit is None and draft is None:
        raise UsageError("", "nothing to check; name the new articles, or a revision with --since-commit")
    period = None if published is None else parse_published(published)
    if published is not None and period is None:
        raise UsageError("--published", f'"{published}" is not a date with its year; write one such as 2024-05-31, 2024-05 or 2024')
    changed = None
    if since_commit is not None:
        from factcheck.read.changes import changed as changed_since

        changed = changed_since(since_commit, Path.cwd())
    return New(paths=tuple(paths), changed=changed, draft=draft, published=period)


def known_articles(settings: Settings) -> tuple[str, ...]:
    """What new articles are checked against; a UsageError where nothing says so."""
    if not settings.corpus:
        what = "is needed, or `corpus` in factcheck.toml, to say what the new articles are checked against"
        raise UsageError("--against", f"{what}; factcheck scan compares them with each other alone")
    return settings.corpus


def require_new(report: model.Report, new: New) -> None:
    """Raises an InputError where no new article could be read; that git names none is no error."""
    if report.new or new.changed is not None:
        return
    paths = (*new.paths, *((new.draft.path,) if new.draft else ()))
    asked = {item.path: item for item in report.skipped}
    require_documents(replace(report, documents=(), skipped=tuple(asked[path] for path in paths if path in asked)), paths)


def _paths(paths: PathLike | Iterable[PathLike]) -> tuple[str, ...]:
    several = (paths,) if isinstance(paths, str | os.PathLike) else tuple(paths)
    return tuple(os.fspath(path) for path in several)


def _settings(given: dict[str, object]) -> Settings:
    return load(given, Path.cwd(), os.environ)


def _entries(record: model.Report | model.ClaimList) -> dict[str, Any]:
    return {entry.name: getattr(record, entry.name) for entry in fields(record)}
