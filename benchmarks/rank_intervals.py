"""Whether rank intervals hold the true place: evidence is bent in networks that are known.

Of a whole network a share of its records is lost, wrong ones are put in, and what is seen is
ranked. `coverage` is the share of entities whose true place lies in the interval of what is seen;
`coverage_top` of those among the first ten there. As stated: records are lost one by one, as many
as intervals take for missing, and as many are wrong as their grade says. Beside it, where that
assumption is wrong: a whole part of the network is lost, those with many ties hide twice as well,
wrong records all tell of one person, or come graded better than they are. On made-up networks and
on real covert ones (TRIPOINT_SHARED_DATA). The peer is a plain bootstrap: places in resampled
networks.
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from report import QUICK, metric

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "algorithms")]

from covert_networks import edge_list, facts, loaded  # noqa: E402 - of the tests, named above
from worlds_by_hand import snapshot  # noqa: E402 - of the tests, named above

from tripoint_algorithms.networks import Network, network  # noqa: E402
from tripoint_algorithms.who_matters.key_entities import COVERS, key_entities, places  # noqa: E402
from tripoint_algorithms.who_matters.measures import Measure, standing  # noqa: E402

NAME = "rank_intervals"
NETWORKS = 4 if QUICK else 20
MISSING = 0.15
"""Share of records lost."""

WRONG = 0.15
"""Share of the records seen that are wrong, where some are."""

REAL_TIES = 30, 500
"""Real networks of so many ties are looked at."""

Tie = tuple[int, int]
Loss = Callable[[nx.Graph, np.random.Generator], list[Tie]]
Lie = Callable[[nx.Graph, int, np.random.Generator], list[Tie]]
MEASURES = (Measure.DEGREE, Measure.BETWEENNESS, Measure.PAGERANK)


def made(number: int) -> nx.Graph:
    """Networks as different as covert ones are: hubs, cells, and neither."""
    kind = number % 3
    if kind == 0:
        return nx.barabasi_albert_graph(80, 2, seed=number)
    if kind == 1:
        return nx.relaxed_caveman_graph(10, 8, 0.15, seed=number)
    return nx.gnm_random_graph(70, 180, seed=number)


def real() -> list[nx.Graph]:
    """Covert networks of a fitting size, all kinds of links together."""
    found = []
    for name in sorted(facts()):
        with tempfile.TemporaryDirectory() as folder:
            world, _ = loaded(edge_list(name, Path(folder)), Path(folder))
        graph = network(world).graph
        if REAL_TIES[0] <= graph.ecount() <= REAL_TIES[1]:
            peer = nx.Graph(graph.get_edgelist())
            peer.add_nodes_from(range(graph.vcount()))
            found.append(peer)
    return found[:3] if QUICK else found


def one_by_one(graph: nx.Graph, chance: np.random.Generator) -> list[Tie]:
    """What is left when each tie is lost with the stated probability."""
    return [tie for tie in graph.edges if chance.random() >= MISSING]


def a_part(graph: nx.Graph, chance: np.random.Generator) -> list[Tie]:
    """What is left when all that is known about some neighbours is lost together."""
    size = graph.number_of_nodes()
    centre = int(chance.integers(size))
    near = list(nx.bfs_tree(graph, centre, depth_limit=2))[: round(size * MISSING)]
    return [tie for tie in graph.edges if not set(tie) <= set(near)]


def of_hubs(graph: nx.Graph, chance: np.random.Generator) -> list[Tie]:
    """What is left when those with many ties hide twice as well."""
    mean = np.mean([d for _, d in graph.degree])
    lost = {
        tie: MISSING * min(3.0, max(graph.degree[tie[0]], graph.degree[tie[1]]) / mean)
        for tie in graph.edges
    }
    return [tie for tie in graph.edges if chance.random() >= lost[tie]]


def nothing(graph: nx.Graph, count: int, chance: np.random.Generator) -> list[Tie]:
    """No wrong records."""
    del graph, count, chance
    return []


def anybody(graph: nx.Graph, count: int, chance: np.random.Generator) -> list[Tie]:
    """Wrong records about any two who are not tied."""
    untied = [pair for pair in combinations(graph, 2) if not graph.has_edge(*pair)]
    at = chance.choice(len(untied), min(count, len(untied)), replace=False)
    return [untied[each] for each in at.tolist()]


def one_person(graph: nx.Graph, count: int, chance: np.random.Generator) -> list[Tie]:
    """Wrong records that all tell of one person."""
    victim = int(chance.integers(graph.number_of_nodes()))
    others = [each for each in graph if each != victim and not graph.has_edge(victim, each)]
    at = chance.choice(len(others), min(count, len(others)), replace=False)
    return [(victim, others[each]) for each in at.tolist()]


@dataclass(frozen=True)
class Bent:
    """How evidence is bent, and what its grades say: `sure` is the chance that a record holds."""

    name: str
    lose: Loss
    lie: Lie = nothing
    sure: float = 1.0
    stated: bool = False

    def seen(self, graph: nx.Graph, chance: np.random.Generator) -> Network:
        """What is seen of a network."""
        left = self.lose(graph, chance)
        count = round(len(left) * WRONG / (1 - WRONG))
        return known(graph, [*left, *self.lie(graph, count, chance)], self.sure)


WAYS = (
    Bent("stated", one_by_one, stated=True),
    Bent("stated_some_wrong", one_by_one, anybody, 1 - WRONG, stated=True),
    Bent("a_part_lost", a_part),
    Bent("hubs_hide", of_hubs),
    Bent("wrong_about_one", one_by_one, one_person, 1 - WRONG),
    Bent("graded_too_well", one_by_one, anybody, 1 - WRONG / 3),
)


def known(graph: nx.Graph, ties: Sequence[Tie], sure: float = 1.0) -> Network:
    """A network of these ties, each on a record of its own that is right with this chance."""
    links = [(one, other, "ASSOCIATE_OF", sure) for one, other in ties]
    return network(snapshot(["person"] * graph.number_of_nodes(), links))


def measure(where: str, graphs: Sequence[nx.Graph], bent: Bent) -> None:
    for by in MEASURES:
        held, leading, plain, of, of_leading = 0, 0, 0, 0, 0
        for number, graph in enumerate(graphs):
            true = places(standing(known(graph, list(graph.edges)).graph, by))
            seen = bent.seen(graph, np.random.default_rng(number))
            found = key_entities(seen, by, first=len(true), missing=MISSING)
            for each in found.entities:
                inside = each.rank.low <= true[each.entity] <= each.rank.high
                held, of = held + inside, of + 1
                if each.rank.place <= 10:
                    leading, of_leading = leading + inside, of_leading + 1
            plain += _plain(seen, by, true)
        aim = f">= 0.85 (nominal {COVERS})" if bent.stated else ""
        name = f"{by}_{where}_{bent.name}"
        metric(NAME, f"coverage_{name}", held / of, "share", aim=aim)
        metric(NAME, f"coverage_top_{name}", leading / of_leading, "share", aim=aim)
        peer = "places in resampled networks alone"
        metric(NAME, f"plain_coverage_{name}", plain / of, "share", peer=peer)


def _plain(seen: Network, by: Measure, true: np.ndarray) -> int:
    chance = np.random.default_rng(1)
    drawn = []
    for _ in range(100):
        kept = chance.random(len(seen.snapshot.record_id)) >= MISSING
        drawn.append(places(standing(seen.standing_on(kept), by)))
    low, high = np.quantile(np.stack(drawn), [0.05, 0.95], axis=0)
    return int(((low <= true) & (true <= high)).sum())


if __name__ == "__main__":
    worlds = {"made": [made(number) for number in range(NETWORKS)]}
    try:
        worlds["real"] = real()
        metric(NAME, "real_networks", len(worlds["real"]), f"networks of {REAL_TIES} ties")
    except pytest.skip.Exception as missing:
        print(missing, file=sys.stderr)
    for place, networks in worlds.items():
        for way in WAYS:
            measure(place, networks, way)
