"""Known: what is not told again, since a comment in the document or an entry of the baseline accepts it."""

from __future__ import annotations

from factcheck.known.baseline import EMPTY, Baseline, Entry, judged
from factcheck.known.files import load, save, shown
from factcheck.known.suppressed import OPEN, Suppressions

__all__ = ["EMPTY", "OPEN", "Baseline", "Entry", "Suppressions", "judged", "load", "save", "shown"]
