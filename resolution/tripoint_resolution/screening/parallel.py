"""Screens many on several cores: each process has the screen, and takes a part of the people."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial

from tripoint_resolution.profile import Profile
from tripoint_resolution.screening.screen import Hit, Screen

AT_ONCE = 75
"""People screened in one call by a process."""

_HELD: list[Screen] = []


class Screeners:
    """Processes that share a screen's memory; made once, asked many times."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def screen(self, profiles: Sequence[Profile], on: date) -> list[list[Hit]]:
        """What `Screen.screen` gives, in the same order."""
        parts = [profiles[at : at + AT_ONCE] for at in range(0, len(profiles), AT_ONCE)]
        found = self._pool.map(partial(_screened, on=on), parts)
        return [hits for part in found for hits in part]


@contextmanager
def screeners(screen: Screen, workers: int) -> Iterator[Screeners]:
    """Processes for a screen, ended at the end.

    They are forked, so that the screen is not copied: not to be used where threads run.

    Raises:
        ValueError: this system cannot fork.
    """
    context = multiprocessing.get_context("fork")
    _HELD.append(screen)
    try:
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            yield Screeners(pool)
    finally:
        _HELD.remove(screen)


def _screened(profiles: Sequence[Profile], on: date) -> list[list[Hit]]:
    return _HELD[-1].screen(profiles, on)
