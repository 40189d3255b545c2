"""What went the long way round, as GraphQL types."""

import asyncio
from typing import Annotated

import strawberry

from tripoint_algorithms.routes.legs import Wanted
from tripoint_algorithms.routes.transhipment import RANKED_BY as LONGEST_FIRST
from tripoint_algorithms.routes.transhipment import Detour as FoundDetour
from tripoint_algorithms.routes.transhipment import detours
from tripoint_api.described import described
from tripoint_api.entities.entity import Entity
from tripoint_api.entities.record import Record, record_page
from tripoint_api.links.searches import Truncated, within
from tripoint_api.paging import After, Connection, First, fingerprint
from tripoint_api.seen import Seen
from tripoint_api.trade.route_place import RoutePlace
from tripoint_graph.commerce import Commerce

DETOURS_MAX = 500

DetourLimit = Annotated[
    int, strawberry.argument(description=f"Detours to show, 1 to {DETOURS_MAX}.")
]


@strawberry.type(description="Goods that changed ships and went much further than the direct way.")
class RouteDetour:
    """`transhipment.Detour`."""

    seen: strawberry.Private[Seen]
    detour: strawberry.Private[FoundDetour]
    places: list[RoutePlace] = strawberry.field(description="In order.")
    kilometres: float = strawberry.field(description="How far it went, along great circles.")
    direct: float = strawberry.field(description="How far the direct way would have been.")
    ratio: float = strawberry.field(description="The one divided by the other.")
    direct_movements: int = strawberry.field(
        description="Consignments that went straight; where none did, there may be no service."
    )
    chemicals: list[str] = strawberry.field(description="Watched chemicals that all legs tell.")
    kilograms: float = strawberry.field(description="Of watched goods; 0 where none is told.")
    consignments: list[Entity] = strawberry.field(description="One a leg.")

    @described("The records behind it.")
    async def records(self, first: First = 20, after: After = None) -> Connection[Record]:
        """Its evidence."""
        ids = self.seen.snapshot.record_names(self.detour.journey.records)
        return await record_page(self.seen, ids, first, after, fingerprint("detour", ids))


@strawberry.type(description="Detours, and how many journeys changed ships at all.")
class RouteDetours:
    """`transhipment.Detours`."""

    detours: list[RouteDetour] = strawberry.field(description="By `truncated.rankedBy`.")
    transhipped: int = strawberry.field(description="Journeys over another place, all of them.")
    unmeasured: int = strawberry.field(description="Of those, with a place of unknown position.")
    truncated: Truncated = strawberry.field(description="How many of the detours are shown.")


async def round_about(seen: Seen, known: Commerce, limit: int, only: Wanted) -> RouteDetours:
    """Journeys the long way round.

    Raises:
        Refused: the limit is out of range.
    """
    within("limit", limit, DETOURS_MAX)
    told = await asyncio.to_thread(detours, known, wanted=only)
    return RouteDetours(
        detours=[_detour(seen, known, each) for each in told.found[:limit]],
        transhipped=told.transhipped,
        unmeasured=told.unmeasured,
        truncated=Truncated(
            shown=len(told.found[:limit]), total=len(told.found), ranked_by=LONGEST_FIRST
        ),
    )


def _detour(seen: Seen, known: Commerce, found: FoundDetour) -> RouteDetour:
    journey = found.journey
    return RouteDetour(
        seen=seen,
        detour=found,
        places=[RoutePlace.of(seen, known.places[row]) for row in journey.places],
        kilometres=found.kilometres,
        direct=found.direct,
        ratio=found.ratio,
        direct_movements=found.direct_movements,
        chemicals=list(journey.chemicals),
        kilograms=journey.kilograms,
        consignments=[Entity.of(seen, row) for row in journey.subjects],
    )
