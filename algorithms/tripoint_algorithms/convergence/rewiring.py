"""Worlds of chance: the same links, of the same kinds at the same times, joined to others.

Within each kind of link and each quarter of a year the far ends change places at random. Every
entity keeps how many links of each kind it has in each quarter, at either end: a hub stays a hub,
who travelled in spring still travelled in spring, and who is in a class because of his links still
is. What is lost is who has to do with whom.

Sources: M. Molloy and B. Reed 1995, doi:10.1002/rsa.3240060204 (random graphs of given degrees);
D. S. Himmelstein and others 2023, doi:10.1093/gigascience/giad047 (exchange within kinds of links).
"""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array

from tripoint_algorithms.drawing import seed_of
from tripoint_algorithms.topology import Topology, rounded
from tripoint_graph.columns import Floats, Longs
from tripoint_graph.moments import UNKNOWN_START

QUARTER_SECONDS = 7_889_400
"""A quarter of a year: links that begin in the same one may change ends."""


@dataclass(frozen=True, eq=False)
class Rewiring:
    """One world, ready to be dealt anew, and anew.

    Attributes:
        graph: the world as it is.
        source, target: (w,) ends of the links that may be walked, by kind and quarter.
        bounds: those of links from bounds[i] to bounds[i + 1], of one kind and quarter, may change
            ends with each other.
        price: (w,) what a step over each costs before its ends are looked at, in nats.
        hub: (n,) what an end adds, in nats.
    """

    graph: Topology
    source: Longs
    target: Longs
    bounds: tuple[int, ...]
    price: Floats
    hub: Floats

    @classmethod
    def of(cls, graph: Topology) -> "Rewiring":
        """Time O(l log l)."""
        world = graph.snapshot
        links = np.flatnonzero(graph.steps.walkable)
        start = world.link_start[links]
        quarter = np.where(start > UNKNOWN_START, start // QUARTER_SECONDS, UNKNOWN_START)
        kind = world.link_type[links]
        order = np.lexsort((quarter, kind))
        new = np.diff(kind[order], prepend=-1).astype(bool)
        new |= np.diff(quarter[order], prepend=0).astype(bool)
        bounds = (*np.flatnonzero(new).tolist(), len(links))
        links = links[order]
        return cls(
            graph,
            world.link_source[links].astype(np.int64),
            world.link_target[links].astype(np.int64),
            bounds,
            graph.link_price(links),
            graph.hub_price(),
        )

    def dealt_anew(self, draw: np.random.Generator) -> Topology:
        """One world in which chance joined the ends; time O(l log l)."""
        return self.joined(self.shuffled(draw))

    def shuffled(self, draw: np.random.Generator) -> Longs:
        """(w,) the far ends of links as chance deals them."""
        target = self.target.copy()
        for first, last in pairwise(self.bounds):
            draw.shuffle(target[first:last])
        return target

    def joined(self, target: Longs) -> Topology:
        """The world in which links have these far ends. An end that meets itself is left out.

        Its steps have no link rows: nothing can be told of them but what they cost.

        Args:
            target: (w,) entity rows.
        """
        one, other = self.source, target
        met = np.flatnonzero(one != other)
        one, other = one[met], other[met]
        cost = rounded(self.price[met] + self.hub[one] + self.hub[other])
        size = self.graph.snapshot.entities
        pair = np.minimum(one, other) * size + np.maximum(one, other)
        order = np.argsort(pair)
        pair = pair[order]
        first_of = np.flatnonzero(np.diff(pair, prepend=-1))
        one, other = np.divmod(pair[first_of], size)
        cost = np.minimum.reduceat(cost[order], first_of) if len(pair) else cost
        ends = (np.concatenate([one, other]), np.concatenate([other, one]))
        prices = csr_array((np.tile(cost, 2), ends), shape=(size, size))
        bare = replace(self.graph.steps, prices=prices, link=np.empty(0, np.int32))
        return Topology(self.graph.snapshot, self.graph.model, bare)


def chance_of(graph: Topology, question: object) -> np.random.Generator:
    """A source of chance that follows from the viewer's world and the question alone."""
    told = f"{question} {graph.prices.nnz}".encode()
    return np.random.default_rng(seed_of(graph.snapshot.entity_id.tobytes(), told))
