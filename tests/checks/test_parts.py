"""FC301 and FC303: parts and totals, shares of a whole, in sentences, lists and tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.model import Flaw

Flaws = Callable[..., list[Flaw]]

SUMS = [
    ("The flood left 71 dead, 44 of them in the north and 17 in the south.", "44 + 17 = 61, not 71"),
    ("The flood left 71 dead, 44 of them in the hills and the other 17 on the coast.", "44 + 17 = 61, not 71"),
    ("Of the 71 dead, 44 were men, 10 women and the remaining 27 children.", "44 + 10 + 27 = 81, not 71"),
    ("The fund paid $3 million for roads, $2 million for schools and $1 million for clinics, $7 million in all.",
     "3,000,000 + 2,000,000 + 1,000,000 = 6,000,000, not 7,000,000"),
    ("It hired 9 men, 4 women and 3 apprentices, a total of 17.", "9 + 4 + 3 = 16, not 17"),
    ("A total of 71 boats sank: 44 in the north, 10 in the bay and 27 in the south.", "44 + 10 + 27 = 81, not 71"),
    ("The fleet of 12 ships, made up of 7 tankers and 4 tugs, has left.", "7 + 4 = 11, not 12"),
    ("The storm killed 12 people, including 15 children.", "15 cannot be part of 12"),
    ("The raid hurt 71 people, including 44 in Lima and 40 in Cusco.", "44 + 40 = 84, more than 71"),
    ("The raid hurt 71 people, including 44 women and 40 children.", "44 + 40 = 84, more than 71"),
]  # fmt: skip

SILENT = [
    "The flood left 71 dead, 44 of them in the north and 27 in the south.",
    "The flood left 71 dead, 44 of them in the north and 17 in the valley.",  # not said to be all
    "The flood left at least 71 dead, 44 of them in the north and about 30 in the south.",
    "The fund paid 1.2 million for roads and 1.3 million for schools, 2.6 million in all.",
    "The flood left 71 people dead in 12 villages, 44 of them men and 27 women.",
    "The board of 29 is composed of a chairman, five deputies and 23 members.",  # one part has no number
    "Of the 71 dead, 44 were men and the other 17 women, and many are missing.",
    "He played 3 matches, scored 2 goals, and 7 in all competitions.",
    "The raid hurt 71 people, including 44 students and 40 women.",  # one can be both
    "The fleet of 10 ships, including 400 sailors, left.",
    "The storm killed 12 people in 90 towns, 15 of them by the sea.",
    "A total of 71 people were hurt: 44 were injured in the north, and 17 died.",
]

SHARES = [
    ("In the survey 60% chose the bus, 30% the train and 20% the car.", "60% + 30% + 20% = 110%, more than all of one whole"),
    ("Ruiz got 58.5% of the vote and Soto 44.5%.", "58.5% + 44.5% = 103%, more than all of one whole"),
    ("Of the tea 70% goes to Kenya, and the remaining 40% to Egypt.", "70% + 40% = 110%, more than all of one whole"),
]

NO_SHARES = [
    "In the survey 60% chose the bus, 25% the train and 15% the car.",
    "In the survey 34% chose the bus, 34% the train and 33% the car.",  # rounded
    "More than one answer was allowed: 60% chose the bus, 30% the train and 20% the car.",
    "In the survey 60% voted for the park in 2016 and 55% in 2020.",
    "Of the women 60% chose the bus, and 55% of the men chose the train.",
    "Some 60% voted for the park, and 45% were unhappy.",
    "It owns 20% and will buy the remaining 30% later.",
    "Out of 3% of fresh water, ice covers 2% and the remaining 1% can be drunk.",
    "Exports rose 60% in May, 30% in June and 20% in July.",
]


@pytest.mark.parametrize(("text", "reason"), SUMS)
def test_parts_that_are_not_their_total_are_told_with_the_sum(flaws: Flaws, text: str, reason: str) -> None:
    assert [(flaw.rule, flaw.reason) for flaw in flaws(text)] == [("FC301", reason)]


@pytest.mark.parametrize(("text", "reason"), SHARES)
def test_shares_that_are_more_than_their_whole_are_told_with_the_sum(flaws: Flaws, text: str, reason: str) -> None:
    assert [(flaw.rule, flaw.reason) for flaw in flaws(text)] == [("FC303", reason)]


@pytest.mark.parametrize("text", [*SILENT, *NO_SHARES])
def test_what_can_be_so_is_left_alone(flaws: Flaws, text: str) -> None:
    assert [flaw.reason for flaw in flaws(text)] == []


LIST = "The plan has three parts.\n\n- Roads: 310 million euros\n- Schools: 240 million euros\n- Clinics: 120 million euros\n"
TABLE = "| Part | Spent | Share |\n|---|---|---|\n| Roads | 310 | 46% |\n| Schools | 240 | 36% |\n| Clinics | 120 | 18% |\n"


@pytest.mark.parametrize(
    ("text", "suffix", "reasons"),
    [
        pytest.param(
            LIST + "- **Total: 690 million euros**", ".md",
            ["310,000,000 + 240,000,000 + 120,000,000 = 670,000,000, not 690,000,000"], id="list",
        ),
        pytest.param(LIST + "- Total: 670 million euros", ".md", [], id="list that adds up"),
        pytest.param(LIST + "- Total: 4 billion euros", ".md", [], id="a choice of the parts"),
        pytest.param(LIST + "- of which abroad: 20 million euros\n- Total: 690 million euros", ".md", [], id="a part of a part"),
        pytest.param(TABLE + "| Total | 690 | 100% |", ".md", ["310 + 240 + 120 = 670, not 690"], id="table"),
        pytest.param(TABLE + "| Total | 670 | 100% |", ".md", [], id="table that adds up"),
        pytest.param(TABLE + "| Total | 223 | 33% |", ".md", [], id="an average"),
        pytest.param(
            "Spending\n\nRoads: 310\nSchools: 240\nClinics: 120\nTotal: 690\n", ".txt", ["310 + 240 + 120 = 670, not 690"], id="lines",
        ),
        pytest.param(
            "The result of the vote:\n\n* Yes: 61%\n* No: 49%\n", ".md", ["61% + 49% = 110%, more than all of one whole"], id="vote",
        ),
        pytest.param("Who likes what:\n\n* Tea: 61%\n* Rice: 49%\n", ".md", [], id="not exclusive"),
    ],
)  # fmt: skip
def test_a_row_called_total_is_the_sum_of_its_column(layout_flaws: Flaws, text: str, suffix: str, reasons: list[str]) -> None:
    assert [flaw.reason for flaw in layout_flaws(text, suffix)] == reasons
