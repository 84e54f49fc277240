"""The Python interface: `factcheck.scan` and `factcheck.claims`, with the settings of the command line as arguments."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from factcheck import model
from factcheck.errors import InputError
from factcheck.settings import Settings, load

PathLike = str | os.PathLike[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(model.Report):
    """The result of a scan: documents, findings (the strongest first), skipped files and a summary."""

    def as_dict(self) -> dict[str, object]:
        """The object that `factcheck scan --format json` prints."""
        from factcheck.report.records import report_object

        return report_object(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimList(model.ClaimList):
    """The result of listing claims: documents, claims in their order, and skipped files."""

    def as_dict(self) -> dict[str, object]:
        """The object that `factcheck claims --format json` prints."""
        from factcheck.report.records import claims_object

        return claims_object(self)


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


def _paths(paths: PathLike | Iterable[PathLike]) -> tuple[str, ...]:
    several = (paths,) if isinstance(paths, str | os.PathLike) else tuple(paths)
    return tuple(os.fspath(path) for path in several)


def _settings(given: dict[str, object]) -> Settings:
    return load(given, Path.cwd(), os.environ)


def _entries(record: model.Report | model.ClaimList) -> dict[str, Any]:
    return {entry.name: getattr(record, entry.name) for entry in fields(record)}
