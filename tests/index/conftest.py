"""A place to run commands in, with an archive and the command line itself."""

from __future__ import annotations

from pathlib import Path

import pytest

import archives
from factcheck.cli import main


class Runner:
    """Runs a command line and gives its exit code, standard output and standard error."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self.capture = capture

    def __call__(self, command: str) -> tuple[int, str, str]:
        self.capture.readouterr()
        code = main(command.split())
        out, err = self.capture.readouterr()
        return code, out, err


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capfd)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The archive as files in a folder `archive`; commands run in the folder above it."""
    monkeypatch.chdir(tmp_path)
    return archives.write(tmp_path / "archive")


@pytest.fixture
def built(archive: Path, run: Runner) -> Path:
    """The index of the archive, `archive.fcx`."""
    assert run("index build archive -o archive.fcx --quiet")[0] == 0
    return archive.parent / "archive.fcx"
