"""`factcheck review`: shows the findings one by one and keeps the verdicts on them."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import options as opt
from factcheck.cli.known import baseline_of
from factcheck.cli.run import require_known_codes, say, settings_of, tell_unread

if TYPE_CHECKING:
    from factcheck.known import Baseline
    from factcheck.model import Finding
    from factcheck.settings import Settings

VERDICTS = {"r": "real", "l": "legitimate", "w": "wrong"}
SKIP, BACK, QUIT = "s", "b", "q"
_WORDS = {word: key for key, word in VERDICTS.items()} | {"skip": SKIP, "back": BACK, "quit": QUIT}
_PROMPT = "[r]eal  [l]egitimate difference  [w]rong reading  [s]kip  [b]ack  [q]uit: "

Answer = tuple[str, str]  # a key and a note


def review(  # noqa: PLR0913, PLR0917  # typer takes an argument an option
    paths: opt.Paths,
    baseline: opt.Baseline = None,
    everything: Annotated[bool, typer.Option("--all", help="Also findings that are accepted or have a verdict.")] = False,
    select: opt.Select = None,
    ignore: opt.Ignore = None,
    show: opt.Show = None,
    exclude: opt.Exclude = None,
    rules: opt.RulesDir = None,
    config: opt.Config = None,
    color: opt.Color = None,
    width: opt.Width = None,
    quiet: opt.Quiet = False,
    debug: opt.Debug = False,
) -> None:
    """Shows the findings without a verdict one by one, the quotations side by side, and keeps what you say of them.

    Keys: r a real conflict, l a legitimate difference, w a wrong reading, each with a note; s skip, b back, q quit. Every
    verdict is saved in the baseline at once, and the next run goes on where this one ends. Where standard input is no
    terminal, each line is an answer: a key and, behind a blank, the note.

    \b
    factcheck review articles/ --baseline known.json
    """
    settings = settings_of(
        config,
        baseline=baseline, select=select, ignore=ignore, show=show, exclude=exclude, rules=rules, color=color, width=width,
        quiet=quiet, debug=debug,
    )  # fmt: skip
    file = baseline_of(settings)
    from factcheck import known, pipeline

    begun = Path(file).exists()
    held = known.load(file) if begun else known.EMPTY
    require_known_codes(settings)
    report = pipeline.scan(tuple(paths), replace(settings, baseline=file if begun else None, show_known=True))
    tell_unread(report, paths)
    findings = [finding for finding in report.findings if everything or finding.review is None]
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # a note is kept, whatever bytes it comes in
    answers = _keys() if sys.stdin.isatty() else _lines()
    done = _walk(findings, held, answers, _pages(paths, settings), lambda made: known.save(made, file))
    if not settings.quiet:
        left = f"{done:,} reviewed, {len(findings) - done:,} left" if findings else "nothing to review"
        say(f"{known.shown(file)}: {left}.", name=False)


def _walk(
    findings: Sequence[Finding], held: Baseline, answers: Iterator[Answer], show: Callable[[Finding, int, int], None],
    save: Callable[[Baseline], None],
) -> int:  # fmt: skip
    """Asks for a verdict on each finding and saves each at once; how many have got one."""
    from factcheck.known import judged
    from factcheck.model import Review

    place = 0
    reviewed: set[str] = set()
    while place < len(findings):
        finding = findings[place]
        show(judged(finding, held), place + 1, len(findings))
        key, note = next(answers, (QUIT, ""))
        if key == QUIT:
            break
        if key in VERDICTS:
            held = held.reviewed(finding, Review(VERDICTS[key]), note)
            save(held)
            reviewed.add(finding.fingerprint)
        place = max(place - 1, 0) if key == BACK else place + 1
    return len(reviewed)


def _pages(paths: Sequence[str], settings: Settings) -> Callable[[Finding, int, int], None]:
    from factcheck import output as out
    from factcheck.report import side_by_side

    target = out.Target(format=out.DEFAULT_FORMAT)
    view = out.view(settings, target, paths, os.environ)

    def show(finding: Finding, number: int, count: int) -> None:
        out.deliver(f"{side_by_side.render(finding, number, count, view)}\n", target)

    return show


def _keys() -> Iterator[Answer]:
    """Answers by key, and a note by line; what is asked goes to standard error, as everything but the findings."""
    while True:
        typer.echo(_PROMPT, nl=False, err=True)
        try:
            pressed = typer.getchar()
        except EOFError:  # Ctrl-D
            pressed = QUIT
        key = pressed[:1].lower()  # an arrow key is more than one character, and begins with an escape
        typer.echo(key if key.isprintable() else "", err=True)
        if key in VERDICTS:
            typer.echo("note, or Enter for none: ", nl=False, err=True)
            yield key, _note(sys.stdin.readline())
        elif key in (SKIP, BACK, QUIT):
            yield key, ""
        typer.echo(err=True)


def _lines() -> Iterator[Answer]:
    """Answers by line; what is no answer is said, and the next line counts."""
    for line in sys.stdin:
        word, _, note = line.strip().partition(" ")
        key = _WORDS.get(word.lower(), word.lower())
        if key in (*VERDICTS, SKIP, BACK, QUIT):
            yield key, _note(note)
        elif word:
            say(f'"{word}" is no answer; write r, l or w and a note, or s, b or q')


def _note(words: str) -> str:
    return " ".join(words.split())
