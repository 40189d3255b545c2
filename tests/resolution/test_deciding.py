"""Decisions on who is who: explained, made by people, and taken back without a trace."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import STORES, StoreHouse

from tripoint_graph.columns import hex_of
from tripoint_graph.model import Category, Handling, Mention, MentionId, Record, Tlp, Verdict
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import FULL, Viewer
from tripoint_graph.worlds import Worlds
from tripoint_resolution.criteria import load_criteria
from tripoint_resolution.deciding import (
    DecisionRefused,
    Why,
    decide,
    take_back,
    why,
)

LIST = Handling("UN", Tlp.CLEAR, Category.LIST)
TRAVEL = Handling("ID", Tlp.AMBER, Category.PASSENGER)
NAMES = ("Siti Rahma", "SITI RAHMAH", "Rahma, Siti", "Budi Santoso", "Santoso B")


def person(key: str, name: str, handling: Handling = TRAVEL) -> Record:
    return Record("s", key, handling, "1", mentions=(Mention("p", "person", {"name": (name,)}),))


def filled(store: EvidenceStore, *more: Record) -> list[MentionId]:
    """Ids of people in the order of `NAMES`, and of more."""
    records = [person(name, name) for name in NAMES] + list(more)
    store.append(records)
    world = Worlds(store).snapshot(FULL)
    ids = [MentionId(id) for id in hex_of(world.mention_id)]
    named = {m.mention.first("name"): m.id for m in store.mentions(ids, FULL) if m is not None}
    return [named[record.mentions[0].first("name")] for record in records]


def world_of(store: EvidenceStore, viewer: Viewer = FULL) -> Snapshot:
    return Worlds(store).snapshot(viewer)


def same_world(one: Snapshot, other: Snapshot) -> bool:
    """All but the commit's number, which goes on counting."""
    return all(
        np.array_equal(getattr(one, f.name), getattr(other, f.name))
        if isinstance(getattr(one, f.name), np.ndarray)
        else f.name in ("commit", "classes") or getattr(one, f.name) == getattr(other, f.name)
        for f in fields(Snapshot)
    )


def say(store: EvidenceStore, one: str, other: str, verdict: Verdict, by: str = "rahim") -> str:
    made = decide(store, world_of(store), one, other, verdict, by=by, reason="the same signature")
    return made.judgement


def explained(store: EvidenceStore, one: str, other: str) -> Why:
    found = why(store, world_of(store), one, other, load_criteria())
    assert found is not None
    return found


@given(
    said=st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(Verdict)).filter(
            lambda pair: pair[0] != pair[1]
        ),
        min_size=2,
        max_size=6,
        unique_by=lambda pair: (min(pair[:2]), max(pair[:2])),
    ),
    which=st.integers(0, 5),
)
@settings(max_examples=25, deadline=None)
def test_whatever_is_taken_back_might_never_have_been_said(
    said: list[tuple[int, int, Verdict]], which: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    house = StoreHouse(STORES["sqlite"], tmp_path_factory.mktemp("stores"))
    try:
        store, without = house.fresh(), house.fresh()
        people = filled(store)
        assert filled(without) == people
        taken = which % len(said)
        ids = []
        for at, (one, other, verdict) in enumerate(said):
            ids.append(say(store, people[one], people[other], verdict))
            if at != taken:
                say(without, people[one], people[other], verdict)
        take_back(store, world_of(store), ids[taken], people[said[taken][0]])
        assert same_world(world_of(store), world_of(without))
    finally:
        house.close()


def test_undoing_the_first_of_two_chained_merges_leaves_the_second(store: EvidenceStore) -> None:
    one, two, three, *_ = filled(store)
    first = say(store, one, two, Verdict.SAME)
    say(store, two, three, Verdict.SAME)
    assert len(world_of(store).members(world_of(store).find(one) or 0)) == 3
    told = explained(store, one, three)
    assert told.together
    assert [join.by for join in told.tied_by] == ["judgement", "judgement"]
    take_back(store, world_of(store), first, one)
    world = world_of(store)
    assert world.find(one) != world.find(two) == world.find(three)
    assert explained(store, one, three).tied_by == ()


def test_what_is_said_to_be_different_stays_apart(store: EvidenceStore) -> None:
    one, two, three, *_ = filled(store)
    say(store, one, three, Verdict.DIFFERENT)
    say(store, one, two, Verdict.SAME)
    say(store, two, three, Verdict.SAME)
    world = world_of(store)
    assert world.find(one) != world.find(three)
    (said,) = explained(store, one, three).judgements
    assert said.judgement.verdict is Verdict.DIFFERENT


def test_a_merge_with_somebody_listed_needs_a_second_person(store: EvidenceStore) -> None:
    *people, listed = filled(store, person("QDi.1", "Siti binti Rahma", LIST))
    world = world_of(store)

    def merged(by: str, one: str = people[0], other: str = listed) -> bool:
        reason = f"passport seen by {by}"
        return decide(store, world, one, other, Verdict.SAME, by=by, reason=reason).holds

    assert not merged("rahim")
    assert not merged("rahim"), "nobody is his own second"
    assert world_of(store).find(people[0]) != world_of(store).find(listed)
    assert merged("dewi", listed, people[0])
    assert world_of(store).find(people[0]) == world_of(store).find(listed)
    assert merged("rahim", people[3], people[4]), "who is on no list needs no second"


@pytest.mark.parametrize(("by", "reason"), [("", "the same signature"), ("rahim", "same")])
def test_a_decision_needs_a_name_and_a_reason(store: EvidenceStore, by: str, reason: str) -> None:
    one, two, *_ = filled(store)
    with pytest.raises(DecisionRefused, match="name of a person"):
        decide(store, world_of(store), one, two, Verdict.SAME, by=by, reason=reason)


def test_nobody_decides_on_what_they_may_not_see(store: EvidenceStore) -> None:
    one, two, *_ = filled(store)
    outsider = world_of(store, Viewer("outsider", member="SG"))
    with pytest.raises(DecisionRefused, match="no two such mentions"):
        decide(store, outsider, one, two, Verdict.SAME, by="rahim", reason="the same signature")
    judgement = say(store, one, two, Verdict.SAME)
    with pytest.raises(DecisionRefused, match="no such judgement"):
        take_back(store, outsider, judgement, one)
    assert why(store, outsider, one, two, load_criteria()) is None
