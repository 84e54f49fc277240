"""Wordings of one fact, as different houses print it, and sentences of the same shape that measure something else.

`tests/wordings/*.txt` holds facts, a block each, with blank lines between them:

    # 12 dead of a flood
    = The flood in Orsk killed [40] people.
    = [52] lives were lost in the flood in Orsk.
    ! The flood in Orsk left [300] people injured.

The first line gives a number and a name, `=` is a wording, `!` a near neighbour, and the value stands in brackets. Values differ from
wording to wording, so that no two meet by their digits. Rules are made while looking at the facts of even numbers; those of odd
numbers are blind: `python tests/test_wordings.py [DOMAIN...]` prints the totals of both, and what was missed of the even ones alone.

The ten domains from `buildings` to `weather` (107 facts open, 107 blind): before any rule was made for them 32.9% of the open pairs of
wordings were known and 34.4% of the blind ones; afterwards 69.0% and 68.4%. Met: 82.4% and 86.2%, then 94.2% and 94.1%. Of the open
neighbours 132 of 869 were mixed up, of the blind ones 144 of 916; afterwards 61 and 138.

The ten others (88 facts open, 88 blind): at first 34.2% of the open pairs and 32.1% of the blind ones were known, afterwards 82.7% and
81.8%; the blind figure was 75.6% before the last round, which was made with these topics in mind.

`stories_a` (48 facts open, 48 blind) has sentences as they are printed, with several figures, asides and headlines, on accidents,
disasters, wars, crime, rescues, energy, infrastructure, space, digs and nature: at first 45.0% of the open pairs and 42.8% of the blind
ones were known, afterwards 78.1% and 62.6%; met 82.5% and 84.9%, then 94.6% and 91.5%; of the blind neighbours 60 of 576 were mixed up,
then 41. What was made for it raised the blind pairs of the others from 75.7% to 77.6%.

`stories_b` holds sentences as news and encyclopaedias print them, with asides, relative clauses and fronted phrases, of companies, states,
votes, sport, culture, lives, studies and crime (50 facts open, 50 blind, with two neighbours each): at first 50.7% of the open pairs and
53.2% of the blind ones were known, afterwards 76.0% and 78.0%. Met: 91.2% and 91.9%, then 94.5% and 96.1%. Mixed up: 71 and 59 of 600,
then 75 and 68. The rules were made by one who had written these sentences.

`stories_c` (39 facts open, 39 blind) is on finals, records and races, transfers, film, books, music, museums and auctions, space,
expeditions, lives, trials, fossils and weather, where a verb or a unit often stands for the measure: at first 44.1% of the open pairs
and 53.3% of the blind ones were known, afterwards 80.5% and 75.6%. Met: 69.4% and 73.5%, then 89.2% and 88.4%. Mixed up: 50 and 52 of
468, then 63 and 70. What was made for it raised the blind pairs of the others from 76.3% to 78.2%. The rules were made by the one who
had written it.

`stories_d` holds votes, pacts, budgets, rates, wages, companies, courts, disasters, wars, aid, energy, works and people, many of them told
by a verb with a telling object (40 facts open, 40 blind, with two neighbours each): at first 63.2% of the open pairs and 68.8% of the
blind ones were known, afterwards 83.7% and 75.2%; met 97.8% and 100%, then 99.7% and 100%. Mixed up: 86 and 63 of 480, then 67 and 63.
These rules too were made by one who had written the sentences. They raised the blind pairs of the others from 76.3% to 77.5%, with ten
fewer mixed up.

`stories_e` tells each fact as an agency, a tabloid, an encyclopaedia and a radio report would, of shipping, farming, art, faith, chess, the
sky, fashion, schools, cycling, insolvencies, digs, radio, flying, medicine, railways and volcanoes (30 facts open, 30 blind, with two
neighbours each): at first 36.7% of the open pairs and 47.2% of the blind ones were known, afterwards 70.0% and 50.0%; met 83.3% and 89.4%,
then 94.4% and 89.4%. Mixed up: 19 and 28 of 240, then 27 and 31. The words of tabloids hardly recur: what was read off the open facts
helped the blind ones little.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

import pytest

from factcheck import batches, group, rules
from factcheck.compare.levels import Questions
from factcheck.compare.outcomes import DIFFERENT, NEAR, SAME
from factcheck.compare.values import Units
from factcheck.model import Account, Block, Claim, Document, Metadata, Span

WORDINGS = Path(__file__).parent / "wordings"
RULES = rules.load()
QUESTIONS = Questions(RULES, Units(RULES))
_MARKED = re.compile(r"\[([^][]+)\]")


class Wording(NamedTuple):
    """A sentence and the place of its value."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What several sentences say, and what some others say beside it."""

    number: int
    name: str
    wordings: tuple[Wording, ...]
    neighbours: tuple[Wording, ...]


class Reading(NamedTuple):
    """A sentence with its claims and that on the value; None where no claim is read there."""

    text: str
    account: Account
    claim: Claim | None


class Totals(NamedTuple):
    """Of pairs of wordings: how many there are, share a measure, and meet. Of wordings with neighbours: how many share a measure."""

    pairs: int = 0
    known: int = 0
    met: int = 0
    beside: int = 0
    mixed_up: int = 0

    def and_(self, other: Totals) -> Totals:
        """The sums."""
        return Totals(*(mine + its for mine, its in zip(self, other, strict=True)))

    def __str__(self) -> str:
        known, met = (f"{part} ({100 * part / max(self.pairs, 1):.1f}%)" for part in (self.known, self.met))
        return f"{self.pairs} pairs: known {known}, met {met}; mixed up {self.mixed_up} of {self.beside}"


def facts(path: Path) -> list[Fact]:
    """The facts of a file."""
    blocks = (block.splitlines() for block in path.read_text(encoding="utf-8").split("\n\n") if block.strip())
    return [_fact([line for line in block if line]) for block in blocks]


def _fact(lines: Sequence[str]) -> Fact:
    sign, number, name = lines[0].split(" ", 2)
    assert sign == "#", f"{lines[0]!r}: a fact opens with `# number name`"
    assert all(line.startswith(("= ", "! ")) for line in lines[1:]), f"{lines[0]!r}: a line opens with `= ` or `! `"
    told = [(line[0], _wording(line[2:])) for line in lines[1:]]
    alike, others = (tuple(wording for mark, wording in told if mark == wanted) for wanted in "=!")
    return Fact(number=int(number), name=name, wordings=alike, neighbours=others)


def _wording(line: str) -> Wording:
    marked = _MARKED.findall(line)
    assert len(marked) == 1, f"{line!r}: one value stands in brackets"
    start = line.index("[")
    return Wording(line.replace("[", "").replace("]", ""), Span(start, start + len(marked[0])))


def read(wording: Wording, path: str) -> Reading:
    """A sentence as an article of its own."""
    text, span = wording
    metadata = Metadata(path=path, digest=path)
    document = Document(text=text, metadata=metadata, blocks=(Block(span=Span(0, len(text))),))
    claims = tuple(batches.claims_of(document, RULES))
    meant = (claim for claim in claims if claim.mention.span.start < span.end and span.start < claim.mention.span.end)
    return Reading(text, Account(metadata=metadata, claims=claims), next(meant, None))


def is_known(a: Reading, b: Reading) -> bool:
    """Whether both claims are of one measure or happening and may be of one noun, or the clause of one names that of the other too."""
    if a.claim is None or b.claim is None or group.key(a.claim) != group.key(b.claim):
        return False
    first, second = a.claim.frame.measure, b.claim.frame.measure
    level = QUESTIONS.measure(a.claim, b.claim).outcome
    loose = first is not None and second is not None and first.rule == second.rule
    return (loose or level in (SAME, NEAR)) and QUESTIONS.noun(a.claim, b.claim).outcome != DIFFERENT


def is_met(a: Reading, b: Reading) -> bool:
    """Whether the two claims are put side by side."""
    wanted = {id(a.claim), id(b.claim)}
    return any({id(first), id(second)} == wanted for first, second in group.pairs(a.account, b.account))


Told = Callable[[str], object]


def totals(fact: Fact, told: Told = str) -> Totals:
    """How a fact is read; what is missed is told."""
    wordings, neighbours = (
        [read(wording, f"{kind}{place}") for place, wording in enumerate(found)]
        for kind, found in (("wording", fact.wordings), ("neighbour", fact.neighbours))
    )
    pairs, beside = list(combinations(wordings, 2)), list(product(wordings, neighbours))
    known, met = [pair for pair in pairs if is_known(*pair)], [pair for pair in pairs if is_met(*pair)]
    mixed_up = [pair for pair in beside if is_known(*pair)]
    if len(known) < len(pairs) or len(met) < len(pairs) or mixed_up:
        told(f"# {fact.number} {fact.name}: known {len(known)}, met {len(met)} of {len(pairs)}; mixed up {len(mixed_up)} of {len(beside)}")
        for sign, readings in (("=", wordings), ("!", neighbours)):
            for reading in readings:
                told(f"  {sign} {_measure(reading):24} {reading.text}")
    return Totals(len(pairs), len(known), len(met), len(beside), len(mixed_up))


def _measure(reading: Reading) -> str:
    if reading.claim is None:
        return "(not read)"
    measure = reading.claim.frame.measure
    return measure.rule.partition(".")[2] if measure is not None else "-"


def total(found: Iterable[Totals]) -> Totals:
    """The sum of some totals."""
    whole = Totals()
    for each in found:
        whole = whole.and_(each)
    return whole


# ---- the gate -------------------------------------------------------------------------------------------------------

# known and met at least, mixed up at most: a change that reads fewer wordings right, or takes more neighbours for them, shows here
REACHED: dict[str, tuple[int, int, int]] = {
    "agriculture": (188, 230, 34),
    "budgets": (169, 220, 29),
    "buildings": (235, 290, 16),
    "business": (333, 357, 16),
    "crime": (254, 285, 18),
    "culture": (237, 256, 48),
    "disasters": (278, 336, 22),
    "discovery": (126, 164, 14),
    "economy": (199, 216, 30),
    "education": (140, 164, 7),
    "energy": (190, 230, 31),
    "health": (180, 250, 16),
    "history": (270, 281, 0),
    "politics": (220, 251, 22),
    "space": (174, 201, 26),
    "sport": (233, 287, 31),
    "stories_a": (1079, 1361, 141),
    "stories_b": (1189, 1443, 158),
    "stories_c": (924, 1042, 138),
    "stories_d": (977, 1198, 131),
    "stories_e": (216, 331, 58),
    "technology": (194, 227, 54),
    "transport": (208, 275, 25),
    "war": (196, 242, 29),
    "weather": (194, 232, 44),
}


@pytest.mark.parametrize("path", sorted(WORDINGS.glob("*.txt")), ids=lambda path: path.stem)
def test_each_fact_has_wordings_and_a_number_of_its_own(path: Path) -> None:
    found = facts(path)
    assert len({fact.number for fact in found}) == len(found)
    assert all(len(fact.wordings) > 1 for fact in found)


@pytest.mark.parametrize("domain", sorted(REACHED))
def test_wordings_of_one_fact_are_known_as_one(domain: str) -> None:
    reached = total(map(totals, facts(WORDINGS / f"{domain}.txt")))
    known, met, mixed_up = REACHED[domain]
    assert reached.known >= known
    assert reached.met >= met
    assert reached.mixed_up <= mixed_up


# ---- the table ------------------------------------------------------------------------------------------------------


def table(domains: Sequence[str]) -> Iterator[str]:
    """The totals of each domain, open and blind, and what is missed of the open facts."""
    sums: dict[str, list[Totals]] = {"open": [], "blind": []}
    for path in sorted(WORDINGS.glob("*.txt")):
        if domains and path.stem not in domains:
            continue
        missed: list[str] = []
        found = facts(path)
        shown = total(totals(fact, missed.append) for fact in found if fact.number % 2 == 0)
        blind = total(totals(fact) for fact in found if fact.number % 2)
        yield from missed
        for name, each in (("open", shown), ("blind", blind)):
            yield f"{path.stem:16} {name:6} {each}"
            sums[name].append(each)
    for name, each_domain in sums.items():
        yield f"{'all':16} {name:6} {total(each_domain)}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in table(sys.argv[1:]))
