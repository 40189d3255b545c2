"""Where a chain can go on, the least whole cost first, by what a field says of each way.

The field that is kept for a class of targets knows nothing of the question's own sources. No
chain passes through those, a way of that field may: it then promises too much. What it promises is
never dearer than what is there, so that an answer is the same; only some partial chains are looked
at in vain. A question that looks at many is given a field of its own (`Outlook.look_closely`).
"""

from dataclasses import dataclass
from math import inf

import numpy as np

from tripoint_algorithms.links.field import within_hops
from tripoint_algorithms.links.kept_fields import KeptFields
from tripoint_algorithms.links.opening import FirstSteps
from tripoint_algorithms.links.patience import GoOn
from tripoint_algorithms.links.tally import Ends
from tripoint_algorithms.topology import Topology
from tripoint_graph.columns import Floats, Ints
from tripoint_graph.snapshot import Mask

FINITE = float(np.finfo(np.float64).max)
"""What has no way at all is above every limit."""


@dataclass(frozen=True, slots=True)
class Onward:
    """Where a chain can go on from an entity, in the order of the least whole cost."""

    entity: list[int]
    price: list[float]
    least: list[float]


class Outlook:
    """What lies ahead of each entity in one question, for each number of steps left.

    Attributes:
        steppable: (n,) what a chain may step to: what may stand inside one, and targets that want
            more.
        close: whether no way that it promises leads through a source.
    """

    def __init__(self, graph: Topology, ends: Ends, hops_max: int, kept: KeptFields) -> None:
        self.steppable: Mask = graph.bridging.copy()
        self.steppable[ends.sources] = False
        self.steppable[ends.targets] = True
        self.close = False
        self._graph = graph
        self._targets = ends.targets
        self._hops_max = hops_max
        self._kept = kept
        self._limit = 0.0
        self._cost: Floats = np.empty((0, 0))
        self._known: dict[tuple[int, int], Onward] = {}

    def look(
        self, first: FirstSteps, targets: Ints, limit: float, *, again: bool, go_on: GoOn
    ) -> None:
        """Look from the targets of a class as far as a chain of such a cost can lead.

        Args:
            first: the steps that chains begin with.
            targets: entity rows, sorted: all that the question has.
            limit: what a chain may cost, in nats.
            again: whether the same question did with a lower limit before.
            go_on: asked now and then whether to.
        """
        reach, hops = _reach(first, limit), self._hops_max - 1
        field = self._kept.field(
            self._graph, targets, self._targets, hops, reach, go_on=go_on, again=again
        )
        self._take(field.cost, targets, limit, close=False)

    def look_closely(self, first: FirstSteps, targets: Ints, limit: float, go_on: GoOn) -> None:
        """Likewise from some of the targets, along ways that a chain of this question can go."""
        layers = within_hops(
            self._graph,
            targets,
            self._hops_max - 1,
            through=self.steppable,
            limit=_reach(first, limit),
            whose=False,
            go_on=go_on,
        )
        self._take(layers.cost, targets, limit, close=True)

    def _take(self, cost: Floats, targets: Ints, limit: float, *, close: bool) -> None:
        self._cost, self.close = cost, close
        self._limit = min(limit, FINITE)
        self.steppable[self._targets] = False
        self.steppable[targets] = True
        self._known.clear()

    def beginnings(self, first: FirstSteps) -> list[tuple[float, int]]:
        """Sources that a chain within the limit can begin at, and the least that it costs."""
        whole = first.price + self._cost[self._hops_max - 1][first.to]
        within = np.flatnonzero((whole <= self._limit) & self.steppable[first.to])
        least = np.full(len(first.sources), inf)
        np.minimum.at(least, first.began[within], whole[within])
        near = np.flatnonzero(least < inf)
        near = near[np.argsort(least[near], kind="stable")]
        return list(zip(least[near].tolist(), first.sources[near].tolist(), strict=True))

    def onward(self, entity: int, left: int) -> Onward:
        """Where a chain within the limit can go from here with so many steps left."""
        key = (entity, left)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._from(entity, left)
        return found

    def _from(self, entity: int, left: int) -> Onward:
        near, price, _ = self._graph.neighbours(entity)
        whole = price + self._cost[left - 1][near]
        some = ((whole <= self._limit) & self.steppable[near]).nonzero()[0]
        some = some[whole[some].argsort(kind="stable")]
        return Onward(near[some].tolist(), price[some].tolist(), whole[some].tolist())


def _reach(first: FirstSteps, limit: float) -> float:
    """How far a field must reach: the first step of a chain is left to the chain."""
    return max(limit - float(first.price.min()), 0.0) if len(first.price) else 0.0
