"""What a closure leaves, as GraphQL types."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import strawberry

from tripoint_algorithms.routes.alternatives import (
    ALTERNATIVES_MAX,
    Alternatives,
    Way,
    alternatives,
)
from tripoint_algorithms.routes.alternatives import RANKED_BY as SHORTEST_FIRST
from tripoint_algorithms.routes.distances import Distance, great_circle
from tripoint_algorithms.routes.legs import Wanted
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.links.searches import within
from tripoint_api.seen import Seen
from tripoint_api.trade.places_asked import places_asked
from tripoint_api.trade.route_place import RoutePlace
from tripoint_graph.commerce import Commerce
from tripoint_ingest.places import PASSAGES, NoSeaRoutes, by_sea

Closed = Annotated[
    list[str] | None, strawberry.argument(description="Places that are closed, by code or id.")
]
BySea = Annotated[
    bool,
    strawberry.argument(
        description="Lengths along sea lanes for what goes by sea (where searoute is installed), "
        "not great circles."
    ),
]
ClosedPassages = Annotated[
    list[str] | None,
    strawberry.argument(
        description="Straits and canals that are closed, for lengths along sea lanes: "
        f"{', '.join(sorted(PASSAGES))}."
    ),
]
Ways = Annotated[int, strawberry.argument(description=f"Ways to show, 1 to {ALTERNATIVES_MAX}.")]


@strawberry.type(description="A way over legs that something moved on before.")
class RouteWay:
    """`alternatives.Way`."""

    places: list[RoutePlace] = strawberry.field(description="In order.")
    kilometres: float = strawberry.field(
        description="Its length along great circles, or with `bySea` along sea lanes."
    )
    weakest: int = strawberry.field(description="Movements on its least used leg.")


@strawberry.type(description="What is left for goods when places are closed: possible, not likely.")
class RouteAlternatives:
    """`alternatives.Alternatives`."""

    before: RouteWay | None = strawberry.field(description="The shortest way with all open.")
    after: list[RouteWay] = strawberry.field(description="The shortest ways that are left.")
    unmeasured: int = strawberry.field(description="Legs left out: a position is unknown.")
    shown: int = strawberry.field(description="How many ways are shown.")
    total: int | None = strawberry.field(description="How many there are; null where more may be.")
    ranked_by: str = strawberry.field(description="What the order goes by.")
    not_found: list[str] = strawberry.field(description="Places asked for that name none here.")


@dataclass(frozen=True, slots=True)
class Closure:
    """A question: from where to where, what is closed, how many ways, of what."""

    ends: tuple[str, str]
    closed: Sequence[str]
    first: int
    only: Wanted
    by_sea: bool = False
    passages: frozenset[str] = frozenset()

    def lengths(self) -> tuple[Distance, Distance]:
        """How far it is before and after the closure.

        Raises:
            Refused: a passage is none.
        """
        if not self.by_sea and not self.passages:
            return great_circle, great_circle
        try:
            return by_sea(great_circle), by_sea(great_circle, self.passages)
        except ValueError as error:
            raise Refused(Code.BAD_ARGUMENT, str(error)) from error


async def left_over(seen: Seen, known: Commerce, asked: Closure) -> RouteAlternatives:
    """What a closure leaves.

    Raises:
        Refused: the ends are one place, one of them is closed, or too many ways are asked for.
    """
    within("first", asked.first, ALTERNATIVES_MAX)
    rows, missing = places_asked(seen, known, asked.ends)
    shut, unknown = places_asked(seen, known, asked.closed) if asked.closed else ([], [])
    if len(rows) < len(asked.ends) and not missing:
        raise Refused(Code.BAD_ARGUMENT, "`from` and `to` name the same place")
    if set(rows) & set(shut):
        raise Refused(Code.BAD_ARGUMENT, "an end is closed; leave it out of `closed`")
    found = Alternatives(None, (), 0, 0)
    if not missing:
        found = await asyncio.to_thread(_left, known, rows, shut, asked)
    shown = len(found.after)
    return RouteAlternatives(
        before=_way(seen, known, found.before) if found.before else None,
        after=[_way(seen, known, way) for way in found.after],
        unmeasured=found.unmeasured,
        shown=shown,
        total=None if shown == asked.first else shown,
        ranked_by=SHORTEST_FIRST,
        not_found=sorted({*missing, *unknown}),
    )


def _left(
    known: Commerce, rows: Sequence[int], shut: Sequence[int], asked: Closure
) -> Alternatives:
    before, after = asked.lengths()
    ends = rows[0], rows[1]
    try:
        return alternatives(
            known,
            *ends,
            closed=shut,
            k=asked.first,
            wanted=asked.only,
            distance=before,
            distance_after=after,
        )
    except NoSeaRoutes as error:
        raise Refused(Code.BAD_ARGUMENT, str(error)) from error


def _way(seen: Seen, known: Commerce, way: Way) -> RouteWay:
    return RouteWay(
        places=[RoutePlace.of(seen, known.places[row]) for row in way.places],
        kilometres=way.kilometres,
        weakest=way.weakest,
    )
