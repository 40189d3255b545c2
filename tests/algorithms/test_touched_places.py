"""The places of an entity: its own links' and those of what lies between, each link once."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.routes.touched_places import THROUGH, touched_places
from tripoint_graph.hydrate import kind_of

KINDS = ("person", "organisation", "consignment", "flight", "place", "place", "place", "phone")
ENDS = st.integers(0, len(KINDS) - 1)


@given(st.sets(st.tuples(ENDS, ENDS), max_size=20), ENDS)
@settings(max_examples=200, deadline=None)
def test_it_is_what_walking_one_or_two_links_by_hand_gives(
    pairs: set[tuple[int, int]], entity: int
) -> None:
    links: list[Link] = [(a, b, "ASSOCIATE_OF", 0.9) for a, b in pairs if a != b]
    world = snapshot(KINDS, links)

    def near(row: int) -> set[tuple[int, int]]:
        ends = zip(world.link_source.tolist(), world.link_target.tolist(), strict=True)
        return {(at, a + b - row) for at, (a, b) in enumerate(ends) if row in (a, b)}

    expected: dict[int, set[int]] = {}
    for link, far in near(entity):
        if kind_of(world, far) == "place":
            expected.setdefault(far, set()).add(link)
        elif kind_of(world, far) in THROUGH and kind_of(world, entity) != "place":
            for last, place in near(far):
                if kind_of(world, place) == "place":
                    expected.setdefault(place, set()).add(last)
    found = touched_places(world, entity)
    assert {each.place: set(each.links) for each in found} == expected
    for each in found:
        own = {link for link, far in near(entity) if far == each.place}
        assert each.direct == bool(own)
        assert (entity in each.through) is False
    order = [(not each.direct, -len(each.links), each.place) for each in found]
    assert order == sorted(order)


def test_a_world_without_places_touches_none() -> None:
    world = snapshot(["person", "phone"], [(0, 1, "USES_PHONE", 0.9)])
    assert touched_places(world, 0) == []
    assert np.all(world.entity_kind >= 0)
