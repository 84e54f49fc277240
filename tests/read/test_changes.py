"""What git says is new or changed, in real repositories."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.errors import InputError, UsageError
from factcheck.read.changes import changed

Git = Callable[..., None]


@pytest.fixture
def git(tmp_path: Path) -> Git:
    def run(*arguments: str) -> None:
        person = ("-c", "user.name=A. Editor", "-c", "user.email=editor@example.org", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *person, *arguments], cwd=tmp_path, check=True, capture_output=True)

    run("init")
    for name in ("kept", "edited", "staged", "deleted", "renamed", "rénommé"):
        (tmp_path / f"{name}.md").write_text(f"The bridge of {name} has 12 arches.\n", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("ignored.md\n", encoding="utf-8")
    run("add", ".")
    run("commit", "-m", "first")
    run("tag", "start")
    return run


def names(folder: Path, revision: str = "start") -> set[str]:
    return {os.path.relpath(path, os.path.realpath(folder)) for path in changed(revision, folder)}


def test_nothing_has_changed(tmp_path: Path, git: Git) -> None:
    assert names(tmp_path) == set()


def test_committed_staged_edited_untracked_and_renamed_files_have_and_deleted_and_ignored_ones_have_not(tmp_path: Path, git: Git) -> None:
    (tmp_path / "committed.md").write_text("1", encoding="utf-8")
    git("add", "committed.md")
    git("commit", "-m", "second")
    (tmp_path / "staged.md").write_text("2", encoding="utf-8")
    git("add", "staged.md")
    (tmp_path / "edited.md").write_text("3", encoding="utf-8")
    git("mv", "renamed.md", "moved.md")
    git("rm", "deleted.md")
    (tmp_path / "ignored.md").write_text("4", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    odd = 'a "b"\n$(touch x) é.md'
    (tmp_path / "sub" / odd).write_text("5", encoding="utf-8")
    expected = {"committed.md", "staged.md", "edited.md", "moved.md", f"sub/{odd}"}
    assert names(tmp_path) == expected
    assert {os.path.basename(path) for path in changed("start", tmp_path / "sub")} == {os.path.basename(name) for name in expected}
    assert names(tmp_path, "HEAD") == expected - {"committed.md"}


def test_what_others_have_changed_since_is_not_new(tmp_path: Path, git: Git) -> None:
    """As for a branch that was not brought up to date before it is checked against the main line."""
    git("checkout", "-b", "draft")
    (tmp_path / "draft.md").write_text("1", encoding="utf-8")
    git("add", ".")
    git("commit", "-m", "a draft")
    git("checkout", "main")
    (tmp_path / "kept.md").write_text("2", encoding="utf-8")
    git("commit", "-am", "the main line goes on")
    git("checkout", "draft")
    assert names(tmp_path, "main") == {"draft.md"}


def test_a_folder_outside_a_repository(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^--since-commit: this is not a folder of a git repository; run it inside one, or name the new"):
        changed("HEAD", tmp_path)


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    with pytest.raises(UsageError, match=r'^--since-commit: git knows no revision "HEAD"; check the spelling, or fetch it'):
        changed("HEAD", tmp_path)


def test_a_machine_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match=r"^--since-commit: git cannot be run \(No such file or directory\); install it, or name the new"):
        changed("HEAD", tmp_path)


@pytest.mark.parametrize("revision", ["", " ", "-p", "--upload-pack=x", "a\0b", "no..such", ":/nowhere", "HEAD:kept.md"])
def test_what_is_no_revision(tmp_path: Path, git: Git, revision: str) -> None:
    with pytest.raises(UsageError, match=r"^--since-commit: "):
        changed(revision, tmp_path)


def test_what_a_repository_names_is_not_run(tmp_path: Path, git: Git) -> None:
    """A monitor of files and a driver for differences are programs that a repository's configuration may name."""
    git("config", "core.fsmonitor", "touch ran")
    git("config", "diff.external", "touch ran")
    (tmp_path / "edited.md").write_text("3", encoding="utf-8")
    assert names(tmp_path) == {"edited.md"}
    assert not (tmp_path / "ran").exists()
