"""Fingerprints: what changes them and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck import pipeline
from factcheck.model import Pair
from factcheck.settings import Settings
from known_articles import BILLION, MILLIONS

COURIER = "---\nsource: Courier\n---\n\nThe flood in Petra killed 40 people.\n"
LEDGER = "---\nsource: Ledger\n---\n\nThe flood in Petra killed 52 people.\n"


def pair(folder: Path, first: str, second: str) -> Pair:
    (folder / "a.md").write_text(first, encoding="utf-8")
    (folder / "b.md").write_text(second, encoding="utf-8")
    [finding] = pipeline.scan([str(folder)], Settings()).findings
    [found] = finding.pairs
    return found


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LEDGER, COURIER),
        (COURIER.replace("40 people", "forty people"), LEDGER),
        (COURIER.replace("killed", "has killed"), LEDGER),
        (COURIER.replace("source: Courier", "source: Courier\ntitle: Water"), LEDGER),
        (COURIER.replace("The flood", "The valley is narrow. The flood"), LEDGER),
        (COURIER.replace("The flood in Petra", "The flood\nin Petra"), LEDGER),
    ],
    ids=["other files", "in words", "in other words", "a title", "a sentence before", "a line break"],
)
def test_the_same_values_of_the_same_sources_have_the_same_fingerprint(tmp_path: Path, first: str, second: str) -> None:
    assert pair(tmp_path, first, second).fingerprint == pair(tmp_path, COURIER, LEDGER).fingerprint


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (COURIER.replace("40", "41"), LEDGER),
        (COURIER.replace("Courier", "Gazette"), LEDGER),
        (COURIER.replace("killed", "injured"), LEDGER.replace("killed", "injured")),
    ],
    ids=["another value", "another source", "another measure"],
)
def test_another_statement_has_another_fingerprint(tmp_path: Path, first: str, second: str) -> None:
    assert pair(tmp_path, first, second).fingerprint != pair(tmp_path, COURIER, LEDGER).fingerprint


def test_the_verdict_is_no_part_of_it(tmp_path: Path) -> None:
    sure = pair(tmp_path, BILLION, MILLIONS)
    open_ = pair(tmp_path, BILLION.replace("reached", "is expected to reach"), MILLIONS)
    assert (sure.rule, open_.rule) == ("FC101", "FC106")
    assert sure.fingerprint == open_.fingerprint


def test_without_a_source_the_sentence_counts_and_not_the_text_around_it(tmp_path: Path) -> None:
    unsourced = COURIER.replace("source: Courier", "title: Water")
    found = pair(tmp_path, unsourced, LEDGER).fingerprint
    assert found == pair(tmp_path, f"{unsourced}\nThe valley is narrow.\n", LEDGER).fingerprint
    assert found != pair(tmp_path, unsourced.replace("The flood", "Yesterday the flood"), LEDGER).fingerprint
