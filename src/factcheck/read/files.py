"""Which files are documents: folders are walked, ignored and hidden files left out, every file counted once."""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING

from factcheck.errors import InputError
from factcheck.model import Period, Skipped
from factcheck.read import remote
from factcheck.read.blob import Stream, Unreadable, in_memory
from factcheck.read.formats import BY_ENDING
from factcheck.read.remote import Remote

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_IRREGULAR = "not a regular file"
STDIN = "<stdin>"  # the printed path of a draft without a name
_PARTED = "manifest.fcx"  # a folder that holds it, and nothing but these, is a saved index itself
_PARTS = frozenset({_PARTED, "documents", "features", "shuffle", "heard"})
_INDEX = (".fcx", ".fcx-wal", ".fcx-shm")  # a saved index may lie beside what it was built of
NOTES = "documents.toml"  # what is known of the files beside it
CONFIGURATION_FILES = frozenset({NOTES, "factcheck.toml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read: where it is, how its path is printed, and whether it was named itself rather than found in a folder.

    `data` is a draft that stands in for what the file holds. `remote` is where it is if not on this machine: `file` is then but its
    name there. `ours` says that it lies under the repository that the command runs in, else under the working folder.
    """

    file: PurePath
    path: str
    named: bool = False
    data: bytes | None = None
    remote: Remote | None = None
    new: bool = False
    ours: bool = False

    @property
    def expected(self) -> bool:
        """Whether a document is to be expected of it: it was named, or its ending is that of a format."""
        return self.named or self.file.suffix.lower() in BY_ENDING

    @property
    def holds_many(self) -> bool:
        """Whether it may hold any number of documents, going by its ending."""
        form = BY_ENDING.get(self.file.suffix.lower())
        return form is not None and form.many

    @property
    def size(self) -> int:
        """Its size in bytes; 0 where the file is gone."""
        if self.data is not None:
            return len(self.data)
        if self.remote is not None:
            return self.remote.size
        try:
            return os.stat(self.file).st_size
        except OSError:  # reading it will say so
            return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """The new articles: files and folders, and a draft; of the folders only the `changed` files (real paths), where these are known.

    `published` is the publication date of those that have none. `elsewhere` says that what they are checked against is in no folder.
    """

    paths: tuple[str, ...] = ()
    changed: frozenset[str] | None = None
    draft: Source | None = None
    published: Period | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class _Ignored:
    """The patterns of one ignore file, and the folder that they count from."""

    folder: str
    spec: GitIgnoreSpec

    def verdict(self, entry: str) -> bool | None:
        """True for ignored, False for taken back by `!`, None where nothing matches."""
        relative = os.path.relpath(entry, self.folder)
        if entry.endswith("/"):
            relative += "/"
        return self.spec.check_file(_as_text(relative)).include


@dataclass(frozen=True, slots=True)
class _Root:
    """A path as it was given, the folder that its printed paths count from, and whether links may lead out of it."""

    given: str
    location: str
    printed_from: str | None
    follow_links: bool = False

    def lets_out(self, entry: os.DirEntry[str]) -> bool:
        """Whether an entry may be read: no link, or one that leads to a place below this one, or links are to be followed."""
        if self.follow_links or not entry.is_symlink() or not os.path.exists(entry.path):
            return True
        return _holds(os.path.realpath(self.location), os.path.realpath(entry.path))

    def printed(self, location: str) -> str:
        """A path as users see it."""
        if self.printed_from is not None:
            shown = os.path.relpath(location, self.printed_from)
        elif location == self.location:
            shown = os.path.normpath(self.given)
        else:
            shown = os.path.normpath(os.path.join(self.given, os.path.relpath(location, self.location)))
        return _as_text(shown)


def discover(
    paths: Sequence[str | Path], exclude: Sequence[str] = (), baseline: str | None = None, *, follow_links: bool = False
) -> Iterator[Source | Skipped]:
    """The files under the paths, in the order of their printed paths, each file once.

    A file that is named is always taken. A folder is walked; what `.gitignore` files, `exclude` (patterns of the same
    form, on printed paths or on paths below the folder) and a leading dot hide is left out, and so is the `baseline`, which
    may lie beside the documents. What cannot be read is Skipped, and so is a link that leads out of the folder, unless
    `follow_links` is set. At an address (`s3://...`) no ignore file counts, and its `*` find files as a folder does.
    """
    return _in_order(_found(paths, exclude, baseline, follow_links).values())


def discover_new(
    new: New,
    known: Sequence[str | Path],
    exclude: Sequence[str] = (),
    baseline: str | None = None,
    *,
    follow_links: bool = False,
) -> Iterator[Source | Skipped]:
    """The files of the new articles, marked as new, and those that they are checked against; a file that is both is new.

    Order and choice are those of `discover`.
    """
    fresh = _fresh(new, exclude, baseline, follow_links)
    if new.draft is not None:
        fresh[os.path.realpath(new.draft.file)] = new.draft
    marked = {place: replace(item, new=True) if isinstance(item, Source) else item for place, item in fresh.items()}
    held = _found(known, exclude, baseline, follow_links)
    if not new.elsewhere and not any(isinstance(item, Source) and item.expected for item in held.values()):
        raise InputError(", ".join(map(str, known)), "holds no document to check against; name a folder or file with articles")
    return _in_order((held | marked).values())


def _fresh(new: New, exclude: Sequence[str], baseline: str | None, follow_links: bool) -> dict[str, Source | Skipped]:
    if new.changed is None:
        return _found(new.paths, exclude, baseline, follow_links)
    found = {place: item for place, item in _found(new.paths or (".",), exclude, baseline, follow_links).items() if place in new.changed}
    # where no path is named, what has changed may be anything: a program is no article that could not be read
    return found if new.paths else {place: item for place, item in found.items() if isinstance(item, Source) and item.expected}


def draft(name: str | None, data: bytes) -> Source:
    """A text from a pipe, under the name of the file that it is, or is to be."""
    if not name:
        return Source(file=Path(STDIN), path=STDIN, named=True, data=data)
    return Source(file=Path(name), path=_placed(name).printed(os.path.abspath(name)), named=True, data=data)


def _found(paths: Sequence[str | Path], exclude: Sequence[str], baseline: str | None, follow_links: bool) -> dict[str, Source | Skipped]:
    """The files under the paths by their real place."""
    excluded = _spec(exclude) if exclude else None
    found: dict[str, Source | Skipped] = {}
    given = [os.fspath(path) for path in paths]
    roots = [replace(_root(path), follow_links=follow_links) for path in given if remote.scheme(path) is None]
    home = _home()
    for root in sorted(roots, key=lambda root: (os.path.isabs(root.given), root.given)):
        for location, item in _under(root, excluded):
            if isinstance(item, Source):
                place = os.path.realpath(location)
                found.setdefault(place, replace(item, ours=Path(place).is_relative_to(home)))
            else:  # what a skipped link leads to may be read under its own name
                found.setdefault(location, item)
    for path in sorted(path for path in given if remote.scheme(path) is not None):
        for location, item in _at_address(path, excluded, follow_links):
            found.setdefault(location, item)
    if baseline is not None:
        found.pop(os.path.realpath(baseline), None)
    return found


def _at_address(given: str, excluded: GitIgnoreSpec | None, follow_links: bool) -> Iterator[tuple[str, Source | Skipped]]:
    if remote.scheme(given) == remote.LOCAL:
        yield from _on_this_machine(given, excluded, follow_links)
        return
    for below, place in remote.listed(given, NOTES):
        if below and (_hidden(below) or (excluded and any(map(excluded.match_file, (below, place.address.partition("://")[2]))))):
            continue
        name = PurePosixPath(place.address.partition("://")[2])
        yield place.address, Source(file=name, path=_as_text(place.address), named=not below, remote=place)


def _on_this_machine(given: str, excluded: GitIgnoreSpec | None, follow_links: bool) -> Iterator[tuple[str, Source | Skipped]]:
    """The files at an address that begins with `file://`, which are printed so."""
    path = given.partition("://")[2]
    for match in sorted(glob.glob(path)) or [path]:
        root = _Root(given=match, location=os.path.abspath(match), printed_from=None, follow_links=follow_links)
        if not os.path.isabs(match) or not os.path.lexists(match):
            raise InputError(given, "there is no such file or folder; write file:// and the whole path, from its first / on")
        for location, item in _under(root, excluded):
            place = os.path.realpath(location) if isinstance(item, Source) else location
            yield place, replace(item, path=f"{remote.LOCAL}://{item.path}")


def _hidden(below: str) -> bool:
    """Whether a file is left out of a folder elsewhere for its name, or for a folder's on the way to it."""
    parts = below.split("/")
    return any(part.startswith(".") for part in parts) or _no_document(parts[-1])


def _no_document(name: str) -> bool:
    return name in CONFIGURATION_FILES or name.endswith(_INDEX)


def _in_order(found: Iterable[Source | Skipped]) -> Iterator[Source | Skipped]:
    return iter(sorted(found, key=lambda item: item.path))


def _root(given: str) -> _Root:
    if not given or not os.path.lexists(given):
        raise InputError(given or '""', "there is no such file or folder; check the spelling, or the folder you run this from")
    return _placed(given)


def _placed(given: str) -> _Root:
    location = os.path.abspath(given)
    repository = _repository(location)
    inside = repository is not None and not os.path.isabs(given) and _holds(repository, os.getcwd())
    return _Root(given, location, repository if inside else None)


def _repository(location: str) -> str | None:
    """The nearest folder at or above a path that holds `.git`."""
    for folder in (Path(location), *Path(location).parents):
        if (folder / ".git").exists():
            return str(folder)
    return None


def _holds(folder: str, location: str) -> bool:
    return Path(location).is_relative_to(folder)


def _home() -> str:
    """The real path of the repository that the command runs in, else of the working folder."""
    here = os.getcwd()
    return os.path.realpath(_repository(here) or here)


@contextmanager
def opened(source: Source) -> Iterator[Stream]:
    """A file, opened to be read. Pipes and devices are not opened: they may never end, or do something.

    Raises:
        Unreadable: not a regular file.
        OSError: it cannot be opened.
    """
    if source.data is not None:
        yield in_memory(source.data)
        return
    if source.remote is not None:
        with remote.opened(source.remote) as stream:
            yield stream
        return
    if not stat.S_ISREG(os.stat(source.file).st_mode):
        raise Unreadable(_IRREGULAR)
    # a pipe that took the file's place meanwhile must not make us wait
    descriptor = os.open(source.file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Unreadable(_IRREGULAR)
        yield stream


def spellings(source: Source) -> frozenset[str]:
    """The printed paths that a file may have: as it was given, from here, from the repository's root, and in full."""
    if source.remote is not None:
        return frozenset({source.path})
    location = os.path.abspath(source.file)
    bases = (os.getcwd(), _repository(location))
    return frozenset({source.path, _as_text(location), *(_as_text(os.path.relpath(location, base)) for base in bases if base is not None)})


class Below:
    """Tells which printed paths lie under given paths."""

    def __init__(self, given: Iterable[str]) -> None:
        paths = tuple(given)
        self._roots = tuple(path.rstrip("/") if remote.scheme(path) else _placed(path).printed(os.path.abspath(path)) for path in paths)

    def __contains__(self, path: str) -> bool:
        return any(_is_below(path, root) for root in self._roots)


def _is_below(path: str, root: str) -> bool:
    if remote.scheme(root) and glob.has_magic(root):
        return fnmatchcase(path, root) and path.count("/") == root.count("/")
    return path == root or path.startswith(root.rstrip("/") + "/") or (root == "." and not path.startswith(("/", "..")))


def is_there(path: str) -> bool:
    """Whether a path that was given is there; an address is taken to be, since only listing it can tell."""
    return remote.scheme(path) is not None or os.path.lexists(path)


def _under(root: _Root, excluded: GitIgnoreSpec | None) -> Iterator[tuple[str, Source | Skipped]]:
    if os.path.isdir(root.location):
        yield from _walk(root, root.location, _ignored_above(root.location), excluded, frozenset())
    else:
        yield root.location, Source(file=Path(root.location), path=root.printed(root.location), named=True)


def _walk(
    root: _Root, folder: str, ignored: tuple[_Ignored, ...], excluded: GitIgnoreSpec | None, above: frozenset[str]
) -> Iterator[tuple[str, Source | Skipped]]:
    real = os.path.realpath(folder)
    if real in above:  # a symlink back to a folder that holds it
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield folder, Skipped(path=root.printed(folder), reason=f"cannot be opened: {_cause(error)}")
        return
    if _is_parted([entry.name for entry in entries]):
        return
    ignored += _ignored_in(folder)
    for entry in entries:
        is_folder = _is_folder(entry)
        if _left_out(root, entry, is_folder, ignored, excluded):
            continue
        if not root.lets_out(entry):
            yield entry.path, Skipped(path=root.printed(entry.path), reason="a link out of the folder; --follow-links reads it")
        elif is_folder:
            yield from _walk(root, entry.path, ignored, excluded, above | {real})
        else:
            yield entry.path, _candidate(root, entry)


def _is_parted(names: Collection[str]) -> bool:
    """Whether a folder is a partitioned index; one file of that name among articles does not hide them."""
    return _PARTED in names and all(name in _PARTS or name.startswith((".", "meetings-")) for name in names)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a symlink to itself
        return False


def _left_out(root: _Root, entry: os.DirEntry[str], is_folder: bool, ignored: Sequence[_Ignored], excluded: GitIgnoreSpec | None) -> bool:
    if entry.name.startswith(".") or _no_document(entry.name):
        return True
    location = entry.path + "/" if is_folder else entry.path
    if _is_excluded(root, location, excluded):
        return True
    verdicts = (patterns.verdict(location) for patterns in reversed(ignored))
    return next((verdict for verdict in verdicts if verdict is not None), False)


def _is_excluded(root: _Root, location: str, excluded: GitIgnoreSpec | None) -> bool:
    if not excluded:
        return False
    end = "/" if location.endswith("/") else ""
    shown = root.printed(location.rstrip("/")).lstrip("/") + end
    below = _as_text(os.path.relpath(location, root.location)) + end
    return excluded.match_file(shown) or excluded.match_file(below)


def _candidate(root: _Root, entry: os.DirEntry[str]) -> Source | Skipped:
    path = root.printed(entry.path)
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        return Skipped(path=path, reason=f"cannot be opened: {_cause(error)}")
    if not stat.S_ISREG(mode):
        return Skipped(path=path, reason=_IRREGULAR)
    return Source(file=Path(entry.path), path=path)


def _ignored_above(folder: str) -> tuple[_Ignored, ...]:
    """The ignore files between the repository's root and a folder; none where they hide the folder itself.

    A folder that is named is walked, as a file that is named is read.
    """
    repository = _repository(folder)
    if repository is None or repository == folder:
        return ()
    parents = [str(parent) for parent in Path(folder).parents if _holds(repository, str(parent))]
    ignored = tuple(patterns for parent in reversed(parents) for patterns in _ignored_in(parent))
    verdicts = (patterns.verdict(folder + "/") for patterns in reversed(ignored))
    hidden = next((verdict for verdict in verdicts if verdict is not None), False)
    return () if hidden else ignored


def _ignored_in(folder: str) -> tuple[_Ignored, ...]:
    try:
        with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="replace") as file:
            return (_Ignored(folder, _spec(file.read(1_000_000).splitlines())),)
    except OSError:  # as a rule there is none
        return ()


def _spec(lines: Sequence[str]) -> GitIgnoreSpec:
    """The patterns that are well formed; git passes over the others too."""
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except (ValueError, re.error):  # as a rule there is none
        return GitIgnoreSpec.from_lines([line for line in lines if _well_formed(line)])


def _well_formed(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except (ValueError, re.error):
        return False
    return True


def _as_text(path: str) -> str:
    """A path with `/`, and as valid text, which a file name need not be."""
    return os.fsencode(path).decode("utf-8", errors="replace").replace(os.sep, "/")


def _cause(error: OSError) -> str:
    return error.strerror or type(error).__name__
