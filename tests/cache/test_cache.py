"""What was read is not read again, unless something that it hangs on has changed; and the output is the same either way."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import factcheck
from factcheck import batches, pipeline, read
from factcheck.cache import keys, store
from factcheck.errors import InputError
from factcheck.model import Relation
from factcheck.read import New
from factcheck.settings import Settings, load

ROOT = Path(__file__).parents[2]
ALL = Settings(show=tuple(Relation))
BARE = replace(ALL, cache=False)
Done = Callable[[], list[str]]


def scan(settings: Settings = ALL, *paths: str) -> object:
    return pipeline.scan(paths or ("articles",), settings)


def test_an_unchanged_folder_is_neither_read_nor_compared_again(desk: Path, done: Done) -> None:
    first = scan()
    assert done() == ["first.md", "second.md", "compared"]
    assert scan() == first == scan(BARE)
    assert done() == ["first.md", "second.md", "compared"], "of the run without a cache"


def test_only_what_changed_is_read_again_and_then_all_is_compared(desk: Path, done: Done) -> None:
    scan()
    done()
    file = desk / "articles" / "second.md"
    file.write_text(file.read_text(encoding="utf-8").replace("340,000", "350,000"), encoding="utf-8")
    changed = scan()
    assert done() == ["second.md", "compared"]
    assert changed == scan(BARE)


def edited(desk: Path) -> None:
    file = desk / "articles" / "first.md"
    file.write_text(file.read_text(encoding="utf-8").replace("212", "213"), encoding="utf-8")


def renamed(desk: Path) -> None:
    (desk / "articles" / "first.md").rename(desk / "articles" / "third.md")


def described(desk: Path) -> None:
    (desk / "articles" / "documents.toml").write_text('["first.md"]\ntitle = "By sea"\n', encoding="utf-8")


def moved(desk: Path) -> None:
    (desk / "articles" / "new").mkdir()
    (desk / "articles" / "first.md").rename(desk / "articles" / "new" / "first.md")


@pytest.mark.parametrize("change", [edited, renamed, described, moved])
def test_a_changed_file_is_read_again(desk: Path, done: Done, change: Callable[[Path], None]) -> None:
    scan()
    change(desk)
    done()
    assert scan() == scan(BARE)
    (again, *rest) = done()
    assert again in {"first.md", "third.md"}
    assert rest[0] == "compared"


def touched(desk: Path) -> None:
    for file in (desk / "articles").iterdir():
        os.utime(file, (1, 1))


def written_again(desk: Path) -> None:
    for file in (desk / "articles").iterdir():
        content = file.read_bytes()
        file.unlink()
        file.write_bytes(content)


def described_elsewhere(desk: Path) -> None:
    (desk / "articles" / "documents.toml").write_text('["third.md"]\ntitle = "By air"\n', encoding="utf-8")


@pytest.mark.parametrize("change", [touched, written_again, described_elsewhere])
def test_what_changes_nothing_that_is_read_has_nothing_read_again(desk: Path, done: Done, change: Callable[[Path], None]) -> None:
    first = scan()
    change(desk)
    done()
    assert scan() == first
    assert done() == []


def test_a_file_that_is_gone_is_gone(desk: Path, done: Done) -> None:
    scan()
    done()
    (desk / "articles" / "first.md").unlink()
    assert scan() == scan(BARE)
    assert done()[0] == "compared"


@pytest.mark.parametrize(
    "changed",
    [replace(ALL, max_file_size=1_000), replace(ALL, text_key="story"), replace(ALL, date_key="day"), replace(ALL, source_key="by")],
)
def test_another_option_of_the_readers_has_all_read_again(desk: Path, done: Done, changed: Settings) -> None:
    scan()
    done()
    assert scan(changed) == scan(replace(changed, cache=False))
    assert done()[:3] == ["first.md", "second.md", "compared"]


@pytest.mark.parametrize(
    "changed", [replace(ALL, ignore=("FC101",)), replace(ALL, show=(Relation.TENSION,)), replace(ALL, topic=("Dover",))]
)
def test_what_only_chooses_among_findings_has_nothing_read_again(desk: Path, done: Done, changed: Settings) -> None:
    scan()
    done()
    told = scan(changed)
    assert done() == []
    assert told == scan(replace(changed, cache=False))


def test_other_rules_have_all_read_again(desk: Path, done: Done) -> None:
    scan()
    (desk / "mine").mkdir()
    (desk / "mine" / "sea.toml").write_text('[unit.old_fathom]\nwhy = "Old charts."\nsurfaces = ["fathom"]\n', encoding="utf-8")
    done()
    mine = replace(ALL, rules=("mine",))
    assert scan(mine) == scan(replace(mine, cache=False))
    assert done()[:3] == ["first.md", "second.md", "compared"]


def test_another_program_reads_for_itself(desk: Path, done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    scan()
    done()
    monkeypatch.setattr(keys, "program", lambda: "another")
    scan()
    assert done() == ["first.md", "second.md", "compared"]


def test_the_program_is_known_by_its_files_and_by_what_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "module.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(keys, "_PACKAGE", str(tmp_path))
    names = [keys.program.__wrapped__()]
    (tmp_path / "module.py").write_text("pass", encoding="utf-8")
    names.append(keys.program.__wrapped__())
    (tmp_path / "trafilatura-2.0.0.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    names.append(keys.program.__wrapped__())
    assert len(set(names)) == 3
    assert keys.program.__wrapped__() == names[-1]


def test_documents_out_of_time_are_left_out_whether_kept_or_not(desk: Path, done: Done) -> None:
    late = load({"show": "all", "since": "2014-03"}, desk, {})
    for settings in (late, ALL, late, ALL):
        assert scan(settings) == scan(replace(settings, cache=False))
    done()
    scan(late)
    assert done() == []


def test_claims_and_check_share_what_was_read(desk: Path, done: Done) -> None:
    bare = pipeline.claims(["articles"], BARE, derived=True)
    assert pipeline.claims(["articles"], ALL, derived=True) == bare
    done()
    assert pipeline.claims(["articles"], ALL, derived=True) == bare
    (desk / "draft.md").write_text("In 2013 the ferry between Dover and Dunkirk carried 512,000 passengers.\n", encoding="utf-8")
    checked = pipeline.check(New(paths=("draft.md",)), ["articles"], ALL)
    assert done() == ["draft.md", "compared"]
    assert checked == pipeline.check(New(paths=("draft.md",)), ["articles"], BARE)


def test_what_was_not_checked_by_itself_is_read_again_for_a_scan(desk: Path, done: Done) -> None:
    (desk / "articles" / "first.md").write_text("It happened on 30 February 2014.\n", encoding="utf-8")
    pipeline.claims(["articles"], ALL)
    done()
    told = pipeline.scan(["articles"], ALL)
    assert [finding.rule for finding in told.findings] == ["FC402"]
    assert done() == ["first.md", "second.md", "compared"]
    assert pipeline.claims(["articles"], ALL) == pipeline.claims(["articles"], BARE)
    done()
    pipeline.claims(["articles"], ALL)
    assert done() == []


def test_the_date_of_new_articles_counts_for_them_alone(desk: Path, done: Done) -> None:
    (desk / "draft.md").write_text("The ferry between Dover and Dunkirk carried 512,000 passengers last year.\n", encoding="utf-8")
    days = [read.parse_published(day) for day in ("2014-05-01", "2013-05-01")]
    for day in days:
        asked = New(paths=("draft.md",), published=day)
        assert pipeline.check(asked, ["articles"], ALL) == pipeline.check(asked, ["articles"], BARE)
    done()
    pipeline.check(New(paths=("draft.md",), published=days[0]), ["articles"], ALL)
    assert done() == []


def test_a_suppression_holds_where_the_file_is_ours(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = desk / "articles" / "first.md"
    file.write_text(file.read_text(encoding="utf-8") + '\n<!-- factcheck: ignore-file[FC101] reason="a draft" -->\n', encoding="utf-8")
    inside = pipeline.scan([str(desk / "articles")], ALL)
    (desk / "other").mkdir()
    monkeypatch.chdir(desk / "other")
    outside = pipeline.scan([str(desk / "articles")], ALL)
    assert (len(inside.findings), len(outside.findings)) == (0, 1)
    assert outside == pipeline.scan([str(desk / "articles")], BARE)


def test_what_could_not_be_read_is_kept_with_its_reason(desk: Path, done: Done) -> None:
    (desk / "articles" / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\0")
    (desk / "articles" / "empty.md").write_bytes(b"")
    first = pipeline.scan(["articles"], ALL)
    done()
    again = pipeline.scan(["articles"], ALL)
    assert again.skipped == first.skipped
    assert [skipped.path for skipped in again.skipped] == ["articles/empty.md", "articles/photo.jpg"]
    assert done() == []


def test_what_a_library_was_missing_for_is_not_kept(desk: Path, done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "articles" / "page.html").write_text("<!doctype html><html><body><p>It cost $3 million.</p></body></html>", encoding="utf-8")
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "factcheck.read.web_page", None)
        assert "pip install" in pipeline.scan(["articles"], ALL).skipped[0].reason
    done()
    assert not pipeline.scan(["articles"], ALL).skipped
    assert "page.html" in done()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read anything")
def test_what_may_not_be_read_is_not_kept(desk: Path) -> None:
    (desk / "articles" / "first.md").chmod(0)
    assert pipeline.scan(["articles"], ALL).skipped
    (desk / "articles" / "first.md").chmod(0o600)
    assert not pipeline.scan(["articles"], ALL).skipped


def test_a_broken_documents_toml_is_told_every_time(desk: Path) -> None:
    scan()
    (desk / "articles" / "documents.toml").write_text('["first.md"]\npublised = 2024\n', encoding="utf-8")
    for settings in (ALL, ALL, BARE):
        with pytest.raises(InputError, match=r'articles/documents\.toml:2: \["first\.md"\] has an unknown key "publised"'):
            scan(settings)


def test_a_file_that_changes_while_it_is_read_is_not_kept(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = batches.told

    def meddled(batch: batches.Files) -> tuple[tuple[batches.Told, ...], ...]:
        edited(desk)
        return told(batch)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(batches, "told", meddled)
        scan()
    file = desk / "articles" / "first.md"
    file.write_text(file.read_text(encoding="utf-8").replace("213", "212"), encoding="utf-8")
    assert scan() == scan(BARE)


def test_a_small_file_of_many_documents_is_kept_and_a_large_one_is_not(desk: Path, done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    line = '{"text": "The ferry between Dover and Dunkirk carried 512,000 passengers in 2013."}\n'
    (desk / "articles" / "dump.jsonl").write_text(line * 3, encoding="utf-8")
    first = scan()
    done()
    assert scan() == first
    assert done() == []
    monkeypatch.setattr(keys, "MANY", 200)
    assert scan() == first
    assert done() == ["dump.jsonl", "compared"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_order_is_that_of_the_paths_whatever_is_kept(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    """Of a copy of the corpus, some files are kept, some are edited, and one holds many documents."""
    monkeypatch.setattr(pipeline, "WORTH", 0)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "corpus"
    folder.mkdir()
    files = [folder / file.name for file in sorted((ROOT / "corpus").iterdir())]
    chosen = random.Random(5)
    settings = replace(ALL, jobs=jobs)
    for number in range(3):
        for file in files:
            if number == 0 or chosen.random() < 0.4:
                text = (ROOT / "corpus" / file.name).read_text(encoding="utf-8")
                file.write_text(text + f"\nIt sold {chosen.randrange(1000)} tonnes of bread in {1990 + number}.\n", encoding="utf-8")
        (folder / "2024-mid.jsonl").write_text('{"text": "The dam of Ural cost $3 million."}\n' * (number + 1), encoding="utf-8")
        told = pipeline.scan(["corpus"], settings)
        assert [document.path for document in told.documents] == sorted(document.path for document in told.documents)
        assert told == pipeline.scan(["corpus"], replace(settings, cache=False))


def test_without_the_cache_nothing_is_looked_up_or_kept(desk: Path, place: Path, done: Done) -> None:
    scan(BARE)
    assert store.counts() == store.Counts()
    assert not (place / store.NAME).exists()
    scan()
    done()
    scan(BARE)
    assert done() == ["first.md", "second.md", "compared"]


def test_python_has_the_same_setting(desk: Path, done: Done) -> None:
    first = factcheck.scan("articles")
    done()
    assert factcheck.scan("articles") == first
    assert done() == []
    factcheck.scan("articles", cache=False)
    assert done() == ["first.md", "second.md", "compared"]


def test_a_small_folder_is_done_without(desk: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("FACTCHECK_CACHE_DIR", str(place))
    monkeypatch.chdir(desk)
    scan()
    assert not (place / store.NAME).exists()


def run(desk: Path, *options: str) -> subprocess.Popen[bytes]:
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "factcheck", "scan", "articles", "-f", "json", "--show", "all", "--exit-zero", *options]
    return subprocess.Popen(command, cwd=desk, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_runs_at_once_share_the_cache_and_print_the_same(desk: Path) -> None:
    for number in range(40):
        text = f"The ferry of Port {number} carried {number + 20},000 passengers in 2013.\n\n"
        (desk / "articles" / f"{number}.md").write_text(text + "Nothing else happened there in the year.\n" * 40, encoding="utf-8")
    bare = run(desk, "--no-cache").communicate()[0]
    assert bare
    for _ in range(2):
        assert {process.communicate()[0] for process in [run(desk) for _ in range(3)]} == {bare}
    assert store.counts() == store.Counts(documents=42, comparisons=1)
