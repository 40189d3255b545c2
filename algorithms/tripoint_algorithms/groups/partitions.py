"""Partitions of a network's vertices, and how alike two of them are."""

from enum import StrEnum

import igraph
import numpy as np

from tripoint_algorithms.seeded import seeded
from tripoint_graph.columns import Floats, Longs

ITERATIONS = 10
"""Rounds of one Leiden run: each begins where the last ended, and most find nothing after three."""


class Method(StrEnum):
    """What makes a group.

    modularity: more ties within than its members' degrees explain (M. E. J. Newman, M. Girvan
        2004, doi:10.1103/PhysRevE.69.026113); it does not see groups that are small beside the
        network (S. Fortunato, M. Barthelemy 2007, doi:10.1073/pnas.0605965104).
    cpm: denser within than the resolution, which is a density (V. A. Traag, P. Van Dooren,
        Y. Nesterov 2011, doi:10.1103/PhysRevE.84.016114); without that limit.
    components: pieces that nothing ties to each other; no resolution.
    """

    MODULARITY = "modularity"
    CPM = "cpm"
    COMPONENTS = "components"


def partition(graph: igraph.Graph, method: Method, resolution: float, seed: int) -> Longs:
    """(n,) group numbers of an undirected network without loops and parallel ties.

    Groups are numbered by size, the largest first, then by their first vertex. Leiden: V. A. Traag,
    L. Waltman, N. J. van Eck 2019, doi:10.1038/s41598-019-41695-z; groups are connected. About
    O(m) a round.
    """
    if method is Method.COMPONENTS or not graph.ecount():
        return _numbered(np.array(graph.connected_components().membership, np.int64))
    with seeded(seed):
        found = graph.community_leiden(
            objective_function="CPM" if method is Method.CPM else "modularity",
            resolution=resolution,
            n_iterations=ITERATIONS,
        )
    return _numbered(np.array(found.membership, np.int64))


def quality(graph: igraph.Graph, group: Longs, method: Method, resolution: float) -> float:
    """What a partition is worth; the greater the better.

    Modularity in [-1/2, 1] at resolution 1; for cpm the ties within beyond the expected, as a
    share of all ties; for components the share of ties within: 1.
    """
    ties = np.array(graph.get_edgelist(), np.int64).reshape(-1, 2)
    if not len(ties):
        return 0.0
    size = np.bincount(group).astype(np.float64)
    within = float((group[ties[:, 0]] == group[ties[:, 1]]).mean())
    if method is Method.COMPONENTS:
        return within
    if method is Method.CPM:
        return within - resolution * float((size * (size - 1)).sum()) / 2 / len(ties)
    ends = np.bincount(group[ties.ravel()], minlength=len(size)) / (2 * len(ties))
    return within - resolution * float((ends**2).sum())


def shared(one: Longs, other: Longs) -> tuple[Longs, Longs, Longs]:
    """Pairs of groups of two partitions that share members: (k,) group of one, of the other, count.

    >>> [each.tolist() for each in shared(np.array([0, 0, 1]), np.array([0, 1, 1]))]
    [[0, 0, 1], [0, 1, 1], [1, 1, 1]]
    """
    wide = int(other.max(initial=0)) + 1
    pair, count = np.unique(one * wide + other, return_counts=True)
    left, right = np.divmod(pair, wide)
    return left, right, count.astype(np.int64)


def likeness(one: Longs, other: Longs) -> Floats:
    """(g,) of each group of one partition, the Jaccard likeness of the other's likest group.

    Source: C. Hennig 2007, "Cluster-wise assessment of cluster stability",
    doi:10.1016/j.csda.2006.11.025. Above a half it is the likest for certain, and alone.
    """
    left, right, count = shared(one, other)
    union = np.bincount(one)[left] + np.bincount(other)[right] - count
    found = np.zeros(int(one.max(initial=-1)) + 1)
    np.maximum.at(found, left, count / union)
    return found


def together(one: Longs, other: Longs) -> Floats:
    """(n,) of each vertex, the share of its fellows in one partition that are so in the other.

    Nobody has fellows alone: 0.
    """
    left, right, count = shared(one, other)
    wide = int(other.max(initial=0)) + 1
    at = np.searchsorted(left * wide + right, one * wide + other)
    fellows = np.bincount(one)[one] - 1
    share: Floats = (count[at] - 1) / np.maximum(fellows, 1)
    return share


def _numbered(group: Longs) -> Longs:
    """The same groups, numbered by size, then first vertex."""
    names, first, size = np.unique(group, return_index=True, return_counts=True)
    order = np.lexsort((first, -size))
    number = np.empty(len(names), np.int64)
    number[order] = np.arange(len(names))
    return number[np.searchsorted(names, group)]
