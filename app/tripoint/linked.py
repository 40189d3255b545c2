"""How two sides are connected, as a document with keys that stay."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import Any

from tripoint.assurance import Assurance, assured
from tripoint.chains import RANKED_BY, chain_documents
from tripoint_algorithms.chains import Chain
from tripoint_algorithms.connections import EXPANSIONS_MAX, Connections, connections
from tripoint_algorithms.connections_at import connections_at
from tripoint_algorithms.patience import always, unexplored, until
from tripoint_algorithms.search import Wanted
from tripoint_algorithms.stability import stability
from tripoint_algorithms.tally import Ends, Shares
from tripoint_algorithms.timing import InOrder
from tripoint_algorithms.topology import EVERYTHING, Filter, Topology, topology
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot

ONE_A_PAIR = Shares(1)


@dataclass(frozen=True, slots=True)
class Question:
    """How two sets of entity rows are connected.

    Attributes:
        sources, targets: the two sets.
        k: chains, at most.
        hops_max: steps of a chain, at most.
        shares: how much of the answer may say the same.
        only: which links may be walked.
        order: ask for steps in the order of time; None where it does not matter.
        places: rows of places of which a chain must touch one; None where it need not.
        seconds: what it may take; None for a budget of work.
        stable: whether to say how each chain fares in worlds drawn anew.
    """

    sources: list[int]
    targets: list[int]
    k: int
    hops_max: int = 6
    shares: Shares = ONE_A_PAIR
    only: Filter = EVERYTHING
    order: InOrder | None = None
    places: list[int] | None = None
    seconds: float | None = None
    stable: bool = False

    def answer(self, world: Snapshot) -> Connections:
        """The best chains in a world."""
        at = self.places
        find = connections if at is None else partial(connections_at, places=at)
        return find(
            world,
            self.sources,
            self.targets,
            k=self.k,
            hops_max=self.hops_max,
            per_pair=self.shares.per_pair,
            shared_max=self.shares.shared_max,
            only=self.only,
            order=self.order,
            go_on=always if self.seconds is None else until(monotonic, self.seconds),
        )

    def assurances(self, graph: Topology, chains: Sequence[Chain]) -> list[Assurance]:
        """How far each chain of its answer can be relied on."""
        told = [assured(graph, self.only, each, self.sources, self.targets) for each in chains]
        if not self.stable or not chains:
            return told
        size, directed = graph.snapshot.entities, self.order is not None
        ends = Ends.of(self.sources, self.targets, size, directed=directed)
        wanted = Wanted(self.k, self.hops_max, self.shares, EXPANSIONS_MAX, self.order)
        drawn = stability(graph, self.only, ends, wanted, chains)
        return [replace(each, stability=fares) for each, fares in zip(told, drawn, strict=True)]


def linked(store: EvidenceReader, world: Snapshot, asked: Question) -> dict[str, Any]:
    """The best chains between two sets of entity rows, with all that stands on a screen."""
    found = asked.answer(world)
    graph = topology(world, model=found.model, only=asked.only)
    told = asked.assurances(graph, found.chains)
    shown = len(found.chains)
    return {
        "from_entities": len(asked.sources),
        "to_entities": len(asked.targets),
        "max_hops": asked.hops_max,
        "per_pair": asked.shares.per_pair,
        "max_shared": asked.shares.shared_max,
        "conduct_only": asked.only.conduct_only,
        "only": sorted(asked.only.among),
        "without": sorted(asked.only.without),
        "min_confidence": asked.only.confidence_min,
        "places": None if asked.places is None else len(asked.places),
        "in_order": asked.order is not None,
        "max_gap_seconds": asked.order.gap if asked.order else None,
        "shown": shown,
        "all_shown": found.complete and shown < asked.k,
        "complete": found.complete,
        "explored_cost": found.explored_cost if found.explored_cost != float("inf") else None,
        "certain": found.certain,
        "unexplored": unexplored(found.stopped, found.certain, shown, found.explored_cost),
        "ranked_by": RANKED_BY,
        "cost_model": found.model.version,
        "chains": chain_documents(store, graph, found.chains, told),
    }
