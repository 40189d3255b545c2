"""One viewer's world as a request reads it: a snapshot, and loaders that read the store in bulk."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from strawberry.dataloader import DataLoader

from tripoint_graph.captions import caption
from tripoint_graph.columns import hex_of, ids_from_hex
from tripoint_graph.commerce import Place
from tripoint_graph.hydrate import caption_members, kind_of
from tripoint_graph.model import MentionId, RecordId
from tripoint_graph.places import places_at
from tripoint_graph.ports import EvidenceStore, StoredMention, StoredRecord
from tripoint_graph.snapshot import Snapshot, row_of
from tripoint_ingest.places import airport_position
from tripoint_resolution.possibly import with_possibly_same

READ_MAX = 5_000
"""Ids in one read of the store, at most."""


@dataclass(eq=False)
class Seen:
    """A world, and what reads the store for it. Whatever a whole answer needs of one kind is
    read in one call, however many entities and chains ask for it.

    Attributes:
        store: where the evidence is.
        snapshot: the viewer's world.
        moment: the moment as known at which it is answered, in UTC.
    """

    store: EvidenceStore
    snapshot: Snapshot
    moment: datetime

    def __post_init__(self) -> None:
        self.mentions = DataLoader(self._mentions, max_batch_size=READ_MAX)
        self.records = DataLoader(self._records, max_batch_size=READ_MAX)
        self.mentions_in = DataLoader(self._mentions_in)
        self.places = DataLoader(self._places)

    async def with_possibly_same(self) -> "Seen":
        """The same world with a weak link between any two that are possibly the same."""
        found = await asyncio.to_thread(with_possibly_same, self.store, self.snapshot)
        return Seen(self.store, found, self.moment)

    async def _mentions(self, ids: list[MentionId]) -> list[StoredMention | None]:
        world = self.snapshot
        return await asyncio.to_thread(self.store.mentions, ids, world.viewer, world.commit)

    async def _records(self, ids: list[RecordId]) -> list[StoredRecord | None]:
        world = self.snapshot
        return await asyncio.to_thread(self.store.records, ids, world.viewer, world.commit)

    async def _mentions_in(self, ids: list[RecordId]) -> list[list[MentionId]]:
        return await asyncio.to_thread(mentions_in, self.snapshot, ids)

    async def _places(self, rows: list[int]) -> list[Place]:
        found = await asyncio.to_thread(
            places_at, self.store, self.snapshot, rows, airport_position
        )
        return [found[row] for row in rows]

    async def caption(self, entity: int) -> str:
        """The name people see."""
        stored = await self.read_mentions(caption_members(self.snapshot, entity))
        return caption(kind_of(self.snapshot, entity), stored)

    async def read_mentions(self, ids: Sequence[MentionId]) -> list[StoredMention]:
        """The mentions of these ids that there are, in the order asked."""
        return [found for found in await self.mentions.load_many(ids) if found is not None]

    async def read_records(self, ids: Sequence[RecordId]) -> list[StoredRecord]:
        """The records of these ids that there are, in the order asked."""
        return [found for found in await self.records.load_many(ids) if found is not None]


def mentions_in(snapshot: Snapshot, ids: Sequence[RecordId]) -> list[list[MentionId]]:
    """The mentions that stand in each record, by id; none in one that does not speak."""
    rows = [row_of(snapshot.record_id, wanted) for wanted in ids_from_hex(list(ids))]
    return [
        []
        if row is None
        else [MentionId(name) for name in hex_of(snapshot.mention_id[snapshot.mentions_in(row)])]
        for row in rows
    ]
