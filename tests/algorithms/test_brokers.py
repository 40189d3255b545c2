"""Brokers' roles beside the definition counted triad by triad; key players beside brute force."""

import csv
from collections import Counter
from itertools import combinations, permutations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from covert_networks import edge_list, loaded
from hypothesis import given, settings
from hypothesis import strategies as st
from shared_data import shared
from stores import SECRET
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.networks import Network, network
from tripoint_algorithms.who_matters import brokerage_roles as roles_module
from tripoint_algorithms.who_matters import key_players as players_module
from tripoint_algorithms.who_matters.brokerage_roles import BrokerRole, brokers
from tripoint_algorithms.who_matters.cases import across_cases, cases
from tripoint_algorithms.who_matters.key_entities import key_entities
from tripoint_algorithms.who_matters.key_players import Aim, key_players
from tripoint_graph.captions import caption
from tripoint_graph.hydrate import caption_members, kind_of
from tripoint_graph.ids import Ids
from tripoint_graph.open import open_store
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import FULL
from tripoint_graph.worlds import Worlds
from tripoint_ingest.batch import load_files
from tripoint_ingest.loading import Loading
from tripoint_ingest.sources import Sources


def known(ties: list[tuple[int, int]], size: int) -> Network:
    links: list[Link] = [(one, other, "ASSOCIATE_OF", 1.0) for one, other in ties]
    return network(snapshot(["person"] * size, links))


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("aaa", BrokerRole.COORDINATOR),
        ("aba", BrokerRole.CONSULTANT),
        ("abb", BrokerRole.GATEKEEPER),
        ("aab", BrokerRole.REPRESENTATIVE),
        ("abc", BrokerRole.LIAISON),
    ],
)
def test_each_role_is_that_of_gould_and_fernandez(groups: str, role: BrokerRole) -> None:
    told = dict(enumerate(groups))
    (found,) = brokers(known([(0, 1), (1, 2)], 3), told, directed=True)
    assert (found.entity, found.group) == (1, groups[1])
    assert found.roles == {each: int(each is role) for each in BrokerRole}
    (both,) = brokers(known([(0, 1), (1, 2)], 3), told)
    assert both.total == 2
    assert both.roles[BrokerRole.GATEKEEPER] == both.roles[BrokerRole.REPRESENTATIVE]


worlds = st.integers(3, 9).flatmap(
    lambda size: st.tuples(
        st.just(size),
        st.lists(
            st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(
                lambda tie: tie[0] != tie[1]
            ),
            max_size=24,
        ),
        st.lists(st.sampled_from("abc-"), min_size=size, max_size=size),
    )
)


def by_definition(arcs: set[tuple[int, int]], group: dict[int, str]) -> Counter[tuple[int, str]]:
    """Every ordered triad, looked at one by one."""
    found: Counter[tuple[int, str]] = Counter()
    for one, broker, other in permutations(group, 3):
        if (one, broker) in arcs and (broker, other) in arcs and (one, other) not in arcs:
            kind = group[one], group[broker], group[other]
            name = {
                (True, True): "coordinator",
                (False, False): "consultant" if kind[0] == kind[2] else "liaison",
                (False, True): "gatekeeper",
                (True, False): "representative",
            }[kind[0] == kind[1], kind[1] == kind[2]]
            found[broker, name] += 1
    return found


@given(worlds, st.booleans())
@settings(max_examples=150, deadline=None)
def test_roles_are_what_the_definition_gives(
    told: tuple[int, list[tuple[int, int]], list[str]], directed: bool
) -> None:
    size, ties, letters = told
    group = {at: name for at, name in enumerate(letters) if name != "-"}
    found = brokers(known(ties, size), group, directed=directed)
    arcs = set(ties) if directed else {*ties, *((b, a) for a, b in ties)}
    wanted = by_definition(arcs, group)
    assert {(b.entity, role): n for b in found for role, n in b.roles.items() if n} == wanted
    assert [b.total for b in found] == sorted((b.total for b in found), reverse=True)


def test_samudra_brokers_between_the_groups_of_his_network(tmp_path: Path) -> None:
    world, names = loaded(edge_list("ji_koschade_bali2002", tmp_path), tmp_path)
    cut = network(world)
    cell = {row: "one" if at % 2 else "two" for at, row in enumerate(cut.rows.tolist())}
    assert names[brokers(cut, cell)[0].entity] == "SAMUDRA"


def brute(cut: Network, aim: Aim, size: int) -> float:
    peer = nx.Graph(cut.graph.get_edgelist())
    peer.add_nodes_from(range(len(cut.rows)))
    distance = dict(nx.all_pairs_shortest_path_length(peer))

    def worth(chosen: tuple[int, ...]) -> float:
        if aim is Aim.FRAGMENT:
            left = peer.subgraph(set(peer) - set(chosen))
            return 1 - float(nx.global_efficiency(left))
        near = [
            max((1 / max(distance[a][v], 1) for a in chosen if v in distance[a]), default=0.0)
            for v in peer
        ]
        return float(np.mean(near))

    return max(worth(chosen) for chosen in combinations(peer, size))


@pytest.mark.parametrize("aim", list(Aim))
def test_key_players_are_the_best_set_in_nearly_every_small_network(aim: Aim) -> None:
    ratios = []
    for seed in range(25):
        cut = known(list(nx.gnm_random_graph(11, 17, seed=seed).edges), 11)
        found = key_players(cut, aim, size=3)
        best = brute(cut, aim, 3)
        assert found.value <= best + 1e-9
        assert found.value >= found.single_value
        ratios.append(found.value / best)
    assert min(ratios) > 0.97
    assert np.mean(np.array(ratios) > 1 - 1e-9) >= 0.9


def test_the_best_alone_are_not_the_best_together() -> None:
    """Two hubs of the same people, and one of others: Borgatti's point, figure 2 in his words."""
    ties = [(hub, leaf) for hub in (0, 1) for leaf in range(3, 10)]
    ties += [(2, leaf) for leaf in range(10, 15)] + [(2, 3)]
    found = key_players(known(ties, 15), Aim.REACH, size=2)
    assert 2 in found.entities
    assert found.value > found.single_value
    assert found.singles == (0, 1)


@given(worlds, st.sampled_from(list(Aim)), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_a_set_is_worth_what_it_says_and_never_less_than_nobody(
    told: tuple[int, list[tuple[int, int]], list[str]], aim: Aim, size: int
) -> None:
    cut = known(told[1], told[0])
    found = key_players(cut, aim, size=size)
    assert found == key_players(cut, aim, size=size)
    assert len(found.entities) == min(size, told[0])
    assert 0 <= found.value <= 1
    assert len(key_players(cut, aim, size=1, among=[0]).entities) == 1


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    cut = known([(0, 1), (1, 2)], 3)
    with pytest.raises(ValueError, match="size runs from"):
        key_players(cut, size=0)
    monkeypatch.setattr(players_module, "ENTITIES_MAX", 1)
    monkeypatch.setattr(roles_module, "TIES_MAX", 1)
    with pytest.raises(players_module.TooLarge, match="fewer entities"):
        key_players(cut)
    with pytest.raises(roles_module.TooLarge, match="fewer entities"):
        brokers(cut, {0: "a"})


CASES = ("aus_embassy_jakarta2004", "bali2002_ji", "bali2005", "hamburg_cell_911")


def several(folder: Path) -> tuple[Snapshot, dict[int, str]]:
    """Four cases whose files share the numbering of people, each loaded as a source of its own.

    A file's own ids are row numbers; the shared number is the label, and stands in the columns
    that tell of a register.
    """
    store = open_store(f"sqlite:///{folder}/cases.db", SECRET)
    for case in CASES:
        place = folder / case
        place.mkdir()
        told = shared(f"covert/{case}/nodes.csv").read_text("utf-8-sig").splitlines()
        with (place / "nodes.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["id", "label", "list", "list_reference"])
            writer.writerows(
                [row["id"], row["label"], "JJATT", row["label"]] for row in csv.DictReader(told)
            )
        ties = place / "edges.csv"
        ties.write_text(shared(f"covert/{case}/edges.csv").read_text("utf-8-sig"), "utf-8")
        (outcome,) = load_files([ties], None, Sources(), case, Loading(store, Ids(SECRET), {}))
        assert not outcome.error
    world = Worlds(store).snapshot(FULL)
    names = {}
    for row in range(world.entities):
        mentions = store.mentions(caption_members(world, row), FULL)
        names[row] = caption(kind_of(world, row), [m for m in mentions if m is not None])
    store.close()
    return world, names


def test_who_is_in_several_cases_is_found_from_the_four_files_alone(tmp_path: Path) -> None:
    world, names = several(tmp_path)
    found = {names[entity]: len(where) for entity, where in across_cases(world)}
    assert found == {"177": 3, "1579": 3, "650": 2, "800": 2, "1580": 2}
    assert set(cases(world)) == set(range(world.entities))
    first = key_entities(network(world), draws=5, first=1).entities[0]
    assert first.cases == cases(world)[first.entity]


def test_a_world_without_networks_has_no_cases() -> None:
    assert across_cases(snapshot(["person"] * 2, [(0, 1, "ASSOCIATE_OF", 0.9)])) == ()


def test_nobody_plays_in_an_empty_network() -> None:
    for aim in Aim:
        assert key_players(known([], 0), aim).entities == ()
    assert brokers(known([], 0), {}) == ()
