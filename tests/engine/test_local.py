"""The local engine: the same results in the same order, wherever the work is done, and whatever happens to a process."""

from __future__ import annotations

from functools import partial
from itertools import count, islice
from pathlib import Path

import pytest

from batch_work import doubled, ended_always, ended_once, failing
from factcheck.engine import Engine, Here, Processes, engine
from factcheck.errors import InputError, UsageError
from factcheck.settings import Settings, load


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


@pytest.mark.parametrize(
    ("jobs", "worth", "expected"),
    [
        pytest.param(4, False, Here(), id="little-work"),
        pytest.param(1, True, Here(), id="one-job"),
        pytest.param(4, True, Processes(4), id="much-work"),
    ],
)
def test_little_work_is_done_here_and_one_job_too(jobs: int, worth: bool, expected: Engine) -> None:
    assert engine(Settings(jobs=jobs), worth=worth) == expected


def test_a_scheduler_is_for_a_cluster() -> None:
    asked = load({"scheduler": "tcp://127.0.0.1:8786"}, Path.cwd(), {})
    with pytest.raises(UsageError, match=r"^--scheduler: is for a cluster; add --engine dask$"):
        engine(asked, worth=True)
    engine(load({}, Path.cwd(), {"FACTCHECK_SCHEDULER": "tcp://127.0.0.1:8786"}), worth=True)  # there for other runs
