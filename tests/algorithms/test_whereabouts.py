"""Places of entities: their own, and those of what they moved with."""

import pytest
from worlds_by_hand import snapshot

from tripoint_algorithms.whereabouts import Whereabout, whereabouts

# 0 travelled on 1 from 2 to 3, lives in 3, and met 4, who lives in 2.
KINDS = ["person", "flight", "place", "place", "person"]
LINKS = [
    (0, 1, "TRAVELLED_ON", 0.9),
    (1, 2, "DEPARTED_FROM", 0.9),
    (1, 3, "ARRIVED_AT", 0.9),
    (0, 3, "PRESENT_IN", 0.9),
    (0, 4, "MET_WITH", 0.9),
    (4, 2, "PRESENT_IN", 0.9),
]
TIMES = {
    (1, 2, "DEPARTED_FROM"): (100, 100),
    (1, 3, "ARRIVED_AT"): (200, 200),
    (0, 3, "PRESENT_IN"): (300, 300),
    (4, 2, "PRESENT_IN"): (50, 60),
}
WORLD = snapshot(KINDS, LINKS, times=TIMES)


def places(*entities: int, limit: int = 10) -> list[tuple[int, int | None, int]]:
    found, _ = whereabouts(WORLD, entities, limit=limit)
    return [(each.entity, each.via, each.place) for each in found]


def test_a_traveller_was_where_the_flight_was_and_not_where_others_were() -> None:
    assert places(0) == [(0, None, 3), (0, 1, 3), (0, 1, 2)]


def test_the_latest_come_first_and_a_cut_says_so() -> None:
    assert places(4, 0, limit=2) == [(0, None, 3), (0, 1, 3)]
    assert whereabouts(WORLD, [4, 0], limit=2)[1] == 4


def test_the_link_is_the_one_that_names_the_place() -> None:
    found, _ = whereabouts(WORLD, [4])
    assert isinstance(found[0], Whereabout)
    assert int(WORLD.link_target[found[0].link]) == 2


def test_a_limit_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="1 to 1000"):
        whereabouts(WORLD, [0], limit=0)
