"""A draft over a store answers every question as a store that holds both."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from contract_evidence import (
    IDS,
    UNKNOWN,
    claim_id,
    loads,
    mention_id,
    person,
    record_id,
    same,
    viewers,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import SECRET

from tripoint_graph.canonical import Columns, canonical
from tripoint_graph.columns import Export
from tripoint_graph.drafts import Draft
from tripoint_graph.errors import StoreError
from tripoint_graph.model import ClaimId, MentionId, Record, RecordId
from tripoint_graph.open import open_store
from tripoint_graph.ports import EvidenceStore, StoredRecord
from tripoint_graph.viewer import FULL, Viewer


def made(folder: str, name: str) -> EvidenceStore:
    return open_store(f"sqlite:///{Path(folder) / name}.db", SECRET)


def columns_of(export: Export) -> dict[str, object]:
    columns = canonical(export)
    return {
        field.name: value.tolist() if isinstance(value, np.ndarray) else value
        for field in fields(Columns)
        if (value := getattr(columns, field.name)) is not None
    }


@given(loads, loads, viewers, st.integers(0, 12))
@settings(max_examples=60, deadline=None)
def test_a_draft_answers_as_a_store_that_holds_it(
    held: list[list[Record]], drafted: list[list[Record]], viewer: Viewer, known_at: int
) -> None:
    with TemporaryDirectory() as folder:
        base, both = made(folder, "base"), made(folder, "both")
        draft = Draft(base, made(folder, "own"), IDS)
        for batch in held:
            base.append(batch)
            both.append(batch)
        people = {r.source_key: r for batch in held for r in batch if r.mentions}
        if len(people) > 1:
            left, right, *_ = people.values()
            base.judge([same(left, right)])
            both.judge([same(left, right)])
        for batch in drafted:
            told, expected = draft.append(batch), both.append(batch)
            assert (told.new, told.known) == (expected.new, expected.known)
            assert (told.superseded, told.silent) == (expected.superseded, expected.silent)
        assert_alike(draft, both, [*held, *drafted], viewer, None)
        assert_alike(draft, both, [*held, *drafted], viewer, known_at)
        assert columns_of(draft.export()) == columns_of(both.export())
        for store in (base, both, draft):
            store.close()


def assert_alike(
    draft: EvidenceStore,
    both: EvidenceStore,
    batches: list[list[Record]],
    viewer: Viewer,
    known_at: int | None,
) -> None:
    """Every read of two stores agrees but for the times of commits."""
    records = [record for batch in batches for record in batch]
    ids = [*sorted({record_id(r) for r in records}), RecordId(UNKNOWN)]
    mentions = sorted({mention_id(r, m.key) for r in records for m in r.mentions})
    claims = sorted({claim_id(r, at) for r in records for at, _ in enumerate(r.claims)})
    told = draft.records(ids, viewer, known_at)
    assert timeless(told) == timeless(both.records(ids, viewer, known_at))
    ends = [*mentions, MentionId(UNKNOWN)]
    assert draft.mentions(ends, viewer, known_at) == both.mentions(ends, viewer, known_at)
    links = [*claims, ClaimId(UNKNOWN)]
    assert draft.claims(links, viewer, known_at) == both.claims(links, viewer, known_at)
    judged = {j.id for j in draft.judgements(mentions, viewer, known_at)}
    assert judged <= {j.id for j in both.judgements(mentions, viewer, known_at)}
    for limit in (2, 50):
        paged = draft.page(viewer, None, limit, known_at)
        assert timeless(paged) == timeless(both.page(viewer, None, limit, known_at))
        for text in ("nur", "mai", "62811"):
            found = draft.search(text, viewer, (), limit, known_at)
            assert found == both.search(text, viewer, (), limit, known_at)
    assert draft.head().number == both.head().number
    assert [c.number for c in draft.commit_times()] == [c.number for c in both.commit_times()]
    assert draft.versions("people") == both.versions("people")
    assert draft.versions("people", ["k1"]) == both.versions("people", ["k1"])


def timeless(found: Sequence[StoredRecord | None]) -> list[object]:
    return [each and (each.id, each.record, each.speaks) for each in found]


def test_nothing_of_a_draft_is_in_the_store(tmp_path: Path) -> None:
    base = made(str(tmp_path), "base")
    base.append([person("k1", "Nur")])
    before = base.info()
    draft = Draft(base, made(str(tmp_path), "own"), IDS)
    draft.append([person("k1", "Nur Habib", version="2"), person("k2", "Mai")])
    draft.retract([record_id(person("k1", "Nur"))])
    assert base.info() == before
    assert base.search("mai", FULL) == []
    assert [hit.text for hit in draft.search("mai", FULL)] == ["mai"]
    draft.close()
    base.close()


def test_a_draft_takes_no_judgements(tmp_path: Path) -> None:
    base = made(str(tmp_path), "base")
    left, right = person("k1", "Nur"), person("k2", "Nur")
    base.append([left, right])
    draft = Draft(base, made(str(tmp_path), "own"), IDS)
    with pytest.raises(StoreError, match="accept"):
        draft.judge([same(left, right)])
    with pytest.raises(StoreError, match="accept"):
        draft.unjudge([IDS.judgement(same(left, right))])
    draft.close()
    base.close()
