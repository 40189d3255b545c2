"""Chains: walks through the evidence, the steps they take, and what part each entity plays."""

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import prod

from tripoint_algorithms.topology import CONTEXT_CODES, Topology
from tripoint_graph.ontology import ONTOLOGY


class Role(StrEnum):
    """Whether a chain is about an entity, or merely passes by it. Context is never guilt."""

    SUBJECT = "subject"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain. Numbers are rows of the snapshot.

    Attributes:
        source, target: where the chain comes from and goes to.
        link: the link it stands on (the cheapest between the two that time allows).
        links: every link between the two that the search may walk.
        confidence: that link's, in (0, 1).
        context: whether every one of the links is of the kind that many merely share.
    """

    source: int
    target: int
    link: int
    links: tuple[int, ...]
    confidence: float
    context: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """A loopless walk from one entity to another; no steps where they are the same.

    Attributes:
        entities: k + 1 rows in walking order.
        steps: the k steps between them.
        cost: what it costs by the cost model, in nats; smaller is better.
        confidence: the product of the steps' confidences: the chance that all of it holds if the
            steps stood on independent records. For ranking, not a verdict.
    """

    entities: tuple[int, ...]
    steps: tuple[Step, ...]
    cost: float
    confidence: float


def chain_of(
    topology: Topology,
    entities: tuple[int, ...],
    cost: float,
    links: tuple[int, ...] | None = None,
) -> Chain:
    """The chain through these entities, each a neighbour of the one before.

    Args:
        topology: the graph.
        entities: rows in walking order.
        cost: what it costs.
        links: the link that each step stands on; None for the cheapest of each.
    """
    chosen = links or (None,) * (len(entities) - 1)
    steps = tuple(
        step_of(topology, one, other, link)
        for (one, other), link in zip(pairwise(entities), chosen, strict=True)
    )
    return Chain(entities, steps, cost, prod(step.confidence for step in steps))


def step_of(topology: Topology, source: int, target: int, chosen: int | None = None) -> Step:
    """The step between two neighbours.

    Args:
        topology: the graph.
        source: where it comes from.
        target: where it goes to.
        chosen: the link that it stands on; None for the cheapest.
    """
    near, _, link_rows = topology.neighbours(source)
    link = int(link_rows[bisect_left(near, target)]) if chosen is None else chosen
    links = tuple(topology.links_between(source, target))
    kinds = topology.snapshot.link_type
    return Step(
        source=source,
        target=target,
        link=link,
        links=links,
        confidence=float(topology.snapshot.link_confidence[link]),
        context=all(int(kinds[row]) in CONTEXT_CODES for row in links),
    )


def roles(topology: Topology, chain: Chain) -> tuple[Role, ...]:
    """What part each entity of a chain plays, in its order.

    An entity in an actor class of its own is a subject. Another one is a subject only while
    conduct alone (no shared flight, employer, family or address) joins it to such a one along
    the chain; beyond a context step it is context.
    """
    classes = topology.snapshot.classes.values()
    own = [any(bool(mask[entity]) for mask in classes) for entity in chain.entities]
    reached = list(own)
    for order in (range(len(chain.steps)), reversed(range(len(chain.steps)))):
        forward = isinstance(order, range)
        for at in order:
            near, far = (at, at + 1) if forward else (at + 1, at)
            if reached[near] and not chain.steps[at].context:
                reached[far] = True
    return tuple(Role.SUBJECT if each else Role.CONTEXT for each in reached)


def link_name(topology: Topology, link: int) -> str:
    """The ontology's name of a link row's kind."""
    return tuple(ONTOLOGY.links)[int(topology.snapshot.link_type[link])]
