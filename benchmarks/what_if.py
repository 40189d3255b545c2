"""What a what-if costs, beside NetworkX measuring the same copy.

The first of 2,000 entities is taken away from a made-up network of 10,000 ties. `difference` is of
the efficiency.
"""

import sys
from functools import partial
from pathlib import Path

import networkx as nx
from report import QUICK, metric, paired

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "algorithms")]

from worlds_by_hand import snapshot  # noqa: E402 - of the tests, named above

from tripoint_algorithms.networks import network  # noqa: E402
from tripoint_algorithms.what_if import Change, what_if  # noqa: E402

NAME = "what_if"
SIZE = 500 if QUICK else 2_000

if __name__ == "__main__":
    graph = nx.barabasi_albert_graph(SIZE, 5, seed=1)
    links = [(one, other, "ASSOCIATE_OF", 0.9) for one, other in graph.edges]
    classes = {"FTF": range(0, SIZE, 50), "SALW_TRAFFICKER": range(25, SIZE, 50)}
    cut = network(snapshot(["person"] * SIZE, links, classes))
    change = Change(entities=frozenset({0}))
    left = graph.subgraph(range(1, SIZE))
    peer = "NetworkX global_efficiency of the copy alone"
    ratio = paired(partial(what_if, cut, change), partial(nx.global_efficiency, left), 3)
    metric(NAME, "over_networkx", ratio, "ratio", peer=peer, aim="<= 1")
    gap = abs(what_if(cut, change).after.efficiency - nx.global_efficiency(left))
    metric(NAME, "difference", gap, "of efficiency", peer=peer, aim="0")
