"""Work in processes of its own: the same answers in order, whatever happens to a process."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from positions.pipeline.apart import spread


def _doubling() -> Callable[[int], int]:
    return lambda number: 2 * number


def _nothing() -> None:
    """Nothing is done meanwhile."""


@pytest.fixture(params=[1, 2, 5])
def processors(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    count: int = request.param
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(count)))
    return count


@pytest.mark.parametrize("size", [0, 1, 3, 4, 50])
def test_answers_come_in_the_order_of_the_items(processors: int, size: int) -> None:
    del processors
    assert [*spread(range(size), _doubling, _nothing)] == [2 * n for n in range(size)]


def test_several_processes_work_and_what_is_done_meanwhile_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    here: list[int] = []
    workers = {*spread(range(20), lambda: lambda _: os.getpid(), lambda: here.append(os.getpid()))}
    assert len(workers) == 2
    assert os.getpid() not in workers
    assert here == [os.getpid()]


def test_what_a_killed_process_leaves_is_done_here(processors: int) -> None:
    own = os.getpid()

    def make() -> Callable[[int], int]:
        def work(number: int) -> int:
            if number == 7 and os.getpid() != own:
                os.kill(os.getpid(), signal.SIGKILL)
            return 2 * number

        return work

    del processors
    assert [*spread(range(30), make, _nothing)] == [2 * n for n in range(30)]


def test_an_error_in_a_process_comes_up_here(processors: int) -> None:
    def make() -> Callable[[int], int]:
        return lambda number: 1 // (number - 5)

    del processors
    with pytest.raises(ZeroDivisionError):
        list(spread(range(30), make, _nothing))


def test_no_process_is_left_behind_by_one_who_stops_listening(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    made: list[int] = []
    begin = os.fork

    def fork() -> int:
        made.append(begin())
        return made[-1]

    monkeypatch.setattr(os, "fork", fork)

    def slow(number: int) -> int:
        time.sleep(0.01)
        return number

    answers = spread(range(40), lambda: slow, _nothing)
    assert next(answers) == 0
    answers.close()
    assert len(made) == 2
    for process in made:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_a_worker_holds_nothing_that_the_caller_has_open(tmp_path: Path) -> None:
    held = (tmp_path / "lock").open("w")

    def make() -> Callable[[int], bool]:
        def work(_: int) -> bool:
            try:
                os.fstat(held.fileno())
            except OSError:
                return False
            return True

        return work

    with held:
        found = [*spread(range(9), make, _nothing)]
    assert found == [len(os.sched_getaffinity(0)) == 1] * 9
