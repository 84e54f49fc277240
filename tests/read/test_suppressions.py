"""Suppressions: what a comment says, which lines it speaks for, and that nothing else of the text is touched."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from factcheck import batches, pipeline
from factcheck.model import Document
from factcheck.read import Source, discover, read, suppressions
from factcheck.read.lines import line_starts
from factcheck.rules import load
from factcheck.settings import Settings

OWN = '<!-- factcheck: ignore[FC101] reason="counted on 3 May 2024, of 40 people" -->'


def found(text: str, *, markdown: bool = False) -> list[tuple[tuple[str, ...], str, tuple[int, int] | None]]:
    listed = suppressions.find(text, line_starts(text), 0, "a.md", markdown=markdown)
    return [(entry.codes, entry.reason, entry.lines) for entry in listed if entry.problem is None]


@pytest.mark.parametrize(
    ("comment", "codes", "reason"),
    [
        ('<!-- factcheck: ignore[FC101] reason="as-of differs" -->', ("FC101",), "as-of differs"),
        ('<!-- factcheck: ignore[FC101, fc401] reason="two calendars" -->', ("FC101", "FC401"), "two calendars"),
        ("<!-- factcheck: ignore[FC101] reason='they say \"about\"' -->", ("FC101",), 'they say "about"'),
        ('<!--factcheck:ignore [FC101]reason = "tight"-->', ("FC101",), "tight"),
        ('<!-- factcheck: ignore[FC101]\n     reason="over\n     two lines" -->', ("FC101",), "over two lines"),
    ],
)
def test_a_suppression_names_checks_and_gives_a_reason(comment: str, codes: tuple[str, ...], reason: str) -> None:
    assert [(own, said) for own, said, _ in found(f"The toll was 40. {comment}\n")] == [(codes, reason)]


@pytest.mark.parametrize(
    ("comment", "problem"),
    [
        ("<!-- factcheck: ignore[FC101] -->", "a suppression needs a reason in quotation marks"),
        ('<!-- factcheck: ignore[FC101] reason="" -->', "a suppression needs a reason in quotation marks"),
        ("<!-- factcheck: ignore[FC101] reason=old -->", "a suppression needs a reason in quotation marks"),
        ('<!-- factcheck: ignore[] reason="old" -->', "a suppression names the checks that it is for"),
        ('<!-- factcheck: ignore reason="old" -->', "cannot be understood as a suppression"),
        ('<!-- factcheck: ignroe[FC101] reason="old" -->', "cannot be understood as a suppression"),
        ('<!-- factcheck: ignore[FC101] reason="old"', "cannot be understood as a suppression"),
        ('<!-- factcheck: ignore[FC101] reason="old"\n\nMore text.\n\n<!-- another -->', "a suppression needs a reason"),
    ],
)
def test_what_is_no_suppression_but_meant_as_one_is_a_problem_and_stays_in_the_text(comment: str, problem: str) -> None:
    text = f"The toll was 40. {comment}\n"
    [entry] = suppressions.find(text, line_starts(text), 0, "a.md")
    assert entry.line == 1
    assert (entry.problem or "").startswith(problem)
    assert suppressions.hidden(text, [entry], " ") == text


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"The toll was 40. {OWN}\nIt rose.", (1, 1)),
        (f"{OWN} The toll was 40.\nIt rose.", (1, 1)),
        (f"First.\n{OWN}\nThe toll was 40.\nIt rose.", (3, 3)),
        (f"First.\n\n  {OWN}\n\n\nThe toll was 40.\nIt rose.", (6, 6)),
        (f"{OWN}\n<!-- factcheck: ignore[FC401]\nreason='two lines' -->\nThe toll was 40.", (4, 4)),
        (f"The toll was 40.\n{OWN}\n", (2, 2)),
        (f"The toll was 40.\n{OWN.replace('ignore', 'ignore-file')}\n", None),
    ],
)
def test_a_comment_speaks_for_its_line_or_alone_for_the_next_with_text_or_for_the_file(text: str, lines: tuple[int, int] | None) -> None:
    assert found(text)[0][2] == lines


@pytest.mark.parametrize("text", [f"```\n{OWN}\n```\n", f"~~~~ html\n~~~\n{OWN}\n~~~~\n", f"Write `{OWN}` above it.\n"])
def test_code_in_markdown_is_no_suppression(text: str) -> None:
    assert found(text, markdown=True) == []
    assert len(found(text)) == 1


def test_a_closed_fence_is_over() -> None:
    assert found(f"```\ncode\n```\n{OWN}\nThe toll was 40.\n", markdown=True)[0][2] == (5, 5)


# -- the text around -----------------------------------------------------------------------------------------------

WITH_COMMENTS = f"""\
{OWN}
# The flood in Petra

{OWN} The flood killed 40 people {OWN} and injured
{OWN}
210, the ministry said. {OWN}
{OWN}

- 12 bridges fell {OWN}
{OWN}
- 9 schools closed

| place | dead |
|-------|------|
| Wadi | 31 | {OWN}
| Town | 9 |
"""


def document(tmp_path: Path, text: str, name: str = "a.md") -> Document:
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    (result,) = read(Source(file=tmp_path / name, path=name))
    assert isinstance(result, Document)
    return result


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_comments_are_not_read_and_disturb_no_block(tmp_path: Path, name: str, newline: str) -> None:
    def lines(text: str) -> str:
        return "".join(line for line in text.splitlines(keepends=True) if line.strip() != OWN).replace(OWN, "")

    with_comments = document(tmp_path, WITH_COMMENTS.replace("\n", newline), name)
    without = document(tmp_path, lines(WITH_COMMENTS).replace("\n", newline), name)

    def words(read_as: Document) -> list[tuple[str, str]]:
        return [(block.kind.value, " ".join(block.span.of(read_as.text).split())) for block in read_as.blocks]

    assert words(with_comments) == words(without)
    assert len(with_comments.text) == len(WITH_COMMENTS.replace("\n", newline))
    listed = [(claim.text, claim.quote, claim.frame.measure) for claim in batches.claims_of(with_comments, load())]
    assert listed == [(claim.text, claim.quote, claim.frame.measure) for claim in batches.claims_of(without, load())]
    assert [text for text, _, _ in listed][:2] == ["40", "210"]


def test_claims_stand_where_the_file_has_them(tmp_path: Path) -> None:
    read_as = document(tmp_path, WITH_COMMENTS)
    claims = {claim.text: (claim.line, claim.column) for claim in batches.claims_of(read_as, load())}
    lines = WITH_COMMENTS.splitlines()
    assert claims["40"] == (4, lines[3].index("40 people", len(OWN)) + 1)
    assert claims["210"] == (6, 1)


def test_the_digest_of_a_document_is_that_of_its_file(tmp_path: Path) -> None:
    plain = document(tmp_path, "The toll was 40.\n")
    assert plain.metadata.digest != document(tmp_path, f"The toll was 40. {OWN}\n").metadata.digest


@pytest.mark.parametrize("inside", [True, False])
def test_only_documents_under_the_working_folder_or_its_repository_may_have_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: bool
) -> None:
    (tmp_path / "ours" / ".git").mkdir(parents=True)
    (tmp_path / "ours" / "deep").mkdir()
    (tmp_path / "theirs").mkdir()
    monkeypatch.chdir(tmp_path / "ours" / "deep")
    file = tmp_path / ("ours" if inside else "theirs") / "a.md"
    file.write_text(f"The toll was 40. {OWN}\n", encoding="utf-8")
    (source,) = discover([file])
    assert isinstance(source, Source)
    (read_as,) = read(source)
    assert isinstance(read_as, Document)
    assert len(read_as.suppressions) == inside
    assert "reason" not in read_as.text


@pytest.mark.parametrize(
    "text",
    [
        "<!--" * 250_000,
        "<!-- factcheck:" * 66_000,
        "<!-- factcheck: -->" * 52_000,
        "<!-- factcheck: ignore[" + "[" * 1_000_000 + " -->",
        "<!-- factcheck: ignore[FC101] reason" + " " * 1_000_000 + "= -->",
        f"{OWN}\n" * 13_000,
        (f"{OWN}\n" + "\n" * 20) * 10_000,
        OWN + "\r```" * 250_000,
    ],
    ids=["comments", "opened", "empty", "brackets", "blanks", "many", "apart", "fences"],
)
def test_a_megabyte_of_comments_takes_no_longer_than_its_length(text: str) -> None:
    before = time.perf_counter()
    listed = suppressions.find(text, line_starts(text), 0, "a.md", markdown=True)
    assert len(suppressions.hidden(text, listed, " ")) == len(text)
    assert time.perf_counter() - before < 5  # seconds; what is quadratic takes minutes


def test_a_listing_of_claims_does_not_mind_a_broken_one(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The flood killed 40 people. <!-- factcheck: ignore[FC101] -->\n", encoding="utf-8")
    assert "40" in [claim.text for claim in pipeline.claims([str(tmp_path)], Settings()).claims]
