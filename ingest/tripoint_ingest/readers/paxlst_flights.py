"""The flights of a PAXLST message: legs in the order of its places and times."""

import re
from dataclasses import dataclass

from tripoint_ingest.building import RecordParts
from tripoint_ingest.readers.edifact import Fault, Segment
from tripoint_ingest.readers.paxlst_dates import moment

_PLACES = ("125", "87", "92", "130", "188", "172", "5", "005", "8", "008")
_DEPARTED, _ARRIVED = "189", "232"
_CARRIER = re.compile(r"([A-Z0-9]{2}[A-Z]?)\s*0*(\d{1,5}[A-Z]?)")


@dataclass(frozen=True, slots=True)
class Leg:
    """One flight between two airports; local times, as the message gives them."""

    carrier: str
    number: str
    origin: str
    destination: str
    departure: str
    arrival: str

    @property
    def date(self) -> str:
        """The local day of departure; of arrival where departure is not told."""
        return (self.departure or self.arrival)[:10]

    def mention(self, parts: RecordParts) -> str:
        """The flight, its operator and its airports in a record; gives the flight's key."""
        flight = parts.mention(
            "flight",
            "flight",
            designator=f"{self.carrier}{self.number} {self.date}".strip(),
            carrier=self.carrier,
            number=self.number,
            date=self.date,
            departure=self.departure,
            arrival=self.arrival,
        )
        ends = (("DEPARTED_FROM", self.origin, self.departure),)
        for link, airport, at in (*ends, ("ARRIVED_AT", self.destination, self.arrival)):
            if airport:
                place = parts.mention("place", "place", iata=airport)
                parts.claim(link, flight, place, valid_from=at, valid_to=at)
        if self.carrier:
            operator = parts.mention("organisation", "carrier", carrier_code=self.carrier)
            parts.claim("OPERATED_BY", flight, operator)
        return flight


@dataclass(slots=True)
class _Stop:
    place: str
    departure: str = ""
    arrival: str = ""


class Legs:
    """Collects the flight group (TDT, LOC, DTM) of a message.

    Each departure pairs with the next arrival, also when both are qualified 92, when 92 comes
    after 125/87, or when all legs stand under one TDT.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._flights: list[tuple[str, str, list[_Stop]]] = []

    def take(self, segment: Segment) -> None:
        """One segment of the group, in the order of the message."""
        if segment.tag == "TDT":
            self._flights.append((*self._designator(segment), []))
        elif not self._flights:
            return
        elif segment.tag == "LOC":
            if segment.get(0) in _PLACES:
                self._flights[-1][2].append(_Stop(segment.get(1)))
        elif self._flights[-1][2]:
            self._time(segment, self._flights[-1][2][-1])

    def pairs(self) -> list[Leg]:
        """The legs, in order."""
        legs = []
        for carrier, number, stops in self._flights:
            waiting: _Stop | None = None
            for stop in stops:
                if waiting is not None and (stop.arrival or not stop.departure):
                    ends = (waiting.place, stop.place)
                    times = (waiting.departure, stop.arrival)
                    legs.append(Leg(carrier, number, *ends, *times))
                    waiting = stop if stop.departure else None
                else:
                    waiting = stop
            if waiting is not None and len(stops) == 1:
                ends = (waiting.place, "") if waiting.departure else ("", waiting.place)
                legs.append(Leg(carrier, number, *ends, waiting.departure, waiting.arrival))
        return legs

    def _designator(self, segment: Segment) -> tuple[str, str]:
        text = segment.get(1).upper()
        told = segment.get(4).upper()
        if told and text.startswith(told):
            return told, text[len(told) :].strip().lstrip("0") or text[len(told) :]
        found = _CARRIER.fullmatch(text)
        if found:
            return found[1], found[2]
        if text:
            self.faults.append(
                Fault(
                    segment.number,
                    "TDT",
                    "flight-designator",
                    f"{text!r} is no carrier code and flight number",
                    "the flight was loaded under this text",
                    lost=False,
                    excerpt=segment.text,
                )
            )
        return told, text

    def _time(self, segment: Segment, stop: _Stop) -> None:
        kind, value = segment.get(0), segment.get(0, 1)
        if kind not in (_DEPARTED, _ARRIVED):
            return
        read = moment(value)
        if not read and value:
            self.faults.append(
                Fault(
                    segment.number,
                    "DTM",
                    "impossible-date",
                    f"{value!r} is no time of the form YYMMDDHHMM",
                    "the flight was loaded without it",
                    lost=False,
                    excerpt=segment.text,
                )
            )
        elif kind == _DEPARTED:
            stop.departure = read
        else:
            stop.arrival = read
