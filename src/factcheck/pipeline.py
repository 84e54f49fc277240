"""The flow: read → extract → frame → derive → check → tie → group → compare → known. The only file that knows the order.

What is done with many documents goes through an engine in batches (`batches.py`): files go out and entries of an index come in,
couples of documents go out and verdicts come in. What needs the whole is here: which couples, and what of it all is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Protocol, TypeVar

from factcheck import batches, compare, group, index, read, rules
from factcheck._version import __version__
from factcheck.compare import documents
from factcheck.compare.documents import Couple, Hearing, Verdict
from factcheck.engine import Engine, Here, engine
from factcheck.index import Index
from factcheck.index.memory import Memory
from factcheck.model import ClaimList, Report, Skipped
from factcheck.reported import IN_COMMON_WORDS, NOT_COMPARED, Compared, Intake, reported
from factcheck.settings import Settings

_HOT = f"of more than {group.HOT} documents, which lead nowhere (words)"
_WORTH = 1_000_000  # bytes to read from which on it pays to start processes
_MANY = 200  # documents to compare from which on it does
_COUPLES = 200  # of documents that are compared in one batch

T = TypeVar("T")


class Watch(Protocol):
    """Hands on the items of a stage one by one, and may show how far it is."""

    def __call__(self, stage: str, items: Sequence[T], /) -> Iterable[T]:
        """The items, in their order."""
        ...


def unwatched(stage: str, items: Sequence[T]) -> Iterable[T]:
    """The items, and nothing shown."""
    return items


def claims(paths: Sequence[str], settings: Settings, watch: Watch = unwatched, *, derived: bool = False) -> ClaimList:
    """Every claim of the documents under the paths, in the order of path and place; with `derived` also what only follows.

    Raises:
        FactcheckError: a path that is not there, a broken documents.toml, a broken rules file.
    """
    whole = replace(settings, since=None, until=None)
    intake = _read(_discovered(paths, settings), batches.Files(items=(), settings=whole, check=False), watch)
    held = intake.held
    found = (claim for number in held.numbers() for claim in held.account(number).claims if derived or not claim.derived_from)
    return ClaimList(
        version=__version__, documents=tuple(entry.metadata for entry in index.entries(held)), claims=tuple(found), skipped=intake.skipped
    )


def scan(paths: Sequence[str], settings: Settings, watch: Watch = unwatched) -> Report:
    """What conflicts in the documents under the paths; errors as for `claims`."""
    intake = _read(_discovered(paths, settings), batches.Files(items=(), settings=settings), watch)
    return reported(intake, _compared(intake, settings, watch), settings)


def check(new: read.New, against: Sequence[str], settings: Settings, watch: Watch = unwatched) -> Report:
    """What conflicts with, in or between new articles, which may lie among the known ones; errors as for `claims`.

    The known documents are not checked by themselves, nor compared with each other further than a verdict on a new claim needs.
    """
    sources = tuple(read.discover_new(new, against, settings.exclude, settings.baseline, follow_links=settings.follow_links))
    if not any(isinstance(source, read.Source) and source.new for source in sources):  # then there is nothing to read the others for
        sources = tuple(source for source in sources if isinstance(source, Skipped))
    asked = batches.Files(items=(), settings=settings, published=new.published, check=False)
    intake = _read(sources, asked, watch)
    fresh = replace(intake, new=frozenset(number for number in intake.held.numbers() if intake.held.entry(number).new))
    return reported(fresh, _compared(fresh, settings, watch), settings)


def _discovered(paths: Sequence[str], settings: Settings) -> Iterator[read.Source | Skipped]:
    return read.discover(paths, settings.exclude, settings.baseline, follow_links=settings.follow_links)


# ---- reading --------------------------------------------------------------------------------------------------------


def _read(sources: Iterable[read.Source | Skipped], asked: batches.Files, watch: Watch) -> Intake:
    """The documents in the sources."""
    held = Memory()
    skipped: list[Skipped] = []
    out_of_time = 0
    for found in chain.from_iterable(_told(tuple(sources), asked, watch)):
        if found is None:
            out_of_time += 1
        elif isinstance(found, Skipped):
            skipped.append(found)
        else:
            held.add(found)
    return Intake(held=held, skipped=tuple(skipped), out_of_time=out_of_time)


def _told(sources: Sequence[read.Source | Skipped], asked: batches.Files, watch: Watch) -> Iterator[tuple[batches.Told, ...]]:
    """What each source holds, in their order; a file that may hold any number of documents gives these one by one to processes."""
    by = _engine(sources, asked.settings)
    items = _unfolded(watch("reading", sources), asked.settings) if by.remote else watch("reading", sources)
    work = batches.batched(items, replace(asked, packed=by.remote), single=not by.remote)
    return chain.from_iterable(by.map(batches.told, work))


def _engine(sources: Iterable[read.Source | Skipped], settings: Settings) -> Engine:
    size = 0
    for source in sources:
        size += source.size if isinstance(source, read.Source) else 0
        if size >= _WORTH:
            break
    return engine(settings.jobs, worth=size >= _WORTH)


def _unfolded(items: Iterable[read.Source | Skipped], settings: Settings) -> Iterator[batches.Item]:
    """The items, of a file that may hold any number of documents these: one process would sit on all of them."""
    for item in items:
        if isinstance(item, read.Source) and item.holds_many:
            yield from batches.opened(item, settings)
        else:
            yield item


# ---- comparing ------------------------------------------------------------------------------------------------------


def _compared(intake: Intake, settings: Settings, watch: Watch) -> Compared:
    """The verdicts on the pairs of claims of all documents, or, where some are new, on those with a claim of a new one."""
    by = compare.judge(rules.load(settings.rules))
    held, new = intake.held, intake.new or frozenset()
    few = len(held) <= group.HANDFUL
    listed = sorted(new) if new else list(held.numbers())
    meetings = group.Meetings(held, new)
    asked = batches.Docket(couples=(), accounts={}, rules=settings.rules, few=few, open_too=bool(new))
    hearings = _hearings(meetings.couples(watch("comparing", listed)), asked, held, engine(settings.jobs, worth=len(held) >= _MANY))
    told, common = _telling(hearings, held, by, few=few)
    leaned = _hearings(documents.leaned_on(told, new, by), replace(asked, open_too=False), held, Here()) if new else []
    lent, _ = _telling(leaned, held, by, few=few)
    settled = documents.settle((*hearings, *leaned), (*told, *lent), held.account, by, few=few)
    withheld = Counter({IN_COMMON_WORDS: common, NOT_COMPARED: meetings.left_out, _HOT: len(meetings.hot)})
    return Compared(
        verdicts=tuple(verdict for verdict in settled if not new or any(number in new for number in verdict.documents)),
        pairs=sum(hearing.compared for hearing in hearings),
        alike=tuple((*hearing.documents, hearing.passages) for hearing in (*hearings, *leaned) if hearing.passages),
        withheld=+withheld,
    )


def _hearings(couples: Iterable[Couple], asked: batches.Docket, held: Index, by: Engine) -> list[Hearing]:
    """The hearings of couples of documents, in batches."""
    return [hearing for batch in by.map(batches.heard, _dockets(couples, asked, held)) for hearing in batch]


def _dockets(couples: Iterable[Couple], asked: batches.Docket, held: Index) -> Iterator[batches.Docket]:
    rest = iter(couples)
    while taken := tuple(islice(rest, _COUPLES)):
        numbers = {number for couple in taken for number in couple}
        yield replace(asked, couples=taken, accounts={number: held.entry(number).account for number in numbers})


def _telling(hearings: Iterable[Hearing], held: Index, by: compare.Judge, *, few: bool) -> tuple[list[Verdict], int]:
    """The verdicts that hold among so many documents, and how many do not.

    Where more than a handful of documents hold all that two claims share, as many more could be meant.
    """
    told: list[Verdict] = []
    common = 0
    for verdict in (verdict for hearing in hearings for verdict in hearing.verdicts):
        holding = 0 if few or verdict.pair is None else group.together(verdict.shared, held)
        kept = documents.among(verdict, holding, by)
        if kept is None:
            common += 1
        else:
            told.append(kept)
    return told, common
