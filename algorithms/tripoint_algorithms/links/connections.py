"""How are these and those connected? The best chains between two sets of entities."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tripoint_algorithms.links.chains import Chain, chain_of
from tripoint_algorithms.links.patience import GoOn, Stopped, TimeUpError, always
from tripoint_algorithms.links.search import Search, Wanted
from tripoint_algorithms.links.tally import Ends, Shares
from tripoint_algorithms.links.timing import InOrder
from tripoint_algorithms.topology import EVERYTHING, STANDARD, CostModel, Filter, Topology, topology
from tripoint_graph.snapshot import Snapshot

HOPS_MAX = 10
"""Steps of one chain, at most: beyond, everything is connected to everything."""

CHAINS_MAX = 1_000
"""Chains of one answer, at most."""

EXPANSIONS_MAX = 400_000
"""Partial chains looked at before a search gives what it has: some seconds."""


@dataclass(frozen=True, slots=True)
class Connections:
    """The best chains found, best first.

    Attributes:
        chains: by (cost, entity ids).
        complete: whether no better chain, and no further one, can have been missed.
        explored_cost: every chain that costs less was looked at, in nats; infinite where there
            are no more than these (of a pair, no more than its share).
        model: the cost model.
        expansions: partial chains looked at.
        stopped: what ended the search before it was done; None where nothing did.
    """

    chains: tuple[Chain, ...]
    complete: bool
    explored_cost: float
    model: CostModel
    expansions: int
    stopped: Stopped | None = None

    @property
    def certain(self) -> int:
        """How many of the chains, from the first, are certainly the best there are."""
        if self.complete:
            return len(self.chains)
        return sum(chain.cost < self.explored_cost for chain in self.chains)


def connections(
    snapshot: Snapshot,
    sources: Sequence[int],
    targets: Sequence[int],
    *,
    k: int = 20,
    hops_max: int = 6,
    per_pair: int | None = None,
    shared_max: int | None = None,
    only: Filter = EVERYTHING,
    order: InOrder | None = None,
    model: CostModel = STANDARD,
    expansions_max: int = EXPANSIONS_MAX,
    go_on: GoOn = always,
) -> Connections:
    """Find the k cheapest loopless chains from any source to any target.

    A chain's inner entities are neither sources nor targets: through one of them, a shorter
    chain says the same. An entity that is both is a chain of no steps and comes first; between two
    that are both a chain is given once, from the smaller id (in the order of time: both ways).

    Partial chains are taken up best first, their neighbours one by one: a hub costs what is taken.

    Args:
        snapshot: the viewer's world.
        sources: entity rows; order and repeats do not matter.
        targets: likewise.
        k: chains wanted, 1 to `CHAINS_MAX`.
        hops_max: steps of a chain, 1 to `HOPS_MAX`.
        per_pair: chains for one source and target, at most; None for no such limit.
        shared_max: inner entities in common with any chain before, at most (`tally.Shares`).
        only: which links may be walked.
        order: ask for steps that can have happened one after the other; None for any.
        model: prices.
        expansions_max: the budget; when it is spent the answer is what was found.
        go_on: asked now and then whether to (`patience.until`); likewise when it raises.

    Returns:
        The chains; ties of cost in the order of ids: the same in every store and every run.

    Raises:
        ValueError: a number is out of range.

    Sources: doi:10.1137/S0097539795290477 (Eppstein), doi:10.1016/j.artint.2011.07.003 (K*).
    """
    check(k, hops_max, per_pair, shared_max)
    ends = Ends.of(sources, targets, directed=order is not None)
    wanted = Wanted(k, hops_max, Shares(per_pair, shared_max), expansions_max, order, go_on)
    return _in_world(snapshot, model, only, ends, wanted)


def _in_world(
    snapshot: Snapshot, model: CostModel, only: Filter, ends: Ends, wanted: Wanted
) -> Connections:
    try:
        graph = topology(snapshot, model=model, only=only, go_on=wanted.go_on)
    except TimeUpError:
        return Connections((), False, 0.0, model, 0, Stopped.TIME)
    return between(graph, ends, wanted)


def between(graph: Topology, ends: Ends, wanted: Wanted) -> Connections:
    """The same over a graph that is there already."""
    at_once = [chain_of(graph, (int(entity),), 0.0) for entity in ends.both[: wanted.k]]
    if len(at_once) == wanted.k:
        return Connections(tuple(at_once), True, 0.0, graph.model, 0)
    search = Search(graph, ends, replace(wanted, k=wanted.k - len(at_once)))
    found = [chain_of(graph, path, cost, search.links_of(path)) for cost, path in search.run()]
    return Connections(
        chains=(*at_once, *found),
        complete=search.complete,
        explored_cost=search.explored,
        model=graph.model,
        expansions=search.spent,
        stopped=search.stopped,
    )


def check(k: int, hops_max: int, per_pair: int | None, shared_max: int | None) -> None:
    """Whether a question is within its limits.

    Raises:
        ValueError: it is not.
    """
    if not 1 <= k <= CHAINS_MAX or not 1 <= hops_max <= HOPS_MAX:
        raise ValueError(f"k runs from 1 to {CHAINS_MAX} and hops_max from 1 to {HOPS_MAX}")
    if per_pair is not None and per_pair < 1:
        raise ValueError("per_pair is at least 1, or None")
    if shared_max is not None and shared_max < 0:
        raise ValueError("shared_max is at least 0, or None")
