"""How are these and those connected? The best chains between two sets of entities."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf

import numpy as np
from scipy.sparse import csr_array

from tripoint_algorithms.chains import Chain, chain_of
from tripoint_algorithms.field import distances, passable
from tripoint_algorithms.topology import EVERYTHING, STANDARD, CostModel, Filter, Topology, topology
from tripoint_graph.columns import Floats, Ints
from tripoint_graph.snapshot import Mask, Snapshot

HOPS_MAX = 10
"""Steps of one chain, at most: beyond, everything is connected to everything."""

CHAINS_MAX = 1_000
"""Chains of one answer, at most."""

EXPANSIONS_MAX = 400_000
"""Partial chains looked at before a search gives what it has: some seconds."""

_LIMIT_FIRST, _LIMIT_GROWTH = 4.0, 1.3
_SAME_COST = 1e-9


@dataclass(frozen=True, slots=True)
class Connections:
    """The best chains found, best first.

    Attributes:
        chains: by (cost, entity ids).
        complete: whether no better chain, and no further one, can have been missed.
        explored_cost: every chain that costs less was looked at, in nats.
        model: the cost model.
        expansions: partial chains looked at.
    """

    chains: tuple[Chain, ...]
    complete: bool
    explored_cost: float
    model: CostModel
    expansions: int


def connections(
    snapshot: Snapshot,
    sources: Sequence[int],
    targets: Sequence[int],
    *,
    k: int = 20,
    hops_max: int = 6,
    per_pair: int | None = None,
    only: Filter = EVERYTHING,
    model: CostModel = STANDARD,
    expansions_max: int = EXPANSIONS_MAX,
) -> Connections:
    """Find the k cheapest loopless chains from any source to any target.

    A chain's inner entities are neither sources nor targets: through one of them, a shorter
    chain says the same. An entity that is both is a chain of no steps and comes first. Places,
    tariff codes and routes are never inside a chain.

    A bounded Dijkstra field from the targets tells how far each entity is at least; partial
    chains are taken up best first, their neighbours one by one in the order of what the whole
    would cost at least. The field's limit grows until the answer lies within it.

    Args:
        snapshot: the viewer's world.
        sources: entity rows; order and repeats do not matter.
        targets: likewise.
        k: chains wanted, 1 to `CHAINS_MAX`.
        hops_max: steps of a chain, 1 to `HOPS_MAX`.
        per_pair: chains for one source and target, at most; None for no such limit.
        only: which links may be walked.
        model: prices.
        expansions_max: the budget; when it is spent the answer is what was found.

    Returns:
        The chains; ties of cost are in the order of the entities' ids.

    Raises:
        ValueError: k, hops_max or per_pair is out of range.

    Sources: D. Eppstein, "Finding the k shortest paths", SIAM J. Comput. 28 (1998)
    doi:10.1137/S0097539795290477; H. Aljazzar and S. Leue, "K*", Artif. Intell. 175 (2011)
    doi:10.1016/j.artint.2011.07.003.
    """
    if not 1 <= k <= CHAINS_MAX or not 1 <= hops_max <= HOPS_MAX:
        raise ValueError(f"k runs from 1 to {CHAINS_MAX} and hops_max from 1 to {HOPS_MAX}")
    if per_pair is not None and per_pair < 1:
        raise ValueError("per_pair is at least 1, or None")
    graph = topology(snapshot, model=model, only=only)
    ends = _Ends.of(sources, targets, snapshot.entities)
    return _Search(graph, ends, hops_max, per_pair, expansions_max).run(k)


# The least that the whole can cost; the longer of two equal ones goes first; its entities, what
# they cost, and which neighbour of the last is next (-1: none was taken yet).
_Partial = tuple[float, int, tuple[int, ...], float, int]


@dataclass(frozen=True, slots=True)
class _Onward:
    """Where a chain can go on from an entity, in the order of the least whole cost."""

    entity: list[int]
    price: list[float]
    least: list[float]


@dataclass(frozen=True, eq=False)
class _Ends:
    """The two sets, as sorted rows and as masks."""

    sources: Ints
    targets: Ints
    is_source: Mask
    is_target: Mask

    @classmethod
    def of(cls, sources: Sequence[int], targets: Sequence[int], size: int) -> "_Ends":
        rows = [np.unique(np.asarray(each, np.int32)) for each in (sources, targets)]
        masks = [np.zeros(size, np.bool_) for _ in rows]
        for mask, entities in zip(masks, rows, strict=True):
            mask[entities] = True
        return cls(rows[0], rows[1], masks[0], masks[1])


class _Search:
    """One question. `_field` is how far each entity is from the targets, at least."""

    def __init__(
        self, graph: Topology, ends: _Ends, hops_max: int, per_pair: int | None, budget: int
    ) -> None:
        self._graph = graph
        self._ends = ends
        self._hops_max = hops_max
        self._per_pair = per_pair
        self._budget = budget
        self._spent = 0
        self._prices: csr_array = passable(graph, ends.is_source | ends.is_target)
        self._field: Floats = np.empty(0)
        self._onward: dict[int, _Onward] = {}

    def run(self, k: int) -> Connections:
        """Widen the field until k chains lie within it, or there are no more."""
        both = np.flatnonzero(self._ends.is_source & self._ends.is_target)
        at_once = [(0.0, (int(entity),)) for entity in both[:k]]
        wanted = k - len(at_once)
        found: list[tuple[float, tuple[int, ...]]] = []
        limit, explored = _LIMIT_FIRST, 0.0
        while wanted and len(self._ends.sources) and len(self._ends.targets):
            self._field = distances(self._prices, self._ends.targets, limit)
            self._onward.clear()
            found, explored = self._within(limit, wanted)
            if len(found) >= wanted or explored < limit:
                break
            if not self._more_beyond(limit):
                explored = inf
                break
            limit *= _LIMIT_GROWTH
        else:
            explored = inf
        chains = sorted(found, key=lambda pair: (round(pair[0], 9), pair[1]))[:wanted]
        complete = len(chains) == wanted or explored == inf
        if complete and chains and len(chains) == wanted:
            explored = max(explored if explored < inf else 0.0, chains[-1][0])
        return Connections(
            chains=tuple(chain_of(self._graph, path, cost) for cost, path in at_once + chains),
            complete=complete and self._spent < self._budget,
            explored_cost=explored,
            model=self._graph.model,
            expansions=self._spent,
        )

    def _more_beyond(self, limit: float) -> bool:
        """Whether some step leads from inside the field to an entity outside it."""
        inside = np.isfinite(self._field)
        steps = self._prices[np.flatnonzero(inside)]
        leads = ~inside[steps.indices] & np.isfinite(steps.data)
        return bool(leads.any()) or self._costliest() > limit

    def _costliest(self) -> float:
        """No chain of so few hops costs more."""
        finite = self._prices.data[np.isfinite(self._prices.data)]
        return float(finite.max(initial=0.0)) * self._hops_max

    def _within(self, limit: float, k: int) -> tuple[list[tuple[float, tuple[int, ...]]], float]:
        """The k best chains of at most this cost, with those that tie with the last."""
        heap: list[_Partial] = []
        for source in self._ends.sources:
            least = float(self._field[source])
            if least <= limit and not self._ends.is_target[source]:
                heappush(heap, (least, -1, (int(source),), 0.0, -1))
        found: list[tuple[float, tuple[int, ...]]] = []
        pairs: dict[tuple[int, int], int] = {}
        seen: dict[tuple[int, int], int] = {}
        worst = limit
        while heap and heap[0][0] <= worst + _SAME_COST:
            if self._spent >= self._budget:
                return found, heap[0][0]
            self._spent += 1
            _, _, path, cost, at = heappop(heap)
            chain = self._go_on(heap, path, cost, at, seen)
            if chain is None:
                continue
            ends = (chain[1][0], chain[1][-1])
            if self._per_pair is not None and pairs.get(ends, 0) >= self._per_pair:
                continue
            pairs[ends] = pairs.get(ends, 0) + 1
            found.append(chain)
            if len(found) == k:
                worst = min(worst, chain[0])
        return found, limit

    def _go_on(
        self,
        heap: list[_Partial],
        path: tuple[int, ...],
        cost: float,
        at: int,
        seen: dict[tuple[int, int], int],
    ) -> tuple[float, tuple[int, ...]] | None:
        """Take one partial chain one step on; gives a whole chain where it reaches a target."""
        onward = self._from(path[-1])
        if at + 1 < len(onward.entity):
            heappush(heap, (cost + onward.least[at + 1], -len(path), path, cost, at + 1))
        if at < 0:
            return None
        entity, spent = onward.entity[at], cost + onward.price[at]
        if entity in path:
            return None
        longer = (*path, entity)
        if self._ends.is_target[entity]:
            return spent, longer
        if self._ends.is_source[entity] or len(path) >= self._hops_max:
            return None
        if self._per_pair == 1:
            # The best chain of a pair takes the best way to each entity on it; another way
            # there is of use only if it is shorter.
            key = (path[0], entity)
            if seen.get(key, HOPS_MAX + 1) <= len(path):
                return None
            seen[key] = len(path)
        following = self._from(entity)
        if following.entity:
            heappush(heap, (spent + following.least[0], -len(longer), longer, spent, 0))
        return None

    def _from(self, entity: int) -> _Onward:
        if entity not in self._onward:
            at = slice(int(self._prices.indptr[entity]), int(self._prices.indptr[entity + 1]))
            near, price = self._prices.indices[at], self._prices.data[at]
            least = price + self._field[near]
            some = np.flatnonzero(np.isfinite(least))
            order = some[np.argsort(least[some], kind="stable")]
            self._onward[entity] = _Onward(
                near[order].tolist(), price[order].tolist(), least[order].tolist()
            )
        return self._onward[entity]
