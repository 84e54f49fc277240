"""The peer: what somebody writes in an afternoon with quantulum3 and dateparser.

    python benchmarks/naive.py PATH... [--pairs]

Prints every quantity and date that the two libraries find, as JSON lines. With `--pairs` also every two values of one unit in two
documents that differ, where their lines share two names.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import sys
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from itertools import combinations
from pathlib import Path

_NAME = re.compile(r"\b[A-Z][a-z]+\b")


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity or date: where, as it is written, and read."""

    path: str
    text: str
    unit: str
    value: str
    line: str


def values(path: str, text: str) -> Iterator[Value]:
    """What the two libraries find in a document, line by line."""
    from dateparser.search import search_dates
    from quantulum3 import parser

    for line in filter(str.strip, text.split("\n")):
        with contextlib.suppress(Exception):  # it fails on some lines; what it found in the others counts
            for found in parser.parse(line):
                yield Value(path, found.surface, found.unit.name, str(found.value), line)
        for words, day in search_dates(line, languages=["en"]) or ():
            yield Value(path, words, "date", day.date().isoformat(), line)


def pairs(found: Iterable[Value]) -> Iterator[tuple[Value, Value]]:
    """The values of one unit in two documents that differ, where the lines share two names."""
    units: dict[str, list[tuple[Value, set[str]]]] = {}
    for value in found:
        units.setdefault(value.unit, []).append((value, set(_NAME.findall(value.line))))
    for members in units.values():
        for (a, names), (b, others) in combinations(members, 2):
            if a.path != b.path and a.value != b.value and len(names & others) > 1:
                yield a, b


def version() -> str:
    """The libraries. quantulum3 tells units of one name apart by its classifier where scikit-learn is installed, at half the speed."""
    from quantulum3 import classifier

    mode = "with its classifier" if classifier.USE_CLF else "without its classifier"
    return f"quantulum3 {metadata.version('quantulum3')} {mode} + dateparser {metadata.version('dateparser')}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--pairs", action="store_true")
    parser.add_argument("--version", action="store_true", help="the libraries")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    if options.version:
        sys.stdout.write(version() + "\n")
    files = sorted(file for path in options.paths for file in ([path] if path.is_file() else path.rglob("*.*")) if file.is_file())
    found = [value for file in files for value in values(file.as_posix(), file.read_text(encoding="utf-8"))]
    for value in found:
        sys.stdout.write(json.dumps(asdict(value)) + "\n")
    for a, b in pairs(found) if options.pairs else ():
        sys.stdout.write(json.dumps({"a": asdict(a), "b": asdict(b)}) + "\n")


if __name__ == "__main__":
    main()
