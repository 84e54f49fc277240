"""Slices: the documents of a saved index are compared where they are read, a slice of them at a time.

A slice goes out as numbers of documents and the place of the index, which every worker opens for itself; what comes in is only what is
told: no account crosses, and nobody holds them all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck import batches, compare, group, rules
from factcheck.compare import documents
from factcheck.compare.documents import Heard, Hearing
from factcheck.index import Index, Stored, Where, is_parted
from factcheck.index.stored import kept_open
from factcheck.model import Pair, Relation
from factcheck.reported import relations_told

if TYPE_CHECKING:
    from factcheck.engine import Engine
    from factcheck.settings import Settings

HEARD = "heard"  # the folder of an index in which is kept what came of its slices
_FORM = 2  # of what is kept; another one is not read
_LEAST, _MOST, _SLICES = 64, 4096, 512  # documents of a slice, and into how many an index is cut as far as that allows
_COUPLES = 200  # of documents whose accounts are held together
_SHARED = 100_000  # sets of what claims share that are remembered with how many documents hold them


def sifted(hearings: Iterable[Hearing], held: Index, asked: batches.Docket, open_to: Collection[Relation] | None = None) -> Heard:
    """What is needed further of hearings; of a pair that is of none of the relations in `open_to`, not why it is what it is.

    Where more than a handful of documents hold all that two claims share, as many more could be meant; what they name is the topic
    of the whole, though, where most documents name it.
    """
    judge = compare.judge(rules.load(asked.rules))
    together = lru_cache(maxsize=_SHARED)(partial(group.together, held=held))
    heard = Heard()
    for hearing in hearings:
        heard.pairs += hearing.compared
        heard.crowded += hearing.crowded
        for verdict in hearing.verdicts:
            alone = asked.few or verdict.pair is None or group.is_topic(verdict.names, held)
            kept = documents.among(verdict, 0 if alone else together(verdict.shared), judge)
            if kept is None:
                heard.common += 1
            else:
                heard.add(replace(kept, pair=_brief(kept.pair, open_to), shared=frozenset(), names=frozenset()))
        if hearing.echoes or hearing.passages:
            heard.rest.append(replace(hearing, verdicts=()))
    return heard


def _brief(pair: Pair | None, open_to: Collection[Relation] | None) -> Pair | None:
    """A pair without its reason and levels, which take most of its memory, where nobody will ask for them: most pairs agree."""
    return pair if pair is None or open_to is None or pair.relation in open_to else replace(pair, reason="", levels=())


Hands = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Documents of an index that are compared with those before them; `few` says that the index has no more than a handful.

    `place` is that of the slice among all, `hands` the folder and the names of the files in which lies what it was dealt; None where
    it asks for itself. `kept` is the folder in which what comes of it is kept for another run. `open_to` are the relations of pairs that
    are told.
    """

    where: Where
    numbers: tuple[int, ...]
    place: int
    hands: Hands | None
    kept: str | None
    rules: tuple[str, ...]
    few: bool
    open_to: tuple[Relation, ...]


def met(asked: Slice) -> Heard:
    """What came of comparing a slice.

    Raises:
        InputError: the index cannot be used.
    """
    with kept_open(asked.where) as held:
        return met_in(asked, held)


def met_in(asked: Slice, held: Stored) -> Heard:
    """What came of comparing a slice of an index that is open; as it is kept where it was compared before."""
    if asked.kept is None:
        return _met(asked, held)
    import msgspec

    from factcheck.index import layout, sections

    place = Path(asked.kept, f"{asked.place:05}")
    if (found := _before(place)) is None:
        found = _met(asked, held)
        with layout.guarded(asked.where.path):
            sections.write(place, [msgspec.msgpack.encode(found)])
    return found


def _before(place: Path) -> Heard | None:
    """What came of a slice in a run before; None where that is not there, or not as it was written."""
    import msgspec

    from factcheck.index import sections
    from factcheck.pack import Damaged

    try:
        (data,) = sections.read(place, 0, 1)
        return msgspec.msgpack.decode(data, type=Heard)
    except (OSError, Damaged, msgspec.MsgspecError):
        return None


def _met(asked: Slice, held: Stored) -> Heard:
    _take_up(asked, held)
    meetings = group.Meetings(held)
    docket = batches.Docket(couples=(), accounts={}, rules=asked.rules, few=asked.few)
    heard = sifted(_hearings(meetings.couples(asked.numbers), held, docket), held, docket, asked.open_to)
    heard.left_out, heard.hot = meetings.left_out, meetings.hot
    return heard


def _take_up(asked: Slice, held: Stored) -> None:
    if asked.hands is not None:
        from factcheck.index import buckets
        from factcheck.index.parted import Parted

        if isinstance(held, Parted):
            held.meet(asked.numbers, buckets.hand(*asked.hands, asked.place))


def _hearings(couples: Iterator[documents.Couple], held: Stored, docket: batches.Docket) -> Iterator[Hearing]:
    while taken := tuple(islice(couples, _COUPLES)):
        accounts = held.accounts({number for couple in taken for number in couple})
        yield from batches.heard(replace(docket, couples=taken, accounts=accounts))


# ---- all of them ----------------------------------------------------------------------------------------------------


Shown = Callable[[str, Sequence[int]], Iterable[int]]  # hands on what a stage of that name goes through


def heard(held: Stored, settings: Settings, by: Engine, shown: Shown) -> Iterator[Heard]:
    """What came of comparing all documents of an index, slice by slice."""
    where = replace(held.where, path=os.path.abspath(held.where.path), state=held.state)
    few = len(held) <= group.HANDFUL
    size = min(max(held.last // _SLICES + 1, _LEAST), _MOST)
    goes_on = settings.work is not None and os.path.abspath(settings.work) == where.path and is_parted(where.path)
    open_to = relations_told(settings)
    kept = _kept(where, size, open_to) if goes_on else None
    with _dealt(where, size, held, by, shown) as hands:
        work = (
            Slice(where=where, numbers=numbers, place=place, hands=hands, kept=kept, rules=settings.rules, few=few, open_to=open_to)
            for place, numbers in _cut(shown("comparing", held.numbers()), size, by_number=hands is not None)
        )
        yield from by.map(met if by.remote else partial(met_in, held=held), work)  # the one that is open here is of one moment


def _kept(where: Where, size: int, open_to: tuple[Relation, ...]) -> str:
    """The folder in which is kept what comes of slices of this size: of an index in this state, of these days, for these relations."""
    from factcheck.index import layout

    days = blake2b(repr((_FORM, where.since, where.until, size, open_to)).encode(), digest_size=4).hexdigest()
    folder = Path(where.path, HEARD, where.state, days)
    with layout.guarded(where.path):
        folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


def _cut(listed: Iterable[int], size: int, *, by_number: bool) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The numbers in slices, each with its place: by the number itself, or as they come."""
    for place, each in groupby(enumerate(listed), lambda one: one[by_number] // size):
        yield place, tuple(number for _, number in each)


@contextmanager
def _dealt(where: Where, size: int, held: Stored, by: Engine, shown: Shown) -> Iterator[Hands | None]:
    """What slices of an index are dealt, where it is a partitioned one: the folder and the names of the files."""
    if not is_parted(where.path):
        yield None
        return
    from tempfile import TemporaryDirectory

    from factcheck.index import buckets
    from factcheck.index.parted import Parted

    beside = where.path if os.access(where.path, os.W_OK) else None
    with TemporaryDirectory(prefix="meetings-", dir=beside) as folder:
        most = group.Meetings(held).most
        several = range(held.buckets if isinstance(held, Parted) else 0)
        work = (buckets.Deal(where=where, bucket=bucket, size=size, most=most, into=folder) for bucket in shown("meeting", several))
        yield folder, tuple(name for names in by.map(buckets.deal, work) for name in names)
