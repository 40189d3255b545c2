"""Reference data that may be passed on: ports of the world, and where the airports are."""

from importlib.resources import files
from pathlib import Path


def world_port_index() -> Path:
    """The ports with a UN/LOCODE, in the World Port Index's own columns (see NOTICE.md)."""
    return Path(str(files("tripoint_ingest.reference") / "world_port_index.csv"))


def airports() -> Path:
    """The airports of the package airportsdata (MIT), in its own columns."""
    return Path(str(files("airportsdata") / "airports.csv"))
