r"""Airports as OpenFlights publishes them (airports.dat): what is called how, and where it is.

Columns by their place: number, name, city, country, IATA, ICAO, latitude, longitude, altitude,
hours from UTC, summer time, time zone, type, who says so; "\\N" is nothing. Source:
openflights.org/data.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tripoint_graph.model import Issue, Mention, Record
from tripoint_ingest.readers.airline_routes import NOTHING, OPENFLIGHTS
from tripoint_ingest.readers.headless import Cells, first_rows, headless_rows
from tripoint_ingest.readers.table import issue
from tripoint_ingest.reading import Found, Source

_COLUMNS = 14
_CODE = re.compile(r"[A-Z0-9]{3,4}|\\N|")
_ICAO_LETTERS = 4  # a shorter one is a country's own
_DEGREES = re.compile(r"-?\d{1,3}(\.\d+)?")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class OpenFlightsAirportsReader:
    """Reads one file of airports."""

    name: str = "openflights-airports"
    title: str = "Airports (OpenFlights airports.dat, no header)"
    source: Source = OPENFLIGHTS

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether most first rows are numbered places with a position where it belongs."""
        rows = first_rows(head)
        return 2 * sum(_fault(row) == "" for row in rows) > len(rows)

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """One record a row: an airport, or what else is in its place."""
        for row in headless_rows(path):
            if isinstance(row, Issue):
                yield row
            elif why := _fault(row.cells):
                yield issue(
                    path.name,
                    row.position,
                    "no-airport",
                    why,
                    hint="columns: number, name, city, country, IATA, ICAO, latitude, longitude, "
                    "altitude, hours from UTC, summer time, time zone, type, source",
                    excerpt=",".join(row.cells),
                )
            else:
                yield _record(row, source, f"{path.name} {row.position}")


def _record(row: Cells, source: Source, origin: str) -> Record:
    cells = ["" if cell == NOTHING else cell for cell in row.cells]
    number, name, _city, country, iata, icao, latitude, longitude = cells[:8]
    told = {
        "name": name,
        "iata": iata,
        "icao": icao if len(icao) == _ICAO_LETTERS else "",
        "country": country,
        "latitude": latitude,
        "longitude": longitude,
        "time_zone": cells[11],
        "type": cells[12],
    }
    place = {property_: (text,) for property_, text in told.items() if text}
    return Record(
        source=source.name,
        source_key=f"airport/{number}",
        handling=source.handling,
        grade=source.grade,
        mentions=(Mention("place", "place", place),),
        raw=",".join(row.cells),
        origin=origin,
    )


def _fault(given: Sequence[str]) -> str:
    """Why cells are no airport; "" where they are one."""
    cells = [cell.strip() for cell in given]
    if len(cells) != _COLUMNS:
        return f"the row has {len(cells)} cells, an airport has {_COLUMNS}"
    if not _NUMBER.fullmatch(cells[0]):
        return f"{cells[0]!r} is no number of an airport"
    if not cells[1] or cells[1] == NOTHING:
        return "the airport has no name"
    if not all(_CODE.fullmatch(cell) for cell in cells[4:6]):
        return f"{cells[4]!r} or {cells[5]!r} is no code of an airport"
    return "" if _on_earth(*cells[6:8]) else f"{cells[6]}, {cells[7]} is no position in degrees"


def _on_earth(latitude: str, longitude: str) -> bool:
    told = _DEGREES.fullmatch(latitude) and _DEGREES.fullmatch(longitude)
    return bool(told) and abs(float(latitude)) <= 90 and abs(float(longitude)) <= 180
