"""Dask distributed: batches go to the workers of a cluster. Who does what, and again when a worker is lost, is Dask's business."""

from __future__ import annotations

import atexit
import gc
import logging
import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from factcheck import rules
from factcheck._version import __version__
from factcheck.errors import InputError, UsageError

if TYPE_CHECKING:
    from distributed import Client, Future

_IN_FLIGHT = 3  # batches a thread of the workers: one at work, one waiting, one on its way back
_PATIENCE = 10  # seconds until a scheduler has answered
_QUIETLY: dict[str, object] = {"dashboard_address": "127.0.0.1:0", "silence_logs": logging.ERROR}
_GARBAGE = 500_000  # new objects between two hunts for cycles, as in the command: by default they take 8% of a worker's time
_LARGE = "1GB"  # a batch of one large document is no mistake that the user should hear of

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Made:
    """What decides over the results beside the batch: the program and its rules, which have to be the same everywhere."""

    version: str
    rules: str

    def differs(self, names: tuple[str, ...]) -> str | None:
        """What is not the same here."""
        if self.version != __version__:
            return f"has factcheck {__version__}, and this is {self.version}; install the same version there"
        return None if rules.load(names).digest == self.rules else "has other rules; let it see the same folders"


@dataclass(frozen=True, slots=True)
class Dask:
    """The workers of a cluster, reached by its client."""

    client: Client
    rules: tuple[str, ...]

    @property
    def remote(self) -> bool:
        """They come from the workers."""
        return True

    @property
    def workers(self) -> str:
        """Those of the cluster, which may come and go."""
        count = len(self.client.nthreads())
        return f"{count} worker{'s' if count != 1 else ''}"

    def takes_whole(self, files: int) -> bool:
        """Workers read for themselves what is enough for all of them: this process could not read for many."""
        return files >= 2 * self._threads()

    def sees(self, place: str) -> bool:
        """Each worker is asked, as soon as there is one; others that are not there yet cannot be."""
        self.client.wait_for_workers(1)
        return all(self.client.run(os.path.exists, place, on_error="ignore").values())

    def map(self, function: Callable[[A], B], batches: Iterable[A]) -> Iterator[B]:
        """The results; no more batches are taken than the workers, as many as there are by now, have use for.

        A batch that fails is not tried again, since it would fail again; one whose worker is lost is, by Dask.

        Raises:
            InputError: a batch takes down every worker that it is given to, a worker is not made as this process is, or the
                scheduler is gone.
        """
        from dask import config

        same = made(self.rules)
        name = getattr(function, "func", function).__name__
        waiting: deque[Future[B]] = deque()
        room = 0
        try:
            for batch in batches:
                if len(waiting) >= room:
                    room = max(1, self._threads() * _IN_FLIGHT)
                while len(waiting) >= room:
                    yield _result(waiting.popleft())
                with config.set({"distributed.admin.large-graph-warning-threshold": _LARGE}):
                    task = pickle.dumps(_Task((function, batch, same, self.rules)))
                    waiting.append(self.client.submit(pickle.loads, task, key=f"{name}-{uuid4().hex}", pure=False))
            while waiting:
                yield _result(waiting.popleft())
        finally:
            if waiting:
                self.client.cancel(list(waiting))

    def _threads(self) -> int:
        return sum(self.client.nthreads().values())


class _Task:
    """A call of `done` that takes place where it is read: a worker without factcheck says so then.

    A function of ours that is sent as it is would be read with the message that brings it, and take such a worker down.
    """

    def __init__(self, arguments: tuple[object, ...]) -> None:
        self.arguments = arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return done, self.arguments


def made(names: tuple[str, ...]) -> Made:
    """How this process is made, with these folders of rules."""
    return Made(version=__version__, rules=rules.load(names).digest)


def done(function: Callable[[A], B], batch: A, same: Made, names: tuple[str, ...]) -> B:
    """What a worker does with a batch.

    Raises:
        InputError: it is not made as the process that asks.
    """
    if difference := same.differs(names):
        raise InputError("--scheduler", f"a worker {difference}")
    before = gc.get_threshold()
    gc.set_threshold(_GARBAGE)
    try:
        return function(batch)
    finally:
        gc.set_threshold(*before)


def _result(future: Future[B]) -> B:
    from distributed import KilledWorker

    try:
        return future.result()
    except ModuleNotFoundError as error:
        raise InputError("--scheduler", f"a worker has no {error.name}; install factcheck there, in this version") from None
    except KilledWorker as error:
        raise InputError("--engine dask", f"{error.allowed_failures + 1} workers died over one batch; give them more memory") from None
    except CancelledError:
        raise InputError("--scheduler", "the connection to the scheduler was lost; see its log, and run the command again") from None


def connected(scheduler: str | None, jobs: int, names: tuple[str, ...]) -> Dask:
    """The cluster of a scheduler; without one, as many processes on this machine, which are kept until the program ends.

    Raises:
        UsageError: Dask is not installed.
        InputError: no scheduler answers at the address.
    """
    asked = (scheduler, 0 if scheduler else jobs)
    client = _client(*asked)
    if client.status != "running":  # its scheduler has gone, or somebody closed it
        _client.cache_clear()
        client = _client(*asked)
    return Dask(client, names)


@cache
def _client(scheduler: str | None, jobs: int) -> Client:
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        raise UsageError("--engine dask", f"needs {missing}; pip install 'factcheck-cli[dask]'") from None
    if scheduler is None:
        from dask import config

        with config.set({"distributed.worker.profile.enabled": False}):  # which would watch every worker a hundred times a second
            client = Client(n_workers=jobs, threads_per_worker=1, processes=True, set_as_default=False, **_QUIETLY)
    else:
        try:
            client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            what = f"no scheduler answers ({error}); start one with `dask scheduler`, or check the address"
            raise InputError(f"--scheduler {scheduler}", what) from None
        except Exception:  # whatever answers there sends what it likes, and Dask reads it as its own
            what = "what answers there is no scheduler of Dask; check the address"
            raise InputError(f"--scheduler {scheduler}", what) from None
    atexit.register(_close, client)
    return client


def _close(client: Client) -> None:
    with suppress(OSError, TimeoutError, RuntimeError):  # the scheduler may be gone
        client.close()
