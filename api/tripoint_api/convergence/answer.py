"""Where the threats meet, as a GraphQL answer: meetings and the board."""

import asyncio
from collections.abc import Sequence
from functools import partial

import strawberry

from tripoint_algorithms.convergence.cells import cells
from tripoint_algorithms.convergence.meetings import (
    DRAWN_LINKS_MAX,
    MEETINGS_MAX,
    convergence,
    draws_for,
)
from tripoint_algorithms.links.connections import HOPS_MAX
from tripoint_algorithms.topology import STANDARD, topology
from tripoint_api.convergence.asked import Asked
from tripoint_api.convergence.board import ConvergenceCell
from tripoint_api.convergence.meetings import Meeting, meeting_of
from tripoint_api.described import described
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.links.searches import within
from tripoint_api.paging import checked_first
from tripoint_api.seen import Seen
from tripoint_graph.ontology import ONTOLOGY

MEETINGS_RANKED_BY = "the sum of the chains' costs: the closest to all classes first"


@strawberry.type(description="Where the actor classes meet, the closest first.")
class Convergence:
    """Meetings, and how they are ranked."""

    seen: strawberry.Private[Seen]
    asked: strawberry.Private[Asked]
    ranked_by: str = strawberry.field(description="What the order, and so the cut, goes by.")
    cost_model: str = strawberry.field(description="Version of the cost model.")

    @described("The closest first.")
    async def meetings(self) -> list[Meeting]:
        """Those shown."""
        graph = await asyncio.to_thread(topology, self.seen.snapshot)
        return [meeting_of(self.seen, graph, each, self.asked) for each in await self.asked.shown()]

    @described("Whether there are more than were asked for.")
    async def has_more(self) -> bool:
        """One more was looked for."""
        return len(await self.asked.found()) > self.asked.first

    @described("How many meetings are shown.")
    async def shown(self) -> int:
        """As many as were asked for, or all."""
        return len(await self.asked.shown())

    @described("How many there are; null where the search stopped before it had them all.")
    async def total(self) -> int | None:
        """Known where all were found."""
        found = len(await self.asked.found())
        return None if found > self.asked.first else found

    @described(
        "The board: every class against every class, in either order, and against itself. It "
        "depends on neither `first` nor `maxHops`."
    )
    async def cells(self) -> list[ConvergenceCell]:
        """Nine of them."""
        world = self.seen.snapshot
        found = await asyncio.to_thread(cells, world, draws=draws_for(world))
        return [ConvergenceCell.of(each) for each in found.cells]


def converged(
    seen: Seen, first: int, hops_max: int, among: Sequence[str], false_share_max: float | None
) -> Convergence:
    """Where classes meet.

    Raises:
        Refused: an argument is out of range, or a world is too large for `falseShareMax`.
    """
    checked_first(first, min(100, MEETINGS_MAX - 1))
    within("maxHops", hops_max, HOPS_MAX)
    world, classes = seen.snapshot, list(dict.fromkeys(among)) or list(ONTOLOGY.classes)
    if len(classes) < 2:
        raise Refused(Code.BAD_ARGUMENT, "`among` names two classes or more")
    draws = draws_for(world)
    if false_share_max is not None and not (draws and 0 <= false_share_max <= 1):
        told = f"`falseShareMax` lies in [0, 1], in worlds of {DRAWN_LINKS_MAX:,} links at most"
        raise Refused(Code.BAD_ARGUMENT, told)
    find = partial(convergence, classes=classes, k=first + 1, hops_max=hops_max, draws=draws)
    asked = Asked(first, hops_max, partial(find, world), false_share_max)
    return Convergence(
        seen=seen, asked=asked, ranked_by=MEETINGS_RANKED_BY, cost_model=STANDARD.version
    )
