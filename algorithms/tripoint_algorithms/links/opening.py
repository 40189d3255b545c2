"""Where a search begins: a cost within which the answer lies, if it is near."""

from dataclasses import dataclass

import numpy as np

from tripoint_algorithms.links.tally import Ends
from tripoint_algorithms.topology import Topology
from tripoint_graph.columns import Floats, Ints, Longs
from tripoint_graph.snapshot import Mask


@dataclass(frozen=True, eq=False)
class FirstSteps:
    """The steps from some sources, one source after the other.

    Attributes:
        sources: (s,) rows, sorted.
        began: (f,) where in `sources` the one is that each step is from.
        to: (f,) the row it leads to.
        price: (f,) in nats.
    """

    sources: Ints
    began: Longs
    to: Ints
    price: Floats

    @classmethod
    def of(cls, graph: Topology, sources: Ints) -> "FirstSteps":
        """All of them."""
        fan, to, price = graph.steps_from(sources)
        return cls(sources, np.repeat(np.arange(len(sources)), fan), to, price)


@dataclass(frozen=True, eq=False)
class Doorstep:
    """What lies within a step of some ends, those themselves among it.

    Attributes:
        entities: (d,) rows, sorted.
        cost: (d,) how far from the nearest end, in nats.
        nearest: (d,) that end; of several the one with the smallest row.
    """

    entities: Ints
    cost: Floats
    nearest: Ints

    @property
    def nbytes(self) -> int:
        """Bytes that it takes."""
        return self.entities.nbytes + self.cost.nbytes + self.nearest.nbytes


def near_enough(
    ends: Ends,
    first: FirstSteps,
    back: Doorstep,
    steppable: Mask,
    *,
    k: int,
    hops_max: int,
    per_pair: int | None,
) -> float | None:
    """A cost within which k chains lie, if so many are of one step or two; None if they are not.

    Args:
        ends: the two sets.
        first: the steps from the sources.
        back: what lies within a step of the targets.
        steppable: (n,) targets, and what may stand inside a chain.
        k: chains.
        hops_max: steps of a chain, at most.
        per_pair: chains for one source and target, at most; None for no such limit.

    Time and memory follow from the steps of the sources.
    """
    at = np.minimum(np.searchsorted(back.entities, first.to), len(back.entities) - 1)
    whole = first.price + back.cost[at]
    began, led = first.sources[first.began], back.nearest[at]
    found = (back.entities[at] == first.to) & steppable[first.to]
    if hops_max == 1:
        found &= back.cost[at] == 0.0
    if len(ends.both):  # what leads back to where it began is no chain, nor a reverse another one
        found &= (began < led) | ~np.isin(began, ends.both) | ~np.isin(led, ends.both)
    whole = whole[found]
    if per_pair is not None:
        pairs = began[found].astype(np.int64) * len(steppable) + led[found]
        order = np.argsort(whole, kind="stable")
        whole = whole[order[np.unique(pairs[order], return_index=True)[1]]]
    return float(np.partition(whole, k - 1)[k - 1]) if len(whole) >= k else None


def doorstep(graph: Topology, ends: Ints) -> Doorstep:
    """What lies within a step of some ends.

    Args:
        graph: the world.
        ends: entity rows, sorted.
    """
    fan, to, price = graph.steps_from(ends)
    at = np.concatenate([ends, to])
    cost = np.concatenate([np.zeros(len(ends)), price])
    whose = np.concatenate([ends, np.repeat(ends, fan)])
    order = np.argsort(at)
    at, cost, whose = at[order], cost[order], whose[order]
    first = np.flatnonzero(np.diff(at, prepend=-1))
    least = np.minimum.reduceat(cost, first)
    among = cost == np.repeat(least, np.diff(first, append=len(at)))
    nearest = np.where(among, whose, np.iinfo(np.int32).max)
    return Doorstep(at[first], least, np.minimum.reduceat(nearest, first))
