"""A timeline leaves nothing dated out, makes nothing more exact, and says what it cuts."""

import pytest
from evidence_by_hand import Evidence, evidence, export_of
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds_by_hand import snapshot

from tripoint_algorithms.timeline import EVENTS_MAX, Kind, Wanted, records_about, timeline
from tripoint_graph.canonical import canonical
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START, span
from tripoint_graph.viewer import FULL
from tripoint_graph.world import world

DAY = 86_400


@given(evidence(), st.integers(0, 3))
@settings(max_examples=100, deadline=None)
def test_every_dated_claim_stands_in_one_event_and_nothing_else_does(
    full: Evidence, asked: int
) -> None:
    seen = world(canonical(export_of(full)), FULL)
    rows = [row for row in range(seen.entities) if row % 4 == asked]
    found = timeline(seen, rows, only=Wanted(kinds=frozenset({Kind.LINK})))
    expected = {
        claim
        for claim in range(len(seen.claim_id))
        if {int(seen.mention_entity[c[claim]]) for c in (seen.claim_source, seen.claim_target)}
        & set(rows)
        and (seen.claim_start[claim] > UNKNOWN_START or seen.claim_end[claim] < UNKNOWN_END)
    }
    claims = [claim for event in found.events for claim in event.claims]
    # A link joins two things: a claim of a thing with itself is none.
    loops = {
        claim
        for claim in expected
        if seen.mention_entity[seen.claim_source[claim]]
        == seen.mention_entity[seen.claim_target[claim]]
    }
    assert sorted(claims) == sorted(expected - loops)
    for event in found.events:
        times = {(int(seen.claim_start[c]), int(seen.claim_end[c])) for c in event.claims}
        assert times == {(event.start, event.end)}


@given(evidence(), st.integers(1, 5))
@settings(max_examples=100, deadline=None)
def test_a_cut_keeps_the_latest_and_counts_all(full: Evidence, limit: int) -> None:
    seen = world(canonical(export_of(full)), FULL)
    rows = list(range(seen.entities))
    observed = {row: span("2026-02") for row in records_about(seen, rows).tolist()[::2]}
    every = timeline(seen, rows, observed=observed)
    cut = timeline(seen, rows, observed=observed, limit=limit)
    assert cut.events == every.events[-limit:]
    assert cut.total == every.total == len(every.events)
    begins = [e.start if e.start > UNKNOWN_START else e.end for e in every.events]
    assert begins == sorted(begins)
    assert sum(e.kind is Kind.RECORD for e in every.events) == len(observed)


def phones(*times: tuple[int, int]) -> dict[tuple[int, int, str], tuple[int, int]]:
    return {(0, at + 1, "USES_PHONE"): time for at, time in enumerate(times)}


def test_what_cannot_have_been_then_is_left_out_and_what_may_have_been_stays() -> None:
    times = phones((0, DAY - 1), (10 * DAY, 40 * DAY - 1), (50 * DAY, UNKNOWN_END))
    links = [(0, at, "USES_PHONE", 0.9) for at in (1, 2, 3)]
    seen = snapshot(["person", "phone", "phone", "phone"], links, times=times)
    for during, told in {
        (0, DAY): [1],
        (20 * DAY, 21 * DAY): [2],  # dated to a month: it may have been on any of its days
        (2 * DAY, 9 * DAY): [],
        (60 * DAY, 70 * DAY): [3],  # nobody tells an end
    }.items():
        found = timeline(seen, [0], only=Wanted(during=during))
        assert [event.entities[1] for event in found.events] == told


def test_what_has_no_date_is_counted_and_no_event() -> None:
    times = phones((UNKNOWN_START, UNKNOWN_END), (UNKNOWN_START, DAY))
    links = [(0, at, "USES_PHONE", 0.9) for at in (1, 2)]
    seen = snapshot(["person", "phone", "phone"], links, times=times)
    found = timeline(seen, [0])
    assert (len(found.events), found.total, found.undated) == (1, 1, 1)
    assert (found.events[0].start, found.events[0].end) == (UNKNOWN_START, DAY)
    other = timeline(seen, [0], only=Wanted(types=frozenset({"HAS_ADDRESS"})))
    assert (other.total, other.undated) == (0, 0)


@pytest.mark.parametrize("limit", [0, EVENTS_MAX + 1])
def test_a_limit_out_of_range_is_refused(limit: int) -> None:
    with pytest.raises(ValueError, match="limit runs from"):
        timeline(snapshot(["person"], []), [0], limit=limit)
