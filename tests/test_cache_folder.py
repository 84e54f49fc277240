"""The cache: where it is, what of it is believed, and that the work is done without it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck import cache_folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that does not exist yet."""
    place = tmp_path / "cache" / "factcheck"
    monkeypatch.setenv(cache_folder.VARIABLE, str(place))
    return place


def test_the_variable_names_the_folder(folder: Path) -> None:
    assert cache_folder.folder() == folder


def test_an_empty_variable_turns_the_cache_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache_folder.VARIABLE, "")
    assert cache_folder.folder() is None
    cache_folder.write("a", b"1")
    cache_folder.trim("*", 0)
    assert cache_folder.read("a") is None


def test_without_the_variable_it_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(cache_folder.VARIABLE)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    place = cache_folder.folder()
    assert place is not None
    assert "factcheck" in place.parts


def test_what_was_written_is_read(folder: Path) -> None:
    cache_folder.write("a", b"first")
    cache_folder.write("a", b"second")
    assert cache_folder.read("a") == b"second"
    assert [path.name for path in folder.iterdir()] == ["a"]


def test_what_is_not_there_is_nothing(folder: Path) -> None:
    assert cache_folder.read("a") is None


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX")
def test_nobody_else_can_look_into_it(folder: Path) -> None:
    cache_folder.write("a", b"1")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "a").stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", [b"", b"x", b"\0\0\0\0content", b"content"])
def test_a_damaged_file_is_nothing(folder: Path, damage: bytes) -> None:
    cache_folder.write("a", b"content")
    (folder / "a").write_bytes(damage)
    assert cache_folder.read("a") is None


def test_a_shortened_file_is_nothing(folder: Path) -> None:
    cache_folder.write("a", b"content")
    (folder / "a").write_bytes((folder / "a").read_bytes()[:-1])
    assert cache_folder.read("a") is None


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX")
def test_a_file_that_others_may_write_is_nothing(folder: Path) -> None:
    cache_folder.write("a", b"1")
    (folder / "a").chmod(0o622)
    assert cache_folder.read("a") is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_user_is_nothing(folder: Path) -> None:
    cache_folder.write("a", b"1")
    os.chown(folder / "a", 12345, 12345)
    assert cache_folder.read("a") is None


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are POSIX")
def test_a_link_or_a_pipe_is_nothing(folder: Path, tmp_path: Path) -> None:
    cache_folder.write("a", b"1")
    (folder / "link").symlink_to(folder / "a")
    os.mkfifo(folder / "pipe")
    assert cache_folder.read("link") is None
    assert cache_folder.read("pipe") is None


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(cache_folder.VARIABLE, str(tmp_path / "file" / "cache"))
    cache_folder.write("a", b"1")
    cache_folder.trim("*", 0)
    assert cache_folder.read("a") is None


def test_a_name_that_is_taken_leaves_no_draft(folder: Path) -> None:
    (folder / "a").mkdir(parents=True)
    cache_folder.write("a", b"1")
    assert cache_folder.read("a") is None
    assert [path.name for path in folder.iterdir()] == ["a"]


def test_only_the_latest_of_a_pattern_stay(folder: Path) -> None:
    for number in range(5):
        cache_folder.write(f"rules-{number}", b"1")
        os.utime(folder / f"rules-{number}", (number, number))
    cache_folder.write("other", b"1")
    cache_folder.trim("rules-*", 2)
    assert sorted(path.name for path in folder.iterdir()) == ["other", "rules-3", "rules-4"]


def test_two_processes_may_write_at_once(folder: Path) -> None:
    code = "from factcheck import cache_folder as c\nfor n in range(200): c.write('a', bytes([n]) * 50_000); assert c.read('a') is not None"
    both = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert cache_folder.read("a") == bytes([199]) * 50_000
    assert [path.name for path in folder.iterdir()] == ["a"]
