"""A shorter way of reading reads as the longer one does: days in words, plain front matter and Markdown without a library, words of
ASCII, furniture from its end, agencies by their first letter.
"""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import rules
from factcheck.read import agency, front_matter, furniture, languages, markdown, published
from factcheck.read.lines import line_starts

MONTHS = ("January", "Feb", "March", "Apr", "May", "June", "July", "Aug", "Sept", "October", "November", "Dec")
FORMS = ("{month} {day}, {year}", "{month} {day:02} {year}", "{month}. {day}, {year}", "{day} {month} {year}", "{day:02} {month}, {year}")


@pytest.mark.parametrize("form", FORMS)
def test_an_english_day_is_the_one_that_dateparser_reads(form: str) -> None:
    for (number, month), day, year in product(enumerate(MONTHS, 1), (1, 9, 12, 13, 28, 31), (1500, 1999, 2024)):
        words = form.format(month=month, day=day, year=year)
        found = published._english(words)
        assert found is None or found == published._worded(words)
        assert (found is None) == (day == 31 and number in (2, 4, 6, 9, 11))


@pytest.mark.parametrize(
    "words", ["February 30, 2023", "Marchtember 3, 2023", "april 3, 2023", "April 3, 23", "3 4 2023", "April 3, 2023 (Oslo)"]
)
def test_other_words_are_left_to_dateparser(words: str) -> None:
    assert published._english(words) is None


PLAIN = "ab1Z .,;!?()'’“”\"/+%$£€–—-:_é½"
value = st.text(st.sampled_from(PLAIN + "#&*[]{}|>@`\\\t\u00a0\u0301"), max_size=8) | st.text(st.sampled_from(PLAIN), max_size=8)
words = st.builds(
    "{}{}{}".format, st.sampled_from(["", "a", "X", "2", '"']), value, st.sampled_from(["", '"', " ", "'", "https://x.org/a-b", ": ", " #"])
)
key = st.sampled_from(["title", "source", "published", "a-b", "a_b", "no", "null", "~x"])
entry = st.builds("{}:{}{}".format, key, st.sampled_from([" ", " ", " ", "", "  "]), words)
behind = st.sampled_from(
    ["---\nBody", "---\n\nBody", "---\n", "--- \nBody", "----\nBody", "---\n \nBody", "---\n\u00a0x", "---\nBody\n---\nmore"]
)


@given(st.lists(entry, max_size=3), behind)
def test_front_matter_without_a_library_says_what_yaml_says(entries: list[str], rest: str) -> None:
    text = "\n".join(["---", *entries, rest])
    assert front_matter.split(text) == front_matter.parsed(text)


def test_front_matter_of_keys_and_words() -> None:
    text = '---\ntitle: "Port: two ships"\nsource: Harbour Post\npublished: 2024-03-01\nurl: https://harbour.example/a-b\n---\n\nBody'
    assert front_matter.split(text) == front_matter.FrontMatter(
        entries={"title": "Port: two ships", "source": "Harbour Post", "published": "2024-03-01", "url": "https://harbour.example/a-b"},
        end=len(text) - len("Body"),
    )


line = st.sampled_from([
    "", "", "One two", "and more ", "“Quoted” x", "(a) b", "12 people", "2023", "$5 m", "½ cup", "# Title", "## Two  ", "#  x\u00a0",
    "# a #", "#x", "# #", "#", "12. x", "1) y", "===", "---", "- a", "* b", "> q", "| a | b |", "|---|---|", "a | b", "    code", "\tcode",
    "```", "<div>", "[a]: http://x", "a\x1f\x1f", "word\x0b", "word\u2028x", "\u00a0", "٣. x", "x\x1e", "a\\", "a  ", "\x0cx",
    "a\x00b", "a\rb",
])  # fmt: skip
simple = st.sampled_from(["", "One two", "and more ", "“Quoted” x", "12 people", "# Title", "### Two  "])


@given(st.lists(line, max_size=7) | st.lists(simple, max_size=7), st.booleans())
def test_markdown_without_a_parser_has_the_blocks_that_the_parser_finds(lines: list[str], first_is_cut: bool) -> None:
    text = "\n".join(lines)
    starts = line_starts(text)
    body = starts[1] if first_is_cut and len(starts) > 1 else 0
    assert markdown.layout(text, starts, body) == markdown.parsed(text, starts, body)


def test_headings_and_paragraphs_of_markdown() -> None:
    text = "# Ferry delayed\n\nOn Friday 40 people waited\nfor two hours.\n12 left.\n"
    blocks = markdown.layout(text, line_starts(text), 0)
    assert [(block.kind.value, block.span.of(text)) for block in blocks] == [
        ("heading", "Ferry delayed"),
        ("paragraph", "On Friday 40 people waited\nfor two hours.\n12 left."),
    ]


@given(st.text(st.characters(max_codepoint=127)) | st.text())
def test_the_words_of_a_sample_are_its_runs_of_letters(text: str) -> None:
    sample = text.lower()
    assert languages._words(sample) == re.findall(r"[^\W\d_]+", sample)


block = st.lists(
    st.sampled_from(["12", "min", "read", " ", "\n", "NEWSLETTER", "newsletter", ".", "in", "your", "inbox", "it", "ſhares", "shares"])
)


@given(block.map("".join) | block.map(" ".join))
def test_a_block_ends_as_furniture_does_wherever_that_is_looked_for(words: str) -> None:
    patterns = [r".*\ min\ read", r".*\ newsletter\.", r".*\ in\ your\ inbox\ .*", r".*\ shares", "it.*", ".*"]
    for pattern in patterns:
        plain = re.fullmatch(pattern, words, re.IGNORECASE | re.DOTALL)
        assert (furniture._any_of([pattern]).fullmatch(words) is None) == (plain is None)


@given(st.lists(st.sampled_from(["AFP", "Reuters", "AP", " ", ",", "x", "_", "9", "é", " and "])).map("".join))
def test_an_agency_is_named_where_its_name_is_a_word_of_its_own(words: str) -> None:
    agencies = agency._agencies(rules.load())
    called = "|".join(map(re.escape, sorted(agencies.names, key=len, reverse=True)))
    assert agencies.pattern.findall(words) == re.findall(rf"(?<!\w)(?:{called})(?!\w)", words)
