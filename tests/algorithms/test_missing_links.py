"""What is missing: likenesses beside NetworkX and brute force, and shares that come true."""

import ast
from itertools import combinations, pairwise, product
from math import log
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from covert_networks import edge_list, loaded
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.links.chains import Role
from tripoint_algorithms.links.connections import connections
from tripoint_algorithms.networks import Network, network
from tripoint_algorithms.suggestions import likenesses, missing_links
from tripoint_algorithms.suggestions.holding_back import PARTS, Tried, dealt
from tripoint_algorithms.suggestions.likenesses import DAMPING, NAMED, Alike
from tripoint_algorithms.suggestions.missing_links import MissingLinks, TooLarge, reasons
from tripoint_algorithms.suggestions.typed_ties import Layer, Ties, usual_ways
from tripoint_graph.ontology import ONTOLOGY

KIND, LINK = ONTOLOGY.kind_codes, ONTOLOGY.link_codes
FRIENDS = Layer(LINK["ASSOCIATE_OF"], KIND["person"], KIND["person"])


def ties_of(kinds: list[str], links: list[tuple[int, int, str]]) -> Ties:
    told = np.array([(a, b, LINK[name]) for a, b, name in links], np.int64).reshape(-1, 3)
    return Ties(np.array([KIND[kind] for kind in kinds], np.int64), *told.T)


def columns(ties: Ties, layer: Layer) -> dict[tuple[int, int], dict[str, float]]:
    """The likenesses of every pair that some way joins."""
    alike = Alike(ties, layer, ())
    key = alike.candidates()
    told = alike.likeness(key)
    pairs = zip(*np.divmod(key, ties.size), strict=True)
    return {
        (int(one), int(other)): dict(zip(NAMED, row.tolist(), strict=True))
        for (one, other), row in zip(pairs, told, strict=True)
    }


def test_a_square_by_hand() -> None:
    """Opposite corners of a square share two, each tied to two: 2 / ln 2, and 2 / 2."""
    square = ties_of(["person"] * 4, [(a, b, "ASSOCIATE_OF") for a, b in ((0, 1), (1, 2), (2, 3))])
    square = Ties(
        square.kind, np.append(square.one, 3), np.append(square.other, 0), np.append(square.link, 0)
    )
    square.link[:] = LINK["ASSOCIATE_OF"]
    told = columns(square, FRIENDS)
    assert set(told) == {(0, 2), (1, 3)}
    assert told[0, 2]["shared"] == pytest.approx(log(3))
    assert told[0, 2]["adamic_adar"] == pytest.approx(2 / log(2))
    assert told[0, 2]["resource"] == pytest.approx(1.0)
    assert told[0, 2]["three_steps"] == 0.0
    assert told[0, 2]["tied"] == 0.0


graphs = st.integers(3, 9).flatmap(
    lambda size: st.tuples(
        st.just(size),
        st.sets(
            st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(
                lambda tie: tie[0] < tie[1]
            ),
            max_size=20,
        ),
    )
)


@given(graphs)
@settings(max_examples=150, deadline=None)
def test_likenesses_of_two_steps_are_what_networkx_says(
    told: tuple[int, set[tuple[int, int]]],
) -> None:
    size, ties = told
    peer = nx.Graph(sorted(ties))
    peer.add_nodes_from(range(size))
    found = columns(
        ties_of(["person"] * size, [(*tie, "ASSOCIATE_OF") for tie in sorted(ties)]), FRIENDS
    )
    for one, other in combinations(range(size), 2):
        if peer.has_edge(one, other):
            assert (one, other) not in found
            continue
        near = list(nx.common_neighbors(peer, one, other))
        far = [p for p in nx.all_simple_paths(peer, one, other, cutoff=3) if len(p) == 4]
        assert ((one, other) in found) == bool(near or far)
        if not (near or far):
            continue
        row = found[one, other]
        ((_, _, adar),) = nx.adamic_adar_index(peer, [(one, other)])
        ((_, _, resource),) = nx.resource_allocation_index(peer, [(one, other)])
        ((_, _, preferred),) = nx.preferential_attachment(peer, [(one, other)])
        assert np.expm1(row["shared"]) == pytest.approx(len(near))
        assert row["adamic_adar"] == pytest.approx(adar)
        assert row["resource"] == pytest.approx(resource)
        degrees = np.expm1(row["one_degree"]) * np.expm1(row["other_degree"])
        assert degrees == pytest.approx(preferred)
        damped = sum((peer.degree[p[1]] * peer.degree[p[2]]) ** -0.5 for p in far)
        assert np.expm1(row["three_steps"]) == pytest.approx(damped)


KINDS = ["person", "person", "person", "phone", "phone", "booking", "place"]
MAY = [
    *product((0, 1, 2), (3, 4), ("USES_PHONE",)),
    *product((0, 1, 2), (5,), ("IN_BOOKING",)),
    *((5, 3, "USES_PHONE"), (0, 1, "ASSOCIATE_OF"), (1, 2, "FAMILY_OF"), (0, 6, "PRESENT_IN")),
    *((1, 6, "PRESENT_IN"), (0, 1, "MET_WITH"), (1, 2, "ASSOCIATE_OF")),
]
LAYERS = [
    Layer(LINK["USES_PHONE"], *sorted((KIND["person"], KIND["phone"]))),
    Layer(LINK["IN_BOOKING"], *sorted((KIND["person"], KIND["booking"]))),
    FRIENDS,
]


@given(st.lists(st.sampled_from(MAY), unique=True), st.sampled_from(LAYERS))
@settings(max_examples=150, deadline=None)
def test_ways_of_a_kind_are_those_that_brute_force_counts(
    links: list[tuple[int, int, str]], layer: Layer
) -> None:
    ties = ties_of(KINDS, links)
    ways = usual_ways(ties, layer)
    alike = Alike(ties, layer, ways)
    key = alike.candidates()
    found = np.sinh(alike.likeness(key)[:, len(NAMED) :])
    near = {
        name: {(a, b) for a, b, told in links if LINK[told] == name}
        | {(b, a) for a, b, told in links if LINK[told] == name}
        for name in LINK.values()
    }
    for row, (one, other) in enumerate(zip(*np.divmod(key, ties.size), strict=True)):
        assert (one, other) not in near[layer.link]
        for at, way in enumerate(ways):
            total = 0.0
            turns = {(way.first, way.second)}
            if layer.one == layer.other:
                turns.add((way.second, way.first))
            for (first, second), mid in product(sorted(turns), range(ties.size)):
                walked = (one, mid) in near[first] and (mid, other) in near[second]
                if walked and ties.kind[mid] == way.between and KINDS[mid] != "place":
                    degrees = [
                        sum(start == point for start, _ in near[link])
                        for point, link in ((one, first), (mid, first), (mid, second))
                    ]
                    degrees.append(sum(start == other for start, _ in near[second]))
                    total += float(np.prod(degrees)) ** -DAMPING
            assert found[row, at] == pytest.approx(total)


def cells(seed: int, lost: float) -> tuple[Network, set[frozenset[int]]]:
    """Ten cells of ten, three in four of whose pairs are tied; and ties that nobody recorded."""
    chance = np.random.default_rng(seed)
    pairs = [
        (a, b)
        for a, b in combinations(range(100), 2)
        if chance.random() < (0.75 if a // 10 == b // 10 else 0.01)
    ]
    gone = {frozenset(pair) for pair in pairs if chance.random() < lost}
    links: list[Link] = [(a, b, "ASSOCIATE_OF", 0.9) for a, b in pairs if {a, b} not in gone]
    return network(snapshot(["person"] * 100, links)), gone


def test_what_is_told_to_be_so_likely_comes_true_so_often() -> None:
    told, came = 0.0, 0
    for seed in range(6):
        cut, gone = cells(seed, 0.1)
        found = missing_links.missing_links(cut, first=25)
        assert found.layers[0].learnt
        assert found.layers[0].area > 0.85
        told += sum(each.probability for each in found.suggestions)
        came += sum(frozenset((e.one, e.other)) in gone for e in found.suggestions)
    assert came > 15
    assert abs(told - came) < 13  # of 150; the standard deviation is some 5


def test_a_suggestion_is_no_link_and_says_how_it_is_known() -> None:
    cut, _ = cells(1, 0.1)
    world, before = cut.snapshot, cut.graph.get_edgelist()
    found = missing_links.missing_links(cut, first=50)
    linked = {tuple(sorted(tie)) for tie in before}
    assert len(found.suggestions) == 50 <= found.total
    for each in found.suggestions:
        assert each.one < each.other
        assert (each.one, each.other) not in linked
        assert 0 <= each.low <= each.probability <= each.high <= 1
        assert each.probability == pytest.approx(each.links / each.pairs)
        assert each.pairs >= 20
        near = set(cut.graph.neighbors(each.one)) & set(cut.graph.neighbors(each.other))
        assert set(each.shared) == near
    assert [e.probability for e in found.suggestions] == sorted(
        (e.probability for e in found.suggestions), reverse=True
    )
    assert found == missing_links.missing_links(cut, first=50)
    assert cut.graph.get_edgelist() == before
    first = found.suggestions[0]
    why = reasons(world, first)
    assert why == connections(world, [first.one], [first.other], k=3, hops_max=3).chains
    assert all(step.links for chain in why for step in chain.steps)


def test_nothing_else_knows_of_suggestions() -> None:
    """A suggestion never enters another answer: no other algorithm imports what makes them."""
    folder = Path(missing_links.__file__).parent
    makers = {"missing_links", "holding_back", "held_out"}
    for path in folder.rglob("*.py"):
        names = {
            node.module.rpartition(".")[2]
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module
        }
        assert path.stem in makers or not names & makers, path.name


def test_of_few_links_nothing_is_suggested_and_that_is_said() -> None:
    links: list[Link] = [(a, b, "ASSOCIATE_OF", 0.9) for a, b in pairwise(range(8))]
    found = missing_links.missing_links(network(snapshot(["person"] * 8, links)))
    (layer,) = found.layers
    assert (layer.known, layer.held, layer.learnt) == (7, 7, False)
    assert (found.suggestions, found.total) == ((), 0)
    nobody = missing_links.missing_links(network(snapshot([], [])))
    assert nobody == MissingLinks((), 0, (), PARTS)


def test_a_record_held_back_takes_all_that_only_it_tells() -> None:
    links: list[Link] = [(a, b, "ASSOCIATE_OF", 0.9) for a, b in combinations(range(6), 2)]
    world = snapshot(["person"] * 6, links)
    world.claim_record[:] = 0  # one record tells of everything
    known = dealt(network(world))
    assert sorted(len(known.without(part).link) for part in range(PARTS)) == [0] + [15] * 9
    tried = Tried(known, FRIENDS)
    assert (tried.held, len(tried.true)) == (15, 0)


def test_kinds_and_roles_are_kept_apart() -> None:
    chance = np.random.default_rng(2)
    links: list[Link] = []
    for one, other in combinations(range(40), 2):
        if one // 8 == other // 8 and chance.random() < 0.7:
            kind = "FAMILY_OF" if one < 16 else "ASSOCIATE_OF"
            links.append((one, other, kind, 0.9))
    world = snapshot(["person"] * 40, links)
    found = missing_links.missing_links(network(world), kinds=frozenset({"FAMILY_OF"}))
    assert {each.link for each in found.layers} == {"FAMILY_OF"}
    assert {each.link for each in found.suggestions} == {"FAMILY_OF"}
    for each in found.suggestions:
        assert each.roles == tuple(
            Role.CONTEXT if row < 16 else Role.SUBJECT for row in (each.one, each.other)
        )
    family = frozenset({"FAMILY_OF"})
    cut = network(world, layers=family)
    narrow = missing_links.missing_links(cut).suggestions[0]
    for chain in reasons(world, narrow, layers=family):
        names = {list(ONTOLOGY.links)[int(world.link_type[s.link])] for s in chain.steps}
        assert names == family


def test_the_widest_are_passed_over_where_walks_are_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    links = [(0, leaf, "ASSOCIATE_OF") for leaf in range(1, 30)]
    ties = ties_of(["person"] * 31, [*links, (30, 1, "ASSOCIATE_OF"), (30, 2, "ASSOCIATE_OF")])
    every = Alike(ties, FRIENDS, ())
    assert every.shared(1, 2).tolist() == [30, 0]
    monkeypatch.setattr(likenesses, "WALKS_MAX", 400)
    narrow = Alike(ties, FRIENDS, ())
    assert narrow.shared(1, 2).tolist() == [30]
    assert len(narrow.candidates()) < len(every.candidates())


def test_a_network_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    cut, _ = cells(1, 0.1)
    monkeypatch.setattr(missing_links, "TIES_MAX", 1)
    with pytest.raises(TooLarge, match="fewer entities"):
        missing_links.missing_links(cut)


@pytest.mark.parametrize("name", ["krebs_911", "siren", "montagna_meetings"])
def test_links_of_real_networks_are_found_better_than_by_counting(
    name: str, tmp_path: Path
) -> None:
    world, _ = loaded(edge_list(name, tmp_path), tmp_path)
    found = missing_links.missing_links(network(world))
    for layer in found.layers:
        assert layer.learnt
        assert layer.area >= layer.area_shared - 0.01
        assert layer.area > 0.8
        assert layer.precision > 10 * layer.base
