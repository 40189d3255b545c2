"""Whether groups are found, whether what comes back is there, and what it costs.

Made-up networks with planted groups lose a share of their records. `found` is the share of planted
groups with a likeness above a half; `comes_back_planted` and `comes_back_chance` are the mean share
of draws in which a told group comes back, of planted networks and of networks with as many ties
dealt at random. The peer is NetworkX's Louvain (it has no Leiden of its own), best of five seeds.
"""

import sys
from pathlib import Path

import networkx as nx
import numpy as np
from report import QUICK, metric, paired, seconds

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "algorithms")]

from worlds_by_hand import snapshot  # noqa: E402 - of the tests, named above

from tripoint_algorithms.groups.detection import groups  # noqa: E402
from tripoint_algorithms.groups.partitions import Method, likeness, partition  # noqa: E402
from tripoint_algorithms.networks import Network, network  # noqa: E402

NAME = "groups"
NETWORKS = 3 if QUICK else 20
MISSING = 0.15
SIZE, PARTS = 15, 8


def known(graph: nx.Graph) -> Network:
    """People who know each other, on records that are right nine times in ten."""
    links = [(one, other, "ASSOCIATE_OF", 0.9) for one, other in graph.edges]
    return network(snapshot(["person"] * graph.number_of_nodes(), links))


def planted(seed: int) -> nx.Graph:
    """Eight groups of 15, with a share of their ties lost."""
    graph = nx.planted_partition_graph(PARTS, SIZE, 0.4, 0.02, seed=seed)
    chance = np.random.default_rng(seed)
    graph.remove_edges_from([tie for tie in graph.edges if chance.random() < MISSING])
    return graph


def measure_found() -> None:
    truth = np.repeat(np.arange(PARTS), SIZE)
    for method in (Method.MODULARITY, Method.CPM):
        found, planted_back, chance_back = [], [], []
        for seed in range(NETWORKS):
            graph = planted(seed)
            told = groups(known(graph), method)
            group = np.full(len(truth), -1)
            for number, each in enumerate(told.groups):
                group[[member.entity for member in each.members]] = number
            group[group < 0] = len(told.groups) + np.arange((group < 0).sum())
            found.append((likeness(truth, group) > 0.5).mean())
            planted_back += [each.over_evidence for each in told.groups]
            noise = nx.gnm_random_graph(len(truth), graph.number_of_edges(), seed=seed)
            chance_back += [each.over_evidence for each in groups(known(noise), method).groups]
        metric(NAME, f"found_{method}", float(np.mean(found)), "share", aim=">= 0.9")
        metric(NAME, f"comes_back_planted_{method}", float(np.mean(planted_back)), "share")
        metric(NAME, f"comes_back_chance_{method}", float(np.mean(chance_back)), "share")


def measure_quality() -> None:
    ratios = []
    for seed in range(NETWORKS):
        graph = planted(seed)
        theirs = max(
            nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=at))
            for at in range(5)
        )
        ratios.append(groups(known(graph), draws=1).quality / theirs)
    peer = "NetworkX Louvain, best of five"
    metric(
        NAME, "modularity_over_louvain", float(min(ratios)), "ratio, least", peer=peer, aim=">= 1"
    )


def measure_time() -> None:
    size = 2_000 if QUICK else 8_000
    graph = nx.barabasi_albert_graph(size, 5, seed=1)
    cut = known(graph)
    ratio = paired(
        lambda: partition(cut.graph, Method.MODULARITY, 1.0, 1),
        lambda: nx.community.louvain_communities(graph, seed=1),
    )
    metric(NAME, "leiden_over_louvain", ratio, "ratio", peer="NetworkX Louvain", aim="<= 1")
    took, told = seconds(lambda: groups(cut), 1)
    metric(NAME, f"groups_of_{cut.ties}_ties", took, f"seconds, {told.draws} draws")


if __name__ == "__main__":
    measure_found()
    measure_quality()
    measure_time()
