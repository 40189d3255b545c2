"""Pauses Python's cyclic garbage collector while very many small values are made at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
