"""Real covert networks, loaded as a user would load them, and what is published of them."""

import csv
import json
from pathlib import Path

import networkx as nx
from shared_data import shared
from stores import SECRET

from tripoint_graph.captions import caption
from tripoint_graph.hydrate import caption_members, kind_of
from tripoint_graph.ids import Ids
from tripoint_graph.open import open_store
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import FULL
from tripoint_graph.worlds import Worlds
from tripoint_ingest.batch import load_files
from tripoint_ingest.loading import Loading
from tripoint_ingest.sources import Sources

FACTS = "covert/expected_facts.json"


def facts() -> dict[str, dict[str, object]]:
    """What is to come out, by network."""
    told: dict[str, dict[str, object]] = json.loads(shared(FACTS).read_text("utf-8"))
    return told


def edge_list(name: str, folder: Path) -> Path:
    """A network's edge list; one that comes as another format is written as one."""
    if not name.startswith(("montagna", "latora", "tna")):
        return shared(f"covert/{name}/edges.csv")
    ties: list[tuple[str, str]]
    if name.startswith("tna"):
        graph = nx.read_gml(shared(f"covert/tna_india/{name.removeprefix('tna_')}"))
        ties = [(str(one), str(other)) for one, other, *_ in graph.edges]
    elif name.startswith("montagna"):
        with shared(f"covert/montagna/{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
            ties = [(row["source"], row["target"]) for row in csv.DictReader(stream)]
    else:
        told = shared("covert/latora_911/nodes.txt").read_text("utf-8").splitlines()
        label = dict(line.split(" ", 1) for line in told if line.strip())
        lines = shared("covert/latora_911/terrorists.net").read_text("utf-8").splitlines()
        ties = [(label[a], label[b]) for a, b in (line.split()[:2] for line in lines if line)]
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["layer", "source", "target", "weight", "directed"])
        writer.writerows([name, one, other, 1, 0] for one, other in ties)
    return path


def loaded(path: Path, folder: Path) -> tuple[Snapshot, list[str]]:
    """The world that a file makes, and the caption of each entity."""
    store = open_store(f"sqlite:///{folder}/{path.parent.name}-{path.stem}.db", SECRET)
    (outcome,) = load_files([path], None, Sources(), "", Loading(store, Ids(SECRET), {}))
    assert not outcome.error
    world = Worlds(store).snapshot(FULL)
    names = []
    for row in range(world.entities):
        told = store.mentions(caption_members(world, row), FULL)
        names.append(caption(kind_of(world, row), [m for m in told if m is not None]))
    store.close()
    return world, names
