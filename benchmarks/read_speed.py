"""Times our reader against quantulum3 and dateparser on the same text, in one process, in turns.

    python benchmarks/read_speed.py [FILE ...] [--rounds N]

Without files the articles of corpus/ are read. Prints the rate of each in KB of UTF-8 per second of processor time, the ratio
round by round, and our rate on documents of 3 KB and of 128 KB: for mentions alone, as the peer's are, and for claims with their
frames. Start-up and the building of tables are left out on both sides.
quantulum3 tells units of one name apart by its classifier where scikit-learn is installed (the extra `benchmarks` brings it), and
by counting words where it is not, twice as fast and less well; the line of the peer says which.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import statistics
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from factcheck import rules
from factcheck.extract import reader
from factcheck.frame import frame
from factcheck.model import Block, Document, Metadata, Span

_SIZES = (3_000, 128_000)
_ROUND = 0.5  # seconds of work a measurement, so that the clock's steps do not count


def document(text: str) -> Document:
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(span=Span(start, start + len(line))))
        start += len(line) + 1
    return Document(text=text, metadata=Metadata(path="text"), blocks=tuple(blocks))


def rate(read: Callable[[str], object], text: str, least: float = 0.0) -> float:
    """KB of UTF-8 a second of processor time."""
    size, spent, times = len(text.encode()) / 1000, 0.0, 0
    while times == 0 or spent < least:
        begin = time.process_time()
        read(text)
        spent += time.process_time() - begin
        times += 1
    return size * times / spent


def ours() -> Callable[[str], object]:
    reading = reader(rules.load())
    return lambda text: reading.read(document(text))


def framed() -> Callable[[str], object]:
    """Ours with the frames: what `factcheck claims` does with a document that was read."""
    loaded = rules.load()
    reading = reader(loaded)
    return lambda text: frame(reading.read(document(text)), loaded)


def peer() -> Callable[[str], object]:
    warnings.filterwarnings("ignore")
    from dateparser.search import search_dates
    from quantulum3 import parser

    def read(text: str) -> object:
        found = []
        for line in text.split("\n"):
            with contextlib.suppress(Exception):  # the peer fails on some lines; they are counted as read
                found += parser.parse(line)
            search_dates(line, languages=["en"])
        return found

    return read


def _mode() -> str:
    from quantulum3 import classifier

    return "with" if classifier.USE_CLF else "without"


def _in_pieces(read: Callable[[str], object], size: int) -> Callable[[str], object]:
    """The same text as documents of that many characters, so that one size is not denser in numbers than another."""
    return lambda text: [read(text[start : start + size]) for start in range(0, len(text), size)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(Path("corpus").glob("*.md")))
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    text = "\n".join(path.read_text(encoding="utf-8") for path in options.files)
    mine, other = ours(), peer()
    rate(mine, text[:2000])
    rate(other, text[:2000])
    gc.freeze()  # the tables that each has loaded are not walked again and again at the other's cost
    pairs = [(rate(mine, text, _ROUND), rate(other, text)) for _ in range(options.rounds)]
    print(f"{len(text.encode()) / 1000:.0f} KB of text, {options.rounds} rounds, medians")
    print(f"factcheck               {statistics.median(a for a, _ in pairs):8.0f} KB/s")
    print(f"quantulum3 + dateparser {statistics.median(b for _, b in pairs):8.1f} KB/s  ({_mode()} its classifier)")
    print(f"ratio                   {statistics.median(a / b for a, b in pairs):8.0f}  (least {min(a / b for a, b in pairs):.0f})")
    long = text * (_SIZES[-1] // len(text) + 1)
    for size in _SIZES:
        alone, whole = (rate(_in_pieces(read, size), long[: max(_SIZES)], _ROUND) for read in (mine, framed()))
        print(f"documents of {size // 1000:3} KB      {alone:8.0f} KB/s, with frames {whole:8.0f} KB/s")


if __name__ == "__main__":
    main()
