"""What every store promises of judgements and of ingest runs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from contract_evidence import (
    IDS,
    LIST,
    NOBODY,
    PASSENGER,
    TRADE,
    TRADE_VIEWER,
    UNKNOWN,
    mention_id,
    person,
    record_id,
    same,
)
from stores import SECRET, StoreHouse

from tripoint_graph.model import (
    Handling,
    Issue,
    JudgementId,
    MentionId,
    Record,
    RecordId,
    Run,
    RunId,
    RunState,
    Verdict,
)
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL, Viewer

A, B, C = person("a", "Nur"), person("b", "Nur H."), person("c", "N. Habib", handling=PASSENGER)


def seen(
    store: EvidenceStore, *of: Record, viewer: Viewer = FULL, known_at: int | None = None
) -> list[JudgementId]:
    return [j.id for j in store.judgements([mention_id(r) for r in of], viewer, known_at)]


def test_a_judgement_comes_back_as_it_went_in_on_either_mention(store: EvidenceStore) -> None:
    store.append([A, B])
    judgement = same(A, B)
    commit = store.judge([judgement])
    assert commit == store.head()
    assert commit.number == 2
    for mentions in ([A], [B], [A, B], [B, A, A]):
        (stored,) = store.judgements([mention_id(r) for r in mentions], FULL)
        assert stored.id == IDS.judgement(judgement)
        assert replace(stored.judgement, records=()) == replace(judgement, records=())
        assert set(stored.judgement.records) == set(judgement.records)
        assert stored.made_at == commit.at
    assert store.judgements([MentionId(UNKNOWN)], FULL) == []
    assert store.judgements([], FULL) == []


def test_judging_twice_changes_nothing(store: EvidenceStore) -> None:
    store.append([A, B])
    first = store.judge([same(A, B), same(A, B)])
    before = store.info()
    assert store.judge([same(A, B)]) == first
    assert store.judge([]) == first
    assert store.info() == before
    assert before.judgements == 1


def test_a_pair_has_no_order(store: EvidenceStore) -> None:
    store.append([A, B])
    judgement = same(A, B)
    first = store.judge([judgement])
    assert store.judge([replace(judgement, left=judgement.right, right=judgement.left)]) == first


def test_what_is_taken_back_stays_visible_in_the_past_and_can_live_again(
    store: EvidenceStore,
) -> None:
    store.append([A, B])
    judgement = same(A, B)
    id = IDS.judgement(judgement)
    without = store.info().digest
    store.judge([judgement])  # commit 2
    held = store.info().digest
    assert store.unjudge([id, JudgementId(UNKNOWN)]).number == 3
    assert seen(store, A) == []
    assert store.info().digest == without != held
    assert store.info().judgements == 0
    assert store.unjudge([id]).number == 3
    again = store.judge([judgement])
    assert again.number == 4
    assert store.info().digest == held
    assert [seen(store, A, known_at=c) for c in range(5)] == [[], [], [id], [], [id]]
    (stored,) = store.judgements([mention_id(A)], FULL)
    assert stored.made_at == again.at


def test_judgements_come_by_id(store: EvidenceStore) -> None:
    store.append([A, B])
    several = [same(A, B, by=f"judge:{n}") for n in range(10)]
    store.judge(several)
    assert seen(store, B) == sorted(map(IDS.judgement, several))


def test_every_verdict_can_be_held(store: EvidenceStore) -> None:
    store.append([A, B])
    store.judge([replace(same(A, B), verdict=verdict) for verdict in Verdict])
    answers = store.judgements([mention_id(A)], FULL)
    assert {stored.judgement.verdict for stored in answers} == set(Verdict)


def test_a_judgement_is_seen_only_with_everything_it_rests_on(store: EvidenceStore) -> None:
    store.append([A, B, C])
    on_hidden_record, on_hidden_mention, shown = (
        same(A, B, C, reason="seen together"),
        same(A, C),
        same(A, B),
    )
    store.judge([on_hidden_record, replace(on_hidden_mention, records=()), shown])
    assert len(seen(store, A)) == 3
    assert seen(store, A, viewer=TRADE_VIEWER) == [IDS.judgement(shown)]
    assert seen(store, C, viewer=TRADE_VIEWER) == []
    assert seen(store, A, viewer=NOBODY) == []


def test_a_judgement_on_what_the_store_does_not_hold_waits_for_it(store: EvidenceStore) -> None:
    store.append([A])
    judgement = same(A, B)
    store.judge([judgement, replace(judgement, reason="of old", records=(RecordId(UNKNOWN),))])
    assert seen(store, A) == []
    store.append([B])
    assert seen(store, A) == [IDS.judgement(judgement)]
    assert seen(store, A, known_at=2) == []


def test_a_judgement_outlives_a_new_version_and_sleeps_while_its_mention_is_gone(
    store: EvidenceStore,
) -> None:
    store.append([A, B])
    store.judge([same(A, B)])
    store.append([person("a", "Nur Habib", version="2")])
    assert seen(store, A) == [IDS.judgement(same(A, B))]
    store.append([person("a", version="3", withdrawn=True)])
    assert seen(store, A) == seen(store, B) == []
    store.append([person("a", "Nur", version="4")])
    assert seen(store, A) == [IDS.judgement(same(A, B))]


NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ISSUE = Issue("pax.edi", "segment 48 (DTM)", "birth_date", "bad-date", "no such day", "fix it")


def run_of(name: str, *handlings: Handling, minute: int = 0) -> Run:
    return Run(
        id=RunId(IDS.run("people", "paxlst", name)),
        source="people",
        format="paxlst",
        file=name,
        state=RunState.FINISHED,
        started_at=NOON + timedelta(minutes=minute),
        finished_at=NOON + timedelta(hours=1, microseconds=7),
        read=10,
        new=9,
        issues=1,
        lost=1,
        handlings=handlings,
        error="",
    )


def test_a_run_is_seen_with_all_its_handlings_newest_first(store: EvidenceStore) -> None:
    open_run, mixed = run_of("a.xml", LIST, minute=1), run_of("b.edi", LIST, PASSENGER, minute=2)
    unread = run_of("c.edi", minute=3)
    for run in (open_run, mixed, unread):
        store.save_run(run, [ISSUE])
    assert store.runs(FULL) == [unread, mixed, open_run]
    assert store.runs(TRADE_VIEWER) == [open_run]
    assert store.issues(open_run.id, TRADE_VIEWER) == [ISSUE]
    assert store.issues(mixed.id, TRADE_VIEWER) == store.issues(RunId(UNKNOWN), FULL) == []
    assert store.issues(unread.id, TRADE_VIEWER) == store.issues(RunId("no id"), FULL) == []
    assert store.head().number == 0


def test_saving_a_run_again_replaces_it_and_its_issues_only_where_given(
    store: EvidenceStore,
) -> None:
    begun = replace(run_of("a.xml", TRADE), state=RunState.RUNNING, finished_at=None)
    issues = [replace(ISSUE, position=f"line {n}", excerpt="\U0001f600'\x00") for n in range(12)]
    store.save_run(begun, issues)
    done = replace(begun, state=RunState.FAILED, finished_at=NOON, error="cut off", new=4)
    store.save_run(done)
    assert store.runs(FULL) == [done]
    assert store.issues(done.id, FULL) == issues
    assert store.info().issues == 12
    store.save_run(done, [])
    assert store.issues(done.id, FULL) == []


def test_records_may_name_the_run_that_brought_them(house: StoreHouse) -> None:
    store = house.fresh(SECRET)
    run = run_of("a.xml", LIST)
    store.save_run(run)
    assert store.append([A], run=run.id).new == 1
    assert store.records([record_id(A)], FULL)[0] is not None


@pytest.mark.parametrize("known_at", [0, 1])
def test_a_judgement_is_not_known_before_its_records(store: EvidenceStore, known_at: int) -> None:
    store.append([A])
    store.append([B])
    store.judge([same(A, B)])
    assert seen(store, A, known_at=known_at) == []
