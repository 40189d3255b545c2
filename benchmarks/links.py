"""Set-to-set link search beside one bounded field, igraph's Yen, NetworkX and Cypher's SHORTEST.

200 sources, 500 targets, k = 20, at most 6 hops, on 1 M entities and 5 M links with one hub of
39,000 (QUICK: a fiftieth). The field is SciPy's bounded Dijkstra with the limit that the answer
needed. igraph, NetworkX and Neo4j find k = 5 chains between single pairs on smaller graphs that
they can finish; ours finds the same pairs there. In worlds of some thousands (QUICK) every search
is a few milliseconds of Python, so that ratios say little.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from statistics import median
from typing import TypeVar

import igraph
import networkx as nx
import numpy as np
from links_neo4j import Network
from made_columns import made_export
from own_neo4j import bare_driver, own_neo4j
from report import QUICK, metric, seconds
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from tripoint_algorithms.links.between import Between
from tripoint_algorithms.links.connections import connections
from tripoint_algorithms.links.kept_fields import KEPT
from tripoint_algorithms.links.tally import Shares
from tripoint_algorithms.links.timing import InOrder
from tripoint_algorithms.topology import Topology, topology
from tripoint_graph.canonical import canonical
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import FULL
from tripoint_graph.world import world

T = TypeVar("T")
K, HOPS = 20, 6
SMALL = (2_000, 10_000) if QUICK else (20_000, 100_000)


def made_world(entities: int, links: int) -> Snapshot:
    return world(canonical(made_export(entities, links)), FULL)


def ends(seen: Snapshot, sources: int, targets: int) -> tuple[list[int], list[int]]:
    """People drawn at random, none of them on both sides."""
    people = np.flatnonzero(seen.entity_kind == ONTOLOGY.kind_codes["person"])
    drawn = np.random.default_rng(3).permutation(people)[: sources + targets]
    return list(map(int, drawn[:sources])), list(map(int, drawn[sources:]))


Pair = tuple[float, float]


def field_needed(graph: Topology, targets: list[int], cost: float) -> Callable[[], object]:
    """One bounded field with a limit that holds the answer, as a peer makes it."""
    prices = graph.prices.tocoo()
    inside = graph.bridging[prices.row] & graph.bridging[prices.col]
    ends = (prices.row[inside], prices.col[inside])
    walked = csr_array((prices.data[inside], ends), shape=prices.shape)
    return partial(dijkstra, walked, indices=sorted(targets), min_only=True, limit=cost)


def beside_field(scale: int) -> None:
    seen = made_world(1_000_000 // scale, 5_000_000 // scale)
    build, graph = seconds(partial(topology, seen), 1)
    metric("links", "topology_seconds", build, "s")
    sources, targets = ends(seen, 200, 500) if not QUICK else ends(seen, 40, 100)
    search = partial(connections, seen, sources, targets, k=K, hops_max=HOPS)
    found = search()
    field = field_needed(graph, targets, found.chains[-1].cost)
    spent, cold = paired(partial(anew, search), field)
    metric("links", "entities", seen.entities, "entities")
    metric("links", "links", seen.links, "links")
    metric("links", "search_seconds", spent, "s")
    metric("links", "expansions", found.expansions, "partial chains")
    peer = "scipy.sparse.csgraph.dijkstra, same limit"
    metric("links", "search_over_field", cold, "ratio", peer=peer, aim="<= 1.5")
    others = partial(connections, seen, k=K, hops_max=HOPS, targets=targets)
    asking = cycle(drawn(seen, 40 if QUICK else 200, 9, targets))
    for _ in range(2):  # the second finds the field too narrow, and makes it wide
        others(sources=next(asking))
    warm = paired(lambda: others(sources=next(asking)), field, 9)[1]
    metric("links", "cached_over_field", warm, "ratio", peer=f"{peer}; other sources", aim="<= 0.1")
    in_order = partial(search, order=InOrder())
    ratio = paired(partial(anew, in_order), partial(anew, search))[1]
    metric("links", "in_order_over_plain", ratio, "ratio", peer="ours without", aim="<= 3")
    single_questions(seen)
    drawn_anew = partial(Between(sources, targets, HOPS, Shares()).in_worlds_drawn, graph)
    stable = seconds(partial(drawn_anew, found.chains, K), 3)[0]
    metric("links", "stability_seconds", stable, "s", peer="20 chains in 100 worlds drawn anew")
    steps = graph.steps
    held = [steps.prices.data, steps.prices.indices, steps.prices.indptr, steps.link, steps.begins]
    size = sum(each.nbytes for each in [*held, steps.bridging, steps.walkable]) / seen.links
    metric("links", "steps_bytes_per_link", size, "bytes")
    metric("links", "field_bytes_per_entity", KEPT.held / seen.entities, "bytes")


def anew(search: Callable[[], T]) -> T:
    """A search in a world that keeps no field yet."""
    KEPT.forget()
    return search()


def drawn(seen: Snapshot, size: int, sets: int, without: list[int]) -> list[list[int]]:
    """Sets of people drawn at random, none of them among some others."""
    people = np.flatnonzero(seen.entity_kind == ONTOLOGY.kind_codes["person"])
    people = np.setdiff1d(people, without)
    rng = np.random.default_rng(5)
    return [rng.choice(people, size, replace=False).tolist() for _ in range(sets)]


def single_questions(seen: Snapshot) -> None:
    """200 people and 200 others: how long one waits for the best chains between two of them."""
    times = [
        seconds(partial(anew, partial(connections, seen, [a], [b], k=K, hops_max=HOPS)), 1)[0]
        for a, b in drawn(seen, 2, 200, [])
    ]
    metric("links", "p50_seconds", float(np.quantile(times, 0.5)), "s")
    metric("links", "p95_seconds", float(np.quantile(times, 0.95)), "s")


def paired(ours: Callable[[], object], peer: Callable[[], object], runs: int = 5) -> Pair:
    """Our median seconds, and the median ratio to a peer's, run in turn: the machine is noisy."""
    both = [(seconds(ours, 1)[0], seconds(peer, 1)[0]) for _ in range(runs)]
    return median(mine for mine, _ in both), median(mine / theirs for mine, theirs in both)


@dataclass(frozen=True)
class Peers:
    """A smaller world, five pairs of people, and the same steps as a peer would take them."""

    seen: Snapshot
    pairs: list[tuple[int, int]]
    edges: list[tuple[int, int]]
    weights: list[float]

    @classmethod
    def of(cls, entities: int, links: int) -> "Peers":
        """A made-up world of this size."""
        seen = made_world(entities, links)
        graph = topology(seen)
        prices = graph.prices.tocoo()
        inside = graph.bridging[prices.row] & graph.bridging[prices.col] & (prices.row < prices.col)
        edges = np.stack([prices.row[inside], prices.col[inside]], axis=1).tolist()
        pairs = list(zip(*ends(seen, 5, 5), strict=True))
        return cls(seen, pairs, edges, prices.data[inside].tolist())

    def ours(self) -> list[float]:
        """What the five best chains of each pair cost in all."""
        return [
            sum(c.cost for c in connections(self.seen, [s], [t], k=5, hops_max=10).chains)
            for s, t in self.pairs
        ]


def beside_igraph(entities: int, links: int, name: str) -> None:
    world = Peers.of(entities, links)
    peer = igraph.Graph(world.seen.entities, world.edges)

    def yen() -> None:
        for s, t in world.pairs:
            peer.get_k_shortest_paths(s, t, k=5, weights=world.weights)

    ratio = seconds(world.ours, 5)[0] / seconds(yen, 1)[0]
    metric("links", name, ratio, "ratio", peer=f"igraph, {links:,} links", aim="<= 0.1")


def beside_networkx(entities: int, links: int) -> None:
    world = Peers.of(entities, links)
    network = nx.Graph()
    network.add_weighted_edges_from(
        (u, v, w) for (u, v), w in zip(world.edges, world.weights, strict=True)
    )

    def simple_paths() -> None:
        for s, t in world.pairs:
            list(islice(nx.shortest_simple_paths(network, s, t, weight="weight"), 5))

    ratio = seconds(world.ours, 5)[0] / seconds(simple_paths, 1)[0]
    metric("links", "over_networkx", ratio, "ratio", peer="NetworkX", aim="<= 0.02")


def beside_neo4j(entities: int, links: int) -> None:
    world = Peers.of(entities, links)
    with own_neo4j() as url:
        if url is None:
            return
        with bare_driver(url) as driver:
            network = Network(driver, world.seen.entities, world.edges)
            network.shortest(world.pairs, k=5, hops=10)  # the first plans and warms up
            theirs = seconds(lambda: network.shortest(world.pairs, k=5, hops=10), 5)[0]
            ratio = seconds(world.ours, 5)[0] / theirs
            network.drop()
    peer = f"Neo4j, Cypher SHORTEST 5, {links:,} links, warm, steps counted and not weighed"
    metric("links", "over_neo4j_shortest", ratio, "ratio", peer=peer)


def main() -> None:
    beside_field(50 if QUICK else 1)
    if not QUICK:
        beside_igraph(200_000, 1_000_000, "over_igraph_yen")
    beside_igraph(*SMALL, "over_igraph_yen_small")
    beside_networkx(*SMALL)
    beside_neo4j(*SMALL)


if __name__ == "__main__":
    main()
