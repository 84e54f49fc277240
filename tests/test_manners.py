"""How the command behaves at the ends of a real pipe and on a real terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from rich.cells import cell_len

from factcheck.errors import ExitCode
from factcheck.report import REPORTS
from formats import BINARY

ROOT = Path(__file__).parents[1]
ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
TEXTS = [name for name in REPORTS if name not in BINARY]
PAGED = ("table", "full")  # the formats that know of a page
VARIABLES = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two articles of the corpus in it."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "corpus").mkdir()
    for name in ("trade-and-gas.md", "2023-09-05-eighth-among-partners.md"):
        shutil.copy(ROOT / "corpus" / name, folder / "corpus")
    return folder


def environ(given: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in VARIABLES and not name.startswith("FACTCHECK_")}
    return {**kept, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT / "src"), **given}


def scan(*formats: str) -> list[str]:
    """A scan that prints each of the formats, one after another, and nothing else."""
    asked = [argument for name in formats for argument in ("-o", f"{name}:-")]
    return [sys.executable, "-m", "factcheck", "scan", "corpus", "--quiet", *asked]


def piped(command: Sequence[str], desk: Path, **given: str) -> subprocess.CompletedProcess[bytes]:
    """What a pipe gets; the same question is asked once."""
    return _piped(tuple(command), desk, tuple(given.items()))


@cache
def _piped(command: tuple[str, ...], desk: Path, given: tuple[tuple[str, str], ...]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, cwd=desk, env=environ(dict(given)), capture_output=True, stdin=subprocess.DEVNULL, check=False)


def on_terminal(command: Sequence[str], desk: Path, columns: int, **given: str) -> str:
    """What a terminal of that width gets, standard error too."""
    return _on_terminal(tuple(command), desk, columns, tuple(given.items()))


@cache
def _on_terminal(command: tuple[str, ...], desk: Path, columns: int, given: tuple[tuple[str, str], ...]) -> str:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 25, columns, 0, 0))
    with subprocess.Popen(command, cwd=desk, env=environ(dict(given)), stdin=theirs, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        received = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            received += part
        running.wait(timeout=60)
    os.close(ours)
    return received.decode("utf-8").replace("\r\n", "\n")


# -- a pipe --------------------------------------------------------------------------------------------------------


def test_a_pipe_gets_the_same_whatever_the_terminal(desk: Path) -> None:
    """Not coloured, and in UTF-8 whatever the locale."""
    plain = piped(scan(*TEXTS), desk)
    assert plain.returncode == ExitCode.FOUND
    assert b"\x1b" not in plain.stdout
    assert piped(scan(*TEXTS), desk, NO_COLOR="1", TERM="dumb", LC_ALL="C", PYTHONUTF8="0").stdout == plain.stdout


def test_a_piped_page_is_as_wide_as_its_content(desk: Path) -> None:
    for page in piped(scan(*PAGED), desk).stdout.decode().split("conflict[", maxsplit=1):
        assert max(map(len, page.splitlines())) > 130
        assert "…" not in page


def test_a_pipe_is_coloured_only_when_asked(desk: Path) -> None:
    plain = piped(scan(*PAGED), desk).stdout.decode()
    forced = piped(scan(*PAGED), desk, FORCE_COLOR="1").stdout.decode()
    assert forced.count("\x1b[1;31mconflict") == plain.count("conflict: ") + plain.count("conflict[")
    assert "\x1b]8;" not in forced, "a pipe gets no links"
    assert ESCAPES.sub("", forced) == plain
    assert piped([*scan(*PAGED), "--color", "always"], desk, NO_COLOR="1").stdout.decode() == forced
    assert piped(scan(*PAGED), desk, FORCE_COLOR="1", NO_COLOR="1").stdout.decode() == plain


def test_a_machine_format_is_the_same_on_a_terminal(desk: Path) -> None:
    machines = [name for name in TEXTS if name not in PAGED]
    assert on_terminal(scan(*machines), desk, 80) == piped(scan(*machines), desk).stdout.decode()


@pytest.mark.parametrize("name", ["table", "json", "html"])
def test_a_reader_that_leaves_early_is_no_error(desk: Path, name: str) -> None:
    """The pipe is closed before the first byte is read."""
    with subprocess.Popen(scan(name), cwd=desk, env=environ({}), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        told = running.stderr.read()
        assert running.wait(timeout=60) == ExitCode.FOUND
    assert told == b""


# -- a terminal ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
def test_a_page_fits_its_terminal(desk: Path, columns: int) -> None:
    """But for the path of a file, which is no shorter for being broken."""
    shown = ESCAPES.sub("", on_terminal(scan(*PAGED), desk, columns))
    assert not [line for line in shown.splitlines() if cell_len(line) > columns and "corpus/" not in line]
    for page in shown.split("conflict[", maxsplit=1):
        assert all(value in " ".join(page.split()) for value in ("$560 million", "$289 million", "2015"))


@pytest.mark.parametrize(("columns", "stacked"), [(60, True), (80, True), (99, True), (100, False), (200, False)])
def test_from_100_columns_on_the_claims_are_a_table(desk: Path, columns: int, stacked: bool) -> None:
    shown = ESCAPES.sub("", on_terminal(scan(*PAGED), desk, columns))
    assert ("  value        around $560 million\n" in shown) == stacked
    assert ("───" in shown) != stacked


def test_colour_on_a_terminal_and_how_to_have_none(desk: Path) -> None:
    coloured = on_terminal(scan(*PAGED), desk, 100)
    assert "\x1b[1;31mconflict" in coloured
    plain = ESCAPES.sub("", coloured)
    for variable, value in (("NO_COLOR", "1"), ("TERM", "dumb"), ("FORCE_COLOR", "0"), ("FACTCHECK_COLOR", "never")):
        assert on_terminal(scan(*PAGED), desk, 100, **{variable: value}) == plain


@pytest.mark.parametrize("columns", [60, 200])
def test_places_are_links_to_files_on_a_terminal(desk: Path, columns: int) -> None:
    shown = on_terminal(scan(*PAGED), desk, columns)
    links = set(re.findall(r"\x1b\]8;[^;]*;(file://[^\x1b]+)\x1b\\", shown))
    assert links == {file.as_uri() for file in (desk / "corpus").iterdir()}


def test_links_count_from_the_root_of_a_repository(desk: Path, tmp_path: Path) -> None:
    shutil.copytree(desk / "corpus", tmp_path / "texts" / "corpus")
    (tmp_path / ".git").mkdir()
    shown = on_terminal(scan("table"), tmp_path / "texts", 200)
    assert "texts/corpus/trade-and-gas.md:13" in ESCAPES.sub("", shown)
    assert f"{(tmp_path / 'texts' / 'corpus' / 'trade-and-gas.md').as_uri()}\x1b\\" in shown


# -- progress ------------------------------------------------------------------------------------------------------

SLOW = """
import sys, time
from factcheck.cli.progress import watch
for item in watch("reading", range({count})):
    time.sleep({pause})
print("done")
"""


def slow(count: int, pause: float) -> list[str]:
    return [sys.executable, "-c", SLOW.format(count=count, pause=pause)]


def test_a_long_run_shows_how_far_it_is_on_a_terminal(desk: Path) -> None:
    shown = on_terminal(slow(8, 0.2), desk, 80)
    assert re.search(r"reading .*\d/8", shown)
    assert shown.endswith("done\n")


def test_a_short_run_shows_nothing(desk: Path) -> None:
    assert on_terminal(slow(8, 0.01), desk, 80) == "done\n"


def test_a_long_run_shows_nothing_in_a_pipe_or_on_a_dumb_terminal(desk: Path) -> None:
    ran = piped(slow(7, 0.2), desk)
    assert (ran.stdout, ran.stderr) == (b"done\n", b"")
    assert on_terminal(slow(7, 0.2), desk, 80, TERM="dumb") == "done\n"


# -- exit codes ----------------------------------------------------------------------------------------------------

FAULT = "from factcheck import cli, pipeline; del pipeline.scan; import sys; sys.exit(cli.main(['scan', 'corpus']))"


@pytest.mark.skipif(shutil.which("bash") is None, reason="a shell")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("factcheck scan corpus --exit-zero", ExitCode.CLEAN),
        ("factcheck scan corpus --select FC202", ExitCode.CLEAN),
        ("factcheck scan corpus", ExitCode.FOUND),
        ("factcheck scan corpus -o sarif:out.sarif", ExitCode.FOUND),
        ("factcheck scan nowhere", ExitCode.USAGE),
        (f'"$PYTHON" -c "{FAULT}"', ExitCode.INTERNAL),
        ("echo Nothing is counted here. > plain.txt; factcheck scan plain.txt", ExitCode.NOTHING_COMPARED),
        ("echo Nothing is counted here. > plain.txt; factcheck scan plain.txt --allow-empty", ExitCode.CLEAN),
    ],
    ids=lambda value: value.name if isinstance(value, ExitCode) else None,
)
def test_a_shell_can_tell_the_outcomes_apart(desk: Path, command: str, code: ExitCode) -> None:
    script = f'factcheck() {{ "$PYTHON" -m factcheck "$@"; }}; {command}'
    done = piped(["bash", "-c", script], desk, PYTHON=sys.executable)
    assert done.returncode == code, done.stderr
    assert b"Traceback" not in done.stderr
