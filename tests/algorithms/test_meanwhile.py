"""Work that goes on without who asked for it is done for the next, once."""

from threading import Event, Thread, get_ident

import pytest

from tripoint_algorithms.links.meanwhile import Work
from tripoint_algorithms.links.patience import TimeUpError, always


def time_up() -> None:
    raise TimeUpError


def patient() -> None:
    """Goes on, as `always` does, but is asked."""


def test_who_has_no_time_leaves_and_the_next_finds_it_made() -> None:
    work, may = Work[int](), Event()

    def make() -> int:
        may.wait()
        return 7

    work.begin(make, time_up)
    with pytest.raises(TimeUpError):
        work.result(time_up)
    may.set()
    assert work.result(patient) == work.result(always) == 7


def test_who_has_all_the_time_makes_it_at_once() -> None:
    work = Work[int]()
    work.begin(get_ident, always)
    assert work.result(time_up) == get_ident()


def test_all_who_wait_get_the_one_result() -> None:
    work, may, made = Work[object](), Event(), list[object]()

    def make() -> object:
        may.wait()
        return object()

    work.begin(make, patient)
    waiting = [Thread(target=lambda: made.append(work.result(patient))) for _ in range(4)]
    for each in waiting:
        each.start()
    may.set()
    for each in waiting:
        each.join()
    assert len(made) == 4
    assert len(set(map(id, made))) == 1


@pytest.mark.parametrize("go_on", [always, patient])
def test_what_fails_fails_for_all_who_wait(go_on: object) -> None:
    work = Work[float]()
    work.begin(lambda: 1 / 0, patient if go_on is patient else always)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            work.result(patient)
    assert work.failed
