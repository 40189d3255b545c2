"""What lies around these? The nearest entities, ranked and capped, with the links among them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tripoint_algorithms.links.connections import HOPS_MAX
from tripoint_algorithms.links.field import within_hops
from tripoint_algorithms.topology import EVERYTHING, STANDARD, CostModel, Filter, topology
from tripoint_graph.snapshot import Snapshot

SHOWN_MAX = 2_000
"""Entities of one answer, at most: beyond, a picture is a ball of wool."""

LINKS_MAX = 5_000
"""Links of one answer, at most."""

SUREST_FIRST = "confidence, the surest first; ties by id"
RANKED_BY = "cost of the cheapest way from what was asked, by the cost model"


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Entities around some others.

    Attributes:
        entities: rows, those asked first, then the nearest first (ties by id).
        links: rows of links among them, the surest first (ties by id).
        total: how many entities there are within the hops, in the viewer's world.
        links_total: how many links there are among the entities given.
    """

    entities: tuple[int, ...]
    links: tuple[int, ...]
    total: int
    links_total: int


def neighbourhood(
    snapshot: Snapshot,
    entities: Sequence[int],
    *,
    hops: int = 1,
    limit: int = 200,
    links_limit: int = LINKS_MAX,
    only: Filter = EVERYTHING,
    model: CostModel = STANDARD,
) -> Neighbourhood:
    """Walk outward hop by hop; keep the nearest by cost.

    Places and tariff codes are shown, but not walked through.

    Args:
        snapshot: the viewer's world.
        entities: rows to start from.
        hops: how far, 1 to `HOPS_MAX`.
        limit: entities wanted, 1 to `SHOWN_MAX`; never fewer than those asked.
        links_limit: links wanted, 1 to `LINKS_MAX`.
        only: which links may be walked.
        model: prices.

    Returns:
        At most `limit` entities and `links_limit` links, and how many there are of both:
        nothing is cut silently.

    Raises:
        ValueError: hops or a limit is out of range.
    """
    if not 1 <= hops <= HOPS_MAX or not 1 <= limit <= SHOWN_MAX:
        raise ValueError(f"hops runs from 1 to {HOPS_MAX} and limit from 1 to {SHOWN_MAX}")
    if not 1 <= links_limit <= LINKS_MAX:
        raise ValueError(f"links_limit runs from 1 to {LINKS_MAX}")
    graph = topology(snapshot, model=model, only=only)
    start = np.unique(np.asarray(entities, np.int32))
    cost = within_hops(graph, start, hops).cost[-1]
    within = np.flatnonzero(np.isfinite(cost))
    order = within[np.argsort(cost[within], kind="stable")]
    shown = order[: max(limit, len(start))]
    among = np.zeros(snapshot.entities, np.bool_)
    among[shown] = True
    links = np.flatnonzero(
        graph.steps.walkable & among[snapshot.link_source] & among[snapshot.link_target]
    )
    surest = links[np.argsort(-snapshot.link_confidence[links], kind="stable")][:links_limit]
    return Neighbourhood(
        tuple(shown.tolist()), tuple(surest.tolist()), len(within), links_total=len(links)
    )
