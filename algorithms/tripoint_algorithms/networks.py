"""One network out of a world: the entities of a scope, tied where links of some layers join them.

A layer is a kind of link, or several that somebody names together; where nobody names one, all
kinds tie. Look at layers one by one: who is central among phone calls need not be among meetings
(S. F. Everton 2012, "Disrupting Dark Networks", on Noordin Top's network).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import igraph
import numpy as np

from tripoint_algorithms.drawing import seed_of
from tripoint_algorithms.links.chains import Role
from tripoint_algorithms.links.neighbourhood import neighbourhood
from tripoint_algorithms.topology import CONTEXT_CODES, EVERYTHING, Filter, topology
from tripoint_graph.columns import Ints, Longs
from tripoint_graph.grouped import Grouped
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Mask, Snapshot


@dataclass(frozen=True, eq=False)
class Network:
    """An undirected network without loops and parallel ties.

    Attributes:
        snapshot: the world it is of.
        rows: (n,) the entity row of each vertex, ascending.
        graph: n vertices, m ties; vertex i is `rows[i]`.
        offset, record: (m + 1,), (e,): tie j stands on the records
            `record[offset[j]:offset[j + 1]]`, rows of the snapshot, each once.
        subject: (n,) whether a vertex is in an actor class, or tied by conduct at all.
        layers: the kinds of links that tie, in the ontology's order; several are pooled.
        link, tie: (l,) rows of the links that it stands on, and the tie that each makes.
    """

    snapshot: Snapshot
    rows: Ints
    graph: igraph.Graph
    offset: Longs
    record: Ints
    subject: Mask
    layers: tuple[str, ...] = ()
    link: Longs = field(default_factory=lambda: np.empty(0, np.int64))
    tie: Longs = field(default_factory=lambda: np.empty(0, np.int64))

    @property
    def ties(self) -> int:
        """How many pairs are tied."""
        return int(self.graph.ecount())

    def role(self, vertex: int) -> Role:
        """Context, where it is in no actor class and nothing but context ties it."""
        return Role.SUBJECT if self.subject[vertex] else Role.CONTEXT

    def standing_on(self, kept: Mask) -> igraph.Graph:
        """The network that is left when only some records are kept; the vertices all stay.

        Args:
            kept: (r,) by record row of the snapshot.
        """
        if not self.ties:
            return self.graph
        holds = np.logical_or.reduceat(kept[self.record], self.offset[:-1])
        return self.graph.subgraph_edges(np.flatnonzero(holds).tolist(), delete_vertices=False)

    def seed(self, purpose: str) -> int:
        """A seed that depends on the network and on what it is for, and on nothing else."""
        ties = np.array(self.graph.get_edgelist(), np.int64)
        entities = self.snapshot.entity_id[self.rows]
        return seed_of(purpose.encode(), entities.tobytes(), ties.tobytes())


def network(
    snapshot: Snapshot,
    *,
    within: Sequence[int] | None = None,
    layers: frozenset[str] = frozenset(),
    only: Filter = EVERYTHING,
) -> Network:
    """Cut a network out of a world.

    Args:
        snapshot: the viewer's world.
        within: entity rows that it may hold; None for all. They are its vertices, tied or not.
        layers: kinds of links that tie; empty for all.
        only: which links may be used; where a period is asked for, a tie stands on the records
            whose claims can have held in it.

    Time O(l log l) for l links.
    """
    inside = _inside(snapshot, within)
    links = links_within(snapshot, within=within, layers=layers, only=only)
    rows = np.flatnonzero(inside).astype(np.int32)
    vertex = np.full(snapshot.entities, -1, np.int64)
    vertex[rows] = np.arange(len(rows))
    one, other = vertex[snapshot.link_source[links]], vertex[snapshot.link_target[links]]
    pair = np.minimum(one, other) * len(rows) + np.maximum(one, other)
    pairs, tie = np.unique(pair, return_inverse=True)
    graph = igraph.Graph(n=len(rows), edges=np.stack(divmod(pairs, max(len(rows), 1)), 1).tolist())
    offset, record = records_behind(snapshot, links, tie, only)
    conduct = links[~np.isin(snapshot.link_type[links], CONTEXT_CODES)]
    subject = np.zeros(snapshot.entities, np.bool_)
    subject[snapshot.link_source[conduct]] = True
    subject[snapshot.link_target[conduct]] = True
    for mask in snapshot.classes.values():
        subject |= mask
    codes = set(snapshot.link_type[links].tolist())
    kinds = tuple(name for name, code in ONTOLOGY.link_codes.items() if code in codes)
    return Network(snapshot, rows, graph, offset, record, subject[rows], kinds, links, tie)


def links_within(
    snapshot: Snapshot,
    *,
    within: Sequence[int] | None = None,
    layers: frozenset[str] = frozenset(),
    only: Filter = EVERYTHING,
) -> Longs:
    """The rows of the links on which a network stands; arguments as `network` has them."""
    inside = _inside(snapshot, within)
    walkable = topology(snapshot, only=only).steps.walkable & _of_layers(snapshot, layers)
    walkable &= inside[snapshot.link_source] & inside[snapshot.link_target]
    if only.during is not None and snapshot.links:
        # A link's own period runs from its first claim to its last, over any gap between.
        stated = _held(snapshot, only)[snapshot.link_claim]
        walkable &= np.logical_or.reduceat(stated, snapshot.claim_offset[:-1])
    return np.flatnonzero(walkable).astype(np.int64)


def around(
    snapshot: Snapshot,
    start: Sequence[int] | None,
    *,
    hops: int,
    limit: int,
    layers: frozenset[str] = frozenset(),
    only: Filter = EVERYTHING,
) -> Network:
    """The network of what lies around some entities, the nearest kept.

    Args:
        snapshot: the viewer's world.
        start: entity rows; None for all there is, none for an empty network.
        hops: how far, as `neighbourhood` has it.
        limit: entities at most, likewise.
        layers: kinds of links that tie; empty for all.
        only: which links may be used.
    """
    within = start
    if start:
        within = neighbourhood(snapshot, start, hops=hops, limit=limit, only=only).entities
    return network(snapshot, within=within, layers=layers, only=only)


def layer_by_layer(pooled: Network, only: Filter = EVERYTHING) -> tuple[Network, ...]:
    """A network's layers, each as a network of the same vertices, in the ontology's order.

    Args:
        pooled: a network.
        only: which links it was cut with.
    """
    rows = pooled.rows.tolist()
    return tuple(
        network(pooled.snapshot, within=rows, layers=frozenset({layer}), only=only)
        for layer in pooled.layers
    )


def _inside(snapshot: Snapshot, within: Sequence[int] | None) -> Mask:
    inside = np.zeros(snapshot.entities, np.bool_)
    inside[slice(None) if within is None else np.asarray(list(within), np.int64)] = True
    return inside


def _of_layers(snapshot: Snapshot, layers: frozenset[str]) -> Mask:
    if not layers:
        return np.ones(snapshot.links, np.bool_)
    found: Mask = np.isin(snapshot.link_type, [ONTOLOGY.link_codes[name] for name in layers])
    return found


def _held(snapshot: Snapshot, only: Filter) -> Mask:
    """(c,) whether a claim can have held in the period asked for."""
    if only.during is None:
        return np.ones(len(snapshot.claim_start), np.bool_)
    first, last = only.during
    held: Mask = (snapshot.claim_start <= last) & (snapshot.claim_end >= first)
    return held


def records_behind(
    snapshot: Snapshot, links: Longs, tie: Longs, only: Filter = EVERYTHING
) -> tuple[Longs, Ints]:
    """The records of each tie that tell of the period, each once, tie by tie.

    Args:
        snapshot: the world.
        links: (l,) rows of links.
        tie: (l,) the tie that each makes, from 0 up.
        only: what the links were chosen by.

    Returns:
        (t + 1,) and (e,): tie j stands on `record[offset[j]:offset[j + 1]]`.
    """
    ties = int(tie.max(initial=-1)) + 1
    counts = snapshot.claim_offset[links + 1] - snapshot.claim_offset[links]
    claims = Grouped(snapshot.claim_offset, snapshot.link_claim).of_all(links)
    held = _held(snapshot, only)[claims]
    record = snapshot.claim_record[claims].astype(np.int64)
    told = np.unique((np.repeat(tie, counts) * len(snapshot.record_id) + record)[held])
    of_tie, record = np.divmod(told, max(len(snapshot.record_id), 1))
    offset = np.searchsorted(of_tie, np.arange(ties + 1)).astype(np.int64)
    return offset, record.astype(np.int32)
