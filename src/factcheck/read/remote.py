"""Files elsewhere: addresses such as `s3://bucket/news/*.warc.gz`, listed and opened through fsspec.

Who may read them is the provider's business: keys come from its own files and variables, and none are taken here.
"""

from __future__ import annotations

import glob
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from factcheck.errors import InputError
from factcheck.read.blob import Stream, Unreadable

LOCAL = "file"  # the scheme of addresses on this machine
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")  # of two letters and more: a drive is no scheme
# The schemes that are read, and the library that fsspec reads them with.
_LIBRARIES = {"s3": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "abfs": "adlfs", "az": "adlfs", "hdfs": "pyarrow", "memory": "fsspec"}
_STAMPS = ("ETag", "etag", "md5Hash", "content_md5", "mtime", "LastModified", "last_modified", "updated", "created")
_BUFFER = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """A file elsewhere, as it was when it was listed: its size in bytes, and what tells this version of it from others.

    `notes` is the version of the `documents.toml` beside it; empty where there is none.
    """

    address: str
    size: int
    version: str
    notes: str = ""


def scheme(path: str) -> str | None:
    """What stands before `://`; None for a path on this machine."""
    found = _ADDRESS.match(path)
    return found[1].lower() if found else None


def listed(given: str, notes: str) -> Iterator[tuple[str, Remote]]:
    """The files at an address, below it or that fit its `*`, each with its path below what was named: empty for a file itself.

    `notes` is the name of the file whose version is asked for beside each.

    Raises:
        InputError: nothing is there, it cannot be listed, or a library is missing.
    """
    system, path = _system(given)
    try:
        found: tuple[_Listed, ...] = tuple(_found(system, path))
        versions = _versions(system, found, notes)
    except FileNotFoundError:
        found = ()
    except Exception as error:  # each system has errors of its own
        raise InputError(given, f"cannot be listed ({_cause(error)}); check the address, the network and your credentials") from None
    if not found:
        raise InputError(given, "there is no such file or folder; check the spelling, and whose credentials are used")
    prefix = _prefix(given, path)
    for each in found:
        size = int(each.info.get("size") or 0)
        yield each.below, Remote(address=prefix + each.name, size=size, version=_version(each.info), notes=versions[each.folder])


@dataclass(frozen=True, slots=True)
class _Listed:
    """A file as its system tells of it; `whole` says that all of its folder is listed."""

    name: str
    below: str
    info: Mapping[str, Any]
    whole: bool = False

    @property
    def folder(self) -> str:
        return self.name.rpartition("/")[0]


def _found(system: Any, path: str) -> Iterator[_Listed]:
    matches = system.glob(path, detail=True) if glob.has_magic(path) else {}
    for name, info in sorted((matches or {path: system.info(path)}).items()):
        if info["type"] != "directory":
            yield _Listed(name, PurePosixPath(name).name if matches else "", info)
            continue
        for inner, each in sorted(system.find(name, detail=True).items()):
            if not inner.endswith("/"):  # some tools mark a folder by an empty file of its name
                yield _Listed(inner, inner.removeprefix(name).lstrip("/"), each, whole=True)


def _versions(system: Any, found: Sequence[_Listed], notes: str) -> dict[str, str]:
    """The version of the notes in each folder: from the list where all of it is listed, else asked for."""
    versions = {each.folder: _version(each.info) for each in found if PurePosixPath(each.name).name == notes}
    for each in found:
        if each.folder not in versions:
            versions[each.folder] = "" if each.whole else _asked(system, f"{each.folder}/{notes}")
    return versions


def _asked(system: Any, name: str) -> str:
    try:
        return _version(system.info(name))
    except FileNotFoundError:
        return ""


def _version(info: Mapping[str, Any]) -> str:
    return f"{next((info[key] for key in _STAMPS if info.get(key)), '')} {info.get('size')}"


@contextmanager
def opened(place: Remote) -> Iterator[Stream]:
    """A file elsewhere, opened to be read.

    Raises:
        Unreadable: it cannot be opened, or not be read further.
    """
    try:
        system, path = _system(place.address)
        source = system.open(path, "rb")
    except InputError as error:
        raise Unreadable(error.what) from None
    except Exception as error:  # each system has errors of its own
        raise Unreadable(f"cannot be opened: {_cause(error)}") from None
    with source:
        yield io.BufferedReader(_Raw(source), _BUFFER)


def text(address: str, limit: int) -> str:
    """The text of a small file elsewhere, no more of it than the limit.

    Raises:
        OSError, UnicodeDecodeError: it cannot be read.
    """
    try:
        with opened(Remote(address=address, size=0, version="")) as stream:
            return stream.read(limit).decode("utf-8-sig")
    except Unreadable as error:
        raise OSError(str(error)) from None


class _Raw(io.RawIOBase):
    """A file of fsspec, as Python's streams want it."""

    def __init__(self, source: Any) -> None:
        self._source = source

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def seekable(self) -> bool:
        """An archive is read from its end."""
        return bool(self._source.seekable())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Goes to a place."""
        return int(self._source.seek(offset, whence))

    def tell(self) -> int:
        """The place."""
        return int(self._source.tell())

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what io hands over
        """The next bytes, into the buffer."""
        try:
            data = self._source.read(len(buffer))
        except Exception as error:  # each system has errors of its own
            raise Unreadable(f"cannot be read further: {_cause(error)}") from None
        buffer[: len(data)] = data
        return len(data)


def _system(given: str) -> tuple[Any, str]:
    """The file system of an address, and the path there."""
    name = scheme(given)
    if name in {"http", "https"}:
        raise InputError(given, "is a page of the web, of which nothing is fetched; save it, and name the file")
    if name not in _LIBRARIES or "::" in given:
        known = ", ".join(f"{each}://" for each in (*_LIBRARIES, LOCAL))
        raise InputError(given, f"is an address of a kind that is not read; known are {known}")
    try:
        from fsspec.core import url_to_fs
    except ModuleNotFoundError:
        raise InputError(given, "addresses need fsspec; pip install 'factcheck-cli[remote]'") from None
    try:
        system, path = url_to_fs(_trimmed(given))
    except ImportError:
        raise InputError(given, f"{name}:// needs {_LIBRARIES[name]}; pip install {_LIBRARIES[name]}") from None
    except Exception as error:  # each system has errors of its own
        raise InputError(given, f"cannot be reached ({_cause(error)}); check the address") from None
    if not path.strip("/") and name != "hdfs":
        raise InputError(given, "names no bucket; write for example s3://bucket/folder")
    return system, path


def _prefix(given: str, path: str) -> str:
    """What makes an address of a path: all that stands before it in the one that was given."""
    whole = _trimmed(given)
    return whole.removesuffix(path) if whole.endswith(path) else f"{scheme(given)}://"


def _trimmed(given: str) -> str:
    before, mark, path = given.partition("://")
    return before + mark + path.rstrip("/")


def _cause(error: Exception) -> str:
    return " ".join((str(error) or type(error).__name__).split())[:200]
