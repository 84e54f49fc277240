import datetime
import subprocess
import sys

import pytest

from factcheck.extract import unknown
from factcheck.model import Period

ENGLISH = ("en",)


def day(year: int, month: int, number: int) -> Period:
    date = datetime.date(year, month, number)
    return Period(date, date)


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("03.mar.2021", day(2021, 3, 3)),
        ("2021mar03", day(2021, 3, 3)),
        ("3mar21", day(2021, 3, 3)),
        ("23-2020-september", day(2020, 9, 23)),
        ("mar.03.2021", day(2021, 3, 3)),
        ("mar/2021", Period(datetime.date(2021, 3, 1), datetime.date(2021, 3, 31))),
    ],
)
def test_a_date_in_one_word_is_read(words: str, period: Period) -> None:
    assert unknown.read(words, ENGLISH) == period


@pytest.mark.parametrize("words", ["3.mar", "31.feb.2021", "3.mar.5", "3.mar.2021.17", "mar.3000", "3.mar.2021" * 9, "a" * 100_000])
def test_what_leaves_a_part_out_or_over_is_no_date(words: str) -> None:
    assert unknown.read(words, ENGLISH) is None


def test_dateparser_is_not_loaded_for_dates_that_the_rules_read() -> None:
    program = """
import sys
from factcheck import rules
from factcheck.extract import reader
from factcheck.model import Block, Document, Metadata, Span

text = sys.argv[1]
document = Document(text=text, metadata=Metadata(path="x"), blocks=(Block(span=Span(0, len(text))),))
print(len(reader(rules.load()).read(document).mentions), "dateparser" in sys.modules)
"""
    for text, printed in (("It rained on 3 March 2021 and 03.Mar.21.", "2 False\n"), ("It rained on 2021Mar03.", "1 True\n")):
        run = subprocess.run([sys.executable, "-c", program, text], capture_output=True, text=True, check=True)
        assert run.stdout == printed
