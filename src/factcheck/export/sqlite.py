"""SQLite: a file with foreign keys, indexes and a view of findings with their claims, which Datasette opens as it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from factcheck.export import TABLES, Table, rows
from factcheck.index import Index
from factcheck.model import Report

_OPENING = ("journal_mode=OFF", "synchronous=OFF")  # the file is nobody's before it is whole
_VIEW = """
CREATE VIEW told AS
SELECT findings.id AS finding, findings.rule, findings.relation, findings.confidence, findings.topic, claims.text AS value, claims.nominal,
    claims.unit, claims.attribution, claims.period_start, claims.period_end, documents.source, documents.published_start AS published,
    documents.path, claims.line, claims.sentence, findings.reason
FROM findings
JOIN finding_claims ON finding_claims.finding = findings.id
JOIN claims ON claims.id = finding_claims.claim
JOIN documents ON documents.path = claims.path
ORDER BY findings.rowid, finding_claims.position
"""


def write(place: Path, held: Index, report: Report) -> None:
    """Writes the tables to a new file.

    Raises:
        OSError: it cannot be written.
    """
    with closing(sqlite3.connect(place, isolation_level=None)) as database:
        try:
            _write(database, held, report)
        except sqlite3.OperationalError as error:
            raise OSError(str(error)) from None


def _write(database: sqlite3.Connection, held: Index, report: Report) -> None:
    for choice in _OPENING:
        database.execute(f"PRAGMA {choice}")
    database.execute("BEGIN")
    for table in TABLES:
        database.execute(_created(table))
        places = ", ".join("?" for _ in table.columns)
        database.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', rows(table, held, report))  # noqa: S608  # a name of our own
    for table in TABLES:
        for column in (column for column in table.references if column != table.key[0]):
            database.execute(f'CREATE INDEX "{table.name}_{column}" ON "{table.name}" ("{column}")')
    for column in ("measure", "nominal"):
        database.execute(f'CREATE INDEX "claims_{column}" ON claims ("{column}")')
    database.execute(_VIEW)
    database.execute("COMMIT")


def _created(table: Table) -> str:
    columns = [f'"{column}" {table.type(column)}{" NOT NULL" if column in table.key else ""}' for column in table.columns]
    key = "PRIMARY KEY ({})".format(", ".join(f'"{column}"' for column in table.key))
    keys = {other.name: other.key[0] for other in TABLES}
    foreign = [f'FOREIGN KEY ("{column}") REFERENCES "{other}" ("{keys[other]}")' for column, other in table.references.items()]
    return f'CREATE TABLE "{table.name}" ({", ".join([*columns, key, *foreign])})'
