"""Paths become documents: discovery, decoding, layout and metadata.

    discover(paths) → Source → read(source) → Documents one by one, or Skipped with the reason

Each format is a module of its own, found by the table in `formats.py`.

A bad file never stops a run; a path that is not there and a broken `documents.toml` are the user's to mend.
"""

from __future__ import annotations

from factcheck.read.blob import Options
from factcheck.read.files import Below, New, Source, discover, discover_new, draft, is_there, spellings
from factcheck.read.metadata import WARNING, warnings
from factcheck.read.published import parse_published
from factcheck.read.reader import dated, read

__all__ = [
    "WARNING",
    "Below",
    "New",
    "Options",
    "Source",
    "dated",
    "discover",
    "discover_new",
    "draft",
    "is_there",
    "parse_published",
    "read",
    "spellings",
    "warnings",
]
