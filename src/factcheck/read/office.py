"""What Word and OpenDocument files share: they are archives of XML, and have to be checked before a library unpacks them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from factcheck.model import BlockKind
from factcheck.read.article import Piece
from factcheck.read.blob import Unreadable
from factcheck.read.inflate import Allowance, Inflated
from factcheck.read.metadata import Statement

_ENCRYPTED = 0x1


@contextmanager
def checked(data: bytes, limit: int) -> Iterator[zipfile.ZipFile]:
    """The archive, after every part of XML was read once: none swells too much, or declares entities.

    Raises:
        Unreadable: it is damaged, encrypted, too large, or made to do harm.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable("damaged, or cut off") from error
    with archive:
        allowance = Allowance()
        total = 0
        for member in archive.infolist():
            if member.flag_bits & _ENCRYPTED:
                raise Unreadable("encrypted; save it without a password")
            if member.filename.endswith((".xml", ".rels")):
                total += _check(archive, member, len(data), allowance)
            if total > limit:
                raise Unreadable(f"unpacks to more than {limit:,} bytes of XML, see --max-file-size")
        yield archive


def _check(archive: zipfile.ZipFile, member: zipfile.ZipInfo, size: int, allowance: Allowance) -> int:
    """The length of a part of XML; nothing of it is kept."""
    length = 0
    before = b""
    try:
        source = archive.open(member)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        raise Unreadable("damaged, or packed in an unknown way") from None
    with source:
        stream = io.BufferedReader(Inflated(source, lambda: size, allowance))
        while piece := stream.read(1 << 20):
            length += len(piece)
            if b"<!ENTITY" in before + piece or b"<!\0E\0N\0T\0I\0T\0Y" in before + piece:
                raise Unreadable("declares entities, which an honest document does not")
            before = piece[-32:]
    return length


def title_of(pieces: Sequence[Piece], said: Statement) -> str:
    """The title among the properties, unless the text begins with a heading of its own."""
    title = said.entries.get("title")
    opens = bool(pieces) and pieces[0].kind is BlockKind.HEADING
    return title if isinstance(title, str) and not opens else ""
