"""Routes as GraphQL types: places, legs between them, seizures at them."""

import asyncio
from collections import defaultdict
from typing import Annotated

import strawberry

from tripoint_algorithms.routes.legs import RANKED_BY, Wanted, legs
from tripoint_api.entities.entity import Entity
from tripoint_api.links.searches import Truncated, within
from tripoint_api.seen import Seen
from tripoint_api.trade.box import BoxInput
from tripoint_api.trade.legs import SUBJECTS_SHOWN, RouteLeg, leg_of
from tripoint_api.trade.route_place import RoutePlace
from tripoint_graph.commerce import Commerce
from tripoint_graph.commerce import Place as KnownPlace
from tripoint_graph.moments import UNKNOWN_START

LEGS_MAX = 2_000
"""Legs of one answer, at most."""

LegLimit = Annotated[
    int, strawberry.argument(description=f"Legs to show, 1 to {LEGS_MAX}: the unusual are kept.")
]


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
        legs=[leg_of(seen, places, leg) for leg in shown],
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
