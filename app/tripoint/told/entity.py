"""One entity as a document: facts with their records, classes with theirs, links."""

from typing import Any

import numpy as np

from tripoint.told.screening import evidence_documents
from tripoint_graph.captions import Fact, facts, sentence
from tripoint_graph.classes import labels_of
from tripoint_graph.columns import hex_of
from tripoint_graph.hydrate import captions, days, kind_of, records
from tripoint_graph.model import MentionId, RecordId
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader, StoredRecord
from tripoint_graph.snapshot import Snapshot
from tripoint_resolution.said import evidence_of_joins

LINKS_SHOWN = 20
MENTIONS_READ = 2_000
"""Mentions of one entity whose facts are read, at most; the document says how many there are."""
_LINKS = tuple(ONTOLOGY.links)


def portrait(
    store: EvidenceReader, world: Snapshot, entity: int, *, links_max: int = LINKS_SHOWN
) -> dict[str, Any]:
    """All that the world's viewer may know of one entity row, with keys that stay."""
    rows = world.member_rows(entity)
    asked = [MentionId(name) for name in hex_of(world.mention_id[rows[:MENTIONS_READ]])]
    stored = store.mentions(asked, world.viewer, world.commit)
    seen = [mention for mention in stored if mention is not None]
    told = facts(seen)
    held = records(store, world, (mention.record for mention in seen))
    headings = {mention.id: record_heading(held[mention.record]) for mention in seen}
    links = _links_of(world, entity)
    joins = world.joins_of(entity)
    return {
        "id": world.entity_name(entity),
        "kind": kind_of(world, entity),
        "caption": captions(store, world, [entity])[entity],
        "mentions": len(rows),
        "mentions_read": len(asked),
        "classes": [
            {
                "name": label.name,
                "label": ONTOLOGY.classes[label.name].label,
                "rule": label.rule,
                "records": list(label.records),
            }
            for label in labels_of(world, entity)
        ],
        "properties": [_fact(fact, held) for fact in told],
        "joins": [
            {
                "left": join.left,
                "right": join.right,
                "left_record": headings.get(join.left),
                "right_record": headings.get(join.right),
                "by": join.by,
                "probability": join.probability,
                "evidence": evidence_documents(parts),
            }
            for join, parts in zip(joins, evidence_of_joins(store, world, joins), strict=True)
        ],
        "links": _link_documents(store, world, entity, links[:links_max]),
        "links_total": len(links),
        "records": list(world.records_of_entity(entity)),
    }


def _links_of(world: Snapshot, entity: int) -> list[int]:
    """Link rows at an entity, the surest first, ties in the snapshot's order."""
    rows = world.links_of(entity)
    order = np.argsort(-world.link_confidence[rows], kind="stable")
    return [int(row) for row in rows[order]]


def _fact(fact: Fact, held: dict[RecordId, StoredRecord]) -> dict[str, Any]:
    return {
        "name": fact.property,
        "value": fact.value,
        "statements": [
            {"value": s.value, "mention": s.mention, **record_heading(held[s.record])}
            for s in fact.statements
        ],
    }


def record_heading(stored: StoredRecord) -> dict[str, Any]:
    """Where something stands: the record's id, source, key in it, grade, and when it was seen."""
    return {
        "record": stored.id,
        "source": stored.record.source,
        "source_key": stored.record.source_key,
        "grade": str(stored.record.grade),
        "observed_at": stored.record.observed_at,
    }


def _link_documents(
    store: EvidenceReader, world: Snapshot, entity: int, links: list[int]
) -> list[dict[str, Any]]:
    ends = {
        int(end) for link in links for end in (world.link_source[link], world.link_target[link])
    }
    named = captions(store, world, ends)
    documents = []
    for link in links:
        source, target = int(world.link_source[link]), int(world.link_target[link])
        other = target if source == entity else source
        name = _LINKS[world.link_type[link]]
        documents.append(
            {
                "type": name,
                "nature": str(ONTOLOGY.link(name).nature),
                "sentence": sentence(name, named[source], named[target]),
                "other": {
                    "id": world.entity_name(other),
                    "kind": kind_of(world, other),
                    "caption": named[other],
                },
                "confidence": float(world.link_confidence[link]),
                "independent_sources": int(world.link_independent[link]),
                "when": days(int(world.link_start[link]), int(world.link_end[link])),
                "records": list(world.records_of(link)),
            }
        )
    return documents
