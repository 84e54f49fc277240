"""A date at the head of a file's name: `2023-09-05-eighth-partner.txt`, `20230905_trade.pdf`, `2023-12-lpg.md`."""

from __future__ import annotations

import re

from factcheck.model import Period
from factcheck.read.metadata import Statement
from factcheck.read.published import parse_published

_DATE = re.compile(r"((?:19|20)\d\d)(?:([-_.])(\d\d)(?:\2(\d\d))?|(\d\d)(\d\d))(?!\d|[-_.]\d)")


def date(name: str) -> Statement:
    """What a file's name says of its publication.

    >>> date("2023-09-05-eighth-partner.txt").entries["published"]
    Period(first=datetime.date(2023, 9, 5), last=datetime.date(2023, 9, 5))
    >>> date("2021-22-season.txt").entries, date("trade-2023.txt").entries
    ({}, {})
    """
    found = _DATE.match(name)
    day = parse_published("-".join(part for part in (found[1], found[3] or found[5], found[4] or found[6]) if part)) if found else None
    entries: dict[str, str | Period] = {"published": day} if day else {}
    return Statement(origin="file name", entries=entries)
