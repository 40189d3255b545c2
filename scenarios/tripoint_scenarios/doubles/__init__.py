"""Made-up people, firms, ships and addresses, each told of once to four times as records tell of
them: misspelt, turned about, cut short, with gaps. Which tellings are of one thing is known.

What makes the task hard is in it: namesakes, families under one roof, sister firms, fleets whose
ships differ by a number, neighbours.
"""

from collections.abc import Callable

from tripoint_scenarios.doubles.addresses import addresses
from tripoint_scenarios.doubles.organisations import organisations
from tripoint_scenarios.doubles.people import people
from tripoint_scenarios.doubles.told import Told
from tripoint_scenarios.doubles.vessels import vessels

MAKERS: dict[str, Callable[[int, int], list[Told]]] = {
    "person": people,
    "organisation": organisations,
    "vessel": vessels,
    "address": addresses,
}
"""Kind to what tells of so many things of it, the same for the same seed."""

__all__ = ["MAKERS", "Told"]
