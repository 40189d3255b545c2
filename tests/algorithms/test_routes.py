"""Legs: counts by hand, exact chances beside a slow oracle, and what is wanted."""

from fractions import Fraction
from math import comb

import pytest
from commerce_by_hand import DAY, Shipment, shipped
from hypothesis import given, settings
from hypothesis import strategies as st

from tripoint_algorithms.discoveries import q_values
from tripoint_algorithms.routes.distances import great_circle
from tripoint_algorithms.routes.legs import Wanted, legs


def test_a_leg_sums_what_moved_on_it() -> None:
    found = legs(
        shipped(
            (1, 2, 0, "urea", 500), (1, 2, 9, "acetone", 250), (1, 2, 3, "", 0), (2, 1, 5, "", 0)
        )
    )
    there, back = found
    assert (there.origin, there.destination, there.count, there.watched) == (1, 2, 3, 2)
    assert (there.kilograms, there.chemicals) == (750, ("acetone", "urea"))
    assert (there.start, there.end) == (0, 16 * DAY - 1)
    assert there.subjects == (100, 101, 102)
    assert there.records == (0, 1, 2)
    assert (back.count, back.watched, back.reasons) == (1, 0, ())


def test_a_leg_that_carries_more_watched_goods_than_its_traffic_explains_is_told_with_why() -> None:
    background = [(1, 2, day, "", 0.0) for day in range(40)] + [
        (2, 3, d, "", 0.0) for d in range(40)
    ]
    planted = [(3, 1, day, "urea", 100.0) for day in range(0, 40, 5)]
    found = legs(shipped(*background, *planted))
    (leg,) = [each for each in found if (each.origin, each.destination) == (3, 1)]
    (reason,) = [each for each in leg.reasons if each.test == "watched"]
    # All eight watched ones of 88 fall on a leg of eight.
    assert reason.chance == pytest.approx(1 / comb(88, 8))
    assert reason.observed == 8
    assert reason.expected == pytest.approx(8 * 8 / 88)


def test_a_few_movements_alone_are_never_unusual() -> None:
    assert not any(leg.reasons for leg in legs(shipped((1, 2, 0, "urea", 1), (3, 4, 1, "", 0))))


def test_only_what_is_wanted_counts() -> None:
    world = shipped((1, 2, 0, "urea", 5), (1, 2, 100, "acetone", 7), (1, 3, 0, "", 0))
    (leg,) = legs(world, wanted=Wanted(chemicals=frozenset({"urea"})))
    assert (leg.count, leg.kilograms) == (1, 5)
    (leg,) = legs(world, wanted=Wanted(during=(90 * DAY, 120 * DAY)))
    assert leg.chemicals == ("acetone",)
    assert legs(world, wanted=Wanted(modes=frozenset({"air"}))) == []


def test_bounds_are_checked() -> None:
    with pytest.raises(ValueError, match="q_max"):
        legs(shipped(), q_max=0)


def tail(observed: int, population: int, marked: int, drawn: int) -> Fraction:
    """P(X >= observed), counted out."""
    ways = sum(
        comb(marked, k) * comb(population - marked, drawn - k)
        for k in range(observed, min(marked, drawn) + 1)
        if drawn - k <= population - marked
    )
    return Fraction(ways, comb(population, drawn))


SHIPMENTS = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.integers(1, 4),
        st.integers(0, 200),
        st.sampled_from(["", "", "urea"]),
        st.sampled_from([10.0, 20.0]),
    ).filter(lambda each: each[0] != each[1]),
    min_size=1,
    max_size=25,
)


@given(SHIPMENTS)
@settings(max_examples=150, deadline=None)
def test_chances_equal_those_counted_out(shipments: list[Shipment]) -> None:
    found = legs(shipped(*shipments), q_max=1.0, recent_days=30)
    total = len(shipments)
    watched = sum(bool(each[3]) for each in shipments)
    recent = max(each[2] for each in shipments) - 30
    for leg in found:
        own = [s for s in shipments if (s[0], s[1]) == (leg.origin, leg.destination)]
        late = sum(s[2] > recent for s in own)
        into = {end: sum(s[1] == end for s in shipments) for end in (leg.origin, leg.destination)}
        out = sum(s[0] == leg.origin for s in shipments)
        expected = {
            "busy": tail(len(own), total - into[leg.origin], into[leg.destination], out),
            "lately": tail(late, total, sum(s[2] > recent for s in shipments), len(own)),
            "watched": tail(sum(bool(s[3]) for s in own), total, watched, len(own)),
        }
        for reason in leg.reasons:
            assert reason.chance == pytest.approx(float(expected[reason.test]), rel=1e-6)
    assert sum(leg.count for leg in found) == total


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.floats(0.01, 0.5))
@settings(deadline=None)
def test_what_is_told_is_what_benjamini_and_hochberg_tell(
    chances: list[float], rate: float
) -> None:
    size, ranked = len(chances), sorted(chances)
    told = [at for at, p in enumerate(ranked, start=1) if p <= rate * at / size]
    cut = ranked[max(told) - 1] if told else -1.0
    near = [p for p in ranked if any(abs(p * size / k - rate) < 1e-9 for k in range(1, size + 1))]
    if not near:  # on the very edge, rounding decides
        assert [q <= rate for q in q_values(chances)] == [p <= cut for p in chances]


def test_a_great_circle_is_a_quarter_of_the_way_round() -> None:
    assert great_circle((0, 0), (90, 0)) == pytest.approx(10_007.6, abs=0.2)
    assert great_circle((0, 179), (0, -179)) == pytest.approx(222.4, abs=0.1)
