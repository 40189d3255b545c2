"""What somebody who is screened shares with the graph: the same document, phone, booking, bill."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tripoint_graph.columns import hex_of
from tripoint_graph.identity import identity_key
from tripoint_graph.ids import Ids
from tripoint_graph.model import MentionId, Record
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader, StoredMention
from tripoint_graph.snapshot import Snapshot
from tripoint_resolution.comparing import Comparison, compare
from tripoint_resolution.criteria import Criteria
from tripoint_resolution.profile import KINDS, profile_of

LINKS = (
    "HOLDS_DOCUMENT",
    "USES_PHONE",
    "USES_EMAIL",
    "HAS_ADDRESS",
    "IN_BOOKING",
    "CONSIGNOR_OF",
    "CONSIGNEE_OF",
    "NOTIFY_PARTY_OF",
)
"""What counts as shared. A flight is no such link: 300 people share it, and it tells nothing."""

HOLDERS_MAX = 25
"""Mentions at one shared thing that are looked at, at most: the first by id."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Somebody in the graph who is linked to the same thing.

    Attributes:
        link: how ("HOLDS_DOCUMENT"); thing: the entity id of what is shared.
        mention: who else is linked to it; entity: the id of who that is for the viewer.
        comparison: how probable it is that the two are one; None where they are of other kinds,
            and merely share it.
    """

    link: str
    thing: str
    mention: StoredMention
    entity: str
    comparison: Comparison | None


@dataclass(frozen=True)
class Graph:
    """One viewer's world to look into.

    Attributes:
        store, snapshot: where the evidence is, and what of it the viewer sees.
        ids: under the installation's secret, which things are found by.
    """

    store: EvidenceReader
    snapshot: Snapshot
    ids: Ids

    def shares(self, record: Record, key: str, criteria: Criteria) -> list[Shared]:
        """Who is linked to what a record links a mention to, the most probably same first.

        Args:
            record: it need not be stored; what it holds of the stored itself is left out.
            key: the mention's key in it.
            criteria: what comparisons go by.
        """
        own = self.ids.mentions(self.ids.source_key(record.source, record.source_key))(key)
        subject = record.mention_by_key[key]
        mine = profile_of(record, key) if subject.kind in KINDS else None
        found: dict[tuple[str, str], Shared] = {}
        for link, thing, row in self._things(record, key):
            for stored in self._linked(link, row):
                if stored.id == own:
                    continue
                compared = None
                if mine is not None and stored.mention.kind == mine.kind:
                    (other,) = self.store.records(
                        [stored.record], self.snapshot.viewer, self.snapshot.commit
                    )
                    if other is not None:
                        theirs = profile_of(other.record, stored.mention.key)
                        compared = compare(mine, theirs, criteria)
                entity = self.snapshot.find(stored.id)
                if entity is not None:
                    name = self.snapshot.entity_name(entity)
                    shared = Shared(link, thing, stored, name, compared)
                    found.setdefault((thing, stored.id), shared)
        return sorted(found.values(), key=_order)

    def _things(self, record: Record, key: str) -> Iterator[tuple[str, str, int]]:
        for link in LINKS:
            for target in record.targets.get((link, key), ()):
                mention = record.mention_by_key[target]
                if identity := identity_key(mention):
                    atom = self.ids.atom(mention.kind, identity)
                    if (row := self.snapshot.find(atom)) is not None:
                        yield link, atom, row

    def _linked(self, link: str, thing: int) -> Sequence[StoredMention]:
        world = self.snapshot
        claims = world.claims_to.of(thing)
        claims = claims[world.claim_type[claims] == ONTOLOGY.link_codes[link]]
        rows = np.unique(world.claim_source[claims])[:HOLDERS_MAX]
        ids = [MentionId(id) for id in hex_of(world.mention_id[rows])]
        found = self.store.mentions(ids, world.viewer, world.commit)
        return [each for each in found if each is not None]


def _order(shared: Shared) -> tuple[float, str, str]:
    probability = shared.comparison.probability if shared.comparison else 0.0
    return (-probability, shared.thing, shared.mention.id)
