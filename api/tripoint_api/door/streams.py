"""How many subscriptions are open: each holds a world in memory."""

from collections.abc import Iterator
from contextlib import contextmanager

from tripoint_api.door.refusals import Code, Refused

STREAMS_MAX = 32
"""Subscriptions that one service answers at a time, at most."""


class Streams:
    """Counts the subscriptions that are open, and asks them to end.

    Attributes:
        ended: whether the service is about to stop: none of them goes on.
    """

    def __init__(self) -> None:
        self.ended = False
        self._open = 0

    def end(self) -> None:
        """Ask all to end; they look as often as they look for news."""
        self.ended = True

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold a place.

        Raises:
            Refused: all places are taken.
        """
        if self._open >= STREAMS_MAX:
            told = f"{STREAMS_MAX} subscriptions are open, which is all; try again later"
            raise Refused(Code.TOO_COSTLY, told, limit=STREAMS_MAX)
        self._open += 1
        try:
            yield
        finally:
            self._open -= 1
