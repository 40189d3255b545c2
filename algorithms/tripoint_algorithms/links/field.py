"""The field: how far every entity is from the nearest of a set, in so many hops, up to a limit."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from tripoint_algorithms.links.patience import GoOn, always
from tripoint_algorithms.topology import Topology
from tripoint_graph.columns import Floats, Ints
from tripoint_graph.snapshot import Mask

STEPS_AT_ONCE = 1_000_000
"""Steps looked at in one go: some 40 MB and less than a tenth of a second, however large the world
is. A part that fits the processor's cache takes no longer for being small."""


@dataclass(frozen=True, eq=False)
class Layers:
    """How far each entity is from the nearest end in no more than so many hops.

    Attributes:
        cost: (hops + 1, n) nats; row h for at most h hops, infinite where there is no way.
        nearest: (hops + 1, n) the end it is so far from (the smallest row of those equally near
            in equally few hops); -1 where there is no way. Empty where it was not asked for.
    """

    cost: Floats
    nearest: Ints

    def way(self, topology: Topology, entity: int, hops: int) -> tuple[int, ...]:
        """The cheapest way from an entity to its nearest end: at each step to who is nearer by
        just the price of the step.

        Args:
            topology: the steps that the field was made of.
            entity: the row of who is reached.
            hops: how many steps, at most.
        """
        path = [entity]
        end, hop = self.nearest[hops, entity], hops
        while path[-1] != end:
            here = path[-1]
            while hop and self.cost[hop - 1, here] == self.cost[hop, here]:
                hop -= 1
            near, price, _ = topology.neighbours(here)
            nearer = self.cost[hop - 1, near] + price == self.cost[hop, here]
            passing = topology.bridging[near] | (near == end)
            same = self.nearest[hop - 1, near] == end
            path.append(int(near[np.flatnonzero(nearer & passing & same)[0]]))
            hop -= 1
        return tuple(path)


def within_hops(
    topology: Topology,
    ends: Ints,
    hops: int,
    *,
    through: Mask | None = None,
    limit: float = np.inf,
    whose: bool = True,
    go_on: GoOn = always,
) -> Layers:
    """The cheapest ways of at most 0, 1, ... `hops` steps from a set of ends to every entity.

    Rounds of relaxation, each over the steps from what the last one brought nearer (R. Bellman
    1958, doi:10.1090/qam/102435). Prices are above nothing, so a cheapest way has no loops.

    Args:
        topology: the steps and their prices.
        ends: entity rows, sorted.
        hops: how many steps, at most.
        through: (n,) what a way may pass through; None for whatever bridges.
        limit: leave out ways that cost more, in nats.
        whose: whether to say which end is the nearest.
        go_on: asked before each round and each batch of steps whether to; raises what ends it.

    Time O(hops * m), memory O(hops * n) and `STEPS_AT_ONCE` steps.
    """
    through = topology.bridging if through is None else through
    size = len(through)
    cost = np.empty((hops + 1, size))
    cost[0] = np.inf
    cost[0, ends] = 0.0
    nearest = np.full((hops + 1 if whose else 0, size), -1, np.int32)
    nearest[:1, ends] = ends
    layers, walked = Layers(cost, nearest), ends
    for hop in range(1, hops + 1):
        go_on()
        cost[hop] = cost[hop - 1]
        nearest[hop : hop + 1] = nearest[hop - 1 : hop]
        if len(walked):
            reached = _relax(topology.prices, walked, layers, hop, limit=limit, go_on=go_on)
            walked = reached[through[reached]]
    return layers


def _relax(
    prices: csr_array, walked: Ints, layers: Layers, hop: int, *, limit: float, go_on: GoOn
) -> Ints:
    """One round, from some entities to their neighbours; gives those brought nearer."""
    cost, nearest = layers.cost, layers.nearest
    whose = []
    for batch in _batches(prices, walked):
        go_on()
        steps = prices[batch]
        fan = np.diff(steps.indptr)
        came = np.repeat(cost[hop - 1][batch], fan) + steps.data
        better = np.flatnonzero((came < cost[hop - 1][steps.indices]) & (came <= limit))
        at, came = steps.indices[better], came[better]
        np.minimum.at(cost[hop], at, came)
        if len(nearest):
            whose.append((at, came, np.repeat(nearest[hop - 1][batch], fan)[better]))
    go_on()
    reached = np.flatnonzero(cost[hop] < cost[hop - 1]).astype(np.int32)
    nearest[hop : hop + 1, reached] = np.iinfo(np.int32).max
    for at, came, of in whose:
        go_on()
        won = came == cost[hop][at]
        np.minimum.at(nearest[hop], at[won], of[won])
    return reached


def _batches(prices: csr_array, walked: Ints) -> Iterator[Ints]:
    """The same entities in their order, in parts of about so many steps at most."""
    for some in np.split(walked, range(STEPS_AT_ONCE, len(walked), STEPS_AT_ONCE)):
        so_far = np.cumsum(prices.indptr[some + 1] - prices.indptr[some], dtype=np.int64)
        cuts = np.searchsorted(so_far, np.arange(STEPS_AT_ONCE, so_far[-1], STEPS_AT_ONCE))
        yield from (part for part in np.split(some, np.unique(cuts)) if len(part))


@dataclass(frozen=True, eq=False)
class Ball:
    """What lies around one entity.

    Attributes:
        entities: (b,) rows, sorted; the entity itself among them.
        cost: (b,) nats.
    """

    entities: Ints
    cost: Floats


def ball(topology: Topology, entity: int, hops: int, limit: float) -> Ball:
    """All that can be reached from an entity in so many hops at so much cost, in nats.

    The same as one row of `within_hops`, without looking at the rest of the world: time and
    memory follow from what lies inside, some e^limit entities under prices by degree.
    """
    found = Ball(np.array([entity], np.int32), np.zeros(1))
    walked = found
    for _ in range(hops):
        steps = topology.prices[walked.entities]
        came = np.repeat(walked.cost, np.diff(steps.indptr)) + steps.data
        inside = came <= limit
        wider = _nearest_of(
            np.concatenate([found.entities, steps.indices[inside]]),
            np.concatenate([found.cost, came[inside]]),
        )
        at = np.minimum(np.searchsorted(found.entities, wider.entities), len(found.cost) - 1)
        known = found.entities[at] == wider.entities
        nearer = ~known | (wider.cost < found.cost[at])
        on = nearer & topology.bridging[wider.entities]
        found, walked = wider, Ball(wider.entities[on], wider.cost[on])
        if not len(walked.entities):
            break
    return found


def _nearest_of(entities: Ints, cost: Floats) -> Ball:
    order = np.lexsort((cost, entities))
    first = order[np.flatnonzero(np.diff(entities[order], prepend=-1))]
    return Ball(entities[first].astype(np.int32), cost[first])
