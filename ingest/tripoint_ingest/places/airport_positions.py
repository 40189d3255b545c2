"""Where an airport lies, by the package airportsdata (MIT), where no record tells it."""

from functools import cache
from importlib import import_module

Position = tuple[float, float]


def airport_position(code: str) -> Position | None:
    """Latitude and longitude of an IATA code, in decimal degrees; None for an unknown one.

    >>> [round(degrees, 1) for degrees in airport_position("SIN") or ()]
    [1.4, 104.0]
    """
    known = _airports().get(code)
    return (float(known["lat"]), float(known["lon"])) if known else None


@cache
def _airports() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = import_module("airportsdata").load("IATA")
    return table
