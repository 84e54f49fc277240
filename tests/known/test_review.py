"""`factcheck review`: by line where it is scripted, by key on a terminal, and nothing that was said is lost."""

from __future__ import annotations

import io
import json
import os
import select
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from known_articles import THIRD

pty = pytest.importorskip("pty", reason="pseudo-terminals are a thing of Unix")

Run = Callable[..., tuple[int, str, str]]
FILE = ("--baseline", "known.json")


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """What the next command reads from standard input."""

    def lines(words: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(words.encode("utf-8", "surrogateescape")), encoding="ascii"))

    return lines


@pytest.fixture
def three(folder: Path) -> Path:
    """Three findings: on trade, on an avalanche, on a bridge."""
    for number, (what, figures) in enumerate({"avalanche in Zermatt killed": (7, 9), "fire in Basel injured": (20, 31)}.items()):
        for place, figure in zip(("Post", "Echo"), figures, strict=True):
            text = f"---\nsource: {place} {number}\npublished: 2025-02-01\n---\n\nThe {what} {figure} people on 30 January.\n"
            (folder / f"{number}{place}.md").write_text(text, encoding="utf-8")
    return folder


def verdicts(folder: Path) -> dict[str, tuple[str, str]]:
    """Verdict and note by what an entry is about."""
    told = json.loads((folder.parent / "known.json").read_text(encoding="utf-8"))
    return {entry["topic"].partition(":")[0]: (entry["review"], entry["note"]) for entry in told["entries"]}


# -- by line ---------------------------------------------------------------------------------------------------------


def test_each_line_is_an_answer_with_a_note(three: Path, run: Run, say: Callable[[str], None]) -> None:
    say("r asked  the bank\nlegitimate\nW misread é\n")
    code, out, err = run("review", "news", *FILE)
    assert (code, err) == (0, "known.json: 3 reviewed, 0 left.\n")
    assert [line[:6] for line in out.splitlines() if " of 3  " in line] == ["1 of 3", "2 of 3", "3 of 3"]
    assert sorted(verdicts(three).values()) == [("legitimate", ""), ("real", "asked the bank"), ("wrong", "misread é")]


def test_skip_back_and_quit(three: Path, run: Run, say: Callable[[str], None]) -> None:
    say("s\nl first\nb\nb\nr second\nq\n")
    _, out, err = run("review", "news", *FILE)
    assert [line[:6] for line in out.splitlines() if " of 3  " in line] == ["1 of 3", "2 of 3", "3 of 3", "2 of 3", "1 of 3", "2 of 3"]
    assert "so far: legitimate (first)" in out
    assert err == "known.json: 2 reviewed, 1 left.\n"
    assert sorted(verdicts(three).values()) == [("legitimate", "first"), ("real", "second")]


def test_it_goes_on_where_it_ended(three: Path, run: Run, say: Callable[[str], None]) -> None:
    say("l one\n")
    assert run("review", "news", *FILE)[2] == "known.json: 1 reviewed, 2 left.\n"
    say("w two\nw three\n")
    _, out, err = run("review", "news", *FILE)
    assert [line[:6] for line in out.splitlines() if " of 2  " in line] == ["1 of 2", "2 of 2"]
    assert err == "known.json: 2 reviewed, 0 left.\n"
    say("")
    assert run("review", "news", *FILE) == (0, "", "known.json: nothing to review.\n")
    say("s\ns\nr after all\n")
    assert run("review", "news", *FILE, "--all")[2] == "known.json: 1 reviewed, 2 left.\n"
    assert sorted(verdicts(three).values()) == [("legitimate", "one"), ("real", "after all"), ("wrong", "two")]


@pytest.mark.usefixtures("folder")
def test_what_is_no_answer_is_told_and_changes_nothing(folder: Path, run: Run, say: Callable[[str], None]) -> None:
    say("yes\n\n\x1b[B\nl\udcff note\nl it \udcff is\n")
    code, _, err = run("review", "news", *FILE)
    assert code == 0
    assert err.splitlines() == [
        'factcheck: "yes" is no answer; write r, l or w and a note, or s, b or q',
        'factcheck: "\\x1b[B" is no answer; write r, l or w and a note, or s, b or q',
        'factcheck: "l\ufffd" is no answer; write r, l or w and a note, or s, b or q',
        "known.json: 1 reviewed, 0 left.",
    ]
    assert verdicts(folder)["trade"] == ("legitimate", "it \ufffd is")


def test_what_is_accepted_is_not_asked_for_but_with_all(folder: Path, run: Run, say: Callable[[str], None]) -> None:
    run("baseline", "create", "news", *FILE)
    say("l\n")
    assert run("review", "news", *FILE)[2] == "known.json: nothing to review.\n"
    say("l\n")
    assert run("review", "news", *FILE, "--all")[2] == "known.json: 1 reviewed, 0 left.\n"
    assert verdicts(folder)["trade"] == ("legitimate", "")


def test_verdicts_outlive_edits_and_a_further_article_asks_anew(folder: Path, run: Run, say: Callable[[str], None]) -> None:
    say("l two ways to count\n")
    run("review", "news", *FILE)
    file = folder / "a.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Trade between", "Lorries queue.\n\nTrade between"), encoding="utf-8")
    file.rename(folder / "moved.md")
    assert run("scan", "news", *FILE)[0] == 0
    (folder / "c.md").write_text(THIRD, encoding="utf-8")
    say("")
    assert run("review", "news", *FILE)[2] == "known.json: 0 reviewed, 1 left.\n"


def test_a_file_that_cannot_be_written_is_told_at_the_first_verdict(folder: Path, run: Run, say: Callable[[str], None]) -> None:
    say("l\n")
    code, _, err = run("review", "news", "--baseline", "nowhere/known.json")
    assert code == 2
    assert err == "factcheck: nowhere/known.json: cannot be written: No such file or directory; choose another file with --baseline\n"


# -- on a terminal ---------------------------------------------------------------------------------------------------


class Terminal:
    """The program on a pseudo-terminal: what it shows, and keys for it."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self.child, self.screen = pty.fork()
        if self.child == 0:
            command = [sys.executable, "-m", "factcheck", *arguments]
            os.execve(sys.executable, command, {**os.environ, "COLUMNS": "100", "TERM": "xterm", **environment})
        self.shown = ""

    def until(self, words: str) -> str:
        """What is shown up to and with the words."""
        deadline = time.monotonic() + 20
        while words not in self.shown:
            assert time.monotonic() < deadline, f"{words!r} is not in {self.shown!r}"
            if select.select([self.screen], [], [], 0.1)[0]:
                try:
                    self.shown += os.read(self.screen, 65536).decode()
                except OSError:  # Linux says so when the other end is closed
                    pytest.fail(f"{words!r} is not in {self.shown!r}")
        before, _, self.shown = self.shown.partition(words)
        return before + words

    def press(self, keys: str) -> None:
        time.sleep(0.05)  # a key that comes before the program waits for one is thrown away
        os.write(self.screen, keys.encode())

    def end(self) -> int:
        while True:
            try:
                if not os.read(self.screen, 65536):
                    break
            except OSError:
                break
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def start(*arguments: str, **environment: str) -> Terminal:
        opened.append(Terminal(*arguments, **environment))
        return opened[-1]

    yield start
    for one in opened:
        os.close(one.screen)


def test_keys_and_notes_on_a_terminal(three: Path, terminal: Callable[..., Terminal]) -> None:
    screen = terminal("review", "news", *FILE)
    first = screen.until("[q]uit: ")
    assert "1 of 3" in first
    assert "\x1b[1;7m" in first  # the value is marked in colour, and by signs
    assert ">>" in first
    screen.press("l")
    screen.until("note, or Enter for none: ")
    screen.press("zwei Zählungen\n")
    screen.until("2 of 3")
    assert verdicts(three).popitem()[1] == ("legitimate", "zwei Zählungen")  # at once, not at the end
    screen.until("[q]uit: ")
    screen.press("\x1b[B")  # an arrow key is no answer
    screen.until("[q]uit: ")
    screen.press("W")
    screen.until("note, or Enter for none: ")
    screen.press("\n")
    screen.until("3 of 3")
    screen.until("[q]uit: ")
    screen.press("b")
    assert "so far: wrong" in screen.until("[q]uit: ")
    screen.press("q")
    screen.until("known.json: 2 reviewed, 1 left.")
    assert screen.end() == 0
    assert sorted(verdicts(three).values()) == [("legitimate", "zwei Zählungen"), ("wrong", "")]


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
def test_without_colour_the_values_are_marked_by_signs(three: Path, terminal: Callable[..., Terminal], environment: dict[str, str]) -> None:
    screen = terminal("review", "news", *FILE, **environment)
    shown = screen.until("[q]uit: ")
    assert "\x1b" not in shown
    assert ">>" in shown
    screen.press("\x04")
    screen.until("known.json: 0 reviewed, 3 left.")
    assert screen.end() == 0


def test_an_interrupt_keeps_what_was_said(three: Path, terminal: Callable[..., Terminal]) -> None:
    screen = terminal("review", "news", *FILE)
    screen.until("[q]uit: ")
    screen.press("r")
    screen.until("note, or Enter for none: ")
    screen.press("printed\n")
    screen.until("[q]uit: ")
    screen.press("\x03")
    assert screen.end() == 130
    assert list(verdicts(three).values()) == [("real", "printed")]
