"""Fields kept with the world that they are of: a second question to the same class finds one there.

A field from a class depends on the class alone, but that no chain may lead through one of the
question's own sources; what this changes is put right for each question (`Ahead.without`), by
going over those entities alone whose cheapest way leads through a source.
"""

from dataclasses import dataclass
from hashlib import blake2b
from itertools import count
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np

from tripoint_algorithms.links.field import within_hops
from tripoint_algorithms.links.patience import GoOn
from tripoint_algorithms.topology import Steps, Topology
from tripoint_graph.columns import Floats, Ints
from tripoint_graph.snapshot import Mask

BYTES_MAX = 2**30
"""Fields kept in all, of whatever worlds; a class's in a world of a million entities takes 48 MB.
One that is larger than this is not kept."""


@dataclass(frozen=True, eq=False)
class Field:
    """How far every entity is from the nearest of some ends.

    Attributes:
        cost: (hops + 1, n) as `field.Layers` has it.
        limit: entities that are further away are left out, in nats.
    """

    cost: Floats
    limit: float

    def serves(self, hops: int, limit: float) -> bool:
        """Whether it tells all that a field of so many hops and such a limit would."""
        return len(self.cost) > hops and self.limit >= limit


class KeptFields:
    """Fields by the steps of one viewer's world under one filter, dropped when those are.

    Nothing is shared between worlds but the bound on memory: what one viewer asks changes how
    long another waits, never an answer. Safe to call from threads.
    """

    def __init__(self, bytes_max: int = BYTES_MAX) -> None:
        self._bytes_max = bytes_max
        self._kept: WeakKeyDictionary[Steps, dict[bytes, tuple[int, Field]]] = WeakKeyDictionary()
        self._turn = count()
        self._lock = Lock()

    def field(
        self,
        graph: Topology,
        ends: Ints,
        walls: Ints,
        hops: int,
        limit: float,
        *,
        go_on: GoOn,
        again: bool = False,
    ) -> Field:
        """The field from some ends, through whatever bridges and is no wall.

        Where a kept one is too narrow for this question, one without a limit takes its place, so
        that the next question finds it wide enough.

        Args:
            graph: the world.
            ends: entity rows, sorted.
            walls: entity rows that no way passes through, sorted.
            hops: steps at most.
            limit: what is further away does not matter, in nats.
            go_on: asked now and then whether to.
            again: whether the same question asked for a narrower one before.
        """
        name = blake2b(ends.tobytes(), digest_size=16)
        name.update(b"walls" + walls.tobytes())
        key = name.digest()
        with self._lock:
            known = self._kept.get(graph.steps, {}).get(key)
            if known is not None and known[1].serves(hops, limit):
                self._kept[graph.steps][key] = next(self._turn), known[1]
                return known[1]
        if known is not None and not again:
            hops, limit = max(hops, len(known[1].cost) - 1), np.inf
        through = graph.bridging.copy()
        through[walls] = False
        layers = within_hops(
            graph, ends, hops, through=through, limit=limit, whose=False, go_on=go_on
        )
        made = Field(layers.cost, limit)
        self._keep(graph.steps, key, made)
        return made

    @property
    def held(self) -> int:
        """Bytes that the kept fields take."""
        with self._lock:
            return sum(
                field.cost.nbytes for kept in self._kept.values() for _, field in kept.values()
            )

    def forget(self) -> None:
        """Drop all that is kept."""
        with self._lock:
            self._kept.clear()

    def _keep(self, steps: Steps, key: bytes, made: Field) -> None:
        with self._lock:
            self._kept.setdefault(steps, {})[key] = next(self._turn), made
            every = [(kept, name) for kept in self._kept.values() for name in kept]
            every.sort(key=lambda each: each[0][each[1]][0], reverse=True)
            held = 0
            for kept, name in every:  # the last asked for first
                held += kept[name][1].cost.nbytes
                if held > self._bytes_max:
                    del kept[name]


KEPT = KeptFields()


@dataclass(frozen=True, eq=False)
class Ahead:
    """A field, and what is otherwise for one question.

    Attributes:
        cost: (hops + 1, n), or wider.
        rows, raised: for each number of hops the entities, sorted, whose way is dearer, and by
            what it then costs.
    """

    cost: Floats
    rows: tuple[Ints, ...] = ()
    raised: tuple[Floats, ...] = ()

    def at(self, entities: Ints, hops: int) -> Floats:
        """What lies ahead of entities, in at most so many steps, in nats."""
        ahead: Floats = self.cost[hops][entities]
        if self.rows and len(self.rows[hops]):
            rows = self.rows[hops]
            at = np.minimum(np.searchsorted(rows, entities), len(rows) - 1)
            ahead = np.where(rows[at] == entities, self.raised[hops][at], ahead)
        return ahead

    @classmethod
    def without(
        cls, graph: Topology, field: Field, hops: int, gone: Ints, through: Mask
    ) -> "Ahead":
        """A field where no way passes through some entities.

        The same as `within_hops` without them. Time and memory follow from the steps of those
        entities and of what lies behind them, not from the world.

        Args:
            graph: the world.
            field: a field that was made with them.
            hops: steps at most.
            gone: entity rows, sorted, none of them an end of the field.
            through: (n,) what a way may pass through, those gone left out.
        """
        none = np.empty(0, np.int32)
        rows, raised = [none], [np.empty(0)]
        for hop in range(1, hops + 1):
            before = cls(field.cost[:hop], tuple(rows), tuple(raised))
            at, cost = before._raised_next(graph, field, gone, through)
            rows.append(at)
            raised.append(cost)
        return cls(field.cost, tuple(rows), tuple(raised))

    def _raised_next(
        self, graph: Topology, field: Field, gone: Ints, through: Mask
    ) -> tuple[Ints, Floats]:
        """One hop more: the entities whose way is dearer, and what it costs."""
        hop = len(self.cost)
        last, cost = field.cost[hop - 1], field.cost[hop]
        moved = _all_of(gone[np.isfinite(last[gone])], self.rows[-1])
        fan, to, price = graph.steps_from(moved)
        came = np.repeat(last[moved], fan) + price
        carried = self.rows[-1][cost[self.rows[-1]] == last[self.rows[-1]]]
        behind = _all_of(to[came == cost[to]], carried)
        if not len(behind):
            return behind, np.empty(0)
        fan, to, price = graph.steps_from(behind)
        ahead = self.at(to, hop - 1)
        ways = np.where(through[to] | (ahead == 0.0), ahead, np.inf) + price
        best = np.minimum.reduceat(ways, np.cumsum(fan) - fan)
        best = np.minimum(np.where(best <= field.limit, best, np.inf), self.at(behind, hop - 1))
        dearer = best > cost[behind]
        return behind[dearer], best[dearer]


def _all_of(one: Ints, other: Ints) -> Ints:
    """The rows of both, sorted, each once; `np.union1d` takes five times as long for a few."""
    every = np.sort(np.concatenate([one, other]))
    return every[np.flatnonzero(np.diff(every, prepend=-1))]
