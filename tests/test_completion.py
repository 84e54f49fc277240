"""Shell completion, asked as a shell asks for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.report import CLAIM_FORMATS, REPORTS

ROOT = Path(__file__).parents[1]


def offered(words: str) -> list[str]:
    """What bash is offered for the last word."""
    asked = {"_FACTCHECK_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    environ = {**os.environ, **asked, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-m", "factcheck"], env=environ, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("factcheck sc", ["scan", "schema"]),
        ("factcheck scan --format ", list(REPORTS)),
        ("factcheck scan --format js", ["json", "jsonl"]),
        ("factcheck claims --format ", list(CLAIM_FORMATS)),
        ("factcheck scan --select FC401", ["FC401"]),
        ("factcheck scan --ignore FC101,FC5", ["FC101,FC501"]),
        ("factcheck scan --show conflict,te", ["conflict,tension"]),
        ("factcheck scan --fail-on ", ["conflict", "tension", "never"]),
        ("factcheck scan --color a", ["auto", "always"]),
        ("factcheck explain FC20", ["FC201", "FC202", "FC203"]),
        ("factcheck schema c", ["config", "claims"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_offered(words: str, expected: list[str]) -> None:
    assert offered(words) == expected


@pytest.mark.skipif(shutil.which("bash") is None, reason="a shell")
def test_bash_takes_the_script(tmp_path: Path) -> None:
    """The script that is shown, loaded by a real shell, completes a real command line."""
    command = tmp_path / "factcheck"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m factcheck "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    script = (
        'eval "$(factcheck --show-completion)"; '
        'COMP_WORDS=(factcheck scan --format sa); COMP_CWORD=3; _factcheck_completion factcheck; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", script], env=environ, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("sarif\n", "")
