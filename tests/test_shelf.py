"""Records of a shelf are those that were put there, in their order; they lie on a disk, and nothing is left there."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from factcheck.compare.documents import Hearing, Verdict
from factcheck.errors import InputError
from factcheck.model import Finding, Metadata, Pair, Report
from factcheck.shelf import Room, Shelf, arranged


def shelf(folder: Path) -> Shelf[str]:
    return Shelf(str.encode, lambda data: data.decode(), str(folder))


@pytest.mark.parametrize("count", [0, 1, 3, 1_000])
def test_a_shelf_gives_what_a_list_gives(tmp_path: Path, count: int) -> None:
    listed = [f"record {number}" * (number % 7) for number in range(count)]
    records = shelf(tmp_path)
    records.extend(listed)
    assert len(records) == count
    assert list(records) == listed
    for cut in (slice(None), slice(1, 3), slice(-2, None), slice(None, None, -2), slice(5, 2)):
        assert list(records[cut]) == listed[cut]
    assert [records[place] for place in range(-count, count)] == listed + listed
    with pytest.raises(IndexError):
        records[count]


def test_what_is_larger_than_what_is_written_in_one_go_is_read_back(tmp_path: Path) -> None:
    large = ["a" * 3_000_000, "", "b" * 1_500_000]
    records = shelf(tmp_path)
    records.extend(large)
    assert list(records) == large


def test_a_record_may_be_added_after_others_were_read(tmp_path: Path) -> None:
    records = shelf(tmp_path)
    for number in range(5):
        records.append(str(number))
        assert records[0] == "0"
        assert list(records)[-1] == str(number)


def test_records_are_arranged_in_another_order(tmp_path: Path) -> None:
    records = shelf(tmp_path)
    records.extend("abcd")
    other = arranged(records, [3, 1, 2])
    assert (list(other), len(other), other[0], other[-1], other[1:]) == (["d", "b", "c"], 3, "d", "c", ("b", "c"))
    assert arranged(list("abcd"), [3, 1, 2]) == ("d", "b", "c")
    assert arranged(list("abcd")) == tuple("abcd")
    assert arranged(records) is records


def test_the_file_of_a_shelf_has_no_name_and_goes_with_it(tmp_path: Path) -> None:
    records = shelf(tmp_path)
    records.extend("abcd")
    assert list(records) == list("abcd")
    assert not list(tmp_path.iterdir())
    file = records._file
    del records
    gc.collect()
    assert file.closed


def test_a_folder_that_cannot_be_written_to_is_a_sentence() -> None:
    with pytest.raises(InputError, match=r"^missing: cannot be written: No such file or directory; name a folder with more room"):
        Room(on_disk=True, folder="missing").records(Metadata)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_disk_that_is_full_is_a_sentence(tmp_path: Path) -> None:
    records = shelf(tmp_path)
    with open("/dev/full", "r+b", buffering=0) as full:
        records._file = full
        with pytest.raises(
            InputError, match="cannot be written: No space left on device; name a folder with more room with --work, or TMPDIR"
        ):
            records.append("a" * 2_000_000)


def test_findings_and_what_they_are_made_of_come_back_as_they_were(report: Report) -> None:
    room = Room(on_disk=True)
    assert tuple(room.keep(Finding, report.findings)) == report.findings
    assert tuple(room.keep(Metadata, report.documents)) == report.documents
    pairs: list[Pair | None] = [None, *report.findings[0].pairs]
    verdicts = [Verdict(a="a", b="b", documents=(1, 200_000), pair=pair, shared=frozenset({1, 2})) for pair in pairs]
    assert list(room.keep(Verdict, verdicts)) == verdicts
    hearing = Hearing(documents=(0, 1), compared=2, verdicts=(), echoes=((("a", 0), ("b", 1)),), passages=3)
    assert list(room.keep(Hearing, [hearing])) == [hearing]


def test_in_memory_records_are_a_tuple(report: Report) -> None:
    kept = Room().keep(Finding, iter(report.findings))
    assert kept == report.findings
    assert kept[0] is report.findings[0]
