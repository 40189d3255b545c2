"""igraph's source of chance, lent to one user at a time."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from threading import Lock

import igraph

_lent = Lock()


@contextmanager
def seeded(seed: int | str) -> Iterator[None]:
    """Let igraph draw from this seed alone.

    igraph has one source of chance a process: it is taken for what is done within, then put back.
    """
    with _lent:
        igraph.set_random_number_generator(Random(seed))  # noqa: S311 - repeatable, not secret
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)
