"""Pairs that wait for people, as weak steps of a chain: by choice, at their probability."""

import gc
import weakref
from dataclasses import fields

import numpy as np
import pytest
from stores import STORES, StoreHouse

from tripoint_algorithms.assurance.breaks import breaks
from tripoint_algorithms.links.chains import Role, roles
from tripoint_algorithms.links.connections import connections
from tripoint_algorithms.topology import Filter, topology
from tripoint_graph.columns import hex_of
from tripoint_graph.model import (
    Category,
    Claim,
    Handling,
    Judgement,
    Mention,
    MentionId,
    Record,
    Tlp,
    Verdict,
)
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import FULL, Viewer
from tripoint_graph.worlds import Worlds
from tripoint_resolution.deciding import decide
from tripoint_resolution.possibly import POSSIBLY_SAME, unsure_behind, with_possibly_same
from tripoint_resolution.said import evidence_of

OPEN = Handling("ID", Tlp.CLEAR, Category.PASSENGER)
CLOSED = Handling("SG", Tlp.RED, Category.PASSENGER)
OUTSIDER = Viewer("outsider", member="MY")


def person(key: str, phone: str, handling: Handling = OPEN) -> Record:
    mentions = (
        Mention("p", "person", {"name": (f"Siti {key}",)}),
        Mention("n", "phone", {"number": (phone,)}),
    )
    claims = (Claim("USES_PHONE", "p", "n"),)
    return Record("s" + key, key, handling, "1", mentions=mentions, claims=claims)


OPEN_PEOPLE = [person("a", "+6281200000001"), person("b", "+6281200000002")]
HIDDEN = person("h", "+6281200000003", CLOSED)


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> StoreHouse:
    return StoreHouse(STORES["sqlite"], tmp_path_factory.mktemp("store"))


def ids(store: EvidenceStore) -> dict[str, MentionId]:
    world = Worlds(store).snapshot(FULL)
    asked = [MentionId(id) for id in hex_of(world.mention_id)]
    found = [m for m in store.mentions(asked, FULL) if m is not None]
    return {(m.mention.first("name") or m.mention.first("number")): m.id for m in found}


def filled(house: StoreHouse, *more: Record) -> EvidenceStore:
    """Siti a and Siti b, of whom something says that they may be one."""
    store = house.fresh()
    store.append([*OPEN_PEOPLE, *more])
    known = ids(store)
    pair = known["Siti a"], known["Siti b"]
    world = Worlds(store).snapshot(FULL)
    on = tuple(r for id in pair for r in world.records_of_entity(world.find(id) or 0))
    said = [Judgement(*pair, Verdict.UNSURE, "splink:person/1", 0.7, "alike", records=on)]
    if more:
        hidden = known["Siti a"], known["Siti h"]
        said.append(Judgement(*hidden, Verdict.UNSURE, "splink:person/1", 0.9, "alike"))
    store.judge(said)
    return store


def seen(store: EvidenceStore, viewer: Viewer = FULL) -> Snapshot:
    return with_possibly_same(store, Worlds(store).snapshot(viewer))


def ends(world: Snapshot, store: EvidenceStore) -> tuple[list[int], list[int]]:
    known = ids(store)
    one, other = (world.find(known[f"+628120000000{n}"]) for n in (1, 2))
    assert one is not None
    assert other is not None
    return [one], [other]


def test_a_chain_goes_over_it_by_choice_at_its_probability(house: StoreHouse) -> None:
    store = filled(house)
    plain, world = Worlds(store).snapshot(FULL), seen(store)
    assert connections(plain, *ends(plain, store)).chains == ()
    (chain,) = connections(world, *ends(world, store)).chains
    weak = chain.steps[1]
    assert (len(chain.steps), weak.confidence, weak.context) == (3, 0.7, True)
    assert len(world.records_of(weak.link)) == 2, "both records that it rests on"
    assert connections(world, *ends(world, store), only=Filter(conduct_only=True)).chains == ()
    assert Role.SUBJECT not in roles(topology(world), chain)


def test_the_step_tells_what_its_probability_is_made_of(house: StoreHouse) -> None:
    store = filled(house)
    parts = {"prior": "-2.00 one in 8", "name": "+2.85 somewhat alike"}
    known = ids(store)
    pair = known["Siti a"], known["Siti b"]
    store.judge([Judgement(*pair, Verdict.UNSURE, "splink:person/2", 0.7, "alike", features=parts)])
    world = seen(store)
    (chain,) = connections(world, *ends(world, store)).chains
    told = [unsure_behind(store, world, step.link) for step in chain.steps]
    assert [len(each) for each in told] == [0, 2, 0]
    assert {each.judgement.by for each in told[1]} == {"splink:person/1", "splink:person/2"}
    waterfall = next(evidence_of(j.judgement) for j in told[1] if j.judgement.features)
    assert [(e.feature, e.weight) for e in waterfall] == [("prior", -2.0), ("name", 2.85)]


def test_who_does_not_see_a_judgement_does_not_see_its_parts(house: StoreHouse) -> None:
    store = filled(house, HIDDEN)
    world = seen(store, OUTSIDER)
    behind = [j for link in range(world.links) for j in unsure_behind(store, world, link)]
    assert [each.judgement.probability for each in behind] == [0.7]


def test_withdrawing_either_record_breaks_it(house: StoreHouse) -> None:
    store = filled(house)
    world = seen(store)
    found = breaks(world, *ends(world, store), hops_max=3)
    assert (found.size, len(found.sets), found.complete) == (1, 2, True)


def test_links_stay_in_order_and_nothing_else_changes(house: StoreHouse) -> None:
    store = filled(house)
    plain, world = Worlds(store).snapshot(FULL), seen(store)
    keys = list(zip(world.link_source, world.link_target, world.link_type, strict=True))
    assert keys == sorted(keys)
    assert world.links == plain.links + 1
    assert world.claim_offset[-1] == len(world.link_claim) == len(world.claim_id)
    before = {tuple(plain.claims_of(link)) for link in range(plain.links)}
    assert before < {tuple(world.claims_of(link)) for link in range(world.links)}
    assert all(np.array_equal(plain.classes[n], world.classes[n]) for n in plain.classes)


def test_once_decided_there_is_no_such_step(house: StoreHouse) -> None:
    store = filled(house)
    known = ids(store)
    pair = known["Siti a"], known["Siti b"]
    world = Worlds(store).snapshot(FULL)
    decide(store, world, *pair, Verdict.DIFFERENT, by="rahim", reason="two passports were seen")
    assert seen(store).links == Worlds(store).snapshot(FULL).links


def test_what_is_hidden_leaves_no_trace(house: StoreHouse) -> None:
    with_hidden, without = filled(house, HIDDEN), filled(house)
    one, other = seen(with_hidden, OUTSIDER), seen(without, OUTSIDER)
    assert POSSIBLY_SAME
    assert one.links == Worlds(without).snapshot(OUTSIDER).links + 1
    assert seen(with_hidden).links == one.links + 2, "for whoever sees all, one more and a phone"
    for field in fields(Snapshot):
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        if isinstance(mine, np.ndarray):
            assert np.array_equal(mine, theirs), field.name


def test_a_world_without_unsure_pairs_goes_when_nobody_needs_it(house: StoreHouse) -> None:
    store = house.fresh()
    store.append([person("1", "+62 812 9870 1234")])
    gone = weakref.ref(seen(store))
    gc.collect()
    assert gone() is None
