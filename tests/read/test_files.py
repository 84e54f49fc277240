"""Which files are documents, and how their paths are printed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from factcheck import read
from factcheck.errors import InputError
from factcheck.model import Skipped


def write(root: Path, files: dict[str, str]) -> None:
    for name, words in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(words, encoding="utf-8")


def paths(*given: str | Path, exclude: tuple[str, ...] = ()) -> list[str]:
    return [item.path for item in read.discover(given, exclude) if isinstance(item, read.Source)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("files", "exclude", "expected"),
    [
        pytest.param(["b.txt", "a.md", "c/d.txt"], (), ["d/a.md", "d/b.txt", "d/c/d.txt"], id="sorted-by-path"),
        pytest.param([".hidden.txt", ".git2/a.txt", "a.txt"], (), ["d/a.txt"], id="hidden-left-out"),
        pytest.param(["documents.toml", "factcheck.toml", "a.txt"], (), ["d/a.txt"], id="configuration-is-no-document"),
        pytest.param(["A.TXT", "b.Markdown"], (), ["d/A.TXT", "d/b.Markdown"], id="endings-in-any-case"),
        pytest.param(["a.txt", "old/b.txt"], ("old/",), ["d/a.txt"], id="exclude-below-the-folder"),
        pytest.param(["a.txt", "old/b.txt"], ("d/old",), ["d/a.txt"], id="exclude-printed-path"),
        pytest.param(["a.txt", "b.md"], ("*.md",), ["d/a.txt"], id="exclude-ending"),
        pytest.param(["a.txt", "b.md"], ("*.md", "!b.md"), ["d/a.txt", "d/b.md"], id="exclude-taken-back"),
    ],
)
def test_a_folder_is_walked(folder: Path, files: list[str], exclude: tuple[str, ...], expected: list[str]) -> None:
    write(folder / "d", dict.fromkeys(files, "x"))
    assert paths("d", exclude=exclude) == expected


@pytest.mark.parametrize(
    ("ignores", "expected"),
    [
        pytest.param({".gitignore": "*.txt\n"}, [], id="everything"),
        pytest.param({".gitignore": "drafts/\n"}, ["a.txt"], id="a-folder"),
        pytest.param({".gitignore": "*.txt\n!a.txt\n"}, ["a.txt"], id="taken-back"),
        pytest.param({".gitignore": "*.txt\n", "drafts/.gitignore": "!b.txt\n"}, ["drafts/b.txt"], id="the-deeper-file-decides"),
        pytest.param({".gitignore": "/b.txt\n"}, ["a.txt", "drafts/b.txt"], id="anchored"),
        pytest.param({".gitignore": "!\n/\n[\na.txt\n"}, ["drafts/b.txt"], id="malformed-lines-are-passed-over"),
    ],
)
def test_ignore_files_are_respected(folder: Path, ignores: dict[str, str], expected: list[str]) -> None:
    write(folder, {"a.txt": "x", "drafts/b.txt": "x", **ignores})
    assert paths(".") == expected


def test_ignore_files_above_the_folder_count_in_a_repository(folder: Path) -> None:
    (folder / ".git").mkdir()
    write(folder, {".gitignore": "*.md\n", "d/a.md": "x", "d/b.txt": "x"})
    assert paths("d") == ["d/b.txt"]


def test_what_is_named_is_always_taken(folder: Path) -> None:
    (folder / ".git").mkdir()
    write(folder, {".gitignore": "build/\n*.md\n", "build/a.txt": "x", "b.md": "x", ".c": "x", "d.html": "x"})
    assert paths("build", "b.md", ".c", "d.html") == [".c", "b.md", "build/a.txt", "d.html"]


@pytest.mark.parametrize("given", ["gone", "", "gone/too.txt", "a\0b"])
def test_a_missing_path_is_an_input_error(folder: Path, given: str) -> None:
    with pytest.raises(InputError, match=r"no such file or folder; check the spelling"):
        read.discover([given])


def test_the_same_file_counts_once(folder: Path) -> None:
    write(folder, {"d/a.txt": "x"})
    assert paths("d", "d/a.txt", "./d") == ["d/a.txt"]
    assert paths(folder / "d", "d") == paths("d", folder / "d") == ["d/a.txt"]


def test_symlinks_back_up_are_harmless(folder: Path) -> None:
    write(folder, {"d/e/a.txt": "x"})
    (folder / "d/e/up").symlink_to(folder / "d", target_is_directory=True)
    (folder / "d/self").symlink_to("self")
    assert paths("d") == ["d/e/a.txt"]


def everything(*given: str, follow_links: bool = False) -> list[str | Skipped]:
    """What comes of each file: the path of a document, or why there is none."""
    items: list[str | Skipped] = []
    for item in read.discover(given, follow_links=follow_links):
        found = [item] if isinstance(item, Skipped) else list(read.read(item))
        items += [entry if isinstance(entry, Skipped) else entry.metadata.path for entry in found]
    return items


def test_what_cannot_be_read_is_skipped_with_a_reason(folder: Path) -> None:
    write(folder, {"d/a.psd": "x", "d/noending": "x"})
    (folder / "d/dangling.txt").symlink_to("nowhere")
    os.mkfifo(folder / "d/pipe.txt")
    assert everything("d") == [
        Skipped(path="d/a.psd", reason="no reader for .psd files"),
        Skipped(path="d/dangling.txt", reason="cannot be opened: No such file or directory"),
        Skipped(path="d/noending", reason="no reader for files without an ending"),
        Skipped(path="d/pipe.txt", reason="not a regular file"),
    ]


@pytest.mark.parametrize("given", ["pipe.txt", "/dev/zero"])
def test_a_pipe_or_device_that_is_named_is_not_opened(folder: Path, given: str) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert everything(given) == [Skipped(path=given, reason="not a regular file")]


def test_links_out_of_the_folder_are_followed_only_when_asked(folder: Path) -> None:
    write(folder, {"d/a.txt": "40 ships.", "other/b.txt": "50 ships.", "c.txt": "60 ships."})
    (folder / "d/inside.txt").symlink_to("a.txt")
    (folder / "d/link.txt").symlink_to(folder / "c.txt")
    (folder / "d/folder").symlink_to(folder / "other", target_is_directory=True)
    reason = "a link out of the folder; --follow-links reads it"
    assert everything("d") == ["d/a.txt", Skipped(path="d/folder", reason=reason), Skipped(path="d/link.txt", reason=reason)]
    assert everything("d", follow_links=True) == ["d/a.txt", "d/folder/b.txt", "d/link.txt"]
    assert [item for item in everything("d", "other", "c.txt") if isinstance(item, str)] == ["c.txt", "d/a.txt", "other/b.txt"]


@pytest.mark.parametrize(
    ("run_from", "given", "expected"),
    [
        pytest.param("repo", "d/a.txt", "d/a.txt", id="root"),
        pytest.param("repo/d", "a.txt", "d/a.txt", id="below-the-root"),
        pytest.param("repo/d", "..", "d/a.txt", id="folder-above"),
        pytest.param(".", "repo/d", "repo/d/a.txt", id="outside-the-repository"),
        pytest.param(".", "./repo//d/", "repo/d/a.txt", id="tidied"),
        pytest.param("other", "../repo/d", "../repo/d/a.txt", id="beside-the-repository"),
    ],
)
def test_relative_paths_are_printed_from_the_repository_when_run_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_from: str, given: str, expected: str
) -> None:
    write(tmp_path, {"repo/d/a.txt": "x", "other/b.txt": "x"})
    (tmp_path / "repo/.git").mkdir()
    monkeypatch.chdir(tmp_path / run_from)
    assert paths(given) == [expected]


def test_an_absolute_path_stays_absolute(folder: Path) -> None:
    (folder / ".git").mkdir()
    write(folder, {"a.txt": "x"})
    assert paths(folder) == [(folder / "a.txt").as_posix()]


def test_a_name_that_is_not_text_is_printed_as_text(folder: Path) -> None:
    (folder / os.fsdecode(b"a\xff.txt")).write_text("x")
    assert paths(".") == ["a�.txt"]
