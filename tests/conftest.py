"""Records made by hand for the tests of what is printed: three statements on the trade between two countries."""

from __future__ import annotations

import datetime
import os
import tempfile
from dataclasses import replace
from decimal import Decimal

import pytest

from factcheck import cache_folder
from factcheck.model import (
    Amount,
    Check,
    Claim,
    ClaimList,
    Dating,
    Difference,
    Evidence,
    Finding,
    Frame,
    Kind,
    Level,
    Mention,
    Metadata,
    Mode,
    Modifier,
    Pair,
    Part,
    Period,
    PeriodPart,
    Relation,
    Report,
    Skipped,
    Span,
    Summary,
)

_CACHE = tempfile.TemporaryDirectory(prefix="factcheck-tests-")  # goes when the tests have gone
os.environ[cache_folder.VARIABLE] = _CACHE.name  # before a module of tests loads the rules

DIPLOMAT = Metadata(
    path="news/003_diplomat.txt",
    title="Growing Closeness Between Russia and the Taliban",
    source="The Diplomat",
    published=Period(datetime.date(2025, 4, 1), datetime.date(2025, 4, 30)),
    digest="d3",
    origins=(("source", "documents.toml"), ("published", "documents.toml"), ("warning", "a warning, which is told elsewhere")),
)
IPS = Metadata(
    path="news/000_ips.txt",
    source="IPS Journal",
    published=Period(datetime.date(2023, 9, 5), datetime.date(2023, 9, 5)),
    url="https://example.org/ips",
    digest="d0",
)

CENTER_SAYS = "The Russian Business Center in Afghanistan estimates that trade is approximately $1 billion."
OVERCHUK_SAYS = "However, Alexei Overchuk estimated the trade figure to be much lower, at around $560 million."
NSIA_SAYS = "NSIA put Russia eighth in terms of trade volume, with $289 million, far behind Iran (1.4 bn)."

TRADE = Part(value="trade volume", words="trade", rule="measure.trade_volume")
COUNTRIES = (
    Part(value="Afghanistan", words="Afghanistan", rule="entity.afghanistan"),
    Part(value="Russia", words="Russia", rule="entity.russia"),
)


def year(number: int) -> Period:
    return Period(datetime.date(number, 1, 1), datetime.date(number, 12, 31))


def money(claim_id: str, text: str, sentence: str, *, metadata: Metadata, line: int, amount: Amount, says: str, frame: Frame) -> Claim:
    """A claim on trade, on a line that holds nothing but its sentence."""
    start = sentence.index(text)
    return Claim(
        id=claim_id,
        mention=Mention(
            span=Span(1000 + start, 1000 + start + len(text)),
            kind=Kind.QUANTITY,
            value=amount,
            rule="number.scaled",
            sentence=Span(1000, 1000 + len(sentence)),
        ),
        frame=replace(frame, attribution=Part(value=says, words=says, rule="frame.attribution")),
        metadata=metadata,
        text=text,
        quote=sentence,
        line=line,
        column=start + 1,
    )


FRAME = Frame(measure=TRADE, subject=COUNTRIES, evidence=Evidence(names=frozenset({"Russia", "Kabul"})))
ABOUT_BILLION = Amount(nominal=Decimal("1E+9"), low=None, high=None, unit="USD", modifier=Modifier.ABOUT, step=Decimal("1E+9"))
AROUND_560 = Amount(nominal=Decimal(560_000_000), low=None, high=None, unit="USD", modifier=Modifier.ABOUT, step=Decimal("1E+7"))
EXACTLY_289 = Amount(nominal=Decimal(289_000_000), low=Decimal(289_000_000), high=Decimal(289_000_000), unit="USD", step=Decimal("1E+6"))

CENTER = money(
    "c1",
    "approximately $1 billion",
    CENTER_SAYS,
    metadata=DIPLOMAT,
    line=38,
    amount=ABOUT_BILLION,
    says="Russian Business Center in Afghanistan",
    frame=replace(FRAME, mode=Mode.ESTIMATE, mode_words="estimates"),
)
OVERCHUK = money(
    "c2",
    "around $560 million",
    OVERCHUK_SAYS,
    metadata=DIPLOMAT,
    line=39,
    amount=AROUND_560,
    says="Alexei Overchuk",
    frame=replace(FRAME, mode=Mode.ESTIMATE, mode_words="estimated"),
)
NSIA = money(
    "c3",
    "$289 million",
    NSIA_SAYS,
    metadata=IPS,
    line=21,
    amount=EXACTLY_289,
    says="NSIA",
    frame=replace(FRAME, period=PeriodPart(value=year(2023), words="the current year", rule="period.current_year")),
)
FALL = Claim(
    id="c4",
    mention=Mention(
        span=Span(20, 34),
        kind=Kind.DATE,
        value=Dating(period=Period(datetime.date(2021, 8, 15), datetime.date(2021, 8, 15))),
        rule="date.day",
        sentence=Span(0, 35),
    ),
    frame=Frame(measure=Part(value="fall", words="fell", rule="measure.fall")),
    metadata=IPS,
    text="15 August 2021",
    quote="Kabul had fallen on 15 August 2021.",
    line=3,
    column=21,
    page=2,
)

SAME_TEXT = "One text sets the two figures against each other."
OTHER_PERIOD = "The period of one figure is not stated."

TRADE_FINDING = Finding(
    id="3fa9c1d2",
    fingerprint="f0",
    rule="FC101",
    relation=Relation.CONFLICT,
    confidence=0.82,
    topic="trade volume of Afghanistan and Russia",
    claims=(CENTER, OVERCHUK, NSIA),
    pairs=(
        Pair(
            a="c1",
            b="c2",
            rule="FC101",
            relation=Relation.CONFLICT,
            fingerprint="f1",
            reason=SAME_TEXT,
            confidence=0.82,
            levels=(
                Level(name="dimension", outcome="same", detail="USD"),
                Level(name="values", outcome="disjoint", detail="1,000,000,000 and 560,000,000"),
            ),
        ),
        Pair(a="c1", b="c3", rule="FC106", relation=Relation.TENSION, fingerprint="f2", reason=OTHER_PERIOD, confidence=0.5),
        Pair(a="c2", b="c3", rule="FC106", relation=Relation.TENSION, fingerprint="f3", reason=OTHER_PERIOD, confidence=0.5),
    ),
    reason="Two named sources give amounts for the same trade that cannot both be true.",
    difference=Difference(absolute=Decimal(711_000_000), relative=Decimal("2.460207612456747404844290657")),
    witnesses=3,
)

AMOUNTS = Check(
    code="FC101",
    title="same question, different amounts",
    relation="conflict",
    meaning="Two amounts for one thing.",
    example="One says 1, one says 2.",
    action="Ask both.",
)

SKIPPED = Skipped(path="news/photo.jpg", reason="not a text file")


@pytest.fixture
def report() -> Report:
    """One finding with a conflict and two tensions, from two documents; one file skipped."""
    return Report(
        version="0.1.0",
        documents=(IPS, DIPLOMAT),
        findings=(TRADE_FINDING,),
        skipped=(SKIPPED,),
        summary=Summary(documents=2, skipped=1, claims=41, groups=3, pairs_compared=7, withheld=(("agree", 3), ("update", 1))),
        checks=(AMOUNTS,),
    )


@pytest.fixture
def quiet_report(report: Report) -> Report:
    """Compared, and nothing found."""
    return replace(report, findings=())


@pytest.fixture
def empty_report(report: Report) -> Report:
    """Nothing found, since nothing could be compared."""
    return replace(report, findings=(), summary=replace(report.summary, groups=0, pairs_compared=0, withheld=()))


@pytest.fixture
def hostile_report(report: Report) -> Report:
    """Documents that try to run a formula, clear the screen, reorder a line, and pass for markup."""
    metadata = replace(DIPLOMAT, source="=cmd|' /C calc'!A0", path="new\x1b[2Js/a.txt")
    claim = replace(
        CENTER,
        text="$1\u202e billion",
        quote="[bold red]trade[/] is\n\x9b2J $1\u202e billion\x07.",
        metadata=metadata,
        frame=replace(CENTER.frame, attribution=Part(value="@[link=http://x]NSIA[/link]\t:smile:", words="", rule="")),
    )
    return replace(report, findings=(replace(TRADE_FINDING, claims=(claim, OVERCHUK), topic="[blink]-trade\r\nvolume", pairs=()),))


@pytest.fixture
def claim_list() -> ClaimList:
    """An amount, a date and their documents."""
    return ClaimList(version="0.1.0", documents=(IPS,), claims=(NSIA, FALL), skipped=())
