"""PAXLST, the passenger list message (advance passenger information): one record a person.

Source: WCO/IATA/ICAO API guidelines, PAXLST implementation guide; UN directories D.02B to D.12B.
Segments are read by their tag and the group they stand in, never by a fixed order.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from tripoint_graph.model import Category, Grade, Handling, Issue, Record, Tlp
from tripoint_ingest.passengers.protected import LeftOut
from tripoint_ingest.readers.edifact import Fault, Message, Segment
from tripoint_ingest.readers.edifact_files import begins, issue_of, messages_of
from tripoint_ingest.readers.paxlst_dates import prepared_at
from tripoint_ingest.readers.paxlst_flights import Leg, Legs
from tripoint_ingest.readers.paxlst_person import CREW, PEOPLE, Person, PersonReading
from tripoint_ingest.reading import RAW_CHARACTERS_MAX, Found, Source

_TAKEN_BACK = ("XR", "RP", "CLNB")
"""What a message does (BGM) that takes people back: a reservation is cancelled, a party is reduced,
somebody is not on board at close-out."""
_DELETED_CREW = ("H", "336")
"""Crew who leave a master crew list."""


_SOURCE = Source("paxlst", Handling("OWN", Tlp.AMBER, Category.PASSENGER), Grade("B", 2))


@dataclass(frozen=True)
class PaxlstReader:
    """Reads PAXLST messages, crew and passengers, of any directory."""

    name: str = "paxlst"
    title: str = "UN/EDIFACT PAXLST: advance passenger information (API), one record a person"
    source: Source = _SOURCE
    strict: bool = False

    def strictly(self) -> Self:
        """The same reader, which leaves out messages that have anything wrong."""
        return replace(self, strict=True)

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether a PAXLST message begins here."""
        return begins(head, "PAXLST")

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """One record a person, in the order of the file."""
        left_out = LeftOut()
        for found in messages_of(path, "PAXLST", strict=self.strict):
            if isinstance(found, Issue):
                yield found
            else:
                yield from _MessageReading(path, source, found, left_out).records()
        yield from left_out.issues(path.name)


class _MessageReading:
    """One message on its way to records."""

    def __init__(self, path: Path, source: Source, message: Message, left_out: LeftOut) -> None:
        self._path = path
        self._left_out = left_out
        self._source = source
        self._message = message
        self._faults = list(message.faults)
        self._prepared = prepared_at(message.interchange)
        self._legs = Legs()
        self._header: dict[str, str] = {}
        self._people: list[Person] = []
        self._counts: list[Segment] = []

    def records(self) -> Iterator[Found]:
        """Its people, then what was wrong."""
        self._sort_out()
        legs = self._legs.pairs()
        self._faults += self._legs.faults
        keys: Counter[str] = Counter()
        told = self._header.get("status", ""), self._header.get("function", "")
        taken_back = told[0] in _TAKEN_BACK or told == _DELETED_CREW
        for place, person in enumerate(self._people, start=1):
            reading = PersonReading(person, legs, self._day(legs), self._faults, self._left_out)
            if reading.reads() or taken_back:
                key = f"{self._flight(legs)}/{reading.identity or self._nameless(place)}"
                keys[key] += 1
                numbered = key if keys[key] == 1 else f"{key}#{keys[key]}"
                yield self._record(numbered, reading, withdrawn=taken_back)
        self._compare_counts()
        for fault in self._faults:
            yield issue_of(self._path, fault)

    def _sort_out(self) -> None:
        """Which segment belongs to the message, to a flight, or to which person."""
        for segment in self._message.segments:
            if segment.tag == "CNT":
                self._counts.append(segment)
            elif segment.tag == "NAD" and segment.get(0) != "MS":
                self._people.append(Person(segment))
            elif self._people:
                self._people[-1].segments.append(segment)
            elif segment.tag == "BGM":
                self._header["function"] = segment.get(0)
                self._header["status"] = segment.get(1)
            elif segment.tag == "RFF" and segment.get(0) == "TN":
                self._header["transaction"] = segment.get(0, 1)
                self._header["revision"] = segment.get(0, 3)
            elif segment.tag in ("TDT", "LOC", "DTM"):
                self._legs.take(segment)

    def _record(self, key: str, reading: PersonReading, *, withdrawn: bool) -> Record:
        return Record(
            source=self._source.name,
            source_key=key,
            version=f"{self._prepared}/{self._header.get('revision', '')}",
            handling=self._source.handling,
            grade=self._source.grade,
            observed_at=self._prepared,
            mentions=() if withdrawn else reading.parts.mentions,
            claims=() if withdrawn else reading.parts.claims,
            raw=reading.words[:RAW_CHARACTERS_MAX],
            withdrawn=withdrawn,
            origin=f"{self._path.name} segment {reading.number}",
        )

    def _flight(self, legs: list[Leg]) -> str:
        """What names the list that a later message corrects: who sends it, and of which flight."""
        interchange = self._message.interchange
        sender = interchange.get(1) if interchange else ""
        flight = next((leg for leg in legs if leg.number), None)
        if flight is not None:
            return f"{sender}/{flight.carrier}{flight.number}/{flight.date}"
        control = interchange.get(4) if interchange else ""
        transaction = self._header.get("transaction")
        return f"{sender}/{transaction or f'{control}/{self._message.header.get(0)}'}"

    def _day(self, legs: list[Leg]) -> str:
        """What two-digit years are read beside: the message's day, else the flight's."""
        return self._prepared or next((leg.date for leg in legs if leg.date), "")

    def _nameless(self, place: int) -> str:
        """What names somebody of whom the message tells next to nothing, in this message alone."""
        interchange = self._message.interchange
        control = interchange.get(4) if interchange else ""
        return f"{control}/{self._message.header.get(0)}/person {place}"

    def _compare_counts(self) -> None:
        if self._message.header.get(3):  # one of several parts: the total is that of all
            return
        told = {"42": 0, "41": 0}
        for person in self._people:
            kind = person.start.get(0)
            if kind in PEOPLE:
                told["41" if kind in CREW else "42"] += 1
        for segment in self._counts:
            kind, count = segment.get(0), segment.get(0, 1)
            if (
                kind in told
                and re.fullmatch(r"\s*[0-9]{1,9}\s*", count)
                and int(count) != told[kind]
            ):
                self._faults.append(
                    Fault(
                        segment.number,
                        "CNT",
                        "control-total",
                        f"CNT says {int(count)} people, the message names {told[kind]}",
                        "those named were loaded; ask the sender for the others",
                        lost=False,
                        excerpt=segment.text,
                    )
                )
