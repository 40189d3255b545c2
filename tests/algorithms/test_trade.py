"""Balances and unusual trade: sums by hand, chances beside slow oracles, planted oddities."""

from collections import Counter
from itertools import product

import pytest
from commerce_by_hand import DAY, Shipment, shipped
from hypothesis import given, settings
from hypothesis import strategies as st

from tripoint_algorithms.routes.legs import Wanted
from tripoint_algorithms.trade.balance import Over, balances
from tripoint_algorithms.trade.oddities import distinct
from tripoint_algorithms.trade.unusual import (
    TradeFinding,
    in_words,
    likeliest_innocent,
    unusual_trade,
)
from tripoint_graph.commerce import Commerce, Consignment, Lot


def sent(  # noqa: PLR0917 - one line of a table
    number: int,
    consignor: int,
    consignee: int,
    kilograms: float | None,
    day: int = 0,
    chemical: str = "urea",
) -> Consignment:
    """One consignment with a forwarder, who is context."""
    return Consignment(
        number,
        (consignor,),
        (consignee,),
        context=(7,),
        lots=(Lot(chemical, kilograms),) if chemical else (),
        start=day * DAY,
        end=(day + 5) * DAY,
        records=(number,),
    )


def test_what_comes_in_and_what_goes_out_leave_a_gap() -> None:
    world = Commerce(
        consignments=(sent(100, 1, 2, 500), sent(101, 1, 2, 300, 40), sent(102, 2, 3, 200, 41))
    )
    by_party = {each.party: each for each in balances(world)}
    assert by_party.keys() == {1, 2, 3}, "a forwarder has no balance"
    middle = by_party[2]
    assert (middle.whole.kilograms_in, middle.whole.kilograms_out) == (800, 200)
    assert middle.whole.gap_kilograms == 600
    assert [(month, each.gap_kilograms) for month, each in middle.months] == [
        ("1970-01", 500),
        ("1970-02", 100),
    ]
    assert middle.consignments == middle.records == (100, 101, 102)
    assert middle.context == (7,)


def test_what_tells_no_quantity_is_counted_and_not_taken_for_nothing() -> None:
    (there, back) = balances(Commerce(consignments=(sent(100, 1, 2, None),)))
    assert there.whole.unmeasured == back.whole.unmeasured == 1
    assert there.whole.gap_kilograms == 0


SHIPMENTS = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.integers(1, 4),
        st.integers(0, 300),
        st.sampled_from(["", "urea", "acetone"]),
        st.sampled_from([10.0, 20.0]),
    ).filter(lambda each: each[0] != each[1]),
    max_size=20,
)


@given(SHIPMENTS)
@settings(max_examples=100, deadline=None)
def test_what_is_sent_is_received_and_corridors_hold_all_of_it(shipments: list[Shipment]) -> None:
    world = shipped(*shipments)
    whole = sum(s[4] for s in shipments if s[3])
    parties = [each.whole for each in balances(world)]
    assert sum(each.kilograms_in for each in parties) == pytest.approx(whole)
    assert sum(each.kilograms_out for each in parties) == pytest.approx(whole)
    corridors = balances(world, over=Over.CORRIDOR)
    assert sum(
        each.whole.kilograms_in + each.whole.kilograms_out for each in corridors
    ) == pytest.approx(whole)
    for each in corridors:
        assert each.corridor is not None
        a, b = each.corridor
        there = sum(s[4] for s in shipments if s[:2] == (a, b) and s[3] == each.chemical)
        assert each.whole.kilograms_out == pytest.approx(there)
    only = balances(world, wanted=Wanted(chemicals=frozenset({"urea"})))
    assert {each.chemical for each in only} <= {"urea"}


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4), st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_chances_of_so_many_kinds_equal_those_counted_out(weights: list[int], draws: int) -> None:
    shares = [each / sum(weights) for each in weights]
    counted: Counter[int] = Counter()
    for drawn in product(range(len(shares)), repeat=draws):
        chance = 1.0
        for each in drawn:
            chance *= shares[each]
        counted[len(set(drawn))] += chance  # type: ignore[assignment]  # it counts chances
    told = distinct(shares, draws)
    assert told == pytest.approx([counted[d] for d in range(len(told))])


def lawful(count: int = 60) -> list[Consignment]:
    """Trade in which nothing is the matter: all parties alike, quantities between 2 and 20 tons."""
    return [
        sent(1000 + n, 10 + n % 6, 30 + n % 20, 2_000 + 300 * (n * 37 % 60), 3 * n)
        for n in range(count)
    ] + [sent(3000 + n, 10 + n % 6, 30 + n % 20, None, n, "") for n in range(3 * count)]


def found(*odd: Consignment) -> list[TradeFinding]:
    return list(unusual_trade(Commerce(consignments=(*lawful(), *odd))).found)


def test_nothing_is_told_where_nothing_is_the_matter() -> None:
    assert found() == []


def test_a_quantity_far_above_what_is_usual_is_told_with_what_is_usual() -> None:
    (told,) = found(sent(5000, 10, 35, 5_000_000, 50))
    assert (told.kind, told.consignments, told.chemicals) == ("quantity", (5000,), ("urea",))
    assert told.observed == pytest.approx(5_000_000)
    assert 2_000 < told.expected < 20_000
    assert (told.consignors, told.consignees, told.context) == ((10,), (35,), (7,))
    assert "5,000,000 kg in one consignment" in in_words(told)
    assert likeliest_innocent(told).startswith("a bulk shipment")


def test_lots_just_below_the_limit_are_told_and_one_order_is_the_innocent_reason() -> None:
    apart = [sent(5000 + n, 90, 91, 900 + 10 * n, 50 + 3 * n) for n in range(5)]
    told = [each for each in found(*apart) if each.kind == "splitting"]
    assert [each.consignments for each in told] == [tuple(range(5000, 5005))]
    assert likeliest_innocent(told[0]).startswith("the usual pack")
    together = [sent(5000 + n, 90, 91, 900 + 10 * n, 50) for n in range(5)]
    (same,) = [each for each in found(*together) if each.kind == "splitting"]
    assert likeliest_innocent(same).startswith("one order in several consignments")
    spread = [sent(5000 + n, 90, 91, 900 + 10 * n, 40 * n) for n in range(5)]
    assert not [each for each in found(*spread) if each.kind == "splitting"]


def test_a_consignee_of_watched_goods_alone_is_told() -> None:
    told = found(*(sent(5000 + n, 10 + n % 6, 91, 9_000, 20 * n) for n in range(7)))
    assert {(each.kind, each.consignees) for each in told} == {("consignee", (91,))}
    assert "buys from 6 suppliers" in likeliest_innocent(told[0])


def test_two_who_never_traded_before_and_now_do_all_at_once_are_told() -> None:
    told = found(*(sent(5000 + n, 90, 91, 9_000, 170 + n) for n in range(14)))
    assert "new_pair" in {each.kind for each in told}


def test_a_consignee_of_many_different_chemicals_is_told() -> None:
    odd = [sent(5000 + n, 10, 91, 9_000, 20 * n, f"rare {n}") for n in range(5)]
    assert "mix" in {each.kind for each in found(*odd)}


def test_every_finding_names_its_records_and_nobody_of_context_is_a_party() -> None:
    odd = [sent(5000 + n, 90, 91, 900, 50 + n) for n in range(6)]
    for each in found(*odd):
        assert each.records == each.consignments
        assert not set(each.context) & {*each.consignors, *each.consignees}
        assert 7 in each.context


def test_bounds_are_checked() -> None:
    with pytest.raises(ValueError, match="threshold_kg"):
        unusual_trade(Commerce(), threshold_kg=0)
