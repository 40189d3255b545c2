"""A firm that ships every week is one firm, though its name is all that a manifest tells."""

from math import log

import pytest
from stores import STORES, StoreHouse

from tripoint_graph.columns import hex_of
from tripoint_graph.model import (
    Category,
    Handling,
    Judgement,
    Mention,
    MentionId,
    Record,
    Tlp,
    Verdict,
)
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL
from tripoint_graph.worlds import Worlds
from tripoint_resolution.proposing.kinds import MODELLED
from tripoint_resolution.proposing.model import shipped_model
from tripoint_resolution.proposing.often import TOLD_OFTEN
from tripoint_resolution.proposing.resolve import proposals
from tripoint_resolution.said import evidence_of

CARGO = Handling("ID", Tlp.GREEN, Category.TRADE)
HIDDEN = Handling("SG", Tlp.RED, Category.TRADE)
NAME = "Orient Malacca Logistics"


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> EvidenceStore:
    """Proposals do not depend on the store's kind; the contract's tests see to that."""
    return StoreHouse(STORES["sqlite"], tmp_path_factory.mktemp("store")).fresh()


def told(
    times: int, *, kind: str = "organisation", name: str = NAME, handling: Handling = CARGO
) -> list[Record]:
    """So many records that tell of a name and of nothing else."""
    mention = Mention("m", kind, {"name": (name,)})
    source = handling.owner
    return [Record(source, f"{name}{n}", handling, "1", mentions=(mention,)) for n in range(times)]


def proposed(store: EvidenceStore, kind: str = "organisation") -> list[Judgement]:
    world = Worlds(store).snapshot(FULL)
    return list(proposals(store, world, shipped_model(MODELLED[kind].model)).add)


def test_what_is_told_twice_waits_for_people_and_what_is_told_often_is_one(
    store: EvidenceStore,
) -> None:
    store.append(told(2))
    assert {said.verdict for said in proposed(store)} == {Verdict.UNSURE}
    store.append(told(12))
    made = proposed(store)
    assert {said.verdict for said in made} == {Verdict.SAME}
    store.judge(made)
    world = Worlds(store).snapshot(FULL)
    assert len({world.find(MentionId(id)) for id in hex_of(world.mention_id)}) == 1


def test_its_part_is_told_and_the_parts_add_up(store: EvidenceStore) -> None:
    store.append(told(12))
    for said in proposed(store):
        parts = evidence_of(said)
        often = next(part for part in parts if part.feature == TOLD_OFTEN)
        assert often.level == "in 8 records or more", "by powers of two"
        odds = log(said.probability / (1 - said.probability))
        assert sum(part.weight for part in parts) == pytest.approx(odds, abs=0.006 * len(parts))


def test_people_of_one_name_are_no_surer_for_being_many(store: EvidenceStore) -> None:
    store.append(told(2, kind="person", name="Mohammed Hassan"))
    few = {said.probability for said in proposed(store, "person")}
    store.append(told(30, kind="person", name="Mohammed Hassan"))
    assert {said.probability for said in proposed(store, "person")} <= few


def test_records_that_whoever_sees_two_may_not_see_count_for_nothing(store: EvidenceStore) -> None:
    store.append(told(4))
    seen = {said.features.get(TOLD_OFTEN) for said in proposed(store)}
    store.append(told(30, handling=HIDDEN))
    world = Worlds(store).snapshot(FULL)
    of_cargo = {
        id
        for id in hex_of(world.mention_id)
        for mention in store.mentions([MentionId(id)], FULL)
        for record in store.records([mention.record] if mention else [], FULL)
        if record and record.record.handling == CARGO
    }
    within = [s for s in proposed(store) if {s.left, s.right} <= of_cargo]
    assert within
    assert {said.features.get(TOLD_OFTEN) for said in within} == seen
