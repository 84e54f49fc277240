"""Where results go, and how wide and colourful they are there."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from factcheck.errors import InputError, UsageError
from factcheck.output import Target, deliver, targets, view
from factcheck.report import ENDINGS, REPORTS
from factcheck.settings import COMMAND_LINE, Settings


class Stream(io.StringIO):
    """Standard output that says whether it is a terminal."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


STDOUT = Target(format="table")

COLOURS = [
    ("a pipe", False, {}, "auto", False),
    ("a terminal", True, {}, "auto", True),
    ("NO_COLOR", True, {"NO_COLOR": "1"}, "auto", False),
    ("an empty NO_COLOR means nothing", True, {"NO_COLOR": ""}, "auto", True),
    ("FORCE_COLOR", False, {"FORCE_COLOR": "1"}, "auto", True),
    ("FORCE_COLOR=0", True, {"FORCE_COLOR": "0"}, "auto", False),
    ("NO_COLOR over FORCE_COLOR", False, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, "auto", False),
    ("TERM=dumb", True, {"TERM": "dumb"}, "auto", False),
    ("--color always", False, {"NO_COLOR": "1"}, "always", True),
    ("--color never", True, {"FORCE_COLOR": "1"}, "never", False),
]


@pytest.mark.parametrize(("terminal", "environ", "color", "expected"), [case[1:] for case in COLOURS], ids=[case[0] for case in COLOURS])
def test_colour(monkeypatch: pytest.MonkeyPatch, terminal: bool, environ: Mapping[str, str], color: str, expected: bool) -> None:
    monkeypatch.setattr("sys.stdout", Stream(terminal))
    assert view(Settings(color=color), STDOUT, (), environ).color is expected


@pytest.mark.parametrize(
    ("environ", "width", "expected"),
    [
        ({}, None, None),
        ({"COLUMNS": "72"}, None, 72),
        ({"COLUMNS": "72"}, 120, 120),
        ({"COLUMNS": "0"}, None, None),
        ({"COLUMNS": "x"}, None, None),
    ],
)
def test_width_of_a_pipe(monkeypatch: pytest.MonkeyPatch, environ: Mapping[str, str], width: int | None, expected: int | None) -> None:
    monkeypatch.setattr("sys.stdout", Stream(False))
    assert view(Settings(width=width), STDOUT, (), environ).width == expected


def test_a_file_is_plain_whatever_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", Stream(True))
    page = view(Settings(), Target(format="table", path="a.txt"), (), {"FORCE_COLOR": "1", "COLUMNS": "72"})
    assert (page.color, page.width) == (False, None)


def chosen(*output: str, form: str | None = None, flag: bool = True) -> tuple[tuple[str, str | None], ...]:
    origins = (("format", COMMAND_LINE if flag else "factcheck.toml"),) if form else ()
    settings = Settings(format=form, output=output, origins=origins)
    return tuple((target.format, target.path) for target in targets(settings, REPORTS, ENDINGS))


@pytest.mark.usefixtures("elsewhere")
def test_targets() -> None:
    assert chosen() == (("table", None),)
    assert chosen(form="csv") == (("csv", None),)
    assert chosen("a.csv", "b.json", "-") == (("csv", "a.csv"), ("json", "b.json"), ("table", None))
    assert chosen("jsonl:a.txt", "json:-") == (("jsonl", "a.txt"), ("json", None))
    assert chosen("a.log", form="concise") == (("concise", "a.log"),)
    assert chosen("a.csv", form="csv") == (("csv", "a.csv"),)
    assert chosen("a.csv", form="json", flag=False) == (("csv", "a.csv"),)
    assert chosen("odd:name") == (("table", "odd:name"),)
    assert chosen("a.md", "a.html", "a.sarif", "a.xml") == (
        ("markdown", "a.md"),
        ("html", "a.html"),
        ("sarif", "a.sarif"),
        ("junit", "a.xml"),
    )
    assert chosen("gitlab:a.json", "github:-", "full:a.txt") == (("gitlab", "a.json"), ("github", None), ("full", "a.txt"))


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    ("output", "form", "message"),
    [
        ((), "tabel", '--format: unknown format "tabel"; did you mean table?'),
        ((), "xml", f'--format: unknown format "xml"; choose one of {", ".join(REPORTS)}'),
        (("jsn:a",), None, '--output jsn:a: unknown format "jsn"; did you mean json:a?'),
        (("a.csv",), "json", "--output a.csv: by its ending csv, by --format json; write json:a.csv, or drop --format"),
        (("no/a.csv",), None, "--output no/a.csv: there is no folder no; create it first"),
        ((".",), None, "--output .: is not the name of a file; write for example -o conflicts.csv"),
    ],
)
def test_a_target_that_does_not_fit(output: tuple[str, ...], form: str | None, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        chosen(*output, form=form)
    assert str(caught.value) == message


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file_is_replaced_whole_and_keeps_its_mode(elsewhere: Path) -> None:
    place = elsewhere / "a.csv"
    place.write_text("old")
    place.chmod(0o640)
    deliver("new\n\udc80", Target(format="csv", path="a.csv"))
    assert place.read_bytes() == b"new\n\\udc80"
    assert place.stat().st_mode & 0o777 == 0o640
    assert os.listdir() == ["a.csv"]


def test_a_link_is_written_through(elsewhere: Path) -> None:
    (elsewhere / "target").write_text("old")
    (elsewhere / "link.csv").symlink_to("target")
    deliver("new", Target(format="csv", path="link.csv"))
    assert (elsewhere / "target").read_text() == "new"


def test_a_result_in_pieces_is_written_whole_or_not_at_all(elsewhere: Path, capfd: pytest.CaptureFixture[str]) -> None:
    deliver(iter(("one", "", " and another")), Target(format="csv", path="a.csv"))
    assert (elsewhere / "a.csv").read_text() == "one and another"

    def cut_off() -> Iterator[str]:
        yield "a" * 1_000_000
        raise InputError("the disk", "is gone")

    with pytest.raises(InputError, match="the disk: is gone"):
        deliver(cut_off(), Target(format="csv", path="a.csv"))
    assert (elsewhere / "a.csv").read_text() == "one and another"
    assert os.listdir() == ["a.csv"]
    deliver(("one", " and another\n"), Target(format="csv"))
    assert capfd.readouterr().out == "one and another\n"


def test_a_device_is_written_to() -> None:
    deliver("text", Target(format="csv", path=os.devnull))
    assert Path(os.devnull).is_char_device()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_one_sentence() -> None:
    with pytest.raises(InputError, match="/dev/full: cannot be written: No space left on device; choose another file with -o"):
        deliver("text", Target(format="csv", path="/dev/full"))
