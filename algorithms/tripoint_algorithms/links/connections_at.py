"""Which chains touch a place? The best of those of which an entity is linked to it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from tripoint_algorithms.links.chains import Chain
from tripoint_algorithms.links.connections import CHAINS_MAX, Connections, check, connections
from tripoint_algorithms.links.patience import GoOn, always
from tripoint_algorithms.links.tally import Ends, Shares, Tally
from tripoint_algorithms.links.timing import InOrder
from tripoint_algorithms.topology import EVERYTHING, Filter, topology
from tripoint_graph.snapshot import Mask, Snapshot


def connections_at(
    snapshot: Snapshot,
    sources: Sequence[int],
    targets: Sequence[int],
    *,
    places: Sequence[int],
    k: int = 20,
    hops_max: int = 6,
    per_pair: int | None = None,
    shared_max: int | None = None,
    only: Filter = EVERYTHING,
    order: InOrder | None = None,
    go_on: GoOn = always,
) -> Connections:
    """The k cheapest chains that touch one of some places: an entity on it is the place or is
    linked to it, as a consignment is to where it was loaded. See `connections`.

    No chain leads through a place, so this is asked of chains that are there anyway: the best
    `CHAINS_MAX` are looked at. Where more could touch, `complete` is false, and `explored_cost`
    says up to which cost all were looked at.

    Args:
        snapshot: the viewer's world.
        sources: entity rows.
        targets: entity rows.
        places: entity rows.
        k: chains wanted.
        hops_max: steps of a chain.
        per_pair: chains that touch, for one source and target, at most; None for no such limit.
        shared_max: inner entities that one may share with any that touches before it, at most.
        only: which links may be walked.
        order: ask for steps in the order of time; None where it does not matter.
        go_on: asked now and then whether to.
    """
    check(k, hops_max, per_pair, shared_max)
    look = partial(connections, k=CHAINS_MAX, hops_max=hops_max, only=only)
    every = look(snapshot, sources, targets, order=order, go_on=go_on)
    if not every.chains:
        return every
    near = touching(snapshot, places)
    touch = [chain for chain in every.chains if near[list(chain.entities)].any()]
    ends = Ends.of(sources, targets, directed=order is not None)
    chains = _shared_out(touch, Tally(ends, Shares(per_pair, shared_max)))
    all_seen = every.complete and every.explored_cost == float("inf")
    return replace(
        every, chains=chains[:k], complete=every.complete and (len(chains) >= k or all_seen)
    )


def _shared_out(touch: Sequence[Chain], tally: Tally) -> tuple[Chain, ...]:
    """Those that may be shown; chains of no steps come first, and have nothing to share."""
    known = {chain.entities: chain for chain in touch}
    for chain in touch:
        if chain.steps:
            tally.add(chain.entities, chain.cost)
    tally.settle()
    both = (chain for chain in touch if not chain.steps)
    return (*both, *(known[entities] for _, entities in tally.taken))


def touching(snapshot: Snapshot, places: Sequence[int]) -> Mask:
    """(n,) which entities are one of some places or linked to one."""
    at = np.unique(np.asarray(places, np.int32))
    near: Mask = np.zeros(snapshot.entities, np.bool_)
    near[at] = True
    near[topology(snapshot).steps_from(at)[1]] = True
    return near
