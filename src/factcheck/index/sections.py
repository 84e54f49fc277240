"""Sections: files of numbered pieces, of which each reader wants a few: what one stage writes for the next.

count | where each section ends, from the first one's beginning | a sum of each | the sections, one behind the other
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from factcheck.index.files import put
from factcheck.pack import Damaged

_COUNT, _END, _SUM = np.dtype("<u8"), np.dtype("<u8"), np.dtype("<u4")


def write(place: Path, sections: Sequence[bytes]) -> None:
    """Writes a file of sections."""
    ends = np.cumsum([len(section) for section in sections], dtype=_END)
    sums = np.array([zlib.crc32(section) for section in sections], dtype=_SUM)
    head = np.array([len(sections)], dtype=_COUNT).tobytes() + ends.tobytes() + sums.tobytes()
    put(place, lambda draft: draft.write_bytes(b"".join((head, *sections))))


def read(place: Path, first: int, last: int) -> list[bytes]:
    """The sections from `first` up to `last`, this one not.

    Raises:
        Damaged: they are not as they were written.
        OSError: they cannot be read.
    """
    with place.open("rb") as file:
        count, size = int.from_bytes(file.read(_COUNT.itemsize), "little"), os.fstat(file.fileno()).st_size
        start = _COUNT.itemsize + count * (_END.itemsize + _SUM.itemsize)
        if not 0 <= first < last <= count or size < start:
            raise Damaged("a section is not there")
        before = max(first - 1, 0)
        file.seek(_COUNT.itemsize + before * _END.itemsize)
        bounds = [0] * (first == 0) + np.frombuffer(file.read((last - before) * _END.itemsize), dtype=_END).tolist()
        file.seek(_COUNT.itemsize + count * _END.itemsize + first * _SUM.itemsize)
        sums = np.frombuffer(file.read((last - first) * _SUM.itemsize), dtype=_SUM).tolist()
        if bounds != sorted(bounds) or bounds[-1] > size - start:  # nor is memory asked for what no file has
            raise Damaged("a section is not there")
        file.seek(start + bounds[0])
        found = [file.read(end - begin) for begin, end in pairwise(bounds)]
    if [zlib.crc32(section) for section in found] != sums:
        raise Damaged("a section is not as it was written")
    return found
