"""Where a search begins: a cost within which the answer lies, if it is near."""

import numpy as np

from tripoint_algorithms.links.tally import Ends
from tripoint_algorithms.topology import Topology
from tripoint_graph.columns import Floats, Ints
from tripoint_graph.snapshot import Mask


def near_enough(
    graph: Topology, ends: Ends, inside: Mask, *, k: int, hops_max: int, per_pair: int | None
) -> float | None:
    """A cost within which k chains lie, if so many are of one step or two; None if they are not.

    Args:
        graph: the world.
        ends: the two sets.
        inside: (n,) what may stand inside a chain.
        k: chains.
        hops_max: steps of a chain, at most.
        per_pair: chains for one source and target, at most; None for no such limit.

    Time and memory follow from the steps of the ends.
    """
    out, spent, began = _one_step(graph, ends.sources)
    back, left, led = _one_step(graph, ends.targets)
    if hops_max == 1:
        kept = ends.is_target[back] & (left == 0.0)
        back, left, led = back[kept], left[kept], led[kept]
    met, here, there = np.intersect1d(out, back, assume_unique=True, return_indices=True)
    allowed = ~ends.is_source[met] & (inside[met] | ends.is_target[met])
    here, there = here[allowed], there[allowed]
    whole = spent[here] + left[there]
    order = np.argsort(whole, kind="stable")
    if per_pair is not None:
        pairs = began[here[order]].astype(np.int64) * len(inside) + led[there[order]]
        order = order[np.sort(np.unique(pairs, return_index=True)[1])]
    return float(whole[order[k - 1]]) if len(order) >= k else None


def _one_step(graph: Topology, ends: Ints) -> tuple[Ints, Floats, Ints]:
    """What lies within a step of some ends, sorted; what that costs; and from which end."""
    fan, to, price = graph.steps_from(ends)
    at = np.concatenate([ends, to])
    cost = np.concatenate([np.zeros(len(ends)), price])
    whose = np.concatenate([ends, np.repeat(ends, fan)])
    order = np.argsort(at, kind="stable")
    at, cost, whose = at[order], cost[order], whose[order]
    first = np.flatnonzero(np.diff(at, prepend=-1))
    least = np.minimum.reduceat(cost, first) if len(first) else cost
    among = cost == np.repeat(least, np.diff(first, append=len(at)))
    nearest = np.where(among, whose, np.iinfo(np.int32).max)
    return at[first], least, np.minimum.reduceat(nearest, first) if len(first) else whose
