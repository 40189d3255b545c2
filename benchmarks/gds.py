"""Centralities, Leiden and components beside Neo4j's Graph Data Science library.

A made-up network (preferential attachment), held by both in memory: the library's projection of it
is made before and its time told apart. Ratios are of wall times in turn, the library's over Bolt
with a summary as its answer, on one thread and on four; ours on one. Below 1 we are
faster. Needs Java 21, and Maven for the peer (`own_gds`).
"""

from collections.abc import Callable
from functools import partial

import igraph
import networkx as nx
from neo4j import Driver
from own_gds import own_gds
from report import QUICK, metric, paired, seconds

from tripoint_algorithms.groups.partitions import Method, partition, quality
from tripoint_algorithms.who_matters.measures import Measure, standing

NAME = "gds"
PEER = "Neo4j GDS 2.26"
SIZE, DEGREE = (5_000, 5) if QUICK else (20_000, 5)
SMALL = 1_000 if QUICK else 2_000
"""Entities of the network for measures of every distance."""


LOAD = """
UNWIND $ties AS tie
MATCH (one:Entity {network: $network, at: tie[0]}), (other:Entity {network: $network, at: tie[1]})
CREATE (one)-[:TIE]->(other)
"""
PROJECT = """
MATCH (one:Entity {network: $network})-[:TIE]->(other)
WITH gds.graph.project($network, one, other, {}, {undirectedRelationshipTypes: ['*']}) AS told
RETURN told.nodeCount AS n
"""
Asked = tuple[str, Callable[[], object], str, str]
"""A name, our way, the library's procedure, and a number that it tells."""


def load(driver: Driver, graph: igraph.Graph, name: str) -> float:
    """Write a network into the database and project it; gives the projection's seconds."""
    make = "UNWIND range(0, $n - 1) AS at CREATE (:Entity {network: $network, at: at})"
    driver.execute_query(make, n=graph.vcount(), network=name)
    ties = [list(tie) for tie in graph.get_edgelist()]
    for start in range(0, len(ties), 10_000):
        driver.execute_query(LOAD, ties=ties[start : start + 10_000], network=name)
    return seconds(lambda: driver.execute_query(PROJECT, network=name), 1)[0]


def asked(
    driver: Driver, graph: str, call: str, told: str, **options: object
) -> Callable[[], float]:
    """A question to the library; its answer is one number."""
    query = f"CALL gds.{call}.stats($graph, $options) YIELD {told} RETURN toFloat({told}) AS n"
    return lambda: float(driver.execute_query(query, graph=graph, options=options).records[0]["n"])


def measure(driver: Driver) -> None:
    driver.execute_query("CREATE INDEX places FOR (e:Entity) ON (e.network, e.at)")
    driver.execute_query("CALL db.awaitIndexes()")
    graph = igraph.Graph(SIZE, list(nx.barabasi_albert_graph(SIZE, DEGREE, seed=1).edges))
    took = load(driver, graph, "large")
    metric(NAME, "projection_seconds", took, f"s, {graph.ecount()} ties", peer=PEER)
    parted = partial(partition, graph, Method.MODULARITY, 1.0, 1)
    pieces = partial(partition, graph, Method.COMPONENTS, 1.0, 1)
    eigenvector = partial(standing, graph, Measure.EIGENVECTOR)
    pagerank = partial(standing, graph, Measure.PAGERANK)
    compare(driver, "large", ("pagerank", pagerank, "pageRank", "ranIterations"))
    compare(driver, "large", ("eigenvector", eigenvector, "eigenvector", "ranIterations"))
    compare(driver, "large", ("leiden", parted, "leiden", "modularity"))
    compare(driver, "large", ("components", pieces, "wcc", "componentCount"))
    found = quality(graph, parted(), Method.MODULARITY, 1.0)
    metric(NAME, "modularity", found, "modularity")
    theirs = asked(driver, "large", "leiden", "modularity", randomSeed=1, concurrency=1)()
    metric(NAME, "modularity_gds", theirs, "modularity", peer=PEER)
    small = igraph.Graph(SMALL, list(nx.barabasi_albert_graph(SMALL, DEGREE, seed=1).edges))
    load(driver, small, "small")
    for by, call in (
        (Measure.BETWEENNESS, "betweenness"),
        (Measure.CLOSENESS, "closeness"),
        (Measure.HARMONIC, "closeness.harmonic"),
    ):
        work = partial(standing, small, by)
        compare(driver, "small", (str(by), work, call, "computeMillis"))


def compare(driver: Driver, graph: str, question: Asked) -> None:
    """Ours beside theirs, on one thread and on four."""
    name, work, call, told = question
    for threads, said in ((1, ""), (4, "_4_threads")):
        peer = asked(driver, graph, call, told, concurrency=threads)
        peer()  # the first run compiles
        metric(NAME, f"{name}_over_gds{said}", paired(work, peer, 3), "ratio", peer=PEER)


if __name__ == "__main__":
    with own_gds() as server:
        if server is not None:
            measure(server)
