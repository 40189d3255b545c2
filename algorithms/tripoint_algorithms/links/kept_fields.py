"""What is kept of a class with its world: a second question to the class finds it there.

A field from a class depends on the class alone; what is otherwise for the sources of a question,
which no chain leads through, is the question's own affair (`outlook`).
"""

from dataclasses import dataclass
from hashlib import blake2b
from itertools import count
from threading import Lock
from weakref import WeakKeyDictionary

from tripoint_algorithms.links.field import within_hops
from tripoint_algorithms.links.opening import Doorstep, doorstep
from tripoint_algorithms.links.patience import GoOn
from tripoint_algorithms.topology import Steps, Topology
from tripoint_graph.columns import Floats, Ints

WIDER = 1.0
"""By how much a field is made wider than asked where one was too narrow, in nats: other sources of
the same kind want about as much, and e times as many entities lie within a nat more, at most."""

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

    @property
    def nbytes(self) -> int:
        """Bytes that it takes."""
        return self.cost.nbytes


class KeptFields:
    """Fields by the steps of one viewer's world under one filter, dropped when those are.

    Nothing is shared between worlds but the bound on memory: what one viewer asks changes how
    long another waits, never an answer. Safe to call from threads.
    """

    def __init__(self, bytes_max: int = BYTES_MAX) -> None:
        self._bytes_max = bytes_max
        self._kept: WeakKeyDictionary[Steps, dict[bytes, tuple[int, Field | Doorstep]]] = (
            WeakKeyDictionary()
        )
        self._turn = count()
        self._lock = Lock()

    def doorstep(self, graph: Topology, ends: Ints) -> Doorstep:
        """What lies within a step of some ends, entity rows in their order."""
        key = _name("doorstep", ends)
        known = self._known(graph.steps, key)
        if isinstance(known, Doorstep):
            return known
        made = doorstep(graph, ends)
        self._keep(graph.steps, key, made)
        return made

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

        Where a kept one is too narrow for this question, one that is wider than this one needs
        takes its place, so that the next question finds it wide enough.

        Args:
            graph: the world.
            ends: entity rows, sorted.
            walls: entity rows that no way passes through, sorted.
            hops: steps at most.
            limit: what is further away does not matter, in nats.
            go_on: asked now and then whether to.
            again: whether the same question asked for a narrower one before.
        """
        key = _name("field", ends, walls)
        known = self._known(graph.steps, key)
        if isinstance(known, Field):
            if known.serves(hops, limit):
                return known
            if not again:
                hops = max(hops, len(known.cost) - 1)
                limit = max(limit, known.limit) + WIDER
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
        """Bytes that all that is kept takes."""
        with self._lock:
            return sum(made.nbytes for kept in self._kept.values() for _, made in kept.values())

    def forget(self) -> None:
        """Drop all that is kept."""
        with self._lock:
            self._kept.clear()

    def _known(self, steps: Steps, key: bytes) -> Field | Doorstep | None:
        with self._lock:
            kept = self._kept.get(steps, {})
            if key not in kept:
                return None
            kept[key] = next(self._turn), kept[key][1]
            return kept[key][1]

    def _keep(self, steps: Steps, key: bytes, made: Field | Doorstep) -> None:
        with self._lock:
            self._kept.setdefault(steps, {})[key] = next(self._turn), made
            every = [(kept, name) for kept in self._kept.values() for name in kept]
            every.sort(key=lambda each: each[0][each[1]][0], reverse=True)
            held = 0
            for kept, name in every:  # the last asked for first
                held += kept[name][1].nbytes
                if held > self._bytes_max:
                    del kept[name]


def _name(what: str, *rows: Ints) -> bytes:
    """A short name of sets of rows, alike for like sets only."""
    name = blake2b(what.encode(), digest_size=16)
    for each in rows:
        name.update(len(each).to_bytes(8, "big") + each.tobytes())
    return name.digest()


KEPT = KeptFields()
