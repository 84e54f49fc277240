"""`parquet`: the rows of the CSV, with their types."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from factcheck import output
from factcheck.errors import UsageError
from factcheck.model import ClaimList, Report
from factcheck.output import Target
from factcheck.report import CLAIM_FORMATS, REPORTS, View

WHOLE = ["line", "column", "page", "witnesses"]
REAL = ["confidence", "nominal", "low", "high", "difference_absolute", "difference_relative"]


def table(data: str | bytes) -> Any:
    assert isinstance(data, bytes)
    return parquet.read_table(io.BytesIO(data))


def test_the_rows_are_those_of_the_csv(report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(str(REPORTS["csv"](report, View())))))
    read = table(REPORTS["parquet"](report, View()))
    assert read.column_names == list(rows[0])
    assert [{name: "" if value is None else str(value) for name, value in row.items()} for row in read.to_pylist()] == [
        {name: str(float(cell)) if name in REAL and cell else cell for name, cell in row.items()} for row in rows
    ]


def test_numbers_are_numbers_and_all_else_is_text(report: Report) -> None:
    kinds = {field.name: field.type for field in table(REPORTS["parquet"](report, View())).schema}
    assert sorted(name for name, kind in kinds.items() if kind == pa.int64()) == sorted(WHOLE)
    assert sorted(name for name, kind in kinds.items() if kind == pa.float64()) == sorted(REAL)
    assert {kind for name, kind in kinds.items() if name not in (*WHOLE, *REAL)} == {pa.string()}


def test_claims(claim_list: ClaimList) -> None:
    rows = table(CLAIM_FORMATS["parquet"](claim_list, View())).to_pylist()
    assert [(row["id"], row["start"], row["page"], row["nominal"], row["period_start"], row["text"]) for row in rows] == [
        ("c3", 1054, None, 289_000_000.0, "2023-01-01", "$289 million"),
        ("c4", 20, 2, None, "2021-08-15", "15 August 2021"),
    ]


def test_nothing_found_has_the_same_columns(report: Report, quiet_report: Report) -> None:
    nothing = table(REPORTS["parquet"](quiet_report, View()))
    assert nothing.num_rows == 0
    assert nothing.schema == table(REPORTS["parquet"](report, View())).schema


def test_text_is_as_it_was_read_and_always_text(hostile_report: Report) -> None:
    finding = hostile_report.findings[0]
    claim = replace(finding.claims[0], metadata=replace(finding.claims[0].metadata, path="a\udc80.txt"))
    (row, _) = table(
        REPORTS["parquet"](replace(hostile_report, findings=(replace(finding, claims=(claim, finding.claims[1])),)), View())
    ).to_pylist()
    assert row["source"] == "=cmd|' /C calc'!A0"
    assert row["path"] == r"a\udc80.txt"


def test_it_goes_to_a_file_or_a_pipe_and_to_no_terminal(report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = REPORTS["parquet"](report, View())
    output.deliver(data, Target(format="parquet", path=str(tmp_path / "f.parquet")))
    assert (tmp_path / "f.parquet").read_bytes() == data
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(UsageError, match=r"^--format parquet: is nothing to look at; write a file with -o$"):
        output.deliver(data, Target(format="parquet"))


def test_a_library_that_is_missing_is_a_sentence(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"^--format parquet: needs pyarrow; pip install 'factcheck-cli\[parquet\]'$"):
        REPORTS["parquet"](report, View())
