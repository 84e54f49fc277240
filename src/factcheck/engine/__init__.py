"""Engines: how a function is applied to many batches. Here, in processes, or on a cluster; the results come in the order of the batches.

What crosses is a pure function of a module and a batch of frozen records, and what it gives, so that an engine can run it anywhere, in
any order, and again. A further engine is a module with such a `map`, and a line in `engine`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from factcheck.engine.local import Here, Processes
from factcheck.errors import UsageError
from factcheck.settings import COMMAND_LINE, DASK, Settings

__all__ = ["Engine", "Here", "Processes", "Stage", "cores", "engine"]

A = TypeVar("A")
B = TypeVar("B")


class Engine(Protocol):
    """Applies a function to batches."""

    @property
    def remote(self) -> bool:
        """Whether results come from elsewhere, so that they had better be packed."""
        ...

    @property
    def workers(self) -> str:
        """Who works at it now, in words; empty where that is this process alone."""
        ...

    def takes_whole(self, files: int) -> bool:
        """Whether so many files of many documents each are better given out whole than document by document."""
        ...

    def sees(self, place: str) -> bool:
        """Whether all that work at it see a file or folder that is here, under the same name."""
        ...

    def map(self, function: Callable[[A], B], batches: Iterable[A]) -> Iterator[B]:
        """The results, in the order of the batches."""
        ...


@dataclass(frozen=True, slots=True)
class Stage:
    """What is done by whom; as text, `reading (4 workers)`."""

    name: str
    by: Engine

    def __str__(self) -> str:
        return f"{self.name} ({self.by.workers})" if self.by.workers else self.name


def engine(settings: Settings, *, worth: bool) -> Engine:
    """The engine that the settings ask for; processes only where the work is worth starting them.

    Raises:
        UsageError: the engine is not installed, or an option does not fit it.
        InputError: its cluster does not answer.
    """
    jobs = settings.jobs or cores()
    if settings.engine == DASK:
        from factcheck.engine.dask import connected

        return connected(settings.scheduler, jobs, settings.rules)
    if settings.origin("scheduler") == COMMAND_LINE:
        raise UsageError("--scheduler", f"is for a cluster; add --engine {DASK}")
    return Processes(jobs) if jobs > 1 and worth else Here()


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
