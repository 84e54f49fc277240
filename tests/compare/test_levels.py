"""Each level of a comparison on two sentences: the same, different, near, apart or unknown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from factcheck import rules
from factcheck.compare import judge
from factcheck.compare.outcomes import APART, DIFFERENT, NEAR, SAME, UNKNOWN, outcome
from factcheck.model import Claim

QUESTIONS = judge(rules.load()).questions

# level, a sentence and the value in it, another one, and how they come out
LEVELS = [
    ("dimension", "It cost $40.", "$40", "It cost $52.", "$52", SAME),
    ("dimension", "It cost $40.", "$40", "It cost €52.", "€52", DIFFERENT),
    ("dimension", "It weighs 40 kilograms.", "40 kilograms", "It weighs 0.05 tonnes.", "0.05 tonnes", SAME),
    ("dimension", "It weighs 40 kilograms.", "40 kilograms", "It measures 40 metres.", "40 metres", DIFFERENT),
    ("dimension", "Half the pupils stayed.", "Half", "Of the pupils 52 percent stayed.", "52 percent", SAME),
    ("dimension", "It opened on 4 May 2019.", "4 May 2019", "It opened on 5 May 2019.", "5 May 2019", SAME),
    ("dimension", "It opened on 4 May 2019.", "4 May 2019", "It cost $52.", "$52", DIFFERENT),
    ("aspect", "Sales stood at 40 tonnes.", "40 tonnes", "Sales stood at 52 tonnes.", "52 tonnes", SAME),
    ("aspect", "Sales stood at 40 tonnes.", "40 tonnes", "Sales rose by 52 tonnes.", "52 tonnes", DIFFERENT),
    ("aspect", "Sales fell by 40 tonnes.", "40 tonnes", "Sales rose by 52 tonnes.", "52 tonnes", DIFFERENT),
    ("aspect", "The team came eighth.", "eighth", "The team won eight matches.", "eight", DIFFERENT),
    ("aspect", "The rate moved by half a percentage point.", "half", "The rate rose by 52 percent.", "52", SAME),
    ("aspect", "The rate moved by half a percentage point.", "half", "The rate is 52 percent.", "52", DIFFERENT),
    ("aspect", "The rate moved by 52 percentage points.", "52", "The rate is 52 percent.", "52", SAME),
    ("aspect", "Ada Diaz founded it in 1957, at the age of 40.", "1957", "Ada Diaz founded it in 1975.", "1975", SAME),
    ("aspect", "In the port 40 have died since May 2013.", "May", "In the port a man died in June 2013.", "June", DIFFERENT),
    ("aspect", "Diaz, mayor from 1977 to 1981, died in Lima.", "1977", "Diaz died on 4 May 2013.", "4 May", DIFFERENT),
    ("rate", "The mill burns 40 tonnes of coal a day.", "40", "The mill burns 52 tonnes a day.", "52", SAME),
    ("rate", "The mill burns 40 tonnes a day.", "40 tonnes a day", "The mill burns 52 tonnes a day.", "52 tonnes a day", SAME),
    ("rate", "The mill burns 40 tonnes a day.", "40 tonnes a day", "The mill burns 52 tonnes a year.", "52 tonnes a year", DIFFERENT),
    ("rate", "The mill burns 40 tonnes a day.", "40 tonnes a day", "The mill burns 52 tonnes.", "52 tonnes", DIFFERENT),
    ("measure", "The flood killed 40 people.", "40", "The flood left 52 people dead.", "52", SAME),
    ("measure", "The flood killed 40 people.", "40", "The flood injured 52 people.", "52", DIFFERENT),
    ("measure", "The flood killed 40 people.", "40", "The flood: 52 people.", "52", UNKNOWN),
    ("measure", "The institute polled 40 people.", "40", "The flood killed 52 people.", "52", APART),
    ("measure", "She paid $40 million for it.", "$40", "It was put up for $52 million.", "$52", NEAR),
    ("measure", "She was born on 4 May 1919.", "4 May 1919", "She died on 5 May 1990.", "5 May 1990", DIFFERENT),
    ("noun", "The flood took 40 boats.", "40", "The flood took 52 ships.", "52", SAME),
    ("noun", "The flood took 40 boats.", "40", "The flood took 52 cows.", "52", DIFFERENT),
    ("noun", "The flood took 40 people.", "40", "The flood took 52 farmers.", "52", APART),
    ("noun", "The flood took 40 boats.", "40", "The flood took 52.", "52", UNKNOWN),
    ("noun", "The blast killed 40 miners.", "40", "The blast killed 52 workers.", "52", APART),
    ("noun", "The blast killed 40 miners.", "40", "The blast killed 52 soldiers.", "52", DIFFERENT),
    ("noun", "The song won four Oscars.", "four", "The song won three Academy Awards.", "three", SAME),
    ("matter", "They bought 40 tonnes of petrol.", "40 tonnes", "They bought 52 tonnes of petrol.", "52 tonnes", SAME),
    ("matter", "They bought 40 tonnes of petrol.", "40 tonnes", "They bought 52 tonnes of diesel.", "52 tonnes", DIFFERENT),
    ("matter", "They bought 40 tonnes of petrol.", "40 tonnes", "They bought 52 tonnes.", "52 tonnes", UNKNOWN),
    ("matter", "The canal is 40 miles long.", "40 miles", "Its locks are 52 feet long.", "52 feet", DIFFERENT),
    ("matter", "The canal is 40 miles long.", "40 miles", "Ada Diaz dug 52 miles.", "52 miles", UNKNOWN),
    ("scope", "The fair drew 900 guests, with 40 from Asia.", "900", "The fair drew 52 guests from Asia.", "52", DIFFERENT),
    ("scope", "The fair drew 900 guests, with 40 from Asia.", "40", "The fair drew 52 guests from Asia.", "52", SAME),
    ("scope", "The fair drew 900 guests, with 40 from Asia.", "900", "The fair drew 520 guests.", "520", SAME),
    ("scope", "The depot got 900 trams, including 40 blue ones.", "900", "The depot got 52 blue trams.", "52", DIFFERENT),
    ("scope", "The depot got 900 trams, including 40 blue ones.", "40", "The depot got 52 blue trams.", "52", SAME),
    ("scope", "Of the 90 seats, 40 went to the Greens and nine to the Reds.", "40", "The Reds won 12 seats.", "12", DIFFERENT),
    ("scope", "Of the 90 seats, 40 went to the Greens and nine to the Reds.", "nine", "The Reds won 12 seats.", "12", SAME),
    ("scope", "Lima and Cusco got 40 and 90 trams respectively.", "40", "A fair in Cusco got 52 trams.", "52", DIFFERENT),
    ("scope", "Lima and Cusco got 40 and 90 trams respectively.", "90", "A fair in Cusco got 52 trams.", "52", SAME),
    ("scope", "Exports and imports of Peru add up to $40 billion.", "$40", "The imports of Peru came to $52 billion.", "$52", DIFFERENT),
    ("subject", "The budget of Ghent is €40 million.", "€40", "The budget of Ghent is €52 million.", "€52", SAME),
    ("subject", "The budget of Ghent is €40 million.", "€40", "The budget of Bruges is €52 million.", "€52", APART),
    ("subject", "The budget of Ghent is €40 million.", "€40", "The budget is €52 million.", "€52", UNKNOWN),
    ("subject", "The small pool holds 40 swimmers.", "40", "The big pool holds 52 swimmers.", "52", DIFFERENT),
    ("subject", "The small pool holds 40 swimmers.", "40", "The big hall holds 52 swimmers.", "52", UNKNOWN),
    ("subject", "The Peruvian edition has 40 pages.", "40", "The Chilean edition has 52 pages.", "52", DIFFERENT),
    ("subject", "The Peruvian edition has 40 pages.", "40", "The Peruvian edition has 52 pages.", "52", SAME),
    ("subject", "Wine went to Brazil ($40 million).", "$40 million", "Wine went to Japan ($52 million).", "$52 million", DIFFERENT),
    ("subject", "Wine went to Brazil ($40 million).", "$40 million", "Wine went to Brazil ($52 million).", "$52 million", SAME),
    (
        "subject",
        "Wine went to Brazil ($40 million).",
        "$40 million",
        "Wine from Chile and Peru cost $52 million.",
        "$52 million",
        DIFFERENT,
    ),
    ("scope", "The flood took 40 boats.", "40", "The flood took 52 boats.", "52", SAME),
    ("scope", "The flood took 40 boats in total.", "40", "The flood took 52 boats in total.", "52", SAME),
    ("scope", "The flood took 40 boats in total.", "40", "The flood took 52 boats.", "52", UNKNOWN),
    ("scope", "The flood took boats, including 40 ferries.", "40", "The flood took 52 boats.", "52", APART),
    ("scope", "The flood took boats, including 40 ferries.", "40", "The flood took 52 ferries.", "52", SAME),
    ("scope", "Of the 90 dead, 40 of them children, none was found.", "40", "The flood killed 52 children.", "52", SAME),
    ("scope", "The flood took 30 Peruvian and 40 Chilean lives.", "40", "The flood took 52 lives.", "52", APART),
    ("scope", "The flood took 30 Peruvian and 40 Chilean lives.", "40", "In Chile the flood took 52 lives.", "52", SAME),
    ("scope", "The flood killed 40 children and 12 adults.", "40", "The flood killed 52 people.", "52", APART),
    ("scope", "The flood killed 40 children and 12 adults.", "40", "The flood killed 52 children.", "52", SAME),
    ("scope", "In the north, turnout was 40 percent.", "40 percent", "Turnout was 52 percent.", "52 percent", APART),
    ("scope", "Each family got $40.", "$40", "The families got $52.", "$52", DIFFERENT),
    ("period", "In 2013 it sold 40 tonnes.", "40 tonnes", "It sold 52 tonnes in 2013.", "52 tonnes", SAME),
    ("period", "In 2013 it sold 40 tonnes.", "40 tonnes", "It sold 52 tonnes in 2014.", "52 tonnes", DIFFERENT),
    ("period", "In 2013 it sold 40 tonnes.", "40 tonnes", "It sold 52 tonnes in the first quarter of 2013.", "52 tonnes", DIFFERENT),
    ("period", "In 2013 it sold 40 tonnes.", "40 tonnes", "It sold 52 tonnes in fiscal 2013.", "52 tonnes", DIFFERENT),
    ("period", "In 2013 it sold 40 tonnes.", "40 tonnes", "It sold 52 tonnes.", "52 tonnes", UNKNOWN),
    ("period", "It sold 40 tonnes.", "40 tonnes", "It sold 52 tonnes.", "52 tonnes", UNKNOWN),
    (
        *("period", "In 2013 the ferry killed 40 people.", "40"),
        *("The port counts 52 schools in the first quarter of 2013.", "52", DIFFERENT),
    ),
    ("period", "The fire killed 40 people on 3 May 2013.", "40", "The fire killed 52 people on 5 May 2013.", "52", NEAR),
    ("period", "The fire killed 40 people in 2013.", "40", "The fire killed 52 people in 2014.", "52", DIFFERENT),
    ("period", "In the year to March 2014 it sold 40 tonnes.", "40", "In 2014 it sold 52 tonnes.", "52", DIFFERENT),
    ("period", "In the year to November 2014 it sold 40 tonnes.", "40", "In 2014 it sold 52 tonnes.", "52", SAME),
    ("period", "The mill, of 40 megawatts, burned down.", "40", "The mill can generate 52 megawatts.", "52", SAME),
    ("period", "Mills, with a capacity of 40 megawatts, shut.", "40", "In 2013 capacity was 52 megawatts.", "52", UNKNOWN),
    ("period", "They will spend $40 million over five years.", "$40", "In 2013 they spent $52 million.", "$52", DIFFERENT),
    ("period", "They will spend $40 million over five years.", "$40", "On Wednesday they said it cost $52 million.", "$52", UNKNOWN),
    (
        *("period", "The town had 40 fewer inhabitants at the end of 2013 than a year before.", "40"),
        *("In 2013 the population of the town fell by 52.", "52", SAME),
    ),
    ("subject", "Deutsche Bank has 940 branches.", "940", "Aareal Bank has 40 branches.", "40", APART),
    ("subject", "Peru counted 40 dead and Chile 12 more.", "40", "Bolivia counted 31 dead.", "31", DIFFERENT),
    ("subject", "Peru counted 40 dead and Chile 12 more.", "40", "Peru counted 31 dead.", "31", SAME),
    ("measure", "The well is 40 metres deep.", "40", "The ring lay 52 metres below ground.", "52", DIFFERENT),
    ("measure", "The well reaches 40 metres below ground.", "40", "The well is 52 metres deep.", "52", SAME),
    ("measure", "The miners are trapped 40 metres deep.", "40", "The miners lie 52 metres below ground.", "52", SAME),
    ("subject", "Saturn is far; its moon Titan is 40 miles wide.", "40", "Saturn is 52 miles wide.", "52", DIFFERENT),
    ("subject", "Saturn is far; its moon Titan is 40 miles wide.", "40", "Saturn's moon Titan is 52 miles wide.", "52", SAME),
    ("subject", "The kite rose 40 metres on one of its nine flights.", "40", "The kite rose 52 metres.", "52", DIFFERENT),
    ("subject", "The kite rose 40 metres, one of its owners said.", "40", "The kite rose 52 metres.", "52", UNKNOWN),
    ("scope", "In Peru and Chile together 40 boats sank.", "40", "In Peru 52 boats sank.", "52", DIFFERENT),
    ("scope", "In Peru and Chile together 40 boats sank.", "40", "In Peru and Chile 52 boats sank.", "52", SAME),
    ("mode", "RWE built 40 turbines.", "40", "RWE built 52 turbines.", "52", SAME),
    ("mode", "RWE built 40 turbines.", "40", "RWE will build 52 turbines.", "52", NEAR),
    ("mode", "RWE might build 40 turbines.", "40", "RWE will build 52 turbines.", "52", NEAR),
    ("mode", "The union asks for 40 percent.", "40", "The union wants 52 percent.", "52", SAME),
    ("mode", "The union asks for 40 percent.", "40", "The union wants a vote; RWE has offered 52 percent.", "52", DIFFERENT),
    ("mode", "RWE built 40 turbines.", "40", "RWE did not build 52 turbines.", "52", DIFFERENT),
]


@pytest.mark.parametrize(
    ("level", "first", "a", "second", "b", "wanted"),
    [pytest.param(*row, id=f"{row[0]}: {row[1]} {row[3]}") if isinstance(row, tuple) and len(row) == 6 else row for row in LEVELS],
)
def test_a_level(level: str, first: str, a: str, second: str, b: str, wanted: str, read_claim: Callable[..., Claim]) -> None:
    step = getattr(QUESTIONS, level)
    one, other = read_claim(first, a), read_claim(second, b)
    assert step(one, other).outcome == wanted, step(one, other)
    assert step(other, one).outcome == wanted, step(other, one)


def test_levels_end_with_the_first_that_differs(read_claim: Callable[..., Claim]) -> None:
    levels = QUESTIONS.levels(read_claim("The flood killed 40 people."), read_claim("The flood injured 52 people."))
    assert [level.name for level in levels] == ["dimension", "aspect", "rate", "measure"]
    assert outcome(levels, "measure") == DIFFERENT
    assert outcome(levels, "period") is None


def test_a_level_names_the_words_that_it_rests_on(read_claim: Callable[..., Claim]) -> None:
    level = QUESTIONS.measure(read_claim("The flood killed 40 people."), read_claim("The flood left 52 people dead."))
    assert level.detail == "killed and dead"


def test_a_subject_is_lent_by_what_the_other_document_is_about(read_claim: Callable[..., Claim]) -> None:
    named = read_claim("The budget of Ghent is €40 million.", "€40")
    lent = read_claim("The budget, drawn up by Ghent's clerks in Aalst, is €52 million.", "€52", title="Ghent opened its books")
    assert QUESTIONS.subject(named, lent).outcome == SAME
    unnamed = read_claim("The budget is €52 million.", "€52", title="Aalst and Ghent opened their books")
    assert QUESTIONS.subject(named, unnamed).outcome in (SAME, NEAR)


def test_a_subject_is_not_lent_to_a_sentence_that_names_somebody_else(read_claim: Callable[..., Claim]) -> None:
    named = read_claim("The budget of Ghent is €40 million.", "€40")
    other = read_claim("The budget of Aalst is €52 million.", "€52", title="Ghent opened its books")
    assert QUESTIONS.subject(named, other).outcome == DIFFERENT


def test_two_countries_that_both_documents_know_are_two(read_claim: Callable[..., Claim]) -> None:
    own = read_claim("Ines Vega of Peru scored 40 points.", title="Peru beat Chile in Lima")
    other = read_claim("Chile, the hosts of 2013, scored 52 points.", "52", title="Peru too strong for Chile")
    assert QUESTIONS.subject(own, other).outcome == DIFFERENT
    both = read_claim("Chile scored 52 points against Peru.", "52", title="Peru too strong for Chile")
    assert QUESTIONS.subject(own, both).outcome != DIFFERENT


def test_what_comes_to_one_person_each_is_told_of_two_by_their_surnames(read_claim: Callable[..., Claim]) -> None:
    own = read_claim("A judge gave Vega 40 months in prison.", title="Vega and Ruiz sentenced")
    other = read_claim("A judge gave Ruiz 52 months in prison.", title="Ruiz and Vega sentenced")
    assert QUESTIONS.subject(own, other).outcome == DIFFERENT


def test_a_figure_without_a_period_is_not_of_one_that_had_not_ended(read_claim: Callable[..., Claim]) -> None:
    """Sales of 2013 are not told in a paper of May 2013, nor as news ten years later."""
    known = read_claim("In 2013 it sold 40 tonnes.", "40 tonnes", published="2014-02-01")
    assert QUESTIONS.period(known, read_claim("It sold 52 tonnes.", published="2013-05-01")).outcome == DIFFERENT
    assert QUESTIONS.period(known, read_claim("It sold 52 tonnes.", published="2014-03-03")).outcome == UNKNOWN
    assert QUESTIONS.period(known, read_claim("It sold 52 tonnes.", published="2024-03-03")).outcome == DIFFERENT
    assert QUESTIONS.period(known, read_claim("It sold 52 tonnes.", published="2013-12-29")).outcome == UNKNOWN


def test_what_one_text_dates_to_a_year_ago_another_one_of_those_days_does_not_tell_without_a_date(read_claim: Callable[..., Claim]) -> None:
    known = read_claim("A year ago it was fined $40 million.", "$40", published="2014-07-20")
    assert QUESTIONS.period(known, read_claim("The fine is $52 million.", published="2014-07-18")).outcome == DIFFERENT
    assert QUESTIONS.period(known, read_claim("The fine is $52 million.", published="2013-07-18")).outcome == UNKNOWN


def test_what_somebody_was_sentenced_to_is_told_years_later_as_well(read_claim: Callable[..., Claim]) -> None:
    news = read_claim("Ines Vega was sentenced to 40 months in prison on Thursday.", "40", published="2013-05-03")
    later = read_claim("Ines Vega was sentenced to 52 months in prison.", published="2019-05-03")
    assert QUESTIONS.period(news, later).outcome == UNKNOWN


def test_a_later_text_may_look_back_on_an_event_but_not_on_a_level(read_claim: Callable[..., Claim]) -> None:
    known = read_claim("On Tuesday it was approved by 71 votes to 26.", "71", published="2010-12-22")
    assert QUESTIONS.period(known, read_claim("They had approved it by 61 votes to 26.", "61", published="2021-02-04")).outcome == UNKNOWN
    assert QUESTIONS.period(known, read_claim("They approved it by 61 votes to 26.", "61", published="2021-02-04")).outcome == DIFFERENT
    level = read_claim("On Tuesday the population was 40,000.", "40,000", published="2010-12-22")
    assert QUESTIONS.period(level, read_claim("The population had been 52,000.", published="2021-02-04")).outcome == DIFFERENT


def test_what_was_before_a_change_is_not_what_is_after_it_unless_both_say_when(read_claim: Callable[..., Claim]) -> None:
    former = read_claim("Inflation fell to 8 percent in July 2013 from 9 percent in June 2013.", "9 percent", published="2013-08-10")
    assert QUESTIONS.period(former, read_claim("In June 2013 inflation was 7 percent.", "7", published="2013-07-14")).outcome == SAME
    assert QUESTIONS.period(former, read_claim("Inflation is 7 percent.", "7", published="2013-07-14")).outcome == DIFFERENT


def test_of_several_stretches_of_a_sentence_the_same_one_counts_in_every_run(read_claim: Callable[..., Claim]) -> None:
    told = read_claim("In May 2019 the mill sold 40 tonnes.", "40 tonnes")
    other = read_claim("The mill sold 52 tonnes.", "52 tonnes")
    evidence = replace(other.frame.evidence, days=frozenset(f"P{count}day" for count in range(1, 10)))
    assert QUESTIONS.period(told, replace(other, frame=replace(other.frame, evidence=evidence))).detail == "31 days and 1 days"
