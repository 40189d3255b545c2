"""Entities as GraphQL types: facts, classes, joins, mentions, records and links."""

import asyncio

import strawberry

from tripoint_api.described import described
from tripoint_api.entities.facts import MENTIONS_READ, ClassLabel, Fact, class_labels, facts_of
from tripoint_api.entities.link import LinkEnd, link_page
from tripoint_api.entities.node import Node
from tripoint_api.entities.outlines import (
    LinkCount,
    Marking,
    SeenSpan,
    link_counts,
    marking,
    seen_span,
)
from tripoint_api.entities.places import EntityPlace, RoutePlaceLater, place_of, place_page
from tripoint_api.entities.record import Mention, Record, record_page
from tripoint_api.identity.comparisons import Evidence
from tripoint_api.ontology.enums import EntityKind, LinkKinds, names
from tripoint_api.paging import (
    RANKED_BY_ID,
    After,
    Connection,
    First,
    cut,
    fingerprint,
    page_of,
)
from tripoint_api.seen import Seen
from tripoint_graph.hydrate import kind_of
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Join as SnapshotJoin
from tripoint_resolution.said import evidence_of_joins


@strawberry.type(description="Why two mentions are taken to be the same thing.")
class Join:
    """`snapshot.Join`, with the mentions it ties."""

    seen: strawberry.Private[Seen]
    join: strawberry.Private[SnapshotJoin]
    by: str = strawberry.field(description="The exact rule and its version, or who judged.")
    probability: float = strawberry.field(description="How sure that is, in (0, 1].")
    judgement: strawberry.ID | None = strawberry.field(
        description="What can be taken back with `unjudge`; null for a rule, against which "
        "`judge` says `different`."
    )

    @classmethod
    def of(cls, seen: Seen, join: SnapshotJoin) -> "Join":
        """The type of a join."""
        judged = strawberry.ID(join.judgement) if join.judgement else None
        return cls(seen=seen, join=join, by=join.by, probability=join.probability, judgement=judged)

    @described(
        "What the probability is made of: the parts of a judgement, as they were when it was "
        "made, or an exact rule, which is one part."
    )
    async def evidence(self) -> list[Evidence]:
        """Its waterfall."""
        asked = self.seen.store, self.seen.snapshot, [self.join]
        (found,) = await asyncio.to_thread(evidence_of_joins, *asked)
        return [Evidence.of(each) for each in found]

    @described("One mention.")
    async def left(self) -> Mention | None:
        """One mention."""
        found = await self.seen.mentions.load(self.join.left)
        return Mention.of(self.seen, found) if found else None

    @described("The other mention.")
    async def right(self) -> Mention | None:
        """The other mention."""
        found = await self.seen.mentions.load(self.join.right)
        return Mention.of(self.seen, found) if found else None


@strawberry.type(description="A person, thing or place: what visible mentions are taken to be.")
class Entity(Node):
    """One row of the viewer's snapshot."""

    seen: strawberry.Private[Seen]
    row: strawberry.Private[int]
    kind: str = strawberry.field(graphql_type=EntityKind, description="A kind of the ontology.")

    @classmethod
    def of(cls, seen: Seen, row: int) -> "Entity":
        """The type of an entity row."""
        world = seen.snapshot
        return cls(
            id=strawberry.ID(world.entity_name(row)), seen=seen, row=row, kind=kind_of(world, row)
        )

    @described("The name people see.")
    async def caption(self) -> str:
        """Its name."""
        return await self.seen.caption(self.row)

    @described("The colour it is drawn in: people, weapons, chemicals, …")
    def strand(self) -> str:
        """Its strand."""
        return str(ONTOLOGY.kind(self.kind).strand)

    @described("The picture it is drawn with.")
    def icon(self) -> str:
        """Its icon."""
        return ONTOLOGY.kind(self.kind).icon

    @described("Actor classes that rules put it in, with the records behind.")
    async def classes(self) -> list[ClassLabel]:
        """Its classes."""
        return await asyncio.to_thread(class_labels, self.seen, self.row)

    @described("All that is said of it; contradictions stand side by side.")
    async def facts(self) -> list[Fact]:
        """Its facts."""
        return await facts_of(self.seen, self.row)

    @described(
        f"False where more than {MENTIONS_READ} mentions tell of it: the rest is "
        "not read for `facts`."
    )
    def facts_complete(self) -> bool:
        """Whether `facts` is all."""
        return len(self.seen.snapshot.member_rows(self.row)) <= MENTIONS_READ

    @described("The records that mention it, by id.")
    async def records(self, first: First = 20, after: After = None) -> Connection[Record]:
        """Its records."""
        ids = await asyncio.to_thread(self.seen.snapshot.records_of_entity, self.row)
        return await record_page(self.seen, ids, first, after, fingerprint("records", self.id))

    @described("The mentions that make it, by id.")
    async def mentions(self, first: First = 20, after: After = None) -> Connection[Mention]:
        """Its mentions."""
        question = fingerprint("mentions", self.id)
        page = cut(self.seen.snapshot.members(self.row), first, after, question, str)
        stored = await self.seen.mentions.load_many(page.items)
        nodes = [Mention.of(self.seen, each) if each else None for each in stored]
        moment = self.seen.moment
        return page_of(
            page, nodes, moment=moment, question=question, key=str, ranked_by=RANKED_BY_ID
        )

    @described("Why its mentions are one.")
    async def joins(self, first: First = 20, after: After = None) -> Connection[Join]:
        """What ties its mentions."""
        question = fingerprint("joins", self.id)
        joins = await asyncio.to_thread(self.seen.snapshot.joins_of, self.row)
        page = cut(joins, first, after, question, _join_key)
        nodes = [Join.of(self.seen, each) for each in page.items]
        moment, order = self.seen.moment, "id of the two mentions"
        return page_of(
            page, nodes, moment=moment, question=question, key=_join_key, ranked_by=order
        )

    @described("What it is linked to, the surest first.")
    async def links(
        self, first: First = 20, after: After = None, types: LinkKinds = None
    ) -> Connection[LinkEnd]:
        """Its links, each with its far end."""
        return await link_page(
            self.seen, self.row, first, after, None if types is None else names(types)
        )

    @described("How many links of each kind it has, the commonest first.")
    async def link_counts(self) -> list[LinkCount]:
        """Its links by kind."""
        return await asyncio.to_thread(link_counts, self.seen.snapshot, self.row)

    @described("From when to when claims about it are dated.")
    async def seen_between(self) -> SeenSpan:
        """First and last seen."""
        return await asyncio.to_thread(seen_span, self.seen.snapshot, self.row)

    @described("Where it lies, for a place: null for whatever is none.")
    async def place(self) -> RoutePlaceLater | None:
        """Its position."""
        return await place_of(self.seen, self.row)

    @described(
        "The places that it touches: by its own links, and through its consignments, voyages, "
        "flights, seizures, weapons and addresses."
    )
    async def places(self, first: First = 20, after: After = None) -> Connection[EntityPlace]:
        """Its places."""
        return await place_page(self.seen, self.row, first, after)

    @described("How it must be handled: as strictly as the strictest visible record of it.")
    async def marking(self) -> Marking:
        """Its marking."""
        return await asyncio.to_thread(marking, self.seen.snapshot, self.row)


def _join_key(join: SnapshotJoin) -> str:
    return f"{join.left}{join.right}{join.by}{join.judgement}"
