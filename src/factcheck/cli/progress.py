"""A progress bar on standard error for runs that take long: on a terminal only, and not before somebody begins to wonder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0  # seconds without a bar
_STEP = 0.1  # seconds between two drawings

T = TypeVar("T")


def watch(stage: object, items: Sequence[T]) -> Iterator[T]:
    """The items one by one, with a bar once they take long. It is gone when they are through."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield from items
        return
    bar: Progress | None = None
    due = monotonic() + PATIENCE
    try:
        for done, item in enumerate(items):
            if monotonic() >= due:
                bar = bar or _bar(stage, len(items))
                bar.update(bar.task_ids[0], description=str(stage), completed=done, refresh=True)
                due = monotonic() + _STEP
            yield item
    finally:
        if bar is not None:
            bar.stop()


def _bar(stage: object, total: int) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        console=Console(stderr=True), transient=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False,
    )  # fmt: skip
    bar.add_task(str(stage), total=total)
    bar.start()
    return bar
