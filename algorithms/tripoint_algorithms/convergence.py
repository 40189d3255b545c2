"""Where do the threats meet? Entities between the actor classes, with a chain to each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tripoint_algorithms.chains import Chain, chain_of
from tripoint_algorithms.field import Layers, within_hops
from tripoint_algorithms.topology import EVERYTHING, STANDARD, CostModel, Filter, Topology, topology
from tripoint_graph.columns import Floats
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot

RADIUS = 24.0
"""How far, in nats, a class may lie from where it is met."""

MEETINGS_MAX = 200
"""Meetings of one answer, at most."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where classes meet.

    Attributes:
        entity: the row of who or what stands between them.
        chains: class name to the cheapest chain from the entity to a member of the class; no
            steps where the entity is one itself.
        cost: the sum of the chains' costs, in nats; smaller is closer.
    """

    entity: int
    chains: dict[str, Chain]
    cost: float


def convergence(
    snapshot: Snapshot,
    *,
    classes: Sequence[str] = tuple(ONTOLOGY.classes),
    k: int = 20,
    hops_max: int = 4,
    only: Filter = EVERYTHING,
    model: CostModel = STANDARD,
) -> list[Meeting]:
    """Find the entities that lie closest to all of the classes at once.

    One field a class, bounded by hops and radius; an entity's cost is the sum of its distances.
    Of all that lie between the same members only the closest is given (ties: the smallest id),
    so that one story fills one line. Prices by degree keep hubs from winning by being hubs; the
    cost ranks, and is no significance: there is no null model behind it. Closest first; time
    O(c hops m) for c classes.

    Args:
        snapshot: the viewer's world.
        classes: names of actor classes, two or more.
        k: meetings wanted, 1 to `MEETINGS_MAX`.
        hops_max: steps of each chain, at most: the cheapest chain of no more steps counts.
        only: which links may be walked.
        model: prices.

    Raises:
        ValueError: k is out of range, a class is unknown, or fewer than two are named.
    """
    _check(snapshot, classes, k)
    graph = topology(snapshot, model=model, only=only)
    layers = {name: _layers(graph, name, hops_max) for name in classes}
    cost: Floats = np.sum([each.cost[-1] for each in layers.values()], axis=0)
    cost[~graph.bridging] = np.inf
    near = np.flatnonzero(np.isfinite(cost))
    order = near[np.argsort(cost[near], kind="stable")]
    members = np.stack([each.nearest[-1, order] for each in layers.values()])
    first = np.sort(np.unique(members, axis=1, return_index=True)[1])
    return [
        Meeting(
            entity=entity,
            chains={
                name: chain_of(graph, _path(graph, each, entity), float(each.cost[-1, entity]))
                for name, each in layers.items()
            },
            cost=float(cost[entity]),
        )
        for entity in order[first[:k]].tolist()
    ]


def _check(snapshot: Snapshot, classes: Sequence[str], k: int) -> None:
    if not 1 <= k <= MEETINGS_MAX:
        raise ValueError(f"k runs from 1 to {MEETINGS_MAX}")
    if len(classes) < 2 or set(classes) - snapshot.classes.keys():
        raise ValueError(f"name two or more of {', '.join(snapshot.classes)}")


def _layers(graph: Topology, name: str, hops_max: int) -> Layers:
    members = np.flatnonzero(graph.snapshot.classes[name]).astype(np.int32)
    return within_hops(graph, members, hops_max, limit=RADIUS)


def _path(graph: Topology, layers: Layers, entity: int) -> tuple[int, ...]:
    """The cheapest way back: at each step to who is nearer by just the price of the step."""
    path = [entity]
    end, hop = layers.nearest[-1, entity], len(layers.cost) - 1
    while path[-1] != end:
        here = path[-1]
        while hop and layers.cost[hop - 1, here] == layers.cost[hop, here]:
            hop -= 1
        near, price, _ = graph.neighbours(here)
        nearer = layers.cost[hop - 1, near] + price == layers.cost[hop, here]
        passing = graph.bridging[near] | (near == end)
        same = layers.nearest[hop - 1, near] == end
        path.append(int(near[np.flatnonzero(nearer & passing & same)[0]]))
        hop -= 1
    return tuple(path)
