"""What leaves opens elsewhere, and holds what its viewer may see."""

import csv
import warnings
from pathlib import Path

import igraph
import networkx as nx
import orjson
import pytest
from asking import Tripoint
from paxlst_by_hand import interchange, message, passenger


def test_graphml_opens_in_networkx_and_igraph(asked: Tripoint, tmp_path: Path) -> None:
    path = tmp_path / "world.graphml"
    assert asked("export", "graphml", path).status == 0
    info = asked("store", "info", "--json").json
    read = nx.read_graphml(path)
    assert (read.number_of_nodes(), read.number_of_edges()) == (info["entities"], info["links"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # igraph names vertices by its own ids beside ours
        graph = igraph.Graph.Read_GraphML(str(path))
    assert (graph.vcount(), graph.ecount(), graph.is_directed()) == (
        info["entities"],
        info["links"],
        True,
    )
    (chain,) = asked("links", "--from", "FTF", "--to", "CHEMICAL_SUPPLIER", "-k", 1, "--json").json[
        "chains"
    ]
    captions = set(nx.get_node_attributes(read, "caption").values())
    assert {entity["caption"] for entity in chain["entities"]} <= captions
    assert {step["type"] for step in chain["steps"]} <= set(graph.es["type"])


def test_ndjson_names_the_records_behind_each_link(asked: Tripoint, tmp_path: Path) -> None:
    asked("export", "ndjson", tmp_path / "world.ndjson")
    lines = [orjson.loads(x) for x in (tmp_path / "world.ndjson").read_bytes().splitlines()]
    entities = {line["id"] for line in lines if line["is"] == "entity"}
    links = [line for line in lines if line["is"] == "link"]
    assert all({link["source"], link["target"]} <= entities for link in links)
    assert all(link["records"] for link in links)
    record = asked("record", links[0]["records"][0], "--json").json
    assert links[0]["type"] in {claim["type"] for claim in record["claims"]}


def test_csv_has_links_and_beside_them_entities(asked: Tripoint, tmp_path: Path) -> None:
    asked("export", "csv", tmp_path / "world.csv")
    with (tmp_path / "world.csv").open(newline="") as stream:
        links = list(csv.DictReader(stream))
    with (tmp_path / "world-entities.csv").open(newline="") as stream:
        entities = {row["Id"]: row["Label"] for row in csv.DictReader(stream)}
    info = asked("store", "info", "--json").json
    assert (len(entities), len(links)) == (info["entities"], info["links"])
    assert {links[0]["Source"], links[0]["Target"]} <= entities.keys()


@pytest.mark.parametrize("form", ["graphml", "ndjson", "csv"])
def test_what_a_viewer_may_not_see_does_not_leave(
    asked: Tripoint, tmp_path: Path, form: str
) -> None:
    (hit, *_) = asked("search", "a", "--kind", "identity_document", "--json").json["hits"]
    for viewer, there in (("full", True), ("trade", False)):
        path = tmp_path / f"{viewer}.out"
        assert asked("export", form, path, "--viewer", viewer).status == 0
        written = b"".join(p.read_bytes() for p in tmp_path.glob(f"{viewer}*"))
        assert (hit["id"].encode() in written) is there
        assert (hit["caption"].encode() in written) is there


def test_names_made_to_break_a_file_break_nothing(tripoint: Tripoint, tmp_path: Path) -> None:
    evil = [['NAD+FL+++=CMD<&\x01\x1b"]]>:@X'], ["NAD+FL+++-2?+3:GIVEN"]]
    path = tmp_path / "list.edi"
    people = [[*names, *passenger(n)[1:]] for n, names in enumerate(evil)]
    path.write_text(interchange([message(1, people)]))
    assert tripoint("ingest", "paxlst", path).status in (0, 3)
    tripoint("export", "graphml", tmp_path / "world.graphml")
    names = nx.get_node_attributes(nx.read_graphml(tmp_path / "world.graphml"), "caption")
    assert any("CMD<&" in name for name in names.values())
    tripoint("export", "csv", tmp_path / "world.csv")
    with (tmp_path / "world-entities.csv").open(newline="") as stream:
        labels = [row["Label"] for row in csv.DictReader(stream)]
    assert any("CMD" in label for label in labels)
    assert not any(label.startswith(("=", "@", "-")) for label in labels)


def test_a_file_that_cannot_be_written_leaves_nothing_behind(
    asked: Tripoint, tmp_path: Path
) -> None:
    told = asked("export", "graphml", tmp_path / "no-such-folder" / "world.graphml")
    assert told.status == 4
    assert "no-such-folder" in told.err
    assert "Traceback" not in told.err
