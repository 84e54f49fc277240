"""JSON text that is written piece by piece: a list need not be there as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain

from factcheck.report.words import harmless

_plain = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=2).encode


def pieces(value: object) -> Iterator[str]:
    r"""The text of an object, indented by two, and a line break; an iterator in it is a list whose items come one by one.

    >>> print("".join(pieces({"kind": "list", "items": iter([{"a": 1}, {}]), "none": iter(())})), end="")
    {
      "kind": "list",
      "items": [
        {
          "a": 1
        },
        {}
      ],
      "none": []
    }
    """
    return chain(_pieces(value, "\n"), ("\n",))


def _pieces(value: object, margin: str) -> Iterator[str]:
    inner = f"{margin}  "
    if isinstance(value, Iterator):
        mark = "["
        for each in value:
            yield f"{mark}{inner}{_whole(each, inner)}"
            mark = ","
        yield "[]" if mark == "[" else f"{margin}]"
    elif isinstance(value, dict | list) and value:
        named = (
            ((f"{_whole(key, inner)}: ", each) for key, each in value.items())
            if isinstance(value, dict)
            else (("", each) for each in value)
        )
        first, last = "{}" if isinstance(value, dict) else "[]"
        for place, (name, each) in enumerate(named):
            yield f"{',' if place else first}{inner}{name}"
            yield from _pieces(each, inner)
        yield f"{margin}{last}"
    else:
        yield _whole(value, margin)


def _whole(value: object, margin: str) -> str:
    """The text of an object that is there as a whole; a line break within a string is an escape."""
    return harmless(_plain(value)).replace("\n", margin)
