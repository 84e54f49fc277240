"""Extract: from a document to its mentions, the spans that have a value.

sentences → tokens → numbers → forms and quantities → one arbiter → days resolved
"""

from __future__ import annotations

from factcheck.extract.reader import Reader, Text, reader

__all__ = ["Reader", "Text", "reader"]
