"""Splits: what is taken out stays out, and undoing one leaves nothing behind."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import STORES, StoreHouse
from test_deciding import LIST, NAMES, filled, person, same_world, say, world_of

from tripoint_graph.model import MentionId, Verdict
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import Viewer
from tripoint_resolution.deciding import DecisionRefused, take_back
from tripoint_resolution.reviewing import review_queue
from tripoint_resolution.splitting import Split, split

WHY = "two signatures, two men"


def parted(store: EvidenceStore, entity: str, *out: str, by: str = "rahim") -> Split:
    return split(store, world_of(store), entity, out, by=by, reason=WHY)


def merged(store: EvidenceStore, people: list[MentionId]) -> None:
    for one, other in pairwise(people):
        say(store, one, other, Verdict.SAME)


@given(out=st.sets(st.integers(0, 4), min_size=1, max_size=4))
@settings(max_examples=12, deadline=None)
def test_a_split_parts_exactly_those_and_is_undone_hash_for_hash(
    out: set[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    house = StoreHouse(STORES["sqlite"], tmp_path_factory.mktemp("stores"))
    try:
        store = house.fresh()
        people = filled(store)
        merged(store, people)
        before, digest = world_of(store), store.info().digest
        made = parted(store, people[0], *(people[at] for at in out))
        assert made.holds
        assert len(made.judgements) == len(out) * (len(NAMES) - len(out))
        world = world_of(store)
        taken = {world.find(people[at]) for at in out}
        stay = {world.find(id) for at, id in enumerate(people) if at not in out}
        assert not taken & stay
        told = store.judgements(people, world.viewer)
        last = next(each for each in told if each.id == made.judgements[-1])
        take_back(store, world, last.id, last.judgement.left)
        assert store.info().digest == digest
        assert same_world(world_of(store), before)
    finally:
        house.close()


def test_a_split_of_somebody_listed_needs_a_second_person(store: EvidenceStore) -> None:
    one, two, *_, listed = filled(store, person("QDi.1", "Siti binti Rahma", LIST))
    say(store, one, two, Verdict.SAME)
    say(store, two, listed, Verdict.SAME)
    say(store, two, listed, Verdict.SAME, by="dewi")
    assert len(world_of(store).members(world_of(store).find(one) or 0)) == 3
    assert not parted(store, listed, listed).holds
    assert not parted(store, listed, listed).holds, "nobody is his own second"
    assert world_of(store).find(listed) == world_of(store).find(one)
    waiting = [w for w in review_queue(store, world_of(store)) if w.stored.judgement.reason == WHY]
    assert len(waiting) == 1, "one split is one thing to look at"
    assert parted(store, listed, one, two, by="dewi").holds, (
        "the same split, told from its other end"
    )
    assert world_of(store).find(listed) != world_of(store).find(one) == world_of(store).find(two)


def test_what_cannot_be_split_is_refused(store: EvidenceStore) -> None:
    people = filled(store)
    merged(store, people[:2])
    for entity, out, why in (
        (people[0], [people[0], people[1]], "none would stay"),
        (people[0], [people[3]], "no such entity"),
        ("f" * 32, [people[0]], "no such entity"),
    ):
        with pytest.raises(DecisionRefused, match=why):
            parted(store, entity, *out)
    outsider = world_of(store, Viewer("outsider", member="SG"))
    with pytest.raises(DecisionRefused, match="no such entity"):
        split(store, outsider, people[0], [people[1]], by="rahim", reason=WHY)
    with pytest.raises(DecisionRefused, match="name of a person"):
        split(store, world_of(store), people[0], [people[1]], by="", reason=WHY)
