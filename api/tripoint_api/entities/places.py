"""The places that an entity touches, as GraphQL tells them."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from tripoint_algorithms.routes.touched_places import RANKED_BY, TouchedPlace, touched_places
from tripoint_api.described import described
from tripoint_api.entities.link import EntityLater, Link, link_type, moment_at
from tripoint_api.ontology.enums import LinkKind
from tripoint_api.paging import Connection, First, checked_first, cut, fingerprint, page_of
from tripoint_api.seen import Seen
from tripoint_graph.commerce import Place as KnownPlace
from tripoint_graph.ontology import ONTOLOGY

if TYPE_CHECKING:
    from tripoint_api.trade.route_place import RoutePlace

RoutePlaceLater = Annotated["RoutePlace", strawberry.lazy("tripoint_api.trade.route_place")]


@strawberry.type(description="A place that an entity touches, itself or through what moved.")
class EntityPlace:
    """`touched_places.TouchedPlace`."""

    seen: strawberry.Private[Seen]
    touched: strawberry.Private[TouchedPlace]
    place: RoutePlaceLater = strawberry.field(description="The place, and where it lies if known.")
    direct: bool = strawberry.field(
        description="Whether a link leads from the entity itself to the place."
    )
    count: int = strawberry.field(description="How many links end there.")
    types: list[str] = strawberry.field(
        graphql_type=list[LinkKind],  # type: ignore[valid-type]  # made from the ontology
        description="Kinds of those links, such as LOADED_AT.",
    )
    through_total: int = strawberry.field(
        description="How many consignments, voyages, flights, seizures, … lie between."
    )
    first_seen: datetime | None = strawberry.field(description="Earliest; null where not told.")
    last_seen: datetime | None = strawberry.field(description="Latest; null where not told.")

    @described("What lies between the entity and the place, by id; `throughTotal` counts all.")
    def through(self, first: First = 5) -> list[EntityLater]:
        """Between."""
        from tripoint_api.entities.entity import Entity  # noqa: PLC0415 - entities hold places

        rows = self.touched.through[: checked_first(first)]
        return [Entity.of(self.seen, row) for row in rows]

    @described("Links that end there, by id; `count` counts all.")
    def links(self, first: First = 5) -> list[Link]:
        """Its links."""
        return [Link.of(self.seen, row) for row in self.touched.links[: checked_first(first)]]


async def place_of(seen: Seen, row: int) -> "RoutePlace | None":
    """Where an entity row lies; None where it is no place."""
    from tripoint_api.trade.route_place import RoutePlace  # noqa: PLC0415 - routes hold entities

    if int(seen.snapshot.entity_kind[row]) != ONTOLOGY.kind_codes["place"]:
        return None
    return RoutePlace.of(seen, await seen.places.load(row))


async def place_page(
    seen: Seen, entity: int, first: int, after: str | None
) -> Connection[EntityPlace]:
    """A page of the places that an entity row touches."""
    world = seen.snapshot
    question = fingerprint("places", world.entity_name(entity))
    found = await asyncio.to_thread(touched_places, world, entity)

    def key(touched: TouchedPlace) -> str:
        return world.entity_name(touched.place)

    page = cut(found, first, after, question, key)
    known = await seen.places.load_many([each.place for each in page.items])
    nodes = _nodes(seen, page.items, known)
    return page_of(page, nodes, moment=seen.moment, question=question, key=key, ranked_by=RANKED_BY)


def _nodes(
    seen: Seen, touched: Sequence[TouchedPlace], known: Sequence[KnownPlace]
) -> list[EntityPlace]:
    from tripoint_api.trade.route_place import RoutePlace  # noqa: PLC0415 - routes hold entities

    return [
        EntityPlace(
            seen=seen,
            touched=each,
            place=RoutePlace.of(seen, place),
            direct=each.direct,
            count=len(each.links),
            types=sorted({link_type(seen.snapshot, link) for link in each.links}),
            through_total=len(each.through),
            first_seen=moment_at(each.start),
            last_seen=moment_at(each.end),
        )
        for each, place in zip(touched, known, strict=True)
    ]
