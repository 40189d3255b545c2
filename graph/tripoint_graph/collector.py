"""Pauses Python's cyclic garbage collector, or lets it look seldom, while much is made at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_USUAL = gc.get_threshold()
_SELDOM = 100_000
"""New objects after which there is a search for cycles, where many are made one after another."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for cycles while one batch is made or one table read.

    Hundreds of thousands of small values are made that all live until the work is done; looking
    through them again and again took a third to a half of the time. What can be freed without
    the search still is.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def collector_seldom() -> Iterator[None]:
    """Fewer searches for cycles while a stream of any length is read.

    Records hold no cycles, so the searches find nothing; what rare errors leave behind still goes,
    so that memory stays flat over a file of any size. Of two blocks at once the first to end makes
    searches as usual again.
    """
    gc.set_threshold(_SELDOM, *_USUAL[1:])
    try:
        yield
    finally:
        gc.set_threshold(*_USUAL)
