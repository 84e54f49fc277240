"""A cache of its own for every test, worth while for any folder, and a desk with two articles that disagree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck import batches, cache, cache_folder
from factcheck.model import Skipped

FIRST = (
    "---\nsource: Kent Messenger\npublished: 2014-02-01\n---\n\nThe ferry between Dover and Dunkirk carried 212,000 passengers in 2013.\n"
)
SECOND = "---\nsource: Port Weekly\npublished: 2014-03-01\n---\n\nIn 2013 the ferry between Dover and Dunkirk carried 340,000 passengers.\n"

Done = Callable[[], list[str]]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache, which does not exist yet."""
    monkeypatch.setenv(cache_folder.VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "_WORTH", 0)
    return tmp_path / "cache"


@pytest.fixture
def desk(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the command runs in, with two articles."""
    desk = tmp_path / "desk"
    (desk / "articles").mkdir(parents=True)
    (desk / "articles" / "first.md").write_text(FIRST, encoding="utf-8")
    (desk / "articles" / "second.md").write_text(SECOND, encoding="utf-8")
    monkeypatch.chdir(desk)
    return desk


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Done:
    """What was read or compared since it was asked last: names of files, and `compared`."""
    told, heard, listings = batches.told, batches.heard, batches.listings
    seen: list[str] = []

    def noted(batch: batches.Files) -> tuple[tuple[batches.Told, ...], ...]:
        seen.extend(Path(item.path).name for item in batch.items if not isinstance(item, batches.Document))
        return told(batch)

    def also_noted(docket: batches.Docket) -> tuple[object, ...]:
        seen.append("compared")
        return heard(docket)

    def listed(batch: batches.Files, *, formats: tuple[str, ...], derived: bool) -> tuple[tuple[batches.Listing | Skipped, ...], ...]:
        seen.extend(Path(item.path).name for item in batch.items if not isinstance(item, batches.Document))
        return listings(batch, formats=formats, derived=derived)

    monkeypatch.setattr(batches, "listings", listed)
    monkeypatch.setattr(batches, "told", noted)
    monkeypatch.setattr(batches, "heard", also_noted)

    def since() -> list[str]:
        found = list(seen)
        seen.clear()
        return found

    return since
