"""On this machine: one batch after the other, or side by side in processes."""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from factcheck.errors import InputError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_IN_FLIGHT = 3  # batches a process: one at work, one waiting, one on its way back
_TRIES = 3  # of a batch that took its process down

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Here:
    """One after the other, in this process."""

    @property
    def remote(self) -> bool:
        """They stay where they are."""
        return False

    @property
    def workers(self) -> str:
        """Nobody else."""
        return ""

    def takes_whole(self, files: int) -> bool:
        """There is nobody to share them with."""
        return True

    def sees(self, place: str) -> bool:
        """Nobody else works at it."""
        return True

    def map(self, function: Callable[[A], B], batches: Iterable[A]) -> Iterator[B]:
        """The results, one by one, as they are asked for."""
        return map(function, batches)


@dataclass(frozen=True, slots=True)
class Processes:
    """Side by side, in as many processes. A batch whose process is lost is done again by another one."""

    jobs: int

    @property
    def remote(self) -> bool:
        """They come from another process."""
        return True

    @property
    def workers(self) -> str:
        """The processes."""
        return f"{self.jobs} processes"

    def takes_whole(self, files: int) -> bool:
        """They are read here, and their documents go out: on one machine the last large file would keep one process busy alone."""
        return False

    def sees(self, place: str) -> bool:
        """They are on this machine."""
        return True

    def map(self, function: Callable[[A], B], batches: Iterable[A]) -> Iterator[B]:
        """The results; no more batches are taken than the processes have use for.

        Raises:
            InputError: a batch takes down every process that it is given to.
        """
        from concurrent.futures.process import BrokenProcessPool  # imported late: a short run starts no process

        waiting: deque[A] = deque()
        running: deque[Future[B]] = deque()  # of the first of those that wait
        pool, lost = self._pool(), 0
        source = iter(batches)
        try:
            while True:
                waiting.extend(islice(source, self.jobs * _IN_FLIGHT - len(waiting)))
                if not waiting:
                    return
                try:
                    running.extend(pool.submit(function, batch) for batch in islice(waiting, len(running), None))
                    result = running[0].result()
                except BrokenProcessPool:
                    lost += 1
                    if lost == _TRIES:
                        raise InputError("--jobs", "processes were ended from outside, as for want of memory; try --jobs 1") from None
                    pool.shutdown(wait=True, cancel_futures=True)
                    pool = self._pool()
                    running.clear()
                    continue
                lost = 0
                waiting.popleft()
                running.popleft()
                yield result
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _pool(self) -> ProcessPoolExecutor:
        """Copies of this process, where the system has them and no thread would be cut in two; else new ones."""
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        copies = sys.platform == "linux" and threading.active_count() == 1
        return ProcessPoolExecutor(self.jobs, mp_context=multiprocessing.get_context("fork" if copies else "spawn"))
