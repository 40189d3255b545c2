"""The part of a world that chains between two sets can lie in, up to a cost, as a small world."""

from dataclasses import dataclass, replace

import numpy as np

from tripoint_algorithms.links.field import within_hops
from tripoint_algorithms.links.tally import Ends
from tripoint_algorithms.topology import Topology, built, degrees, link_prices
from tripoint_graph.columns import Floats, Ints, Longs
from tripoint_graph.snapshot import Mask

LINKS_MAX = 50_000
"""Links of a region, at most."""

SLACKS = (np.inf, 8.0, 6.0, 4.0, 3.0, 2.0, 1.0, 0.5)
"""How far beyond the answer a region may reach, in nats: the first that is small enough."""


@dataclass(frozen=True, eq=False)
class Region:
    """A small world that holds every chain up to a cost, and whatever else lies there.

    Attributes:
        graph: the whole world.
        ends: the two sets, as rows of the region.
        entities: (n,) rows of the whole world, ascending.
        links: (l,) likewise; source, target: (l,) their ends, as rows of the region.
        degree: (n,) neighbours in the whole world.
        reach: chains that cost no more lie within it, in nats.
    """

    graph: Topology
    ends: Ends
    entities: Ints
    links: Longs
    source: Ints
    target: Ints
    degree: Ints
    reach: float

    def with_confidences(self, confidence: Floats, least: float) -> Topology:
        """The region where its links are so sure, entities as crowded as in the whole world.

        Args:
            confidence: (l,) 0 for a link that is not there.
            least: leave out links that are less sure.
        """
        there = (confidence > 0.0) & (confidence >= least)
        rows, world = self.links[there], self.graph.snapshot
        small = replace(
            world,
            entity_id=world.entity_id[self.entities],
            entity_kind=world.entity_kind[self.entities],
            link_source=self.source[there],
            link_target=self.target[there],
            link_type=world.link_type[rows],
            link_confidence=confidence[there],
            link_independent=world.link_independent[rows],
            link_start=world.link_start[rows],
            link_end=world.link_end[rows],
            classes={},
        )
        steps = built(small, self.graph.model, np.ones(len(rows), np.bool_), self.degree)
        return Topology(small, self.graph.model, steps)

    def row_of(self, entities: Ints) -> Ints:
        """Rows of the region for rows of the whole world that lie in it."""
        return _row_of(self.entities, entities)


def region(graph: Topology, ends: Ends, hops_max: int, cost: float) -> Region:
    """The region of all chains that cost at most so much, and of more where that is not large.

    Args:
        graph: the world, under the filter of the question.
        ends: the two sets of the question.
        hops_max: steps of a chain, at most.
        cost: what the last chain of the answer costs, in nats.

    Time O(hops * m + l) for m steps and l links.
    """
    world, steps = graph.snapshot, graph.steps
    inside = steps.bridging.copy()
    inside[ends.sources] = inside[ends.targets] = False
    out, back = (
        _reached(graph, side, hops_max - 1, inside) for side in (ends.sources, ends.targets)
    )
    links = np.flatnonzero(steps.walkable)
    one, other = world.link_source[links], world.link_target[links]
    least = np.minimum(out[one] + back[other], out[other] + back[one])
    # All links are looked at, few are priced: those that may lie within the widest reach.
    slacks = [slack for slack in SLACKS if slack < np.inf or len(links) <= LINKS_MAX]
    close = np.flatnonzero(np.isfinite(least) & (least <= cost + max(slacks, default=0.0)))
    links, least = links[close], least[close]
    least += link_prices(world, graph.model, links, degrees(world, graph.model))
    reach = next(
        (cost + slack for slack in slacks if (least <= cost + slack).sum() <= LINKS_MAX), cost
    )
    return _within(graph, ends, links[least <= reach], reach)


def _within(graph: Topology, ends: Ends, links: Longs, reach: float) -> Region:
    """The region of some links and both sides."""
    world = graph.snapshot
    source, target = world.link_source[links], world.link_target[links]
    entities = np.unique(np.concatenate([source, target, ends.sources, ends.targets]))
    entities = entities.astype(np.int32)
    one, other = (_row_of(entities, side).tolist() for side in (ends.sources, ends.targets))
    return Region(
        graph=graph,
        ends=Ends.of(one, other, directed=ends.directed),
        entities=entities,
        links=links,
        source=_row_of(entities, source),
        target=_row_of(entities, target),
        degree=degrees(world, graph.model)[entities],
        reach=reach,
    )


def _row_of(entities: Ints, some: Ints) -> Ints:
    return np.searchsorted(entities, some).astype(np.int32)


def _reached(graph: Topology, side: Ints, hops: int, inside: Mask) -> Floats:
    """(n,) how far from a side each entity is that is of it or may stand inside a chain."""
    cost: Floats = within_hops(graph, side, hops, through=inside, whose=False).cost[-1]
    cost[~inside & (cost > 0.0)] = np.inf
    return cost
