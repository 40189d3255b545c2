"""What leaves as a graph is the world that was seen."""

import networkx as nx
from worlds_by_hand import snapshot

from tripoint_algorithms.exports import to_igraph, to_networkx

WORLD = snapshot(
    ["person", "phone", "person"],
    [(0, 1, "USES_PHONE", 0.9), (2, 1, "USES_PHONE", 0.5), (0, 2, "FAMILY_OF", 0.7)],
    {"FTF": [0]},
)
CAPTIONS = ["Anna", "+62 1", "Budi"]


def test_an_igraph_graph_holds_every_entity_and_link() -> None:
    graph = to_igraph(WORLD, CAPTIONS)
    assert graph.vs["caption"] == CAPTIONS
    assert graph.vs["classes"] == ["FTF", "", ""]
    assert sorted(zip(graph.es["type"], graph.es["confidence"], strict=True)) == [
        ("FAMILY_OF", 0.7),
        ("USES_PHONE", 0.5),
        ("USES_PHONE", 0.9),
    ]
    assert graph.vs[0]["id"] == WORLD.entity_name(0)


def test_a_networkx_graph_is_named_by_entity_ids() -> None:
    graph = to_networkx(WORLD, CAPTIONS)
    anna, phone = WORLD.entity_name(0), WORLD.entity_name(1)
    assert graph.nodes[anna]["kind"] == "person"
    assert graph.get_edge_data(anna, phone)[0]["nature"] == "conduct"
    assert nx.number_of_edges(graph) == 3
