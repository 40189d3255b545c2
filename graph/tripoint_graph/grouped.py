"""Rows grouped by what they belong to, so that those of one thing are found without a search."""

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from tripoint_graph.columns import Ints, Longs


class Grouped(NamedTuple):
    """The rows of group g are rows[offset[g]:offset[g + 1]], in rising order.

    Attributes:
        offset: (g + 1,)
        rows: (n,)
    """

    offset: Longs
    rows: Ints

    def of(self, group: int) -> Ints:
        """The rows of one group."""
        return self.rows[self.offset[group] : self.offset[group + 1]]

    def of_all(self, groups: Ints | Longs) -> Ints:
        """The rows of several groups, one group behind the other."""
        if len(groups) == 1:
            return self.of(int(groups[0]))
        first = self.offset[groups]
        counts = self.offset[np.asarray(groups) + 1] - first
        place = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        found: Ints = self.rows[np.repeat(first, counts) + place]
        return found


def grouped(keys: Ints | Longs, groups: int) -> Grouped:
    """Rows by key, in time O(n): n keys from 0 to `groups` - 1.

    >>> grouped(np.array([1, 0, 1]), 3).of(1).tolist()
    [0, 2]
    """
    rows = np.arange(len(keys), dtype=np.int32)
    table = csr_array((np.ones(len(keys), np.int8), (keys, rows)), (groups, len(keys)))
    return Grouped(table.indptr.astype(np.int64), table.indices.astype(np.int32))
