"""Are missing links found, and is what is told of them true? Real networks, beside plain indices.

`auc_...` and `precision_...` are means over layers of real covert networks in which enough links
can be found again: records held back in ten parts, pairs scored by a model that has not seen the
part, over all unlinked pairs of the layer's kinds. Peers are NetworkX's indices on the same parts.
`told_20` and `came_true_20`: a tenth of the links is taken out, links are suggested from what is
left, and of the first twenty of each network it is counted how many were among those taken out.
Needs the shared data (TRIPOINT_SHARED_DATA); the made-up worlds do not.
"""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations, product
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from report import QUICK, metric, seconds

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "algorithms")]

from covert_networks import edge_list, facts, loaded  # noqa: E402 - of the tests, named above
from planted import loaded as scenario_loaded  # noqa: E402 - of this folder
from worlds_by_hand import Link, snapshot  # noqa: E402 - of the tests, named above

from tripoint_algorithms.networks import Network, around, network  # noqa: E402
from tripoint_algorithms.suggestions.held_out import Judged, area, precision  # noqa: E402
from tripoint_algorithms.suggestions.holding_back import PARTS, Dealt, dealt  # noqa: E402
from tripoint_algorithms.suggestions.missing_links import LEAST, missing_links  # noqa: E402
from tripoint_algorithms.suggestions.typed_ties import Layer  # noqa: E402
from tripoint_graph.ontology import ONTOLOGY  # noqa: E402
from tripoint_graph.open import open_store  # noqa: E402
from tripoint_graph.snapshot import Snapshot  # noqa: E402
from tripoint_scenarios import write_scenario  # noqa: E402

NAME = "missing_links"
PAIRS = 1_500
"""Pairs that are no links, of each part, on which the peers are scored; each stands for others."""

Index = Callable[[nx.Graph, list[tuple[int, int]]], list[float]]


def _by(index: Callable[..., object]) -> Index:
    return lambda graph, pairs: [score for _, _, score in index(graph, pairs)]  # type: ignore[attr-defined]


INDICES: dict[str, Index] = {
    "common_neighbours": lambda graph, pairs: [
        len(list(nx.common_neighbors(graph, *pair))) for pair in pairs
    ],
    "adamic_adar": _by(nx.adamic_adar_index),
    "preferential_attachment": _by(nx.preferential_attachment),
}


def peers(known: Dealt, layer: Layer) -> dict[str, Judged]:
    """Each index on every part."""
    chance = np.random.default_rng(1)
    kind = known.ties.kind
    ends = [np.flatnonzero(kind == code).tolist() for code in (layer.one, layer.other)]
    every = combinations(ends[0], 2) if layer.one == layer.other else product(*ends)
    key = np.unique([one * len(kind) + other for one, other in every])
    whole = known.ties.pairs_of(layer)
    told: dict[str, list[list[float]]] = defaultdict(lambda: [[], [], []])
    for part in range(PARTS):
        left = known.without(part)
        linked = left.pairs_of(layer)
        lost, others = np.setdiff1d(whole, linked), np.setdiff1d(key, whole)
        drawn = chance.choice(others, min(PAIRS, len(others)), replace=False)
        graph = nx.Graph(zip(left.one.tolist(), left.other.tolist(), strict=True))
        graph.add_nodes_from(range(len(kind)))
        pairs = [divmod(int(each), len(kind)) for each in (*lost, *drawn)]
        for name, index in INDICES.items():
            score, true, weight = told[name]
            score += index(graph, pairs)
            true += [1.0] * len(lost) + [0.0] * len(drawn)
            weight += [1.0] * len(lost) + [len(others) / max(len(drawn), 1)] * len(drawn)
    return {name: Judged(*map(np.array, columns)) for name, columns in told.items()}


def real(folder: Path) -> dict[str, Network]:
    """The covert networks that are there."""
    names = sorted(facts())
    return {
        name: network(loaded(edge_list(name, folder), folder)[0])
        for name in (names[:8] if QUICK else names)
    }


def measure_held_out(networks: dict[str, Network]) -> None:
    auc: dict[str, list[float]] = defaultdict(list)
    exact: dict[str, list[float]] = defaultdict(list)
    errors, bases = [], []
    for cut in networks.values():
        known = dealt(cut)
        found = {(e.link, e.one, e.other): e for e in missing_links(cut, first=1).layers}
        for layer in sorted(known.ties.layers()):
            told = found[
                tuple(ONTOLOGY.links)[layer.link],
                tuple(ONTOLOGY.kinds)[layer.one],
                tuple(ONTOLOGY.kinds)[layer.other],
            ]
            if not told.learnt:
                continue
            auc["ours"].append(told.area)
            exact["ours"].append(told.precision)
            bases.append(told.base)
            if told.error is not None:
                errors.append(told.error)
            for name, judged in peers(known, layer).items():
                auc[name].append(area(judged))
                exact[name].append(precision(judged))
    metric(NAME, "layers", len(bases), f"layers of {LEAST} links found again or more")
    for name, areas in auc.items():
        peer = "" if name == "ours" else "NetworkX"
        metric(NAME, f"auc_{name}", float(np.mean(areas)), "mean AUC", peer=peer)
        metric(NAME, f"precision_{name}", float(np.mean(exact[name])), "mean AP", peer=peer)
    metric(NAME, "base", float(np.mean(bases)), "mean share of links among pairs")
    for name in INDICES:
        better = np.mean(np.array(auc["ours"]) > np.array(auc[name]))
        metric(NAME, f"better_than_{name}", float(better), "share of layers by AUC")
    metric(NAME, "ece", float(np.mean(errors)), "mean, chances of 0.1 or more", aim="<= 0.05")


def measure_came_true(networks: dict[str, Network]) -> None:
    told, came, of = 0.0, 0, 0
    for cut in networks.values():
        world = cut.snapshot
        for seed in range(1 if QUICK else 5):
            left, gone = without_a_tenth(world, seed)
            found = missing_links(network(left), first=20).suggestions
            told += sum(each.probability for each in found)
            came += sum((each.one, each.other, each.link) in gone for each in found)
            of += len(found)
    metric(NAME, "told_20", told / max(of, 1), f"mean chance told of {of} suggestions")
    metric(NAME, "came_true_20", came / max(of, 1), "share that was among the links taken out")


def without_a_tenth(world: Snapshot, seed: int) -> tuple[Snapshot, set[tuple[int, int, str]]]:
    """A world less a tenth of its links, and those."""
    chance = np.random.default_rng(seed)
    kinds, names = tuple(ONTOLOGY.kinds), tuple(ONTOLOGY.links)
    links: list[Link] = []
    gone, kept = set(), set()
    rows = zip(world.link_source, world.link_target, world.link_type, strict=True)
    for source, target, code in rows:
        ends = sorted((int(source), int(target)))
        if chance.random() < 0.1:
            gone.add((*ends, names[code]))
        else:
            links.append((int(source), int(target), names[code], 0.9))
            kept.add((*ends, names[code]))
    return snapshot([kinds[code] for code in world.entity_kind], links), gone - kept


def measure_scenario() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_scenario(folder / "world", size=2_000 if QUICK else 4_000, seed=7)
        store = open_store(f"sqlite:///{folder / 'world.db'}", b"a secret for benchmarks only")
        world = scenario_loaded(folder / "world", store)
        store.close()
    start = np.flatnonzero(world.classes["FTF"]).tolist()
    cut = around(world, start, hops=4, limit=2_000)
    time, found = seconds(lambda: missing_links(cut), 1)
    metric(NAME, "scenario_seconds", time, f"s, {len(cut.rows)} entities, {cut.ties} ties")
    for each in found.layers:
        if each.learnt:
            layer = f"{each.link}_{each.one}_{each.other}"
            metric(NAME, f"scenario_auc_{layer}", each.area, f"{each.found} of {each.held} found")
            metric(NAME, f"scenario_auc_shared_{layer}", each.area_shared, "counting alone")
            metric(NAME, f"scenario_precision_{layer}", each.precision, f"base {each.base:.5f}")


if __name__ == "__main__":
    measure_scenario()
    try:
        with tempfile.TemporaryDirectory() as place:
            known_networks = real(Path(place))
        measure_held_out(known_networks)
        measure_came_true(known_networks)
    except pytest.skip.Exception as missing:
        print(missing, file=sys.stderr)
