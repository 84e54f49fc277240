"""The corpus that the benchmarks are run on, and how what a scan finds in it is counted; nothing here is timed."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest

import factcheck
import generate
import measure
import naive
import readme
from score import Score, of_naive, of_report, planted, score

SCRIPT = readme.ROOT / "benchmarks" / "generate.py"


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


# -- the corpus ----------------------------------------------------------------------------------------------------


def test_a_corpus_is_the_same_whatever_the_seed_of_hashes(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        command = [sys.executable, str(SCRIPT), "25", str(tmp_path / seed)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    first = contents(tmp_path / "1")
    assert len(first) == 25 + len(["planted.jsonl"])
    assert first == contents(tmp_path / "2")


def test_another_seed_is_another_corpus(tmp_path: Path) -> None:
    generate.write(tmp_path / "1", 3, seed=1)
    generate.write(tmp_path / "2", 3, seed=2)
    assert contents(tmp_path / "1") != contents(tmp_path / "2")


def test_a_packed_corpus_holds_the_same_records_and_no_clock(tmp_path: Path) -> None:
    generate.write(tmp_path / "plain", 12, form="jsonl")
    generate.write(tmp_path / "packed", 12, form="jsonl.gz")
    plain = (tmp_path / "plain/documents/000.jsonl").read_bytes()
    packed = (tmp_path / "packed/documents/000.jsonl.gz").read_bytes()
    assert gzip.decompress(packed) == plain
    assert packed[4:8] == bytes(4), "the time in the head of a gzip file"
    assert [sorted(json.loads(line)) for line in plain.splitlines()] == [["published", "source", "text", "title"]] * 12


def test_documents_lie_a_thousand_to_a_folder(tmp_path: Path) -> None:
    document = generate.story(0).documents[0]
    names = [generate.write_file(tmp_path, number, document) for number in (0, 999, 1000, 123_456)]
    assert names == ["000/000000.md", "000/000999.txt", "001/001000.md", "123/123456.md"]


def test_stories_are_made_one_by_one_and_documents_of_one_lie_apart() -> None:
    stories = generate.stories(10**9)
    found = [next(stories) for _ in range(400)]
    order = [(story.number, place) for story, place in generate.shuffled(iter(found), 1)]
    assert sorted(order) == [(story.number, place) for story in found for place in range(len(story.documents))]
    assert order != sorted(order)


@pytest.mark.parametrize("count", [1, 2, 3, 40])
def test_a_corpus_has_as_many_documents_as_were_asked_for(count: int) -> None:
    assert sum(len(story.documents) for story in generate.stories(count)) == count


def test_numbers_and_claims_stand_as_close_as_in_news(tmp_path: Path) -> None:
    texts = [
        "\n\n".join((document.title, *document.paragraphs))
        for document in chain.from_iterable(story.documents for story in generate.stories(60))
    ]
    size = sum(len(text.encode()) for text in texts)
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    claims = len(factcheck.claims(tmp_path).claims)
    runs = sum(len(re.findall(r"\d+", text)) for text in texts)
    assert 2_400 < size / len(texts) < 3_600
    assert 240 < size / claims < 300, "bytes a claim"
    assert 3.1 < 1000 * runs / size < 3.9, "runs of digits in 1,000 bytes"


def test_a_few_names_are_everywhere_and_most_are_rare() -> None:
    towns = [name for story in map(generate.story, range(600)) for name in {story.documents[0].place}]
    counts = sorted((towns.count(name) for name in set(towns)), reverse=True)
    assert counts[0] > 20
    assert counts.count(1) > len(counts) / 2


# -- what is planted -----------------------------------------------------------------------------------------------


def test_documents_of_a_story_agree_but_for_what_was_planted() -> None:
    several = [story for story in map(generate.story, range(400)) if len(story.documents) > 1]
    assert {story.planted is None for story in several} == {True, False}
    for story in several:
        for fact in {name for document in story.documents for name in document.told}:
            values = {document.told[fact].value for document in story.documents if fact in document.told}
            assert len(values) == (2 if fact == story.planted else 1), (story.number, fact, values)


def test_what_was_planted_is_written_down_as_it_stands_in_the_documents(tmp_path: Path) -> None:
    generate.write(tmp_path, 150)
    differences = planted(tmp_path / "planted.jsonl")
    assert differences
    for difference in differences:
        first, second = difference
        assert not first.keys() & second.keys()
        for path, text in (first | second).items():
            assert text.lower() in (tmp_path / path).read_text(encoding="utf-8").lower(), path


# -- what is counted -----------------------------------------------------------------------------------------------

TOLD = [{"documents/a.md": "27", "documents/c.md": "27"}, {"documents/b.md": "31"}]


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        pytest.param([], Score(planted=1, found=0, findings=0, right=0), id="nothing found"),
        pytest.param([[(("documents/a.md", "27"), ("documents/b.md", "31"))]], Score(1, 1, 1, 1), id="the two sides"),
        pytest.param([[(("documents/b.md", "31 people"), ("documents/c.md", "27"))]], Score(1, 1, 1, 1), id="the other way, with a noun"),
        pytest.param([[(("documents/a.md", "27"), ("documents/c.md", "27"))]], Score(1, 0, 1, 0), id="one side"),
        pytest.param([[(("documents/a.md", "5"), ("documents/b.md", "31"))]], Score(1, 0, 1, 0), id="another value"),
        pytest.param([[(("documents/a.md", "27"), ("documents/d.md", "31"))]], Score(1, 0, 1, 0), id="another document"),
        pytest.param(
            [[(("documents/a.md", "27"), ("documents/b.md", "31"))], [(("documents/c.md", "27"), ("documents/b.md", "31"))], []],
            Score(planted=1, found=1, findings=3, right=2),
            id="told twice, and a false alarm without pairs",
        ),
    ],
)
def test_a_finding_is_right_where_it_sets_both_sides_against_each_other(
    findings: list[list[tuple[tuple[str, str], tuple[str, str]]]], expected: Score
) -> None:
    assert score(findings, [TOLD]) == expected


def test_recall_and_precision_are_shares() -> None:
    found = Score(planted=4, found=3, findings=6, right=3)
    assert (found.recall, found.precision) == (0.75, 0.5)


def test_the_findings_of_a_report_and_of_the_naive_script_are_read_alike() -> None:
    report = {
        "claims": [{"id": "1", "path": "x/documents/a.md", "text": "27"}, {"id": "2", "path": "x/documents/b.md", "text": "31"}],
        "findings": [{"pairs": [{"a": "1", "b": "2"}]}],
    }
    line = json.dumps({"a": {"path": "x/documents/a.md", "text": "27"}, "b": {"path": "x/documents/b.md", "text": "31"}})
    expected = [[(("documents/a.md", "27"), ("documents/b.md", "31"))]]
    assert list(of_report(report, "documents")) == expected
    assert list(of_naive([line, '{"path": "x"}'], "documents")) == expected


def test_a_scan_of_a_generated_corpus_finds_what_was_planted(tmp_path: Path) -> None:
    """The two documents alone, so that this takes no time: what a whole corpus makes harder is a matter of measuring."""
    story = next(
        story
        for story in map(generate.story, range(4000))
        if story.planted in {"profit", "damage", "exports", "cost"} and len(story.documents) == 2
    )
    for number, document in enumerate(story.documents):
        (tmp_path / f"{number}.md").write_text(generate.as_text(document, markdown=True), encoding="utf-8")
    texts = {document.told[story.planted or ""].text for document in story.documents}
    found = [{claim.text for claim in finding.claims} for finding in factcheck.scan(tmp_path).findings]
    assert any(texts <= claims for claims in found), found


# -- the peer ------------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:Classifier dependencies not installed:UserWarning")  # it reads without them too
def test_the_naive_script_reads_amounts_and_dates() -> None:
    found = list(naive.values("a.txt", "The plant at Galholm cost 30 kilograms of gold.\nIt opened on 14 March 2024.\n"))
    assert {(value.unit, value.value) for value in found} >= {("kilogram", "30.0"), ("date", "2024-03-14")}


def test_the_naive_script_pairs_values_of_one_unit_where_two_names_are_shared() -> None:
    def value(path: str, number: str, line: str, unit: str = "tonne") -> naive.Value:
        return naive.Value(path, number, unit, number, line)

    first, second = value("a", "5", "Galholm bought wheat from Belland"), value("b", "7", "Belland sold Galholm wheat")
    others = [value("c", "9", "Galholm sold wheat"), value("b", "8", "Galholm of Belland", "date"), value("d", "5", "Galholm, Belland")]
    assert [(a.path, b.path) for a, b in naive.pairs([first, second, *others])] == [("a", "b"), ("b", "d")]


# -- the table -----------------------------------------------------------------------------------------------------

ROWS = (
    measure.Row("start", "50 ms"),
    measure.Row("reading", "400 KB/s", "naive: 2 KB/s", (190.0, 200.0, 230.0)),
)
ABOUT = {
    "date": "2025-01-02",
    "machine": "Some Processor, 4 cores, 8 GB of memory",
    "python": "Python 3.11.1 on Linux",
    "commit": "abc1234",
}


def test_the_table_is_aligned_and_says_when_and_where() -> None:
    assert measure.table(ROWS, ABOUT, ["No release."]) == (
        "2025-01-02, Some Processor, 4 cores, 8 GB of memory, Python 3.11.1 on Linux, commit abc1234.\n"
        "No release.\n"
        "\n"
        "| measurement | factcheck | other side    | ratio            |\n"
        "|-------------|-----------|---------------|------------------|\n"
        "| start       | 50 ms     |               |                  |\n"
        "| reading     | 400 KB/s  | naive: 2 KB/s | 200 (190 to 230) |"
    )


def test_the_table_takes_the_place_of_the_last_one_on_a_page() -> None:
    page = f"# Page\n\n{measure.BEGIN}\nold\n{measure.END}\n\nMore.\n"
    written = measure.put(page, measure.table(ROWS, ABOUT, ()))
    assert written == (
        f"# Page\n\n{measure.BEGIN}\n"
        "2025-01-02, Some Processor, 4 cores, 8 GB of memory, Python 3.11.1 on Linux, commit abc1234.\n"
        "\n"
        "| measurement | factcheck | other side | ratio |\n"
        "|---|---|---|---|\n"
        "| start | 50 ms |  |  |\n"
        "| reading | 400 KB/s | naive: 2 KB/s | 200 (190 to 230) |\n"
        f"{measure.END}\n\nMore.\n"
    )
    with pytest.raises(SystemExit, match="add the two lines"):
        measure.put("# Page\n", "table")


def test_a_page_tells_nothing_of_the_machine_but_its_kind() -> None:
    told = " ".join(measure.machine().values())
    assert os.uname().nodename not in told.split()
    assert "/" not in told


def test_a_run_is_measured_and_a_failure_is_told(tmp_path: Path) -> None:
    side = measure.Side("python", (sys.executable, "-c"))
    run = side.run("print('x' * 10)", folder=tmp_path, into="out.txt")
    assert (tmp_path / "out.txt").read_bytes() == b"x" * 10 + b"\n"
    assert run.cpu > 0
    assert run.peak > 1
    with pytest.raises(RuntimeError, match="no such thing"):
        side.run("import sys; print('no such thing', file=sys.stderr); sys.exit(3)", folder=tmp_path)


def test_without_a_release_a_sentence_says_so(tmp_path: Path) -> None:
    assert "git knows no such commit" in str(measure.before("no-such-commit", tmp_path))
