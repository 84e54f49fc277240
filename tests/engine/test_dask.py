"""The engine of a cluster: what the local one finds, byte for byte, on any number of workers, also when some are lost."""

from __future__ import annotations

import contextlib
import json
import operator
import os
import re
import shutil
import signal
import socket
import sys
import threading
import time
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Any, TypeVar

import pytest

pytest.importorskip("distributed", reason="the extra dask is not installed")

import dask
from distributed import Client, LocalCluster

from factcheck import batches, indexing, parting, pipeline, slices
from factcheck.cli import main
from factcheck.engine import dask as engine
from factcheck.engine.dask import Dask
from factcheck.errors import InputError
from factcheck.index import build
from factcheck.model import Relation, Report
from factcheck.report import REPORTS, View
from factcheck.settings import Settings

ROOT = Path(__file__).parents[2]
MOST = 4  # workers
FAILURES = 1  # of a batch that takes its worker down, until Dask gives up

T = TypeVar("T")


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Workers on this machine, each a process of its own."""
    asked = {"distributed.scheduler.allowed-failures": FAILURES}
    with (
        dask.config.set(asked),
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", silence_logs=50) as started,
    ):
        yield started
        engine.connected(started.scheduler_address, 1, ()).client.close()


@pytest.fixture
def client(cluster: LocalCluster) -> Iterator[Client]:
    with Client(cluster, set_as_default=False) as connected:
        yield connected


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts of the corpus, and as many files of several articles as four workers read whole."""
    folder = tmp_path_factory.mktemp("articles")
    for path in (ROOT / "corpus").glob("*.md"):
        shutil.copy(path, folder)
    for number in range(2 * MOST):
        rows = [
            {"text": f"The ferry from Odra to Vesna carried {number + 3},000 passengers in 2019.", "source": f"Coast Daily {number}"},
            {"text": f"A bakery in Vesna sold {number + 40} loaves on 3 May 2021.", "published": "2021-05-04"},
        ]
        (folder / f"dump-{number}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def settings(**given: Any) -> Settings:
    return Settings(show=tuple(Relation), **given)


def printed(report: Report) -> str:
    return str(REPORTS["json"](report, View()))


def cut(monkeypatch: pytest.MonkeyPatch, files: int, postings: int, documents: int) -> None:
    """Has work cut into parts of so many files, buckets of so many postings and slices of so many documents."""
    monkeypatch.setattr(batches, "_FILES", files)
    monkeypatch.setattr(parting, "_PART", files)
    monkeypatch.setattr(parting, "_POSTINGS", postings)
    monkeypatch.setattr(pipeline, "_COUPLES", 3 * documents)
    monkeypatch.setattr(slices, "_LEAST", documents)
    monkeypatch.setattr(slices, "_MOST", documents)


def noting(stages: list[str]) -> Callable[[object, Sequence[T]], Iterable[T]]:
    """Notes the stages that are shown."""

    def watch(stage: object, items: Sequence[T]) -> Sequence[T]:
        stages.append(str(stage))
        return items

    return watch


def scaled(cluster: LocalCluster, client: Client, workers: int) -> None:
    cluster.scale(workers)
    deadline = time.monotonic() + 60
    while len(client.nthreads()) != workers:
        assert time.monotonic() < deadline
        time.sleep(0.05)


# -- the same results ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("workers", "files", "postings", "documents"),
    [
        pytest.param(1, 2_000, 250_000, 64, id="one-worker"),
        pytest.param(2, 5, 300, 7, id="two-workers"),
        pytest.param(MOST, 1, 100, 1, id="four-workers-and-the-smallest-batches"),
    ],
)
@pytest.mark.parametrize("seen", [pytest.param(True, id="in-files"), pytest.param(False, id="by-the-driver")])
def test_findings_are_the_same_bytes_on_any_number_of_workers(
    cluster: LocalCluster,
    client: Client,
    articles: Path,
    workers: int,
    files: int,
    postings: int,
    documents: int,
    seen: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = printed(pipeline.scan([str(articles)], settings(jobs=1)))
    cut(monkeypatch, files, postings, documents)
    if not seen:  # as where workers on other machines have other folders
        monkeypatch.setattr(Dask, "sees", lambda *_: False)
    scaled(cluster, client, workers)
    stages: list[str] = []
    found = printed(pipeline.scan([str(articles)], settings(engine="dask", scheduler=cluster.scheduler_address), noting(stages)))
    assert found.count('"FC') > 4
    assert found == expected
    of_work = f"({workers} worker{'s' if workers > 1 else ''})"
    assert stages[-1] == f"comparing {of_work}"
    assert (len(stages) == 5 and re.fullmatch(r"merging [\d,]+ features \(.*\)", stages[2]) is not None) == seen


def test_findings_of_a_saved_index_are_too(cluster: LocalCluster, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut(monkeypatch, 3, 300, 5)
    expected = printed(pipeline.scan([str(articles)], settings(jobs=1)))
    asked = settings(engine="dask", scheduler=cluster.scheduler_address)
    indexing.build([str(articles)], str(tmp_path / "archive.fcx"), settings(jobs=1))
    indexing.build_parted([str(articles)], str(tmp_path / "parts"), asked)
    for name in ("archive.fcx", "parts"):
        assert printed(pipeline.scan([str(tmp_path / name)], asked)) == expected


def test_a_folder_for_work_that_workers_do_not_see_is_a_sentence(
    cluster: LocalCluster, client: Client, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Dask(client, ()).sees(str(tmp_path))
    assert not Dask(client, ()).sees(str(tmp_path / "elsewhere"))
    monkeypatch.setattr(Dask, "sees", lambda *_: False)
    with pytest.raises(InputError, match=r"work: is not to be seen by the workers; name a folder that all of them see under this name$"):
        pipeline.scan([str(articles)], settings(engine="dask", scheduler=cluster.scheduler_address, work=str(tmp_path / "work")))


def test_claims_are_the_same_too(cluster: LocalCluster, articles: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    command = ["claims", str(articles), "--format", "jsonl"]
    assert main([*command, "--jobs", "1"]) == 0
    expected = capfdbinary.readouterr()
    assert main([*command, "--engine", "dask", "--scheduler", cluster.scheduler_address]) == 0
    assert capfdbinary.readouterr() == expected
    assert len(expected.out.splitlines()) > 100


def test_what_depends_on_the_folder_of_the_command_does_not_depend_on_that_of_the_workers(
    cluster: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted = '<!-- factcheck: ignore[FC402] reason="a date of the story" -->'
    (tmp_path / "a.md").write_text(f"The treaty was signed on 30 February 2019. {accepted}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    expected = pipeline.scan(["a.md"], settings(jobs=1))
    assert dict(expected.summary.withheld) == {'suppressed ("a date of the story")': 1}
    found = pipeline.scan(["a.md"], settings(engine="dask", scheduler=cluster.scheduler_address))
    assert (printed(found), found.unused) == (printed(expected), expected.unused)


# -- workers that are lost -----------------------------------------------------------------------------------------


def killing(client: Client, when: str, killed: list[int]) -> Callable[[object, Sequence[T]], Iterable[T]]:
    """Ends a worker that is at work, half through a stage."""

    def watch(stage: object, items: Sequence[T]) -> Iterator[T]:
        for number, item in enumerate(items):
            if str(stage).startswith(when) and number == len(items) // 2:
                processes = client.run(os.getpid, on_error="ignore")  # one that the test before had may be leaving
                busy = [address for address, keys in client.processing().items() if keys and address in processes] or list(processes)
                os.kill(processes[busy[0]], signal.SIGKILL)
                killed.append(processes[busy[0]])
            yield item

    return watch


@pytest.mark.parametrize("stage", ["reading", "merging", "meeting", "comparing"])
def test_what_a_lost_worker_had_is_done_by_others(
    cluster: LocalCluster, client: Client, articles: Path, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = printed(pipeline.scan([str(articles)], settings(jobs=1)))
    cut(monkeypatch, 1, 100, 1)
    scaled(cluster, client, 2)
    killed: list[int] = []
    asked = settings(engine="dask", scheduler=cluster.scheduler_address)
    assert printed(pipeline.scan([str(articles)], asked, killing(client, stage, killed))) == expected
    assert len(killed) == 1
    assert killed[0] not in client.run(os.getpid).values()


def test_a_batch_that_ends_every_worker_ends_the_run_with_a_sentence(client: Client) -> None:
    with pytest.raises(InputError, match=r"^--engine dask: 2 workers died over one batch; give them more memory$"):
        list(Dask(client, ()).map(os._exit, [1]))


# -- the map -------------------------------------------------------------------------------------------------------


def test_results_come_in_the_order_of_the_batches(client: Client) -> None:
    assert list(Dask(client, ()).map(partial(operator.mul, 3), range(40))) == list(range(0, 120, 3))


def test_no_more_batches_are_taken_than_there_is_use_for(cluster: LocalCluster, client: Client) -> None:
    scaled(cluster, client, 2)
    taken = count()
    assert list(islice(Dask(client, ()).map(partial(operator.mul, 3), taken), 3)) == [0, 3, 6]
    assert next(taken) <= 12


def test_a_mistake_of_the_user_comes_through_as_it_is(cluster: LocalCluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "trade.txt").write_text("Trade reached $1 billion in 2024.\n", encoding="utf-8")
    (tmp_path / "documents.toml").write_text('["trade.txt"]\npublised = "2024-05-01"\n', encoding="utf-8")
    command = ["scan", str(tmp_path)]
    assert main([*command, "--jobs", "1"]) == 2
    expected = capsys.readouterr().err
    assert 'did you mean "published"?' in expected
    assert main([*command, "--engine", "dask", "--scheduler", cluster.scheduler_address]) == 2
    assert capsys.readouterr().err == expected


def test_a_worker_that_cannot_read_a_task_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = types.ModuleType("not_there")
    exec("def twice(number):\n    return 2 * number\n", vars(elsewhere))
    monkeypatch.setitem(sys.modules, "not_there", elsewhere)
    with pytest.raises(InputError, match=r"^--scheduler: a worker has no not_there; install factcheck there, in this version$"):
        list(Dask(client, ()).map(elsewhere.twice, range(3)))


@pytest.mark.parametrize(
    ("made", "what"),
    [
        pytest.param(
            {"version": "0.0.1"}, r"has factcheck \d+\.\d+\.\d+, and this is 0\.0\.1; install the same version there", id="version"
        ),
        pytest.param({"rules": "0"}, "has other rules; let it see the same folders", id="rules"),
    ],
)
def test_a_worker_that_would_decide_otherwise_is_not_asked(made: dict[str, str], what: str) -> None:
    here = engine.made(())
    told = engine.Made(version=made.get("version", here.version), rules=made.get("rules", here.rules))
    with pytest.raises(InputError, match=f"^--scheduler: a worker {what}$"):
        engine.done(abs, -1, told, ())
    assert engine.done(abs, -1, here, ()) == 1


# -- the command ---------------------------------------------------------------------------------------------------


def test_without_an_address_the_workers_are_processes_here(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = pipeline.claims([str(articles)], settings(engine="dask", jobs=1))
    try:
        assert found == pipeline.claims([str(articles)], settings(jobs=1))
        assert engine.connected(None, 1, ()).workers == "1 worker"
    finally:
        engine.connected(None, 1, ()).client.shutdown()
        engine._client.cache_clear()


def test_no_scheduler_is_a_sentence(articles: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_PATIENCE", 0.2)
    assert main(["scan", str(articles), "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("factcheck: --scheduler tcp://127.0.0.1:9: no scheduler answers (")
    assert told.endswith("); start one with `dask scheduler`, or check the address\n")


@pytest.mark.parametrize("greeting", [b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", b"\xff" * 64, b"\0" * 64, b""])
def test_what_is_no_scheduler_is_a_sentence(
    articles: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, greeting: bytes
) -> None:
    monkeypatch.setattr(engine, "_PATIENCE", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=greet, args=(server, greeting), daemon=True).start()
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        assert main(["scan", str(articles), "--engine", "dask", "--scheduler", address]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"factcheck: --scheduler {address}: ")
    assert told.count("\n") == 1


def greet(server: socket.socket, greeting: bytes) -> None:
    """Says the same to everybody who comes."""
    with contextlib.suppress(OSError):  # closed
        while True:
            with server.accept()[0] as guest:
                guest.sendall(greeting)


def test_without_the_library_a_sentence_says_what_to_install(
    articles: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    engine._client.cache_clear()
    assert main(["scan", str(articles), "--engine", "dask"]) == 2
    assert capsys.readouterr().err == "factcheck: --engine dask: needs distributed; pip install 'factcheck-cli[dask]'\n"


# -- a saved index -------------------------------------------------------------------------------------------------


def test_an_index_that_was_cut_off_is_gone_on_with(
    cluster: LocalCluster, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(stage: object, items: Sequence[T]) -> Iterator[T]:
        yield from items[:-1] if str(stage).startswith("indexing") else items
        if str(stage).startswith("indexing"):
            raise KeyboardInterrupt

    monkeypatch.setattr(batches, "_FILES", 1)
    monkeypatch.setattr(build, "_COMMIT", 1)
    asked, index = settings(engine="dask", scheduler=cluster.scheduler_address), str(tmp_path / "archive.fcx")
    with pytest.raises(KeyboardInterrupt):
        indexing.build([str(articles)], index, asked, cut_off)
    built = indexing.build([str(articles)], index, asked)
    assert built.kept > 0
    assert built.kept + built.read == len(list(articles.iterdir()))
    with pipeline.scanned(index, asked) as (_, report):
        assert printed(report) == printed(pipeline.scan([str(articles)], settings(jobs=1)))
