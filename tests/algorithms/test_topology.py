"""The priced graph: what is kept, what a step costs, which links make it."""

import gc
import weakref
from threading import Event
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds_by_hand import Link, snapshot

import tripoint_algorithms.topology
from tripoint_algorithms.links.connections import connections
from tripoint_algorithms.links.field import within_hops
from tripoint_algorithms.links.patience import Stopped, TimeUpError
from tripoint_algorithms.topology import KEPT_MAX, PRICE_UNIT, CostModel, Filter, Steps, topology
from tripoint_graph.ontology import ONTOLOGY

KINDS = ["person", "person", "phone", "booking", "organisation", "place", "flight"]
links = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.integers(0, 6),
        st.sampled_from(["USES_PHONE", "IN_BOOKING", "HAS_ADDRESS", "TRAVELLED_ON"]),
        st.floats(0.01, 0.999999),
    ),
    max_size=16,
)


def test_a_world_goes_when_its_last_user_lets_go_of_it() -> None:
    world = snapshot(["person", "phone"], [(0, 1, "USES_PHONE", 0.9)])
    kept = topology(world).steps
    assert topology(world).steps is kept
    gone = weakref.ref(world)
    del world
    gc.collect()
    assert gone() is None


def test_who_has_no_time_gets_no_graph_and_the_next_gets_the_one_that_was_begun(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = snapshot(["person", "phone"], [(0, 1, "USES_PHONE", 0.9)])
    may, made, build = Event(), list[Steps](), tripoint_algorithms.topology.built

    def slowly(*asked: Any) -> Steps:
        may.wait()
        made.append(build(*asked))
        return made[-1]

    def time_up() -> None:
        raise TimeUpError

    monkeypatch.setattr(tripoint_algorithms.topology, "built", slowly)
    found = connections(world, [0], [1], go_on=time_up)
    assert (found.stopped, found.chains, found.complete) == (Stopped.TIME, (), False)
    may.set()
    assert topology(world).steps is made[0]
    assert len(made) == 1


def test_no_more_than_a_few_filters_are_kept() -> None:
    world = snapshot(["person", "phone"], [(0, 1, "USES_PHONE", 0.9)])
    first = weakref.ref(topology(world, only=Filter(confidence_min=0.0001)).steps)
    for number in range(KEPT_MAX):
        topology(world, only=Filter(confidence_min=0.001 * (number + 1)))
    gc.collect()
    assert first() is None


def test_a_flight_stays_crowded_for_who_looks_at_sure_links_only() -> None:
    kinds = ["person", "flight", "person"] + ["person"] * 50
    made: list[Link] = [(0, 1, "TRAVELLED_ON", 0.9), (2, 1, "TRAVELLED_ON", 0.9)]
    made += [(3 + i, 1, "TRAVELLED_ON", 0.5) for i in range(50)]
    world = snapshot(kinds, made)
    whole, sure = topology(world), topology(world, only=Filter(confidence_min=0.8))
    assert sure.prices[[0], [1]] == whole.prices[[0], [1]]
    assert sure.neighbours(1)[0].tolist() == [0, 2]


@given(links)
@settings(max_examples=150, deadline=None)
def test_a_step_costs_what_its_cheapest_link_does_and_its_ends_degrees(made: list[Link]) -> None:
    world, model = snapshot(KINDS, made), CostModel()
    graph = topology(world)
    near: dict[int, set[int]] = {row: set() for row in range(world.entities)}
    for link in range(world.links):
        source, target = int(world.link_source[link]), int(world.link_target[link])
        near[source].add(target)
        near[target].add(source)
    for entity, expected in near.items():
        found, prices, chosen = graph.neighbours(entity)
        assert set(found.tolist()) == expected
        for other, price, best in zip(
            found.tolist(), prices.tolist(), chosen.tolist(), strict=True
        ):
            between = graph.links_between(entity, other)
            costs = {
                link: _own_price(world.link_type[link], world.link_confidence[link], model)
                for link in between
            }
            assert costs[best] == min(costs.values())
            hub = 0.5 * np.log(len(expected) * len(near[other]))
            assert abs(price - max(costs[best] + hub, PRICE_UNIT)) <= PRICE_UNIT
            assert price / PRICE_UNIT == round(price / PRICE_UNIT), "sums of prices are exact"


def _own_price(code: int, confidence: float, model: CostModel) -> float:
    context = code in (_code("HAS_ADDRESS"), _code("TRAVELLED_ON"))
    return float(model.hop - np.log(confidence) + (model.context if context else 0.0))


def _code(name: str) -> int:
    return ONTOLOGY.link_codes[name]


@given(links, st.sets(st.integers(0, 6), max_size=3), st.integers(1, 4))
@settings(max_examples=200, deadline=None)
def test_layers_hold_the_cheapest_way_of_so_many_hops(
    made: list[Link], asked: set[int], hops: int
) -> None:
    graph = topology(snapshot(KINDS, made))
    best = {(0, end): (0.0, end) for end in asked}
    for hop in range(1, hops + 1):
        for entity in range(len(KINDS)):
            ways = [best[hop - 1, entity]] if (hop - 1, entity) in best else []
            near, price, _ = graph.neighbours(entity)
            for other, step in zip(near.tolist(), price.tolist(), strict=True):
                if (hop - 1, other) in best and (graph.bridging[other] or other in asked):
                    cost, end = best[hop - 1, other]
                    ways.append((cost + step, end))
            if ways:
                cost = min(ways)[0]
                kept = best.get((hop - 1, entity))
                best[hop, entity] = kept if kept and kept[0] == cost else min(ways)
    layers = within_hops(graph, np.array(sorted(asked), np.int32), hops)
    for hop in range(hops + 1):
        for entity in range(len(KINDS)):
            cost, end = best.get((hop, entity), (np.inf, -1))
            assert (layers.cost[hop, entity], layers.nearest[hop, entity]) == (cost, end)
