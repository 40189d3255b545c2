"""When to stop looking: what a search may spend, and what its answer says of the rest."""

from collections.abc import Callable
from enum import StrEnum

GoOn = Callable[[], None]
"""Asked now and then whether to go on; raises `TimeUpError` where not."""


class TimeUpError(Exception):
    """There is no time left."""


class Stopped(StrEnum):
    """What ended a search before it was done."""

    WORK = "work"
    TIME = "time"


def always() -> None:
    """Go on, however long it takes."""


def until(clock: Callable[[], float], seconds: float) -> GoOn:
    """Go on for so many seconds from now, by a clock that never goes back.

    >>> ticks = iter([0.0, 1.5, 2.5])
    >>> go_on = until(lambda: next(ticks), 2.0)
    >>> go_on()
    >>> go_on()
    Traceback (most recent call last):
    ...
    tripoint_algorithms.links.patience.TimeUpError
    """
    end = clock() + seconds

    def go_on() -> None:
        if clock() >= end:
            raise TimeUpError

    return go_on


def unexplored(stopped: Stopped | None, certain: int, shown: int, cost: float) -> str | None:
    """What was not looked at, in words; None where nothing was left.

    Args:
        stopped: what ended the search.
        certain: how many of the chains shown, from the first, are the best there are.
        shown: chains shown.
        cost: every chain that costs less was looked at, in nats.
    """
    if stopped is None:
        return None
    why = "its time was up" if stopped is Stopped.TIME else "its budget of work was spent"
    begun = f"The search stopped because {why}."
    if not cost:
        return f"{begun} Nothing is known of what it did not come to."
    kept = "none" if not certain else "all" if certain == shown else f"the first {certain}"
    return (
        f"{begun} Every chain that costs less than {cost:.2f} was looked at: {kept} of the {shown} "
        "shown certainly have their place. One that is missing costs that much or more; where it "
        "is as sure as those, it is longer, or leads through what more people share."
    )
