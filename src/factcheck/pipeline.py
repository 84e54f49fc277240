"""The flow: read → extract → frame → derive → check → tie → group → compare → known. The only file that knows the order.

What is done with many documents goes through an engine in batches (`batches.py`): files go out and entries of an index come in,
couples of documents go out and verdicts come in. What needs the whole is here: which couples, and what of it all is reported.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain, islice
from typing import Protocol, TypeVar

from factcheck import batches, cache, compare, group, index, read, rules, slices
from factcheck._version import __version__
from factcheck.compare import documents
from factcheck.compare.documents import Couple, Gathered, Heard, Verdict
from factcheck.engine import Engine, Here, Stage, engine
from factcheck.errors import UsageError
from factcheck.index import Index, Stored, Where, is_saved
from factcheck.index.memory import Memory
from factcheck.model import ClaimList, Report, Skipped
from factcheck.reported import IN_COMMON_WORDS, NOT_COMPARED, Compared, Intake, reported
from factcheck.settings import DASK, Settings
from factcheck.shelf import Room, arranged
from factcheck.slices import sifted

_HOT = "of so many documents that they lead to none (words)"
_CROWDED = "of so many claims of a document that they lead to none (words)"
WORTH = 1_000_000  # bytes to read from which on it pays to start processes
_MANY = 200  # documents to compare from which on it does
_PACKED = 20_000  # accounts that are remembered as bytes
_COUPLES = 200  # of documents that are compared in one batch

T = TypeVar("T")


class Watch(Protocol):
    """Hands on the items of a stage one by one, and may show how far it is."""

    def __call__(self, stage: object, items: Sequence[T], /) -> Iterable[T]:
        """The items, in their order; `stage`, as text, says what is done with them, and by how many."""
        ...


def unwatched(stage: object, items: Sequence[T]) -> Iterable[T]:
    """The items, and nothing shown."""
    return items


def claims(paths: Sequence[str], settings: Settings, watch: Watch = unwatched, *, derived: bool = False) -> ClaimList:
    """Every claim of the documents under the paths, in the order of path and place; with `derived` also what only follows.

    Raises:
        FactcheckError: a path that is not there, a broken documents.toml, a broken rules file, a saved index that cannot be used.
    """
    whole = replace(settings, since=None, until=None)
    with _taken_in(paths, batches.Files(items=(), settings=whole, check=False), watch) as intake:
        held = intake.held
        found = (claim for number in held.numbers() for claim in held.account(number).claims if derived or not claim.derived_from)
        listed = tuple(map(held.metadata, held.numbers()))
        return ClaimList(version=__version__, documents=listed, claims=tuple(found), skipped=intake.skipped)


def listings(
    paths: Sequence[str], settings: Settings, formats: Sequence[str], watch: Watch = unwatched, *, derived: bool = False
) -> Iterator[batches.Listing | Skipped]:
    """The claims of each document under the paths, written out as they come; nothing is kept. Order and errors as for `claims`."""
    if any(map(is_saved, paths)):
        yield from _saved_listings(paths, settings, formats, watch, derived=derived)
        return
    sources = tuple(discovered(paths, settings))
    asked = batches.Files(items=(), settings=settings)
    kept = cache.listings(sources, asked, formats, derived=derived)
    told = partial(batches.listings, formats=tuple(formats), derived=derived)
    yield from chain.from_iterable(_each(sources, asked, watch, kept, told))


def _saved_listings(
    paths: Sequence[str], settings: Settings, formats: Sequence[str], watch: Watch, *, derived: bool
) -> Iterator[batches.Listing | Skipped]:
    whole = replace(settings, since=None, until=None)
    with _taken_in(paths, batches.Files(items=(), settings=whole), watch) as intake:
        yield from intake.skipped
        for account in map(intake.held.account, watch("reading", intake.held.numbers())):
            claims = tuple(claim for claim in account.claims if derived or not claim.derived_from)
            yield batches.written(account.metadata, claims, formats)


def scan(paths: Sequence[str], settings: Settings, watch: Watch = unwatched) -> Report:
    """What conflicts in the documents under the paths, or in those of a saved index; errors as for `claims`."""
    in_parts = (settings.work is not None or settings.engine == DASK) and not any(map(is_saved, paths))
    taken_in = _parted(paths, settings, watch) if in_parts else _taken_in(paths, batches.Files(items=(), settings=settings), watch)
    with taken_in as intake:
        return _told(intake, settings, watch)


@contextmanager
def scanned(file: str, settings: Settings, watch: Watch = unwatched) -> Iterator[tuple[Index, Report]]:
    """A saved index with what conflicts in it, both of one moment; errors as for `claims`."""
    with _saved(file, settings) as held:
        intake = _out_of(held)
        yield held, _told(intake, settings, watch)


def check(new: read.New, against: Sequence[str], settings: Settings, watch: Watch = unwatched) -> Report:
    """What conflicts with, in or between new articles, which may lie among the known ones; errors as for `claims`.

    The known documents are not checked by themselves, nor compared with each other further than a verdict on a new claim needs.
    They may be in a saved index.
    """
    files = [path for path in against if is_saved(path)]
    if len(files) > 1:
        raise UsageError("--against", f"takes one index, not {len(files)}; build one of all folders")
    folders = [path for path in against if path not in files]
    asked_for = replace(new, elsewhere=bool(files))
    sources = tuple(read.discover_new(asked_for, folders, settings.exclude, settings.baseline, follow_links=settings.follow_links))
    if not any(isinstance(source, read.Source) and source.new for source in sources):  # then there is nothing to read the others for
        sources = tuple(source for source in sources if isinstance(source, Skipped))
    asked = batches.Files(items=(), settings=settings, published=new.published, check=False)
    intake = _with_new(_read(sources, asked, watch))
    with ExitStack() as stack:
        if files:
            intake = _joined(stack.enter_context(_saved(files[0], settings)), intake, sources)
        return _told(intake, settings, watch)


def _with_new(intake: Intake) -> Intake:
    held = intake.held
    return replace(intake, new=frozenset(number for number in held.numbers() if held.entry(number).new))


@contextmanager
def _taken_in(paths: Sequence[str], asked: batches.Files, watch: Watch) -> Iterator[Intake]:
    """What the paths hold, read, or out of a saved index."""
    files = [path for path in paths if is_saved(path)]
    if files and len(paths) > 1:
        raise UsageError(files[0], "a saved index is scanned alone; build it of the other paths too")
    if not files:
        yield _read(discovered(paths, asked.settings), asked, watch)
        return
    with _saved(files[0], asked.settings) as held:
        yield _out_of(held)


def _out_of(held: Stored) -> Intake:
    return Intake(held=held, skipped=held.skipped(), out_of_time=len(held.left_out), stored=held)


@contextmanager
def _saved(file: str, settings: Settings) -> Iterator[Stored]:
    from factcheck.index import stored  # with the reader of packed accounts: a scan of a folder has no use for it

    where = Where(path=file, version=__version__, rules=rules.load(settings.rules).digest, since=settings.since, until=settings.until)
    with closing(stored.opened(where)) as held, stored.guarded(file):  # accounts are unpacked anywhere
        yield held


@contextmanager
def _parted(paths: Sequence[str], settings: Settings, watch: Watch) -> Iterator[Intake]:
    """What the paths hold, read into a partitioned index in the folder for work, or in one for this run alone."""
    from tempfile import TemporaryDirectory

    from factcheck import indexing

    if settings.work is not None and "://" in settings.work:
        raise UsageError(f"--work {settings.work}", "takes a folder that all workers see, not an address")
    with ExitStack() as stack:
        folder = settings.work or stack.enter_context(TemporaryDirectory(prefix="factcheck-"))
        if settings.work is None and not engine(settings, worth=True).sees(folder):
            yield _read(discovered(paths, settings), batches.Files(items=(), settings=settings), watch)
            return
        indexing.build_parted(paths, folder, settings, watch, "reading")
        yield _out_of(stack.enter_context(_saved(folder, settings)))


def _joined(saved: Stored, intake: Intake, sources: Iterable[read.Source | Skipped]) -> Intake:
    """What was read, together with the documents of an index, but for those of the files that were read."""
    from factcheck.index.joined import Joined

    paths = {path for source in sources if isinstance(source, read.Source) for path in read.spellings(source)}
    held = Joined(saved, intake.held, sorted(paths))
    new = frozenset(held.of_more(number) for number in intake.new or ())
    skipped = (*saved.unfinished(), *intake.skipped)
    return replace(intake, held=held, skipped=skipped, new=new, saved=True, key=None, out_of_time=intake.out_of_time + len(saved.left_out))


def discovered(paths: Sequence[str], settings: Settings) -> Iterator[read.Source | Skipped]:
    """The files under the paths, as the settings choose them."""
    return read.discover(paths, settings.exclude, settings.baseline, follow_links=settings.follow_links)


# ---- reading --------------------------------------------------------------------------------------------------------


def _read(sources: Iterable[read.Source | Skipped], asked: batches.Files, watch: Watch) -> Intake:
    """The documents in the sources."""
    listed = tuple(sources)
    kept = cache.documents(listed, asked)
    held = Memory()
    skipped: list[Skipped] = []
    out_of_time = 0
    for found in chain.from_iterable(_each(listed, asked, watch, kept, batches.told)):
        if found is None:
            out_of_time += 1
        elif isinstance(found, Skipped):
            skipped.append(found)
        else:
            held.add(found)
    return Intake(held=held, skipped=tuple(skipped), out_of_time=out_of_time, key=kept.together(listed, asked.settings))


def _each(
    sources: Sequence[read.Source | Skipped],
    asked: batches.Files,
    watch: Watch,
    kept: cache.Kept[T],
    function: Callable[[batches.Files], tuple[tuple[T, ...], ...]],
) -> Iterator[tuple[T, ...]]:
    """What the function makes of each source, in their order: as it is kept, else made of it now, and kept where that may be."""
    by = _engine((source for source in sources if source not in kept), asked.settings)
    whole = by.takes_whole(sum(isinstance(source, read.Source) and source.holds_many for source in sources))
    due: deque[read.Source | Skipped] = deque()  # what the coming results are of, and what is kept between them

    def unread() -> Iterator[batches.Item]:
        for source in watch(Stage("reading", by), sources):
            for item in (source,) if whole or kept.takes(source) else batches.unfolded(source, asked.settings):
                due.append(source)
                if source not in kept:
                    yield item

    work = batches.batched(unread(), replace(asked, packed=by.remote), batches.BYTES if by.remote else batches.LOT)
    for found in chain.from_iterable(by.map(function, work)):
        while due[0] in kept:
            yield kept[due.popleft()]
        kept.put(due.popleft(), found)
        yield found
    yield from (kept[source] for source in due)
    kept.save()


def _engine(sources: Iterable[read.Source | Skipped], settings: Settings) -> Engine:
    size = 0
    for source in sources:
        size += source.size if isinstance(source, read.Source) else 0
        if size >= WORTH:
            break
    return engine(settings, worth=size >= WORTH)


# ---- comparing ------------------------------------------------------------------------------------------------------


def _told(intake: Intake, settings: Settings, watch: Watch) -> Report:
    """The report on what was read; of a saved index, which may hold any number of documents, out of records on a disk."""
    beside = settings.work if settings.work is not None and os.path.isdir(settings.work) else None
    room = Room(on_disk=intake.stored is not None, folder=beside)
    return reported(intake, cache.compared(intake.key, lambda: _compared(intake, settings, watch, room)), settings, room)


def _compared(intake: Intake, settings: Settings, watch: Watch, room: Room) -> Compared:
    """The verdicts on the pairs of claims of all documents, or, where some are new, on those with a claim of a new one."""
    by = compare.judge(rules.load(settings.rules))
    held, new = intake.held, intake.new or frozenset()
    found = _heard(intake, settings, watch, Gathered(room))
    settled = documents.settle(found, held.account, by, few=len(held) <= group.HANDFUL)
    withheld = Counter({IN_COMMON_WORDS: found.common, NOT_COMPARED: found.left_out, _HOT: len(found.hot), _CROWDED: found.crowded})
    return Compared(
        told=room.keep(Verdict, _of(new, settled)),
        quiet=room.keep(Verdict, _of(new, found.quiet)) if new else arranged(found.quiet),
        pairs=found.pairs,
        alike=tuple((*hearing.documents, hearing.passages) for hearing in found.rest if hearing.passages),
        withheld=+withheld,
    )


def _of(new: Collection[int], verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """The verdicts with a claim of a new document, or, where none is new, all."""
    return (verdict for verdict in verdicts if not new or any(number in new for number in verdict.documents))


def _heard(intake: Intake, settings: Settings, watch: Watch, found: Gathered) -> Gathered:
    """What came of hearing all couples of documents that meet."""
    held, new = intake.held, intake.new or frozenset()
    listed = sorted(new) if new else held.numbers()
    hands = engine(settings, worth=len(listed) >= _MANY)
    if intake.stored is not None and hands.sees(os.path.abspath(intake.stored.where.path)):
        for more in slices.heard(intake.stored, settings, hands, lambda name, items: watch(Stage(name, hands), items)):
            found.add(more)
        return found
    meetings = group.Meetings(held, new)
    asked = batches.Docket(couples=(), accounts={}, rules=settings.rules, few=len(held) <= group.HANDFUL, open_too=bool(new))
    found.add(_sifted(meetings.couples(watch(Stage("comparing", hands), listed)), asked, held, hands))
    found.left_out, found.hot = meetings.left_out, meetings.hot
    if new:
        by = compare.judge(rules.load(settings.rules))
        leaned_on = filter(meetings.meet, documents.leaned_on((*found.told, *found.quiet), new, by))
        found.lean_on(_sifted(leaned_on, replace(asked, open_too=False), held, Here()))
    return found


def _sifted(couples: Iterable[Couple], asked: batches.Docket, held: Index, by: Engine) -> Heard:
    """What came of hearing the couples, in batches, with what their documents say."""
    return sifted(chain.from_iterable(by.map(batches.heard, _dockets(couples, asked, held, by))), held, asked)


def _dockets(couples: Iterable[Couple], asked: batches.Docket, held: Index, by: Engine) -> Iterator[batches.Docket]:
    rest = iter(couples)
    packed = lru_cache(maxsize=_PACKED)(lambda number: index.packed(held.kept(number)))
    while taken := tuple(islice(rest, _COUPLES)):
        numbers = {number for couple in taken for number in couple}
        accounts = {number: packed(number) if by.remote else held.kept(number) for number in numbers}
        yield replace(asked, couples=taken, accounts=accounts)
