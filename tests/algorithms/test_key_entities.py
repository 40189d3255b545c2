"""Who matters: published values, each measure beside NetworkX, intervals that mean something."""

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.links.chains import Role
from tripoint_algorithms.networks import Network, network
from tripoint_algorithms.topology import Filter
from tripoint_algorithms.who_matters import key_entities as module
from tripoint_algorithms.who_matters.key_entities import TooLarge, intervals, key_entities, places
from tripoint_algorithms.who_matters.measures import Measure, shape, standing
from tripoint_algorithms.who_matters.pagerank import pagerank

KITE = (
    "Andre-Beverly Andre-Carol Andre-Diane Andre-Fernando Beverly-Diane Beverly-Ed Beverly-Garth "
    "Carol-Diane Carol-Fernando Diane-Ed Diane-Fernando Diane-Garth Ed-Garth Fernando-Garth "
    "Fernando-Heather Garth-Heather Heather-Ike Ike-Jane"
)
"""D. Krackhardt 1990, doi:10.2307/2393394, figure 1."""


def known(ties: list[tuple[int, int]], size: int, sure: float = 1.0) -> Network:
    """People who know each other, each tie on a record of its own."""
    links: list[Link] = [(one, other, "ASSOCIATE_OF", sure) for one, other in ties]
    return network(snapshot(["person"] * size, links))


def kite() -> tuple[Network, list[str]]:
    told = [tie.split("-") for tie in KITE.split()]
    names = sorted({name for tie in told for name in tie})
    return known([(names.index(a), names.index(b)) for a, b in told], len(names)), names


@pytest.mark.parametrize(
    ("measure", "leaders", "value"),
    [
        (Measure.DEGREE, {"Diane"}, 6),
        (Measure.BETWEENNESS, {"Heather"}, 14 / 36),
        (Measure.CLOSENESS, {"Fernando", "Garth"}, 9 / 14),
    ],
)
def test_krackhardts_kite_has_three_kinds_of_leaders(
    measure: Measure, leaders: set[str], value: float
) -> None:
    cut, names = kite()
    found = key_entities(cut, measure, draws=5)
    first = [each for each in found.entities if each.rank.place == 1]
    assert {names[each.entity] for each in first} == leaders
    assert first[0].rank.value == pytest.approx(value)
    assert {names[at] for at in shape(cut.graph).cut_vertices} == {"Heather", "Ike"}


networks = st.integers(2, 9).flatmap(
    lambda size: st.tuples(
        st.just(size),
        st.lists(
            st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(
                lambda tie: tie[0] != tie[1]
            ),
            max_size=20,
        ),
    )
)


@given(networks)
@settings(max_examples=150, deadline=None)
def test_every_measure_is_what_networkx_says(told: tuple[int, list[tuple[int, int]]]) -> None:
    size, ties = told
    cut, peer = known(ties, size), nx.Graph()
    peer.add_nodes_from(range(size))
    peer.add_edges_from(ties)
    expected = {
        Measure.DEGREE: dict(peer.degree),
        Measure.BETWEENNESS: nx.betweenness_centrality(peer),
        Measure.CLOSENESS: nx.closeness_centrality(peer),
        Measure.HARMONIC: {n: v / (size - 1) for n, v in nx.harmonic_centrality(peer).items()},
        Measure.PAGERANK: nx.pagerank(peer, alpha=0.85, tol=1e-12, max_iter=1000),
        Measure.BROKERAGE: {
            n: 0.0 if np.isnan(v) else 1 - v for n, v in nx.constraint(peer).items()
        },
    }
    for measure, values in expected.items():
        wanted = [values[n] for n in range(size)]
        assert standing(cut.graph, measure) == pytest.approx(wanted, abs=1e-6), measure
    found = shape(cut.graph)
    assert set(found.cut_vertices) == set(nx.articulation_points(peer))
    assert {frozenset(b) for b in found.bridges} == {frozenset(b) for b in nx.bridges(peer)}
    assert (found.entities, found.ties) == (size, peer.number_of_edges())
    assert found.components == nx.number_connected_components(peer)


@given(st.integers(0, 10_000), st.floats(0.0, 4.0))
@settings(max_examples=60, deadline=None)
def test_pagerank_is_what_the_exact_solver_says(seed: int, density: float) -> None:
    size = 1 + seed % 60
    ties = min(int(size * density), size * (size - 1) // 2)
    graph = igraph.Graph(n=size, edges=list(nx.gnm_random_graph(size, ties, seed=seed).edges))
    found = pagerank(graph)
    assert found == pytest.approx(graph.pagerank(directed=False), abs=1e-8)
    assert found.sum() == pytest.approx(1.0)


def test_pagerank_of_a_large_hub_is_what_the_exact_solver_says() -> None:
    graph = igraph.Graph.Star(5_000, mode="undirected")
    graph.add_vertices(40)
    assert pagerank(graph) == pytest.approx(graph.pagerank(directed=False), abs=1e-8)


def test_the_eigenvector_is_that_of_the_largest_piece() -> None:
    cut = known([(0, 1), (1, 2), (3, 4)], 5)
    assert standing(cut.graph, Measure.EIGENVECTOR) == pytest.approx([2**-0.5, 1, 2**-0.5, 0, 0])


def test_nothing_is_uncertain_where_every_record_is_right_and_none_is_missing() -> None:
    cut, _ = kite()
    for each in key_entities(cut, missing=0.0, draws=10).entities:
        assert (each.rank.low, each.rank.high) == (each.rank.place, each.rank.place)


@given(networks, st.floats(0.3, 1.0), st.sampled_from(list(Measure)))
@settings(max_examples=60, deadline=None)
def test_an_interval_holds_its_place_and_repeats(
    told: tuple[int, list[tuple[int, int]]], sure: float, measure: Measure
) -> None:
    cut = known(told[1], told[0], sure)
    first, again = (key_entities(cut, measure, draws=7) for _ in range(2))
    assert first == again
    for each in first.entities:
        assert 1 <= each.rank.low <= each.rank.place <= each.rank.high <= told[0]
        assert 0 <= each.rank.in_top <= 1


def test_a_record_takes_all_its_ties_with_it() -> None:
    cut = known([(0, 1), (0, 2), (3, 4)], 5)
    one = cut.snapshot.claim_record.copy()
    one[1] = one[0]  # both ties of 0 are told by one record
    told = Network(cut.snapshot, cut.rows, cut.graph, cut.offset, one, cut.subject)
    kept = np.ones(len(cut.snapshot.record_id), np.bool_)
    kept[one[0]] = False
    assert told.standing_on(kept).get_edgelist() == [(3, 4)]


def test_places_move_both_ways_from_what_is_seen() -> None:
    place = np.arange(1, 11)
    drawn = np.stack([place, place, place])
    drawn[:, 4] = [6, 7, 7]
    low, high = intervals(place, drawn)
    # In what was drawn it fell by up to two, so the true place may be two higher than the seen.
    assert (low[4], high[4]) == (3, 7)
    assert (low[0], high[0]) == (1, 1)


def test_who_is_tied_by_context_alone_is_context() -> None:
    links: list[Link] = [(0, 1, "ASSOCIATE_OF", 0.9), (1, 2, "FAMILY_OF", 0.9)]
    world = snapshot(["person"] * 4, links, {"FTF": [3]})
    found = {each.entity: each.role for each in key_entities(network(world), draws=3).entities}
    assert found == {0: Role.SUBJECT, 1: Role.SUBJECT, 2: Role.CONTEXT, 3: Role.SUBJECT}
    bare = network(world, only=Filter(conduct_only=True))
    assert bare.ties == 1


def test_layers_are_kept_apart() -> None:
    links: list[Link] = [(0, 1, "ASSOCIATE_OF", 0.9), (1, 2, "COMMUNICATED_WITH", 0.9)]
    world = snapshot(["person"] * 3, links)
    calls = network(world, layers=frozenset({"COMMUNICATED_WITH"}))
    assert calls.graph.get_edgelist() == [(1, 2)]
    assert network(world, within=[0, 1]).graph.get_edgelist() == [(0, 1)]


def test_a_source_on_which_a_place_rests_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    cut = known([(0, 1), (0, 2), (0, 3), (4, 5)], 6)
    world = cut.snapshot
    object.__setattr__(world, "sources", ("alpha", "beta"))
    world.record_source[3] = 1
    found = key_entities(cut, Measure.DEGREE, draws=3, top=1)
    assert {e.entity: e.rests_on for e in found.entities if e.rests_on} == {0: ("alpha",)}


def test_a_network_too_large_for_intervals_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIES_MAX", 1)
    with pytest.raises(TooLarge, match="ask around fewer entities"):
        key_entities(known([(0, 1), (1, 2)], 3))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_a_place_counts_the_greater_ones(values: list[float]) -> None:
    found = places(np.array(values))
    assert found.tolist() == [1 + sum(other > v for other in values) for v in values]
