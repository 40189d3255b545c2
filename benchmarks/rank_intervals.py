"""Whether rank intervals hold the true place: evidence is taken from networks that are known.

Of a whole network a share of its records is lost, and what is left is ranked. `coverage` is the
share of entities whose true place lies in the interval of what is left; `coverage_top` of those
among the first ten there. Stated missingness: records are lost one by one, as many as intervals
take for missing. Beside it, where that assumption is wrong: a whole part of the network is lost,
or records of those with many ties. The peer is a plain bootstrap: places in resampled networks.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
from report import QUICK, metric

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "algorithms")]

from worlds_by_hand import snapshot  # noqa: E402 - of the tests, named above

from tripoint_algorithms.key_entities import COVERS, key_entities, places  # noqa: E402
from tripoint_algorithms.networks import Network, network  # noqa: E402
from tripoint_algorithms.standing import Measure, standing  # noqa: E402

NAME = "rank_intervals"
NETWORKS = 4 if QUICK else 20
MISSING = 0.15
"""Share of records lost."""

Loss = Callable[[nx.Graph, np.random.Generator], list[tuple[int, int]]]
MEASURES = (Measure.DEGREE, Measure.BETWEENNESS, Measure.PAGERANK)


def made(number: int) -> nx.Graph:
    """Networks as different as covert ones are: hubs, cells, and neither."""
    kind = number % 3
    if kind == 0:
        return nx.barabasi_albert_graph(80, 2, seed=number)
    if kind == 1:
        return nx.relaxed_caveman_graph(10, 8, 0.15, seed=number)
    return nx.gnm_random_graph(70, 180, seed=number)


def one_by_one(graph: nx.Graph, chance: np.random.Generator) -> list[tuple[int, int]]:
    """What is left when each tie is lost with the stated probability."""
    return [tie for tie in graph.edges if chance.random() >= MISSING]


def a_part(graph: nx.Graph, chance: np.random.Generator) -> list[tuple[int, int]]:
    """What is left when all that is known about some neighbours is lost together."""
    size = graph.number_of_nodes()
    centre = int(chance.integers(size))
    near = list(nx.bfs_tree(graph, centre, depth_limit=2))[: round(size * MISSING)]
    return [tie for tie in graph.edges if not set(tie) <= set(near)]


def of_hubs(graph: nx.Graph, chance: np.random.Generator) -> list[tuple[int, int]]:
    """What is left when those with many ties hide twice as well."""
    mean = np.mean([d for _, d in graph.degree])
    lost = {
        tie: MISSING * min(3.0, max(graph.degree[tie[0]], graph.degree[tie[1]]) / mean)
        for tie in graph.edges
    }
    return [tie for tie in graph.edges if chance.random() >= lost[tie]]


def known(graph: nx.Graph, ties: list[tuple[int, int]]) -> Network:
    """A network of these ties, each on a record of its own that is surely right."""
    links = [(one, other, "ASSOCIATE_OF", 1.0) for one, other in ties]
    return network(snapshot(["person"] * graph.number_of_nodes(), links))


def measure(loss: str, lose: Loss) -> None:
    for by in MEASURES:
        held, leading, plain, of, of_leading = 0, 0, 0, 0, 0
        for number in range(NETWORKS):
            graph = made(number)
            true = places(standing(known(graph, list(graph.edges)).graph, by))
            seen = known(graph, lose(graph, np.random.default_rng(number)))
            found = key_entities(seen, by, first=len(true), missing=MISSING)
            for each in found.entities:
                inside = each.rank.low <= true[each.entity] <= each.rank.high
                held, of = held + inside, of + 1
                if each.rank.place <= 10:
                    leading, of_leading = leading + inside, of_leading + 1
            plain += _plain(seen, by, true)
        aim = f">= 0.85 (nominal {COVERS})" if lose is one_by_one else ""
        metric(NAME, f"coverage_{by}_{loss}", held / of, "share", aim=aim)
        metric(NAME, f"coverage_top_{by}_{loss}", leading / of_leading, "share", aim=aim)
        peer = "places in resampled networks alone"
        metric(NAME, f"plain_coverage_{by}_{loss}", plain / of, "share", peer=peer)


def _plain(seen: Network, by: Measure, true: np.ndarray) -> int:
    chance = np.random.default_rng(1)
    drawn = []
    for _ in range(100):
        kept = chance.random(len(seen.snapshot.record_id)) >= MISSING
        drawn.append(places(standing(seen.standing_on(kept), by)))
    low, high = np.quantile(np.stack(drawn), [0.05, 0.95], axis=0)
    return int(((low <= true) & (true <= high)).sum())


if __name__ == "__main__":
    for loss, lose in (("stated", one_by_one), ("a_part_lost", a_part), ("hubs_hide", of_hubs)):
        measure(loss, lose)
