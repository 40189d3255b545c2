"""How like are two unlinked entities to those that are linked? Likenesses of pairs, in columns."""

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, diags_array

from tripoint_algorithms.suggestions.typed_ties import BRIDGES, Layer, Ties, Way
from tripoint_graph.columns import Floats, Longs

WALKS_MAX = 1_000_000
"""Walks between the ends of one layer, at most: entities with the most neighbours are passed over
until no more are left; they say the least about any two of their neighbours."""

DAMPING = 0.4
"""Of degrees in ways, as Himmelstein and Baranzini chose it."""

NAMED = ("shared", "adamic_adar", "resource", "one_degree", "other_degree", "three_steps", "tied")
"""Columns before those of ways."""


class Alike:
    """What makes the pairs of one layer alike, in one network.

    Sparse products of what one end is tied to, what lies between, and what ties the other: common
    neighbours (M. E. J. Newman 2001), Adamic and Adar 2003 (doi:10.1016/S0378-8733(03)00009-1),
    resource allocation (T. Zhou, L. Lu, Y.-C. Zhang 2009, doi:10.1140/epjb/e2009-00335-8), degrees
    (preferential attachment), ways of three steps weighted by degree (I. A. Kovacs et al. 2019,
    doi:10.1038/s41467-019-09177-y), other links between the two, and ways of two steps by their
    kinds, damped by degree (D. S. Himmelstein, S. E. Baranzini 2015,
    doi:10.1371/journal.pcbi.1004259). Nothing leads through places and tariff codes.
    """

    def __init__(self, ties: Ties, layer: Layer, ways: tuple[Way, ...]) -> None:
        self.ties, self.layer, self.ways = ties, layer, ways
        self.joined = ties.joined()
        self.degree = np.diff(self.joined.indptr).astype(np.float64)
        one, other = (ties.kind == code for code in (layer.one, layer.other))
        self.ones, self.others = np.flatnonzero(one), np.flatnonzero(other)
        self.between = self._between(one * 1.0, other * 1.0)
        self.linked = ties.pairs_of(layer)

    def _between(self, ones: Floats, others: Floats) -> Floats:
        """(n,) 1 for what a way may lead through: bridges, the least tied up to `WALKS_MAX`."""
        bridges = np.isin(self.ties.kind, BRIDGES)
        before, after = self.joined @ ones, self.joined @ others

        def walks(widest: float) -> int:
            through = bridges & (self.degree <= widest)
            onward = self.joined @ (through * after)
            return int((through * before) @ (after + onward))

        widths = np.unique(self.degree)
        cut = bisect_right(widths, WALKS_MAX, key=walks)
        found: Floats = np.zeros(self.ties.size)
        if cut:
            found[bridges & (self.degree <= widths[cut - 1])] = 1.0
        return found

    def shared(self, one: int, other: int) -> Longs:
        """What both are tied to and a way may lead through; what has the fewest ties first."""
        ties = self.joined
        near = [ties.indices[ties.indptr[at] : ties.indptr[at + 1]] for at in (one, other)]
        both = np.intersect1d(near[0], near[1]).astype(np.int64)
        both = both[self.between[both] > 0]
        return both[np.lexsort((both, self.degree[both]))]

    def candidates(self) -> Longs:
        """(k,) keys of the pairs that are not linked and that some way of two or three steps joins,
        or a link of another kind; ascending.
        """
        inside = csr_array(diags_array(self.between) @ self.joined)
        near = self.joined[self.ones]
        two = near @ inside
        reach = near[:, self.others] + two[:, self.others] + two @ inside[:, self.others]
        pairs = reach.tocoo()
        one, other = self.ones[pairs.row], self.others[pairs.col]
        wanted = one < other if self.layer.one == self.layer.other else one != other
        found = np.unique(one[wanted] * self.ties.size + other[wanted])
        return found[~np.isin(found, self.linked, assume_unique=True)].astype(np.int64)

    def possible(self) -> int:
        """How many pairs of the layer's kinds are not linked."""
        one, other = len(self.ones), len(self.others)
        every = one * (one - 1) // 2 if self.layer.one == self.layer.other else one * other
        return every - len(self.linked)

    def likeness(self, key: Longs) -> Floats:
        """(k, f) the likenesses of some pairs, in the columns of `NAMED` and then of ways."""
        if not len(key):
            return np.zeros((0, len(NAMED) + len(self.ways)))
        pairs = _Pairs(*np.divmod(key, self.ties.size))
        degree = np.maximum(self.degree, 1)
        own = np.diff(self.ties.joined(self.ties.inside(self.layer)).indptr).astype(np.float64)
        columns = [
            np.log1p(self._through(self.between, pairs)),
            self._through(self.between / np.log(np.maximum(degree, 2)), pairs),
            self._through(self.between / degree, pairs),
            np.log1p(own[pairs.one]),
            np.log1p(own[pairs.other]),
            self._three_steps(pairs),
            pairs.of(self.joined),
            *(self._way(way, pairs) for way in self.ways),
        ]
        return np.column_stack(columns)

    def _through(self, weight: Floats, pairs: "_Pairs") -> Floats:
        return pairs.walked(self.joined, diags_array(weight) @ self.joined)

    def _three_steps(self, pairs: "_Pairs") -> Floats:
        """Walks of three steps between two different ends, each by the degrees between."""
        weight = self.between / np.sqrt(np.maximum(self.degree, 1))
        step = diags_array(weight) @ self.joined
        found = pairs.walked(self.joined, step, step)
        # Where the two are tied, walks lead back over themselves: they are no ways.
        near, one, other = self.joined @ weight, pairs.one, pairs.other
        back = weight[one] * near[one] + weight[other] * near[other] - weight[one] * weight[other]
        told: Floats = np.log1p(np.maximum(found - pairs.of(self.joined) * back, 0.0))
        return told

    def _way(self, way: Way, pairs: "_Pairs") -> Floats:
        """Ways of one kind, walked from either end where both ends are of one kind."""
        first = self.ties.joined(self.ties.link == way.first)
        second = self.ties.joined(self.ties.link == way.second)
        damp = [np.maximum(np.diff(each.indptr), 1.0) ** -DAMPING for each in (first, second)]
        between = (self.ties.kind == way.between) * self.between * damp[0] * damp[1]
        left = diags_array(damp[0]) @ first
        right = diags_array(between) @ second @ diags_array(damp[1])
        found = pairs.walked(left, right)
        if self.layer.one == self.layer.other and way.first != way.second:
            found = found + _Pairs(pairs.other, pairs.one).walked(left, right)
        told: Floats = np.arcsinh(found)
        return told


@dataclass(frozen=True, eq=False)
class _Pairs:
    """(k,) pairs of vertices, looked up in matrices."""

    one: Longs
    other: Longs

    def of(self, matrix: csr_array) -> Floats:
        """(k,) the entry of each pair."""
        return np.asarray(csr_array(matrix)[self.one, self.other], np.float64).ravel()

    def walked(self, first: csr_array, *steps: csr_array) -> Floats:
        """(k,) the entry of each pair in a product; no more of it is worked out than is asked."""
        rows, row = np.unique(self.one, return_inverse=True)
        columns, column = np.unique(self.other, return_inverse=True)
        found = csr_array(first)[rows]
        for step in steps[:-1]:
            found = found @ step
        found = found @ csr_array(steps[-1])[:, columns]
        return _Pairs(row, column).of(found)
