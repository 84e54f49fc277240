"""Building an index: the same answers as a scan of the files, whatever way the index came about."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import archives
from factcheck import indexing
from factcheck.errors import InputError
from factcheck.index import Where
from factcheck.index import build as building
from factcheck.index.build import Builder, State
from factcheck.index.saved import Saved
from factcheck.model import Skipped
from factcheck.settings import Settings

Runner = Callable[[str], tuple[int, str, str]]
ROOT = Path(__file__).parents[2]
EVERYTHING = "-f json --show all --exit-zero"


def told(run: Runner, what: str) -> tuple[int, str, str]:
    """All that a scan says of files or of an index."""
    return run(f"scan {what} {EVERYTHING}")


def build(run: Runner, *paths: str, options: str = "") -> str:
    """Builds the index and gives what is said of it."""
    code, out, err = run(f"index build {' '.join(paths)} -o archive.fcx {options}")
    assert (code, out) == (0, ""), err
    return err


def rows(question: str) -> list[tuple[Any, ...]]:
    """What the tables of the index hold."""
    with closing(sqlite3.connect("archive.fcx")) as held:
        return held.execute(question).fetchall()


# -- the same answers ------------------------------------------------------------------------------------------------


def test_a_scan_of_an_index_gives_the_bytes_of_a_scan_of_the_files(archive: Path, built: Path, run: Runner) -> None:
    assert told(run, "--index archive.fcx") == told(run, "archive")
    assert "4 conflicts" in told(run, "archive.fcx")[2]


@pytest.mark.parametrize("form", ["table", "full", "csv", "jsonl", "sarif", "markdown"])
def test_every_format_is_the_same_but_for_the_path_that_was_given(archive: Path, built: Path, run: Runner, form: str) -> None:
    assert run(f"scan archive.fcx -f {form}")[1].replace("archive.fcx", "archive") == run(f"scan archive -f {form}")[1]


def test_claims_and_explanations_come_out_of_an_index_too(archive: Path, built: Path, run: Runner) -> None:
    assert run("claims archive.fcx -f csv") == run("claims archive -f csv")
    found = json.loads(run("scan archive -f jsonl")[1].splitlines()[0])["id"]
    assert run(f"explain {found} --in archive.fcx") == run(f"explain {found} --in archive")


@pytest.mark.parametrize("options", ["--since 2015", "--until 2014", "--since 2014-02-05 --until 2015-03-02", "--since 2020"])
def test_documents_out_of_time_are_left_out(archive: Path, built: Path, run: Runner, options: str) -> None:
    code, out, err = told(run, f"--index archive.fcx {options}")
    assert (code, out, err) == told(run, f"archive {options}")
    assert "outside --since/--until" in err


def test_what_a_configuration_says_of_time_is_no_matter_of_an_index(archive: Path, run: Runner) -> None:
    Path("factcheck.toml").write_text('since = "2015"\n', encoding="utf-8")
    assert "36 documents" in build(run, "archive")


def test_any_number_of_processes_makes_the_same_index(archive: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.indexing.WORTH", 0)
    built = []
    for jobs in (1, 2):
        build(run, "archive", options=f"--jobs {jobs}")
        built.append(rows("SELECT number, source, first, last, head, features, account FROM document ORDER BY number"))
        built.append(rows("SELECT * FROM posting"))
        os.rename("archive.fcx", f"{jobs}.fcx")
    assert built[:2] == built[2:]


def test_what_could_not_be_read_is_told_by_the_index_too(archive: Path, run: Runner) -> None:
    (archive / "table.xlsx").write_bytes(b"PK\x03\x04")
    (archive / "noise.txt").write_bytes(bytes(range(256)) * 8)
    (archive / "away.md").symlink_to(ROOT / "README.md")
    assert build(run, "archive").count("factcheck: skipped archive/") == 3
    assert told(run, "archive.fcx") == told(run, "archive")
    assert build(run, "archive").splitlines()[-1].startswith("0 files read, 39 as they were")


def test_documents_of_one_file_stay_in_their_order(archive: Path, run: Runner) -> None:
    shutil.rmtree("archive")
    archives.write_lines(Path("dump.jsonl"))
    build(run, "dump.jsonl")
    assert told(run, "archive.fcx") == told(run, "dump.jsonl")


HOSTILE = [
    '{"text": "The mill of Brevik burnt down with 40 sacks\\ud800 in it.", "source": "A\\udfff"}',
    '{"text": "The mill of Brevik burnt down with 31 sacks.", "url": "\\ud800"}',
    '{"text": "' + "1e999999999 " * 9 + '", "published": "9999-12-31"}',
    '{"text": "\\u0000 5 million people, 0001-01-01", "title": "\\u0000"}',
]


def test_hostile_text_goes_in_and_comes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Runner) -> None:
    monkeypatch.chdir(tmp_path)
    Path("archive").mkdir()
    Path("archive/a.jsonl").write_text("\n".join(HOSTILE), encoding="utf-8")
    Path("archive/b.md").write_text('---\ntitle: "a\\uD800b"\nsource: "\\uDFFF"\n---\n\nIt killed 3 people.\n', encoding="utf-8")
    Path(os.fsdecode(b"archive/c\xff.md")).write_text("The mill of Brevik had 31 sacks.\n", encoding="utf-8")
    Path(os.fsdecode(b"archive/d\xff.xlsx")).write_bytes(b"")
    build(run, "archive")
    assert told(run, "archive.fcx") == told(run, "archive")


# -- what is new, has changed or is gone -----------------------------------------------------------------------------


def change(archive: Path) -> None:
    text = (archive / "first/fowey.md").read_text(encoding="utf-8")
    (archive / "first/fowey.md").write_text(text.replace("6,700", "9,900"), encoding="utf-8")


def add(archive: Path) -> None:
    (archive / "aaa.md").write_text("The port of Brevik handled 4,400 tonnes of timber in 2013.\n", encoding="utf-8")


def remove(archive: Path) -> None:
    shutil.rmtree(archive / "later")


def rename(archive: Path) -> None:
    (archive / "first").rename(archive / "zeroth")


def date(archive: Path) -> None:
    (archive / "letters/documents.toml").write_text('["fowey.txt"]\nsource = "Fowey Post"\npublished = 2016\n', encoding="utf-8")


def hide(archive: Path) -> None:
    (archive / ".gitignore").write_text("later/\n", encoding="utf-8")


def spoil(archive: Path) -> None:
    (archive / "first/fowey.md").write_bytes(b"\x00" * 9)


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (change, "1 files read, 35 as they were"),
        (add, "1 files read, 36 as they were"),
        (remove, "0 files read, 24 as they were, 12 gone"),
        (rename, "12 files read, 24 as they were, 12 gone"),
        (date, "1 files read, 35 as they were"),
        (hide, "0 files read, 24 as they were, 12 gone"),
        (spoil, "1 files read, 35 as they were"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_only_what_is_new_or_has_changed_is_read(archive: Path, built: Path, run: Runner, alter: Callable[[Path], None], said: str) -> None:
    alter(archive)
    assert build(run, "archive").splitlines()[-1].startswith(said)
    assert told(run, "archive.fcx") == told(run, "archive")
    assert build(run, "archive").splitlines()[-1].startswith("0 files read")


def test_many_small_builds_end_as_one_large_one_does(archive: Path, run: Runner) -> None:
    files = sorted(path for path in archive.rglob("*.*") if path.is_file())
    kept = [(file, file.read_bytes()) for file in files]
    shutil.rmtree(archive)
    for file, data in reversed(kept):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        build(run, "archive", options="--quiet")
    assert told(run, "archive.fcx") == told(run, "archive")
    assert len(rows("SELECT * FROM segment")) < 4


def test_documents_that_changed_many_times_leave_nothing_behind(archive: Path, built: Path, run: Runner) -> None:
    for number in range(12):
        for name in ("brevik", "fowey", "hanko", "kotka"):
            (archive / f"first/{name}.md").write_text(
                f"The port of {name.title()} handled {number}00 tonnes of timber.\n", encoding="utf-8"
            )
        build(run, "archive", options="--quiet")
        assert told(run, "archive.fcx") == told(run, "archive")
    assert rows("SELECT count(*) FROM document") == [(36,)]
    assert rows("SELECT count(*) FROM gone")[0][0] < 12


def test_other_folders_stay_until_one_that_is_gone_is_named(archive: Path, run: Runner) -> None:
    build(run, "archive/first", "archive/later")
    assert "36 documents of 36 files" in build(run, "archive/letters")
    assert told(run, "archive.fcx") == told(run, "archive")
    shutil.rmtree(archive / "later")
    assert "36 documents of 36 files" in build(run, "archive/first")
    assert "24 documents of 24 files" in build(run, "archive/later", "archive/first")
    assert told(run, "archive.fcx") == told(run, "archive")
    assert run("index build archive/later -o archive.fcx")[::2] == (
        2, "factcheck: archive/later: there is no such file or folder; check the spelling, or the folder you run this from\n",
    )  # fmt: skip


def test_an_index_may_lie_in_the_folder_that_it_is_built_of(archive: Path, run: Runner) -> None:
    before = told(run, "archive")
    for _ in range(2):
        assert run("index build archive -o archive/all.fcx")[0] == 0
        assert told(run, "archive/all.fcx") == before
        assert told(run, "archive") == before


# -- cut off, and at once --------------------------------------------------------------------------------------------


def started(*paths: str, jobs: int = 1) -> subprocess.Popen[bytes]:
    """A build that commits after every few documents, in a process of its own."""
    code = "import sys, factcheck.index.build as b; b._COMMIT = 3; from factcheck.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "index", "build", *paths, "-o", "archive.fcx", "--jobs", str(jobs)]
    return subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT / "src")}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_a_build_that_is_killed_again_and_again_ends_with_the_same_answers(archive: Path, run: Runner) -> None:
    archives.write_lines(archive / "dump.jsonl")
    for patience in (0.3, 0.5, 0.6, 0.7, 0.8):
        build_ = started("archive")
        time.sleep(patience)
        build_.kill()
        build_.communicate()
    said = build(run, "archive")
    assert "72 documents of 37 files" in said
    assert told(run, "archive.fcx") == told(run, "archive")


def cut_off(file: str, settings: Settings, after: int) -> None:
    """A build that is cut off when it has committed so many documents."""

    class CutOffError(Exception): ...

    class Cut(Builder):
        def commit(self) -> None:
            super().commit()
            if self._database.execute("SELECT count(*) FROM document").fetchone()[0] >= after:
                raise CutOffError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(indexing, "Builder", Cut)
        patch.setattr(building, "_COMMIT", 2)
        with pytest.raises(CutOffError):
            indexing.build([file], "archive.fcx", settings)


@pytest.mark.parametrize("after", [1, 10, 34])
def test_a_file_of_many_documents_is_gone_on_with_where_it_was_left(archive: Path, run: Runner, after: int) -> None:
    archives.write_lines(Path("dump.jsonl"))
    cut_off("dump.jsonl", Settings(), after)
    held = indexing.described("archive.fcx")
    assert (0 < held.documents < 36, held.finished) == (True, False)
    code, _, err = told(run, "archive.fcx")
    assert code == 0
    assert err.startswith("factcheck: skipped archive.fcx: not all files are in it yet: a build was cut off, or is at work; factcheck")
    assert "build     cut off, or at work" in run("index info archive.fcx")[1]
    before = set(rows("SELECT number, account FROM document"))
    assert "1 files read" in build(run, "dump.jsonl")
    assert before <= set(rows("SELECT number, account FROM document"))
    assert told(run, "archive.fcx") == told(run, "dump.jsonl")


def test_a_file_that_changed_after_a_build_was_cut_off_is_read_from_its_start(archive: Path, run: Runner) -> None:
    file = archives.write_lines(Path("dump.jsonl"))
    cut_off("dump.jsonl", Settings(), 10)
    file.write_text("".join(reversed(file.read_text(encoding="utf-8").splitlines(keepends=True)[:20])), encoding="utf-8")
    build(run, "dump.jsonl")
    assert told(run, "archive.fcx") == told(run, "dump.jsonl")
    file.write_text("", encoding="utf-8")
    assert "0 documents of 1 files" in build(run, "dump.jsonl")


def test_two_builds_at_once_make_one_index(archive: Path, run: Runner) -> None:
    archives.write_lines(archive / "dump.jsonl")
    builds = [started("archive"), started("archive"), started("archive/dump.jsonl")]
    for each in builds:
        _, err = each.communicate()
        assert each.returncode == 0, err
    assert told(run, "archive.fcx") == told(run, "archive")
    assert rows("SELECT count(*) FROM document") == [(72,)]


def test_what_two_builds_read_of_one_file_goes_in_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever either of them had taken in when the other one committed."""
    monkeypatch.chdir(tmp_path)
    found = [Skipped(path=f"dump.jsonl#{number}", reason="no text") for number in range(10)]
    one, two = (Builder("archive.fcx", {"version": "1"}) for _ in range(2))
    one.add("dump.jsonl", found[:4], State(stamp="s", done=4, whole=False))
    two.add("dump.jsonl", found[:7], State(stamp="s", done=7, whole=False))
    one.commit()
    two.commit()
    one.add("dump.jsonl", found[4:6], State(stamp="s", done=6, whole=False))
    one.commit()
    one.add("dump.jsonl", found[6:], State(stamp="s", done=10, whole=True))
    one.finish()
    two.add("dump.jsonl", found[7:], State(stamp="s", done=10, whole=True))
    two.finish()
    one.close()
    two.close()
    assert rows("SELECT path FROM skipped ORDER BY rowid") == [(item.path,) for item in found]


def test_a_build_with_other_rules_does_not_mix_its_documents_into_that_of_another(tmp_path: Path) -> None:
    first = Builder(str(tmp_path / "a.fcx"), {"version": "1", "rules": "a"})
    second = Builder(str(tmp_path / "a.fcx"), {"version": "1", "rules": "b"})
    assert (first.renewed, second.renewed) == (False, True)
    first.add("a.md", [], State(stamp="s", done=0, whole=True))
    with pytest.raises(InputError, match="another run builds it with other rules or options; give one of them another file"):
        first.commit()
    second.finish()
    first.close()
    second.close()


def test_a_reader_sees_one_moment_whatever_is_committed_meanwhile(archive: Path, built: Path, run: Runner) -> None:
    meta = indexing.told_of(Settings())
    reader = Saved(Where(path="archive.fcx", version=meta["version"], rules=meta["rules"]))
    before = [reader.account(number).metadata.path for number in reader.numbers()]
    remove(archive)
    change(archive)
    add(archive)
    build(run, "archive")
    fresh = Saved(Where(path="archive.fcx", version=meta["version"], rules=meta["rules"]))
    assert [reader.account(number).metadata.path for number in reader.numbers()] == before
    assert (len(reader), len(fresh)) == (36, 25)
    reader.close()
    fresh.close()
    assert sorted(path.name for path in Path().glob("archive.fcx*")) == ["archive.fcx"]
    assert told(run, "archive.fcx") == told(run, "archive")


# -- segments --------------------------------------------------------------------------------------------------------


def test_segments_stay_few_while_an_index_grows(archive: Path, monkeypatch: pytest.MonkeyPatch, run: Runner) -> None:
    monkeypatch.setattr(building, "_COMMIT", 1)
    monkeypatch.setattr(building, "_TIER", 3)
    build(run, "archive")
    assert len(rows("SELECT * FROM segment")) <= 4
    assert told(run, "archive.fcx") == told(run, "archive")


# -- another version, other rules, options ---------------------------------------------------------------------------


def test_other_options_or_rules_build_anew(archive: Path, built: Path, run: Runner) -> None:
    Path("ours").mkdir()
    Path("ours/names.toml").write_text("", encoding="utf-8")
    (archive / "z.jsonl").write_text('{"story": "The port of Brevik has 9 cranes."}\n', encoding="utf-8")
    assert "was built anew" not in build(run, "archive")
    said = build(run, "archive", options="--text-key story")
    assert said.startswith(
        "factcheck: archive.fcx: was built by another version, or with other rules or options, and was built anew\n37 files read"
    )
    assert told(run, "archive.fcx")[1] == told(run, "archive --text-key story")[1]


def test_an_index_of_another_version_is_refused_and_built_anew(
    archive: Path, built: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect("archive.fcx", isolation_level=None)) as held:
        held.execute("UPDATE meta SET value = '0.0.1' WHERE name = 'version'")
    code, out, err = run("scan archive.fcx")
    assert (code, out) == (2, "")
    assert err.startswith("factcheck: archive.fcx: was built by factcheck 0.0.1 and this is ")
    assert "was built anew" in build(run, "archive")
    assert told(run, "archive.fcx") == told(run, "archive")


# -- where an index may lie ------------------------------------------------------------------------------------------

NO_NAME = "is not the name of an index: one that ends in .fcx, or one without an ending for a folder, in a folder that is there"


@pytest.mark.parametrize("output", ["nowhere/a.fcx", "nowhere/a", "archive.db", "archive.md"])
def test_only_a_name_of_an_index_is_written_to(archive: Path, run: Runner, output: str) -> None:
    assert run(f"index build archive -o {output}") == (2, "", f"factcheck: -o {output}: {NO_NAME}\n")


def test_what_is_no_index_is_not_overwritten(archive: Path, run: Runner) -> None:
    Path("notes.fcx").write_text("Remember the milk.\n", encoding="utf-8")
    with closing(sqlite3.connect("other.fcx", isolation_level=None)) as other:
        other.execute("CREATE TABLE letters (text)")
    for name in ("notes.fcx", "other.fcx"):
        before = Path(name).read_bytes()
        code, out, err = run(f"index build archive -o {name}")
        assert (code, out) == (2, "")
        assert err == f"factcheck: {name}: is no index of factcheck, and is not overwritten; give another name, or delete it\n"
        assert Path(name).read_bytes() == before


def test_an_empty_file_becomes_an_index(archive: Path, run: Runner) -> None:
    Path("archive.fcx").touch()
    assert "36 documents" in build(run, "archive")
