"""Networks and exchange formats: layers apart, ends joined by id, markings kept."""

import json
from pathlib import Path

import pytest
from reading_aloud import read
from shared_data import ROOT, shared

from tripoint_graph.model import Tlp
from tripoint_ingest.batch import files_in
from tripoint_ingest.formats import detect

EXAMPLES = ROOT / "docs" / "examples"
SETS = (
    "aus_embassy_jakarta2004",
    "baad_organisations",
    "bali2002_ji",
    "bali2005",
    "caviar",
    "cocaine_smuggling_natarajan",
    "domestic_terror_web",
    "drugnet",
    "hamburg_cell_911",
    "islamic_state_allegiances",
    "ji_koschade_bali2002",
    "kenya_tanzania_embassies1998",
    "krebs_911",
    "madrid2004",
    "ndrangheta_infinito",
    "noordin_top",
    "november17",
    "philippine_kidnappings_asg",
    "rhodes_bombing",
    "siren",
)


def test_each_layer_of_an_edge_list_is_a_link_of_its_own_with_strength_and_time() -> None:
    path = EXAMPLES / "edge-list.csv"
    records, issues = read(detect(path), path)
    claims = [record.claims[0] for record in records]
    assert [claim.type for claim in claims] == [
        "FAMILY_OF",
        "COMMUNICATED_WITH",
        "MET_WITH",
        "KNOWS",
        "NAMED_IN",
    ]
    assert claims[1].properties["strength"] == "14"
    assert (claims[1].valid_from, claims[1].valid_to) == ("2025-01", "2025-06")
    assert [issue.position for issue in issues] == ["line 7", "line 8"]


@pytest.mark.parametrize("name", SETS)
def test_a_real_covert_network_keeps_its_nodes_and_ties(name: str) -> None:
    path = shared(f"covert/{name}/edges.csv")
    facts = json.loads(shared("covert/expected_facts.json").read_text("utf-8"))[name]
    records, issues = read(detect(path), path)
    assert {issue.reason for issue in issues} <= {"the tie begins and ends at the same node"}
    nodes = [record for record in records if "/node/" in record.source_key]
    pairs = {
        frozenset(m.first("registry_reference") for m in record.mentions)
        for record in records
        if "/tie/" in record.source_key
    }
    assert (len(nodes), len(pairs)) == (facts["n"], facts["m"])


def test_graphml_of_several_tools_gives_labels_kinds_and_ties() -> None:
    path = EXAMPLES / "graphml.graphml"
    records, (issue,) = read(detect(path), path)
    assert [r.mentions[0].first("name") for r in records[:3]] == [
        "Amal Example",
        "Bora Sample",
        "Example Trading",
    ]
    links = [record.claims[0].type for record in records[3:]]
    assert links == ["FAMILY_OF", "COMMUNICATED_WITH", "EMPLOYED_BY"]
    assert issue.rule == "bad-tie"


def test_gml_gives_labels_kinds_layers_and_times() -> None:
    path = EXAMPLES / "gml.gml"
    records, (issue,) = read(detect(path), path)
    assert [r.mentions[0].first("name") for r in records[:3]] == [
        "Amal Example",
        'Bora "B" Sample',
        "Example Trading",
    ]
    told = [(c.type, c.valid_from, c.properties["strength"]) for r in records[3:] for c in r.claims
            if "strength" in c.properties]  # fmt: skip
    assert told == [("FAMILY_OF", "", "2.0"), ("COMMUNICATED_WITH", "2024-03", "5")]
    assert records[5].claims[0].type == "EMPLOYED_BY"
    assert (issue.rule, issue.position) == ("bad-tie", "line 14")


def test_a_gml_file_that_is_cut_gives_what_came_before_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "cut.gml"
    path.write_text('graph [ directed 1 node [ id a label "A" ] node [ id b\n')
    (record,), (issue,) = read(detect(path), path)
    assert record.mentions[0].first("name") == "A"
    assert (issue.rule, issue.lost) == ("file-cut", True)


def test_pajek_gives_layers_of_arcs_and_edges_and_refuses_what_names_no_vertex() -> None:
    path = EXAMPLES / "pajek.net"
    records, (issue,) = read(detect(path), path)
    assert [r.mentions[0].first("name") for r in records[:4]] == [
        "Amal Example",
        "Bora Sample",
        "Citra Contoh",
        "Dewi Contoh",
    ]
    told = [(claim.type, *claim.properties.values()) for r in records[4:] for claim in r.claims]
    assert told == [
        ("COMMUNICATED_WITH", "yes", "phone", "5"),
        ("COMMUNICATED_WITH", "yes", "phone", "1.5"),
        ("FAMILY_OF", "no", "kinship", "1"),
        ("ASSOCIATE_OF", "no", "pajek"),
        ("ASSOCIATE_OF", "no", "pajek"),
    ]
    assert (issue.rule, issue.position) == ("bad-tie", "line 12")


def test_the_second_mode_of_a_pajek_network_are_events(tmp_path: Path) -> None:
    path = tmp_path / "two.net"
    path.write_text('*Vertices 3 2\n1 "A"\n2 "B"\n3 "Meeting"\n*Edges\n1 3\n3 2\n*Matrix\n0 1\n')
    records, (issue,) = read(detect(path), path)
    assert [r.mentions[0].kind for r in records[:3]] == ["person", "person", "event"]
    ties = [[m.first("registry_reference") for m in r.mentions] for r in records[3:]]
    assert [r.claims[0].type for r in records[3:]] == ["NAMED_IN", "NAMED_IN"]
    assert ties == [["1", "3"], ["2", "3"]]
    assert issue.rule == "unknown-section"


def test_a_followthemoney_link_before_its_ends_knows_their_kinds_and_what_is_protected() -> None:
    path = EXAMPLES / "ftm-json-lines.ftm.json"
    records, (issue,) = read(detect(path), path)
    link = records[0]
    assert link.claims[0].type == "OWNS"
    assert [mention.kind for mention in link.mentions] == ["person", "organisation"]
    person = next(r for r in records if r.source_key == "ex-person-1")
    assert link.mentions[0].first("registry_reference") == "ex-person-1"
    assert "left out" not in person.raw
    assert (issue.rule, issue.field, issue.lost) == ("protected-left-out", "religion", False)


def test_the_real_followthemoney_files_are_loaded_or_refused_by_schema() -> None:
    path = shared("ftm/donations.ijson")
    records, issues = read(detect(path), path)
    assert (len(records), issues) == (474, [])
    assert sum(c.type == "PAID" for r in records for c in r.claims) == 290
    path = shared("ftm/openaleph_samples.ijson")
    records, issues = read(detect(path), path)
    assert (len(records), len(issues)) == (2, 19)


def test_stix_markings_confidence_and_revocation_become_handling_grade_and_withdrawal() -> None:
    path = EXAMPLES / "stix-2.1.json"
    records, issues = read(detect(path), path)
    assert issues == []
    by_name = {record.source_key.partition("--")[2][:1]: record for record in records}
    assert by_name["2"].handling.tlp is Tlp.AMBER_STRICT
    assert str(by_name["2"].grade) == "C1"
    assert by_name["4"].claims[0].type == "MEMBER_OF"
    assert by_name["8"].withdrawn


def test_nodes_beside_ties_are_read_with_them_and_are_no_file_to_load(tmp_path: Path) -> None:
    for name, content in (
        ("edges.csv", "source,target,layer\na,b,calls\n"),
        ("nodes.csv", "id,label\na,Anna\nb,Budi\n"),
        ("other/cell_calls.csv", "source,target\na,b\n"),
        ("other/cell_attributes.csv", "node,title\na,x\n"),
        ("alone/nodes.csv", "id,label\na,Anna\n"),
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
    names = [str(path.relative_to(tmp_path)) for path in files_in([tmp_path])]
    assert names == ["alone/nodes.csv", "edges.csv", "other/cell_calls.csv"]
