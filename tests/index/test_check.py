"""`factcheck check --against` an index: the answers of a check against the files, for the new articles alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck import parting, pipeline
from factcheck.model import Relation, Report
from factcheck.read import New
from factcheck.settings import Settings, load

Runner = Callable[[str], tuple[int, str, str]]
ALL = Settings(show=tuple(Relation))
DRAFT = "---\nsource: Sound Gazette\npublished: 2016-01-05\n---\n\nIn 2013 the port of Fowey handled 9,900 tonnes of timber.\n"


def pairs(report: Report) -> dict[frozenset[str], tuple[str, Relation, str, float]]:
    """The verdicts by the ids of their claims."""
    return {
        frozenset((pair.a, pair.b)): (pair.rule, pair.relation, pair.fingerprint, pair.confidence)
        for finding in report.findings
        for pair in finding.pairs
    }


def alike(
    index: str, new: list[str], settings: Settings = ALL, files: tuple[str, ...] = ("archive",), beside: tuple[str, ...] = ()
) -> Report:
    """The report of a check against the index, held against that of a check against the files."""
    by_files = pipeline.check(New(paths=tuple(new)), files, settings)
    by_index = pipeline.check(New(paths=tuple(new)), (index, *beside), settings)
    assert [finding.id for finding in by_index.findings] == [finding.id for finding in by_files.findings]
    assert pairs(by_index) == pairs(by_files)
    assert by_index.summary == by_files.summary
    assert by_index.new == by_files.new
    return by_index


@pytest.fixture(params=["archive.fcx", "parts"])
def index(archive: Path, run: Runner, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The index of the archive, as a file and as a folder of several parts."""
    monkeypatch.setattr(parting, "_PART", 5)
    monkeypatch.setattr(parting, "_POSTINGS", 50)
    assert run(f"index build archive -o {request.param} --quiet")[0] == 0
    return str(request.param)


@pytest.fixture
def draft(index: str) -> str:
    Path("draft.md").write_text(DRAFT, encoding="utf-8")
    return "draft.md"


def test_a_new_article_is_held_against_an_index_as_against_the_files(index: str, draft: str) -> None:
    report = alike(index, [draft])
    assert report.findings[0].claims[0].metadata.path == draft
    assert {document.path for document in report.documents} >= {draft, "archive/first/fowey.md", "archive/later/fowey.md"}
    assert len(report.documents) < 6


@pytest.mark.parametrize("name", ["first/brevik.md", "later/cuxhaven.md", "letters/fowey.txt"])
def test_an_article_that_lies_in_the_index_is_read_once(index: str, name: str) -> None:
    report = alike(index, [f"archive/{name}"])
    assert (len(report.new), report.summary.documents) == (1, 36)


def test_an_article_that_has_changed_since_stands_in_for_what_it_was(index: str) -> None:
    file = Path("archive/later/fowey.md")
    file.write_text(file.read_text(encoding="utf-8").replace("7,100", "6,700"), encoding="utf-8")
    alike(index, [str(file)])


def test_an_article_is_the_same_one_by_whatever_path_it_is_named(index: str) -> None:
    report = pipeline.check(New(paths=(str(Path("archive/first/fowey.md").absolute()),)), [index], ALL)
    assert report.summary.documents == 36
    assert {document.path for document in report.documents}.isdisjoint({"archive/first/fowey.md"})


def test_a_new_file_of_fewer_records_hides_all_that_the_index_has_of_it(index: str, run: Runner) -> None:
    dump = Path("archive/dump.jsonl")
    lines = [
        json.dumps({"text": f"The port of Fowey handled {number}00 tonnes of timber in 2013.", "source": f"P{number}"})
        for number in (81, 82, 83)
    ]
    dump.write_text("\n".join(lines), encoding="utf-8")
    assert run(f"index build archive -o {index}")[0] == 0
    dump.write_text(lines[0], encoding="utf-8")
    assert alike(index, [str(dump)]).summary.documents == 37


def test_an_index_and_folders_are_one_corpus(index: str, draft: str) -> None:
    Path("more").mkdir()
    Path("more/fowey.md").write_text(DRAFT.replace("9,900", "8,800").replace("Sound", "Sea"), encoding="utf-8")
    report = alike(index, [draft], files=("archive", "more"), beside=("more",))
    assert "more/fowey.md" in {document.path for document in report.documents}
    alike(index, [draft], files=("archive",), beside=("archive/first",))


@pytest.mark.parametrize("days", [{"since": "2015"}, {"until": "2014-12"}, {"since": "2014-02-06", "until": "2014-03"}])
def test_since_and_until_choose_among_the_index(index: str, draft: str, tmp_path: Path, days: dict[str, str]) -> None:
    report = alike(index, [draft], load({"show": "all", **days}, tmp_path, {}))
    assert report.summary.documents < 37


def test_only_the_flaws_of_new_articles_are_told(archive: Path, index: str, run: Runner) -> None:
    flawed = "The pier of Hanko was opened on 30 February 2011.\n"
    (archive / "pier.md").write_text(flawed, encoding="utf-8")
    assert run(f"index build archive -o {index}")[0] == 0
    assert "FC402" in run(f"scan {index} -f concise")[1]
    Path("draft.md").write_text(DRAFT, encoding="utf-8")
    assert "FC402" not in run(f"check draft.md --against {index} -f concise")[1]
    Path("other.md").write_text(flawed.replace("Hanko", "Larvik"), encoding="utf-8")
    assert run(f"check other.md --against {index} -f concise")[1].count("FC402") == 1


def test_suppressions_are_kept_in_an_index(archive: Path, index: str, run: Runner) -> None:
    file = archive / "first/cuxhaven.md"
    file.write_text(file.read_text(encoding="utf-8") + '\n<!-- factcheck: ignore-file[FC101] reason="a satire" -->\n', encoding="utf-8")
    assert run(f"index build archive -o {index}")[0] == 0
    assert run(f"scan {index} -f csv") == run("scan archive -f csv")
    assert 'suppressed ("a satire")' in run(f"scan {index} -f csv")[2]


def test_several_indexes_are_one_too_many(index: str, draft: str, run: Runner) -> None:
    Path("other.fcx").touch()
    assert run(f"check draft.md --against {index} --against other.fcx") == (
        2, "", "factcheck: --against: takes one index, not 2; build one of all folders\n",
    )  # fmt: skip
    assert run(f"scan {index} archive")[::2] == (
        2, f"factcheck: {index}: a saved index is scanned alone; build it of the other paths too\n",
    )  # fmt: skip
