"""Are planted chains found? Link search beside plain shortest paths, on a world with gaps.

A 10,000-record scenario (QUICK: 4,000) with a tenth of its records missing, read from its files
into a fresh SQLite store. A chain counts as found when its two ends are those of one of the
first 20 answers. The peer ranks pairs by the number of steps alone (igraph's `distances`).
"""

import tempfile
from pathlib import Path
from typing import Any

import igraph
import numpy as np
from report import QUICK, metric

from tripoint_algorithms.connections import connections
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


def by_steps_alone(seen: Snapshot, sources: list[int], targets: list[int]) -> list[Pair]:
    graph = topology(seen)
    prices = graph.prices.tocoo()
    inside = graph.bridging[prices.row] & graph.bridging[prices.col] & (prices.row < prices.col)
    edges = np.stack([prices.row[inside], prices.col[inside]], axis=1)
    steps = np.array(igraph.Graph(seen.entities, edges.tolist()).distances(sources, targets))
    ranked = sorted(
        (float(steps[i, j]), (source, target))
        for i, source in enumerate(sources)
        for j, target in enumerate(targets)
    )
    return [pair for hops, pair in ranked if hops < np.inf]


def main() -> None:
    size = 4_000 if QUICK else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        truth: Any = write_scenario(folder / "world", size=size, seed=11, missing=0.1, noise=0.2)
        store = open_store(f"sqlite:///{folder / 'planted.db'}", b"a secret for benchmarks only")
        seen = loaded(folder / "world", store)
        sources = np.flatnonzero(seen.classes["FTF"]).tolist()
        targets = np.flatnonzero(seen.classes["CHEMICAL_SUPPLIER"]).tolist()
        found = connections(seen, sources, targets, k=SHOWN, per_pair=1)
        ours = {(c.entities[0], c.entities[-1]) for c in found.chains}
        peer = set(by_steps_alone(seen, sources, targets)[:SHOWN])
        chains = planted(store, seen, truth["chains"])
        decoys = planted(store, seen, truth["decoys"])
        store.close()
    count = len(truth["chains"])
    metric("planted", "chains", count, "chains")
    metric("planted", "recall_at_20", len(chains & ours) / count, "share", aim=">= 0.9")
    metric(
        "planted",
        "shortest_path_recall_at_20",
        len(chains & peer) / count,
        "share",
        peer="igraph distances, fewest steps first",
    )
    metric("planted", "decoys_in_20", len(decoys & ours), "decoys", aim="0")


if __name__ == "__main__":
    main()
