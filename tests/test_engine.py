"""Engines: the same results in the same order, wherever the work is done, and whatever happens to a process."""

from __future__ import annotations

import os
import signal
from functools import partial
from itertools import count, islice
from pathlib import Path

import pytest

from factcheck.engine import Engine, Here, Processes, engine
from factcheck.errors import InputError


def doubled(number: int) -> int:
    return 2 * number


def failing(number: int) -> int:
    if number == 3:
        raise InputError("three", "is not liked; give another number")
    return number


def ended_once(number: int, *, marks: Path) -> int:
    """Takes its process down the first time that it is asked for 5."""
    mark = marks / "ended"
    if number == 5 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def ended_always(number: int) -> int:
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("by", [Here(), Processes(1), Processes(2), Processes(3)], ids=repr)
def test_results_come_in_the_order_of_the_batches(by: Engine) -> None:
    assert list(by.map(doubled, range(40))) == list(range(0, 80, 2))


def test_no_more_batches_are_taken_than_there_is_use_for() -> None:
    taken = count()
    assert list(islice(Processes(2).map(doubled, taken), 3)) == [0, 2, 4]
    assert next(taken) <= 12


@pytest.mark.parametrize("by", [Here(), Processes(2)], ids=repr)
def test_a_mistake_of_the_user_comes_through_as_it_is(by: Engine) -> None:
    with pytest.raises(InputError, match=r"^three: is not liked; give another number$"):
        list(by.map(failing, range(8)))


def test_what_a_lost_process_had_is_done_again(tmp_path: Path) -> None:
    assert list(Processes(2).map(partial(ended_once, marks=tmp_path), range(12))) == list(range(0, 24, 2))
    assert (tmp_path / "ended").exists()


def test_a_batch_that_ends_every_process_ends_the_run_with_a_sentence() -> None:
    with pytest.raises(InputError, match=r"^--jobs: processes were ended from outside, as for want of memory; try --jobs 1$"):
        list(Processes(2).map(ended_always, range(12)))


def test_little_work_is_done_here_and_one_job_too() -> None:
    assert engine(4, worth=False) == Here()
    assert engine(1, worth=True) == Here()
    assert engine(4, worth=True) == Processes(4)
