"""Paths become documents: discovery, decoding, layout and metadata.

    discover(paths) → Source → read(source) → Document, or Skipped with the reason

A bad file never stops a run; a path that is not there and a broken `documents.toml` are the user's to mend.
"""

from __future__ import annotations

from factcheck.read.files import Source, discover
from factcheck.read.reader import read, warnings

__all__ = ["Source", "discover", "read", "warnings"]
