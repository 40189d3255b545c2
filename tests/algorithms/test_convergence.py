"""Where the threats meet, on worlds small enough to see."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.convergence.meeting_network import meeting_network
from tripoint_algorithms.convergence.meetings import convergence
from tripoint_algorithms.links.connections import connections
from tripoint_algorithms.links.neighbourhood import neighbourhood
from tripoint_algorithms.topology import topology

KINDS = ["person", "organisation", "person", "phone", "consignment", "booking", "flight"]
CLASSES = {"FTF": [0], "CHEMICAL_SUPPLIER": [1], "SALW_TRAFFICKER": [2]}


def test_the_one_between_the_three_classes_is_found_with_a_chain_to_each() -> None:
    made: list[Link] = [
        (0, 3, "USES_PHONE", 0.9),
        (2, 3, "USES_PHONE", 0.9),
        (1, 4, "CONSIGNOR_OF", 0.9),
        (2, 4, "NOTIFY_PARTY_OF", 0.9),
    ]
    (meeting, *_) = convergence(snapshot(KINDS, made, CLASSES))
    assert meeting.entity == 2, "who is of one class and nearest to the others stands between"
    assert {name: chain.entities for name, chain in meeting.chains.items()} == {
        "FTF": (2, 3, 0),
        "SALW_TRAFFICKER": (2,),
        "CHEMICAL_SUPPLIER": (2, 4, 1),
    }
    assert meeting.cost == pytest.approx(sum(c.cost for c in meeting.chains.values()))


def test_nobody_meets_where_a_class_is_empty() -> None:
    made: list[Link] = [(0, 3, "USES_PHONE", 0.9), (2, 3, "USES_PHONE", 0.9)]
    assert convergence(snapshot(KINDS, made, {"FTF": [0], "SALW_TRAFFICKER": [2]})) == []


def test_a_crowded_flight_does_not_win_over_a_shared_phone() -> None:
    kinds = [*KINDS, *["person"] * 100]
    made: list[Link] = [
        (0, 6, "TRAVELLED_ON", 0.9),
        (2, 6, "TRAVELLED_ON", 0.9),
        *((7 + i, 6, "TRAVELLED_ON", 0.9) for i in range(100)),
        (0, 3, "USES_PHONE", 0.8),
        (2, 3, "USES_PHONE", 0.8),
    ]
    world = snapshot(kinds, made, {"FTF": [0], "SALW_TRAFFICKER": [2]})
    (meeting, *_) = convergence(world, classes=("FTF", "SALW_TRAFFICKER"))
    assert meeting.entity in (0, 2, 3)
    assert 6 not in {entity for chain in meeting.chains.values() for entity in chain.entities}


def test_a_dear_short_chain_counts_where_the_cheap_one_is_too_long() -> None:
    rare = 2
    kinds = ["person", "person", "person", "organisation"]
    kinds += ["phone", "person"] * rare + ["phone"] + ["person"] * 300
    made: list[Link] = [
        (0, 3, "EMPLOYED_BY", 0.9),
        (2, 3, "EMPLOYED_BY", 0.9),
        (2, 1, "FAMILY_OF", 0.9),
        *((9 + i, 3, "EMPLOYED_BY", 0.9) for i in range(300)),
    ]
    people = [0, *range(5, 5 + 2 * rare, 2), 2]
    for phone, (one, other) in enumerate(pairwise(people)):
        made += [
            (one, 4 + 2 * phone, "USES_PHONE", 0.99),
            (other, 4 + 2 * phone, "USES_PHONE", 0.99),
        ]
    world = snapshot(kinds, made, {"FTF": [0], "SALW_TRAFFICKER": [1]})
    asked = ("FTF", "SALW_TRAFFICKER")
    (far, *_) = convergence(world, classes=asked, hops_max=10)
    assert 3 not in {entity for chain in far.chains.values() for entity in chain.entities}
    (meeting, *_) = convergence(world, classes=asked, hops_max=3)
    ways = {meeting.chains["FTF"].entities[::-1] + meeting.chains["SALW_TRAFFICKER"].entities[1:]}
    assert ways == {(0, 3, 2, 1)}


def test_a_hub_that_all_classes_share_does_not_win_over_a_story() -> None:
    """Everybody is on the flight; a fighter, a trafficker and a supplier share two phones."""
    crowd = 120
    kinds = ["person"] * crowd + ["phone"] * crowd + ["flight"]
    made: list[Link] = [(i, 2 * crowd, "TRAVELLED_ON", 0.9) for i in range(crowd)]
    made += [(i, crowd + i, "USES_PHONE", 0.9) for i in range(crowd)]
    made += [(i, crowd + i + 1, "USES_PHONE", 0.9) for i in (0, 1, 60, 80)]
    classes = {"FTF": [0, 20, 40], "SALW_TRAFFICKER": [1, 21, 41], "CHEMICAL_SUPPLIER": [2, 22]}
    found = convergence(snapshot(kinds, made, classes), k=200)
    story = found[0]
    assert story.entity != 2 * crowd
    assert {chain.entities[-1] for chain in story.chains.values()} == {0, 1, 2}
    assert story.false_share is not None
    assert story.p_value is not None
    assert story.false_share <= 0.05
    assert story.p_value <= 0.05
    hubs = [m for m in found if any(2 * crowd in c.entities for c in m.chains.values())]
    assert hubs, "the flight joins all of them too"
    for hub in hubs:
        assert hub.cost > story.cost
        assert hub.false_share is not None
        assert hub.false_share > 0.1, "no list of unlikely meetings has it"
    (flight,) = [m for m in hubs if m.entity == 2 * crowd] or hubs[:1]
    assert flight.p_value is not None
    assert flight.p_value > 0.5, "in nearly every world of chance it is as close to all"


def test_the_network_of_a_meeting_is_the_union_of_its_chains() -> None:
    made: list[Link] = [
        (0, 3, "USES_PHONE", 0.9),
        (2, 3, "USES_PHONE", 0.9),
        (1, 4, "CONSIGNOR_OF", 0.9),
        (2, 4, "NOTIFY_PARTY_OF", 0.9),
        (0, 5, "IN_BOOKING", 0.9),
        (2, 6, "TRAVELLED_ON", 0.9),
        (0, 6, "TRAVELLED_ON", 0.9),
    ]
    world = snapshot(KINDS, made, CLASSES)
    (meeting, *_) = convergence(world, draws=0)
    network = meeting_network(world, meeting, per_class=2)
    for name, chain in meeting.chains.items():
        assert network.chains[name][0] == chain
    every = [chain for chains in network.chains.values() for chain in chains]
    assert {row for row, _ in network.entities} == {e for c in every for e in c.entities}
    walked = {frozenset((s.source, s.target)) for c in every for s in c.steps}
    assert {frozenset((s.source, s.target)) for s in network.steps} == walked
    assert len(network.steps) == len(walked)
    assert dict(network.entities)[0] == "subject"
    with pytest.raises(ValueError, match="per_class"):
        meeting_network(world, meeting, per_class=0)


links = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.integers(0, 6),
        st.sampled_from(["USES_PHONE", "IN_BOOKING"]),
        st.sampled_from([0.5, 0.9]),
    ),
    max_size=14,
)


@given(links, st.integers(1, 4), st.sets(st.integers(0, 6), min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_every_meeting_has_the_cheapest_chain_to_each_class(
    made: list[Link], hops_max: int, fighters: set[int]
) -> None:
    members = {"FTF": fighters, "SALW_TRAFFICKER": {2, 4}}
    world = snapshot(KINDS, made, {name: sorted(rows) for name, rows in members.items()})
    found = convergence(world, classes=tuple(members), hops_max=hops_max, draws=3)
    costs: dict[int, float] = {}
    for entity in range(world.entities):
        ways = [
            connections(world, [entity], sorted(rows), k=1, hops_max=hops_max).chains
            for rows in members.values()
        ]
        if all(ways):
            costs[entity] = sum(chains[0].cost for chains in ways)
    assert bool(found) == bool(costs)
    assert [m.cost for m in found] == sorted(m.cost for m in found)
    assert found[:1] == [] or found[0].cost == min(costs.values())
    told = [tuple(chain.entities[-1] for chain in m.chains.values()) for m in found]
    assert len(told) == len(set(told)), "one story, one line"
    for meeting in found:
        assert meeting.cost == costs[meeting.entity]
        for name, chain in meeting.chains.items():
            assert chain.entities[0] == meeting.entity
            assert chain.entities[-1] in members[name]
            assert len(chain.steps) <= hops_max


@given(links, st.sets(st.integers(0, 6), min_size=1, max_size=2), st.integers(1, 3))
@settings(max_examples=150, deadline=None)
def test_a_neighbourhood_is_all_that_lies_within_the_hops(
    made: list[Link], asked: set[int], hops: int
) -> None:
    world = snapshot(KINDS, made)
    found = neighbourhood(world, sorted(asked), hops=hops)
    graph = topology(world)
    within, frontier = set(asked), set(asked)
    for hop in range(hops):
        walked = {e for e in frontier if hop == 0 or graph.bridging[e]}
        frontier = {int(n) for e in walked for n in graph.neighbours(e)[0]} - within
        within |= frontier
    assert set(found.entities) == within
    assert found.total == len(within)
    for link in range(world.links):
        ends = {int(world.link_source[link]), int(world.link_target[link])}
        assert (link in found.links) == (ends <= within)


def test_a_capped_neighbourhood_says_how_many_there_are() -> None:
    kinds = ["phone"] + ["person"] * 50
    made: list[Link] = [(i, 0, "USES_PHONE", 0.9) for i in range(1, 51)]
    found = neighbourhood(snapshot(kinds, made), [0], limit=10)
    assert (len(found.entities), found.total) == (10, 51)
    assert found.entities[0] == 0
    assert np.all(np.diff(found.entities) > 0), "equal costs go by id"
