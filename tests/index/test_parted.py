"""A partitioned index: what a scan of the files prints, however it is cut into parts; of which no more is read than what is asked for."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest

import archives
from factcheck import indexing, parting, pipeline, slices
from factcheck.errors import InputError
from factcheck.index import MANIFEST, Where, buckets, layout, parts
from factcheck.index.parted import Parted
from factcheck.model import Period, Relation, Report
from factcheck.read import New
from factcheck.report import REPORTS, View
from factcheck.settings import Settings
from factcheck.slices import Slice, met

Runner = Callable[[str], tuple[int, str, str]]
ROOT = Path(__file__).parents[2]
ALL = Settings(show=tuple(Relation), cache=False, jobs=1)
EVERYTHING = "-f json --show all --exit-zero"

T = TypeVar("T")


def told(run: Runner, what: str) -> tuple[int, str, str]:
    """All that a scan says of files or of an index."""
    return run(f"scan {what} {EVERYTHING}")


def build(run: Runner, *given: str, into: str = "parts") -> str:
    """Builds the index and gives what is said of it."""
    code, out, err = run(f"index build {' '.join(given)} -o {into}")
    assert (code, out) == (0, ""), err
    return err


def printed(report: Report) -> str:
    return str(REPORTS["json"](report, View()))


def cut(monkeypatch: pytest.MonkeyPatch, *, part: int, postings: int = 250_000, slice_of: int = 64, row: int = 1 << 16) -> None:
    """Has indexes cut into parts of so many documents, buckets of so many postings, slices, and rows of so many holders."""
    monkeypatch.setattr(parting, "_PART", part)
    monkeypatch.setattr(parting, "_POSTINGS", postings)
    monkeypatch.setattr(slices, "_LEAST", slice_of)
    monkeypatch.setattr(slices, "_MOST", slice_of)
    monkeypatch.setattr(buckets, "HOLDERS", row)
    monkeypatch.setattr(buckets, "_AT_ONCE", 4 * row)
    monkeypatch.setattr(parts, "_GROUP", min(part, 16))


CUTS = [
    pytest.param({"part": 1, "postings": 1, "slice_of": 1, "row": 1}, id="as-small-as-can-be"),
    pytest.param({"part": 5, "postings": 40, "slice_of": 3, "row": 2}, id="small"),
    pytest.param({"part": 7, "postings": 500, "slice_of": 10, "row": 20}, id="middling"),
    pytest.param({"part": 2_000}, id="in-one"),
]


# -- the same answers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sizes", CUTS)
@pytest.mark.parametrize("options", ["", "--since 2015", "--until 2014", "--since 2014-02-05 --until 2015-03-02", "--since 2020"])
def test_a_scan_gives_the_bytes_of_a_scan_of_the_files_however_it_is_cut(
    archive: Path, run: Runner, sizes: dict[str, int], options: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(monkeypatch, **sizes)
    build(run, "archive")
    assert told(run, f"--index parts {options} --jobs 1") == told(run, f"archive {options}")
    assert ("4 conflicts" in told(run, "parts")[2]) or options


@pytest.mark.parametrize("sizes", CUTS)
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_scan_in_a_folder_for_work_gives_the_same_bytes(
    tmp_path: Path, sizes: dict[str, int], jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(monkeypatch, **sizes)
    monkeypatch.setattr(pipeline, "_MANY", 1)
    monkeypatch.setattr(parting, "_WORTH", 0)
    expected = printed(pipeline.scan([str(ROOT / "corpus")], ALL))
    assert expected.count('"FC') > 4
    asked = Settings(show=tuple(Relation), jobs=jobs, work=str(tmp_path / "work"))
    assert printed(pipeline.scan([str(ROOT / "corpus")], asked)) == expected
    assert printed(pipeline.scan([str(ROOT / "corpus")], asked)) == expected


def test_a_saved_file_is_compared_in_processes_too(built: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_MANY", 1)
    monkeypatch.setattr(slices, "_LEAST", 5)
    monkeypatch.setattr(slices, "_MOST", 5)
    for days in ("", "--since 2015"):
        assert told(run, f"archive.fcx --jobs 2 {days}") == told(run, f"archive {days}")


@pytest.mark.parametrize("form", ["table", "csv", "sarif"])
def test_every_format_is_the_same_but_for_the_path_that_was_given(archive: Path, run: Runner, form: str) -> None:
    build(run, "archive", into="kept-in-files")
    assert run(f"scan kept-in-files -f {form}")[1].replace("kept-in-files", "archive") == run(f"scan archive -f {form}")[1]


def test_claims_explanations_and_exports_come_out_of_it_too(archive: Path, run: Runner) -> None:
    build(run, "archive")
    assert run("claims parts -f csv") == run("claims archive -f csv")
    found = json.loads(run("scan archive -f jsonl")[1].splitlines()[0])["id"]
    assert run(f"explain {found} --in parts") == run(f"explain {found} --in archive")
    assert run("index build archive -o archive.fcx --quiet")[0] == 0
    for name in ("parts", "archive.fcx"):
        assert run(f"index export {name} -o {name}.parquet --quiet")[0] == 0
    for file in Path("parts.parquet").iterdir():
        assert file.read_bytes() == Path("archive.fcx.parquet", file.name).read_bytes()


def test_documents_of_one_file_stay_in_their_order(archive: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    cut(monkeypatch, part=5)
    shutil.rmtree("archive")
    archives.write_lines(Path("dump.jsonl"))
    build(run, "dump.jsonl")
    assert told(run, "parts") == told(run, "dump.jsonl")
    assert len(layout.manifest("parts").parts) > 5


def test_copies_in_several_parts_count_once(archive: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    cut(monkeypatch, part=1, slice_of=1)
    text = Path("archive/first/fowey.md").read_text(encoding="utf-8") + "\n".join(
        f"The quay number {number} of Fowey was built by the masons of the town in {1800 + number}.\n" for number in range(30)
    )
    for name in ("a", "m", "z"):
        Path(f"archive/{name}.md").write_text(text.replace("Port Weekly", f"{name.upper()} Weekly"), encoding="utf-8")
    build(run, "archive")
    found = told(run, "parts")
    assert found == told(run, "archive")
    assert found[2].count("is the same text as") == 2


def test_what_could_not_be_read_is_told(archive: Path, run: Runner) -> None:
    (archive / "table.xlsx").write_bytes(b"PK\x03\x04")
    (archive / "noise.txt").write_bytes(bytes(range(256)) * 8)
    (archive / "away.md").symlink_to(ROOT / "README.md")
    assert build(run, "archive").count("factcheck: skipped archive/") == 3
    assert told(run, "parts") == told(run, "archive")
    assert "3 skipped" in run("index info parts")[1]


@pytest.mark.parametrize("text", [None, "Nothing to say here.\n"])
def test_nothing_to_compare_is_told_as_it_is_of_files(
    tmp_path: Path, run: Runner, text: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("none").mkdir()
    if text is not None:
        Path("none/a.txt").write_text(text, encoding="utf-8")
    expected = told(run, "none")
    assert expected[0] == (2 if text is None else 4)
    assert told(run, "none --work work") == expected
    assert told(run, "none --work work") == expected


HOSTILE = [
    '{"text": "The mill of Brevik burnt down with 40 sacks\\ud800 in it.", "source": "A\\udfff"}',
    '{"text": 3}',
    "no record",
    '{"text": "The mill of Brevik burnt down with 45 sacks in it.", "id": "x\\udcff", "source": "B"}',
]


def test_odd_names_and_texts_come_through(tmp_path: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("odd").mkdir()
    Path("odd/dump.jsonl").write_text("\n".join(HOSTILE), encoding="utf-8")
    Path(os.fsdecode(b"odd/mill\xff.md")).write_text("The mill of Brevik burnt down with 41 sacks in it.\n", encoding="utf-8")
    Path("odd/a\nb.txt").write_text("Brevik has 9 cranes.\n", encoding="utf-8")
    expected = told(run, "odd")
    assert json.loads(expected[1])["summary"]["documents"] == 5
    assert told(run, "odd --work work") == expected


@pytest.mark.parametrize("form", REPORTS)
def test_every_format_writes_of_an_index_what_it_writes_of_files(archive: Path, run: Runner, form: str) -> None:
    given = {"files": "archive", "parts": "archive --work work"}
    said = [run(f"scan {what} --show all --exit-zero --show-files -o {form}:{name}") for name, what in given.items()]
    assert said[0] == said[1]
    assert Path("files").read_bytes() == Path("parts").read_bytes()


@pytest.mark.parametrize("asked", ["--topic harbour", "--ignore FC1", "--show-known", "--show update,derived", "--since 2015"])
def test_what_is_withheld_of_an_index_is_what_is_withheld_of_files(archive: Path, run: Runner, asked: str) -> None:
    assert run("baseline create archive --baseline known.json --quiet")[0] == 0
    first = next(archive.rglob("*.md"))
    first.write_text(first.read_text(encoding="utf-8") + "\nThe bridge has 40 piers, or 44 piers by another count.\n", encoding="utf-8")
    expected = run(f"scan archive -f json --baseline known.json {asked}")
    assert run(f"scan archive --work work -f json --baseline known.json {asked}") == expected


def test_the_findings_of_an_index_lie_on_a_disk(built: Path) -> None:
    report = pipeline.scan(["archive.fcx"], ALL)
    assert not isinstance(report.findings, tuple)
    assert tuple(report.findings) == pipeline.scan(["archive"], ALL).findings
    assert tuple(report.documents) == pipeline.scan(["archive"], ALL).documents
    assert report.findings[:2] == tuple(report.findings)[:2]


def test_a_saved_file_keeps_no_slices(built: Path, run: Runner) -> None:
    assert run(f"scan --index archive.fcx --work archive.fcx {EVERYTHING}") == told(run, "--index archive.fcx")


def test_an_address_is_no_folder_for_work(archive: Path, run: Runner) -> None:
    assert run("scan archive --work s3://bucket/work") == (
        2, "", "factcheck: --work s3://bucket/work: takes a folder that all workers see, not an address\n",
    )  # fmt: skip
    assert not Path("s3:").exists()


# -- a run that is cut off -------------------------------------------------------------------------------------------


def cut_off(stage: str, after: int) -> Callable[[object, Sequence[T]], Iterable[T]]:
    """Ends the run when so many items of a stage have gone out."""

    def watch(name: object, items: Sequence[T]) -> Iterator[T]:
        for place, item in enumerate(items):
            if str(name).startswith(stage) and place == after:
                raise KeyboardInterrupt
            yield item

    return watch


@pytest.mark.parametrize(("stage", "after", "read"), [("indexing", 20, 16), ("merging", 2, 0)])
def test_a_build_that_was_cut_off_goes_on_where_it_was(
    archive: Path, run: Runner, monkeypatch: pytest.MonkeyPatch, stage: str, after: int, read: int
) -> None:
    cut(monkeypatch, part=4, postings=100)
    with pytest.raises(KeyboardInterrupt):
        indexing.build_parted(["archive"], "parts", ALL, cut_off(stage, after))
    assert not Path("parts", MANIFEST).exists()
    merged = sorted(Path("parts").glob("features/*/*.parquet"))
    before = {file: file.stat().st_mtime_ns for file in merged}
    built = indexing.build_parted(["archive"], "parts", ALL)
    assert (built.read, built.kept) == (read, 36 - read)
    assert {file: file.stat().st_mtime_ns for file in merged} == before
    assert bool(before) == (stage == "merging")
    assert told(run, "parts") == told(run, "archive")


def test_a_scan_that_was_cut_off_goes_on_where_it_was(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut(monkeypatch, part=4, slice_of=5)
    expected = printed(pipeline.scan(["archive"], ALL))
    asked = replace(ALL, work="work")
    with pytest.raises(KeyboardInterrupt):
        pipeline.scan(["archive"], asked, cut_off("comparing", 22))
    compared = {file: file.stat().st_mtime_ns for file in Path("work/heard").rglob("0*") if file.is_file()}
    assert len(compared) == 4
    assert printed(pipeline.scan(["archive"], asked)) == expected
    assert {file: file.stat().st_mtime_ns for file in compared} == compared
    assert len([file for file in Path("work/heard").rglob("0*") if file.is_file()]) == 8
    assert not list(Path("work").glob("meetings-*"))
    within = replace(asked, since=Period(date(2015, 1, 1), date(2015, 12, 31)))
    assert printed(pipeline.scan(["archive"], within)) == printed(pipeline.scan(["archive"], replace(within, work=None)))


def test_what_was_not_asked_for_is_told_when_it_is(archive: Path) -> None:
    every = replace(ALL, show=tuple(Relation), work="work")
    for asked in (replace(every, show=Settings().show), every, every):
        assert printed(pipeline.scan(["archive"], asked)) == printed(pipeline.scan(["archive"], replace(asked, work=None)))
    assert Relation.AGREE in {finding.relation for finding in pipeline.scan(["archive"], every).findings}


def test_what_fails_in_turn_leaves_no_features_of_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As files elsewhere can, whose stamps are known without reading them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(parting, "stamp", lambda _: "as it was")
    slate, bakery = "The quarry sold 300 tonnes of slate in 2011.", "The bakery opened in {} 1987."
    written = {"a": slate, "b": bakery.format("May"), "c": bakery.format("June")}
    Path("files").mkdir()
    for failing in ("a", "b"):
        for name, text in written.items():
            Path("files", f"{name}.txt").write_text(text, encoding="utf-8")

        def lost(stage: object, items: Sequence[T], failing: str = failing) -> Iterable[T]:
            Path("files", f"{failing}.txt").unlink(missing_ok=str(stage) != "looking")
            return items

        report = pipeline.scan(["files"], replace(ALL, work="work"), lost)
        assert [item.path for item in report.skipped] == [f"files/{failing}.txt"]
        assert printed(report) == printed(pipeline.scan(["work"], ALL))
        assert len(report.findings) == (failing == "a")


def test_half_a_file_of_a_lost_worker_never_counts(archive: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    cut(monkeypatch, part=4)
    build(run, "archive")
    name = layout.manifest("parts").parts[0].name
    for folder in ("documents", "features/" + layout.manifest("parts").state):
        Path("parts", folder, f".{name}.parquet").write_bytes(b"PAR1")
    assert build(run, "archive").startswith("0 files read, 36 as they were")
    assert told(run, "parts") == told(run, "archive")
    assert not list(Path("parts").rglob(".*"))


def test_only_what_has_changed_is_read_again(archive: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    cut(monkeypatch, part=4)
    build(run, "archive")
    before = layout.manifest("parts")
    assert build(run, "archive").startswith("0 files read, 36 as they were")
    assert layout.manifest("parts") == before
    file = archive / "later/fowey.md"
    file.write_text(file.read_text(encoding="utf-8").replace("7,100", "6,700"), encoding="utf-8")
    assert build(run, "archive").startswith("4 files read, 32 as they were")
    assert told(run, "parts") == told(run, "archive")
    (archive / "first/altona.md").unlink()
    Path("archive/first/new.md").write_text("The depot opened in 1999.", encoding="utf-8")  # as many files as before: none would be gone
    assert "gone" not in build(run, "archive")
    assert told(run, "parts") == told(run, "archive")
    assert len(list(Path("parts/documents").iterdir())) == 2 * len(layout.manifest("parts").parts)


def test_other_rules_make_all_of_it_anew(archive: Path, run: Runner) -> None:
    build(run, "archive")
    Path("own").mkdir()
    Path("own/units.toml").write_text('[unit.firkin]\nwhy = "butter is sold by it"\nsurfaces = ["firkin", "firkins"]\n', encoding="utf-8")
    assert run("scan parts --rules own")[2].startswith("factcheck: parts: was built with other rules; build it anew")
    code, _, err = run("index build archive -o parts --rules own")
    assert (code, "was built anew" in err, "36 files read" in err) == (0, True, True), err


# -- no more is read than what is asked for ---------------------------------------------------------------------------


def test_a_check_opens_only_what_the_keys_of_the_article_name(archive: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(60):
        text = f"The abbey of Zell{number}ingen sold {number + 7} barrels of cider to Quor{number}heim in 1987.\n"
        (archive / f"abbey-{number:02}.txt").write_text(text, encoding="utf-8")
    cut(monkeypatch, part=4, postings=20)
    monkeypatch.setattr(buckets, "_TOGETHER", 2)
    monkeypatch.setattr(buckets, "_AT_ONCE", 8)
    build(run, "archive")
    Path("draft.md").write_text("In 2013 the port of Fowey handled 9,900 tonnes of timber.\n", encoding="utf-8")
    opened: list[Path] = []
    real = layout.opened

    def counted(place: Path) -> Any:
        opened.append(place)
        return real(place)

    monkeypatch.setattr(layout, "opened", counted)
    report = pipeline.check(New(paths=("draft.md",)), ["parts"], ALL)
    assert any(claim.metadata.path == "archive/first/fowey.md" for finding in report.findings for claim in finding.claims)
    asked = {
        kind: {place for place in opened if place.parts[-2 if kind == "documents" else -3] == kind} for kind in ("documents", "features")
    }
    there = {kind: len(list(Path("parts", kind).rglob("*.parquet"))) for kind in asked}
    assert 0 < len(asked["documents"]) < there["documents"] / 2
    assert 0 < len(asked["features"]) < there["features"] / 2
    assert len(opened) == sum(map(len, asked.values()))


def test_holders_in_several_rows_are_those_of_one(archive: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    build(run, "archive")
    where = Where(path="parts", version=indexing.told_of(ALL)["version"], rules=indexing.told_of(ALL)["rules"])
    whole = Parted(where)
    cut(monkeypatch, part=3, postings=30, row=2)
    build(run, "archive", into="other")
    split = Parted(Where(path="other", version=where.version, rules=where.rules))
    features = {feature for number in whole.numbers() for feature in whole.features(number)}
    for feature in features:
        assert list(split.holders(feature)) == list(whole.holders(feature))
        assert split.count(feature) == whole.count(feature) == len(whole.holders(feature))
        assert list(whole.holders(feature)) == [number for number in whole.numbers() if feature in whole.features(number)]
    assert max(map(whole.count, features)) > 20
    assert (split.count(12345), list(split.holders(12345))) == (0, [])


# -- workers ---------------------------------------------------------------------------------------------------------


def slices_of(path: Path, **given: Any) -> list[Slice]:
    """The archive in slices that ask for what they need themselves."""
    made = layout.manifest(path)
    where = Where(path=str(path.absolute()), version=made.version, rules=made.rules, state=given.get("state", made.state))
    numbers = (tuple(range(first, first + 6)) for first in range(0, 36, 6))
    return [
        Slice(where=where, numbers=each, place=place, hands=None, kept=None, rules=(), few=False, open_to=())
        for place, each in enumerate(numbers)
    ]


def test_threads_of_a_worker_take_turns(archive: Path, run: Runner) -> None:
    build(run, "archive")
    build(run, "archive/first", "archive/later", into="other")
    asked = [one for pair in zip(slices_of(Path("parts")), slices_of(Path("other"))[:4], strict=False) for one in pair]
    alone = [met(each) for each in asked]
    assert sum(heard.pairs for heard in alone) > 20
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(met, asked)) == alone


def test_a_worker_that_has_another_index_says_so(archive: Path, run: Runner) -> None:
    build(run, "archive")
    with pytest.raises(InputError, match=r"parts: was changed by another run meanwhile; run this again$"):
        met(slices_of(Path("parts"), state="0123")[0])
    asked = slices_of(Path("parts"))[0]
    shutil.rmtree("parts")
    with pytest.raises(InputError, match=r"parts: is not to be seen by a worker; put it where all of them see it under this name$"):
        met(replace(asked, place=1, where=replace(asked.where, state="4567")))


# -- what cannot be used ---------------------------------------------------------------------------------------------

COMMANDS = ("scan parts", "scan --index parts -f json", "check archive/first/fowey.md --against parts", "index info parts")


def rewritten(**given: object) -> None:
    place = Path("parts", MANIFEST)
    place.write_text(json.dumps({**json.loads(place.read_text(encoding="utf-8")), **given}), encoding="utf-8")


def garbage() -> None:
    Path("parts", MANIFEST).write_bytes(b"\0\xff{")


def nothing() -> None:
    Path("parts", MANIFEST).write_bytes(b"")


def newer() -> None:
    rewritten(form=layout.FORM + 1, buckets="many")


def older() -> None:
    rewritten(form=1)


def other_counts() -> None:
    rewritten(documents=35)


def other_names() -> None:
    rewritten(state="../../elsewhere")


DAMAGED = r"is damaged \(.+\); delete it and build it anew with factcheck index build"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (garbage, DAMAGED), (nothing, DAMAGED), (other_counts, DAMAGED), (other_names, DAMAGED),
        (newer, "was built by a newer factcheck; update factcheck, or build an index under another name"),
        (older, "was built by an older factcheck; bring it up to date with factcheck index build"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_a_manifest_that_cannot_be_used_is_one_sentence(
    archive: Path, run: Runner, command: str, spoil: Callable[[], None], said: str
) -> None:
    build(run, "archive")
    spoil()
    code, out, err = run(command)
    assert (code, out) == (2, "")
    assert re.fullmatch(f"factcheck: parts: {said}\n", err), err
    again = run("index build archive -o parts")
    assert again[0] == (2 if spoil is newer else 0)


@pytest.mark.parametrize("pattern", ["documents/*.parquet", "features/*/*.parquet"])
@pytest.mark.parametrize("how", ["gone", "cut", "empty"])
def test_a_file_that_cannot_be_used_is_one_sentence(archive: Path, run: Runner, pattern: str, how: str) -> None:
    build(run, "archive")
    for file in Path("parts").glob(pattern):
        file.unlink() if how == "gone" else os.truncate(file, file.stat().st_size // 2 if how == "cut" else 0)
    for command in COMMANDS[:3]:
        code, out, err = run(command)
        assert (code, out, len(err.splitlines())) == (2, "", 1)
        assert re.match("factcheck: .*parts: " + ("[^ ]+ is missing: another build" if how == "gone" else DAMAGED), err), err


@pytest.mark.parametrize("seed", range(25))
def test_flipped_bytes_never_end_in_a_traceback_nor_in_other_figures(archive: Path, run: Runner, seed: int) -> None:
    build(run, "archive")
    good = run("scan parts -f csv")
    dice = random.Random(seed)
    file = dice.choice(sorted(Path("parts").rglob("*.parquet")))
    data = bytearray(file.read_bytes())
    for _ in range(dice.choice([1, 3, 30])):
        data[dice.randrange(len(data))] ^= dice.randrange(1, 256)
    file.write_bytes(data)
    code, out, err = run("scan parts -f csv")
    assert (code, out) == good[:2] or (code, out, len(err.splitlines())) == (2, "", 1), err


@pytest.mark.parametrize("seed", range(10))
def test_slices_that_are_not_as_they_were_written_are_compared_again(archive: Path, seed: int) -> None:
    asked = replace(ALL, work="work")
    expected = printed(pipeline.scan(["archive"], asked))
    (file,) = (file for file in Path("work/heard").rglob("0*") if file.is_file())
    good, dice = file.read_bytes(), random.Random(seed)
    spoilt = bytearray(good)
    for place in (dice.randrange(len(good)), dice.randrange(24)):  # what is kept, and the head in front of it
        spoilt[place] ^= dice.randrange(1, 256)
    file.write_bytes(spoilt)
    assert printed(pipeline.scan(["archive"], asked)) == expected
    assert file.read_bytes() == good


def test_a_folder_with_other_files_is_left_alone(archive: Path, run: Runner) -> None:
    Path("mine").mkdir()
    Path("mine/thesis.txt").write_text("Chapter 1", encoding="utf-8")
    code, _, err = run("index build archive -o mine")
    assert (code, os.listdir("mine")) == (2, ["thesis.txt"])
    assert err.endswith("factcheck: mine: is a folder that holds other files, and is not written to; name a new one\n")


def test_an_index_beside_the_documents_is_none_of_them(archive: Path, run: Runner) -> None:
    build(run, "archive", into="archive/parts")
    assert told(run, "archive") == told(run, "archive/parts")
    assert build(run, "archive", into="archive/parts").startswith("0 files read, 36 as they were")


def test_articles_beside_a_file_of_that_name_are_read(archive: Path, run: Runner) -> None:
    expected = told(run, "archive")
    Path("archive/first", MANIFEST).write_text("{}", encoding="utf-8")
    assert told(run, "archive") == expected


@pytest.mark.parametrize("missing", ["pyarrow", "numpy"])
def test_without_the_libraries_a_sentence_says_what_to_install(
    archive: Path, run: Runner, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(run, "archive")
    for name in [name for name in sys.modules if name.split(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    for command in ("index build archive -o other", "scan parts", "scan archive --work other"):
        code, out, err = run(command)
        assert (code, out) == (2, "")
        assert err.endswith(f"needs {missing}; pip install 'factcheck-cli[parquet]'\n"), err
