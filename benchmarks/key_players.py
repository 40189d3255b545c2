"""How near key-player sets come to the best, which brute force finds in small networks.

`ratio_*` is what a set is worth over the best; `singles_*` is that of the three best alone.
"""

import sys
from functools import partial
from pathlib import Path

import networkx as nx
import numpy as np
from report import QUICK, metric, seconds

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "algorithms")]

from test_brokers import brute, known  # noqa: E402 - of the tests, named above

from tripoint_algorithms.who_matters.key_players import Aim, key_players  # noqa: E402

NAME = "key_players"
NETWORKS = 20 if QUICK else 100

if __name__ == "__main__":
    for aim in Aim:
        ours, single = [], []
        for seed in range(NETWORKS):
            cut = known(list(nx.gnm_random_graph(12, 20, seed=1_000 + seed).edges), 12)
            found, best = key_players(cut, aim, size=3), brute(cut, aim, 3)
            ours.append(found.value / best)
            single.append(found.single_value / best)
        metric(NAME, f"ratio_mean_{aim}", float(np.mean(ours)), "of the best")
        metric(NAME, f"ratio_worst_{aim}", min(ours), "of the best", aim=">= 0.95")
        metric(
            NAME, f"best_{aim}", float(np.mean(np.array(ours) > 1 - 1e-9)), "share", aim=">= 0.9"
        )
        metric(
            NAME, f"singles_mean_{aim}", float(np.mean(single)), "of the best", peer="best alone"
        )
        wide = known(list(nx.barabasi_albert_graph(300, 3, seed=1).edges), 300)
        took, _ = seconds(partial(key_players, wide, aim, size=3), 1)
        metric(NAME, f"seconds_{aim}", took, "s, 300 entities")
