"""A snapshot as an igraph or NetworkX graph: for files that leave, and for peers to check."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import igraph
import networkx as nx
import numpy as np

from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot


def node_rows(snapshot: Snapshot, captions: Sequence[str]) -> Mapping[str, list[str]]:
    """Attribute name to one value an entity: id, kind, caption, classes (joined by a blank)."""
    kinds = tuple(ONTOLOGY.kinds)
    labels = [
        " ".join(name for name, mask in snapshot.classes.items() if mask[row])
        for row in range(snapshot.entities)
    ]
    return {
        "id": list(snapshot.entity_names(range(snapshot.entities))),
        "kind": [kinds[code] for code in snapshot.entity_kind],
        "caption": list(captions),
        "classes": labels,
    }


def link_rows(snapshot: Snapshot) -> Mapping[str, list[str] | list[float] | list[int]]:
    """Attribute name to one value a link: type, nature, confidence, sources, when it held."""
    kinds = list(ONTOLOGY.links.values())
    declared = [kinds[code] for code in snapshot.link_type]
    return {
        "type": [link.name for link in declared],
        "nature": [str(link.nature) for link in declared],
        "confidence": [float(p) for p in snapshot.link_confidence],
        "independent_sources": [int(n) for n in snapshot.link_independent],
        "valid_from": [_moment(int(s)) for s in snapshot.link_start],
        "valid_to": [_moment(int(s)) for s in snapshot.link_end],
    }


def to_igraph(snapshot: Snapshot, captions: Sequence[str]) -> igraph.Graph:
    """The snapshot as a directed igraph multigraph; vertex i is entity row i, edge j link row j.

    Args:
        snapshot: the viewer's world.
        captions: one an entity row.
    """
    ends = np.stack([snapshot.link_source, snapshot.link_target], axis=1).tolist()
    return igraph.Graph(
        n=snapshot.entities,
        edges=ends,
        directed=True,
        vertex_attrs=dict(node_rows(snapshot, captions)),
        edge_attrs=dict(link_rows(snapshot)),
    )


def to_networkx(snapshot: Snapshot, captions: Sequence[str]) -> "nx.MultiDiGraph[str]":
    """The snapshot as a NetworkX multigraph, its nodes named by entity id. For small graphs.

    Args:
        snapshot: the viewer's world.
        captions: one an entity row.
    """
    nodes, links = node_rows(snapshot, captions), link_rows(snapshot)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row, name in enumerate(nodes["id"]):
        graph.add_node(name, **{key: values[row] for key, values in nodes.items() if key != "id"})
    for row, (source, target) in enumerate(
        zip(snapshot.link_source.tolist(), snapshot.link_target.tolist(), strict=True)
    ):
        graph.add_edge(
            nodes["id"][source],
            nodes["id"][target],
            **{key: values[row] for key, values in links.items()},
        )
    return graph


def _moment(second: int) -> str:
    if second in (UNKNOWN_START, UNKNOWN_END):
        return ""
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M")
