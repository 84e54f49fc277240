"""The store: rows come back as they were put in, it stays within bounds, and it never fails its user."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from factcheck import cache_folder, pipeline
from factcheck.cache import rows, store
from factcheck.cache.store import Row
from factcheck.model import Relation
from factcheck.settings import Settings

POSIX = pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX")


def row(number: int, size: int = 10) -> Row:
    return Row(key=bytes([number]), content=bytes([number]) * size, documents=2)


def test_rows_come_back_by_their_keys(place: Path) -> None:
    store.put([row(1), row(2)])
    store.put([row(2, 5), Row(key=b"other", content=b"1")])
    assert store.get([b"\1", b"\2", b"\3"]) == {b"\1": b"\1" * 10, b"\2": b"\2" * 5}
    assert store.counts() == store.Counts(documents=4, comparisons=1)


def test_nothing_is_made_by_looking(place: Path) -> None:
    assert store.get([b"1"]) == {}
    assert store.counts() == store.Counts()
    assert not place.exists()


@POSIX
def test_nobody_else_can_look_into_it(place: Path) -> None:
    store.put([row(1)])
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in place.iterdir()} == {0o600}


def others_may_write(place: Path) -> None:
    (place / store.NAME).chmod(0o622)


def others_may_put_files_beside_it(place: Path) -> None:
    place.chmod(0o777)


def a_link(place: Path) -> None:
    (place / store.NAME).rename(place / "elsewhere")
    (place / store.NAME).symlink_to(place / "elsewhere")


def a_newer_layout(place: Path) -> None:
    with sqlite3.connect(place / store.NAME) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()


@POSIX
@pytest.mark.parametrize("case", [others_may_write, others_may_put_files_beside_it, a_link, a_newer_layout])
def test_what_may_not_be_trusted_is_not_looked_at_and_left_as_it_is(place: Path, case: object) -> None:
    store.put([row(1)])
    case(place)  # type: ignore[operator]
    before = (place / store.NAME).read_bytes()
    store.put([row(2)])
    assert store.get([b"\1"]) == {}
    assert (place / store.NAME).read_bytes() == before


@pytest.mark.parametrize("damage", [b"x" * 5_000, b"SQLite format 3\0" + b"x" * 5_000])
def test_a_damaged_database_is_made_anew(place: Path, damage: bytes) -> None:
    store.put([row(1)])
    (place / store.NAME).write_bytes(damage)
    assert store.get([b"\1"]) == {}
    store.put([row(2)])
    assert store.get([b"\1", b"\2"]) == {b"\2": b"\2" * 10}


def test_damaged_content_is_nothing(place: Path) -> None:
    store.put([row(1, 2_000), row(2, 2_000)])
    content = (place / store.NAME).read_bytes()
    (place / store.NAME).write_bytes(content.replace(b"\1" * 2_000, b"\1" * 1_999 + b"\2"))
    assert store.get([b"\1", b"\2"]) == {b"\2": b"\2" * 2_000}


def test_a_damaged_database_costs_no_finding(desk: Path, place: Path) -> None:
    settings = Settings(show=tuple(Relation))
    first = pipeline.scan(["articles"], settings)
    content = (place / store.NAME).read_bytes()
    for start in range(0, len(content), 3_000):
        (place / store.NAME).write_bytes(content[:start] + b"\xa5" * 64 + content[start + 64 :])
        assert pipeline.scan(["articles"], settings) == first
        (place / store.NAME).write_bytes(content[:start])
        assert pipeline.scan(["articles"], settings) == first


def test_bytes_of_something_else_are_nothing() -> None:
    assert rows.Documents(Settings()).unpack(b"\x00") is None
    assert rows.Listings().unpack(b"\x00") is None
    assert rows.unpack_compared(b"\x93\x00") is None


def test_it_stays_within_bounds_and_what_was_not_used_for_longest_goes_first(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LARGEST", 200_000)
    for number in range(100):
        monkeypatch.setattr(store, "_today", partial(int, number))
        store.put([row(number, 10_000)])
        assert store.get([b"\0"]), "asked for every day, and so never the longest unused"
        assert (place / store.NAME).stat().st_size <= 220_000
    held = {key[0] for key in store.get(bytes([number]) for number in range(100))}
    assert {0, 99, 98, 97} <= held
    assert len(held) < 20


def test_what_is_too_large_is_not_kept(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LARGEST", 200_000)
    store.put([row(1, 30_000), row(2, 10_000)])
    assert store.get([b"\1", b"\2"]).keys() == {b"\2"}


@pytest.mark.skipif(sys.platform != "linux", reason="a limit on the size of files stands in for a full disk")
def test_a_full_disk_costs_only_the_cache(desk: Path, place: Path) -> None:
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))\n"
        "from factcheck import cache, pipeline; from factcheck.settings import Settings\n"
        "cache._WORTH = 0\n"
        "print(len(pipeline.scan(['articles'], Settings()).findings))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=desk, check=False)
    assert (done.stdout, done.stderr) == ("1\n", "")
    assert store.counts() == store.Counts()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_nobody_may_write_to_is_no_error(desk: Path, place: Path) -> None:
    place.mkdir(mode=0o500)
    assert pipeline.scan(["articles"], Settings()).findings


def test_a_folder_that_cannot_be_is_no_error(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(cache_folder.VARIABLE, str(tmp_path / "file" / "cache"))
    assert pipeline.scan(["articles"], Settings()).findings


def test_a_database_that_another_run_holds_on_to_is_waited_for_and_then_done_without(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    store.put([row(1)])
    other = sqlite3.connect(place / store.NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store.put([row(2)])
    assert store.get([b"\1"]) == {}
    other.execute("ROLLBACK")
    other.close()
    assert store.get([b"\1", b"\2"]).keys() == {b"\1"}
