"""`factcheck cache`, and `--no-cache`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.cache import store
from factcheck.cli import main


def test_info_says_where_it_is_and_what_it_holds(desk: Path, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["scan", "articles", "--exit-zero"])
    capsys.readouterr()
    assert main(["cache", "info"]) == 0
    size = f"{sum(file.stat().st_size for file in place.iterdir()) / 1_000_000:,.1f} MB"
    rules = len(list(place.glob("rules-*")))
    assert capsys.readouterr().out == (
        f"folder       {place.as_posix()}\nsize         {size}\ndocuments    2\ncomparisons  1\nrules        {rules}\n"
    )


def test_info_as_json(desk: Path, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["scan", "articles", "--exit-zero"])
    capsys.readouterr()
    assert main(["cache", "info", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["folder"], told["documents"], told["comparisons"]) == (place.as_posix(), 2, 1)


def test_info_on_no_cache(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FACTCHECK_CACHE_DIR", "")
    assert main(["cache", "info"]) == 0
    assert capsys.readouterr().out == "There is no cache: FACTCHECK_CACHE_DIR is set to nothing.\n"


def test_clear_takes_out_what_is_ours_and_nothing_else(desk: Path, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["scan", "articles", "--exit-zero"])
    (place / "mine.txt").write_text("keep", encoding="utf-8")
    capsys.readouterr()
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr().err.endswith(" MB removed.\n")
    assert [file.name for file in place.iterdir()] == ["mine.txt"]
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr().err == "there was nothing in the cache.\n"


@pytest.mark.parametrize(
    "arguments", [["scan", "articles", "--exit-zero"], ["claims", "articles"], ["check", "articles/first.md", "--against", "articles"]]
)
def test_no_cache_keeps_nothing(desk: Path, place: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main([*arguments, "--no-cache"])
    bare = capsys.readouterr()
    assert not (place / store.NAME).exists()
    for _ in range(2):
        main(arguments)
        assert capsys.readouterr() == bare
    assert (place / store.NAME).exists()


@pytest.mark.parametrize("options", [["-f", "jsonl"], ["-f", "csv"], ["-f", "jsonl", "--derived"], ["-f", "jsonl", "-o", "csv:claims.csv"]])
def test_claims_that_are_written_as_they_come_are_kept_as_they_are_written(
    desk: Path, done: Callable[[], list[str]], options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "articles" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    main(["claims", "articles", *options, "--no-cache"])
    bare = capsys.readouterr()
    assert bare.err.startswith("factcheck: skipped articles/photo.jpg")
    for read in (["first.md", "photo.jpg", "second.md"], []):
        done()
        main(["claims", "articles", *options])
        assert capsys.readouterr() == bare
        assert done() == read
    (desk / "articles" / "first.md").write_text("The ferry to Ystad carried 9 lorries in 2015.\n", encoding="utf-8")
    main(["claims", "articles", *options])
    assert done() == ["first.md"]
    changed = capsys.readouterr()
    main(["claims", "articles", *options, "--no-cache"])
    assert capsys.readouterr() == changed


def test_the_configuration_can_turn_it_off(desk: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "factcheck.toml").write_text("cache = false\n", encoding="utf-8")
    main(["scan", "articles", "--exit-zero"])
    assert not (place / store.NAME).exists()
    monkeypatch.setenv("FACTCHECK_CACHE", "true")
    main(["scan", "articles", "--exit-zero"])
    assert (place / store.NAME).exists()
