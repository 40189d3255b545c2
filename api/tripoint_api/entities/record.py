"""Records, and the mentions and claims inside them, as GraphQL types."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from tripoint_api.described import described
from tripoint_api.entities.node import Node, Said, said
from tripoint_api.ontology.enums import EntityKind, LinkKind
from tripoint_api.paging import RANKED_BY_ID, Connection, cut, page_of
from tripoint_api.seen import Seen
from tripoint_graph.model import Mention as ModelMention
from tripoint_graph.model import MentionId, RecordId
from tripoint_graph.ports import StoredMention, StoredRecord

if TYPE_CHECKING:
    from tripoint_api.entities.entity import Entity

EntityLater = Annotated["Entity", strawberry.lazy("tripoint_api.entities.entity")]


@strawberry.type(description="Who may see a record, and for how long it may be kept.")
class Handling:
    """`model.Handling`."""

    owner: str = strawberry.field(description="The Member or body that the record comes from.")
    tlp: str = strawberry.field(description="Its Traffic Light Protocol 2.0 level.")
    category: str = strawberry.field(description="What sort of information it is.")
    releasable_to: list[str] = strawberry.field(description="Members it may go to.")
    retention: str = strawberry.field(description="The name of the retention rule that applies.")


@strawberry.type(description="How one record describes one thing.")
class Mention(Node):
    """`ports.StoredMention`."""

    seen: strawberry.Private[Seen]
    stored: strawberry.Private[StoredMention]
    key: str = strawberry.field(description="Names the mention inside its record.")
    kind: str = strawberry.field(graphql_type=EntityKind, description="A kind of the ontology.")

    @classmethod
    def of(cls, seen: Seen, stored: StoredMention) -> "Mention":
        """The type of a stored mention."""
        mention = stored.mention
        return cls(
            id=strawberry.ID(stored.id),
            seen=seen,
            stored=stored,
            key=mention.key,
            kind=mention.kind,
        )

    @described("What the record says of it, word for word.")
    def properties(self) -> list[Said]:
        """Its properties."""
        return said(dict(self.stored.mention.properties))

    @described("The record that it stands in.")
    async def record(self) -> "Record | None":
        """Its record."""
        found = await self.seen.records.load(self.stored.record)
        return Record.of(self.seen, found) if found else None

    @described("What it is a mention of.")
    def entity(self) -> EntityLater | None:
        """Its entity."""
        return _entity(self.seen, self.stored.id)


@strawberry.type(description="A mention as its record tells it, whether or not that still speaks.")
class RecordMention:
    """`model.Mention`, and what became of it."""

    seen: strawberry.Private[Seen]
    found: strawberry.Private[MentionId | None]
    key: str = strawberry.field(description="Names the mention inside its record.")
    kind: str = strawberry.field(graphql_type=EntityKind, description="A kind of the ontology.")
    properties: list[Said] = strawberry.field(description="What is said of it, word for word.")

    @described("The mention's id; null where the record no longer speaks.")
    def id(self) -> strawberry.ID | None:
        """Its id."""
        return None if self.found is None else strawberry.ID(self.found)

    @described("What it is a mention of; null where the record is silent.")
    def entity(self) -> EntityLater | None:
        """Its entity."""
        return None if self.found is None else _entity(self.seen, self.found)


@strawberry.type(description="A link that a record claims between two of its mentions.")
class RecordClaim:
    """`model.Claim`."""

    type: str = strawberry.field(graphql_type=LinkKind, description="A link kind of the ontology.")
    source: str = strawberry.field(description="Key of the mention it starts at.")
    target: str = strawberry.field(description="Key of the mention it points at.")
    valid_from: str = strawberry.field(description='As precise as the record was; "" for unknown.')
    valid_to: str = strawberry.field(description='As precise as the record was; "" for unknown.')
    properties: list[Said] = strawberry.field(description="What the record adds.")


@strawberry.type(description="One thing a source said. Records are never edited.")
class Record(Node):
    """`ports.StoredRecord`."""

    seen: strawberry.Private[Seen]
    stored: strawberry.Private[StoredRecord]
    source: str = strawberry.field(description="The name of the source.")
    source_key: str = strawberry.field(description="Names the record inside its source.")
    version: str = strawberry.field(description="Orders versions of one key.")
    grade: str = strawberry.field(description="Admiralty grade, A1 to F6.")
    grade_probability: float = strawberry.field(
        description="The chance, in (0, 1), that what a record of this grade says is so."
    )
    handling: Handling = strawberry.field(description="Who may see it.")
    observed_at: str = strawberry.field(description="When the source saw it, as it told.")
    loaded_at: datetime = strawberry.field(description="When it came into this store, in UTC.")
    speaks: bool = strawberry.field(description="False where a newer version speaks instead.")
    withdrawn: bool = strawberry.field(description="The source takes the key back.")
    raw: str = strawberry.field(description="The source's own words.")
    origin: str = strawberry.field(description="File and position it was first read from.")

    @classmethod
    def of(cls, seen: Seen, stored: StoredRecord) -> "Record":
        """The type of a stored record."""
        record = stored.record
        return cls(
            id=strawberry.ID(stored.id),
            seen=seen,
            stored=stored,
            source=record.source,
            source_key=record.source_key,
            version=record.version,
            grade=str(record.grade),
            grade_probability=record.grade.probability,
            handling=_handling(stored),
            observed_at=record.observed_at,
            loaded_at=stored.loaded_at,
            speaks=stored.speaks,
            withdrawn=record.withdrawn,
            raw=record.raw,
            origin=record.origin,
        )

    @described("What the record describes.")
    async def mentions(self) -> list[RecordMention]:
        """Its mentions, in its order."""
        ids = await self.seen.mentions_in.load(self.stored.id)
        found = {m.mention.key: m.id for m in await self.seen.read_mentions(ids)}
        return [self._mention(each, found.get(each.key)) for each in self.stored.record.mentions]

    def _mention(self, mention: ModelMention, found: MentionId | None) -> RecordMention:
        told = said(dict(mention.properties))
        return RecordMention(
            seen=self.seen, found=found, key=mention.key, kind=mention.kind, properties=told
        )

    @described("How what it describes hangs together, in its words.")
    def claims(self) -> list[RecordClaim]:
        """Its claims, in its order."""
        return [
            RecordClaim(
                type=claim.type,
                source=claim.source,
                target=claim.target,
                valid_from=claim.valid_from,
                valid_to=claim.valid_to,
                properties=said({name: (value,) for name, value in claim.properties.items()}),
            )
            for claim in self.stored.record.claims
        ]


async def record_page(
    seen: Seen, ids: Sequence[RecordId], first: int, after: str | None, question: str
) -> Connection[Record]:
    """A page of the records of these ids."""
    page = cut(ids, first, after, question, str)
    stored = await seen.records.load_many(page.items)
    nodes = [Record.of(seen, each) if each else None for each in stored]
    return page_of(
        page, nodes, moment=seen.moment, question=question, key=str, ranked_by=RANKED_BY_ID
    )


def _handling(stored: StoredRecord) -> Handling:
    handling = stored.record.handling
    return Handling(
        owner=handling.owner,
        tlp=handling.tlp.name,
        category=str(handling.category),
        releasable_to=list(handling.releasable_to),
        retention=handling.retention,
    )


def _entity(seen: Seen, mention: MentionId) -> EntityLater | None:
    # Entities hold records and records hold entities: one of the two must wait for the other.
    from tripoint_api.entities.entity import Entity  # noqa: PLC0415

    row = seen.snapshot.find(mention)
    return None if row is None else Entity.of(seen, row)
