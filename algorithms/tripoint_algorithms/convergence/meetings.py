"""Where do the threats meet? Entities between the actor classes, with a chain to each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tripoint_algorithms.convergence.improbability import Strata, false_shares
from tripoint_algorithms.convergence.rewiring import Rewiring, chance_of
from tripoint_algorithms.links.chains import Chain, chain_of
from tripoint_algorithms.links.field import Layers, ball, within_hops
from tripoint_algorithms.topology import EVERYTHING, STANDARD, CostModel, Filter, Topology, topology
from tripoint_graph.columns import Floats, Ints
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Mask, Snapshot

RADIUS = 24.0
"""How far, in nats, a class may lie from where it is met."""

MEETINGS_MAX = 200
"""Meetings of one answer, at most."""

DRAWS = 100
DRAWS_MAX = 2_000
"""Worlds of chance."""

DRAWN_LINKS_MAX = 200_000
"""Links of a world for which a hundred draws take some seconds."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where classes meet.

    Attributes:
        entity: the row of who or what stands between them.
        chains: class name to the cheapest chain from the entity to a member of the class; no
            steps where the entity is one itself.
        cost: the sum of the chains' costs, in nats; smaller is closer.
        chances: class name to the chance, in [0, 1], that one of the class would lie as near if
            its labels were dealt anew among entities like its members.
        p_value: the share of worlds of chance in which this very entity lies as close to all of
            the classes, the real world counted as one of them; in (0, 1], None where no world of
            chance was made. A hub is as close to all in most of them.
        false_share: of the meetings that cost no more, the share that chance accounts for, in
            [0, 1], None likewise: what a list that ends here has of false discoveries.
    """

    entity: int
    chains: dict[str, Chain]
    cost: float
    chances: dict[str, float]
    p_value: float | None
    false_share: float | None


def convergence(
    snapshot: Snapshot,
    *,
    classes: Sequence[str] = tuple(ONTOLOGY.classes),
    k: int = 20,
    hops_max: int = 4,
    only: Filter = EVERYTHING,
    model: CostModel = STANDARD,
    draws: int = DRAWS,
) -> list[Meeting]:
    """Find the entities that lie closest to all of the classes at once.

    One field a class, bounded by hops and radius; an entity's cost is the sum of its distances.
    Of all that lie between the same members only the closest is given (ties: the smallest id),
    so that one story fills one line. Prices by degree keep hubs from winning by being hubs, and
    what chance would give is told beside the cost: the same search in worlds in which everybody
    keeps his class, and how many links of each kind he has in each quarter (`rewiring.py`). Closest
    first; time O(c hops m) for c classes, and as much again for each draw.

    Args:
        snapshot: the viewer's world.
        classes: names of actor classes, two or more.
        k: meetings wanted, 1 to `MEETINGS_MAX`.
        hops_max: steps of each chain, at most: the cheapest chain of no more steps counts.
        only: which links may be walked.
        model: prices.
        draws: worlds of chance, 0 to `DRAWS_MAX`; they follow from the world and the question, so
            that answers repeat. Under some 100, a share says little.

    Raises:
        ValueError: k or draws is out of range, a class is unknown, or fewer than two are named.
    """
    _check(snapshot, classes, k, draws)
    graph = topology(snapshot, model=model, only=only)
    members = {name: _rows(snapshot.classes[name]) for name in classes}
    layers = {name: _layers(graph, rows, hops_max, RADIUS) for name, rows in members.items()}
    met = _met(graph, layers)
    strata = {name: Strata.of(graph, snapshot.classes[name]) for name in classes}
    by_chance = _by_chance(graph, members, met.first(k), hops_max, draws)
    return [
        _meeting(graph, layers, strata, int(entity), told)
        for entity, told in zip(met.entities[:k], by_chance, strict=True)
    ]


def no_falser(found: Sequence[Meeting], share_max: float) -> list[Meeting]:
    """The meetings of a list of which chance accounts for no more than this share.

    Args:
        found: meetings, in worlds for which chance was drawn.
        share_max: of false discoveries in the list, in [0, 1].
    """
    return [each for each in found if (each.false_share or 0.0) <= share_max]


def draws_for(snapshot: Snapshot) -> int:
    """Draws that somebody would wait for: none in a large world, where too few would mislead."""
    return DRAWS if snapshot.links <= DRAWN_LINKS_MAX else 0


@dataclass(frozen=True, eq=False)
class _Met:
    """Entities between the classes, one for the same members, and what they cost; ascending."""

    entities: Ints
    cost: Floats

    def first(self, k: int) -> "_Met":
        """The k closest."""
        return _Met(self.entities[:k], self.cost[:k])


def _met(graph: Topology, layers: dict[str, Layers]) -> _Met:
    cost: Floats = np.sum([each.cost[-1] for each in layers.values()], axis=0)
    cost[~graph.bridging] = np.inf
    near = np.flatnonzero(np.isfinite(cost))
    order = near[np.argsort(cost[near], kind="stable")]
    members = np.stack([each.nearest[-1, order] for each in layers.values()])
    first = np.sort(np.unique(members, axis=1, return_index=True)[1])
    return _Met(order[first].astype(np.int32), cost[order[first]])


def _by_chance(
    graph: Topology, members: dict[str, Ints], observed: _Met, hops_max: int, draws: int
) -> list[tuple[float | None, float | None]]:
    """Of each meeting its p-value and its false share; draws look no further than these."""
    if not draws or not len(observed.cost):
        return [(None, None)] * len(observed.cost)
    chance = chance_of(graph, [*sorted(members), hops_max])
    rewiring = Rewiring.of(graph)
    met, as_close = [], np.ones(len(observed.cost))
    for _ in range(draws):
        world = rewiring.dealt_anew(chance)
        layers = {
            name: _layers(world, rows, hops_max, float(observed.cost[-1]))
            for name, rows in members.items()
        }
        here = np.sum([each.cost[-1, observed.entities] for each in layers.values()], axis=0)
        as_close += here <= observed.cost
        met.append(_met(world, layers).cost)
    shares = false_shares(observed.cost, met)
    return list(zip((as_close / (draws + 1)).tolist(), shares.tolist(), strict=True))


def _meeting(
    graph: Topology,
    layers: dict[str, Layers],
    strata: dict[str, Strata],
    entity: int,
    by_chance: tuple[float | None, float | None],
) -> Meeting:
    cost = {name: float(each.cost[-1, entity]) for name, each in layers.items()}
    hops = len(next(iter(layers.values())).cost) - 1
    around = ball(graph, entity, hops, max(cost.values()))
    return Meeting(
        entity=entity,
        chains={
            name: chain_of(graph, each.way(graph, entity, hops), cost[name])
            for name, each in layers.items()
        },
        cost=sum(cost.values()),
        chances={
            name: own.chance_of_any(around.entities[around.cost <= cost[name]])
            for name, own in strata.items()
        },
        p_value=by_chance[0],
        false_share=by_chance[1],
    )


def _rows(mask: Mask) -> Ints:
    return np.flatnonzero(mask).astype(np.int32)


def _check(snapshot: Snapshot, classes: Sequence[str], k: int, draws: int) -> None:
    if not 1 <= k <= MEETINGS_MAX or not 0 <= draws <= DRAWS_MAX:
        raise ValueError(f"k runs from 1 to {MEETINGS_MAX}, draws from 0 to {DRAWS_MAX}")
    if len(classes) < 2 or set(classes) - snapshot.classes.keys():
        raise ValueError(f"name two or more of {', '.join(snapshot.classes)}")


def _layers(graph: Topology, members: Ints, hops_max: int, limit: float) -> Layers:
    return within_hops(graph, members, hops_max, limit=limit)
