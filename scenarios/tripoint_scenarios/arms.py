"""Tracing requests and seizures: ordinary crime, mostly with nobody of interest in it."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from tripoint_scenarios.actors import Actors, Firm, Person
from tripoint_scenarios.places import Port
from tripoint_scenarios.rows import SeizureRow, TraceRow
from tripoint_scenarios.trade import DAYS, FIRST_DAY

_ARMS = (
    ("pistol", "Kestrel", "K9", "9x19"), ("pistol", "Norden", "N45", ".45 ACP"),
    ("revolver", "Harrow", "H38", ".38"), ("rifle", "Sable", "S5", "5.56x45"),
    ("rifle", "Volga Works", "VW7", "7.62x39"), ("shotgun", "Ibis", "I12", "12 gauge"),
    ("sub-machine gun", "Kestrel", "K9S", "9x19"),
)  # fmt: skip
_CONTRABAND = (("240220", "CIGARETTES"), ("220830", "WHISKY"), ("711319", "JEWELLERY"),
    ("030119", "LIVE ORNAMENTAL FISH"), ("851712", "MOBILE TELEPHONES"))  # fmt: skip
_AGENCIES = ("Bea Cukai", "Royal Customs", "Bureau of Customs", "Customs Department")


class Arms:
    """Weapons, and what authorities write about them."""

    def __init__(self, random: Random, actors: Actors, ports: list[Port]) -> None:
        self._random = random
        self._actors = actors
        self._ports = ports
        self._dealers = [actors.firm(trade="Hardware") for _ in range(6)]
        self._crooks = [actors.person() for _ in range(30)]

    def traces(self, count: int) -> Iterator[TraceRow]:
        """Background requests: most name nobody; some a man who is in no other story."""
        for _ in range(count):
            person = self._random.choice(self._crooks) if self._random.random() < 0.25 else None
            yield self.trace(person)

    def trace(self, possessor: Person | None, sold_to: Firm | None = None) -> TraceRow:
        """One request for a new weapon."""
        random, day = self._random, self._day()
        kind, make, model, calibre = random.choice(_ARMS)
        port = random.choice(self._ports)
        buyer = sold_to or (random.choice(self._dealers) if random.random() < 0.3 else None)
        row = TraceRow(
            request_id=f"TR-{self._actors.code('0123456789', 7)}",
            request_date=(day + timedelta(days=9)).isoformat(),
            status=random.choice(("open", "in progress", "successful", "unsuccessful")),
            requesting_agency=random.choice(_AGENCIES),
            country=port.country,
            case_reference=f"C-{self._actors.code('0123456789', 6)}",
            firearm_type=kind,
            make=make,
            model=model,
            calibre=calibre,
            serial_number=self.serial(),
            country_of_manufacture=random.choice(("CZ", "BR", "PH", "CN", "US")),
            import_mark=random.choice(("", "ID 2019", "PH 2021", "TH 2018")),
            marking_state=random.choice(("legible", "legible", "altered")),
            recovery_date=day.isoformat(),
            recovery_place=port.name,
            recovery_locode=port.locode,
        )
        if possessor is not None:
            row.possessor_name = possessor.name
            row.possessor_birth_date = possessor.birth.isoformat()
            row.possessor_nationality = possessor.nationality
            row.possessor_document_number = possessor.document
            row.possessor_document_issuer = possessor.nationality
            row.possessor_phone = possessor.phone
        if buyer is not None:
            row.sold_to_name, row.sold_to_reg = buyer.name, buyer.registration
            row.sold_to_country = buyer.country
            row.sold_date = (day - timedelta(days=random.randrange(90, 900))).isoformat()
        return row

    def seizures(self, count: int) -> Iterator[SeizureRow]:
        """Background seizures: mostly contraband, some arms, some with a name."""
        for _ in range(count):
            person = self._random.choice(self._crooks) if self._random.random() < 0.3 else None
            yield self.seizure(person, armed=self._random.random() < 0.2)

    def seizure(
        self,
        person: Person | None,
        *,
        armed: bool,
        company: Firm | None = None,
        number: str = "",
        bill: str = "",
    ) -> SeizureRow:
        """One line of a seizure report."""
        random, day, port = self._random, self._day(), self._random.choice(self._ports)
        row = SeizureRow(
            seizure_number=number or f"SZ-{self._actors.code('0123456789', 7)}",
            agency=random.choice(_AGENCIES) if not number else _AGENCIES[0],
            seizure_date=day.isoformat(),
            country=port.country,
            place_name=port.name,
            locode=port.locode,
            category="firearms" if armed else "contraband",
            goods_description="",
            quantity=str(random.randrange(1, 30)),
            unit="PCE",
            bl_number=bill,
            detection_method=random.choice(("risk profile", "X-ray", "random", "dog")),
            concealment=random.choice(("", "false floor", "among goods", "in baggage")),
        )
        if armed:
            row.weapon_type, row.make, row.model, row.calibre = random.choice(_ARMS)
            row.serial_number = self.serial()
            row.goods_description = f"{row.weapon_type} {row.make} {row.model}"
        else:
            row.hs_code, row.goods_description = random.choice(_CONTRABAND)
        if person is not None:
            row.person_name, row.person_birth_date = person.name, person.birth.isoformat()
            row.person_nationality = row.person_document_issuer = person.nationality
            row.person_document_number, row.person_phone = person.document, person.phone
            row.person_role = random.choice(("carrier", "owner", "receiver"))
        if company is not None:
            row.company_name, row.company_reg = company.name, company.registration
            row.company_country, row.company_phone = company.country, company.phone
        return row

    def serial(self) -> str:
        """A serial number that no other weapon has."""
        return self._actors.code("ABCDEFGHJKLMN0123456789", 8)

    def _day(self) -> date:
        return FIRST_DAY + timedelta(days=self._random.randrange(DAYS))
