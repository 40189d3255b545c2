"""What chance would give, against every way to deal the labels, and against worlds of chance."""

from itertools import combinations, product
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.convergence.improbability import Strata, false_shares
from tripoint_algorithms.convergence.meetings import convergence
from tripoint_algorithms.topology import topology
from tripoint_graph.snapshot import Snapshot

CLASSES = ("FTF", "CHEMICAL_SUPPLIER")


@given(
    st.lists(st.integers(0, 2), min_size=2, max_size=9),
    st.sets(st.integers(0, 8), min_size=1, max_size=3),
    st.sets(st.integers(0, 8)),
)
@settings(max_examples=200, deadline=None)
def test_the_chance_is_that_of_all_ways_to_deal_the_labels(
    stratum: list[int], members: set[int], near: set[int]
) -> None:
    rows = np.array(stratum, np.int32)
    held = sorted(row for row in members if row < len(rows))
    inside = sorted(row for row in near if row < len(rows))
    labels = np.bincount(rows[held], minlength=3).astype(np.int32)
    strata = Strata(rows, np.bincount(rows, minlength=3).astype(np.int32), labels)
    ways = [
        combinations(np.flatnonzero(rows == number).tolist(), int(count))
        for number, count in enumerate(labels)
    ]
    dealt = [set().union(*way) for way in product(*ways)]
    expected = sum(bool(way & set(inside)) for way in dealt) / len(dealt)
    assert strata.chance_of_any(np.array(inside, np.int32)) == pytest.approx(expected)


def some_world(seed: int, size: int = 120) -> Snapshot:
    """People and consignments joined at random; who is in a class is chance."""
    draw = np.random.default_rng(seed)
    kinds = ["person"] * size + ["consignment"] * size
    made: list[Link] = [
        (int(a), size + int(b), "CONSIGNEE_OF", 0.9)
        for a, b in draw.integers(0, size, (size * 3 // 2, 2))
    ]
    chosen = [draw.choice(size, 8, replace=False).tolist() for _ in CLASSES]
    return snapshot(kinds, made, dict(zip(CLASSES, chosen, strict=True)))


def test_labels_dealt_anew_keep_to_their_strata() -> None:
    world = some_world(1)
    strata = Strata.of(topology(world), world.classes["FTF"])
    draw = np.random.default_rng(5)
    dealt = [strata.dealt_anew(draw) for _ in range(50)]
    assert len({tuple(rows.tolist()) for rows in dealt}) > 1
    for rows in dealt:
        assert np.array_equal(
            np.bincount(strata.stratum[rows], minlength=len(strata.sizes)), strata.labels
        )


def test_where_chance_alone_deals_few_meetings_are_called_unlikely() -> None:
    worlds = [some_world(seed) for seed in range(40)]
    alarms = 0
    for world in worlds:
        shares = [
            meeting.false_share
            for meeting in convergence(world, classes=CLASSES, draws=100)
            if meeting.false_share is not None
        ]
        alarms += any(share <= 0.1 for share in shares)
    assert alarms <= 8, "a tenth of the worlds is expected, four in forty"


def test_a_meeting_that_chance_does_not_give_is_told_from_one_that_it_does() -> None:
    size = 150
    draw = np.random.default_rng(2)
    kinds = ["person"] * size + ["consignment"] * size + ["phone"] * size + ["flight"]
    made: list[Link] = [(i, size + i, "CONSIGNEE_OF", 0.9) for i in range(size)]
    made += [(i, 2 * size + i, "USES_PHONE", 0.9) for i in range(size)]
    made += [(int(i), 3 * size, "TRAVELLED_ON", 0.9) for i in draw.permutation(size)[:140]]
    made += [(i, 2 * size + i + 1, "USES_PHONE", 0.9) for i in (0, 10, 20)]
    classes = {"FTF": [0, 10, 20, 50], "CHEMICAL_SUPPLIER": [1, 11, 21, 60]}
    found = convergence(snapshot(kinds, made, classes), classes=CLASSES)
    by_phone = [m for m in found if m.cost < 5]
    on_flight = [m for m in found if m.cost > 5]
    assert len(by_phone) == 3
    assert all(m.false_share is not None and m.false_share < 0.05 for m in by_phone)
    assert on_flight
    assert all(m.false_share is not None and m.false_share > 0.2 for m in on_flight)


def test_the_same_question_gets_the_same_draws() -> None:
    world = some_world(3)
    assert convergence(world, classes=CLASSES) == convergence(some_world(3), classes=CLASSES)


def test_without_draws_no_share_is_told() -> None:
    found = convergence(some_world(3), classes=CLASSES, draws=0)
    assert found
    assert {meeting.false_share for meeting in found} == {None}


@given(
    st.lists(st.floats(0, 9), min_size=1, max_size=6),
    st.lists(st.lists(st.floats(0, 9), max_size=6), min_size=1, max_size=4),
)
def test_a_dearer_meeting_never_has_less_of_chance(
    observed: list[float], dealt: list[list[float]]
) -> None:
    shares = false_shares(np.array(sorted(observed)), [np.array(each) for each in dealt])
    assert (np.diff(shares) >= 0).all()
    assert ((shares > 0) & (shares <= 1)).all()


def test_counting_ways_agrees_with_the_formula() -> None:
    strata = Strata(np.zeros(10, np.int32), np.array([10], np.int32), np.array([3], np.int32))
    near = np.array([0, 1], np.int32)
    assert strata.chance_of_any(near) == pytest.approx(1 - comb(8, 3) / comb(10, 3))
