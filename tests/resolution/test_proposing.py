"""Proposals: what Splink says of a store, and what keeps it in its place."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stores import STORES, StoreHouse

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
from tripoint_graph.viewer import FULL
from tripoint_graph.worlds import Worlds
from tripoint_resolution.deciding import decide
from tripoint_resolution.proposing.clusters import clustered
from tripoint_resolution.proposing.engine import Pair
from tripoint_resolution.proposing.kinds import MODELLED
from tripoint_resolution.proposing.model import shipped_model
from tripoint_resolution.proposing.resolve import Proposals, proposals
from tripoint_resolution.reviewing import review_queue

JUDGE = MODELLED["person"].judge
TRAVEL = Handling("ID", Tlp.AMBER, Category.PASSENGER)
LIST = Handling("UN", Tlp.CLEAR, Category.LIST)


def person(key: str, name: str, born: str = "", phone: str = "", **more: str) -> Record:
    facts = {"name": (name,)} | ({"birth_date": (born,)} if born else {})
    facts |= {property: (value,) for property, value in more.items() if property != "handling"}
    mentions = [Mention("p", "person", facts)]
    claims = []
    if phone:
        mentions.append(Mention("phone", "phone", {"number": (phone,)}))
        claims.append(Claim("USES_PHONE", "p", "phone"))
    handling = LIST if "list" in more else TRAVEL
    return Record(
        handling.owner, key, handling, "1", mentions=tuple(mentions), claims=tuple(claims)
    )


PEOPLE = (
    person("1", "Siti Rahmawati", "1980-02-03", "+62 812 9870 1234"),
    person("2", "RAHMAWATI SITI", "1980-02-03", "+62 812 9870 1234"),
    person("3", "Siti Rahmawaty", "1980-02-03"),
    person("4", "Budi Santoso", "1991-07-12"),
    person("5", "Agus Wijaya", "1975-01-09"),
)


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> EvidenceStore:
    """Proposals do not depend on the store's kind; the contract's tests see to that."""
    return StoreHouse(STORES["sqlite"], tmp_path_factory.mktemp("store")).fresh()


def resolved(
    store: EvidenceStore, new: Sequence[MentionId] | None = None, *, write: bool = True
) -> Proposals:
    found = proposals(
        store, Worlds(store).snapshot(FULL), shipped_model(MODELLED["person"].model), new=new
    )
    if write:
        store.unjudge(found.drop)
        store.judge(found.add)
    return found


def ids(store: EvidenceStore) -> dict[str, MentionId]:
    world = Worlds(store).snapshot(FULL)
    asked = [MentionId(id) for id in hex_of(world.mention_id)]
    found = [m for m in store.mentions(asked, FULL) if m is not None]
    return {m.mention.first("name"): m.id for m in found if m.mention.kind == "person"}


def groups(store: EvidenceStore) -> set[frozenset[str]]:
    world = Worlds(store).snapshot(FULL)
    of: dict[int | None, set[str]] = {}
    for name, id in ids(store).items():
        of.setdefault(world.find(id), set()).add(name)
    return {frozenset(names) for names in of.values()}


SITI = frozenset({"Siti Rahmawati", "RAHMAWATI SITI", "Siti Rahmawaty"})


def test_spellings_with_a_birth_date_are_proposed_as_one(store: EvidenceStore) -> None:
    store.append(PEOPLE)
    found = resolved(store)
    assert SITI in groups(store)
    assert {"Budi Santoso"} in [set(names) for names in groups(store)]
    assert all(j.by == JUDGE and j.features and len(j.records) == 2 for j in found.add)


def test_a_second_run_changes_nothing(store: EvidenceStore) -> None:
    store.append(PEOPLE)
    first = resolved(store)
    again = resolved(store)
    assert (again.add, again.drop, again.kept) == ((), (), len(first.add))


def test_a_persons_word_is_never_touched(store: EvidenceStore) -> None:
    store.append(PEOPLE)
    known = ids(store)
    world = Worlds(store).snapshot(FULL)
    pair = known["Siti Rahmawati"], known["Siti Rahmawaty"]
    reason = "two passports seen side by side"
    decide(store, world, *pair, Verdict.DIFFERENT, by="rahim", reason=reason)
    resolved(store)
    assert {"Siti Rahmawati", "Siti Rahmawaty"} not in [set(g) for g in groups(store)]
    assert all(not {*pair} <= names for names in map(set, _members(store)))
    said = store.judgements([pair[0]], FULL)
    assert [s.judgement.verdict for s in said if s.judgement.by == "person:rahim"] == ["different"]


def _members(store: EvidenceStore) -> list[list[MentionId]]:
    world = Worlds(store).snapshot(FULL)
    return [world.members(entity) for entity in range(world.entities)]


def test_who_is_on_a_list_is_never_merged_by_a_programme(store: EvidenceStore) -> None:
    listed = person("L1", "Siti Rahmawati binti Umar", "1980-02-03", list="UN", list_reference="Q1")
    store.append([*PEOPLE[:2], listed])
    resolved(store)
    world = Worlds(store).snapshot(FULL)
    known = ids(store)
    assert world.find(known["Siti Rahmawati"]) != world.find(known["Siti Rahmawati binti Umar"])
    waiting = review_queue(store, world)
    assert waiting
    assert all("people decide" in each.stored.judgement.reason for each in waiting)


def test_what_is_undone_comes_back_only_by_asking_again(store: EvidenceStore) -> None:
    store.append(PEOPLE)
    before = groups(store)
    made = resolved(store)
    judged = store.judgements(list(ids(store).values()), FULL)
    assert len({each.id for each in judged}) == len(made.add)
    store.unjudge([each.id for each in judged])
    assert groups(store) == before


def test_a_new_batch_is_compared_with_the_store_and_not_the_store_with_itself(
    store: EvidenceStore,
) -> None:
    store.append(PEOPLE)
    store.append([person("6", "Budi Santosa", "1991-07-12")])
    new = [ids(store)["Budi Santosa"]]
    resolved(store, new)
    assert frozenset({"Budi Santoso", "Budi Santosa"}) in groups(store)
    assert SITI not in groups(store)
    resolved(store)
    assert {SITI, frozenset({"Budi Santoso", "Budi Santosa"})} <= groups(store)


names = st.sampled_from("abcdefg")
pairs = st.lists(
    st.tuples(names, names, st.floats(0.5, 1.0)).filter(lambda p: p[0] < p[1]),
    unique_by=lambda p: p[:2],
)


@given(pairs, st.sets(st.tuples(names, names).filter(lambda p: p[0] < p[1]), max_size=4))
def test_no_cluster_holds_a_contradiction_in_whatever_order_pairs_come(
    told: list[tuple[str, str, float]], apart: set[tuple[str, str]]
) -> None:
    proposed = [Pair(a, b, p, ()) for a, b, p in told]

    def against(one: str, other: str) -> str:
        return "apart" if (min(one, other), max(one, other)) in apart else ""

    kept, aside = clustered(proposed, [], against)
    assert (kept, aside) == clustered(proposed[::-1], [], against)
    assert len(kept) + len(aside) == len(proposed)
    group = {name: {name} for name in "abcdefg"}
    for pair in kept:
        joined = group[pair.left] | group[pair.right]
        for name in joined:
            group[name] = joined
    assert all(other not in group[one] for one, other in apart)
    assert all(each.because == "apart" for each in aside)


def test_an_unsure_pair_leaves_the_queue_when_somebody_decides(store: EvidenceStore) -> None:
    store.append(PEOPLE)
    known = ids(store)
    pair = known["Budi Santoso"], known["Agus Wijaya"]
    store.judge([Judgement(*pair, Verdict.UNSURE, JUDGE, 0.6, "not sure")])
    world = Worlds(store).snapshot(FULL)
    assert len(review_queue(store, world)) == 1
    decide(store, world, *pair, Verdict.DIFFERENT, by="rahim", reason="of another age entirely")
    assert review_queue(store, Worlds(store).snapshot(FULL)) == []
