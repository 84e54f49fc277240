"""What the commands say of the baseline and of suppressions."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from factcheck.cli.run import say
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from factcheck.model import Report
    from factcheck.settings import Settings

_TOLD = 10  # suppressions that accept nothing; the others are counted


def baseline_of(settings: Settings) -> str:
    """The file of the baseline, for a command that cannot do without."""
    if settings.baseline is None:
        raise UsageError("--baseline", "names no file yet; write for example --baseline known.json, or set baseline in factcheck.toml")
    return settings.baseline


def tell_known(report: Report, paths: Sequence[str], against: Sequence[str], settings: Settings) -> None:
    """Says on standard error what has become idle, and what has no verdict where one is required.

    What has none after a check is reviewed among all documents, the new and those `against` which they were checked.
    """
    everything = (*sorted(report.new), *against) if against else paths
    for sentence in (*_idle(report, paths, settings), *_unreviewed(report, everything, settings)):
        say(sentence)


def entries(count: int) -> str:
    """So many entries of a baseline, in words."""
    return f"{count:,} {'entry' if count == 1 else 'entries'}"


def _idle(report: Report, paths: Sequence[str], settings: Settings) -> Iterator[str]:
    for unused in report.unused[:_TOLD]:
        yield f"{unused.path}:{unused.line}: the suppression of {', '.join(unused.codes)} accepts nothing; take it away"
    if len(report.unused) > _TOLD:
        yield f"and {len(report.unused) - _TOLD:,} more suppressions accept nothing"
    if report.unmatched:
        gone = f"{entries(len(report.unmatched))} of it no longer found here"
        yield f"{_file(settings)}: {gone}; {_command('baseline prune', paths, settings)} takes out what is gone"


def _unreviewed(report: Report, paths: Sequence[str], settings: Settings) -> Iterator[str]:
    count = sum(finding.review is None for finding in report.findings) if settings.require_reviewed else 0
    if count:
        told = f"{count:,} {'finding has' if count == 1 else 'findings have'} no verdict, and --require-reviewed asks for one (exit 1)"
        yield f"{told}; {_command('review', paths, settings)} asks you"


def _command(name: str, paths: Sequence[str], settings: Settings) -> str:
    return f"factcheck {name} {shlex.join(paths)} --baseline {shlex.quote(_file(settings))}"


def _file(settings: Settings) -> str:
    from factcheck.known import shown

    return shown(settings.baseline or "known.json")
