"""One consignment of a cargo message, whatever the message; and the record it makes."""

import re
from dataclasses import dataclass, field

from tripoint_graph.model import Record
from tripoint_graph.normalise import is_firm
from tripoint_ingest.building import RecordParts
from tripoint_ingest.mapping.parties import is_order, is_titled_person
from tripoint_ingest.mapping.values import BadValue, kilograms
from tripoint_ingest.reading import RAW_CHARACTERS_MAX, Source
from tripoint_ingest.units import normalised
from tripoint_ingest.watched.goods import recognise

_AIR = ("4", "air")
_DESIGNATOR = re.compile(r"([A-Z][A-Z0-9]|[0-9][A-Z])\s*0*(\d{1,5}[A-Z]?)")
_LINKS = {
    "consignor": "CONSIGNOR_OF",
    "consignee": "CONSIGNEE_OF",
    "notify": "NOTIFY_PARTY_OF",
    "forwarder": "FORWARDER_OF",
    "carrier": "CARRIER_OF",
}
_FIRMS_ALONE = ("carrier", "forwarder")


@dataclass(slots=True)
class Party:
    """A party in a role of `_LINKS`; texts, "" where not told; `lines` are of its address."""

    role: str
    name: str
    lines: list[str] = field(default_factory=list)
    country: str = ""
    number: str = ""
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Goods:
    """One line of goods, as declared."""

    description: list[str] = field(default_factory=list)
    hs: str = ""
    cas: str = ""
    un_number: str = ""
    packages: str = ""
    package_type: str = ""
    weight: str = ""
    weight_unit: str = ""
    quantity: str = ""
    unit: str = ""
    origin: str = ""
    containers: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Carriage:
    """The voyage or flight that carries consignments; places are UN/LOCODE or names."""

    mode: str = ""
    number: str = ""
    vessel: str = ""
    imo: str = ""
    call_sign: str = ""
    flag: str = ""
    carrier_code: str = ""
    carrier: str = ""
    departure: str = ""
    arrival: str = ""
    loaded: str = ""
    discharged: str = ""


@dataclass(slots=True)
class Shipment:
    """One consignment.

    Attributes:
        bill, master: its own and the master's number.
        parties, goods: those it names.
        containers: number -> (size and type, seal).
        carriage: what carries it.
        loaded, discharged, origin, destination: its own places where they are told.
        weight, weight_unit, packages, package_type: of the whole.
        value, currency: as declared.
        words: the message's own words of it.
    """

    bill: str = ""
    master: str = ""
    parties: list[Party] = field(default_factory=list)
    goods: list[Goods] = field(default_factory=list)
    containers: dict[str, tuple[str, str]] = field(default_factory=dict)
    carriage: Carriage = field(default_factory=Carriage)
    loaded: str = ""
    discharged: str = ""
    origin: str = ""
    destination: str = ""
    weight: str = ""
    weight_unit: str = ""
    packages: str = ""
    package_type: str = ""
    value: str = ""
    currency: str = ""
    words: list[str] = field(default_factory=list)

    def record(
        self, source: Source, key: str, version: str, observed_at: str, *, withdrawn: bool
    ) -> Record:
        """The record of the consignment.

        Args:
            source: who speaks.
            key: names it inside the source.
            version: orders messages about it.
            observed_at: when the message was made.
            withdrawn: whether the message takes it back.
        """
        parts = RecordParts()
        if not withdrawn:
            _Making(self, parts, source.name).make()
        return Record(
            source=source.name,
            source_key=key,
            version=version,
            handling=source.handling,
            grade=source.grade,
            observed_at=observed_at,
            mentions=parts.mentions,
            claims=parts.claims,
            raw="\n".join(self.words)[:RAW_CHARACTERS_MAX],
            withdrawn=withdrawn,
        )


class _Making:
    """Mentions and claims of one consignment."""

    def __init__(self, shipment: Shipment, parts: RecordParts, source: str) -> None:
        self._told = shipment
        self._source = source
        self._parts = parts
        self._times = {
            "valid_from": shipment.carriage.departure,
            "valid_to": shipment.carriage.arrival or shipment.carriage.departure,
        }

    def make(self) -> None:
        """Fill the parts."""
        told = self._told
        self._consignment = self._parts.mention(
            "consignment",
            "consignment",
            bill=told.bill,
            master_bill=told.master,
            description=[" ".join(each.description) for each in told.goods],
            packages=told.packages,
            package_type=told.package_type,
            gross_weight_kg=weighed(told.weight, told.weight_unit),
            value=told.value,
            currency=told.currency,
        )
        for party in told.parties:
            self._party(party)
        for goods in told.goods:
            self._goods(goods)
        for number, (type_, seal) in told.containers.items():
            box = self._parts.mention("container", "container", number=number, type=type_)
            self._claim("PACKED_IN", box, seal=seal)
        self._carriage()
        for link, place, at in (
            ("LOADED_AT", told.loaded or told.carriage.loaded, "valid_from"),
            ("DISCHARGED_AT", told.discharged or told.carriage.discharged, "valid_to"),
            ("ORIGINATES_IN", told.origin, ""),
            ("DESTINED_FOR", told.destination, ""),
        ):
            if place:
                time = self._times.get(at, "")
                end = self._place(place)
                self._parts.claim(link, self._consignment, end, valid_from=time, valid_to=time)

    def _claim(self, link: str, target: str, **said: str) -> None:
        self._parts.claim(link, self._consignment, target, **self._times, **said)

    def _place(self, text: str) -> str:
        code = text.strip().upper()
        name = {2: "country", 3: "iata", 5: "locode"}.get(len(code) if code.isalnum() else 0)
        return self._parts.mention("place", "place", **{name or "name": text})

    def _party(self, party: Party) -> None:
        if not party.name or is_order(party.name):
            return
        person = (
            party.role not in _FIRMS_ALONE
            and is_titled_person(party.name)
            and not is_firm(party.name)
        )
        kind = "person" if person else "organisation"
        own: dict[str, str] = {"residence" if person else "country": party.country}
        if party.number:  # the sender's own number of the party: it names nobody elsewhere
            own |= {"registry": f"{self._source} party", "registry_reference": party.number}
        if party.role == "carrier":
            own["carrier_code"] = self._told.carriage.carrier_code
        key = self._parts.mention(kind, party.role, name=party.name, **own)
        self._parts.claim(_LINKS[party.role], key, self._consignment, **self._times)
        text = ", ".join(filter(None, (line.strip() for line in party.lines)))
        if text:
            address = self._parts.mention("address", "address", text=text, country=party.country)
            self._parts.claim("HAS_ADDRESS", key, address)
        for number in party.phones:
            phone = self._parts.mention("phone", "phone", number=number)
            self._parts.claim("USES_PHONE", key, phone)
        for written in party.emails:
            email = self._parts.mention("email", "email", address=written)
            self._parts.claim("USES_EMAIL", key, email)

    def _goods(self, goods: Goods) -> None:
        description = " ".join(goods.description).strip()
        told = normalised(goods.quantity, goods.unit)
        measured = {f"quantity_{told[1]}": told[0]} if told else {}
        found = recognise(goods.hs, goods.cas, description, goods.un_number)
        commodity = self._parts.mention(
            "commodity",
            "goods",
            hs=goods.hs,
            cas=goods.cas,
            description=description,
            watched=found.substance if found else "",
            watched_reason=found.reason if found else "",
            quantity=goods.quantity,
            unit=goods.unit,
            **measured,
        )
        self._claim(
            "CONTAINS",
            commodity,
            quantity=goods.quantity or goods.packages,
            unit=goods.unit or goods.package_type,
            packages=goods.packages,
            gross_weight=goods.weight,
            gross_weight_unit=goods.weight_unit,
            gross_weight_kg=weighed(goods.weight, goods.weight_unit),
            un_number=goods.un_number,
            containers=", ".join(goods.containers),
        )
        if goods.origin:
            self._parts.claim("ORIGINATES_IN", commodity, self._place(goods.origin))

    def _carriage(self) -> None:
        by = self._told.carriage
        if by.mode in _AIR and by.number:
            self._flight(by)
            return
        vessel = ""
        if by.vessel or by.imo or by.call_sign:
            vessel = self._parts.mention(
                "vessel",
                "vessel",
                name=by.vessel,
                imo=by.imo,
                call_sign=by.call_sign,
                flag=by.flag,
            )
        if not by.number:
            if vessel:
                self._claim("CARRIED_ON", vessel)
            return
        voyage = self._parts.mention(
            "voyage",
            "voyage",
            designator=f"{by.vessel} {by.number}".strip(),
            number=by.number,
            imo=by.imo,
            vessel_name=by.vessel,
            departure=by.departure,
            arrival=by.arrival,
        )
        self._claim("CARRIED_ON", voyage)
        if vessel:
            self._parts.claim("VOYAGE_OF", voyage, vessel, **self._times)
        self._calls(voyage, by)

    def _flight(self, by: Carriage) -> None:
        carrier = by.carrier_code if len(by.carrier_code) <= 3 else ""  # an airline's code
        number = by.number.removeprefix(carrier).lstrip("0") or by.number
        if not carrier and (found := _DESIGNATOR.fullmatch(by.number)):
            carrier, number = found[1], found[2]
        date = (by.departure or by.arrival)[:10]
        flight = self._parts.mention(
            "flight",
            "flight",
            designator=f"{carrier}{number} {date}".strip(),
            carrier=carrier,
            number=number,
            date=date,
            departure=by.departure,
            arrival=by.arrival,
        )
        self._claim("CARRIED_ON", flight)
        self._calls(flight, by)

    def _calls(self, trip: str, by: Carriage) -> None:
        for link, place, at in (
            ("DEPARTED_FROM", by.loaded, by.departure),
            ("ARRIVED_AT", by.discharged, by.arrival),
        ):
            if place:
                end = self._place(place)
                self._parts.claim(link, trip, end, valid_from=at, valid_to=at)


def weighed(text: str, unit: str) -> str:
    """A weight in kilograms; "" where it is none, or in a unit that means several things.

    >>> weighed("12.5", "TNE"), weighed("100", "KGM"), weighed("7", "BAGS")
    ('12500', '100', '')
    """
    if not text.strip():
        return ""
    try:
        return kilograms(text, unit)
    except BadValue:
        return ""
