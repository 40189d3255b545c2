"""A search that runs out of time gives what it has, and says what it did not look at."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from test_connections import KINDS, ends, every_chain, links, shown
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.links import field
from tripoint_algorithms.links.connections import Connections, connections
from tripoint_algorithms.links.connections_at import connections_at
from tripoint_algorithms.links.field import within_hops
from tripoint_algorithms.links.patience import GoOn, Stopped, TimeUpError, until
from tripoint_algorithms.topology import topology
from tripoint_graph.columns import Ints


def after(looks: int) -> GoOn:
    """Stops at a look at the clock, the first being number 0."""
    seen = count()

    def go_on() -> None:
        if next(seen) >= looks:
            raise TimeUpError

    return go_on


def ticking() -> Callable[[], float]:
    """A clock that is a second on whenever somebody looks at it."""
    ticks = count()
    return lambda: float(next(ticks))


shapes = st.tuples(st.integers(1, 6), st.sampled_from([None, 1, 2]))


@given(links, ends, ends, shapes, st.integers(0, 12))
@settings(max_examples=400, deadline=None)
def test_whatever_is_said_to_be_certain_is_certain(
    made: list[Link],
    sources: set[int],
    targets: set[int],
    shape: tuple[int, int | None],
    looks: int,
) -> None:
    world, (hops_max, per_pair) = snapshot(KINDS, made), shape
    ask = partial(
        connections,
        world,
        sorted(sources),
        sorted(targets),
        k=900,
        hops_max=hops_max,
        per_pair=per_pair,
    )
    whole, part = ask(), ask(go_on=after(looks))
    assert part.chains[: part.certain] == whole.chains[: part.certain]
    assert set(shown(part)) <= set(every_chain(topology(world), sources, targets, hops_max))
    missed = [chain for chain in whole.chains if chain not in part.chains]
    assert all(chain.cost >= part.explored_cost for chain in missed)
    assert part.complete == (part.stopped is None)
    if part.stopped is None:
        assert part == whole


def ring(size: int) -> Connections:
    """A search with more ways than anybody wants to wait for, for some looks at the clock."""
    kinds = ["person"] * size
    made: list[Link] = [
        (at, (at + step) % size, "FAMILY_OF", 0.9) for at in range(size) for step in (1, 2, 3, 4)
    ]
    world = snapshot(kinds, made)
    topology(world)  # How often the clock is looked at while that is made is chance.
    return connections(world, [0], [size // 2], k=900, hops_max=10, go_on=until(ticking(), 2_000.0))


def test_a_search_stops_when_its_time_is_up_and_shows_what_it_has() -> None:
    found = ring(70)
    assert found.stopped is Stopped.TIME
    assert not found.complete
    assert 0 < len(found.chains) < 900
    assert found == ring(70), "by the same clock, the same answer"


def test_no_time_at_all_is_an_empty_answer() -> None:
    kinds = ["person", "phone", "person"]
    made: list[Link] = [(0, 1, "USES_PHONE", 0.9), (2, 1, "USES_PHONE", 0.9)]
    world = snapshot(kinds, made)
    found = connections(world, [0], [2], go_on=after(0))
    assert (found.chains, found.complete, found.explored_cost) == ((), False, 0.0)
    assert found.stopped is Stopped.TIME


def test_chains_that_touch_a_place_stop_too() -> None:
    kinds = ["person", "phone", "person", "place"]
    made: list[Link] = [(0, 1, "USES_PHONE", 0.9), (2, 1, "USES_PHONE", 0.9)]
    world = snapshot(kinds, [*made, (0, 3, "PRESENT_IN", 0.9)])
    found = connections_at(world, [0], [2], places=[3], go_on=after(0))
    assert (found.chains, found.stopped) == ((), Stopped.TIME)


class Walk(csr_array):
    """Prices that say how many steps are taken out of them at once."""

    taken: ClassVar[list[int]] = []

    def __getitem__(self, rows: Ints) -> csr_array:  # type: ignore[override]  # rows alone
        steps = csr_array(self)[rows]
        self.taken.append(steps.nnz)
        return steps


@given(links, ends, st.integers(1, 6), st.integers(1, 8), st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_field_never_takes_more_steps_between_two_looks_than_it_says(
    made: list[Link], targets: set[int], hops: int, at_once: int, whose: bool
) -> None:
    graph = topology(snapshot(KINDS, made))
    watched = replace(graph, steps=replace(graph.steps, prices=Walk(graph.prices)))
    most_of_one = int(np.diff(graph.prices.indptr).max(initial=0))
    taken, rows = Walk.taken, np.array(sorted(targets), np.int32)
    taken.clear()

    def look() -> None:
        assert sum(taken) <= at_once + most_of_one
        taken.clear()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(field, "STEPS_AT_ONCE", at_once)
        slowly = within_hops(watched, rows, hops, whose=whose, go_on=look)
    look()
    at_a_stretch = within_hops(graph, rows, hops, whose=whose)
    assert np.array_equal(slowly.cost, at_a_stretch.cost)
    assert np.array_equal(slowly.nearest, at_a_stretch.nearest)


@given(links, ends, ends)
@settings(max_examples=100, deadline=None)
def test_a_search_looks_at_the_clock_at_every_partial_chain(
    made: list[Link], sources: set[int], targets: set[int]
) -> None:
    looks = count()

    def look() -> None:
        next(looks)

    world = snapshot(KINDS, made)
    found = connections(world, sorted(sources), sorted(targets), go_on=look)
    assert next(looks) >= found.expansions
