"""The layout of a partitioned index: a folder of files that many processes write and read, each a few of them.

    manifest.fcx                     what the others are, in what order; written last, so that without it there is no index
    documents/NAME.parquet           documents in a row: head, features and account of each, in small groups
    documents/NAME.json              what is said of the parts that one batch of files gave; without it they are not whole
    features/STATE/bucket-N.parquet  which documents hold each feature, ascending by its key
    shuffle/NAME                     what a part holds for each bucket, until these are written
    heard/STATE/DAYS/NUMBER          what came of comparing a slice, kept for a scan that goes on (slices.py)
    meetings-*                       what the slices are dealt, while they are compared

A part is named by a hash of all that it is made of, and the buckets lie in a folder that is named by all parts: a file that is there
is right, whoever wrote it, and a build that was cut off goes on behind what is there. The number of a document is its place in the
parts, in the order of the manifest.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from factcheck.errors import InputError, UsageError
from factcheck.group import Key
from factcheck.index import MANIFEST
from factcheck.model import Skipped
from factcheck.pack import FORM as PACKED
from factcheck.pack import Damaged

if TYPE_CHECKING:
    import numpy as np
    from pyarrow.parquet import ParquetFile

FORM = PACKED * 100 + 2  # of the folder; another one is not read
DOCUMENTS, FEATURES, SHUFFLE = "documents", "features", "shuffle"
FINEST = 1024  # buckets; a part is written so that any smaller number can be made of it
_SHIFT = 64 - FINEST.bit_length() + 1
_MIX = 0x9E3779B97F4A7C15  # 2**64 over the golden ratio: sketches, which are small and even, spread over all buckets by it
_UNMIX = pow(_MIX, -1, 1 << 64)
_ALL = (1 << 64) - 1
_ERRORS = (OSError, ValueError, TypeError, OverflowError, IndexError, KeyError)  # those of pyarrow are of these
_NEWER = "was built by a newer factcheck; update factcheck, or build an index under another name"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part: how many documents, features and claims are in it, of which files (the first and the last), and what was skipped."""

    name: str
    documents: int
    postings: int = 0
    stated: int = 0
    blocks: tuple[tuple[Key, int], ...] = ()
    first: str = ""
    last: str = ""
    skipped: tuple[Skipped, ...] = ()


class Placed(msgspec.Struct, frozen=True, array_like=True):
    """Where documents are: the part, how many, and the first and last of their files."""

    name: str
    documents: int
    first: str
    last: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a partitioned index holds and was built with. `state` names all of its parts, and `buckets` is the number of these."""

    form: int
    version: str
    rules: str
    options: Mapping[str, str]
    state: str
    buckets: int
    documents: int
    files: int
    stated: int
    blocks: tuple[tuple[Key, int], ...]
    skipped: tuple[Skipped, ...]
    parts: tuple[Placed, ...]


class _Form(msgspec.Struct, frozen=True):
    form: int


def require_libraries(asking: str) -> None:
    """Says what is to be installed where a partitioned index cannot be used without it."""
    try:
        import numpy  # noqa: F401  only whether it is there
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        missing = (error.name or "pyarrow").partition(".")[0]
        raise UsageError(asking, f"needs {missing}; pip install 'factcheck-cli[parquet]'") from None


@contextmanager
def guarded(folder: str | Path, errors: tuple[type[Exception], ...] = _ERRORS) -> Iterator[None]:
    """Says of an index that cannot be used what is the matter and what to do.

    Raises:
        InputError: instead of one of these errors: of the system, of Parquet, or of the records in it.
    """
    try:
        yield
    except errors as error:
        raise InputError(str(folder), _told(error)) from None


def _told(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        name = Path(error.filename or "a file").name
        return f"{name} is missing: another build has replaced it, or it was deleted; run this again, or factcheck index build"
    if isinstance(error, OSError) and error.errno:
        return f"cannot be used ({error.strerror}); mend that, and run this again"
    return f"is damaged ({' '.join(str(error).split())[:120]}); delete it and build it anew with factcheck index build"


def manifest(folder: str | Path) -> Manifest:
    """What an index holds.

    Raises:
        InputError: it is no index, damaged, or of another form.
    """
    try:
        data = (Path(folder) / MANIFEST).read_bytes()
    except OSError:
        raise InputError(str(folder), "there is no such index; build it with factcheck index build") from None
    with guarded(folder):
        form = msgspec.json.decode(data, type=_Form).form
    if form > FORM:
        raise InputError(str(folder), _NEWER)
    if form < FORM:
        raise InputError(str(folder), "was built by an older factcheck; bring it up to date with factcheck index build")
    with guarded(folder):
        found = msgspec.json.decode(data, type=Manifest)
        if found.documents != sum(part.documents for part in found.parts) or not 0 < found.buckets <= FINEST:
            raise Damaged("its counts do not fit")
        if not all(re.fullmatch(r"[0-9a-f-]{1,64}", name) for name in (found.state, *(part.name for part in found.parts))):
            raise Damaged("a name in it is none of ours")  # nor may it lead out of the folder
        return found


def former(folder: str | Path) -> Manifest | None:
    """What an index holds that is to be brought up to date; None where there is none yet, or none that is of use.

    Raises:
        InputError: it was built by a newer factcheck.
    """
    try:
        return manifest(folder)
    except InputError as error:
        if error.what == _NEWER:
            raise
        return None


def bucket_file(folder: str | Path, state: str, bucket: int) -> Path:
    """The file of a bucket."""
    return Path(folder) / FEATURES / state / f"bucket-{bucket:04}.parquet"


def part_file(folder: str | Path, name: str) -> Path:
    """The file of a part."""
    return Path(folder) / DOCUMENTS / f"{name}.parquet"


def key(feature: int) -> int:
    """What a feature is sorted by: a number of 64 bits, another one for every feature, and spread evenly."""
    return feature * _MIX & _ALL


def keys(features: np.ndarray[Any, np.dtype[np.uint64]]) -> np.ndarray[Any, np.dtype[np.uint64]]:
    """The keys of features."""
    return features * features.dtype.type(_MIX)


def features(found: np.ndarray[Any, np.dtype[np.uint64]]) -> list[int]:
    """The features that have these keys."""
    made: list[int] = (found * found.dtype.type(_UNMIX)).tolist()
    return made


def finest(found: np.ndarray[Any, np.dtype[np.uint64]]) -> np.ndarray[Any, np.dtype[np.uint64]]:
    """The finest bucket of each key."""
    return found >> found.dtype.type(_SHIFT)


def bucket(found: int, buckets: int) -> int:
    """The bucket of a key."""
    return (found >> _SHIFT) * buckets // FINEST


def share(number: int, buckets: int) -> tuple[int, int]:
    """The finest buckets that a bucket is made of: the first, and the first that is not."""
    return -(-number * FINEST // buckets), -(-(number + 1) * FINEST // buckets)


def opened(place: Path) -> ParquetFile:
    """A Parquet file of an index, whose pages are held against their sums as they are read."""
    from pyarrow.parquet import ParquetFile

    if not place.exists():  # Arrow does not say which one
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(place))
    return ParquetFile(place, page_checksum_verification=True, pre_buffer=False)
