"""PNRGOV, reservation data pushed to states: one record a booking.

Source: IATA/WCO/ICAO PNRGOV EDIFACT implementation guides 11.1 to 21.1. What the guides order in
groups is read by tag and level, because real senders leave groups out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from tripoint_graph.model import Category, Grade, Handling, Issue, Record, Tlp
from tripoint_ingest.passengers.protected import LeftOut
from tripoint_ingest.readers.edifact import Fault, Message, Segment
from tripoint_ingest.readers.edifact_files import begins, issue_of, messages_of
from tripoint_ingest.readers.paxlst_dates import prepared_at, sent_as
from tripoint_ingest.readers.pnrgov_booking import Booking
from tripoint_ingest.readers.pnrgov_record import booking_record
from tripoint_ingest.reading import Found, Source

_SOURCE = Source("pnrgov", Handling("OWN", Tlp.AMBER, Category.PASSENGER), Grade("B", 2))
_BEGINS_UNASKED = ("RCI", "TIF")  # what begins a booking where its SRC is missing
_AFTER_LOCATOR = ("TIF", "TVL", "RPI", "APD", "TRI")
"""What tells by which comes first whether a locator is a new booking's or a flight segment's."""


@dataclass(frozen=True)
class PnrgovReader:
    """Reads PNRGOV messages of any version: new pushes, updates, several bookings a message."""

    name: str = "pnrgov"
    title: str = "EDIFACT PNRGOV: passenger name records (PNR), one record a booking"
    source: Source = _SOURCE
    strict: bool = False

    def strictly(self) -> Self:
        """The same reader, which leaves out messages that have anything wrong."""
        return replace(self, strict=True)

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether a PNRGOV message begins here."""
        return begins(head, "PNRGOV")

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """One record a booking, in the order of the file."""
        left_out = LeftOut()
        for found in messages_of(path, "PNRGOV", strict=self.strict):
            if isinstance(found, Issue):
                yield found
            else:
                yield from _MessageReading(path, source, found, left_out).records()
        yield from left_out.issues(path.name)


@dataclass
class _MessageReading:
    """One message on its way to records."""

    path: Path
    source: Source
    message: Message
    left_out: LeftOut
    bookings: list[Booking] = field(default_factory=list)
    told: int | None = None
    counted: Segment | None = None
    update: bool = False
    carrier: str = ""

    def records(self) -> Iterator[Record | Issue]:
        """Its bookings, then what was wrong."""
        prepared = prepared_at(self.message.interchange)
        faults = list(self.message.faults)
        marked = any(segment.tag == "SRC" for segment in self.message.segments)
        for at, segment in enumerate(self.message.segments):
            if not marked and self._begins_unmarked(at):
                self.bookings.append(Booking(segment, prepared, self.carrier, self.left_out))
            self._take(segment, prepared)
        keys: dict[str, int] = {}
        for place, booking in enumerate(self.bookings, 1):
            booking.finish()
            if not booking.locators and not booking.travellers:
                faults.append(_nothing(booking.start))
                continue
            record = booking_record(
                booking, self.source, prepared, place, self._reference(), update=self.update
            )
            yield self._numbered(record, keys)
        faults += self._miscounted()
        for fault in faults:
            yield issue_of(self.path, fault)

    def _begins_unmarked(self, at: int) -> bool:
        """Whether one more booking begins at a segment, in a message that marks none (SRC)."""
        segments = self.message.segments
        if segments[at].tag != "RCI" or not self.bookings or not self.bookings[-1].legs:
            return False
        if segments[at - 1].tag == "EQN" or len(self.bookings) >= (self.told or 0):
            return False
        following = (s.tag for s in segments[at + 1 :] if s.tag in _AFTER_LOCATOR)
        return next(following, "") == "TIF"

    def _take(self, segment: Segment, prepared: str) -> None:
        if segment.tag == "SRC":
            self.bookings.append(Booking(segment, prepared, self.carrier, self.left_out))
            return
        if not self.bookings:
            if segment.tag == "MSG":
                self.update = segment.get(0, 1) == "141"
            elif segment.tag == "EQN":
                count = segment.get(0)
                self.counted = segment
                self.told = int(count) if count.isascii() and count.isdigit() else None
            elif segment.tag == "TVL":
                self.carrier = segment.get(3)
            elif segment.tag in _BEGINS_UNASKED:
                self.bookings.append(Booking(segment, prepared, self.carrier, self.left_out))
            if not self.bookings:
                return
        self.bookings[-1].take(segment)

    def _numbered(self, record: Record, keys: dict[str, int]) -> Record:
        """The record with its version and place; a second one of a key gets a key of its own."""
        count = keys[record.source_key] = keys.get(record.source_key, 0) + 1
        key = record.source_key if count == 1 else f"{record.source_key}#{count}"
        version, origin = sent_as(self.message.interchange), f"{self.path.name} {record.origin}"
        return replace(record, source_key=key, version=version, origin=origin)

    def _reference(self) -> str:
        interchange = self.message.interchange
        control = interchange.get(4) if interchange else ""
        return f"{control}/{self.message.header.get(0)}"

    def _miscounted(self) -> list[Fault]:
        if self.counted is None or self.told is None or self._is_part():
            return []
        if self.told == len(self.bookings):
            return []
        return [
            Fault(
                self.counted.number,
                "EQN",
                "control-total",
                f"EQN says {self.told} bookings, the message has {len(self.bookings)}",
                "those found were loaded; ask the sender for the others",
                lost=False,
                excerpt=self.counted.text,
            )
        ]

    def _is_part(self) -> bool:
        """Whether the message is one of several that make the whole (UNH: 01:C, 02, 03:F)."""
        return bool(self.message.header.get(3))


def _nothing(start: Segment) -> Fault:
    return Fault(
        start.number,
        start.tag,
        "empty-booking",
        "the booking has neither a locator nor a traveller",
        "it was left out; ask the sender for it",
        lost=True,
        excerpt=start.text,
    )
