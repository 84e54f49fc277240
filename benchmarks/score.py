"""What a scan of a generated corpus found of what was planted in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Place = tuple[str, str]  # the path of a document, and a value as it is printed there


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


def planted(file: Path) -> list[Mapping[str, tuple[str, ...]]]:
    """For each planted difference what the documents tell, by path."""
    return [json.loads(line)["told"] for line in file.read_text(encoding="utf-8").splitlines()]


def score(findings: Iterable[Iterable[tuple[Place, Place]]], differences: list[Mapping[str, tuple[str, ...]]]) -> Score:
    """Each finding is the pairs of claims that it sets against each other."""
    by_path: dict[str, list[int]] = {}
    for number, told in enumerate(differences):
        for path in told:
            by_path.setdefault(path, []).append(number)
    found: set[int] = set()
    findings_seen = right = 0
    for pairs in findings:
        hit = {number for a, b in pairs for number in by_path.get(a[0], ()) if _differs(differences[number], a, b)}
        findings_seen += 1
        right += bool(hit)
        found |= hit
    return Score(planted=len(differences), found=len(found), findings=findings_seen, right=right)


def _differs(told: Mapping[str, tuple[str, ...]], a: Place, b: Place) -> bool:
    """Whether two values are the two sides of a planted difference."""
    first, second = told.get(a[0]), told.get(b[0])
    return first is not None and second is not None and first != second and _is(a[1], first) and _is(b[1], second)


def _is(text: str, printed: Iterable[str]) -> bool:
    """Whether a claim is one of these values; a claim may hold a unit more, and leave out a year."""
    return any(words in text or text in words for words in printed)


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
