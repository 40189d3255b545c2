"""The graph searches as GraphQL answers: connections, convergence, neighbourhood."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated

import numpy as np
import strawberry

from tripoint_algorithms.connections import CHAINS_MAX, HOPS_MAX, Connections, connections
from tripoint_algorithms.connections_at import connections_at
from tripoint_algorithms.convergence import MEETINGS_MAX, convergence, draws_for
from tripoint_algorithms.convergence import Meeting as FoundMeeting
from tripoint_algorithms.neighbourhood import (
    LINKS_MAX,
    SHOWN_MAX,
    SUREST_FIRST,
    neighbourhood,
)
from tripoint_algorithms.neighbourhood import RANKED_BY as NEAREST_FIRST
from tripoint_algorithms.patience import GoOn, always, unexplored, until
from tripoint_algorithms.tally import Shares
from tripoint_algorithms.timing import InOrder
from tripoint_algorithms.topology import EVERYTHING, STANDARD, Filter, Topology, topology
from tripoint_api.assurance import Asking
from tripoint_api.chains import RANKED_BY, Chain, chain_id
from tripoint_api.described import described
from tripoint_api.entities import Entity
from tripoint_api.enums import ActorClass
from tripoint_api.links import Link
from tripoint_api.paging import Connection, Cursor, Page, bad_cursor, checked_first, connected
from tripoint_api.placing import Layout, PlacedInput, placing
from tripoint_api.questions import rows_of
from tripoint_api.refusals import Code, Refused
from tripoint_api.seen import Seen
from tripoint_graph.snapshot import Snapshot

Placed = Annotated[
    list[PlacedInput] | None,
    strawberry.argument(description="Those that have a place already: they stay there."),
]

SECONDS_MAX = 60
"""What a search by the clock may take."""

MEETINGS_RANKED_BY = "the sum of the chains' costs: the closest to all classes first"


@strawberry.type(description="A page of chains, the best first, and how far the search looked.")
class ChainConnection(Connection[Chain]):
    """`connections.Connections`."""

    complete: bool = strawberry.field(
        description="Whether no better chain, and no further one on this page, can be missing."
    )
    explored_cost: float | None = strawberry.field(
        description="Every chain that costs less was looked at; null where all were."
    )
    cost_model: str = strawberry.field(description="Version of the cost model.")
    certain: int = strawberry.field(
        description="How many of the chains on this page, from the first, certainly have their "
        "place; all where the search is complete."
    )
    unexplored: str | None = strawberry.field(
        description="What was not looked at, in words; null where the search came to its end."
    )


@dataclass(frozen=True, slots=True)
class Between:
    """A question about chains.

    Attributes:
        sources, targets: entity rows.
        hops_max: steps of one chain, at most.
        shares: how much of the answer may say the same.
        only: which links may be walked.
        order: ask for steps in the order of time; None where it does not matter.
        question: its fingerprint, for cursors.
        places: rows of places of which a chain must touch one; None where it need not.
        go_on: asked now and then whether to.
    """

    sources: Sequence[int]
    targets: Sequence[int]
    hops_max: int
    shares: Shares
    only: Filter
    order: InOrder | None
    question: str
    places: Sequence[int] | None = None
    go_on: GoOn = always

    def search(self, world: Snapshot, k: int) -> Connections:
        """The k best chains."""
        at = self.places
        find = connections if at is None else partial(connections_at, places=at)
        return find(
            world,
            self.sources,
            self.targets,
            k=k,
            hops_max=self.hops_max,
            per_pair=self.shares.per_pair,
            shared_max=self.shares.shared_max,
            only=self.only,
            order=self.order,
            go_on=self.go_on,
        )


def patience(ticks: Callable[[], float], seconds: float | None) -> GoOn:
    """How long a search may look, from now.

    Raises:
        Refused: that is too long, or no time at all.
    """
    if seconds is None:
        return always
    if not 0 < seconds <= SECONDS_MAX:
        told = f"`seconds` runs from above 0 to {SECONDS_MAX}, not {seconds:g}"
        raise Refused(Code.BAD_ARGUMENT, told)
    return until(ticks, seconds)


async def chain_page(seen: Seen, asked: Between, first: int, after: str | None) -> ChainConnection:
    """A page of chains. A cursor names the last chain seen and how many came before it.

    Raises:
        Refused: an argument is out of range, or the cursor is of another question.
    """
    checked_first(first)
    within("maxHops", asked.hops_max, HOPS_MAX)
    if asked.shares.per_pair is not None:
        within("perPair", asked.shares.per_pair, CHAINS_MAX)
    if asked.shares.shared_max is not None:
        within("maxShared", asked.shares.shared_max, HOPS_MAX, least=0)
    begin, last = (0, "") if after is None else _place(after, asked.question)
    wanted = begin + first + 1
    within("chains asked for so far", wanted, CHAINS_MAX)
    found = await asyncio.to_thread(asked.search, seen.snapshot, wanted)
    names = [chain_id(seen.snapshot, chain) for chain in found.chains]
    if begin and names[begin - 1 : begin] != [last]:
        raise bad_cursor()
    numbered = list(enumerate(names))
    more = len(names) > begin + first
    total = len(names) if found.complete and not more else None
    page = Page(numbered[begin : begin + first], more, begin > 0, total)
    graph = await asyncio.to_thread(topology, seen.snapshot, only=asked.only)
    asking = Asking(graph, asked.only, asked.sources, asked.targets)
    nodes = [Chain.of(seen, asking, found.chains[at]) for at, _ in page.items]
    edges, info = connected(
        page, nodes, moment=seen.moment, question=asked.question, key=_numbered_key
    )
    certain = max(0, min(found.certain - begin, len(edges)))
    return ChainConnection(
        edges=edges,
        page_info=info,
        complete=found.complete,
        explored_cost=None if found.explored_cost == float("inf") else found.explored_cost,
        cost_model=found.model.version,
        certain=certain,
        unexplored=unexplored(found.stopped, certain, len(edges), found.explored_cost),
        shown=len(edges),
        total=page.total,
        ranked_by=RANKED_BY,
    )


def _numbered_key(numbered: tuple[int, str]) -> str:
    return f"{numbered[0] + 1}:{numbered[1]}"


def _place(after: str, question: str) -> tuple[int, str]:
    number, _, last = Cursor.read(after, question).key.partition(":")
    if not number.isdecimal() or not 1 <= int(number) <= CHAINS_MAX:
        raise bad_cursor()
    return int(number), last


@strawberry.type(description="The way from a meeting point to one actor class.")
class MeetingChain:
    """One class and a chain to its nearest member."""

    actor_class: str = strawberry.field(graphql_type=ActorClass, description="The class.")
    chain: Chain = strawberry.field(description="The cheapest chain to a member of it.")
    chance: float = strawberry.field(
        description="The chance that one of the class would lie as near if its label were dealt "
        "anew among entities of the same kind with about as many neighbours."
    )


@strawberry.type(description="An entity that stands between actor classes: a place to look.")
class Meeting:
    """`convergence.Meeting`."""

    entity: Entity = strawberry.field(description="Who or what stands there.")
    cost: float = strawberry.field(description="The sum of the chains' costs; smaller is closer.")
    false_share: float | None = strawberry.field(
        description="Of the meetings that cost no more, the share that chance accounts for; "
        "null where the world is too large to deal the labels anew often enough."
    )
    chains: list[MeetingChain] = strawberry.field(
        description="To each class the cheapest chain; no steps where it is a member itself."
    )


@strawberry.type(description="Where the actor classes meet, the closest first.")
class Convergence:
    """Meetings, and how they are ranked."""

    meetings: list[Meeting] = strawberry.field(description="The closest first.")
    has_more: bool = strawberry.field(description="Whether there are more than were asked for.")
    shown: int = strawberry.field(description="How many meetings are shown.")
    total: int | None = strawberry.field(
        description="How many there are; null where the search stopped before it had them all."
    )
    ranked_by: str = strawberry.field(description="What the order, and so the cut, goes by.")
    cost_model: str = strawberry.field(description="Version of the cost model.")


async def meetings(seen: Seen, first: int, hops_max: int) -> Convergence:
    """The closest meetings.

    Raises:
        Refused: an argument is out of range.
    """
    checked_first(first, min(100, MEETINGS_MAX - 1))
    within("maxHops", hops_max, HOPS_MAX)
    world = seen.snapshot
    found = await asyncio.to_thread(
        convergence, world, k=first + 1, hops_max=hops_max, draws=draws_for(world)
    )
    graph = await asyncio.to_thread(topology, world)
    shown = [_meeting(seen, graph, each) for each in found[:first]]
    return Convergence(
        meetings=shown,
        has_more=len(found) > first,
        shown=len(shown),
        total=None if len(found) > first else len(found),
        ranked_by=MEETINGS_RANKED_BY,
        cost_model=STANDARD.version,
    )


def _meeting(seen: Seen, graph: Topology, found: FoundMeeting) -> Meeting:
    members = {name: np.flatnonzero(seen.snapshot.classes[name]).tolist() for name in found.chains}
    return Meeting(
        entity=Entity.of(seen, found.entity),
        cost=found.cost,
        false_share=found.false_share,
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


@strawberry.type(description="How much of an answer is shown.")
class Truncated:
    """Counts of what the viewer may see; nothing hidden is counted."""

    shown: int = strawberry.field(description="How many are shown.")
    total: int = strawberry.field(description="How many there are.")
    ranked_by: str = strawberry.field(description="What was kept first.")


@strawberry.type(description="What lies around some entities, the nearest kept.")
class Neighbourhood:
    """`neighbourhood.Neighbourhood`."""

    entities: list[Entity] = strawberry.field(description="Those asked first, then the nearest.")
    links: list[Link] = strawberry.field(description="Links among them, the surest kept.")
    truncated: Truncated = strawberry.field(description="How many of the entities are shown.")
    links_truncated: Truncated = strawberry.field(
        description="How many of the links among the shown entities are shown."
    )
    world: strawberry.Private[Snapshot]
    rows: strawberry.Private[tuple[tuple[int, ...], tuple[int, ...]]]

    @described("Where they stand in a picture: the same each time.")
    async def layout(self, placed: Placed = None) -> Layout:
        """Places by forces."""
        return await placing(self.world, *self.rows, placed or ())


async def around(
    seen: Seen, ids: Sequence[str], hops: int, limit: int, link_limit: int
) -> Neighbourhood:
    """The neighbourhood of some entities.

    Raises:
        Refused: an argument is out of range, or an id is of nothing that the viewer sees.
    """
    within("hops", hops, HOPS_MAX)
    within("limit", limit, SHOWN_MAX)
    within("linkLimit", link_limit, LINKS_MAX)
    world = seen.snapshot
    rows = rows_of(world, ids)
    found = await asyncio.to_thread(
        neighbourhood, world, rows, hops=hops, limit=limit, links_limit=link_limit
    )
    return Neighbourhood(
        entities=[Entity.of(seen, row) for row in found.entities],
        links=[Link.of(seen, row) for row in found.links],
        truncated=Truncated(shown=len(found.entities), total=found.total, ranked_by=NEAREST_FIRST),
        links_truncated=Truncated(
            shown=len(found.links), total=found.links_total, ranked_by=SUREST_FIRST
        ),
        world=world,
        rows=(found.entities, found.links),
    )


def within(name: str, value: int, most: int, *, least: int = 1) -> None:
    """Refuse a number outside the least and the most there may be."""
    if not least <= value <= most:
        raise Refused(Code.BAD_ARGUMENT, f"`{name}` runs from {least} to {most}, not {value}")
