"""The bounded field: how far every entity is from the nearest of a set, up to a limit."""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from tripoint_algorithms.topology import Topology
from tripoint_graph.columns import Floats, Ints
from tripoint_graph.snapshot import Mask


def passable(topology: Topology, ends: Mask) -> csr_array:
    """The prices of steps that a chain between some ends may take.

    Entities that do not bridge (places, tariff codes) may only be ends; an entry of infinite
    price is a step that is not there.
    """
    if (topology.bridging | ~ends).all():
        return topology.inner_prices
    return topology.prices_without(~topology.bridging & ~ends)


def distances(prices: csr_array, ends: Ints, limit: float) -> Floats:
    """The cost of the cheapest walk from each entity to the nearest end. Shape (n,).

    Infinite where none costs `limit` or less. One Dijkstra search from all ends at once
    (E. W. Dijkstra 1959, doi:10.1007/BF01386390); time O(m log n) over what lies within the
    limit.
    """
    if not len(ends):
        return np.full(prices.shape[0], np.inf)
    found: Floats = dijkstra(prices, directed=True, indices=ends, min_only=True, limit=limit)
    return found


def routes(prices: csr_array, ends: Ints, limit: float) -> tuple[Floats, Ints]:
    """Distances as above, and the next entity towards the nearest end (-9999 at or beyond it)."""
    if not len(ends):
        return np.full(prices.shape[0], np.inf), np.full(prices.shape[0], -9999, np.int32)
    found, before, _ = dijkstra(
        prices, directed=True, indices=ends, min_only=True, limit=limit, return_predecessors=True
    )
    return found, before
