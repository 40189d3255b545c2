"""Which of some entities lie close to each other? All pairs of them, met in the middle."""

from dataclasses import dataclass

import numpy as np

from tripoint_algorithms.topology import Topology
from tripoint_graph.columns import Floats, Ints, Longs
from tripoint_graph.snapshot import Mask


@dataclass(frozen=True, eq=False)
class ClosePairs:
    """Pairs of entities with a chain between them that costs no more than a limit.

    Attributes:
        one, other: (p,) entity rows, one < other; each pair once, sorted.
        cost: (p,) the cheapest chain's, in nats.
    """

    one: Ints
    other: Ints
    cost: Floats


def close_pairs(graph: Topology, ends: Ints, limit: float) -> ClosePairs:
    """Every two of some entities that a chain of at most so much cost joins.

    The cheapest chain of each two, of however many steps: half of the limit is walked from either
    end, and one step further from one of them. Time and memory follow from what lies within half
    of the limit, and not from the size of the world.

    Args:
        graph: the steps and their prices.
        ends: entity rows, sorted, each once.
        limit: nats.
    """
    near = _near(graph, ends, limit / 2)
    far = _cheapest(near + _stepped(graph, ends, near, limit), graph.snapshot.entities)
    # Whoever ends a chain may be what no chain passes through: then it is met at itself alone.
    passed = graph.bridging[near.entity] | (ends[near.start] == near.entity)
    near = near.only(passed)
    return _met(near, far, ends, limit)


@dataclass(frozen=True, eq=False)
class _Reached:
    """Who reaches whom at what cost: a number of a start, an entity row, nats; of each (r,)."""

    start: Longs
    entity: Longs
    cost: Floats

    def only(self, chosen: Mask | Longs) -> "_Reached":
        return _Reached(self.start[chosen], self.entity[chosen], self.cost[chosen])

    def __add__(self, other: "_Reached") -> "_Reached":
        return _Reached(
            np.concatenate([self.start, other.start]),
            np.concatenate([self.entity, other.entity]),
            np.concatenate([self.cost, other.cost]),
        )


def _near(graph: Topology, ends: Ints, limit: float) -> _Reached:
    """All that each end reaches within the limit."""
    size = graph.snapshot.entities
    found = walked = _Reached(
        np.arange(len(ends), dtype=np.int64), ends.astype(np.int64), np.zeros(len(ends))
    )
    while len(walked.start):
        wider = _cheapest(found + _stepped(graph, ends, walked, limit), size)
        known = np.searchsorted(_key(wider, size), _key(found, size))
        before = np.full(len(wider.start), np.inf)
        before[known] = found.cost
        found, walked = wider, wider.only(wider.cost < before)
    return found


def _stepped(graph: Topology, ends: Ints, walked: _Reached, limit: float) -> _Reached:
    """One step on from what was reached, where a chain may pass."""
    walked = walked.only(graph.bridging[walked.entity] | (ends[walked.start] == walked.entity))
    steps = graph.prices[walked.entity]
    fan = np.diff(steps.indptr)
    cost = np.repeat(walked.cost, fan) + steps.data
    return _Reached(np.repeat(walked.start, fan), steps.indices.astype(np.int64), cost).only(
        cost <= limit
    )


def _key(reached: _Reached, size: int) -> Longs:
    return reached.start * size + reached.entity


def _cheapest(reached: _Reached, size: int) -> _Reached:
    """Of each start and entity the cheapest, sorted."""
    order = np.lexsort((reached.cost, _key(reached, size)))
    key = _key(reached, size)[order]
    return reached.only(order[np.flatnonzero(np.diff(key, prepend=-1))])


def _met(near: _Reached, far: _Reached, ends: Ints, limit: float) -> ClosePairs:
    """Pairs that meet where one has come at most half way, and the other one step more."""
    order = np.argsort(near.entity, kind="stable")
    near = near.only(order)
    first = np.searchsorted(near.entity, far.entity, "left")
    count = np.searchsorted(near.entity, far.entity, "right") - first
    of = np.repeat(np.arange(len(far.entity)), count)
    at = np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count) + first[of]
    one, other, cost = far.start[of], near.start[at], far.cost[of] + near.cost[at]
    kept = (one != other) & (cost <= limit)
    one, other, cost = one[kept], other[kept], cost[kept]
    low, high = np.minimum(one, other), np.maximum(one, other)
    pairs = _cheapest(_Reached(low, high, cost), len(ends))
    return ClosePairs(
        ends[pairs.start].astype(np.int32), ends[pairs.entity].astype(np.int32), pairs.cost
    )
