"""gzip: one file inside another; the inner name is the outer one without `.gz`."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from dataclasses import replace

from factcheck.read.blob import Blob, Options
from factcheck.read.inflate import Allowance, Counted, Inflated
from factcheck.rules import Rules


def read(blob: Blob, options: Options, rules: Rules) -> Iterator[Blob]:
    """The file inside, unpacked as it is read."""
    counted = Counted(blob.stream)
    inner = Inflated(gzip.GzipFile(fileobj=io.BufferedReader(counted), mode="rb"), lambda: counted.count, Allowance())
    name = blob.name[:-3] if blob.ending == ".gz" else blob.name
    yield replace(blob, name=name, stream=io.BufferedReader(inner), depth=blob.depth + 1)
