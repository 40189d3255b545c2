"""What is published of 25 real networks, and measures beside NetworkX and NetworKit.

`facts` is the share of published figures (entities, ties, components, largest piece, diameter,
density, mean distance, transitivity, cut vertices) that come out, through the product's ingest.
Times are paired, on a made-up network of 40,000 ties. NetworKit is a peer where it is installed
(`pip install networkit`); its Leiden runs in parallel and is not repeatable. Needs the shared data
(TRIPOINT_SHARED_DATA).
"""

import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module, util
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import igraph
import networkx as nx
import pytest
from report import QUICK, metric, paired

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "algorithms")]

from covert_networks import edge_list, facts, loaded  # noqa: E402 - of the tests, named above

from tripoint_algorithms.groups.partitions import Method, partition, quality  # noqa: E402
from tripoint_algorithms.networks import network  # noqa: E402
from tripoint_algorithms.who_matters.measures import Measure, Shape, shape, standing  # noqa: E402

NAME = "real_networks"
SIZE = 3_000 if QUICK else 10_000
FACTS: dict[str, Callable[[Shape], float]] = {
    "n": lambda form: form.entities,
    "m": lambda form: form.ties,
    "components": lambda form: form.components,
    "giant": lambda form: form.largest,
    "diam": lambda form: form.diameter,
    "density": lambda form: form.density,
    "apl": lambda form: form.mean_distance,
    "transitivity": lambda form: form.transitivity,
    "articulation": lambda form: len(form.cut_vertices),
}


def measure_facts() -> None:
    right, of = 0, 0
    names = sorted(facts())[:5] if QUICK else sorted(facts())
    for name in names:
        with TemporaryDirectory() as folder:
            world, _ = loaded(edge_list(name, Path(folder)), Path(folder))
        form, told = shape(network(world).graph), facts()[name]
        right += sum(
            abs(of_it(form) - float(str(told[key]))) < 1e-3 for key, of_it in FACTS.items()
        )
        of += len(FACTS)
    metric(NAME, f"facts_of_{len(names)}_networks", right / of, f"share of {of}", aim="1")


def measure_times() -> None:
    peer = nx.barabasi_albert_graph(SIZE, 4, seed=1)
    graph = igraph.Graph(n=SIZE, edges=list(peer.edges))
    leiden = partial(partition, graph, Method.MODULARITY, 1.0, 1)
    ranks = partial(standing, graph, Measure.PAGERANK)
    pieces = partial(partition, graph, Method.COMPONENTS, 1.0, 1)
    theirs = "NetworkX"
    louvain = partial(nx.community.louvain_communities, peer, seed=1)
    metric(NAME, "leiden_over_networkx", paired(leiden, louvain, 3), "ratio", peer="its Louvain")
    metric(
        NAME,
        "pagerank_over_networkx",
        paired(ranks, partial(nx.pagerank, peer)),
        "ratio",
        peer=theirs,
    )

    for solver in ("prpack", "arpack"):
        solve = partial(graph.pagerank, directed=False, implementation=solver)
        ratio = paired(ranks, solve)
        metric(NAME, f"pagerank_over_igraph_{solver}", ratio, "ratio", peer=f"igraph's {solver}")

    def listed() -> object:
        return list(nx.connected_components(peer))

    metric(NAME, "components_over_networkx", paired(pieces, listed), "ratio", peer=theirs)
    if util.find_spec("networkit") is not None:
        measure_networkit(graph, peer, (leiden, ranks, pieces))


def measure_networkit(graph: igraph.Graph, peer: nx.Graph, ours: tuple[Any, Any, Any]) -> None:
    kit: Any = import_module("networkit")
    kit.setNumberOfThreads(1)
    same = kit.nxadapter.nx2nk(peer)
    theirs = "NetworKit, one thread"

    def leiden() -> object:
        return kit.community.ParallelLeiden(same, iterations=10).run().getPartition().getVector()

    ratio = paired(ours[0], leiden, 3)
    metric(NAME, "leiden_over_networkit", ratio, "ratio", peer=theirs)
    found = quality(graph, ours[0](), Method.MODULARITY, 1.0)
    metric(NAME, "modularity", found, "modularity")
    scored = kit.community.Modularity().getQuality(
        kit.community.ParallelLeiden(same, iterations=10).run().getPartition(), same
    )
    metric(NAME, "modularity_networkit", scored, "modularity", peer=theirs)
    ranks = paired(ours[1], lambda: kit.centrality.PageRank(same, 0.85, 1e-9).run())
    metric(NAME, "pagerank_over_networkit", ranks, "ratio", peer=theirs)
    pieces = paired(ours[2], lambda: kit.components.ConnectedComponents(same).run())
    metric(NAME, "components_over_networkit", pieces, "ratio", peer=theirs)


if __name__ == "__main__":
    try:
        measure_facts()
    except pytest.skip.Exception as missing:
        print(missing, file=sys.stderr)
    measure_times()
