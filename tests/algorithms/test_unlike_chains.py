"""Chains that are unlike each other, against taking them one by one from all there are."""

from hypothesis import given, settings
from hypothesis import strategies as st
from test_connections import KINDS, ends, every_chain, links, shapes, shown
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.links.connections import connections
from tripoint_algorithms.links.connections_at import connections_at, touching
from tripoint_algorithms.topology import topology

Costed = tuple[float, tuple[int, ...]]


def taken_one_by_one(
    chains: list[Costed], shared_max: int | None, per_pair: int | None
) -> list[Costed]:
    """The cheapest again and again that has little enough in common with each taken before."""
    taken: list[Costed] = []
    for cost, path in chains:
        alike = [set(path[1:-1]) & set(other[1:-1]) for _, other in taken]
        same = [other for _, other in taken if (other[0], other[-1]) == (path[0], path[-1])]
        too_many = per_pair is not None and len(same) >= per_pair
        if not too_many and all(len(each) <= (shared_max or 0) for each in alike):
            taken.append((cost, path))
    return taken


shared = st.integers(0, 2)


@given(links, st.tuples(ends, ends), shapes, shared, st.booleans())
@settings(max_examples=400, deadline=None)
def test_unlike_chains_are_those_taken_one_by_one(
    made: list[Link],
    sides: tuple[set[int], set[int]],
    shape: tuple[int, int, int],
    shared_max: int,
    all_of_a_pair: bool,
) -> None:
    world, (sources, targets) = snapshot(KINDS, made), sides
    hops_max, k, per_pair = shape
    share = None if all_of_a_pair else per_pair
    found = connections(
        world,
        sorted(sources),
        sorted(targets),
        k=k,
        hops_max=hops_max,
        per_pair=share,
        shared_max=shared_max,
    )
    every = every_chain(topology(world), sources, targets, hops_max)
    assert shown(found) == taken_one_by_one(every, shared_max, share)[:k]
    assert found.complete
    assert found.certain == len(found.chains)


@given(links, st.tuples(ends, ends), ends, shapes, shared)
@settings(max_examples=200, deadline=None)
def test_unlike_chains_that_touch_a_place_are_taken_from_those_that_do(
    made: list[Link],
    sides: tuple[set[int], set[int]],
    places: set[int],
    shape: tuple[int, int, int],
    shared_max: int,
) -> None:
    world, (sources, targets) = snapshot(KINDS, made), sides
    hops_max, k, per_pair = shape
    found = connections_at(
        world,
        sorted(sources),
        sorted(targets),
        places=sorted(places),
        k=k,
        hops_max=hops_max,
        per_pair=per_pair,
        shared_max=shared_max,
    )
    near = touching(world, sorted(places))
    every = every_chain(topology(world), sources, targets, hops_max)
    touch = [(cost, path) for cost, path in every if near[list(path)].any()]
    assert shown(found) == taken_one_by_one(touch, shared_max, per_pair)[:k]


def test_one_bridge_is_not_shown_ten_times_over() -> None:
    """Five people reach five others by one dear friend, and one of them by a phone of his own."""
    kinds = ["person"] * 10 + ["person", "phone"]
    made: list[Link] = [(at, 10, "FAMILY_OF", 0.9) for at in range(10)]
    made += [(0, 11, "USES_PHONE", 0.5), (9, 11, "USES_PHONE", 0.5)]
    world = snapshot(kinds, made)
    sides = list(range(5)), list(range(5, 10))
    like = connections(world, *sides, k=25, per_pair=1)
    assert sum(10 in chain.entities for chain in like.chains) >= 24
    unlike = connections(world, *sides, k=25, per_pair=1, shared_max=0)
    assert [chain.entities[1:-1] for chain in unlike.chains] == [(11,), (10,)]
    assert unlike.complete


def test_ever_more_like_chains_do_not_eat_up_the_budget() -> None:
    """Two in a row that all must pass: what repeats them is given up where it begins to."""
    kinds = ["person"] * 602
    made: list[Link] = [(at, 600, "FAMILY_OF", 0.9 - at / 1e4) for at in range(300)]
    made += [(600, 601, "FAMILY_OF", 0.9)]
    made += [(601, at, "FAMILY_OF", 0.9 - at / 1e4) for at in range(300, 600)]
    world = snapshot(kinds, made)
    found = connections(world, list(range(300)), list(range(300, 600)), k=20, shared_max=1)
    assert (len(found.chains), found.complete) == (1, True)
    assert found.expansions < 2_000
