"""What a search between two sets has found so far, and which of their ends want more."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tripoint_graph.columns import Ints
from tripoint_graph.snapshot import Mask

Path = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Ends:
    """The two sets of a question, as sorted rows and as masks.

    A chain between two entities that are both sources and targets runs from the smaller row to
    the larger; its reverse says the same, unless it is asked for in the order of time.

    Attributes:
        directed: whether a chain and its reverse are two.
    """

    sources: Ints
    targets: Ints
    is_source: Mask
    is_target: Mask
    directed: bool = False

    @classmethod
    def of(
        cls, sources: Sequence[int], targets: Sequence[int], size: int, *, directed: bool = False
    ) -> "Ends":
        """Both sets from entity rows, in any order and however often named."""
        rows = [np.unique(np.asarray(each, np.int32)) for each in (sources, targets)]
        masks = [np.zeros(size, np.bool_) for _ in rows]
        for mask, entities in zip(masks, rows, strict=True):
            mask[entities] = True
        return cls(rows[0], rows[1], masks[0], masks[1], directed)

    @property
    def both(self) -> Ints:
        """Entities that are on both sides, sorted."""
        return np.intersect1d(self.sources, self.targets)

    def joins(self, source: int, target: int) -> bool:
        """Whether a chain from a source to this entity answers the question."""
        if not self.is_target[target] or source == target:
            return False
        both = self.is_target[source] and self.is_source[target]
        return self.directed or source < target or not both


class Tally:
    """Chains by pair of ends. Chains come in falling order of merit, ties in any order.

    Attributes:
        counted: how many chains count, ties beyond a pair's share left out.
        closed: how many ends have all that they can take.
        last_cost: what the last chain cost that filled a pair's share, in nats.
    """

    def __init__(self, ends: Ends, per_pair: int | None) -> None:
        self.counted = 0
        self.closed = 0
        self.last_cost = 0.0
        self._per_pair = per_pair
        self._found: dict[Path, float] = {}
        self._pairs: dict[tuple[int, int], list[float]] = {}
        self._closed_at: dict[int, float] = {}
        self._ends = ends
        sources, targets, both = ends.sources, ends.targets, ends.both
        self._sources = dict(zip(sources.tolist(), [len(targets)] * len(sources), strict=True))
        self._targets = dict(zip(targets.tolist(), [len(sources)] * len(targets), strict=True))
        for rank, entity in enumerate(both.tolist()):
            self._sources[entity] -= 1 if ends.directed else 1 + rank
            self._targets[entity] -= 1 if ends.directed else len(both) - rank
        for source, count in self._sources.items():
            if not count:
                self._closed_at[source] = 0.0

    def add(self, path: Path, cost: float) -> None:
        """Take in a chain, if it is new and its ends want it."""
        if path in self._found:
            return
        source, target = path[0], path[-1]
        costs = self._pairs.setdefault((source, target), [])
        if self._per_pair is not None and len(costs) >= self._per_pair:
            if cost == costs[-1]:
                self._found[path] = cost
            return
        costs.append(cost)
        self._found[path] = cost
        self.counted += 1
        if len(costs) == self._per_pair:
            self._close(source, target, cost)

    def _close(self, source: int, target: int, cost: float) -> None:
        self.last_cost = cost
        self._sources[source] -= 1
        self._targets[target] -= 1
        if not self._sources[source]:
            self._closed_at[source] = cost
        self.closed += (not self._sources[source]) + (not self._targets[target])

    def wants(self, source: int, cost: float) -> bool:
        """Whether a chain from this source that costs so much would be taken."""
        return cost <= self._closed_at.get(source, np.inf)

    @property
    def full(self) -> bool:
        """Whether no pair wants more."""
        return len(self._closed_at) == len(self._sources)

    def open_ends(self) -> tuple[Ints, Ints]:
        """The sources and the targets that want more, sorted."""
        sources = [row for row in self._ends.sources.tolist() if row not in self._closed_at]
        targets = [row for row in self._ends.targets.tolist() if self._targets[row]]
        return np.array(sources, np.int32), np.array(targets, np.int32)

    def best(self, k: int) -> list[tuple[float, Path]]:
        """The k best, by cost, then entities; of each pair no more than its share."""
        shares: dict[tuple[int, int], int] = {}
        chosen: list[tuple[float, Path]] = []
        for path, cost in sorted(self._found.items(), key=lambda item: (item[1], item[0])):
            ends = (path[0], path[-1])
            shares[ends] = shares.get(ends, 0) + 1
            if self._per_pair is None or shares[ends] <= self._per_pair:
                chosen.append((cost, path))
        return chosen[:k]
