"""Missing facts, against every fact tried on small worlds."""

from itertools import pairwise, product
from math import isclose, log

import numpy as np
import pytest
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.assurance.fact_kinds import fact_kinds, rates
from tripoint_algorithms.assurance.gaps import GAPS_MAX, RADIUS, SURE, Gap, gaps
from tripoint_algorithms.links.connections import connections
from tripoint_algorithms.topology import CONTEXT_CODES, Filter, Topology, rounded, topology
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot

KINDS = ["person", "phone", "person", "phone", "place", "consignment", "person", "booking"]
LINKS = ["USES_PHONE", "FAMILY_OF", "CONSIGNEE_OF", "IN_BOOKING", "DESTINED_FOR"]


def drawn(seed: int) -> tuple[Snapshot, list[int], list[int], int, Filter]:
    """A small world in which links join what they may, two sides and how many steps."""
    draw = np.random.default_rng(seed)
    made: list[Link] = []
    for _ in range(int(draw.integers(1, 12))):
        name = LINKS[int(draw.integers(len(LINKS)))]
        told = ONTOLOGY.links[name]
        one = [at for at, kind in enumerate(KINDS) if kind in told.source]
        other = [at for at, kind in enumerate(KINDS) if kind in told.target]
        ends = int(draw.choice(one)), int(draw.choice(other))
        made.append((*ends, name, float(draw.choice([0.3, 0.9]))))
    sides = draw.permutation(len(KINDS)).tolist()
    cut, last = int(draw.integers(1, 3)), int(draw.integers(1, 3))
    some = [frozenset(draw.choice(LINKS, 3, replace=False).tolist()) for _ in range(2)]
    among, without = (each if draw.integers(3) == 0 else frozenset() for each in some)
    only = Filter(conduct_only=bool(draw.integers(2)), among=among, without=without)
    world = snapshot(KINDS, made)
    return world, sides[:cut], sides[cut : cut + last], int(draw.integers(1, 5)), only


def reached(graph: Topology, only: Filter, side: list[int], entity: int, hops: int) -> float | None:
    """What the cheapest chain from a side to where a fact may begin costs; None: there is none."""
    if entity in side:
        return 0.0
    if not hops or not graph.bridging[entity]:
        return None
    chains = connections(graph.snapshot, side, [entity], k=1, hops_max=hops, only=only).chains
    return chains[0].cost if chains and chains[0].cost <= RADIUS else None


def by_trying(
    world: Snapshot, one: list[int], other: list[int], hops: int, only: Filter
) -> dict[tuple[int, int], float]:
    """Of each two entities what the best fact between them ranks at, if it makes a better chain."""
    graph = topology(world, only=only)
    best = connections(world, one, other, k=1, hops_max=hops, only=only).chains
    today = best[0].cost if best else np.inf
    degree = np.diff(topology(world).prices.indptr) + 1
    found: dict[tuple[int, int], float] = {}
    for kind in fact_kinds(world):
        context = kind.link in CONTEXT_CODES
        name = tuple(ONTOLOGY.links)[kind.link]
        let_through = name not in only.without and (not only.among or name in only.among)
        if not let_through or (context and only.conduct_only):
            continue
        for source, target in product(kind.source.rows.tolist(), kind.target.rows.tolist()):
            plausible = kind.plausible(source, target)
            if source == target or graph.links_between(source, target) or not plausible:
                continue
            price = 0.1 - log(SURE) + 0.5 * context + 0.5 * log(degree[source] * degree[target])
            step = float(rounded(np.array([price]))[0])
            for near, far in ((source, target), (target, source)):
                for split in range(hops):
                    before = reached(graph, only, one, near, split)
                    after = reached(graph, only, other, far, hops - 1 - split)
                    if before is None or after is None or before + step + after >= today:
                        continue
                    pair = (min(near, far), max(near, far))
                    rank = before + step + after - log(plausible)
                    found[pair] = min(rank, found.get(pair, np.inf))
    return found


def checked(graph: Topology, gap: Gap, sides: tuple[list[int], list[int]], hops: int) -> None:
    """The chain that a fact would make holds together, and costs what is said."""
    assert gap.hops <= hops
    assert gap.before[0] in sides[0]
    assert gap.after[-1] in sides[1]
    assert {gap.before[-1], gap.after[0]} == {gap.source, gap.target}
    for path in (gap.before, gap.after):
        for one, other in pairwise(path):
            assert other in graph.neighbours(one)[0]
    every = gap.before + gap.after
    assert len(set(every)) == len(every), "no loops"


@pytest.mark.parametrize("batch", range(5))
def test_the_best_missing_facts_are_those_found_by_trying_every_fact(batch: int) -> None:
    told = 0
    for seed in range(60 * batch, 60 * (batch + 1)):
        world, one, other, hops, only = drawn(seed)
        found = gaps(world, one, other, k=GAPS_MAX, hops_max=hops, only=only)
        expected = by_trying(world, one, other, hops, only)
        assert found.complete
        ranks = {
            (min(g.source, g.target), max(g.source, g.target)): g.cost - log(g.plausible)
            for g in found.found
        }
        assert ranks == pytest.approx(expected), seed
        assert list(ranks.values()) == pytest.approx(sorted(ranks.values()))
        graph = topology(world, only=only)
        for gap in found.found:
            checked(graph, gap, (one, other), hops)
            assert (gap.gain is None) == (found.today is None)
            assert gap.gain is None or gap.gain > 0
        told += bool(ranks)
    assert told > 10


def test_who_shares_a_companions_phone_is_asked_about_before_a_flight_of_hundreds() -> None:
    """A fighter travelled with somebody; a notify party's phone is known; both took big flights."""
    crowd = 200
    kinds = ["person", "person", "booking", "person", "phone", "consignment", "organisation"]
    kinds += ["flight", *["person", "phone"] * crowd]
    made: list[Link] = [
        (0, 2, "IN_BOOKING", 0.9),
        (1, 2, "IN_BOOKING", 0.9),
        (3, 4, "USES_PHONE", 0.9),
        (3, 5, "NOTIFY_PARTY_OF", 0.9),
        (6, 5, "CONSIGNOR_OF", 0.9),
        (3, 7, "TRAVELLED_ON", 0.9),
    ]
    for at in range(crowd):
        person = 8 + 2 * at
        made.append((person, person + 1, "USES_PHONE", 0.9))
        made.append((person, 7, "TRAVELLED_ON", 0.9))
        if at % 3 == 0:  # a third of the phones have a second user
            made.append((person, 8 + 2 * ((at + 1) % crowd) + 1, "USES_PHONE", 0.9))
    world = snapshot(kinds, made)
    found = gaps(world, [0], [6], k=20, hops_max=6)
    assert found.today is None
    facts = [(g.source, g.target, list(ONTOLOGY.links)[g.kind]) for g in found.found]
    assert facts.index((0, 4, "USES_PHONE")) < facts.index((0, 7, "TRAVELLED_ON"))
    assert (1, 4, "USES_PHONE") in facts


def test_a_fact_that_is_told_makes_a_chain_as_short_as_said() -> None:
    for seed in range(80):
        world, one, other, hops, _ = drawn(seed)
        for gap in gaps(world, one, other, hops_max=hops, k=3).found:
            names = list(ONTOLOGY.links)
            made = [
                (int(s), int(t), names[int(k)], float(p))
                for s, t, k, p in zip(
                    world.link_source,
                    world.link_target,
                    world.link_type,
                    world.link_confidence,
                    strict=True,
                )
            ]
            told = snapshot(KINDS, [*made, (gap.source, gap.target, names[gap.kind], SURE)])
            assert connections(told, one, other, k=1, hops_max=gap.hops).chains


def test_those_who_have_one_and_never_two_are_not_expected_to_have_another() -> None:
    assert rates(np.repeat([0, 1], [30, 70]))[[0, -1]].tolist() == pytest.approx([70 / 30, 0.0])
    assert isclose(rates(np.repeat([0, 1, 2], [50, 100, 25])).sum(), 150)


def test_what_is_on_both_sides_is_left_out_and_named() -> None:
    world = snapshot(KINDS, [(0, 1, "USES_PHONE", 0.9), (2, 3, "USES_PHONE", 0.9)])
    found = gaps(world, [0, 2], [2, 6])
    assert found.shared == (2,)
    assert gaps(world, [0], [0]) == type(found)((), None, (0,), complete=True)


def test_too_many_facts_or_steps_are_refused() -> None:
    world = snapshot(KINDS, [])
    with pytest.raises(ValueError, match="k runs from 1"):
        gaps(world, [0], [1], k=0)
    with pytest.raises(ValueError, match="hops_max"):
        gaps(world, [0], [1], hops_max=0)
