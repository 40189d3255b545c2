"""Checks, cuts, detours and what is left after a closure, beside slow oracles and NetworkX."""

from itertools import combinations, islice, pairwise

import networkx
import pytest
from commerce_by_hand import DAY, POSITIONS, Shipment, shipped
from hypothesis import given, settings
from hypothesis import strategies as st

from tripoint_algorithms.routes.alternatives import alternatives
from tripoint_algorithms.routes.checkpoints import Measure, checkpoints, cut, watched_flows
from tripoint_algorithms.routes.distances import great_circle
from tripoint_algorithms.routes.transhipment import detours, journeys

SHIPMENTS = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.integers(1, 5),
        st.integers(0, 60),
        st.sampled_from(["", "urea", "urea", "acetone"]),
        st.sampled_from([10.0, 25.0]),
    ).filter(lambda each: each[0] != each[1]),
    min_size=1,
    max_size=20,
)
MEASURES = st.sampled_from(list(Measure))


def test_a_journey_the_long_way_round_is_told_with_both_lengths() -> None:
    # Singapore to Jakarta over Karachi, in one box.
    world = shipped(
        (1, 4, 0, "urea", 500), (4, 2, 10, "urea", 500), (1, 2, 3, "", 0), boxes=(70, 70, 71)
    )
    (found,) = detours(world).found
    assert (found.journey.places, found.journey.subjects) == ((1, 4, 2), (100, 101))
    assert (found.journey.container, found.journey.records) == (70, (0, 1))
    legs = [((1.3, 103.8), (24.8, 67.0)), ((24.8, 67.0), (-6.1, 106.9))]
    assert found.kilometres == pytest.approx(sum(great_circle(*leg) for leg in legs))
    assert found.ratio == pytest.approx(
        found.kilometres / great_circle((1.3, 103.8), (-6.1, 106.9))
    )
    assert found.direct_movements == 1


def test_a_box_used_again_later_or_for_other_goods_is_no_journey() -> None:
    late = shipped((1, 4, 0, "urea", 5), (4, 2, 90, "urea", 5), boxes=(70, 70))
    other = shipped((1, 4, 0, "urea", 5), (4, 2, 10, "urea", 5), boxes=(70, 71))
    for world in (late, other):
        assert detours(world).transhipped == 0
        assert len(journeys(world)) == 2


def test_a_place_of_unknown_position_is_counted_and_not_guessed() -> None:
    world = shipped((1, 5, 0, "urea", 5), (5, 2, 10, "urea", 5), boxes=(70, 70))
    told = detours(world)
    assert (told.found, told.transhipped, told.unmeasured) == ((), 1, 1)
    ways = alternatives(world, 1, 2)
    assert (ways.before, ways.after, ways.unmeasured) == (None, (), 2)


def test_one_place_that_all_goods_pass_is_the_one_to_check() -> None:
    world = shipped((1, 3, 0, "urea", 5), (2, 3, 1, "urea", 5), (3, 4, 2, "urea", 5))
    found = checkpoints(world, capacity=1)
    assert [(each.place, each.adds) for each in found.places] == [(3, 3.0)]
    assert (found.covered, found.total, found.bound, found.exact) == (3, 3, 3, True)


@given(SHIPMENTS, st.integers(1, 4), MEASURES)
@settings(max_examples=150, deadline=None)
def test_no_choice_of_places_sees_more(
    shipments: list[Shipment], capacity: int, measure: Measure
) -> None:
    world = shipped(*shipments)
    found = checkpoints(world, capacity=capacity, measure=measure)
    watched = [s for s in shipments if s[3]]

    def seen(places: tuple[int, ...]) -> float:
        weight = (1.0 if measure == Measure.CONSIGNMENTS else s[4] for s in watched)
        return sum(w for s, w in zip(watched, weight, strict=True) if set(s[:2]) & set(places))

    best = max(seen(each) for each in combinations(POSITIONS, capacity))
    assert found.exact
    assert found.covered == pytest.approx(best)
    assert sum(each.adds for each in found.places) == pytest.approx(best)
    assert found.total == pytest.approx(seen(tuple(POSITIONS)))


@given(SHIPMENTS)
@settings(max_examples=60, deadline=None)
def test_a_search_cut_short_tells_a_bound_that_holds(shipments: list[Shipment]) -> None:
    world = shipped(*shipments)
    short = checkpoints(world, capacity=2, searched_max=1)
    whole = checkpoints(world, capacity=2)
    assert short.covered <= whole.covered <= short.bound + 1e-6
    assert not short.exact or short.covered == pytest.approx(whole.covered)


@given(SHIPMENTS, MEASURES)
@settings(max_examples=150, deadline=None)
def test_a_cut_is_as_cheap_as_networkx_finds_and_cuts(
    shipments: list[Shipment], measure: Measure
) -> None:
    world = shipped(*shipments)
    found = cut(world, [1], [2, 3], measure=measure)
    graph = networkx.DiGraph()
    graph.add_nodes_from([1, "end"])
    for (a, b), amount in watched_flows(world, measure=measure).items():
        graph.add_edge(a, b, capacity=amount)
    graph.add_edge(2, "end")
    graph.add_edge(3, "end")
    assert found.value == networkx.maximum_flow_value(graph, 1, "end")
    graph.remove_edges_from([(a, b) for a, b, _ in found.legs])
    graph.remove_edges_from(
        [(a, b) for a, b, d in graph.edges(data=True) if d.get("capacity") == 0]
    )
    assert not networkx.has_path(graph, 1, "end")


@given(SHIPMENTS, st.sets(st.sampled_from([3, 4]), max_size=1))
@settings(max_examples=100, deadline=None)
def test_ways_left_are_those_networkx_lists(shipments: list[Shipment], closed: set[int]) -> None:
    found = alternatives(shipped(*shipments), 1, 2, closed=closed, k=4)
    graph = networkx.DiGraph()
    graph.add_nodes_from([1, 2])
    for a, b, *_ in shipments:
        start, end = POSITIONS[a][1], POSITIONS[b][1]
        if start and end and not {a, b} & closed:
            graph.add_edge(a, b, km=great_circle(start, end))
    ways = networkx.shortest_simple_paths(graph, 1, 2, weight="km")
    expected = list(islice(ways, 4)) if networkx.has_path(graph, 1, 2) else []
    lengths = [sum(graph.edges[leg]["km"] for leg in pairwise(way)) for way in expected]
    assert [way.kilometres for way in found.after] == pytest.approx(lengths)
    assert all(not set(way.places) & closed for way in found.after)


def test_a_canal_that_closes_makes_legs_longer_and_closes_none() -> None:
    world = shipped((1, 2, 0, "urea", 5))
    found = alternatives(world, 1, 2, distance=lambda *_: 10.0, distance_after=lambda *_: 25.0)
    assert found.before is not None
    assert (found.before.kilometres, [way.kilometres for way in found.after]) == (10.0, [25.0])


def test_bounds_are_checked() -> None:
    world = shipped((1, 2, 0, "urea", 5))
    with pytest.raises(ValueError, match="capacity"):
        checkpoints(world, capacity=0)
    with pytest.raises(ValueError, match="both"):
        cut(world, [1], [1])
    with pytest.raises(ValueError, match="closed"):
        alternatives(world, 1, 2, closed=[1])
    with pytest.raises(ValueError, match="ratio"):
        detours(world, ratio_min=0.5)
    assert journeys(world)[0].end == 7 * DAY - 1
