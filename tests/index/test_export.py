"""`factcheck index export`: documents, claims and findings as tables, in SQLite and in Parquet."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from factcheck.export import TABLES

Runner = Callable[[str], tuple[int, str, str]]


def rows(question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect("archive.sqlite")) as database:
        return database.execute(question).fetchall()


@pytest.fixture
def exported(built: Path, run: Runner) -> Path:
    code, out, err = run("index export archive.fcx -o archive.sqlite")
    assert (code, out) == (0, "")
    assert err.startswith("archive.sqlite: 4 findings: 4 conflicts. 36 documents read, 0 skipped; ")
    return Path("archive.sqlite")


def test_the_tables_are_those_that_are_told_of(exported: Path) -> None:
    found = {name for (name,) in rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert found == {"documents", "claims", "findings", "finding_claims", "pairs", "skipped"} == {table.name for table in TABLES}


def test_every_key_leads_to_a_row(exported: Path) -> None:
    assert rows("PRAGMA foreign_key_check") == []
    keys = {
        (table, column)
        for table in ("claims", "finding_claims", "pairs")
        for *_, column, _, _, _, _ in rows(f"PRAGMA foreign_key_list({table})")
    }
    assert keys == {
        ("claims", "path"),
        *(("finding_claims", name) for name in ("finding", "claim")),
        *(("pairs", name) for name in ("finding", "a", "b")),
    }


def test_all_documents_and_claims_are_in_it(exported: Path, run: Runner) -> None:
    listed = list(csv.DictReader(io.StringIO(run("claims archive -f csv")[1])))
    assert rows("SELECT count(*) FROM documents") == [(36,)]
    assert rows("SELECT id, path, line, text, unit, measure FROM claims WHERE NOT derived ORDER BY rowid") == [
        (row["id"], row["path"], int(row["line"]), row["text"], row["unit"] or None, row["measure"] or None) for row in listed
    ]
    assert rows("SELECT nominal, typeof(nominal), text FROM claims WHERE path = 'archive/first/fowey.md' AND unit = 'tonne'") == [
        (6700.0, "real", "6,700 tonnes")
    ]


def test_the_findings_are_those_of_a_scan(exported: Path, run: Runner) -> None:
    printed = json.loads(run("scan archive -f json")[1])["findings"]
    assert rows("SELECT id, rule, relation, confidence, topic, reason FROM findings ORDER BY rowid") == [
        tuple(finding[key] for key in ("id", "rule", "relation", "confidence", "topic", "reason")) for finding in printed
    ]
    assert rows("SELECT finding, claim FROM finding_claims ORDER BY rowid") == [
        (finding["id"], claim) for finding in printed for claim in finding["claims"]
    ]
    assert rows("SELECT finding, a, b FROM pairs ORDER BY rowid") == [
        (finding["id"], pair["a"], pair["b"]) for finding in printed for pair in finding["pairs"]
    ]


def test_the_view_tells_a_finding_claim_by_claim(exported: Path) -> None:
    assert rows("SELECT rule, relation, value, nominal, unit, source, published, path, line FROM told WHERE path LIKE '%fowey%'") == [
        ("FC101", "conflict", "6,700 tonnes", 6700.0, "tonne", "Port Weekly", "2014-02-06", "archive/first/fowey.md", 6),
        ("FC101", "conflict", "7,100 tonnes", 7100.0, "tonne", "Fowey Courier", "2015-03-06", "archive/later/fowey.md", 6),
    ]


def test_options_choose_the_findings(built: Path, run: Runner) -> None:
    assert run("index export archive.fcx -o archive.sqlite --ignore FC1")[0] == 0
    assert rows("SELECT count(*) FROM findings") == [(0,)]
    assert run("index export archive.fcx -o archive.sqlite --show all --since 2015")[0] == 0
    assert rows("SELECT min(published_start) FROM documents") == [("2015-03-01",)]
    assert run("index export archive.fcx -o archive.sqlite --ignore FC9")[0] == 2


def test_two_exports_give_the_same_bytes(exported: Path, run: Runner) -> None:
    before = exported.read_bytes()
    assert run("index export archive.fcx -o again.db --jobs 1 --quiet") == (0, "", "")
    assert Path("again.db").read_bytes() == before


def test_parquet_holds_the_rows_of_sqlite_with_their_types(exported: Path, run: Runner) -> None:
    for _ in range(2):  # an export may take the place of an older one
        assert run("index export archive.fcx -o archive.parquet")[0] == 0
    assert sorted(path.name for path in Path("archive.parquet").iterdir()) == sorted(f"{table.name}.parquet" for table in TABLES)
    for table in TABLES:
        read = parquet.read_table(f"archive.parquet/{table.name}.parquet")
        assert [tuple(row.values()) for row in read.to_pylist()] == rows(f"SELECT * FROM {table.name} ORDER BY rowid")
    types = {field.name: str(field.type) for field in parquet.read_schema("archive.parquet/claims.parquet")}
    assert (types["nominal"], types["line"], types["text"]) == ("double", "int64", "string")


def test_numbers_that_no_column_holds_are_absent(archive: Path, run: Runner) -> None:
    (archive / "large.md").write_text(f"The mill has 1{'0' * 400} grains and {'9' * 30} sacks of rye.\n", encoding="utf-8")
    assert run("index build archive -o archive.fcx")[0] == 0
    assert run("index export archive.fcx -o archive.sqlite")[0] == 0
    assert {nominal for (nominal,) in rows("SELECT nominal FROM claims WHERE path LIKE '%large%'")} <= {None, 1e30}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("archive.fcx -o a.xlsx", "is to be sqlite or parquet: use one of the endings .sqlite, .sqlite3, .db, .parquet, or --format"),
        ("archive.fcx -o a.sqlite --format parquet", "is to be sqlite or parquet"),
        ("archive.fcx -o nowhere/a.sqlite", "there is no folder nowhere; create it first"),
        ("archive.fcx -o archive --format parquet", "is a folder that holds other files too; name a new one"),
        ("nothing.fcx -o a.sqlite", "there is no such index; build it with factcheck index build"),
        ("archive -o a.sqlite", "there is no such index; build it with factcheck index build"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(built: Path, run: Runner, arguments: str, said: str) -> None:
    code, out, err = run(f"index export {arguments}")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert said in err
    assert sorted(path.name for path in Path().iterdir()) == ["archive", "archive.fcx"]


def test_parquet_without_its_library_says_what_to_install(built: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "factcheck.export.parquet", raising=False)
    monkeypatch.delattr("factcheck.export.parquet", raising=False)
    assert run("index export archive.fcx -o a.parquet") == (
        2, "", "factcheck: --format parquet: needs pyarrow; pip install 'factcheck-cli[parquet]' installs it\n",
    )  # fmt: skip


def test_a_damaged_index_leaves_the_former_export_alone(exported: Path, run: Runner) -> None:
    before = exported.read_bytes()
    data = bytearray(Path("archive.fcx").read_bytes())
    for place in range(5_000, len(data), 997):
        data[place] ^= 255
    Path("archive.fcx").write_bytes(data)
    assert run("index export archive.fcx -o archive.sqlite")[0] == 2
    assert exported.read_bytes() == before
    assert sorted(path.name for path in Path().iterdir()) == ["archive", "archive.fcx", "archive.sqlite"]
