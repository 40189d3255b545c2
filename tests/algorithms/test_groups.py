"""Groups: planted ones are found, published ones come out, each says how often it comes back."""

from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from covert_networks import edge_list, facts, loaded
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.groups import detection as module
from tripoint_algorithms.groups.bridges import bridges
from tripoint_algorithms.groups.detection import Groups, TooLarge, groups
from tripoint_algorithms.groups.partitions import Method, likeness, partition, quality, together
from tripoint_algorithms.links.chains import Role
from tripoint_algorithms.networks import Network, network

BOTH = (Method.MODULARITY, Method.CPM)
KARATE_BEST = 0.4197896
"""The best modularity of Zachary's club there is: U. Brandes et al. 2008, "On modularity
clustering", doi:10.1109/TKDE.2007.190689, table 1 (0.4198, by an exact solver)."""


def known(ties: list[tuple[int, int]], size: int, sure: float = 1.0) -> Network:
    """People who know each other, each tie on a record of its own."""
    links: list[Link] = [(one, other, "ASSOCIATE_OF", sure) for one, other in ties]
    return network(snapshot(["person"] * size, links))


def planted(seed: int, sure: float = 1.0) -> Network:
    """Four groups of 16, tied among themselves at 0.6 and to others at 0.03."""
    graph = nx.planted_partition_graph(4, 16, 0.6, 0.03, seed=seed)
    return known(list(graph.edges), 64, sure)


def sets(found: Groups) -> set[frozenset[int]]:
    return {frozenset(member.entity for member in each.members) for each in found.groups}


@pytest.mark.parametrize("method", BOTH)
@pytest.mark.parametrize("seed", range(3))
def test_planted_groups_are_found_and_come_back(seed: int, method: Method) -> None:
    found = groups(planted(seed, 0.9), method, draws=20)
    assert sets(found) == {frozenset(range(at, at + 16)) for at in range(0, 64, 16)}
    for each in found.groups:
        assert each.over_seeds == 1.0
        assert each.over_evidence >= 0.9
        assert each.density > 0.4


def test_zacharys_club_parts_as_the_exact_answer_does() -> None:
    found = groups(known(list(nx.karate_club_graph().edges), 34), draws=20)
    assert found.quality == pytest.approx(KARATE_BEST, abs=1e-6)
    assert found.total == 4


def test_what_no_evidence_separates_does_not_come_back() -> None:
    chance = nx.gnm_random_graph(60, 150, seed=1)
    shaky = groups(known(list(chance.edges), 60, 0.7), draws=30)
    firm = groups(planted(1, 0.7), draws=30)
    assert np.mean([each.over_evidence for each in shaky.groups]) < 0.6
    assert np.mean([each.over_evidence for each in firm.groups]) > 0.9
    assert np.mean([m.together for g in shaky.groups for m in g.members]) < 0.7
    assert np.mean([m.together for g in firm.groups for m in g.members]) > 0.9


def test_who_stands_between_two_groups_is_with_its_own_less_often() -> None:
    ring = [(a, b) for part in (range(8), range(8, 16)) for a in part for b in part if a < b]
    between = [(16, at) for at in (0, 1, 2, 8, 9)]
    found = groups(known(ring + between, 17, 0.8), draws=60)
    share = {member.entity: member.together for each in found.groups for member in each.members}
    assert share[16] < min(share[at] for at in range(16))


networks = st.integers(2, 12).flatmap(
    lambda size: st.tuples(
        st.just(size),
        st.lists(
            st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(
                lambda tie: tie[0] != tie[1]
            ),
            max_size=24,
        ),
    )
)


@given(networks, st.sampled_from(list(Method)))
@settings(max_examples=100, deadline=None)
def test_groups_part_the_network_and_repeat(
    told: tuple[int, list[tuple[int, int]]], method: Method
) -> None:
    cut = known(told[1], told[0], 0.8)
    first, again = (groups(cut, method, draws=5) for _ in range(2))
    assert first == again
    members = [member.entity for each in first.groups for member in each.members]
    assert len(members) == len(set(members))
    assert len(members) + first.small + first.alone == told[0]
    peer = nx.Graph(told[1])
    core = nx.core_number(peer)
    for each in first.groups:
        among = {member.entity for member in each.members}
        assert len(among) >= module.SMALLEST
        assert nx.is_connected(peer.subgraph(among))
        assert each.ties == peer.subgraph(among).number_of_edges()
        assert each.outside == len(list(nx.edge_boundary(peer, among)))
        assert all(member.core == core[member.entity] for member in each.members)
        assert 0 <= each.over_evidence <= 1
        assert 0 <= each.likeness <= 1


@given(networks)
@settings(max_examples=60, deadline=None)
def test_quality_is_what_networkx_says_and_components_are_the_pieces(
    told: tuple[int, list[tuple[int, int]]],
) -> None:
    cut, peer = known(told[1], told[0]), nx.Graph(told[1])
    peer.add_nodes_from(range(told[0]))
    found = partition(cut.graph, Method.MODULARITY, 1.0, 1)
    parts = [set(np.flatnonzero(found == at).tolist()) for at in range(found.max() + 1)]
    if cut.ties:
        wanted = nx.community.modularity(peer, parts)
        assert quality(cut.graph, found, Method.MODULARITY, 1.0) == pytest.approx(wanted)
    pieces = partition(cut.graph, Method.COMPONENTS, 1.0, 1)
    assert pieces.max() + 1 == nx.number_connected_components(peer)


@given(networks)
@settings(max_examples=100, deadline=None)
def test_a_bridge_parts_as_many_as_it_says(told: tuple[int, list[tuple[int, int]]]) -> None:
    cut, peer = known(told[1], told[0]), nx.Graph(told[1])
    found = bridges(cut)
    assert {frozenset((b.one, b.other)) for b in found} == {frozenset(b) for b in nx.bridges(peer)}
    for each in found:
        left = peer.copy()
        left.remove_edge(each.one, each.other)
        side, rest = (nx.node_connected_component(left, end) for end in (each.one, each.other))
        assert each.parts == len(side) <= len(rest)
        assert each.of == len(side) + len(rest)
        assert len(each.records) == sum({*tie} == {each.one, each.other} for tie in set(told[1]))


def test_likeness_and_fellows_are_counted_by_hand() -> None:
    one, other = np.array([0, 0, 0, 1, 1]), np.array([0, 0, 1, 1, 1])
    assert likeness(one, other) == pytest.approx([2 / 3, 2 / 3])
    assert together(one, other) == pytest.approx([1 / 2, 1 / 2, 0, 1, 1])


def test_layers_are_said_and_context_alone_is_context() -> None:
    links: list[Link] = [(a, b, "ASSOCIATE_OF", 0.9) for a, b in ((0, 1), (1, 2), (0, 2))]
    links += [(2, 3, "FAMILY_OF", 0.9)]
    found = groups(network(snapshot(["person"] * 4, links)), Method.COMPONENTS, draws=2)
    assert set(found.layers) == {"ASSOCIATE_OF", "FAMILY_OF"}
    roles = {member.entity: member.role for member in found.groups[0].members}
    assert roles == {0: Role.SUBJECT, 1: Role.SUBJECT, 2: Role.SUBJECT, 3: Role.CONTEXT}


def test_a_network_too_large_is_refused_and_odd_arguments_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(ValueError, match="resolution"):
        groups(known([(0, 1)], 2), resolution=0.0)
    with pytest.raises(ValueError, match="missing"):
        groups(known([(0, 1)], 2), missing=1.0)
    monkeypatch.setattr(module, "TIES_MAX", 1)
    with pytest.raises(TooLarge, match="ask around fewer entities"):
        groups(known([(0, 1), (1, 2)], 3))


def test_nothing_has_no_groups() -> None:
    found = groups(network(snapshot([], [])))
    assert (found.groups, found.total, found.entities) == ((), 0, 0)


REAL = ("bali2002_ji", "noordin_top", "caviar", "krebs_911", "ndrangheta_infinito", "drugnet")


@pytest.mark.parametrize("name", REAL)
def test_groups_of_real_networks_are_as_good_as_the_peers(name: str, tmp_path: Path) -> None:
    world, _ = loaded(edge_list(name, tmp_path), tmp_path)
    cut = network(world)
    found = groups(cut, draws=20)
    peer = nx.Graph(cut.graph.get_edgelist())
    peer.add_nodes_from(range(len(cut.rows)))
    theirs = max(
        nx.community.modularity(peer, nx.community.louvain_communities(peer, seed=seed))
        for seed in range(5)
    )
    assert found.quality >= theirs - 1e-9
    told = facts()[name]
    assert (found.entities, found.ties) == (told["n"], told["m"])
    assert found.components == told["components"]
    assert {frozenset((b.one, b.other)) for b in bridges(cut)} == {
        frozenset(cut.rows[list(tie)].tolist()) for tie in nx.bridges(peer)
    }
