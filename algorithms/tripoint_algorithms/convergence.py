"""Where do the threats meet? Entities between the actor classes, with a chain to each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tripoint_algorithms.chains import Chain, chain_of
from tripoint_algorithms.field import passable, routes
from tripoint_algorithms.topology import EVERYTHING, STANDARD, CostModel, Filter, Topology, topology
from tripoint_graph.columns import Floats, Ints
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot

RADIUS = 24.0
"""How far, in nats, a class may lie from where it is met."""

MEETINGS_MAX = 200
"""Meetings of one answer, at most."""

_CANDIDATES_MAX = 20_000


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

    One bounded Dijkstra field a class; an entity's cost is the sum of its distances. Of all that
    lie between the same members only the closest is given (ties: the smallest id), so that one
    story fills one line. Prices by degree keep hubs from winning by being hubs; the cost ranks,
    and is no significance: there is no null model behind it. Closest first; time O(c m log n)
    for c classes within the radius.

    Args:
        snapshot: the viewer's world.
        classes: names of actor classes, two or more.
        k: meetings wanted, 1 to `MEETINGS_MAX`.
        hops_max: steps of each chain, at most; meetings that need more are left out.
        only: which links may be walked.
        model: prices.

    Raises:
        ValueError: k is out of range, a class is unknown, or fewer than two are named.
    """
    _check(snapshot, classes, k)
    graph = topology(snapshot, model=model, only=only)
    fields = {name: _field(graph, name) for name in classes}
    cost: Floats = np.sum([far for far, _ in fields.values()], axis=0)
    cost[~graph.bridging] = np.inf
    near = np.flatnonzero(np.isfinite(cost))
    order = near[np.argsort(cost[near], kind="stable")][:_CANDIDATES_MAX]
    told: set[tuple[int, ...]] = set()
    meetings: list[Meeting] = []
    for entity in order.tolist():
        paths = {name: _path(before, entity) for name, (_, before) in fields.items()}
        members = tuple(path[-1] for path in paths.values())
        if members in told or any(len(path) > hops_max + 1 for path in paths.values()):
            continue
        told.add(members)
        far = {name: float(found[entity]) for name, (found, _) in fields.items()}
        chains = {name: chain_of(graph, path, far[name]) for name, path in paths.items()}
        meetings.append(Meeting(entity, chains, float(cost[entity])))
        if len(meetings) == k:
            break
    return meetings


def _check(snapshot: Snapshot, classes: Sequence[str], k: int) -> None:
    if not 1 <= k <= MEETINGS_MAX:
        raise ValueError(f"k runs from 1 to {MEETINGS_MAX}")
    if len(classes) < 2 or set(classes) - snapshot.classes.keys():
        raise ValueError(f"name two or more of {', '.join(snapshot.classes)}")


def _field(graph: Topology, name: str) -> tuple[Floats, Ints]:
    members = graph.snapshot.classes[name]
    return routes(passable(graph, members), np.flatnonzero(members).astype(np.int32), RADIUS)


def _path(before: Ints, entity: int) -> tuple[int, ...]:
    path = [entity]
    while before[path[-1]] >= 0:
        path.append(int(before[path[-1]]))
    return tuple(path)
