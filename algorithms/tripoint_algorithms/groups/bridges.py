"""Bridges: ties without which a piece of a network falls in two, and what falls away."""

from dataclasses import dataclass

import igraph
import numpy as np

from tripoint_algorithms.networks import Network

RANKED_BY = "entities on the smaller side, the most first; ties by id"


@dataclass(frozen=True, slots=True)
class Bridge:
    """A tie that alone holds two sides together.

    Attributes:
        one, other: entity rows, `one` on the smaller side (the smaller row where they are equal).
        parts: how many entities are on the smaller side; of: on both.
        records: rows of the records that it stands on.
    """

    one: int
    other: int
    parts: int
    of: int
    records: tuple[int, ...]


def bridges(network: Network) -> tuple[Bridge, ...]:
    """Every bridge, the one that parts the most first.

    A bridge's sides are counted on the tree that is left when what no bridge divides is drawn
    together (R. E. Tarjan 1974, doi:10.1016/0020-0190(74)90003-9). Time O(n + m).
    """
    graph = network.graph
    found = graph.bridges()
    if not found:
        return ()
    told = [
        _bridge(network, tie, *side) for tie, side in zip(found, _sides(graph, found), strict=True)
    ]
    return tuple(sorted(told, key=lambda each: (-each.parts, each.one, each.other)))


def _bridge(network: Network, tie: int, below: int, far: int, size: int) -> Bridge:
    ends = network.graph.es[tie].tuple
    near = ends[0] + ends[1] - far
    if (size - below, near) < (below, far):
        near, far, below = far, near, size - below
    first, last = network.offset[tie], network.offset[tie + 1]
    records = tuple(network.record[first:last].tolist())
    return Bridge(int(network.rows[far]), int(network.rows[near]), below, size, records)


def _sides(graph: igraph.Graph, found: list[int]) -> list[tuple[int, int, int]]:
    """Of each bridge: vertices on one side, the end that is on that side, vertices on both."""
    rest = graph.copy()
    rest.delete_edges(found)
    block = np.array(rest.connected_components().membership, np.int64)
    ends = block[np.array([graph.es[tie].tuple for tie in found], np.int64)]
    size = np.bincount(block)
    above, order = _tree(len(size), ends.tolist())
    below = np.append(size, 0)
    for at in order[:0:-1]:  # from the leaves up
        below[above[at]] += below[at]
    piece = np.array(graph.connected_components().membership, np.int64)
    whole = np.bincount(piece)
    told = []
    for tie, (one, other) in zip(found, ends.tolist(), strict=True):
        far = graph.es[tie].tuple[0 if above[one] == other else 1]
        told.append((int(below[block[far]]), far, int(whole[piece[far]])))
    return told


def _tree(blocks: int, ties: list[list[int]]) -> tuple[list[int], list[int]]:
    """The block above each, and the blocks from the root down; `blocks` is a root above all."""
    tree = igraph.Graph(n=blocks + 1, edges=ties)
    roots = [min(piece) for piece in tree.connected_components() if min(piece) < blocks]
    tree.add_edges([(blocks, root) for root in roots])
    order, _, above = tree.bfs(blocks)
    return above, order
