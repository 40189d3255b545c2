"""How do all of these hang together? A small network that joins them, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from tripoint_algorithms.links.chains import Role, Step, step_of
from tripoint_algorithms.links.steiner import forest
from tripoint_algorithms.topology import EVERYTHING, STANDARD, CostModel, Filter, topology
from tripoint_graph.columns import Longs
from tripoint_graph.snapshot import Snapshot

ASKED_MAX = 50
"""Entities to be joined, at most."""

RANKED_BY = "those asked for first, each side by id; steps by the ids of their ends"


@dataclass(frozen=True, slots=True)
class Part:
    """An entity of the network.

    Attributes:
        entity: its row; role: what part it plays.
        asked: whether it was asked for; else it joins others.
    """

    entity: int
    role: Role
    asked: bool


@dataclass(frozen=True, slots=True)
class Connecting:
    """A network that joins some entities: a tree, or one for each piece that nothing joins.

    Attributes:
        parts: those asked for, then those between, by id.
        steps: the ties, each with its links.
        pieces: those asked for, by what hangs together, the largest piece first; one piece where
            all can be joined.
        cost: what it costs by the cost model, in nats; smaller is better.
        at_least: no network that joins the same costs less.
    """

    parts: tuple[Part, ...]
    steps: tuple[Step, ...]
    pieces: tuple[tuple[int, ...], ...]
    cost: float
    at_least: float
    model: CostModel

    @property
    def unreached(self) -> tuple[int, ...]:
        """Entities asked for that no way joins to the largest piece, by id."""
        return tuple(sorted(entity for piece in self.pieces[1:] for entity in piece))

    @property
    def times_cheapest(self) -> float:
        """At most so many times what the cheapest such network costs, 1 to 2."""
        return max(self.cost / self.at_least, 1.0) if self.at_least else 1.0


def connecting(
    snapshot: Snapshot,
    entities: Sequence[int],
    *,
    only: Filter = EVERYTHING,
    model: CostModel = STANDARD,
) -> Connecting:
    """Join entities by a network that costs at most twice the cheapest (`steiner.forest`).

    Steps cost what they cost in chains (`connections`). Places, tariff codes and routes are
    passed through only where they were asked for.

    Args:
        snapshot: the viewer's world.
        entities: rows to join, `ASKED_MAX` different ones at most; one alone is joined already.
        only: which links may be walked.
        model: prices.

    Raises:
        ValueError: too many are asked for.
    """
    asked = np.unique(np.asarray(entities, np.int64))
    if len(asked) > ASKED_MAX:
        raise ValueError(f"give {ASKED_MAX} different entities at most, not {len(asked)}")
    graph = topology(snapshot, model=model, only=only)
    through = graph.bridging.copy()
    through[asked] = True
    rows = np.flatnonzero(through)
    inside = graph.prices if through.all() else graph.prices[rows][:, rows]
    found = forest(inside, np.searchsorted(rows, asked).tolist())
    pairs = [(int(rows[one]), int(rows[other])) for one, other in found.ties]
    steps = tuple(step_of(graph, one, other) for one, other in pairs)
    return Connecting(
        parts=_parts(snapshot, asked, steps),
        steps=steps,
        pieces=_pieces(asked, pairs),
        cost=found.cost,
        at_least=found.at_least,
        model=model,
    )


def _parts(snapshot: Snapshot, asked: Longs, steps: tuple[Step, ...]) -> tuple[Part, ...]:
    """Everybody, with roles: as in chains, context ends where conduct leads to an own class."""
    near: dict[int, list[int]] = {}
    for step in steps:
        for one, other in ((step.source, step.target), (step.target, step.source)):
            if not step.context:
                near.setdefault(one, []).append(other)
    wanted = set(asked.tolist())
    within = {entity for step in steps for entity in (step.source, step.target)} | wanted
    classes = snapshot.classes.values()
    reached = {entity for entity in within if any(bool(mask[entity]) for mask in classes)}
    waiting = sorted(reached)
    while waiting:
        for entity in near.get(waiting.pop(), ()):
            if entity not in reached:
                reached.add(entity)
                waiting.append(entity)
    return tuple(
        Part(entity, Role.SUBJECT if entity in reached else Role.CONTEXT, entity in wanted)
        for entity in sorted(within, key=lambda each: (each not in wanted, each))
    )


def _pieces(asked: Longs, pairs: list[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    rows = sorted({entity for pair in pairs for entity in pair} | set(asked.tolist()))
    ends = np.searchsorted(rows, np.array(pairs, np.int64).reshape(-1, 2))
    shape = (len(rows), len(rows))
    joined = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=shape)
    _, piece = connected_components(joined, directed=False)
    found: dict[int, list[int]] = {}
    for entity in asked.tolist():
        found.setdefault(int(piece[rows.index(entity)]), []).append(entity)
    return tuple(tuple(each) for each in sorted(found.values(), key=lambda e: (-len(e), e)))
