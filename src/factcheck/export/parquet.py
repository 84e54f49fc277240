"""Parquet: a folder with a file for each table."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from factcheck.errors import UsageError
from factcheck.export import TABLES, Table, rows
from factcheck.index import Index
from factcheck.model import Report

_BATCH = 10_000  # rows

try:
    import pyarrow
    from pyarrow import parquet
except ImportError:
    raise UsageError("--format parquet", "needs pyarrow; pip install 'factcheck-cli[parquet]' installs it") from None

_TYPES = {"INTEGER": pyarrow.int64(), "REAL": pyarrow.float64(), "TEXT": pyarrow.string()}


def write(place: Path, held: Index, report: Report) -> None:
    """Writes the tables to a new folder."""
    place.mkdir()
    for table in TABLES:
        schema = _schema(table)
        found = rows(table, held, report)
        with parquet.ParquetWriter(place / f"{table.name}.parquet", schema) as writer:
            while batch := tuple(islice(found, _BATCH)):
                columns = [pyarrow.array(column, field.type) for column, field in zip(zip(*batch, strict=True), schema, strict=True)]
                writer.write_table(pyarrow.Table.from_arrays(columns, schema=schema))


def _schema(table: Table) -> pyarrow.Schema:
    return pyarrow.schema([pyarrow.field(column, _TYPES[table.type(column)], nullable=column not in table.key) for column in table.columns])
