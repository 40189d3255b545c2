"""A question about two sides, whole: its chains, and how stable they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from tripoint_algorithms.assurance.stability import MISSING, Stability, stability
from tripoint_algorithms.links.chains import Chain
from tripoint_algorithms.links.connections import EXPANSIONS_MAX, Connections, connections
from tripoint_algorithms.links.connections_at import connections_at
from tripoint_algorithms.links.patience import GoOn, always
from tripoint_algorithms.links.search import Wanted
from tripoint_algorithms.links.tally import Ends, Shares
from tripoint_algorithms.links.timing import InOrder
from tripoint_algorithms.topology import EVERYTHING, Filter, Topology
from tripoint_graph.snapshot import Snapshot

ONE_A_PAIR = Shares(1)


@dataclass(frozen=True, slots=True)
class Between:
    """How two sets of entities are connected.

    Attributes:
        sources, targets: entity rows.
        hops_max: steps of one chain, at most.
        shares: how much of the answer may say the same.
        only: which links may be walked.
        order: ask for steps in the order of time; None where it does not matter.
        places: rows of places of which a chain must touch one; None where it need not.
        go_on: asked now and then whether to.
    """

    sources: Sequence[int]
    targets: Sequence[int]
    hops_max: int = 6
    shares: Shares = ONE_A_PAIR
    only: Filter = EVERYTHING
    order: InOrder | None = None
    places: Sequence[int] | None = None
    go_on: GoOn = always

    def search(self, world: Snapshot, k: int) -> Connections:
        """The k best chains, as `connections` has them."""
        at = self.places
        find = connections if at is None else partial(connections_at, places=at)
        return find(
            world,
            self.sources,
            self.targets,
            k=k,
            hops_max=self.hops_max,
            per_pair=self.shares.per_pair,
            shared_max=self.shares.shared_max,
            only=self.only,
            order=self.order,
            go_on=self.go_on,
        )

    @property
    def can_draw(self) -> bool:
        """Whether it can be asked of worlds drawn anew."""
        return self.places is None and self.go_on is always

    def in_worlds_drawn(
        self, graph: Topology, chains: Sequence[Chain], k: int, missing: float = MISSING
    ) -> tuple[Stability, ...]:
        """How stable the first chains of its answer are, of which k are shown (`stability`)."""
        directed = self.order is not None
        ends = Ends.of(self.sources, self.targets, directed=directed)
        wanted = Wanted(k, self.hops_max, self.shares, EXPANSIONS_MAX, self.order)
        return stability(graph, self.only, ends, wanted, chains, missing=missing)
