"""Where results go: standard output or files, in which format, how wide and in what colour.

Files are written whole or not at all. Nothing here knows the command line's library.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from factcheck.errors import InputError, UsageError, nearest
from factcheck.report.view import View
from factcheck.settings import COMMAND_LINE, Settings

DEFAULT_FORMAT = "table"
_PIECE = 1 << 18  # characters that are written in one go


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One place that gets the result in one format; without a path it is standard output."""

    format: str
    path: str | None = None


def targets(settings: Settings, formats: Iterable[str], endings: Mapping[str, str]) -> tuple[Target, ...]:
    """Where the result goes, checked before any work is done.

    Raises:
        UsageError: an unknown format, or a file in a folder that is not there.
    """
    known = tuple(formats)
    chosen = settings.format
    if chosen is not None and chosen not in known:
        raise UsageError("--format", _unknown_format(chosen, known))
    if not settings.output:
        return (Target(format=chosen or DEFAULT_FORMAT),)
    return tuple(_target(output, settings, known, endings) for output in settings.output)


def _target(output: str, settings: Settings, known: Sequence[str], endings: Mapping[str, str]) -> Target:
    """The target of one `--output`: `FILE`, `FORMAT:FILE`, or `-` for standard output."""
    prefix, colon, rest = output.partition(":")
    if colon and prefix in known:
        return _checked(Target(format=prefix, path=rest))
    near = nearest(prefix, known, 0.7) if colon else None
    if near:
        raise UsageError(f"--output {output}", f'unknown format "{prefix}"; did you mean {near}:{rest}?')
    return _checked(Target(format=_format_of(output, settings, known, endings), path=output))


def _format_of(output: str, settings: Settings, known: Sequence[str], endings: Mapping[str, str]) -> str:
    by_ending = endings.get(Path(output).suffix.lower())
    told = settings.format if settings.origin("format") == COMMAND_LINE else None
    if by_ending and told and by_ending != told:
        raise UsageError(f"--output {output}", f"by its ending {by_ending}, by --format {told}; write {told}:{output}, or drop --format")
    if by_ending and by_ending not in known:
        raise UsageError(f"--output {output}", _unknown_format(by_ending, known))
    return by_ending or settings.format or DEFAULT_FORMAT


def _checked(target: Target) -> Target:
    if target.path == "-":
        return Target(format=target.format)
    path = Path(target.path or "")
    if not target.path or path.is_dir():
        raise UsageError(f"--output {target.path}", "is not the name of a file; write for example -o conflicts.csv")
    if not path.parent.is_dir():
        raise UsageError(f"--output {target.path}", f"there is no folder {path.parent.as_posix()}; create it first")
    return target


def _unknown_format(name: str, known: Sequence[str]) -> str:
    near = nearest(name, known)
    return f'unknown format "{name}"; ' + (f"did you mean {near}?" if near else f"choose one of {', '.join(known)}")


def view(settings: Settings, target: Target, paths: Sequence[str], environ: Mapping[str, str], against: Sequence[str] = ()) -> View:
    """How the page of a target looks: a file is plain and as wide as its content unless settings say otherwise."""
    to_file = target.path is not None
    color = settings.color == "always" or (settings.color == "auto" and not to_file and _colored(sys.stdout, environ))
    return View(
        width=settings.width or (None if to_file else _width(sys.stdout, environ)),
        color=color,
        quotes=settings.verbose,
        closing=not settings.quiet,
        statistics=settings.statistics,
        files=settings.show_files,
        paths=tuple(paths),
        against=tuple(against),
        folders=_folders() if color and not to_file and sys.stdout.isatty() else (),
    )


def _folders() -> tuple[str, ...]:
    """The folders that printed paths may count from: the root of the repository where there is one, and the working folder."""
    here = Path.cwd()
    root = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
    return tuple(dict.fromkeys((str(root), str(here))))


def _width(stream: TextIO, environ: Mapping[str, str]) -> int | None:
    """The columns of the page: COLUMNS, or the terminal's; None for a pipe, which takes lines of any length."""
    columns = environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    return shutil.get_terminal_size().columns if stream.isatty() else None


def _colored(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether `--color auto` means colour here: NO_COLOR, then FORCE_COLOR, then a terminal that is not dumb."""
    if environ.get("NO_COLOR"):
        return False
    if forced := environ.get("FORCE_COLOR"):
        return forced not in ("0", "false")
    return stream.isatty() and environ.get("TERM") != "dumb"


def deliver(result: str | bytes | Iterable[str | bytes], target: Target) -> None:
    """Writes a result, or its pieces as they come, to its target.

    Raises:
        InputError: the file or standard output cannot be written.
        UsageError: it is no text, and standard output is a terminal.
    """
    with stream(target) as write:
        for piece in (result,) if isinstance(result, str | bytes) else _together(result):
            if target.path is None and isinstance(piece, bytes) and sys.stdout.isatty():
                raise UsageError(f"--format {target.format}", "is nothing to look at; write a file with -o")
            write(piece)


def _together(pieces: Iterable[str | bytes]) -> Iterator[str | bytes]:
    """Pieces of text that are worth writing: most are a line or less."""
    taken: list[str] = []
    size = 0
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece
            continue
        taken.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield "".join(taken)
            taken, size = [], 0
    yield "".join(taken)


@contextlib.contextmanager
def stream(target: Target) -> Iterator[Callable[[str | bytes], None]]:
    """A writer of pieces to a target, for results that are larger than the memory; a file is there when the last one is written.

    Raises:
        InputError: the file or standard output cannot be written.
    """
    if target.path is None:
        yield _print
        return
    with saving(Path(target.path)) as file:
        yield lambda text: _write(file, text, target.path or "")


def _write(file: BinaryIO, text: str | bytes, path: str) -> None:
    try:
        file.write(_bytes(text))
    except OSError as error:
        raise _unwritable(path, error, "-o") from None


def _print(text: str | bytes) -> None:
    """Prints as UTF-8, whatever the locale of a pipe; a reader that leaves early (`| head`) is no error."""
    stream = sys.stdout
    try:
        if isinstance(text, str) and (stream.isatty() or not hasattr(stream, "buffer")):
            encoding = stream.encoding or "utf-8"
            stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        else:
            stream.flush()
            stream.buffer.write(_bytes(text))
        stream.flush()
    except OSError as error:
        _silence(stream)
        if not isinstance(error, BrokenPipeError):
            raise InputError("standard output", f"cannot be written: {error.strerror}; choose a file with -o") from None


def _silence(stream: TextIO) -> None:
    """Points the stream nowhere, so that the interpreter does not fail again when it flushes on exit."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _bytes(text: str | bytes) -> bytes:
    if isinstance(text, bytes):
        return text
    # An undecodable file name holds lone surrogates, which UTF-8 has not; written out, \udc80 is also valid JSON.
    return text.encode("utf-8", "backslashreplace")


def replace_whole(path: Path, write: Callable[[Path], None], option: str = "-o") -> None:
    """Has a file or folder written beside its place and then puts it there, so that nobody sees half of it.

    Raises:
        InputError: it cannot be written; `option` is what chooses another one.
    """
    place = Path(os.path.realpath(path))
    draft, former = (place.with_name(f".{place.name}.{os.getpid()}.{end}") for end in ("tmp", "old"))
    try:
        try:
            write(draft)
            if place.is_dir():
                os.replace(place, former)
            os.replace(draft, place)
        finally:
            for rest in (draft, former):
                shutil.rmtree(rest) if rest.is_dir() else rest.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(path.as_posix(), f"cannot be written: {error.strerror or error}; choose another place with {option}") from None


def save(text: str | bytes, path: Path, option: str = "-o") -> None:
    """Writes a file whole or not at all.

    Raises:
        InputError: the file cannot be written; `option` is what chooses another one.
    """
    with saving(path, option) as file:
        file.write(_bytes(text))


@contextlib.contextmanager
def saving(path: Path, option: str = "-o") -> Iterator[BinaryIO]:
    """A file to write, beside the place where it is put when it is whole, so that a reader never sees half of it.

    Raises:
        InputError: the file cannot be written; `option` is what chooses another one.
    """
    place = Path(os.path.realpath(path))  # through a link, not over it
    try:
        if place.exists() and not place.is_file():  # /dev/stdout, a named pipe
            with open(place, "wb") as file:
                yield file
            return
        draft = place.with_name(f".{place.name}.{os.getpid()}.tmp")
        try:
            with open(draft, "wb") as file:
                yield file
            if place.exists():
                shutil.copymode(place, draft)
            os.replace(draft, place)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path.as_posix(), error, option) from None


def _unwritable(path: str, error: OSError, option: str) -> InputError:
    return InputError(path, f"cannot be written: {error.strerror}; choose another file with {option}")
