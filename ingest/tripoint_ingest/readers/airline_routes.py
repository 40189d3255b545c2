r"""Airline routes as OpenFlights publishes them (routes.dat): who flies from where to where.

Columns by their place: airline, its number, origin, its number, destination, its number, code
share, stops, equipment; "\\N" is nothing. Source: openflights.org/data.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tripoint_graph.model import Category, Claim, Grade, Handling, Issue, Mention, Record, Tlp
from tripoint_ingest.readers.headless import Cells, first_rows, headless_rows
from tripoint_ingest.readers.table import issue
from tripoint_ingest.reading import Found, Source

MODE = "air"
_COLUMNS = 9
NOTHING = r"\N"
_AIRLINE = re.compile(r"[A-Z0-9]{2,3}")
_AIRPORT = re.compile(r"[A-Z]{3}|[A-Z]{4}")
_NUMBER = re.compile(r"-?\d+|\\N|")

_HANDLING = Handling("OPENFLIGHTS", Tlp.CLEAR, Category.REFERENCE)
OPENFLIGHTS = Source("openflights", _HANDLING, Grade("C", 3))


@dataclass(frozen=True)
class AirlineRoutesReader:
    """Reads one file of routes."""

    name: str = "airline-routes"
    title: str = "Airline routes (OpenFlights routes.dat, no header)"
    source: Source = OPENFLIGHTS

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether most first rows name an airline and two airports where they belong."""
        rows = first_rows(head)
        return 2 * sum(_fault(row) == "" for row in rows) > len(rows)

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """One record a row: a route, from one airport to another."""
        for row in headless_rows(path):
            if isinstance(row, Issue):
                yield row
                continue
            if why := _fault(row.cells):
                yield issue(
                    path.name,
                    row.position,
                    "no-route",
                    why,
                    hint="columns: airline, number, from, number, to, number, share, stops, types",
                    excerpt=",".join(row.cells),
                )
                continue
            yield _record(row, source, f"{path.name} {row.position}")


def _record(row: Cells, source: Source, origin: str) -> Record:
    airline, _, start, _, end, _, share, stops, equipment = (
        "" if cell == NOTHING else cell for cell in row.cells
    )
    route = {"designator": f"{start}-{end}", "origin": start, "destination": end, "mode": MODE}
    told = {"airline": airline, "code_share": share, "stops": stops, "equipment": equipment}
    facts = {name: text for name, text in told.items() if text}
    return Record(
        source=source.name,
        source_key="/".join(filter(None, (airline, start, end, share))),
        handling=source.handling,
        grade=source.grade,
        mentions=(
            Mention("route", "route", {name: (text,) for name, text in route.items()}),
            _airport("origin", start),
            _airport("destination", end),
        ),
        claims=(
            Claim("ROUTE_FROM", "route", "origin", properties=facts),
            Claim("ROUTE_TO", "route", "destination", properties=facts),
        ),
        raw=",".join(row.cells),
        origin=origin,
    )


def _airport(key: str, code: str) -> Mention:
    """An airport by its code: three letters of IATA, four of ICAO."""
    scheme = "iata" if len(code) == len("CGK") else "icao"
    return Mention(key, "place", {scheme: (code,), "type": ("airport",)})


def _fault(given: Sequence[str]) -> str:
    """Why cells are no route; "" where they are one."""
    cells = [cell.strip() for cell in given]
    if len(cells) != _COLUMNS:
        return f"the row has {len(cells)} cells, a route has {_COLUMNS}"
    if not _AIRLINE.fullmatch(cells[0]):
        return f"{cells[0]!r} is no code of an airline"
    for code in (cells[2], cells[4]):
        if not _AIRPORT.fullmatch(code):
            return f"{code!r} is no code of an airport"
    if cells[2] == cells[4]:
        return "the route begins and ends at the same airport"
    if not all(_NUMBER.fullmatch(cells[at]) for at in (1, 3, 5, 7)):
        return "the numbers of airline, airports and stops are none"
    return ""
