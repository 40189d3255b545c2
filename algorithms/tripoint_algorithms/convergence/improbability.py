"""How surprising is it that members of a class are this near? Beside others who could be in it.

The null world leaves every link where it is and deals the class's labels anew, among entities like
its members: of the same kind, and with about as many neighbours. The chance that one of them then
lies as near to a place as the nearest member really does is hypergeometric and needs no draws: it
follows from how many like them lie so near. A hub is near to many, so nearness to it says little.

For a whole list, worlds of chance are made, many times, and what is found in them is counted.

Sources: P. Good 2005, "Permutation, Parametric and Bootstrap Tests of Hypotheses",
doi:10.1007/b138696 (exchange within strata); Y. Benjamini and Y. Hochberg 1995,
doi:10.1111/j.2517-6161.1995.tb02031.x (false discoveries).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import gammaln

from tripoint_algorithms.topology import Topology
from tripoint_graph.columns import Floats, Ints
from tripoint_graph.snapshot import Mask


@dataclass(frozen=True, eq=False)
class Strata:
    """Who could be in a class as well as who is.

    Attributes:
        stratum: (n,) number of each entity's stratum: its kind, and its neighbours in powers of 2.
        sizes: (s,) entities of each.
        labels: (s,) members of the class in each.
    """

    stratum: Ints
    sizes: Ints
    labels: Ints

    @classmethod
    def of(cls, graph: Topology, members: Mask) -> "Strata":
        """The strata of one class in one world."""
        degree = np.diff(graph.prices.indptr)
        crowd = np.log2(np.maximum(degree, 1)).astype(np.int64)
        own = graph.snapshot.entity_kind.astype(np.int64) * 64 + crowd
        _, stratum = np.unique(own, return_inverse=True)
        stratum = stratum.astype(np.int32)
        size = int(stratum.max(initial=0)) + 1
        counts = [np.bincount(each, minlength=size) for each in (stratum, stratum[members])]
        return cls(stratum, *(count.astype(np.int32) for count in counts))

    @cached_property
    def exchangeable(self) -> Mask:
        """(s,) strata with a label in them."""
        return self.labels > 0

    def dealt_anew(self, draw: np.random.Generator) -> Ints:
        """Entity rows with the labels of one world in which chance alone dealt them, sorted."""
        order = np.lexsort((draw.random(len(self.stratum)), self.stratum))
        first = np.concatenate([[0], np.cumsum(self.sizes)[:-1]])
        within = np.arange(len(order)) - np.repeat(first, self.sizes)
        chosen = order[within < np.repeat(self.labels, self.sizes)]
        return np.sort(chosen).astype(np.int32)

    def chance_of_any(self, near: Ints) -> float:
        """The chance that one label or more falls among some entities, dealt anew.

        prod over strata of C(size - near, labels) / C(size, labels) is the chance of none.

        Args:
            near: entity rows, each once.
        """
        inside = np.bincount(self.stratum[near], minlength=len(self.sizes))[self.exchangeable]
        sizes, labels = self.sizes[self.exchangeable], self.labels[self.exchangeable]
        outside = sizes - inside
        if (outside < labels).any():
            return 1.0
        none = _log_choose(outside, labels) - _log_choose(sizes, labels)
        return float(-np.expm1(none.sum()))


def _log_choose(n: Ints, k: Ints) -> Floats:
    result: Floats = gammaln(n + 1.0) - gammaln(k + 1.0) - gammaln(n - k + 1.0)
    return result


def false_shares(observed: Floats, dealt: list[Floats]) -> Floats:
    """For each observed cost, the share that chance accounts for of all that cost no more.

    The mean number of meetings that cost no more in worlds dealt anew, over the number observed;
    at most 1, and never less for a dearer one (Benjamini and Hochberg's step, by draws). Where no
    draw has one so cheap, half a meeting in all draws is assumed: no evidence is not proof.

    Args:
        observed: (m,) costs, ascending.
        dealt: of each draw, the costs of its meetings.

    >>> false_shares(np.array([1.0, 5.0]), [np.array([4.0]), np.array([6.0])]).tolist()
    [0.25, 0.25]
    """
    every = np.sort(np.concatenate([*dealt, np.empty(0)]))
    by_chance = np.maximum(np.searchsorted(every, observed, side="right"), 0.5) / len(dealt)
    so_far = np.searchsorted(observed, observed, side="right")
    share: Floats = np.minimum(by_chance / so_far, 1.0)
    return np.minimum.accumulate(share[::-1])[::-1]
