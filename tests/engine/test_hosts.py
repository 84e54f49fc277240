"""The engine of a cluster over a network: a scheduler and a worker on two hosts, each a network namespace of its own.

Such hosts are made where the system lets a test make them, which takes Linux, the rights of root and the command `ip`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import pytest

pytest.importorskip("distributed", reason="the extra dask is not installed")

from factcheck.errors import ExitCode

ROOT = Path(__file__).parents[2]
PORT = 18786
PATIENCE = 60  # seconds until a worker is there


class Hosts(NamedTuple):
    """Two hosts that see each other and nothing else: their names, and the address of the first."""

    first: str
    second: str
    address: str


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def hosts() -> Iterator[Hosts]:
    if shutil.which("ip") is None or not hasattr(os, "geteuid") or os.geteuid():
        pytest.skip("needs the command ip and the rights of root")
    mark = uuid4().hex[:6]
    first, second = f"fc-{mark}-a", f"fc-{mark}-b"
    ends = f"fc{mark}a", f"fc{mark}b"
    with contextlib.ExitStack() as made:
        try:
            for host in (first, second):
                ip("netns", "add", host)
                made.callback(subprocess.run, ["ip", "netns", "delete", host], check=False, capture_output=True)
            ip("link", "add", ends[0], "type", "veth", "peer", "name", ends[1])
            for host, end, address in zip((first, second), ends, ("10.213.77.1/24", "10.213.77.2/24"), strict=True):
                ip("link", "set", end, "netns", host)
                ip("-n", host, "address", "add", address, "dev", end)
                ip("-n", host, "link", "set", end, "up")
                ip("-n", host, "link", "set", "lo", "up")
        except subprocess.CalledProcessError as error:
            pytest.skip(f"no namespaces here: {error.stderr.decode().strip()}")
        yield Hosts(first, second, "10.213.77.1")


def on(host: str, *command: str) -> list[str]:
    return ["ip", "netns", "exec", host, sys.executable, "-m", *command]


@pytest.fixture(scope="module")
def scheduler(hosts: Hosts, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler on the first host, with two workers on the second."""
    address = f"tcp://{hosts.address}:{PORT}"
    environ = {**os.environ, "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}
    with contextlib.ExitStack() as running:
        for host, command in (
            (hosts.first, ("dask", "scheduler", "--host", hosts.address, "--port", str(PORT), "--no-dashboard")),
            (hosts.second, ("dask", "worker", address, "--nworkers", "2", "--nthreads", "1", "--no-dashboard")),
        ):
            process = subprocess.Popen(
                on(host, *command), env=environ, cwd=tmp_path_factory.mktemp("host"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            running.callback(process.wait)
            running.callback(process.terminate)
        yield address


def scan(host: str | None, articles: Path, *options: str) -> tuple[int, bytes, str]:
    words = ("factcheck", "scan", str(articles), "--format", "json", "--no-cache", *options)
    command = on(host, *words) if host else [sys.executable, "-m", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False)
    return done.returncode, done.stdout, done.stderr.decode()


def test_two_hosts_find_what_one_finds(hosts: Hosts, scheduler: str, tmp_path: Path) -> None:
    expected = scan(None, ROOT / "corpus")
    deadline = time.monotonic() + PATIENCE
    cluster = ("--engine", "dask", "--scheduler", scheduler)
    while (found := scan(hosts.first, ROOT / "corpus", *cluster, "--work", str(tmp_path / "work")))[0] == ExitCode.USAGE:
        assert time.monotonic() < deadline, found
    assert found == expected
    assert (tmp_path / "work").is_dir()
