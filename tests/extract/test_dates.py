"""Dates: every form of a day reads back as that day, and what the words leave open comes from where they stand."""

from __future__ import annotations

import calendar
import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import rules
from factcheck.extract import reader
from factcheck.extract.days import around, part_of, size_of, units_in, years
from factcheck.model import Block, Dating, Document, Mention, Metadata, Modifier, Period, Span

WEDNESDAY = datetime.date(2024, 3, 27)


def read(text: str, published: datetime.date | None = WEDNESDAY) -> list[Mention]:
    metadata = Metadata(path="t", published=Period(published, published) if published else None)
    document = Document(text=text, metadata=metadata, blocks=(Block(span=Span(0, len(text))),))
    return [mention for mention, _ in reader(rules.load()).read(document).mentions]


def dates(text: str, published: datetime.date | None = WEDNESDAY) -> dict[str, tuple[str, str] | str | None]:
    """What is read as a date: its words, and its first and last day, or else what is printed of it."""
    out: dict[str, tuple[str, str] | str | None] = {}
    for mention in read(text, published):
        if mention.dating is not None:
            period = mention.dating.period
            out[mention.span.of(text)] = (period.first.isoformat(), period.last.isoformat()) if period else mention.dating.partial
    return out


def dating(text: str, published: datetime.date | None = WEDNESDAY) -> Dating:
    [found] = [mention.dating for mention in read(text, published) if mention.dating is not None]
    return found


FORMS = (
    "{d} {month} {y}", "{month} {d}, {y}", "{d} {mon} {y}", "{mon} {d}, {y}", "the {d}{th} of {month} {y}", "{month} {d}{th} {y}",
    "{weekday}, {d} {month} {y}", "{weekday}, {month} {d}, {y}", "{y}-{m:02d}-{d:02d}", "{d}-{mon}-{y}",
    "{d:02d}.{m:02d}.{y}", "{MONTH} {d}, {y}", "{d} {month}, {y}",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(date=st.dates(datetime.date(1600, 1, 1), datetime.date(2199, 12, 31)), form=st.sampled_from(FORMS))
def test_every_form_of_a_day_reads_back(date: datetime.date, form: str) -> None:
    month, d = calendar.month_name[date.month], date.day
    th = "th" if 10 < d < 20 else {1: "st", 2: "nd", 3: "rd"}.get(d % 10, "th")
    words = form.format(
        d=d, m=date.month, y=date.year, th=th, month=month, MONTH=month.upper(), mon=month[:3], weekday=calendar.day_name[date.weekday()]
    )  # fmt: skip
    text = f"It was signed on {words} in Oslo."
    assert list(dates(text).values()) == [(date.isoformat(), date.isoformat())]


@settings(max_examples=80, deadline=None)
@given(first=st.dates(datetime.date(1700, 1, 1), datetime.date(2100, 1, 1)), days=st.integers(1, 500))
def test_a_range_reaches_from_its_first_day_to_its_last(first: datetime.date, days: int) -> None:
    last = first + datetime.timedelta(days)
    one, two = (f"{calendar.month_name[date.month]} {date.day}, {date.year}" for date in (first, last))
    assert list(dates(f"It lasted from {one} to {two}.").values()) == [(first.isoformat(), last.isoformat())]


@settings(max_examples=60, deadline=None)
@given(year=st.integers(1, 9999), month=st.integers(1, 12))
def test_a_month_has_all_its_days(year: int, month: int) -> None:
    text = f"It fell in {calendar.month_name[month]} {year:04d}."
    if 1000 <= year <= 2199:
        last = calendar.monthrange(year, month)[1]
        assert list(dates(text).values()) == [(f"{year:04d}-{month:02d}-01", f"{year:04d}-{month:02d}-{last}")]
    else:
        dates(text)


WORDS = (
    "Monday", "May", "march", "the", "last", "next", "of", "to", "from", "-", "–", "/", "2024", "1066", "31", "30", "12", "0",
    "first", "week", "year", "century", "decades", "quarter", "fiscal", "FY", "ago", "later", "after", "before", "early", "end",
    "and", "between", "'90s", "99999", "million", "weekend", "fortnight", "31st", "9999", "0001", "few", "until", "since", "Q3",
    "H1", ".", ",", "(", "nineteen", "zero",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=14), year=st.sampled_from([1, 2, 1582, 1900, 2024, 9998, 9999]))
def test_no_words_crash_the_reader(words: list[str], year: int) -> None:
    text = " ".join(words)
    for mention in read(text, datetime.date(year, 12, 31)):
        assert text[mention.span.start : mention.span.end].strip()


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=60))
def test_no_text_crashes_the_reader(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was set for 30 February 2021.", {"30 February 2021": "2021-02-30"}),
        ("It was set for February 30.", {"February 30": "--02-30"}),
        ("It was set for 31 April.", {"31 April": "--04-31"}),
        ("It was set for 29 February 2023.", {"29 February 2023": "2023-02-29"}),
        ("It was set for 29 February 2024.", {"29 February 2024": ("2024-02-29", "2024-02-29")}),
        ("It was dated 03/04/2021.", {"03/04/2021": "2021"}),
        ("Dated 3/4/2021, not 25/12/2020.", {"3/4/2021": ("2021-04-03", "2021-04-03"), "25/12/2020": ("2020-12-25", "2020-12-25")}),
        ("Dated 3/4/2021, not 12/25/2020.", {"3/4/2021": ("2021-03-04", "2021-03-04"), "12/25/2020": ("2020-12-25", "2020-12-25")}),
    ],
)  # fmt: skip
def test_impossible_and_ambiguous_days_keep_what_is_printed(text: str, expected: dict[str, object]) -> None:
    assert dates(text) == expected


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("He left on 23 June.", "2018-07-03", "2018-06-23"),
        ("He left on 23 December.", "2018-01-03", "2017-12-23"),
        ("He will leave on 23 June.", "2018-05-03", "2018-06-23"),
        ("He left on Friday.", "2024-03-27", "2024-03-22"),
        ("He will leave on Friday.", "2024-03-27", "2024-03-29"),
        ("He said on Tuesday he will leave.", "2024-03-27", "2024-03-26"),
        ("He left on Wednesday.", "2024-03-27", "2024-03-27"),
        ("Fiscal 2022, which ended on 24 September, was good.", "2022-10-27", "2022-09-24"),
        ("In March 2019 talks began; on 4 April they failed.", "2024-03-27", "2019-04-04"),
    ],
)
def test_what_is_not_printed_comes_from_the_text_or_the_publication(text: str, published: str, day: str) -> None:
    assert (day, day) in dates(text, datetime.date.fromisoformat(published)).values()


@pytest.mark.parametrize(
    "text",
    ["He left on 23 June.", "He left on Friday.", "He left last month.", "Sales fell in the third quarter.", "He left two days ago."],
)
def test_without_a_publication_date_it_stays_open(text: str) -> None:
    found = dating(text, published=None)
    assert (found.period, found.anchor) == (None, "unknown")


@pytest.mark.parametrize(
    "text",
    [
        "They sent 2000 troops.", "Some 2019 people came.", "It costs $2019.", "It may rain.", "They march on.",
        "He sat in the sun.",
        "The second half was dull.", "One of the two left.", "The Friday Times closed.", "She met April Jones.",
        "More than 1990 ships came.",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert not dates(text)


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("It has run since 2003.", Modifier.SINCE), ("It ran until May 2003.", Modifier.UNTIL), ("It must end by 2030.", Modifier.UNTIL),
        ("It ended before 2003.", Modifier.BEFORE), ("It began after 2003.", Modifier.AFTER), ("It ran from 1996 to 2001.", Modifier.RANGE),
        ("It began around 1990.", Modifier.ABOUT), ("It holds for 2012 or later.", Modifier.SINCE),
        ("It came from May 2003.", Modifier.EXACT),
        ("It was built in 2015 and later sold.", Modifier.EXACT),
    ],
)  # fmt: skip
def test_the_words_around_open_or_close_a_date(text: str, modifier: Modifier) -> None:
    assert dating(text).modifier is modifier


def test_a_line_with_only_a_year_dates_the_lines_below() -> None:
    assert dates("2014. July 13: it opened.")["July 13"] == ("2014-07-13", "2014-07-13")


def test_a_date_beside_another_is_the_same_day() -> None:
    found = dates("It was freed on Monday, six days after it ran aground.")
    assert found["Monday"] == found["six days after"] == ("2024-03-25", "2024-03-25")


def test_an_event_is_dated_by_another_sentence() -> None:
    text = "When the rebels took Goma on 15 August 2021, banks shut. Two days after the fall of Goma he spoke."
    assert dates(text)["Two days after"] == ("2021-08-17", "2021-08-17")


def test_no_number_is_claimed_inside_a_date() -> None:
    text = "From 23 to 29 March 2021, in the first nine months of 2023, on 31/Oct/1974 and by nineteen ninety nine."
    assert all(mention.dating is not None for mention in read(text))


def test_weeks_belong_to_the_year_of_their_thursday() -> None:
    assert units_in(years(2015, 2015), "week")[0] == Period(datetime.date(2014, 12, 29), datetime.date(2015, 1, 4))


@given(
    date=st.dates(datetime.date(2, 1, 1), datetime.date(9900, 1, 1)),
    unit=st.sampled_from(["day", "week", "month", "quarter", "year", "decade"]),
)
def test_a_calendar_unit_holds_its_day(date: datetime.date, unit: str) -> None:
    period = around(date, unit)
    assert period.first <= date <= period.last
    assert size_of(period) == unit


@given(
    date=st.dates(datetime.date(2, 1, 1), datetime.date(9900, 1, 1)), unit=st.sampled_from(["week", "month", "quarter", "year", "decade"])
)
def test_a_part_lies_inside_its_period(date: datetime.date, unit: str) -> None:
    period = around(date, unit)
    assert period.holds(part_of(period, [2, 3]))
