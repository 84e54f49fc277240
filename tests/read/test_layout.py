"""The blocks of plain text and Markdown."""

from __future__ import annotations

import pytest

from factcheck import rules
from factcheck.model import BlockKind
from factcheck.read import markdown, text
from factcheck.read.furniture import is_furniture, without_furniture
from factcheck.read.lines import line_starts

Blocks = list[tuple[str, str]]
H, P, I, R = (kind.value for kind in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW))  # noqa: E741  as in the tables

LONG = "The harbour of the northern town handled forty ships in the first week of the year, the port authority said on Monday."
WRAPPED = """\
The harbour of the northern town handled forty ships in the
first week of the year, the port authority told the northern
Harbour Gazette on Monday. It had handled thirty ships in the
same week of the year before. Prices rose by a full 4 percent.
In all, they reached the level of 2008, the port authority of
Oslo said.
"""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(f"Ships return\n\n{LONG}\n", [(H, "Ships return"), (P, LONG)], id="first-line-is-a-heading"),
        pytest.param(f"Ships return\n{LONG}\n", [(H, "Ships return"), (P, LONG)], id="heading-without-a-gap"),
        pytest.param("Forty ships left.\n", [(P, "Forty ships left.")], id="a-statement-is-no-heading"),
        pytest.param("Why now?\n\nA.\n", [(H, "Why now?"), (P, "A.")], id="a-question-may-be-a-heading"),
        pytest.param("A.\n\nWhat follows\n\nB.\n", [(P, "A."), (H, "What follows"), (P, "B.")], id="a-short-line-alone"),
        pytest.param("A said.\nOne line\nB said.\n", [(P, "A said."), (P, "One line"), (P, "B said.")], id="no-gap-no-heading"),
        pytest.param(f"{LONG}\n{LONG}\n", [(P, LONG), (P, LONG)], id="one-paragraph-a-line"),
        pytest.param(WRAPPED, [(P, WRAPPED.strip())], id="wrapped-lines-are-one-paragraph"),
        pytest.param("Forty ships left for\nthe south.\n", [(P, "Forty ships left for\nthe south.")], id="goes-on-in-lower-case"),
        pytest.param("A:\n• 5 ships\n• 6 boats\n", [(P, "A:"), (I, "5 ships"), (I, "6 boats")], id="bullets"),
        pytest.param("A:\n- 5 ships\n- 6 boats\n", [(P, "A:"), (I, "5 ships"), (I, "6 boats")], id="dashes-are-no-minus"),
        pytest.param("1. A\n2. B\n\n7. März\n", [(I, "A"), (I, "B"), (H, "7. März")], id="numbers-count-in-sequence"),
        pytest.param("-5 degrees were measured.\n", [(P, "-5 degrees were measured.")], id="a-sign-is-no-bullet"),
        pytest.param("A.\r\n\r\nB\rc.\r", [(P, "A."), (P, "B\rc.")], id="any-newline"),
        pytest.param("\n\n", [], id="nothing"),
    ],
)
def test_plain_text(source: str, expected: Blocks) -> None:
    blocks = text.layout(source, line_starts(source), 0)
    assert [(block.kind.value, block.span.of(source)) for block in blocks] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("# A #\n\nB\n===\n", [(H, "A"), (H, "B")], id="headings"),
        pytest.param("a\nb\n\nc\n", [(P, "a\nb"), (P, "c")], id="paragraphs"),
        pytest.param("- a\n  b\n- c\n  - d\n\n1. e\n", [(I, "a\nb".replace("\n", "\n  ")), (I, "c"), (I, "d"), (I, "e")], id="items"),
        pytest.param("> a\n> b\n", [(P, "a\n> b")], id="quotation"),
        pytest.param("| x | y |\n|---|---|\n| 1 | 2 |\n", [(R, "x | y"), (R, "1 | 2")], id="table-rows"),
        pytest.param("a\n\n```\n40\n```\n\n    41\n\nb\n", [(P, "a"), (P, "b")], id="code-gives-no-block"),
        pytest.param("a\n\n<!-- 40\n\n41 -->\n\nb\n", [(P, "a"), (P, "b")], id="comments-give-no-block"),
        pytest.param("a **40** b\n", [(P, "a **40** b")], id="marks-stay"),
        pytest.param("a\r\nb\r\n\r\nc", [(P, "a\r\nb"), (P, "c")], id="any-newline"),
        pytest.param("a\na\na\n", [(P, "a\na\na")], id="equal-lines"),
        pytest.param("- - - a\n", [(I, "a")], id="items-in-items"),
    ],
)
def test_markdown(source: str, expected: Blocks) -> None:
    blocks = markdown.layout(source, line_starts(source), 0)
    assert [(block.kind.value, block.span.of(source)) for block in blocks] == expected


def test_markdown_counts_from_the_start_of_the_file() -> None:
    source = "---\ntitle: a\n---\n\n# b\n\nc\n"
    blocks = markdown.layout(source, line_starts(source), source.index("\n# b"))
    assert [block.span.of(source) for block in blocks] == ["b", "c"]


@pytest.mark.parametrize(
    "source",
    ["> " * 5000 + "a", "- " * 5000 + "a", "[" * 50_000, "*a" * 50_000, "| a " * 20_000, "`" * 50_000, "<a" * 50_000],
    ids=["quotations", "lists", "brackets", "emphasis", "bars", "ticks", "tags"],
)
def test_hostile_markdown_is_read_in_time(source: str) -> None:
    markdown.layout(source, line_starts(source), 0)


FURNITURE = [pytest.param(rule, id=rule.id) for rule in rules.load().table("furniture")]


@pytest.mark.parametrize("rule", FURNITURE)
def test_furniture_rules_keep_their_examples(rule: rules.Rule) -> None:
    assert rule.finds
    assert rule.leaves
    assert [example["text"] for example in rule.finds if not is_furniture(example["text"], rule)] == []
    assert [example["text"] for example in rule.leaves if is_furniture(example["text"], rule)] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("A left.\n\nSource: Gazette\n", ["A left."], id="at-the-end"),
        pytest.param("A left.\n\nSource: Gazette\n\nB left.\n", ["A left.", "Source: Gazette", "B left."], id="not-in-the-middle"),
        pytest.param("A left.\n\nPhoto: J. Sailor\n\nB left.\n", ["A left.", "B left."], id="a-credit-anywhere"),
        pytest.param(
            "We use cookies of 40 firms.\n\nA left.\n\nAdvertisement\n\n4 min read\n\nAlso read: 40 lost\n\nB left.\n\n12 comments\n",
            ["A left.", "B left."],
            id="around-and-between",
        ),
        pytest.param("A left.\n\nSupport us!\nOur Newsletter\n", ["A left."], id="several"),
    ],
)
def test_furniture_gets_no_block(source: str, expected: list[str]) -> None:
    blocks = without_furniture(source, text.layout(source, line_starts(source), 0), rules.load())
    assert [block.span.of(source) for block in blocks] == expected
