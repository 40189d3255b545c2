"""Where entities are told to have been, as GraphQL tells it."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

import strawberry

from tripoint_algorithms.whereabouts import RANKED_BY, SHOWN_MAX
from tripoint_algorithms.whereabouts import Whereabout as FoundWhereabout
from tripoint_algorithms.whereabouts import whereabouts as find
from tripoint_api.entities import Entity
from tripoint_api.links import Link
from tripoint_api.questions import rows_of
from tripoint_api.routing import RoutePlace
from tripoint_api.searches import Truncated, within
from tripoint_api.seen import Seen
from tripoint_graph.commerce import Place
from tripoint_graph.trading import places
from tripoint_ingest.places import airport_position

PlaceLimit = Annotated[
    int, strawberry.argument(description=f"Places to show, 1 to {SHOWN_MAX}: the latest are kept.")
]


@strawberry.type(description="That an entity is told to have been at a place.")
class Whereabout:
    """`whereabouts.Whereabout`."""

    entity: Entity = strawberry.field(description="One of those asked.")
    via: Entity | None = strawberry.field(
        description="The flight, voyage, consignment or seizure it was with; null for itself."
    )
    place: RoutePlace = strawberry.field(description="Where.")
    link: Link = strawberry.field(description="What is said of the place, when, and by whom.")

    @classmethod
    def of(cls, seen: Seen, found: FoundWhereabout, place: Place) -> "Whereabout":
        """The type of a whereabout."""
        return cls(
            entity=Entity.of(seen, found.entity),
            via=None if found.via is None else Entity.of(seen, found.via),
            place=RoutePlace.of(seen, place),
            link=Link.of(seen, found.link),
        )


@strawberry.type(description="Where some entities are told to have been.")
class Whereabouts:
    """Places with who was there."""

    items: list[Whereabout] = strawberry.field(description="By `truncated.rankedBy`.")
    truncated: Truncated = strawberry.field(description="How many are shown.")


async def whereabouts(seen: Seen, ids: Sequence[str], limit: int) -> Whereabouts:
    """Where entities were.

    Raises:
        Refused: the limit is out of range, or an id is of nothing that the viewer sees.
    """
    within("limit", limit, SHOWN_MAX)
    found, total = await asyncio.to_thread(
        find, seen.snapshot, rows_of(seen.snapshot, ids), limit=limit
    )
    known = await asyncio.to_thread(
        places, seen.store, seen.snapshot, {each.place for each in found}, airport_position
    )
    return Whereabouts(
        items=[Whereabout.of(seen, each, known[each.place]) for each in found],
        truncated=Truncated(shown=len(found), total=total, ranked_by=RANKED_BY),
    )
