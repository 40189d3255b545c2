"""UN/LOCODE as the UNECE publishes it in CSV: places of trade and transport, in several files.

Columns by their place: change, country, location, name, name without diacritics, subdivision,
function and status (in either order), date, IATA, coordinates, remarks. Source: UN/ECE
Recommendation 16 and its explanation of the columns.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tripoint_graph.model import Category, Grade, Handling, Issue, Mention, Record, Tlp
from tripoint_graph.normalise import normalise
from tripoint_ingest.readers.headless import Cells, first_rows, headless_rows
from tripoint_ingest.readers.table import issue
from tripoint_ingest.reading import Found, Source

FUNCTIONS = {
    "1": "port",
    "2": "rail terminal",
    "3": "road terminal",
    "4": "airport",
    "5": "postal exchange",
    "6": "inland clearance depot",
    "7": "fixed installation",
    "B": "border crossing",
}
_COLUMNS_MIN, _CENTURY_FROM = 9, 81
_CHANGES = frozenset({"", "+", "#", "X", "|", "¦", "=", "!"})
_HEADER = ("change", "ch")
_COORDINATES = re.compile(r"(\d{2})(\d{2})([NS])\s*(\d{3})(\d{2})([EW])")
_FUNCTION = re.compile(r"(?=.*[1-7B0])[-0-7B]{3,8}")

UNECE = Source("un-locode", Handling("UNECE", Tlp.CLEAR, Category.REFERENCE), Grade("A", 2))


@dataclass(frozen=True)
class UnLocodeReader:
    """Reads one of the parts; each is a file of its own."""

    name: str = "un-locode"
    title: str = "UN/LOCODE: places of trade and transport (UNECE, CSV in parts)"
    source: Source = UNECE

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether most first rows hold countries and locations where they belong."""
        rows = [row for row in first_rows(head) if not _is_header(row)]
        return 2 * sum(map(_is_row, rows)) > len(rows)

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """One record a place; rows that head a country or only refer to a place make none."""
        for row in headless_rows(path):
            if isinstance(row, Issue):
                yield row
            elif not _is_header(row.cells):
                yield from _found(path.name, row, source)


def _found(file: str, row: Cells, source: Source) -> Iterator[Found]:
    change, country, location, name = (*row.cells, "", "", "", "")[:4]
    if name.startswith(".") or change == "=":
        return
    locode = normalise("locode", country + location)
    if not locode or len(row.cells) < _COLUMNS_MIN:
        yield issue(
            file,
            row.position,
            "no-locode",
            f"{country!r} and {location!r} make no UN/LOCODE of two letters and three characters",
            hint="is this a part of the code list, with its columns in their places?",
            field="location",
            excerpt=",".join(row.cells),
        )
        return
    coordinates = row.cells[10] if len(row.cells) > 10 else ""
    position = degrees(coordinates)
    if coordinates and not position:
        yield issue(
            file,
            row.position,
            "impossible-value",
            f"{coordinates!r} are no coordinates; the place was loaded without them",
            hint='they are written "4042N 07400W", in degrees and minutes',
            field="coordinates",
            lost=False,
            excerpt=coordinates,
        )
    yield _record(row, source, f"{locode[:2]} {locode[2:]}", position, f"{file} {row.position}")


def _record(
    row: Cells, source: Source, locode: str, position: tuple[str, str] | None, origin: str
) -> Record:
    cells = row.cells
    function = next((cell for cell in cells[6:8] if _FUNCTION.fullmatch(cell)), "")
    types = tuple(FUNCTIONS[mark] for mark in function if mark in FUNCTIONS)
    iata = cells[9] if len(cells) > 9 and cells[9] else locode[3:] if "4" in function else ""
    properties = {
        "name": tuple(dict.fromkeys(filter(None, cells[3:5]))),
        "locode": (locode,),
        "iata": (iata,) if normalise("iata", iata) else (),
        "country": (locode[:2],),
        "type": types,
        "latitude": (position[0],) if position else (),
        "longitude": (position[1],) if position else (),
    }
    filled = {name: values for name, values in properties.items() if values}
    when = _month(cells[8])
    return Record(
        source=source.name,
        source_key=locode,
        handling=source.handling,
        version=when,
        grade=source.grade,
        observed_at=when,
        mentions=(Mention("place", "place", filled),),
        raw=",".join(cells),
        origin=origin,
    )


def degrees(text: str) -> tuple[str, str] | None:
    """Latitude and longitude in decimal degrees; None where they are none.

    >>> degrees("0352N 10100E"), degrees("4042N 07400W"), degrees("9952N 10100E")
    (('3.8667', '101'), ('40.7', '-74'), None)
    """
    found = _COORDINATES.fullmatch(text.strip().upper())
    if not found:
        return None
    latitude = _decimal(*found.group(1, 2, 3), most=90)
    longitude = _decimal(*found.group(4, 5, 6), most=180)
    return (latitude, longitude) if latitude and longitude else None


def _decimal(whole: str, minutes: str, side: str, *, most: int) -> str:
    value = int(whole) + int(minutes) / 60
    if int(minutes) >= 60 or value > most:
        return ""
    return format(round(-value if side in "SW" else value, 4), "g")


def _month(text: str) -> str:
    """The year and month of "0601"; "" where it is none."""
    if not re.fullmatch(r"\d\d(?:0[1-9]|1[0-2])", text, re.ASCII):
        return ""
    return f"{'19' if int(text[:2]) >= _CENTURY_FROM else '20'}{text[:2]}-{text[2:]}"


def _is_header(cells: Sequence[str]) -> bool:
    return bool(cells) and cells[0].strip().lower() in _HEADER


def _is_row(cells: Sequence[str]) -> bool:
    if len(cells) < _COLUMNS_MIN or cells[0].strip() not in _CHANGES:
        return False
    country, location, name = (cell.strip() for cell in cells[1:4])
    headed = not location and (name.startswith(".") or cells[0].strip() == "=")
    return bool(re.fullmatch(r"[A-Z]{2}", country)) and (
        headed or bool(re.fullmatch(r"[A-Z2-9]{3}", location) and name)
    )
