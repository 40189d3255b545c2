"""What is planted: chains from a listed person to a supplier, and decoys that only look so.

Every step of a chain stands on two records or more, so that a world with records missing can
still tell it. Only trade facts and travel: nothing here says how anything is made.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from tripoint_scenarios.actors import Actors, Firm, Person
from tripoint_scenarios.arms import Arms
from tripoint_scenarios.rows import Flight, Listed, ManifestRow, SeizureRow, TraceRow
from tripoint_scenarios.trade import FIRST_DAY, Trade
from tripoint_scenarios.travel import Travel

FTF_REGIME = "Al-Qaida"
TEMPLATES = ("companion_phone", "named_company", "seized_bill", "shared_phone", "traced_weapon")
_REPEATS = 2


@dataclass
class Planted:
    """The rows of all that is planted, and the truth about it."""

    manifest: list[ManifestRow] = field(default_factory=list)
    traces: list[TraceRow] = field(default_factory=list)
    seizures: list[SeizureRow] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    flights: list[Flight] = field(default_factory=list)
    chains: list[dict[str, Any]] = field(default_factory=list)
    decoys: list[dict[str, Any]] = field(default_factory=list)


class Plot:
    """Plants chains and decoys among the lawful background."""

    def __init__(
        self, random: Random, actors: Actors, trade: Trade, travel: Travel, arms: Arms
    ) -> None:
        self._random = random
        self._actors = actors
        self._trade = trade
        self._travel = travel
        self._arms = arms
        self.planted = Planted()

    def chain(self, number: int) -> None:
        """Plant one chain; the templates take turns."""
        template = TEMPLATES[number % len(TEMPLATES)]
        fighter = self.listed(9000 + number)
        supplier = self._actors.firm(trade="Chemicals")
        via = getattr(self, f"_{template}")(fighter, supplier)
        self.planted.chains.append(
            {
                "id": f"chain-{number + 1}",
                "template": template,
                "from": {"class": "FTF", **_fighter(fighter, 9000 + number)},
                "to": {"class": "CHEMICAL_SUPPLIER", **_firm(supplier)},
                "via": via,
            }
        )

    def listed(self, number: int, *, regime: str = FTF_REGIME) -> Person:
        """Somebody on the list, with a passport."""
        person = self._actors.person(self._random.choice(("IDN", "MYS", "PHL", "JOR", "PAK")))
        self.planted.listed.append(
            Listed(
                data_id=str(7_000_000 + number),
                reference=f"QDi.{number}" if regime == FTF_REGIME else f"TAi.{number}",
                regime=regime,
                person=person,
                listed_on=(FIRST_DAY - timedelta(days=200 + number % 900)).isoformat(),
                alias=f"{person.surname} {person.given}",
            )
        )
        return person

    def _travels(self, party: list[Person], phones: tuple[str, ...] = ()) -> list[str]:
        locators = []
        for _ in range(_REPEATS):
            flight = self._travel.flight()
            locators.append(self._travel.board(flight, party, phones))
            self.planted.flights.append(flight)
        return locators

    def _ships(
        self, supplier: Firm, consignee: Firm, notify: tuple[str, str] = ("", "")
    ) -> list[str]:
        rows = [
            self._trade.consignment(supplier, consignee, watched=True, notify=notify)
            for _ in range(_REPEATS)
        ]
        self.planted.manifest += rows
        return [row.bl_number for row in rows]

    def _companion_phone(self, fighter: Person, supplier: Firm) -> list[dict[str, Any]]:
        companion, buyer = self._actors.person("IDN"), self._actors.firm()
        locators = self._travels([fighter, companion], ("", companion.phone))
        bills = self._ships(supplier, buyer, (f"CV {companion.surname}", companion.phone))
        return [_bookings(locators), _person(companion), _phone(companion.phone), _bills(bills)]

    def _named_company(self, fighter: Person, supplier: Firm) -> list[dict[str, Any]]:
        companion, buyer = self._actors.person("MYS"), self._actors.firm()
        locators = self._travels([fighter, companion])
        seizures = [
            self._arms.seizure(companion, armed=True, company=buyer) for _ in range(_REPEATS)
        ]
        self.planted.seizures += seizures
        self.planted.traces += [self._arms.trace(companion)]
        bills = self._ships(supplier, buyer)
        numbers = [row.seizure_number for row in seizures]
        return [
            _bookings(locators),
            _person(companion),
            _seizures(numbers),
            _firm(buyer),
            _bills(bills),
        ]

    def _seized_bill(self, fighter: Person, supplier: Firm) -> list[dict[str, Any]]:
        buyer, other = self._actors.firm(), self._actors.firm()
        self._travels([fighter], (buyer.phone,))
        bills = self._ships(supplier, buyer)
        first = self._trade.consignment(other, buyer)
        self.planted.manifest.append(first)
        self.planted.seizures += [
            self._arms.seizure(None, armed=True, company=buyer, bill=bill)
            for bill in (first.bl_number, bills[0])
        ]
        return [_phone(buyer.phone), _firm(buyer), _bills(bills)]

    def _shared_phone(self, fighter: Person, supplier: Firm) -> list[dict[str, Any]]:
        trafficker = self._actors.person("PHL")
        self._travels([fighter], (trafficker.phone,))
        self.planted.seizures += [
            self._arms.seizure(trafficker, armed=True) for _ in range(_REPEATS)
        ]
        bills = self._ships(supplier, self._actors.firm(), ("UD Sumber", trafficker.phone))
        return [_phone(trafficker.phone), _bills(bills)]

    def _traced_weapon(self, fighter: Person, supplier: Firm) -> list[dict[str, Any]]:
        trafficker, buyer = self._actors.person("THA"), self._actors.firm()
        locators = self._travels([fighter, trafficker])
        traces = [self._arms.trace(trafficker, sold_to=buyer) for _ in range(_REPEATS)]
        self.planted.traces += traces
        bills = self._ships(supplier, buyer)
        arms = [{"kind": "weapon", "make": t.make, "serial": t.serial_number} for t in traces]
        return [_bookings(locators), _person(trafficker), arms[0], _firm(buyer), _bills(bills)]

    def decoy(self, number: int) -> None:
        """Something that looks like a chain and is none: the same crowd, or the same hotel."""
        fighter = self.listed(9500 + number)
        bystander = self._actors.person()
        if number % 2:
            flight = self._travel.flight()
            self._travel.board(flight, [fighter])
            self._travel.board(flight, [bystander], (bystander.phone,))
            self.planted.flights.append(flight)
            kind = "same_flight"
        else:
            hotel = self._travel.hotel
            for person in (fighter, bystander):
                flight = self._travel.flight()
                self._travel.board(flight, [person], (hotel,))
                self.planted.flights.append(flight)
            kind = "same_hotel"
        supplier = self._actors.firm(trade="Paints")
        self._ships(supplier, self._actors.firm(), (f"CV {bystander.surname}", bystander.phone))
        self.planted.decoys.append(
            {
                "id": f"decoy-{number + 1}",
                "kind": kind,
                "from": {"class": "FTF", **_fighter(fighter, 9500 + number)},
                "to": {"class": "CHEMICAL_SUPPLIER", **_firm(supplier)},
            }
        )


def _person(person: Person) -> dict[str, Any]:
    return {
        "kind": "person",
        "name": person.name,
        "document": person.document,
        "issuer": person.nationality,
    }


def _fighter(person: Person, number: int) -> dict[str, Any]:
    return {**_person(person), "list_reference": f"QDi.{number}"}


def _firm(firm: Firm) -> dict[str, Any]:
    return {
        "kind": "organisation",
        "name": firm.name,
        "registration_number": firm.registration,
        "registration_country": firm.country,
    }


def _phone(number: str) -> dict[str, Any]:
    return {"kind": "phone", "number": number}


def _bookings(locators: list[str]) -> dict[str, Any]:
    return {"kind": "booking", "any_of": locators}


def _bills(bills: list[str]) -> dict[str, Any]:
    return {"kind": "consignment", "any_of": bills}


def _seizures(numbers: list[str]) -> dict[str, Any]:
    return {"kind": "seizure", "any_of": numbers}
