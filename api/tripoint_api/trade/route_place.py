"""Places of routes as GraphQL types, each with its position if somebody tells it."""

import strawberry

from tripoint_api.entities.entity import Entity
from tripoint_api.seen import Seen
from tripoint_graph.commerce import Place as KnownPlace


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
