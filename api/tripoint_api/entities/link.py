"""Links as GraphQL types: what they say, how sure that is, and the records behind."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import numpy as np
import strawberry

from tripoint_algorithms.links.neighbourhood import SUREST_FIRST
from tripoint_api.described import described
from tripoint_api.entities.node import Node
from tripoint_api.entities.record import Record, record_page
from tripoint_api.ontology.enums import LinkKind
from tripoint_api.paging import After, Connection, First, cut, fingerprint, page_of
from tripoint_api.seen import Seen
from tripoint_graph.captions import sentence
from tripoint_graph.columns import hex_of, ids_from_hex
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot

if TYPE_CHECKING:
    from tripoint_api.entities.entity import Entity

EntityLater = Annotated["Entity", strawberry.lazy("tripoint_api.entities.entity")]
_TYPES = tuple(ONTOLOGY.links)


@strawberry.type(description="A typed link between two entities: what records claim, together.")
class Link(Node):
    """One link row of the viewer's snapshot."""

    seen: strawberry.Private[Seen]
    row: strawberry.Private[int]
    type: str = strawberry.field(graphql_type=LinkKind, description="A link kind of the ontology.")
    nature: str = strawberry.field(
        description="conduct: something done or owned; context: something many merely share."
    )
    confidence: float = strawberry.field(description="In (0, 1); for ranking, not a verdict.")
    independent_sources: int = strawberry.field(
        description="How many sources say so independently of each other."
    )
    valid_from: datetime | None = strawberry.field(description="Earliest it can have held.")
    valid_to: datetime | None = strawberry.field(description="Latest it can have held.")

    @classmethod
    def of(cls, seen: Seen, row: int) -> "Link":
        """The type of a link row."""
        world = seen.snapshot
        name = link_type(world, row)
        return cls(
            id=strawberry.ID(link_id(world, row)),
            seen=seen,
            row=row,
            type=name,
            nature=str(ONTOLOGY.link(name).nature),
            confidence=float(world.link_confidence[row]),
            independent_sources=int(world.link_independent[row]),
            valid_from=moment_at(int(world.link_start[row])),
            valid_to=moment_at(int(world.link_end[row])),
        )

    @described("What it starts at.")
    def source(self) -> EntityLater:
        """Its source."""
        return _entity(self.seen, int(self.seen.snapshot.link_source[self.row]))

    @described("What it points at.")
    def target(self) -> EntityLater:
        """Its target."""
        return _entity(self.seen, int(self.seen.snapshot.link_target[self.row]))

    @described("The link in words.")
    async def sentence(self) -> str:
        """How a chain reads it."""
        return await self.in_words()

    async def in_words(self) -> str:
        """The ontology's sentence with the captions of the ends."""
        world = self.seen.snapshot
        source, target = await asyncio.gather(
            self.seen.caption(int(world.link_source[self.row])),
            self.seen.caption(int(world.link_target[self.row])),
        )
        return sentence(self.type, source, target)

    @described("The independent sources that it rests on.")
    def sources(self) -> list[str]:
        """Its sources."""
        return self.seen.snapshot.sources_of(self.row)

    @described("The records that it rests on, by id.")
    async def records(self, first: First = 20, after: After = None) -> Connection[Record]:
        """Its records."""
        ids = self.seen.snapshot.records_of(self.row)
        return await record_page(self.seen, ids, first, after, fingerprint("records", self.id))


@strawberry.type(description="A link as seen from one of its ends.")
class LinkEnd:
    """A link and its far end."""

    link: Link = strawberry.field(description="The link.")
    far: EntityLater = strawberry.field(description="The end that is not the entity asked.")
    outgoing: bool = strawberry.field(description="Whether the link starts at the entity asked.")


def link_type(world: Snapshot, row: int) -> str:
    """The ontology's name of a link row's kind."""
    return _TYPES[int(world.link_type[row])]


def link_id(world: Snapshot, row: int) -> str:
    """What names a link: the smallest id of the visible claims that make it."""
    return str(world.claims_of(row)[0])


def find_links(world: Snapshot, ids: Sequence[str]) -> dict[str, int]:
    """The link row that each id of a claim names, where there is one. Time O(c) for c claims."""
    if not ids:
        return {}
    wanted = ids_from_hex(list(ids))
    # Half of an id is as good as all of it to leave nearly every claim out.
    claims = np.flatnonzero(np.isin(world.claim_id[:, 0], wanted[:, 0]))
    at = np.flatnonzero(np.isin(world.link_claim, claims))
    links = np.searchsorted(world.claim_offset, at, side="right") - 1
    names = hex_of(world.claim_id[world.link_claim[at]])
    found = {name: int(link) for name, link in zip(names, links, strict=True)}
    return {id: found[id] for id in ids if id in found}


def moment_at(second: int) -> datetime | None:
    """A second since 1970 as a moment in UTC; None where it is unknown."""
    if second <= UNKNOWN_START or second >= UNKNOWN_END:
        return None
    return datetime.fromtimestamp(second, UTC)


async def link_page(
    seen: Seen, entity: int, first: int, after: str | None, types: list[str] | None
) -> Connection[LinkEnd]:
    """A page of the links at an entity row, the surest first."""
    world = seen.snapshot
    codes = None if types is None else [ONTOLOGY.link_codes[name] for name in types]
    rows = await asyncio.to_thread(_ranked_links, world, entity, codes)
    question = fingerprint("links", world.entity_name(entity), types)

    def key(row: int) -> str:
        return link_id(world, row)

    # To find a cursor's place, links are named one by one; a port has 100,000.
    page = await asyncio.to_thread(cut, rows, first, after, question, key)
    nodes = [_end(seen, entity, row) for row in page.items]
    return page_of(
        page, nodes, moment=seen.moment, question=question, key=key, ranked_by=SUREST_FIRST
    )


def _ranked_links(world: Snapshot, entity: int, codes: list[int] | None) -> list[int]:
    rows = world.links_of(entity)
    if codes is not None:
        rows = rows[np.isin(world.link_type[rows], codes)]
    order = np.argsort(-world.link_confidence[rows], kind="stable")
    return [int(row) for row in rows[order]]


def _end(seen: Seen, entity: int, row: int) -> LinkEnd:
    source, target = int(seen.snapshot.link_source[row]), int(seen.snapshot.link_target[row])
    outgoing = source == entity
    far = target if outgoing else source
    return LinkEnd(link=Link.of(seen, row), far=_entity(seen, far), outgoing=outgoing)


def _entity(seen: Seen, row: int) -> EntityLater:
    # Entities hold links and links hold entities: one of the two must wait for the other.
    from tripoint_api.entities.entity import Entity  # noqa: PLC0415

    return Entity.of(seen, row)
