"""What is said of an entity, and why it is in an actor class, as GraphQL types."""

import strawberry

from tripoint_api.described import described
from tripoint_api.entities.record import Record
from tripoint_api.ontology.enums import ActorClass
from tripoint_api.paging import First, checked_first
from tripoint_api.seen import Seen
from tripoint_graph.captions import Fact as EntityFact
from tripoint_graph.captions import Statement as FactStatement
from tripoint_graph.captions import facts
from tripoint_graph.classes import labels_of
from tripoint_graph.columns import hex_of
from tripoint_graph.model import MentionId, RecordId
from tripoint_graph.ontology import ONTOLOGY

MENTIONS_READ = 2_000
"""Mentions of one entity whose facts are read, at most; the answer says when there are more."""


@strawberry.type(description="One record giving one value.")
class Statement:
    """`captions.Statement`."""

    seen: strawberry.Private[Seen]
    stands_in: strawberry.Private[RecordId]
    value: str = strawberry.field(description="The value exactly as the record gave it.")

    @described("The record that says so.")
    async def record(self) -> Record | None:
        """Its record."""
        found = await self.seen.records.load(self.stands_in)
        return Record.of(self.seen, found) if found else None


@strawberry.type(description="One value of one property, and who says so.")
class Fact:
    """`captions.Fact`."""

    seen: strawberry.Private[Seen]
    said: strawberry.Private[tuple[FactStatement, ...]]
    property: str = strawberry.field(description="A property of the kind, by its name.")
    value: str = strawberry.field(description="As most statements write it.")
    normalised: str = strawberry.field(description="The form in which the statements agree.")
    support: int = strawberry.field(description="How many visible statements there are.")

    @described("Statements of it, by record id; `support` counts them all.")
    def statements(self, first: First = 20) -> list[Statement]:
        """Who says so."""
        return [
            Statement(seen=self.seen, stands_in=each.record, value=each.value)
            for each in self.said[: checked_first(first)]
        ]


@strawberry.type(description="Membership in an actor class: a lead from records, not a verdict.")
class ClassLabel:
    """`snapshot.ClassLabel`."""

    seen: strawberry.Private[Seen]
    rests_on: strawberry.Private[tuple[RecordId, ...]]
    name: str = strawberry.field(graphql_type=ActorClass, description="The class.")
    label: str = strawberry.field(description="What people read.")
    rule: str = strawberry.field(description="The rule that gave it, and its version.")

    @described("Records that it rests on, by id.")
    async def records(self, first: First = 20) -> list[Record]:
        """Its records."""
        asked = self.rests_on[: checked_first(first)]
        return [Record.of(self.seen, each) for each in await self.seen.read_records(asked)]

    @described("How many visible records it rests on.")
    def support(self) -> int:
        """All of them."""
        return len(self.rests_on)


def class_labels(seen: Seen, entity: int) -> list[ClassLabel]:
    """Why an entity row is in each of its classes."""
    return [
        ClassLabel(
            seen=seen,
            rests_on=each.records,
            name=each.name,
            label=ONTOLOGY.classes[each.name].label,
            rule=each.rule,
        )
        for each in labels_of(seen.snapshot, entity)
    ]


async def facts_of(seen: Seen, entity: int) -> list[Fact]:
    """What the first `MENTIONS_READ` visible mentions say of an entity row."""
    world = seen.snapshot
    rows = world.member_rows(entity)[:MENTIONS_READ]
    ids = [MentionId(name) for name in hex_of(world.mention_id[rows])]
    return [_fact(seen, each) for each in facts(await seen.read_mentions(ids))]


def _fact(seen: Seen, fact: EntityFact) -> Fact:
    return Fact(
        seen=seen,
        said=fact.statements,
        property=fact.property,
        value=fact.value,
        normalised=fact.normalised,
        support=len(fact.statements),
    )
