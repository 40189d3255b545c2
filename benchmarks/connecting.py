"""How near connecting networks come to the cheapest, and what they cost.

`ratio_mean` and `ratio_worst` are over small random graphs whose optimum is found by brute force;
the peer's are NetworkX's (Mehlhorn's tree without bettering). `seconds` is for ten entities of a
made-up world of 200,000 entities and 1,000,000 links, the first world read included in none.
"""

import sys
from functools import partial
from pathlib import Path

import networkx as nx
import numpy as np
from report import QUICK, metric, seconds

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "algorithms")]

from test_connecting import cheapest, made, matrix  # noqa: E402 - of the tests, named above
from worlds_by_hand import snapshot  # noqa: E402

from tripoint_algorithms.links.connecting import connecting  # noqa: E402
from tripoint_algorithms.links.steiner import forest  # noqa: E402
from tripoint_algorithms.topology import topology  # noqa: E402

NAME = "connecting"
GRAPHS = 40 if QUICK else 300
SIZE, LINKS = (20_000, 100_000) if QUICK else (200_000, 1_000_000)


def measure_ratio() -> None:
    ours, theirs = [], []
    for seed in range(GRAPHS):
        graph, ends = made(seed)
        best = cheapest(graph, ends)
        ours.append(forest(matrix(graph), ends).cost / best)
        peer = nx.algorithms.approximation.steiner_tree(graph, ends, method="mehlhorn")
        theirs.append(peer.size(weight="weight") / best)
    metric(NAME, "ratio_mean", float(np.mean(ours)), "times the optimum")
    metric(NAME, "ratio_worst", max(ours), "times the optimum", aim="<= 2")
    metric(NAME, "optimal", float(np.mean(np.array(ours) <= 1 + 1e-9)), "share")
    metric(
        NAME, "networkx_ratio_mean", float(np.mean(theirs)), "times the optimum", peer="NetworkX"
    )
    metric(NAME, "networkx_ratio_worst", max(theirs), "times the optimum", peer="NetworkX")


def measure_time() -> None:
    chance = np.random.default_rng(1)
    ends = chance.integers(0, SIZE, (LINKS, 2)).tolist()
    links = [(one, other, "ASSOCIATE_OF", 0.7) for one, other in ends]
    world = snapshot(["person"] * SIZE, links)
    topology(world)
    for count in (3, 10, 50):
        asked = chance.choice(SIZE, count, replace=False).tolist()
        took, found = seconds(partial(connecting, world, asked), 1)
        metric(NAME, f"seconds_{count}", took, f"s, {LINKS} links")
        metric(NAME, f"times_cheapest_{count}", found.times_cheapest, "times, at most", aim="<= 2")


if __name__ == "__main__":
    measure_ratio()
    measure_time()
