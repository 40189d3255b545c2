"""PAXLST, the passenger list message (advance passenger information): one record a person.

Source: WCO/IATA/ICAO API guidelines, PAXLST implementation guide; UN directories D.02B to D.12B.
Segments are read by their tag and the group they stand in, never by a fixed order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tripoint_graph.model import Category, Grade, Handling, Issue, Record, Tlp
from tripoint_ingest.building import RecordParts
from tripoint_ingest.readers.edifact import Fault, Message, Segment, messages
from tripoint_ingest.readers.paxlst_dates import birth_date, expiry_date, prepared_at
from tripoint_ingest.readers.paxlst_flights import Leg, Legs
from tripoint_ingest.reading import RAW_CHARACTERS_MAX, Found, Source

_PEOPLE = {"FL": "passenger", "FM": "crew", "DDU": "passenger in transit", "DDT": "crew in transit"}
_CREW = ("FM", "DDT")
_CLOSE_OUT = "ZZZ"  # names nobody: refers to a person of an earlier message


@dataclass(slots=True)
class _Person:
    start: Segment
    segments: list[Segment] = field(default_factory=list)


_SOURCE = Source("paxlst", Handling("OWN", Tlp.AMBER, Category.PASSENGER), Grade("B", 2))


@dataclass(frozen=True)
class PaxlstReader:
    """Reads PAXLST messages, crew and passengers, of any directory."""

    name: str = "paxlst"
    title: str = "UN/EDIFACT PAXLST: advance passenger information (API), one record a person"
    source: Source = _SOURCE

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether a PAXLST message begins here."""
        return bool(re.search(rb"UNH[^A-Za-z]?.{0,60}?PAXLST", head, re.DOTALL))

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """One record a person, in the order of the file."""
        with path.open("rb") as stream:
            empty = True
            for found in messages(stream):
                empty = False
                if isinstance(found, Fault):
                    yield _issue(path, found)
                elif found.kind != "PAXLST":
                    yield _issue(path, _other_message(found))
                else:
                    yield from _MessageReading(path, source, found).records()
            if empty:
                yield _issue(path, _NO_MESSAGE)


_NO_MESSAGE = Fault(
    0, "", "no-message", "the file holds no EDIFACT message", "is it the right file?", lost=True
)


def _other_message(message: Message) -> Fault:
    return Fault(
        message.header.number,
        "UNH",
        "other-message",
        f"this is a {message.kind or 'nameless'} message, not a PAXLST",
        "load it in its own format",
        lost=True,
        excerpt=message.header.text,
    )


def _issue(path: Path, fault: Fault) -> Issue:
    return Issue(
        file=path.name,
        position=f"segment {fault.number}",
        field=fault.tag,
        rule=fault.rule,
        reason=fault.reason,
        hint=fault.hint,
        lost=fault.lost,
        excerpt=fault.excerpt,
    )


class _MessageReading:
    """One message on its way to records."""

    def __init__(self, path: Path, source: Source, message: Message) -> None:
        self._path = path
        self._source = source
        self._message = message
        self._faults = list(message.faults)
        self._prepared = prepared_at(message.interchange)
        self._legs = Legs()
        self._header: dict[str, str] = {}
        self._people: list[_Person] = []
        self._counts: list[Segment] = []

    def records(self) -> Iterator[Found]:
        """Its people, then what was wrong."""
        self._sort_out()
        legs = self._legs.pairs()
        self._faults += self._legs.faults
        for place, person in enumerate(self._people, start=1):
            if person.start.get(0) == _CLOSE_OUT:
                continue
            yield self._record(place, person, legs)
        self._compare_counts()
        for fault in self._faults:
            yield _issue(self._path, fault)

    def _sort_out(self) -> None:
        """Which segment belongs to the message, to a flight, or to which person."""
        for segment in self._message.segments:
            if segment.tag == "CNT":
                self._counts.append(segment)
            elif segment.tag == "NAD" and segment.get(0) != "MS":
                self._people.append(_Person(segment))
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

    def _record(self, place: int, person: _Person, legs: list[Leg]) -> Record:
        reading = _PersonReading(person, legs, self._prepared, self._faults)
        reading.read()
        raw = "\n".join(segment.text for segment in (person.start, *person.segments))
        return Record(
            source=self._source.name,
            source_key="/".join((*self._message_key(), reading.reference or f"person {place}")),
            version=f"{self._prepared}/{self._header.get('revision', '')}",
            handling=self._source.handling,
            grade=self._source.grade,
            observed_at=self._prepared,
            mentions=reading.parts.mentions,
            claims=reading.parts.claims,
            raw=raw[:RAW_CHARACTERS_MAX],
            withdrawn=False,
            origin=f"{self._path.name} segment {person.start.number}",
        )

    def _message_key(self) -> tuple[str, ...]:
        interchange = self._message.interchange
        sender = interchange.get(1) if interchange else ""
        transaction = self._header.get("transaction")
        if not transaction:
            control = interchange.get(4) if interchange else ""
            transaction = f"{control}/{self._message.header.get(0)}"
        return sender, self._header.get("function", ""), transaction

    def _compare_counts(self) -> None:
        told = {"42": 0, "41": 0}
        for person in self._people:
            kind = person.start.get(0)
            if kind in _PEOPLE:
                told["41" if kind in _CREW else "42"] += 1
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


class _PersonReading:
    """One person's segments on their way to mentions and claims."""

    def __init__(
        self, person: _Person, legs: list[Leg], prepared: str, faults: list[Fault]
    ) -> None:
        self.parts = RecordParts()
        self.reference = ""
        self._person = person
        self._legs = legs
        self._prepared = prepared
        self._faults = faults
        self._facts: dict[str, str] = {}
        self._documents: list[dict[str, str]] = []
        self._locators: list[str] = []
        self._contacts: list[tuple[str, str]] = []

    def read(self) -> None:
        """Fill `parts` and `reference`."""
        for segment in self._person.segments:
            take = getattr(self, f"_take_{segment.tag.lower()}", None)
            if take is not None:
                take(segment)
        person = self._mention_person()
        self._mention_documents(person)
        self._mention_journey(person)
        self._mention_contacts(person)

    def _take_att(self, segment: Segment) -> None:
        if segment.get(0) == "2":
            self._facts["gender"] = segment.get(2)

    def _take_dtm(self, segment: Segment) -> None:
        kind, value = segment.get(0), segment.get(0, 1)
        if kind == "329":
            self._facts["birth_date"] = self._date(segment, birth_date(value, self._prepared))
        elif kind in ("36", "182") and self._documents:
            name = "expires_on" if kind == "36" else "issued_on"
            self._documents[-1][name] = self._date(segment, expiry_date(value, self._prepared))

    def _date(self, segment: Segment, read: str) -> str:
        if not read and segment.get(0, 1):
            self._faults.append(
                Fault(
                    segment.number,
                    "DTM",
                    "impossible-date",
                    f"{segment.get(0, 1)!r} is no date of the form YYMMDD",
                    "the person was loaded without it",
                    lost=False,
                    excerpt=segment.text,
                )
            )
        return read

    def _take_loc(self, segment: Segment) -> None:
        kind, value = segment.get(0), segment.get(1)
        if kind == "91" and self._documents:
            self._documents[-1]["issuer"] = value
        elif kind == "174":
            self._facts["residence"] = value
        elif kind == "180":
            place = [segment.get(1, 3), value]
            self._facts["birth_place"] = ", ".join(filter(None, place))
        elif kind in ("178", "179"):
            self._facts["embarked" if kind == "178" else "debarked"] = value

    def _take_nat(self, segment: Segment) -> None:
        self._facts["nationality"] = segment.get(1)

    def _take_emp(self, segment: Segment) -> None:
        self._facts["occupation"] = segment.get(1) or segment.get(1, 3)

    def _take_rff(self, segment: Segment) -> None:
        kind, value = segment.get(0), segment.get(0, 1)
        if kind == "AVF" and value:
            self._locators.append(value)
        elif kind == "ABO":
            self.reference = value
        elif kind == "SEA":
            self._facts["seat"] = value.lstrip("0")

    def _take_doc(self, segment: Segment) -> None:
        kind, number = segment.get(0), segment.get(1)
        if kind or number:
            self._documents.append({"type": kind, "number": number})

    def _take_com(self, segment: Segment) -> None:
        for contact in segment.elements:
            value = contact[0].strip() if contact else ""
            kind = contact[1].strip() if len(contact) > 1 else ""
            if value:
                self._contacts.append((kind, value))

    def _mention_person(self) -> str:
        start = self._person.start
        names = [part.strip() for part in (start.elements[3] if len(start.elements) > 3 else [])]
        surname, given = names[0] if names else "", names[1:]
        return self.parts.mention(
            "person",
            "person",
            name=" ".join(filter(None, [*given, surname])),
            birth_date=self._facts.get("birth_date", ""),
            birth_place=self._facts.get("birth_place", ""),
            gender=self._facts.get("gender", ""),
            nationality=self._facts.get("nationality", ""),
            residence=self._facts.get("residence", ""),
            occupation=self._facts.get("occupation", ""),
            passenger_reference=self.reference,
        )

    def _mention_documents(self, person: str) -> None:
        for document in self._documents:
            if document["number"]:
                key = self.parts.mention("identity_document", "document", **document)
                self.parts.claim("HOLDS_DOCUMENT", person, key)

    def _mention_journey(self, person: str) -> None:
        crew = self._person.start.get(0) in _CREW
        role = _PEOPLE.get(self._person.start.get(0), "")
        travelled = self._travelled()
        flights = []
        for leg in travelled:
            flight = leg.mention(self.parts)
            flights.append(flight)
            self.parts.claim(
                "CREWED" if crew else "TRAVELLED_ON",
                person,
                flight,
                valid_from=leg.departure or leg.date,
                valid_to=leg.arrival or leg.departure or leg.date,
                role=role,
                seat=self._facts.get("seat", ""),
                origin=leg.origin,
                destination=leg.destination,
            )
        carrier = next((leg.carrier for leg in travelled if leg.carrier), "")
        for locator in self._locators:
            booking = self.parts.mention("booking", "booking", locator=locator, carrier=carrier)
            self.parts.claim("IN_BOOKING", person, booking, valid_from=self._prepared[:10])
            for flight in dict.fromkeys(flights):
                self.parts.claim("COVERS_FLIGHT", booking, flight)

    def _travelled(self) -> list[Leg]:
        """The legs between where the person embarked and debarked; all where it is not told."""
        first, last = 0, len(self._legs) - 1
        for place, leg in enumerate(self._legs):
            if leg.origin and leg.origin == self._facts.get("embarked"):
                first = place
                break
        for place, leg in enumerate(self._legs):
            if place >= first and leg.destination == self._facts.get("debarked", "-"):
                last = place
                break
        return self._legs[first : last + 1]

    def _mention_contacts(self, person: str) -> None:
        for kind, value in self._contacts:
            if kind == "EM" or "@" in value:
                email = self.parts.mention("email", "email", address=value)
                self.parts.claim("USES_EMAIL", person, email)
            elif kind in ("TE", "AL", "FX", ""):
                phone = self.parts.mention("phone", "phone", number=value)
                self.parts.claim("USES_PHONE", person, phone)
        start = self._person.start
        lines = [part.strip() for element in start.elements[4:8] for part in element]
        text = ", ".join(filter(None, lines))
        if text:
            address = self.parts.mention("address", "address", text=text, country=start.get(8))
            self.parts.claim("HAS_ADDRESS", person, address)
