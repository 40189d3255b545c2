"""One viewer's world at one commit: entities and links as arrays, ready for algorithms.

A snapshot holds only what its viewer may see; nothing in it depends on anything else. Entities
are sorted by id, links by (source, target, type): the same visible records give the same
arrays, whatever else is stored, in whatever order it came, in whichever store.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from tripoint_graph.columns import Floats, Ids, Ints, Longs, hex_of, ids_from_hex
from tripoint_graph.grouped import Grouped, grouped
from tripoint_graph.model import (
    ClaimId,
    EntityId,
    Handling,
    JudgementId,
    MentionId,
    RecordId,
)
from tripoint_graph.viewer import Viewer

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Join:
    """Why two mentions are one entity.

    Attributes:
        left, right: the mentions.
        by: the exact rule ("same-document/1") or the judge ("analyst:rahim").
        probability: how sure that is, in (0, 1].
        judgement: the stored judgement, or "" for a rule or a shared identity key.
    """

    left: MentionId
    right: MentionId
    by: str
    probability: float
    judgement: JudgementId


@dataclass(frozen=True, slots=True)
class ClassLabel:
    """Why an entity is in an actor class.

    Attributes:
        name: the class ("FTF").
        rule: the rule and version that gave it ("FTF/1").
        records: the records that it rests on, sorted.
    """

    name: str
    rule: str
    records: tuple[RecordId, ...]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What one viewer may see, as known at one commit. Numbers below are row numbers in it.

    Attributes:
        viewer: whose world it is.
        commit: the commit it shows.
        entity_id: (n, 2) sorted; entity_kind: (n,) ontology code.
        link_source, link_target: (l,) entity rows; link_type: (l,) ontology code. A link joins
            two different entities; several types between the same two are several links.
        link_confidence: (l,) in (0, 1): 1 - prod(1 - p) over independent sources, each counted
            once with its best record.
        link_independent: (l,) how many independent sources say so.
        link_start, link_end: (l,) seconds since 1970: the earliest and latest at which any of
            its claims can have held.
        claim_offset: (l + 1,); link_claim: (e,) the claims of link i are
            link_claim[claim_offset[i]:claim_offset[i + 1]], rows of the claim arrays, by
            (source, claim id).
        claim_*: visible claims, in an order that depends on them alone; claim_source and
            claim_target are mention rows.
        record_id: visible records, sorted; record_probability, record_source: theirs.
        sources: names that record_source numbers.
        record_handling: (r,) and handlings: who may see each record, as `sources` are kept.
        mention_id, mention_record, mention_entity, mention_marks: visible mentions, by id;
            mention_atom: those of one number share an identity key.
        join_left, join_right: (j,) mention rows tied together by an exact rule or a judgement;
            join_by, join_probability, join_judgement: by what, how surely, under which id;
            join_clique: joins by one key that several share have a number in common, -1: none.
        classes: class name to (n,) mask; filled once, when the world is made.
    """

    viewer: Viewer
    commit: int
    entity_id: Ids
    entity_kind: Ints
    link_source: Ints
    link_target: Ints
    link_type: Ints
    link_confidence: Floats
    link_independent: Ints
    link_start: Longs
    link_end: Longs
    claim_offset: Longs
    link_claim: Ints
    claim_id: Ids
    claim_type: Ints
    claim_source: Ints
    claim_target: Ints
    claim_record: Ints
    claim_start: Longs
    claim_end: Longs
    record_id: Ids
    record_probability: Floats
    record_source: Ints
    sources: tuple[str, ...]
    mention_id: Ids
    mention_record: Ints
    mention_entity: Ints
    mention_marks: Longs
    mention_atom: Ints
    join_left: Ints
    join_right: Ints
    join_by: tuple[str, ...]
    join_probability: Floats
    join_judgement: Ids
    join_clique: Ints
    classes: dict[str, Mask] = field(default_factory=dict)
    record_handling: Ints = field(default_factory=lambda: np.empty(0, np.int32))
    handlings: tuple[Handling, ...] = ()

    # Indexes are made when they are first asked for, and kept as long as the snapshot.

    @cached_property
    def _members(self) -> Grouped:
        return grouped(self.mention_entity, self.entities)

    @cached_property
    def _incoming(self) -> Grouped:
        return grouped(self.link_target, self.entities)

    @cached_property
    def _joins(self) -> Grouped:
        return grouped(self.mention_entity[self.join_left], self.entities)

    @cached_property
    def _stated_in(self) -> Grouped:
        return grouped(self.mention_record, len(self.record_id))

    @cached_property
    def claims_from(self) -> Grouped:
        """Claim rows by the entity that they start at."""
        return grouped(self.mention_entity[self.claim_source], self.entities)

    @cached_property
    def claims_to(self) -> Grouped:
        """Claim rows by the entity that they point at."""
        return grouped(self.mention_entity[self.claim_target], self.entities)

    def member_rows(self, entity: int) -> Ints:
        """Mention rows of one entity, in order of mention id."""
        return self._members.of(entity)

    def mentions_in(self, record: int) -> Ints:
        """Mention rows of one record row, in order of mention id."""
        return self._stated_in.of(record)

    def links_of(self, entity: int) -> Longs:
        """Link rows at one entity, in their order: those that start there and those that end."""
        here = np.int32(entity)  # of the column's own type: another would copy the column
        first, last = (int(np.searchsorted(self.link_source, here, s)) for s in _SIDES)
        both = np.concatenate([np.arange(first, last), self._incoming.of(entity)])
        return np.sort(both).astype(np.int64)

    @property
    def entities(self) -> int:
        """How many entities there are."""
        return len(self.entity_id)

    @property
    def links(self) -> int:
        """How many links there are."""
        return len(self.link_source)

    def entity_name(self, entity: int) -> EntityId:
        """The id of one entity row."""
        return EntityId(hex_of(self.entity_id[entity : entity + 1])[0])

    def entity_names(self, entities: Sequence[int] | Ints) -> list[EntityId]:
        """The ids of entity rows, in the order asked."""
        return [EntityId(name) for name in hex_of(self.entity_id[np.asarray(entities, np.int64)])]

    def joins_of(self, entity: int) -> list[Join]:
        """Why the mentions of an entity are one, in order of left and right mention."""
        rows = self._joins.of(entity)
        rows = rows[self.mention_entity[self.join_right[rows]] == entity]
        left = hex_of(self.mention_id[self.join_left[rows]])
        right = hex_of(self.mention_id[self.join_right[rows]])
        judged = hex_of(self.join_judgement[rows])
        return sorted(
            (
                Join(
                    left=MentionId(left[at]),
                    right=MentionId(right[at]),
                    by=self.join_by[row],
                    probability=float(self.join_probability[row]),
                    judgement=JudgementId(judged[at] if int(judged[at], 16) else ""),
                )
                for at, row in enumerate(rows)
            ),
            key=lambda join: (join.left, join.right, join.by, join.judgement),
        )

    def find(self, id: str) -> int | None:
        """The entity that an entity's or a mention's id names here, or None.

        None is the answer alike for what does not exist and for what the viewer may not see.
        """
        if len(id) != 32 or set(id) - _HEX:
            return None
        wanted = ids_from_hex([id])[0]
        entity = row_of(self.entity_id, wanted)
        if entity is not None:
            return entity
        mention = row_of(self.mention_id, wanted)
        return None if mention is None else int(self.mention_entity[mention])

    def members(self, entity: int) -> list[MentionId]:
        """The visible mentions that make an entity, by id."""
        return [MentionId(name) for name in hex_of(self.mention_id[self.member_rows(entity)])]

    def records_of_entity(self, entity: int) -> list[RecordId]:
        """The visible records that mention an entity, by id, each once."""
        return self.record_names(self.mention_record[self.member_rows(entity)])

    def claims_of(self, link: int) -> list[ClaimId]:
        """The visible claims that make a link, by id."""
        rows = self.link_claim[self.claim_offset[link] : self.claim_offset[link + 1]]
        return [ClaimId(name) for name in sorted(hex_of(self.claim_id[rows]))]

    def claims_under(self, links: Longs) -> tuple[Longs, Longs]:
        """Claim rows of some link rows, one link after the other, and which link each is of."""
        first = self.claim_offset[links]
        count = self.claim_offset[links + 1] - first
        shift = np.repeat(first - np.concatenate([[0], np.cumsum(count)[:-1]]), count)
        claims = self.link_claim[shift + np.arange(len(shift))].astype(np.int64)
        return claims, np.repeat(links, count)

    def records_of(self, link: int) -> list[RecordId]:
        """The visible records that a link rests on, by id, each once."""
        rows = self.link_claim[self.claim_offset[link] : self.claim_offset[link + 1]]
        return self.record_names(self.claim_record[rows])

    def sources_of(self, link: int) -> list[str]:
        """The independent sources that a link rests on, sorted."""
        rows = self.link_claim[self.claim_offset[link] : self.claim_offset[link + 1]]
        return [self.sources[s] for s in np.unique(self.record_source[self.claim_record[rows]])]

    def handlings_of_entity(self, entity: int) -> list[Handling]:
        """The handlings of the visible records that mention an entity, sorted, each once."""
        rows = self.mention_record[self.member_rows(entity)]
        return [self.handlings[code] for code in np.unique(self.record_handling[rows])]

    def record_names(self, rows: Sequence[int] | Ints) -> list[RecordId]:
        """The ids of record rows, sorted, each once."""
        once = np.unique(np.asarray(rows, np.int64))
        return [RecordId(name) for name in hex_of(self.record_id[once])]


_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")
_HEX = frozenset("0123456789abcdef")


def row_of(ids: Ids, wanted: npt.NDArray[np.uint64]) -> int | None:
    """The row of one id in a sorted (n, 2) array, or None."""
    # Every other number of the array is looked at; numpy's search would copy them together first.
    row = bisect_left(range(len(ids)), wanted[0], key=lambda at: ids[at, 0])
    while row < len(ids) and ids[row, 0] == wanted[0]:
        if ids[row, 1] == wanted[1]:
            return row
        row += 1
    return None
