"""`csv`: a row per claim per finding, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest

from factcheck.model import ClaimList, Report
from factcheck.report import CLAIM_FORMATS, REPORTS, View
from factcheck.report.csv_rows import cell

HEADER = (
    "finding_id,fingerprint,rule,relation,pair_relation,against,confidence,topic,measure,subject,claim_id,value_text,nominal,low,high,"
    "unit,modifier,period_start,period_end,as_of,scope,mode,attribution,path,line,column,page,source,title,"
    "published,url,quote,reason,difference_absolute,difference_relative,witnesses,review,note"
)

SCAN = f"""\
{HEADER}
3fa9c1d2,f0,FC101,conflict,conflict,c2,0.82,trade volume of Afghanistan and Russia,trade volume,"Afghanistan; Russia",c1,\
approximately $1 billion,1000000000,,,USD,about,,,,,estimate,Russian Business Center in Afghanistan,news/003_diplomat.txt,38,68,,\
The Diplomat,Growing Closeness Between Russia and the Taliban,2025-04,,\
The Russian Business Center in Afghanistan estimates that trade is approximately $1 billion.,\
Two named sources give amounts for the same trade that cannot both be true.,711000000,2.4602076124567476,3,,
3fa9c1d2,f0,FC101,conflict,conflict,c1,0.82,trade volume of Afghanistan and Russia,trade volume,"Afghanistan; Russia",c2,\
around $560 million,560000000,,,USD,about,,,,,estimate,Alexei Overchuk,news/003_diplomat.txt,39,74,,\
The Diplomat,Growing Closeness Between Russia and the Taliban,2025-04,,\
"However, Alexei Overchuk estimated the trade figure to be much lower, at around $560 million.",\
Two named sources give amounts for the same trade that cannot both be true.,711000000,2.4602076124567476,3,,
3fa9c1d2,f0,FC101,conflict,tension,c1 c2,0.82,trade volume of Afghanistan and Russia,trade volume,"Afghanistan; Russia",c3,\
$289 million,289000000,289000000,289000000,USD,exact,2023-01-01,2023-12-31,,,actual,NSIA,news/000_ips.txt,21,55,,\
IPS Journal,,2023-09-05,https://example.org/ips,\
"NSIA put Russia eighth in terms of trade volume, with $289 million, far behind Iran (1.4 bn).",\
Two named sources give amounts for the same trade that cannot both be true.,711000000,2.4602076124567476,3,,
"""

CLAIMS = """\
id,path,start,end,line,column,page,text,sentence,kind,nominal,low,high,unit,per,modifier,period_start,period_end,as_of,measure,subject,\
attribution,mode,aspect,scope,rule
c3,news/000_ips.txt,1054,1066,21,55,,$289 million,\
"NSIA put Russia eighth in terms of trade volume, with $289 million, far behind Iran (1.4 bn).",quantity,289000000,289000000,289000000,\
USD,,exact,2023-01-01,2023-12-31,,trade volume,"Afghanistan; Russia",NSIA,actual,level,,number.scaled
c4,news/000_ips.txt,20,34,3,21,2,15 August 2021,Kabul had fallen on 15 August 2021.,date,,,,,,exact,2021-08-15,2021-08-15,,fall,,,\
actual,level,,date.day
"""


def test_scan(report: Report) -> None:
    assert REPORTS["csv"](report, View()) == SCAN


def test_claims(claim_list: ClaimList) -> None:
    assert CLAIM_FORMATS["csv"](claim_list, View()) == CLAIMS


def test_nothing_found_is_a_header(quiet_report: Report) -> None:
    assert REPORTS["csv"](quiet_report, View()) == f"{HEADER}\n"


def test_a_claim_without_pairs_has_no_relation_of_its_own(report: Report) -> None:
    finding = replace(report.findings[0], pairs=())
    rows = list(csv.DictReader(io.StringIO(REPORTS["csv"](replace(report, findings=(finding,)), View()))))
    assert {(row["relation"], row["pair_relation"], row["against"]) for row in rows} == {("conflict", "", "")}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheet_that_takes_several_separators_keeps_the_cells(report: Report, delimiter: str) -> None:
    """LibreOffice proposes comma, semicolon and tab together."""
    cells = [cell for row in csv.reader(io.StringIO(SCAN)) for cell in row if delimiter in cell]
    assert all(f'"{cell}"' in SCAN for cell in cells)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "＝", "＋", "－", "＠"])
def test_a_formula_is_text(start: str) -> None:
    assert cell(f"{start}1+1").startswith("'")


def test_a_number_stays_a_number() -> None:
    assert [cell(value) for value in (Decimal("-2.5"), -3, 1e-7, Decimal("1E+6"))] == ["-2.5", "-3", "0.0000001", "1000000"]


def test_hostile_text_is_inert(hostile_report: Report) -> None:
    printed = REPORTS["csv"](hostile_report, View())
    first = next(csv.DictReader(io.StringIO(printed)))
    assert not set(printed) & set("\x1b\x9b\x07\u202e\r")
    assert len(printed.splitlines()) == 3
    assert first["source"] == "'=cmd|' /C calc'!A0"
    assert first["attribution"] == "'@[link=http://x]NSIA[/link] :smile:"
    assert first["topic"] == "[blink]-trade volume"
