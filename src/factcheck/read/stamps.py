"""Stamps: what tells one state of a file from another one."""

from __future__ import annotations

import hashlib
import os
import stat

from factcheck.read import documents_toml
from factcheck.read.files import Source

_PIECE = 1 << 20


def stamp(source: Source) -> str:
    """A hash of all that a file's documents are made of: its bytes, and what the documents.toml beside it says; elsewhere versions."""
    if source.remote is not None:
        return hashlib.blake2b(f"{source.remote.version}\n{source.remote.notes}".encode(), digest_size=16).hexdigest()
    told = [(name, sorted(entry.items())) for name, entry in documents_toml.concerning(source.file, source.path)]
    made = hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16)
    try:
        if stat.S_ISREG(os.stat(source.file).st_mode):
            with open(source.file, "rb") as file:
                while piece := file.read(_PIECE):
                    made.update(piece)
    except OSError:  # reading it will say so
        made.update(b"\0")
    return made.hexdigest()
