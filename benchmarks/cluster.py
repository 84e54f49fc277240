"""Measures a scan on a cluster of this machine against one without: rates, memory, what the cluster costs on top.

    python benchmarks/cluster.py 2000 [--workers 1,2,4] [--folder DIR] [--index] [--json FILE]

Every run is a process of its own, on one generated corpus: `--engine local` with one process, in memory and then by way of files
(`--work`), and `--engine dask` with so many workers. All must find the same, to the byte. Times of the processor are of the process and
of all its workers; memory is the peak of the process that was started, and of the largest of its workers. `--index` measures `index
build` of a partitioned index too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

import generate

_PAUSE = 0.1  # seconds between two looks at the memory
_FINE = (0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a command took: seconds by the clock and of the processor, peaks of memory in MB, and a hash of what it wrote."""

    name: str
    wall: float
    cpu: float
    driver: float
    worker: float
    digest: str = ""


def corpus(folder: Path, count: int) -> Path:
    """The documents, made where they are not there."""
    place = folder / str(count)
    if not (place / "planted.jsonl").exists():
        generate.write(place, count)
    return place / "documents"


def run(name: str, arguments: Sequence[str], wrote: Path | None = None) -> Run:
    """Runs factcheck, and looks at its memory meanwhile."""
    command = [sys.executable, "-m", "factcheck", *arguments]
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "FACTCHECK_CACHE_DIR": ""})
    peaks: dict[int, float] = {}
    watcher = threading.Thread(target=_watch, args=(process.pid, peaks))
    watcher.start()
    assert process.stderr is not None  # noqa: S101  # it was asked for
    told = process.stderr.read().decode(errors="replace")
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    watcher.join()
    if process.returncode not in _FINE:
        raise RuntimeError(f"{name}: {told[-2000:]}")
    driver = peaks.pop(process.pid, 0.0)
    digest = hashlib.sha256(wrote.read_bytes()).hexdigest()[:12] if wrote is not None else ""
    return Run(
        name=name, wall=wall, cpu=used.ru_utime + used.ru_stime, driver=driver, worker=max(peaks.values(), default=0.0), digest=digest
    )


def _watch(pid: int, peaks: dict[int, float]) -> None:
    """Keeps the largest memory of a process and of those that it starts, as long as it is there."""
    try:
        whole = psutil.Process(pid)
        while whole.is_running() and whole.status() != psutil.STATUS_ZOMBIE:
            for each in (whole, *whole.children(recursive=True)):
                try:
                    peaks[each.pid] = max(peaks.get(each.pid, 0.0), each.memory_info().rss / 1e6)
                except psutil.NoSuchProcess:
                    continue
            time.sleep(_PAUSE)
    except psutil.NoSuchProcess:
        return


def measured(documents: Path, folder: Path, workers: Sequence[int], *, index: bool) -> Iterator[Run]:
    """All runs, one after the other."""
    out, work = folder / "findings.jsonl", folder / "work"
    scan = ["scan", str(documents), "--no-cache", "--exit-zero", "--quiet", "-o", str(out)]
    yield run("local, 1 process", [*scan, "--jobs", "1"], out)
    for name, more in (
        ("local, 1 process, files", ["--jobs", "1", "--work", str(work)]),
        *((f"dask, {count} worker{'s' if count > 1 else ''}", ["--engine", "dask", "--jobs", str(count)]) for count in workers),
    ):
        shutil.rmtree(work, ignore_errors=True)
        yield run(name, [*scan, *more], out)
    for count in workers if index else ():
        shutil.rmtree(work, ignore_errors=True)
        asked = ["index", "build", str(documents), "-o", str(work), "--quiet", "--engine", "dask", "--jobs", str(count)]
        yield run(f"index build, dask, {count}", asked)
    shutil.rmtree(work, ignore_errors=True)


def row(found: Run, first: Run, count: int) -> str:
    """A line of the table; what a run costs on top is told against the first one's time of the processor."""
    on_top = f"{found.cpu / first.cpu - 1:+.0%}" if found.digest and found is not first else ""
    rate = f"{count / found.wall:.1f}"
    cells = (found.name, f"{found.wall:.1f}", f"{found.cpu:.1f}", rate, on_top, f"{found.driver:.0f}", f"{found.worker:.0f}")
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, help="documents")
    parser.add_argument("--workers", default="1,2,4")
    parser.add_argument("--folder", type=Path, help="where the corpus is made and kept (default: a temporary folder)")
    parser.add_argument("--index", action="store_true")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        measure(asked, asked.folder or Path(temporary))


def measure(asked: argparse.Namespace, folder: Path) -> None:
    documents = corpus(folder, asked.count)
    print("| engine | seconds | of the processor | documents a second | on top | driver, MB | largest worker, MB |")
    print("|---|---|---|---|---|---|---|")
    found: list[Run] = []
    for each in measured(documents, folder, [int(count) for count in asked.workers.split(",")], index=asked.index):
        found.append(each)
        print(row(each, found[0], asked.count), flush=True)
    if asked.json:
        asked.json.write_text(json.dumps([asdict(each) for each in found], indent=2) + "\n", encoding="utf-8")
    if len({each.digest for each in found if each.digest}) > 1:
        raise SystemExit("the findings are not the same")


if __name__ == "__main__":
    main()
