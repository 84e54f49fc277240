"""One text in several documents counts once; what differs between its copies is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import factcheck
from factcheck.copies import alike, copies, sketch
from factcheck.model import Metadata, Relation, Report

STORY = """The port of Varna handled 4,100 containers in the spring of 2023, its harbour master told reporters on the quay. Two
new cranes have stood on the northern pier since March, and a third is to follow before the winter storms set in. Dockers say that
the ships now leave after a day, where they used to lie at anchor for three. The railway, which carries most of the grain from the
plains to the harbour, has bought forty wagons. Fishermen are less happy: they complain that the channel has been dredged so deep
that their nets come up empty, and they want the town to pay for it. The council will talk about the matter after Easter."""
OTHER = """In the spring of 2023 the port of Varna handled 5,600 containers, says the trade union of the dockers, whose own count
differs from that of the harbour master. It wants higher wages for the men who work at night, and a canteen on the northern pier
that stays open until the last ship has left. A strike is not ruled out, but the talks go on for the time being."""


@pytest.fixture
def scanned(tmp_path: Path) -> Callable[..., Report]:
    """The report on documents, given as name → (date, text) or (date, text, url)."""

    def scan(documents: Mapping[str, tuple[str, ...]], **settings: object) -> Report:
        for name, (published, text, *url) in documents.items():
            address = f"url: {url[0]}\n" if url else ""
            (tmp_path / f"{name}.md").write_text(f"---\nsource: {name}\npublished: {published}\n{address}---\n\n{text}\n", encoding="utf-8")
        return factcheck.scan(tmp_path, **settings)

    return scan


def names(report: Report) -> list[list[str]]:
    return [sorted(Path(claim.metadata.path).stem for claim in finding.claims) for finding in report.findings]


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        pytest.param(STORY, True, id="the same"),
        pytest.param("# Cranes change a harbour\n\n" + STORY, True, id="another headline"),
        pytest.param(STORY[: len(STORY) * 2 // 3], True, id="shortened"),
        pytest.param(STORY.replace("4,100", "4,700").replace("forty", "fifty"), True, id="other numbers"),
        pytest.param(STORY + "\n\n" + OTHER, True, id="with a second part"),
        pytest.param(OTHER, False, id="another text on the same"),
        pytest.param("The port of Varna handled 4,100 containers.", False, id="too short to tell"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_copy_is_told_by_what_it_shares(text: str, copied: bool) -> None:
    assert bool(alike(sketch(text), sketch(STORY))) == copied


def test_a_short_text_has_only_exact_copies() -> None:
    short = "The ferry between Dover and Dunkirk carried 212,000 passengers in 2013, which was more than in any year before."
    assert alike(sketch(short), sketch(short))
    assert not alike(sketch(short), sketch(short + " So says the port."))


def test_of_several_copies_the_first_is_kept_and_of_two_that_are_kept_the_nearest_is_named() -> None:
    order = [Metadata(path=path) for path in "abcd"]
    assert copies([("c", "a", 9), ("c", "b", 12), ("d", "c", 12), ("d", "a", 3)], order) == {"c": "b", "d": "a"}


def test_a_conflict_with_a_text_in_three_papers_is_told_of_the_newest(scanned: Callable[..., Report]) -> None:
    report = scanned(
        {
            "first": ("2023-07-01", STORY), "second": ("2023-07-02", "# Cranes\n\n" + STORY), "third": ("2023-07-03", STORY),
            "union": ("2023-07-04", OTHER),
        }
    )  # fmt: skip
    assert names(report) == [["third", "union"]]
    assert dict(report.summary.withheld)["printed again"]
    told = {Path(document.path).stem: document.origins[-1] for document in report.documents}
    assert told["first"][0] == told["second"][0] == "warning"
    assert "third.md; what both say counts once" in told["first"][1]
    assert told["third"][0] != "warning"


def test_a_number_that_was_changed_in_a_copy_is_a_conflict(scanned: Callable[..., Report]) -> None:
    report = scanned({"first": ("2023-07-01", STORY), "second": ("2023-07-02", STORY.replace("4,100", "4,700"))})
    assert [(finding.relation, sorted(claim.text for claim in finding.claims)) for finding in report.findings] == [
        (Relation.CONFLICT, ["4,100", "4,700"])
    ]


def test_a_number_that_was_changed_on_a_page_is_an_update(scanned: Callable[..., Report]) -> None:
    page = "https://news.example/varna"
    documents = {"first": ("2023-07-01", STORY, page), "second": ("2023-07-02", STORY.replace("4,100", "4,700"), page)}
    assert not scanned(documents).findings
    assert [finding.relation for finding in scanned(documents, show=["update"]).findings] == [Relation.UPDATE]


def test_a_new_article_is_kept_before_the_known_ones(tmp_path: Path) -> None:
    for folder, name, text in (("known", "story", STORY), ("known", "union", OTHER), ("new", "draft", STORY)):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f"{name}.md").write_text(f"---\nsource: {name}\npublished: 2023-07-01\n---\n\n{text}\n", encoding="utf-8")
    assert names(factcheck.check(tmp_path / "new", against=tmp_path / "known")) == [["draft", "union"]]
