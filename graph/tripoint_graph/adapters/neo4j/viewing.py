"""What the resolved view should hold: entities and links of a snapshot, each with its state.

A state is one number made from all that an entity or a link is derived from. The view keeps it,
so what has not changed is neither read from the records nor written again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from tripoint_graph.captions import caption, facts
from tripoint_graph.columns import Ids, Ints, hex_of
from tripoint_graph.hydrate import caption_members, kind_of
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader, StoredMention
from tripoint_graph.snapshot import Snapshot

VIEW = 1
"""Counts up whenever the view shows something else of the same evidence."""
LINK_RECORDS_MAX = 50
"""Record ids shown on one link, at most; `record_count` tells how many there are."""

CAPTION_MAX = 1_000
"""Characters of a caption, at most: a text index takes no value above 32 KiB."""

States = npt.NDArray[np.int64]
_Mixed = npt.NDArray[np.uint64]
_LINKS = tuple(ONTOLOGY.links)


@dataclass(frozen=True, slots=True)
class Part:
    """One mention, in one record, and the entity it is part of."""

    mention: str
    record: str
    entity: str


def label_of(kind: str) -> str:
    """The label of a kind.

    >>> label_of("identity_document")
    'IdentityDocument'
    """
    return "".join(word.capitalize() for word in kind.split("_"))


LABELS = tuple(sorted({*map(label_of, ONTOLOGY.kinds), *ONTOLOGY.classes}))
"""Every label that the view gives an entity beside `Entity`."""


def entity_states(snapshot: Snapshot) -> States:
    """The state of each entity: its mentions in their records, its kind and its classes."""
    record = snapshot.record_id[snapshot.mention_record]
    said = _mix(_mix(snapshot.mention_id[:, 0], snapshot.mention_id[:, 1]), _mix(*record.T))
    total = np.zeros(snapshot.entities, np.uint64)
    np.add.at(total, snapshot.mention_entity, said)
    classes = np.zeros(snapshot.entities, np.uint64)
    for place, name in enumerate(sorted(snapshot.classes)):
        classes |= snapshot.classes[name].astype(np.uint64) << np.uint64(place)
    state = _mix(_mix(total, classes), snapshot.entity_kind.astype(np.uint64) + np.uint64(VIEW))
    return state.view(np.int64)


def link_states(snapshot: Snapshot) -> States:
    """The state of each link: its ends, its type and its claims, which name their records."""
    claims = snapshot.claim_id[snapshot.link_claim]
    link = np.repeat(np.arange(snapshot.links), np.diff(snapshot.claim_offset))
    total = np.zeros(snapshot.links, np.uint64)
    np.add.at(total, link, _mix(claims[:, 0], claims[:, 1]))
    ends = [snapshot.entity_id[rows] for rows in (snapshot.link_source, snapshot.link_target)]
    state = _mix(_mix(total, _mix(*ends[0].T)), _mix(*ends[1].T))
    return _mix(state, snapshot.link_type.astype(np.uint64) + np.uint64(VIEW)).view(np.int64)


def entities(
    store: EvidenceReader, snapshot: Snapshot, rows: Sequence[int]
) -> list[dict[str, Any]]:
    """Entities as nodes: id, labels, and properties by their best supported values."""
    members = {row: caption_members(snapshot, row) for row in rows}
    asked = [mention for each in members.values() for mention in each]
    stored = store.mentions(asked, snapshot.viewer, snapshot.commit)
    found = {mention.id: mention for mention in stored if mention is not None}
    return [
        _entity(snapshot, row, [found[id] for id in each if id in found])
        for row, each in members.items()
    ]


def _entity(snapshot: Snapshot, row: int, mentions: Sequence[StoredMention]) -> dict[str, Any]:
    kind = kind_of(snapshot, row)
    best: dict[str, str] = {}
    for fact in facts(mentions):
        best.setdefault(fact.property, fact.value)  # the best supported value comes first
    id = snapshot.entity_name(row)
    classes = [name for name in sorted(snapshot.classes) if snapshot.classes[name][row]]
    return {
        "id": id,
        "labels": [label_of(kind), *classes],
        "said": {**best, "id": id, "caption": caption(kind, mentions)[:CAPTION_MAX]},
    }


class Links:
    """The links of a snapshot, found by the entities at their ends."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._states = link_states(snapshot)
        self._by_target = np.argsort(snapshot.link_target, kind="stable")
        self._targets = snapshot.link_target[self._by_target]

    def states_of(self, entities: Sequence[int]) -> dict[int, int]:
        """State to row of every link that begins or ends at some entities."""
        outward = _within(self._snapshot.link_source, entities)  # links are sorted by source
        inward = self._by_target[_within(self._targets, entities)]
        rows = np.union1d(outward, inward)
        return dict(zip(self._states[rows].tolist(), rows.tolist(), strict=True))

    def link(self, row: int) -> dict[str, Any]:
        """A link as a relationship: ends, type, properties."""
        world = self._snapshot
        records = world.records_of(row)
        start, end = int(world.link_start[row]), int(world.link_end[row])
        return {
            "source": world.entity_name(int(world.link_source[row])),
            "target": world.entity_name(int(world.link_target[row])),
            "type": _LINKS[world.link_type[row]],
            "said": {
                "confidence": float(world.link_confidence[row]),
                "valid_from": None if start <= UNKNOWN_START else _moment(start),
                "valid_to": None if end >= UNKNOWN_END else _moment(end),
                "sources": world.sources_of(row),
                "records": records[:LINK_RECORDS_MAX],
                "record_count": len(records),
                "state": int(self._states[row]),
            },
        }


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)


def _within(sorted_ends: Ints, entities: Sequence[int]) -> npt.NDArray[np.intp]:
    """The places in a sorted column at which any of some entities stand."""
    begin = np.searchsorted(sorted_ends, entities, side="left")
    end = np.searchsorted(sorted_ends, entities, side="right")
    ranges = [np.arange(b, e) for b, e in zip(begin, end, strict=True)]
    return np.concatenate(ranges) if ranges else np.empty(0, np.intp)


def parts(snapshot: Snapshot, row: int) -> set[Part]:
    """The mentions of one entity."""
    members = snapshot.member_rows(row)
    entity = snapshot.entity_name(row)
    mentions = hex_of(snapshot.mention_id[members])
    records = hex_of(snapshot.record_id[snapshot.mention_record[members]])
    return {Part(m, r, entity) for m, r in zip(mentions, records, strict=True)}


def _mix(left: _Mixed | Ids, right: _Mixed | Ids) -> _Mixed:
    """64 bits from two times 64, so that sums of them tell sets apart (splitmix64's finisher)."""
    mixed: _Mixed = (left * np.uint64(0x9E3779B97F4A7C15)) ^ right
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    last: _Mixed = mixed >> np.uint64(31)
    return mixed ^ last
