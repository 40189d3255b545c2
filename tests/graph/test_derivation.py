"""A batch's rows are what each record's own derivation gives, whatever is remembered."""

import gc

import pytest
from evidence_by_hand import IDS, Evidence, evidence
from hypothesis import given

from tripoint_graph import rows
from tripoint_graph.collector import collector_seldom
from tripoint_graph.ids import content_hash
from tripoint_graph.model import Record
from tripoint_graph.rows import Derivation, RecordRows


def derived(derivation: Derivation, record: Record) -> RecordRows:
    content = content_hash(record)
    return derivation.rows_of(
        IDS.record(record.source, record.source_key, content), record, content
    )


@given(evidence())
def test_what_is_remembered_changes_no_row(world: Evidence) -> None:
    records = [record for _, record in world.records]
    together = Derivation(IDS)
    alone = [derived(Derivation(IDS), record) for record in records]
    assert [derived(together, record) for record in records] == alone
    assert [derived(together, record) for record in reversed(records)] == alone[::-1]


@given(evidence())
def test_a_full_memory_is_emptied(world: Evidence) -> None:
    records = [record for _, record in world.records]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "DESCRIBED_MAX", 2)
        small = Derivation(IDS)
        told = [derived(small, record) for record in records]
    assert told == [derived(Derivation(IDS), record) for record in records]


def test_searches_for_cycles_are_as_usual_again() -> None:
    usual = gc.get_threshold()
    with collector_seldom(), collector_seldom():
        assert gc.get_threshold()[0] > usual[0]
    assert gc.get_threshold() == usual
