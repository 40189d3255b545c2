"""What is looked up by index is what a search through the whole snapshot finds."""

import numpy as np
from evidence_by_hand import Evidence, evidence, export_of
from hypothesis import given, settings
from hypothesis import strategies as st

from tripoint_graph.canonical import canonical
from tripoint_graph.classes import labels_of
from tripoint_graph.grouped import grouped
from tripoint_graph.model import RecordId
from tripoint_graph.ontology import ONTOLOGY, ClassRule, Step, Walk
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import FULL
from tripoint_graph.world import world

Ways = list[set[int]]  # the record rows of each way to walk a rule


def marked(seen: Snapshot, mention: int, mark: str) -> bool:
    return not mark or bool(seen.mention_marks[mention] & ONTOLOGY.mark_bits[mark])


def ways(seen: Snapshot, steps: tuple[Step, ...], entity: int) -> Ways:
    """Every walk along all the steps, by looking at every claim for each."""
    if not steps:
        return [set()]
    step, found = steps[0], []
    for claim in np.flatnonzero(seen.claim_type == ONTOLOGY.link_codes[step.link]):
        ends = [int(seen.claim_source[claim]), int(seen.claim_target[claim])]
        near, far = ends if step.walk is Walk.FORWARD else ends[::-1]
        if seen.mention_entity[near] == entity and marked(seen, far, step.mark):
            onward = ways(seen, steps[1:], int(seen.mention_entity[far]))
            found += [{int(seen.claim_record[claim]), *records} for records in onward]
    return found


def witnesses(seen: Snapshot, rule: ClassRule, entity: int) -> list[RecordId]:
    own = [
        m for m in np.flatnonzero(seen.mention_entity == entity) if marked(seen, int(m), rule.mark)
    ]
    kinds = [ONTOLOGY.kind_codes[kind] for kind in rule.kinds]
    found = ways(seen, rule.steps, entity)
    if seen.entity_kind[entity] not in kinds or not own or not found:
        return []
    records = {int(seen.mention_record[m]) for m in own} if rule.mark else set()
    return seen.record_names(np.array(sorted(records.union(*found)), np.int64))


@given(evidence())
@settings(max_examples=60, deadline=None)
def test_one_entitys_links_claims_and_labels_are_those_a_search_finds(full: Evidence) -> None:
    seen = world(canonical(export_of(full)), FULL)
    for entity in range(seen.entities):
        at = np.flatnonzero((seen.link_source == entity) | (seen.link_target == entity))
        assert seen.links_of(entity).tolist() == at.tolist()
        members = np.flatnonzero(seen.mention_entity == entity)
        assert seen.member_rows(entity).tolist() == members.tolist()
        expected = [
            (name, rule.rule, tuple(records))
            for name, actor in ONTOLOGY.classes.items()
            for rule in actor.rules
            if (records := witnesses(seen, rule, entity))
        ]
        told = [(label.name, label.rule, label.records) for label in labels_of(seen, entity)]
        assert told == expected
    for record in range(len(seen.record_id)):
        stated = np.flatnonzero(seen.mention_record == record)
        assert seen.mentions_in(record).tolist() == stated.tolist()


@given(st.lists(st.integers(0, 5), max_size=30), st.lists(st.integers(0, 5), max_size=8))
def test_groups_hold_their_rows_in_order(keys: list[int], asked: list[int]) -> None:
    index = grouped(np.array(keys, np.int32), 6)
    rows = [[row for row, key in enumerate(keys) if key == group] for group in range(6)]
    assert [index.of(group).tolist() for group in range(6)] == rows
    together = index.of_all(np.array(asked, np.int32)).tolist()
    assert together == [row for group in asked for row in rows[group]]
