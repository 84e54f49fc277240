"""Measures factcheck on a generated corpus, in pairs against the naive script and against the last release.

    python benchmarks/measure.py [--sizes 100,1000] [--rounds 3] [--against REV] [--json FILE] [--write README.md]

Every measurement is a run of the command in a process of its own. Where two are compared, they take turns (A B, B A, A B), and the
ratio is the median of the ratios round by round, with the least and the greatest: what else the machine does meanwhile hits both.
Times are of the processor, user and system together, where nothing else is said. Peak memory is that of a scan in one process.
The last release is the newest tag, or what `--against` names; its code is run with the libraries of this environment.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property, partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import generate

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- benchmarks -->", "<!-- end of benchmarks -->"

_LONG = 128_000  # bytes
_PEER_READS = 15  # documents: the naive script reads a few in a second
_READ = 1_600  # documents to read, as they are and in pieces of 128 KB: start-up is a small part of the time
_ELSEWHERE = 10**9  # a story that no corpus gets to
_REPORT = "report.json"
_FINE = (0, 1, 4)  # exit codes: nothing, something, nothing to compare


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took: seconds of the clock and of the processor, megabytes of memory at its peak."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Side:
    """A program to measure, and the variables that it runs with."""

    name: str
    command: tuple[str, ...]
    environ: Mapping[str, str] = field(default_factory=dict)

    def run(self, *arguments: str, folder: Path, into: str = os.devnull) -> Run:
        """Runs it in a folder, with what it prints in a file there; fails where it fails.

        A process starts with the peak of the one that starts it, so that this one has to stay small: it loads no report.
        """
        with (folder / into).open("wb") as out, tempfile.TemporaryFile() as err:
            begin = time.perf_counter()
            command = [*self.command, *arguments]
            process = subprocess.Popen(command, stdout=out, stderr=err, cwd=folder, env={**os.environ, **self.environ})
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begin
            process.returncode = os.waitstatus_to_exitcode(status)
            err.seek(0)
            if process.returncode not in _FINE:
                raise RuntimeError(f"{self.name} {' '.join(arguments)}: {err.read().decode(errors='replace')[-2000:]}")
            return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / (1000 if sys.platform != "darwin" else 1e6))

    def in_processes(self, count: int, command: str) -> tuple[str, ...]:
        """The option for so many processes; a release that has none runs in one."""
        return ("--jobs", str(count)) if self.offers("--jobs", command) else ()

    def offers(self, option: str, *command: str) -> bool:
        """Whether the help text of a command names an option or a further command."""
        asked = [*self.command, *command, "--help"]
        return option.encode() in subprocess.run(asked, capture_output=True, env={**os.environ, **self.environ}, check=False).stdout.split()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what was measured, of ours and of the other, and ours against the other round by round."""

    what: str
    ours: str
    other: str = ""
    ratios: tuple[float, ...] = ()

    @property
    def ratio(self) -> str:
        """The median of the rounds, with the least and the greatest."""
        if not self.ratios:
            return ""
        low, middle, high = min(self.ratios), statistics.median(self.ratios), max(self.ratios)
        return f"{middle:.3g} ({low:.3g} to {high:.3g})" if len(self.ratios) > 1 else f"{middle:.3g}"


@dataclass(frozen=True)
class Bench:
    """What all measurements share: the sides, the folder of the corpora, and how often to measure."""

    ours: Side
    naive: Side
    before: Side | None
    folder: Path
    sizes: tuple[int, ...]
    rounds: int

    def corpus(self, count: int) -> Path:
        """The folder of a generated corpus."""
        folder = self.folder / str(count)
        if not (folder / "planted.jsonl").exists():
            generate.write(folder, count)
        return folder

    @cached_property
    def sample(self) -> Path:
        """A folder with `short`, `long` and `few`: one text as documents of 3 KB and of 128 KB, and what the naive script can read."""
        folder = self.folder / "sample"
        shutil.rmtree(folder, ignore_errors=True)
        texts = [generate.as_text(story.documents[0], markdown=False) for story in map(generate.story, range(_READ))]
        _write(folder / "short", texts)
        _write(folder / "few", texts[:_PEER_READS])
        _write(folder / "one", ["The mill cost $3 million on 14 March 2024.\n"])
        whole = "\n".join(texts)
        _write(folder / "long", [whole[start : start + _LONG] for start in range(0, len(whole) - _LONG + 1, _LONG)])
        return folder

    def paired(self, ours: Callable[[], Run], other: Callable[[], Run]) -> list[tuple[Run, Run]]:
        """Both in turns, each first every other time."""
        found = []
        for number in range(self.rounds):
            if number % 2:
                second, first = other(), ours()
            else:
                first, second = ours(), other()
            found.append((first, second))
        return found


def _write(folder: Path, texts: Iterable[str]) -> None:
    folder.mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


def _size(path: Path) -> float:
    """Of a file, or of all in a folder; in megabytes."""
    return sum(file.stat().st_size for file in (path, *path.rglob("*")) if file.is_file()) / 1e6


def _median(runs: Iterable[float]) -> float:
    return statistics.median(list(runs))


def _seconds(value: float) -> str:
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.3g} s"


# ---- the measurements -----------------------------------------------------------------------------------------------


def starting(bench: Bench) -> Iterator[Row]:
    """Start-up: the least that the command can do, and a dozen articles with and without what it keeps between runs."""
    for what, run in (
        ("`factcheck --version`", _version),
        ("`factcheck scan corpus/` for the first time", _first_scan),
        ("`factcheck scan corpus/` again", _scan_again),
    ):
        run(bench.ours)
        yield _against_before(bench, what, run, lambda found: _seconds(found.cpu))


def _version(side: Side) -> Run:
    return side.run("--version", folder=ROOT)


def _scan_again(side: Side) -> Run:
    return side.run("scan", "corpus/", "-q", *side.in_processes(1, "scan"), folder=ROOT)


def _first_scan(side: Side) -> Run:
    with tempfile.TemporaryDirectory() as name:
        return _scan_again(replace(side, environ={**side.environ, "FACTCHECK_CACHE_DIR": name}))


def _against_before(bench: Bench, what: str, run: Callable[[Side], Run], shown: Callable[[Run], str]) -> Row:
    """A measurement by the time it takes, against the last release where there is one."""
    if bench.before is None:
        runs = sorted((run(bench.ours) for _ in range(bench.rounds)), key=lambda found: found.cpu)
        return Row(what, shown(runs[len(runs) // 2]))
    run(bench.before)
    pairs = bench.paired(partial(run, bench.ours), partial(run, bench.before))
    middle = [sorted(side, key=lambda found: found.cpu)[len(pairs) // 2] for side in zip(*pairs, strict=True)]
    return Row(what, shown(middle[0]), f"{bench.before.name}: {shown(middle[1])}", tuple(b.cpu / a.cpu for a, b in pairs))


def reading(bench: Bench) -> Iterator[Row]:
    """Rates of reading, against the naive script and the last release; start-up is left out where the naive script is the other."""
    yield _against_naive(bench)
    for what, name in ((f"{_READ:,} documents of 3 KB", "short"), (f"the same text as documents of {_LONG // 1000} KB", "long")):
        size = _size(bench.sample / name)
        run = partial(_claims, bench.sample, name, 1)
        yield _against_before(bench, f"`claims --jobs 1`, {what}", run, lambda found, size=size: f"{size / found.cpu:.2f} MB/s")  # type: ignore[misc]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    size = _size(bench.sample / "short")
    alone, all_of_them = partial(_claims, bench.sample, "short", 1), partial(_claims, bench.sample, "short", cores)
    pairs = bench.paired(partial(all_of_them, bench.ours), partial(alone, bench.ours))
    walls = [_median(run.wall for run in side) for side in zip(*pairs, strict=True)]
    yield Row(
        f"`claims` by the clock, {cores} processes against one",
        f"{size / walls[0]:.2f} MB/s",
        f"one process: {size / walls[1]:.2f} MB/s",
        tuple(b.wall / a.wall for a, b in pairs),
    )


def _claims(folder: Path, name: str, jobs: int, side: Side) -> Run:
    anew = ("--no-cache",) if side.offers("--no-cache", "claims") else ()
    return side.run("claims", name, "-f", "jsonl", "-q", *anew, *side.in_processes(jobs, "claims"), folder=folder)


def _against_naive(bench: Bench) -> Row:
    size = _size(bench.sample / "few") * 1000
    ours = partial(_above, partial(_claims, bench.sample, jobs=1, side=bench.ours))
    other = partial(_above, lambda name: bench.naive.run(name, folder=bench.sample))
    pairs = bench.paired(ours, other)
    rates = [size / _median(run.cpu for run in side) for side in zip(*pairs, strict=True)]
    what = f"reading {_PEER_READS} documents of 3 KB, start-up left out"
    return Row(what, f"{rates[0]:.0f} KB/s", f"{bench.naive.name}: {rates[1]:.1f} KB/s", tuple(b.cpu / a.cpu for a, b in pairs))


def _above(run: Callable[[str], Run]) -> Run:
    """What reading a few documents takes above reading one line."""
    whole, least = run("few"), run("one")
    return replace(whole, wall=whole.wall - least.wall, cpu=max(whole.cpu - least.cpu, 1e-3))


def scanning(bench: Bench) -> Iterator[Row]:
    """Scans of each size, their memory, how the time grows, and what they find of what was planted."""
    taken: list[tuple[int, Run]] = []
    for count in bench.sizes:
        folder = bench.corpus(count)
        kept = ("--no-cache",) if bench.ours.offers("--no-cache", "scan") else ()
        run = bench.ours.run("scan", "documents", "-f", "json", "--jobs", "1", *kept, folder=folder, into=_REPORT)
        taken.append((count, run))
        size = _size(folder / "documents")
        yield Row(f"`scan --jobs 1`, {count:,} documents ({size:.1f} MB)", f"{_seconds(run.cpu)}, {run.peak:,.0f} MB of memory")
        yield Row(f"planted differences, {count:,} documents", _found(folder, "--report"))
        yield from _second_scan(bench, count)
    for (few, a), (many, b) in pairwise(taken):
        slope = math.log(b.cpu / a.cpu) / math.log(many / few)
        room = math.log(b.peak / a.peak) / math.log(many / few)
        yield Row(
            f"slope of `scan` from {few:,} to {many:,} documents (1: twice the documents, twice the time)",
            f"time {slope:.2f}, memory {room:.2f}",
        )
    if bench.before is not None:
        folder = bench.corpus(bench.sizes[0])
        run_both = partial(_scan, folder)
        yield _against_before(bench, f"`scan --jobs 1`, {bench.sizes[0]:,} documents", run_both, lambda found: _seconds(found.cpu))
    yield from _naive_pairs(bench)


def _scan(folder: Path, side: Side, *options: str) -> Run:
    return side.run("scan", "documents", "-f", "json", *side.in_processes(1, "scan"), *options, folder=folder)


def _found(folder: Path, form: str) -> str:
    """What a report holds of what was planted, counted in a process of its own."""
    command = [sys.executable, str(ROOT / "benchmarks" / "score.py"), str(folder / "planted.jsonl"), form, str(folder / _REPORT)]
    found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return "{found} of {planted} found; {right} of {findings} findings hold one".format_map(found)


def _second_scan(bench: Bench, count: int) -> Iterator[Row]:
    """With what the scan before has kept of each document, against without; only where the command can keep it."""
    if not bench.ours.offers("--no-cache", "scan"):
        return
    folder = bench.corpus(count)
    _scan(folder, bench.ours)
    rounds = replace(bench, rounds=1) if count > min(bench.sizes) else bench
    pairs = rounds.paired(partial(_scan, folder, bench.ours), lambda: _scan(folder, bench.ours, "--no-cache"))
    kept, anew = (_median(run.cpu for run in side) for side in zip(*pairs, strict=True))
    ratios = tuple(b.cpu / a.cpu for a, b in pairs)
    yield Row(f"`scan` of {count:,} documents again, nothing changed", _seconds(kept), f"`--no-cache`: {_seconds(anew)}", ratios)


def _naive_pairs(bench: Bench) -> Iterator[Row]:
    """What the naive script finds in the smallest corpus."""
    count = min(bench.sizes)
    if count > 200:
        return
    folder = bench.corpus(count)
    bench.naive.run("documents", "--pairs", folder=folder, into=_REPORT)
    yield Row(f"planted differences, {count:,} documents", "", f"{bench.naive.name}: {_found(folder, '--naive')}")


def checking(bench: Bench) -> Iterator[Row]:
    """One article against each corpus: read anew, and where the command can save it, as an index."""
    for count in bench.sizes:
        folder = bench.corpus(count)
        new = generate.story(_ELSEWHERE).documents[0]
        (folder / "new.md").write_text(generate.as_text(new, markdown=True), encoding="utf-8")
        run = bench.ours.run("check", "new.md", "--against", "documents", "-q", "--jobs", "1", folder=folder)
        yield Row(f"`check` of one article against {count:,} documents", f"{_seconds(run.cpu)}, {run.peak:,.0f} MB of memory")
        if bench.ours.offers("index"):
            (folder / "saved.fcx").unlink(missing_ok=True)
            built = bench.ours.run("index", "build", "documents", "-o", "saved.fcx", folder=folder)
            run = bench.ours.run("check", "new.md", "--against", "saved.fcx", "-q", "--jobs", "1", folder=folder)
            yield Row(f"`check` of one article against a saved index of {count:,}", f"{_seconds(run.cpu)}, {run.peak:,.0f} MB of memory")
            yield Row(
                f"`index build`, {count:,} documents",
                f"{_seconds(built.cpu)}, {_size(folder / 'saved.fcx'):.1f} MB on disk",
            )


# ---- the other sides ------------------------------------------------------------------------------------------------


def _git(*arguments: str) -> bytes | None:
    """What git says here, or None where it knows nothing."""
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None


def before(rev: str | None, folder: Path) -> Side | str:
    """An earlier state of the program, or why there is none to compare with."""
    name = rev or (_git("describe", "--tags", "--abbrev=0") or b"").decode().strip()
    if not name:
        return "No release has been tagged yet, so that there is none to compare with; `--against REV` names a commit."
    packed = _git("archive", "--format=tar", name, "src", "rules")
    if packed is None:
        return f"{name}: git knows no such commit with src/ and rules/, so that there is none to compare with."
    target = folder / "before"
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(target, filter="data")
    environ = {"PYTHONPATH": str(target / "src"), "FACTCHECK_CACHE_DIR": str(folder / "cache-before")}
    side = Side(name, (sys.executable, "-m", "factcheck"), environ)
    try:
        side.run("--version", folder=folder)
    except RuntimeError:
        return f"{name} does not run with the libraries installed here, so that there is none to compare with."
    return side


def naive() -> Side:
    """The script of naive.py, with the versions of its libraries."""
    command = (sys.executable, str(ROOT / "benchmarks" / "naive.py"))
    return Side(subprocess.run([*command, "--version"], capture_output=True, check=True, encoding="utf-8").stdout.strip(), command)


# ---- what is printed ------------------------------------------------------------------------------------------------


def machine() -> dict[str, str]:
    """When, where and what was measured; nothing that names the machine or its owner."""
    changed = (_git("status", "--porcelain", "--", "src", "rules", "benchmarks") or b"").strip()
    commit = (_git("rev-parse", "--short", "HEAD") or b"unknown").decode().strip()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "machine": f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB of memory",
        "python": f"Python {platform.python_version()} on {platform.system()}",
        "commit": commit + (" with changes" if changed else ""),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def table(rows: Sequence[Row], about: Mapping[str, str], notes: Sequence[str]) -> str:
    """The rows as a table that a terminal shows as well as a page."""
    cells = [("measurement", "factcheck", "other side", "ratio"), *((row.what, row.ours, row.other, row.ratio) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(4)]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in cells]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join((f"{about['date']}, {about['machine']}, {about['python']}, commit {about['commit']}.", *notes, "", *lines))


def put(text: str, printed: str) -> str:
    """A page with the table between its markers; fails where it has none."""
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"no {BEGIN} and {END} to write between; add the two lines to the page")
    squeezed = "\n".join(_squeezed(line) for line in printed.splitlines())
    return f"{head}{begin}\n{squeezed}\n{end}{tail}"


def _squeezed(line: str) -> str:
    """A row without the blanks that align it on a terminal."""
    if not line.startswith("|"):
        return line
    return "|---|---|---|---|" if line.startswith("|-") else "| " + " | ".join(cell.strip() for cell in line[1:-1].split("|")) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=_sizes, default=(100, 1_000), help="documents of the corpora to scan (default: 100,1000)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--against", metavar="REV", help="the commit to compare with (default: the newest tag)")
    parser.add_argument("--folder", type=Path, help="where corpora are made and kept (default: a temporary folder)")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--write", type=Path, metavar="FILE", help="a page to put the table into")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        earlier = before(options.against, work)
        bench = Bench(
            ours=Side(
                "factcheck",
                (sys.executable, "-m", "factcheck"),
                {"PYTHONPATH": str(ROOT / "src"), "FACTCHECK_CACHE_DIR": str(work / "cache")},
            ),
            naive=naive(),
            before=earlier if isinstance(earlier, Side) else None,
            folder=(options.folder or work).resolve(),
            sizes=options.sizes,
            rounds=options.rounds,
        )
        rows: list[Row] = []
        for part in (starting, reading, scanning, checking):
            for row in part(bench):
                print(f"{row.what}: {row.ours} {row.other} {row.ratio}".rstrip(), file=sys.stderr, flush=True)
                rows.append(row)
    about, notes = machine(), () if isinstance(earlier, Side) else (earlier,)
    printed = table(rows, about, notes)
    print(printed)
    if options.json:
        options.json.write_text(
            json.dumps({**about, "notes": notes, "rows": [asdict(row) for row in rows]}, indent=1) + "\n", encoding="utf-8"
        )
    if options.write:
        options.write.write_text(put(options.write.read_text(encoding="utf-8"), printed), encoding="utf-8")


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(sorted(int(size) for size in text.split(",")))


if __name__ == "__main__":
    main()
