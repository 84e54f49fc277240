"""Once: what is asked of a record again and again is worked out once."""

from __future__ import annotations

from factcheck.model import Span
from factcheck.once import Remembering, lazy, once


def test_a_record_is_asked_once_and_another_one_of_the_same_value_anew() -> None:
    asked: list[Span] = []

    @once(10)
    def length(span: Span) -> int:
        asked.append(span)
        return span.end - span.start

    first, second = Span(3, 8), Span(3, 8)
    assert [length(first), length(first), length(second), length(first)] == [5, 5, 5, 5]
    assert [id(span) for span in asked] == [id(first), id(second)]


def test_no_more_is_remembered_than_is_told() -> None:
    asked: list[int] = []

    @once(2)
    def start(span: Span) -> int:
        asked.append(span.start)
        return span.start

    spans = [Span(0, 1), Span(1, 2), Span(2, 3)]
    assert [start(span) for span in (*spans, *spans[2:], *spans)] == [0, 1, 2, 2, 0, 1, 2]
    assert asked == [0, 1, 2, 0, 1, 2]


def test_a_lazy_part_is_worked_out_when_it_is_first_asked_for_and_never_again() -> None:
    asked: list[str] = []

    class Word(Remembering):
        def __init__(self, text: str) -> None:
            self.text = text

        @lazy
        def size(self) -> int:
            asked.append(self.text)
            return len(self.text)

    first, second = Word("mill"), Word("weir-keeper")
    assert asked == []
    assert [first.size, first.size, second.size, first.size] == [4, 4, 11, 4]
    assert asked == ["mill", "weir-keeper"]
