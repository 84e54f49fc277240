"""Files that are no index, or a damaged one: a sentence and exit code 2, whatever is in them."""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.index.saved import FORM, bytes_of, numbers_of
from factcheck.pack import Damaged

Runner = Callable[[str], tuple[int, str, str]]
FILE = Path("archive.fcx")
COMMANDS = (
    "scan archive.fcx",
    "scan --index archive.fcx -f json",
    "check archive/first/fowey.md --against archive.fcx",
    "index info archive.fcx",
)

NO_INDEX = "is no index of factcheck, or is damaged; build one with factcheck index build"
DAMAGED = r"is damaged \(.+\); delete it and build it anew with factcheck index build"
NEWER = "was built by a newer factcheck; update factcheck, or build an index under another name"
OLDER = "was built by an older factcheck; bring it up to date with factcheck index build"


def execute(*statements: str) -> None:
    with closing(sqlite3.connect(FILE, isolation_level=None)) as held:
        for statement in statements:
            held.execute(statement)


def empty() -> None:
    FILE.write_bytes(b"")


def zeros() -> None:
    FILE.write_bytes(bytes(os.path.getsize(FILE)))


def text() -> None:
    FILE.write_text("The port of Brevik has 9 cranes.\n", encoding="utf-8")


def other_database() -> None:
    FILE.unlink()
    execute("CREATE TABLE letters (text)")


def truncated() -> None:
    os.truncate(FILE, os.path.getsize(FILE) // 2)


def only_the_head() -> None:
    os.truncate(FILE, 100)


def newer() -> None:
    execute(f"PRAGMA user_version={FORM + 1}")


def older() -> None:
    execute("PRAGMA user_version=1")


def other_tables() -> None:
    execute("DROP TABLE meta", "CREATE VIEW meta AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x, x FROM n")


def another_trigger() -> None:
    execute("CREATE TRIGGER t AFTER INSERT ON document BEGIN SELECT 1; END")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (empty, NO_INDEX), (zeros, NO_INDEX), (text, NO_INDEX), (other_database, NO_INDEX), (truncated, DAMAGED), (only_the_head, DAMAGED),
        (newer, NEWER), (older, OLDER), (other_tables, DAMAGED), (another_trigger, DAMAGED),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_one_sentence(built: Path, run: Runner, command: str, spoil: Callable[[], None], said: str) -> None:
    spoil()
    code, out, err = run(command)
    assert (code, out) == (2, "")

    assert re.fullmatch(f"factcheck: archive.fcx: {said if said is DAMAGED else re.escape(said)}\n", err), err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_not_there_is_one_sentence(archive: Path, run: Runner, command: str) -> None:
    code, out, err = run(command)
    assert (code, out, len(err.splitlines())) == (2, "", 1)


@pytest.mark.parametrize("spoil", [truncated, only_the_head, newer])
def test_a_build_does_not_go_on_with_what_cannot_be_used(built: Path, run: Runner, spoil: Callable[[], None]) -> None:
    spoil()
    before = FILE.read_bytes()
    code, out, err = run("index build archive -o archive.fcx")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert FILE.read_bytes() == before


@pytest.mark.parametrize("seed", range(25))
def test_flipped_bytes_never_end_in_a_traceback(built: Path, run: Runner, seed: int) -> None:
    """Nor in other figures: a record that is not as it was written is refused."""
    good = run("scan archive.fcx -f csv")
    dice = random.Random(seed)
    data = bytearray(FILE.read_bytes())
    for _ in range(dice.choice([1, 3, 30])):
        data[dice.randrange(100, len(data))] ^= dice.randrange(1, 256)
    FILE.write_bytes(data)
    for command in ("scan archive.fcx -f csv", "check archive/first/fowey.md --against archive.fcx"):
        code, out, err = run(command)
        assert code in (0, 1, 2)
        assert "Traceback" not in err
        if code == 2:
            assert (out, len(err.splitlines())) == ("", 1)
        elif "csv" in command:
            assert out.splitlines()[0] == good[1].splitlines()[0]


def test_numbers_are_kept_with_a_sum() -> None:
    kept = bytes_of([1, 2, 300], "I")
    assert list(numbers_of(kept, "I")) == [1, 2, 300]
    for damaged in (b"", b"abc", kept[:-1], kept[:4] + b"\7" + kept[5:]):
        with pytest.raises(Damaged):
            numbers_of(damaged, "I")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_read(built: Path, run: Runner) -> None:
    good = run("scan archive.fcx")
    folder = Path("kept")
    folder.mkdir()
    shutil.move(FILE, folder)
    os.chmod(folder / FILE, 0o444)
    os.chmod(folder, 0o555)
    try:
        assert run(f"scan kept/{FILE}")[0] == good[0]
        code, _, err = run(f"index build archive -o kept/{FILE}")
        assert (code, len(err.splitlines())) == (2, 1)
    finally:
        os.chmod(folder, 0o755)


def test_a_file_that_is_read_only_is_read_and_left_alone(built: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is for somebody who may not write there, whoever runs the tests."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    good, before = run("scan archive -f csv"), FILE.read_bytes()
    assert run("scan archive.fcx -f csv") == good
    assert [path.name for path in sorted(Path().iterdir())] == ["archive", "archive.fcx"]
    assert FILE.read_bytes() == before
