"""Legs of routes as GraphQL types: what moved on them, and why one is unusual."""

from datetime import datetime

import strawberry

from tripoint_algorithms.routes.legs import Leg as FoundLeg
from tripoint_algorithms.routes.legs import Reason as FoundReason
from tripoint_api.described import described
from tripoint_api.entities.entity import Entity
from tripoint_api.entities.link import moment_at
from tripoint_api.entities.record import Record, record_page
from tripoint_api.paging import After, Connection, First, fingerprint
from tripoint_api.seen import Seen
from tripoint_api.trade.movements import TransportMode
from tripoint_api.trade.route_place import RoutePlace

SUBJECTS_SHOWN = 20
"""What moved on a leg: so many are named, watched ones first."""


@strawberry.type(description="Why a leg is unusual: a possible lead, often with an innocent cause.")
class LegReason:
    """`routes.Reason`."""

    test: str = strawberry.field(description="watched, busy or lately.")
    text: str = strawberry.field(description="The reason in words, with the numbers.")
    observed: int = strawberry.field(description="How many were seen.")
    expected: float = strawberry.field(
        description="How many the rest of the world leads to expect."
    )
    chance: float = strawberry.field(description="Of as many or more by chance, in [0, 1].")
    q: float = strawberry.field(
        description="The share of false findings among all told with as small a value."
    )

    @classmethod
    def of(cls, reason: FoundReason) -> "LegReason":
        """The type of a reason."""
        return cls(
            test=reason.test,
            text=str(reason),
            observed=reason.observed,
            expected=reason.expected,
            chance=reason.chance,
            q=reason.q,
        )


@strawberry.type(description="What moved from one place to another by one mode.")
class RouteLeg:
    """`routes.Leg`."""

    seen: strawberry.Private[Seen]
    leg: strawberry.Private[FoundLeg]
    id: strawberry.ID = strawberry.field(description="Names the leg: its two places and its mode.")
    origin: RoutePlace = strawberry.field(name="from", description="Where it starts.")
    destination: RoutePlace = strawberry.field(name="to", description="Where it ends.")
    mode: str = strawberry.field(graphql_type=TransportMode, description="How things moved.")
    count: int = strawberry.field(
        description="Consignments, or trips where none is told: what its traffic is counted in."
    )
    consignments: int = strawberry.field(description="Consignments on it.")
    voyages: int = strawberry.field(description="Voyages told for it.")
    flights: int = strawberry.field(description="Flights told for it.")
    watched: int = strawberry.field(description="Consignments of watched goods on it.")
    chemicals: list[str] = strawberry.field(description="Which watched chemicals.")
    watched_kg: float = strawberry.field(
        description="Kilograms of them; the gross weight where nothing better is told."
    )
    watched_litres: float = strawberry.field(description="Litres of them.")
    unmeasured: int = strawberry.field(description="Watched consignments that tell no quantity.")
    first_seen: datetime | None = strawberry.field(description="Earliest; null where not told.")
    last_seen: datetime | None = strawberry.field(description="Latest; null where not told.")
    unusual: bool = strawberry.field(description="Whether a reason is told: a lead, no verdict.")
    reasons: list[LegReason] = strawberry.field(description="Why it is unusual.")
    records_total: int = strawberry.field(description="How many records tell of it.")

    @described(f"What moved: the first {SUBJECTS_SHOWN}, consignments of watched goods first.")
    def subjects(self) -> list[Entity]:
        """Consignments, voyages and flights."""
        return [Entity.of(self.seen, row) for row in self.leg.subjects[:SUBJECTS_SHOWN]]

    @described("The records behind it.")
    async def records(self, first: First = 20, after: After = None) -> Connection[Record]:
        """Its evidence."""
        ids = self.seen.snapshot.record_names(self.leg.records)
        return await record_page(self.seen, ids, first, after, fingerprint("leg", self.id))


def leg_of(seen: Seen, places: dict[int, RoutePlace], leg: FoundLeg) -> RouteLeg:
    """The type of a leg."""
    ends = seen.snapshot.entity_names([leg.origin, leg.destination])
    return RouteLeg(
        seen=seen,
        leg=leg,
        id=strawberry.ID(f"{ends[0]}-{ends[1]}-{leg.mode}"),
        origin=places[leg.origin],
        destination=places[leg.destination],
        mode=leg.mode,
        count=leg.count,
        consignments=leg.consignments,
        voyages=leg.voyages,
        flights=leg.flights,
        watched=leg.watched,
        chemicals=list(leg.chemicals),
        watched_kg=leg.kilograms,
        watched_litres=leg.litres,
        unmeasured=leg.unmeasured,
        first_seen=moment_at(leg.start),
        last_seen=moment_at(leg.end),
        unusual=bool(leg.reasons),
        reasons=[LegReason.of(reason) for reason in leg.reasons],
        records_total=len(leg.records),
    )
