"""Two articles that differ, a place to run commands in, and the command line itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.cli import main
from known_articles import BILLION, MILLIONS


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `news` with two articles that differ; commands run in the folder above it."""
    monkeypatch.chdir(tmp_path)
    for variable in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.md").write_text(BILLION, encoding="utf-8")
    (news / "b.md").write_text(MILLIONS, encoding="utf-8")
    return news


class Runner:
    """Runs a command and gives its exit code, standard output and standard error."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self.capture = capture

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        self.capture.readouterr()
        code = main(arguments)
        out, err = self.capture.readouterr()
        return code, out, err


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capfd)
