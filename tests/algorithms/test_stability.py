"""How stable a chain is, against worlds drawn anew and searched as a whole."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_connections import KINDS, ends, every_chain, links, shapes, shared_out
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.assurance.stability import Evidence, Stability, stability
from tripoint_algorithms.links import region as module
from tripoint_algorithms.links.connections import between, connections
from tripoint_algorithms.links.field import within_hops
from tripoint_algorithms.links.region import region
from tripoint_algorithms.links.search import Wanted
from tripoint_algorithms.links.tally import Ends, Shares
from tripoint_algorithms.topology import (
    EVERYTHING,
    STANDARD,
    Filter,
    Topology,
    built,
    degrees,
    link_prices,
    topology,
)
from tripoint_graph.snapshot import Snapshot

FACTORS = st.lists(st.sampled_from([0.0, 0.3, 1.0]), min_size=14, max_size=14)


def asked(k: int, hops_max: int = 6, per_pair: int | None = None) -> Wanted:
    return Wanted(k, hops_max, Shares(per_pair), 400_000)


def of(
    world: Snapshot, source: int, target: int, k: int = 1, *, missing: float = 0.1
) -> list[Stability]:
    found = connections(world, [source], [target], k=k)
    sides = Ends.of([source], [target])
    return list(
        stability(topology(world), EVERYTHING, sides, asked(k), found.chains, missing=missing)
    )


@given(links, ends, ends, shapes, FACTORS)
@settings(max_examples=300, deadline=None)
def test_what_a_region_shows_of_less_sure_links_is_what_the_world_shows(
    made: list[Link],
    sources: set[int],
    targets: set[int],
    shape: tuple[int, int, int],
    factors: list[float],
) -> None:
    """Links grow less sure or go; up to the region's reach, every chain of the world is there."""
    world, (hops_max, k, per_pair) = snapshot(KINDS, made), shape
    graph = topology(world)
    sides = Ends.of(sorted(sources), sorted(targets))
    whole = between(graph, sides, asked(k, hops_max, per_pair))
    last = max((chain.cost for chain in whole.chains), default=0.0)
    factor = np.array(factors[: world.links])
    unsure = replace(world, link_confidence=world.link_confidence * factor)
    there = unsure.link_confidence > 0
    with np.errstate(divide="ignore"):
        drawn = Topology(unsure, STANDARD, built(unsure, STANDARD, there, degrees(world)))
    expected = shared_out(every_chain(drawn, sources, targets, hops_max), per_pair)[:k]
    for slacks in ((np.inf,), (0.5,), ()):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "SLACKS", slacks)
            near = region(graph, sides, hops_max, last)
        small = near.with_confidences((world.link_confidence * factor)[near.links], 0.0)
        found = [
            (chain.cost, tuple(near.entities[list(chain.entities)].tolist()))
            for chain in between(small, near.ends, asked(k, hops_max, per_pair)).chains
        ]
        within = [pair for pair in expected if pair[0] <= near.reach]
        assert found[: len(within)] == within
        assert all(cost > near.reach for cost, _ in found[len(within) :])


@given(
    links,
    ends,
    ends,
    st.tuples(st.integers(1, 6), st.integers(0, 9), st.sampled_from([0.0, 2.0, 6.0])),
)
@settings(max_examples=300, deadline=None)
def test_a_region_is_what_all_links_together_say_it_is(
    made: list[Link],
    sources: set[int],
    targets: set[int],
    shape: tuple[int, int, float],
) -> None:
    """Every link priced and measured against every slack, the widest that is small enough."""
    world, (hops_max, links_max, cost) = snapshot(KINDS, made), shape
    graph, sides = topology(world), Ends.of(sorted(sources), sorted(targets))
    inside = graph.bridging.copy()
    inside[sides.sources] = inside[sides.targets] = False
    out, back = (
        np.where(inside | (far == 0.0), far, np.inf)
        for side in (sides.sources, sides.targets)
        for far in within_hops(graph, side, hops_max - 1, through=inside).cost[-1:]
    )
    one, other = world.link_source, world.link_target
    least = np.minimum(out[one] + back[other], out[other] + back[one])
    least += link_prices(world, STANDARD, np.arange(world.links), degrees(world))
    fit = [cost + slack for slack in module.SLACKS if (least <= cost + slack).sum() <= links_max]
    reach = (fit or [cost])[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LINKS_MAX", links_max)
        near = region(graph, sides, hops_max, cost)
    assert near.reach == reach
    assert near.links.tolist() == np.flatnonzero(np.isfinite(least) & (least <= reach)).tolist()


def test_a_region_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of ten phones that two people have, the region of the best holds the best alone."""
    kinds = ["person"] * 2 + ["phone"] * 10
    made: list[Link] = [
        (p, 2 + n, "USES_PHONE", 0.95 - n * 0.09) for p in (0, 1) for n in range(10)
    ]
    world = snapshot(kinds, made)
    sides = Ends.of([0], [1])
    best = connections(world, [0], [1], k=1).chains[0].cost
    assert len(region(topology(world), sides, 6, best).links) == 20
    monkeypatch.setattr(module, "LINKS_MAX", 5)
    assert len(region(topology(world), sides, 6, best).links) == 2


def test_a_link_is_as_sure_as_the_records_that_are_left() -> None:
    world = replace(
        snapshot(["person", "phone"], [(0, 1, "USES_PHONE", 1 - 0.2 * 0.5)]),
        claim_offset=np.array([0, 3]),
        link_claim=np.array([0, 1, 2], np.int32),
        claim_record=np.array([0, 1, 2], np.int32),
        record_id=np.array([[0, 1], [0, 2], [0, 3]], np.uint64),
        record_probability=np.array([0.6, 0.8, 0.5]),
        record_source=np.array([0, 0, 1], np.int32),
        sources=("alpha", "beta"),
    )
    evidence = Evidence.of(world, np.array([0]))

    def sure(*kept: bool) -> float:
        return float(evidence.confidence(np.array(kept))[0])

    assert sure(True, True, True) == world.link_confidence[0], "the best of each source counts"
    assert sure(True, False, True) == pytest.approx(1 - 0.4 * 0.5)
    assert sure(False, True, False) == pytest.approx(0.8)
    assert sure(False, False, False) == 0.0


def test_the_only_chain_stays_where_its_records_do() -> None:
    world = snapshot(
        ["person", "phone", "person"], [(0, 1, "USES_PHONE", 0.8), (2, 1, "USES_PHONE", 0.8)]
    )
    (told,) = of(world, 0, 2)
    assert told.stays == told.holds == told.at_most
    assert told.holds == pytest.approx((0.8 * 0.9) ** 2, abs=0.15)
    assert (told.draws, told.missing) == (100, 0.1)
    assert of(world, 0, 2) == [told], "drawn alike each time"
    (sure,) = of(world, 0, 2, missing=0.0)
    assert sure.holds == pytest.approx(0.64, abs=0.15)


def test_a_chain_that_holds_may_yet_be_passed_by_a_better_one() -> None:
    """Two records of two sources make the first way; with one gone, the second way is better."""
    world = snapshot(
        ["person", "person", "phone", "phone"],
        [
            (0, 2, "USES_PHONE", 0.96),
            (1, 2, "USES_PHONE", 0.96),
            (0, 3, "USES_PHONE", 0.9),
            (1, 3, "USES_PHONE", 0.9),
        ],
    )
    world = replace(
        world,
        claim_offset=np.array([0, 2, 3, 5, 6]),
        link_claim=np.arange(6, dtype=np.int32),
        claim_record=np.arange(6, dtype=np.int32),
        record_id=np.stack([np.zeros(6, np.uint64), np.arange(6, dtype=np.uint64)], axis=1),
        record_probability=np.array([0.8, 0.8, 0.9, 0.8, 0.8, 0.9]),
        record_source=np.array([0, 1, 0, 0, 1, 0], np.int32),
        sources=("alpha", "beta"),
    )
    (first,) = of(world, 0, 1, missing=0.0)
    assert first.holds > first.stays > 0.2
    assert first.stays == first.at_most, "a small world is known as a whole"
    both = of(world, 0, 1, k=2, missing=0.0)
    assert both[0].stays == both[0].holds, "where both are shown, neither is passed"


def test_what_was_not_found_out_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SLACKS", ())
    world = snapshot(
        ["person", "phone", "person"], [(0, 1, "USES_PHONE", 0.8), (2, 1, "USES_PHONE", 0.8)]
    )
    world = replace(
        world,
        link_confidence=np.array([0.96, 0.8]),
        claim_offset=np.array([0, 2, 3]),
        link_claim=np.arange(3, dtype=np.int32),
        claim_record=np.arange(3, dtype=np.int32),
        record_id=np.stack([np.zeros(3, np.uint64), np.arange(3, dtype=np.uint64)], axis=1),
        record_probability=np.array([0.8, 0.8, 0.8]),
        record_source=np.array([0, 1, 0], np.int32),
        sources=("alpha", "beta"),
    )
    (told,) = of(world, 0, 2, missing=0.0)
    assert told.stays < told.at_most == told.holds


def test_links_that_a_filter_would_leave_out_are_left_out_of_the_draws() -> None:
    world = snapshot(
        ["person", "phone", "person"], [(0, 1, "USES_PHONE", 0.8), (2, 1, "USES_PHONE", 0.8)]
    )
    only = Filter(confidence_min=0.75)
    chains = connections(world, [0], [2], only=only).chains
    graph, sides = topology(world, only=only), Ends.of([0], [2])
    (told,) = stability(graph, only, sides, asked(1), chains)
    assert told.stays > 0.3
    near = region(graph, sides, 6, chains[0].cost)
    assert near.with_confidences(np.array([0.7, 0.8]), 0.75).prices.nnz == 2


def test_missing_out_of_range_is_refused() -> None:
    world = snapshot(["person"], [])
    with pytest.raises(ValueError, match="missing lies in"):
        stability(topology(world), EVERYTHING, Ends.of([0], [0]), asked(1), [], missing=1.0)
