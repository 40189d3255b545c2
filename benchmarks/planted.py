"""Are planted chains found? Link search beside other ways to rank pairs, in worlds with gaps.

Scenarios of about 10,000, 50,000 and 100,000 links (QUICK: the first alone; --large: 1,000,000
besides, which takes long to load), none, 10, 20 or 40 % of their records missing, read from their
files into fresh SQLite stores. A planted chain counts as found when its two ends are those of one
of the first 20 answers: also one that lost a record it hangs on. Peers rank the same pairs: by the
number of steps (igraph's `distances`), by NetworkX's `shortest_simple_paths` and Cypher's
`SHORTEST k` from all sources to all targets at once, and by personalised PageRank.
"""

import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import igraph
import networkx
import numpy as np
from links_neo4j import Network
from own_neo4j import bare_driver, own_neo4j
from report import QUICK, metric

from tripoint_algorithms.links.connections import connections
from tripoint_algorithms.topology import topology
from tripoint_graph.canonical import canonical
from tripoint_graph.model import Record
from tripoint_graph.open import open_store
from tripoint_graph.ports import EvidenceStore, batches
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import FULL
from tripoint_graph.world import world
from tripoint_ingest.formats import detect
from tripoint_scenarios import write_scenario

Pair = tuple[int, int]
SHOWN = 20
HOPS = 6
LINKS_A_RECORD = 5.6
AIMED_MISSING = 0.2
SECONDS_MAX = 30.0
"""What a peer that goes path by path may take for one world."""

PATHS_MAX = 400
CHAINS = 10
SMALL = 10_000
SEEDS = {SMALL: (11, 12, 13), 50_000: (11, 12, 13, 14, 15), 100_000: (11,), 1_000_000: (11,)}
MISSING = (0.2,) if QUICK else (0.0, 0.1, 0.2, 0.4)


@dataclass(frozen=True)
class Planted:
    """A world and what is planted in it."""

    seen: Snapshot
    count: int
    chains: set[Pair]
    decoys: set[Pair]

    def ends(self) -> tuple[list[int], list[int]]:
        """Every fighter and every supplier."""
        classes = self.seen.classes
        names = ("FTF", "CHEMICAL_SUPPLIER")
        one, other = (np.flatnonzero(classes[name]).tolist() for name in names)
        return one, other


def loaded(folder: Path, store: EvidenceStore) -> Snapshot:
    for path in sorted(folder.rglob("*.*")):
        if path.name != "truth.json":
            reader = detect(path)
            found = (r for r in reader.read(path, reader.source) if isinstance(r, Record))
            for batch in batches(found, 5_000):
                store.append(batch)
    return world(canonical(store.export()), FULL)


def end(store: EvidenceStore, seen: Snapshot, text: str, kind: str) -> int | None:
    hits = store.search(text, FULL, [kind], limit=1)
    return seen.find(hits[0].mention) if hits else None


def planted(store: EvidenceStore, seen: Snapshot, stories: list[dict[str, Any]]) -> set[Pair]:
    pairs = set()
    for story in stories:
        source = end(store, seen, story["from"]["list_reference"], "person")
        target = end(store, seen, story["to"]["registration_number"], "organisation")
        if source is not None and target is not None:
            pairs.add((source, target))
    return pairs


def made(size: int, seed: int, missing: float) -> Planted:
    """A scenario of so many records, loaded."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        truth: Any = write_scenario(
            folder / "world", size=size, seed=seed, missing=missing, noise=0.2, chains=CHAINS
        )
        store = open_store(f"sqlite:///{folder / 'planted.db'}", b"a secret for benchmarks only")
        seen = loaded(folder / "world", store)
        told = [planted(store, seen, truth[name]) for name in ("chains", "decoys")]
        store.close()
    return Planted(seen, len(truth["chains"]), *told)


def ours(world: Planted) -> list[Pair]:
    found = connections(world.seen, *world.ends(), k=SHOWN, hops_max=HOPS, per_pair=1)
    return [(chain.entities[0], chain.entities[-1]) for chain in found.chains]


def steps_of(world: Planted) -> np.ndarray:
    """(s, 2) the steps that ours may walk."""
    graph = topology(world.seen)
    prices = graph.prices.tocoo()
    inside = graph.bridging[prices.row] & graph.bridging[prices.col] & (prices.row < prices.col)
    return np.stack([prices.row[inside], prices.col[inside]], axis=1)


def by_steps_alone(world: Planted) -> list[Pair]:
    sources, targets = world.ends()
    graph = igraph.Graph(world.seen.entities, steps_of(world).tolist())
    steps = np.array(graph.distances(sources, targets))
    ranked = sorted(
        (float(steps[i, j]), (source, target))
        for i, source in enumerate(sources)
        for j, target in enumerate(targets)
    )
    return [pair for hops, pair in ranked if hops < np.inf][:SHOWN]


def by_pagerank(world: Planted) -> list[Pair]:
    sources, targets = world.ends()
    graph = igraph.Graph(world.seen.entities, steps_of(world).tolist())
    ranked = []
    for source in sources:
        rank = graph.personalized_pagerank(reset_vertices=[source])
        ranked += [(-rank[target], (source, target)) for target in targets]
    return [pair for rank, pair in sorted(ranked) if rank < 0][:SHOWN]


def with_two_more(world: Planted) -> tuple[list[list[int]], int]:
    """The steps, and those from one more entity to all sources and from all targets to another."""
    sources, targets = world.ends()
    first = world.seen.entities
    steps = steps_of(world).tolist()
    steps += [[first, row] for row in sources] + [[row, first + 1] for row in targets]
    return steps, first


def distinct(paths: Iterable[list[int]]) -> list[Pair]:
    """The ends inside of paths, each pair once, as far as time and number allow."""
    start = perf_counter()
    pairs: dict[Pair, None] = {}
    for count, path in enumerate(paths, start=1):
        pairs[path[1], path[-2]] = None
        late = perf_counter() - start > SECONDS_MAX
        if len(pairs) == SHOWN or count == PATHS_MAX or late or len(path) > HOPS + 3:
            break
    return list(pairs)


def by_networkx(world: Planted) -> list[Pair]:
    steps, first = with_two_more(world)
    graph = networkx.Graph(steps)
    try:
        return distinct(networkx.shortest_simple_paths(graph, first, first + 1))
    except networkx.NetworkXNoPath:
        return []


def by_neo4j(world: Planted) -> list[Pair] | None:
    """None where there is no server."""
    steps, first = with_two_more(world)
    with own_neo4j() as url:
        if url is None:
            return None
        with bare_driver(url) as driver:
            network = Network(driver, first + 2, steps)
            found = network.shortest([(first, first + 1)], PATHS_MAX, HOPS + 2)
            network.drop()
    return distinct(found)


PATH_BY_PATH = ("networkx_", "neo4j_")
"""Rankings that go path by path: too slow for all but small worlds."""

Ranker = Callable[[Planted], list[Pair] | None]
RANKERS: dict[str, tuple[str, Ranker]] = {
    "": ("", ours),
    "shortest_path_": ("igraph distances, fewest steps first", by_steps_alone),
    "pagerank_": ("igraph personalized_pagerank", by_pagerank),
    "networkx_": ("NetworkX shortest_simple_paths", by_networkx),
    "neo4j_": ("Cypher SHORTEST k", by_neo4j),
}


@dataclass(frozen=True)
class Score:
    """How well one ranking did over some worlds."""

    recall: float
    precision: float
    merit: float
    decoys: float

    @classmethod
    def of(cls, worlds: list[Planted], lists: list[list[Pair]]) -> "Score":
        """Of the pairs that a ranking gave in each world."""
        told = list(zip(worlds, lists, strict=True))
        count = sum(world.count for world in worlds)
        places = [found.index(pair) + 1 for w, found in told for pair in w.chains & set(found)]
        first = [pair in world.chains for world, found in told for pair in found[:10]]
        fooled = sum(len(world.decoys & set(found)) for world, found in told)
        return cls(
            len(places) / count,
            sum(first) / max(len(first), 1),
            sum(1 / place for place in places) / count,
            fooled / len(worlds),
        )


def look(links: int, missing: float) -> None:
    """All rankings in the worlds of one size and one share of missing records."""
    worlds = [made(round(links / LINKS_A_RECORD), seed, missing) for seed in SEEDS[links]]
    suffix = f"_{links:.0e}_{missing:.0%}_missing".replace("+0", "").replace("%", "")
    held = sum(world.seen.links for world in worlds) / len(worlds)
    metric("planted", f"links{suffix}", held, "links")
    whole = sum(len(told_of(world)) for world in worlds) / sum(world.count for world in worlds)
    metric("planted", f"whole{suffix}", whole, "share", peer="planted chains that are still whole")
    for name, (peer, ranker) in RANKERS.items():
        if links > SMALL and name in PATH_BY_PATH:
            continue
        start, lists = perf_counter(), [ranker(world) for world in worlds]
        spent = (perf_counter() - start) / len(worlds)
        known = [each for each in lists if each is not None]
        if len(known) < len(lists):
            continue
        score = Score.of(worlds, known)
        aim = ">= 0.9" if not name and missing == AIMED_MISSING else ""
        metric("planted", f"{name}recall_at_20{suffix}", score.recall, "share", peer=peer, aim=aim)
        metric("planted", f"{name}precision_at_10{suffix}", score.precision, "share", peer=peer)
        metric("planted", f"{name}mrr{suffix}", score.merit, "mean of 1/place", peer=peer)
        metric("planted", f"{name}decoys_in_20{suffix}", score.decoys, "a world", peer=peer)
        metric("planted", f"{name}seconds{suffix}", spent, "s", peer=peer)


def told_of(world: Planted) -> set[Pair]:
    """Planted pairs that any chain of so few steps still joins: no search finds more."""
    return {
        (one, other)
        for one, other in world.chains
        if connections(world.seen, [one], [other], k=1, hops_max=HOPS).chains
    }


def main() -> None:
    sizes = [SMALL] if QUICK else [SMALL, 50_000, 100_000]
    for links in [*sizes, *([1_000_000] if "--large" in sys.argv else [])]:
        for missing in MISSING:
            look(links, missing)


if __name__ == "__main__":
    main()
