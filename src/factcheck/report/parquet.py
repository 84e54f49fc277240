"""`--format parquet`: the rows of the CSV, with their types, for programs that read columns.

Text is as it was read: what makes a cell harmless for a spreadsheet is not needed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from factcheck.errors import UsageError
from factcheck.model import ClaimList, Report
from factcheck.report.csv_rows import CLAIM_COLUMNS, REALS, REPORT_COLUMNS, Cell, claim_rows, report_rows
from factcheck.report.view import View

_TOGETHER = 10_000  # rows
_WHOLE = frozenset({"line", "column", "page", "start", "end", "witnesses"})


def render(report: Report, view: View) -> bytes:
    """One row per claim per finding, in the order of the report."""
    return _file(REPORT_COLUMNS, report_rows(report))


def render_claims(claims: ClaimList, view: View) -> bytes:
    """One row per claim."""
    return _file(CLAIM_COLUMNS, claim_rows(claims.claims))


def _file(columns: Iterable[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    try:
        import pyarrow as pa
        from pyarrow.parquet import write_table
    except ModuleNotFoundError as error:
        raise UsageError("--format parquet", f"needs {error.name}; pip install 'factcheck-cli[parquet]'") from None
    kinds = {name: pa.int64() if name in _WHOLE else pa.float64() if name in REALS else pa.string() for name in columns}
    schema, source = pa.schema(list(kinds.items())), iter(rows)
    parts = [schema.empty_table()]
    while some := tuple(islice(source, _TOGETHER)):  # as columns they take a tenth of the memory
        parts.append(
            pa.table({name: pa.array([_value(name, row.get(name)) for row in some], kind) for name, kind in kinds.items()}, schema)
        )
    sink = pa.BufferOutputStream()
    write_table(pa.concat_tables(parts).combine_chunks(), sink)
    return bytes(sink.getvalue())


def _value(column: str, value: Cell) -> Any:
    if value is None or column in _WHOLE:
        return value
    if column in REALS:
        return float(value)
    return str(value).encode("utf-8", "backslashreplace").decode("utf-8")  # a file name may hold half a character
