"""What joins a meeting to each of the threats: the small network of the best chains to each."""

from dataclasses import dataclass

from tripoint_algorithms.convergence.meetings import Meeting
from tripoint_algorithms.links.chains import Chain, Role, Step, roles
from tripoint_algorithms.links.connections import connections
from tripoint_algorithms.topology import EVERYTHING, STANDARD, CostModel, Filter, Topology, topology
from tripoint_graph.snapshot import Snapshot

PER_CLASS = 3
"""Chains to each class, where nobody says how many."""

PER_CLASS_MAX = 10
"""... and at most."""


@dataclass(frozen=True, slots=True)
class MeetingNetwork:
    """A connecting subgraph.

    Attributes:
        entities: rows with the role of each, by row; a subject where any of the chains tells of
            its own conduct, else context.
        steps: every step of any chain once, by (source, target).
        chains: class name to its chains, the cheapest first.
    """

    entities: tuple[tuple[int, Role], ...]
    steps: tuple[Step, ...]
    chains: dict[str, tuple[Chain, ...]]


def meeting_network(
    snapshot: Snapshot,
    meeting: Meeting,
    *,
    per_class: int = PER_CLASS,
    hops_max: int = 4,
    only: Filter = EVERYTHING,
    model: CostModel = STANDARD,
) -> MeetingNetwork:
    """The union of the best chains from where threats meet to members of each, one for a member.

    Args:
        snapshot: the viewer's world.
        meeting: of `convergence` in that world, under the same filter and prices.
        per_class: chains to each class, 1 to `PER_CLASS_MAX`.
        hops_max: steps of a chain.
        only: which links may be walked.
        model: prices.

    Raises:
        ValueError: per_class is out of range.
    """
    if not 1 <= per_class <= PER_CLASS_MAX:
        raise ValueError(f"per_class runs from 1 to {PER_CLASS_MAX}")
    graph = topology(snapshot, model=model, only=only)
    chains = {
        name: connections(
            snapshot,
            [meeting.entity],
            snapshot.classes[name].nonzero()[0].tolist(),
            k=per_class,
            hops_max=hops_max,
            per_pair=1,
            only=only,
            model=model,
        ).chains
        for name in meeting.chains
    }
    every = [chain for each in chains.values() for chain in each]
    return MeetingNetwork(_parts(graph, every), _steps(every), chains)


def _parts(graph: Topology, chains: list[Chain]) -> tuple[tuple[int, Role], ...]:
    part: dict[int, Role] = {}
    for chain in chains:
        for entity, role in zip(chain.entities, roles(graph, chain), strict=True):
            if part.get(entity) is not Role.SUBJECT:
                part[entity] = role
    return tuple(sorted(part.items()))


def _steps(chains: list[Chain]) -> tuple[Step, ...]:
    steps: dict[tuple[int, int], Step] = {}
    for step in (step for chain in chains for step in chain.steps):
        # Chains lead away from the meeting: two may walk one step either way round.
        ends = (min(step.source, step.target), max(step.source, step.target))
        steps.setdefault(ends, step)
    return tuple(steps[ends] for ends in sorted(steps))
