"""Chains in the order of time, against every chain and every choice of links there is."""

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_connections import shared_out
from worlds_by_hand import Link, Span, snapshot

from tripoint_algorithms.links.connections import connections
from tripoint_algorithms.links.timing import ALWAYS, InOrder, is_timed
from tripoint_algorithms.topology import Topology, topology
from tripoint_graph.snapshot import Snapshot

KINDS = ["person", "person", "phone", "booking", "organisation", "consignment"]
DAY = 86_400

ends = st.sets(st.integers(0, 5), max_size=3)
spans = st.one_of(
    st.just(ALWAYS),
    st.tuples(st.integers(0, 6), st.integers(0, 3)).map(lambda t: (t[0], t[0] + t[1])),
)
dated = st.lists(
    st.tuples(
        st.tuples(
            st.integers(0, 5),
            st.integers(0, 5),
            st.sampled_from(["USES_PHONE", "IN_BOOKING", "CONSIGNEE_OF"]),
            st.sampled_from([0.5, 0.9, 0.99]),
        ),
        spans,
    ),
    max_size=14,
)
orders = st.builds(InOrder, gap=st.one_of(st.none(), st.integers(0, 4)))


def made_of(links: list[tuple[Link, Span]]) -> Snapshot:
    return snapshot(
        KINDS, [link for link, _ in links], times={link[:3]: span for link, span in links}
    )


def is_possible(world: Snapshot, links: tuple[int, ...], order: InOrder) -> bool:
    """Whether some instants, tried one by one, fit the links in turn."""
    horizon = range(0, 11)
    possible = list(horizon)
    for number, link in enumerate(links):
        first, last = int(world.link_start[link]), int(world.link_end[link])
        gap = 99 if order.gap is None else order.gap
        possible = [
            at
            for at in horizon
            if first <= at <= last
            and (number == 0 or any(before <= at <= before + gap for before in possible))
        ]
    return bool(possible)


def cheapest_in_time(graph: Topology, path: tuple[int, ...], order: InOrder) -> float | None:
    """The least cost of the choices of links that are possible."""
    world = graph.snapshot
    choices = [graph.priced_between(one, other) for one, other in pairwise(path)]
    least = sum(float(graph.prices[one, other]) for one, other in pairwise(path))
    fitting = [
        least + sum(extra for _, extra in chosen)
        for chosen in product(*choices)
        if is_possible(world, tuple(link for link, _ in chosen), order)
    ]
    return min(fitting, default=None)


def every_chain_in_time(
    graph: Topology, sources: set[int], targets: set[int], hops_max: int, order: InOrder
) -> list[tuple[float, tuple[int, ...]]]:
    found: list[tuple[float, tuple[int, ...]]] = []

    def walk(path: tuple[int, ...]) -> None:
        for entity in graph.neighbours(path[-1])[0].tolist():
            if entity in path:
                continue
            if entity in targets:
                cost = cheapest_in_time(graph, (*path, entity), order)
                if cost is not None:
                    found.append((cost, (*path, entity)))
            elif entity not in sources and graph.bridging[entity] and len(path) < hops_max:
                walk((*path, entity))

    for source in sources:
        walk((source,))
    return [(0.0, (entity,)) for entity in sorted(sources & targets)] + sorted(found)


shapes = st.tuples(st.integers(1, 5), st.integers(1, 8), st.sampled_from([None, 1, 2]))


@given(dated, ends, ends, orders, shapes)
@settings(max_examples=400, deadline=None)
def test_the_best_chains_in_time_are_those_of_all_that_are_possible(
    made: list[tuple[Link, Span]],
    sources: set[int],
    targets: set[int],
    order: InOrder,
    shape: tuple[int, int, int | None],
) -> None:
    hops_max, k, per_pair = shape
    world = made_of(made)
    found = connections(
        world,
        sorted(sources),
        sorted(targets),
        k=k,
        hops_max=hops_max,
        per_pair=per_pair,
        order=order,
    )
    every = every_chain_in_time(topology(world), sources, targets, hops_max, order)
    expected = every if per_pair is None else shared_out(every, per_pair)
    assert [(chain.cost, chain.entities) for chain in found.chains] == expected[:k]
    assert found.complete
    for chain in found.chains:
        assert is_possible(world, tuple(step.link for step in chain.steps), order)


def test_a_phone_used_before_the_flight_leads_on_but_not_back() -> None:
    kinds = ["person", "phone", "person"]
    made: list[Link] = [(0, 1, "USES_PHONE", 0.9), (2, 1, "USES_PHONE", 0.9)]
    times = {(0, 1, "USES_PHONE"): (0, DAY), (2, 1, "USES_PHONE"): (5 * DAY, 6 * DAY)}
    world = snapshot(kinds, made, times=times)
    assert connections(world, [0], [2], order=InOrder()).chains
    assert not connections(world, [2], [0], order=InOrder()).chains
    assert connections(world, [0], [2], order=InOrder(gap=4 * DAY)).chains
    assert not connections(world, [0], [2], order=InOrder(gap=4 * DAY - 1)).chains


def test_a_link_of_unknown_time_passes_and_is_told_apart() -> None:
    made: list[Link] = [(0, 1, "USES_PHONE", 0.9), (2, 1, "USES_PHONE", 0.9)]
    times = {(0, 1, "USES_PHONE"): ALWAYS, (2, 1, "USES_PHONE"): (0, DAY)}
    world = snapshot(["person", "phone", "person"], made, times=times)
    (chain,) = connections(world, [0], [2], order=InOrder(gap=0)).chains
    assert [is_timed(world, step.link) for step in chain.steps] == [False, True]


@pytest.mark.parametrize("gap", [0, None])
def test_where_the_cheapest_link_is_too_late_another_is_taken(gap: int | None) -> None:
    made: list[Link] = [
        (0, 1, "CONSIGNEE_OF", 0.99),
        (0, 1, "NOTIFY_PARTY_OF", 0.5),
        (2, 1, "CONSIGNOR_OF", 0.9),
    ]
    times = {
        (0, 1, "CONSIGNEE_OF"): (9, 9),
        (0, 1, "NOTIFY_PARTY_OF"): (1, 1),
        (2, 1, "CONSIGNOR_OF"): (1, 1),
    }
    world = snapshot(["organisation", "consignment", "organisation"], made, times=times)
    (chain,) = connections(world, [0], [2], order=InOrder(gap=gap)).chains
    assert [step.confidence for step in chain.steps] == [0.5, 0.9]
    (sure,) = connections(world, [0], [2]).chains
    assert sure.cost < chain.cost
