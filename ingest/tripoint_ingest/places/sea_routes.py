"""The shortest way by sea between two positions, and the straits and canals that it takes.

By the package searoute (Apache-2.0) over a network of sea lanes. It comes as a source package of
ten megabytes only, so it is asked for by name: `pip install -e ".[sea]"`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from math import isfinite

from tripoint_graph.errors import TripointError

LATITUDE_MAX, LONGITUDE_MAX = 90.0, 180.0
Position = tuple[float, float]
"""Latitude and longitude in decimal degrees."""

Distance = Callable[[Position, Position, str], float]
"""Kilometres between two positions by a mode ("sea", "air", "unknown")."""

PASSAGES = frozenset(
    {"babalmandab", "bering", "bosporus", "chili", "gibraltar", "malacca", "northwest", "ormuz"}
    | {"panama", "south_africa", "suez", "sunda"}
)
"""Straits, canals and capes that can be closed, as searoute names them."""


class NoSeaRoutes(TripointError):
    """The package for sea routes is not installed."""


@dataclass(frozen=True, slots=True)
class SeaRoute:
    """A way by sea.

    Attributes:
        kilometres: its length.
        passages: straits and canals on it ("suez", "malacca"), as searoute names them.
        legs: its positions in order.
    """

    kilometres: float
    passages: tuple[str, ...]
    legs: tuple[Position, ...]


@lru_cache(maxsize=4096)
def sea_route(start: Position, end: Position, *, closed: frozenset[str] = frozenset()) -> SeaRoute:
    """The shortest way between the sea lanes nearest to two positions; the north-west passage and
    whatever is `closed` ("suez") are not taken.

    An assumption of what is short, never of where a ship sailed.

    Raises:
        ValueError: a position is none.
        NoSeaRoutes: searoute is not installed.
    """
    for latitude, longitude in (start, end):
        inside = abs(latitude) <= LATITUDE_MAX and abs(longitude) <= LONGITUDE_MAX
        if not (isfinite(latitude) and isfinite(longitude) and inside):
            raise ValueError(f"{latitude}, {longitude} is no latitude and longitude in degrees")
    try:
        searoute = import_module("searoute")
    except ModuleNotFoundError as error:
        raise NoSeaRoutes(
            'sea routes need a package of their own: in the repository, pip install -e ".[sea]"'
        ) from error
    found = searoute.searoute(
        [start[1], start[0]],
        [end[1], end[0]],
        units="km",
        restrictions=sorted({"northwest", *closed}),
        return_passages=True,
    )
    return SeaRoute(
        kilometres=round(float(found["properties"]["length"]), 1),
        passages=tuple(sorted(found["properties"]["traversed_passages"])),
        legs=tuple((float(y), float(x)) for x, y in found["geometry"]["coordinates"]),
    )


def by_sea(otherwise: Distance, closed: frozenset[str] = frozenset()) -> Distance:
    """A distance along sea lanes for what goes by sea, and another for the rest.

    Args:
        otherwise: how far it is by other modes.
        closed: of `PASSAGES`, those that nobody takes.

    Raises:
        ValueError: a passage is none.
    """
    if strange := sorted(closed - PASSAGES):
        raise ValueError(f"{strange[0]!r} is no passage; there are {', '.join(sorted(PASSAGES))}")

    def kilometres(start: Position, end: Position, mode: str) -> float:
        if mode != "sea":
            return otherwise(start, end, mode)
        return sea_route(start, end, closed=closed).kilometres

    return kilometres
