"""What two values of different articles are to each other: the table of relations, row by row, through the whole pipeline.

An article is its day of publication, its headline between `#` if it has one, and its text. The topics are far from those that the rules
and weights were made on.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck import pipeline
from factcheck.settings import Settings

Judged = dict[frozenset[str], tuple[str, str]]

FERRY = "The ferry between Dover and Dunkirk carried"
TEA = "Kenya's exports of tea to Egypt"
NAMES = ("Ribe", "Varde", "Tarm", "Skive", "Struer", "Lemvig", "Thisted", "Viborg", "Randers", "Grenaa", "Ebeltoft")
OTHERS = [f"2019-02-{day:02} The choir of {name} sang well." for day, name in enumerate(NAMES, 1)]  # more than a handful
SINKING = "The sinking of the ferry Sewol off Jindo"


def case(name: str, articles: list[str], a: str, b: str, rule: str, relation: str, fault: str = "") -> object:
    """A row of a table; `fault` says why the program does not do what the design demands."""
    marks = [pytest.mark.xfail(reason=fault)] if fault else []
    return pytest.param(articles, a, b, (rule, relation), id=name, marks=marks)


REPORTED = [
    # what two values are of, and who is meant, told in other ways
    case(
        "the year in front of a film",
        ["2019-01-10 Low Tide is a 1987 Danish crime film by Ida Holm.", "2019-01-12 Low Tide was released in 1989."],
        "1987",
        "1989",
        "FC401",
        "conflict",
    ),
    case(
        "barrels for tonnes",
        [
            "2019-03-04 # Ida # The tanker Ida spilled 1,250 tonnes of oil off Lemvig.",
            "2019-03-05 # Ida # The tanker Ida has spilled 1,250 barrels of oil off Lemvig.",
        ],
        "1,250 tonnes",
        "1,250 barrels",
        "FC202",
        "conflict",
    ),
    case(
        "a way over miles, and over nautical miles",
        [
            "2019-03-04 # Ida Holm # Ida Holm sailed 24,318 nautical miles round the world alone.",
            "2019-03-05 # Ida Holm # Ida Holm sailed over 24,318 miles round the world alone.",
        ],
        "24,318 nautical miles",
        "24,318 miles",
        "FC202",
        "conflict",
    ),
    case(
        "the end of a life in brackets",
        [
            "2019-01-10 Ida Holm (3 May 1871 – 9 June 1940) was a Danish painter of ships.",
            "2019-01-12 Ida Holm, the painter of ships, died in 1943.",
        ],
        "3 May 1871 – 9 June 1940",
        "1943",
        "FC401",
        "conflict",
    ),
    case(
        "a pronoun for the name of the other text",
        ["2019-01-10 It was founded on 4 June 1892 in a barn.", "2019-01-12 Carlsen Maritime was founded in 1894 in a barn."],
        "4 June 1892",
        "1894",
        "FC401",
        "conflict",
    ),
    case(
        "a name that stands elsewhere in the other text",
        [
            "2019-01-10 The fund of the museum in Aarhus is in the care of Mette Lund. The new wing of the museum cost 41 million kroner.",
            "2019-01-12 In Aarhus the new wing of the museum cost Mette Lund 48 million kroner.",
        ],
        "41 million kroner",
        "48 million kroner",
        "FC101",
        "conflict",
    ),
    # a value that is the other one, mistyped
    case(
        "digits in another order, of one story",
        [
            "2019-01-10 # Marstal ferry inquiry opens # Divers raised the Marstal on Tuesday with 728 crates aboard.",
            "2019-03-12 # What the Marstal carried # The hold of the Marstal was packed: 782 crates of glass lay on the quay at Svendborg.",
        ],
        "728",
        "782",
        "FC106",
        "tension",
    ),
    case(
        "digits in another order, of two times as told",
        [
            "2019-01-10 # Marstal sets sail # The Marstal took 4,170 tonnes of salt to Ribe on Tuesday morning.",
            "2019-06-12 # A year of the Marstal # Last summer the Marstal took 4,710 tonnes of salt to Ribe.",
        ],
        "4,170 tonnes",
        "4,710 tonnes",
        "FC106",
        "tension",
    ),
    case(
        "millions for billions, told in other words",
        [
            "2019-01-10 # Ida Holm's film wins # Low Tide, by Ida Holm, was made for $94 million.",
            "2019-03-12 # All about Low Tide # The budget of Low Tide by Ida Holm came to $94 billion.",
        ],
        "$94 million",
        "$94 billion",
        "FC201",
        "conflict",
    ),
    case(
        "percent for points, of one digit, told by another name",
        [
            "2019-01-10 # Ribe bank cuts # The rate of the Ribe Bank on overnight deposits goes down by 0.5 percentage points.",
            "2019-01-11 # Ribe bank cuts # In Jutland the Ribe central bank lowered its deposit rate by 0.5 percent.",
        ],
        "0.5 percentage points",
        "0.5 percent",
        "FC203",
        "conflict",
    ),
    case(
        "one day of the past for another",
        [
            "2019-01-10 # The wreck of the Marstal # The Marstal went down with 14 men on 12 January 1912.",
            "2019-03-12 # Marstal remembered # It is a century since the Marstal struck a rock on 13 January 1912.",
        ],
        "12 January 1912",
        "13 January 1912",
        "FC401",
        "conflict",
    ),
    case(
        "a day that news and a look back give otherwise",
        [
            "2019-01-10 # Ferry sinks off Ribe # The ferry Marstal went down off Ribe on Tuesday, and 14 people were saved.",
            "2021-01-08 # Two years after the Marstal # The Marstal sank on 9 January 2019 in a gale.",
        ],
        "Tuesday",
        "9 January 2019",
        "FC106",
        "tension",
    ),
    case(
        "a capacity that is the other one, mistyped, years later",
        [
            "2011-05-20 # The Arre dam # The reservoir of the Arre dam will hold 74 million cubic metres.",
            "2019-03-12 # The Arre dam opens # The reservoir of the Arre dam holds 47 million cubic metres.",
        ],
        "74 million cubic metres",
        "47 million cubic metres",
        "FC106",
        "tension",
    ),
    case(
        "dollars for euros",
        [
            "2019-01-10 # Ida Holm's Low Tide sold # Low Tide by Ida Holm was sold for €135 million in Ribe.",
            "2019-01-12 # Ida Holm's Low Tide sold # A buyer in Ribe paid $135 million for Low Tide by Ida Holm.",
        ],
        "€135 million",
        "$135 million",
        "FC202",
        "conflict",
    ),
    case(
        "a scale that slipped, rounded",
        [
            "2019-01-10 # Carlsen buys Holm # Carlsen Maritime buys Holm Lines for $59.5 million.",
            "2019-05-12 # Carlsen closes # Carlsen Maritime has closed its $60 billion purchase of Holm Lines.",
        ],
        "$59.5 million",
        "$60 billion",
        "FC201",
        "conflict",
    ),
    case(
        "a nought that changed places",
        [
            "2019-01-10 # Holm jailed # Ida Holm was sentenced to 150 months in prison on Tuesday.",
            "2019-01-12 # Holm jailed # Applause broke out in court when Ida Holm was given 105 months for the biggest theft in Ribe.",
        ],
        "150 months",
        "105 months",
        "FC101",
        "conflict",
    ),
    case(
        "three digits in another order outweigh a loose word of another measure",
        [
            "2019-01-10 # Marstal missing # The ferry Marstal is missing with 239 people.",
            "2019-01-12 # Marstal lost # Nobody survived when the ferry Marstal with 293 people on board went down off Ribe.",
        ],
        "239",
        "293",
        "FC101",
        "conflict",
    ),
    case(
        "a rate left out",
        [
            "2019-01-10 # Low oil # The price of Arland crude closed at $37.63 in Ribe.",
            "2019-03-12 # A low # On one day of January the price of Arland crude stood at $36.73 a barrel.",
        ],
        "$37.63",
        "$36.73 a barrel",
        "FC106",
        "tension",
    ),
    case(
        "a count told long after, with its digits in another order",
        [
            "2019-01-10 # Bus crash in Arland # The bus crash at Tarm in Arland killed 57 people.",
            "2020-03-12 # The bus crash of Tarm # At Tarm in Arland 75 people lost their lives in the bus crash.",
        ],
        "57",
        "75",
        "FC106",
        "tension",
    ),
    case(
        "a count told long after, with a nought too many",
        [
            "2019-01-10 # The war in Arland # The fighting in Arland killed 2,500 soldiers.",
            "2049-03-12 # The old war in Arland # In the fighting in Arland 25,000 soldiers were killed.",
        ],
        "2,500",
        "25,000",
        "FC106",
        "tension",
    ),
    case(
        "a year with two digits in another order",
        [
            "2019-01-10 # Low Tide sold # Low Tide, painted in 1856, fetched $9 million after a minute.",
            "2019-01-10 # Low Tide sold # A collector in Ribe has bought Low Tide, which was painted in 1865 in Skagen.",
        ],
        "1856",
        "1865",
        "FC401",
        "conflict",
    ),
    case(
        "what only a headline of the other text has settles nothing",
        [
            "2019-01-10 # Seats for Reform # The Reform Party took 132 seats in the council of Ribe.",
            "2019-01-12 # Reform has 132 seats # The Reform Party has 123 seats in the council of Ribe.",
        ],
        "132",
        "123",
        "FC101",
        "conflict",
    ),
    case(
        "seats of all that there are",
        [
            "2019-01-10 # The Ribe council # The Reform Party won 303 of the 542 seats in the council of Ribe.",
            "2019-01-10 # The Ribe council # The Reform Party won 353 seats in the council of Ribe.",
        ],
        "303",
        "353",
        "FC101",
        "conflict",
    ),
    case(
        "what was lost is a count, as what died is",
        [
            "2019-01-10 The fire at Ribe killed 20 firefighters.",
            "2019-01-10 The town of Ribe lost 26 firefighters in the fire.",
        ],
        "20",
        "26",
        "FC106",
        "tension",
    ),
    case(
        "an age at death",
        [
            "2019-01-10 Ida Holm, the painter, died on Tuesday. Ida Holm was 44 years old.",
            "2019-01-12 Ida Holm, the painter, was 47 when she died.",
        ],
        "44 years old",
        "47",
        "FC101",
        "conflict",
    ),
    # row 2: the numbers are the same and the units differ
    case(
        "row 2: metres and feet",
        [
            "2020-01-10 The wall of the Vajont dam is 262 metres high.",
            "2020-01-12 The wall of the Vajont dam is 262 feet high.",
        ],
        "262 metres",
        "262 feet",
        "FC202",
        "conflict",
    ),
    case(
        "row 2: a bare ton",
        [
            "2023-01-10 Guyana exported 4,100 tons of rice to Jamaica in 2022.",
            "2023-01-12 In 2022 Guyana exported 4,100 tonnes of rice to Jamaica.",
        ],
        "4,100 tons",
        "4,100 tonnes",
        "FC202",
        "tension",
    ),
    case(
        "row 2: percent and points",
        [
            "2024-04-10 The Bank of Canada raised its key rate by 2 percent in March 2024.",
            "2024-04-12 In March 2024 the Bank of Canada raised its key rate by 2 percentage points.",
        ],
        "2 percent",
        "2 percentage points",
        "FC203",
        "conflict",
    ),
    # a happening of long ago, and slips of few digits
    case(
        "the one date that each text has for a sinking",
        [
            "2012-04-10 # Havfrue remembered # The submarine Havfrue sank on 12 August 1960 in the Belt.",
            "2019-08-12 # Sixty years after the Havfrue # The Havfrue went down with 18 men in August 1961.",
        ],
        "12 August 1960",
        "August 1961",
        "FC106",
        "tension",
    ),
    case(
        "two digits of the year of a prize",
        [
            "2011-06-05 # Ines Vega reads # Ines Vega, awarded the Nobel Prize in 1985, read in Lima.",
            "2012-02-02 # Ines Vega dies # Ines Vega, who won the Nobel Prize in 1958, died at 88.",
        ],
        "1985",
        "1958",
        "FC401",
        "conflict",
    ),
    case(
        "a nought",
        [
            "2019-05-02 The king received 240 scouts from Ribe on Monday.",
            "2019-05-03 Some 2,400 scouts from Ribe saw the king on Monday.",
        ],
        "240",
        "Some 2,400",
        "FC101",
        "conflict",
    ),
    # row 3: a headline and its own text
    case(
        "row 3: a headline and its text",
        ["2024-04-10 # Dam burst kills 41 in Derna # The burst of a dam in Derna killed 14 people on Monday."],
        "41",
        "14",
        "FC501",
        "conflict",
    ),
    case(
        "row 3: a headline and the one figure that its text has for it",
        ["2024-04-10 # Carlsen to cut 2,000 jobs # The yard, where 9,000 welders are on strike, will let go of 5,000 people soon."],
        "2,000",
        "5,000",
        "FC501",
        "conflict",
    ),
    *(
        case(f"a headline that its text does not bear out: {title}", [f"2024-04-10 # {title} # {text}"], a, b, "FC501", "conflict")
        for title, text, a, b in (
            ("Pier gives way, 52 drown", "A pier gave way in Grado on Monday and 25 people drowned, the mayor said.", "52", "25"),
            ("Frost ruins 1,900 vineyards", "Frost has ruined at least 1,090 vineyards in Baden.", "1,900", "at least 1,090"),
            ("Sony recalls 50,000 cameras", "Sony is recalling 5,000 cameras because a strap can tear.", "50,000", "5,000"),
            ("Kea found after four nights", "The kea of the zoo was found alive on Monday after nine nights on a roof.", "four", "nine"),
            ("Town plants lindens in 31 lanes", "The town of Lauf will plant lindens in 21 lanes, the mayor said.", "31", "21"),
            (
                "Vattenfall fined €7.4bn",
                "Vattenfall was fined €6.91bn; €1bn of it goes to Hamburg. RWE was fined €2bn.",
                "€7.4bn",
                "€6.91bn",
            ),
        )
    ),
    # row 5: the same, or within rounding, or compatible bounds
    case(
        "row 5: rounding",
        [
            "2022-04-10 Chelsea paid €71.5 million to Porto for the striker in 2022.",
            "2022-04-12 In 2022 Chelsea paid €71.54 million to Porto for the striker.",
        ],
        "€71.5 million",
        "€71.54 million",
        "FC101",
        "agree",
    ),
    case(
        "row 5: about",
        [f"2014-02-01 {FERRY} 212,000 passengers in 2013.", f"2014-03-01 {FERRY} about 210,000 passengers in 2013."],
        "212,000",
        "about 210,000",
        "FC101",
        "agree",
    ),
    case(
        "row 5: a bound that holds",
        [f"2014-02-01 {FERRY} 212,000 passengers in 2013.", f"2014-03-01 {FERRY} over 200,000 passengers in 2013."],
        "212,000",
        "over 200,000",
        "FC101",
        "agree",
    ),
    # row 6: a running count, or a level that is reset, at a later time
    case(
        "row 6: a running count",
        [f"2014-05-01 {SINKING} killed 37 people.", f"2014-05-03 {SINKING} killed 52 people."],
        "37",
        "52",
        "FC101",
        "update",
    ),
    case(
        "row 6: a population",
        ["2015-05-01 Lagos has a population of 13 million people.", "2021-09-02 Lagos has a population of 15 million people."],
        "13 million",
        "15 million",
        "FC101",
        "update",
    ),
    case(
        "row 6: a price",
        ["2021-05-01 The price of Brent crude stood at $67 a barrel.", "2021-09-02 The price of Brent crude stood at $73 a barrel."],
        "$67 a barrel",
        "$73 a barrel",
        "FC101",
        "update",
    ),
    case(
        "row 6: a price told by a verb",
        ["2021-05-01 A barrel of Brent crude costs $67.", "2021-09-02 A barrel of Brent crude costs $73."],
        "$67",
        "$73",
        "FC101",
        "update",
        fault="what a thing costs is the measure `cost`, which is not reset over time",
    ),
    case(
        "row 6: a running count in other words",
        [
            f"2014-04-16 {SINKING} killed 40 people, the Coast Guard said on Wednesday.",
            "2014-04-17 The number of people killed in the sinking of the Sewol rose to 133 on Thursday, the Interior Ministry said.",
        ],
        "40",
        "133",
        "FC101",
        "update",
    ),
    case(
        "row 6: a running count that is told a year later",
        [f"2014-05-01 {SINKING} killed more than 100 people.", f"2015-05-03 {SINKING} of 16 April 2014 killed 304 people."],
        "more than 100",
        "304",
        "FC101",
        "update",
    ),
    case(
        "row 6: a running count that its own document tells as history",
        [
            "2014-04-17 The sinking of the ferry Sewol killed 59 people. The coast guard of the Sewol had counted 12 dead.",
            f"2014-05-03 {SINKING} killed 240 people.",
        ],
        "12",
        "240",
        "FC101",
        "update",
    ),
    case(
        "row 6: a bound of what changes holds",
        ["2021-05-01 At least 40 ships were in the port of Aden.", "2021-05-09 The port of Aden held 52 ships."],
        "At least 40",
        "52",
        "FC101",
        "update",
    ),
    case(
        "row 6: a count by day in one document",
        ["2014-04-20 Deaths in the sinking of the ferry Sewol, by day:\n\n- April 16: 40 dead\n- April 17: 60 dead\n- April 18: 75 dead"],
        "40",
        "75",
        "FC101",
        "update",
    ),
    # row 7: a running count falls
    case(
        "row 7: a running count falls",
        [f"2014-05-01 {SINKING} killed 52 people.", f"2014-05-03 {SINKING} killed 37 people."],
        "52",
        "37",
        "FC103",
        "conflict",
    ),
    case(
        "row 7: a running count falls in other words",
        [
            f"2014-04-16 {SINKING} killed 133 people, the Coast Guard said on Wednesday.",
            "2014-04-17 The number of people killed in the sinking of the Sewol stood at 40 on Thursday, the Interior Ministry said.",
        ],
        "133",
        "40",
        "FC103",
        "conflict",
    ),
    case(
        "row 7: and says that it corrects",
        [
            f"2014-05-01 {SINKING} killed 52 people.",
            f"2014-05-03 {SINKING} killed 37 people, the coast guard said in a correction.",
        ],
        "52",
        "37",
        "FC103",
        "update",
    ),
    # row 8: two counts of one day
    case(
        "row 8: two counts of one day",
        [f"2014-05-03 {SINKING} killed 52 people.", f"2014-05-03 {SINKING} killed 37 people."],
        "52",
        "37",
        "FC106",
        "tension",
    ),
    case(
        "row 8: two final counts of one day",
        [
            f"2014-05-03 {SINKING} killed 52 people, by the final count.",
            f"2014-05-03 {SINKING} killed 37 people, by the final count.",
        ],
        "52",
        "37",
        "FC101",
        "conflict",
    ),
    # row 9: nothing differs but the value
    case(
        "row 9: same question, other amount",
        [
            f"2014-02-01 {FERRY} 212,000 passengers in 2013.",
            "2014-03-01 In 2013 the ferry between Dover and Dunkirk carried 340,000 passengers.",
        ],
        "212,000",
        "340,000",
        "FC101",
        "conflict",
    ),
    case(
        "row 9: turnout of one election",
        [
            "2021-05-01 Turnout in the election in Samoa was 62 percent on 9 April 2021.",
            "2021-05-02 Turnout in the election in Samoa on 9 April 2021 was 74 percent.",
        ],
        "62 percent",
        "74 percent",
        "FC101",
        "conflict",
    ),
    case(
        "row 9: one source, two values",
        [
            "2014-02-01 According to the Maritime Authority, the ferry between Dover and Dunkirk carried 212,000 passengers in 2013.",
            f"2014-03-01 {FERRY} 260,000 passengers in 2013, the Maritime Authority said.",
        ],
        "212,000",
        "260,000",
        "FC105",
        "conflict",
    ),
    case(
        "row 9: a bound contradicted",
        [
            "2022-04-10 At least 400 volunteers took part in the vaccine trial of Novavax in Durban in 2021.",
            "2022-04-12 In 2021 380 volunteers took part in the vaccine trial of Novavax in Durban.",
        ],
        "At least 400",
        "380",
        "FC102",
        "conflict",
    ),
    case(
        "row 9: million and billion",
        [
            "2025-01-10 The council of Granada approved a budget of €3.4 million for 2025.",
            "2025-01-12 For 2025 the council of Granada approved a budget of €3.4 billion.",
        ],
        "€3.4 million",
        "€3.4 billion",
        "FC201",
        "conflict",
    ),
    case(
        "row 9: one opening, two days",
        [
            "2022-04-10 The suspension bridge over the Dardanelles opened on 18 March 2022.",
            "2022-04-12 The suspension bridge over the Dardanelles was opened on 20 March 2022.",
        ],
        "18 March 2022",
        "20 March 2022",
        "FC401",
        "conflict",
    ),
    case(
        "row 9: one birth, two days",
        [
            "2014-02-01 Doris Lessing was born on 22 October 1919.",
            "2014-03-01 Doris Lessing was born on 20 October 1919.",
        ],
        "22 October 1919",
        "20 October 1919",
        "FC401",
        "conflict",
    ),
    # row 10: one document sets one figure against the other
    case(
        "row 10: two voices in one article",
        [
            "2022-04-10 Parma owed €218 million, Calisto Tanzi said. However, Franco Baldini said that Parma owed €95 million.",
        ],
        "€218 million",
        "€95 million",
        "FC101",
        "conflict",
    ),
    case(
        "row 10: two voices without a name",
        [
            "2022-04-10 The owners put the debts of Parma at €218 million. The prosecutors, however, put its debts at €95 million.",
        ],
        "€218 million",
        "€95 million",
        "FC101",
        "conflict",
        fault="only a capitalised name is a voice",
    ),
    # row 11: period or definition unknown, plan against outcome, estimate against count
    case(
        "row 11: one period unknown",
        [f"2014-02-01 {FERRY} 212,000 passengers in 2013.", f"2014-03-01 {FERRY} 340,000 passengers."],
        "212,000",
        "340,000",
        "FC106",
        "tension",
    ),
    case(
        "row 11: both periods unknown",
        [
            "2022-05-01 RWE plans to build 60 turbines off Esbjerg.",
            "2022-05-11 RWE plans to build 80 turbines off Esbjerg.",
        ],
        "60",
        "80",
        "FC106",
        "tension",
    ),
    case(
        "row 11: plan and outcome",
        [
            "2023-05-01 RWE plans to build 60 turbines off Esbjerg in 2023.",
            "2024-05-01 RWE built 41 turbines off Esbjerg in 2023.",
        ],
        "60",
        "41",
        "FC106",
        "tension",
    ),
    case(
        "row 11: estimate and count",
        [
            "2022-04-10 Namibia had 24,000 elephants in 2021, a count found.",
            "2022-04-12 Namibia had an estimated 20,000 elephants in 2021.",
        ],
        "24,000",
        "an estimated 20,000",
        "FC106",
        "tension",
        fault="the level of the mode takes an estimate and a count for the same",
    ),
    # row 4: one follows from the others by arithmetic; sums of one document are the matter of tests/checks
    case(
        "row 4: what follows fits",
        [
            f"2025-04-01 {TEA} rose 52 percent to 71,000 tonnes in 2024 from a year earlier.",
            f"2025-04-02 {TEA} reached 46,700 tonnes in 2023.",
        ],
        "52 percent to 71,000 tonnes",
        "46,700 tonnes",
        "FC101",
        "derived",
    ),
    case(
        "row 4: what follows does not fit",
        [
            f"2025-04-01 {TEA} rose 52 percent to 71,000 tonnes in 2024 from a year earlier.",
            f"2025-04-02 {TEA} reached 30,000 tonnes in 2023.",
        ],
        "52 percent to 71,000 tonnes",
        "30,000 tonnes",
        "FC101",
        "conflict",
    ),
    case(
        "the year to a month, and the month",
        [
            "2022-07-13 Consumer prices in Latvia rose 9.1 percent over the 12 months to June.",
            "2022-07-14 Inflation in Latvia was 8.1 percent in June.",
        ],
        "9.1 percent",
        "8.1 percent",
        "FC101",
        "conflict",
    ),
    case(
        "the day of what is told behind an and",
        [
            "2020-11-01 The new harbour of Ribe opened on Saturday. The harbour of Ribe cost 6 million euros.",
            "2020-11-05 The harbour of Ribe cost 9 million euros and opened on 31 October 2020.",
        ],
        "6 million euros",
        "9 million euros",
        "FC106",
        "tension",
    ),
    # what had not happened by a day
    case(
        "done since",
        [
            "2024-06-14 By 12 June the Rialto cinema in Graz had still not reopened, its owners said.",
            "2024-06-22 The Rialto cinema in Graz reopened on 20 June after two years of repairs.",
        ],
        "By 12 June",
        "20 June",
        "FC401",
        "update",
    ),
    case(
        "a minister's denial, and the thing itself",
        [
            "2024-03-20 In March 2024 the foreign minister, Ana Brito, told reporters that there was no recognition of Samaria by Brazil.",
            "2024-05-04 On 3 May 2024 Brazil recognised Samaria, the first country to do so.",
        ],
        "March 2024",
        "3 May 2024",
        "FC401",
        "update",
    ),
]


REPORTED += [
    case(
        "two foundings of one firm in other words",
        [
            "2019-01-10 # Vodalux # Founded in 1987 by two brothers as a workshop in Ghent, Vodalux employs 300 people.",
            "2016-03-12 # Vodalux # Vodalux was established in 1991 in Ghent. It sold its lamps to a rival.",
        ],
        "1987",
        "1991",
        "FC401",
        "conflict",
    ),
    case(
        "two tolls of a day long past",
        [
            "2019-01-10 The fire in Aalst of 3 May 2018 killed 41 people.",
            "2019-05-03 On 3 May 2018 the fire in Aalst killed 47 people.",
        ],
        "41",
        "47",
        "FC101",
        "conflict",
    ),
    case(
        "a rate that one of two leaves out, and a slip",
        [
            "2019-01-10 The price of copper in Lima was $37.63.",
            "2019-01-11 The price of copper in Lima was $36.73 a pound.",
        ],
        "$37.63",
        "$36.73 a pound",
        "FC101",
        "conflict",
    ),
    case(
        "what a thing measures, told in passing of two years",
        [
            "2019-01-10 In 2018 the ferry Aurora, a 190-metre ship, burned off Malta.",
            "2019-01-11 The Aurora is 160 metres long.",
        ],
        "190-metre",
        "160 metres",
        "FC101",
        "conflict",
    ),
    case(
        "months and years of one sentence",
        [
            "2019-01-10 The court in Ghent sentenced Jan Maes to 135 months in prison.",
            "2019-01-11 Jan Maes was sentenced by the court in Ghent to nine years in prison.",
        ],
        "135 months",
        "nine years",
        "FC101",
        "conflict",
    ),
    case(
        "an inflation told as a rise",
        [
            "2019-01-10 Inflation in Ghana was 9.1 percent in 2018.",
            "2019-01-11 Consumer prices in Ghana rose 8.1 percent in 2018.",
        ],
        "9.1 percent",
        "8.1 percent",
        "FC101",
        "conflict",
    ),
]


@pytest.mark.parametrize(("articles", "a", "b", "wanted"), REPORTED)
def test_two_values(articles: list[str], a: str, b: str, wanted: tuple[str, str], judge: Callable[..., Judged]) -> None:
    judged = judge(*articles)
    assert judged.get(frozenset((a, b))) == wanted, judged


def quiet(name: str, articles: list[str], fault: str = "") -> object:
    """Articles in which nothing conflicts."""
    return pytest.param(articles, id=name, marks=[pytest.mark.xfail(reason=fault)] if fault else [])


SILENT = [
    pytest.param(
        [
            "2023-03-11 # Vans # Renault built 21,000 vans in Turkey in 2022, its rival Hanada 9,500 and the newcomer Mitsuki just 6,400.",
            "2023-03-12 # Vans built in Turkey # Hanada, a firm of Bursa, built 9,500 vans in Turkey in 2022.",
        ],
        id="vans of two builders",
    ),
    pytest.param(
        [
            "2023-03-11 # Guests of the fair # The Bruges fair drew 40,000 guests in May 2022, with 9,000 from Asia and 2,000 from Africa.",
            "2023-03-12 # Guests of the fair # In May 2022, 9,000 guests from Asia came to the Bruges fair.",
        ],
        id="all guests and those of one continent",
    ),
    pytest.param(
        [
            "2022-03-11 # Skiers in Livigno # Nora Vik reached 92 km per hour in Livigno. Paula Sandri reached 97.",
            "2022-03-11 # Sandri fastest # Paula Sandri reached 97 km per hour in Livigno. Vik came second.",
        ],
        id="two skiers",
    ),
    pytest.param(
        [
            "2022-03-11 # Cyclists of Turku # More cyclists than ever were killed on the roads of Turku in 2021. In all 640 people died.",
            "2022-08-02 # Roads of Turku # In the first six months of 2022, 290 people died on the roads of Turku, 31 fewer than in 2021.",
        ],
        id="a count of a year and that of half a year",
    ),
    pytest.param(
        [
            "2022-03-11 # Pumps of Delft # Pump 1 of the Delft works moves 40 litres a second.",
            "2022-03-12 # Pumps of Delft # The Delft works have two pumps. Together they move 95 litres a second.",
        ],
        id="one of two and both together",
    ),
    pytest.param(
        [
            "2021-05-04 # Oland Mills reports # Oland Mills made a loss in spring. Revenue was $512 million.",
            "2021-08-04 # Oland Mills reports # Oland Mills is back in the black. Revenue was $538 million.",
        ],
        id="what a firm took in, reported three months apart",
    ),
    pytest.param(
        [
            "2016-02-01 # Varna pier # The Varna harbour pier will cost 40 million euros and open in 2018, the mayor said in 2013.",
            "2016-02-02 # Varna pier late # The Varna harbour pier will now cost 52 million euros, and open in 2020, he said in 2016.",
        ],
        id="said in two years",
    ),
    # digits in another order, of two things
    quiet(
        "the dead of two places",
        [
            "2021-05-01 # Floods in Arland # The floods in Arland killed 137 people in the province of Brevik.",
            "2021-05-01 # Arland under water # In the province of Tolm the floods in Arland killed 173 people.",
        ],
    ),
    quiet(
        "votes for and against",
        [
            "2021-05-01 # Parliament votes on dam # Parliament approved the Arre dam on Monday: 293 members voted for it.",
            "2021-05-01 # Dam divides parliament # On Monday 239 members of parliament voted against the Arre dam.",
        ],
    ),
    quiet(
        "polls on two parties",
        [
            "2021-05-01 # Reform leads # 34.6 percent would vote for the Reform Party, a poll by Varde found.",
            "2021-05-03 # Greens second # 36.4 percent would vote for the Greens, a poll by Skive found.",
        ],
    ),
    quiet(
        "two runners",
        [
            "2021-05-01 # Holm wins in Ribe # Ida Holm won the marathon of Ribe in 2:23:45.",
            "2021-05-01 # Krag second # Mette Krag finished the marathon of Ribe in 2:32:45.",
        ],
    ),
    quiet(
        "seats before and after",
        [
            "2021-05-01 # Reform wins # The Reform Party of Arland won 132 seats on Sunday.",
            "2021-05-03 # What voters thought # The Greens of Arland held on to 123 seats.",
        ],
    ),
    quiet(
        "two years of one firm",
        [
            "2021-05-01 # Holm Lines # Holm Lines earned 1.37 billion euros in 2019.",
            "2021-05-01 # Holm Lines # Holm Lines earned 1.73 billion euros in 2020.",
        ],
    ),
    quiet(
        "two towers",
        [
            "2021-05-01 # Towers # The tower of Ribe is 324 metres high.",
            "2021-05-04 # Towers # The tower of Varde is 342 metres high.",
        ],
    ),
    quiet(
        "two prices of bread",
        [
            "2021-05-01 # Bread dear # A loaf costs 3.45 euros in Ribe.",
            "2021-05-03 # Bread dear # A loaf cost 3.54 euros in Varde last month.",
        ],
    ),
    quiet(
        "a lead, and spoilt votes elsewhere",
        [
            "2021-05-01 # Vote # Ida Holm leads Otto Krag by 537 votes in Ribe.",
            "2021-05-02 # Vote # The count is over. In Varde 573 votes were spoilt.",
        ],
    ),
    quiet(
        "soldiers of one side, and the dead of the other",
        [
            "2021-05-01 # War of the isles # Sweden sent 694 soldiers to the isles.",
            "2021-05-04 # War of the isles # The war of the isles cost 649 Danish lives.",
        ],
    ),
    quiet(
        "passengers, and crates",
        [
            "2021-05-01 # Ferry sinks # The ferry Marstal had 239 passengers aboard.",
            "2021-05-04 # Ferry sinks # Divers are looking for the ferry Marstal; 293 crates are missing.",
        ],
    ),
    quiet(
        "two ferries",
        [
            "2021-05-01 # Ferry sinks # The ferry Marstal sank with 239 people aboard.",
            "2021-05-01 # Second ferry feared lost # The ferry Birk is missing with 293 people.",
        ],
    ),
    quiet(
        "a rate, and a sum",
        [
            "2021-05-01 # Oil # Norland pumps 2.45 million barrels a day.",
            "2021-05-04 # Oil # Norland sold 2.54 million barrels to Arland.",
        ],
    ),
    quiet(
        "a part, with the digits of the whole in another order",
        [
            "2021-05-01 # Mine # The blast in the mine of Ribe killed 161 people.",
            "2021-05-01 # Mine # The blast in the mine of Ribe killed many people, 116 of them miners.",
        ],
    ),
    quiet(
        "billions and millions of two digits, of two things",
        [
            "2021-05-01 # Holm Lines # Holm Lines had a turnover of $38 billion.",
            "2021-05-04 # Holm Lines # Holm Lines paid its chief $38 million.",
        ],
    ),
    quiet(
        "a toll that grew in weeks",
        [
            "2021-05-03 # Quake in Arland # The quake in Arland has killed 34 people.",
            "2021-06-04 # Quake in Arland # The quake in Arland has killed 43 people.",
        ],
    ),
    quiet(
        "mayors of two years",
        [
            "2021-05-01 # Mayor of Ribe # Ida Holm was elected mayor of Ribe in 2012.",
            "2021-05-04 # Mayor of Ribe # Otto Krag was elected mayor of Ribe in 2021.",
        ],
    ),
    quiet(
        "two happenings of one bridge",
        [
            "2021-05-01 # The bridge of Ribe # The bridge of Ribe was opened in 1956.",
            "2021-05-04 # Ribe bridge # The bridge of Ribe was rebuilt in 1965 after a fire.",
        ],
    ),
    # a headline, and another figure in its text
    *(
        quiet(f"a headline: {title}", [f"2021-05-03 # {title} # {text}"])
        for title, text in (
            ("2,000 boats at regatta", "The regatta of Ribe drew 1,963 boats."),
            ("10,000 runners for marathon", "Of the runners 9,214 reached the finish in Ribe."),
            ("Carlsen cuts 350 jobs in Ribe", "Carlsen Maritime will cut 1,900 jobs in all of Jutland, the firm said."),
            ("40 jobs saved at Ribe yard", "The yard of Ribe had meant to cut 120 jobs. The union saved some of them."),
            ("Ferry with 300 people sinks", "Boats picked up 212 people from the ferry Marstal off Ribe."),
            ("Toll may reach 400 people", "The quake killed 137 people, rescuers said."),
            ("Holm scores 3 goals", "Ida Holm has scored 41 goals this season for Ribe."),
            ("Ribe wins by five goals", "Ribe scored seven goals and Varde two."),
            ("Police hold 12 fans", "After the match 40 fans were led out of the stadium of Ribe."),
            ("City of 100,000 people votes", "In Ribe 43,000 people voted on Sunday."),
            ("Factory to hire 200 workers", "The plant in Ribe has 1,400 workers and wants more."),
            ("Five killed in Ribe fire", "A fire in Ribe killed a mother and her four children."),
            ("Fever: 900 new cases", "Arland has 12,400 cases of the fever, the ministry said."),
            ("Museum shows 200 paintings", "The museum owns 3,100 paintings, by Ida Holm and others."),
            ("Mine trapped 33 men", "The last of 29 men was lifted out of the mine on Monday."),
            ("Ribe to plant 1,000 trees", "Last year Ribe planted 400 trees."),
            ("Ribe police seek 3 men", "Two men were arrested in Ribe on Monday. The others fled."),
            ("Ribe loses 600 jobs", "Carlsen Maritime will cut 350 jobs at its yard in Ribe and 250 at its offices there."),
            ("Fever: 72 ill", "The fever has made 72 people in Ribe ill. On Monday it had been 27 people."),
            ("Carlsen loses 20,000 tons of rye", "A ship of Carlsen with 90,000 tons of rye burns; it has lost 20,000 tons."),
            ("Gale cuts power to 300,000 homes", "The gale cut power to 180,000 homes in Norland and 120,000 homes in Arland."),
            ("Reform leads by 12 points", "Reform stands at 41 points and Labour at 29 points, a poll found."),
            ("Seals up 3 percent", "There were 3.4 percent more seals in Norway last year."),
            ("Five killed in two fires", "A fire in Ribe killed three people. Two died in Varde."),
        )
    ),
    quiet(
        "a headline: Reform wins 52 seats",
        ["2021-05-03 # Reform wins 52 seats # The council of Ribe has 90 seats."],
        fault="no word says that 90 is all there are",
    ),
    quiet(
        "a headline: Storm kills 11 in Arland",
        ["2021-05-03 # Storm kills 11 in Arland # In Norland the storm killed 23 people. It had come over the sea."],
        fault="the place of a headline is lent to its text",
    ),
    quiet(
        "one sum in two currencies, of two things",
        [
            "2019-01-10 # Money for Ribe # Ribe took a loan of $135 million from a bank in Boston.",
            "2019-01-12 # Money for Ribe # Ribe gets a subsidy of €135 million for its harbour.",
        ],
    ),
    quiet(
        "a figure that the other text has too",
        [
            "2019-01-10 # Ribe port # The strike of the port of Ribe began on Wednesday.",
            "2020-01-12 # Ribe port # In the port of Ribe talks ended on 8 January 2019, and the strike began on 9 January 2019.",
        ],
    ),
    quiet(
        "all seats, and those that one has",
        [
            "2019-01-10 # The Ribe council # The Reform Party won 52 of the 90 seats in the council of Ribe.",
            "2019-01-12 # The Ribe council # The Reform Party has 52 seats in the council of Ribe.",
        ],
    ),
    quiet(
        "the dead of two countries in one war",
        [
            "2019-01-10 # The war of the isles # The war of the isles cost 255 Danish and 649 Swedish lives.",
            "2019-01-12 # The war of the isles # In the war of the isles Denmark lost 255 men.",
        ],
    ),
    quiet(
        "what a level rose from",
        [
            "2019-01-10 # The Ribe council # The Reform Party rose to 303 seats in Ribe from 282.",
            "2019-01-12 # The Ribe council # The Reform Party won 303 seats in Ribe.",
        ],
    ),
    quiet(
        "copies printed, and copies sold",
        [
            "2019-01-10 # Ida Holm's Low Tide # Of Low Tide by Ida Holm 90,000 copies have been printed.",
            "2019-01-12 # Ida Holm's Low Tide # Readers bought 41,000 copies of Low Tide by Ida Holm.",
        ],
    ),
    quiet(
        "one more of its kind",
        [
            "2019-01-10 # Loans for Ribe # The county lent Ribe 80 million kroner for its harbour on Sunday.",
            "2019-01-12 # Loans for Ribe # The county lent Ribe 95 million kroner for its harbour in a second loan.",
        ],
    ),
    quiet(
        "a record that was beaten",
        [
            "2019-01-10 # Record pumpkin # The pumpkin of Ida Holm weighed 411 kilograms in Ribe.",
            "2019-01-12 # Record pumpkin # The pumpkin of Ida Holm in Ribe broke a record: the old record was 389 kilograms.",
        ],
    ),
    quiet(
        "the day on which somebody told the news",
        [
            "2019-01-10 # Ferry sinks off Ribe # The ferry Marstal is lost, the harbour master said on Wednesday.",
            "2021-01-08 # Two years after the Marstal # The Marstal went down on 8 January 2019 in a gale.",
        ],
    ),
    quiet(
        "a day that is kept fifty years later",
        [
            "2019-01-10 # Ribe remembers the Marstal # Flags fly at half mast for the Marstal today.",
            "2021-01-08 # The Marstal # The Marstal sank on 10 January 1969 in a gale.",
        ],
    ),
    quiet(
        "the news of two days running",
        [
            "2019-01-10 # Ferry sinks off Ribe # The ferry Marstal went down off Ribe on Tuesday.",
            "2019-01-10 # Marstal still missing # Boats went out to look for the Marstal on Wednesday.",
        ],
    ),
    quiet(
        "what is more is a difference",
        [
            "2019-01-10 # Aarhus counts # Aarhus has 181,000 people more than ten years ago.",
            "2019-01-12 # Aarhus counts # Aarhus has a population of 1,210,000 people.",
        ],
    ),
    quiet(
        "the hammer and the fees",
        [
            "2023-12-05 # Ida Holm's Low Tide sold # Low Tide by Ida Holm fetched $31 million in Ribe.",
            "2023-12-05 # Ida Holm's Low Tide sold # The hammer fell at $27 million for Low Tide by Ida Holm.",
        ],
    ),
    quiet(
        "what lies below a record is a difference",
        [
            "2019-01-10 # Ice on Lake Arre # The ice on Lake Arre covers 760 hectares. That is 430 hectares below the minimum of 2007.",
            "2019-01-12 # Ice on Lake Arre # The ice on Lake Arre covers 760 hectares.",
        ],
    ),
    quiet(
        "what a rate was before",
        [
            "2019-01-10 # Bank of Ribe # The Bank of Ribe took its deposit rate to 2.75 percent.",
            "2019-01-11 # Bank of Ribe # The Bank of Ribe raised its deposit rate by half a point, from 2.25 percent.",
        ],
    ),
    quiet(
        "days on which nothing is known to have happened, in reports of two years",
        [
            "2016-09-14 # Carlsen says yes # Carlsen Maritime on Wednesday welcomed the offer of Lund Shipping.",
            "2018-06-07 # Lund and Carlsen # Lund Shipping got the last of Carlsen Maritime on Thursday.",
        ],
    ),
    quiet("an age and a time that passed", ["2019-01-10 # Fifty years of Ida Holm # Ida Holm turned 74 on Tuesday."]),
    quiet(
        "two villages of one county, each with a count under its title",
        [
            "2019-01-10 # Skaade # Skaade is a village in Jutland, Denmark. The population of the parish at the 2011 census was 1,425.",
            "2019-01-12 # Hoerup # Hoerup is a village in Jutland, Denmark. The population of the parish at the 2011 census was 345.",
        ],
    ),
    quiet(
        "an earlier quake, told on",
        [
            (
                "2019-01-10 A quake of magnitude 4.4 struck near Ribe. The quake had a depth of 5 kilometres, they "
                "said. Earlier that morning, a quake of magnitude 2.0 struck near Ribe. The quake had a depth of 9 kilometres, they said."
            ),
        ],
    ),
    quiet(
        "a day of no year, and a month in which it does not lie",
        [
            "2019-01-10 It was the first bombing in Ribe since October 4, when a blast killed 23 people.",
            "2019-01-12 The first bombing in Ribe killed eight people in April 1994.",
        ],
    ),
    quiet(
        "not yet done, and done once before",
        [
            "2024-06-14 By 12 June the Rialto cinema in Graz had still not reopened, its owners said.",
            "2024-06-22 The Rialto cinema in Graz reopened on 20 May 2016 after two years of repairs.",
        ],
    ),
    quiet(
        "not yet done, and done on a day of no year in a report of something else",
        [
            "2024-06-14 By 12 June the Rialto cinema in Graz had still not reopened, its owners said.",
            "2024-06-22 A theatre in Linz reopened on Maundy Thursday.",
        ],
    ),
    quiet(
        "not yet done at two times",
        [
            "2024-06-14 By 12 June the Rialto cinema in Graz had still not reopened, its owners said.",
            "2024-07-22 By 20 July the Rialto cinema in Graz had not reopened either.",
        ],
    ),
    # row 1: two of one name, two kinds of one thing, what was hoped for, what only says when
    quiet(
        "two of a series",
        [
            "2019-01-10 1908 Harbour Fair. The 1908 Harbour Fair was held in Esbjerg from 3 May to 9 May.",
            "2019-01-12 1924 Harbour Fair. The 1924 Harbour Fair was held in Esbjerg from 12 June to 20 June.",
        ],
    ),
    quiet(
        "father and son",
        [
            "2019-01-10 Otto Krag Senior (3 May 1871 – 9 June 1940) was a Danish shipbuilder.",
            "2019-01-12 Otto Krag Junior (4 July 1903 – 1 March 1981) was a Danish shipbuilder.",
        ],
    ),
    quiet(
        "two kinds of debt",
        [
            "2019-01-10 The port of Esbjerg owed the town $23 million in unpaid taxes.",
            "2019-01-12 The port of Esbjerg owed the town $30 million in harbour taxes.",
        ],
    ),
    quiet(
        "awarded and sought",
        [
            "2019-01-10 A court in Esbjerg awarded Krag $23 million in damages.",
            "2019-01-12 In a court in Esbjerg Krag sought $90 million in damages.",
        ],
    ),
    quiet(
        "earned and expected",
        [
            "2019-01-10 Krag reported a profit of $71 million for 2018.",
            "2019-01-12 Analysts had expected Krag to report a profit of $64 million for 2018.",
        ],
    ),
    quiet(
        "two parts and their sum",
        [
            "2019-01-10 Krag sold 4,300 boats in Esbjerg and 1,800 boats in Aarhus.",
            "2019-01-12 Krag sold 6,100 boats in Esbjerg and Aarhus.",
        ],
    ),
    quiet(
        "each and all together",
        [
            "2019-01-10 The four cranes of Esbjerg weighed 136 tonnes combined.",
            "2019-01-12 The four cranes of Esbjerg weighed 30 tonnes each.",
        ],
    ),
    quiet(
        "the last time that it was so",
        [
            "2019-01-10 It was the first strike in the port of Esbjerg since May 2004.",
            "2019-01-12 The first strike in the port of Esbjerg was in April 1994.",
        ],
    ),
    quiet(
        "the end of a quarter",
        [
            "2019-01-10 Sales of Krag fell in the quarter to 31 December 2018, the firm said.",
            "2019-01-12 Sales of Krag rose in the year that ended on 30 September 2018, the firm said.",
        ],
    ),
    # row 1: another dimension, aspect, measure, subject, scope, period or currency
    quiet(
        "dead and injured",
        [f"2014-05-01 {SINKING} killed 37 people.", f"2014-05-01 {SINKING} injured 52 people."],
    ),
    quiet("dead and injured of one sentence", [f"2014-05-01 {SINKING} killed 37 people and injured 52."]),
    quiet(
        "what follows, of an unknown time",
        [f"2025-04-01 {TEA} rose 52 percent to 71,000 tonnes in 2024.", f"2025-04-02 {TEA} reached 30,000 tonnes in 2023."],
    ),
    quiet(
        "exports and imports",
        [
            "2014-02-01 Ghana exported 212,000 tonnes of cocoa to France in 2013.",
            "2014-03-01 Ghana imported 90,000 tonnes of cocoa from France in 2013.",
        ],
    ),
    quiet(
        "two substances",
        [
            "2014-02-01 Ghana exported 212,000 tonnes of cocoa to France in 2013.",
            "2014-03-01 Ghana exported 90,000 tonnes of bauxite to France in 2013.",
        ],
    ),
    quiet(
        "two countries",
        [
            "2014-02-01 Ghana exported 212,000 tonnes of cocoa in 2013.",
            "2014-03-01 Togo exported 90,000 tonnes of cocoa in 2013.",
        ],
    ),
    quiet(
        "two partners of one country",
        [
            "2014-02-01 Trade between Chile and Peru reached $1 billion in 2013.",
            "2014-03-01 Trade between Chile and Brazil reached $4 billion in 2013.",
        ],
    ),
    quiet(
        "two trials",
        [
            "2021-02-01 Vaccine trials in Brazil enrolled 13,000 volunteers in 2020.",
            "2021-02-03 Vaccine trials in South Africa enrolled 4,400 volunteers in 2020.",
        ],
    ),
    quiet(
        "two parties",
        [
            "2014-02-01 The Greens won 24 seats in the election in Hesse in 2013.",
            "2014-03-01 The Liberals won 6 seats in the election in Hesse in 2013.",
        ],
    ),
    quiet(
        "a part and the whole",
        [
            f"2014-05-01 {SINKING} killed 37 people.",
            f"2014-05-01 {SINKING} killed dozens of people, including 12 children.",
        ],
    ),
    quiet(
        "a level and a rise",
        [
            "2014-02-01 Ghana exported 212,000 tonnes of cocoa in 2013.",
            "2014-03-01 Exports of cocoa from Ghana rose by 90,000 tonnes in 2013.",
        ],
    ),
    quiet(
        "a sum and a rate",
        [
            "2014-02-01 Norway pumped 657 million barrels in 2013.",
            "2014-03-01 Norway pumped 1.8 million barrels a day in 2013.",
        ],
    ),
    quiet(
        "a sum and a rate told apart by words",
        [
            "2014-02-01 Norway pumped 657 million barrels of oil in 2013.",
            "2014-03-01 Norway pumped 1.8 million barrels of oil a day in 2013.",
        ],
    ),
    quiet(
        "all and each",
        [
            "2014-02-01 Income in Norway stood at $370 billion in 2013.",
            "2014-03-01 Income per capita in Norway stood at $67,000 in 2013.",
        ],
    ),
    quiet(
        "two currencies",
        [
            "2025-01-10 The council of Granada approved a budget of €3.4 million for 2025.",
            "2025-01-12 The council of Granada approved a budget of £2.9 million for 2025.",
        ],
    ),
    quiet(
        "two years",
        [
            f"2014-02-01 {FERRY} 212,000 passengers in 2013.",
            f"2015-03-01 {FERRY} 340,000 passengers in 2014.",
        ],
    ),
    quiet(
        "a quarter and its year",
        [
            "2014-02-01 Stena carried 212,000 passengers in the first quarter of 2013.",
            "2014-03-01 Stena carried 900,000 passengers in 2013.",
        ],
    ),
    quiet(
        "four partners in one ranking",
        ["2014-02-01 Chile exported wine to Brazil ($98 million), Japan ($120 million), China ($74 million) and Italy ($31 million)."],
    ),
    quiet(
        "two rankings of the same partners",
        [
            "2014-02-01 In 2013 Chile exported wine to Brazil ($98 million), Japan ($120 million) and China ($74 million).",
            "2014-02-02 In 2013 Chile exported wine to Japan ($120 million), Brazil ($98 million) and China ($74 million).",
        ],
    ),
    quiet(
        "birth and death",
        ["2014-02-01 Doris Lessing was born on 22 October 1919.", "2014-03-01 Doris Lessing died on 17 November 2013."],
    ),
    quiet(
        "what is denied",
        ["2022-05-01 Ajax never paid €40 million for Antony.", "2022-05-11 Ajax paid €95 million for Antony."],
    ),
    quiet(
        "a part that is smaller than the whole",
        [
            "2014-02-01 The ferry Sewol carried 470 passengers.",
            "2014-02-02 The ferry Sewol carried Koreans: 325 of the passengers were pupils.",
        ],
    ),
    quiet(
        "a headline that its text gives in parts",
        ["2024-04-10 # Dam burst kills 55 # The dam burst killed 41 people in Derna and 14 in Susa."],
    ),
    quiet(
        "the date of the last one that could compare",
        ["2014-05-09 It was the first launch of an Ariane since 4 February.", "2014-05-10 An Ariane was launched on 8 May."],
    ),
    quiet(
        "the day of an earlier count",
        [
            "2014-05-09 The flood in Bihar killed 52 people, up from 37 on Wednesday.",
            "2014-05-09 The flood of 4 May in Bihar killed 52 people.",
        ],
    ),
    quiet(
        "two countries of one list",
        ["2014-05-09 Peru exported 40 tonnes of salt and Chile 12 tonnes.", "2014-05-09 Bolivia exported 31 tonnes of salt."],
    ),
    quiet(
        "an earlier level that only follows",
        ["2014-05-09 Peru exported 60 tonnes of salt.", "2014-05-10 Exports of salt by Peru rose by half to 60 tonnes."],
    ),
    quiet(
        "a headline that rounds down",
        ["2014-05-10 # Toll of Bihar flood passes 2,600 # At least 2,630 people were killed by the flood in Bihar."],
    ),
    quiet(
        "two values that each side has",
        [
            "2014-05-09 The vote was 31,000 for Ames and 29,000 for Burr.",
            "2015-05-09 In the vote 31,000 were for Ames and 29,000 for Burr.",
        ],
    ),
    # one witness
    quiet(
        "a pull quote",
        [f"2014-02-01 > {FERRY} 212,000 passengers in 2013.\n\n{FERRY} 212,000 passengers in 2013."],
    ),
    quiet(
        "a headline that its text repeats",
        ["2024-04-10 # Dam burst kills 14 in Derna # The burst of a dam in Derna killed 14 people on Monday."],
    ),
    quiet(
        "a headline with the last of several counts",
        [
            "2024-04-10 # Dam burst in Derna: 41 dead # The dam burst killed 41 people, the mayor said. On Monday she had counted 14 dead.",
        ],
    ),
]


SILENT += [
    quiet(
        "two books of one writer",
        [
            "2011-06-05 # Ines Vega on show # Vega, born in 1934, published a book on glass in 1971.",
            "2016-07-05 # The books of Vega # Vega published her memoir of childhood in 1988.",
        ],
    ),
    quiet(
        "as many digits alike, of people and of schools",
        ["2019-05-02 A fever broke out in Ribe: 23 people are ill.", "2019-05-03 The fever in Ribe has spread to 32 schools."],
    ),
    quiet(
        "a bound of which two digits are those of another thing",
        [
            "2019-01-10 One crown is to be worth a billion old marks, and the bank may issue no more than 3.6 million crowns.",
            "2019-01-12 Old marks were changed into crowns, and a pound was pegged at 3.6 billion of them.",
        ],
    ),
    quiet(
        "prizes of two years",
        [
            "2019-01-10 Ines Vega won the Lumen prize for glass in 1953 and taught in Lima.",
            "2019-03-12 Ines Vega, who taught at the school of arts, was given the Lumen prize in 1961 for her windows.",
        ],
    ),
    quiet(
        "a daughter's birth",
        [
            "2019-01-10 # Ines Vega # Ines Vega was born in Lima in 1897.",
            "2019-03-12 # Ines Vega # Ines Vega painted in Lima. Her daughter Rosa, born in 1924, sang.",
        ],
    ),
    quiet(
        "inflation, and core inflation",
        [
            "2019-01-10 Core inflation in Ghana eased to 3.2 percent.",
            "2019-01-10 Inflation in Ghana eased to 4.6 percent.",
        ],
    ),
    quiet(
        "floods in two countries",
        [
            "2019-01-10 The floods killed at least 42 people in Bolivia.",
            "2019-01-12 # Floods in Bolivia # The floods in Peru killed 27 people.",
        ],
    ),
]


UNSAID = [
    pytest.param(
        [
            "2014-02-01 Edmund Hillary was the first climber on Everest.",
            "2014-03-01 Edmund Hillary led the first expedition by tractor to the South Pole.",
        ],
        id="first of two sorts",
    ),
    pytest.param(
        [
            "2014-02-01 The dispute over fishing off Iceland ran for around 20 years.",
            "2014-03-01 Iceland has had no whaling station for at least two decades.",
        ],
        id="two round durations",
    ),
    pytest.param(
        [
            "2014-02-01 Iceland changed its flag after the March 2004 vote.",
            "2014-03-01 On 9 May 2005 a bank of Iceland announced a merger.",
        ],
        id="an open date of something else",
    ),
]


@pytest.mark.parametrize("articles", UNSAID)
def test_nothing_at_all_is_said_of_values_that_are_alike_by_chance(articles: list[str], judge: Callable[..., Judged]) -> None:
    assert judge(*articles) == {}


def test_the_reason_names_the_slip(judge: Callable[..., Judged], tmp_path: Path) -> None:
    judge(
        "2019-01-10 # Marstal ferry inquiry opens # Divers raised the Marstal on Tuesday with 728 crates aboard.",
        "2019-03-12 # What the Marstal carried # The hold of the Marstal was packed: 782 crates of glass lay on the quay at Svendborg.",
    )
    ((pair,),) = (finding.pairs for finding in pipeline.scan([str(tmp_path)], Settings()).findings)
    assert pair.reason.endswith("may differ, or one is the other, mistyped")


def test_a_smaller_count_of_another_day_is_that_of_another_event(judge: Callable[..., Judged]) -> None:
    judged = judge(
        "2014-02-01 The flood in Bihar killed 12 people on Monday.", "2014-02-05 The flood in Bihar killed 5 people on Wednesday."
    )
    assert frozenset(("12", "5")) not in judged


@pytest.mark.parametrize("articles", SILENT)
def test_nothing_is_set_against_each_other(articles: list[str], judge: Callable[..., Judged]) -> None:
    judged = judge(*articles)
    assert [pair for pair in judged.items() if pair[1][1] in ("conflict", "tension")] == []


def test_the_most_telling_check_names_the_pair(judge: Callable[..., Judged]) -> None:
    """One code for each pair, in the order of the design: a slip of scale in a headline is a slip of scale."""
    judged = judge("2024-04-10 # Granada approves budget of €3.4 billion # Granada approved a budget of €3.4 million.")
    assert judged[frozenset(("€3.4 billion", "€3.4 million"))] == ("FC201", "conflict")


def test_among_many_articles_the_same_digits_in_another_order_are_chance(judge: Callable[..., Judged]) -> None:
    two = ["2019-01-10 The Marstal was raised with 728 crates aboard.", "2019-03-12 The hold of the Marstal was packed with 782 barrels."]
    assert judge(*two, *OTHERS) == {}


def test_among_many_articles_two_that_name_nobody_in_common_are_of_two_things(judge: Callable[..., Judged]) -> None:
    two = ["2019-01-10 It was founded on 4 June 1892 in a barn.", "2019-01-12 Carlsen Maritime was founded in 1894 in a barn."]
    assert judge(*two, *OTHERS) == {}


@pytest.mark.parametrize(
    "two",
    [
        pytest.param(
            ["2015-05-04 The fever killed 296 people in Peru.", "2019-03-01 A storm in Peru killed 17 people."],
            id="one country has many tolls",
        ),
        pytest.param(
            ["2015-05-04 The seal census in Norway counted 1,234 seals.", "2019-03-01 A film from Norway was watched 123,000 times."],
            id="the same digits in two stories are chance",
        ),
        pytest.param(
            ["2015-05-04 # A novel from Norway # It has 607 pages.", "2019-03-01 # A cookbook from Norway # It has 416 pages."],
            id="a country is not what two books have in common",
        ),
        pytest.param(
            [
                "2018-03-05 Parliament in Norway passed the budget on Monday.",
                "2019-03-07 Parliament in Norway passed the budget on Thursday.",
            ],
            id="each report tells of its own week",
        ),
    ],
)
def test_among_many_articles_a_country_alone_makes_no_story(two: list[str], judge: Callable[..., Judged]) -> None:
    assert judge(*two, *OTHERS) == {}


def test_among_many_articles_two_reports_of_one_week_are_held_against_each_other_all_the_same(judge: Callable[..., Judged]) -> None:
    two = ["2019-03-01 The storm in Peru killed 71 people.", "2019-03-01 The storm in Peru killed 17 people."]
    assert judge(*two, *OTHERS) == {frozenset(("71", "17")): ("FC106", "tension")}


def test_among_many_articles_what_two_look_back_on_may_be_one_thing(judge: Callable[..., Judged]) -> None:
    two = [
        "2015-05-04 The northern supply route to Norway was closed in 2009.",
        "2019-03-01 The northern supply route to Norway was closed in 2008.",
    ]
    assert judge(*two, *OTHERS) == {frozenset(("2009", "2008")): ("FC401", "conflict")}


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param(
            ["2019-03-01 The University of Oslo will cut 100 jobs.", "2019-03-02 The University of Bergen will cut 300 jobs."],
            id="two universities",
        ),
        pytest.param(
            [
                "2019-03-01 The flood in Aalst has killed 84 people; it may rise to more than 1,000.",
                "2019-03-04 The flood in Aalst killed 602.",
            ],
            id="a toll that is feared",
        ),
        pytest.param(
            ["2019-03-04 Lindt's shares closed 3% lower on Monday.", "2019-03-06 Lindt's shares closed 2% lower on Wednesday."],
            id="two days on the market",
        ),
        pytest.param(
            [
                "2019-03-04 Four people of 44 on the ferry Aurora swam ashore; the other 40 people died.",
                "2019-03-06 The ferry Aurora had 44 people on board.",
            ],
            id="the others are a part",
        ),
    ],
)
def test_two_figures_of_two_things_are_no_alarm(articles: list[str], judge: Callable[..., Judged]) -> None:
    assert {pair: found for pair, found in judge(*articles).items() if found[1] in ("conflict", "tension")} == {}


GOES_ON = [
    (
        "a siege that goes on",
        [
            "2019-03-04 # Skive # Two months of siege in Skive",
            "2019-05-04 # Skive # Four months of siege have emptied Skive, its mayor said.",
        ],
    ),
    (
        "what was stolen, and what thieves were after",
        [
            "2019-03-04 # Lemvig # Hackers tried to steal $900 million from the bank of Lemvig on Friday.",
            "2019-03-09 # Lemvig # The head of the bank of Lemvig resigned after the theft of $60 million.",
        ],
    ),
    (
        "the dead of a fraud, and those who were put to death for it",
        [
            "2019-03-04 # Cheese of Varde # Five people have died of the cheese of Varde.",
            "2020-03-04 # Varde # Two men were put to death on Tuesday for the cheese of Varde.",
        ],
    ),
    (
        "what a term was, and what is left of it",
        [
            "2019-03-04 # Bo Lind # Bo Lind was sentenced to 30 years in prison.",
            "2021-03-04 # Bo Lind # Of the sentence of Bo Lind 22 years remain to serve.",
        ],
    ),
    (
        "a share that is needed, and one that was reached",
        [
            "2019-03-04 # Pact # The pact of Viborg holds once enough states, with 55 percent of the catch of herring, have signed it.",
            "2020-03-04 # Pact # States with 69 percent of the catch of herring have signed the pact of Viborg.",
        ],
    ),
    (
        "sales of two years, and those of all years",
        [
            "2018-03-04 # Randers # Randers Audio sold 15.7 million phones.",
            "2019-03-04 # Randers # Randers Audio sold 10.8 million phones.",
            "2020-03-04 # Randers # Randers Audio has sold 140 million phones since it was founded.",
        ],
    ),
    (
        "a cost of its day",
        [
            "2019-03-04 # Ebeltoft # The port of Ebeltoft now puts the cost of its pier at 105 million kroner.",
            "2022-03-04 # Ebeltoft # The pier of the port of Ebeltoft has cost 122 million kroner.",
        ],
    ),
    (
        "an exit poll, and the count",
        [
            "2019-03-04 # Skive # The Greens won 14 of the 31 seats in Skive's council on Sunday, an exit poll showed.",
            "2019-03-06 # Skive # The Greens have 12 seats in Skive's council.",
        ],
    ),
    (
        "a spill that is larger than was said at first",
        [
            "2019-03-04 # Lemvig # About 200,000 litres of oil leaked from the tanker Ida into the fjord of Lemvig on Sunday.",
            "2019-03-09 # Lemvig # The harbour office of Lemvig now puts the spill of the tanker Ida at 450,000 litres of oil.",
        ],
    ),
    (
        "a price that has risen since",
        [
            "2019-03-04 # Randers Audio # Grenaa Radio is buying Randers Audio for 19 billion kroner.",
            "2019-08-14 # Randers Audio # Grenaa Radio completed the purchase of Randers Audio. The price has risen to 22 billion kroner.",
        ],
    ),
    (
        "the missing of two days",
        [
            "2019-03-04 # Struer # The flood in Struer left about 40 people missing, police said.",
            "2019-03-06 # Struer # Thirty people are still missing in Struer after the flood, police said.",
        ],
    ),
    (
        "a part of a place that the other report names for all",
        [
            "2019-03-04 # Fair # The fair in Peru drew 900 visitors, with 200 from Chile and 90 from Peru.",
            "2019-03-05 # Fair # The fair in Peru drew 900 visitors.",
        ],
    ),
    (
        "a part told by a word that the other report has for all",
        [
            "2019-03-04 # Lemvig # The storm in Lemvig injured 38 people, 14 of them seriously.",
            "2019-03-05 # Lemvig # The storm in Lemvig hurt 38 people, some seriously.",
        ],
    ),
    (
        "the dead and the hurt of two countries, in one sentence and in four",
        [
            "2019-03-04 # Storm # The storm killed 4 people and injured 60 in Cuba, and 3 and 20 in Haiti.",
            "2019-03-05 # Storm # The storm killed 4 people in Cuba and 3 in Haiti. It injured 60 people in Cuba and 20 in Haiti.",
        ],
    ),
    (
        "the dead of one country, and of all three",
        [
            "2019-03-04 # Floods # The floods killed 40 people in Peru and 12 in Chile. In Bolivia 9 died.",
            "2019-03-05 # Floods # The floods killed 9 people in Bolivia, 12 in Chile and 40 in Peru, 61 in all.",
        ],
    ),
    (
        "a bound with all its digits",
        [
            "2019-03-04 # Schools # The province of Skive has over 1,403 schools.",
            "2019-03-05 # Schools # The province of Skive has 1,420 schools.",
        ],
    ),
    (
        "two banks",
        [
            "2019-03-09 # Forest Valley Bank # Forest Valley Bank was closed on Friday.",
            "2019-03-12 # Forest Valley Bank # All who had money at Forest Valley Bank get it back. Harbour Bank was closed on Sunday.",
        ],
    ),
    (
        "a day that was put off",
        [
            "2017-06-15 # Line # The Tarm line opens in December 2018.",
            "2018-09-10 # Line # The Tarm line will open in 2020.",
        ],
    ),
]


@pytest.mark.parametrize("articles", [pytest.param(articles, id=name) for name, articles in GOES_ON])
def test_a_story_that_goes_on_is_no_alarm(articles: list[str], judge: Callable[..., Judged]) -> None:
    assert {pair: found for pair, found in judge(*articles).items() if found[1] in ("conflict", "tension")} == {}


def test_what_comes_to_one_person_each_is_told_of_two_people(judge: Callable[..., Judged]) -> None:
    articles = [
        "2019-03-01 A court in Aalst sentenced Farid Olsen to three years in prison on Thursday.",
        "2019-03-02 Dario Berg was sentenced to four years in prison by a court in Aalst.",
    ]
    assert judge(*articles) == {}
    assert judge(*articles[:1], articles[1].replace("Dario Berg", "Olsen")) == {
        frozenset(("three years", "four years")): ("FC101", "conflict")
    }


def test_a_plan_of_which_the_later_article_gives_both_figures_was_changed(judge: Callable[..., Judged]) -> None:
    judged = judge(
        "2022-03-11 # Sorrel Mast # The Sorrel Mast in Perth will be 215 metres high, its builder said.",
        "2022-03-15 # Sorrel Mast cut # The Sorrel Mast in Perth will be 190 metres high. It was to be 215 metres high at first.",
    )
    assert judged[frozenset(("215 metres", "190 metres"))] == ("FC101", "update")


def test_a_promise_that_nobody_will_be_hurt_counts_nobody(judge: Callable[..., Judged]) -> None:
    articles = [
        "2019-03-01 The blast at Aalst arena was in January. The mayor promised that nobody would be injured at Aalst arena again.",
        "2019-03-01 Some 551 people were injured at Aalst arena.",
    ]
    assert judge(*articles) == {}
    told = articles[0].replace("promised that nobody would be injured", "said that nobody was injured").replace(" again", "")
    assert judge(told, articles[1]) == {frozenset(("nobody", "Some 551")): ("FC106", "tension")}
