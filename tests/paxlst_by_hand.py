"""Passenger lists as small or as large as a test wants them."""

from collections.abc import Iterable
from pathlib import Path

SURNAMES = ("ABDULLAH", "SANTOSO", "REYES", "TAN", "NGUYEN", "RAHMAN")


def passenger(number: int, born: str = "800101") -> list[str]:
    """The segments of one passenger."""
    return [
        f"NAD+FL+++{SURNAMES[number % len(SURNAMES)]}:GIVEN{number}",
        "ATT+2++M",
        f"DTM+329:{born}",
        "NAT+2+IDN",
        f"DOC+P:110:111+X{number:07d}",
        "DTM+36:301231",
        "LOC+91+IDN",
    ]


def message(reference: int, people: Iterable[list[str]]) -> list[str]:
    """One message with one flight of its own."""
    listed = list(people)
    body = [
        f"UNH+{reference}+PAXLST:D:12B:UN:IATA",
        "BGM+745",
        f"TDT+20+QZ{reference % 9000 + 100}",
        "LOC+125+CGK",
        f"DTM+189:2611{reference % 28 + 1:02d}0900:201",
        "LOC+87+SIN",
        f"DTM+232:2611{reference % 28 + 1:02d}1100:201",
        *(segment for person in listed for segment in person),
        f"CNT+42:{len(listed)}",
    ]
    return [*body, f"UNT+{len(body) + 1}+{reference}"]


def interchange(messages: Iterable[list[str]]) -> str:
    """A whole file."""
    listed = list(messages)
    segments = [
        "UNB+UNOA:4+AIRLINE+GOVERNMENT+261101:0900+1",
        *(segment for each in listed for segment in each),
        f"UNZ+{len(listed)}+1",
    ]
    return "UNA:+.? '" + "".join(f"{segment}'\n" for segment in segments)


def write_passengers(path: Path, people: int, *, start: int = 0, each: int = 100) -> Path:
    """A file of so many passengers, so many in each message."""
    numbers = range(start, start + people)
    path.write_text(
        interchange(
            message(1 + first // each, (passenger(n) for n in numbers[first : first + each]))
            for first in range(0, people, each)
        )
    )
    return path
