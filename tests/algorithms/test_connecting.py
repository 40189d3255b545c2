"""Connecting networks: never more than twice the cheapest, which is found by brute force here."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.links.chains import Role
from tripoint_algorithms.links.connecting import ASKED_MAX, Connecting, connecting
from tripoint_algorithms.links.connections import connections
from tripoint_algorithms.links.steiner import forest
from tripoint_algorithms.topology import Filter, topology
from tripoint_graph.snapshot import Snapshot


def cheapest(graph: nx.Graph, ends: list[int]) -> float:
    """The cost of a cheapest tree that joins the ends: over every choice of other vertices."""
    others = [vertex for vertex in graph if vertex not in ends]
    best = np.inf
    for size in range(len(others) + 1):
        for chosen in combinations(others, size):
            part = graph.subgraph([*ends, *chosen])
            if nx.is_connected(part):
                tree = nx.minimum_spanning_tree(part)
                best = min(best, tree.size(weight="weight"))
    return best


def matrix(graph: nx.Graph) -> csr_array:
    found: csr_array = nx.to_scipy_sparse_array(graph, nodelist=range(len(graph)), format="csr")
    return found


def made(seed: int) -> tuple[nx.Graph, list[int]]:
    chance = np.random.default_rng(seed)
    graph = nx.gnm_random_graph(11, 18, seed=seed)
    for one, other in graph.edges:
        graph.edges[one, other]["weight"] = int(chance.integers(1, 20)) / 8
    piece = max(nx.connected_components(graph), key=len)
    graph = nx.convert_node_labels_to_integers(graph.subgraph(piece))
    ends = chance.choice(len(graph), min(4, len(graph)), replace=False)
    return graph, sorted(ends.tolist())


def test_trees_are_within_twice_the_cheapest_and_mostly_the_cheapest() -> None:
    ratios = []
    for seed in range(60):
        graph, ends = made(seed)
        found, best = forest(matrix(graph), ends), cheapest(graph, ends)
        ratios.append(found.cost / best)
        assert found.at_least <= best + 1e-9
        tree = nx.Graph(found.ties)
        assert nx.is_tree(tree)
        assert set(ends) <= set(tree)
        assert all(tree.degree[v] > 1 for v in tree if v not in ends)
        peer = nx.algorithms.approximation.steiner_tree(graph, ends, method="mehlhorn")
        assert found.cost <= peer.size(weight="weight") + 1e-9
    assert min(ratios) >= 1 - 1e-9
    assert max(ratios) <= 1.2
    assert np.mean(ratios) <= 1.005


def test_a_branching_point_is_put_in_where_it_pays() -> None:
    star = nx.Graph()
    star.add_weighted_edges_from(
        [(0, 1, 1.9), (1, 2, 1.9), (0, 2, 1.9), *((3, e, 1.0) for e in range(3))]
    )
    found = forest(matrix(star), [0, 1, 2])
    assert (found.ties, found.cost) == (((0, 3), (1, 3), (2, 3)), 3.0)


worlds = st.integers(3, 10).flatmap(
    lambda size: st.tuples(
        st.just(size),
        st.lists(
            st.tuples(
                st.integers(0, size - 1),
                st.integers(0, size - 1),
                st.sampled_from(["ASSOCIATE_OF", "FAMILY_OF", "COMMUNICATED_WITH"]),
                st.sampled_from([0.3, 0.5, 0.9]),
            ).filter(lambda link: link[0] != link[1]),
            max_size=24,
        ),
        st.sets(st.integers(0, size - 1), min_size=2, max_size=5),
    )
)


@given(worlds)
@settings(max_examples=100, deadline=None)
def test_what_is_joined_is_what_can_be_joined(told: tuple[int, list[Link], set[int]]) -> None:
    size, links, asked = told
    world = snapshot(["person"] * size, links)
    found = connecting(world, sorted(asked))
    peer = nx.Graph([(one, other) for one, other, *_ in links])
    peer.add_nodes_from(range(size))
    pieces = {frozenset(asked & set(piece)) for piece in nx.connected_components(peer)}
    assert {frozenset(each) for each in found.pieces} == pieces - {frozenset()}
    tree = nx.Graph([(step.source, step.target) for step in found.steps])
    assert nx.is_forest(tree) if len(tree) else not found.steps
    assert {part.entity for part in found.parts} == set(tree) | asked
    assert set(found.unreached) == asked - set(found.pieces[0])
    assert found.cost <= 2 * found.at_least + 1e-9
    assert 1 <= found.times_cheapest <= 2 + 1e-9
    steps = topology(world).prices
    assert found.cost == pytest.approx(sum(steps[s.source, s.target] for s in found.steps))
    for step in found.steps:
        assert step.links
        assert all(world.records_of(link) for link in step.links)


@given(worlds)
@settings(max_examples=60, deadline=None)
def test_two_are_joined_by_their_best_chain(told: tuple[int, list[Link], set[int]]) -> None:
    world = snapshot(["person"] * told[0], told[1])
    one, other = sorted(told[2])[:2]
    found = connecting(world, [one, other])
    chains = connections(world, [one], [other], k=1, hops_max=10).chains
    assert bool(chains) == (not found.unreached)
    if chains:
        assert found.cost == pytest.approx(chains[0].cost)
        assert found.times_cheapest == pytest.approx(1.0)


def joined(links: list[Link], asked: list[int], **more: object) -> tuple[Snapshot, Connecting]:
    world = snapshot(["person", "person", "person", "place"], links, {"FTF": [0]})
    return world, connecting(world, asked, **more)  # type: ignore[arg-type]


def test_nobody_is_joined_over_a_place_that_was_not_asked_for() -> None:
    links: list[Link] = [(0, 3, "SEIZED_AT", 0.9), (1, 3, "SEIZED_AT", 0.9)]
    _, found = joined(links, [0, 1])
    assert (found.steps, found.unreached) == ((), (1,))
    _, found = joined(links, [0, 1, 3])
    assert (len(found.steps), found.unreached) == (2, ())


def test_who_is_reached_over_context_alone_is_context() -> None:
    links: list[Link] = [(0, 1, "ASSOCIATE_OF", 0.9), (1, 2, "FAMILY_OF", 0.9)]
    _, found = joined(links, [0, 2])
    roles = {part.entity: (part.role, part.asked) for part in found.parts}
    assert roles == {
        0: (Role.SUBJECT, True),
        1: (Role.SUBJECT, False),
        2: (Role.CONTEXT, True),
    }
    _, bare = joined(links, [0, 2], only=Filter(conduct_only=True))
    assert bare.unreached == (2,)


def test_one_alone_and_nobody_are_joined_already_and_too_many_are_refused() -> None:
    world = snapshot(["person"] * 60, [])
    assert [part.entity for part in connecting(world, [3, 3]).parts] == [3]
    assert connecting(world, []).pieces == ()
    with pytest.raises(ValueError, match="50 different entities at most"):
        connecting(world, range(ASKED_MAX + 1))
