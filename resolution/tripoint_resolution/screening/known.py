"""Who is already in the graph, to be screened: a person, or everybody of a booking or a bill."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tripoint_graph.columns import hex_of
from tripoint_graph.hydrate import kind_of
from tripoint_graph.model import Category, MentionId, Record
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot
from tripoint_resolution.profile import KINDS, Profile, merged_profile, profile_of

MENTIONS_MAX = 64
"""Mentions that tell of one entity, at most: its first by id."""

PARTIES_MAX = 500
"""People and parties of one booking, flight or consignment, at most: the first by id."""


@dataclass(frozen=True, slots=True)
class KnownSubject:
    """Somebody in the graph.

    Attributes:
        entity: the row of who it is.
        profile: what records other than lists tell of them.
        told: those records, and the key of the mention in each.
    """

    entity: int
    profile: Profile
    told: tuple[tuple[Record, str], ...]


def parties(snapshot: Snapshot, entity: int) -> list[int]:
    """Whom to screen for an entity: itself, or the people and parties that are linked to it."""
    if kind_of(snapshot, entity) in KINDS:
        return [entity]
    near = np.unique(snapshot.mention_entity[snapshot.claim_source[snapshot.claims_to.of(entity)]])
    return [int(row) for row in near if kind_of(snapshot, int(row)) in KINDS][:PARTIES_MAX]


def known_subjects(
    store: EvidenceReader, snapshot: Snapshot, entities: list[int]
) -> Iterator[KnownSubject]:
    """What the graph tells of each entity; those that only lists tell of are left out."""
    for entity in entities:
        rows = snapshot.member_rows(entity)[:MENTIONS_MAX]
        ids = [MentionId(id) for id in hex_of(snapshot.mention_id[rows])]
        found = store.mentions(ids, snapshot.viewer, snapshot.commit)
        stored = [each for each in found if each is not None]
        records = store.records([e.record for e in stored], snapshot.viewer, snapshot.commit)
        told = tuple(
            (record.record, each.mention.key)
            for record, each in zip(records, stored, strict=True)
            if record is not None and record.record.handling.category is not Category.LIST
        )
        profiles = [profile_of(record, key) for record, key in told]
        if named := [each for each in profiles if each.names]:
            yield KnownSubject(entity, merged_profile(named), told)
