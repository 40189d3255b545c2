"""The graph searches as GraphQL answers: connections, neighbourhood."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated

import strawberry

from tripoint_algorithms.links.between import Between
from tripoint_algorithms.links.connections import CHAINS_MAX, HOPS_MAX, Connections
from tripoint_algorithms.links.neighbourhood import (
    LINKS_MAX,
    SHOWN_MAX,
    SUREST_FIRST,
    neighbourhood,
)
from tripoint_algorithms.links.neighbourhood import RANKED_BY as NEAREST_FIRST
from tripoint_algorithms.links.patience import GoOn, always, unexplored, until
from tripoint_algorithms.topology import topology
from tripoint_api.described import described
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.entities.entity import Entity
from tripoint_api.entities.link import Link
from tripoint_api.links.assurance import Asking, Drawn
from tripoint_api.links.chains import RANKED_BY, Chain, chain_id
from tripoint_api.links.placing import Layout, PlacedInput, placing
from tripoint_api.links.questions import AROUND_MAX, rows_of
from tripoint_api.paging import Connection, Cursor, Page, bad_cursor, checked_first, connected
from tripoint_api.seen import Seen
from tripoint_graph.snapshot import Snapshot

Placed = Annotated[
    list[PlacedInput] | None,
    strawberry.argument(description="Those that have a place already: they stay there."),
]

SECONDS_MAX = 60
"""What a search by the clock may take."""


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


async def chain_page(
    seen: Seen, asked: Between, question: str, first: int, after: str | None
) -> ChainConnection:
    """A page of chains. A cursor names the last chain seen and how many came before it.

    Args:
        seen: the viewer's world.
        asked: what is asked.
        question: its fingerprint, for cursors.
        first: chains wanted.
        after: the cursor after which they begin.

    Raises:
        Refused: an argument is out of range, or the cursor is of another question.
    """
    _check_ranges(asked, first)
    begin, last = (0, "") if after is None else _place(after, question)
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
    nodes = await _shown(seen, asked, found, begin, begin + first)
    edges, info = connected(page, nodes, moment=seen.moment, question=question, key=_numbered_key)
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


async def _shown(
    seen: Seen, asked: Between, found: Connections, begin: int, end: int
) -> list[Chain]:
    """The chains of a page, from one place in the answer to before another."""
    chains = found.chains[:end]
    if len(chains) <= begin:
        return []  # Where time was up before there was a graph, nobody waits for it now.
    graph = await asyncio.to_thread(topology, seen.snapshot, only=asked.only)
    drawn = Drawn(chains, partial(asked.in_worlds_drawn, graph, chains, end))
    able = drawn if asked.can_draw else None
    asking = Asking(graph, asked.only, asked.sources, asked.targets, able)
    return [Chain.of(seen, asking, chain) for chain in chains[begin:]]


def _check_ranges(asked: Between, first: int) -> None:
    checked_first(first)
    within("maxHops", asked.hops_max, HOPS_MAX)
    if asked.shares.per_pair is not None:
        within("perPair", asked.shares.per_pair, CHAINS_MAX)
    if asked.shares.shared_max is not None:
        within("maxShared", asked.shares.shared_max, HOPS_MAX, least=0)


def _numbered_key(numbered: tuple[int, str]) -> str:
    return f"{numbered[0] + 1}:{numbered[1]}"


def _place(after: str, question: str) -> tuple[int, str]:
    number, _, last = Cursor.read(after, question).key.partition(":")
    if not number.isdecimal() or not 1 <= int(number) <= CHAINS_MAX:
        raise bad_cursor()
    return int(number), last


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
    rows = rows_of(world, ids, AROUND_MAX)
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
