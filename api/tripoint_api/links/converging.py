"""Where the threats meet, as GraphQL types: who stands between, and the board of classes."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated

import numpy as np
import strawberry

from tripoint_algorithms.convergence.cells import CLOSE, DRAWS, cells
from tripoint_algorithms.convergence.cells import Cell as FoundCell
from tripoint_algorithms.convergence.meeting_network import (
    PER_CLASS,
    PER_CLASS_MAX,
    meeting_network,
)
from tripoint_algorithms.convergence.meeting_network import MeetingNetwork as FoundNetwork
from tripoint_algorithms.convergence.meetings import (
    DRAWN_LINKS_MAX,
    MEETINGS_MAX,
    convergence,
    draws_for,
    no_falser,
)
from tripoint_algorithms.convergence.meetings import Meeting as FoundMeeting
from tripoint_algorithms.links.connections import HOPS_MAX
from tripoint_algorithms.topology import EVERYTHING, STANDARD, Topology, topology
from tripoint_api.described import described
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.entities.entity import Entity
from tripoint_api.links.assurance import Asking
from tripoint_api.links.chains import Chain, ChainEntity, Step
from tripoint_api.links.searches import within
from tripoint_api.ontology.enums import ActorClass
from tripoint_api.paging import checked_first
from tripoint_api.seen import Seen
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot

MEETINGS_RANKED_BY = "the sum of the chains' costs: the closest to all classes first"


@strawberry.type(description="The way from a meeting point to one actor class.")
class MeetingChain:
    """One class and a chain to its nearest member."""

    actor_class: str = strawberry.field(graphql_type=ActorClass, description="The class.")
    chain: Chain = strawberry.field(description="The cheapest chain to a member of it.")
    chance: float = strawberry.field(
        description="The chance that one of the class would lie as near if its label were dealt "
        "anew among entities of the same kind with about as many neighbours."
    )


PerClass = Annotated[
    int, strawberry.argument(description=f"Chains to each class, 1 to {PER_CLASS_MAX}.")
]


@strawberry.type(description="The small network that joins a meeting to the classes.")
class MeetingNetwork:
    """`meeting_network.MeetingNetwork`."""

    entities: list[ChainEntity] = strawberry.field(description="All of them, by id.")
    steps: list[Step] = strawberry.field(description="All steps, each once, by their ends' ids.")


@strawberry.type(description="An entity that stands between actor classes: a place to look.")
class Meeting:
    """`convergence.Meeting`."""

    seen: strawberry.Private[Seen]
    found: strawberry.Private[FoundMeeting]
    asked: strawberry.Private["Asked"]
    entity: Entity = strawberry.field(description="Who or what stands there.")
    cost: float = strawberry.field(description="The sum of the chains' costs; smaller is closer.")
    false_share: float | None = strawberry.field(
        description="Of the meetings that cost no more, the share that chance accounts for, by "
        "Benjamini and Hochberg's step over worlds of chance: what a list that ends here has of "
        "false discoveries. Null where the world is too large to make enough of them."
    )
    p_value: float | None = strawberry.field(
        description="The share of worlds of chance in which this very entity lies as close to all "
        f"of the classes, at least 1 in {DRAWS + 1}: a hub does in most. Null likewise."
    )
    chains: list[MeetingChain] = strawberry.field(
        description="To each class the cheapest chain; no steps where it is a member itself."
    )

    @described(
        "What joins it to the classes: the best chains to several members of each, as one small "
        "network. A lead, not a finding."
    )
    async def network(self, per_class: PerClass = PER_CLASS) -> MeetingNetwork:
        """Their union."""
        within("perClass", per_class, PER_CLASS_MAX)
        found = (await self.asked.networks(self.seen.snapshot, per_class))[self.found.entity]
        return MeetingNetwork(
            entities=[
                ChainEntity(entity=Entity.of(self.seen, row), role=str(role))
                for row, role in found.entities
            ],
            steps=[Step.of(self.seen, step) for step in found.steps],
        )


@strawberry.type(
    description="Two classes, or one and itself: how many pairs are close, beside chance."
)
class ConvergenceCell:
    """`cells.Cell`."""

    first: str = strawberry.field(graphql_type=ActorClass, description="One class.")
    second: str = strawberry.field(graphql_type=ActorClass, description="The other, or the same.")
    observed: int = strawberry.field(
        description=f"Pairs, one of each class, with a chain between them that costs {CLOSE:g} "
        "nats at most."
    )
    expected: float | None = strawberry.field(
        description="How many there are on average in worlds of chance, in which everybody keeps "
        "his class, and how many links of each kind he has in each quarter of a year; null where "
        "the world is too large to make enough of them."
    )
    low: int | None = strawberry.field(
        description="In nine of ten worlds of chance there are no fewer; null likewise."
    )
    high: int | None = strawberry.field(description="... and no more; null likewise.")
    chance: float | None = strawberry.field(
        description="The share of worlds of chance with as many as observed, a p-value: at least "
        f"1 in {DRAWS + 1}; null likewise."
    )

    @classmethod
    def of(cls, found: FoundCell) -> "ConvergenceCell":
        """The type of a cell."""
        return cls(
            first=found.first,
            second=found.second,
            observed=found.observed,
            expected=found.expected,
            low=found.low,
            high=found.high,
            chance=found.chance,
        )


@strawberry.type(description="Where the actor classes meet, the closest first.")
class Convergence:
    """Meetings, and how they are ranked."""

    seen: strawberry.Private[Seen]
    asked: strawberry.Private["Asked"]
    ranked_by: str = strawberry.field(description="What the order, and so the cut, goes by.")
    cost_model: str = strawberry.field(description="Version of the cost model.")

    @described("The closest first.")
    async def meetings(self) -> list[Meeting]:
        """Those shown."""
        graph = await asyncio.to_thread(topology, self.seen.snapshot)
        return [_meeting(self.seen, graph, each, self.asked) for each in await self.asked.shown()]

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


class Asked:
    """Meetings that were asked for: found once, whichever field asks first, and for none not at
    all: whoever wants the board alone does not wait for them.

    Args:
        first: meetings wanted.
        hops_max: steps of a chain.
        find: finds them, and one more.
        false_share_max: leave out those of which chance accounts for more; None for none.
    """

    def __init__(
        self,
        first: int,
        hops_max: int,
        find: Callable[[], list[FoundMeeting]],
        false_share_max: float | None,
    ) -> None:
        self.first, self.hops_max = first, hops_max
        self._find, self._most = find, false_share_max
        self._found: asyncio.Task[list[FoundMeeting]] | None = None
        self._networks: dict[int, asyncio.Task[dict[int, FoundNetwork]]] = {}

    async def found(self) -> list[FoundMeeting]:
        """The closest, and one more than was asked for if there is one."""
        if self._found is None:
            self._found = asyncio.create_task(asyncio.to_thread(self._find))
        found = await self._found
        return found if self._most is None else no_falser(found, self._most)

    async def shown(self) -> list[FoundMeeting]:
        """As many as were asked for, or all."""
        return (await self.found())[: self.first]

    async def networks(self, world: Snapshot, per_class: int) -> dict[int, FoundNetwork]:
        """What joins each meeting shown to the classes, by its entity: worked out for all at once,
        so that what they show is read at once.
        """
        shown = await self.shown()
        if per_class not in self._networks:
            work = partial(_networks, world, shown, per_class=per_class, hops_max=self.hops_max)
            self._networks[per_class] = asyncio.create_task(asyncio.to_thread(work))
        return await self._networks[per_class]


def _networks(
    world: Snapshot, meetings: list[FoundMeeting], *, per_class: int, hops_max: int
) -> dict[int, FoundNetwork]:
    return {
        each.entity: meeting_network(world, each, per_class=per_class, hops_max=hops_max)
        for each in meetings
    }


def _meeting(seen: Seen, graph: Topology, found: FoundMeeting, asked: Asked) -> Meeting:
    members = {name: np.flatnonzero(seen.snapshot.classes[name]).tolist() for name in found.chains}
    return Meeting(
        seen=seen,
        found=found,
        asked=asked,
        entity=Entity.of(seen, found.entity),
        cost=found.cost,
        false_share=found.false_share,
        p_value=found.p_value,
        chains=[
            MeetingChain(
                actor_class=name,
                chance=found.chances[name],
                chain=Chain.of(
                    seen, Asking(graph, EVERYTHING, [found.entity], members[name]), chain
                ),
            )
            for name, chain in found.chains.items()
        ],
    )
