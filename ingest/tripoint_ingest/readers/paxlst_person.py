"""One person of a PAXLST message: facts, documents, journey, contacts and bags."""

import re
from dataclasses import dataclass, field

from tripoint_ingest.building import RecordParts
from tripoint_ingest.passengers.protected import LeftOut
from tripoint_ingest.readers.edifact import Fault, Segment
from tripoint_ingest.readers.paxlst_dates import birth_date, expiry_date
from tripoint_ingest.readers.paxlst_flights import Leg

PEOPLE = {"FL": "passenger", "FM": "crew", "DDU": "passenger in transit", "DDT": "crew in transit"}
CREW = ("FM", "DDT")
_CLOSE_OUT = "ZZZ"  # names nobody: refers to a person of an earlier message
_KEPT = frozenset(["ATT", "DTM", "MEA", "GEI", "LOC", "COM", "EMP", "NAT", "RFF", "DOC"])
"""Segments without free text; of any other one nothing is kept but the tags of bags."""
_TAG = re.compile(r"(?P<carrier>[A-Z]{0,3})(?P<digits>[0-9]{4,12})")
_BAGS_MAX = 99


@dataclass(slots=True)
class Person:
    """The segments of one person: the NAD that begins them, and the others."""

    start: Segment
    segments: list[Segment] = field(default_factory=list)


class PersonReading:
    """One person's segments on their way to mentions and claims."""

    def __init__(
        self,
        person: Person,
        legs: list[Leg],
        prepared: str,
        faults: list[Fault],
        left_out: LeftOut,
    ) -> None:
        self.parts = RecordParts()
        self.number = person.start.number
        self._person = person
        self._legs = legs
        self._prepared = prepared
        self._faults = faults
        self._left_out = left_out
        self._reference = ""
        self._facts: dict[str, str] = {}
        self._documents: list[dict[str, str]] = []
        self._locators: list[str] = []
        self._contacts: list[tuple[str, str]] = []
        self._bags: dict[str, None] = {}
        self._luggage: list[str] = []
        self._loyalty: list[str] = []
        self._words = [person.start.text]

    def reads(self) -> bool:
        """Fill `parts`; false where the message only refers to somebody."""
        for segment in self._person.segments:
            if segment.tag not in _KEPT and not _is_bag(segment):
                self._left_out.add("")
                continue
            self._words.append(segment.text)
            take = getattr(self, f"_take_{segment.tag.lower()}", None)
            if take is not None:
                take(segment)
        if self._person.start.get(0) == _CLOSE_OUT:
            return False
        person = self._mention_person()
        self._mention_documents(person)
        self._mention_journey(person)
        self._mention_contacts(person)
        self._mention_accounts(person)
        self._mention_bags(person)
        return True

    @property
    def words(self) -> str:
        """What the message says of the person, but for what may not be kept."""
        return "\n".join(self._words)

    @property
    def identity(self) -> str:
        """What names the person in the sender's lists of one flight, so that a later message can
        correct or take back: the sender's own reference; else the booking and the name, which a
        corrected document leaves alone; else the document; else name and birth date.
        """
        names = "/".join(self._names())
        if self._reference:
            return self._reference
        if self._locators and names:
            return f"{self._locators[0]}/{names}"
        numbers = [document["number"] for document in self._documents if document["number"]]
        if numbers:
            return numbers[0]
        return f"{names}/{self._facts.get('birth_date', '')}" if names else ""

    def _names(self) -> list[str]:
        return [part for part in self._name_parts() if part]

    def _name_parts(self) -> list[str]:
        """Surname and given names: their element (C080), else the one for free text (C058)."""
        for element in (*self._person.start.elements[3:4], *self._person.start.elements[2:3]):
            if any(parts := [part.strip() for part in element]):
                return parts
        return []

    def _take_att(self, segment: Segment) -> None:
        if segment.get(0) == "2":
            self._facts["gender"] = segment.get(2) or segment.get(2, 3)

    def _take_mea(self, segment: Segment) -> None:
        """Checked bags: how many pieces (CT), and what they weigh (WT)."""
        unit, value = segment.get(2), segment.get(2, 1)
        if segment.get(0) == "CT" and value:
            self._luggage.insert(0, value)
        elif segment.get(0) == "WT" and value:
            self._luggage.append(f"{value} {unit}".strip())

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
            place = [segment.get(1, 3), segment.get(2, 3), segment.get(3, 3), value]
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
            self._reference = value
        elif kind == "SEA":
            self._facts["seat"] = value.lstrip("0")
        elif kind == "YZY":
            self._facts["ticket"] = value
        elif kind == "CR" and value:
            self._loyalty.append(value)

    def _take_doc(self, segment: Segment) -> None:
        kind, number = segment.get(0), segment.get(1)
        if kind or number:
            self._documents.append({"type": kind, "number": number})

    def _take_ftx(self, segment: Segment) -> None:
        """Tags of checked bags: the first, and how many follow it in one run."""
        for element in segment.elements[3:]:
            parts = [*(part.strip() for part in element), ""]
            found = _TAG.fullmatch(parts[0])
            if found is None:
                continue
            count = int(parts[1]) if parts[1].isascii() and parts[1].isdigit() else 1
            digits = found["digits"]
            for step in range(max(1, min(count, _BAGS_MAX))):
                self._bags[f"{found['carrier']}{str(int(digits) + step).zfill(len(digits))}"] = None

    def _take_com(self, segment: Segment) -> None:
        for contact in segment.elements:
            value = contact[0].strip() if contact else ""
            kind = contact[1].strip() if len(contact) > 1 else ""
            if value:
                self._contacts.append((kind, value))

    def _mention_person(self) -> str:
        names = self._name_parts()
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
            passenger_reference=self._reference,
        )

    def _mention_documents(self, person: str) -> None:
        for document in self._documents:
            if document["number"]:
                key = self.parts.mention("identity_document", "document", **document)
                self.parts.claim("HOLDS_DOCUMENT", person, key)

    def _mention_journey(self, person: str) -> None:
        crew = self._person.start.get(0) in CREW
        role = PEOPLE.get(self._person.start.get(0), "")
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
                ticket=self._facts.get("ticket", ""),
                luggage=", ".join(self._luggage),
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

    def _mention_accounts(self, person: str) -> None:
        for number in self._loyalty:
            account = self.parts.mention("account", "account", number=number, type="frequent flyer")
            self.parts.claim("HOLDS_ACCOUNT", person, account)

    def _mention_bags(self, person: str) -> None:
        date = next((leg.date for leg in self._travelled() if leg.date), "")
        for tag in self._bags:
            carrier = tag[: len(tag) - len(tag.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
            number = tag[len(carrier) :]
            bag = self.parts.mention("bag", "bag", tag=number, carrier=carrier, date=date)
            self.parts.claim("CHECKED_BAG", person, bag)


def _is_bag(segment: Segment) -> bool:
    return segment.tag == "FTX" and segment.get(0) == "BAG"
