"""Close pairs against a search of everything, and the board against worlds that are known."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.convergence.cells import Cell, cells
from tripoint_algorithms.convergence.close_pairs import close_pairs
from tripoint_algorithms.convergence.rewiring import Rewiring, chance_of
from tripoint_algorithms.links.connections import connections
from tripoint_algorithms.topology import topology
from tripoint_graph.snapshot import Snapshot

KINDS = ["person", "organisation", "person", "phone", "consignment", "place", "flight", "person"]

links = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.integers(0, 7),
        st.sampled_from(["USES_PHONE", "IN_BOOKING"]),
        st.sampled_from([0.3, 0.9]),
    ),
    max_size=16,
)


@given(links, st.sets(st.integers(0, 7), max_size=5), st.floats(0.5, 9))
@settings(max_examples=300, deadline=None)
def test_close_pairs_are_all_that_a_search_of_each_pair_finds(
    made: list[Link], ends: set[int], limit: float
) -> None:
    world = snapshot(KINDS, made)
    found = close_pairs(topology(world), np.array(sorted(ends), np.int32), limit)
    pairs = np.stack([found.one, found.other], axis=1).tolist()
    told = {(one, other): cost for (one, other), cost in zip(pairs, found.cost, strict=True)}
    assert list(told) == sorted(told)
    expected = {}
    for one, other in combinations(sorted(ends), 2):
        chains = connections(world, [one], [other], k=1, hops_max=8).chains
        if chains and chains[0].cost <= limit:
            expected[one, other] = chains[0].cost
    assert told == expected


def some_world(seed: int) -> Snapshot:
    """Two kinds of links over a year, joined at random."""
    draw = np.random.default_rng(seed)
    made: list[Link] = []
    times = {}
    for kind, first in (("USES_PHONE", 60), ("CONSIGNEE_OF", 120)):
        for a, b in draw.integers(0, 60, (150, 2)):
            made.append((int(a), first + int(b), kind, 0.9))
            times[made[-1][:3]] = (int(draw.integers(0, 31_000_000)),) * 2
    return snapshot(["person"] * 60 + ["phone"] * 60 + ["consignment"] * 60, made, times=times)


def test_a_world_of_chance_keeps_links_by_kind_and_quarter_at_either_end() -> None:
    rewiring = Rewiring.of(topology(some_world(4)))
    draw = np.random.default_rng(1)
    for _ in range(5):
        target = rewiring.shuffled(draw)
        assert not np.array_equal(target, rewiring.target)
        for first, last in zip(rewiring.bounds, rewiring.bounds[1:], strict=False):
            was, now = rewiring.target[first:last], target[first:last]
            assert sorted(was.tolist()) == sorted(now.tolist())
    world = rewiring.graph.snapshot
    assert len(rewiring.bounds) > 2 * 4, "two kinds over four quarters"
    assert len(rewiring.source) == world.links


def test_the_steps_of_a_world_of_chance_cost_what_they_do_in_the_real_one() -> None:
    graph = topology(some_world(5))
    rewiring = Rewiring.of(graph)
    as_it_is = rewiring.joined(rewiring.target)
    assert np.array_equal(as_it_is.prices.toarray(), graph.prices.toarray())


def test_a_story_told_in_twenty_pairs_is_more_than_chance_gives_and_a_hub_is_not() -> None:
    size = 200
    kinds = ["person"] * size + ["phone"] * size + ["flight"]
    made: list[Link] = [(i, size + i, "USES_PHONE", 0.9) for i in range(size)]
    made += [(i, 2 * size, "TRAVELLED_ON", 0.9) for i in range(size)]
    shared: list[Link] = [(i, size + i + 1, "USES_PHONE", 0.9) for i in range(0, 40, 4)]
    other: list[Link] = [(i, size + i + 1, "USES_PHONE", 0.9) for i in range(60, 100, 4)]
    classes = {"FTF": range(0, 40, 4), "SALW_TRAFFICKER": range(1, 41, 4)}

    def cell(links: list[Link], limit: float) -> Cell:
        world = snapshot(kinds, made + links, {name: list(rows) for name, rows in classes.items()})
        (found,) = (c for c in cells(world, limit=limit).cells if (c.first, c.second) == named)
        return found

    named = ("FTF", "SALW_TRAFFICKER")
    told = cell(shared, 4.0)
    assert told.observed == 10
    assert told.expected is not None
    assert told.high is not None
    assert told.expected < 3 < told.high + 3 < told.observed
    assert told.chance == pytest.approx(1 / 101)
    elsewhere = cell(other, 4.0)
    assert elsewhere.observed == 0
    assert elsewhere.chance == 1.0
    everybody = cell(other, 40.0)
    assert everybody.observed == 100, "over the flight all are near all"
    assert (everybody.low, everybody.high, everybody.chance) == (100, 100, 1.0)


def test_the_board_is_the_same_from_either_side_and_each_time() -> None:
    world = snapshot(
        KINDS,
        [(0, 3, "USES_PHONE", 0.9), (2, 3, "USES_PHONE", 0.9), (7, 3, "USES_PHONE", 0.9)],
        {"FTF": [0, 2], "SALW_TRAFFICKER": [2, 7]},
    )
    found = {(c.first, c.second): c for c in cells(world, draws=20).cells}
    assert len(found) == 9
    for (first, second), cell in found.items():
        same = found[second, first]
        assert (cell.observed, cell.expected, cell.low, cell.high, cell.chance) == (
            same.observed,
            same.expected,
            same.low,
            same.high,
            same.chance,
        )
    assert found["FTF", "SALW_TRAFFICKER"].observed == 3, "0-2, 0-7, 2-7; nobody with himself"
    assert found["FTF", "FTF"].observed == 1
    assert cells(world, draws=20) == cells(world, draws=20)
    bare = cells(world, draws=0).cells
    assert {(c.expected, c.low, c.high, c.chance) for c in bare} == {(None,) * 4}


def test_the_interval_holds_what_chance_gives_in_nine_worlds_of_ten() -> None:
    rewiring = Rewiring.of(topology(some_world(6)))
    draw = chance_of(rewiring.graph, "another question")
    ends = np.arange(0, 60, 3, dtype=np.int32)
    counts = [len(close_pairs(rewiring.dealt_anew(draw), ends, 4.5).one) for _ in range(200)]
    low, high = np.quantile(counts[:100], [0.05, 0.95])
    assert np.mean([low <= c <= high for c in counts[100:]]) >= 0.8
    assert len(set(counts)) > 5


def test_classes_that_are_none_are_refused() -> None:
    world = snapshot(KINDS, [])
    with pytest.raises(ValueError, match="name classes of"):
        cells(world, classes=("FTF", "NONE"))
    with pytest.raises(ValueError, match="above 0"):
        cells(world, limit=0)
