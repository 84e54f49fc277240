"""JSON that is written piece by piece is the text that the standard library makes of the whole."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from factcheck.report.json_text import pieces

_plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text('ab\n"\\é', max_size=5)
objects = st.recursive(
    _plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3), max_leaves=12
)


@given(value=objects)
def test_pieces_are_the_text_of_the_whole(value: object) -> None:
    assert "".join(pieces(value)) == json.dumps(value, ensure_ascii=False, indent=2) + "\n"


@given(items=st.lists(objects, max_size=4))
def test_an_iterator_is_written_as_a_list(items: list[object]) -> None:
    assert "".join(pieces({"one": {"items": iter(items)}, "two": [iter(items)]})) == "".join(
        pieces({"one": {"items": items}, "two": [items]})
    )


def test_what_could_command_a_terminal_is_an_escape() -> None:
    assert "".join(pieces({"\x9b": ["a\x9bb\nc"], "d": iter(["\x9b"])})) == (
        '{\n  "\\u009b": [\n    "a\\u009bb\\nc"\n  ],\n  "d": [\n    "\\u009b"\n  ]\n}\n'
    )
