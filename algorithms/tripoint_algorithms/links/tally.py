"""What a search between two sets has found so far, and which of their ends want more."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tripoint_graph.columns import Ints

Path = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Ends:
    """The two sets of a question, as sorted rows.

    A chain between two entities that are both sources and targets runs from the smaller row to
    the larger; its reverse says the same, unless it is asked for in the order of time.

    Attributes:
        both: entities that are on both sides, sorted.
        directed: whether a chain and its reverse are two.
    """

    sources: Ints
    targets: Ints
    both: Ints
    directed: bool = False

    @classmethod
    def of(
        cls, sources: Sequence[int], targets: Sequence[int], *, directed: bool = False
    ) -> "Ends":
        """Both sets from entity rows, in any order and however often named."""
        one, other = _sorted_once(sources), _sorted_once(targets)
        return cls(one, other, np.intersect1d(one, other, assume_unique=True), directed)


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of one answer may say the same.

    Attributes:
        per_pair: chains for one source and target, at most; None for no such limit.
        shared_max: inner entities that a chain may have in common with any one that is cheaper,
            at most; None for no such limit. The chains are then those that come of taking the
            cheapest chain again and again that is unlike enough to all taken before (T.
            Chondrogiannis and others 2020, "Finding k-shortest paths with limited overlap",
            doi:10.1007/s00778-020-00604-x, with entities for road lengths).
    """

    per_pair: int | None = None
    shared_max: int | None = None


class Tally:
    """Chains taken, by rising cost, those of equal cost by their entities.

    Chains come by rising cost, those of equal cost in any order: `settle` says that no more of
    that cost will come, and so decides between them.

    Attributes:
        taken: cost and entities of each chain that was taken.
        closed: how many ends have all that they can take.
    """

    def __init__(self, ends: Ends, shares: Shares) -> None:
        self.taken: list[tuple[float, Path]] = []
        self.closed = 0
        self._ends = ends
        self._shares = shares
        self._unsettled: list[tuple[float, Path]] = []
        self._known: set[Path] = set()
        self._pairs = Counter[tuple[int, int]]()
        self._inside: dict[int, list[int]] = {}
        self._open_to_all(ends)
        self._both = frozenset(ends.both.tolist())

    def _open_to_all(self, ends: Ends) -> None:
        """How many ends on the other side each wants."""
        sources, targets, both = ends.sources, ends.targets, ends.both
        self._sources = dict.fromkeys(sources.tolist(), len(targets))
        self._targets = dict.fromkeys(targets.tolist(), len(sources))
        for rank, entity in enumerate(both.tolist()):
            self._sources[entity] -= 1 if ends.directed else 1 + rank
            self._targets[entity] -= 1 if ends.directed else len(both) - rank
        self._closed_sources = _without_wants(self._sources)
        self._closed_targets = _without_wants(self._targets)

    def ends_at(self, entity: int) -> bool:
        """Whether a chain that comes to this entity ends there: it is a target."""
        return entity in self._targets

    def joins(self, source: int, target: int) -> bool:
        """Whether a chain from a source to a target answers the question."""
        both = source in self._both and target in self._both
        return source != target and (self._ends.directed or source < target or not both)

    def add(self, path: Path, cost: float) -> None:
        """Take note of a chain that is no cheaper than those that are settled."""
        if path not in self._known:
            self._unsettled.append((cost, path))

    def settle(self) -> None:
        """Take what the ends want of the chains noted."""
        for cost, path in sorted(self._unsettled):
            if path not in self._known and self.wants(path):
                self._take(path, cost)
        self._unsettled.clear()

    def wants(self, path: Path) -> bool:
        """Whether a chain that begins with these entities, or is made of them, could be taken."""
        if path[0] in self._closed_sources or self._repeats(path):
            return False
        most = self._shares.per_pair
        return most is None or self._pairs[path[0], path[-1]] < most

    def _repeats(self, path: Path) -> bool:
        """Whether it has too much in common with one that was taken."""
        most = self._shares.shared_max
        if most is None:
            return False
        common = Counter[int]()
        for entity in path[1:]:
            common.update(self._inside.get(entity, ()))
        return any(count > most for count in common.values())

    def _take(self, path: Path, cost: float) -> None:
        for entity in path[1:-1]:
            self._inside.setdefault(entity, []).append(len(self.taken))
        self.taken.append((cost, path))
        self._known.add(path)
        pair = path[0], path[-1]
        self._pairs[pair] += 1
        if self._pairs[pair] == self._shares.per_pair:
            self._close(*pair)

    def _close(self, source: int, target: int) -> None:
        self._sources[source] -= 1
        self._targets[target] -= 1
        if not self._sources[source]:
            self._closed_sources.add(source)
            self.closed += 1
        if not self._targets[target]:
            self._closed_targets.add(target)
            self.closed += 1

    @property
    def full(self) -> bool:
        """Whether no pair wants more."""
        return len(self._closed_sources) == len(self._sources)

    def open_ends(self) -> tuple[Ints, Ints]:
        """The sources and the targets that want more, sorted."""
        return (
            _other_than(self._closed_sources, self._ends.sources),
            _other_than(self._closed_targets, self._ends.targets),
        )


def _sorted_once(rows: Sequence[int]) -> Ints:
    """What `numpy.unique` gives, in half the time where they are some hundreds."""
    sorted_rows = np.sort(np.asarray(rows, np.int32))
    return sorted_rows[np.diff(sorted_rows, prepend=-1) > 0]


def _without_wants(wants: dict[int, int]) -> set[int]:
    return {entity for entity, count in wants.items() if not count}


def _other_than(closed: set[int], rows: Ints) -> Ints:
    """Rows that are not among those closed; most often none is."""
    return rows[[row not in closed for row in rows.tolist()]] if closed else rows
