"""What if: the copy is measured by hand and beside NetworkX, and nothing is changed in truth."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds_by_hand import Link, snapshot

from tripoint_algorithms import what_if as module
from tripoint_algorithms.networks import Network, network
from tripoint_algorithms.what_if import Change, Newcomer, TooLarge, what_if


def known(ties: list[tuple[int, int]], size: int, classes: dict[str, list[int]]) -> Network:
    links: list[Link] = [(one, other, "ASSOCIATE_OF", 0.9) for one, other in ties]
    return network(snapshot(["person"] * size, links, classes))


TWO_CELLS = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)]
CLASSES = {"FTF": [0], "SALW_TRAFFICKER": [5]}


def test_taking_away_who_joins_two_cells_parts_them() -> None:
    found = what_if(known(TWO_CELLS, 6, CLASSES), Change(entities=frozenset({2})))
    assert found.hypothetical is True
    assert (found.compared, found.gone, found.added) == (5, 3, 0)
    assert (found.before.components, found.after.components) == (1, 2)
    assert (found.before.largest, found.after.largest) == (5, 3)
    assert found.before.reach == 1.0
    assert found.after.reach == pytest.approx(8 / 20)
    # 0-1: 1; {0, 1} to 3: 2 steps, to 4 and 5: 3 steps; 3-4-5: 1 each.
    assert found.before.efficiency == pytest.approx(2 * (4 + 2 / 2 + 4 / 3) / 20)
    assert found.after.efficiency == pytest.approx(2 * 4 / 20)
    assert found.parted == (0, 1)
    (before,), (after,) = found.before.between, found.after.between
    assert (before.ways, before.steps, after.ways, after.steps) == (1, 3, 0, None)


def test_a_link_gone_and_a_tie_added() -> None:
    cut = known(TWO_CELLS, 6, CLASSES)
    bridge = next(
        int(link)
        for link in cut.link
        if {int(cut.snapshot.link_source[link]), int(cut.snapshot.link_target[link])} == {2, 3}
    )
    found = what_if(cut, Change(links=frozenset({bridge}), ties=((0, 5), (1, 4), (0, 1))))
    assert (found.gone, found.added) == (1, 2)
    assert (found.after.components, found.parted, found.joined) == (1, (), ())
    assert found.after.between[0].ways == 2
    assert found.after.between[0].steps == 1


def test_a_newcomer_joins_pieces_and_is_nobody_s_finding() -> None:
    cut = known([(0, 1), (2, 3)], 4, {"FTF": [0], "SALW_TRAFFICKER": [2]})
    found = what_if(cut, Change(newcomers=(Newcomer("a broker", (1, 2)),)))
    assert (found.compared, found.added, found.joined) == (4, 2, (2, 3))
    assert (found.after.components, found.after.reach) == (1, 1.0)
    assert found.after.between[0].steps == 3


def test_a_tie_on_two_links_stands_on_the_other() -> None:
    links: list[Link] = [(0, 1, "ASSOCIATE_OF", 0.9), (0, 1, "COMMUNICATED_WITH", 0.9)]
    cut = network(snapshot(["person"] * 2, links))
    one = what_if(cut, Change(links=frozenset({0})))
    assert (one.gone, one.after.ties) == (0, 1)
    assert what_if(cut, Change(links=frozenset({0, 1}))).gone == 1


worlds = st.integers(2, 9).flatmap(
    lambda size: st.tuples(
        st.just(size),
        st.lists(
            st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(
                lambda tie: tie[0] != tie[1]
            ),
            max_size=18,
        ),
        st.sets(st.integers(0, size - 1), max_size=3),
        st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=3),
    )
)


@given(worlds, st.sets(st.integers(0, 8)), st.sets(st.integers(0, 8)))
@settings(max_examples=150, deadline=None)
def test_what_is_measured_is_what_networkx_says_of_the_changed_copy(
    told: tuple[int, list[tuple[int, int]], set[int], list[tuple[int, int]]],
    one: set[int],
    other: set[int],
) -> None:
    size, ties, away, more = told
    classes = {
        "FTF": [r for r in one if r < size],
        "SALW_TRAFFICKER": [r for r in other if r < size],
    }
    cut = known(ties, size, classes)
    more = [(a, b) for a, b in more if a != b and not {a, b} & away]
    world = cut.snapshot
    arrays = [world.link_source.tolist(), world.entity_id.tolist(), cut.record.tolist()]
    graph = cut.graph.get_edgelist()
    found = what_if(cut, Change(entities=frozenset(away), ties=tuple(more)))
    peer = nx.Graph(ties)
    peer.add_nodes_from(range(size))
    peer.remove_nodes_from(away)
    peer.add_edges_from(more)
    assert found.after.ties == peer.number_of_edges()
    assert found.after.components == nx.number_connected_components(peer)
    assert found.after.efficiency == pytest.approx(nx.global_efficiency(peer))
    left = [set(classes[name]) - away for name in ("FTF", "SALW_TRAFFICKER")]
    alone = left[0] - left[1], left[1] - left[0]
    for each in found.after.between:
        assert each.both == len(left[0] & left[1])
        assert each.ways == _ways(peer, *alone)
    # The truth is as it was.
    assert cut.graph.get_edgelist() == graph
    now = [world.link_source.tolist(), world.entity_id.tolist(), cut.record.tolist()]
    assert now == arrays


def _ways(peer: nx.Graph, sources: set[int], targets: set[int]) -> int:
    if not sources or not targets:
        return 0
    flow = nx.Graph(peer)
    nx.set_edge_attributes(flow, 1, "capacity")
    flow.add_edges_from(("start", each) for each in sources)  # without capacity: any
    flow.add_edges_from(("end", each) for each in targets)
    return int(nx.maximum_flow_value(flow, "start", "end"))


def test_nothing_changed_changes_nothing() -> None:
    found = what_if(known(TWO_CELLS, 6, CLASSES), Change())
    assert found.before == found.after
    assert (found.parted, found.joined, found.gone, found.added) == ((), (), 0, 0)


def test_what_is_not_there_and_what_is_too_large_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cut = known(TWO_CELLS, 6, CLASSES)
    with pytest.raises(ValueError, match="not in the network"):
        what_if(cut, Change(entities=frozenset({99})))
    with pytest.raises(ValueError, match="not in the network"):
        what_if(cut, Change(links=frozenset({99})))
    with pytest.raises(ValueError, match="one of the two"):
        what_if(cut, Change(entities=frozenset({1}), ties=((1, 2),)))
    monkeypatch.setattr(module, "TIES_MAX", 1)
    with pytest.raises(TooLarge, match="ask around fewer"):
        what_if(cut, Change())
