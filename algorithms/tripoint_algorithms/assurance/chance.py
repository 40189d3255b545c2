"""What would chance give? How many chains of one kind the numbers of links alone lead to expect.

The null world keeps, of every entity, how many links of each kind it has at either end, and joins
those ends at random: the configuration model, link kind by link kind. A chain through a crowded
flight is then what chance gives; one through a phone that two people have is not.

Sources: F. Chung and L. Lu 2002, doi:10.1007/PL00012580 (expected links from degrees);
D. S. Himmelstein and others 2023, doi:10.1093/gigascience/giad047 (path counts beside what degrees
alone explain, by path type).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import expm1
from weakref import WeakKeyDictionary

import numpy as np

from tripoint_algorithms.links.chains import Chain
from tripoint_algorithms.topology import Steps, Topology
from tripoint_graph.columns import Floats
from tripoint_graph.snapshot import Mask

Walk = tuple[tuple[int, bool], ...]
"""A kind of chain: of each step the link kind's code, and whether it runs the way of the link."""


@dataclass(frozen=True, slots=True)
class Chance:
    """How surprising a chain is.

    Attributes:
        pair: chains of its kind that chance gives between its two ends, on average.
        sets: the same between any source and any target of the question.
    """

    pair: float
    sets: float

    @property
    def at_least_one(self) -> float:
        """The probability, in [0, 1], that chance gives one or more between the two sets."""
        return -expm1(-self.sets)


class NullWorld:
    """The degrees of one world under one filter, and what they lead to expect.

    It does not keep time: a kind of link that is common only this year counts as common always.
    Time O(l) for each link kind asked for, once; memory 16 bytes an entity for each.
    """

    def __init__(self, bridging: Mask) -> None:
        self._bridging = bridging
        self._degrees: dict[tuple[int, bool], Floats] = {}
        self._through: dict[tuple[tuple[int, bool], tuple[int, bool]], float] = {}

    def expected(
        self, graph: Topology, walk: Walk, sources: Sequence[int], targets: Sequence[int]
    ) -> float:
        """Chains of one kind from any source to any target, on average over the null worlds.

        Inner entities are those that bridge; a chain that comes back to an entity is counted,
        so that the figure errs on the high side.

        Args:
            graph: the world.
            walk: the kind of chain; one step or more.
            sources: entity rows.
            targets: entity rows.
        """
        kind, forward = walk[-1]
        count = float(self._degree(graph, walk[0])[list(sources)].sum())
        count *= float(self._degree(graph, (kind, not forward))[list(targets)].sum())
        for before, after in pairwise(walk):
            count *= self._passing(graph, before, after)
        used: Counter[int] = Counter()
        for step in walk:  # a link that the chain has used cannot be drawn again
            left = float(self._degree(graph, step).sum()) - used[step[0]]
            count /= max(left, 1.0)
            used[step[0]] += 1
        return count

    def _degree(self, graph: Topology, step: tuple[int, bool]) -> Floats:
        """(n,) links of a kind that lead away from each entity, walked so."""
        if step not in self._degrees:
            world, (kind, forward) = graph.snapshot, step
            ends = world.link_source if forward else world.link_target
            chosen = ends[(world.link_type == kind) & graph.steps.walkable]
            self._degrees[step] = np.bincount(chosen, minlength=world.entities).astype(np.float64)
        return self._degrees[step]

    def _passing(self, graph: Topology, before: tuple[int, bool], after: tuple[int, bool]) -> float:
        """Ways to go on by one step after another, summed over all that may be passed through."""
        key = (before, after)
        if key not in self._through:
            (kind, forward) = before
            came = self._degree(graph, (kind, not forward))
            goes = self._degree(graph, after)
            if after == (kind, not forward):  # back by the same end of another link
                goes = np.maximum(goes - 1.0, 0.0)
            self._through[key] = float((came * goes)[self._bridging].sum())
        return self._through[key]


_kept: WeakKeyDictionary[Steps, NullWorld] = WeakKeyDictionary()


def walk_of(graph: Topology, chain: Chain) -> Walk:
    """The kind of chain that a chain is."""
    world = graph.snapshot
    return tuple(
        (int(world.link_type[step.link]), int(world.link_source[step.link]) == step.source)
        for step in chain.steps
    )


def chance(
    graph: Topology, chain: Chain, sources: Sequence[int], targets: Sequence[int]
) -> Chance | None:
    """How many chains of this chain's kind chance would give; None for a chain of no steps.

    Args:
        graph: the world, under the filter of the question.
        chain: one of its chains.
        sources: entity rows that the question began at.
        targets: entity rows that it led to.
    """
    if not chain.steps:
        return None
    null = _null_world(graph)
    walk = walk_of(graph, chain)
    return Chance(
        pair=null.expected(graph, walk, chain.entities[:1], chain.entities[-1:]),
        sets=null.expected(graph, walk, sources, targets),
    )


def _null_world(graph: Topology) -> NullWorld:
    """Kept while the graph's steps are."""
    if graph.steps not in _kept:
        _kept[graph.steps] = NullWorld(graph.bridging)
    return _kept[graph.steps]
