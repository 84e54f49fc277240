"""Makes a corpus of news that never happened, as large as wanted and the same on every machine.

    python benchmarks/generate.py 10000 FOLDER [--seed 1] [--format text|jsonl|jsonl.gz]

FOLDER/documents holds the documents: a Markdown or text file each, a thousand to a folder, or records in files of 100,000.
FOLDER/planted.jsonl says where two documents of one story were made to differ, a line each:

    {"story": 17, "fact": "share", "sides": [{"documents/000/000004.md": "27%"}, {"documents/000/000102.md": "31 percent"}]}

A story is told by one to eight documents in different words and with equal numbers, but for what was planted; some documents are
copies of another one, shortened and under another name. All other documents are strangers that share no more than a town, a body
or a topic. The sentences and words are in news.toml. The density is that of news: a run of digits in 285 bytes, a claim in 270.
Names follow Zipf's law: a few stand in every tenth document, most in one alone. Nothing is held but the stories that are not
written yet, so that a million documents need no more memory than a hundred.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import io
import json
import math
import random
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TextIO

FORMATS = ("text", "jsonl", "jsonl.gz")

_FIRST_DAY = datetime.date(2023, 1, 2)
_DAYS = 730
_SIZE, _SPREAD = 2_700, 0.45  # bytes: the median of the documents, and the deviation of its logarithm
_TELLERS = (1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 7, 8)  # documents of a story, each as often as it stands here
_PLANTED = 0.3  # of the stories that several documents tell
_COPY = 0.15  # of the documents that are not the first of their story
_FACT, _TWICE = 0.75, 0.2  # of the facts: told in a document, and told again further down
_SETTING, _DATED = 0.075, 0.04  # of the other sentences: with numbers of the place, body or person, with a date
_APART = 500  # documents between two of one story, on average
_A_FOLDER, _A_FILE = 1_000, 100_000  # documents
_TOWNS, _COUNTRIES, _BODIES, _FAMILIES = 20_000, 180, 30_000, 60_000
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as a document prints it, and its value as any house could."""

    text: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article. `told` are the facts that it states."""

    title: str
    source: str
    agency: str
    place: str
    published: datetime.date
    paragraphs: tuple[str, ...]
    told: Mapping[str, Told]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The documents that tell one story, and the fact on which they were made to differ, if any."""

    number: int
    documents: tuple[Document, ...]
    planted: str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of a story: a count, millions of dollars, a percentage or a day."""

    kind: str
    value: float | datetime.date


# ---- names and numbers ----------------------------------------------------------------------------------------------


@cache
def _news() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("news.toml").read_text(encoding="utf-8"))


def _rank(dice: random.Random, size: int) -> int:
    """By Zipf's law: the second is drawn half as often as the first, the third a third as often."""
    return int(math.exp(dice.random() * math.log(size + 1))) - 1


def _stem(rank: int) -> str:
    """A name of two syllables for the first few thousand, of three for the others; no two ranks have one."""
    syllables: list[str] = _news()["names"]["syllables"]
    base = len(syllables)
    length = 2 if rank < base**2 else 3
    place = (rank if length == 2 else rank - base**2) * 7919 % base**length  # neighbours in rank look nothing like each other
    return "".join(syllables[place // base**digit % base] for digit in range(length)).capitalize()


def _of(endings: Sequence[str], rank: int) -> str:
    return endings[rank * 31 % len(endings)]


def _town(rank: int) -> str:
    return _stem(rank) + _of(_news()["names"]["places"], rank)


def _country(rank: int) -> str:
    return _stem(rank * 17) + _of(_news()["names"]["countries"], rank)


def _body(rank: int) -> str:
    return _of(_news()["names"]["bodies"], rank).format(_stem(rank))


def _person(dice: random.Random) -> str:
    rank = _rank(dice, _FAMILIES)
    return f"{dice.choice(_news()['names']['given'])} {_stem(rank)}{_of(_news()['names']['families'], rank)}"


def _between(dice: random.Random, low: float, high: float) -> float:
    """As often between 10 and 20 as between 100 and 200."""
    return float(low * (high / low) ** dice.random())


def _rounded(value: float, digits: int) -> int:
    step = 10 ** max(0, math.floor(math.log10(max(value, 1))) + 1 - digits)
    return int(max(1, round(value / step) * step))


def _fact(dice: random.Random, rule: Mapping[str, Any], day: datetime.date) -> Fact:
    value = _between(dice, rule["low"], rule["high"])
    return Fact(rule["kind"], day - datetime.timedelta(days=round(value)) if rule["kind"] == "day" else _kept(rule["kind"], value))


def _kept(kind: str, value: float) -> float:
    """As exact as news prints it."""
    if kind == "percent":
        return round(value, 1)
    return _rounded(value, 3 if kind == "money" or value >= 100_000 else 5)


def _other(dice: random.Random, fact: Fact) -> Fact:
    """Another value of the fact, a fifth away or more."""
    if isinstance(fact.value, datetime.date):
        return replace(fact, value=fact.value + datetime.timedelta(days=dice.randint(3, 20)))
    factor = dice.choice((0.55, 0.7, 0.8, 1.25, 1.4, 1.8))
    value = _kept(fact.kind, fact.value * factor)
    return replace(fact, value=value if value != fact.value else fact.value + 1)


def _printed(fact: Fact, *, american: bool) -> str:
    """As one house prints it, in digits or words."""
    value = fact.value
    if isinstance(value, datetime.date):
        month = _MONTHS[value.month - 1]
        return f"{month} {value.day}, {value.year}" if american else f"{value.day} {month} {value.year}"
    if fact.kind == "percent":
        return f"{value:g}%" if american else f"{value:g} percent"
    if fact.kind == "money":
        return f"${value / 1000:g} billion" if value >= 1000 else f"${value:g} million"
    return _SMALL[int(value)] if value < len(_SMALL) else f"{value / 1e6:g} million" if value >= 1e6 else f"{int(value):,}"


# ---- a document -----------------------------------------------------------------------------------------------------


class _Slots(dict[str, str]):
    """What stands in the slots of a sentence: what is fixed for a story, and for other slots something new each time."""

    def __init__(self, fixed: Mapping[str, str], dice: random.Random) -> None:
        super().__init__(fixed)
        self._dice = dice

    def __missing__(self, slot: str) -> str:
        words = _news()["words"]
        if slot in words:
            return str(words[slot][_rank(self._dice, len(words[slot]))]) if slot != "said" else str(self._dice.choice(words[slot]))
        return _DRAWN[slot](self._dice)


_DRAWN: dict[str, Callable[[random.Random], str]] = {
    "someone": _person,
    "somewhere": lambda dice: _town(_rank(dice, _TOWNS)),
    "abroad": lambda dice: _country(_rank(dice, _COUNTRIES)),
    "body": lambda dice: _body(_rank(dice, _BODIES)),
}


def _setting(kind: str, slots: _Slots, dice: random.Random) -> str:
    """A sentence on somebody or something, with numbers that hang on the name alone."""
    name = slots.__missing__(kind)
    own = random.Random(name)
    year = own.randint(1880, 2005)
    distance, population, staff = _between(own, 3, 700), _between(own, 900, 900_000), _between(own, 30, 40_000)
    known = {
        "name": name,
        "founded": str(year),
        "built": str(year - 40),
        "born": str(1940 + year % 55),
        "elected": str(2000 + year % 20),
        "books": _printed(Fact("count", 2 + year % 11), american=True),
        "branches": str(11 + year % 80),
        "distance": str(round(distance) + 10),
        "population": f"{_rounded(population, 3):,}",
        "staff": f"{_rounded(staff, 2):,}",
    }
    return str(dice.choice(_news()["common"]["settings"][kind])).format_map(_Slots(known, dice))


def _document(
    dice: random.Random, topic: Mapping[str, Any], fixed: Mapping[str, str], facts: Mapping[str, Fact], day: datetime.date
) -> Document:
    american = dice.random() < 0.5
    printed = {name: _printed(fact, american=american) for name, fact in facts.items()}
    slots = _Slots({**fixed, **printed}, dice)
    chosen = [name for number, name in enumerate(facts) if number == 0 or dice.random() < _FACT]
    lead, again = [], []
    for name in chosen:
        first, second = dice.sample(topic["facts"][name]["told"], 2)
        lead.append(first)
        again += [second] if dice.random() < _TWICE else []
    headline = dice.choice([line for line in topic["headlines"] if not _named(line, facts) - set(chosen)])
    size = int(dice.lognormvariate(math.log(_SIZE), _SPREAD))
    rest = _filled(dice, topic, slots, size - 110 * (len(lead) + len(again)))
    sentences = [line.format_map(slots) for line in lead[:2]] + _mixed(dice, rest, [line.format_map(slots) for line in lead[2:] + again])
    return Document(
        title=_capital(headline.format_map(slots)),
        source=_of(_news()["names"]["papers"], rank := _rank(dice, 400)).format(_stem(rank)),
        agency=dice.choice(_news()["names"]["agencies"]),
        place=fixed["place"],
        published=day + datetime.timedelta(days=dice.choice((0, 0, 1, 1, 2))),
        paragraphs=tuple(_paragraphs(dice, sentences)),
        told={name: Told(printed[name], _printed(facts[name], american=False)) for name in chosen},
    )


def _named(line: str, facts: Mapping[str, Fact]) -> set[str]:
    return {name for name in facts if f"{{{name}}}" in line}


def _filled(dice: random.Random, topic: Mapping[str, Any], slots: _Slots, size: int) -> list[str]:
    """Sentences of about that many characters together: most have no number, some are on somebody's birth or a town's size."""
    common = _news()["common"]
    plain = [*topic["plain"], *common["plain"]]
    dice.shuffle(plain)
    found: list[str] = []
    while size > 0:
        drawn = dice.random()
        if drawn < _SETTING:
            sentence = _setting(dice.choice(("body", "somewhere", "someone")), slots, dice)
        elif drawn < _SETTING + _DATED:
            sentence = dice.choice(common["dated"]).format_map(slots)
        else:
            sentence = plain[len(found) % len(plain)].format_map(slots)
        found.append(_capital(sentence))
        size -= len(sentence) + 1
    return found


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _mixed(dice: random.Random, sentences: Sequence[str], others: Sequence[str]) -> list[str]:
    mixed = list(sentences)
    for other in others:
        mixed.insert(dice.randint(0, len(mixed)), other)
    return mixed


def _paragraphs(dice: random.Random, sentences: Sequence[str]) -> Iterator[str]:
    start = 0
    while start < len(sentences):
        end = start + dice.randint(1, 3)
        yield " ".join(map(_capital, sentences[start:end]))
        start = end


# ---- a story --------------------------------------------------------------------------------------------------------


def story(number: int, seed: int = 1, most: int = 8) -> Story:
    """The story of that number, told by no more than `most` documents."""
    dice = random.Random(f"{seed}/{number}")
    topic = dice.choice(_news()["topic"])
    day = _FIRST_DAY + datetime.timedelta(days=dice.randrange(_DAYS))
    fixed = _fixed(dice, day)
    facts = {name: _fact(dice, rule, day) for name, rule in topic["facts"].items()}
    tellers = min(dice.choice(_TELLERS), most)
    planted = dice.choice(list(facts)) if tellers > 1 and dice.random() < _PLANTED else None
    odd = dice.randrange(tellers)
    documents: list[Document] = []
    for teller in range(tellers):
        if documents and dice.random() < _COPY:
            documents.append(_copied(dice, dice.choice(documents)))
            continue
        own = {**facts, planted: _other(dice, facts[planted])} if planted is not None and teller == odd else facts
        documents.append(_document(dice, topic, fixed, own, day))
    values = {told.value for document in documents for fact, told in document.told.items() if fact == planted}
    return Story(number=number, documents=tuple(documents), planted=planted if len(values) > 1 else None)


def _fixed(dice: random.Random, day: datetime.date) -> dict[str, str]:
    town = _rank(dice, _TOWNS)
    return {
        "place": _town(town),
        "country": _country(town * 37 % _COUNTRIES),
        "organisation": _body(_rank(dice, _BODIES)),
        "rival": _body(_rank(dice, _BODIES)),
        "official": _person(dice),
        "expert": _person(dice),
        "weekday": _WEEKDAYS[day.weekday()],
        "lastmonth": _MONTHS[day.month - 2],
        "lastyear": str(day.year - 1),
    }


def _copied(dice: random.Random, document: Document) -> Document:
    """The same text in another paper, without its last paragraphs: what these alone told is not told."""
    kept = document.paragraphs[: max(2, round(len(document.paragraphs) * dice.uniform(0.85, 1)))]
    text = " ".join((document.title, *kept))
    told = {name: fact for name, fact in document.told.items() if fact.text in text}
    return replace(
        document, paragraphs=kept, told=told, source=_of(_news()["names"]["papers"], rank := _rank(dice, 400)).format(_stem(rank))
    )


# ---- a corpus -------------------------------------------------------------------------------------------------------


def stories(count: int, seed: int = 1) -> Iterator[Story]:
    """Stories that have so many documents together."""
    number = 0
    while count > 0:
        found = story(number, seed, count)
        yield found
        count -= len(found.documents)
        number += 1


def shuffled(told: Iterator[Story], seed: int) -> Iterator[tuple[Story, int]]:
    """The documents of the stories, as story and place in it, those of one apart from each other."""
    dice = random.Random(seed)
    waiting: list[tuple[Story, int]] = []
    for found in told:
        waiting += [(found, place) for place in range(len(found.documents))]
        while len(waiting) > _APART:
            place = dice.randrange(len(waiting))
            waiting[place], waiting[-1] = waiting[-1], waiting[place]
            yield waiting.pop()
    dice.shuffle(waiting)
    yield from waiting


def as_text(document: Document, *, markdown: bool) -> str:
    """A file's content: Markdown with front matter, or text with a dateline."""
    body = "\n\n".join(document.paragraphs)
    day = document.published
    if markdown:
        return (
            f"---\ntitle: {json.dumps(document.title)}\nsource: {document.source}\npublished: {day}\n---\n\n# {document.title}\n\n{body}\n"
        )
    return f"{document.title}\n\n{document.place.upper()}, {_MONTHS[day.month - 1]} {day.day}, {day.year} ({document.agency}) - {body}\n"


def as_record(document: Document) -> str:
    """A line of JSON."""
    record = {"title": document.title, "source": document.source, "published": str(document.published)}
    return json.dumps({**record, "text": "\n\n".join(document.paragraphs)}) + "\n"


def write(folder: Path, count: int, *, seed: int = 1, form: str = "text") -> None:
    """Writes so many documents, and what was planted in them."""
    documents = folder / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    places: dict[int, dict[int, str]] = {}
    with ExitStack() as files, (folder / "planted.jsonl").open("w", encoding="utf-8", newline="\n") as planted:
        opened: TextIO | None = None
        for number, (found, place) in enumerate(shuffled(stories(count, seed), seed)):
            document = found.documents[place]
            if form == "text":
                written = write_file(documents, number, document)
            else:
                name = f"{number // _A_FILE:03}.{form}"
                if number % _A_FILE == 0:
                    opened = files.enter_context(_lines(documents / name))
                assert opened is not None  # noqa: S101  # opened for the first of them
                opened.write(as_record(document))
                written = f"{name}#{number % _A_FILE + 1}"
            _note(found, place, f"documents/{written}", places, planted)


def write_file(folder: Path, number: int, document: Document) -> str:
    markdown = number % 4 != 3
    name = f"{number // _A_FOLDER:03}/{number:06}.{'md' if markdown else 'txt'}"
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(as_text(document, markdown=markdown), encoding="utf-8", newline="\n")
    return name


def _lines(path: Path) -> TextIO:
    if path.suffix != ".gz":
        return path.open("w", encoding="utf-8", newline="\n")
    packed = gzip.GzipFile(path, "wb", compresslevel=6, mtime=0)  # no clock in what is written
    return io.TextIOWrapper(packed, encoding="utf-8", newline="\n")


def _note(found: Story, place: int, path: str, places: dict[int, dict[int, str]], planted: TextIO) -> None:
    """Writes down what was planted in a story as soon as all its documents are written."""
    if found.planted is None:
        return
    known = places.setdefault(found.number, {})
    known[place] = path
    if len(known) == len(found.documents):
        sides: dict[str, dict[str, str]] = {}
        for number, document in enumerate(found.documents):
            if told := document.told.get(found.planted):
                sides.setdefault(told.value, {})[known[number]] = told.text
        planted.write(json.dumps({"story": found.number, "fact": found.planted, "sides": list(sides.values())}) + "\n")
        del places[found.number]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, help="documents")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=FORMATS, default="text")
    options = parser.parse_args()
    write(options.folder, options.count, seed=options.seed, form=options.format)


if __name__ == "__main__":
    main()
