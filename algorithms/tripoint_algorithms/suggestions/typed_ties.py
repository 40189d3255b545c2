"""Ties with their kinds: the layers of a network, and the kinds of ways between their ends."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from tripoint_graph.columns import Longs
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Mask

WAYS = 6
"""Kinds of ways between the ends of a layer that are told apart, at most."""

BRIDGES = tuple(code for name, code in ONTOLOGY.kind_codes.items() if ONTOLOGY.kinds[name].bridges)
"""Codes of the kinds that a way may lead through."""


@dataclass(frozen=True, slots=True, order=True)
class Layer:
    """Links of one kind between entities of two kinds.

    Attributes:
        link: code of the kind of link.
        one, other: codes of the kinds of its ends, the smaller first.
    """

    link: int
    one: int
    other: int


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """A way of two steps: the kind of link, the kind of entity between, the kind of link."""

    first: int
    between: int
    second: int


@dataclass(frozen=True, eq=False)
class Ties:
    """Typed ties of one network.

    Attributes:
        kind: (n,) code of each vertex.
        one, other, link: (l,) ends and kind of each link; ends are vertices.
    """

    kind: Longs
    one: Longs
    other: Longs
    link: Longs

    @property
    def size(self) -> int:
        """How many vertices there are."""
        return len(self.kind)

    def of(self, wanted: Mask) -> "Ties":
        """Some of the links; all vertices stay."""
        return Ties(self.kind, self.one[wanted], self.other[wanted], self.link[wanted])

    def joined(self, wanted: Mask | slice = slice(None)) -> csr_array:
        """(n, n) 1 where a link joins two, either way."""
        one, other = self.one[wanted], self.other[wanted]
        both = np.concatenate([one, other]), np.concatenate([other, one])
        found = csr_array((np.ones(len(both[0])), both), shape=(self.size, self.size))
        found.sum_duplicates()
        found.data[:] = 1.0
        return found

    def inside(self, layer: Layer) -> Mask:
        """(l,) which links are of a layer."""
        one, other = self.kind[self.one], self.kind[self.other]
        found: Mask = (
            (self.link == layer.link)
            & (np.minimum(one, other) == layer.one)
            & (np.maximum(one, other) == layer.other)
        )
        return found

    def layers(self) -> Counter[Layer]:
        """The layers that there are, with their pairs."""
        one, other = self.kind[self.one], self.kind[self.other]
        told = np.stack(
            [
                self.link,
                np.minimum(one, other),
                np.maximum(one, other),
                np.minimum(self.one, self.other),
                np.maximum(self.one, self.other),
            ]
        )
        return Counter(Layer(*row[:3]) for row in np.unique(told, axis=1).T.tolist())

    def pairs_of(self, layer: Layer) -> Longs:
        """(k,) the pairs that a layer's links join, as `keys` numbers them; each once."""
        wanted = self.inside(layer)
        return np.unique(keys(self, layer, self.one[wanted], self.other[wanted]))


def keys(ties: Ties, layer: Layer, one: Longs, other: Longs) -> Longs:
    """(k,) a number of each pair of vertices.

    The end of the layer's first kind leads; of one kind the lower.
    """
    swap = (ties.kind[one] != layer.one) | ((layer.one == layer.other) & (one > other))
    first, second = np.where(swap, other, one), np.where(swap, one, other)
    return (first * ties.size + second).astype(np.int64)


def usual_ways(ties: Ties, layer: Layer) -> tuple[Way, ...]:
    """The kinds of ways of two steps between a layer's ends that there are most walks of.

    What is looked at is how many there are, never which pairs are linked.
    """
    first = _fans(ties, layer.one)
    second = first if layer.one == layer.other else _fans(ties, layer.other)
    walks: Counter[Way] = Counter()
    for (link, between), fan in first.items():
        for (onward, other), spread in second.items():
            if between == other and between in BRIDGES:
                way = Way(link, between, onward)
                if layer.one == layer.other and link > onward:
                    continue  # the same way, walked from the other end
                walks[way] += int(fan @ spread)
    told = sorted(walks.items(), key=lambda each: (-each[1], each[0]))
    return tuple(way for way, count in told[:WAYS] if count)


def _fans(ties: Ties, kind: int) -> dict[tuple[int, int], Longs]:
    """By kind of link and kind of entity: (n,) how many ends of a kind tie to each vertex."""
    ends = [(ties.one, ties.other), (ties.other, ties.one)]
    found: dict[tuple[int, int], Longs] = {}
    for start, end in ends:
        of_kind = ties.kind[start] == kind
        for link in np.unique(ties.link[of_kind]).tolist():
            at = end[of_kind & (ties.link == link)]
            for between in np.unique(ties.kind[at]).tolist():
                count = np.bincount(at[ties.kind[at] == between], minlength=ties.size)
                key = (link, between)
                found[key] = found.get(key, np.zeros(ties.size, np.int64)) + count
    return found
