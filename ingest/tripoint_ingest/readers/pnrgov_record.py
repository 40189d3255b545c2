"""The record of one booking: who is in it, on which flights, with which papers and contacts."""

from tripoint_graph.model import Record
from tripoint_graph.normalise import is_firm
from tripoint_ingest.building import RecordParts
from tripoint_ingest.passengers.cards import is_known
from tripoint_ingest.passengers.contacts import Contact
from tripoint_ingest.readers.paxlst_flights import Leg
from tripoint_ingest.readers.pnrgov_booking import Booking
from tripoint_ingest.readers.pnrgov_parts import Flown, Payer, Payment, Traveller, letters
from tripoint_ingest.reading import RAW_CHARACTERS_MAX, Source

_CANCELLED = frozenset({"HX", "UC", "UN", "NO", "XX", "XL", "XK", "XR", "UU", "US"})
_FORMS = {"CC": "card", "DC": "card", "CA": "cash", "CK": "cheque", "INV": "invoice", "MS": "other"}
_CONTACT_LINKS = {"phone": ("USES_PHONE", "number"), "email": ("USES_EMAIL", "address")}


def booking_record(
    booking: Booking, source: Source, prepared: str, place: int, reference: str, *, update: bool
) -> Record:
    """The record of a booking; its version is when the message was made, to the minute.

    Args:
        booking: what the message says of it.
        source: who speaks.
        prepared: when the message was made.
        place: its place in the message, from 1.
        reference: the message's.
        update: whether the message tells changes; a booking without flights and travellers is
            then one that was cancelled, and is withdrawn.
    """
    made = _Making(booking, prepared)
    withdrawn = update and not booking.legs and not booking.travellers
    if not withdrawn:
        made.make(cancelled=update and not booking.legs)
    return Record(
        source=source.name,
        source_key=_key(booking, prepared, place, reference),
        version=prepared,
        handling=source.handling,
        grade=source.grade,
        observed_at=prepared,
        mentions=() if withdrawn else made.parts.mentions,
        claims=() if withdrawn else made.parts.claims,
        raw="\n".join(booking.kept)[:RAW_CHARACTERS_MAX],
        withdrawn=withdrawn,
        origin=f"segment {booking.start.number}",
    )


def _key(booking: Booking, prepared: str, place: int, reference: str) -> str:
    """Locators are used again after some time: the day, or else the year, tells them apart."""
    if not booking.locators:
        return f"{reference}/booking {place}"
    carrier, locator, made_at = booking.locators[0]
    return f"{carrier}/{locator}/{made_at[:10] or prepared[:4]}"


class _Making:
    """Mentions and claims of one booking."""

    def __init__(self, booking: Booking, prepared: str) -> None:
        self.parts = RecordParts()
        self._booking = booking
        self._prepared = prepared
        self._people: list[tuple[Traveller, str]] = []
        self._bookings: list[str] = []

    def make(self, *, cancelled: bool) -> None:
        """Fill `parts`."""
        self._mention_bookings(cancelled=cancelled)
        for traveller in self._booking.travellers:
            self._people.append((traveller, self._person(traveller)))
        for place, leg in enumerate(self._booking.legs):
            self._flight(place, leg)
        self._shared()
        for traveller, person in self._people:
            self._belongings(traveller, person)
        self._agency()
        self._payments()
        self._splits()

    def _mention_bookings(self, *, cancelled: bool) -> None:
        booked = self._booking
        forms = dict.fromkeys(_FORMS.get(paid.form, "other") for paid in booked.payments)
        for carrier, locator, made_at in booked.locators or [("", "", "")]:
            self._bookings.append(
                self.parts.mention(
                    "booking",
                    "booking",
                    locator=locator,
                    carrier=carrier,
                    booked_on=made_at[:10],
                    changed_on=booked.changed[:10],
                    ticketed_on=booked.ticketed[:10],
                    payment=list(forms),
                    status="cancelled" if cancelled else "",
                )
            )

    def _person(self, traveller: Traveller) -> str:
        names = list(dict.fromkeys([*traveller.document_names, traveller.name]))
        person = self.parts.mention(
            "person",
            "person",
            name=names[0],
            alias=_others(names),
            passenger_reference=sorted(traveller.references),
            **{
                name: traveller.facts.get(name, "")
                for name in ("birth_date", "birth_place", "gender", "nationality", "residence")
            },
        )
        for booking in self._bookings:
            self.parts.claim(
                "IN_BOOKING",
                person,
                booking,
                valid_from=self._booking.locators[0][2][:10] if self._booking.locators else "",
                travels_as={"A": "adult", "C": "child", "IN": "infant"}.get(traveller.type, ""),
                ticket=", ".join(traveller.tickets),
                requests=", ".join(dict.fromkeys(traveller.requests)),
            )
        return person

    def _flight(self, place: int, flown: Flown) -> None:
        leg = Leg(
            flown.operating or flown.carrier,
            (flown.operating_number if flown.operating else "") or flown.number,
            flown.origin,
            flown.destination,
            flown.departure,
            flown.arrival,
        )
        flight = leg.mention(self.parts)
        sold_as = f"{flown.carrier}{flown.marketing_number or flown.number}"
        for booking in self._bookings:
            self.parts.claim(
                "COVERS_FLIGHT",
                booking,
                flight,
                valid_from=leg.departure,
                valid_to=leg.arrival or leg.departure,
                status=flown.status,
                marketed_as=sold_as if flown.operating else "",
            )
        if flown.status in _CANCELLED:
            return
        for traveller, person in self._people:
            boarded = place in traveller.boarded
            self.parts.claim(
                "TRAVELLED_ON" if boarded else "BOOKED_ON",
                person,
                flight,
                valid_from=leg.departure or leg.date,
                valid_to=leg.arrival or leg.departure or leg.date,
                seat=traveller.seats.get(place, ""),
                luggage=traveller.luggage.get(place, ""),
                checked_in=traveller.boarded.get(place, ""),
                origin=leg.origin,
                destination=leg.destination,
            )

    def _shared(self) -> None:
        """Contacts and addresses of the booking: of its one traveller, else of the booking."""
        adults = [person for traveller, person in self._people if not traveller.is_infant]
        ends = [*self._bookings[:1], *(adults if len(adults) == 1 else [])]
        for end in ends:
            for contact in self._booking.contacts:
                self._contact(end, contact)
            for text, country in self._booking.addresses:
                self._address(end, text, country, "contact")

    def _belongings(self, traveller: Traveller, person: str) -> None:
        for document in traveller.documents:
            paper = self.parts.mention("identity_document", "document", **document)
            self.parts.claim("HOLDS_DOCUMENT", person, paper)
        for contact in traveller.contacts:
            self._contact(person, contact)
        for text, country, basis in traveller.addresses:
            self._address(person, text, country, basis)
        for carrier, number in traveller.loyalty:
            kept = {"number": f"{carrier}{number}", "type": "frequent flyer"}
            self.parts.claim(
                "HOLDS_ACCOUNT", person, self.parts.mention("account", "account", **kept)
            )
        date = next((leg.departure[:10] for leg in self._booking.legs if leg.departure), "")
        for (carrier, tag), destination in traveller.bags.items():
            bag = self.parts.mention("bag", "bag", tag=tag, carrier=carrier, date=date)
            self.parts.claim("CHECKED_BAG", person, bag, destination=destination)

    def _contact(self, end: str, contact: Contact) -> None:
        link, name = _CONTACT_LINKS[contact.kind]
        key = self.parts.mention(contact.kind, contact.kind, **{name: contact.value})
        self.parts.claim(link, end, key)

    def _address(self, end: str, text: str, country: str, basis: str) -> None:
        address = self.parts.mention("address", "address", text=text, country=country)
        self.parts.claim("HAS_ADDRESS", end, address, basis=basis)

    def _agency(self) -> None:
        number, city, country = self._booking.agency
        if number:
            agency = self.parts.mention(
                "organisation",
                "agency",
                name=f"Agency {number}{f' in {city}' if city else ''}",
                registry="IATA agency",
                registry_reference=number,
                country=country,
                role="booking office",
            )
            for booking in self._bookings:
                self.parts.claim("BOOKED_BY", booking, agency)

    def _payments(self) -> None:
        for paid in self._booking.payments:
            if is_known(paid.card):
                self._card(paid)
        known = {t.plain for t, _ in self._people} | {
            letters("".join(t.given) + t.surname) for t, _ in self._people
        }
        for payer in self._booking.payers:
            name = letters(payer.name)
            own = [p for t, p in self._people if name == letters(t.name) or name in known]
            end = own[0] if own else self._payer(payer)
            for booking in self._bookings if end else ():
                self.parts.claim("PAID_FOR", end, booking)

    def _card(self, paid: Payment) -> None:
        number = f"{paid.card} {paid.expiry}".strip()
        card = self.parts.mention(
            "account", "account", number=number, type="payment card", institution=paid.vendor
        )
        for booking in self._bookings:
            self.parts.claim("PAID_FOR", card, booking)

    def _payer(self, payer: Payer) -> str:
        if not payer.name:
            return ""
        kind = "organisation" if is_firm(payer.name) else "person"
        person = self.parts.mention(kind, "payer", name=payer.name, role="payer")
        if payer.address:
            self._address(person, payer.address, "", "payer")
        if payer.phone:
            self._contact(person, Contact("phone", payer.phone))
        return person

    def _splits(self) -> None:
        for carrier, locator in self._booking.split_from:
            other = self.parts.mention("booking", "booking", locator=locator, carrier=carrier)
            if other not in self._bookings:
                self.parts.claim("SPLIT_FROM", self._bookings[0], other)


def _others(names: list[str]) -> list[str]:
    """Names that are not the first one over again."""
    first = letters(names[0])
    return [name for name in names[1:] if letters(name) != first]
