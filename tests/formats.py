"""The formats as tests walk them."""

from __future__ import annotations

BINARY = frozenset({"parquet"})  # no text
