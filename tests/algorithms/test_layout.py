"""Pictures repeat, keep what is placed where it is, and put the joined near each other."""

from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.layout import layout

SIZE = 8
PAIRS = st.sets(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=12)
POINT = st.tuples(st.floats(-50, 50), st.floats(-50, 50))


def links(pairs: set[tuple[int, int]]) -> list[Link]:
    return [(one, other, "ASSOCIATE_OF", 0.9) for one, other in pairs if one != other]


@given(PAIRS, st.dictionaries(st.integers(0, SIZE - 1), POINT))
@settings(max_examples=100, deadline=None)
def test_what_is_placed_stays_and_the_rest_repeats(
    pairs: set[tuple[int, int]], placed: dict[int, tuple[float, float]]
) -> None:
    world = snapshot(["person"] * SIZE, links(pairs))
    rows = range(len(world.link_source))
    found = layout(world, range(SIZE), rows, placed=placed)
    assert {row: found[row] for row in placed} == placed
    assert all(abs(value) < float("inf") for point in found for value in point)
    assert found == layout(world, range(SIZE), rows, placed=placed)


def test_two_triangles_joined_by_one_link_stand_apart() -> None:
    pairs = {(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)}
    world = snapshot(["person"] * 6, links(pairs))
    at = layout(world, range(6), range(7))
    joined = [dist(at[one], at[other]) for one, other in pairs]
    assert max(joined) < dist(at[0], at[5])
    assert min(dist(at[i], at[j]) for i in range(6) for j in range(i)) > 0.3 * max(joined)


@pytest.mark.parametrize("size", [0, 1])
def test_nothing_and_one_have_a_picture(size: int) -> None:
    assert len(layout(snapshot(["person"] * size, []), range(size), [])) == size
