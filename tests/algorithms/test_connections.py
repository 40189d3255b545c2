"""`connections` against every simple path there is."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.links import connections_at as module
from tripoint_algorithms.links.chains import Role, chain_of, roles
from tripoint_algorithms.links.connections import Connections, connections
from tripoint_algorithms.links.connections_at import connections_at
from tripoint_algorithms.links.search import Pace, Search, Wanted
from tripoint_algorithms.links.tally import Ends, Shares
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


shapes = st.tuples(st.integers(1, 6), st.integers(1, 8), st.integers(1, 3))
paces = st.builds(
    Pace,
    limit_first=st.floats(0.1, 4.0),
    limit_growth=st.floats(1.2, 3.0),
    limit_wide=st.floats(0.0, 12.0),
    refocus_after=st.integers(0, 20),
    closer_after=st.integers(0, 20),
)


def every_chain(
    graph: Topology, sources: set[int], targets: set[int], hops_max: int
) -> list[tuple[float, tuple[int, ...]]]:
    """All chains there are, by the definition, best first."""
    found: list[tuple[float, tuple[int, ...]]] = []
    both = sources & targets

    def walk(path: tuple[int, ...], cost: float) -> None:
        near, price, _ = graph.neighbours(path[-1])
        for entity, step in zip(near.tolist(), price.tolist(), strict=True):
            if entity in path:
                continue
            if entity in targets:
                if not (path[0] in both and entity in both and entity < path[0]):
                    found.append((cost + step, (*path, entity)))
            elif entity not in sources and graph.bridging[entity] and len(path) < hops_max:
                walk((*path, entity), cost + step)

    for source in sources:
        walk((source,), 0.0)
    return [(0.0, (entity,)) for entity in sorted(both)] + sorted(found)


def shared_out(
    chains: list[tuple[float, tuple[int, ...]]], per_pair: int
) -> list[tuple[float, tuple[int, ...]]]:
    """The first few chains of each pair."""
    seen = Counter[tuple[int, int]]()
    kept = []
    for cost, path in chains:
        seen[path[0], path[-1]] += 1
        if seen[path[0], path[-1]] <= per_pair:
            kept.append((cost, path))
    return kept


def shown(found: Connections) -> list[tuple[float, tuple[int, ...]]]:
    return [(chain.cost, chain.entities) for chain in found.chains]


@given(links, ends, ends, st.integers(1, 6), st.integers(1, 8))
@settings(max_examples=400, deadline=None)
def test_the_k_best_chains_are_those_of_all_chains(
    made: list[Link], sources: set[int], targets: set[int], hops_max: int, k: int
) -> None:
    world = snapshot(KINDS, made)
    found = connections(world, sorted(sources), sorted(targets), k=k, hops_max=hops_max)
    expected = every_chain(topology(world), sources, targets, hops_max)
    assert shown(found) == expected[:k]
    assert found.complete
    if len(expected) > k:
        assert found.explored_cost == expected[k - 1][0], "it looked no further than the last"


@given(links, ends, ends, shapes)
@settings(max_examples=400, deadline=None)
def test_so_many_chains_a_pair_are_the_best_of_each_pair(
    made: list[Link], sources: set[int], targets: set[int], shape: tuple[int, int, int]
) -> None:
    world = snapshot(KINDS, made)
    hops_max, k, per_pair = shape
    found = connections(
        world, sorted(sources), sorted(targets), k=k, hops_max=hops_max, per_pair=per_pair
    )
    expected = shared_out(every_chain(topology(world), sources, targets, hops_max), per_pair)
    assert shown(found) == expected[:k]
    assert found.complete


@given(links, ends, ends, ends, shapes)
@settings(max_examples=300, deadline=None)
def test_chains_that_touch_places_are_the_best_of_all_that_do(
    made: list[Link],
    sources: set[int],
    targets: set[int],
    places: set[int],
    shape: tuple[int, int, int],
) -> None:
    world = snapshot(KINDS, made)
    hops_max, k, per_pair = shape
    found = connections_at(
        world,
        sorted(sources),
        sorted(targets),
        places=sorted(places),
        k=k,
        hops_max=hops_max,
        per_pair=per_pair,
    )
    near = {frozenset((one, other)) for one, other, _, _ in made}
    touch = [
        (cost, path)
        for cost, path in every_chain(topology(world), sources, targets, hops_max)
        if any(e == p or frozenset((e, p)) in near for e in path for p in places)
    ]
    assert shown(found) == shared_out(touch, per_pair)[:k]
    assert found.complete


def test_chains_beyond_those_looked_at_are_not_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The best two do not touch, and more were not looked at."""
    monkeypatch.setattr(module, "CHAINS_MAX", 2)
    made: list[Link] = [(0, at, "USES_PHONE", 0.9) for at in (2, 3, 4)]
    made += [(1, at, "USES_PHONE", 0.9) for at in (2, 3)] + [(1, 4, "USES_PHONE", 0.5)]
    world = snapshot(KINDS, [*made, (4, 6, "PRESENT_IN", 0.9)])
    found = connections_at(world, [0], [1], places=[6], k=2)
    assert (found.chains, found.complete) == ((), False)
    monkeypatch.undo()
    found = connections_at(world, [0], [1], places=[6], k=2)
    assert ([chain.entities for chain in found.chains], found.complete) == ([(0, 4, 1)], True)


@given(links, ends, ends, shapes, paces)
@settings(max_examples=400, deadline=None)
def test_the_pace_of_a_search_does_not_change_its_answer(
    made: list[Link], sources: set[int], targets: set[int], shape: tuple[int, int, int], pace: Pace
) -> None:
    graph = topology(snapshot(KINDS, made))
    hops_max, k, per_pair = shape
    asked = Ends.of(sorted(sources), sorted(targets))
    for share in (None, per_pair):
        search = Search(graph, asked, Wanted(k, hops_max, Shares(share), 100_000), pace)
        every = [pair for pair in every_chain(graph, sources, targets, hops_max) if pair[0]]
        expected = every if share is None else shared_out(every, share)
        assert search.run() == expected[:k]
        assert search.complete


@given(links, ends, ends, st.sampled_from([None, 1, 2]), st.integers(0, 60))
@settings(max_examples=300, deadline=None)
def test_whatever_is_said_to_be_explored_was_explored(
    made: list[Link], sources: set[int], targets: set[int], per_pair: int | None, budget: int
) -> None:
    world = snapshot(KINDS, made)
    hops_max = 1 + budget % 6
    asked = (world, sorted(sources), sorted(targets))
    found = connections(*asked, k=900, hops_max=hops_max, per_pair=per_pair, expansions_max=budget)
    every = every_chain(topology(world), sources, targets, hops_max)
    expected = shared_out(every, per_pair or len(every) + 1)
    cheaper = [pair for pair in expected if pair[0] < found.explored_cost]
    assert shown(found)[: len(cheaper)] == cheaper
    assert set(shown(found)) <= set(every)
    assert found.expansions <= budget
    assert not found.complete or shown(found) == expected


@given(links, ends, ends, st.sampled_from([None, 1, 2]))
@settings(max_examples=200, deadline=None)
def test_the_way_there_is_the_way_back(
    made: list[Link], sources: set[int], targets: set[int], per_pair: int | None
) -> None:
    world = snapshot(KINDS, made)
    there = connections(world, sorted(sources), sorted(targets), k=900, per_pair=per_pair)
    back = connections(world, sorted(targets), sorted(sources), k=900, per_pair=per_pair)
    assert [c.cost for c in there.chains] == [c.cost for c in back.chains]
    if per_pair is None:
        ways = {min(c.entities, c.entities[::-1]) for c in there.chains}
        assert ways == {min(c.entities, c.entities[::-1]) for c in back.chains}


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


def test_one_pair_is_done_when_it_has_what_it_may_have() -> None:
    kinds = ["person", "person"] + ["phone"] * 60 + ["person"] * 60
    made: list[Link] = [(0, 2 + i, "USES_PHONE", 0.9) for i in range(60)]
    made += [(62 + j, 2 + i, "USES_PHONE", 0.9) for i in range(60) for j in range(60)]
    made += [(62 + j, 1, "FAMILY_OF", 0.9) for j in range(60)]
    found = connections(snapshot(kinds, made), [0], [1], k=20, per_pair=1)
    assert found.complete
    assert len(found.chains) == 1
    assert found.expansions < 10_000


def test_a_limit_of_hops_is_not_found_out_by_trying_every_way() -> None:
    size = 300
    kinds = ["person"] * size
    ring: list[Link] = [
        (i, (i + step) % size, "FAMILY_OF", 0.9) for i in range(size) for step in (1, 2, 3, 4, 5)
    ]
    found = connections(snapshot(kinds, ring), [0], [48], k=900, hops_max=10)
    assert found.complete
    assert min(len(chain.steps) for chain in found.chains) == 10
    assert found.expansions < 20_000


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
