"""How two sides are connected, as a document with keys that stay."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from tripoint.told.assurance import Assurance, assured
from tripoint.told.chains import RANKED_BY, chain_documents
from tripoint_algorithms.links.between import Between
from tripoint_algorithms.links.chains import Chain
from tripoint_algorithms.links.connections import Connections
from tripoint_algorithms.links.patience import unexplored
from tripoint_algorithms.topology import Filter, Topology, topology
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Question:
    """What a command asks.

    Attributes:
        between: of which two sides, and how.
        k: chains, at most.
        stable: whether to say how each chain fares in worlds drawn anew.
    """

    between: Between
    k: int
    stable: bool = False

    def assurances(self, graph: Topology, chains: Sequence[Chain]) -> list[Assurance]:
        """How far each chain of its answer can be relied on."""
        asked = self.between
        told = [assured(graph, asked.only, each, asked.sources, asked.targets) for each in chains]
        if not self.stable or not chains:
            return told
        drawn = asked.in_worlds_drawn(graph, chains, self.k)
        return [replace(each, stability=fares) for each, fares in zip(told, drawn, strict=True)]


def linked(store: EvidenceReader, world: Snapshot, question: Question) -> dict[str, Any]:
    """The best chains between two sets of entity rows, with all that stands on a screen."""
    asked = question.between
    found = asked.search(world, question.k)
    shown = len(found.chains)
    return {
        "from_entities": len(asked.sources),
        "to_entities": len(asked.targets),
        "max_hops": asked.hops_max,
        "per_pair": asked.shares.per_pair,
        "max_shared": asked.shares.shared_max,
        **walks_document(asked.only),
        "places": None if asked.places is None else len(asked.places),
        "in_order": asked.order is not None,
        "max_gap_seconds": asked.order.gap if asked.order else None,
        "shown": shown,
        "all_shown": found.complete and shown < question.k,
        "complete": found.complete,
        "explored_cost": found.explored_cost if found.explored_cost != float("inf") else None,
        "certain": found.certain,
        "unexplored": unexplored(found.stopped, found.certain, shown, found.explored_cost),
        "ranked_by": RANKED_BY,
        "cost_model": found.model.version,
        "chains": _documents(store, world, question, found),
    }


def walks_document(only: Filter) -> dict[str, Any]:
    """Which links were walked."""
    return {
        "conduct_only": only.conduct_only,
        "only": sorted(only.among),
        "without": sorted(only.without),
        "min_confidence": only.confidence_min,
    }


def _documents(
    store: EvidenceReader, world: Snapshot, question: Question, found: Connections
) -> list[dict[str, Any]]:
    if not found.chains:
        return []  # Where time was up before there was a graph, nobody waits for it now.
    graph = topology(world, model=found.model, only=question.between.only)
    told = question.assurances(graph, found.chains)
    return chain_documents(store, graph, found.chains, told)
