"""`connections` against every simple path there is."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.chains import Role, chain_of, roles
from tripoint_algorithms.connections import Connections, connections
from tripoint_algorithms.topology import Filter, Topology, topology

KINDS = ["person", "person", "phone", "booking", "organisation", "consignment", "place"]
ends = st.sets(st.integers(0, 6), max_size=3)
links = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.integers(0, 6),
        st.sampled_from(["USES_PHONE", "IN_BOOKING", "HAS_ADDRESS", "CONSIGNEE_OF"]),
        st.sampled_from([0.5, 0.5, 0.9, 0.99]),
    ),
    max_size=14,
)


def every_chain(
    graph: Topology, sources: set[int], targets: set[int], hops_max: int
) -> list[tuple[float, tuple[int, ...]]]:
    """All chains there are, by the definition, best first."""
    found: list[tuple[float, tuple[int, ...]]] = []

    def walk(path: tuple[int, ...], cost: float) -> None:
        near, price, _ = graph.neighbours(path[-1])
        for entity, step in zip(near.tolist(), price.tolist(), strict=True):
            if entity in path or entity in sources - targets:
                continue
            if entity in targets:
                found.append((cost + step, (*path, entity)))
            elif len(path) < hops_max and graph.bridging[entity] and entity not in sources:
                walk((*path, entity), cost + step)

    for source in sources - targets:
        walk((source,), 0.0)
    both = [(0.0, (entity,)) for entity in sorted(sources & targets)]
    return both + sorted(found, key=lambda pair: (round(pair[0], 9), pair[1]))


def shown(found: Connections) -> list[tuple[float, tuple[int, ...]]]:
    return [(round(chain.cost, 9), chain.entities) for chain in found.chains]


@given(links, ends, ends, st.integers(1, 6), st.integers(1, 8))
@settings(max_examples=400, deadline=None)
def test_the_k_best_chains_are_those_of_all_chains(
    made: list[Link], sources: set[int], targets: set[int], hops_max: int, k: int
) -> None:
    world = snapshot(KINDS, made)
    found = connections(world, sorted(sources), sorted(targets), k=k, hops_max=hops_max)
    expected = every_chain(topology(world), sources, targets, hops_max)[:k]
    assert shown(found) == [(round(cost, 9), path) for cost, path in expected]
    assert found.complete


@given(links, ends, ends, st.integers(1, 6), st.integers(1, 8))
@settings(max_examples=300, deadline=None)
def test_one_chain_a_pair_is_the_best_of_each_pair(
    made: list[Link], sources: set[int], targets: set[int], hops_max: int, k: int
) -> None:
    world = snapshot(KINDS, made)
    found = connections(world, sorted(sources), sorted(targets), k=k, hops_max=hops_max, per_pair=1)
    best: dict[tuple[int, int], float] = {}
    for cost, path in every_chain(topology(world), sources, targets, hops_max):
        best.setdefault((path[0], path[-1]), round(cost, 9))
    costs = [cost for cost, _ in shown(found)]
    assert costs == sorted(best.values())[:k]
    assert all(best[path[0], path[-1]] == cost for cost, path in shown(found))


@example([(0, 2, "USES_PHONE", 0.9), (1, 2, "USES_PHONE", 0.9)], {0}, {1})
@given(links, ends, ends)
@settings(max_examples=100, deadline=None)
def test_every_step_of_a_chain_stands_on_links_between_its_ends(
    made: list[Link], sources: set[int], targets: set[int]
) -> None:
    world = snapshot(KINDS, made)
    for chain in connections(world, sorted(sources), sorted(targets)).chains:
        assert [(s.source, s.target) for s in chain.steps] == list(pairwise(chain.entities))
        for step in chain.steps:
            assert step.link in step.links
            for link in step.links:
                assert {int(world.link_source[link]), int(world.link_target[link])} == {
                    step.source,
                    step.target,
                }


def test_a_crowded_flight_costs_more_than_a_longer_way_through_rare_things() -> None:
    kinds = ["person", "person", "flight", "booking", "person", "phone"] + ["person"] * 200
    made: list[Link] = [
        (0, 2, "TRAVELLED_ON", 0.9),
        (1, 2, "TRAVELLED_ON", 0.9),
        (0, 3, "IN_BOOKING", 0.9),
        (4, 3, "IN_BOOKING", 0.9),
        (4, 5, "USES_PHONE", 0.9),
        (1, 5, "USES_PHONE", 0.9),
        *((6 + i, 2, "TRAVELLED_ON", 0.9) for i in range(200)),
    ]
    found = connections(snapshot(kinds, made), [0], [1])
    assert [chain.entities for chain in found.chains] == [(0, 3, 4, 5, 1), (0, 2, 1)]


def test_a_spent_budget_gives_what_was_found_and_says_so() -> None:
    kinds = ["person"] + ["phone"] * 40 + ["person"]
    made: list[Link] = [(0, i, "USES_PHONE", 0.9) for i in range(1, 41)]
    made += [(41, i, "USES_PHONE", 0.9) for i in range(1, 41)]
    world = snapshot(kinds, made)
    part = connections(world, [0], [41], k=40, expansions_max=30)
    assert not part.complete
    assert 0 < len(part.chains) < 40
    whole = connections(world, [0], [41], k=40)
    assert whole.complete
    assert whole.chains[: len(part.chains)] == part.chains


def test_filters_leave_links_out() -> None:
    kinds = ["person", "person", "address", "phone"]
    made: list[Link] = [
        (0, 2, "HAS_ADDRESS", 0.9),
        (1, 2, "HAS_ADDRESS", 0.9),
        (0, 3, "USES_PHONE", 0.5),
        (1, 3, "USES_PHONE", 0.5),
    ]
    world = snapshot(kinds, made)
    conduct = connections(world, [0], [1], only=Filter(conduct_only=True))
    assert [chain.entities for chain in conduct.chains] == [(0, 3, 1)]
    sure = connections(world, [0], [1], only=Filter(confidence_min=0.8))
    assert [chain.entities for chain in sure.chains] == [(0, 2, 1)]
    without = connections(world, [0], [1], only=Filter(without=frozenset({"USES_PHONE"})))
    assert [chain.entities for chain in without.chains] == [(0, 2, 1)]


def test_who_is_reached_over_context_alone_is_context() -> None:
    kinds = ["person", "flight", "person", "phone", "person"]
    made: list[Link] = [
        (0, 1, "TRAVELLED_ON", 0.9),
        (2, 1, "TRAVELLED_ON", 0.9),
        (2, 3, "USES_PHONE", 0.9),
        (4, 3, "USES_PHONE", 0.9),
    ]
    world = snapshot(kinds, made, {"FTF": [0]})
    graph = topology(world)
    chain = chain_of(graph, (0, 1, 2, 3, 4), 0.0)
    assert roles(graph, chain) == (Role.SUBJECT, *[Role.CONTEXT] * 4)
    listed_too = topology(snapshot(kinds, made, {"FTF": [0], "SALW_TRAFFICKER": [4]}))
    chain = chain_of(listed_too, (0, 1, 2, 3, 4), 0.0)
    assert roles(listed_too, chain) == (
        Role.SUBJECT,
        Role.CONTEXT,
        Role.SUBJECT,
        Role.SUBJECT,
        Role.SUBJECT,
    )


@pytest.mark.parametrize(("k", "hops"), [(0, 3), (1, 0), (1, 11), (5000, 3)])
def test_what_is_out_of_range_is_refused(k: int, hops: int) -> None:
    with pytest.raises(ValueError, match="runs from 1 to"):
        connections(snapshot(["person"], []), [0], [0], k=k, hops_max=hops)
