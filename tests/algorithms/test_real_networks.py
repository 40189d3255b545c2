"""What is published of real networks comes out of them, through the product's own ingest."""

import re
from pathlib import Path

import numpy as np
import pytest
from covert_networks import edge_list, facts, loaded

from tripoint_algorithms.networks import network
from tripoint_algorithms.who_matters.key_entities import key_entities
from tripoint_algorithms.who_matters.measures import Measure, shape, standing
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot

_NAMES = """
aus_embassy_jakarta2004 baad_organisations bali2002_ji bali2005 caviar cocaine_smuggling_natarajan
domestic_terror_web drugnet hamburg_cell_911 islamic_state_allegiances ji_koschade_bali2002
kenya_tanzania_embassies1998 krebs_911 latora_911 madrid2004 montagna_meetings montagna_phone
ndrangheta_infinito noordin_top november17 philippine_kidnappings_asg rhodes_bombing siren
tna_ClandestineNet1.gml tna_ClandestineNet3.gml
"""
NAMES = re.findall(r"\S+", _NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_facts_of_a_real_network_come_out(name: str, tmp_path: Path) -> None:
    expected = facts()[name]
    world, names = loaded(edge_list(name, tmp_path), tmp_path)
    cut = network(world)
    found = shape(cut.graph)
    assert (found.entities, found.ties) == (expected["n"], expected["m"])
    assert (found.components, found.largest) == (expected["components"], expected["giant"])
    assert (found.diameter, len(found.cut_vertices)) == (expected["diam"], expected["articulation"])
    assert found.density == pytest.approx(expected["density"], abs=1e-4)
    assert found.mean_distance == pytest.approx(expected["apl"], abs=1e-3)
    assert found.transitivity == pytest.approx(expected["transitivity"], abs=1e-3)
    for measure, told in ((Measure.DEGREE, "deg"), (Measure.BETWEENNESS, "btw")):
        value = standing(cut.graph, measure)
        wanted = [float(each) for each in re.findall(r" ([\d.]+)(?=, |$)", str(expected[told]))]
        assert sorted(value, reverse=True)[:5] == pytest.approx(wanted, abs=1e-3)
        first = [names[cut.rows[at]] for at in np.flatnonzero(value == value.max())]
        if len(first) == 1:
            assert _plain(str(expected[told])).startswith(_plain(first[0]))


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def test_every_network_with_facts_is_tried() -> None:
    assert sorted(NAMES) == sorted(facts())


def test_samudra_alone_holds_koschades_network_together(tmp_path: Path) -> None:
    world, names = loaded(edge_list("ji_koschade_bali2002", tmp_path), tmp_path)
    cut = network(world)
    assert [names[cut.rows[at]] for at in shape(cut.graph).cut_vertices] == ["SAMUDRA"]
    (first, *_) = key_entities(cut, draws=60).entities
    assert (names[first.entity], first.cut_vertex) == ("SAMUDRA", True)
    assert (first.rank.low, first.rank.high) == (1, 1)
    assert first.rank.in_top == 1.0


def _leaders(world: Snapshot, names: list[str]) -> dict[str, str]:
    kinds = {list(ONTOLOGY.links)[code] for code in world.link_type.tolist()}
    found = {}
    for kind in sorted(kinds):
        cut = network(world, layers=frozenset({kind}))
        if cut.ties > 20:
            found[kind] = names[key_entities(cut, draws=60, first=1).entities[0].entity]
    return found


def test_noordins_layers_disagree_and_are_not_pooled(tmp_path: Path) -> None:
    world, names = loaded(edge_list("noordin_top", tmp_path), tmp_path)
    leaders = _leaders(world, names)
    assert len(leaders) > 2
    assert len(set(leaders.values())) > 1
    every = network(world).ties
    assert all(network(world, layers=frozenset({kind})).ties < every for kind in leaders)
