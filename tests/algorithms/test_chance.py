"""What chance gives, against worlds in which the links were really drawn anew."""

import random

import pytest
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.assurance.chance import NullWorld, chance, walk_of
from tripoint_algorithms.links.connections import connections
from tripoint_algorithms.topology import topology
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot

PEOPLE, PHONES, CARGO = 60, 60, 40
KINDS = ["person"] * PEOPLE + ["phone"] * PHONES + ["consignment"] * CARGO
FIRST_PHONE, FIRST_CARGO = PEOPLE, PEOPLE + PHONES


def made(draw: random.Random) -> list[Link]:
    """People with phones, some of them shared, and cargo that people send and receive."""
    links: list[Link] = []
    for person in range(PEOPLE):
        links += [
            (person, FIRST_PHONE + int(PHONES * draw.random() ** 2), "USES_PHONE", 0.9)
            for _ in range(1 + person % 3)
        ]
        links.append((person, FIRST_CARGO + draw.randrange(CARGO), "CONSIGNOR_OF", 0.9))
        links.append((person, FIRST_CARGO + draw.randrange(CARGO), "CONSIGNEE_OF", 0.9))
    return list(dict.fromkeys(links))


def drawn_anew(links: list[Link], draw: random.Random) -> list[Link]:
    """The same ends of each kind of link, joined at random; doubles are kept as they fall."""
    anew: list[Link] = []
    for kind in {link[2] for link in links}:
        ends = [link for link in links if link[2] == kind]
        targets = [link[1] for link in ends]
        draw.shuffle(targets)
        anew += [(s, t, kind, 0.9) for (s, _, _, _), t in zip(ends, targets, strict=True)]
    return anew


def count(links: list[Link], steps: list[tuple[str, bool]], source: int, target: int) -> int:
    """Chains of a kind between two entities, doubles counted, none through an entity twice."""
    near: dict[tuple[int, str, bool], list[tuple[int, int]]] = {}
    for number, (s, t, kind, _) in enumerate(links):
        near.setdefault((s, kind, True), []).append((t, number))
        near.setdefault((t, kind, False), []).append((s, number))

    def walks(at: int, depth: int, seen: frozenset[int]) -> int:
        if depth == len(steps):
            return int(at == target)
        return sum(
            walks(other, depth + 1, seen | {other})
            for other, _ in near.get((at, *steps[depth]), [])
            if other not in seen
        )

    return walks(source, 0, frozenset({source}))


@pytest.mark.parametrize(
    "steps",
    [
        [("USES_PHONE", True), ("USES_PHONE", False)],
        [("CONSIGNOR_OF", True), ("CONSIGNEE_OF", False)],
        [
            ("USES_PHONE", True),
            ("USES_PHONE", False),
            ("CONSIGNOR_OF", True),
            ("CONSIGNEE_OF", False),
        ],
    ],
)
def test_the_expected_number_is_that_of_worlds_drawn_anew(steps: list[tuple[str, bool]]) -> None:
    draw = random.Random(7)
    links = made(draw)
    world = snapshot(KINDS, links)
    graph = topology(world)
    walk = tuple((ONTOLOGY.link_codes[name], forward) for name, forward in steps)
    sources, targets = list(range(6)), list(range(6, 30))
    worlds = [drawn_anew(links, draw) for _ in range(300)]
    mean = sum(count(anew, steps, s, t) for anew in worlds for s in sources for t in targets) / len(
        worlds
    )
    assert expected(world, walk, sources, targets) == pytest.approx(mean, rel=0.1)
    assert graph.snapshot is world


def expected(
    world: Snapshot, walk: tuple[tuple[int, bool], ...], sources: list[int], targets: list[int]
) -> float:
    graph = topology(world)
    return NullWorld(graph.bridging).expected(graph, walk, sources, targets)


def test_a_phone_of_two_is_no_chance_and_a_crowded_flight_is() -> None:
    kinds = ["person"] * 200 + ["phone"] * 200 + ["flight"]
    links: list[Link] = [(i, 200 + i, "USES_PHONE", 0.9) for i in range(200)]
    links += [(i, 400, "TRAVELLED_ON", 0.9) for i in range(200)]
    links.append((1, 200, "USES_PHONE", 0.9))
    world = snapshot(kinds, links)
    graph = topology(world)
    by_phone, by_flight = connections(world, [0], [1]).chains[:2]
    phone, flight = (chance(graph, each, [0], [1]) for each in (by_phone, by_flight))
    assert phone is not None
    assert flight is not None
    assert len(walk_of(graph, by_phone)) == 2
    assert phone.pair < 0.02
    assert flight.pair == pytest.approx(1.0)
    assert phone.at_least_one < 0.02
    assert flight.at_least_one > 0.6


def test_the_more_are_asked_about_the_less_surprising_is_a_chain() -> None:
    world = snapshot(KINDS, made(random.Random(3)))
    graph = topology(world)
    sources, targets = list(range(10)), list(range(10, 30))
    chain = connections(world, sources, targets, k=1).chains[0]
    told = chance(graph, chain, sources, targets)
    assert told is not None
    assert told.sets > told.pair > 0


def test_who_is_on_both_sides_is_no_matter_of_chance() -> None:
    world = snapshot(KINDS, [])
    (chain,) = connections(world, [0], [0]).chains
    assert chance(topology(world), chain, [0], [0]) is None
