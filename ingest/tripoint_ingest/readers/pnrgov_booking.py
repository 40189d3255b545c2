"""One booking of a PNRGOV message, as its segments say it: travellers, legs, contacts, payment.

Segments are taken by their tag and the part of the booking they stand in, never by a fixed order:
real messages leave groups out and put requests into others.
"""

from tripoint_ingest.passengers.cards import masked
from tripoint_ingest.passengers.contacts import Contact, contact_in, email_in, phone_in
from tripoint_ingest.passengers.protected import LeftOut
from tripoint_ingest.readers.edifact import Segment
from tripoint_ingest.readers.pnrgov_dates import flight_moment, later
from tripoint_ingest.readers.pnrgov_parts import (
    Flown,
    Payer,
    Payment,
    Traveller,
    add_ticket,
    named,
    seat_in,
)
from tripoint_ingest.readers.pnrgov_requests import Requests

_KEPT_WHOLE = frozenset(("SRC", "FAR", "MON", "PTK", "TXD", "APD", "EBD", "ITM", "EQU"))
"""Segments without free text, kept in a record's own words though nothing is read from them."""
_HISTORY = ("ABI", "SAC")
_WEIGHT_UNITS = {"700": "kg", "701": "lb"}


class Booking:
    """Collects the segments of one booking.

    Args:
        start: the segment that begins it.
        prepared: when the message was made.
        carrier: whose flight the message reports.
        left_out: counts what may not be kept.

    Attributes:
        start: the segment that began it.
        locators: (carrier, locator, made at) in their order; the first is the booking's own.
        split_from: (carrier, locator) of the bookings it was split from.
        travellers, legs, payments, payers, contacts, addresses: what it says.
        agency: (IATA number, city, country) of the office that made it, "" where not told.
        changed, ticketed: times.
        kept: its segments' texts that may be kept.
    """

    def __init__(self, start: Segment, prepared: str, carrier: str, left_out: LeftOut) -> None:
        self.start = start
        self.locators: list[tuple[str, str, str]] = []
        self.split_from: list[tuple[str, str]] = []
        self.travellers: list[Traveller] = []
        self.legs: list[Flown] = []
        self.payments: list[Payment] = []
        self.payers: list[Payer] = []
        self.contacts: list[Contact] = []
        self.addresses: list[tuple[str, str]] = []
        self.agency = ("", "", "")
        self.changed = self.ticketed = ""
        self.kept: list[str] = []
        self._sender = carrier
        self._left_out = left_out
        self._requests = Requests(self.travellers, self.contacts, prepared, left_out)
        self._traveller: Traveller | None = None
        self._boarding: Traveller | None = None
        self._check_in = ""
        self._early: list[Segment] = []
        self._paid = self._split = self._other = self._history = False

    def take(self, segment: Segment) -> None:
        """One segment, in the order of the message."""
        if segment.tag in _HISTORY:
            self._history = True
        if self._history:
            self._left_out_of_history(segment)
            return
        take = getattr(self, f"_take_{segment.tag.lower()}", None)
        if take is not None:
            keep = take(segment)
        elif segment.tag in _KEPT_WHOLE:
            keep = segment.text
        else:
            self._left_out.add("")
            return
        if keep:
            self.kept.append(keep)

    def finish(self) -> None:
        """No more segments: take what had to wait for the names of its travellers."""
        early, self._early = self._early, []
        for segment in early:
            if keep := self._requests.take(segment, None, -1):
                self.kept.append(keep)

    def _left_out_of_history(self, segment: Segment) -> None:
        """What was changed before is the earlier messages' to tell; only its times are kept."""
        if segment.tag in ("ABI", "DAT"):
            self.kept.append(segment.text)

    def _take_rci(self, segment: Segment) -> str:
        for element in segment.elements:
            parts = [*(part.strip() for part in element), "", "", "", "", ""]
            carrier, locator = parts[0], parts[1]
            if not locator:
                continue
            if self._split:
                self.split_from.append((carrier, locator))
            elif all(locator != known[1] or carrier != known[0] for known in self.locators):
                self.locators.append((carrier, locator, flight_moment(parts[3], parts[4])))
        return segment.text

    def _take_eqn(self, segment: Segment) -> str:
        self._split = bool(self.travellers or self.legs)
        return segment.text

    def _take_dat(self, segment: Segment) -> str:
        for element in segment.elements:
            parts = [*(part.strip() for part in element), "", "", ""]
            read = flight_moment(parts[1], parts[2])
            if parts[0] == "700":
                self.changed = read
            elif parts[0] == "710":
                self.ticketed = self.ticketed or read
            elif parts[0] == "2":
                self._check_in = read
        return segment.text

    def _take_org(self, segment: Segment) -> str:
        if not self.legs and not any(self.agency):
            number, city = segment.get(1), segment.get(2) or segment.get(1, 1)
            self.agency = (number if number.isdigit() else "", city, segment.get(5))
        return segment.text

    def _take_add(self, segment: Segment) -> str:
        for element in segment.elements[1:]:
            parts = [*(part.strip() for part in element), *[""] * 8]
            street, city, state, country, postcode, said = (parts[i] for i in (1, 2, 3, 5, 6, 7))
            text = ", ".join(filter(None, (street, city, state, postcode)))
            if text:
                self._address(text, country, "contact")
            contact = contact_in(said) or phone_in(said) or (email_in(said) if said else None)
            if contact:
                self._contact(contact)
        return segment.text

    def _address(self, text: str, country: str, basis: str) -> None:
        if self._traveller is None:
            self.addresses.append((text, country))
        else:
            self._traveller.addresses.append((text, country, basis))

    def _contact(self, contact: Contact) -> None:
        (self.contacts if self._traveller is None else self._traveller.contacts).append(contact)

    def _take_tif(self, segment: Segment) -> str:
        for place in range(1, max(2, len(segment.elements))):  # several of one surname
            if place == 1 or segment.get(place):
                self._named(segment, segment.get(place), place)
        return segment.text

    def _named(self, segment: Segment, given: str, place: int) -> None:
        surname = segment.get(0)
        reference, type_ = segment.get(place, 2), segment.get(place, 1)
        if self.legs:  # checked in
            self._boarding = named(self.travellers, surname, (given,), reference)
            if self._boarding is not None:
                self._boarding.boarded.setdefault(len(self.legs) - 1, self._check_in)
            return
        if "G" in (type_, segment.get(0, 1)) or surname.upper() == "TBA":  # a group, or nobody yet
            self._traveller = None
            return
        self._traveller = self._listed(Traveller(surname, (given,) if given else (), type_))
        if reference:
            self._traveller.references.add(reference)
        self._paid = False

    def _listed(self, traveller: Traveller) -> Traveller:
        """The traveller, who may be an infant that a document of its parent named before."""
        for known in self.travellers:
            if known.is_infant and not known.references and known.plain == traveller.plain:
                known.surname, known.given = traveller.surname, traveller.given
                known.document_names.clear()
                return known
        self.travellers.append(traveller)
        return traveller

    def _take_ref(self, segment: Segment) -> str:
        if self._traveller is not None:
            self._traveller.references.update(filter(None, (segment.get(0, 1), segment.get(0))))
        return segment.text

    def _take_fti(self, segment: Segment) -> str:
        for element in segment.elements:
            parts = [*(part.strip() for part in element), ""]
            if self._traveller is not None and parts[0] and parts[1]:
                self._traveller.loyalty.append((parts[0], parts[1]))
        return segment.text

    def _take_ift(self, segment: Segment) -> str:
        kind = segment.get(0, 1) if segment.get(0) == "4" else segment.get(0)
        texts = [part.strip() for element in segment.elements[1:] for part in element]
        if kind == "43" and self._paid and texts:
            texts += ["", ""]
            self.payers.append(Payer(texts[0], texts[1], texts[2]))
            return segment.text
        if kind == "15":  # how the fare was worked out
            return segment.text
        contact = contact_in(" ".join(texts))
        if contact is None:
            self._left_out.add("")
            return ""
        self._contact(contact)
        return segment.text

    def _take_tkt(self, segment: Segment) -> str:
        add_ticket(self._traveller, segment.get(0))
        return segment.text

    def _take_fop(self, segment: Segment) -> str:
        kept_text = segment.text
        for element in segment.elements:
            parts = [*(part.strip() for part in element), *[""] * 6]
            if parts[0]:
                card = masked(parts[4]) if parts[4] else ""
                self.payments.append(Payment(parts[0], parts[3], card, parts[5]))
                if parts[4]:
                    kept_text = kept_text.replace(parts[4], card)
        self._paid = True
        return kept_text

    def _take_msg(self, segment: Segment) -> str:
        self._other = bool(segment.get(0)) and (self.travellers or self.legs) != []
        return segment.text

    def _take_tvl(self, segment: Segment) -> str:
        if self._other:  # a hotel or a car
            return segment.text
        times = [*(part.strip() for part in (segment.elements or [[]])[0]), *[""] * 4]
        carrier, operating = segment.get(3), segment.get(3, 1)
        number = segment.get(4).lstrip("0") or segment.get(4)
        origin, destination = segment.get(1), segment.get(2)
        if not any((*times, origin, destination)) and self.legs:
            leg = self.legs[-1]
            if leg.operating == self._sender:  # who flies it told its own number already
                leg.marketing_number = number
            else:
                leg.operating_number = number
            return segment.text
        if number.upper() == "ARNK" or not (origin or destination):
            return segment.text
        departure = flight_moment(times[0], times[1])
        arrival = flight_moment(times[2], times[3])
        if not arrival:  # the day may be left out where it is the day of departure
            arrival = later(departure, times[3] or (times[2] if len(times[2]) == 4 else ""))
        self._traveller = self._boarding = None
        self._check_in = ""
        self.legs.append(Flown(carrier, number, origin, destination, departure, arrival, operating))
        return segment.text

    def _take_tra(self, segment: Segment) -> str:
        if self.legs:
            self.legs[-1].operating = segment.get(0) or self.legs[-1].operating
            number = segment.get(1).lstrip("0")
            self.legs[-1].operating_number = number or self.legs[-1].operating_number
        return segment.text

    def _take_rpi(self, segment: Segment) -> str:
        if self.legs:
            self.legs[-1].status = segment.get(1)
        return segment.text

    def _take_tri(self, segment: Segment) -> str:
        reference = segment.get(1, 3) or segment.get(1, 2)
        self._boarding = next((t for t in self.travellers if reference in t.references), None)
        if self._boarding is not None:
            self._boarding.boarded.setdefault(len(self.legs) - 1, self._check_in)
        return segment.text

    def _take_ssd(self, segment: Segment) -> str:
        if self._boarding is not None and self.legs and (seat := seat_in(segment.get(0))):
            self._boarding.seats[len(self.legs) - 1] = seat
        return segment.text

    def _take_tbd(self, segment: Segment) -> str:
        pieces, weight = segment.get(1), segment.get(1, 1)
        if self._boarding is not None and self.legs and (pieces.isdigit() or weight.isdigit()):
            unit = _WEIGHT_UNITS.get(segment.get(1, 2), "")
            told = ", ".join(filter(None, (pieces, f"{weight} {unit}".strip())))
            self._boarding.luggage.setdefault(len(self.legs) - 1, told)
        for element in segment.elements[4:]:
            parts = [*(part.strip() for part in element), *[""] * 4]
            carrier, serial, count, destination = parts[:4]
            if self._boarding is None or not serial.isdigit():
                continue
            # A tag stands on every leg: each is one bag, however often it is told.
            for step in range(min(int(count), 99) if count.isdigit() and int(count) else 1):
                tag = str(int(serial) + step).zfill(len(serial))
                self._boarding.bags.setdefault((carrier, tag), destination)
        return segment.text

    def _take_lts(self, segment: Segment) -> str:
        self._left_out.add("")
        return ""

    def _take_ssr(self, segment: Segment) -> str:
        if not self.travellers and not self.legs:  # nobody is named yet
            self._early.append(segment)
            return ""
        return self._requests.take(segment, self._traveller, len(self.legs) - 1)
