"""zip: an archive of files, or an office document, which is a zip inside."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from factcheck.model import Skipped
from factcheck.read.blob import Blob, Options, Unreadable, in_memory, whole
from factcheck.read.documents_toml import NAME as DOCUMENTS_TOML
from factcheck.read.inflate import Allowance, Inflated
from factcheck.rules import Rules

_OFFICE = {"word/document.xml": "Word", "content.xml": "OpenDocument"}
_OTHER_OFFICE = {
    "xl/workbook.xml": "Excel", "xl/workbook.bin": "Excel", "ppt/presentation.xml": "PowerPoint", "META-INF/container.xml": "EPUB",
    "META-INF/MANIFEST.MF": "Java",
}  # fmt: skip
_ENCRYPTED = 0x1
_MOST_MEMBERS = 100_000


def read(blob: Blob, options: Options, rules: Rules) -> Iterator[Blob | Skipped]:
    """The members of the archive, one after the other; of an office document the document itself."""
    stream = blob.stream if blob.stream.seekable() else in_memory(whole(blob.stream, options.max_file_size))
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable("a damaged zip archive") from error
    with archive:
        members = archive.infolist()
        names = {member.filename for member in members}
        if len(members) > _MOST_MEMBERS:
            raise Unreadable(f"an archive of more than {_MOST_MEMBERS:,} files")
        office = next((form for name, form in _OFFICE.items() if name in names), None)
        if office:
            stream.seek(0)
            yield replace(blob, stream=stream, format=office)
            return
        other = next((form for name, form in _OTHER_OFFICE.items() if name in names), None)
        if other:
            raise Unreadable(f"no reader for {other} files")
        yield from _members(blob, archive, members, stream.seek(0, io.SEEK_END))


def _members(blob: Blob, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], size: int) -> Iterator[Blob | Skipped]:
    allowance = Allowance()
    spent = 0
    for member in sorted(members, key=lambda member: member.filename):
        path = f"{blob.path}#{member.filename}"
        if member.is_dir() or _hidden(member.filename):
            continue
        if PurePosixPath(member.filename).name == DOCUMENTS_TOML:
            yield Skipped(path=path, reason=f"read beside files only; put the archive's {DOCUMENTS_TOML} beside it")
            continue
        if member.flag_bits & _ENCRYPTED:
            yield Skipped(path=path, reason="encrypted")
            continue
        spent = min(spent + member.compress_size, size)  # members that overlap would count the same bytes again
        try:
            source = archive.open(member)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
            yield Skipped(path=path, reason="damaged, or packed in an unknown way")
            continue
        with source:
            yield blob.inside(member.filename, io.BufferedReader(Inflated(source, partial(int, spent), allowance)))


def _hidden(name: str) -> bool:
    """Whether the file or a folder above it is hidden, as folders are walked."""
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts)
