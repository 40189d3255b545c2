"""Writes passenger lists as UN/EDIFACT PAXLST, one message a flight."""

from collections.abc import Iterator
from datetime import timedelta

from anyascii import anyascii

from tripoint_scenarios.rows import Flight, Passenger

DIRECTORIES = ("12B", "12B", "05B", "02B")


def interchange(flight: Flight, number: int) -> str:
    """One interchange with one message; with service string advice every second time."""
    made = flight.departure - timedelta(hours=1)
    stamp = made.strftime("%y%m%d:%H%M")
    control = f"{number:010d}"
    body = list(_message(flight, number))
    segments = [f"UNH+{number}+PAXLST:D:{DIRECTORIES[number % 4]}:UN:IATA", *body]
    lines = [
        f"UNB+UNOA:4+{flight.carrier}APIS:ZZ+CUSTOMS:ZZ+{stamp}+{control}++APIS",
        f"UNG+PAXLST+{flight.carrier}+CUSTOMS+{stamp}+{control}+UN+D:{DIRECTORIES[number % 4]}",
        *segments,
        f"UNT+{len(segments) + 1}+{number}",
        f"UNE+1+{control}",
        f"UNZ+1+{control}",
    ]
    advice = "UNA:+.? '\n" if number % 2 else ""
    return advice + "".join(f"{line}'\n" for line in lines)


def _message(flight: Flight, number: int) -> Iterator[str]:
    yield "BGM+745"
    yield f"RFF+TN:{flight.carrier}{number:08d}:::1"
    yield "NAD+MS+++API DESK"
    yield "COM+6221555010:TE"
    yield f"TDT+20+{flight.carrier}{flight.number}+++{flight.carrier}"
    yield f"LOC+125+{flight.origin}"
    yield f"DTM+189:{flight.departure:%y%m%d%H%M}:201"
    yield f"LOC+87+{flight.destination}"
    yield f"DTM+232:{flight.arrival:%y%m%d%H%M}:201"
    for passenger in flight.passengers:
        yield from _passenger(flight, passenger)
    yield f"CNT+42:{len(flight.passengers)}"


def _passenger(flight: Flight, passenger: Passenger) -> Iterator[str]:
    person = passenger.person
    given = ":".join(_plain(person.given).split(maxsplit=1))
    yield f"NAD+FL+++{_plain(person.surname)}:{given}"
    yield f"ATT+2++{person.gender}"
    yield f"DTM+329:{person.birth:%y%m%d}"
    yield f"LOC+178+{flight.origin}"
    yield f"LOC+179+{flight.destination}"
    yield f"LOC+174+{person.nationality}"
    if passenger.phone:
        yield f"COM+{passenger.phone.replace('+', '?+').replace(' ', '')}:TE"
    yield f"NAT+2+{person.nationality}"
    yield f"RFF+AVF:{passenger.locator}"
    yield f"RFF+ABO:{passenger.reference}"
    yield f"RFF+SEA:{passenger.seat}"
    yield f"DOC+P:110:111+{person.document}"
    yield f"DTM+36:{flight.departure + timedelta(days=900):%y%m%d}"
    yield f"LOC+91+{person.nationality}"


def _plain(name: str) -> str:
    return "".join(c for c in anyascii(name).upper() if c.isalpha() or c == " ")
