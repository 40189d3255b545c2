"""Work that goes on though whoever asked for it may not wait: the next who asks finds it done."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import Generic, TypeVar

from tripoint_algorithms.links.patience import GoOn, always

T = TypeVar("T")

LOOK_EVERY = 0.02
"""Seconds between two looks at the clock while others work."""


class Work(Generic[T]):
    """What is made once, by whoever asks first, and waited for by all who ask."""

    def __init__(self) -> None:
        self._made: Future[T] = Future()

    @property
    def failed(self) -> bool:
        """Whether it is over and nothing came of it."""
        return self._made.done() and self._made.exception() is not None

    def begin(self, make: Callable[[], T], go_on: GoOn) -> None:
        """Make it: at once by who has all the time there is, or else in a thread of its own.

        Args:
            make: the work, called once.
            go_on: what the one who asks waits by.
        """
        if go_on is always:
            self._make(make)
        else:
            Thread(target=self._make, args=(make,), daemon=True).start()

    def result(self, go_on: GoOn) -> T:
        """What was made, when it is.

        Args:
            go_on: asked now and then whether to wait on; raises what ends the waiting, not the
                work.
        """
        while True:
            try:
                return self._made.result(None if go_on is always else LOOK_EVERY)
            except TimeoutError:
                go_on()

    def _make(self, make: Callable[[], T]) -> None:
        try:
            self._made.set_result(make())
        except BaseException as error:  # noqa: BLE001 - whoever waits for it raises it
            self._made.set_exception(error)
