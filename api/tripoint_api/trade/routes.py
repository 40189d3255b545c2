"""Routes as GraphQL types: places with positions, legs between them, and why one is unusual."""

import asyncio
from collections import defaultdict
from datetime import datetime
from enum import Enum
from typing import Annotated

import strawberry

from tripoint_algorithms.routes.legs import RANKED_BY, Wanted, legs
from tripoint_algorithms.routes.legs import Leg as FoundLeg
from tripoint_algorithms.routes.legs import Reason as FoundReason
from tripoint_api.described import described
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.entities.entity import Entity
from tripoint_api.entities.link import moment_at
from tripoint_api.entities.record import Record, record_page
from tripoint_api.links.questions import PeriodInput
from tripoint_api.links.searches import Truncated, within
from tripoint_api.ontology.enums import described_enum
from tripoint_api.paging import After, Connection, First, fingerprint
from tripoint_api.seen import Seen
from tripoint_graph.commerce import Commerce
from tripoint_graph.commerce import Place as KnownPlace
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START

LEGS_MAX = 2_000
"""Legs of one answer, at most."""

SUBJECTS_SHOWN = 20
"""What moved on a leg: so many are named, watched ones first."""

TransportMode = described_enum(
    "TransportMode",
    "How something moved.",
    {
        "sea": ("sea", "On a voyage or a vessel."),
        "air": ("air", "On a flight."),
        "unknown": ("unknown", "No record tells."),
    },
)

LegLimit = Annotated[
    int, strawberry.argument(description=f"Legs to show, 1 to {LEGS_MAX}: the unusual are kept.")
]
Chemicals = Annotated[
    list[str] | None,
    strawberry.argument(
        description="Only consignments that hold one of these watched chemicals (`acetone`)."
    ),
]
Modes = Annotated[
    list[Enum] | None,
    strawberry.argument(
        graphql_type=list[TransportMode] | None,  # type: ignore[valid-type]  # made by a function
        description="Only what moved so.",
    ),
]


WatchedOnly = Annotated[
    bool, strawberry.argument(description="Whether only consignments of watched goods count.")
]


@strawberry.input(
    description="A piece of the map in degrees; `west` east of `east` runs over the 180th meridian."
)
class BoxInput:
    """Two parallels and two meridians."""

    south: float = strawberry.field(description="Degrees north, -90 to 90.")
    west: float = strawberry.field(description="Degrees east, -180 to 180.")
    north: float = strawberry.field(description="Degrees north, -90 to 90.")
    east: float = strawberry.field(description="Degrees east, -180 to 180.")

    def checked(self) -> "BoxInput":
        """The box, if it is one.

        Raises:
            Refused: it is none.
        """
        if not (-90 <= self.south <= self.north <= 90):
            told = "`box`: south and north run from -90 to 90, and south is not beyond north"
            raise Refused(Code.BAD_ARGUMENT, told)
        if not (abs(self.west) <= 180 and abs(self.east) <= 180):
            raise Refused(Code.BAD_ARGUMENT, "`box`: west and east run from -180 to 180")
        return self

    def holds(self, place: KnownPlace) -> bool:
        """Whether a place lies in it; one whose position nobody tells does not."""
        if place.position is None:
            return False
        lat, lon = place.position
        over = self.west > self.east
        between = lon >= self.west or lon <= self.east if over else self.west <= lon <= self.east
        return self.south <= lat <= self.north and between


Box = Annotated[
    BoxInput | None,
    strawberry.argument(
        description="Only legs that start or end in it, and seizures in it. What is unusual is "
        "still held against the whole world that is seen."
    ),
]


@strawberry.type(description="A port, an airport or another place, and where it lies if known.")
class RoutePlace:
    """`commerce.Place`."""

    entity: Entity = strawberry.field(description="The place as an entity.")
    name: str = strawberry.field(description="Its name.")
    code: str = strawberry.field(description='UN/LOCODE or IATA; "" where none is told.')
    country: str = strawberry.field(description='Its country as told; "" where it is not.')
    lat: float | None = strawberry.field(description="Degrees north; null where unknown.")
    lon: float | None = strawberry.field(description="Degrees east; null where unknown.")
    position_from: str = strawberry.field(
        description='Who tells the position: "record", "airportsdata", or "" where nobody does.'
    )

    @classmethod
    def of(cls, seen: Seen, place: KnownPlace) -> "RoutePlace":
        """The type of a place."""
        return cls(
            entity=Entity.of(seen, place.entity),
            name=place.name,
            code=place.code,
            country=place.country,
            lat=place.position[0] if place.position else None,
            lon=place.position[1] if place.position else None,
            position_from=place.told_by,
        )


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


@strawberry.type(description="Seizures at one place.")
class PlaceSeizures:
    """`commerce.PlaceSeizure` of one place."""

    place: RoutePlace = strawberry.field(description="Where.")
    count: int = strawberry.field(description="How many seizures.")
    seizures: list[Entity] = strawberry.field(
        description=f"The latest {SUBJECTS_SHOWN} of them, as entities."
    )


@strawberry.type(description="The route network: who says what moved between which places.")
class Routes:
    """Legs, places and seizures."""

    legs: list[RouteLeg] = strawberry.field(description="Legs, by `truncated.rankedBy`.")
    places: list[RoutePlace] = strawberry.field(
        description="Every place of a shown leg or of a seizure, by id."
    )
    seizures: list[PlaceSeizures] = strawberry.field(description="The most first.")
    without_position: int = strawberry.field(
        description="Places among `places` whose position nobody tells: they are on no map."
    )
    chemicals: list[str] = strawberry.field(description="Watched chemicals that can be asked for.")
    truncated: Truncated = strawberry.field(description="How many of the legs are shown.")


def wanted(
    commerce: Commerce,
    during: PeriodInput | None,
    chemicals: list[str] | None,
    modes: list[Enum] | None,
    watched_only: bool = False,
) -> Wanted:
    """Which movements count.

    Raises:
        Refused: a chemical of which the viewer sees no consignment.
    """
    if unknown := sorted(set(chemicals or ()) - set(commerce.chemicals)):
        known = ", ".join(commerce.chemicals) or "none"
        told = f"no consignment of {unknown[0][:80]!r}; there are some of: {known}"
        raise Refused(Code.NOT_FOUND, told)
    return Wanted(
        during=during.seconds() if during else (UNKNOWN_START, UNKNOWN_END),
        chemicals=frozenset(chemicals or ()),
        modes=frozenset(str(mode.value) for mode in modes or ()),
        watched_only=watched_only,
    )


async def network(
    seen: Seen, known: Commerce, limit: int, only: Wanted, box: BoxInput | None = None
) -> Routes:
    """The route network of a world, or of a piece of the map.

    Raises:
        Refused: the limit is out of range, or the box is none.
    """
    within("limit", limit, LEGS_MAX)
    inside = box.checked().holds if box else _anywhere
    found = [
        leg
        for leg in await asyncio.to_thread(legs, known, wanted=only)
        if inside(known.places[leg.origin]) or inside(known.places[leg.destination])
    ]
    shown = found[:limit]
    seized = _seized(known, only.during)
    at = {row: own for row, own in seized.items() if inside(known.places[row])}
    rows = sorted({row for leg in shown for row in (leg.origin, leg.destination)} | at.keys())
    places = {row: RoutePlace.of(seen, known.places[row]) for row in rows}
    return Routes(
        legs=[_leg(seen, places, leg) for leg in shown],
        places=list(places.values()),
        seizures=[
            PlaceSeizures(
                place=places[row],
                count=len(own),
                seizures=[Entity.of(seen, one) for one in own[:SUBJECTS_SHOWN]],
            )
            for row, own in sorted(at.items(), key=lambda item: (-len(item[1]), item[0]))
        ],
        without_position=sum(place.lat is None for place in places.values()),
        chemicals=known.chemicals,
        truncated=Truncated(shown=len(shown), total=len(found), ranked_by=RANKED_BY),
    )


def _anywhere(place: KnownPlace) -> bool:
    """Without a box, a place of unknown position counts too."""
    return True


def _seized(known: Commerce, during: tuple[int, int]) -> dict[int, list[int]]:
    """Place to its seizures of a time, the latest first; those of unknown time are among them."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for each in known.seizures:
        if each.start <= UNKNOWN_START or during[0] <= each.start <= during[1]:
            found[each.place].append((-each.start, each.seizure))
    return {place: [seizure for _, seizure in sorted(own)] for place, own in found.items()}


def _leg(seen: Seen, places: dict[int, RoutePlace], leg: FoundLeg) -> RouteLeg:
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
