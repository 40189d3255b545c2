"""What a booking is made of: travellers, flight segments, payments."""

import re
from dataclasses import dataclass, field

from tripoint_ingest.passengers.contacts import Contact
from tripoint_ingest.passengers.names import spoken, without_title

_NO_LETTERS = re.compile(r"[^A-Z]+")
_SEAT = re.compile(r"\.?0*([0-9]{1,3}[A-Z])")
_TICKET = re.compile(r"(?:INF)?\.?([0-9]{10,14})(?:C[0-9]+)?")


@dataclass(slots=True)
class Traveller:
    """One person of a booking; texts, "" where it is not told."""

    surname: str
    given: tuple[str, ...] = ()
    type: str = ""
    references: set[str] = field(default_factory=set)
    facts: dict[str, str] = field(default_factory=dict)
    document_names: list[str] = field(default_factory=list)
    documents: list[dict[str, str]] = field(default_factory=list)
    addresses: list[tuple[str, str, str]] = field(default_factory=list)  # text, country, basis
    contacts: list[Contact] = field(default_factory=list)
    loyalty: list[tuple[str, str]] = field(default_factory=list)
    tickets: list[str] = field(default_factory=list)
    seats: dict[int, str] = field(default_factory=dict)  # by place of the leg
    boarded: dict[int, str] = field(default_factory=dict)  # check-in time or "" by place of the leg
    luggage: dict[int, str] = field(default_factory=dict)  # pieces and weight by place of the leg
    bags: dict[tuple[str, str], str] = field(default_factory=dict)  # carrier, tag: destination
    requests: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """As the booking has it, without a title."""
        return spoken(self.surname, *self.given)

    @property
    def plain(self) -> str:
        """The letters of its name, for comparing."""
        return letters(self.surname + "".join(without_title(name) for name in self.given))

    @property
    def is_infant(self) -> bool:
        """Whether it travels without a seat."""
        return self.type == "IN"


@dataclass(slots=True)
class Flown:
    """One flight segment of a booking."""

    carrier: str
    number: str
    origin: str
    destination: str
    departure: str
    arrival: str
    operating: str = ""
    operating_number: str = ""
    marketing_number: str = ""
    status: str = ""


@dataclass(slots=True)
class Payment:
    """One form of payment: its code, and a card's vendor, masked number and expiry."""

    form: str
    vendor: str = ""
    card: str = ""
    expiry: str = ""


@dataclass(slots=True)
class Payer:
    """Who paid, where somebody else than a traveller may have."""

    name: str
    address: str
    phone: str


def letters(text: str) -> str:
    """The letters of a name, for comparing.

    >>> letters("O'Brien-Tan")
    'OBRIENTAN'
    """
    return _NO_LETTERS.sub("", text.upper())


def named(
    travellers: list[Traveller], surname: str, given: tuple[str, ...], reference: str
) -> Traveller | None:
    """The traveller of a reference or, without one, of a name; None where several have it."""
    for traveller in travellers:
        if reference and reference in traveller.references:
            return traveller
    wanted = letters(surname + "".join(without_title(name) for name in given))
    same = [t for t in travellers if t.plain == wanted]
    near = [
        t
        for t in travellers
        if letters(t.surname) == letters(surname)
        and wanted
        and t.plain
        and (wanted.startswith(t.plain) or t.plain.startswith(wanted))
    ]
    found = same or near
    return found[0] if len(found) == 1 else None


def seat_in(text: str) -> str:
    """A seat as people write it, "" where it is withheld.

    >>> seat_in("039G"), seat_in(".03BN"), seat_in("XXX")
    ('39G', '3B', '')
    """
    found = _SEAT.match(text.strip())
    return found[1] if found else ""


def add_ticket(traveller: Traveller | None, text: str) -> None:
    """Add the number of a ticket, once."""
    found = _TICKET.search(text.replace(" ", ""))
    if traveller is not None and found and found[1] not in traveller.tickets:
        traveller.tickets.append(found[1])
