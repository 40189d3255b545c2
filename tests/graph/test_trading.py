"""What is gathered of trade: from what the viewer sees alone, and copies count once."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import StoreHouse

from tripoint_algorithms.routes.alternatives import alternatives
from tripoint_algorithms.routes.checkpoints import Measure, checkpoints, watched_flows
from tripoint_algorithms.routes.legs import legs
from tripoint_algorithms.routes.transhipment import detours
from tripoint_algorithms.trade.balance import balances
from tripoint_algorithms.trade.unusual import unusual_trade
from tripoint_graph.canonical import canonical
from tripoint_graph.commerce import Commerce, Lot
from tripoint_graph.model import Category, Claim, Handling, Mention, Record, Tlp
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.trading import commerce
from tripoint_graph.viewer import FULL, Viewer
from tripoint_graph.world import world

OPEN = Handling("ID", Tlp.GREEN, Category.TRADE)
CLOSED = Handling("MY", Tlp.RED, Category.TRADE)
AMBER = Viewer("amber", member="ID", tlp=Tlp.AMBER)
NGA = Handling("NGA", Tlp.CLEAR, Category.REFERENCE)


def line(
    key: str,
    route: tuple[str, str],
    kilograms: str,
    *,
    handling: Handling = OPEN,
    source: str = "manifest",
    watched: str = "urea",
) -> Record:
    """One manifest line; the bill is the first letter of the key."""
    goods = {"hs": ("310210",), "quantity_kg": (kilograms,)} if kilograms else {"hs": ("310210",)}
    parts = (
        Mention("box", "consignment", {"bill": (f"BILL{key[0]}001",), "gross_weight_kg": ("999",)}),
        Mention("goods", "commodity", goods | ({"watched": (watched,)} if watched else {})),
        Mention("maker", "organisation", {"name": ("Kimia",), "registration_number": ("11",),
            "registration_country": ("IDN",)}),
        Mention("buyer", "organisation", {"name": ("Agro",), "registration_number": ("22",),
            "registration_country": ("MYS",)}),
        Mention("mover", "organisation", {"name": ("Mover",), "registration_number": ("33",),
            "registration_country": ("MYS",)}),
        Mention("from", "place", {"locode": (route[0],)}),
        Mention("to", "place", {"locode": (route[1],)}),
    )  # fmt: skip
    claims = (
        Claim("CONSIGNOR_OF", "maker", "box", "2026-03-01", "2026-03-09"),
        Claim("CONSIGNEE_OF", "buyer", "box", "2026-03-01", "2026-03-09"),
        Claim("FORWARDER_OF", "mover", "box"),
        Claim("CONTAINS", "box", "goods"),
        Claim("LOADED_AT", "box", "from", "2026-03-01", "2026-03-01"),
        Claim("DISCHARGED_AT", "box", "to", "2026-03-09", "2026-03-09"),
    )
    return Record(source, key, handling, mentions=parts, claims=claims)


def port(code: str, latitude: str, handling: Handling = NGA) -> Record:
    """A row of a port index."""
    told = {"locode": (code,), "name": (f"Port {code}",), "latitude": (latitude,)}
    place = Mention("place", "place", told | {"longitude": ("100.5",)})
    return Record("ports", code, handling, mentions=(place,))


def gathered(
    house: StoreHouse, records: Sequence[Record], viewer: Viewer = FULL
) -> tuple[Snapshot, Commerce]:
    store: EvidenceStore = house.fresh()
    store.append(list(records))
    seen = world(canonical(store.export()), viewer)
    return seen, commerce(store, seen)


def test_quantities_places_and_parties_are_read(house: StoreHouse) -> None:
    seen, told = gathered(house, [line("a1", ("IDJKT", "SGSIN"), "500"), port("IDJKT", "-6.1")])
    (box,) = told.consignments
    assert box.lots == (Lot("urea", 500.0),)
    assert len(box.consignors) == len(box.consignees) == len(box.context) == 1
    (movement,) = told.movements
    start, end = told.places[movement.origin], told.places[movement.destination]
    assert (start.name, start.code, start.position, start.told_by) == (
        "Port IDJKT",
        "IDJKT",
        (-6.1, 100.5),
        "record",
    )
    assert (end.code, end.position, end.told_by) == ("SGSIN", None, "")
    assert seen.entity_name(box.entity)


def test_copies_in_another_source_count_once_and_lines_of_one_source_add_up(
    house: StoreHouse,
) -> None:
    route = "IDJKT", "SGSIN"
    records = [
        line("a1", route, "500"),
        line("a2", route, "300"),
        line("a3", route, "500", source="copy"),
    ]
    _, told = gathered(house, records)
    assert told.consignments[0].lots == (Lot("urea", 800.0),)


def test_without_a_quantity_the_gross_weight_stands_in_and_says_so(house: StoreHouse) -> None:
    _, told = gathered(
        house, [line("a1", ("IDJKT", "SGSIN"), ""), line("a2", ("IDJKT", "SGSIN"), "")]
    )
    assert told.consignments[0].lots == (Lot("urea", 999.0, gross=True),)


@pytest.mark.parametrize("latitude", ["91", "north", ""])
def test_a_position_that_is_none_is_not_taken(house: StoreHouse, latitude: str) -> None:
    _, told = gathered(house, [line("a1", ("IDJKT", "SGSIN"), "1"), port("IDJKT", latitude)])
    assert all(place.position is None for place in told.places.values())


LINES = st.lists(
    st.builds(
        line,
        st.sampled_from(["a1", "a2", "b1", "c1", "d1"]),
        st.sampled_from([("IDJKT", "SGSIN"), ("SGSIN", "MYPKG"), ("MYPKG", "IDJKT")]),
        st.sampled_from(["500", "900", ""]),
        handling=st.sampled_from([OPEN, CLOSED]),
        source=st.sampled_from(["manifest", "copy"]),
        watched=st.sampled_from(["urea", "acetone", ""]),
    ),
    max_size=8,
)


def answers(seen: Snapshot, told: Commerce) -> object:
    """All that is worked out of trade, with rows written as ids."""
    rows = sorted(told.places)
    ways = alternatives(told, rows[0], rows[1]) if len(rows) > 1 else None
    found = legs(told, q_max=1.0)
    return (
        seen.entity_names(rows),
        [replace(told.places[row], entity=0) for row in rows],
        found,
        [seen.record_names(leg.records) for leg in found],
        detours(told),
        checkpoints(told, capacity=2),
        watched_flows(told, measure=Measure.KILOGRAMS),
        ways,
        balances(told),
        unusual_trade(told, q_max=1.0),
        seen.entity_names([each.entity for each in told.consignments]),
    )


@given(
    LINES,
    st.lists(st.sampled_from([port("IDJKT", "-6.1"), port("SGSIN", "1.2", CLOSED)]), max_size=2),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_answer_depends_on_what_is_hidden(
    house: StoreHouse, lines: list[Record], ports: list[Record]
) -> None:
    every = [*lines, *ports]
    visible = [record for record in every if AMBER.sees(record.handling)]
    assert answers(*gathered(house, every, AMBER)) == answers(*gathered(house, visible, AMBER))
