"""Where the entities of an answer stand in a picture, as GraphQL tells it."""

import asyncio
from collections.abc import Sequence
from math import isfinite

import strawberry

from tripoint_algorithms.layout import layout
from tripoint_algorithms.links.neighbourhood import SHOWN_MAX
from tripoint_api.door.refusals import Code, Refused
from tripoint_graph.snapshot import Snapshot

FAR = 1e6
"""How far from the middle a place may be."""


@strawberry.input(description="Where an entity stands already: it stays there.")
class PlacedInput:
    """An entity of an earlier answer."""

    id: strawberry.ID = strawberry.field(description="The entity's id, as an answer gave it.")
    x: float = strawberry.field(description="Its x of that answer.")
    y: float = strawberry.field(description="Its y of that answer.")


@strawberry.type(description="Places in a picture, in the order of the entities.")
class Layout:
    """`layout.layout`, in columns: a picture has many points."""

    x: list[float] = strawberry.field(description="To the right; neighbours are about 1 apart.")
    y: list[float] = strawberry.field(description="Upwards, in the same unit.")


async def placing(
    snapshot: Snapshot,
    entities: Sequence[int],
    links: Sequence[int],
    placed: Sequence[PlacedInput],
) -> Layout:
    """Places of entities, around those that have one. Who is placed and not shown is passed over.

    Raises:
        Refused: too many places are given, one is too far, or one is of nothing that is seen.
    """
    if len(placed) > SHOWN_MAX:
        raise Refused(Code.BAD_ARGUMENT, f"`placed` takes {SHOWN_MAX} places at most")
    if any(not isfinite(p.x + p.y) or max(abs(p.x), abs(p.y)) > FAR for p in placed):
        raise Refused(Code.BAD_ARGUMENT, f"`placed`: x and y run from {-FAR:g} to {FAR:g}")
    known: dict[int, tuple[float, float]] = {}
    for each in placed:
        row = snapshot.find(each.id)
        if row is None:
            raise Refused(Code.NOT_FOUND, f"`placed`: no entity {each.id[:80]!r}; leave it out")
        known[row] = each.x, each.y
    points = await asyncio.to_thread(layout, snapshot, entities, links, placed=known)
    return Layout(x=[x for x, _ in points], y=[y for _, y in points])
