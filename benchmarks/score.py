"""What a scan of a generated corpus found of what was planted in it.

python benchmarks/score.py FOLDER/planted.jsonl --report FILE    a report of `factcheck scan documents --format json`
python benchmarks/score.py FOLDER/planted.jsonl --naive FILE     what `naive.py documents --pairs` printed
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

Place = tuple[str, str]  # the path of a document, and a value as it is printed there
Difference = list[dict[str, str]]  # its two sides: what each document tells, by path


@dataclass(frozen=True, slots=True)
class Score:
    """How many differences were planted and found, and how many findings there are and hold one of them."""

    planted: int
    found: int
    findings: int
    right: int

    @property
    def recall(self) -> float:
        """The share of the planted differences that was found."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """The share of the findings that hold a planted difference."""
        return self.right / self.findings if self.findings else 1.0


def planted(file: Path) -> list[Difference]:
    """What the generator made to differ."""
    return [json.loads(line)["sides"] for line in file.read_text(encoding="utf-8").splitlines()]


def score(findings: Iterable[Iterable[tuple[Place, Place]]], differences: list[Difference]) -> Score:
    """Each finding is the pairs of claims that it sets against each other."""
    by_path: dict[str, set[int]] = {}
    for number, difference in enumerate(differences):
        for path in (path for side in difference for path in side):
            by_path.setdefault(path, set()).add(number)
    hits = [
        {number for a, b in pairs for number in by_path.get(a[0], ()) if _side(differences[number], a) + _side(differences[number], b) == 1}
        for pairs in findings
    ]
    return Score(planted=len(differences), found=len(set().union(*hits)), findings=len(hits), right=sum(map(bool, hits)))


def _side(difference: Difference, place: Place) -> float:
    """On which side of a difference a claim is, the first (0) or the second (1); on none: not a number.

    A claim may hold a unit more than what is printed, or leave out the year.
    """
    path, text = place
    for number, side in enumerate(difference):
        if path in side and (text in side[path] or side[path] in text):
            return number
    return math.nan


def of_report(report: Mapping[str, Any], folder: str) -> Iterator[list[tuple[Place, Place]]]:
    """The findings of `scan --format json`, with paths as the generator writes them."""
    claims = {claim["id"]: (_below(claim["path"], folder), claim["text"]) for claim in report["claims"]}
    for finding in report["findings"]:
        yield [(claims[pair["a"]], claims[pair["b"]]) for pair in finding["pairs"]]


def of_naive(lines: Iterable[str], folder: str) -> Iterator[list[tuple[Place, Place]]]:
    """The pairs that naive.py prints, each a finding."""
    for line in lines:
        read = json.loads(line)
        if "a" in read:
            yield [((_below(read["a"]["path"], folder), read["a"]["text"]), (_below(read["b"]["path"], folder), read["b"]["text"]))]


def _below(path: str, folder: str) -> str:
    return path[path.index(f"{folder}/") :]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("planted", type=Path)
    parser.add_argument("--report", type=Path)
    parser.add_argument("--naive", type=Path)
    options = parser.parse_args()
    found = list(of_report(json.loads(options.report.read_bytes()), "documents")) if options.report else []
    if options.naive:
        found += of_naive(options.naive.read_text(encoding="utf-8").splitlines(), "documents")
    print(json.dumps(asdict(score(found, planted(options.planted)))))


if __name__ == "__main__":
    main()
